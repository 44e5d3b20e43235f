"""A real X server without a screen, and hands for it: what a keyboard, a scanner and a mouse do to any program.

Nothing of Qt is used here: keys go the whole way, from the server's keymap to the program's window.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import pytest

from tests.not_tried import NOT_TRIED

PROGRAMS = ("Xvfb", "xdotool", "setxkbmap")
SIZE = (1280, 800)

_NAMED = {"\n": "Return", "\t": "Tab"}
"""As xdotool types them by itself they are other keys, which no field takes for Enter."""


def require_x(*more: str) -> None:
    """Skip a test, loudly, where there is no X server to try it on.

    Args:
        more: Programs the test needs beside, such as ``import``.
    """
    missing = [name for name in (*PROGRAMS, *more) if shutil.which(name) is None]
    if missing:
        pytest.skip(f"{NOT_TRIED}: a real X server needs {', '.join(missing)}")


class XServer:
    """An X server of our own, with one keyboard; a context manager.

    Attributes:
        display: Its name, such as ``:99``.
        beside: What the environment of its programs holds beside.
    """

    def __init__(self, layout: str = "us", size: tuple[int, int] = SIZE) -> None:
        self.display = ""
        self.beside: dict[str, str] = {}
        self._layout = layout
        self._size = size
        self._server: subprocess.Popen[bytes] | None = None
        self._programs: list[subprocess.Popen[str]] = []

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start the server on a display that is free, and give it its keyboard."""
        width, height = self._size
        reads, writes = os.pipe()
        with os.fdopen(reads) as told:
            # Without -noreset the server would forget its keymap when the last program leaves it.
            arguments = ["-displayfd", str(writes), "-screen", "0", f"{width}x{height}x24", "-noreset"]
            self._server = subprocess.Popen(
                ["Xvfb", *arguments, "-nolisten", "tcp"],
                pass_fds=[writes],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            os.close(writes)
            self.display = f":{told.readline().strip()}"
        assert self.display != ":", "Xvfb did not start"
        self.layout(self._layout)

    def stop(self) -> None:
        """End what was started here, programs first."""
        for program in self._programs:
            _end(program)
        self._programs.clear()
        if self._server is not None:
            _end(self._server)
            self._server = None

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a program that is to be shown here."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if name not in {"WAYLAND_DISPLAY", "QT_IM_MODULE"}
        }
        kept |= self.beside
        return {**kept, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb", "XDG_SESSION_TYPE": "x11"}

    def run(
        self, arguments: Sequence[str | Path], more: Mapping[str, str] | None = None
    ) -> subprocess.Popen[str]:
        """Start a program that is shown here; its input and output are pipes of text.

        Args:
            arguments: Program and arguments.
            more: What its environment holds beside.
        """
        program = subprocess.Popen(
            [str(argument) for argument in arguments],
            env={**self.environment, **(more or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._programs.append(program)
        return program

    def layout(self, name: str) -> None:
        """Give the server another keyboard, such as ``fr``."""
        self._tool("setxkbmap", "-layout", name)

    def type(self, text: str, delay_ms: int = 2) -> None:
        """Type a text, so many milliseconds from key to key; what the layout has not on a key is not typed so.

        A line feed is Enter, a tab Tab.
        """
        command: list[str] = []
        for piece in re.findall(r"[^\n\t]+|[\n\t]", text):
            if piece in _NAMED:
                command += ["key", "--delay", str(delay_ms), _NAMED[piece]]
            else:
                # Of the delay it is told it waits one half only, between press and release; `key` waits the whole.
                command += ["type", "--delay", str(2 * delay_ms), "--args", "1", "--", piece]
        if command:
            self._tool("xdotool", *command)

    def key(self, *names: str, delay_ms: int = 2) -> None:
        """Press keys one after another, by their X names, such as ``Return``, ``KP_Add`` or ``shift+F3``.

        A number is a place on the keyboard, whatever the layout writes there.
        """
        self._tool("xdotool", "key", "--delay", str(delay_ms), *names)

    def click(self, x: int, y: int) -> None:
        """Press the left button of the mouse somewhere on the screen."""
        self._tool("xdotool", "mousemove", str(x), str(y), "click", "1")

    def wait_window(self, title: str) -> str:
        """Wait until a window of that title is shown, and return its number."""
        return self._tool("xdotool", "search", "--sync", "--onlyvisible", "--name", title).split()[0]

    def focus(self, window: str) -> None:
        """Give a window the keyboard, as a click on it does where a window manager runs."""
        self._tool("xdotool", "windowfocus", "--sync", window)

    def screenshot(self, file: Path) -> Path:
        """Keep the whole screen as PNG; needs ImageMagick (``require_x("import")``)."""
        self._tool("import", "-window", "root", f"png:{file}")
        return file

    def _tool(self, *arguments: str) -> str:
        done = subprocess.run(
            arguments, env=self.environment, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, f"{arguments[0]}: {done.stderr}"
        return done.stdout


def _end(program: "subprocess.Popen[bytes] | subprocess.Popen[str]") -> None:
    if program.poll() is None:
        program.terminate()
        try:
            program.wait(5)
        except subprocess.TimeoutExpired:
            program.kill()
            program.wait(5)
    for pipe in (program.stdin, program.stdout):
        if pipe is not None:
            pipe.close()


@contextmanager
def x_server(layout: str = "us", *needed: str) -> Iterator[XServer]:
    """Give an X server for as long as it is needed; skip loudly where there is none."""
    require_x(*needed)
    with XServer(layout) as server:
        yield server
