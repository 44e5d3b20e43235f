"""Files of several days for a partner, from the window: into the folder where files lie until they are handed on."""

from pathlib import Path

from concierge_desk.desk.desk import Desk
from concierge_desk.paths import reports_at_hand


class PartnerFiles:
    """Writes a partner's files of an open desk."""

    def __init__(self, desk: Desk, operator: str | None = None) -> None:
        """Look at the desk of a window.

        Args:
            desk: The open desk; it outlives this.
            operator: Code of whoever writes; whoever is at the counter by default.
        """
        self._desk = desk
        self._operator = operator

    def of_days(self, partner: str, first_day: str, last_day: str) -> Path:
        """Write what is a partner's of some days, by his code and ISO dates, and return where the file lies.

        Raises:
            DeskError: As `write_days`.
        """
        # What makes such a file is not loaded before somebody asks.
        from concierge_desk.jobs.partner_days.days_file import DaysAsked, write_days  # noqa: PLC0415

        asked, by = DaysAsked(partner, first_day, last_day), self._desk.present(self._operator)
        return write_days(
            self._desk,
            asked,
            reports_at_hand(self._desk.folder.root, practice=self._desk.identity.practice),
            by,
        ).path
