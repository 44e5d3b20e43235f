"""A paper on the screen, page under page: a ticket, a note, a label, as it would be printed.

Source: docs/contract.md, "Budgets".
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget

from concierge_desk.pdf_pages import opened_pdf
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.fields.quantity_edit import QuantityEdit
from concierge_desk.ui.kit.flow import Flow
from concierge_desk.ui.kit.keys import cap, name_of
from concierge_desk.ui.kit.layouts import ColumnLayout, Room, RowLayout, keep_margin
from concierge_desk.ui.kit.overlay import Overlay
from concierge_desk.ui.kit.screen_reader.announcement import announce
from concierge_desk.ui.kit.shapes import draw_box, painter_of
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import emptied, holder, show_text
from concierge_desk.ui.kit.words import Words

Run: TypeAlias = Callable[
    [Callable[[], object], Callable[[object], None], Callable[[BaseException], None]], object
]

_PRINT, _KEEP, _OPEN = "f12", "f8", "f6"
"""The key that opened it prints it; the others put it into a file, for her or for the program that opens it."""

MOST = 99
"""Labels that are printed at once."""

_POINTS_AN_INCH = 72
_TEXT = 17
"""Height of the text at 100 %, at which a paper is drawn a quarter larger than it is."""
_SCROLLS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}


def pages_of(file: Path, dots_an_inch: int, widest: int) -> list[QImage]:
    """Return the pages of a PDF as pictures.

    Args:
        file: The PDF.
        dots_an_inch: How large.
        widest: Dots that a page may be wide: a wider one is drawn smaller.

    Raises:
        OSError: The file cannot be read.
    """
    drawn = []
    with opened_pdf(file.read_bytes()) as paper:
        for number in range(len(paper)):
            page = paper[number]
            scale = min(dots_an_inch / _POINTS_AN_INCH, widest / page.get_width())
            picture = page.render(scale=scale, rev_byteorder=True)
            image = QImage(
                bytes(picture.buffer), picture.width, picture.height, picture.stride, _FORMATS[picture.mode]
            )
            # The bytes go with this function: the picture keeps its own.
            drawn.append(image.copy())
    return drawn


_FORMATS = {
    "RGB": QImage.Format.Format_RGB888,
    "RGBA": QImage.Format.Format_RGBA8888,
    "RGBX": QImage.Format.Format_RGBX8888,
    "L": QImage.Format.Format_Grayscale8,
}


class Sign(Words):
    """A sentence on a dark ground of its own: it is read over whatever is dimmed behind it."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "text", "on_foot")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def fit(self) -> None:
        """Take the room of the theme."""
        keep_margin(self, (2, 1))
        super().fit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw the ground."""
        tokens = theme.current()
        with painter_of(self) as painter:
            edge = (tokens.foot_edge, tokens.border)
            draw_box(painter, self.rect(), tokens.foot, radius=tokens.corner, edge=edge)
        super().paintEvent(event)


class PaperView(Overlay):
    """Shows one paper over the window; Escape folds it, a scan is read as ever.

    Attributes:
        ordered: It is to be printed: its file, and how many of it.
        kept: It is to be kept as a PDF: its file, and in which folder; nothing for the program that opens it.
    """

    ordered = Signal(str, int)
    kept = Signal(str, str)

    def __init__(self, parent: QWidget, run: Run) -> None:
        super().__init__(parent, say("Paper on the screen"), margin=2, gap=1)
        self._run = run
        self._file: str | None = None
        self._area = QScrollArea(self)
        self._area.setObjectName("paper")
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._pages = QWidget()
        self._column = ColumnLayout(self._pages, gap=1)
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._area.setWidget(self._pages)
        self._wide = 0
        self._by_queue = False
        self._many, self._asked = QuantityEdit(1, most=MOST), Sign(say("How many?"))
        self._asking = holder(RowLayout(gap=1).put(self._asked, self._many))
        self._asking.hide()
        self._several = False
        self._told = Sign("")
        self._told.hide()
        self._print = ActionButton(say("Print"), (cap(_PRINT),), "primary", "print")
        self._print.clicked.connect(self._order)
        self._print.hide()
        keep = ActionButton(say("Keep as a PDF"), (cap(_KEEP),))
        keep.clicked.connect(self._keep)
        opened = ActionButton(say("Open elsewhere"), (cap(_OPEN),))
        opened.clicked.connect(self._open)
        back = ActionButton(say("Back"), (cap("escape"),))
        back.clicked.connect(self.fold)
        foot = Flow(down=Room(px=8))
        for button in (self._print, keep, opened, back):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            foot.addWidget(button)
        middle = Qt.AlignmentFlag.AlignHCenter
        self.room.addWidget(self._area, 1, middle)
        self.room.addWidget(self._asking, 0, middle)
        self.room.addWidget(self._told, 0, middle)
        self.room.addWidget(holder(foot), 0, middle)
        theme.on_change(self)

    def follow(self, file: str | None, *, printable: bool = False, several: bool = False) -> None:
        """Show another paper where the front has one to show, and fold where it has none.

        Args:
            file: The paper.
            printable: A key prints it.
            several: It is asked how many are to be printed.
        """
        if file == self._file:
            return
        self._file = file
        self._by_queue = False
        self._print.set_label(say("Print"))
        self._print.setVisible(printable)
        self._several = several
        self._many.set_value(1)
        self._asking.setVisible(several and printable)
        self.tell_printed("")
        if file is None:
            self.fold()
            return
        self._tell(say("The paper is being drawn…"))
        self.unfold()
        # The window's own dots: a ticket is as sharp as the text around it.
        dots = round(self.logicalDpiX() * 1.25 * theme.current().text / _TEXT)
        widest = self._widest()
        self._run(
            lambda: pages_of(Path(file), dots, widest), lambda pages: self._drawn(file, pages), self._failed
        )

    def offer(self, queue: str) -> None:
        """Offer to print what is shown with a printer of sheets; not any more where its name is empty."""
        if queue:
            self._print.set_label(say("Print with {queue}", queue=queue))
        if queue or self._by_queue:
            self._print.setVisible(bool(queue))
            self._asking.setVisible(bool(queue) and self._several)
        self._by_queue = bool(queue)

    def tell_printed(self, told: str) -> None:
        """Say what became of the paper that was to be printed."""
        show_text(self._told, told)
        announce(self, told)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Print, scroll, or do as every overlay does."""
        if event.text().isdecimal() and self._asking.isVisible():
            # A number is how many, wherever the keyboard is.
            self._many.type(event.text())
            event.accept()
            return
        act = {_PRINT: self._order, _KEEP: self._keep, _OPEN: self._open}.get(name_of(event) or "")
        if act is not None and not event.isAutoRepeat():
            act()
        steps = _SCROLLS.get(Qt.Key(event.key()))
        if steps is None:
            super().keyPressEvent(event)
            return
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + steps * bar.singleStep())
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        """Keep the scroll bar beside the paper."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Keep the scroll bar beside the paper."""
        wide = min(self._wide or self._widest(), self._widest())
        self._area.setFixedWidth(wide + self._area.verticalScrollBar().sizeHint().width())

    def _order(self) -> None:
        # Where nothing prints it, whoever wants it printed is told what to do.
        if self._file is not None:
            self.ordered.emit(self._file, self._many.value() if self._asking.isVisible() else 1)

    def _open(self) -> None:
        if self._file is not None:
            self.kept.emit(self._file, "")

    def _keep(self) -> None:
        if self._file is not None:
            folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
            self.kept.emit(self._file, folder)

    def _widest(self) -> int:
        margins, bar = self.room.contentsMargins(), self._area.verticalScrollBar().sizeHint().width()
        return max(self.width() - margins.left() - margins.right() - bar, 1)

    def _drawn(self, file: str, pages: object) -> None:
        if file != self._file or not isinstance(pages, list):
            return
        self._emptied()
        for number, page in enumerate(pages, 1):
            label = QLabel(self._pages)
            label.setPixmap(QPixmap.fromImage(page))
            label.setAccessibleName(say("Page {number} of {count}", number=number, count=len(pages)))
            self._column.addWidget(label)
        self._wide = max((page.width() for page in pages), default=0)
        self.fit()

    def _failed(self, _error: BaseException) -> None:
        self._tell(say("The paper cannot be shown here. It is kept, and can be printed again."))

    def _tell(self, sentence: str) -> None:
        self._emptied()
        self._wide = 0
        self.fit()
        self._column.addWidget(Sign(sentence))

    def _emptied(self) -> None:
        emptied(self._column)
