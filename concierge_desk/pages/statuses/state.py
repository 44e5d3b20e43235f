"""State of the page of the statuses: one unmoving picture after another.

Source: decision 0080.
"""

from dataclasses import dataclass
from pathlib import Path

from concierge_desk.pages.statuses.face import Differences, StatusFile, StatusLine
from concierge_desk.ui.presenter.told import Message


@dataclass(frozen=True, slots=True)
class StatusesState:
    """Everything the page of the statuses shows.

    Attributes:
        files: Files with statuses; None before they were looked for.
        file: The file that is chosen; None where there is none.
        preview: What it says; None before it was looked at.
        found: What differs; None before it was compared.
        line: The line of what differs that is chosen; empty where none is.
        told: The last sentence.
        busy: The desk is at work.
    """

    files: tuple[StatusFile, ...] | None = None
    file: Path | None = None
    preview: tuple[StatusLine, ...] | None = None
    found: Differences | None = None
    line: str = ""
    told: Message | None = None
    busy: bool = False
