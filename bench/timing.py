"""Taking time: one job at a time, by a clock that never goes back; figures are medians."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T")

_HUNDREDTHS = 100


@dataclass(slots=True)
class Samples:
    """What the same job took, again and again; in nanoseconds."""

    taken_ns: list[int] = field(default_factory=list)

    @property
    def n(self) -> int:
        """How often it was taken."""
        return len(self.taken_ns)

    @property
    def p50_ns(self) -> int:
        """Half of the times were not longer."""
        return round(statistics.median(self.taken_ns))

    @property
    def p95_ns(self) -> int:
        """Ninety-five times of a hundred were not longer."""
        return percentile(self.taken_ns, 95)

    @property
    def p99_ns(self) -> int:
        """Ninety-nine times of a hundred were not longer."""
        return percentile(self.taken_ns, 99)

    def take(self, job: Callable[[], T]) -> T:
        """Run a job, keep what it took, return what it returned."""
        begun = time.perf_counter_ns()
        result = job()
        self.taken_ns.append(time.perf_counter_ns() - begun)
        return result


def percentile(values: Sequence[int], percent: int) -> int:
    """Return the least value that so many percent of all values do not exceed.

    Raises:
        ValueError: Without any value, or for a percentage out of 1 to 100.
    """
    if not values or not 1 <= percent <= _HUNDREDTHS:
        raise ValueError("a percentile needs values and a percentage")
    place = -(-len(values) * percent // _HUNDREDTHS)
    return sorted(values)[place - 1]
