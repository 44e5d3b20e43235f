"""Overlays of the window, what lies over it for a moment: each is loaded and made when it is first opened.

Source: docs/contract.md, "Budgets".
"""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from concierge_desk.frame.preferences import PreferencesBinding
from concierge_desk.ui.kit.overlay import Overlay
from concierge_desk.ui.kit.tasks import Tasks
from concierge_desk.ui.presenter.handover import HandoverNews

if TYPE_CHECKING:
    from concierge_desk.frame.approval_view import ApprovalView
    from concierge_desk.frame.discreet import Discreet
    from concierge_desk.frame.help import Help
    from concierge_desk.pages.preferences.view import PreferencesView
    from concierge_desk.pages.printer.paper_view import PaperView

_Cover = TypeVar("_Cover", bound=Overlay)


class Overlays(QObject):
    """Help, a paper, the discreet screen, the preferences, what happened before.

    Attributes:
        several: Says of what is on the screen, as a file, whether several may be printed at once.
        prints: Says of what is on the screen, as a file, whether it can be printed.
        folded: One of them is gone.
        paper_shown: There is another paper on the screen, as a file; None where there is none any more.
        paper_folded: The paper on the screen was seen.
        paper_ordered: It is to be printed: its file, and how many of it.
        paper_kept: It is to be kept as a PDF: its file, and in which folder; nothing for the program that opens it.
        queues_asked: It is asked which printers of sheets there are.
        set_up_asked: A real shop is to be set up, or opened where it is there.
        trial_asked: The printer of rolls is to print its trial page.
        unveiled: Names may be seen again.
        read: The sheet of F1 leads to a chapter of the handbooks, by its code.
        led: The sheet of F1 leads to a page, by its code.
        approved: Somebody typed the code by which they approve of what waits.
        approver_picked: Whose code is typed for that, by place.
        unapproved: Nobody approves of it.
        several: Says whether a paper, by its file, may be printed several times: then it is asked how many.
    """

    folded = Signal()
    paper_shown = Signal(object)
    paper_folded = Signal()
    paper_ordered = Signal(str, int)
    paper_kept = Signal(str, str)
    queues_asked = Signal()
    trial_asked = Signal()
    set_up_asked = Signal()
    unveiled = Signal()
    led = Signal(str)
    read = Signal(str)
    approved = Signal(str)
    approver_picked = Signal(int)
    unapproved = Signal()

    def __init__(
        self, over: QWidget, tasks: Tasks, preferring: PreferencesBinding, monotonic: Callable[[], float]
    ) -> None:
        super().__init__(over)
        self._over = over
        self._tasks = tasks
        self._preferring = preferring
        self._monotonic = monotonic
        self._sets_up, self._real_there = False, False
        self.prints: Callable[[str | None], bool] = lambda _file: False
        self.several: Callable[[str], bool] = lambda _file: False
        self._on_screen: str | None = None
        self._made: list[Overlay] = []

    @property
    def made(self) -> tuple[Overlay, ...]:
        """Those that were opened so far."""
        return tuple(self._made)

    @property
    def is_open(self) -> bool:
        """Whether one of them covers the counter now."""
        return any(cover.is_open for cover in self._made)

    def offer_real_shop(self, offered: bool, *, there: bool = False) -> None:
        """Offer to set a real shop up, where this is none, or to open the one that is there."""
        self._sets_up, self._real_there = offered, there
        if "help" in self.__dict__:
            self.help.offer_real_shop(offered, there=there)

    def show_paper(self, file: str | None) -> None:
        """Show the front's paper, or none."""
        if file is not None or "paper" in self.__dict__:
            several = file is not None and self.several(file)
            self.paper.follow(file, printable=self.prints(file), several=several)
        if file != self._on_screen:
            self._on_screen = file
            self.paper_shown.emit(file)

    def tell_paper(self, told: str, queue: str | None = None) -> None:
        """Say what became of the paper that was to be printed.

        Args:
            told: In the language shown.
            queue: Printer that the key prints the sheet on the screen with, empty where none is known; None for a roll.
        """
        if "paper" in self.__dict__:
            self.paper.tell_printed(told)
            if queue is not None:
                self.paper.offer(queue)

    @cached_property
    def help(self) -> "Help":
        """Every key."""
        from concierge_desk.frame.help import Help  # noqa: PLC0415  (nothing that covers is loaded at the start)

        cover = self._covering(Help(self._over))
        cover.offer_real_shop(self._sets_up, there=self._real_there)
        cover.went.connect(self._went)
        cover.read.connect(self._read)
        return cover

    @cached_property
    def discreet(self) -> "Discreet":
        """What hides the counter from whoever looks over it."""
        from concierge_desk.frame.discreet import Discreet  # noqa: PLC0415  (as above)

        cover = self._covering(Discreet(self._over))
        cover.unveiled.connect(self.unveiled)
        return cover

    @cached_property
    def paper(self) -> "PaperView":
        """The paper on the screen."""
        from concierge_desk.pages.printer.paper_view import PaperView  # noqa: PLC0415  (as above)

        cover = self._covering(PaperView(self._over, self._tasks.run))
        cover.folded.connect(self.paper_folded)
        cover.ordered.connect(self.paper_ordered)
        cover.kept.connect(self.paper_kept)
        return cover

    @cached_property
    def approval(self) -> "ApprovalView":
        """Who approves of an act that waits."""
        from concierge_desk.frame.approval_view import ApprovalView  # noqa: PLC0415  (as above)

        cover = self._covering(ApprovalView(self._over))
        cover.given.connect(self.approved)
        cover.picked.connect(self.approver_picked)
        cover.left.connect(self.unapproved)
        return cover

    @cached_property
    def preferences(self) -> "PreferencesView":
        """What is chosen at this PC."""
        from concierge_desk.pages.preferences.view import PreferencesView  # noqa: PLC0415  (as above)

        cover = self._covering(PreferencesView(self._over, self._monotonic))
        self._preferring.attach(cover)
        cover.questions.queues_asked.connect(self.queues_asked)
        cover.questions.trial_asked.connect(self.trial_asked)
        return cover

    def tell_news(self, news: HandoverNews | None, then: Callable[[], None]) -> None:
        """Tell what happened while no window was there, where anything did, and go on once it was read."""
        if news is None:
            then()
            return
        from concierge_desk.frame.news_view import NewsView  # noqa: PLC0415  (hardly ever needed)

        cover = self._covering(NewsView(self._over, news))
        cover.folded.connect(then)
        cover.unfold()

    def ask_preference(self, name: str) -> None:
        """Show the preferences of this PC, and ask one of their questions at once: ``printer``."""
        self.preferences.unfold()
        self.preferences.ask(name)

    def _covering(self, cover: _Cover) -> _Cover:
        self._made.append(cover)
        cover.folded.connect(self.folded)
        return cover

    def _read(self, chapter: str) -> None:
        self.help.fold()
        self.read.emit(chapter)

    def _went(self, way: str) -> None:
        self.help.fold()
        if way == "preferences":
            self.preferences.unfold()
        elif way != "real_shop":
            self.led.emit(way)
        elif self._sets_up:
            self.set_up_asked.emit()
