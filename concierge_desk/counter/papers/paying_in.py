"""The paying-in sheet: the cheques and the cash that go to the bank together; pure, from its entry.

Source: docs/contract.md, "Documents", "Cheques"; docs/requirements.md, R-3.05; decision 0062.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from concierge_desk.counter.context import Settings
from concierge_desk.counter.papers.done_by import done_by, undone_by
from concierge_desk.counter.papers.tickets import Sealed, letterhead, sealed_lines
from concierge_desk.counter.texts.paper_dates import instant_line, payee_label
from concierge_desk.domain.document import (
    Barcode,
    Block,
    Column,
    Display,
    Document,
    Gap,
    Heading,
    Pair,
    Paragraph,
    Rule,
    Signature,
    Table,
)
from concierge_desk.domain.journal import Posted
from concierge_desk.domain.money import format_amount
from concierge_desk.domain.ticket import number_and_issuer
from concierge_desk.i18n import N_, fr

_NOT_NOTED = "—"


@dataclass(frozen=True, slots=True)
class PayingInSheet:
    """What the sheet is drawn from.

    Attributes:
        sealed: Its entry.
        beside: What is kept of each cheque beside the journal, by its ref; None where it was erased.
        taken_back: Nothing went to the bank with it.
        correction: What took it back; None where nothing did, or it cannot be read any more.
    """

    sealed: Sealed
    beside: Mapping[str, str | None]
    taken_back: bool = False
    correction: Posted | None = None

    @property
    def posted(self) -> tuple[Posted, ...]:
        """The entry: the settings are those of its time."""
        return self.sealed.posted


def paying_in(state: PayingInSheet, settings: Settings, copy: int) -> Document:
    """Draw the sheet, in French: the bank reads it."""
    entry = state.posted[-1]
    data = entry.data
    cheques: Sequence[Mapping[str, Any]] = data["cheques"]
    title = fr(_TITLES[bool(cheques), bool(data["cash_cents"])])
    blocks: list[Block] = [
        *letterhead(settings),
        *_taken_back(state),
        Heading(f"{title} {data['sheet']}"),
        Pair(fr("Date"), instant_line(entry), strong=True),
        *done_by(entry),
        *undone_by(entry, state.correction),
        *_account(data),
        Gap(),
        *([_cheques(state, cheques, data["cheques_cents"])] if cheques else []),
        *_cash(data),
    ]
    ending: list[Block] = [
        Rule(),
        Pair(fr("Cheques: {count}").format(count=len(cheques)), format_amount(data["cheques_cents"])),
        Pair(fr("Cash"), format_amount(data["cash_cents"])),
        Pair(fr("Total"), format_amount(data["cheques_cents"] + data["cash_cents"]), True, "large"),
        *sealed_lines(state.sealed),
        *_signed(state),
    ]
    return Document(
        "paying_in",
        data["sheet"],
        title,
        "a4",
        (*blocks, *ending),
        settings.practice,
        copy,
        ending=len(ending),
    )


def _account(data: Mapping[str, Any]) -> list[Block]:
    """Return whose account the sheet is for, where it is not the site's."""
    return [Pair(fr("For the account of"), payee_label(data["payee"], "fr"), True)] if "payee" in data else []


_TITLES = {
    (True, False): N_("Paying-in sheet for cheques"),
    (True, True): N_("Paying-in sheet for cheques and cash"),
    (False, True): N_("Paying-in sheet for cash"),
}


def _taken_back(state: PayingInSheet) -> list[Block]:
    if not state.taken_back:
        return []
    return [
        Display(fr("CANCELLED")),
        Paragraph(fr("Nothing went to the bank with this sheet."), emphasis=True),
        Gap(),
    ]


def _signed(state: PayingInSheet) -> list[Block]:
    if state.taken_back:
        return []
    sheet = state.posted[-1].data["sheet"]
    return [Gap(), Signature(fr("Date and signature"), fr("Stamp of the bank")), Barcode(sheet)]


def _cheques(state: PayingInSheet, cheques: Sequence[Mapping[str, Any]], total: int) -> Table:
    columns = (
        Column(fr("No."), "right", 2),
        Column(fr("Bank"), "left", 8),
        Column(fr("Cheque number"), "left", 6),
        Column(fr("Drawn by"), "left", 10),
        Column(fr("Amount"), "right", 5),
    )
    rows = tuple(
        (str(n), item.get("bank", _NOT_NOTED), *_beside(state, item), format_amount(item["cents"]))
        for n, item in enumerate(cheques, start=1)
    )
    return Table(columns, rows, ("", "", "", fr("Total"), format_amount(total)))


def _beside(state: PayingInSheet, item: Mapping[str, Any]) -> tuple[str, str]:
    if "ref" not in item:
        return _NOT_NOTED, _NOT_NOTED
    text = state.beside.get(item["ref"])
    if text is None:
        return ERASED, ERASED
    number, issuer = number_and_issuer(text)
    return number or _NOT_NOTED, issuer or _NOT_NOTED


ERASED = "—"
"""In place of what was erased, or of what is not to be seen."""


def unnamed(state: PayingInSheet) -> PayingInSheet:
    """Return the same without numbers and issuers."""
    return replace(state, beside={})


def _cash(data: Mapping[str, Any]) -> list[Block]:
    """Return the cash by coins and notes, the largest first, where they were counted."""
    pieces = data["denominations"]
    if pieces is None:
        return []
    columns = (
        Column(fr("Coin or note"), "right", 4),
        Column(fr("Pieces"), "right", 3),
        Column(fr("Amount"), "right", 4),
    )
    rows = tuple(
        (
            format_amount(row["face_cents"]),
            str(row["pieces"]),
            format_amount(row["face_cents"] * row["pieces"]),
        )
        for row in reversed(pieces)
    )
    return [Gap(), Table(columns, rows, (fr("Total"), "", format_amount(data["cash_cents"])))]
