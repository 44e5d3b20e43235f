"""The papers as a list: what waits, is under way, came out, was given up; rolls and sheets alike, and nobody's name."""

from collections.abc import Callable
from pathlib import Path

import pytest

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.pages.paper_queue.desk import MOST, PapersDesk
from concierge_desk.pages.paper_queue.face import PaperRow
from concierge_desk.pages.printer.desk import PrinterDesk
from concierge_desk.pages.sheets.desk import SheetsDesk
from concierge_desk.store.papers import spool
from tests.counter.desks import Play
from tests.front_face.asked import at_hand
from tests.printer.print_server import PrintServer
from tests.printer.roll_printer import RollPrinter
from tests.printer.test_printer_desk import prints as printed
from tests.printer.test_printer_desk import sell, states
from tests.printer.test_sheets_desk import copy_of, slip, text, work

TICKET = "ticket:T-2026-000001"


@pytest.fixture
def papers(shop: Play, face: FrontFace) -> PapersDesk:
    return PapersDesk(at_hand(shop), face)


@pytest.fixture
def sheets(shop: Play, face: FrontFace) -> SheetsDesk:
    return SheetsDesk(at_hand(shop), face, face.papers)


def stands(papers: PapersDesk) -> list[tuple[str, str]]:
    return [(row.document, row.stand) for row in papers.papers().rows]


def row_of(papers: PapersDesk, document: str) -> PaperRow:
    return next(row for row in papers.papers().rows if row.document == document)


def test_a_day_without_papers_has_none(papers: PapersDesk) -> None:
    assert papers.papers().rows == () and papers.papers().waiting == 0


def test_what_waits_is_the_newest_first_and_goes_by_its_number(
    shop: Play, papers: PapersDesk, desk: PrinterDesk, printer: RollPrinter
) -> None:
    for minute in ("09:10", "09:20"):
        shop.hands.set(f"2026-11-25T{minute}")
        sell(shop)
    rows = papers.papers().rows
    assert [(row.name, row.stand, row.kind, row.hour) for row in rows] == [
        ("Ticket T-2026-000002", "waiting", "roll", "9:20"),
        ("Ticket T-2026-000001", "waiting", "roll", "9:10"),
    ]
    assert papers.papers().waiting == 2
    desk.work_off(lambda: False)
    assert [(row.name, row.stand, row.told) for row in papers.papers().rows] == [
        ("Ticket T-2026-000002", "out", "original"),
        ("Ticket T-2026-000001", "out", "original"),
    ]
    assert papers.papers().waiting == 0


def test_no_name_stands_in_the_list(shop: Play, papers: PapersDesk) -> None:
    kept = shop.do(
        "relay.receive", tracking="6A15602676300", shelf="A3", addressee={"name": "Mme Kessler"}, print=True
    )
    shop.do("visit.save", visit="v-1", acts=[{"do": "shop.sell", "article": "COPY", "quantity": 200}])
    sell(shop)
    said = repr(papers.papers())
    assert "Kessler" not in said
    code = str(kept.result["custody"])
    label = row_of(papers, f"label:{code}")
    assert (label.kind, label.name) == ("label", f"Label …{code[-4:].upper()}")


def test_without_a_printer_they_are_printed_on_demand(shop: Play, papers: PapersDesk) -> None:
    sell(shop)
    document = slip(shop)
    assert stands(papers) == [(document, "idle"), (TICKET, "idle")]
    assert row_of(papers, document).kind in {"a4", "a6"} and papers.papers().waiting == 0


def test_each_waits_for_its_own_printer(
    shop: Play, papers: PapersDesk, desk: PrinterDesk, sheets: SheetsDesk, queue: PrintServer
) -> None:
    sell(shop)
    document = slip(shop)
    assert stands(papers) == [(TICKET, "waiting"), (document, "idle")]
    kind = row_of(papers, document).kind
    sheets.use({str(kind): "Feuilles"})
    assert stands(papers) == [(document, "waiting"), (TICKET, "waiting")]
    work(sheets)
    assert stands(papers) == [(TICKET, "waiting"), (document, "out")]
    assert row_of(papers, document).told == "original · handed to a printer of sheets"


