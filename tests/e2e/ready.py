"""A program that is kept ready: what it is asked to run is a process of its own, forked, and need not start anew.

``python -m tests.e2e.ready`` waits for requests, one in a line of JSON, and answers each with the end of its process.
"""

import atexit
import contextlib
import gc
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from pkgutil import resolve_name
from threading import Lock
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = "concierge_desk.cli:run"
LOADED = (
    "cli.words",
    "cli.record",
    "jobs.export",
    "jobs.full_export",
    "jobs.verify",
    "printing.pdf",
    "signing.keys",
)
"""What the words of the command line load once they are said: loaded before, it takes nothing of each process."""


class Ready:
    """The client of such a program."""

    def __init__(self, environment: Mapping[str, str], root: Path = ROOT) -> None:
        """Start it.

        Args:
            environment: What is the same for all it is asked.
            root: Whose program it is.
        """
        self._folder = tempfile.TemporaryDirectory()
        self._alone = Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.ready"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**environment, "PYTHONPATH": str(root)},
            cwd=root,
        )
        atexit.register(self.end)

    def call(
        self,
        words: Sequence[str | Path],
        *,
        stdin: bytes,
        env: Mapping[str, str],
        timeout_s: int,
        entry: str = PROGRAM,
    ) -> tuple[int, bytes, bytes]:
        """Run a process to its end; return its exit status, or less than nought for its signal, and what it said.

        Args:
            words: After the program's name.
            stdin: What it reads.
            env: Its environment.
            timeout_s: It is ended by a signal after so long.
            entry: What is called in it, ``module:function``.
        """
        with self._alone:
            files = {name: Path(self._folder.name, name) for name in ("stdin", "stdout", "stderr")}
            for path in files.values():
                path.write_bytes(b"")
            files["stdin"].write_bytes(stdin)
            asked = {
                **{name: str(path) for name, path in files.items()},
                "entry": entry,
                "words": list(map(str, words)),
                "environment": dict(env),
                "folder": str(Path.cwd()),
                "timeout_s": timeout_s,
            }
            assert self._process.stdin is not None and self._process.stdout is not None
            self._process.stdin.write(json.dumps(asked).encode() + b"\n")
            self._process.stdin.flush()
            status = int(self._process.stdout.readline())
            return status, files["stdout"].read_bytes(), files["stderr"].read_bytes()

    def end(self) -> None:
        """Let it go."""
        self._process.communicate()
        self._folder.cleanup()


@cache
def ready() -> Ready:
    """The program that is kept ready for this session."""
    from tests.e2e.driver import environment

    return Ready(environment())


def _become(asked: Mapping[str, Any]) -> None:
    """Stand where a process that was just started stands: its folder, its environment, its words, its three files."""
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    for number, (name, how) in enumerate(
        ((asked["stdin"], os.O_RDONLY), (asked["stdout"], os.O_WRONLY), (asked["stderr"], os.O_WRONLY))
    ):
        handle = os.open(name, how)
        os.dup2(handle, number)
        os.close(handle)
    sys.argv = ["concierge-desk", *asked["words"]]
    signal.alarm(asked["timeout_s"])


def _ended(run: Callable[[], None]) -> int:
    """Run to the end, with all that an interpreter does then but taking itself apart, which takes longer than most words."""
    status = 0
    try:
        run()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    threading._shutdown()
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    return status


def _wait_for_requests() -> None:
    # What is loaded stays: a child that looks through it would copy it.
    gc.freeze()
    with open(0, "rb", buffering=0, closefd=False) as requests:
        for line in iter(requests.readline, b""):
            asked = json.loads(line)
            run = resolve_name(asked["entry"])
            child = os.fork()
            if child == 0:
                _become(asked)
                os._exit(_ended(run))
            _, status = os.waitpid(child, 0)
            os.write(1, f"{os.waitstatus_to_exitcode(status)}\n".encode())


if __name__ == "__main__":
    for name in LOADED:
        resolve_name(f"concierge_desk.{name}")
    with contextlib.suppress(KeyboardInterrupt):
        _wait_for_requests()
