"""The figures of the day: what is read from afar, by means and by hour, and the rest as a table.

Source: decision 0044.
"""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from concierge_desk.i18n import N_
from concierge_desk.pages.day.actions import OVERVIEW, offered
from concierge_desk.pages.day.state import EveningState
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.charts.bars import Bar, BarList, ColumnChart
from concierge_desk.ui.kit.flow import Beside
from concierge_desk.ui.kit.layouts import REST, ColumnLayout, RowLayout
from concierge_desk.ui.kit.panel import Panel, stand
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import FittedWidget, emptied, holder
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.action_button import action_button, on_press
from concierge_desk.ui.page.big_figure import BigFigurePanel
from concierge_desk.ui.page.figure_list import FigureList
from concierge_desk.ui.presenter.figures import BigFigure, Measured

_GAP = 1.75


class DayFigures(FittedWidget):
    """The figures of the day, those of its drawer only once it was counted.

    Attributes:
        pressed: What is to be done, by its name.
        rest: The table of the rest, to be put where the page has room for it.
    """

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[BigFigure, ...] | None = None
        self._big = RowLayout(gap=_GAP)
        self._to_see = FigureList()
        self._for_her = _titled(N_("For the responsible to see"), self._to_see)
        self._means, self._hours = BarList(), ColumnChart()
        self._done, self._money, self._stock = FigureList(), FigureList(), FigureList()
        self._operators = FigureList()
        self._by_means = _titled(N_("By means"), self._means)
        self._passage = action_button(OVERVIEW["passage"])
        on_press(self.pressed, self._passage)
        self._by_hour = _titled(N_("People by hour"), holder(Beside(self._hours, self._passage)))
        self._charts = RowLayout(gap=_GAP)
        for chart in (self._by_means, self._by_hour):
            self._charts.addWidget(chart, 1)
        self._lists = RowLayout(gap=5)
        self._in_stock = _column(N_("In stock"), self._stock)
        self._in_drawer = _column(N_("The drawer"), self._money)
        self._by_operator = _titled(N_("Who was at the counter"), self._operators)
        self.rest = Panel()
        for part in (_column(N_("What was done"), self._done), self._in_drawer, self._in_stock):
            self._lists.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
        self.rest.column.put(holder(self._lists))
        ColumnLayout(self, gap=_GAP).put(
            self._for_her, holder(self._big), holder(self._charts), self._by_operator
        )
        theme.on_change(self)

    def show_state(self, state: EveningState) -> None:
        """Show the figures that may be seen as things stand."""
        sheet, money = state.sheet, state.money
        for part in (self, self.rest):
            part.setVisible(bool(sheet.day))
        self._show_big((*money.big, *((sheet.moved,) if sheet.moved else ())))
        self._to_see.show_figures(sheet.to_see)
        self._for_her.setVisible(bool(sheet.to_see))
        self._means.show_bars(_bars(money.means))
        self._by_means.setVisible(any(bar.size for bar in money.means))
        self._hours.show_bars(_bars(sheet.hours))
        can_count = "passage" in offered(sheet)
        self._passage.setVisible(can_count)
        self._by_hour.setVisible(bool(sheet.hours) or can_count)
        self._done.show_figures(sheet.figures)
        self._money.show_figures(money.figures)
        self._in_drawer.setVisible(bool(money.figures))
        self._operators.show_figures(money.operators)
        self._by_operator.setVisible(bool(money.operators))
        self._stock.show_figures(sheet.stock)
        self._in_stock.setVisible(bool(sheet.stock))

    def fit(self) -> None:
        """Put below each other what has no room beside each other."""
        for beside in (self._big, self._charts, self._lists):
            stand(beside, self.width())

    def _show_big(self, figures: Sequence[BigFigure]) -> None:
        if self._shown == tuple(figures):
            return
        self._shown = tuple(figures)
        if self._big.count() != len(self._shown):
            emptied(self._big)
            for _ in self._shown:
                self._big.addWidget(BigFigurePanel(), 1)
        for panel, figure in zip(self._panels(), self._shown, strict=True):
            panel.show_figure(figure)

    def _panels(self) -> Iterator[BigFigurePanel]:
        for place in range(self._big.count()):
            item = self._big.itemAt(place)
            panel = None if item is None else item.widget()
            if isinstance(panel, BigFigurePanel):
                yield panel


def _titled(title: str, chart: QWidget) -> Panel:
    panel = Panel()
    panel.column.put(Words(say(title), "title"), chart, REST)
    return panel


def _column(title: str, figures: FigureList) -> QWidget:
    return holder(ColumnLayout(gap=1).put(Words(say(title), "title"), figures))


def _bars(measured: Sequence[Measured]) -> list[Bar]:
    return [Bar(one.label, one.value, one.size) for one in measured]
