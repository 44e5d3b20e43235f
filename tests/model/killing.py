"""Processes that hold a desk and are killed by signal 9 in the middle of an act: ``python -m tests.model.killing``.

One process loads the program once and forks for each act, so that a kill costs some hundredths of a second.
A step is a call of a Python function or of C: any place of the work is hit as likely as any other.
"""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import IO, Any

ROOT = Path(__file__).parents[2]


class Killer:
    """Has acts played by processes that do not live to the end of them."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = {**environment, "PYTHONPATH": str(ROOT)}
        self._process: subprocess.Popen[bytes] | None = None

    def play(self, asked: Mapping[str, Any]) -> list[str]:
        """Have an act played and return the answers that were flushed before the end.

        Args:
            asked: ``folder``, ``at`` (what the clock says), ``raw``, ``operator``, ``code`` (the first code to
                draw) and ``step``.
        """
        process = self._start()
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(json.dumps(asked).encode() + b"\n")
        process.stdin.flush()
        told = json.loads(process.stdout.readline())
        assert told["signal"] == signal.SIGKILL, told
        answers: list[str] = told["answers"]
        return answers

    def _start(self) -> "subprocess.Popen[bytes]":
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.model.killing"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=self._environment,
                cwd=ROOT,
            )
        return self._process

    def end(self) -> None:
        """Let the process go that forked."""
        if self._process is not None:
            self._process.communicate()


class _Steps:
    """Counts the steps of every thread once it is told to, and kills the process at the last of them."""

    def __init__(self, last: int) -> None:
        self.left = last
        self.counts = False

    def __call__(self, _frame: FrameType, event: str, _argument: Any) -> None:
        if self.counts and event in ("call", "c_call"):
            self.left -= 1
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


def _live(asked: Mapping[str, Any], told: IO[bytes]) -> None:
    """Open the desk, play the act, tell the answer, and be killed: at the step, else right after it."""
    import itertools

    from concierge_desk.counter.command.operation import Counter
    from concierge_desk.counter.command.screening import Inhabitants
    from concierge_desk.counter.command.sources import Sources
    from concierge_desk.desk import catalogue
    from concierge_desk.desk.desk import Options, open_desk
    from tests.counter.desks import Hands, line_of

    steps = _Steps(asked["step"])
    threading.setprofile(steps)
    sys.setprofile(steps)
    drawn = itertools.count(asked["code"])
    with open_desk(Options(Path(asked["folder"]))) as desk:
        sources = Sources(
            Hands(datetime.fromisoformat(asked["at"])),
            lambda prefix: f"{prefix}-{next(drawn):012d}",
            catalogue.calendar,
            Inhabitants(parties=catalogue.people),
        )
        counter = Counter(desk.store, catalogue.commands(), sources)
        steps.counts = True
        answer = counter.execute(asked["raw"], asked["operator"])
        steps.counts = False
        told.write(line_of(answer).encode() + b"\n")
        told.flush()
        os.kill(os.getpid(), signal.SIGKILL)


def _serve() -> None:
    """Fork for each act asked, wait for the end of it, and tell what it flushed."""
    # Loaded before the first fork, so that no child pays for it.
    import tests.counter.desks  # noqa: F401

    for line in sys.stdin.buffer:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                os.close(reading)
                with os.fdopen(writing, "wb") as told:
                    _live(json.loads(line), told)
            finally:
                # Whatever went wrong here, the child does not go on as its parent.
                os._exit(1)
        os.close(writing)
        with os.fdopen(reading, "rb") as flushed:
            answers = flushed.read().decode().splitlines()
        _, status = os.waitpid(child, 0)
        ended = {"signal": status & 0x7F, "answers": answers}
        sys.stdout.buffer.write(json.dumps(ended).encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    _serve()
