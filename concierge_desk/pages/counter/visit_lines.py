"""The lines of the visit: how many, what, how much; the one that `−` takes away is marked.

Source: docs/contract.md, "Visits and tickets".
"""

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.flow import Flow
from concierge_desk.ui.kit.keys import cap
from concierge_desk.ui.kit.layouts import REST, ColumnLayout, GridLayout, Room
from concierge_desk.ui.kit.shapes import draw_box, painter_of
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import ask_height, holder, is_made, show_text
from concierge_desk.ui.kit.words import AmountLabel, Words
from concierge_desk.ui.presenter.prices import PricedLine


class LineView(QWidget):
    """View of one line of the visit.

    Attributes:
        chosen: It was pressed.
        changed: One of its buttons was pressed: ``more``, ``fewer``, ``remove``.
    """

    chosen = Signal()
    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._marked = False
        self._quantity = Words("", "text")
        self._label = Words("", "text")
        self._cents = AmountLabel(None, "label")
        self._detail = Words("", "tiny", "muted")
        self._refused = Words("", "small", "bad")
        self._grid = GridLayout(self, margin=(0.5, 1, 0.5, Room(1, 1)), across=1, down=0.5)
        self._grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(self._quantity, 0, 0, top)
        self._grid.addWidget(self._label, 0, 1)
        self._grid.addWidget(self._cents, 0, 2, top)
        self._grid.addWidget(self._detail, 1, 1, 1, 2)
        self._grid.addWidget(self._refused, 2, 1, 1, 2)
        ask_height(self)
        theme.on_change(self)

    @cached_property
    def _fewer(self) -> ActionButton:
        return self._button("fewer", "−", say("One less"))

    @cached_property
    def _more(self) -> ActionButton:
        return self._button("more", "+", say("One more"))

    @cached_property
    def _remove(self) -> ActionButton:
        return self._button("remove", say("Take off"), "")

    @cached_property
    def _buttons(self) -> QWidget:
        held = holder(Flow(across=Room(px=6)).put(self._fewer, self._more, self._remove))
        held.hide()
        self._grid.addWidget(held, 3, 1, 1, 2)
        return held

    def show_line(self, line: PricedLine, *, marked: bool) -> None:
        """Show a line, marked or not."""
        self._quantity.setText(str(line.quantity))
        self._label.setText(line.label)
        if line.cents is None:
            self._cents.show_cents(None)
            self._cents.setText("?")
        else:
            self._cents.show_cents(line.cents)
        show_text(self._detail, line.detail)
        show_text(self._refused, line.refused)
        amount = self._cents.text()
        name = f"{line.quantity} {line.label}, {amount}"
        if marked:
            name = say("{line}, chosen", line=name)
        self.setAccessibleName(name)
        if marked or is_made(self, "_buttons"):
            # The chosen one alone is changed by finger: no other has them.
            self._buttons.setVisible(marked)
            for button in (self._fewer, self._more):
                button.setVisible(line.is_counted)
        if marked is not self._marked:
            self._marked = marked
            self.update()

    def fit(self) -> None:
        """Keep room for how many, in the theme's text."""
        self._grid.setColumnMinimumWidth(0, theme.current().text * 3 // 2)

    def _button(self, name: str, label: str, spoken: str) -> ActionButton:
        button = ActionButton(label, (cap("minus"),) if name == "remove" else (), "option")
        if spoken:
            button.setAccessibleName(spoken)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.changed.emit(name))
        return button

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  (Qt's name)
        """Choose it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit()
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw the line below it, or the frame of the marked one."""
        tokens = theme.current()
        with painter_of(self) as painter:
            if self._marked:
                edge = (tokens.accent, tokens.border + 1)
                draw_box(painter, self.rect(), tokens.hover, radius=tokens.corner, edge=edge)
            else:
                below = self.rect().adjusted(0, self.height() - tokens.border, 0, 0)
                draw_box(painter, below, tokens.line, radius=0)


class VisitLines(QWidget):
    """List of all lines of the visit.

    Attributes:
        chosen: A line was pressed, by place.
        changed: A button of one was pressed: what it does, and the place of the line.
    """

    chosen = Signal(int)
    changed = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self._views: list[LineView] = []
        self._column = ColumnLayout(self, gap=Room(px=2)).put(REST)
        self._shown: tuple[tuple[PricedLine, ...], int | None] = ((), None)
        self.setAccessibleName(say("Lines of the visit"))

    def show_lines(self, lines: Sequence[PricedLine], chosen: int | None) -> None:
        """Show other lines."""
        shown = (tuple(lines), chosen)
        if shown == self._shown:
            return
        self._shown = shown
        while len(self._views) < len(lines):
            self._views.append(self._view(len(self._views)))
        for place, view in enumerate(self._views):
            if place < len(lines):
                view.show_line(lines[place], marked=place == chosen)
            view.setVisible(place < len(lines))

    def view(self, place: int) -> QWidget:
        """Return the view of a line."""
        return self._views[place]

    def _view(self, place: int) -> LineView:
        view = LineView()
        view.chosen.connect(lambda: self.chosen.emit(place))
        view.changed.connect(lambda name: self.changed.emit(name, place))
        self._column.insertWidget(place, view)
        return view
