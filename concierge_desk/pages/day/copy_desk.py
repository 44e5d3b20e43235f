"""Desk of the day's page in a copy that is only looked at: nothing is to be done in it.

Source: decision 0027.
"""

from dataclasses import replace
from typing import NoReturn

from concierge_desk.domain.errors import Refused
from concierge_desk.domain.override import override
from concierge_desk.pages.day.desk import DayDesk
from concierge_desk.pages.day.face import DaySummary, ReportFile
from concierge_desk.store.connection import Connection
from concierge_desk.ui.presenter.sticks_face import Stick

_READ_ONLY = "copy.read_only"


class CopyDay(DayDesk):
    """The day of a copy: see `pages.day.face.DayFace`. Nothing is to be done in it."""

    @override
    def sticks(self) -> tuple[Stick, ...]:
        """No copy is made of a copy."""
        return ()

    def report(self, report: ReportFile) -> NoReturn:
        """Write nothing for a principal from a copy.

        Raises:
            Refused: ``copy.read_only``.
        """
        raise Refused(_READ_ONLY)

    def _sheet(self, rows: Connection) -> DaySummary:
        """Return the day; of one that was open, what tells nothing of its drawer: it may still be to be counted."""
        sheet = super()._sheet(rows)
        if sheet.open:
            sheet = replace(sheet, money=None, counted=None, number="")
        return replace(
            sheet,
            read_only=True,
            open=False,
            half="",
            late=False,
            to_open=False,
            reopens=False,
            doubt="",
            step="rest",
            under_way=False,
            pending=(),
            pieces={},
        )
