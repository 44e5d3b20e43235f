"""Papers of the stock that go to the post office: what is asked for, and the declaration of what was stolen or lost.

Source: docs/trade.md, "Daily statement of the relay" 3, rule 25; decision 0078.
"""

from collections.abc import Mapping
from typing import Any

from concierge_desk.counter.context import Settings
from concierge_desk.counter.papers.done_by import done_by
from concierge_desk.counter.texts.paper_dates import day_text, instant_line
from concierge_desk.domain.document import (
    Block,
    Column,
    Document,
    Frame,
    Gap,
    Heading,
    Pair,
    Paragraph,
    Rule,
    Signature,
    Table,
)
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_, fr
from concierge_desk.services.relay.documents.lists import Row, Shown, listed_rows
from concierge_desk.services.relay.documents.stock import ON_ONE_LINE
from concierge_desk.services.relay.documents.words import is_no_proof, network_name
from concierge_desk.services.relay.model.numbers import LAPOSTE
from concierge_desk.services.relay.model.papers import StockPaper

_BY_HAND = "\u00a0"


def stock_order(state: StockPaper, settings: Settings, copy: int) -> Document:
    """Draw an order of stamps: what is there, what was sold, what is asked for."""
    data = state.posted.data
    title = fr("Order of stamps")
    number = data["order"]
    body: list[Block] = [
        Heading(f"{title} · {number}"),
        *_withdrawn(state, N_("Taken back: nothing is asked for.")),
        *_head(state, settings),
        Pair(fr("Ordered"), instant_line(state.posted), strong=True),
        Gap(),
        _asked(data),
        Gap(),
        Paragraph(fr("Figures in pieces. The restock is a proposal: La Poste decides.")),
    ]
    return _paper("order", number, title, (body, state, settings, copy))


def _asked(data: Mapping[str, Any]) -> Table:
    there = {row["product"]: row for row in data["there"]}
    rows = [{**there[row["product"]], **row} for row in data["rows"]]
    awaited: tuple[Shown, ...] = ()
    if any(row["awaited"] for row in rows):
        awaited = ((Column(fr("Ordered before"), "right", 2), lambda row: str(row["awaited"])),)
    return listed_rows(
        rows,
        (Column(fr("Product"), "left", 8), lambda row: row["label"]),
        (Column(fr("Code"), "left", 3), lambda row: row["product"]),
        (Column(fr("In stock"), "right", 2), lambda row: str(row["stock"])),
        (Column(fr("Sold in 28 days"), "right", 2), lambda row: str(row["sold"])),
        *awaited,
        (Column(fr("Asked for"), "right", 3), _pieces),
        # Room for what the post office puts into the box, written by hand.
        (Column(ON_ONE_LINE, "right", 2), lambda _row: ""),
    )


def _pieces(row: Row) -> str:
    """Return how many pieces are asked for, and how many packs that is where they come in packs."""
    pieces, pack = row["ordered"], row["pack"]
    return str(pieces) if pack == 1 or pieces % pack else f"{pieces} ({pieces // pack}\u00a0×\u00a0{pack})"


_LOSSES = {"theft": N_("Declaration of a theft"), "loss": N_("Declaration of a loss")}


def stock_loss(state: StockPaper, settings: Settings, copy: int) -> Document:
    """Draw the declaration of pieces that were stolen or lost, with what they are worth at the price of the day."""
    data = state.posted.data
    title = fr(_LOSSES[data["reason"]])
    cents = data["unit_cents"]
    stolen = data["reason"] == "theft"
    lines = [*([fr("Complaint to the police: where, when, number")] if stolen else []), fr("Circumstances")]
    body: list[Block] = [
        Heading(title),
        *_withdrawn(state, N_("Taken back: these pieces are in the stock.")),
        *_head(state, settings),
        Pair(fr("Noticed"), day_text(data["noticed_day"]), strong=True),
        Pair(fr("Noted"), instant_line(state.posted)),
        Gap(),
        Heading(fr("What is missing")),
        Pair(fr("Product"), data["label"], strong=True),
        Pair(fr("Code"), data["product"]),
        Pair(fr("Quantity"), str(data["quantity"]), strong=True),
        Pair(fr("Price of one on this day"), _amount(cents)),
        Pair(fr("Worth in all"), _amount(None if cents is None else cents * data["quantity"]), strong=True),
        Gap(),
        *[block for line in (*lines, *[_BY_HAND] * 4) for block in (Pair(line, _BY_HAND), Gap())],
        Paragraph(fr("The stock belongs to La Poste, which decides what follows.")),
    ]
    return _paper("stock_loss", str(state.posted.seq), title, (body, state, settings, copy))


def _amount(cents: int | None) -> str:
    return "—" if cents is None else format_amount(cents)


def _head(state: StockPaper, settings: Settings) -> list[Block]:
    office = state.office
    return [
        Pair(fr("Shop"), f"{settings.name} ({settings.desk})"),
        Pair(fr("Address"), ", ".join(settings.address)),
        *([Pair(fr("REGATE code"), office["regate"])] if office["regate"] else []),
        *([Pair(fr("Parent post office"), office["office"])] if office["office"] else []),
    ]


def _withdrawn(state: StockPaper, told: str) -> list[Block]:
    return [Frame(fr(told), emphasis=True)] if state.taken_back else []


def _paper(
    kind: str, name: str, title: str, drawn: tuple[list[Block], StockPaper, Settings, int]
) -> Document:
    body, state, settings, copy = drawn
    ending: list[Block] = [
        Gap(),
        Signature(fr("Signature of the concierge"), fr("Visa of La Poste")),
        Rule(),
        Paragraph(is_no_proof(network_name(LAPOSTE)), size="small"),
        *done_by(state.posted, "small"),
        Pair(fr("Anchor"), state.anchor, size="small"),
    ]
    blocks = (*body, *ending)
    return Document(kind, name, title, "a4", blocks, settings.practice, copy, ending=len(ending))
