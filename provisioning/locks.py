"""The two locks: what a shop's PC needs (`run`) and that with what developers need (`test`).

Source: decision 0030.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from provisioning.terminal import SetUpError

RUN = "run"
TEST = "test"
OLD_PIP = "requirements/old-pip.txt"
"""Pips of other days, which the tests try the set-up with; never installed."""

_COMPILED = (
    *("--universal", "--generate-hashes", "--no-strip-extras", "--python-version", "3.11"),
    *("--custom-compile-command", "python3 dev.py lock"),
)
LOCK_COMMANDS = (
    (
        *("uv", "pip", "compile", "pyproject.toml", "--group", "build", "--group", "dev", *_COMPILED),
        *("-o", "requirements/test.txt"),
    ),
    (
        *("uv", "pip", "compile", "pyproject.toml", "--group", "build", *_COMPILED),
        *("-c", "requirements/test.txt", "-o", "requirements/run.txt"),
    ),
)
"""The larger one first: the smaller one takes its versions."""

_ENTRY = re.compile(r"(?m)^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==[^\n]*(?:\n[ \t]+--hash=[^\n]*)*")


def lock_path(root: Path, lock: str) -> Path:
    """Return where a lock lies."""
    return root / "requirements" / f"{lock}.txt"


def fingerprint(root: Path, lock: str) -> str:
    """Return what changes as soon as an environment of this lock would be another one.

    Raises:
        SetUpError: When a file cannot be read.
    """
    files = [lock_path(root, lock)] + ([root / OLD_PIP] if lock == TEST else [])
    return hashlib.sha256(b"\0".join(_bytes(path) for path in files)).hexdigest()


def project_fingerprint(root: Path) -> str:
    """Return what changes as soon as the project has to be installed again.

    Raises:
        SetUpError: When `pyproject.toml` cannot be read.
    """
    return hashlib.sha256(_bytes(root / "pyproject.toml")).hexdigest()


def entries(path: Path) -> dict[str, str]:
    """Return what a lock holds: each name in its normal form, and its lines as they stand.

    Raises:
        SetUpError: When it cannot be read.
    """
    text = _bytes(path).decode("utf-8", "replace").replace("\r\n", "\n")
    return {normal_name(found[1]): found[0] for found in _ENTRY.finditer(text)}


def normal_name(name: str) -> str:
    """Return the form in which two names of one library are the same.

    Source: https://peps.python.org/pep-0503/.
    """
    return re.sub(r"[-_.]+", "-", name).lower()


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SetUpError(
            f"Le fichier {path.name} ne peut pas être lu : récupérez de nouveau le dossier complet."
        ) from error
