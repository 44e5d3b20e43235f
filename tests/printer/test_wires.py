"""A serial port and a device of the system, at a real terminal of the kernel: slow, off, out of paper, pulled out."""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.domain.printer_address import printer_place
from concierge_desk.pages.printer.desk import PrinterDesk
from concierge_desk.pages.printer.face import Worked
from concierge_desk.printing import roll_printer as rolls
from concierge_desk.printing.lines import device, line, serial_port
from concierge_desk.printing.lines.outflow import wait_for_outflow
from concierge_desk.printing.roll_printer import Health, connected
from tests.counter.desks import Desks, Play
from tests.printer.roll_printer import CUT
from tests.printer.test_network import PAPER, until
from tests.printer.test_printer_desk import HAPPENS, killed, live, numbers, prints, sell, work

if sys.platform == "win32":
    pytest.skip("no terminals of the kernel", allow_module_level=True)

from tests.printer.pty_printer import PtyRollPrinter, pty_printer

_NOBODY = 65_534


@pytest.fixture(params=["serial", "device"])
def wired(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PtyRollPrinter]:
    with pty_printer(request.param, tmp_path) as printer:
        yield printer


def sent(printer: PtyRollPrinter, data: bytes = PAPER, *, ask: bool = True) -> None:
    with connected(printer_place(printer.typed)) as printing:
        if ask:
            printing.health()
        printing.print(data)


@pytest.mark.parametrize(
    ("said", "health"),
    [
        ({}, Health()),
        ({"low": True}, Health(low=True)),
        ({"lines_left": 0}, Health("printer.paper_out")),
        ({"cover_open": True}, Health("printer.cover_open")),
        ({"jammed": True}, Health("printer.stopped")),
        ({"answers": False}, Health(answers=False)),
    ],
)
def test_it_says_how_it_is(wired: PtyRollPrinter, said: dict[str, Any], health: Health) -> None:
    for name, value in said.items():
        setattr(wired, name, value)
    with connected(printer_place(wired.typed)) as printing:
        assert printing.health() == health
        assert printing.health() == health


