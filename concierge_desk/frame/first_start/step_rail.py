"""Rail of the steps at the left: which are answered, which wait, which is at hand."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QWidget

from concierge_desk.frame.first_start.state import Stands
from concierge_desk.frame.first_start.step import FirstStep
from concierge_desk.frame.rail import rail_width
from concierge_desk.i18n import N_
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.button import SizedByRow
from concierge_desk.ui.kit.icons import Icon
from concierge_desk.ui.kit.layouts import REST, ColumnLayout, RowLayout
from concierge_desk.ui.kit.screen_reader.accessible import as_tab
from concierge_desk.ui.kit.shapes import draw_box, painter_of
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import ask_height, emptied, scrolled
from concierge_desk.ui.kit.words import Words

_STANDS: dict[Stands, str] = {
    "now": N_("at hand"),
    "done": N_("answered"),
    "later": N_("left for later"),
    "next": N_("still to come"),
}


class StepButton(SizedByRow, QAbstractButton):
    """One step: its number or what became of it, and its name."""

    heard_as = as_tab

    def __init__(self, place: int, step: FirstStep) -> None:
        super().__init__()
        self._place, self._name = place, say(step.name)
        self._stands: Stands = "next"
        self._mark = Icon("check", "ink")
        self._number, self._words = Words(str(place), "strong"), Words(self._name, "text")
        self._row = RowLayout(self, margin=(1, 0.5), gap=1.5)
        self._row.put(self._mark, self._number, self._words, grows=self._words)
        for part in (self._mark, self._number, self._words):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        ask_height(self, QSizePolicy.Policy.Fixed)
        theme.on_change(self)

    def stand(self, stands: Stands) -> None:
        """Show where it stands."""
        self._stands = stands
        self.setChecked(stands == "now")
        self.setEnabled(stands != "next")
        self.setAccessibleName(f"{self._place}. {self._name}, {say(_STANDS[stands])}")
        self.fit()

    def fit(self) -> None:
        """Take sizes and colours of the theme."""
        self.setMinimumHeight(theme.current().target + 2)
        ink = {"now": "on_accent", "next": "muted"}.get(self._stands, "ink")
        self._words.dress("strong" if self._stands == "now" else "text", ink)
        self._number.dye(ink)
        pictured = self._stands in {"done", "later"}
        self._mark.draw("check" if self._stands == "done" else "pause", ink)
        self._mark.setVisible(pictured)
        self._number.setVisible(not pictured)
        self._number.setFixedWidth(self._mark.sizeHint().expandedTo(QSize(self._mark.width(), 0)).width())
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Press with the mouse alone: by keys one goes on and back."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw the ground of the step at hand."""
        tokens = theme.current()
        over = self.underMouse() and self.isEnabled()
        fill = tokens.accent if self.isChecked() else tokens.hover if over else ""
        with painter_of(self) as painter:
            draw_box(painter, self.rect(), fill, radius=tokens.corner)


class StepRail(QFrame):
    """Column of the steps.

    Attributes:
        went: One was pressed: its code.
    """

    went = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "rail")
        self.setAccessibleName(say(N_("Steps")))
        held = QWidget()
        self._column = ColumnLayout(held, margin=(0.75, 1.5, 0.75, 1), gap=0.5)
        ColumnLayout(self).addWidget(scrolled(held))
        self._codes: tuple[str, ...] = ()
        self._buttons: list[StepButton] = []
        theme.on_change(self)

    def show_steps(self, steps: Sequence[tuple[FirstStep, Stands]]) -> None:
        """Show the steps of the way."""
        codes = tuple(step.code for step, _stands in steps)
        if codes != self._codes:
            self._codes = codes
            emptied(self._column)
            self._buttons = [self._button(place, step) for place, (step, _stands) in enumerate(steps, 1)]
            self._column.put(*self._buttons, REST)
        for button, (_step, stands) in zip(self._buttons, steps, strict=True):
            button.stand(stands)

    def fit(self) -> None:
        """Take the width of the theme."""
        self.setFixedWidth(rail_width(theme.current()))

    def _button(self, place: int, step: FirstStep) -> StepButton:
        button = StepButton(place, step)
        button.clicked.connect(lambda: self.went.emit(step.code))
        return button
