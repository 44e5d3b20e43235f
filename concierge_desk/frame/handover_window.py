"""Small window that says what is done between two desks, and cannot be closed half-way.

Source: decision 0027.
"""

from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from concierge_desk.domain.errors import DeskError
from concierge_desk.frame.program import application
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.garbage import collected_here
from concierge_desk.ui.kit.keys import name_of
from concierge_desk.ui.kit.layouts import REST, ColumnLayout
from concierge_desk.ui.kit.preferences import ThisPc
from concierge_desk.ui.kit.progress import Progress
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.tasks import Tasks
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.long_work import foreseen
from concierge_desk.ui.presenter.long_job import LongJob

T = TypeVar("T")

_WIDE_LETTERS = 34
"""Width of the small window, in heights of the text."""
_TIMES_AS_WIDE = 4
"""As its height, at most."""


@dataclass(frozen=True, slots=True)
class Doing:
    """Work that is under way between two desks.

    Attributes:
        this_pc: How it looks here.
        words: What it is: an English source.
        mind: What is to be minded meanwhile: an English source.
        stoppable: Esc stops it.
    """

    this_pc: ThisPc
    words: str
    mind: str
    stoppable: bool = False


class Meanwhile(QWidget):
    """Small window that says what is being done while no desk is open."""

    def __init__(self, doing: Doing) -> None:
        super().__init__()
        self.setProperty("surface", "ground")
        self.setWindowTitle(say("Concierge Desk"))
        self.over = False
        self._stoppable = doing.stoppable
        self._mind = Words(say(doing.mind), "text")
        self.progress = Progress(say(doing.words), doing.stoppable)
        self._column = ColumnLayout(self, margin=4, gap=2).put(REST, self.progress, self._mind, REST)
        theme.on_change(self)

    def fit(self) -> None:
        """Stand as high as what it says asks for."""
        wide = theme.current().text * _WIDE_LETTERS
        self.setFixedSize(wide, max(self._column.totalHeightForWidth(wide), wide // _TIMES_AS_WIDE))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  (Qt's name)
        """Stand as high as what it says asks for, in the letters it is shown in."""
        super().showEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Stop with Esc, where it can be stopped; no other key means anything."""
        if self._stoppable and name_of(event) == "escape":
            self.progress.cancelled.emit()
        event.accept()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  (Qt's name)
        """Stay until it is over."""
        if self.over:
            super().closeEvent(event)
            return
        event.ignore()
        if self._stoppable:
            self.progress.cancelled.emit()


def meanwhile(doing: Doing, job: LongJob[T]) -> T:
    """Do a job on a thread of its own while the small window says so, and return what it returns.

    Args:
        doing: What is said.
        job: Gets what it tells its progress by, and what it asks whether to stop.

    Raises:
        DeskError: As the job does; ``window.unexpected`` for what nobody foresaw, ``backup.cancelled`` where it
            was stopped before it began.
    """
    app = application(doing.this_pc)
    window, tasks = Meanwhile(doing), Tasks()
    theme.dress(app)
    came: list[Any] = []
    failed: list[DeskError] = []

    def end() -> None:
        window.over = True
        window.close()

    def done(result: T) -> None:
        came.append(result)
        end()

    def not_done(error: BaseException) -> None:
        failed.append(foreseen(error, "backup.cancelled"))
        end()

    window.show()
    work = tasks.work(
        lambda work: job(work.tell, lambda: work.stopping),
        done,
        not_done,
        lambda told: window.progress.show_done(told.done, told.total),
    )
    window.progress.cancelled.connect(work.cancel)
    with collected_here():
        # It ends with its window: nothing else is shown.
        app.exec()
    tasks.close()
    window.deleteLater()
    if failed:
        raise failed[0]
    return came[0]  # type: ignore[no-any-return]
