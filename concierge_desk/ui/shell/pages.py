"""The pages behind the rail: the day, the journal, the copies, the shelves; each bound to the desk when it is first opened.

Source: issue "Journée"; decisions 0021 to 0024.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from concierge_desk.ui.front.open_desk import OpenDesk
from concierge_desk.ui.front.picture import Run
from concierge_desk.ui.kit.tasks import Tasks
from concierge_desk.ui.shell.desk_view import COPIES, COUNTER, DAY, JOURNAL, DeskView
from concierge_desk.ui.shell.long_work import long_on

if TYPE_CHECKING:
    from concierge_desk.ui.front.shelf import Shelf
    from concierge_desk.ui.shell.copies_keys import CopiesKeys
    from concierge_desk.ui.shell.day_keys import DayKeys
    from concierge_desk.ui.shell.journal_keys import JournalKeys


class Pages(QObject):
    """Opens pages and hands them their keys.

    Attributes:
        asked: A page asks something of the counter: `ui.front.shelf_state.Asked`.
        acted: Something was done that the frame of the window shows.
        papered: A page shows a paper, as a file; None where it was put away.
        day: What the keys do on the page of the day; None until it is first opened.
        journal: What they do on that of the journal.
        copies: What they do on that of the copies.
        shelves: What they do on the page of a service, by its code; those that were opened.
    """

    asked = Signal(object)
    acted = Signal()
    papered = Signal(object)

    def __init__(self, view: DeskView, tasks: Tasks, run: Run) -> None:
        super().__init__(view)
        self._view, self._tasks, self._run = view, tasks, run
        self._long = long_on(tasks)
        self._desk: OpenDesk | None = None
        self._early: tuple[str, bool] | None = None
        self.day: DayKeys | None = None
        self.journal: JournalKeys | None = None
        self.copies: CopiesKeys | None = None
        self.shelves: dict[str, Shelf] = {}

    @property
    def rest(self) -> bool:
        """Whether no page has anything at work."""
        at_work = self.day is not None and self.day.evening.state.busy
        return not at_work and not any(keys.busy for keys in self._sheets)

    @property
    def _sheets(self) -> "list[JournalKeys | CopiesKeys]":
        """Those that show papers."""
        return [keys for keys in (self.journal, self.copies) if keys is not None]

    def bind(self, desk: OpenDesk) -> None:
        """Lead to the pages of a desk that is open."""
        self._desk = desk
        self._view.add_services(desk.services)
        if self._early is not None:
            # A page was asked for while the desk was being opened.
            code, begin = self._early
            self.open(code, begin=begin)

    def open(self, code: str, *, begin: bool = False) -> None:
        """Open a page, and give it the keyboard.

        Args:
            code: ``counter``, ``day``, ``journal``, ``copies``, or a service.
            begin: Go on at once with what the evening owes.
        """
        for keys in self._sheets:
            keys.leave()
        self._view.open(code)
        self._early = (code, begin) if self._desk is None else None
        if code in self._view.services:
            self._open_shelf(code)
        elif code == JOURNAL:
            self._with_journal()
        elif code == COPIES:
            self._with_copies()
        else:
            self._view.line.setFocus()
            if code == DAY:
                self._with_day(begin=begin)

    def press(self, name: str) -> bool:
        """Do what a key does on the page that is open; False where it does what it does everywhere."""
        if self._view.page == DAY and self.day is not None:
            return self.day.press(name)
        if self._view.page in {JOURNAL, COPIES} and name == "escape":
            # What was to be stepped back from was: the page has nothing more to do with it.
            self.open(COUNTER)
            return True
        return False

    def scan(self, code: str) -> bool:
        """Hand a scan to the page that is open; False where it is one for the counter."""
        shelf = self.shelves.get(self._view.page)
        return shelf is not None and shelf.scan(code)

    def look(self) -> None:
        """Read anew what the page that is open shows: another process may have changed it."""
        page = self._view.page
        if page in self.shelves:
            self.shelves[page].look()
        elif page == DAY:
            self._with_day(begin=False)
        elif page == JOURNAL and self.journal is not None:
            self.journal.journal.look()

    def put_paper_away(self) -> None:
        """Take the paper of a page off the screen."""
        for keys in self._sheets:
            keys.put_away()

    def stop(self) -> None:
        """Look for nothing any more."""
        if self.day is not None:
            self.day.stop()
        if self.copies is not None:
            self.copies.leave()

    def _open_shelf(self, code: str) -> None:
        page = self._view.shelf(code)
        if self._desk is None:
            return
        if code not in self.shelves:
            from concierge_desk.ui.front.shelf import Shelf  # noqa: PLC0415  (no page is loaded before it is opened)

            self.shelves[code] = Shelf(self._desk.face, code, self._run, page.show_state, self.asked.emit)
            page.bind(self.shelves[code])
        self.shelves[code].take_up()
        page.start()

    def _with_day(self, *, begin: bool) -> None:
        """Show the day as it stands; its part of the desk is loaded the first time."""

        def bound(face: Any) -> None:
            if self.day is None:
                from concierge_desk.ui.shell.day_keys import DayKeys  # noqa: PLC0415  (as above)

                self.day = DayKeys(self._view.day, face, self._run, self._long)
                self.day.acted.connect(self.acted)
                self.day.went.connect(self.open)
            self.day.look(begin=begin)

        if self.day is not None:
            self.day.look(begin=begin)
        elif self._desk is not None:
            self._load(self._desk.day, bound)

    def _with_journal(self) -> None:
        """Show the journal; its part of the desk is loaded the first time."""

        def bound(face: Any) -> None:
            if self.journal is None:
                from concierge_desk.ui.shell.journal_keys import JournalKeys  # noqa: PLC0415  (as above)

                self.journal = JournalKeys(self._view.sheets.journal, face, self._run, self._long)
                self.journal.acted.connect(self.acted)
                self.journal.papered.connect(self.papered)
            self.journal.look()

        if self.journal is not None:
            self.journal.look()
        elif self._desk is not None:
            self._load(self._desk.journal, bound)

    def _with_copies(self) -> None:
        """Show the copies; their part of the desk is loaded the first time."""

        def bound(face: Any) -> None:
            if self.copies is None:
                from concierge_desk.ui.shell.copies_keys import CopiesKeys  # noqa: PLC0415  (as above)

                self.copies = CopiesKeys(self._view.sheets.copies, face, self._run, self._long)
                self.copies.acted.connect(self.acted)
                self.copies.papered.connect(self.papered)
            self.copies.look()

        if self.copies is not None:
            self.copies.look()
        elif self._desk is not None:
            self._load(self._desk.copies, bound)

    def _load(self, part: Callable[[], Any], bound: Callable[[Any], None]) -> None:
        # What cannot be read now is read again when the page is opened again.
        self._tasks.run(part, bound, lambda _error: None)
