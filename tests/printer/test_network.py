"""A line to a real socket: asked how it is, sent a paper, asked whether it is out."""

import socket
import time
from collections.abc import Callable
from typing import Any

import pytest

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.domain.printer_address import PrinterAddress
from concierge_desk.printing import roll_printer as rolls
from concierge_desk.printing.lines import network
from concierge_desk.printing.roll_printer import Health, connected
from tests.printer.roll_printer import CUT, RollPrinter

PAPER = b"line\n" * 30 + CUT


def sent(printer: RollPrinter, data: bytes = PAPER, *, ask: bool = True) -> None:
    with connected(printer.address) as line:
        if ask:
            line.health()
        line.print(data)


def until(condition: Callable[[], Any]) -> None:
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.parametrize(
    ("said", "health"),
    [
        ({}, Health()),
        ({"low": True}, Health(low=True)),
        ({"lines_left": 0}, Health("printer.paper_out")),
        ({"cover_open": True}, Health("printer.cover_open")),
        ({"jammed": True}, Health("printer.stopped")),
        ({"cover_open": True, "lines_left": 0}, Health("printer.paper_out")),
        ({"answers": False}, Health(answers=False)),
    ],
)
def test_it_says_how_it_is(printer: RollPrinter, said: dict[str, Any], health: Health) -> None:
    for name, value in said.items():
        setattr(printer, name, value)
    with connected(printer.address) as line:
        assert line.health() == health
        # As often as it is asked.
        assert line.health() == health


@pytest.mark.parametrize("answers", [True, False])
@pytest.mark.parametrize("in_turn", [True, False])
def test_a_paper_comes_out_whole(
    printer: RollPrinter, answers: bool, in_turn: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rolls, "END_SECONDS", 0.3)
    printer.answers, printer.in_turn = answers, in_turn
    sent(printer)
    until(lambda: printer.papers)
    assert printer.papers == [PAPER]


def test_it_is_out_when_it_is_said_to_be(printer: RollPrinter) -> None:
    for number in range(5):
        sent(printer)
        assert len(printer.papers) == number + 1


def test_it_runs_out_in_the_middle(printer: RollPrinter) -> None:
    printer.lines_left = 10
    with pytest.raises(EnvironmentFailure, match=r"printer\.paper_out"):
        sent(printer)
    assert printer.papers == []
    assert printer.begun == b"line\n" * 10


def test_it_is_opened_in_the_middle_and_says_so_whatever_else_it_knows(printer: RollPrinter) -> None:
    printer.in_turn = False
    printer.lines_left = 10
    with pytest.raises(EnvironmentFailure, match=r"printer\.paper_out"):
        sent(printer)


def test_it_breaks_off(printer: RollPrinter) -> None:
    printer.drops_after = 20
    with pytest.raises(EnvironmentFailure, match=r"printer\.cut_off"):
        sent(printer, PAPER * 200)


@pytest.mark.parametrize("answers", [True, False])
def test_it_breaks_off_at_the_very_end(printer: RollPrinter, answers: bool) -> None:
    printer.answers = answers
    printer.drops_after = 20
    with pytest.raises(EnvironmentFailure, match=r"printer\.cut_off"):
        sent(printer)


def test_it_falls_silent_in_the_middle(printer: RollPrinter) -> None:
    with connected(printer.address) as line:
        assert line.health() == Health()
        printer.hang()
        with pytest.raises(EnvironmentFailure, match=r"printer\.cut_off"):
            line.print(PAPER)


def test_it_takes_nothing_more(printer: RollPrinter, monkeypatch: pytest.MonkeyPatch) -> None:
    """What no cable holds is not waited for without end."""
    monkeypatch.setattr(network, "SEND_SECONDS", 0.5)
    printer.hangs = True
    began = time.monotonic()
    with pytest.raises(EnvironmentFailure, match=r"printer\.cut_off"):
        sent(printer, b"x" * 50_000_000)
    assert time.monotonic() - began < 10


def test_it_is_switched_off_and_on_again(printer: RollPrinter) -> None:
    printer.switch_off()
    with pytest.raises(EnvironmentFailure, match=r"printer\.off"):
        sent(printer)
    printer.switch_on()
    sent(printer)
    assert printer.papers == [PAPER]


@pytest.mark.parametrize("host", ["nowhere.invalid", "a" * 64, "-", "127.0.0.1"])
def test_nothing_is_there(host: str) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(EnvironmentFailure, match=r"printer\.off"), connected(PrinterAddress(host, port)):
        raise AssertionError


def test_whoever_closes_is_not_kept(printer: RollPrinter) -> None:
    printer.in_turn = False
    began = time.monotonic()
    with connected(printer.address) as line:
        line.health()
        line.print(PAPER, stopping=lambda: True)
    assert time.monotonic() - began < rolls.END_SECONDS / 2
    assert printer.papers == [PAPER]
