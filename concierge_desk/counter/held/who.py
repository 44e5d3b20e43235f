"""Whose a thing is: a card, or a name that is kept for this thing alone; left out, the visit's. Pure but for the loaders.

An entry holds a party that is drawn for it; who that is stands beside the journal.

Source: docs/contract.md, "Money held and owed"; decision 0085.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Protocol

from concierge_desk.counter.context import Context
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.values.fields import form_of
from concierge_desk.counter.values.kinds import OwnCode, Text
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import PersonalRecord
from concierge_desk.domain.parties import PartyLink
from concierge_desk.store.held import parties as links
from concierge_desk.store.records import personal_text

MOST_PHONE = 30
_BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class Who:
    """Whose something is."""

    card: Annotated[str | None, OwnCode(), "The card, `p-…`; or"]
    name: Annotated[str | None, Text(), "a name, kept beside the journal for this alone,"]
    phone: Annotated[str | None, Text(MOST_PHONE), "with a telephone number."]

    @property
    def beside(self) -> str:
        """Name and number as they are kept beside the journal."""
        return _BETWEEN.join(said for said in (self.name, self.phone) if said)


@dataclass(frozen=True, slots=True)
class Known:
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

    def known(self, rows: Rows, person: str) -> Known:
        """Return the words for somebody."""

    def people_of(self, rows: Rows, person: str) -> Sequence[str]:
        """Return every key under which links of somebody stand: his own, and those that were merged into it."""


class NobodyKnown:
    """Stands where the shop keeps no people: no card is anybody's."""

    def person_of(self, _rows: Rows, _card: str) -> str | None:
        """Know nobody."""
        return None

    def known(self, _rows: Rows, _person: str) -> Known:
        """Have no words."""
        return Known("")

    def people_of(self, _rows: Rows, person: str) -> Sequence[str]:
        """Return the key itself."""
        return (person,)


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose a new thing is, as far as it could be found out.

    Attributes:
        person: Key of somebody who is known.
        text: A name that is kept for this thing alone.
        card: A card that is nobody's.
    """

    person: str | None = None
    text: str | None = None
    card: str | None = None

    def needed(self, needed: str, unknown: str) -> "Whose":
        """Return it, if it is somebody.

        Args:
            needed: Code of the refusal where nobody was said.
            unknown: Code of the refusal of a card that nobody has.

        Raises:
            Refused: As is said.
        """
        if self.person is not None or self.text is not None:
            return self
        if self.card is not None:
            raise Refused(unknown, of=self.card)
        raise Refused(needed)

    def kept(self, ref: str, retention: str) -> Mapping[str, Any]:
        """Return what of an event keeps it beside the journal.

        Args:
            ref: Party of the entry.
            retention: Under which a name is kept.
        """
        if self.person is not None:
            return {"links": (PartyLink(ref, self.person),)}
        return {"personal": (PersonalRecord(ref, "party", self.text or "", retention),)}


def who_of(raw: Mapping[str, Any] | None) -> Who | None:
    """Return who was said, out of what was saved."""
    return None if raw is None else form_of(Who).parse(raw)


def whose(rows: Rows, parties: Parties, context: Context, *, said: Who | None, party: str | None = None) -> Whose:
    """Return whose a new thing is: who is said, else whose the thing is, else whose the visit is.

    Args:
        rows: The store.
        parties: People as the counter knows them.
        context: Knows whose the visit is.
        said: With the act.
        party: Ref of whose the thing is that it belongs to.
    """
    if said is None and party is not None and (found := _of_party(rows, party)) is not None:
        return found
    who = context.who if said is None else said
    if who is None or (who.card is None and not who.beside):
        return Whose()
    if who.card is None:
        return Whose(text=who.beside)
    return Whose(person=parties.person_of(rows, who.card), card=who.card)


def _of_party(rows: Rows, party: str) -> Whose | None:
    person = links.person_of(rows, party)
    if person is not None:
        return Whose(person=person)
    text = personal_text(rows, party)
    return None if text is None else Whose(text=text)


def owner_words(rows: Rows, parties: Parties, party: str) -> str:
    """Return whose a party is, for a screen or for his own paper; empty once it was erased."""
    person = links.person_of(rows, party)
    if person is None:
        return (personal_text(rows, party) or "").partition(_BETWEEN)[0]
    return parties.known(rows, person).name
