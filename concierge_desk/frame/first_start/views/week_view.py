"""Week of the opening hours: a row for each day, its morning and its afternoon; below it, whose holidays."""

from concierge_desk.counter.day.opening import WEEKDAYS
from concierge_desk.frame.first_start.site_form import HALVES, session_of
from concierge_desk.frame.first_start.state import FirstState
from concierge_desk.frame.first_start.step import Asked
from concierge_desk.frame.first_start.views.labelled_field import LabelledField
from concierge_desk.frame.first_start.views.region_box import RegionBox
from concierge_desk.frame.first_start.views.step_view import StepView
from concierge_desk.i18n import N_
from concierge_desk.ui.kit.fields.field import InputField
from concierge_desk.ui.kit.layouts import ColumnLayout, GridLayout
from concierge_desk.ui.kit.panel import Panel
from concierge_desk.ui.kit.screen_reader.announcement import announce
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import holder, in_sight, show_text
from concierge_desk.ui.kit.words import Words

_DAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
_HALVES = (N_("Morning"), N_("Afternoon"))
_EXAMPLES = ("8:00-11:30", "15:00-18:00")
_REGION, _ZONE = "desk.holidays", "desk.timezone"


class WeekView(StepView):
    """Hours of each day, the region of the holidays, the time zone."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[str, InputField] = {}
        self._wrong = ""
        self._told = Words("", "small", "bad")
        self._regions = RegionBox()
        self._regions.setAccessibleName(say("Public holidays of"))
        self._zone = LabelledField(Asked(_ZONE, N_("Time zone")))
        panel = Panel()
        below = GridLayout(across=2, down=1)
        region = ColumnLayout(gap=0.5).put(Words(say("Public holidays of"), "strong"), self._regions)
        below.addWidget(holder(region), 0, 0)
        below.addWidget(self._zone, 0, 1)
        panel.column.put(holder(self._week()), self._told, holder(below))
        ColumnLayout(self).put(panel)
        show_text(self._told, "")
        self._regions.currentIndexChanged.connect(
            lambda _place: self.answered.emit(_REGION, self._regions.currentData() or "")
        )
        self._zone.line.textChanged.connect(lambda text: self.answered.emit(_ZONE, text))

    def show_state(self, state: FirstState) -> None:
        """Show the regions that are known, and what is wrong."""
        if not self._regions.count():
            self._regions.show_regions(state.around.regions)
            self._zone.line.setText(state.around.zone)
        problem = state.problem
        field, words = (problem.field, say(problem.words)) if problem is not None else ("", "")
        for name, line in self._lines.items():
            # What is wrong with a day may be wrong in either half.
            line.show_refused(bool(field) and name.partition(".")[0] == field.partition(".")[0])
        self._zone.say_wrong(words if field == _ZONE else "")
        show_text(self._told, "" if field == _ZONE else words)
        if field != self._wrong and words:
            at = self._lines.get(field, self._zone.line)
            at.setFocus()
            in_sight(at)
            announce(self, words, urgent=True)
        self._wrong = field

    def start(self) -> None:
        """Give the keyboard to the first morning."""
        next(iter(self._lines.values())).setFocus()

    def _week(self) -> GridLayout:
        grid = GridLayout(across=1.5, down=0.5)
        for column, half in enumerate(_HALVES, start=1):
            grid.addWidget(Words(say(half), "strong"), 0, column)
            grid.setColumnStretch(column, 1)
        for row, (day, label) in enumerate(zip(WEEKDAYS, _DAYS, strict=True), start=1):
            grid.addWidget(Words(say(label), "text"), row, 0)
            for column, (half, words) in enumerate(zip(HALVES, _HALVES, strict=True)):
                grid.addWidget(
                    self._line(f"{day}.{half}", f"{say(label)}, {say(words)}", column), row, column + 1
                )
        return grid

    def _line(self, name: str, heard: str, column: int) -> InputField:
        line = InputField("")
        line.setAccessibleName(heard)
        line.setPlaceholderText(_EXAMPLES[column] if name.startswith(WEEKDAYS[0]) else "")
        line.textChanged.connect(lambda text: self.answered.emit(name, text))
        # She sees how it was understood.
        line.editingFinished.connect(lambda: line.setText(session_of(line.text())))
        self._lines[name] = line
        return line
