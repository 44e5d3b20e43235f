"""Status files of an open desk.

Source: decision 0080.
"""

from pathlib import Path

from concierge_desk.domain.override import override
from concierge_desk.i18n import N_
from concierge_desk.jobs import status_sheets
from concierge_desk.jobs.page_desk import MachineDesk
from concierge_desk.pages.statuses.face import Differences, StatusesFace, StatusFile, StatusLine


class StatusesDesk(MachineDesk, StatusesFace):
    """The desk of the page of the statuses."""

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
