"""The months and fiscal years as their page sees them; no Qt, no store.

Every call may wait for the disk: it is made on the tasks' threads, never on the window's.

Source: decision 0079.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from concierge_desk.counter.periods.sheet import PeriodTable
from concierge_desk.ui.presenter.figures import BigFigure
from concierge_desk.ui.presenter.picture import Speaks


@dataclass(frozen=True, slots=True)
class KnownPeriods:
    """Months and fiscal years of which something is closed, the earliest first."""

    months: tuple[str, ...] = ()
    years: tuple[str, ...] = ()

    def of(self, *, years: bool) -> tuple[str, ...]:
        """Return the fiscal years, or the months."""
        return self.years if years else self.months


@dataclass(frozen=True, slots=True)
class ShownPeriod:
    """A month or a fiscal year, in the language of the window.

    Attributes:
        period: ``2026-11``, or the year that a fiscal year begins in.
        title: What it is called.
        standing: Whether it is closed, and by which numbers.
        big: What is read from afar.
        tables: The rest.
        paper: Name of its paper; empty before its closing.
        cautions: Name of the paper of the cautions held as it ended; of what has no such paper, of those held now.
        closable: Something of it is over and not closed yet.
    """

    period: str
    title: str
    standing: str
    big: tuple[BigFigure, ...]
    tables: tuple[PeriodTable, ...]
    paper: str = ""
    cautions: str = "cautions:now"
    closable: bool = False


class MonthFace(Speaks, Protocol):
    """Face of the desk to the page of the month: all that the page may ask of it."""

    def periods(self) -> KnownPeriods:
        """Return which there are."""

    def shown(self, period: str) -> ShownPeriod:
        """Return one of them.

        Raises:
            Refused: ``month.unknown``.
        """

    def write(self, period: str) -> Path:
        """Write one of them as a table, where this user looks for documents; return its file.

        Raises:
            Refused: ``month.unknown``.
            EnvironmentFailure: ``file.cannot_write``.
        """
