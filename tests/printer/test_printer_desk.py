"""What waits in the outbox is printed in its order, once each; whatever fails where, a second one says so."""

import itertools
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concierge_desk.domain.errors import EnvironmentFailure, Refused
from concierge_desk.jobs.papers import PrintFormat, print_document
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.pages.printer.desk import PrinterDesk
from concierge_desk.pages.printer.face import Worked
from concierge_desk.printing import roll_printer as rolls
from concierge_desk.store.connection import Connection
from concierge_desk.store.papers import spool
from tests.counter.desks import Desks, Play
from tests.front_face.asked import at_hand
from tests.printer.roll_printer import RollPrinter, roll_printer

STAMP = {"do": "relay.sell", "product": "LV_20", "quantity": 1}
TICKET = re.compile(r"Ticket +(T-2026-\d{6})")
MARK = re.compile(r"DUPLICATA n° (\d+)")


def sell(shop: Play, *, ticket: bool = True) -> None:
    shop.settle([STAMP], {"means": "cash", "given_cents": 152}, **({"print": True} if ticket else {}))


def work(desk: PrinterDesk) -> Worked:
    return desk.work_off(lambda: False)


def numbers(texts: list[str]) -> list[tuple[str, int]]:
    """Which ticket each paper is, and as which copy."""
    found = []
    for text in texts:
        number, mark = TICKET.search(text), MARK.search(text)
        assert number is not None
        found.append((number[1], int(mark[1]) if mark else 0))
    return found


def states(shop: Play) -> list[str]:
    return [state for (state,) in shop.rows("SELECT state FROM outbox ORDER BY id")]


def prints(shop: Play) -> list[tuple[str, int, bool]]:
    return [
        (entry.data["document"], entry.data["copy"], "cut_off" in entry.data)
        for entry in shop.posted()
        if entry.kind == "document.printed"
    ]


def test_what_waits_comes_out_in_its_order_once_each(
    shop: Play, desk: PrinterDesk, printer: RollPrinter
) -> None:
    for _ in range(3):
        sell(shop)
    assert work(desk) == Worked(printed=3)
    tickets = [(f"T-2026-00000{number}", 0) for number in (1, 2, 3)]
    assert numbers(printer.texts) == tickets
    assert prints(shop) == [(f"ticket:{number}", 0, False) for number, _ in tickets]
    assert states(shop) == ["printed"] * 3
    assert work(desk) == Worked()
    assert len(printer.papers) == 3


def test_a_sheet_waits_for_its_printer_and_is_in_nobodys_way(
    shop: Play, desk: PrinterDesk, printer: RollPrinter
) -> None:
    shop.do("relay.deposit", kind="letter", count=1)
    shop.do("relay.prepare_slip", what="deposits")
    sell(shop)
    assert [name.partition(":")[0] for (name,) in shop.rows("SELECT document FROM outbox")] == [
        "slip",
        "ticket",
    ]
    assert work(desk) == Worked(printed=1)
    assert states(shop) == ["waiting", "printed"]


def test_sheets_that_wait_for_years_are_looked_at_once(
    shop: Play, desk: PrinterDesk, printer: RollPrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def looked(rows: Connection, after: int = 0) -> tuple[spool.Queued, ...]:
        found = waiting(rows, after)
        seen.extend(one.document.partition(":")[0] for one in found)
        return found

    waiting = spool.waiting
    monkeypatch.setattr(spool, "waiting", looked)
    for _ in range(3):
        shop.do("relay.deposit", kind="letter", count=1)
        shop.do("relay.hand_to_postman", what="deposits")
    assert work(desk) == Worked()
    assert set(seen) == {"slip"}
    seen.clear()
    for number in range(1, 3):
        sell(shop)
        assert work(desk) == Worked(printed=1)
        assert numbers(printer.texts)[-1] == (f"T-2026-00000{number}", 0)
    assert set(seen) == {"ticket"}
    assert states(shop) == ["waiting"] * 3 + ["printed"] * 2


def test_labels_of_a_queue_that_is_not_chosen_any_more_come_out_of_the_roll(
    shop: Play, face: FrontFace, desk: PrinterDesk, printer: RollPrinter
) -> None:
    face.papers.labels_by_queue = True
    shop.do("relay.receive", tracking="6A15602676300", shelf="A3", print=True)
    assert work(desk) == Worked()
    face.papers.labels_by_queue = False
    assert work(desk) == Worked(printed=1)
    became = [
        (name.partition(":")[0], state) for name, state in shop.rows("SELECT document, state FROM outbox")
    ]
    assert became == [("label", "printed"), ("notice", "waiting")]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"lines_left": 0}, "printer.paper_out"),
        ({"cover_open": True}, "printer.cover_open"),
        ({"jammed": True}, "printer.stopped"),
    ],
)
def test_what_cannot_be_printed_yet_waits_and_is_an_original(
    shop: Play, desk: PrinterDesk, printer: RollPrinter, said: dict[str, int], code: str
) -> None:
    for _ in range(2):
        sell(shop)
    for name, value in said.items():
        setattr(printer, name, value)
    for _ in range(3):
        assert work(desk) == Worked(waiting=2, trouble=code)
    assert prints(shop) == []
    printer.lines_left, printer.cover_open, printer.jammed = None, False, False
    assert work(desk) == Worked(printed=2)
    assert numbers(printer.texts) == [("T-2026-000001", 0), ("T-2026-000002", 0)]


