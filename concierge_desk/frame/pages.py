"""The pages behind the rail: the day, the journal, the copies, the shelves; each bound to the desk when it is first opened.

Source: decisions 0021 to 0024.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from concierge_desk.frame.layout import DeskView
from concierge_desk.frame.open_desk import OpenDesk
from concierge_desk.pages.copies.handover import Go, go_nowhere
from concierge_desk.ui.kit.tasks import Tasks
from concierge_desk.ui.page.long_work import long_on
from concierge_desk.ui.presenter.page_codes import COPIES, COUNTER, DAY, JOURNAL
from concierge_desk.ui.presenter.picture import RunJob

if TYPE_CHECKING:
    from concierge_desk.pages.copies.keys import CopiesKeys
    from concierge_desk.pages.day.keys import DayKeys
    from concierge_desk.pages.journal.keys import JournalKeys
    from concierge_desk.pages.shelf.presenter import ShelfPresenter
    from concierge_desk.ui.page.keys import PageKeys


class Pages(QObject):
    """Opens pages and hands them their keys.

    Attributes:
        asked: A page asks something of the counter: `ui.presenter.request.PageRequest`.
        acted: Something was done that the frame of the window shows.
        papered: A page shows a paper, as a file; None where it was put away.
        passed: Somebody came in: a page was told so.
        day: What the keys do on the page of the day; None until it is first opened.
        journal: What they do on that of the journal.
        copies: What they do on that of the copies.
        shelves: What they do on the page of a service, by its code; those that were opened.
        waiting: Services with a shelf, by their codes.
        first: The one she comes back to, once what happened before was told.
        go: Closes the window for a copy.
    """

    go: Go

    asked = Signal(object)
    acted = Signal()
    papered = Signal(object)
    passed = Signal()

    def __init__(self, view: DeskView, tasks: Tasks, run: RunJob) -> None:
        super().__init__(view)
        self._view, self._tasks, self._run = view, tasks, run
        self._long = long_on(tasks)
        self._desk: OpenDesk | None = None
        self._early: tuple[str, bool] | None = None
        self.first = COUNTER
        self.day: DayKeys | None = None
        self.journal: JournalKeys | None = None
        self.copies: CopiesKeys | None = None
        self.shelves: dict[str, ShelfPresenter] = {}
        self.waiting: tuple[str, ...] = ()
        self.go = go_nowhere
        self._keys: dict[str, PageKeys] = {}

    @property
    def is_copy(self) -> bool:
        """Whether the desk is a copy that is only looked at."""
        return self._desk is not None and self._desk.copy is not None

    @property
    def rest(self) -> bool:
        """Whether no page has anything at work."""
        return not any(keys.busy for keys in self._keys.values())

    def bind(self, desk: OpenDesk) -> None:
        """Lead to the pages of a desk that is open."""
        self._desk = desk
        self._view.add_services(desk.services)
        self.first = desk.page
        if desk.copy is not None:
            self._view.show_copy(desk.copy)
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
        if code == COPIES and self.is_copy:
            return
        for keys in self._keys.values():
            keys.leave()
        self._view.open(code)
        self._early = (code, begin) if self._desk is None else None
        if code in self._view.services:
            self._open_shelf(code)
            return
        if code in {COUNTER, DAY}:
            self._view.line.setFocus()
        if code != COUNTER:
            self._with(code, lambda: self._keys[code].look(begin=begin))

    def come_back(self) -> None:
        """Open the page she comes back to, where it is another one than the counter's."""
        if self.first != COUNTER:
            self.open(self.first)

    def press(self, name: str) -> bool:
        """Do what a key does on the page that is open; False where it does what it does everywhere."""
        if name == "escape" and self._view.page != COUNTER:
            self.step_back()
            return True
        keys = self._keys.get(self._view.page)
        return keys is not None and keys.press(name)

    def step_back(self) -> None:
        """Step back on the page that is open: all alike, where nothing is left of it the counter is the next step."""
        page = self._keys.get(self._view.page) or self.shelves.get(self._view.page)
        if page is None or not page.step_back():
            self.open(COUNTER)

    def scan(self, code: str) -> bool:
        """Hand a scan to the page that is open; False where it is one for the counter."""
        shelf = self.shelves.get(self._view.page)
        return shelf is not None and shelf.scan(code)

    def look(self) -> None:
        """Read anew what the page that is open shows: another process may have changed it.

        What is being typed goes on where it was: nobody asked for this.
        """
        page = self._view.page
        if page in self.shelves:
            self.shelves[page].look()
        elif page == JOURNAL and self.journal is not None:
            self.journal.journal.look()
        else:
            self.follow()

    def follow(self) -> None:
        """Read anew the figures that are shown, beside whatever is done on their page."""
        if self._view.page == DAY and self.day is not None:
            self.day.evening.look(beside=True)

    def put_paper_away(self) -> None:
        """Take the paper of a page off the screen."""
        for keys in self._keys.values():
            keys.put_away()

    def stop(self) -> None:
        """Look for nothing any more."""
        for keys in self._keys.values():
            keys.stop()

    def _open_shelf(self, code: str) -> None:
        page = self._view.shelf(code)
        if self._desk is None:
            return
        if code not in self.shelves:
            from concierge_desk.pages.shelf.presenter import ShelfPresenter  # noqa: PLC0415  (no page is loaded before it is opened)

            self.shelves[code] = ShelfPresenter(
                self._desk.shelf(), code, self._run, page.show_state, self.asked.emit
            )
            page.bind(self.shelves[code])
        self.shelves[code].take_up()
        page.start()

    def _with(self, code: str, then: Callable[[], None]) -> None:
        """Go on once a page is bound; its part of the desk is loaded the first time."""
        if code in self._keys:
            then()
        elif self._desk is not None:
            parts = {DAY: self._desk.day, JOURNAL: self._desk.journal, COPIES: self._desk.copies}

            def loaded(face: Any) -> None:
                if code not in self._keys:
                    self._bind(code, face)
                then()

            self._tasks.run(parts[code], loaded)

    def _bind(self, code: str, face: Any) -> None:
        # No page is loaded before it is opened.
        keys: PageKeys
        if code == DAY:
            from concierge_desk.pages.day.keys import DayKeys  # noqa: PLC0415

            keys = self.day = DayKeys(self._view.day, face, self._run, self._long)
            self.day.went.connect(self.open)
            self.day.asked.connect(self.asked)
            self.day.passed.connect(self.passed)
            self.day.freed.connect(self._view.line.setFocus)
        elif code == JOURNAL:
            from concierge_desk.pages.journal.keys import JournalKeys  # noqa: PLC0415

            keys = self.journal = JournalKeys(self._view.sheets.journal, face, self._run, self._long)
            self.journal.papered.connect(self.papered)
        else:
            from concierge_desk.pages.copies.keys import CopiesKeys  # noqa: PLC0415

            keys = self.copies = CopiesKeys(self._view.sheets.copies, face, self._run, self._long)
            self.copies.papered.connect(self.papered)
            self.copies.copies.go = self.go
        self._keys[code] = keys
        keys.acted.connect(self.acted)
        keys.escaped.connect(self.step_back)
