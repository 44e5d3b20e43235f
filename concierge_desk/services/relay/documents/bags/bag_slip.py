"""Slip of a bag: what was announced, what was in it, what is missing and too many; the driver signs it. Pure.

Source: docs/contract.md, "Bags", "Papers seen in the shop"; docs/requirements.md, R-5.01 (no name on lists).
"""

from itertools import zip_longest

from concierge_desk.counter.context import Settings
from concierge_desk.counter.texts.paper_dates import instant_line
from concierge_desk.domain.document import (
    Barcode,
    Block,
    Column,
    Document,
    Heading,
    Pair,
    Paragraph,
    Rule,
    Signature,
    Table,
)
from concierge_desk.domain.journal import Data
from concierge_desk.i18n import N_, fr
from concierge_desk.mechanisms.slips.model.slips import SlipSheet
from concierge_desk.services.relay.documents.words import is_no_proof, network_name, owner_name
from concierge_desk.services.relay.model.bags.bag import FIGURES
from concierge_desk.services.relay.model.facts.bags import how_many


def bag_slip(state: SlipSheet, settings: Settings, copy: int) -> Document:
    """Draw the slip of a bag that was closed."""
    entry, data = state.posted, state.posted.data
    title = fr("Bag received")
    body: list[Block] = [
        Heading(f"{title} {data['bag']}"),
        Pair(fr("Shop"), settings.name, size="small"),
        Pair(fr("Network"), owner_name(data["carrier"]), size="small"),
        # With its usual few differences it has to be one page: the driver waits.
        Pair(fr("Bag closed on"), f"{instant_line(entry)}, {entry.desk} {entry.by}", size="small"),
        Table(
            tuple(Column(fr(_FIGURES[name]), "right") for name in FIGURES),
            (tuple(str(how_many(data[name])) for name in FIGURES),),
        ),
        *_differences(data),
    ]
    ending: list[Block] = [
        Rule(),
        # Before the signatures: who signs has read it.
        Paragraph(is_no_proof(network_name(entry.aud)), size="small"),
        Pair(fr("Anchor"), state.anchor, size="small"),
        Signature(fr("Driver's signature"), fr("Signature of the concierge")),
        Barcode(data["bag"]),
    ]
    blocks = (*body, *ending)
    return Document("slip", data["bag"], title, "a6", blocks, settings.practice, copy, ending=len(ending))


_FIGURES = {
    "announced": N_("Announced"),
    "received": N_("Received, scanned"),
    "missing": N_("Missing"),
    "too_many": N_("Too many"),
}


def _differences(data: Data) -> list[Block]:
    """Return the numbers that are missing beside those that are too many; a bag of which nobody listed them has none."""
    told = [data["missing"], data["too_many"]]
    if not any(map(how_many, told)):
        return [Paragraph(fr("Nothing is missing, nothing is too many."), emphasis=True)]
    if any(isinstance(numbers, int) for numbers in told):
        return []
    columns = tuple(Column(fr(_FIGURES[name]), "left") for name in ("missing", "too_many"))
    return [Table(columns, tuple(zip_longest(*told, fillvalue="")))]