@pytest.mark.parametrize("answers", [True, False])
@pytest.mark.parametrize("in_turn", [True, False])
def test_a_paper_comes_out_whole_and_unchanged(
    wired: PtyRollPrinter, answers: bool, in_turn: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No byte of it means anything to the line: not its end of a line, not what stops it."""
    monkeypatch.setattr(rolls, "END_SECONDS", 0.3)
    wired.answers, wired.in_turn = answers, in_turn
    paper = bytes(byte for byte in range(256) if byte not in b"\x10\x1d") * 20 + CUT
    sent(wired, paper)
    until(lambda: wired.papers)
    assert wired.papers == [paper]


def test_what_was_said_to_whoever_had_it_before_is_no_answer(wired: PtyRollPrinter) -> None:
    number = os.open(wired.wire, os.O_WRONLY | os.O_NOCTTY)
    os.write(number, b"\x10\x04\x02" * 4 + b"\x1dr\x01")
    time.sleep(0.2)
    os.close(number)
    wired.lines_left = 0
    with connected(printer_place(wired.typed)) as printing:
        assert printing.health() == Health("printer.paper_out")


def test_it_runs_out_in_the_middle_and_comes_back(wired: PtyRollPrinter) -> None:
    wired.lines_left = 10
    with pytest.raises(EnvironmentFailure, match=r"printer\.paper_out"):
        sent(wired)
    assert wired.papers == [] and wired.begun == b"line\n" * 10


@pytest.mark.parametrize("answers", [True, False])
def test_it_is_pulled_out_in_the_middle(wired: PtyRollPrinter, answers: bool) -> None:
    wired.answers, wired.drops_after = answers, 20
    with pytest.raises(EnvironmentFailure, match=r"printer\.cut_off"):
        sent(wired, PAPER * 200)


def test_it_falls_silent_in_the_middle(wired: PtyRollPrinter) -> None:
    with connected(printer_place(wired.typed)) as printing:
        assert printing.health() == Health()
        wired.hang()
        with pytest.raises(EnvironmentFailure, match=r"printer\.cut_off"):
            printing.print(PAPER)


def test_it_takes_nothing_more(wired: PtyRollPrinter, monkeypatch: pytest.MonkeyPatch) -> None:
    """What no cable holds is not waited for without end."""
    for module in (device, serial_port):
        monkeypatch.setattr(module, "STALL_SECONDS", 0.3)
    wired.hangs = True
    began = time.monotonic()
    with pytest.raises(EnvironmentFailure, match=r"printer\.cut_off"):
        sent(wired, b"x" * 1_000_000)
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    ("held", "goes"),
    [([0], True), ([900, 500, 500, 20, 0], True), ([900, 900, 900], False), ([900, 400, 400], False)],
)
def test_what_leaves_slowly_is_waited_for_and_what_stands_still_is_not(
    held: list[int], goes: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No terminal of the kernel says how much it holds: a port that does is told of."""
    monkeypatch.setattr(line, "STALL_SECONDS", 0.1)
    left = iter(held)
    with contextlib.nullcontext() if goes else pytest.raises(TimeoutError):
        wait_for_outflow(lambda: next(left, held[-1]))


def test_it_is_unplugged_and_plugged_in_again(wired: PtyRollPrinter) -> None:
    wired.switch_off()
    with pytest.raises(EnvironmentFailure, match=r"printer\.off"):
        sent(wired)
    wired.switch_on()
    sent(wired)
    assert wired.papers == [PAPER]


def test_a_port_that_another_program_holds(tmp_path: Path) -> None:
    with (
        pty_printer("serial", tmp_path) as printer,
        connected(printer_place(printer.typed)),
        pytest.raises(EnvironmentFailure, match=r"printer\.in_use"),
    ):
        sent(printer)


@pytest.mark.parametrize("place", ["serial:{path}", "device:{path}"])
def test_what_is_no_device_is_none(tmp_path: Path, place: str) -> None:
    path = tmp_path / "a file"
    path.write_bytes(b"hers")
    with (
        pytest.raises(EnvironmentFailure, match=r"printer\.off"),
        connected(printer_place(place.format(path=path))),
    ):
        raise AssertionError
    assert path.read_bytes() == b"hers"


def test_a_pipe_takes_a_paper_and_answers_nothing(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    place = printer_place(f"device:{path}")
    with pytest.raises(EnvironmentFailure, match=r"printer\.off"), connected(place):
        raise AssertionError
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with connected(place) as printing:
        assert printing.health() == Health(answers=False)
        printing.print(PAPER)
    assert os.read(reader, 10_000) == PAPER
    os.close(reader)


def test_what_this_account_may_not_open(tmp_path: Path) -> None:
    """Another account than its owner's, or, where nobody else can be tried, an owner who took it from himself."""
    with pty_printer("serial", tmp_path) as printer:
        node = printer.wire.resolve()
        node.chmod(0)
        with contextlib.ExitStack() as back:
            if os.geteuid() == 0:
                os.seteuid(_NOBODY)
                back.callback(os.seteuid, 0)
            for kind in ("serial", "device"):
                with (
                    pytest.raises(EnvironmentFailure, match=r"printer\.not_allowed"),
                    connected(printer_place(f"{kind}:{node}")),
                ):
                    raise AssertionError


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["serial", "device"]), st.lists(HAPPENS, min_size=3, max_size=12))
def test_no_paper_is_lost_and_none_comes_twice_without_saying_so(
    desks: Desks, tmp_path: Path, kind: str, happens: list[str]
) -> None:
    with desks.desk() as shop, pty_printer(kind, tmp_path) as printer:
        live(shop, printer, happens)


@pytest.mark.parametrize("where", ["before", "after"])
def test_a_kill_between_paper_and_entry_makes_a_duplicate_of_the_next(
    shop: Play, desk: PrinterDesk, wired: PtyRollPrinter, where: str
) -> None:
    desk.use(wired.typed)
    sell(shop)
    assert killed(shop, wired, where) == -signal.SIGKILL
    assert prints(shop) == []
    assert work(desk) == Worked(printed=1)
    lost = [] if where == "before" else [("T-2026-000001", 0)]
    assert numbers(wired.texts) == [*lost, ("T-2026-000001", 1)]
    assert prints(shop) == [("ticket:T-2026-000001", 0, True), ("ticket:T-2026-000001", 1, False)]
