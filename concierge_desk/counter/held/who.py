"""Owner of a new thing: somebody who is known, or a name that is kept for this thing alone.

An entry holds a party that is drawn for it; who that is stands beside the journal.

Source: docs/contract.md, "Money held and owed"; decision 0085.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.parties import Parties, Who
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.traces import BETWEEN
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.held.parties import PartyLink
from concierge_desk.domain.journal import PersonalRecord
from concierge_desk.store.held import parties as links
from concierge_desk.store.records import personal_text


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

    def is_member(self, rows: Rows, context: Context) -> bool:
        """Say whether it is somebody who is a member today."""
        people, person = context.parties(), self.person
        return person is not None and people.is_member(rows, person, context.business_day)

    def kept(self, ref: str, retention: str) -> Mapping[str, Any]:
        """Return what of an event keeps it beside the journal.

        Args:
            ref: Party of the entry.
            retention: Under which a name is kept.
        """
        if self.person is not None:
            return {"links": (PartyLink(ref, self.person),)}
        return {"personal": (PersonalRecord(ref, "party", self.text or "", retention),)}


def whose(rows: Rows, context: Context, *, said: Who | None, party: str | None = None) -> Whose:
    """Return whose a new thing is: who is said, else whose the thing is, else whose the visit is.

    Args:
        rows: The store.
        context: Knows people, and whose the visit is.
        said: With the act.
        party: Ref of whose the thing is that it belongs to.
    """
    told = said if said is not None and said.is_somebody else None
    if told is None and party is not None:
        found = _of_party(rows, context.parties(), party)
        if found is not None:
            return found
    who = context.who if told is None else told
    if who is None or not who.is_somebody:
        return Whose()
    if who.card is None:
        return Whose(text=who.beside)
    return Whose(person=context.parties().person_of(rows, who.card), card=who.card)


def _of_party(rows: Rows, parties: Parties, party: str) -> Whose | None:
    person = links.person_of(rows, party)
    if person is not None:
        # What is done since a merge stays with who stayed, whenever they are taken apart again.
        return Whose(person=parties.stayed(rows, person))
    text = personal_text(rows, party)
    return None if text is None else Whose(text=text)


def owner_words(rows: Rows, parties: Parties, party: str) -> str:
    """Return whose a party is, for a screen or for his own paper; empty once it was erased."""
    person = links.person_of(rows, party)
    if person is None:
        return (personal_text(rows, party) or "").partition(BETWEEN)[0]
    return parties.known(rows, person).name
