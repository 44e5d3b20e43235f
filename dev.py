#!/usr/bin/env python3
"""Concierge Desk : tout installer, puis lancer ou essayer. / Set everything up, then run or test.

    python3 dev.py run     met en place ce qu'il faut à une boutique et ouvre la fenêtre sur un poste d'exercice
                           (sans écran, vit une semaine d'exercice)
    python3 dev.py test    met en place ce qu'il faut aux essais, système compris, et les lance
                           (arguments de pytest à la suite ; --quick : ce que demande le changement d'une règle)
    python3 dev.py lint    format, règles, sens des imports, types, et si chaque essai se trouve
    python3 dev.py mutate [PARTIE…] [--survivors]
                           change les règles d'un signe à la fois, dans une copie, et nomme ce qu'aucun essai ne voit
                           (docs/mutants.md ; PARTIE : domain, till, day, relay, shop, signing, ou un fichier de l'une ;
                           interrompu, reprend où il en était ; --survivors : rien que ce qui avait survécu)
    python3 dev.py texts   relève les phrases du code, met à jour le catalogue français et le compile
    python3 dev.py service CODE NAME NOM
                           écrit un service vide, à remplir (docs/adding-a-service.md) ; NAME en anglais, NOM en français
    python3 dev.py docs    refait docs/commands.md, docs/rights.md, docs/schema.md, docs/confirmations.md, docs/conformity.md
                           et la table des jours fériés
    python3 dev.py lock    refait requirements/test.txt et requirements/run.txt (demande uv)
    python3 dev.py system  installe ce que les essais demandent au système, ou dit la ligne à taper

Standard library only: this file runs before anything is installed. The set-up is kept in `.venv`
and done again only when a lock, `pyproject.toml` or the Python changed, or when an earlier set-up was
interrupted. What it does stands in `provisioning/`, why in docs/decisions/0030-set-up.md.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent


def too_old(version: Sequence[int]) -> str:
    """Return the sentence for a Python that is too old; empty for one that will do."""
    if tuple(version[:2]) >= OLDEST:
        return ""
    found = ".".join(str(part) for part in version[:2])
    return (
        f"Ce Python est le {found} ; il faut le 3.11 ou plus récent : "
        "installez-le (https://www.python.org/downloads/), puis relancez la même commande."
    )


# Before what follows is even read: an older Python would stumble over it.
if __name__ == "__main__" and too_old(sys.version_info[:2]):
    print(too_old(sys.version_info[:2]), file=sys.stderr)
    sys.exit(4)

from provisioning import environment, scaffold, system  # noqa: E402
from provisioning.locks import LOCK_COMMANDS, RUN, TEST  # noqa: E402
from provisioning.mutants import run as mutants  # noqa: E402
from provisioning.terminal import SetUpError, say  # noqa: E402

QUICK = "--quick"
QUICK_PARTS = (
    "tests/domain",
    "tests/counter",
    "tests/services",
    "tests/house/test_rules.py",
    "tests/house/test_texts.py",
)
"""What a change of a rule needs: no window, no process, no disk."""
COVERAGE = ("--cov", "--cov-report=")
MEMORY = Path("/dev/shm")
ROOM_BYTES = 8 << 30
"""What has to be free for tests to write in memory: what a run has lying at once, and processes of their own."""
TEXT_MARKS = ("N_", "fr", "say")
COUNT_MARKS = ("NN_", "count")
"""Words that mark two sentences, for one and for many."""
LOCALES = "resources/locale"


def set_up(lock: str) -> Path:
    """Bring the environment up to date for a lock and return its Python.

    Raises:
        SetUpError: With the sentence that says what to do.
    """
    return environment.set_up(ROOT, lock)


def call(*command: str) -> int:
    """Run a command in the project's folder and return its exit status."""
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def heard(*command: str) -> tuple[int, str]:
    """Run a command in the project's folder and return its exit status and all that it said."""
    done = subprocess.run(
        command, cwd=ROOT, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    )
    return done.returncode, done.stdout.rstrip()


