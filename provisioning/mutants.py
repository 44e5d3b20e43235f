"""Mutants of the rules: one sign changed at a time in a copy, tried by the tests that reach it, survivors held against a list.

Source: decision 0040.
"""

from __future__ import annotations

import ast
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from provisioning.terminal import SetUpError, say

LIST = "docs/mutants.md"
"""Survivors that may live, each with its reason."""

FOLDER = "build/mutants"
"""Where the copies are, with what is known of their mutants so far; git ignores it."""

SURVIVORS = "--survivors"
"""Only what lived is tried again, by the tests as they are now: after a test was written, not after one was changed."""

_COPIED = ("bench", "concierge_desk", "docs", "provisioning", "requirements", "resources", "stubs", "tests")
_RULES = ("concierge_desk/", "resources/", "requirements/", "pyproject.toml")
"""Where a change makes what was found so far worth nothing."""

_LOADED = (
    "pytest",
    "hypothesis",
    "pytestqt.plugin",
    "PySide6.QtTest",
    "sqlcipher3",
    "concierge_desk.desk.desk",
)
"""Loaded once, before a process is forked for each mutant; tests are not: pytest names them otherwise the second time."""

_EARLY = ("-W", "ignore::pytest.PytestAssertRewriteWarning")
"""What pytest has to say of plugins that were loaded before it asked for them."""

_PRELOAD = "preload.txt"
_STATE = "state.json"
_LOG = "mutmut.log"
_NO_WORDS = r"raise (?:ValueError|TypeError|BadRow|NotCanonical|canonical\.NotCanonical)\("
"""What these say is for whoever reads a log, and free; that they are raised is not."""

_NEEDLESS = ("xdist", "pytest_cov", "cacheprovider", "unraisableexception", "threadexception")
"""Plugins that cost each of some thousand mutants a tenth of a second and judge none."""

_LIVED = (0, 5, 33)
"""Exit codes that mutmut keeps: every test passed, none was left to run, none reaches the function."""
_TIMED_OUT = (24, 36, 152, -24, -9)
_NOT_TRIED = (None, 2, 255)
"""Not yet, interrupted, or not by pytest, which was asked for something that it does not know."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the rules, and the tests that judge it."""

    name: str
    path: str
    tests: tuple[str, ...]

    @property
    def test_paths(self) -> tuple[str, ...]:
        """Where its tests are, without the words that choose among them."""
        return tuple(takewhile(lambda word: not word.startswith("-"), self.tests))


_NO_READERS = "--ignore=tests/services/test_contract.py"
"""Reads the source of a service, in which all its mutants stand beside one another."""

PARTS = (
    Part("domain", "concierge_desk/domain", ("tests/domain",)),
    Part("till", "concierge_desk/counter/till", ("tests/counter",)),
    Part("day", "concierge_desk/counter/day", ("tests/counter",)),
    Part("relay", "concierge_desk/services/relay/model", ("tests/services", "-k", "relay", _NO_READERS)),
    Part("shop", "concierge_desk/services/shop/model.py", ("tests/services", "-k", "shop", _NO_READERS)),
    Part("signing", "concierge_desk/signing", ("tests/signing",)),
)
"""What must never be wrong by a sign or a boundary."""


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One mutant: where, and what stands there in place of what. A line goes by its text: numbers move with every edit."""

    file: str
    function: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"- `{self.function}`: {_quoted(self.before)} → {_quoted(self.after)}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a part's mutants."""

    name: str
    tried: int
    killed: int
    timed_out: int
    left: int
    survivors: tuple[Change, ...]

    def row(self) -> str:
        """Return its line of the table."""
        counts = (self.tried, self.killed, len(self.survivors), self.timed_out, self.left)
        return f"{self.name:<44}" + "".join(f"{count:>12}" for count in counts)


HEAD = f"{'partie':<44}" + "".join(
    f"{word:>12}" for word in ("mutants", "tués", "survivants", "hors délai", "à essayer")
)


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


