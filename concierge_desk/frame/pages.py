"""Pages of the window behind its rail: opened, bound to the desk when they are first opened, told of keys and scans.

Source: decisions 0021 to 0024, 0035.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from PySide6.QtCore import QObject, Signal

from concierge_desk.frame.layout import DeskView
from concierge_desk.frame.page_index import PageIndex
from concierge_desk.pages.counter.face import Face
from concierge_desk.ui.kit.screen_reader.announcement import announce
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.tasks import Tasks
from concierge_desk.ui.page.page import Page
from concierge_desk.ui.presenter.picture import RunJob, TurnsTo

if TYPE_CHECKING:
    from concierge_desk.frame.preferences import FindPrinters
    from concierge_desk.ui.page.binding import PageBinding
    from concierge_desk.ui.presenter.handover import CloseFor, HandoverNews
    from concierge_desk.ui.presenter.host import PageHost
    from concierge_desk.ui.presenter.lock_face import LockFace
    from concierge_desk.ui.presenter.paper_host import PaperHost


Deliver: TypeAlias = Callable[[Callable[[], bool]], bool]
"""Delivers what is due, asking whether to stop; False where another process is at it."""


@dataclass(frozen=True, slots=True)
class WindowDesk:
    """A desk that is open, as a window takes it.

    Attributes:
        face: What the counter asks.
        pages: Each page it leads to, with what makes its part of the desk: loaded when the page is first opened.
        printer: The same for what works off the papers; None where there is no printer to be had.
        sheets: The same for what prints sheets.
        deliveries: What works off the reports that leave by themselves; None where none does from here.
        printers: Looks for the printers that the system knows; None where none is to be chosen.
        several: Says of a paper on the screen, as a file, whether several may be printed at once.
        news: What happened while no window was there; None where nothing did.
        page: The page she comes back to, by its code; empty for the counter's.
        copy: When it was made, in words, where it is a copy that is only looked at; None for the desk itself.
        lock: Makes what says who may be at the counter; None where nothing is ever covered.
        locked: Somebody has a code: nothing is shown before they gave it.
    """

    face: Face
    pages: Sequence[tuple[Page, Callable[[], Any]]]
    printer: Callable[[], Any] | None = None
    sheets: Callable[[], Any] | None = None
    deliveries: Deliver | None = None
    printers: "FindPrinters | None" = None
    several: Callable[[str], bool] = lambda _file: False
    news: "HandoverNews | None" = None
    page: str = ""
    copy: str | None = None
    lock: "Callable[[], LockFace] | None" = None
    locked: bool = False


def _no_printers() -> "PaperHost":
    from concierge_desk.ui.presenter.paper_host import NoPrinters  # noqa: PLC0415  (the window is painted first)

    return NoPrinters()


class Pages(QObject):
    """Opens pages, and hands them what is pressed and scanned.

    Attributes:
        asked: A page asks something of the counter: `ui.presenter.request.PageRequest`.
        acted: Something was done that the frame of the window shows.
        papered: A page shows a paper, as a file; None where it was put away.
        passed: Somebody came in: a page was told so.
        learning: A page wants to hear whatever is scanned, sign by sign: what hears it; None for no more.
        preference_asked: A page asks for a question among the preferences of this PC, by its name.
        preferred: A page keeps a preference of this PC: its name, and what it is now.
        index: The pages there are.
        bound: The pages that were opened, by their codes.
        first: The one she comes back to, once what happened before was told.
        scans: How many codes were scanned so far.
        printers: Makes what lends pages the printers of the window, when the first page is bound.
    """

    asked = Signal(object)
    acted = Signal()
    papered = Signal(object)
    passed = Signal()
    learning = Signal(object)
    preference_asked = Signal(str)
    preferred = Signal(str, object)

    def __init__(
        self, view: DeskView, pages: Sequence[Page], tasks: Tasks, run: RunJob, close_for: "CloseFor"
    ) -> None:
        super().__init__(view)
        self._view, self._tasks = view, tasks
        self._run, self._close_for = run, close_for
        self.scans = 0
        self.printers: Callable[[], PaperHost] = _no_printers
        self.index = PageIndex(pages)
        self._desk: WindowDesk | None = None
        self._early: tuple[str, bool, str] | None = None
        self.first = view.home.code
        self.bound: dict[str, PageBinding] = {}

    @property
    def is_copy(self) -> bool:
        """Whether the desk is a copy that is only looked at."""
        return self._desk is not None and self._desk.copy is not None

    @property
    def current(self) -> "PageBinding | None":
        """The page that is open; at the counter, and until a page is bound, none."""
        return self.bound.get(self._view.page)

    @property
    def rest(self) -> bool:
        """Whether no page has anything at work."""
        return not any(bound.presenter.state.busy for bound in self.bound.values())

    def bind(self, desk: WindowDesk) -> None:
        """Lead to the pages of a desk that is open."""
        self._desk = desk
        new, gone = self.index.replace([page for page, _make in desk.pages])
        for page in gone:
            self._view.rail.leave_out(page.code)
        for page in new:
            self._view.rail.add(page)
        self._view.counter.show_keys(self.index.caps)
        self.first = desk.page or self.index.home.code
        if desk.copy is not None:
            self._view.show_copy(desk.copy)
        if self._early is not None:
            # A page was asked for while the desk was being opened.
            code, begin, part = self._early
            # A copy has not every page.
            self.open(code if self.index.get(code) else self.index.home.code, begin=begin, part=part)

    def open(self, code: str, *, begin: bool = False, part: str = "") -> None:
        """Open a page, and give it the keyboard.

        Args:
            code: Of the page.
            begin: Go on at once with what the evening owes.
            part: Of the page, that is turned to; empty for none.
        """
        page = self.index.get(code)
        if page is None:
            return
        for bound in self.bound.values():
            bound.leave()
        before = self._view.page
        came = page is not self._view.shown
        self._view.open(page)
        if came:
            announce(self._view, say(page.title))
        self._early = (code, begin, part) if self._desk is None else None
        if page.keeps_line:
            self._view.line.setFocus()
        if page.parts is not None:
            self._with(page, lambda: self._look(code, before, begin=begin, part=part))

    def open_behind(self, name: str) -> bool:
        """Open the first page that a key leads to; False where it leads to none from here."""
        page = self.index.behind(name, at_home=self._view.is_home)
        if page is not None:
            self.open(page.code, begin=True)
        return page is not None

    def come_back(self) -> None:
        """Open the page she comes back to, where it is another one than the counter's."""
        if self.first != self.index.home.code:
            self.open(self.first)

    def press(self, name: str) -> bool:
        """Do what a key does on the page that is open; False where it does what it does everywhere."""
        if name == "escape" and not self._view.is_home:
            self.step_back()
            return True
        bound = self.current
        return bound is not None and self._view.shown.keeps_line and bound.press_key(name)

    def step_back(self) -> None:
        """Step back on the page that is open: all alike, where nothing is left of it the counter is the next step."""
        bound = self.current
        if bound is None or not bound.presenter.step_back():
            self.open(self.index.home.code)

    def why_not_close(self) -> str:
        """Return why the window should not be closed for something else, as an English source; empty where it may."""
        return next(filter(None, (bound.presenter.stays() for bound in self.bound.values())), "")

    def put_paper_away(self) -> None:
        """Take the paper of a page off the screen."""
        for bound in self.bound.values():
            bound.presenter.put_away()

    def stop(self) -> None:
        """Look for nothing any more."""
        for bound in self.bound.values():
            bound.stop()

    @cached_property
    def _host(self) -> "PageHost":
        """Return the frame as a page knows it: nothing of it is needed before the first page is bound."""
        from concierge_desk.ui.page.long_work import long_on  # noqa: PLC0415  (the window is painted first)
        from concierge_desk.ui.presenter.host import PageHost  # noqa: PLC0415  (the window is painted first)

        return PageHost(
            self._run,
            long_on(self._tasks),
            acted=self.acted.emit,
            open=self.open,
            ask=self.asked.emit,
            show_paper=self.papered.emit,
            count_in=self.passed.emit,
            free=self._view.line.setFocus,
            step_back=self.step_back,
            printers=self.printers(),
            scans=lambda: self.scans,
            close_for=self._close_for,
            learn=self.learning.emit,
            ask_preference=self.preference_asked.emit,
            prefer=self.preferred.emit,
        )

    def _look(self, code: str, before: str, *, begin: bool, part: str) -> None:
        bound = self.bound[code]
        if part and isinstance(bound.presenter, TurnsTo):
            bound.presenter.turn_to(part, before if before != code else "")
        bound.look(begin=begin)

    def _with(self, page: Page, then: Callable[[], None]) -> None:
        """Go on once a page is bound; its part of the desk is loaded the first time."""
        if page.code in self.bound:
            then()
        elif self._desk is not None:
            make = next(made for one, made in self._desk.pages if one.code == page.code)

            def loaded(face: Any) -> None:
                if page.code not in self.bound and page.parts is not None:
                    view = self._view.view_of(page)
                    self.bound[page.code] = page.parts.bind(self._host, view, face)
                then()

            if page.at_once:
                loaded(make())
            else:
                self._tasks.run(make, loaded)
