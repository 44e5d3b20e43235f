"""Door of a window's desk: what opens it, and before that, the words that its key needs.

Source: decisions 0019, 0057.
"""

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from concierge_desk.domain.errors import DeskError
from concierge_desk.frame.pages import WindowDesk
from concierge_desk.ui.kit.tasks import Tasks
from concierge_desk.ui.presenter.asked_phrase import AskedPhrase

if TYPE_CHECKING:
    from concierge_desk.frame.phrase_view import PhraseView

_WRONG = frozenset({"keys.wrong_passphrase", "keys.passphrase_empty"})
"""She mistyped: she types once more."""


class DeskDoor(QObject):
    """Opens the desk on the store's thread; where it cannot be opened, the window is closed.

    Attributes:
        opened: The desk is open: `WindowDesk`.
        shut: It will not be opened.
        held: The place of the window is taken: no other one can be at this desk.
        opening: What became of it last; None while it was not tried.
    """

    opened = Signal(object)
    shut = Signal()
    held = Signal()

    def __init__(self, over: QWidget, tasks: Tasks) -> None:
        super().__init__(over)
        self._over, self._tasks = over, tasks
        self._asked: AskedPhrase | None = None
        self._question: PhraseView | None = None
        self._open_desk: Callable[[], WindowDesk] | None = None
        self.opening: Future[WindowDesk] | Future[None] | None = None

    @property
    def asks(self) -> bool:
        """Whether words have to be typed first."""
        return self._asked is not None and not self._asked.is_known

    @property
    def is_covered(self) -> bool:
        """Whether the question for them covers the window now."""
        return self._question is not None and self._question.is_open

    def ask_first(self, asked: AskedPhrase | None) -> None:
        """Ask for words before the desk is opened, where there are any; the window shows it from its first paint."""
        self._asked = asked
        if not self.asks:
            return
        from concierge_desk.frame.phrase_view import PhraseView  # noqa: PLC0415  (most desks ask for none)

        self._question = PhraseView(self._over)
        self._question.left.connect(self.shut)
        self._question.given.connect(self._try)
        self._question.unfold()

    def open(self, open_desk: Callable[[], WindowDesk]) -> None:
        """Open the desk; where words have to be typed first, do what can be done before they are."""
        self._open_desk = open_desk
        if self._asked is not None and self.asks:
            self.opening = self._tasks.run(self._asked.prepare, lambda _none: self.held.emit(), self._fail)
        else:
            self._open()

    def _try(self, words: str) -> None:
        """Try words; those that were typed before anything can be opened wait until it can."""
        if self._asked is not None:
            self._asked.give(words)
        if self._open_desk is not None:
            self._open()

    def _open(self) -> None:
        if self._open_desk is not None:
            self.opening = self._tasks.run(self._open_desk, self._done, self._fail)

    def _done(self, desk: WindowDesk) -> None:
        if self._question is not None:
            self._question.done()
        self.held.emit()
        self.opened.emit(desk)

    def _fail(self, error: BaseException) -> None:
        mistyped = isinstance(error, DeskError) and error.code in _WRONG
        if mistyped and self._asked is not None and self._question is not None:
            # Nothing failed: whoever leaves now leaves as if nothing had been tried.
            self.opening = None
            self._asked.forget()
            self._question.refuse()
        else:
            # Why, tells whoever shows the window.
            self.shut.emit()
