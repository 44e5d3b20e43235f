"""The remittance slip: what is paid over to whose money it is, signed on receipt; pure, from its entry.

Source: docs/contract.md, "Documents", "Remittances"; docs/requirements.md, R-3.01; decision 0079.
"""

from dataclasses import dataclass

from concierge_desk.counter.context import Settings
from concierge_desk.counter.papers.done_by import done_by, undone_by
from concierge_desk.counter.papers.tickets import Sealed, letterhead, sealed_lines
from concierge_desk.counter.texts.paper_dates import day_text, instant_line, owner_label
from concierge_desk.domain.accounting.remittance import BY_BANK
from concierge_desk.domain.charge import mandate_of
from concierge_desk.domain.document import (
    Barcode,
    Block,
    Display,
    Document,
    Gap,
    Heading,
    Pair,
    Paragraph,
    Rule,
    Signature,
)
from concierge_desk.domain.journal import Data, Posted
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import fr


@dataclass(frozen=True, slots=True)
class RemittanceSlip:
    """What the slip is drawn from.

    Attributes:
        sealed: Its entry.
        taken_back: Nothing was paid over with it.
        correction: What took it back; None where nothing did, or it cannot be read any more.
    """

    sealed: Sealed
    taken_back: bool = False
    correction: Posted | None = None

    @property
    def posted(self) -> tuple[Posted, ...]:
        """The entry: the settings are those of its time."""
        return self.sealed.posted


def remittance(state: RemittanceSlip, settings: Settings, copy: int) -> Document:
    """Draw the slip, in French: whoever is paid signs it."""
    entry = state.posted[-1]
    data = entry.data
    title = fr("Remittance slip")
    by_bank = data["by"] == BY_BANK
    blocks: list[Block] = [
        *letterhead(settings),
        *_taken_back(state),
        Heading(f"{title} {data['slip']}"),
        Pair(fr("Date"), instant_line(entry), strong=True),
        *done_by(entry),
        *undone_by(entry, state.correction),
        Pair(fr("Paid over to"), _whom(data), strong=True),
        Pair(fr("How"), fr("By the bank") if by_bank else fr("In cash, out of the drawer")),
        *_until(data),
        Gap(),
    ]
    ending: list[Block] = [
        Rule(),
        *_owed(state, data),
        Pair(fr("Paid over"), format_amount(data["cents"]), True, "large"),
        *_left(state, data),
        *sealed_lines(state.sealed),
        *_signed(state, data, by_bank=by_bank),
    ]
    kept = (*blocks, *ending)
    return Document(
        "remittance", data["slip"], title, "a5", kept, settings.practice, copy, ending=len(ending)
    )


def _whom(data: Data) -> str:
    return owner_label(mandate_of(data["principal"]), "fr", {data["principal"]: data["name"]})


def _until(data: Data) -> list[Block]:
    if "until_day" not in data:
        return []
    return [Pair(fr("For what was charged up to"), day_text(data["until_day"]))]


def _owed(state: RemittanceSlip, data: Data) -> list[Block]:
    """Return what was owed before; nothing for somebody who is sold on the shop's own account, or if nothing was paid over."""
    left = data["owed_cents"]
    return (
        []
        if left is None or state.taken_back
        else [Pair(fr("Owed before"), format_amount(left + data["cents"]))]
    )


def _left(state: RemittanceSlip, data: Data) -> list[Block]:
    left = data["owed_cents"]
    return (
        [] if left is None or state.taken_back else [Pair(fr("Still owed"), format_amount(left), strong=True)]
    )


def _taken_back(state: RemittanceSlip) -> list[Block]:
    if not state.taken_back:
        return []
    return [
        Display(fr("CANCELLED")),
        Paragraph(fr("Nothing was paid over with this slip."), emphasis=True),
        Gap(),
    ]


def _signed(state: RemittanceSlip, data: Data, *, by_bank: bool) -> list[Block]:
    if state.taken_back:
        return []
    receipt = [] if by_bank else [Signature(fr("Received by, date and signature"), fr("For the shop"))]
    return [Gap(), *receipt, Barcode(data["slip"])]
