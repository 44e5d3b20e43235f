"""A card: one thing, where it lies, what matters of it, and what can be done with it.

A card is kept and filled anew, and draws its own words: a scan paints its card without making a widget, a
keystroke twenty of them. Only the chosen card has buttons that are widgets.

Source: docs/contract.md, "Budgets".
"""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from concierge_desk.counter.cards.offers import MOST_OFFERS, Offer, Tone
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.screen_reader.accessible import as_row
from concierge_desk.ui.kit.shapes import draw_box, painter_of
from concierge_desk.ui.kit.tokens import Tokens
from concierge_desk.ui.kit.widgets import ask_height
from concierge_desk.ui.page.card_acts import MoreActs, ShownActs, shown_acts
from concierge_desk.ui.page.card_layout import Plan, Turn, WrittenText, detail_of, plan_of, title_of

_NO_ACTS = ShownActs((), 0, ())


@dataclass(frozen=True, slots=True)
class Dress:
    """Dress of a card: how it stands among the others.

    Attributes:
        selected: It is the chosen one.
        act: Place of its chosen act.
        above: It stands above the chosen one.
        asked: One of its acts is being asked for: its buttons are put away.
        turn: What leads to it while none is chosen; else it is its first act, and an arrow.
    """

    selected: bool = False
    act: int = 0
    above: bool = False
    asked: bool = False
    turn: Turn | None = None


@dataclass(frozen=True, slots=True)
class _Face:
    """What of an offer is drawn on any card: where none is chosen, two offers with the same stand in the same way."""

    title: str
    detail: str
    place: str
    tag: str
    tone: Tone
    act: str | None
    words: tuple[tuple[str, str], ...] = ()


