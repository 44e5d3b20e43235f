"""Status files of an open desk.

Source: decision 0080.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from concierge_desk.desk.desk import Desk
from concierge_desk.domain.override import override
from concierge_desk.i18n import N_
from concierge_desk.jobs import status_sheets
from concierge_desk.jobs.page_desk import PageDesk
from concierge_desk.pages.statuses.face import Differences, StatusesFace, StatusFile, StatusLine
from concierge_desk.ui.presenter.port import Port

if TYPE_CHECKING:
    from concierge_desk.media.system import System


class StatusesDesk(PageDesk, StatusesFace):
    """The desk of the page of the statuses."""

    def __init__(
        self, desk: Desk, port: Port, operator: str | None = None, system: "System | None" = None
    ) -> None:
        """Look at the desk of a window.

        Args:
            desk: The open desk; it outlives this.
            port: The window's.
            operator: Code of whoever is at the counter; the first of the settings by default.
            system: The machine whose sticks are found; the one the program runs on by default.
        """
        super().__init__(desk, port, operator)
        self._system = system

    @override
    def files(self) -> tuple[StatusFile, ...]:
        say = self.speech.say
        return tuple(
            StatusFile(
                found.path,
                found.path.name,
                say(N_("Stick {label}"), label=found.place) if found.place else say(N_("Downloads")),
                found.rows,
            )
            for found in status_sheets.found_statuses(self._system)
        )

    @override
    def preview(self, path: Path) -> tuple[StatusLine, ...]:
        return tuple(
            StatusLine(f"{row.line}", row.cells["tracking"], row.cells["status"])
            for row in status_sheets.read_statuses(path)
        )

    @override
    def compare(self, path: Path) -> Differences:
        rows = status_sheets.read_statuses(path)
        found = status_sheets.compare_statuses(self._desk, rows, self._operator, self.lang)
        lines = tuple(StatusLine(one.ref, one.title, one.detail, one.part) for one in found.otherwise)
        return Differences(found.agree, found.unknown, lines)
