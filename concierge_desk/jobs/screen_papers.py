"""Papers on the screen: each a file that is there as long as the window is.

A sheet is only looked at: the look is no print. A paper of a roll is printed by a key where a printer is set; where none is,
the screen is the paper.

Source: decisions 0025, 0049.
"""

import re
import shutil
from contextlib import suppress
from pathlib import Path

from concierge_desk.desk.desk import Desk

_LEAST_COPY = 1
"""The number of a first duplicate."""


class ShownPapers:
    """Draws papers for the screen.

    Attributes:
        by_printer: A printer is set at this PC.
    """

    def __init__(self, desk: Desk, operator: str) -> None:
        """Draw papers of an open desk, for whoever is at the counter."""
        self._desk = desk
        self._operator = operator
        self._folder = desk.folder.papers
        self._printable: dict[str, str] = {}
        self.by_printer = False
        # What a window that was killed had shown: names in clear stay no longer than they are looked at.
        self.forget()

    def draw(self, document: str) -> Path:
        """Draw a paper; it is journaled as printed where it is one of a roll that no printer is to print.

        Raises:
            Refused, EnvironmentFailure: As printing does.
        """
        # What draws papers is not loaded before one is shown.
        from concierge_desk.jobs.papers import PrintFormat, named, print_document, show_document  # noqa: PLC0415

        path = self._file(document)
        of_a_roll = named(document)[0].roll
        self._printable.pop(str(path), None)
        if of_a_roll and not self.by_printer:
            return print_document(self._desk, document, PrintFormat("pdf"), path, self._operator).path
        show_document(self._desk, document, path)
        if of_a_roll:
            self._printable[str(path)] = document
        return path

    def printable(self, file: str) -> str | None:
        """Return the paper that a file shows, where the printer can print it."""
        return self._printable.get(file) if self.by_printer else None

    def forget(self) -> None:
        """Take what was shown off the disk."""
        with suppress(OSError):
            shutil.rmtree(self._folder)

    def _file(self, document: str) -> Path:
        with suppress(OSError):
            # For this user's eyes only; what is wrong with the folder is told by the file that is put in it.
            self._folder.mkdir(mode=0o700, exist_ok=True)
        return self._folder / f"{re.sub(r'[^A-Za-z0-9-]+', '-', document)}.pdf"


class UncountedPapers(ShownPapers):
    """Draws papers of a desk that is only looked at: none of them counts as printed, and none is an original."""

    def draw(self, document: str) -> Path:
        """Draw a paper as a duplicate.

        Raises:
            Refused, EnvironmentFailure: As printing does.
        """
        from concierge_desk.jobs.papers import show_document  # noqa: PLC0415  (as above)

        path = self._file(document)
        show_document(self._desk, document, path, _LEAST_COPY)
        return path