def run(arguments: list[str]) -> int:
    """Open the window on a practice shop; where there is no display, live a week in one and say what to open."""
    python = str(set_up(RUN))
    if system.has_display():
        system.provide_libraries()
    return call(python, "-m", "concierge_desk.practice", "--to", "practice", *arguments)


def test(arguments: list[str]) -> int:
    """Run the whole suite with its coverage floors, what pytest is asked for, or the quick part."""
    python = str(set_up(TEST))
    if QUICK in arguments:
        more = [word for word in arguments if word != QUICK]
        return call(python, "-m", "pytest", *spread(cores()), *QUICK_PARTS, *more)
    system.provide_for_tests()
    if os.environ.get("CONCIERGE_DESK_SIZE", "ci") == "ci" and has_room(MEMORY):
        # Every act waits for the disk otherwise. The full size does, as the program.
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
    return call(python, "-m", "pytest", *(arguments or whole_suite(cores())))


def has_room(memory: Path) -> bool:
    """Tell whether a file system in memory takes what the tests write, and whether there is so much memory."""
    try:
        told = dict(line.split(":") for line in Path("/proc/meminfo").read_text("ascii").splitlines())
        available = int(told["MemAvailable"].removesuffix("kB")) << 10
        there = os.statvfs(memory)
    except (OSError, KeyError):
        return False
    room = min(available, there.f_bavail * there.f_frsize)
    # Some tests run what they wrote.
    return room >= ROOM_BYTES and not there.f_flag & os.ST_NOEXEC and os.access(memory, os.W_OK)


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def whole_suite(processes: int) -> list[str]:
    """Return pytest's arguments for the whole suite: a file stays in one process, for what its tests share."""
    return [*spread(processes), *COVERAGE]


def spread(processes: int) -> list[str]:
    """Return how pytest spreads files over processes: one more than there are cores, for tests wait as well.

    What takes long begins first (`tests/conftest.py`), whatever the number of its tests.
    """
    return [f"--numprocesses={processes + 1}", "--dist=loadfile", "--no-loadscope-reorder"]


def lint(arguments: list[str]) -> int:
    """Run every check that reads the code without running it, two at a time; all of them, whatever the first says.

    That every test can be found is one of them. What pytest makes of a test's file is kept, so that each process of
    the suite does not make it by itself.
    """
    if arguments:
        raise SetUpError("« python3 dev.py lint » ne prend pas d'argument.")
    python = str(set_up(TEST))
    imports = "from importlinter.cli import lint_imports_command as lint; lint()"
    checks = {
        "types": ("-m", "mypy"),
        "tests": ("-m", "pytest", "--collect-only", "-qq"),
        "format": ("-m", "ruff", "format", "--check", "."),
        "règles": ("-m", "ruff", "check", "."),
        "sens des imports": ("-c", imports, "--no-logo"),
    }
    failed = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        for name, (status, told) in zip(
            checks, pool.map(lambda check: heard(python, *check), checks.values()), strict=True
        ):
            say(f"— {name}")
            say(told if status else (told.splitlines() or [""])[-1])
            if status:
                failed.append(name)
    if failed:
        say(f"À reprendre : {', '.join(failed)}.")
    return 1 if failed else 0


def mutate(arguments: list[str]) -> int:
    """Try the mutants of the rules; 1 where one survives that docs/mutants.md does not list."""
    return mutants.mutate(ROOT, set_up(TEST), arguments, cores())


def lock(arguments: list[str]) -> int:
    """Resolve the dependencies again, for every system and Python we support.

    What is pinned stays as it is; `--upgrade`, or `--upgrade-package NAME`, lets it rise.
    """
    commands = [(*command, *arguments) for command in LOCK_COMMANDS]
    if shutil.which("uv") is None:
        typed = " && ".join(" ".join(command) for command in commands)
        raise SetUpError(
            f"Il faut uv (https://docs.astral.sh/uv/) ; une fois installé, la commande est : {typed}"
        )
    for command in commands:
        say(" ".join(command))
        if status := call(*command):
            return status
    return 0


