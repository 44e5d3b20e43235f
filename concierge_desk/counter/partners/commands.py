"""Partners made, changed and retired. Pure rules, and what they read.

Source: docs/contract.md, "Partners"; decisions 0065, 0069.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Annotated, Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.partners.known import holds, made_partner, named_partners, owed_for_work
from concierge_desk.counter.partners.partner import REGIME_MANDATE, REGIME_OWN, Partner, Terms
from concierge_desk.counter.partners.settlement import REVERSAL, settlement_command
from concierge_desk.counter.retention import Retention
from concierge_desk.counter.rights.table import SET_UP
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import (
    ANY_DAY,
    AnyCommand,
    AnyReversal,
    Command,
    Reversal,
    Service,
    Undone,
    answers,
    never,
)
from concierge_desk.counter.values.fields import Otherwise, group_of
from concierge_desk.counter.values.journal_texts import AskedTwice, Label, NewCode
from concierge_desk.counter.values.kinds import Choice, Day, Flag, Integer, Items, NoteText, OrNull
from concierge_desk.counter.values.partner_codes import PartnerCode
from concierge_desk.domain.errors import Param, Refused
from concierge_desk.domain.journal import Event, PersonalRecord, Warned
from concierge_desk.i18n import N_
from concierge_desk.store.accounts import owed_to
from concierge_desk.store.partners import REMOVED, RETIRED, SET, SETTLED, charged
from concierge_desk.store.privacy.periods import ended_contacts

CONTACT = "contact"
RETENTION = Retention("partner_contact", N_("The end of the partnership + 3 years"), 1095, ended_contacts)
"""Source: docs/requirements.md, R-4.02."""

MOST_TERMS = 50
MOST_BP = 10_000
KEPT, NONE = "kept", ""
"""The contact stays as it is; it is not wanted any more."""


@dataclass(frozen=True, slots=True)
class TermsRow:
    """What of a partner's sales is the shop's, from a day on."""

    commission_bp: Annotated[int, Integer(0, MOST_BP, "hundredths of a percent"), "The shop's share."]
    valid_from: Annotated[date, Day(), "First day; not before today, but for a row that held already."]


@dataclass(frozen=True, slots=True)
class SetPartner:
    """Say what a partner is: whole, what is left out is none, but for terms and contact."""

    partner: Annotated[str, NewCode(PartnerCode()), "His code; it stays for good."]
    name: Annotated[str, Label(max_length=60), "As papers print it."]
    regime: Annotated[
        str,
        Choice((REGIME_OWN, REGIME_MANDATE)),
        "`mandate` is sold in his name and for his account, its money is his; `own` on the shop's.",
    ]
    form: Annotated[str | None, Label(max_length=40), "Legal form, such as SCIC or association."] = None
    ess: Annotated[bool, Flag(), "He belongs to the social and solidarity economy."] = False
    audience: Annotated[bool, Flag(), "He reads the entries of what is his, and gets a statement."] = True
    terms: Annotated[
        tuple[TermsRow, ...] | None,
        Items(group_of(TermsRow), most=MOST_TERMS),
        "From today on all of them; left out, they stay. Days that are over keep theirs.",
    ] = None
    contact: Annotated[
        str,
        OrNull(NoteText(), NONE),
        "Whom to call and where; kept beside the journal. Null forgets it, left out it stays.",
        Otherwise(KEPT),
    ] = KEPT
    confirmed: AskedTwice = False


@dataclass(frozen=True, slots=True)
class RetirePartner:
    """Do nothing new for a partner from a day on; what is his can still leave."""

    partner: Annotated[str, PartnerCode(), "Whom."]
    from_day: Annotated[date, Day(), "From which day; not before today."]


@dataclass(frozen=True, slots=True)
class PartnerState:
    """State that a partner is decided from.

    Attributes:
        made: As he is; None where he was never made.
        named: As a service names him; None where none does.
        owed_cents: What is owed to him.
        held: Something of his is here.
        used: Something was ever charged for him, or paid over.
    """

    made: Partner | None
    named: Partner | None
    owed_cents: int
    held: bool
    used: bool = False

    @property
    def known(self) -> Partner | None:
        """As he is, or as a service names him."""
        return self.made or self.named


def set_partner(state: PartnerState, command: SetPartner, context: Context) -> tuple[Event, ...]:
    """Make a partner, or change what he is: his fund and his audience are there at once.

    Raises:
        Refused: ``partner.regime_in_use`` while something is owed to him or here, or a service charges for him;
            ``partner.past`` for terms of a day that is over.
    """
    before = state.made
    known = state.known
    in_use = bool(state.owed_cents) or state.held or state.named is not None
    if known is not None and known.regime != command.regime and in_use:
        raise Refused("partner.regime_in_use", partner=known.name)
    contact, personal = _contact(command, before, context)
    told = {
        "partner": command.partner,
        "name": command.name,
        "form": command.form,
        "ess": command.ess,
        "regime": command.regime,
        "audience": command.audience,
        "terms": [asdict(row) for row in _terms(command, before, context.business_day.isoformat())],
        "contact": contact,
        "before": None if before is None else facts_of(before),
    }
    return (Event(SET, told, personal=personal),)


def _contact(
    command: SetPartner, before: Partner | None, context: Context
) -> tuple[str | None, tuple[PersonalRecord, ...]]:
    if command.contact == KEPT:
        return (None if before is None else before.contact), ()
    if command.contact == NONE:
        return None, ()
    ref = context.draw("n")
    return ref, (PersonalRecord(ref, CONTACT, command.contact, RETENTION.code),)


def _terms(command: SetPartner, before: Partner | None, today: str) -> list[Terms]:
    known = before.terms if before is not None else ()
    if command.terms is None:
        return list(known)
    past = [row for row in known if row.valid_from < today]
    given = [Terms(row.commission_bp, row.valid_from.isoformat()) for row in command.terms]
    late = next((row for row in given if row.valid_from < today and row not in past), None)
    if late is not None:
        raise Refused("partner.past", day=late.valid_from)
    by_day = {row.valid_from: row for row in (*past, *given)}
    return [by_day[day] for day in sorted(by_day)]


def facts_of(partner: Partner) -> dict[str, Any]:
    """Return what a partner is, as an entry holds it."""
    told = asdict(partner)
    return {name: told[name] for name in told if name not in ("partner", "seq")} | {
        "terms": [asdict(row) for row in partner.terms]
    }


def retire_partner(state: PartnerState, command: RetirePartner, context: Context) -> tuple[Event, ...]:
    """Retire a partner.

    Raises:
        Refused: ``partner.unknown``, ``partner.past``.

    Warns:
        ``partner.still_owed``.
    """
    known = state.known
    if known is None:
        raise Refused("partner.unknown", partner=command.partner)
    day = command.from_day.isoformat()
    if command.from_day < context.business_day:
        raise Refused("partner.past", day=day)
    owed: dict[str, Param] = {"partner": known.name, "owed_cents": state.owed_cents}
    return (
        Event(
            RETIRED,
            {
                "partner": known.partner,
                "name": known.name,
                "regime": known.regime,
                "from_day": day,
                "owed_cents": state.owed_cents,
            },
            warnings=(Warned("partner.still_owed", owed),) if state.owed_cents else (),
        ),
    )


def _take_back(state: PartnerState, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Let a partner be what he was before; who was made by mistake is none.

    Raises:
        Refused: ``partner.changed_since``.
    """
    data, seq = undone.posted.data, undone.posted.seq
    changed = state.made is None or state.made.seq != seq
    # Nobody is forgotten of whom something was ever charged, kept or owed.
    if changed or (data["before"] is None and (state.used or state.held)):
        raise Refused("partner.changed_since", partner=data["name"])
    if data["before"] is None:
        return (Event(REMOVED, {"partner": data["partner"], "name": data["name"]}),)
    now = facts_of(state.made) if state.made is not None else None
    return (Event(SET, {**data["before"], "partner": data["partner"], "before": now}),)


