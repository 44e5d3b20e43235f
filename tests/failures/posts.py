"""A desk in a folder of its own, and the program over it as a person starts it; every failure is held to its case."""

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from concierge_desk.counter.texts.messages import render
from concierge_desk.desk import catalogue
from concierge_desk.domain.errors import Param
from tests.cli.helpers import Told, say
from tests.dice import dice_of
from tests.e2e.driver import FULL, Ended, call, environment, run, unexpected
from tests.e2e.ready import ROOT
from tests.failures.cases import CASES

CHANGED = "tests.failures.program:change_and_run"
DICE = dice_of(__name__)
JSON = {False: (), True: ("--json",)}
HOUSE = {"concierge.db", "FACTICE.key", "cles.json", "ancres.ndjson", "journaux", "verrous", "copies"}
"""What may lie in a desk's folder; beside it the two files of the log, while it is open or was killed."""


def sentence(code: str, params: Mapping[str, Param], lang: str = "fr") -> str:
    """What is said of a code."""
    return render(code, params, catalogue.messages(), lang)


def check(done: Ended | Told, case: str, *, as_json: bool, **params: Param) -> None:
    """Hold the end of a process to its case: exit status, code, the French sentence, nothing else said."""
    code, status = CASES[case]
    assert "Traceback" not in done.err, done
    assert done.status == status, (case, done)
    if as_json:
        told = json.loads(done.out.splitlines()[-1])
        refused = {"code": code, "message": sentence(code, params), "params": params}
        assert told == {"ok": False, "refused": refused}, case
        assert done.err == "", (case, done)
    else:
        assert done.err == sentence(code, params) + "\n", (case, done)


@dataclass(frozen=True)
class Post:
    """A desk and how the program is started over it.

    Attributes:
        data: Its folder.
        changes: Of the program; see `tests.failures.program`.
        prefix: Words before the program's own.
        more: Words after them, such as where the passphrase stands.
        extra: Of the environment; an empty variable is taken away.
    """

    data: Path
    changes: str = ""
    prefix: tuple[str, ...] = ()
    more: tuple[str | Path, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def store(self) -> Path:
        """The file of the desk."""
        return self.data / "concierge.db"

    def as_(self, changes: str = "", **more: Any) -> "Post":
        """The same desk under a changed program."""
        return replace(self, changes=changes, **more)

    def words(self, *words: str | Path) -> list[str]:
        """The words that start the program."""
        module = ("tests.failures.program", self.changes) if self.changes else ("concierge_desk",)
        started = [*self.prefix, sys.executable, "-m", *module, "--data", self.data, *words, *self.more]
        return [str(word) for word in started]

    def environment(self) -> dict[str, str]:
        """The environment of its processes."""
        made = environment(PYTHONPATH=str(ROOT), **self.extra)
        return {name: value for name, value in made.items() if value}

    def call(self, *words: str | Path, stdin: bytes = b"") -> Ended:
        """Run a word, whatever comes of it."""
        if self.prefix:
            return call(self.words(*words), stdin=stdin, env=self.environment(), cwd=ROOT)
        said = ("--data", self.data, *words, *self.more)
        if not self.changes:
            return run(*said, stdin=stdin, env=self.environment())
        return run(self.changes, *said, stdin=stdin, env=self.environment(), entry=CHANGED)

    def start(self, *words: str | Path) -> "subprocess.Popen[bytes]":
        """Start a word that is talked with, or killed."""
        pipe = subprocess.PIPE
        env = environment(PYTHONPATH=str(ROOT), **self.extra)
        return subprocess.Popen(
            self.words(*words), stdin=pipe, stdout=pipe, stderr=pipe, env=env, cwd=ROOT, bufsize=0
        )

    @staticmethod
    def ended(process: "subprocess.Popen[bytes]", out: bytes, err: bytes) -> Ended:
        """What a started word came to."""
        return Ended(process.wait(timeout=60), out, err.decode("utf-8", "backslashreplace"))

    @property
    def alone(self) -> bool:
        """Whether the program over it is the one that runs in this process too."""
        return not (self.prefix or self.changes or self.extra)

    def runs(self, *words: str | Path, stdin: bytes = b"") -> Any:
        """Run a word that succeeds, and return the last object it told."""
        run = self.call if FULL or not self.alone else self.quick
        done = run(*words, "--json", stdin=stdin)
        assert (done.status, unexpected(done.err)) == (0, ""), done
        return json.loads(done.out.splitlines()[-1]) if done.out else None

    def fails(self, case: str, *words: str | Path, stdin: bytes = b"", **params: Param) -> None:
        """Run a word in plain French and as JSON: both end as the case says.

        For every change one of the two is enough, or is run inside this process where that is the same.
        """
        as_json = not (FULL or self.alone) and DICE.random() < 0.5
        check(self.call(*words, *JSON[as_json], stdin=stdin), case, as_json=as_json, **params)
        if FULL:
            check(self.call(*words, "--json", stdin=stdin), case, as_json=True, **params)
        elif self.alone:
            check(self.quick(*words, "--json", stdin=stdin), case, as_json=True, **params)

    def quick(self, *words: str | Path, stdin: bytes = b"") -> Told:
        """Run a word inside this process: for what comes after the failure itself."""
        assert not self.changes
        return say("--data", self.data, *words, *self.more, stdin=stdin)

    def whole(self) -> int:
        """Verify everything, find nothing wrong, and return the number of entries."""
        done = self.quick("verify", "--signatures", "--rebuild", "--json")
        assert done.status == 0, done
        assert done.json["faults"] == []
        return int(done.json["entries"])

    def tidy(self) -> None:
        """Nothing half-made lies in the folder."""
        log = {"concierge.db-wal", "concierge.db-shm"}
        left = {path.name for path in self.data.iterdir()} - HOUSE - log
        assert not left, left
        assert half_made(self.data) == []

    def copy(self, target: Path) -> "Post":
        """The same desk once more, in another folder."""
        shutil.copytree(self.data, target)
        return replace(self, data=target)


def half_made(folder: Path) -> list[str]:
    """The files below a folder whose names say that they were never finished."""
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if "partiel" in path.name or path.name.startswith(".")
    )


def answers(done: Ended) -> list[dict[str, Any]]:
    """What `record --json` accepted before it ended."""
    told = [json.loads(line) for line in done.out.splitlines()]
    return [answer for answer in told if answer["ok"]]


def entries(accepted: Sequence[Mapping[str, Any]]) -> int:
    """How many entries were answered for."""
    return sum(len(answer["entries"]) for answer in accepted)
