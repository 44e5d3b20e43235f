"""pip, asked for exactly what a lock holds: nothing is resolved, so that no library's next release is ever looked at.

Source: decision 0030.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from provisioning import locks, reasons
from provisioning.terminal import Progress, SetUpError

LOG = "pip.log"
OLD_PIPS = "old-pip"
PROJECT = "concierge-desk"

EXACTLY = ("--require-hashes", "--no-deps", "--only-binary", ":all:")
"""A source would be built with whatever its builder is today."""

_INSTALLED = (
    "import importlib.metadata as m, json; print(json.dumps([d.metadata['Name'] for d in m.distributions()]))"
)


def venv_python(venv: Path) -> Path:
    """Return where the environment's own Python lies on this system."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


class Pip:
    """pip of an environment; all that it says is kept in a file there."""

    def __init__(self, venv: Path) -> None:
        self._venv = venv
        self.log = venv / LOG

    def install_lock(self, path: Path) -> None:
        """Make the environment hold a lock, and nothing else but the project.

        Where the lock holds pip itself, that goes first and alone: the rest is then installed by the one pip that we
        know, and none is replaced while it works.

        Raises:
            SetUpError: With the sentence that says what to do.
        """
        wanted = locks.entries(path)
        if "pip" in wanted:
            first = self._venv / "pip.txt"
            first.write_text(wanted["pip"] + "\n", encoding="utf-8")
            self._try(install_words(first))
        progress = Progress(len(wanted), sys.stdout)
        try:
            self._try(install_words(path), progress.read)
        finally:
            progress.close()
        strange = sorted(self._installed() - set(wanted) - {"pip", PROJECT})
        if strange:
            self._try(("uninstall", "--yes", *strange))

    def install_project(self, root: Path) -> None:
        """Install the project itself, where it lies, with what the lock brought for that.

        Raises:
            SetUpError: With the sentence that says what to do.
        """
        self._try(("install", "--no-deps", "--no-build-isolation", "--editable", str(root)))

    def fetch_old_pips(self, path: Path) -> None:
        """Fetch the pips of other days, for the tests.

        Raises:
            SetUpError: With the sentence that says what to do.
        """
        self._try(("download", *EXACTLY, "--dest", str(self._venv / OLD_PIPS), "--requirement", str(path)))

    def check(self) -> None:
        """Make sure that what is installed goes together.

        Raises:
            SetUpError: When it does not: the lock is not whole.
        """
        status, lines = self._run(("check",), _unheard)
        if status != 0:
            raise SetUpError(
                f"Le verrou n'est pas complet (pip check) : {'; '.join(lines)}. Qui a changé pyproject.toml "
                "lance « python3 dev.py lock » ; sinon, signalez-le."
            )

    def _installed(self) -> set[str]:
        done = subprocess.run(
            [str(venv_python(self._venv)), "-c", _INSTALLED],
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        names = json.loads(done.stdout) if done.returncode == 0 else []
        return {locks.normal_name(name) for name in names if name}

    def _try(self, words: tuple[str, ...], hear: Callable[[str], None] | None = None) -> None:
        hear = hear or _unheard
        status, lines = self._run(words, hear)
        kind = reasons.kind_of(lines)
        if status != 0 and kind == "unclear":
            status, lines = self._run((*words, "-vv"), _unheard)
            kind = reasons.kind_in_full(lines)
        if status != 0:
            said = reasons.sentence(kind, reasons.library_of(lines), str(self._venv))
            raise SetUpError(f"{said}\nTout ce que pip a dit est dans {self.log}")

    def _run(self, words: tuple[str, ...], hear: Callable[[str], None]) -> tuple[int, list[str]]:
        command = command_line(self._venv, *words)
        heard = dict(os.environ, PYTHONUNBUFFERED="1", PYTHONIOENCODING="utf-8", PIP_NO_COLOR="1")
        lines: list[str] = []
        # `with`: pip is not left alone when the terminal is interrupted.
        with subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=heard,
            encoding="utf-8",
            errors="replace",
        ) as running:
            assert running.stdout is not None
            for line in running.stdout:
                lines.append(line.rstrip())
                self._keep(line)
                hear(lines[-1])
        return running.returncode, lines

    def _keep(self, line: str) -> None:
        # A full disk is told by pip's own words; that the log has no room for them is no second failure.
        with suppress(OSError), self.log.open("a", encoding="utf-8") as log:
            log.write(line)


def install_words(path: Path) -> tuple[str, ...]:
    """Return what pip is asked for, for exactly what a file holds."""
    return ("install", *EXACTLY, "--progress-bar", "off", "--requirement", str(path))


def command_line(venv: Path, *words: str) -> list[str]:
    """Return the command that runs pip: as a module, for Windows replaces no program that runs."""
    return [str(venv_python(venv)), "-m", "pip", "--disable-pip-version-check", "--no-input", *words]


def _unheard(_line: str) -> None:
    """Take a line that is only for the log."""
