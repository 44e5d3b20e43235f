"""Status files as the page sees them; no Qt, no store.

Source: decision 0080.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from concierge_desk.ui.presenter.picture import Speaks


@dataclass(frozen=True, slots=True)
class StatusFile:
    """A file with statuses: where it lies, what it is called, the stick or the downloads, how many it has."""

    path: Path
    name: str
    place: str
    rows: int


@dataclass(frozen=True, slots=True)
class StatusLine:
    """A line of the list, in the language shown.

    Attributes:
        ref: Number of an item: opens its card; tells one line from another.
        label: The number.
        detail: Its status in the file; what each of both says of it.
        part: Heading that it stands under; empty where none does.
    """

    ref: str
    label: str
    detail: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Differences:
    """What came of a comparison: how many agree, how many have a status that is not known, and the rest."""

    agree: int
    unknown: int
    lines: tuple[StatusLine, ...]


class StatusesFace(Speaks, Protocol):
    """Face of the page; every call may wait for the disk."""

    def files(self) -> tuple[StatusFile, ...]:
        """Return the files with statuses."""

    def preview(self, path: Path) -> tuple[StatusLine, ...]:
        """Return what a file says; nothing is written.

        Raises:
            EnvironmentFailure: ``file.missing``.
            Refused: It is no such file.
        """

    def compare(self, path: Path) -> Differences:
        """Compare a file with what is here; that it was done is kept.

        Raises:
            EnvironmentFailure: ``file.missing``, the disk.
            Refused: As `preview`; what the command refuses, such as that no day is open.
        """
