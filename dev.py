#!/usr/bin/env python3
"""Concierge Desk : tout installer, puis lancer ou essayer. / Set everything up, then run or test.

    python3 dev.py run     met le logiciel en place et ouvre la fenêtre sur un poste d'exercice
                           (sans écran, vit une semaine d'exercice)
    python3 dev.py test    met le logiciel en place et lance les essais (arguments de pytest à la suite)
    python3 dev.py lint    format, règles, sens des imports, types
    python3 dev.py texts   relève les phrases du code, met à jour le catalogue français et le compile
    python3 dev.py docs    refait docs/commands.md, docs/schema.md et la table des jours fériés
    python3 dev.py lock    refait requirements/lock.txt (demande uv)

Standard library only: this file runs before anything is installed. The set-up is kept in `.venv`
and done again only when the lock file, `pyproject.toml` or the Python changed, or when an earlier
set-up was interrupted.
"""

from __future__ import annotations

import ast
import ctypes
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import IO

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent
STAMP = ".concierge-desk.json"
UNDER_WAY = ".concierge-desk.under-way"
LOCK_COMMAND = (
    *("uv", "pip", "compile", "pyproject.toml", "--group", "dev", "--group", "build"),
    *("--universal", "--generate-hashes", "--python-version", "3.11", "-o", "requirements/lock.txt"),
)
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""What the window takes from a Debian system, and the package it comes with."""

COVERAGE = ("--cov", "--cov-report=term-missing:skip-covered")
TEXT_MARKS = ("N_", "fr", "say")
LOCALES = "resources/locale"


class SetUpError(Exception):
    """The set-up cannot go on; the sentence says what to do."""


def say(sentence: str) -> None:
    """Write one line of progress at once."""
    print(sentence, flush=True)


def check_python(version: Sequence[int]) -> None:
    """Refuse a Python that is too old.

    Raises:
        SetUpError: Below 3.11.
    """
    if tuple(version[:2]) < OLDEST:
        found = ".".join(str(part) for part in version[:2])
        raise SetUpError(
            f"Ce Python est le {found} ; il faut le 3.11 ou plus récent : "
            "installez-le (https://www.python.org/downloads/), puis relancez la même commande."
        )


def base_python() -> str:
    """Return the Python that environments are made with, even when this one runs inside one."""
    return getattr(sys, "_base_executable", None) or sys.executable


def venv_python(venv: Path) -> Path:
    """Return where the environment's own Python lies on this system."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def wanted(root: Path) -> dict[str, str]:
    """Return what the environment must have been made from."""
    return {
        "python": ".".join(str(part) for part in sys.version_info[:2]),
        "lock": _sha256(root / "requirements" / "lock.txt"),
        "project": _sha256(root / "pyproject.toml"),
        "folder": str(root),
    }


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise SetUpError(
            f"Le fichier {path.name} ne peut pas être lu : récupérez de nouveau le dossier complet."
        ) from error


