"""Retention of personal records and of what entries say: how long, from when, and how it goes.

Source: docs/requirements.md, R-4.02; decision 0086.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from concierge_desk.counter.personal_columns import Personal
from concierge_desk.counter.rows import Rows
from concierge_desk.domain.journal import Data


@dataclass(frozen=True, slots=True)
class Retention:
    """Time that the payload of some kinds, or a kind of personal record, is kept.

    Attributes:
        code: What records name it by.
        label: English source of when it ends.
        days: How long it is.
        due: (rows, day) -> the refs of what it began for on that day or before; the records that were kept by then, by
            default.
        drop: (rows, refs) -> lets go of what is no record of the table ``personal``.
    """

    code: str
    label: str
    days: int
    due: Callable[[Rows, str], Iterable[str]] | None = None
    drop: Callable[[Rows, Iterable[str]], None] | None = None


@dataclass(frozen=True, slots=True)
class DueEntries:
    """Entries whose payload may go.

    Attributes:
        seqs: Their numbers.
        numbers: The numbers that they gave out: the last of each series and year stays known.
        carried: What the service's tables need of them beyond that, as its `Schema.dropped` reads it.
    """

    seqs: frozenset[int]
    numbers: tuple[str, ...] = ()
    carried: Data = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Purging:
    """Way of a service to let go of what its entries say, once the time of the things that they tell of is over.

    Attributes:
        retention: Code of the period.
        due: (rows, day) -> what may go of things that ended on that day or before.

    Source: docs/contract.md, "Dropped payloads"; decision 0086.
    """

    retention: str
    due: Callable[[Rows, str], DueEntries]


@dataclass(frozen=True, slots=True)
class Keeping:
    """What a service keeps for a time, and how it goes.

    Attributes:
        retention: Periods after which its data are dropped.
        personal: What of people stands in its own tables and in its records.
        purging: How its entries lose what they say once the time of their things is over; None where none does.
    """

    retention: tuple[Retention, ...] = ()
    personal: Personal = field(default_factory=Personal)
    purging: Purging | None = None