@pytest.mark.parametrize("killed", [False, True])
def test_what_is_being_sent_is_under_way_also_after_a_kill(
    shop: Play, papers: PapersDesk, desk: PrinterDesk, printer: RollPrinter, killed: bool
) -> None:
    sell(shop)
    (place,) = shop.desk.store.read(lambda rows: spool.waiting_places(rows, TICKET))
    shop.desk.store.write(lambda unit: spool.take(unit.rows, place, 0))
    assert stands(papers) == [(TICKET, "under_way")]
    if killed:
        # The next window begins with what the last one left.
        desk.work_off(lambda: False)
        assert [(row.stand, row.told, row.tone) for row in papers.papers().rows] == [
            ("out", "DUPLICATA n° 1", "good"),
            ("out", "original · begun: the printer was cut off", "warning"),
        ]


def test_what_was_given_up_stands_with_its_reason(shop: Play, papers: PapersDesk, desk: PrinterDesk) -> None:
    sell(shop)
    shop.do("paper.give_up", document=TICKET, reason="Mme Kessler ne voulait rien")
    assert [(row.document, row.stand, row.told) for row in papers.papers().rows] == [
        (TICKET, "given_up", "Other reason")
    ]
    assert desk.work_off(lambda: False).printed == 0 and printed(shop) == []


def test_what_cannot_be_drawn_any_more_says_so(
    shop: Play, papers: PapersDesk, desk: PrinterDesk, printer: RollPrinter
) -> None:
    shop.desk.store.write(lambda unit: unit.queue("ticket:T-2026-000099", shop.op()))
    desk.work_off(lambda: False)
    (row,) = papers.papers().rows
    assert (row.stand, row.kind) == ("given_up", None) and "erased" in row.told


def test_yesterdays_are_gone_but_for_what_still_waits(
    shop: Play, papers: PapersDesk, desk: PrinterDesk, printer: RollPrinter
) -> None:
    sell(shop)
    desk.work_off(lambda: False)
    printer.switch_off()
    sell(shop)
    shop.close("2026-11-25T19:00", counted_cents=8304)
    shop.open("2026-11-26T08:00")
    closing, row = papers.papers().rows
    assert (closing.name, closing.stand) == ("Closing of the day Z-2026-0001", "waiting")
    assert (row.document, row.stand) == ("ticket:T-2026-000002", "waiting")
    assert row.hour.startswith("Wed 25")


def test_with_forty_waiting_all_are_listed_and_with_more_the_newest(
    shop: Play, papers: PapersDesk, desk: PrinterDesk
) -> None:
    for _ in range(40):
        sell(shop)
    assert len(papers.papers().rows) == papers.papers().waiting == 40
    for _ in range(MOST - 30):
        sell(shop)
    assert len(papers.papers().rows) == MOST and papers.papers().waiting == MOST + 10
    assert papers.papers().rows[0].name == f"Ticket T-2026-0000{MOST + 10}"


def test_a_paper_that_waits_several_times_stands_once(
    shop: Play, papers: PapersDesk, desk: PrinterDesk
) -> None:
    kept = shop.do("relay.receive", tracking="6A15602676300", shelf="A3")
    label = f"label:{kept.result['custody']}"
    for _ in range(3):
        shop.desk.store.write(lambda unit: unit.queue(label, shop.op()))
    (row,) = papers.papers().rows
    assert (row.document, row.count) == (label, 3)


def test_again_waits_once_and_comes_out_as_a_duplicate(
    shop: Play, papers: PapersDesk, desk: PrinterDesk, printer: RollPrinter
) -> None:
    sell(shop)
    assert papers.again(TICKET) == 0 and states(shop) == ["waiting"], "it waits already"
    desk.work_off(lambda: False)
    assert papers.again(TICKET) == 1 and states(shop) == ["printed", "waiting"]
    desk.work_off(lambda: False)
    assert "DUPLICATA n° 1" in printer.texts[-1]
    shop.do("relay.receive", tracking="6A15602676300", shelf="A3")


def test_what_was_given_up_is_printed_after_all_as_the_original(
    shop: Play, papers: PapersDesk, desk: PrinterDesk, printer: RollPrinter
) -> None:
    """R-1.21: what never came out is no duplicate."""
    sell(shop)
    shop.do("paper.give_up", document=TICKET, reason="not_needed")
    assert papers.again(TICKET) == 0
    desk.work_off(lambda: False)
    assert "DUPLICATA" not in printer.texts[-1]
    assert [row.stand for row in papers.papers().rows] == ["out", "given_up"]


