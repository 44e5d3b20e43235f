"""Form of a step: its fields, two beside each other where there is room."""

from functools import partial

from PySide6.QtGui import QResizeEvent

from concierge_desk.frame.first_start.state import FirstState
from concierge_desk.frame.first_start.step import Asked
from concierge_desk.frame.first_start.views.labelled_field import LabelledField
from concierge_desk.frame.first_start.views.step_view import StepView
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.layouts import ColumnLayout, GridLayout
from concierge_desk.ui.kit.panel import Panel
from concierge_desk.ui.kit.screen_reader.announcement import announce
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import in_sight

_LEAST_LETTERS = 36
"""Least width for two fields beside each other, in heights of the text."""
_FEW = 4
"""So many fields stand below one another."""


class FormView(StepView):
    """Fields with their labels."""

    def __init__(self) -> None:
        super().__init__()
        self._asked: tuple[Asked, ...] = ()
        self._fields: dict[str, LabelledField] = {}
        self._wrong: tuple[str, str] = ("", "")
        panel = Panel()
        self._grid = GridLayout(across=2, down=1.5)
        panel.column.addLayout(self._grid)
        ColumnLayout(self).put(panel)

    def show_state(self, state: FirstState) -> None:
        """Show the fields of the step, and what is wrong with one of them."""
        asked = state.step.fields(state.around)
        if asked != self._asked:
            self._make(asked)
        problem = state.problem
        wrong = (problem.field, say(problem.words)) if problem is not None else ("", "")
        for name, field in self._fields.items():
            field.say_wrong(wrong[1] if name == wrong[0] else "")
        if wrong != self._wrong and wrong[0] in self._fields:
            field = self._fields[wrong[0]]
            field.line.setFocus()
            field.line.selectAll()
            in_sight(field)
            announce(field, wrong[1], urgent=True)
        self._wrong = wrong

    def start(self) -> None:
        """Give the keyboard to the first field that is empty."""
        lines = [field.line for field in self._fields.values()]
        if lines:
            first = next((line for line in lines if not line.text()), lines[0])
            first.setFocus()
            # What was refused is typed over.
            first.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        """Lay them out for the room there is."""
        super().resizeEvent(event)
        self._lay_out()

    def _make(self, asked: tuple[Asked, ...]) -> None:
        self._asked = asked
        for one in asked:
            field = LabelledField(one)
            field.on_answer(partial(self.answered.emit, one.name))
            self._fields[one.name] = field
        self._lay_out()

    def _lay_out(self) -> None:
        wide = self.width() >= theme.current().text * _LEAST_LETTERS
        columns = 2 if wide and len(self._fields) > _FEW else 1
        for place, field in enumerate(self._fields.values()):
            self._grid.removeWidget(field)
            self._grid.addWidget(field, place // columns, place % columns)
        for column in range(2):
            self._grid.setColumnStretch(column, int(column < columns))
