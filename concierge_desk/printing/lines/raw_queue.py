"""Line into a queue of the system that leaves what it is sent as it is: a paper is a job.

The queue is asked before each paper whether it is there and at work; what it took, the system brings to paper. Nothing
is heard of the printer itself.

Source: https://openprinting.github.io/cups/doc/options.html (raw); decision 0060.
"""

import subprocess
import sys

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.domain.override import override
from concierge_desk.domain.printer_address import RawQueue
from concierge_desk.printing.cups_commands import answered
from concierge_desk.printing.lines.line import Line

ASK_SECONDS, TAKE_SECONDS = 4.0, 15.0
"""Longest wait for a word of the system's printing, and for a paper to be taken."""

_TITLE = "Concierge Desk"
"""Of a job: the list of them is read by whoever is at this PC, so it names nobody."""


class QueueLine(Line):
    """A queue that was asked; what is sent is one job, handed over at its end or when it is flushed."""

    hears = False

    def __init__(self, place: RawQueue) -> None:
        """Ask a queue.

        Raises:
            EnvironmentFailure: ``printer.no_queue``, ``printer.queue_stopped``, ``printer.no_queues``,
                ``printer.not_here``.
        """
        if sys.platform == "win32":  # pragma: no cover: not tried
            raise EnvironmentFailure("printer.not_here")
        self._name = place.name
        self._paper = bytearray()
        _require_at_work(self._name)

    @override
    def send(self, data: bytes) -> None:
        self._paper += data

    @override
    def hear(self, seconds: float) -> bytes | None:
        return None

    @override
    def flush(self) -> None:
        # Whatever becomes of it, it is handed over once.
        paper, self._paper = bytes(self._paper), bytearray()
        if not paper:
            return
        done = called("lp", "-d", self._name, "-o", "raw", "-t", _TITLE, "-", given=paper)
        if done.returncode:
            _require_at_work(self._name)
            raise EnvironmentFailure("printer.cut_off")

    @override
    def close(self) -> None:
        self._paper.clear()


def called(*words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run a command of the system's printing, which says what it says in English.

    Raises:
        EnvironmentFailure: ``printer.no_queues``: there is none, or it does not answer; ``printer.cut_off``: it was
            being handed a paper.
    """
    try:
        return answered(*words, given=given, seconds=TAKE_SECONDS if given else ASK_SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise EnvironmentFailure("printer.cut_off" if given else "printer.no_queues") from error


def _require_at_work(name: str) -> None:
    """Make sure that a queue is there, takes papers and prints them."""
    told = called("lpstat", "-r", "-a", name, "-p", name).stdout.decode("utf-8", "replace").splitlines()
    if "scheduler is running" not in told:
        raise EnvironmentFailure("printer.no_queues")
    states = [line for line in told if line.startswith(f"printer {name} ")]
    if not states:
        raise EnvironmentFailure("printer.no_queue")
    if " disabled since " in states[0] or any(line.startswith(f"{name} not accepting ") for line in told):
        raise EnvironmentFailure("printer.queue_stopped")
