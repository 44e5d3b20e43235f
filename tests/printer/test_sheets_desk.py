"""Sheets by queues of a real printing system: noted, taken, written down; whatever fails where, a second one says so."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.jobs.papers import PrintFormat, print_document
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.pages.printer.desk import PrinterDesk
from concierge_desk.pages.sheets.desk import SheetsDesk
from concierge_desk.pages.sheets.face import SheetQueue, SheetsWorked
from concierge_desk.printing.queues import SheetJob
from concierge_desk.printing.queues.cups import Cups
from concierge_desk.store.papers import sheet_spool
from tests.counter.desks import Play
from tests.front_face.asked import at_hand
from tests.printer.print_server import PrintServer
from tests.printer.roll_printer import RollPrinter
from tests.printer.test_printer_desk import prints as printed
from tests.printer.test_printer_desk import sell, states
from tests.printing.sheets import read

ROOT = Path(__file__).resolve().parents[2]
MARK = re.compile(r"DUPLICATA n° (\d+)")


def slip(shop: Play) -> str:
    """A slip for the postman, whose rule is that it is printed: it waits in the outbox."""
    shop.do("relay.deposit", kind="letter", count=1)
    done = shop.do("relay.prepare_slip", what="deposits")
    return next(name for entry in done.posted for name in entry.data.get("documents", ()))


def text(pdf: bytes) -> str:
    return "".join(page.text for page in read(pdf))


def copy_of(pdf: bytes) -> int:
    mark = MARK.search(text(pdf))
    return int(mark[1]) if mark else 0


def order(desk: SheetsDesk, face: FrontFace, document: str) -> int | None:
    return desk.order(str(face.paper(document))).copy


def work(desk: SheetsDesk) -> SheetsWorked:
    return desk.work_off(lambda: False)


@pytest.fixture
def sheets(shop: Play, face: FrontFace) -> SheetsDesk:
    return SheetsDesk(at_hand(shop), face, face.papers)


def test_a_slip_looked_at_three_times_is_printed_as_the_original_and_again_as_a_duplicate(
    shop: Play, face: FrontFace, sheets: SheetsDesk, queue: PrintServer
) -> None:
    document = slip(shop)
    for _ in range(3):
        shown = face.paper(document).read_bytes()
        assert copy_of(shown) == 0
    assert printed(shop) == []
    for copy in (0, 1, 2):
        shown = face.paper(document).read_bytes()
        handed = sheets.order(str(face.paper(document)))
        assert (handed.copy, handed.queue) == (copy, SheetQueue("Feuilles", default=True))
        assert handed.name.endswith("B-2026-0001")
        out = queue.came_out("Feuilles")
        assert sheets.ended(handed.number)
        assert text(out) == text(shown) and copy_of(out) == copy
    assert printed(shop) == [(document, copy, False) for copy in (0, 1, 2)]
    assert shop.last("document.printed").data["by_queue"] is True


def test_a_sheet_of_no_number_is_printed_and_not_written_down(
    shop: Play, face: FrontFace, sheets: SheetsDesk, queue: PrintServer
) -> None:
    for _ in range(2):
        assert order(sheets, face, "poster:ticket") is None
    assert text(queue.came_out("Feuilles")) == text(face.paper("poster:ticket").read_bytes())
    own = face.paper("poster:ticket").with_name("fiche-de-secours.pdf")
    own.write_bytes(face.paper("poster:note").read_bytes())
    assert sheets.shows(str(own)) and sheets.order(str(own)).name == "Fiche de secours"
    assert text(queue.came_out("Feuilles")) == text(own.read_bytes())
    own.unlink()
    for gone in (sheets.order, sheets.queue_for):
        with pytest.raises(EnvironmentFailure, match=r"sheets\.gone"):
            gone(str(own))
    assert printed(shop) == []
    sell(shop, ticket=False)
    assert not sheets.shows(str(face.paper("ticket:T-2026-000001"))), "a ticket is of a roll"
    assert not sheets.shows("/tmp/other.pdf")


def test_nothing_is_noted_of_a_sheet_that_no_queue_takes(
    shop: Play, face: FrontFace, sheets: SheetsDesk, queue: PrintServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = slip(shop)

    def refused(code: str) -> None:
        with pytest.raises(EnvironmentFailure, match=re.escape(code)):
            order(sheets, face, document)
        assert printed(shop) == [] and not shop.desk.store.read(sheet_spool.under_way)

    queue.refuse("Feuilles")
    refused("sheets.refused")
    queue.accept("Feuilles")
    sheets.use({"a4": "Partie", "a6": "Partie"})
    refused("sheets.unknown_queue")
    sheets.use({})
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("CUPS_SERVER", "127.0.0.1:1")
        refused("sheets.off")
        elsewhere.setenv("PATH", os.devnull)
        refused("sheets.no_system")
    # It was noted by then, and refused: that costs no number either.
    sends = Cups.send

    def refusing(own: Cups, job: SheetJob) -> str:
        queue.refuse("Feuilles")
        return sends(own, job)

    monkeypatch.setattr(Cups, "send", refusing)
    refused("sheets.refused")
    monkeypatch.setattr(Cups, "send", sends)
    queue.accept("Feuilles")
    assert order(sheets, face, document) == 0


def test_a_stopped_queue_keeps_the_sheet_and_says_so(
    shop: Play, face: FrontFace, sheets: SheetsDesk, queue: PrintServer
) -> None:
    queue.stop("Feuilles", "Plus de papier")
    document = slip(shop)
    handed = sheets.order(str(face.paper(document)))
    assert handed.queue.stopped and handed.queue.why == "Plus de papier"
    assert queue.held() == [handed.number] and not sheets.ended(handed.number)
    # From there on it is the system's to bring it to paper.
    assert printed(shop) == [(document, 0, False)]
    queue.go_on("Feuilles")
    assert copy_of(queue.came_out("Feuilles")) == 0 and sheets.ended(handed.number)


def test_each_kind_leaves_by_its_own_queue(
    shop: Play, face: FrontFace, sheets: SheetsDesk, queue: PrintServer
) -> None:
    queue.add("Petites")
    sheets.use({"a4": "", "a6": "Petites"})
    document = slip(shop)
    small, large = (str(face.paper(name)) for name in (document, "poster:ticket"))
    assert sorted({read(Path(file).read_bytes())[0].width for file in (small, large)})[0] < 300
    names = {sheets.order(file).queue.name for file in (small, large)}
    assert names == {"Petites", "Feuilles"}
    assert {sheets.queue_for(file).name for file in (small, large)} == names
    queue.remove("Petites")


def test_labels_leave_by_a_queue_where_one_was_chosen(
    shop: Play,
    face: FrontFace,
    sheets: SheetsDesk,
    queue: PrintServer,
    desk: PrinterDesk,
    printer: RollPrinter,
) -> None:
    kept = shop.do("relay.receive", tracking="6A15602676300", shelf="A3", print=True)
    label = f"label:{kept.result['custody']}"
    assert not sheets.shows(str(face.paper(label))), "else they are of the roll"
    sheets.use({"label": "Feuilles"})
    assert order(sheets, face, label) is None
    assert text(queue.came_out("Feuilles")) == text(face.paper(label).read_bytes())
    assert desk.work_off(lambda: False).printed == 0 and printer.papers == []
    assert states(shop)[0] == "printed"
    sheets.use({})
    assert not sheets.shows(str(face.paper(label)))


def test_what_waits_is_printed_by_itself_where_a_queue_was_chosen(
    shop: Play, face: FrontFace, sheets: SheetsDesk, queue: PrintServer
) -> None:
    first = slip(shop)
    assert work(sheets) == SheetsWorked() and states(shop) == ["waiting"], (
        "the system's own is for what is asked for"
    )
    every = {"a4": "Feuilles", "a6": "Feuilles"}
    sheets.use(every)
    assert work(sheets) == SheetsWorked(printed=1)
    assert printed(shop) == [(first, 0, False)] and states(shop) == ["printed"]
    assert text(queue.came_out("Feuilles")) == text(queue.came_out("Feuilles")) != ""
    assert work(sheets) == SheetsWorked()


def test_a_kind_begins_with_the_open_day(
    shop: Play, face: FrontFace, sheets: SheetsDesk, queue: PrintServer
) -> None:
    slip(shop)
    sheets.use({"a4": "Feuilles"})
    before = shop.desk.store.read(sheet_spool.firsts)
    sheets.use({"a4": "Feuilles", "a6": "Feuilles"})
    after = shop.desk.store.read(sheet_spool.firsts)
    assert after["a4"] == before["a4"] and after.keys() == {"a4", "a6"}
    sheets.use({})
    assert shop.desk.store.read(sheet_spool.firsts) == {} and not shop.desk.store.read(sheet_spool.has_begun)


def test_a_queue_that_takes_nothing_keeps_its_own_sheets_alone(
    shop: Play, face: FrontFace, sheets: SheetsDesk, queue: PrintServer
) -> None:
    queue.add("Petites")
    sheets.use({"a4": "Feuilles", "a6": "Petites"})
    small = slip(shop)
    shop.desk.store.write(lambda unit: unit.queue("poster:ticket", shop.op()))
    taken = sheets.queue_for(str(face.paper(small))).name
    queue.refuse(taken)
    assert work(sheets) == SheetsWorked(printed=1, waiting=1, trouble="sheets.refused", queue=taken)
    assert printed(shop) == []
    queue.accept(taken)
    assert work(sheets) == SheetsWorked(printed=1)
    assert printed(shop) == [(small, 0, False)]
    queue.remove("Petites")


def test_what_waits_and_is_asked_for_by_its_key_is_one_print(
    shop: Play, face: FrontFace, sheets: SheetsDesk, queue: PrintServer
) -> None:
    sheets.use({"a4": "Feuilles", "a6": "Feuilles"})
    document = slip(shop)
    assert order(sheets, face, document) == 0
    assert work(sheets) == SheetsWorked() and states(shop) == ["printed"]


def test_what_cannot_be_drawn_any_more_is_in_nobodys_way(
    shop: Play, sheets: SheetsDesk, queue: PrintServer
) -> None:
    sheets.use({"a4": "Feuilles", "a6": "Feuilles"})
    shop.desk.store.write(lambda unit: unit.queue("slip:B-2026-0099", shop.op()))
    document = slip(shop)
    assert work(sheets) == SheetsWorked(printed=1)
    assert states(shop) == ["gone", "printed"] and printed(shop) == [(document, 0, False)]


def test_neither_printer_holds_the_others_papers_back(
    shop: Play,
    face: FrontFace,
    sheets: SheetsDesk,
    queue: PrintServer,
    desk: PrinterDesk,
    printer: RollPrinter,
) -> None:
    sheets.use({"a4": "Feuilles", "a6": "Feuilles"})
    printer.switch_off()
    document = slip(shop)
    sell(shop)
    assert desk.work_off(lambda: False).trouble == "printer.off"
    assert work(sheets) == SheetsWorked(printed=1)
    printer.switch_on()
    queue.refuse("Feuilles")
    slip_again = shop.desk.store.write(lambda unit: unit.queue("poster:ticket", shop.op()))
    assert slip_again is None and work(sheets).trouble == "sheets.refused"
    assert desk.work_off(lambda: False).printed == 1
    assert [name for name, _, _ in printed(shop)] == [document, "ticket:T-2026-000001"]


def test_what_was_printed_elsewhere_meanwhile_is_a_duplicate(
    shop: Play,
    face: FrontFace,
    sheets: SheetsDesk,
    queue: PrintServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    document = slip(shop)
    file = str(face.paper(document))
    asked = Cups.queues
    left = [1]

    def queues(own: Cups) -> object:
        if left:
            left.pop()
            print_document(shop.desk, document, PrintFormat("pdf"), tmp_path / "b.pdf", None)
        return asked(own)

    monkeypatch.setattr(Cups, "queues", queues)
    assert sheets.order(file).copy == 1
    assert copy_of(queue.came_out("Feuilles")) == 1
    assert [copy for _, copy, _ in printed(shop)] == [0, 1]


def test_what_a_queue_took_is_printed_though_the_disk_did_not_take_it(
    shop: Play, face: FrontFace, sheets: SheetsDesk, queue: PrintServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = slip(shop)
    file, sends, write = str(face.paper(document)), Cups.send, shop.desk.store.write
    taken: list[str] = []

    def send(own: Cups, job: SheetJob) -> str:
        taken.append(sends(own, job))
        return taken[-1]

    monkeypatch.setattr(Cups, "send", send)

    def full(job: Callable[..., object]) -> object:
        if taken:
            raise EnvironmentFailure("store.disk_full")
        return write(job)

    with monkeypatch.context() as broken:
        broken.setattr(shop.desk.store, "write", full)
        with pytest.raises(EnvironmentFailure, match=r"store\.disk_full"):
            sheets.order(file)
    assert printed(shop) == []
    assert work(sheets) == SheetsWorked()
    assert printed(shop) == [(document, 0, False)]


def test_a_system_that_falls_silent_may_have_taken_it(
    shop: Play, face: FrontFace, sheets: SheetsDesk, queue: PrintServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = slip(shop)

    def silent(_own: Cups, _job: object) -> str:
        raise EnvironmentFailure("sheets.cut_off", queue="Feuilles")

    with monkeypatch.context() as broken:
        broken.setattr(Cups, "send", silent)
        with pytest.raises(EnvironmentFailure, match=r"sheets\.cut_off"):
            order(sheets, face, document)
    assert printed(shop) == [(document, 0, True)]
    assert order(sheets, face, document) == 1


KILLED = """
import os, signal, sys
from pathlib import Path
from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.pages.sheets.desk import SheetsDesk
from concierge_desk.printing.queues.cups import Cups

