"""Run the program and strike it: ``python -m tests.copies.struck HOW WORDS…``.

HOW is one of

whole        it runs to its end and writes the seconds it took to the standard error;
0.1234       it is killed after so many seconds, counted when everything is loaded;
stop:N       it stops, as a busy machine lets it, when it opens a half-written file for the N-th time;
kill:NAME    it is killed when it opens a half-made file whose name begins so, and much of it lies on the disk;
first:NAME   it is killed when it opens such a file for the first time, whatever lies there;
unlink:NAME  it is killed when it takes away a file whose name begins so.
"""

import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

import pyrage

from concierge_desk.cli import run
from concierge_desk.signing import age

LOADED = (pyrage, age)
MUCH_BYTES = 128 * 1024
"""So much of a half-made file has to lie on the disk: the database keeps the first megabytes of a copy to itself."""


def kill_after(seconds: float) -> None:
    """Let a process of its own kill this one: nothing here knows when."""
    struck = os.getpid()
    if os.fork():
        return
    for handle in range(3):
        os.close(handle)
    time.sleep(seconds)
    if os.getppid() == struck:
        os.kill(struck, signal.SIGKILL)
    os._exit(0)


def stop_at(times: int) -> None:
    """Stop when a half-written file of a medium is opened so many times."""
    left = times

    def hear(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        if event == "open" and str(arguments[0]).endswith(".zip.partiel"):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGSTOP)

    sys.addaudithook(hear)


def kill_at(begins: str, least_bytes: int) -> None:
    """Be killed when a half-made file is opened whose name begins so, and which holds so many bytes or more."""

    def hear(event: str, arguments: tuple[Any, ...]) -> None:
        path = Path(str(arguments[0] if event == "open" else ""))
        if path.name.startswith(begins) and ".partiel" in path.name:
            lies = path.stat().st_size if path.exists() else 0
            if lies >= least_bytes:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hear)


def kill_unlinking(begins: str) -> None:
    """Be killed when a file is taken away whose name begins so."""

    def hear(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "os.remove" and Path(str(arguments[0])).name.startswith(begins):
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hear)


if __name__ == "__main__":
    how = sys.argv.pop(1)
    began = time.monotonic()
    if how.startswith("stop:"):
        stop_at(int(how.removeprefix("stop:")))
    elif how.startswith("kill:"):
        kill_at(how.removeprefix("kill:"), MUCH_BYTES)
    elif how.startswith("first:"):
        kill_at(how.removeprefix("first:"), 0)
    elif how.startswith("unlink:"):
        kill_unlinking(how.removeprefix("unlink:"))
    elif how != "whole":
        kill_after(float(how))
    try:
        run()
    finally:
        if how == "whole":
            sys.stderr.write(f"{time.monotonic() - began}\n")
