"""Papers on the screen: each a file that is there as long as the window is.

A sheet is only looked at: the look is no print, and the key that shows it prints it by a queue of the system. A paper of a
roll is printed by a key where a printer is set; where none is, the screen is the paper.

Source: decisions 0025, 0049, 0060.
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
        by_printer: A printer of rolls is set at this PC.
        labels_by_queue: A queue was chosen for labels at this PC: they are no papers of its printer of rolls.
    """

    def __init__(self, desk: Desk, operator: str | None) -> None:
        """Draw papers of an open desk, for whoever is at the counter."""
        self._desk = desk
        self._operator = operator
        self._folder = desk.folder.papers
        self._printable: dict[str, str] = {}
        self._sheets: dict[str, str] = {}
        self._rolls: set[str] = set()
        self.by_printer = False
        self.labels_by_queue = False
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
        file, of_a_roll = str(path), named(document)[0].roll and not self.is_label_of_queue(document)
        self._printable.pop(file, None)
        self._sheets.pop(file, None)
        if of_a_roll:
            self._rolls.add(file)
        if of_a_roll and not self.by_printer:
            by = self._desk.present(self._operator)
            return print_document(self._desk, document, PrintFormat("pdf"), path, by).path
        show_document(self._desk, document, path, operator=self._operator)
        (self._printable if of_a_roll else self._sheets)[file] = document
        return path

    def is_label_of_queue(self, document: str) -> bool:
        """Say whether a paper is a label that a queue of the system prints."""
        return self.labels_by_queue and _is_label(document)

    def several(self, file: str) -> bool:
        """Say at once, without the store, whether several of what a file shows may be printed at once: it is a label."""
        document = self._printable.get(file) or self._sheets.get(file)
        return document is not None and _is_label(document)

    def sheet(self, file: str) -> str | None:
        """Return the sheet that a file shows; None where it shows none, or one that goes by no name."""
        return self._sheets.get(file)

    def is_sheet(self, file: str) -> bool:
        """Say whether a file shows a sheet, of the journal or by itself: the recovery sheet is of no entry."""
        path = Path(file)
        return file in self._sheets or (path.parent == self._folder and file not in self._rolls)

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


def _is_label(document: str) -> bool:
    """Say whether a paper goes onto a thing; whatever asks for one has loaded what draws papers."""
    from concierge_desk.jobs.papers import named  # noqa: PLC0415  (as above)

    return named(document)[0].sticks


class UncountedPapers(ShownPapers):
    """Draws papers of a desk that is only looked at: none of them counts as printed, and none is an original."""

    def is_sheet(self, file: str) -> bool:
        """Print none of them."""
        return False

    def draw(self, document: str) -> Path:
        """Draw a paper as a duplicate.

        Raises:
            Refused, EnvironmentFailure: As printing does.
        """
        from concierge_desk.jobs.papers import show_document  # noqa: PLC0415  (as above)

        path = self._file(document)
        show_document(self._desk, document, path, _LEAST_COPY, self._operator)
        return path