where, folder, document = sys.argv[1:]
sends = Cups.send

def dying(own, job):
    if where == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    sends(own, job)
    os.kill(os.getpid(), signal.SIGKILL)

Cups.send = dying
with open_desk(Options(Path(folder))) as desk:
    face = FrontFace(desk, "en")
    sheets = SheetsDesk(desk, face, face.papers)
    sheets.use({"a4": "Feuilles", "a6": "Feuilles"})
    sheets.order(str(face.paper(document)))
"""
"""A window that is killed once a sheet was noted: before its queue was asked, or when it took it."""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize("where", ["before", "after"])
@pytest.mark.parametrize("queued", [False, True])
def test_a_kill_between_note_and_entry_makes_a_duplicate_of_the_next(
    shop: Play, face: FrontFace, sheets: SheetsDesk, queue: PrintServer, where: str, queued: bool
) -> None:
    document = slip(shop) if queued else "commissioning:1"
    done = subprocess.run(
        [sys.executable, "-c", KILLED, where, str(shop.desk.folder.root), document],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=False,
        timeout=60,
    )
    assert done.returncode == -signal.SIGKILL
    (at,) = shop.desk.store.read(sheet_spool.under_way)
    assert (at.document, at.copy) == (document, 0) and printed(shop) == []
    assert copy_of(face.paper(document).read_bytes()) == 1, "what is looked at meanwhile says so too"
    if where == "after":
        assert copy_of(queue.came_out("Feuilles")) == 0
    worked = work(sheets)
    assert worked.begun and printed(shop)[0] == (document, 0, True)
    if queued:
        # What waits to be printed by itself is printed again, whole.
        assert worked.printed == 1
    else:
        assert worked.printed == 0 and order(sheets, face, document) == 1
    assert copy_of(queue.came_out("Feuilles")) == 1
    assert printed(shop) == [(document, 0, True), (document, 1, False)]
