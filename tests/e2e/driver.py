"""The program as a person or a script starts it: real processes, real files."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.counter.texts.messages import render
from concierge_desk.desk import catalogue
from tests.e2e.ready import PROGRAM, ROOT, ready
from tests.sizes import FULL

REAL_DAY = Path(__file__).parents[1] / "data" / "real-day"
LINES = (REAL_DAY / "day.jsonl").read_bytes()
EXPECTED: dict[str, Any] = json.loads((REAL_DAY / "expected.json").read_text("utf-8"))
DAY = "2026-11-25"
CLOCK = "2026-11-25T08:00"
ENTRIES = 95
"""Of the real day, the set-up included."""

PEOPLE = (
    *("Kessler", "Yilmaz", "Benali", "Schmitt", "Da Silva", "Nguyen", "Muller", "Traoré", "Weber"),
    "La concierge",
)
TRACKINGS = (
    *("861011301731382", "RB123456785XX", "1A18945277312", "008182709980000020033350276", "8L41392128255"),
    *("LU680211095FR", "EP111111110FR", "RB123456785GB", "XA001134936TS", "6A15602683841", "1A12345678901"),
    "8K00009775862",
)


def unexpected(err: str) -> str:
    """Return what a word complains of but for the passphrase beside the desk: here it lies there on purpose."""
    beside = render("keys.passphrase_beside", {}, catalogue.messages(), "fr")
    return "".join(line for line in err.splitlines(keepends=True) if line.rstrip("\n") != beside)


@dataclass(frozen=True)
class Ended:
    """A process that ended."""

    status: int
    out: bytes
    err: str

    @property
    def json(self) -> Any:
        """The one JSON line it wrote."""
        return json.loads(self.out)

    @property
    def answers(self) -> list[Any]:
        """The JSON lines it wrote."""
        return [json.loads(line) for line in self.out.splitlines()]


def environment(**more: str) -> dict[str, str]:
    """The environment of a child: no desk, no display, no keystore, no coverage.

    Counting lines makes a start half as long again, and thousands of processes are started; what they run is
    counted in the tests' own process.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("CONCIERGE_DESK_DATA", "DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS")
        and not name.startswith("XDG_")
        and not name.startswith("COV")
    }
    return {**kept, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring", "LC_ALL": "C.UTF-8", **more}


def command(*arguments: str | Path) -> list[str]:
    """The words that start the program."""
    return [sys.executable, "-m", "concierge_desk", *map(str, arguments)]


def start(arguments: Sequence[str | Path], **more: Any) -> "subprocess.Popen[bytes]":
    """Start the program, to be killed."""
    return subprocess.Popen(
        command(*arguments),
        # What was read ahead of a line would be missed by whoever reads the rest from the pipe itself.
        bufsize=0,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        **more,
    )


def run(
    *arguments: str | Path,
    stdin: bytes = b"",
    env: dict[str, str] | None = None,
    entry: str = PROGRAM,
    timeout: int = 120,
) -> Ended:
    """Run the program to its end, in a process of its own: started at full size, else forked from one kept ready.

    Args:
        arguments: Its words.
        stdin: What it reads.
        env: Its environment, that of a child by default.
        entry: What is called in it: the program, or the program changed.
        timeout: In seconds.
    """
    if FULL or not hasattr(os, "fork"):
        module, _, name = entry.partition(":")
        script = f"from {module} import {name}; {name}()"
        words = (
            command(*arguments) if entry == PROGRAM else [sys.executable, "-c", script, *map(str, arguments)]
        )
        return call(
            words, stdin=stdin, env={**(env or environment()), "PYTHONPATH": str(ROOT)}, timeout=timeout
        )
    status, out, err = ready().call(
        arguments, stdin=stdin, env=env or environment(), timeout_s=timeout, entry=entry
    )
    return Ended(status, out, err.decode("utf-8", "backslashreplace"))


def call(
    words: Sequence[str],
    *,
    stdin: bytes = b"",
    env: dict[str, str] | None = None,
    cwd: Path | None = None,
    timeout: float = 120,
) -> Ended:
    """Run a process to its end."""
    done = subprocess.run(
        words,
        input=stdin,
        capture_output=True,
        env=env or environment(),
        cwd=cwd,
        timeout=timeout,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr.decode("utf-8", "backslashreplace"))


@dataclass
class Shop:
    """A desk in its folder, and the program over it."""

    data: Path
    prefix: tuple[str, ...] = ()
    extra: dict[str, str] = field(default_factory=dict)

    def try_(self, *arguments: str | Path, stdin: bytes = b"") -> Ended:
        """Run a word, whatever comes of it; it never ends in a traceback."""
        said = ("--data", self.data, *arguments)
        env = environment(**self.extra)
        if self.prefix:
            done = call([*self.prefix, *command(*said)], stdin=stdin, env=env)
        else:
            done = run(*said, stdin=stdin, env=env)
        assert done.status in (0, 2, 3, 4, 5) and "Traceback" not in done.err, done
        return done

    def run(self, *arguments: str | Path, stdin: bytes = b"") -> Ended:
        """Run a word that succeeds and has nothing to complain of."""
        done = self.try_(*arguments, stdin=stdin)
        assert (done.status, unexpected(done.err)) == (0, ""), done
        return done

    def init(self, *, clock: str = CLOCK) -> None:
        """Make a practice desk of the shipped site."""
        self.run("init", "--site", "ampere", "--practice", "--clock", clock)

    def record(self, lines: bytes, *more: str) -> Ended:
        """Record lines; all are accepted."""
        return self.run("record", "-", "--json", *more, stdin=lines)

    def status(self, day: str | None = DAY) -> Any:
        """What `day status` says."""
        asked = () if day is None else ("--day", day)
        return self.run("day", "status", "--json", *asked).json

    def verified(self) -> Any:
        """What `verify --signatures --rebuild` says; nothing is wrong."""
        told = self.run("verify", "--signatures", "--rebuild", "--json").json
        assert told["faults"] == []
        return told

    def copy(self, target: Path) -> "Shop":
        """The same desk once more, in another folder."""
        shutil.copytree(self.data, target)
        return Shop(target, self.prefix, self.extra)


@pytest.fixture(scope="session")
def new_shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """A practice desk on the morning of the real day; copy it, leave it as it is."""
    shop = Shop(tmp_path_factory.mktemp("new") / "poste")
    shop.init()
    return shop


@pytest.fixture(scope="session")
def played_shop(new_shop: Shop, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """The desk at the end of the real day; copy it, leave it as it is."""
    shop = new_shop.copy(tmp_path_factory.mktemp("played") / "poste")
    shop.run("record", REAL_DAY / "day.jsonl", "--json", "--clock", CLOCK)
    return shop


def contains(told: Any, expected: Any) -> bool:
    """Whether every key of `expected` stands in `told` with the same value, at every depth."""
    if isinstance(expected, dict):
        return isinstance(told, dict) and all(
            key in told and contains(told[key], value) for key, value in expected.items()
        )
    return bool(told == expected and type(told) is type(expected))


def commands(lines: bytes = LINES) -> list[dict[str, Any]]:
    """The commands of a file."""
    return [json.loads(line) for line in lines.splitlines() if line.strip()]


def to_lines(known: Sequence[dict[str, Any]]) -> bytes:
    """A file of commands."""
    return b"".join(json.dumps(item, ensure_ascii=False).encode() + b"\n" for item in known)


def another_day(day: str, round_: int, *, stock: bool = True) -> bytes:
    """The real day's commands on another date, with ops and numbers of their own."""
    found = []
    for known in commands():
        raw = json.loads(json.dumps(known).replace(DAY, day))
        raw["op"] = raw["op"][:-4] + f"{int(raw['op'][-4:], 16) ^ (round_ << 12):04x}"
        raw["op"] = raw["op"][:24] + f"{round_:04x}" + raw["op"][28:]
        if raw["do"] == "relay.stock_receive" and not stock:
            continue
        found.append(raw)
    return to_lines(found)


@contextlib.contextmanager
def unchanged(folder: Path) -> Iterator[None]:
    """Nothing appears or goes in a folder meanwhile."""
    before = sorted(folder.rglob("*"))
    yield
    assert sorted(folder.rglob("*")) == before