def test_a_printer_that_is_off_keeps_nobody(shop: Play, desk: PrinterDesk, printer: RollPrinter) -> None:
    printer.switch_off()
    sell(shop)
    assert work(desk) == Worked(waiting=1, trouble="printer.off")
    printer.switch_on()
    assert work(desk) == Worked(printed=1)


def test_a_line_that_breaks_before_a_paper_broke_in_the_middle_of_none(
    shop: Play, desk: PrinterDesk, printer: RollPrinter
) -> None:
    sell(shop)
    printer.drops_after = -1
    assert work(desk) == Worked(waiting=1, trouble="printer.off")
    assert prints(shop) == []
    printer.drops_after = None
    assert work(desk) == Worked(printed=1)
    assert numbers(printer.texts) == [("T-2026-000001", 0)]


def test_a_line_that_breaks_in_the_middle(shop: Play, desk: PrinterDesk, printer: RollPrinter) -> None:
    sell(shop)
    printer.drops_after = 300
    assert work(desk) == Worked(waiting=1, trouble="printer.cut_off", begun=True)
    assert prints(shop) == [("ticket:T-2026-000001", 0, True)]
    printer.drops_after = None
    assert work(desk) == Worked(printed=1)
    assert numbers(printer.texts) == [("T-2026-000001", 1)]


def test_the_end_of_the_roll_is_seen_coming(desk: PrinterDesk, printer: RollPrinter) -> None:
    printer.low = True
    assert work(desk) == Worked(low=True)


def test_a_paper_that_stopped_in_the_middle_comes_again_as_a_duplicate(
    shop: Play, desk: PrinterDesk, printer: RollPrinter
) -> None:
    for _ in range(2):
        sell(shop)
    printer.lines_left = 10
    assert work(desk) == Worked(waiting=2, trouble="printer.paper_out", begun=True)
    assert prints(shop) == [("ticket:T-2026-000001", 0, True)]
    # As long as there is no paper nothing more is begun.
    assert work(desk) == Worked(waiting=2, trouble="printer.paper_out")
    assert len(prints(shop)) == 1
    printer.put_paper_in()
    assert work(desk) == Worked(printed=2)
    # What it held came out too, as such printers do: nobody has two papers alike.
    assert numbers(printer.texts) == [("T-2026-000001", 0), ("T-2026-000001", 1), ("T-2026-000002", 0)]
    closed = shop.close("2026-11-25T18:00", counted_cents=8304).posted[-1].data
    assert (closed["counts"]["not_printed"], closed["counts"]["duplicates"]) == (0, 1)


def test_a_printer_that_answers_nothing_is_printed_on(
    shop: Play, desk: PrinterDesk, printer: RollPrinter
) -> None:
    printer.answers = printer.in_turn = False
    sell(shop)
    assert work(desk) == Worked(printed=1)
    assert numbers(printer.texts) == [("T-2026-000001", 0)]


def test_one_that_answered_and_does_not_any_more_is_not(
    shop: Play, desk: PrinterDesk, printer: RollPrinter
) -> None:
    assert work(desk) == Worked()
    printer.hangs = True
    sell(shop)
    assert work(desk) == Worked(waiting=1, trouble="printer.off")
    printer.hangs = False
    assert work(desk) == Worked(printed=1)


