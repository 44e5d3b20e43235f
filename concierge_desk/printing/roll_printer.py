"""A printer of rolls at the other end of a line: asked how it is, sent a paper, asked whether it is out.

ESC/POS answers two kinds of questions. A real-time one (DLE EOT) is answered at once, whatever the printer is at, by
most of them even without paper; another (GS r) in its turn, once all that was sent before it went through. A printer
that answers neither is printed on all the same, and so is one whose line cannot be heard: nobody is kept waiting for
a question that it does not know.

Source: https://download4.epson.biz/sec_pubs/pos/reference_en/escpos/ (DLE EOT, GS r); decisions 0025, 0060.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.domain.printer_address import PrinterPlace
from concierge_desk.printing.lines.line import Line
from concierge_desk.printing.lines.opening import open_line

ANSWER_SECONDS = 0.7
END_SECONDS = 6.0
"""Longest wait for the end of a paper at a printer that says all the while that all is well."""

_SLICE_SECONDS = 0.25

_QUESTIONS = (b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x04")
"""Whether it is on line, why not, and its roll: the answers come in this order."""
_IN_TURN = b"\x1dr\x01"

# What every real-time answer has, and what tells one that came in its turn from them.
_SHAPE, _SHAPED, _REAL_TIME = 0x93, 0x12, 0x10

_OFFLINE = 0x08
_COVER, _ENDED, _ERROR = 0x04, 0x20, 0x40
_ROLL_LOW, _ROLL_OUT = 0x0C, 0x60


@dataclass(frozen=True, slots=True)
class Health:
    """Health of a printer, as it says itself.

    Attributes:
        trouble: The code of what keeps it from printing; empty where nothing does.
        low: The roll is near its end.
        answers: It answers questions at all.
    """

    trouble: str = ""
    low: bool = False
    answers: bool = True


SILENT = Health(answers=False)


class RollPrinter:
    """A printer, and the line to it that is open."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._told = bytearray()
        """What it answered at once."""
        self._went_through = False
        self._answers = False

    def health(self) -> Health:
        """Return how it is; a printer that does not know the question says nothing.

        Raises:
            EnvironmentFailure: ``printer.cut_off``.
        """
        if not self._line.hears:
            return SILENT
        self._told.clear()
        self._line.send(b"".join(_QUESTIONS))
        self._listen(ANSWER_SECONDS, lambda: len(self._told) >= len(_QUESTIONS))
        if len(self._told) < len(_QUESTIONS):
            return SILENT
        self._answers = True
        return _health(*self._told[-len(_QUESTIONS) :])

    def print(self, paper: bytes, stopping: Callable[[], bool] = lambda: False) -> None:
        """Send a paper, and wait until it is out where the printer can say so.

        Args:
            paper: What it is sent.
            stopping: Nobody can wait any longer.

        Raises:
            EnvironmentFailure: ``printer.paper_out`` and whatever else stops it; a part of the paper may be out.
        """
        self._went_through = False
        if not self._answers:
            self._line.send(paper)
            self._line.end()
            return
        self._line.send(paper + _IN_TURN)
        until = time.monotonic() + END_SECONDS
        while True:
            self._listen(_SLICE_SECONDS, lambda: self._went_through)
            if self._went_through:
                return
            health = self.health()
            if health.trouble or not health.answers:
                raise EnvironmentFailure(health.trouble or "printer.cut_off")
            if time.monotonic() > until or stopping():
                # Not every printer knows this question; that nothing is wrong it has said again and again.
                return

    def pulse(self, data: bytes) -> None:
        """Send a pulse to the drawer, and wait for nothing: whether one hangs there, no printer says for sure.

        Raises:
            EnvironmentFailure: ``printer.cut_off`` and whatever else keeps it from being taken.
        """
        self._line.send(data)
        self._line.flush()

    def leave(self) -> None:
        """Let what was sent be taken, where it still can be."""
        with suppress(EnvironmentFailure):
            self._line.end()

    def _listen(self, seconds: float, enough: Callable[[], bool]) -> None:
        """Take what it says, until it is enough or the time is over."""
        until = time.monotonic() + seconds
        while not enough() and (left := until - time.monotonic()) > 0:
            said = self._line.hear(left)
            if said == b"":
                raise EnvironmentFailure("printer.cut_off")
            self._take(said or b"")

    def _take(self, said: bytes) -> None:
        for byte in said:
            if byte & _SHAPE == _SHAPED:
                self._told.append(byte)
            elif not byte & _REAL_TIME:
                self._went_through = True


@contextmanager
def connected(place: PrinterPlace) -> Iterator[RollPrinter]:
    """Hold a line to a printer: no longer than a paper takes, for others may print on it too.

    Raises:
        EnvironmentFailure: ``printer.off`` and whatever else keeps it from being reached.
    """
    line = open_line(place)
    try:
        printer = RollPrinter(line)
        try:
            yield printer
        finally:
            printer.leave()
    finally:
        line.close()


def _health(online: int, cause: int, roll: int) -> Health:
    if cause & _ENDED or roll & _ROLL_OUT:
        return Health("printer.paper_out")
    if cause & _COVER:
        return Health("printer.cover_open")
    if cause & _ERROR or online & _OFFLINE:
        return Health("printer.stopped")
    return Health(low=bool(roll & _ROLL_LOW))
