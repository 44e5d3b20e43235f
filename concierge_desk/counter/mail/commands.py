"""Receipt by mail, at the wish of who paid: the address goes as soon as it left. Pure rules, and what they read.

Source: docs/contract.md, "Letters"; docs/requirements.md, R-1.21, R-2.01, R-4.02; decision 0083.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from concierge_desk.counter.context import Context
from concierge_desk.counter.deliveries.fields import Address
from concierge_desk.counter.papers.giving_up import PaperName
from concierge_desk.counter.retention import Retention
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import ANY_DAY, AnyCommand, AnyReversal, Command, answers, never
from concierge_desk.domain.charge import MAILED
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, Letter, PersonalRecord
from concierge_desk.i18n import N_
from concierge_desk.store import till, visits
from concierge_desk.store.leaving import letters
from concierge_desk.store.privacy.periods import left_receipts

EMAIL = "email"
"""Kind of the personal record that holds an address."""

PDF, TEXT = "pdf", "text"

RETENTION = Retention("receipt_email", N_("Until the receipt has left, 2 days at most"), 2, left_receipts)
"""Source: docs/requirements.md, R-4.02."""

NO_ACCOUNT = "letter.no_account"


@dataclass(frozen=True, slots=True)
class MailPaper:
    """Send a receipt by mail: whoever paid asked for it, and said to which address."""

    document: Annotated[str, PaperName(), "A ticket or a note of services, such as `ticket:T-2026-000001`."]
    email: Annotated[str, Address(), "Where to; kept beside the journal until it has left, 48 hours at most."]


@dataclass(frozen=True, slots=True)
class MailState:
    """State that a receipt by mail is decided from.

    Attributes:
        account: An account to send with is set.
        there: There is such a receipt.
        copies: How often it was printed or sent.
    """

    account: bool
    there: bool
    copies: int


def _load(rows: Rows, command: MailPaper, _context: Context) -> MailState:
    kind, _, place = command.document.partition(":")
    there = {
        "ticket": lambda: till.is_ticket(rows, place),
        "note": lambda: visits.last_note(rows, place) is not None,
    }.get(kind, lambda: False)()
    return MailState(letters.has_account(rows), there, till.copies(rows, command.document))


def mail_paper(state: MailState, command: MailPaper, context: Context) -> tuple[Event, ...]:
    """Let a receipt leave by mail: the original where it was not printed, else a duplicate.

    Raises:
        Refused: ``print.unknown``, ``letter.no_account``.
    """
    if not state.there:
        raise Refused("print.unknown", document=command.document)
    if not state.account:
        raise Refused(NO_ACCOUNT)
    ref = context.draw("r")
    return (
        Event(
            MAILED,
            {"document": command.document, "copy": state.copies, "address": ref},
            personal=(PersonalRecord(ref, EMAIL, command.email, RETENTION.code),),
            letter=Letter(command.document, ref, PDF, state.copies),
        ),
    )


PAPER_MAIL: AnyCommand = Command(
    name="paper.mail",
    summary=N_("A receipt is to leave by mail, for whoever paid asked for it."),
    load=_load,
    decide=mail_paper,
    answer=answers("document", "copy"),
    when=ANY_DAY,
)

MAIL_REVERSALS: Mapping[str, AnyReversal] = {
    kind: never("letter.stays") for kind in (MAILED, letters.SENT, letters.GIVEN_UP)
}
