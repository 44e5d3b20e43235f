"""A card: one thing, what is known of it, what can be done with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.flow import Beside, Flow
from concierge_desk.ui.kit.layouts import ColumnLayout, Room, RowLayout
from concierge_desk.ui.kit.marks import Tag, draw_toned
from concierge_desk.ui.kit.shapes import draw_box, painter_of
from concierge_desk.ui.kit.theme import current
from concierge_desk.ui.kit.widgets import ask_height, holder
from concierge_desk.ui.kit.words import Words


@dataclass(frozen=True, slots=True)
class CardText:
    """Text of a card.

    Attributes:
        title: What it is.
        detail: One more line about it.
        place: Where it lies, short; no square where it is empty.
        tag: A few words that matter most.
        tone: Of the tag.
        rule: What to mind before the act.
    """

    title: str
    detail: str = ""
    place: str = ""
    tag: str = ""
    tone: str = "plain"
    rule: str = ""


class Place(Words):
    """The square at the left of a card: where the thing lies."""

    def __init__(self, text: str, tone: str = "plain") -> None:
        self._tone = tone
        super().__init__(text, "title", "bad" if tone == "bad" else "on_accent_soft")
        self.setWordWrap(False)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """A square; a longer place makes it wider."""
        tokens = current()
        side = max(tokens.unit * 6, tokens.title * 7 // 3)
        words = super().sizeHint()
        return QSize(max(side, words.width() + tokens.unit), max(side, words.height()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """It is never smaller."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw the square."""
        with painter_of(self) as painter:
            draw_toned(painter, self, self._tone, current().radius)
        super().paintEvent(event)


class Card(QFrame):
    """Place, title, tag and detail; the acts at the right, or below where there is no room.

    States: ``plain``, ``selected`` (framed by the accent), ``late`` (the square is the tone's; the tag says it).

    Attributes:
        clicked: It was clicked, or chosen with the space bar.
    """

    clicked = Signal()

    def __init__(self, text: CardText, actions: Sequence[ActionButton] = (), state: str = "plain") -> None:
        super().__init__()
        self._state = state
        place = Place(text.place, "bad" if state == "late" else "plain")
        place.setVisible(bool(text.place))
        column = ColumnLayout(gap=0.25).put(_head(text))
        if text.detail:
            column.addWidget(Words(text.detail, "small", "muted"))
        main = RowLayout(gap=2.5)
        main.addWidget(place, 0, Qt.AlignmentFlag.AlignVCenter)
        main.addLayout(column, 1)
        whole = ColumnLayout(self, margin=(2, 1.75), gap=1.5).put(Beside(holder(main), _row_of(actions)))
        if text.rule:
            whole.addWidget(Banner(text.rule, "warning"))
        ask_height(self)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        said = (text.place, text.title, text.tag, text.detail, text.rule)
        self.setAccessibleName(", ".join(part for part in said if part))

    def state(self) -> str:
        """Return its state."""
        return self._state

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  (Qt's name)
        """Choose it."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Choose it with the space bar; Enter, which scanners send, does nothing."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.clicked.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw the card; chosen, it has the accent's frame."""
        tokens = current()
        chosen = self._state == "selected"
        edge = (tokens.accent, tokens.border + 1) if chosen else (tokens.line, tokens.border)
        with painter_of(self) as painter:
            draw_box(painter, self.rect(), tokens.card, radius=tokens.radius, edge=edge)
            if self.hasFocus():
                ring = self.rect().adjusted(3, 3, -3, -3)
                draw_box(painter, ring, "", radius=tokens.radius - 3, edge=(tokens.focus, 2))


def _head(text: CardText) -> QWidget:
    heads = Flow(down=Room(px=2)).put(Words(text.title, "title"))
    if text.tag:
        heads.addWidget(Tag(text.tag, text.tone))
    return holder(heads)


def _row_of(actions: Sequence[ActionButton]) -> QWidget:
    row = Flow(down=Room(px=8)).put(*actions)
    held = holder(row)
    held.setVisible(bool(actions))
    return held
