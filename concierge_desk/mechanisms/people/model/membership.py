"""Membership of a household: a year of it, paid at the counter; until when it holds. Pure.

It is never asked for on a postal act. Whose a membership is stands beside the journal alone: its entry has numbers and a
ref.

Source: decision 0085.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Final

from concierge_desk.counter.context import Context
from concierge_desk.counter.service import Undone
from concierge_desk.counter.till.natures import SERVICE
from concierge_desk.counter.values.kinds import Day
from concierge_desk.domain.accounting.vat_rates import rate_of
from concierge_desk.domain.charge import own_piece
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.held.parties import PartyLink
from concierge_desk.domain.journal import Event
from concierge_desk.mechanisms.people.model.fields import HOUSEHOLD_CODE, PERSON_CODE
from concierge_desk.mechanisms.people.model.settings import CALENDAR, CENTS, PERIOD, VAT_CODE

JOINED: Final = "member.joined"
JOIN: Final = "member.join"
RENEWAL_DAYS: Final = 60
"""Last days of a membership in which the next one is taken."""


@dataclass(frozen=True, slots=True)
class Join:
    """A household takes its membership, or takes it again."""

    household: Annotated[str | None, HOUSEHOLD_CODE, "Which; or whose, by one of its people."] = None
    person: Annotated[
        str | None, PERSON_CODE, "Somebody of it, instead; both left out, whose the visit is."
    ] = None
    from_day: Annotated[
        date | None, Day(), "First day; today by default, after one that still holds its next day."
    ] = None


@dataclass(frozen=True, slots=True)
class JoinState:
    """State that a membership is decided from.

    Attributes:
        person: Key of somebody of the household; None where nobody is known.
        until: Last day of the membership that there is, those taken before in the same visit included.
        rates: The rates of the day.
        named: Somebody was named at all.
        lost: By a card that was said to be lost.
    """

    person: str | None
    until: date | None
    rates: Mapping[str, int]
    named: bool = True
    lost: bool = False


def join(state: JoinState, command: Join, context: Context) -> tuple[Event, ...]:
    """Take a membership, at the price of the day.

    Raises:
        Refused: ``member.who_needed``, ``member.unknown``, ``member.joined_already``, ``member.day_over``,
            ``member.card_lost``, ``vat.unknown``.
    """
    if not state.named:
        raise Refused("member.who_needed")
    if state.lost:
        raise Refused("member.card_lost")
    if state.person is None:
        raise Refused("member.unknown")
    day = context.business_day
    first = command.from_day or day
    # Whatever first day is asked for: what is held is looked at today.
    if state.until is not None and (state.until - day).days > RENEWAL_DAYS:
        raise Refused("member.joined_already", day=state.until.isoformat())
    if first < day:
        raise Refused("member.day_over")
    if state.until is not None and state.until >= first:
        first = state.until + timedelta(days=1)
    code = context.value(VAT_CODE)
    rate = rate_of(state.rates, code, day)
    until, ref = until_of(first, context.value(PERIOD)), context.draw("r")
    charge = own_piece(LABEL, context.value(CENTS), code, rate, SERVICE)
    data = {"party": ref, "from_day": first.isoformat(), "until_day": until.isoformat()}
    return (Event("member.joined", data, charge=charge, links=(PartyLink(ref, state.person),)),)


LABEL: Final = "Adhésion du foyer"
"""As the ticket prints it."""


def until_of(first: date, period: str) -> date:
    """Return the last day of a membership that begins on a day: the eve of its anniversary, or the end of the year.

    The anniversary of 29 February lies after 28 February: that is the eve.
    """
    if period == CALENDAR:
        return date(first.year, 12, 31)
    if (first.month, first.day) == (2, 29):
        return date(first.year + 1, 2, 28)
    return date(first.year + 1, first.month, first.day) - timedelta(days=1)


def take_back(_state: None, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Take a membership back: the same kind, negated."""
    return (undone.negated("party", "from_day", "until_day"),)