def asked(root: Path, word: str) -> Part:
    """Return the part of that name, or the piece of a part that a path names.

    Raises:
        SetUpError: When there is none.
    """
    for part in PARTS:
        if word == part.name:
            return part
        if f"{word}/".startswith(f"{part.path}/") and (root / word).exists():
            return Part(word.replace("/", "+"), word, part.tests)
    names = ", ".join(part.name for part in PARTS)
    raise SetUpError(f"« {word} » n'est ni une partie ({names}) ni un chemin d'une partie.")


def prepare(root: Path, part: Part, *, again: bool) -> Path:
    """Return the part's copy: as it was where nothing has changed, so that an interrupted run goes on; else a new one.

    Raises:
        SetUpError: When survivors alone are asked for, and the rules are no longer those that they survived in.
    """
    copy = root / FOLDER / part.name
    files = sorted(_files(root))
    settings = _settings(part)
    now = {
        "rules": _digest(root, [file for file in files if file.startswith(_RULES)], settings),
        "tests": _digest(root, [file for file in files if file.startswith("tests/")], ""),
    }
    before = _state(copy)
    if now == before and not again:
        _forget(copy, ("left",))
        return copy
    if again:
        if before.get("rules") != now["rules"]:
            raise SetUpError(f"Les règles de « {part.name} » ont changé : relancez sans {SURVIVORS}.")
        (copy / "mutants" / "mutmut-stats.json").unlink(missing_ok=True)
        _forget(copy, ("left", "lived"))
        for folder in (copy, copy / "mutants"):
            shutil.rmtree(folder / "tests")
            _copy(root, folder, [file for file in files if file.startswith("tests/")])
    else:
        shutil.rmtree(copy, ignore_errors=True)
        _copy(root, copy, files)
        (copy / "setup.cfg").write_text(settings, encoding="utf-8")
        (copy / _PRELOAD).write_text("\n".join(_LOADED), encoding="utf-8")
    (copy / _STATE).write_text(json.dumps(now), encoding="utf-8")
    return copy


def verdict(copy: Path, part: Part) -> Verdict:
    """Read what mutmut has found so far."""
    codes: Counter[str] = Counter()
    survivors = []
    for meta in sorted((copy / "mutants").rglob("*.py.meta")):
        file = meta.relative_to(copy / "mutants").as_posix().removesuffix(".meta")
        for name, code in json.loads(meta.read_text("utf-8"))["exit_code_by_key"].items():
            word = _word(code)
            codes[word] += 1
            if word == "lived":
                survivors.append(change(copy, file, name.rpartition(".")[2]))
    return Verdict(
        part.name, codes.total(), codes["killed"], codes["timed out"], codes["left"], tuple(sorted(survivors))
    )


def change(copy: Path, file: str, mutant: str) -> Change:
    """Return what one mutant changes, from the function as it was and as it became."""
    mutated = copy / "mutants" / file
    spans = json.loads(mutated.with_name(f"{mutated.name}.spans").read_text("utf-8"))["spans"]
    lines = mutated.read_text("utf-8").splitlines()
    stem = mutant.rpartition("__mutmut_")[0]
    name = stem.removeprefix("x_").removeprefix("xǁ").replace("ǁ", ".")

    def body(which: str) -> list[str]:
        first, last = spans[which]
        text = "\n".join(lines[first - 1 : last])
        return re.sub(r"x[_ǁ][\wǁ]+?__mutmut_\w+", name.rpartition(".")[2], text).splitlines()

    before, after = body(f"{stem}__mutmut_orig"), body(mutant)
    while before and after and before[0] == after[0]:
        del before[0], after[0]
    while before and after and before[-1] == after[-1]:
        del before[-1], after[-1]
    return Change(file, name, _joined(before), _joined(after))


def line_of(source: str, function: str, text: str) -> int:
    """Return the number of the line at which a text begins in a function; 0 where it is not there."""
    found = _function(ast.parse(source), function)
    if found is None:
        return 0
    lines = source.splitlines()[found.lineno - 1 : found.end_lineno]
    for start in range(len(lines)):
        for end in range(start + 1, len(lines) + 1):
            joined = _joined(lines[start:end])
            if joined == text:
                return found.lineno + start
            if len(joined) > len(text):
                break
    return 0


