"""Run of the mutants: one sign of the rules changed at a time in a copy, survivors held against the list.

Source: decision 0040.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from provisioning.mutants.change import LIST, Change, line_of, listed
from provisioning.mutants.part import COPIED, LOADED, PARTS, PRELOAD, Part, asked, settings
from provisioning.mutants.verdict import HEAD, Verdict, forget, verdict
from provisioning.terminal import SetUpError, say

FOLDER = "build/mutants"
"""Where the copies are, with what is known of their mutants so far; git ignores it."""

SURVIVORS = "--survivors"
"""Only what lived is tried again, by the tests as they are now: after a test was written, not after one was changed."""

_RULES = ("concierge_desk/", "resources/", "requirements/", "pyproject.toml")
"""Where a change makes what was found so far worth nothing."""

_STATE = "state.json"
_LOG = "mutmut.log"


def mutate(root: Path, python: Path, arguments: Sequence[str], processes: int) -> int:
    """Try the mutants of some parts, or files of parts, or of all; return 1 where one survives that is not listed.

    Raises:
        SetUpError: When what is asked for is no part, or the tests fail before anything is changed.
    """
    again = SURVIVORS in arguments
    wanted = [asked(root, word) for word in arguments if word != SURVIVORS] or list(PARTS)
    verdicts = []
    try:
        for part in wanted:
            copy = prepare(root, part, again=again)
            try:
                _try(copy, python, part, processes)
            finally:
                verdicts.append(verdict(copy, part))
    finally:
        say("\n".join([HEAD, *(found.row() for found in verdicts)]))
    return report(root, wanted, verdicts)


def prepare(root: Path, part: Part, *, again: bool) -> Path:
    """Return the part's copy: as it was where nothing has changed, so that an interrupted run goes on; else a new one.

    Raises:
        SetUpError: When survivors alone are asked for, and the rules are no longer those that they survived in.
    """
    copy = root / FOLDER / part.name
    files = sorted(_files(root))
    told = settings(part)
    now = {
        "rules": _digest(root, [file for file in files if file.startswith(_RULES)], told),
        "tests": _digest(root, [file for file in files if file.startswith("tests/")], ""),
    }
    before = _state(copy)
    if now == before and not again:
        forget(copy, ("left",))
        return copy
    if again:
        if before.get("rules") != now["rules"]:
            raise SetUpError(f"Les règles de « {part.name} » ont changé : relancez sans {SURVIVORS}.")
        (copy / "mutants" / "mutmut-stats.json").unlink(missing_ok=True)
        forget(copy, ("left", "lived"))
        for folder in (copy, copy / "mutants"):
            shutil.rmtree(folder / "tests")
            _copy(root, folder, [file for file in files if file.startswith("tests/")])
    else:
        shutil.rmtree(copy, ignore_errors=True)
        _copy(root, copy, files)
        (copy / "setup.cfg").write_text(told, encoding="utf-8")
        (copy / PRELOAD).write_text("\n".join(LOADED), encoding="utf-8")
    (copy / _STATE).write_text(json.dumps(now), encoding="utf-8")
    return copy


def report(root: Path, parts: Sequence[Part], verdicts: Sequence[Verdict]) -> int:
    """Say which survivors the list does not know, in the words it is written in, and which of its entries are over."""
    known = listed((root / LIST).read_text("utf-8"))
    alive = {one for found in verdicts for one in found.survivors}
    new = sorted(alive - set(known))
    paths = tuple(part.path for part in parts)
    over = sorted(one for one in set(known) - alive if any(f"{one.file}/".startswith(f"{p}/") for p in paths))
    for title, changes in ((f"Hors de {LIST} :", new), (f"À rayer de {LIST}, ne survivent plus :", over)):
        if changes:
            say("\n".join([title, *_places(root, changes)]))
    if any(found.left for found in verdicts):
        say("Restent à essayer : relancez.")
    return 1 if new or any(found.left for found in verdicts) else 0


def _places(root: Path, changes: Iterable[Change]) -> Iterator[str]:
    for one in changes:
        path = root / one.file
        number = line_of(path.read_text("utf-8"), one.function, one.before) if path.exists() else 0
        yield f"{one.file}:{number}\n{one}"


def _files(root: Path) -> list[str]:
    """Return what is copied: what git knows or would take, of the folders that code and tests read."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *COPIED]
    command += ["dev.py", "pyproject.toml", "README.md"]
    done = subprocess.run(command, cwd=root, capture_output=True, check=False, encoding="utf-8")
    if done.returncode != 0:
        raise SetUpError("Les mutants s'essaient dans un dossier suivi par git.")
    return [file for file in done.stdout.split("\0") if file and (root / file).is_file()]


def _digest(root: Path, files: Iterable[str], more: str) -> str:
    found = hashlib.sha256(more.encode())
    for file in files:
        if not file.endswith(".md"):
            found.update(f"{file}\0".encode() + hashlib.sha256((root / file).read_bytes()).digest())
    return found.hexdigest()


def _state(copy: Path) -> dict[str, str]:
    try:
        state: dict[str, str] = json.loads((copy / _STATE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return state


def _copy(root: Path, target: Path, files: Iterable[str]) -> None:
    for file in files:
        (target / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(root / file, target / file)


def _try(copy: Path, python: Path, part: Part, processes: int) -> None:
    say(f"— {part.name} ({part.path}), jugée par {' '.join(part.tests)}")
    # Whatever is installed and wherever this was called from, the copy is what is imported.
    outside = {"PYTHONPATH", "MUTANT_UNDER_TEST"}
    env = {name: value for name, value in os.environ.items() if name not in outside}
    # The same draws for each mutant, every case of what is alike, and without a screen.
    env |= {"CONCIERGE_DESK_SIZE": "ci", "CONCIERGE_DESK_WHOLE": "yes", "QT_QPA_PLATFORM": "offscreen"}
    command = [str(python.with_name("mutmut")), "run", "--max-children", str(processes)]
    with (copy / _LOG).open("w", encoding="utf-8") as log:
        told = None if sys.stdout.isatty() else log
        done = subprocess.run(
            command,
            cwd=copy,
            env=env,
            stdout=told,
            stderr=told,
            check=False,
        )
    if done.returncode != 0:
        tail = (copy / _LOG).read_text("utf-8").splitlines()[-30:]
        raise SetUpError("\n".join([*tail, f"mutmut s'est arrêté ({done.returncode}) : {copy / _LOG}"]))