def read_stamp(venv: Path) -> dict[str, str]:
    """Return what the environment was made from; empty when that is not known."""
    try:
        stamp = json.loads((venv / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in stamp.items()} if isinstance(stamp, dict) else {}


def write_stamp(venv: Path, stamp: dict[str, str]) -> None:
    """Keep what the environment is made from, whole or not at all."""
    fresh = venv / (STAMP + ".new")
    fresh.write_text(json.dumps(stamp, indent=1) + "\n", encoding="utf-8")
    fresh.replace(venv / STAMP)


def is_sound(venv: Path, stamp: dict[str, str], want: dict[str, str]) -> bool:
    """Tell whether an environment can be kept: whole, in its place, of this Python, with pip."""
    if (venv / UNDER_WAY).exists() or not venv_python(venv).exists():
        return False
    if any(stamp.get(key, want[key]) != want[key] for key in ("python", "folder")):
        return False
    probe = "import pip, sys; print('.'.join(map(str, sys.version_info[:2])))"
    try:
        done = subprocess.run(
            [str(venv_python(venv)), "-c", probe], capture_output=True, encoding="utf-8", check=False
        )
    except OSError:
        return False
    return done.returncode == 0 and done.stdout.strip() == want["python"]


def venv_command() -> list[str]:
    """Return the command that installs what Debian leaves out of Python, to be run as root."""
    minor = ".".join(str(part) for part in sys.version_info[:2])
    return ["apt-get", "install", "-y", "--no-install-recommends", "python3-venv", f"python{minor}-venv"]


def can_make_venv() -> bool:
    """Tell whether this Python has `venv` and `ensurepip` (Debian ships them apart)."""
    probe = (
        "import importlib.util as u, sys; sys.exit(not (u.find_spec('venv') and u.find_spec('ensurepip')))"
    )
    return subprocess.run([base_python(), "-c", probe], check=False).returncode == 0


def provide_venv() -> None:
    """Make sure that environments can be made: by apt where we are root, else by saying what to type.

    Raises:
        SetUpError: When it is for the reader to do.
    """
    if can_make_venv():
        return
    command = venv_command()
    if shutil.which("apt-get") is None:
        raise SetUpError(
            "Ce Python n'a pas les modules venv et ensurepip : "
            "installez un Python complet (https://www.python.org/downloads/), puis relancez la même commande."
        )
    typed = " ".join(command)
    if getattr(os, "geteuid", lambda: 1)() != 0:
        raise SetUpError(f"Il manque python3-venv ; tapez : sudo {typed}   puis relancez la même commande.")
    say("Installation de python3-venv…")
    apt(command)
    if not can_make_venv():
        raise SetUpError(f"python3-venv n'a pas pu être installé ; regardez ce que répond : {typed}")


def apt(command: list[str]) -> None:
    """Install packages quietly, as root; whoever calls looks whether it helped."""
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for step in (["apt-get", "update", "-qq"], command):
        subprocess.run(step, env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)


def has_display() -> bool:
    """Tell whether a window may be shown here."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing_libraries() -> list[str]:
    """Return the packages that the window still needs of the system; none elsewhere than on Linux."""
    if not sys.platform.startswith("linux"):
        return []
    return [package for name, package in QT_LIBRARIES.items() if not can_load(name)]


def can_load(name: str) -> bool:
    """Tell whether the system has a library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def provide_libraries() -> None:
    """Make sure that a window can be drawn: by apt where we are root, else by saying what to type.

    Raises:
        SetUpError: When it is for the reader to do.
    """
    missing = missing_libraries()
    if not missing:
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    typed = " ".join(command)
    if shutil.which("apt-get") is None:
        wanted_names = ", ".join(name for name, package in QT_LIBRARIES.items() if package in missing)
        raise SetUpError(
            f"Il manque à la fenêtre des bibliothèques du système : {wanted_names} ; "
            "installez-les, puis relancez la même commande."
        )
    if getattr(os, "geteuid", lambda: 1)() != 0:
        raise SetUpError(
            f"Il manque des bibliothèques à la fenêtre ; tapez : sudo {typed}   puis relancez la même commande."
        )
    say("Installation de ce que la fenêtre demande au système…")
    apt(command)
    if missing_libraries():
        raise SetUpError(
            f"Ce que la fenêtre demande n'a pas pu être installé ; regardez ce que répond : {typed}"
        )


def make_venv(venv: Path) -> None:
    """Make an empty environment, marked as under way until it is complete.

    Raises:
        SetUpError: When it cannot be made.
    """
    provide_venv()
    say("Création de l'environnement Python (.venv)…")
    try:
        if venv.is_symlink() or venv.is_file():
            venv.unlink()
        elif venv.exists():
            shutil.rmtree(venv)
        venv.mkdir()
        (venv / UNDER_WAY).touch()
    except OSError as error:
        raise SetUpError(
            f"Le dossier {venv} ne peut pas être refait : fermez ce qui s'en sert, effacez-le, puis relancez."
        ) from error
    done = subprocess.run([base_python(), "-m", "venv", str(venv)], capture_output=True, check=False)
    if done.returncode != 0:
        sys.stderr.buffer.write(done.stdout + done.stderr)
        raise SetUpError("L'environnement Python n'a pas pu être créé : lisez le message ci-dessus.")


def pip(venv: Path, *arguments: str, wish: str) -> None:
    """Run pip of the environment, quietly.

    Raises:
        SetUpError: When pip fails; its own words stand above.
    """
    command = [str(venv_python(venv)), "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
    done = subprocess.run([*command, "--quiet", *arguments], stdin=subprocess.DEVNULL, check=False)
    if done.returncode != 0:
        raise SetUpError(wish)


def install(venv: Path, root: Path, stamp: dict[str, str], want: dict[str, str]) -> None:
    """Install what is locked and the project itself, each only when it changed.

    Raises:
        SetUpError: When pip fails.
    """
    (venv / UNDER_WAY).touch()
    if stamp.get("lock") != want["lock"]:
        say("Installation des bibliothèques (quelques minutes la première fois)…")
        pip(
            venv,
            *("--require-hashes", "-r", str(root / "requirements" / "lock.txt")),
            wish="Les bibliothèques n'ont pas pu être installées : "
            "vérifiez la connexion à Internet, puis relancez la même commande.",
        )
    pip(
        venv,
        *("--no-deps", "--no-build-isolation", "--editable", str(root)),
        wish="Le logiciel n'a pas pu être installé dans .venv : "
        "effacez le dossier .venv, puis relancez la même commande.",
    )
    write_stamp(venv, want)
    (venv / UNDER_WAY).unlink()


def set_up(root: Path = ROOT) -> Path:
    """Bring the environment up to date and return its Python.

    Raises:
        SetUpError: With the sentence that says what to do.
    """
    check_python(sys.version_info[:2])
    venv = root / ".venv"
    want = wanted(root)
    stamp = read_stamp(venv)
    sound = is_sound(venv, stamp, want)
    if sound and stamp == want:
        return venv_python(venv)
    if not sound:
        make_venv(venv)
        stamp = {}
    install(venv, root, stamp, want)
    say("Tout est en place.")
    return venv_python(venv)


def call(*command: str) -> int:
    """Run a command in the project's folder and return its exit status."""
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def run(arguments: list[str]) -> int:
    """Open the window on a practice shop; where there is no display, live a week in one and say what to open."""
    python = str(set_up())
    if has_display():
        provide_libraries()
    return call(python, "-m", "concierge_desk.practice", "--to", "practice", *arguments)


def test(arguments: list[str]) -> int:
    """Run the whole suite with its coverage floors, or what pytest is asked for."""
    python = str(set_up())
    provide_libraries()
    return call(python, "-m", "pytest", *(arguments or whole_suite(cores())))


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def whole_suite(processes: int) -> list[str]:
    """Return pytest's arguments for the whole suite: a file stays in one process, for what its tests share."""
    return [f"--numprocesses={processes}", "--dist=loadfile", *COVERAGE]


def lint(arguments: list[str]) -> int:
    """Run every check that reads the code without running it; all of them, whatever the first says."""
    if arguments:
        raise SetUpError("« python3 dev.py lint » ne prend pas d'argument.")
    python = str(set_up())
    imports = "from importlinter.cli import lint_imports_command as lint; lint()"
    checks = (
        ("format", ("-m", "ruff", "format", "--check", ".")),
        ("règles", ("-m", "ruff", "check", ".")),
        ("sens des imports", ("-c", imports, "--no-logo")),
        ("types", ("-m", "mypy")),
    )
    failed = []
    for name, check in checks:
        say(f"— {name}")
        if call(python, *check) != 0:
            failed.append(name)
    if failed:
        say(f"À reprendre : {', '.join(failed)}.")
    return 1 if failed else 0


def lock(arguments: list[str]) -> int:
    """Resolve the dependencies again, for every system and Python we support."""
    typed = " ".join((*LOCK_COMMAND, *arguments))
    if shutil.which("uv") is None:
        raise SetUpError(
            f"Il faut uv (https://docs.astral.sh/uv/) ; une fois installé, la commande est : {typed}"
        )
    say(typed)
    return call(*LOCK_COMMAND, *arguments)


def marked_texts(
    source: IO[bytes], keywords: Collection[str], _comment_tags: Collection[str], **_options: object
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Find the marked sentences of a module for Babel, which calls this by its name in babel.cfg.

    Babel's own reader takes `fr(KINDS["kind"])` for a sentence and, before Python 3.12, sees nothing
    inside an f-string.
    """
    for node in ast.walk(ast.parse(source.read())):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        mark = getattr(node.func, "attr", None) or getattr(node.func, "id", None)
        text = node.args[0]
        if mark in keywords and isinstance(text, ast.Constant) and isinstance(text.value, str):
            yield node.lineno, str(mark), text.value, []


def text_steps(template: str) -> tuple[tuple[str, ...], ...]:
    """Return what Babel does: extract into a template, update the French catalogue, compile it.

    Nothing of the day or the machine gets into the files: the same texts give the same bytes.
    """
    marks = [word for mark in TEXT_MARKS for word in ("-k", mark)]
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
    python = str(set_up())
    with tempfile.TemporaryDirectory() as folder:
        for step in text_steps(str(Path(folder) / "concierge_desk.pot")):
            quiet = ("-q",) if step[0] != "compile" else ()
            if status := call(python, "-m", "babel.messages.frontend", *quiet, *step):
                return status
    return 0


def docs(arguments: list[str]) -> int:
    """Make docs/commands.md, docs/schema.md and the table of holidays anew from the program itself."""
    return call(str(set_up()), str(ROOT / "docs" / "generate.py"), *arguments)


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "lint": lint,
    "texts": texts,
    "docs": docs,
    "lock": lock,
}


def main(arguments: list[str]) -> int:
    """Run one command; return its exit status (2: wrong usage, 4: the set-up could not be done)."""
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
