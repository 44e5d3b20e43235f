"""The month: what is read from afar, then a table for each thing that whoever keeps the accounts asks.

Source: decision 0079.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from concierge_desk.counter.periods.sheet import PeriodTable
from concierge_desk.i18n import N_
from concierge_desk.pages.month.actions import ACTIONS, MonthAction
from concierge_desk.pages.month.face import ShownPeriod
from concierge_desk.pages.month.state import MonthState
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.flow import Flow
from concierge_desk.ui.kit.keys import name_of
from concierge_desk.ui.kit.layouts import PAGE_MARGIN, REST, ColumnLayout, GridLayout, RowLayout
from concierge_desk.ui.kit.panel import Panel, is_narrow, stand
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import FittedWidget, emptied, holder, scrolled
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.action_button import action_button, on_press
from concierge_desk.ui.page.big_figure import BigFigurePanel
from concierge_desk.ui.page.told_banner import ToldBanner

_GAP = 1.75
_MOVES: tuple[MonthAction, ...] = ("before", "after", "span")
_DEEDS: tuple[MonthAction, ...] = ("paper", "table", "cautions", "close")


class TablePanel(Panel):
    """White sheet with a table: words at the left, amounts at the right."""

    def __init__(self, table: PeriodTable) -> None:
        super().__init__()
        grid = GridLayout(across=2, down=0.75)
        rows = [
            (table.columns, "small", "muted"),
            *[(row, "text", "ink") for row in table.rows],
            *([(table.total, "strong", "ink")] if table.total else []),
        ]
        for place, (cells, look, colour) in enumerate(rows):
            for column, cell in enumerate(cells):
                words = Words(cell, look, colour)
                if column >= table.texts:
                    words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                grid.addWidget(words, place, column)
        for column in range(len(table.columns)):
            grid.setColumnStretch(column, 2 if column == 0 else 1)
        self.column.put(Words(table.title, "title"), holder(grid))


class MonthPage(FittedWidget):
    """What a month or a fiscal year came to.

    Attributes:
        pressed: What is to be done, by its name.
    """

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: ShownPeriod | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._heading, self._title = Words(say("Month"), "heading"), Words("", "title")
        self._standing = Words("", "text", "muted")
        self._none = Words(say("Nothing is closed yet: the first closing of a day begins it."), "text")
        self._told = ToldBanner()
        self._buttons = {name: action_button(ACTIONS[name]) for name in (*_MOVES, *_DEEDS)}
        on_press(self.pressed, *self._buttons.values())
        self._big, self._tables = RowLayout(gap=_GAP), ColumnLayout(gap=_GAP)
        head = RowLayout(gap=2).put(self._heading, self._title, self._standing, grows=self._standing)
        moves, self._deeds = QWidget(), QWidget()
        self._at_foot, self._in_body = (holder(RowLayout()) for _ in range(2))
        Flow(moves, across=1.5, down=1).put(*[self._buttons[name] for name in _MOVES])
        Flow(self._deeds, across=1.5, down=1).put(*[self._buttons[name] for name in _DEEDS])
        body = ColumnLayout(gap=_GAP)
        body.put(
            holder(head),
            moves,
            self._in_body,
            self._told,
            self._none,
            holder(self._big),
            holder(self._tables),
            REST,
        )
        column = ColumnLayout(self, margin=PAGE_MARGIN, gap=_GAP)
        column.addWidget(scrolled(holder(body)), 1)
        column.addWidget(self._at_foot)
        self._none.hide()
        self._told.hide()
        theme.on_change(self)

    def show_state(self, state: MonthState) -> None:
        """Draw the picture."""
        shown = state.period
        self._told.show_told(state.told)
        self._none.setVisible(state.periods is not None and shown is None)
        known = state.periods.of(years=state.years) if state.periods is not None else ()
        self._buttons["before"].setEnabled(state.place > 0)
        self._buttons["after"].setEnabled(0 <= state.place < len(known) - 1)
        self._buttons["span"].set_label(say(N_("By month") if state.years else N_("By fiscal year")))
        for name in _DEEDS:
            self._buttons[name].setVisible(shown is not None)
        if shown is None:
            return
        self._buttons["close"].setVisible(shown.closable)
        self._buttons["paper"].setEnabled(bool(shown.paper))
        if shown != self._shown:
            self._shown = shown
            self._draw(shown)

    def fit(self) -> None:
        """Put below each other what has no room beside each other; where the foot would fill the page, it scrolls too."""
        stand(self._big, self.width())
        narrow = is_narrow(self.width())
        for place, here in ((self._at_foot, not narrow), (self._in_body, narrow)):
            place.setVisible(here)
            layout = place.layout()
            if here and layout is not None and layout.indexOf(self._deeds) < 0:
                layout.addWidget(self._deeds)

    def start(self) -> None:
        """Take the keyboard: the arrows go through the months."""
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Read the keys of the page."""
        action = ACTIONS.at(name_of(event))
        if action is None:
            super().keyPressEvent(event)
        elif action.repeats or not event.isAutoRepeat():
            self.pressed.emit(action.name)

    def _draw(self, shown: ShownPeriod) -> None:
        self._title.setText(shown.title[:1].upper() + shown.title[1:])
        self._standing.setText(shown.standing)
        emptied(self._big)
        for figure in shown.big:
            panel = BigFigurePanel()
            panel.show_figure(figure)
            self._big.addWidget(panel, 1)
        emptied(self._tables)
        for table in shown.tables:
            self._tables.addWidget(TablePanel(table))
        self.fit()