def test_on_the_screen_without_a_printer_it_waits_no_more(shop: Play, papers: PapersDesk) -> None:
    sell(shop)
    assert copy_of(papers.show(TICKET).read_bytes()) == 0
    assert printed(shop) == [(TICKET, 0, False)] and states(shop) == ["printed"]


def test_on_the_screen_with_a_printer_it_still_waits(
    shop: Play, papers: PapersDesk, desk: PrinterDesk, printer: RollPrinter
) -> None:
    sell(shop)
    papers.show(TICKET)
    assert printed(shop) == [] and states(shop) == ["waiting"]


def by_queue(sheets: SheetsDesk, queue: PrintServer) -> bytes:
    assert sheets.hand_on(TICKET, "Feuilles").queue.name == "Feuilles"
    return queue.came_out("Feuilles")


def by_default(sheets: SheetsDesk, queue: PrintServer) -> bytes:
    sheets.hand_on(TICKET, None)
    return queue.came_out("Feuilles")


@pytest.mark.parametrize("way", [by_queue, by_default])
def test_a_paper_of_a_roll_leaves_as_a_sheet_and_waits_no_more(
    shop: Play,
    face: FrontFace,
    sheets: SheetsDesk,
    queue: PrintServer,
    desk: PrinterDesk,
    printer: RollPrinter,
    way: Callable[[SheetsDesk, PrintServer], bytes],
) -> None:
    printer.switch_off()
    sell(shop)
    desk.work_off(lambda: False)
    out = way(sheets, queue)
    assert "T-2026-000001" in text(out) and copy_of(out) == 0
    assert printed(shop) == [(TICKET, 0, False)] and states(shop) == ["printed"]
    printer.switch_on()
    assert desk.work_off(lambda: False).printed == 0
    # Once more is a duplicate.
    assert copy_of(way(sheets, queue)) == 1


def test_a_paper_kept_as_a_file_waits_no_more(
    shop: Play, sheets: SheetsDesk, queue: PrintServer, desk: PrinterDesk, tmp_path: Path
) -> None:
    sell(shop)
    kept = sheets.keep_document(TICKET, tmp_path)
    assert kept.copy == 0 and kept.path.read_bytes().startswith(b"%PDF")
    assert states(shop) == ["printed"]
    assert sheets.keep_document(TICKET, tmp_path).copy == 1


def test_what_a_queue_refuses_goes_on_waiting(
    shop: Play, sheets: SheetsDesk, queue: PrintServer, desk: PrinterDesk
) -> None:
    sell(shop)
    queue.refuse("Feuilles")
    with pytest.raises(EnvironmentFailure, match=r"sheets\.refused"):
        sheets.hand_on(TICKET, "Feuilles")
    queue.accept("Feuilles")
    assert states(shop) == ["waiting"] and printed(shop) == []


def test_how_the_queues_are_is_told_with_what_they_hold(
    shop: Play, sheets: SheetsDesk, queue: PrintServer
) -> None:
    queue.stop("Feuilles", "Plus de papier")
    sell(shop)
    sheets.hand_on(TICKET, None)
    (found,) = [one for one in sheets.look() if one.name == "Feuilles"]
    assert (found.stopped, found.why, found.held) == (True, "Plus de papier", 1)
    queue.go_on("Feuilles")
    queue.came_out("Feuilles")
    assert [one.held for one in sheets.look() if one.name == "Feuilles"] == [0]


def test_what_is_given_up_while_it_is_drawn_does_not_come_out(
    shop: Play, desk: PrinterDesk, printer: RollPrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    sell(shop)
    drawn = desk._drawn

    def given_up(queued: spool.Queued) -> object:
        job = drawn(queued)
        shop.do("paper.give_up", document=TICKET, reason="not_needed")
        return job

    monkeypatch.setattr(desk, "_drawn", given_up)
    assert desk.work_off(lambda: False).printed == 0
    assert printer.papers == [] and printed(shop) == [] and states(shop) == ["given_up"]
