"""Address of mail for one item: noted with the word of whoever gave it, gone with the item.

Source: docs/requirements.md, R-4.02, R-5.01; decision 0083.
"""

from dataclasses import dataclass
from typing import Annotated

from concierge_desk.counter.context import Context
from concierge_desk.counter.deliveries.fields import Address
from concierge_desk.counter.service import Undone
from concierge_desk.counter.values.kinds import Choice
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, PersonalRecord
from concierge_desk.mechanisms.custody.model import REMIND
from concierge_desk.services.relay.model.custody import CustodyRef, asked, step
from concierge_desk.services.relay.model.facts.custody import Custody
from concierge_desk.services.relay.model.facts.reminders import RETENTION
from concierge_desk.services.relay.model.reversals import Stay

NOTED, FORGOTTEN = "relay.email_noted", "relay.email_forgotten"

ADDRESSEE, OTHER = "addressee", "other"
CONSENTS = (ADDRESSEE, OTHER)
"""Who said yes: the addressee in person, or somebody who was asked to by him."""


@dataclass(frozen=True, slots=True)
class NoteEmail(CustodyRef):
    """Whoever waits for an item wants to be told by mail, and said yes at the counter."""

    email: Annotated[str, Address(), "The address; kept beside the journal until the item has left."]
    consent: Annotated[
        str, Choice(CONSENTS), "Who said yes: the addressee, or another whom the addressee asked to."
    ]


@dataclass(frozen=True, slots=True)
class ForgetEmail(CustodyRef):
    """Whoever waits for an item does not want to be told by mail any more."""


def note_email(state: tuple[Custody, ...], command: NoteEmail, context: Context) -> tuple[Event, ...]:
    """Note an address for an item; one that was noted before goes.

    Raises:
        Refused: As `asked`, `step`.
    """
    custody = asked(state, command)
    step(custody, REMIND)
    ref = context.draw("r")
    return (
        Event(
            "relay.email_noted",
            {**custody.identity, "email": ref, "consent": command.consent},
            aud=custody.principal,
            personal=(PersonalRecord(ref, "email", command.email, RETENTION),),
            erases=custody.ends_with_it,
        ),
    )


def forget_email(state: tuple[Custody, ...], command: ForgetEmail, _context: Context) -> tuple[Event, ...]:
    """Erase the address of an item.

    Raises:
        Refused: ``relay.no_email``, and as `asked`.
    """
    custody = asked(state, command)
    if custody.email is None:
        raise Refused("relay.no_email", tracking=custody.shown)
    return (_forgotten(custody),)


def reverse_noted(stay: Stay, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Erase an address that was noted by mistake.

    Raises:
        Refused: ``relay.changed_since`` when another one was noted, or none is there any more.
    """
    if stay.now.email != undone.posted.data["email"]:
        raise Refused("relay.changed_since")
    return (_forgotten(stay.now),)


def _forgotten(custody: Custody) -> Event:
    return Event(
        "relay.email_forgotten", custody.identity, aud=custody.principal, erases=custody.ends_with_it
    )
