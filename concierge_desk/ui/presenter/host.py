"""Host of a page: what the frame of the window lends it, whatever the page shows; no Qt.

Source: decisions 0021, 0035.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from concierge_desk.ui.presenter.handover import CloseFor, stay_open
from concierge_desk.ui.presenter.paper_host import NoPrinters, PaperHost
from concierge_desk.ui.presenter.picture import Long, RunJob
from concierge_desk.ui.presenter.request import PageRequest


def nothing(*_given: object) -> None:
    """Stand where a window is to be bound."""


@dataclass(frozen=True, slots=True)
class PageHost:
    """The frame of the window, as a page uses it.

    Attributes:
        run: Runs a job of the desk away from the window, one after another.
        long: Runs what takes long beside those.
        acted: Something was done that the frame shows.
        open: Opens another page, by its code.
        ask: Asks something of the counter.
        show_paper: Shows a paper over the page, as a file; None puts it away.
        resume: Takes up the visits that were set aside.
        count_in: Counts whoever came in.
        free: Gives the keyboard to the scan line.
        step_back: Steps back on the page, and from it to the counter.
        printers: The printers, and what they are at.
        scans: How many codes were scanned since the window was opened.
        close_for: Closes the window for something else, or says why not.
        learn: Lets a page hear whatever is scanned, sign by sign: the code, and what its keys wrote; None for no more.
        ask_preference: Opens the sheet of this PC's preferences at a question: ``printer``.
        prefer: Keeps a preference of this PC, by its name.
    """

    run: RunJob
    long: Long
    acted: Callable[[], None] = nothing
    open: Callable[[str], None] = nothing
    ask: Callable[[PageRequest], None] = nothing
    show_paper: Callable[[str | None], None] = nothing
    count_in: Callable[[], None] = nothing
    free: Callable[[], None] = nothing
    step_back: Callable[[], None] = nothing
    printers: PaperHost = field(default_factory=NoPrinters)
    scans: Callable[[], int] = lambda: 0
    close_for: CloseFor = stay_open
    learn: Callable[[Callable[[str, str], object] | None], None] = nothing
    ask_preference: Callable[[str], None] = nothing
    prefer: Callable[[str, Any], None] = nothing
