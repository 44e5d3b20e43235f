"""The operations of a process on files, one by one: counted, and the n-th of a kind struck or made to fail.

`strace` stands between the program and the system; what it strikes is named by system call and by its number within a
thread, so that it is found again in the next run of the same words.

Source: https://man7.org/linux/man-pages/man1/strace.1.html, "Tampering".
"""

import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.e2e.driver import Ended, call, command, environment

CHANGES = (
    *("write", "pwrite64", "writev", "sendfile", "copy_file_range", "ftruncate", "fallocate"),
    *(
        "fsync",
        "fdatasync",
        "rename",
        "renameat",
        "renameat2",
        "link",
        "linkat",
        "unlink",
        "unlinkat",
        "rmdir",
    ),
    *("mkdir", "mkdirat", "openat"),
)
"""System calls that change a disk, or make what is on it last."""
ERRORS = ("EIO", "ENOSPC", "EROFS")

_CALL = re.compile(r"^(\d+) +(\w+)\((.*)$")
_UNSURE = re.compile(r"^\d+ +<\.\.\.")


def can_trace() -> bool:
    """Say whether a process may be traced here."""
    if sys.platform != "linux" or shutil.which("strace") is None:
        return False
    return subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], check=False).returncode == 0


@dataclass(frozen=True, order=True)
class Operation:
    """One operation on a file.

    Attributes:
        name: Of the system call.
        nth: Its number among those of its thread, from 1 on.
        makes: It makes a file that may not be there yet.
    """

    name: str
    nth: int
    makes: bool = False

    def __str__(self) -> str:
        return f"{self.name} {self.nth}"


@dataclass(frozen=True)
class Traced:
    """A word that is run under the eyes of a tracer.

    Attributes:
        words: Of the program.
        stdin: What it reads.
        folders: Those that its files lie in.
        log: Where the tracer writes.
    """

    words: Sequence[str | Path]
    stdin: bytes
    folders: Sequence[Path]
    log: Path

    def run(self, *inject: str, names: Sequence[str] = CHANGES) -> Ended:
        tracer = [
            "strace",
            "-f",
            "-y",
            "-qq",
            "-s",
            "0",
            "-o",
            str(self.log),
            "-e",
            f"trace={','.join(names)}",
        ]
        return call([*tracer, *inject, *command(*self.words)], stdin=self.stdin, env=environment())

    def operations(self) -> tuple[Ended, list[Operation]]:
        """Run it to its end, and return what it did to files in its folders, each operation once."""
        done = self.run()
        counted: Counter[tuple[str, str]] = Counter()
        found = set()
        for line in self.log.read_text("utf-8", "replace").splitlines():
            seen = _CALL.match(line)
            if seen is None:
                continue
            thread, name, told = seen.groups()
            counted[thread, name] += 1
            makes = "O_CREAT" in told
            if self.is_ours(told) and (name != "openat" or makes):
                found.add(Operation(name, counted[thread, name], makes))
        return done, sorted(found)

    def killed_before(self, operation: Operation) -> Ended:
        """Run it until it is about to do an operation, and kill it there."""
        where = f"inject={operation.name}:signal=SIGKILL:when={operation.nth}"
        return self.run("-e", where, names=(operation.name,))

    def failing_at(self, operation: Operation, error: str, *, on: bool) -> Ended | None:
        """Run it with an operation that fails, and with all that follow of its kind; None where another was hit."""
        more = "+" if on else ""
        where = f"inject={operation.name}:error={error}:when={operation.nth}{more}"
        done = self.run("-e", where, names=(operation.name,))
        hit = [line for line in self.log.read_text("utf-8", "replace").splitlines() if "(INJECTED)" in line]
        return done if hit and all(map(self.is_ours, hit)) else None

    def is_ours(self, told: str) -> bool:
        """Say whether a call is about a file in the folders."""
        return any(str(folder) in told for folder in self.folders)