def bring_system(arguments: list[str]) -> int:
    """Bring what the tests ask of the system; 4 where that is for the reader to do."""
    if arguments:
        raise SetUpError("« python3 dev.py system » ne prend pas d'argument.")
    return 4 if system.provide_for_tests() else 0


def marked_texts(
    source: IO[bytes], keywords: Collection[str], _comment_tags: Collection[str], **_options: object
) -> Iterator[tuple[int, str, tuple[str, ...], list[str]]]:
    """Find the marked sentences of a module for Babel, which calls this by its name in babel.cfg.

    Babel's own reader takes `fr(KINDS["kind"])` for a sentence and, before Python 3.12, sees nothing
    inside an f-string.
    """
    for node in ast.walk(ast.parse(source.read())):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        mark = getattr(node.func, "attr", None) or getattr(node.func, "id", None)
        places = 2 if mark in COUNT_MARKS else 1
        marked = [arg.value for arg in node.args[:places] if isinstance(arg, ast.Constant)]
        texts = tuple(text for text in marked if isinstance(text, str))
        if mark in keywords and len(texts) == places:
            yield node.lineno, str(mark), texts, []


def text_steps(template: str) -> tuple[tuple[str, ...], ...]:
    """Return what Babel does: extract into a template, update the French catalogue, compile it.

    Nothing of the day or the machine gets into the files: the same texts give the same bytes.
    """
    counted = [f"{mark}:1,2" for mark in COUNT_MARKS]
    marks = [word for mark in (*TEXT_MARKS, *counted) for word in ("-k", mark)]
    catalogue = ("-d", LOCALES, "-D", "concierge_desk", "-l", "fr")
    return (
        (
            *("extract", "-F", f"{LOCALES}/babel.cfg", "--no-default-keywords", *marks),
            *("--no-location", "--sort-output", "--omit-header", "-o", template, "."),
        ),
        (
            *("update", "-i", template, *catalogue, "--no-fuzzy-matching", "--ignore-obsolete"),
            *("--ignore-pot-creation-date", "--no-wrap"),
        ),
        ("compile", *catalogue, "--statistics"),
    )


def texts(arguments: list[str]) -> int:
    """Bring the French catalogue up to date with the marked sentences; what is new waits for its French."""
    if arguments:
        raise SetUpError("« python3 dev.py texts » ne prend pas d'argument.")
    python = str(set_up(TEST))
    with tempfile.TemporaryDirectory() as folder:
        for step in text_steps(str(Path(folder) / "concierge_desk.pot")):
            quiet = ("-q",) if step[0] != "compile" else ()
            if status := call(python, "-m", "babel.messages.frontend", *quiet, *step):
                return status
    return 0


def docs(arguments: list[str]) -> int:
    """Make the generated pages of docs and the table of holidays anew from the program itself."""
    python = str(set_up(TEST))
    makers = ("generate.py", "confirmations.py", "conformity.py")
    return max(call(python, str(ROOT / "docs" / name), *arguments) for name in makers)


def service(arguments: list[str]) -> int:
    """Write an empty service that is green, with its tests, its French and its lines of the references."""
    code, name, french = scaffold.asked(arguments)
    for path in scaffold.write(ROOT, code, name, french):
        say(f"écrit : {path}")
    return texts([]) or docs([])


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "lint": lint,
    "mutate": mutate,
    "texts": texts,
    "docs": docs,
    "service": service,
    "lock": lock,
    "system": bring_system,
}


def main(arguments: list[str]) -> int:
    """Run one command; return its exit status (2: wrong usage, 4: the set-up could not be done)."""
    # What is compiled once is kept, as tests/conftest.py has it for what a test starts: each process that runs the tests
    # would compile all anew, for half a minute.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if not arguments or arguments[0] not in COMMANDS:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        return COMMANDS[arguments[0]](arguments[1:])
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 4
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
