"""The button of an act: its words, and its keys at the right."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton

from concierge_desk.ui.kit.icons import pixmap
from concierge_desk.ui.kit.key_cap import KeyCap
from concierge_desk.ui.kit.layouts import Room, RowLayout
from concierge_desk.ui.kit.shapes import draw_box, painter_of
from concierge_desk.ui.kit.theme import current, on_change
from concierge_desk.ui.kit.widgets import ask_height
from concierge_desk.ui.kit.words import Words

_INK = {
    "plain": "ink",
    "option": "ink",
    "figure": "ink",
    "primary": "on_accent",
    "quiet": "accent",
    "danger": "bad",
    "foot": "on_foot",
}
_CAPS = {"primary": "accent", "foot": "foot"}
_EDGE = {"plain": "edge", "option": "edge", "figure": "edge", "danger": "bad", "foot": "foot_edge"}

if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    # Qt knows one class of a widget: what several share is Python's alone.
    _Button = object

BUTTON_SIDE = Room(1.5, 2)
"""The room beside its words; of a quiet button, nothing is drawn there."""

_TIGHT = Room(0.75)
"""The same of an option."""


class SizedByRow(_Button):
    """A button that is as large as the row of what it holds, and large enough for a finger."""

    _row: RowLayout

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """All of it beside each other."""
        return self._row.sizeHint().expandedTo(QSize(current().target, self.minimumHeight()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """What it cannot do without: its longest word, its keys beside it."""
        return self._row.minimumSize().expandedTo(QSize(current().target, self.minimumHeight()))

    def hasHeightForWidth(self) -> bool:  # noqa: N802  (Qt's name)
        """The narrower it is, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  (Qt's name)
        """Return how high it is at a width."""
        return max(self._row.heightForWidth(width), self.minimumHeight())


class ActionButton(SizedByRow, QPushButton):
    """A button with words, keys and perhaps an icon; the words go on in the next line rather than be cut.

    Kinds: ``plain``, ``primary`` (the next act), ``quiet`` (no frame), ``danger``, ``foot`` (on the dark foot),
    ``option`` (one of several of a kind beside each other, in smaller words), ``figure`` (a key of a keypad).
    """

    def __init__(
        self,
        label: str,
        keys: tuple[str, ...] = (),
        kind: str = "plain",
        icon: str | None = None,
        *,
        large: bool = False,
    ) -> None:
        super().__init__()
        self._kind = kind
        self._label: str | None = None
        self._icon_name = icon
        self._large = large
        self._picture = QLabel()
        option = kind == "option"
        self._words = Words(label, "title" if large else "small" if option else "label", _INK[kind])
        self._row = RowLayout(
            self, margin=(_TIGHT if option else BUTTON_SIDE, 0.75), gap=0.5 if option else 1
        )
        self._caps: list[KeyCap] = []
        self._row.put(self._picture, self._words, grows=self._words)
        if kind == "figure":
            self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for part in (self._picture, self._words):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._picture.setVisible(icon is not None)
        ask_height(self)
        # A click leaves the keyboard on the scan line; Tab still comes here.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_keys(keys)
        self.set_label(label)
        on_change(self)

    def label(self) -> str:
        """Return its words."""
        return self._words.text()

    def set_label(self, label: str) -> None:
        """Give it other words; the same again lay nothing out."""
        if label == self._label:
            return
        self._label = label
        self._words.setText(label)
        self._words.setVisible(bool(label))
        self.setAccessibleName(label)
        self.updateGeometry()

    def keys(self) -> tuple[str, ...]:
        """Return the keys drawn on it."""
        return tuple(cap.text() for cap in self._caps)

    def set_keys(self, keys: tuple[str, ...]) -> None:
        """Draw other keys on it; binding them is the window's."""
        if keys == self.keys():
            # Made anew, they would blink.
            return
        for cap in self._caps:
            # A layout shows what was added to it in a moment: by then it would be a window of its own.
            cap.hide()
            cap.setParent(None)
            cap.deleteLater()
        self._caps = [KeyCap(key, _CAPS.get(self._kind, "plain")) for key in keys]
        self._row.put(*self._caps)
        for cap in self._caps:
            # At once, or a button that is measured before Qt's next turn has no room for them.
            cap.show()
        self.setAccessibleDescription(" ".join(keys))

    def fade_keys(self, faded: bool) -> None:
        """Draw its keys grey while they do something else; a press of the button does what it says all the same."""
        for cap in self._caps:
            cap.setEnabled(not faded)

    def fit(self) -> None:
        """Take sizes and colours of the theme."""
        tokens = current()
        self.setMinimumHeight(tokens.target + (tokens.unit * 2 + 2 if self._large else 0))
        self._tint()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Press with the space bar only: Enter, which scanners send, never acts."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  (Qt's name)
        """Show whether it can be pressed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.EnabledChange:
            self._tint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw ground, edge and the ring of the keyboard; words and keys draw themselves."""
        tokens = current()
        radius = tokens.corner
        with painter_of(self) as painter:
            edge = getattr(tokens, _EDGE.get(self._kind, ""), "") if self.isEnabled() else ""
            draw_box(painter, self.rect(), self._ground(), radius=radius, edge=(edge, tokens.border))
            if self.hasFocus():
                self._draw_ring(painter)

    def _draw_ring(self, painter: QPainter) -> None:
        tokens = current()
        ring = {"primary": tokens.on_accent, "foot": tokens.on_foot}.get(self._kind, tokens.focus)
        draw_box(painter, self.rect().adjusted(3, 3, -3, -3), "", radius=tokens.corner - 3, edge=(ring, 2))

    def _ground(self) -> str:
        tokens = current()
        over = self.underMouse() or self.isDown()
        if not self.isEnabled():
            return "" if self._kind in {"quiet", "foot"} else tokens.off
        if self._kind == "primary":
            return tokens.accent_hover if over else tokens.accent
        if over and self._kind != "foot":
            return tokens.accent_soft if self.isDown() else tokens.hover
        return "" if self._kind in {"quiet", "foot"} else tokens.card

    def _tint(self) -> None:
        ink = _INK[self._kind]
        if not self.isEnabled():
            ink = "foot_muted" if self._kind == "foot" else "muted"
        self._words.dye(ink)
        if self._icon_name is not None:
            tokens = current()
            size = round(tokens.text * 1.3)
            self._picture.setPixmap(
                pixmap(self._icon_name, getattr(tokens, ink), size, self.devicePixelRatio())
            )
        self.updateGeometry()
        self.update()
