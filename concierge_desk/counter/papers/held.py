"""Receipts of cautions and of what is paid ahead, and the slate of somebody; pure, from their entries.

Source: docs/contract.md, "Documents", "Money held and owed"; decision 0084.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from concierge_desk.counter.context import Settings
from concierge_desk.counter.papers.done_by import done_by, undone_by
from concierge_desk.counter.papers.tickets import Sealed, information_notice, letterhead, sealed_lines
from concierge_desk.counter.texts.paper_dates import day_text, instant_line, rate_text
from concierge_desk.counter.values.codes import printed_code
from concierge_desk.domain.document import (
    Barcode,
    Block,
    Display,
    Document,
    Frame,
    Gap,
    Heading,
    Pair,
    Paragraph,
    Rule,
)
from concierge_desk.domain.held.things import ARRHES, BY_CHEQUE, UNDONE, Debt
from concierge_desk.domain.journal import Data, Posted
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_, fr


@dataclass(frozen=True, slots=True)
class HeldReceipt:
    """What a receipt is drawn from.

    Attributes:
        sealed: The entry that the thing came with.
        state: Where the thing stands.
        owner: Whose it is; None where that is not said.
        correction: What took it back; None where nothing did, or it cannot be read any more.
    """

    sealed: Sealed
    state: str
    owner: str | None
    correction: Posted | None = None

    @property
    def posted(self) -> tuple[Posted, ...]:
        """The entry: the settings are those of its time."""
        return self.sealed.posted


@dataclass(frozen=True, slots=True)
class AccountStatement:
    """What the slate of somebody is drawn from.

    Attributes:
        card: Code of the card.
        owner: Whose it is; None where that is not said.
        debts: What stands on it, the oldest first.
        day: On which it is drawn, ISO.
    """

    card: str
    owner: str | None
    debts: Sequence[Debt]
    day: str


_CAUTION = (
    N_("This money stays yours. It is given back when you bring back what you were lent: keep this receipt."),
    N_("What is damaged or lost may be kept of it, never more than that."),
)
_CHEQUE = (
    N_(
        "This cheque is kept in the safe and not cashed. It is given back when you bring back what you were lent."
    ),
    N_("It is cashed only where something is damaged, lost or not brought back."),
)
_ARRHES = (
    N_("These are arrhes. You may change your mind: they are then ours."),
    N_("If we change ours, we give you back twice as much (C. conso. L. 214-1)."),
)
_ACOMPTE = (
    N_("This is a part payment (acompte). It binds both of us: neither may change their mind."),
    N_("It is deducted from the price."),
)
_INTEREST = N_("From the end of the third month on it bears interest at the legal rate (C. conso. L. 214-2).")
_KEPT = N_("five years after it is settled")


def caution(state: HeldReceipt, settings: Settings, copy: int) -> Document:
    """Draw the receipt of a caution, in French."""
    data = state.posted[-1].data
    cheque = data["kept"] == BY_CHEQUE
    title = fr("Caution, a cheque") if cheque else fr("Caution")
    bank = [Pair(fr("Bank"), data["bank"])] if "bank" in data else []
    words = [Paragraph(fr(one)) for one in (_CHEQUE if cheque else _CAUTION)]
    return _receipt(state, title, (*bank, *_amount(data), *words), settings, copy)


def advance(state: HeldReceipt, settings: Settings, copy: int) -> Document:
    """Draw the receipt of what is paid ahead: which of the two it is, and what that means."""
    data = state.posted[-1].data
    line = data["line"]
    arrhes = data["as"] == ARRHES
    title = fr("Arrhes") if arrhes else fr("Part payment (acompte)")
    tax = Pair(
        fr("of which VAT {rate}").format(rate=rate_text(line["rate"])), format_amount(line["vat_cents"])
    )
    words = [Paragraph(fr(one)) for one in (*(_ARRHES if arrhes else _ACOMPTE), _INTEREST)]
    return _receipt(state, title, (*_amount(data), tax, *words), settings, copy)


def _amount(data: Data) -> list[Block]:
    return [Pair(fr("Amount"), format_amount(data["cents"]), strong=True, size="large")]


def _receipt(
    state: HeldReceipt, title: str, told: Sequence[Block], settings: Settings, copy: int
) -> Document:
    entry = state.posted[-1]
    kind, of = entry.kind.partition(".")[0], entry.data["of"]
    code = entry.data[kind]
    blocks: list[Block] = [
        *letterhead(settings),
        *_undone(state),
        Heading(title),
        Pair(fr("Date"), instant_line(entry)),
        *done_by(entry),
        *undone_by(entry, state.correction),
        *([] if of is None else [Pair(fr("For"), of)]),
        *([] if state.owner is None else [Pair(fr("Name"), state.owner)]),
        Gap(),
        *told,
        Rule(),
        *sealed_lines(state.sealed),
        *_notice(state, settings),
        Barcode(printed_code(code)),
    ]
    return Document(kind, code, title, "roll80", tuple(blocks), settings.practice, copy)


def _undone(state: HeldReceipt) -> list[Block]:
    if state.state != UNDONE:
        return []
    return [Display(fr("CANCELLED")), Gap()]


def _notice(state: HeldReceipt, settings: Settings) -> list[Block]:
    if state.owner is None:
        return []
    return [Gap(), information_notice(fr("to give you back what is yours"), fr(_KEPT), settings)]


def account(state: AccountStatement, settings: Settings, copy: int) -> Document:
    """Draw the slate of somebody: each debt, and what they come to."""
    title = fr("Slate")
    name = [] if state.owner is None else [Pair(fr("Name"), state.owner)]
    rows = [
        Pair(f"{day_text(debt.day)} · {debt.ticket}", format_amount(debt.left_cents)) for debt in state.debts
    ]
    nothing = [] if rows else [Paragraph(fr("Nothing is owed."))]
    total = sum(debt.left_cents for debt in state.debts)
    blocks: list[Block] = [
        *letterhead(settings),
        Heading(title),
        Pair(fr("Date"), day_text(state.day)),
        *name,
        Rule(),
        *rows,
        *nothing,
        Rule(),
        Pair(fr("Still to be paid"), format_amount(total), strong=True, size="large"),
        Frame(fr("This is no ticket: each sale has its own.")),
        *([] if state.owner is None else [information_notice(fr("for this slate"), fr(_KEPT), settings)]),
    ]
    return Document("account", state.card, title, "roll80", tuple(blocks), settings.practice, copy)
