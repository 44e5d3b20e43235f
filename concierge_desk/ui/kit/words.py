"""Words of a text that is never cut: it goes on in the next line, at any text scale.

Source: docs/wording.md, "How sentences are worded".
"""

import re
from typing import Literal, TypeAlias

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from concierge_desk.domain.money import format_amount
from concierge_desk.ui.kit.fonts import tabular, text_font
from concierge_desk.ui.kit.theme import current, on_change
from concierge_desk.ui.kit.widgets import ask_height

Worn: TypeAlias = tuple[QFont, QPalette]
Look: TypeAlias = Literal["text", "strong", "small", "tiny", "cap", "title", "heading", "label", "amount"]

_LOOKS: dict[str, tuple[str, QFont.Weight]] = {
    "text": ("text", QFont.Weight.Normal),
    "strong": ("text", QFont.Weight.DemiBold),
    "small": ("small", QFont.Weight.Normal),
    "tiny": ("tiny", QFont.Weight.Normal),
    "cap": ("cap", QFont.Weight.DemiBold),
    "tag": ("tiny", QFont.Weight.DemiBold),
    "title": ("title", QFont.Weight.Bold),
    "heading": ("heading", QFont.Weight.Bold),
    "label": ("text", QFont.Weight.DemiBold),
    "amount": ("amount", QFont.Weight.Bold),
}
_WRAPPED = Qt.TextFlag.TextWordWrap
_SINGLE = Qt.TextFlag.TextSingleLine
_TALL = 100_000
_ONE_LINE = QRect(0, 0, _TALL, _TALL)
_INK = QPalette.ColorRole.WindowText
_GROUPS = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled)
_RESTORED = (QEvent.Type.StyleChange, QEvent.Type.PaletteChange, QEvent.Type.FontChange)
_BLANK = re.compile("[ \n\N{ZERO WIDTH SPACE}]")
_LONG_WORD = re.compile(r"\S{24}(?=\S)")
"""A code of 120 characters has no blank to break at: it would push everything else off the screen."""


