"""Summaries as their page sees them; no Qt, no store.

Every call may wait for the disk: it is made on the tasks' threads, never on the window's.

Source: decision 0081.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from concierge_desk.ui.presenter.figures import Figure
from concierge_desk.ui.presenter.picture import Speaks


@dataclass(frozen=True, slots=True)
class SummaryPeriod:
    """A week or a month in which a day was closed.

    Attributes:
        code: ``2026-W48`` or ``2026-11``.
        title: What it is called, in the language shown.
        weekly: It is a week.
    """

    code: str
    title: str
    weekly: bool


@dataclass(frozen=True, slots=True)
class SummaryPart:
    """Part of a summary: its title and its figures."""

    title: str
    figures: tuple[Figure, ...]


class SummariesFace(Speaks, Protocol):
    """Face of the desk to the page of the summaries: all that the page may ask of it."""

    @property
    def door(self) -> str:
        """Door behind which a visit of the office is noted."""

    def periods(self) -> tuple[SummaryPeriod, ...]:
        """Return those that there are: weeks, then months, each the latest first.

        Raises:
            EnvironmentFailure: The store cannot be read.
        """

    def parts(self, code: str) -> tuple[SummaryPart, ...]:
        """Return what the summary of a period says.

        Raises:
            Refused: ``relay.period_empty``.
            EnvironmentFailure: The store cannot be read.
        """

    def write(self, code: str) -> Path:
        """Write its files where La Poste's reports are put, and return the workbook.

        Raises:
            EnvironmentFailure: ``file.cannot_write``.
        """
