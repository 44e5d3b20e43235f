"""A raw queue of a real printing system: taken whole, in order; paused, refused, gone."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.domain.printer_address import FoundPrinter, RawQueue
from concierge_desk.pages.printer.desk import PrinterDesk
from concierge_desk.pages.printer.face import Worked
from concierge_desk.printing.lines import raw_queue
from concierge_desk.printing.lines.found import found_printers
from concierge_desk.printing.roll_printer import Health, connected
from tests.counter.desks import Play
from tests.printer.roll_printer import CUT, PULSE
from tests.printer.system_queues import SystemQueues, system_queues
from tests.printer.test_network import until
from tests.printer.test_printer_desk import numbers, prints, sell, work

PAPER = bytes(byte for byte in range(256)) * 40 + CUT


@pytest.fixture(scope="module")
def queues() -> Iterator[SystemQueues]:
    with system_queues() as lent:
        yield lent


@pytest.fixture
def ends(queues: SystemQueues, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the papers of the queue TICKETS end."""
    monkeypatch.setenv("CUPS_SERVER", queues.server)
    yield queues.add("TICKETS", "-D", "Rouleau du comptoir")
    queues.call("cancel", "-a")
    queues.call("lpadmin", "-x", "TICKETS")


def test_a_paper_is_one_job_and_comes_out_as_it_is(queues: SystemQueues, ends: Path) -> None:
    with connected(RawQueue("TICKETS")) as line:
        assert line.health() == Health(answers=False)
        line.print(PAPER)
    until(lambda: len(ends.read_bytes()) >= len(PAPER))
    assert ends.read_bytes() == PAPER
    jobs = queues.call("lpstat", "-W", "all", "-o", "TICKETS").splitlines()
    assert len(jobs) == 1, "what is handed over once is one job"


def test_a_pulse_is_a_job_of_its_own_and_ahead_of_the_paper(queues: SystemQueues, ends: Path) -> None:
    with connected(RawQueue("TICKETS")) as line:
        line.pulse(PULSE)
        until(lambda: ends.read_bytes() == PULSE)
        line.print(PAPER)
    until(lambda: ends.read_bytes() == PULSE + PAPER)


def test_a_pulse_that_no_queue_took_is_told(queues: SystemQueues, ends: Path) -> None:
    with connected(RawQueue("TICKETS")) as line:
        refusing(queues)
        with pytest.raises(EnvironmentFailure, match="queue_stopped"):
            line.pulse(PULSE)
    assert ends.read_bytes() == b""


def test_a_look_at_a_queue_is_no_job(queues: SystemQueues, ends: Path) -> None:
    with connected(RawQueue("TICKETS")) as line:
        line.health()
    assert queues.call("lpstat", "-W", "all", "-o", "TICKETS") == ""


def paused(queues: SystemQueues) -> None:
    queues.call("cupsdisable", "TICKETS")


def refusing(queues: SystemQueues) -> None:
    queues.call("cupsreject", "TICKETS")


def taken_away(queues: SystemQueues) -> None:
    queues.call("lpadmin", "-x", "TICKETS")


def at_work_again(queues: SystemQueues) -> None:
    queues.add("TICKETS")
    queues.call("cupsenable", "TICKETS")
    queues.call("cupsaccept", "TICKETS")


@pytest.mark.parametrize(
    ("happens", "code"),
    [
        (paused, "printer.queue_stopped"),
        (refusing, "printer.queue_stopped"),
        (taken_away, "printer.no_queue"),
    ],
)
def test_what_cannot_be_printed_yet_waits_and_is_an_original(
    queues: SystemQueues,
    ends: Path,
    shop: Play,
    desk: PrinterDesk,
    happens: Callable[[SystemQueues], None],
    code: str,
) -> None:
    desk.use("queue:TICKETS")
    happens(queues)
    sell(shop)
    for _ in range(2):
        assert work(desk) == Worked(waiting=1, trouble=code)
    assert prints(shop) == []
    at_work_again(queues)
    assert work(desk) == Worked(printed=1)
    until(lambda: CUT in ends.read_bytes())
    assert numbers([ends.read_bytes().decode("cp1252", "replace")]) == [("T-2026-000001", 0)]


def test_a_queue_that_stops_while_it_is_handed_a_paper(
    queues: SystemQueues, ends: Path, shop: Play, desk: PrinterDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was noted: that it did not come out nobody knows for sure, so the next one is a duplicate."""
    desk.use("queue:TICKETS")
    sell(shop)
    called = raw_queue.called

    def refuses(*words: str, given: bytes = b"") -> object:
        if given:
            refusing(queues)
        return called(*words, given=given)

    with monkeypatch.context() as between:
        between.setattr(raw_queue, "called", refuses)
        assert work(desk) == Worked(waiting=1, trouble="printer.queue_stopped", begun=True)
    assert prints(shop) == [("ticket:T-2026-000001", 0, True)]
    at_work_again(queues)
    assert work(desk) == Worked(printed=1)
    until(lambda: CUT in ends.read_bytes())
    assert numbers([ends.read_bytes().decode("cp1252", "replace")]) == [("T-2026-000001", 1)]


def test_a_printing_system_that_is_off_is_told_at_once(
    queues: SystemQueues, ends: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUPS_SERVER", str(queues.root / "nothing"))
    began = time.monotonic()
    with pytest.raises(EnvironmentFailure, match=r"printer\.no_queues"), connected(RawQueue("TICKETS")):
        raise AssertionError
    assert time.monotonic() - began < 5
    assert found_printers(queues.root) == ()


@pytest.mark.parametrize("path", ["", "/nowhere"])
def test_a_pc_without_a_printing_system(monkeypatch: pytest.MonkeyPatch, path: str, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", path or str(tmp_path))
    with pytest.raises(EnvironmentFailure, match=r"printer\.no_queues"), connected(RawQueue("TICKETS")):
        raise AssertionError


def test_the_queues_without_a_driver_are_found_by_their_descriptions(
    queues: SystemQueues, ends: Path
) -> None:
    queues.add("NU")
    drawn = queues.root / "a.ppd"
    drawn.write_text(_DRIVER, "ascii")
    queues.call("lpadmin", "-p", "BUREAU", "-E", "-v", "file:///dev/null", "-P", str(drawn))
    assert "BUREAU" in queues.call("lpstat", "-p"), "it is there"
    paused(queues)
    found = found_printers(queues.root)
    for name in ("NU", "BUREAU"):
        queues.call("lpadmin", "-x", name)
    assert found == (FoundPrinter("queue:NU", "NU"), FoundPrinter("queue:TICKETS", "Rouleau du comptoir"))


_DRIVER = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "A.PPD"
*Manufacturer: "Office"
*Product: "(Office)"
*ModelName: "Office"
*ShortNickName: "Office"
*NickName: "Office"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: False
*DefaultColorSpace: Gray
*OpenUI *PageSize/Media Size: PickOne
*OrderDependency: 10 AnySetup *PageSize
*DefaultPageSize: A4
*PageSize A4/A4: "<</PageSize[595 842]>>setpagedevice"
*CloseUI: *PageSize
*OpenUI *PageRegion: PickOne
*OrderDependency: 10 AnySetup *PageRegion
*DefaultPageRegion: A4
*PageRegion A4/A4: "<</PageSize[595 842]>>setpagedevice"
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4/A4: "0 0 595 842"
*DefaultPaperDimension: A4
*PaperDimension A4/A4: "595 842"
"""
