"""The note of services: what a customer is told in detail before paying. Pure rules.

Source: docs/requirements.md, R-2.01 (arrêté 83-50/A of 3 October 1983, amended 15 July 2010), R-1.11 (what changes
after it is traced).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, TypeAlias

from concierge_desk.counter.context import Context
from concierge_desk.counter.retention import Retention
from concierge_desk.counter.till.lines import line_data
from concierge_desk.counter.till.natures import SERVICE
from concierge_desk.counter.values.fields import group_of
from concierge_desk.counter.values.journal_texts import VisitCode as VisitKind
from concierge_desk.counter.values.kinds import Text
from concierge_desk.domain.charge import OWN, REGIME_OUT, Charge
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Data, Event, PersonalRecord, Posted, Warned, facts
from concierge_desk.domain.vat import TaxedLine, ticket_vat
from concierge_desk.domain.visit import Visit
from concierge_desk.i18n import N_

NOTED = "visit.noted"
NOTE_FROM_CENTS = 2_500
"""From this price on, tax included, services need a note before payment; below it, on request."""

AT_THE_SHOP = "shop"
"""Where the services of a note were done."""

CUSTOMER_RETENTION = "visit.note"
RETENTION = Retention(CUSTOMER_RETENTION, N_("The day of the note of services + 2 years"), 731)
"""The duplicate is kept for two years, whatever leap day lies between."""


VisitCode: TypeAlias = Annotated[str, VisitKind(), "Code of the visit, `v-…`."]


@dataclass(frozen=True, slots=True)
class Customer:
    """Customer who asked for a service and gave a name."""

    name: Annotated[str, Text(), "As the customer gives it."]


@dataclass(frozen=True, slots=True)
class MakeNote:
    """Write the note of a visit's services; without a customer, nobody's name is kept."""

    visit: VisitCode
    customer: Annotated[
        Customer | None,
        group_of(Customer),
        "Whose note it is; left out where the customer does not want to be named.",
    ]


@dataclass(frozen=True, slots=True)
class NamedVisit:
    """A visit that was named.

    Attributes:
        visit: The visit, None where there is none.
        ticket: The ticket it was settled by, None while it was not.
    """

    visit: Visit | None
    ticket: str | None

    def unpaid(self, code: str) -> Visit:
        """Return the visit of a code, of which something may still be done.

        Raises:
            Refused: ``visit.settled``, ``visit.unknown``.
        """
        if self.ticket is not None:
            raise Refused("visit.settled", ticket=self.ticket)
        if self.visit is None:
            raise Refused("visit.unknown", visit=code)
        return self.visit


@dataclass(frozen=True, slots=True)
class NoteState(NamedVisit):
    """State that a note is decided from: its visit, and the last note of it, None where there was none."""

    before: Posted | None


def make_note(state: NoteState, command: MakeNote, context: Context) -> tuple[Event, ...]:
    """Write down what our services and goods of a visit come to, before anything of it is paid.

    Args:
        state: See `NoteState`.
        command: Which visit, and who asks.
        context: Its acts were decided before and stand in ``context.earlier``; none of them happens.

    Raises:
        Refused: ``visit.settled``, ``visit.unknown``, ``visit.no_service``.
    """
    state.unpaid(command.visit)
    # What is sold for a principal is no service of ours.
    charges = [charge for charge in charges_of(context.earlier) if is_sold(charge)]
    if not any(charge.nature == SERVICE for charge in charges):
        raise Refused("visit.no_service")
    vat = ticket_vat([TaxedLine.of(item) for item in charges])
    party: str | None = None
    personal: tuple[PersonalRecord, ...] = ()
    if command.customer is not None:
        party = context.draw("r")
        personal = (PersonalRecord(party, "party", command.customer.name, CUSTOMER_RETENTION),)
    document = f"note:{command.visit}"
    return (
        Event(
            NOTED,
            {
                "visit": command.visit,
                "lines": [line_data(*line) for line in zip(charges, vat.lines, strict=True)],
                "totals": [
                    facts(group, "rate", "ht_cents", "vat_cents", "ttc_cents") for group in vat.groups
                ],
                "total_cents": sum(group.ttc_cents for group in vat.groups),
                "performed_day": context.business_day.isoformat(),
                "place": AT_THE_SHOP,
                "party": party,
                "replaces": None if state.before is None else state.before.seq,
            },
            documents=(document,),
            always_printed=(document,),
            personal=personal,
        ),
    )


def charges_of(events: Iterable[Event]) -> list[Charge]:
    """Return what some events cost."""
    return [event.charge for event in events if event.charge is not None]


def note_is_needed(charges: Sequence[Charge], before: Posted | None) -> bool:
    """Say whether a note has to be given before these charges are paid, and none that fits was."""
    return services_cents(charges) >= NOTE_FROM_CENTS and (before is None or not _fits(before.data, charges))


def warned_of_note(charges: Sequence[Charge], before: Posted | None) -> tuple[Warned, ...]:
    """Return what is told when charges are paid whose note is missing, or says something else.

    Told, never refused: the queue stands there, and what was paid was paid.

    Warns:
        ``till.note_missing``, ``till.note_changed``.
    """
    cents = services_cents(charges)
    if before is None:
        needed = cents >= NOTE_FROM_CENTS
        return (Warned("till.note_missing", {"services_cents": cents}),) if needed else ()
    if _fits(before.data, charges):
        return ()
    paid = sum(charge.cents for charge in charges if is_sold(charge))
    return (Warned("till.note_changed", {"noted_cents": before.data["total_cents"], "paid_cents": paid}),)


def is_sold(charge: Charge) -> bool:
    """Say whether a charge is of what the shop sells itself: an indemnity is neither service nor goods."""
    return charge.fund == OWN and charge.regime != REGIME_OUT


def services_cents(charges: Iterable[Charge]) -> int:
    """Return what our services among some charges come to, tax included."""
    return sum(charge.cents for charge in charges if is_sold(charge) and charge.nature == SERVICE)


_COMPARED = ("label", "quantity_thousandths", "unit_cents", "cents")


def _fits(note: Data, charges: Iterable[Charge]) -> bool:
    """Say whether a note tells our lines among some charges, in whatever order."""
    own = [tuple(getattr(charge, name) for name in _COMPARED) for charge in charges if is_sold(charge)]
    return sorted(own) == sorted(_compared(line) for line in note["lines"])


def _compared(line: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(line[name] for name in _COMPARED)
