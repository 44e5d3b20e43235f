"""A paper on the screen, page under page: a ticket, a note, a label, as it would be printed.

Source: issue "The counter window" §2; DESIGN §11 (document libraries are not loaded at rest).
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from concierge_desk.i18n import N_, translate
from concierge_desk.ui.shell.overlay import Overlay
from concierge_desk.ui.shell.showing import emptied

Run: TypeAlias = Callable[
    [Callable[[], object], Callable[[object], None], Callable[[BaseException], None]], object
]

_POINTS_AN_INCH = 72
_SCROLLS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}


def pages_of(file: Path, dots_an_inch: int) -> list[QImage]:
    """Return the pages of a PDF as pictures.

    Raises:
        OSError: The file cannot be read.
    """
    # Slow to load, and no paper is shown at rest.
    import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415

    drawn = []
    with pypdfium2.PdfDocument(file.read_bytes()) as paper:
        for number in range(len(paper)):
            picture = paper[number].render(scale=dots_an_inch / _POINTS_AN_INCH, rev_byteorder=True)
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


class PaperView(Overlay):
    """Shows one paper over the window; Escape folds it, a scan is read as ever."""

    def __init__(self, parent: QWidget, lang: str, run: Run) -> None:
        super().__init__(parent, translate(N_("Paper on the screen"), lang))
        self._lang = lang
        self._run = run
        self._file: str | None = None
        self._area = QScrollArea(self)
        self._area.setObjectName("paper")
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._pages = QWidget()
        self._column = QVBoxLayout(self._pages)
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._area.setWidget(self._pages)
        self._hint = QLabel(translate(N_("Esc: back to the counter"), lang), self)
        self._hint.setObjectName("overlay-hint")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.room.setContentsMargins(40, 24, 40, 16)
        self.room.addWidget(self._area, 1)
        self.room.addWidget(self._hint)

    def follow(self, file: str | None) -> None:
        """Show another paper where the front has one to show, and fold where it has none."""
        if file == self._file:
            return
        self._file = file
        if file is None:
            self.fold()
            return
        self._tell(translate(N_("The paper is being drawn…"), self._lang))
        self.unfold()
        # The window's own dots: a ticket is as sharp as the text around it.
        dots = round(self.logicalDpiX() * 1.25)
        self._run(lambda: pages_of(Path(file), dots), lambda pages: self._drawn(file, pages), self._failed)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Scroll, or do as every overlay does."""
        steps = _SCROLLS.get(Qt.Key(event.key()))
        if steps is None:
            super().keyPressEvent(event)
            return
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + steps * bar.singleStep())
        event.accept()

    def _drawn(self, file: str, pages: object) -> None:
        if file != self._file or not isinstance(pages, list):
            return
        self._emptied()
        for number, page in enumerate(pages, 1):
            label = QLabel(self._pages)
            label.setPixmap(QPixmap.fromImage(page))
            label.setAccessibleName(
                translate(N_("Page {number} of {count}"), self._lang).format(number=number, count=len(pages))
            )
            self._column.addWidget(label)

    def _failed(self, _error: BaseException) -> None:
        self._tell(
            translate(N_("The paper cannot be shown here. It is kept, and can be printed again."), self._lang)
        )

    def _tell(self, sentence: str) -> None:
        self._emptied()
        label = QLabel(sentence, self._pages)
        label.setWordWrap(True)
        self._column.addWidget(label)

    def _emptied(self) -> None:
        emptied(self._column)
