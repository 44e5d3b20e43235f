"""Order of places as people count."""

import re
from functools import lru_cache

from concierge_desk.counter.values.codelists import fold

_RUN = re.compile(r"[0-9]+|[^0-9]+")


@lru_cache(maxsize=4096)
def natural(place: str) -> tuple[tuple[bool, int, str], ...]:
    """Return what places are sorted by as people count: A2 before A10; a list of thousands is sorted at each look."""
    return tuple(
        (run.isdecimal(), int(run) if run.isdecimal() else 0, run) for run in _RUN.findall(fold(place))
    )
