"""States that the papers of things lent are drawn from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from concierge_desk.domain.calendar import Slot
from concierge_desk.domain.journal import Posted
from concierge_desk.mechanisms.lending.model.facts import LentKind, LentObject, Loan


@dataclass(frozen=True, slots=True)
class CautionHeld:
    """A caution that is held for a loan: what is left of it, whether it is a cheque in the safe, else by what means it came."""

    left_cents: int
    kept: str
    means: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LoanSheet:
    """A loan as its papers show it.

    Attributes:
        loan: As it stands.
        thing: Its object.
        kind: As of its first day.
        posted: The entry by which it began.
        anchor: Of that entry.
        today: ISO date of the day it is drawn.
        owner: Who has it; None in a file that holds no name.
        street: Where he lives.
        typed: Words kept beside the journal, by their refs.
        cautions: Held for it.
        rate: Of its price, in hundredths of a per cent; None where it is free.
        sessions: When the door is open next.
    """

    loan: Loan
    thing: LentObject
    kind: LentKind | None
    posted: Posted
    anchor: str
    today: str
    owner: str | None = None
    street: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    cautions: Sequence[CautionHeld] = ()
    rate: int | None = None
    sessions: Sequence[Slot] = ()


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """An object as its label shows it: of a key its number alone."""

    thing: LentObject
    bare: bool


@dataclass(frozen=True, slots=True)
class ConditionSheet:
    """How an object was as it left, and is as it comes back, part by part."""

    sheet: LoanSheet
    left: Mapping[str, str]
    back: Mapping[str, str]