class CardView(QWidget):
    """Shows one offer.

    Attributes:
        chosen: The card was pressed.
        acted: One of its acts was pressed, by place.
        reached: Its first act was pressed while it was not the chosen card.
        seen: A document that was seen was pressed, by place: the chosen act on it.
    """

    chosen = Signal()
    acted = Signal(int)
    reached = Signal()
    seen = Signal(int)
    heard_as = as_row

    def __init__(self, *, turns: bool = True) -> None:
        """Say whether the key of the next act turns its acts."""
        super().__init__()
        self._turns = turns
        self._offer: Offer | None = None
        self._dress = Dress()
        self._face: _Face | None = None
        self._acts = _NO_ACTS
        self._faded = False
        self._main: ActionButton | None = None
        self._more: MoreActs | None = None
        self._plans: dict[int, Plan] = {}
        self.setMouseTracking(True)
        # Not at least as high as it asks for now: that is its height at a width it may only have had a moment ago.
        ask_height(self, QSizePolicy.Policy.Preferred)
        theme.on_change(self)

    @property
    def offer(self) -> Offer | None:
        """The offer that is shown."""
        return self._offer

    def show_offer(self, offer: Offer, dress: Dress) -> None:
        """Show an offer, or the same one among other cards."""
        if offer is self._offer and dress == self._dress:
            return
        before = (self._dress, self._face, self._acts)
        self._offer, self._dress, self._face = offer, dress, _face_of(offer)
        self._acts = shown_acts(offer.acts, dress.act) if dress.selected and not dress.asked else _NO_ACTS
        if (dress, self._face, self._acts) == before:
            # The same words in the same places, as for most cards of the next letter of a name.
            self.update()
            return
        face = self._face
        words = (f"{label}: {text}" for label, text in face.words)
        self.setAccessibleName(
            ", ".join(filter(None, (face.place, face.title, face.tag, face.detail, *words)))
        )
        self._show_acts()
        self.fit()

    def written(self) -> tuple[WrittenText, ...]:
        """Return what is drawn and where, at the present width."""
        return self._plan(self.width()).written

    def fade_keys(self, faded: bool) -> None:
        """Draw the keys of its acts grey while what is typed would be looked up first."""
        self._faded = faded
        if self._main is not None and self._more is not None:
            self._main.fade_keys(faded)
            self._more.fade_keys(faded)

    def fit(self) -> None:
        """Lay out anew, in the sizes of the theme."""
        self._plans.clear()
        self.updateGeometry()
        self._place()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """As wide as it gets; a common width until then."""
        # The height at the width it has: no card is laid out for a width that it never gets.
        return QSize(theme.current().title * 30, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """A few words and a button below each other."""
        return QSize(theme.current().title * 12, theme.current().target)

    def hasHeightForWidth(self) -> bool:  # noqa: N802  (Qt's name)
        """The narrower it is, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  (Qt's name)
        """Return how high it is at a width."""
        return self._plan(width).height

    def event(self, event: QEvent) -> bool:
        """Place its buttons anew where it or they have another size; show over the drawn one what any button shows."""
        kind = event.type()
        if kind is QEvent.Type.LayoutRequest and self._has_other_buttons():
            # In another size of the text they ask for another one after the card did.
            self.fit()
        elif kind is QEvent.Type.Resize:
            self._place()
        elif kind is QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            on = self._is_on_act(event.position().toPoint())
            self.setCursor(Qt.CursorShape.PointingHandCursor if on else Qt.CursorShape.ArrowCursor)
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  (Qt's name)
        """Choose it, or do what the button says that is drawn on it."""
        if event.button() == Qt.MouseButton.LeftButton:
            (self.reached if self._is_on_act(event.position().toPoint()) else self.chosen).emit()
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw the sheet and its words; the chosen one has an edge of the accent, twice as thick."""
        tokens = theme.current()
        edge = (tokens.accent, 2 * tokens.border) if self._dress.selected else (tokens.line, tokens.border)
        with painter_of(self) as painter:
            draw_box(painter, self.rect(), tokens.card, radius=tokens.radius, edge=edge)
            for written in self.written():
                _draw(painter, written, tokens)

    def _show_acts(self) -> None:
        labels = self._acts.labels
        if labels and self._main is None:
            self._make_buttons()
        if self._main is None or self._more is None:
            return
        self._main.setVisible(bool(labels))
        if labels:
            self._main.set_label(labels[min(self._acts.chosen, len(labels) - 1)])
        self._more.show_acts(self._acts)
        self.fade_keys(self._faded)

    def _make_buttons(self) -> None:
        self._main = ActionButton("", ("/",), "primary")
        # Only its own key hands over, never a space bar on what Tab came by.
        self._main.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._more = MoreActs(turns=self._turns)
        for part in (self._main, self._more):
            part.setParent(self)
        self._main.clicked.connect(lambda: self.acted.emit(self._dress.act))
        self._more.acted.connect(self.acted)
        self._more.seen.connect(self.seen)

    def _is_on_act(self, at: QPoint) -> bool:
        """Say whether a place lies on the drawn button of an act: one that only chooses the card is none."""
        act = not self._dress.selected and self._dress.turn is None
        return act and self._plan(self.width()).turn.contains(at)

    def _plan(self, width: int) -> Plan:
        plan = self._plans.get(width)
        if plan is None:
            plan = self._plans[width] = self._planned(width)
        return plan

    def _planned(self, width: int) -> Plan:
        offer, face, dress = self._offer, self._face, self._dress
        if offer is None or face is None:
            return Plan((), QRect(), QRect(), theme.current().target, QRect(), QSize(0, 0))
        shown = offer.acts and not dress.asked
        turn = Turn()
        if shown and not dress.selected:
            turn = dress.turn or Turn(face.act or "", ("↑" if dress.above else "↓",))
        main = self._main if shown and dress.selected else None
        if main is None:
            return _plan_of(face, turn, width, theme.current())
        more = self._more if self._more is not None and not self._more.isHidden() else None
        return plan_of(offer, turn, main, more, width)

    def _has_other_buttons(self) -> bool:
        """Say whether its buttons ask for another room than the one they were given."""
        if self._main is None or self._more is None or not self._dress.selected:
            return False
        plan = self._plan(self.width())
        beneath = (
            plan.more.height() if self._more.isHidden() else self._more.heightForWidth(plan.more.width())
        )
        return (plan.asked, plan.more.height()) != (self._main.sizeHint(), beneath)

    def _place(self) -> None:
        if self._main is None or self._more is None or not self._dress.selected:
            return
        plan = self._plan(self.width())
        self._main.setGeometry(plan.main)
        self._more.setGeometry(plan.more)


def _face_of(offer: Offer) -> _Face:
    act = offer.acts[0].button if offer.acts else None
    return _Face(title_of(offer), detail_of(offer), offer.place, offer.tag, offer.tone, act, offer.words)


@lru_cache(maxsize=8 * MOST_OFFERS)
def _plan_of(face: _Face, turn: Turn, width: int, _tokens: Tokens) -> Plan:
    """Lay out a card without buttons; asked again at each letter of a name, at each width that a layout tries."""
    offer = Offer(
        "",
        "",
        face.title,
        (),
        detail=face.detail,
        place=face.place,
        tag=face.tag,
        tone=face.tone,
        words=face.words,
    )
    return plan_of(offer, turn, None, None, width)


def _draw(painter: QPainter, written: WrittenText, tokens: Tokens) -> None:
    if written.box:
        fill, colour, width = written.box
        draw_box(painter, written.rect, fill, radius=written.radius, edge=(colour, width))
    painter.setFont(written.font)
    painter.setPen(QColor(getattr(tokens, written.ink)))
    painter.drawText(written.inner, int(written.flags), written.text)