def listed(text: str) -> dict[Change, str]:
    """Read the list: its mutants, each with the reason that stands above it, empty where there is none."""
    file, reason, found = "", "", {}
    paragraph: list[str] = []
    for line in [*text.splitlines(), ""]:
        if heading := re.fullmatch(r"## `(\S+)`", line):
            file, reason, paragraph = heading[1], "", []
        elif entry := _ENTRY.fullmatch(line):
            reason = " ".join(paragraph) or reason
            paragraph = []
            function, before, after = (entry[name].strip("`") for name in ("function", "before", "after"))
            found[Change(file, function, before.strip(), after.strip())] = reason
        elif line:
            paragraph.append(line)
    return found


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


_TICKED = r"(?:`[^`]*`|``.+?``)"
_ENTRY = re.compile(rf"- (?P<function>{_TICKED}): (?P<before>{_TICKED}) → (?P<after>{_TICKED})")


def _places(root: Path, changes: Iterable[Change]) -> Iterator[str]:
    for one in changes:
        path = root / one.file
        number = line_of(path.read_text("utf-8"), one.function, one.before) if path.exists() else 0
        yield f"{one.file}:{number}\n{one}"


def _quoted(text: str) -> str:
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def _joined(lines: Iterable[str]) -> str:
    return " ".join(filter(None, (line.strip() for line in lines)))


def _function(tree: ast.AST, name: str) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
    *classes, last = name.split(".")
    for one in classes:
        inside = [node for node in ast.iter_child_nodes(tree) if isinstance(node, ast.ClassDef)]
        tree = next((node for node in inside if node.name == one), ast.Module([], []))
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == last:
            return node
    return None


def _word(code: int | None) -> str:
    if code in _NOT_TRIED:
        return "left"
    if code in _TIMED_OUT:
        return "timed out"
    return "lived" if code in _LIVED else "killed"


def _settings(part: Part) -> str:
    pattern = part.path if part.path.endswith(".py") else f"{part.path}/*"
    copied = [name for name in _COPIED if name != "concierge_desk"]
    lists = {
        "source_paths": ["concierge_desk"],
        "only_mutate": [pattern],
        "also_copy": [*copied, "dev.py", "README.md"],
        "do_not_mutate_patterns": [_NO_WORDS],
        "pytest_add_cli_args_test_selection": part.tests,
        "pytest_add_cli_args": [*_EARLY, *(word for plugin in _NEEDLESS for word in ("-p", f"no:{plugin}"))],
    }
    # A server that has run no test forks each mutant: nothing an earlier test kept in memory judges it.
    words = {
        "process_isolation": "forkserver",
        "forkserver_warmup": "import",
        "preload_modules_file": _PRELOAD,
        "use_git_change_detection": "false",
        "track_dependencies": "false",
        "timeout_multiplier": "3",
        "timeout_constant": "10",
    }
    lines = [f"{key}=\n" + "\n".join(f"    {value}" for value in values) for key, values in lists.items()]
    return "\n".join(["[mutmut]", *lines, *(f"{key}={value}" for key, value in words.items())]) + "\n"


def _files(root: Path) -> list[str]:
    """Return what is copied: what git knows or would take, of the folders that code and tests read."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *_COPIED]
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


def _forget(copy: Path, words: Sequence[str]) -> None:
    for meta in (copy / "mutants").rglob("*.py.meta"):
        kept = json.loads(meta.read_text("utf-8"))
        codes = kept["exit_code_by_key"]
        kept["exit_code_by_key"] = {
            name: None if _word(code) in words else code for name, code in codes.items()
        }
        meta.write_text(json.dumps(kept), encoding="utf-8")


def _try(copy: Path, python: Path, part: Part, processes: int) -> None:
    say(f"— {part.name} ({part.path}), jugée par {' '.join(part.tests)}")
    # Whatever is installed and wherever this was called from, the copy is what is imported.
    outside = {"PYTHONPATH", "MUTANT_UNDER_TEST"}
    env = {name: value for name, value in os.environ.items() if name not in outside}
    # The same draws for each mutant, and without a screen.
    env |= {"CONCIERGE_DESK_SIZE": "ci", "QT_QPA_PLATFORM": "offscreen"}
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