def test_what_was_queued_before_there_was_a_printer_is_left_alone(
    shop: Play, face: FrontFace, printer: RollPrinter
) -> None:
    sell(shop)
    shop.close("2026-11-25T18:00", counted_cents=8152)
    shop.open("2026-11-26T08:00")
    sell(shop)
    desk = PrinterDesk(at_hand(shop), face, face.papers)
    desk.use("")
    assert work(desk) == Worked()
    desk.use(printer.typed)
    assert work(desk) == Worked(printed=1)
    assert numbers(printer.texts) == [("T-2026-000002", 0)]
    assert states(shop) == ["waiting", "waiting", "printed"]


def test_what_waited_over_night_is_printed_in_the_morning(
    shop: Play, desk: PrinterDesk, face: FrontFace, printer: RollPrinter
) -> None:
    printer.lines_left = 0
    shop.close("2026-11-25T18:00", counted_cents=8000)
    assert work(desk) == Worked(waiting=1, trouble="printer.paper_out")
    # The window is closed, and opened again on another day.
    again = PrinterDesk(at_hand(shop), face, face.papers)
    shop.open("2026-11-26T08:00")
    again.use(printer.typed)
    printer.put_paper_in()
    assert work(again) == Worked(printed=1)
    assert "Z-2026-0001" in printer.texts[0]
    assert "FACTICE" in printer.texts[0]


def test_nothing_is_printed_of_the_time_without_a_printer(
    shop: Play, desk: PrinterDesk, printer: RollPrinter
) -> None:
    desk.use("")
    sell(shop)
    shop.close("2026-11-25T18:00", counted_cents=8152)
    desk.use(printer.typed)
    assert work(desk) == Worked()
    shop.open("2026-11-26T08:00")
    sell(shop)
    assert work(desk) == Worked(printed=1)


def test_a_paper_on_the_screen_is_no_print_until_it_is_printed(
    shop: Play, face: FrontFace, desk: PrinterDesk, printer: RollPrinter
) -> None:
    sell(shop, ticket=False)
    shown = str(face.paper("ticket:T-2026-000001"))
    assert prints(shop) == [] and desk.prints(shown)
    for copy in (0, 1):
        desk.order(shown)
        assert work(desk) == Worked(printed=1)
        assert numbers(printer.texts)[-1] == ("T-2026-000001", copy)
    # However often it is asked for while it cannot be printed, it is asked for once.
    printer.lines_left = 0
    for _ in range(3):
        desk.order(shown)
    assert work(desk).waiting == 1
    assert not desk.prints(str(face.paper("poster:ticket")))
    desk.order("/tmp/other.pdf")
    desk.use("")
    assert not desk.prints(shown)
    assert [copy for _, copy, _ in prints(shop)] == [0, 1]
    face.paper("ticket:T-2026-000001")
    assert prints(shop)[-1] == ("ticket:T-2026-000001", 2, False), "without a printer the screen is the paper"


