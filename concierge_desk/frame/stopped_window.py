"""Small window of a start that did not come off: what is so, what to do next, and the button for it.

Source: docs/wording.md, "How sentences are worded"; decision 0057.
"""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from concierge_desk.counter.texts.handbook import chapter_of
from concierge_desk.frame.program import application
from concierge_desk.i18n import N_
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.flow import Flow
from concierge_desk.ui.kit.garbage import collected_here
from concierge_desk.ui.kit.keys import cap, name_of
from concierge_desk.ui.kit.layouts import REST, ColumnLayout, Room
from concierge_desk.ui.kit.preferences import ThisPc
from concierge_desk.ui.kit.screen_reader.announcement import announce
from concierge_desk.ui.kit.sheet_overlay import scroll_by_key
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import holder, in_sight, scrolled
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.chapter_view import ChapterRows, title_of, way_to
from concierge_desk.ui.page.page import ChapterCode

_WIDE_LETTERS = 36
_TITLE = N_("The desk does not open")


@dataclass(frozen=True, slots=True)
class Stopped:
    """Reason of a start that did not come off, in words.

    Attributes:
        why: What is so, and what to do.
        more: Further sentences.
        again: English source of what a second try is called; empty where none makes sense.
        chapter: Of the handbooks, that fits.
    """

    why: str
    more: tuple[str, ...] = ()
    again: str = ""
    chapter: ChapterCode = "amiss"


class StoppedWindow(QWidget):
    """Window with what stopped a start.

    Attributes:
        tries: It is to be tried again.
    """

    def __init__(self, stopped: Stopped) -> None:
        super().__init__()
        self.setProperty("surface", "ground")
        self.setWindowTitle(say("Concierge Desk"))
        self.setAccessibleName(say(_TITLE))
        self.tries = False
        self._why = Banner(stopped.why, "warning")
        self._again = ActionButton(say(stopped.again) if stopped.again else "", (cap("slash"),), "primary")
        self._again.setVisible(bool(stopped.again))
        self._again.clicked.connect(self._try)
        close = ActionButton(say("Close the window"), (cap("escape"),))
        close.clicked.connect(self.close)
        self._chapter = stopped.chapter
        self._read = ActionButton(way_to(stopped.chapter), (cap("f1"),))
        self._read.clicked.connect(self._open_chapter)
        for button in (self._again, self._read, close):
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._page = QWidget()
        self._said = said = ColumnLayout(self._page, margin=(0, 0, 1, 0), gap=1.5)
        said.put(Words(say(_TITLE), "heading"), self._why, *(Words(line, "text") for line in stopped.more))
        said.put(REST)
        buttons = holder(Flow(across=1.5, down=Room(px=8)).put(self._again, self._read, close))
        self._area = scrolled(self._page)
        self._column = ColumnLayout(self, margin=3, gap=2).put(self._area, buttons, grows=self._area)
        self._buttons = buttons
        theme.on_change(self)

    def fit(self) -> None:
        """Stand as high as what it says asks for, and never beyond the screen."""
        room = self.screen().availableGeometry()
        wide = min(theme.current().text * _WIDE_LETTERS, room.width() * 9 // 10)
        inner = wide - 7 * theme.current().unit
        high = (
            self._page.heightForWidth(inner) + self._buttons.heightForWidth(inner) + 9 * theme.current().unit
        )
        self.resize(wide, min(high, room.height() * 8 // 10))
        self.move(room.center() - self.rect().center())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  (Qt's name)
        """Stand in the middle, and be heard."""
        super().showEvent(event)
        self.fit()
        self.activateWindow()
        announce(self, self._why.text(), urgent=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Close with Esc, try again with /, read on with F1; Enter, which scanners send, does nothing."""
        name = name_of(event)
        if name == "escape":
            self.close()
        elif name == "slash" and not self._again.isHidden():
            self._try()
        elif name == "f1" and not self._read.isHidden():
            self._open_chapter()
        scroll_by_key(self._area, event)
        event.accept()

    def _open_chapter(self) -> None:
        """Show the chapter below what is so."""
        rows = ChapterRows()
        rows.show_chapter(chapter_of(self._chapter))
        read = holder(ColumnLayout(gap=1).put(Words(title_of(self._chapter), "title"), rows))
        self._said.insertWidget(self._said.count() - 1, read)
        self._read.hide()
        self.fit()
        in_sight(read)

    def _try(self) -> None:
        self.tries = True
        self.close()


def show_stopped(stopped: Stopped, this_pc: ThisPc) -> bool:
    """Show what stopped a start until somebody has read it, and return whether it is to be tried again."""
    app = application(this_pc)
    window = StoppedWindow(stopped)
    theme.dress(app)
    window.show()
    window.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    with collected_here():
        app.exec()
    tries = window.tries
    window.deleteLater()
    QApplication.processEvents()
    return tries
