"""The receipt of a deposit: handed to whoever brought the item, always.

It says what was taken in, when and where; the network's own device makes the legal proof. It bears no name: whoever
brings a parcel is nobody we need to know.

Source: docs/contract.md, "Papers seen in the shop"; docs/requirements.md, R-2.02, R-2.03; docs/trade.md, "Proof of
deposit", rule 18.
"""

from collections.abc import Mapping
from typing import Any

from concierge_desk.counter.context import Settings
from concierge_desk.counter.papers.done_by import done_by, undone_by
from concierge_desk.counter.papers.tickets import letterhead
from concierge_desk.counter.texts.paper_dates import instant_line
from concierge_desk.domain.document import Barcode, Block, Document, Frame, Heading, Pair, Paragraph, Rule
from concierge_desk.domain.inscriptions import is_inscription
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_, fr
from concierge_desk.services.relay.documents.words import ONE, carrier_name, network_name
from concierge_desk.services.relay.model.papers import Receipt


def receipt(state: Receipt, settings: Settings, copy: int) -> Document:
    """Draw the receipt of a deposit, or of an item that was franked here."""
    entry = state.posted
    network = network_name(entry.aud)
    title = fr("Receipt of deposit")
    blocks: list[Block] = [
        *letterhead(settings),
        Heading(title),
        *_taken_back(state),
        Pair(fr("Deposited"), instant_line(entry), strong=True),
        Pair(fr("Network"), network),
        *_what(entry.data, network),
        *_number(entry.data["tracking"]),
        *_price(entry.data),
        Rule(),
        *_next(state, network),
        Frame(fr("Receipt of deposit; it does not replace the proof of {network}.").format(network=network)),
        *done_by(entry),
        *undone_by(entry, state.correction),
        Pair(fr("Anchor"), state.anchor),
    ]
    return Document("deposit", str(entry.seq), title, "roll80", tuple(blocks), settings.practice, copy)


def _what(data: Mapping[str, Any], network: str) -> list[Block]:
    """Return what was taken in: what it was franked as, else its kind and, where that tells more, its carrier."""
    if "kind" not in data:
        return [
            Pair(fr("Item"), data["line"]["label"]),
            Pair(fr("Weight"), f"{data['weight_g']}\u00a0g"),
        ]
    kind = fr(ONE[data["kind"]])
    carrier = carrier_name(data["carrier"] or "")
    told = [] if carrier in ("", network) or data["carrier"] == data["kind"] else [carrier]
    return [Pair(fr("Item"), ", ".join([kind, *told]))]


def _number(number: str | None) -> list[Block]:
    """Return the number as its printed code spells it; by itself where it is words, or no code can hold it."""
    if number is None:
        return [Pair(fr("Number"), fr("none"))]
    if is_inscription(number) or not number.isascii():
        return [Pair(fr("Number"), number, strong=True)]
    return [Barcode(number, number)]


def _price(data: Mapping[str, Any]) -> list[Block]:
    if "line" not in data:
        return []
    return [
        Pair(fr("Price paid"), format_amount(data["line"]["cents"]), strong=True),
        Pair(fr("Ticket"), data["ticket"]),
    ]


def _taken_back(state: Receipt) -> list[Block]:
    """Say that a deposit is none any more.

    Source: docs/requirements.md, R-1.11.
    """
    correction = state.correction
    if correction is None:
        return []
    told = {"instant": instant_line(correction), "ticket": correction.data.get("ticket")}
    return [Frame(fr(_TAKEN_BACK[_how(correction.data)]).format(**told), emphasis=True)]


def _how(data: Mapping[str, Any]) -> str:
    if "ticket" not in data:
        return "given_back"
    return "refunded" if data["withdrawn"] else "refunded_later"


_TAKEN_BACK = {
    "given_back": N_("Taken back on {instant}: the item went home with whoever brought it."),
    "refunded": N_("Refunded on {instant}, ticket {ticket}: the item went home with whoever brought it."),
    "refunded_later": N_("Refunded on {instant}, ticket {ticket}: the item had left already."),
}


def _next(state: Receipt, network: str) -> list[Block]:
    if state.correction is not None:
        return []
    return [Paragraph(fr("{network} takes it on its next round.").format(network=network))]
