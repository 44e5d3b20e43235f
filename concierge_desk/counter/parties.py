"""People at the counter: a card or a name, and the port by which people are known.

Source: docs/contract.md, "Money held and owed"; decision 0085.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Annotated, Any, Protocol

from concierge_desk.counter.rows import Rows
from concierge_desk.counter.traces import BETWEEN, Traces
from concierge_desk.counter.values.fields import form_of
from concierge_desk.counter.values.kinds import OwnCode, Text

MOST_PHONE = 30


@dataclass(frozen=True, slots=True)
class Who:
    """Whose something is."""

    card: Annotated[str | None, OwnCode(), "The card, `p-…`; or"]
    name: Annotated[str | None, Text(), "a name, kept beside the journal for this alone,"]
    phone: Annotated[str | None, Text(MOST_PHONE), "with a telephone number."]

    @property
    def beside(self) -> str:
        """Name and number as they are kept beside the journal; empty without a name: a number is nobody."""
        return BETWEEN.join(said for said in (self.name, self.phone) if said) if self.name else ""

    @property
    def is_somebody(self) -> bool:
        """A card or a name was said."""
        return self.card is not None or bool(self.name)


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Words by which a screen tells somebody from another.

    Attributes:
        name: As people call him.
        street: Where he lives, empty where nobody said.
    """

    name: str
    street: str = ""


class Parties(Protocol):
    """People as the counter knows them: keys, which stand in no entry, and words for screens."""

    def person_of(self, rows: Rows, card: str) -> str | None:
        """Return the key of whose a card is, of who stayed after a merge; None for a card that nobody has."""

    def known(self, rows: Rows, person: str) -> KnownPerson:
        """Return the words for somebody."""

    def stayed(self, rows: Rows, person: str) -> str:
        """Return the key of who stayed of somebody who may have been merged."""

    def people_of(self, rows: Rows, person: str) -> Sequence[str]:
        """Return every key under which links of somebody stand: that of who stayed first, then those merged into it."""

    def traces(self, rows: Rows, person: str) -> Traces | None:
        """Return what somebody is known by, named by the key or a card; None for nobody."""

    def is_member(self, rows: Rows, person: str, day: date) -> bool:
        """Say whether somebody's household, the person alone where there is none, is a member on a day."""

    def touch(self, rows: Rows, person: str, day: str) -> None:
        """Note that something was done for somebody on a day, ISO: it is kept for a time from the last."""

    def held(self, rows: Rows, traces: Traces) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """Return what is kept of somebody in tables of people's own: rows by column, table by table.

        With it what was typed of him on another one's card: that he may come for that one, a note that names him.
        """

    def forget_typed(self, rows: Rows, traces: Traces, at: str) -> int:
        """Forget what was typed of somebody on another one's card; return how many records that were."""


class NobodyKnown:
    """Stands where the shop keeps no people: no card is anybody's."""

    def person_of(self, _rows: Rows, _card: str) -> str | None:
        """Know nobody."""
        return None

    def known(self, _rows: Rows, _person: str) -> KnownPerson:
        """Have no words."""
        return KnownPerson("")

    def stayed(self, _rows: Rows, person: str) -> str:
        """Return the key itself: nobody is merged."""
        return person

    def people_of(self, _rows: Rows, person: str) -> Sequence[str]:
        """Return the key itself."""
        return (person,)

    def traces(self, _rows: Rows, _person: str) -> Traces | None:
        """Know nobody."""
        return None

    def is_member(self, _rows: Rows, _person: str, _day: date) -> bool:
        """Know no member."""
        return False

    def touch(self, _rows: Rows, _person: str, _day: str) -> None:
        """Keep nobody."""

    def held(self, _rows: Rows, _traces: Traces) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """Keep nothing."""
        return {}

    def forget_typed(self, _rows: Rows, _traces: Traces, _at: str) -> int:
        """Keep nothing."""
        return 0


def who_of(raw: Mapping[str, Any] | None) -> Who | None:
    """Return who was said, out of what was saved."""
    return None if raw is None else form_of(Who).parse(raw)


def was_served(rows: Rows, people: Callable[[], Parties], who: Who | None, today: date) -> None:
    """Note of whose card was shown that something was done for him; a name that was typed is kept for the thing alone."""
    if who is None or who.card is None:
        return
    parties = people()
    person = parties.person_of(rows, who.card)
    if person is not None:
        parties.touch(rows, person, today.isoformat())


def who_told(who: Who | None) -> dict[str, str] | None:
    """Return who was said, as it is saved."""
    return None if who is None else {name: said for name, said in asdict(who).items() if said is not None}


@dataclass(frozen=True, slots=True)
class PaidTogether:
    """What is still to be paid for all that goes by some numbers and codes, in one sum."""

    price_cents: int
    things: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Payable:
    """Price of a thing that is paid for later.

    Attributes:
        price_cents: What is still to be paid for it, what was paid ahead apart.
        vat_code: Of the dated rates.
        nature: Goods or a service.
        party: Ref of whose it is; None where it is nobody's.
        own: It is the shop's own sale: nothing is paid ahead for what a partner sells.
        together: What is paid ahead for it is ahead of these too: of all names of its own, of what it is a part of.
    """

    price_cents: int
    vat_code: str
    nature: str = "service"
    party: str | None = None
    own: bool = True
    together: tuple[PaidTogether, ...] = ()

    def rooms(self, of: str) -> "tuple[PaidTogether, ...]":
        """Return what bounds how much is paid ahead for it, by the name that it was asked by."""
        return self.together or (PaidTogether(self.price_cents, (of,)),)
