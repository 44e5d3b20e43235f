"""Facts of what is lent, as tables keep them and cards read them: objects, loans, reservations, who waits, who may.

Days are ISO texts. Every row has the number of the entry that moved it last: an act is taken back while that is its own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

AVAILABLE, OUT, INCOMPLETE, DAMAGED, SET_ASIDE, KEPT, NOT_FOUND, LOST, RETIRED = (
    "available",
    "out",
    "incomplete",
    "damaged",
    "set_aside",
    "kept",
    "not_found",
    "lost",
    "retired",
)
"""Where an object stands."""
HERE: Final = (AVAILABLE, INCOMPLETE, DAMAGED, SET_ASIDE, KEPT)
"""It lies in the shop."""
READY: Final = (AVAILABLE, KEPT)
"""It may leave."""
GONE: Final = (LOST, RETIRED)
"""It has ended."""
IN_USE: Final = (AVAILABLE, KEPT, OUT)
"""It is a copy that a reservation of its kind may count on."""

BACK, UNDONE = "back", "undone"
"""How a loan ended, beside that its object was lost; what is undone never was."""
ENDED: Final = "ended"
OPEN: Final = "open"

SHOP, PARTNER, RESIDENT = "shop", "partner", "resident"
"""Whose an object is."""

ADULT, YOUTH, CHILD = "adult", "16_17", "under_16"
"""Bands of age; nobody's birthday is asked for."""
OLDEST: Final = {ADULT: 200, YOUTH: 17, CHILD: 15}
"""Age that somebody of a band has at most."""


@dataclass(frozen=True, slots=True)
class LentKind:
    """A kind of things that are lent, from a day on.

    Attributes:
        days: Of a loan where nobody says how long.
        most_days: That a loan may be asked for.
        renewals: How often it may be asked for once more.
        day_cents: Price of a day, tax included; nothing for a loan that is free.
        caution_cents: That is proposed.
        min_age: Years; None for anybody.
        test_months: Months from one test to the next; None for what is not tested.
        checks: What belongs to it and is counted both ways, as ``FORET:5``.
        notice: What is said with every loan, empty for nothing.
    """

    kind: str
    valid_from: str
    label: str
    days: int
    most_days: int
    renewals: int
    day_cents: int
    caution_cents: int
    min_age: int | None
    test_months: int | None
    checks: tuple[str, ...]
    notice: str

    @property
    def counted(self) -> Mapping[str, int]:
        """How many of each thing belong to it."""
        return counts_of(self.checks)


@dataclass(frozen=True, slots=True)
class LentObject:
    """An object, by the columns of its row.

    Attributes:
        object: Its number in the shop, such as ``PERC-1``.
        code: On its label.
        quantity: How many of it there are; above one it is lent by count.
        owner: The shop, a partner, a resident.
        party: Of the resident; None for no resident.
        fnuci: Where its number stands beside the journal.
        missing: What belongs to it and is not here, as ``FORET:1``.
        before: State that it had before it could not be found, was lost, or was set aside damaged; and before that.
        kept_for: Party of whoever waits for it and may have it next.
        kept_until: Day after which it is let go; None until somebody was called.
        ended_day: When it was retired or lost.
    """

    object: str
    code: str
    kind: str
    label: str
    place: str
    quantity: int
    value_cents: int | None
    owner: str
    party: str | None
    barcode: str | None
    fnuci: str | None
    tested_day: str | None
    registered_day: str
    state: str = AVAILABLE
    before: str | None = None
    missing: tuple[str, ...] = ()
    kept_for: str | None = None
    kept_until: str | None = None
    ended_day: str | None = None
    last_seq: int = 0

    @property
    def is_counted(self) -> bool:
        """It is lent by count."""
        return self.quantity > 1

    @property
    def stood(self) -> str:
        """How it stands, and how it stood before: where it is found, set aside and damaged, it is both again."""
        return f"{self.state} {self.before or ''}".strip()