def test_what_was_printed_elsewhere_meanwhile_is_a_duplicate(
    shop: Play, desk: PrinterDesk, printer: RollPrinter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the drawing and the first byte: another process wins, and the paper is drawn anew."""
    sell(shop)
    asked = rolls.RollPrinter.health
    once = itertools.count()

    def health(line: rolls.RollPrinter) -> rolls.Health:
        if next(once) == 0:
            print_document(shop.desk, "ticket:T-2026-000001", PrintFormat("pdf"), tmp_path / "t.pdf", None)
        return asked(line)

    monkeypatch.setattr(rolls.RollPrinter, "health", health)
    assert work(desk) == Worked(printed=1)
    assert numbers(printer.texts) == [("T-2026-000001", 1)]
    assert prints(shop) == [("ticket:T-2026-000001", 0, False), ("ticket:T-2026-000001", 1, False)]


def test_what_is_printed_elsewhere_while_it_is_sent_is_the_duplicate(
    shop: Play, desk: PrinterDesk, printer: RollPrinter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sell(shop)
    sends = rolls.RollPrinter.print

    def send(line: rolls.RollPrinter, paper: bytes, stopping: Callable[[], bool]) -> None:
        printed = print_document(
            shop.desk, "ticket:T-2026-000001", PrintFormat("text"), tmp_path / "t.txt", None
        )
        assert printed.copy == 1
        sends(line, paper, stopping)

    monkeypatch.setattr(rolls.RollPrinter, "print", send)
    assert work(desk) == Worked(printed=1)
    assert numbers(printer.texts) == [("T-2026-000001", 0)]
    assert sorted(copy for _, copy, _ in prints(shop)) == [0, 1]


def test_a_paper_that_cannot_be_drawn_any_more_is_in_nobodys_way(
    shop: Play, desk: PrinterDesk, printer: RollPrinter
) -> None:
    shop.desk.store.write(lambda unit: unit.queue("ticket:T-2026-000009", shop.op()))
    sell(shop)
    assert work(desk) == Worked(printed=1)
    assert states(shop) == ["gone", "printed"]


def test_what_is_out_is_out_though_the_disk_did_not_take_it(
    shop: Play, desk: PrinterDesk, printer: RollPrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    sell(shop)
    write = shop.desk.store.write

    def full(job: Callable[..., object]) -> object:
        if printer.papers:
            raise EnvironmentFailure("store.disk_full")
        return write(job)

    with monkeypatch.context() as broken:
        broken.setattr(shop.desk.store, "write", full)
        with pytest.raises(EnvironmentFailure, match=r"store\.disk_full"):
            work(desk)
    assert prints(shop) == []
    assert work(desk) == Worked()
    assert prints(shop) == [("ticket:T-2026-000001", 0, False)]
    assert len(printer.papers) == 1


def test_who_is_asked_to_stop_begins_no_paper(shop: Play, desk: PrinterDesk, printer: RollPrinter) -> None:
    sell(shop)
    assert desk.work_off(lambda: True) == Worked(waiting=1)
    assert printer.papers == []


def test_a_printer_that_is_taken_away_while_it_prints(
    shop: Play, desk: PrinterDesk, printer: RollPrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    sell(shop)
    sends = rolls.RollPrinter.print

    def send(line: rolls.RollPrinter, paper: bytes, stopping: Callable[[], bool]) -> None:
        desk.use("")
        sends(line, paper, stopping)

    monkeypatch.setattr(rolls.RollPrinter, "print", send)
    work(desk)
    assert states(shop) == ["printed"]
    assert prints(shop) == [("ticket:T-2026-000001", 0, False)]


def test_an_address_that_is_none_is_refused_at_the_door(desk: PrinterDesk) -> None:
    with pytest.raises(ValueError, match="address"):
        desk.use("not an address")


def test_a_sheet_is_not_printed_as_a_roll(shop: Play, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"print\.no_roll"):
        print_document(shop.desk, "poster:ticket", PrintFormat("escpos"), tmp_path / "x", None)
    sell(shop, ticket=False)
    print_document(shop.desk, "ticket:T-2026-000001", PrintFormat("escpos"), tmp_path / "x", None)
    assert numbers([(tmp_path / "x").read_text("cp1252")]) == [("T-2026-000001", 0)]
    assert shop.last("document.printed").data["as"] == "escpos"


HAPPENS = st.sampled_from(
    ["sell", "work", "out", "short", "paper", "off", "on", "open", "drop", "mend", "restart", "silent"]
)


def killed(shop: Play, printer: RollPrinter, where: str) -> int:
    """Let another process print what waits, and die at it."""
    return subprocess.run(
        [sys.executable, "-c", KILLED, where, str(shop.desk.folder.root), printer.typed],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
        timeout=60,
    ).returncode


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(HAPPENS, min_size=3, max_size=14))
def test_no_paper_is_lost_and_none_comes_twice_without_saying_so(desks: Desks, happens: list[str]) -> None:
    with desks.desk() as shop, roll_printer() as printer:
        live(shop, printer, happens)


def live(shop: Play, printer: RollPrinter, happens: list[str]) -> None:
    shop.open(float_cents=8000)
    shop.do("relay.stock_receive", product="LV_20", quantity=100)
    face = FrontFace(at_hand(shop), "en")
    try:
        desk = PrinterDesk(at_hand(shop), face, face.papers)
        desk.use(printer.typed)
        sold = 0
        for what in (*happens, "mend", "on", "paper"):
            if what == "restart":
                desk = PrinterDesk(at_hand(shop), face, face.papers)
                desk.use(printer.typed)
            elif what == "sell":
                sell(shop)
                sold += 1
            elif what == "work":
                work(desk)
            else:
                _befall(printer, what)
        while (worked := work(desk)).trouble or worked.waiting:
            assert worked.trouble != "printer.paper_out"
    finally:
        face.close()
    out = numbers(printer.texts)
    assert {number for number, _ in out} == {f"T-2026-{place:06d}" for place in range(1, sold + 1)}
    assert len(set(out)) == len(out), "two papers are the same"
    firsts = list(dict.fromkeys(number for number, _ in out))
    assert firsts == sorted(firsts), "they come in their order"
    told = [(name.partition(":")[2], copy) for name, copy, _ in prints(shop)]
    assert len(set(told)) == len(told)
    assert set(out) <= set(told)


def _befall(printer: RollPrinter, what: str) -> None:
    match what:
        case "out":
            printer.lines_left = 0
        case "short":
            printer.lines_left = 13
        case "paper":
            printer.put_paper_in()
        case "off":
            printer.switch_off()
        case "on":
            printer.switch_off()
            printer.switch_on()
        case "open":
            printer.cover_open = True
        case "drop":
            printer.drops_after = 300
        case "silent":
            printer.in_turn = False
        case "mend":
            printer.cover_open, printer.drops_after = False, None


KILLED = """
import os, signal, sys
from pathlib import Path
from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.pages.printer.desk import PrinterDesk
from concierge_desk.printing import roll_printer as rolls

where, folder, address = sys.argv[1:]
sends = rolls.RollPrinter.print

def dying(line, paper, stopping):
    if where == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    sends(line, paper, stopping)
    if where == "after":
        os.kill(os.getpid(), signal.SIGKILL)

rolls.RollPrinter.print = dying
with open_desk(Options(Path(folder))) as desk:
    face = FrontFace(desk, "en")
    printer = PrinterDesk(desk, face, face.papers)
    printer.use(address)
    printer.work_off(lambda: False)
"""
"""A window's printer, killed once a paper was noted as being sent: before its first byte, or when it is out."""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize("where", ["before", "after"])
def test_a_kill_between_paper_and_entry_makes_a_duplicate_of_the_next(
    shop: Play, desk: PrinterDesk, printer: RollPrinter, where: str
) -> None:
    sell(shop)
    assert killed(shop, printer, where) == -signal.SIGKILL
    at = shop.desk.store.read(spool.under_way)
    assert at is not None and (at.document, at.copy) == ("ticket:T-2026-000001", 0)
    assert prints(shop) == []
    assert work(desk) == Worked(printed=1)
    lost = [] if where == "before" else [("T-2026-000001", 0)]
    assert numbers(printer.texts) == [*lost, ("T-2026-000001", 1)]
    assert prints(shop) == [("ticket:T-2026-000001", 0, True), ("ticket:T-2026-000001", 1, False)]


def test_a_trial_page_is_no_document(shop: Play, desk: PrinterDesk, printer: RollPrinter) -> None:
    head = shop.head()
    lines = desk.try_page()
    assert [letters for letters, _sample in lines][-1] == "raster"
    assert "Page d'essai" in printer.texts[0]
    assert shop.head() == head and states(shop) == []
    desk.use("")
    with pytest.raises(EnvironmentFailure, match=r"printer\.none"):
        desk.try_page()
    desk.use(printer.typed)
    printer.switch_off()
    with pytest.raises(EnvironmentFailure, match=r"printer\.off"):
        desk.try_page()


@pytest.mark.parametrize(("letters", "page"), [("auto", 16), ("cp1252", 16), ("cp858", 19), ("raster", 16)])
def test_papers_go_out_as_was_chosen(
    shop: Play, desk: PrinterDesk, printer: RollPrinter, letters: str, page: int
) -> None:
    desk.use(printer.typed, letters=letters, width_mm=58)
    sell(shop)
    work(desk)
    assert printer.papers[0].startswith(b"\x1b@\x1bt" + bytes([page]))
    assert (b"Total" in printer.papers[0]) == (letters != "raster")
    assert prints(shop) == [("ticket:T-2026-000001", 0, False)]
