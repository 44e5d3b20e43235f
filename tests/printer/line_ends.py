"""The other ends of the lines that a printer of rolls may have: a socket, a serial port, a device, a raw queue; what befalls them."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.dice import dice_of
from tests.papers.roll_reader import RollPaper, papers_of, pulses_of
from tests.printer.pty_printer import pty_printer
from tests.printer.roll_printer import RollPrinter, roll_printer
from tests.printer.system_queues import SystemQueues, system_queues
from tests.printer.test_network import until

DICE = dice_of(__name__)
SLOW = 0.008
"""Seconds after each few letters."""


@dataclass(frozen=True)
class End:
    """The other end of a line.

    Attributes:
        typed: As the preferences have it.
        stream: All that came out there.
        pulses: How often its drawer sprang open.
        befalls: What may happen to it meanwhile.
        mend: Makes it print again.
    """

    typed: str
    stream: Callable[[], bytes]
    pulses: Callable[[], int]
    befalls: dict[str, Callable[[], object]]
    mend: Callable[[], object]

    @property
    def papers(self) -> list[RollPaper]:
        return papers_of(self.stream())


def of_roll(printer: RollPrinter) -> End:
    def mend() -> None:
        printer.pause, printer.drops_after, printer.hangs = 0.0, None, False
        printer.put_paper_in()
        if printer.is_off:
            printer.switch_on()

    return End(
        printer.typed,
        lambda: printer.stream,
        lambda: len(printer.pulses),
        {
            "slow": lambda: setattr(printer, "pause", SLOW),
            "well": lambda: None,
            "short": lambda: printer.put_paper_in(DICE.randrange(5, 40)),
            "drops": lambda: drops(printer),
            "off": printer.switch_off,
            "hangs": printer.hang,
        },
        mend,
    )


def drops(printer: RollPrinter) -> None:
    printer.pause, printer.drops_after = SLOW / 8, DICE.randrange(40, 1_400)


@contextmanager
def network(_folder: Path) -> Iterator[End]:
    with roll_printer() as printer:
        yield of_roll(printer)


@contextmanager
def serial(folder: Path) -> Iterator[End]:
    with pty_printer("serial", folder) as printer:
        yield of_roll(printer)


@contextmanager
def device(folder: Path) -> Iterator[End]:
    with pty_printer("device", folder) as printer:
        yield of_roll(printer)


@contextmanager
def queue(_folder: Path) -> Iterator[End]:
    with system_queues() as system:
        ends = system.add("TICKETS")
        with pytest.MonkeyPatch.context() as here:
            here.setenv("CUPS_SERVER", system.server)
            yield End(
                "queue:TICKETS",
                lambda: _all_out(system, ends),
                lambda: pulses_of(_all_out(system, ends)),
                _befalls(system),
                lambda: _at_work(system),
            )


def _befalls(system: SystemQueues) -> dict[str, Callable[[], object]]:
    return {
        "well": lambda: None,
        "stopped": lambda: system.call("cupsdisable", "TICKETS"),
        "refuses": lambda: system.call("cupsreject", "TICKETS"),
        "hangs": lambda: os.kill(system.number, signal.SIGSTOP),
    }


def _at_work(system: SystemQueues) -> None:
    os.kill(system.number, signal.SIGCONT)
    system.call("cupsenable", "TICKETS")
    system.call("cupsaccept", "TICKETS")


def _all_out(system: SystemQueues, ends: Path) -> bytes:
    until(lambda: not system.call("lpstat", "-W", "not-completed", "-o").strip())
    return ends.read_bytes()


LINES: dict[str, Callable[[Path], AbstractContextManager[End]]] = {
    "network": network,
    "serial": serial,
    "device": device,
    "queue": queue,
}
