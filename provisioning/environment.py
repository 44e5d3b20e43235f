"""The environment `.venv`: made, kept, brought up to date, made again when an earlier set-up was interrupted."""

from __future__ import annotations

import errno
import json
import shutil
import subprocess
import sys
from pathlib import Path

from provisioning import locks, reasons
from provisioning.pip import LOG, Pip, venv_python
from provisioning.system import base_python, provide_venv
from provisioning.terminal import SetUpError, say

FOLDER = ".venv"
STAMP = ".concierge-desk.json"
UNDER_WAY = ".concierge-desk.under-way"
EMPTY_BYTES = 50_000_000
"""What an environment without any library takes, and more."""

ALSO_HELD = {locks.RUN: (locks.RUN,), locks.TEST: (locks.RUN, locks.TEST)}
"""The locks that an environment made from one holds: the larger has the smaller in it."""


def wanted(root: Path) -> dict[str, str]:
    """Return what a whole environment is made from.

    Raises:
        SetUpError: When a file of it cannot be read.
    """
    return {
        "python": ".".join(str(part) for part in sys.version_info[:2]),
        "folder": str(root),
        "project": locks.project_fingerprint(root),
        **{lock: locks.fingerprint(root, lock) for lock in ALSO_HELD},
    }


def serves(stamp: dict[str, str], want: dict[str, str], lock: str) -> bool:
    """Tell whether nothing is left to do: one made for the tests runs the program too."""
    return all(stamp.get(key) == want[key] for key in ("python", "folder", "project", lock))


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
        if error.errno == errno.ENOSPC:
            raise
        raise SetUpError(
            f"Le dossier {venv} ne peut pas être refait : fermez ce qui s'en sert, effacez-le, puis relancez."
        ) from error
    done = subprocess.run(
        [base_python(), "-m", "venv", str(venv)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode != 0:
        words = done.stdout.decode("utf-8", "replace")
        kind = reasons.kind_of(words.splitlines())
        # Of a full disk `venv` says no word.
        if kind == "other" and shutil.disk_usage(venv).free < EMPTY_BYTES:
            kind = "disk"
        if kind != "other":
            raise SetUpError(reasons.sentence(kind, "", str(venv)))
        sys.stderr.write(words)
        raise SetUpError("L'environnement Python n'a pas pu être créé : lisez le message ci-dessus.")


def set_up(root: Path, lock: str) -> Path:
    """Bring the environment up to date for a lock and return its Python.

    Raises:
        SetUpError: With the sentence that says what to do.
    """
    venv = root / FOLDER
    want = wanted(root)
    try:
        _bring_up_to_date(root, lock, want)
    except OSError as error:
        kind = reasons.kind_of([str(error)])
        raise SetUpError(f"{reasons.sentence(kind, '', str(venv))} ({error})") from error
    return venv_python(venv)


def _bring_up_to_date(root: Path, lock: str, want: dict[str, str]) -> None:
    venv = root / FOLDER
    stamp = read_stamp(venv)
    sound = is_sound(venv, stamp, want)
    if sound and serves(stamp, want, lock):
        return
    if not sound:
        make_venv(venv)
        stamp = {}
    (venv / UNDER_WAY).touch()
    (venv / LOG).unlink(missing_ok=True)
    pip = Pip(venv)
    held = {other: stamp[other] for other in ALSO_HELD if other in stamp}
    if held.get(lock) != want[lock]:
        say("Installation des bibliothèques (quelques minutes la première fois)…")
        pip.install_lock(locks.lock_path(root, lock))
        if lock == locks.TEST:
            pip.fetch_old_pips(root / locks.OLD_PIP)
        held = {other: want[other] for other in ALSO_HELD[lock]}
    pip.install_project(root)
    # Whole, though it may not go together: that is no reason to begin anew.
    (venv / UNDER_WAY).unlink()
    pip.check()
    write_stamp(venv, {key: want[key] for key in ("python", "folder", "project")} | held)
    say("Tout est en place.")