@dataclass(frozen=True, slots=True)
class Loan:
    """A loan, by the columns of its row.

    Attributes:
        quantity: How many were lent.
        out: How many of them are out; 0 once it ended.
        days: That are paid for, renewals included.
        paper_day: When it was due as it was lent or renewed: under whatever hours it is due no sooner.
        due_slot: Last half-day of its due day; None while the shop is not open any more.
        told_slot: By when it is due as far as whoever has it was told.
        checks: What left with it, as ``FORET:5``.
        checks_back: What of that came back with some of what is lent by count, while others are out.
        counted: Its object is lent by count.
        state: ``out``, ``back``, ``lost``, ``undone``.
        ended_day: When all of it was back, or it was lost.
        back_condition: How its object was as it came back.
        begun_seq: The entry by which it began.
    """

    loan: str
    object: str
    kind: str
    party: str
    quantity: int
    out: int
    lent_day: str
    days: int
    paper_day: str
    due_day: str
    due_slot: str | None
    told_slot: str | None
    cents: int
    caution_cents: int
    checks: tuple[str, ...]
    condition: str | None
    back_dated: bool
    counted: bool
    checks_back: tuple[str, ...] = ()
    renewals: int = 0
    paid_cents: int = 0
    state: str = OUT
    ended_day: str | None = None
    reminded_day: str | None = None
    back_condition: str | None = None
    begun_seq: int = 0
    last_seq: int = 0

    @property
    def checks_out(self) -> Mapping[str, int]:
        """How many of each thing that left with it are still to come back."""
        back = counts_of(self.checks_back)
        lent = counts_of(self.checks).items()
        return {name: count - back.get(name, 0) for name, count in lent if count > back.get(name, -1)}

    @property
    def is_moved(self) -> bool:
        """It is due by another half-day than whoever has it knows."""
        return self.state == OUT and self.told_slot != self.due_slot

    @property
    def open_cents(self) -> int:
        """What is still to be paid; below nothing what is to be given back."""
        return self.cents - self.paid_cents


@dataclass(frozen=True, slots=True)
class Reservation:
    """Days that something is kept free for somebody: one object, or one of its kind."""

    party: str
    object: str | None
    kind: str
    from_day: str
    to_day: str
    quantity: int
    state: str = OPEN
    ended_day: str | None = None
    last_seq: int = 0

    def is_of(self, thing: LentObject) -> bool:
        """Say whether an object is what is reserved."""
        return self.object in (None, thing.object) and self.kind == thing.kind


@dataclass(frozen=True, slots=True)
class WaitingPlace:
    """A place in the queue for an object, or for the first of its kind."""

    party: str
    object: str | None
    kind: str
    seq: int
    state: str = OPEN
    ended_day: str | None = None
    last_seq: int = 0


@dataclass(frozen=True, slots=True)
class Authority:
    """Somebody may have an object until a day; None for no end."""

    party: str
    object: str
    until_day: str | None
    state: str = OPEN
    ended_day: str | None = None
    last_seq: int = 0

    def holds(self, day: str) -> bool:
        """Say whether it holds on a day."""
        return self.state == OPEN and (self.until_day is None or day <= self.until_day)


def counts_of(checks: Iterable[str]) -> dict[str, int]:
    """Return how many of each thing, of texts such as ``FORET:5``."""
    parted = (check.rpartition(":") for check in checks)
    return {name: int(count) for name, _, count in parted}


def thing_words(name: str) -> str:
    """Return what is counted as it is said: ``gros foret`` of ``GROS_FORET``."""
    return name.replace("_", " ").lower()


def counts_told(counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return counts as an entry tells of them: a code of the shop's is no name of a field."""
    return [{"check": name, "count": count} for name, count in counts.items()]


def counts_read(told: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Return counts out of an entry."""
    return {row["check"]: row["count"] for row in told}


def as_checks(counts: Mapping[str, int]) -> str:
    """Return counts as a row keeps them: ``FORET:5 BATTERIE:2``."""
    return " ".join(f"{name}:{count}" for name, count in counts.items())
