"""Dispute files from the window: into the folder where files for principals lie until they are handed on."""

from pathlib import Path
from typing import TYPE_CHECKING

from concierge_desk.desk.desk import Desk
from concierge_desk.domain.errors import Refused
from concierge_desk.paths import reports_at_hand
from concierge_desk.store import day as days

if TYPE_CHECKING:
    from concierge_desk.jobs.dispute.selection import Subject


class Disputes:
    """Writes dispute files of an open desk."""

    def __init__(self, desk: Desk, operator: str | None = None) -> None:
        """Look at the desk of a window.

        Args:
            desk: The open desk; it outlives this.
            operator: Code of whoever writes; whoever is at the counter by default.
        """
        self._desk = desk
        self._operator = operator

    def about(self, principal: str, number: str) -> Path:
        """Write the file about a carrier's number, or the code of our label, and return where it lies.

        Raises:
            DeskError: As `write_dispute`.
        """
        # What makes such a file is not loaded before somebody asks.
        from concierge_desk.jobs.dispute.selection import Subject  # noqa: PLC0415

        return self._written(Subject(principal, number))

    def about_day(self, day: str) -> tuple[Path, ...]:
        """Write the file about a closed day, for each who has a daily file of it, and return where they lie.

        Args:
            day: ISO date.

        Raises:
            DeskError: As `write_dispute`.
        """
        from concierge_desk.desk.partner_files import exports_of_closing  # noqa: PLC0415  (as above)
        from concierge_desk.jobs.dispute.selection import Subject  # noqa: PLC0415  (as above)

        numbers = self._desk.store.read(lambda rows: days.closings_of(rows, day))
        if not numbers:
            raise Refused("export.day_open", day=day)
        exports = self._desk.store.read(
            lambda rows: [one for number in numbers for one in exports_of_closing(rows, number)]
        )
        whose = dict.fromkeys(one.principal for one in exports)
        return tuple(self._written(Subject(principal, day=day)) for principal in whose)

    def _written(self, subject: "Subject") -> Path:
        from concierge_desk.jobs.dispute.writing import write_dispute  # noqa: PLC0415  (as above)

        folder = reports_at_hand(self._desk.folder.root, practice=self._desk.identity.practice)
        return write_dispute(self._desk, subject, folder, self._desk.present(self._operator)).path
