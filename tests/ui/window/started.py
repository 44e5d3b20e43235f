"""A program that was started by its icon: without a terminal, its standard streams closed, on a real screen."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen
from typing import Any

from tests.e2e.driver import environment
from tests.ui.xserver import XServer

TITLE = "Concierge Desk"
PATIENCE_S = 120.0
TYPING_MS = 60
"""Between two keys: as fingers type, and no scanner."""
_WITHOUT = 'exec "$@" <&- >&- 2>&-'


@dataclass
class Icons:
    """A desktop with icons of one desk.

    Attributes:
        server: The screen.
        data: The desk's folder.
        extra: What the environment of the programs holds beside.
    """

    server: XServer
    data: Path
    extra: dict[str, str] = field(default_factory=dict)
    started: "list[Popen[bytes]]" = field(default_factory=list)

    def start(self, *more: str | Path) -> "Popen[bytes]":
        """Start the program as an icon does."""
        kept = {name: environment()[name] for name in ("PYTHON_KEYRING_BACKEND", "LC_ALL")}
        words = [sys.executable, "-m", "concierge_desk", "--data", str(self.data), "--lang", "en"]
        program = subprocess.Popen(
            ["/bin/sh", "-c", _WITHOUT, "icon", *words, *map(str, more)],
            env={**self.server.environment, **kept, **self.extra},
            # No terminal leads to it either.
            start_new_session=True,
        )
        self.started.append(program)
        return program

    def until(self, what: Callable[[], Any], why: str = "") -> Any:
        """Wait until something is so, and return it."""
        end = time.monotonic() + PATIENCE_S
        while not (found := what()):
            assert time.monotonic() < end, why
            time.sleep(0.05)
        return found

    def windows(self) -> list[str]:
        """The windows that are seen, by their numbers."""
        done = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", TITLE],
            env=self.server.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout.split()

    def shown(self) -> str:
        """Wait for a window, give it the keyboard, and return its number."""
        number: str = self.until(lambda: (found := self.windows()) and found[0], "no window")
        self.server.focus(number)
        return number

    def active(self) -> str:
        """The window in front."""
        return self.server._tool("xdotool", "getactivewindow").strip()

    def type(self, text: str) -> None:
        self.server.type(text, TYPING_MS)
        self.server.key("Return")

    def is_open(self) -> bool:
        """Whether the desk is open in some process: each holds a lock of its own as long."""
        return any(self.data.joinpath("verrous").glob("[0-9]*-*.lock"))

    def log(self) -> str:
        """What was noted."""
        file = self.data / "journaux" / "concierge-desk.log"
        return file.read_text("utf-8") if file.exists() else ""

    def ended(self, program: "Popen[bytes]") -> int:
        return program.wait(PATIENCE_S)


@contextmanager
def desktop(server: XServer, data: Path, **extra: str) -> Iterator[Icons]:
    """Give the icons of a desk; in the end nothing that was started is left."""
    icons = Icons(server, data, extra)
    try:
        yield icons
    finally:
        for program in icons.started:
            if program.poll() is None:
                os.killpg(program.pid, signal.SIGKILL)
                program.wait()
