"""Reminder of an item: somebody was called, got a letter, or is sent a mail.

Source: docs/trade.md, "Life of an item"; docs/requirements.md, R-5.02; decisions 0014, 0083.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from concierge_desk.counter.context import Context
from concierge_desk.counter.values.kinds import Choice
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, Letter
from concierge_desk.mechanisms.custody.model import EMAIL, LETTER, PHONE, REMIND
from concierge_desk.mechanisms.custody.model.stays import Reminder, reminded
from concierge_desk.services.relay.model.custody import CustodyRef, asked, step
from concierge_desk.services.relay.model.facts.custody import Custody
from concierge_desk.services.relay.model.facts.reminders import document_of
from concierge_desk.services.relay.model.states import RULES

WAYS = (PHONE, LETTER, EMAIL)


@dataclass(frozen=True, slots=True)
class Remind(CustodyRef):
    """Whoever waits for an item was reminded of it, or is sent a mail."""

    by: Annotated[
        str | None,
        Choice(WAYS),
        "How: called, by a letter, whose notice is printed, or by mail to the address that was noted for it.",
    ] = None


@dataclass(frozen=True, slots=True)
class RemindState:
    """State that a reminder is decided from.

    Attributes:
        custodies: Stays of the item; an address that was erased is none.
        account: Mail can leave.
    """

    custodies: Sequence[Custody]
    account: bool


def remind(state: RemindState, command: Remind, context: Context) -> tuple[Event, ...]:
    """Note that somebody was reminded; it may be done again, by mail once a day.

    Raises:
        Refused: As `asked`, `step`; ``relay.no_email``, ``relay.mailed_today``, ``letter.no_account``.
    """
    custody = asked(state.custodies, command)
    step(custody, REMIND)
    day = context.business_day.isoformat()
    reminder = Reminder(
        by=command.by,
        paper=f"notice:{custody.custody}",
        letter=_mail(custody, day, account=state.account) if command.by == EMAIL else None,
        told={"reminded_day": day, "reminded_before": custody.reminded_day},
    )
    return (reminded(RULES, custody, reminder),)


def _mail(custody: Custody, day: str, *, account: bool) -> Letter:
    if custody.email is None:
        raise Refused("relay.no_email", tracking=custody.shown)
    if custody.mailed_day == day:
        raise Refused("relay.mailed_today", tracking=custody.shown)
    if not account:
        raise Refused("letter.no_account")
    return Letter(document_of(custody.custody), custody.email, "text")
