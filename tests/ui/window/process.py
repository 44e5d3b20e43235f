"""The window as a process of its own on a real X server, with its desk beside: killed, stopped, typed at."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from subprocess import Popen
from typing import Any

import psutil

from concierge_desk.domain.visit import Visit
from concierge_desk.store import visits
from tests.counter.desks import Play
from tests.e2e.driver import environment
from tests.ui.xserver import XServer

TITLE = "Concierge Desk"
PATIENCE_S = 60.0
LOOKED_S, RESTING_S = 0.6, 0.05
"""So often it is looked whether a window rests, and so little it works then: it looks at its desk each second."""


@dataclass
class Shown:
    """A window that is shown.

    Attributes:
        server: Where.
        play: The desk it shows, from this process.
    """

    server: XServer
    play: Play
    process: Popen[str]

    def key(self, *names: str, delay_ms: int = 2) -> None:
        self.server.key(*names, delay_ms=delay_ms)

    def type(self, text: str, delay_ms: int = 2) -> None:
        self.server.type(text, delay_ms)

    def scan(self, places: list[str], gap_ms: float) -> None:
        """Press keys by their places as a scanner does: Shift comes with its key, not a while before it."""
        steps: list[str] = []
        for place in (*places, "Return"):
            steps += ["key", "--delay", "0", place, "sleep", str(gap_ms / 1000)]
        subprocess.run(["xdotool", *steps], env=self.server.environment, check=True, timeout=60)

    def kill(self) -> None:
        """End it as a power cut does."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        """Let it hear nothing for a while; what is typed waits before it."""
        os.kill(self.process.pid, signal.SIGSTOP)

    def go_on(self) -> None:
        os.kill(self.process.pid, signal.SIGCONT)

    def kinds(self) -> list[str]:
        return [entry.kind for entry in self.play.posted()]

    def visit(self) -> Visit | None:
        """The visit at the counter, as it is saved."""
        kept = self.play.desk.store.read(visits.visits)
        return next((one for one in kept if not one.parked), None)

    def until(self, what: Callable[[], Any]) -> Any:
        """Wait until something is so, and return it."""
        end = time.monotonic() + PATIENCE_S
        while not (found := what()):
            assert self.process.poll() is None, "the window is gone"
            assert time.monotonic() < end, (self.visit(), self.kinds()[-8:])
            time.sleep(0.02)
        return found

    def rest(self) -> None:
        """Wait until it has nothing to do any more, however long a busy machine takes over it."""
        program, end = psutil.Process(self.process.pid), time.monotonic() + PATIENCE_S
        before, quiet = -1.0, False
        while not quiet:
            assert time.monotonic() < end, "it never rests"
            spent = sum(program.cpu_times()[:2])
            quiet, before = spent - before < RESTING_S, spent
            if not quiet:
                time.sleep(LOOKED_S)

    def until_lines(self, count: int) -> Visit:
        """Wait until the visit holds so many lines, and they are saved."""
        found: Visit = self.until(lambda: (seen := self.visit()) and len(seen.acts) == count and seen)
        return found

    def until_kind(self, kind: str, count: int = 1) -> None:
        """Wait until the journal holds so many entries of a kind."""
        self.until(lambda: self.kinds().count(kind) >= count)


@contextmanager
def shown(server: XServer, play: Play, lang: str = "en", operator: str | None = None) -> Iterator[Shown]:
    """Show the window of a desk; in the end it is gone, however it stands."""
    kept = environment()
    more = {name: kept[name] for name in ("PYTHON_KEYRING_BACKEND", "LC_ALL")}
    folder = play.desk.folder.root
    who = () if operator is None else ("--operator", operator)
    program = [sys.executable, "-m", "concierge_desk", "--data", folder, "--lang", lang, *who]
    process = server.run(program, more)
    window = Shown(server, play, process)
    try:
        server.focus(server.wait_window(TITLE))
        yield window
    finally:
        if process.poll() is None:
            window.go_on()
            window.kill()