class _Dressed(QLabel):
    """A plain text in a look and a colour of the theme, both of which it keeps."""

    def __init__(self, look: str, colour: str) -> None:
        super().__init__()
        self._look = look
        self._colour = colour
        self._worn: Worn | None = None
        # What a customer is called is never read as markup.
        self.setTextFormat(Qt.TextFormat.PlainText)
        # Inside a button a label would take the button's colour.
        self.setForegroundRole(_INK)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  (Qt's name)
        """Keep the look: put into another window, a label gets back the one it was first shown in."""
        super().changeEvent(event)
        if event.type() in _RESTORED and self._worn is not None and not _wears(self, self._worn):
            self._wear()

    def _wear(self) -> None:
        size, weight = _LOOKS[self._look]
        # What it puts on itself is no reason to look at itself.
        self._worn = None
        self._worn = _wear(self, self._font(getattr(current(), size), weight), self._colour)

    def _font(self, pixels: int, weight: QFont.Weight) -> QFont:
        return text_font(pixels, weight)


class Words(_Dressed):
    """A plain text, wrapped at blanks; it asks for one line and takes what it gets."""

    def __init__(self, text: str = "", look: str = "text", colour: str = "ink") -> None:
        super().__init__(look, colour)
        self._heights: dict[int, int] = {}
        self._sizes: dict[bool, QSize] = {}
        self.setWordWrap(True)
        ask_height(self, QSizePolicy.Policy.Preferred)
        self.setText(text)
        on_change(self)

    def setText(self, text: str) -> None:  # noqa: N802  (Qt's name)
        """Show a text; a word that is too long for any line may break."""
        shown = _LONG_WORD.sub("\\g<0>\N{ZERO WIDTH SPACE}", text)
        if shown == self.text():
            # Every part of the window says its words at every key: what is the same is not laid out again.
            return
        self._forget()
        super().setText(shown)
        self.updateGeometry()

    def dress(self, look: str, colour: str) -> None:
        """Show it in another size and weight, and in another of the tokens' colours."""
        if (look, colour) != (self._look, self._colour):
            self._look, self._colour = look, colour
            self.fit()

    def dye(self, colour: str) -> None:
        """Show it in another of the tokens' colours."""
        if colour != self._colour:
            self._colour = colour
            self.fit()

    def fit(self) -> None:
        """Take font and colour of the theme."""
        self._wear()
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """One line for each line of the text."""
        return self._size(one=False)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """The longest word."""
        return self._size(one=True)

    def heightForWidth(self, width: int) -> int:  # noqa: N802  (Qt's name)
        """Return how high the text is when it is wrapped."""
        around = self._around()
        room = max(width - around.width(), 1)
        height = self._heights.get(room)
        if height is None:
            # Layouts ask again and again.
            inner = QRect(0, 0, room, _TALL)
            height = self.fontMetrics().boundingRect(inner, _WRAPPED, self.text() or " ").height()
            self._heights[room] = height
        return height + around.height()

    def _wear(self) -> None:
        self._forget()
        super()._wear()

    def _forget(self) -> None:
        self._heights.clear()
        self._sizes.clear()

    def _size(self, *, one: bool) -> QSize:
        size = self._sizes.get(one)
        if size is None:
            size = self._sizes[one] = self._measured(
                _BLANK.split(self.text()) if one else self.text().split("\n"), one=one
            )
        return size + self._around()

    def _measured(self, lines: list[str], *, one: bool) -> QSize:
        metrics = self.fontMetrics()
        boxes = [metrics.boundingRect(_ONE_LINE, _SINGLE, line or " ") for line in lines]
        high = max(metrics.height(), *(box.height() for box in boxes))
        if not one:
            high += metrics.lineSpacing() * (len(lines) - 1)
        # One pixel for a letter that leans out of its advance.
        return QSize(max(box.width() for box in boxes) + 1, high)

    def _around(self) -> QSize:
        margins = self.contentsMargins()
        return QSize(margins.left() + margins.right(), margins.top() + margins.bottom())


def _wear(label: QLabel, font: QFont, colour: str) -> Worn:
    """Give a label a font and a colour where it has others; return what it wears then."""
    if _cut_of(label.font()) != _cut_of(font):
        label.setFont(font)
    ink, palette = QColor(getattr(current(), colour)), label.palette()
    if any(palette.color(group, _INK) != ink for group in _GROUPS):
        palette.setColor(_INK, ink)
        label.setPalette(palette)
    return label.font(), label.palette()


def _wears(label: QLabel, worn: Worn) -> bool:
    """Say whether a label still wears what it was given: asked at every step of every layout that is built."""
    font, palette = worn
    return label.font() == font and label.palette() == palette


def _cut_of(font: QFont) -> tuple[int, QFont.Weight, int]:
    return font.pixelSize(), font.weight(), len(font.featureTags())


class AmountLabel(Words):
    """An amount of money: never cut, never in two lines, its figures of equal width."""

    def __init__(self, cents: int | None = None, look: str = "amount", colour: str = "ink") -> None:
        super().__init__("", look, colour)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._cents = cents
        self.show_cents(cents)

    def cents(self) -> int | None:
        """Return what is shown."""
        return self._cents

    def show_cents(self, cents: int | None) -> None:
        """Show another amount; nothing where there is none."""
        self._cents = cents
        self.setText("" if cents is None else format_amount(cents))

    def _font(self, pixels: int, weight: QFont.Weight) -> QFont:
        return tabular(text_font(pixels, weight))


class Elided(_Dressed):
    """A text of one line that may end in an ellipsis, whole in its tip; never for money."""

    def __init__(self, text: str = "", look: str = "small", colour: str = "muted") -> None:
        super().__init__(look, colour)
        self._whole = text
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        on_change(self)

    def whole(self) -> str:
        """Return the text without its ellipsis."""
        return self._whole

    def setText(self, text: str) -> None:  # noqa: N802  (Qt's name)
        """Show another text."""
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._cut()

    def fit(self) -> None:
        """Take font and colour of the theme."""
        self._wear()
        self.setText(self._whole)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        """Show as much as there is room for."""
        super().resizeEvent(event)
        self._cut()

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """The whole text."""
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 1, self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """A few letters."""
        return QSize(self.fontMetrics().horizontalAdvance("mmm…"), self.fontMetrics().height())

    def _cut(self) -> None:
        right = Qt.TextElideMode.ElideRight
        super().setText(self.fontMetrics().elidedText(self._whole, right, max(self.width(), 1)))