def partner_commands(services: Sequence[Service]) -> tuple[AnyCommand, ...]:
    """Return the commands of partners."""
    return (
        Command(
            name="partner.set",
            summary=N_("A partner is made, or is something else from now on: money, entries and terms."),
            load=lambda rows, command, _context: _state(rows, services, command.partner),
            decide=set_partner,
            answer=answers("partner"),
            when=ANY_DAY,
            right=SET_UP,
        ),
        Command(
            name="partner.retire",
            summary=N_("Nothing new is done for a partner from a day on; what is his can still leave."),
            load=lambda rows, command, _context: _state(rows, services, command.partner),
            decide=retire_partner,
            answer=answers("partner", "from_day", "owed_cents"),
            when=ANY_DAY,
            right=SET_UP,
        ),
        settlement_command(services),
    )


def partner_reversals(services: Sequence[Service]) -> Mapping[str, AnyReversal]:
    """Return how what was said of partners is taken back."""

    def load(rows: Rows, undone: Undone, _context: Context) -> PartnerState:
        return _state(rows, services, undone.posted.data["partner"])

    return {
        SET: Reversal(_take_back, load, any_day=True, right=SET_UP),
        RETIRED: never("partner.set_again"),
        REMOVED: never("partner.set_again"),
        SETTLED: REVERSAL,
    }


def _state(rows: Rows, services: Sequence[Service], code: str) -> PartnerState:
    made = made_partner(rows, code)
    named = {partner.partner: partner for partner in named_partners(services)}
    owed = owed_to(rows, Partner(code, "").fund)
    work = owed_for_work(rows, services, code)
    return PartnerState(
        made=made,
        named=named.get(code),
        owed_cents=(owed or 0) + sum(work.values()),
        held=holds(rows, services, code),
        used=owed is not None or bool(work) or charged(rows, code).abs_cents > 0,
    )
