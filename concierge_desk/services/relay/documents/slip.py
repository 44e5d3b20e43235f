"""The postman's slip: what leaves with him, and what goes back; he signs it and takes a copy.

Source: docs/contract.md, "Custody and slips", "Anchors", "Papers seen in the shop"; docs/trade.md, "Life of an item",
rule 11; docs/requirements.md, R-5.01 (no name on lists).
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from concierge_desk.counter.context import Settings
from concierge_desk.counter.papers.done_by import done_by, undone_by
from concierge_desk.counter.texts.paper_dates import day_text, instant_line
from concierge_desk.domain.document import (
    Barcode,
    Block,
    Column,
    Display,
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
from concierge_desk.i18n import N_, fr
from concierge_desk.mechanisms.slips.model import CANCELLED, PREPARED, SIGNED
from concierge_desk.mechanisms.slips.model.slips import SlipSheet
from concierge_desk.services.relay.documents.bags.bag_slip import bag_slip
from concierge_desk.services.relay.documents.lists import Shown, listed_rows
from concierge_desk.services.relay.documents.words import (
    KINDS,
    ONE,
    STATES,
    carrier_name,
    is_no_proof,
    network_name,
)
from concierge_desk.services.relay.model import slips
from concierge_desk.services.relay.model.bags.bag import CLOSED_KIND
from concierge_desk.services.relay.model.facts import leaving

Item: TypeAlias = Mapping[str, Any]


def slip(state: SlipSheet, settings: Settings, copy: int) -> Document:
    """Draw a slip: numbers one by one, the rest counted; that of a bag tells what was missing and too many."""
    entry = state.posted
    if entry.kind == CLOSED_KIND:
        return bag_slip(state, settings, copy)
    data = entry.data
    returns = data["what"] == leaving.RETURNS
    title = fr("Returned items") if returns else fr("Items handed to the postman")
    network = network_name(entry.aud)
    items: Sequence[Item] = data["items"]
    body: list[Block] = [
        *_cancelled(state),
        Heading(f"{title} {data['slip']}"),
        *_to_sign(state),
        Pair(fr("Shop"), settings.name, size="small"),
        *done_by(entry, "small"),
        *undone_by(entry, state.correction, "small"),
        Pair(fr("Network"), network, size="small"),
        Pair(fr(_INSTANTS[state.state]), instant_line(entry), size="small"),
        *(_returned(items) if returns else _leaving(items, str(entry.day))),
    ]
    ending: list[Block] = [
        Rule(),
        # Before the signatures: who signs has read it.
        Paragraph(is_no_proof(network), size="small"),
        Pair(fr("Anchor"), state.anchor, size="small"),
        Heading(fr("Total: {count}").format(count=sum(item["count"] for item in items))),
        *_signatures(state),
    ]
    blocks = (*body, *ending)
    practice = settings.practice
    return Document("slip", data["slip"], title, "a6", blocks, practice, copy, ending=len(ending))


_INSTANTS = {
    PREPARED: N_("Prepared"),
    SIGNED: N_("Signed"),
    CANCELLED: N_("Prepared"),
}


def _cancelled(state: SlipSheet) -> list[Block]:
    if state.state != CANCELLED:
        return []
    return [Display(fr("CANCELLED")), Paragraph(fr("Nothing left with this slip."), emphasis=True)]


def _to_sign(state: SlipSheet) -> list[Block]:
    if state.state != PREPARED:
        return []
    return [Frame(fr("To be signed by the postman"), emphasis=True)]


def _signatures(state: SlipSheet) -> list[Block]:
    if state.state == CANCELLED:
        return []
    number = Barcode(state.posted.data["slip"])
    return [Signature(fr("Postman's signature"), fr("Signature of the concierge")), number]


def _returned(items: Sequence[Item]) -> list[Block]:
    """Return the items that go back one by one: they leave a shelf, with a number or not."""
    returned = listed_rows(
        items,
        (Column(fr("Item"), "left", 11), lambda item: item["tracking"] or item["custody"]),
        (Column(fr("Network"), "left", 8), lambda item: carrier_name(item["carrier"])),
        (Column(fr("Reason"), "left", 6), _reason),
        (Column(fr("Place"), "left", 4), lambda item: item["shelf"]),
    )
    return [Gap(), returned]


def _reason(item: Item) -> str:
    """Return why an item goes back: its state, else its deadline."""
    return fr(STATES.get(slips.state_of(item), _EXPIRED))


_EXPIRED = N_("Not collected")


def _leaving(items: Sequence[Item], day: str) -> list[Block]:
    numbered = [item for item in items if item["tracking"]]
    return [
        *_numbered(numbered, day),
        *_counted([item for item in items if not item["tracking"]], day),
    ]


def _numbered(items: Sequence[Item], day: str) -> list[Block]:
    """Return the items with a number one by one, with the day of deposit where it is another one."""
    if not items:
        return []
    columns: list[Shown] = [
        (Column(fr("Item"), "left", 4), lambda item: item["tracking"]),
        (Column(fr("Kind"), "left", 3), lambda item: fr(ONE[item["kind"]])),
    ]
    if any(_other_day(item, day) for item in items):
        columns.append((Column(fr("Deposited on"), "left", 3), lambda item: _other_day(item, day)))
    return [Gap(), listed_rows(items, *columns)]


def _counted(items: Sequence[Item], day: str) -> list[Block]:
    if not items:
        return []
    counts: dict[tuple[str, str], int] = {}
    for item in items:
        key = (_other_day(item, day), fr(KINDS[item["kind"]]))
        counts[key] = counts.get(key, 0) + item["count"]
    columns = [Column(fr("Without a number"), "left", 4), Column(fr("Pieces"), "right", 1)]
    rows = [[kind, str(count)] for (_, kind), count in sorted(counts.items())]
    if any(deposited for deposited, _ in counts):
        columns.insert(1, Column(fr("Deposited on"), "left", 3))
        rows = [[kind, deposited, str(count)] for (deposited, kind), count in sorted(counts.items())]
    return [Gap(), Table(tuple(columns), tuple(map(tuple, rows)))]


def _other_day(item: Item, day: str) -> str:
    """Return the day of deposit where it is not the day of the slip; older entries do not tell it."""
    deposited = item.get("deposited_day") or day
    return "" if deposited == day else day_text(deposited)
