"""One chain: whatever is written down stands between two other entries of one journal."""

import itertools
from pathlib import Path

from concierge_desk.domain.journal import ZERO_HASH
from concierge_desk.jobs.daily_file import export_of
from concierge_desk.jobs.export import write_export
from concierge_desk.jobs.full_export import export_everything
from concierge_desk.jobs.papers import PrintFormat, print_document
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from tests.counter.desks import COFFEE, LV_20, Play, cash

KINDS = {
    "a sale": "till.settled",
    "an event of the drawer": "till.moved",
    "a clock that was set back": "clock.set_back",
    "a print, and a reprint": "document.printed",
    "a closing": "day.closed",
    "a file for a principal": "export.made",
    "an export of everything": "everything.exported",
}


def test_sales_closings_reprints_events_and_exports_are_of_one_chain(shop: Play, tmp_path: Path) -> None:
    """R-1.62: in the order in which they were, from the first entry to the last."""
    ticket = shop.settle([COFFEE, LV_20], cash(500)).ticket
    shop.do("till.move", direction="out", cents=100, reason="bank")
    for n in range(2):
        print_document(shop.desk, f"ticket:{ticket}", PrintFormat("text"), tmp_path / f"{n}", None)
    shop.hands.set("2026-11-24T08:00")
    shop.close(counted_cents=None)
    write_export(shop.desk, export_of("laposte"), "2026-11-25", tmp_path, None)
    export_everything(shop.desk, tmp_path / "tout", None)

    entries = [shop.entry(seq) for seq in range(1, shop.head() + 1)]
    assert set(KINDS.values()) <= {entry.kind for entry in entries}
    assert [entry.kind for entry in entries].count("document.printed") == 2
    assert entries[0].prev_hash == ZERO_HASH
    assert all(after.prev_hash == before.hash for before, after in itertools.pairwise(entries))
    assert verify_desk(shop.desk, VerifyRequest(signatures=True)).faults == []
