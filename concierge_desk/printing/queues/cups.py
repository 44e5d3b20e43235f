"""CUPS by its own commands: `lpstat` tells of queues and jobs, `lp` hands a paper over.

No shell, no file: the paper goes by the command's input, so that nothing of it is left on the disk by a kill.

Source: https://www.cups.org/doc/man-lp.html, https://www.cups.org/doc/man-lpstat.html
"""

import re
import subprocess
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.domain.override import override
from concierge_desk.printing.cups_commands import answered
from concierge_desk.printing.queues import Became, PrintSystem, Queue, SheetJob, Size

ASK_SECONDS = 10.0
"""Longest wait for an answer: queues that the network offers are looked for meanwhile."""
SEND_SECONDS = 30.0
"""Longest wait for a paper to be taken."""

_MEDIA: Final[dict[Size, tuple[str, ...]]] = {
    "a4": ("-o", "media=A4"),
    "a5": ("-o", "media=A5"),
    "a6": ("-o", "media=A6"),
    # Its own roll or sheet: the page says how large it is.
    "label": (),
}
_AS_IT_IS: Final = ("-o", "fit-to-page=false", "-o", "print-scaling=none")
"""Not made smaller to leave a margin: where what is signed stands is ours to say."""

_PRINTER: Final = re.compile(r"printer (\S+) (disabled|.*)")
_ACCEPTS: Final = re.compile(r"(\S+) (not accepting|accepting) requests since ")
_DEFAULT: Final = re.compile(r"system default destination: (\S+)")
_TAKEN: Final = re.compile(r"request id is (\S+-\d+)")
_NOT_RUNNING: Final = re.compile(
    r"scheduler (?:is )?not r|unable to connect|bad file descriptor", re.IGNORECASE
)


class Cups(PrintSystem):
    """CUPS of this PC, or of the server that its own settings name."""

    @override
    def queues(self) -> tuple[Queue, ...]:
        names = _asked("lpstat", "-e").split()
        if not names and "not" in _asked("lpstat", "-r").split():
            raise EnvironmentFailure("sheets.off")
        told = _asked("lpstat", "-d", "-p", "-a") if names else ""
        found = [_queue(name, told.splitlines()) for name in names]
        return tuple(sorted(found, key=lambda queue: (not queue.default, queue.name)))

    @override
    def send(self, job: SheetJob) -> str:
        words = ("-d", job.queue, "-t", job.title, *_MEDIA[job.size], *_AS_IT_IS, "-")
        try:
            done = _run("lp", *words, given=job.data, seconds=SEND_SECONDS)
        except subprocess.TimeoutExpired as late:
            raise EnvironmentFailure("sheets.cut_off", queue=job.queue) from late
        taken = _TAKEN.search(done.stdout.decode(errors="replace"))
        if done.returncode != 0:
            raise EnvironmentFailure("sheets.refused", queue=job.queue)
        # It was taken, though nobody can be asked what became of it.
        return taken[1] if taken else ""

    @override
    def held(self) -> Mapping[str, int]:
        return Counter(job.rpartition("-")[0] for job in _jobs("not-completed"))

    @override
    def became(self, number: str) -> Became:
        if number in _jobs("not-completed"):
            return "taken"
        return "ended" if number in _jobs("completed") else "unknown"


def _jobs(which: str) -> frozenset[str]:
    lines = _asked("lpstat", "-W", which, "-o").splitlines()
    return frozenset(line.split()[0] for line in lines if line.strip())


def _queue(name: str, told: Sequence[str]) -> Queue:
    """Return what the lines of `lpstat -d -p -a` say of a queue; a reason stands below the line that it is of."""
    default = stopped = refuses = False
    why = ""
    for line, below in zip(told, (*told[1:], ""), strict=True):
        said = below.strip() if below.startswith(("\t", " ")) else ""
        if (found := _DEFAULT.match(line)) is not None:
            default = default or found[1] == name
        elif (found := _PRINTER.match(line)) is not None and found[1] == name:
            stopped = found[2].startswith("disabled")
            why = said if stopped else why
        elif (found := _ACCEPTS.match(line)) is not None and found[1] == name:
            refuses = found[2].startswith("not")
            why = said or why if refuses else why
    return Queue(name, default, stopped, refuses, why)


def _asked(*words: str) -> str:
    """Return what a command answers.

    Raises:
        EnvironmentFailure: ``sheets.no_system``, ``sheets.off``.
    """
    try:
        done = _run(*words, seconds=ASK_SECONDS)
    except subprocess.TimeoutExpired as late:
        raise EnvironmentFailure("sheets.off") from late
    if done.returncode != 0 and _NOT_RUNNING.search((done.stdout + done.stderr).decode(errors="replace")):
        raise EnvironmentFailure("sheets.off")
    # Where there is nothing to tell it fails as well.
    return done.stdout.decode(errors="replace")


def _run(*words: str, given: bytes = b"", seconds: float) -> "subprocess.CompletedProcess[bytes]":
    """Run a command of CUPS.

    Raises:
        EnvironmentFailure: ``sheets.no_system``.
        subprocess.TimeoutExpired: It was ended.
    """
    try:
        return answered(*words, given=given, seconds=seconds)
    except OSError as error:
        raise EnvironmentFailure("sheets.no_system") from error
