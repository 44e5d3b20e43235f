"""The preferences of this PC: colours, size of the text, sound or flash, what the scanner sends first, the printer.

Each is one key, and what it changes is seen at once. What a scanner sends first is learned by scanning: only
while that is asked does a scan come here, and it never gets into the field by its keys.

Source: decision 0020.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from concierge_desk.i18n import N_
from concierge_desk.pages.preferences.devices_view import (
    DRAWER,
    LANGUAGE,
    PRINTER,
    SCANNER,
    TRIAL,
    DevicesView,
    next_language,
)
from concierge_desk.pages.preferences.printer_choice_view import PrinterChoice
from concierge_desk.pages.preferences.questions import DeviceQuestions, Question
from concierge_desk.pages.preferences.sheets_view import SheetsQuestion
from concierge_desk.pages.preferences.trial_view import TrialQuestion
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.choice_list import ChoiceList
from concierge_desk.ui.kit.keys import name_of
from concierge_desk.ui.kit.layouts import REST, ColumnLayout
from concierge_desk.ui.kit.preferences import Preferences
from concierge_desk.ui.kit.sheet_overlay import Leaf
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import holder
from concierge_desk.ui.kit.words import Words

_SCALES = (1.0, 1.25, 1.5, 2.0)
_LEAST_LETTERS = 46
"""Least width for all options of a list beside each other, in heights of a title."""

_LISTS: tuple[tuple[str, str, tuple[tuple[Any, str], ...]], ...] = (
    (
        "theme",
        N_("Colours"),
        (("light", N_("Light")), ("dark", N_("Dark")), ("contrast", N_("Strong contrast"))),
    ),
    ("scale", N_("Size of the text"), tuple((scale, N_("{percent}%")) for scale in _SCALES)),
    (
        "flashes",
        N_("What says that a scan was understood or not"),
        ((False, N_("A sound")), (True, N_("A flash on the screen"))),
    ),
)


class PreferencesView(Leaf):
    """What is chosen at this PC, by one key each.

    Attributes:
        changed: Name of a preference, and what it is now.
        questions: What is asked in its place.
        devices: What hangs on this PC.
    """

    changed = Signal(str, object)

    def __init__(self, parent: QWidget, monotonic: Callable[[], float]) -> None:
        page = QWidget()
        super().__init__(parent, say("The preferences of this PC"), page)
        self._lists: dict[str, ChoiceList] = {}
        self._values = {name: tuple(value for value, _label in options) for name, _, options in _LISTS}
        self._column = ColumnLayout(page, margin=(0, 0, 1, 0), gap=1)
        self._choosing = ColumnLayout(gap=1)
        self._complaint = Banner("", "warning")
        self._complaint.hide()
        self._column.addWidget(self._complaint)
        first = 1
        for name, label, options in _LISTS:
            self._add_list(name, label, [self._option(*option) for option in options], first)
            first += len(options)
        self._chosen = holder(self._choosing)
        self._column.addWidget(self._chosen)
        self.devices = DevicesView()
        self.devices.asked.connect(self._set)
        self._column.put(self.devices, REST)
        self.questions = DeviceQuestions(self, monotonic)
        self.questions.made.connect(self._place)
        self.questions.asked.connect(self._make_room)
        self.questions.left.connect(self._come_back)
        self.questions.changed.connect(self.changed)
        self.questions.printer_chosen.connect(self._remember_printer)
        self._drawer, self._lang = False, ""
        self._chose_printer = False
        self.area.verticalScrollBar().rangeChanged.connect(self._keep_seen)
        theme.on_change(self)

    def show_preferences(self, preferences: Preferences) -> None:
        """Mark what holds now."""
        for name, choices in self._lists.items():
            value, values = getattr(preferences, name), self._values[name]
            choices.select(values.index(value) if value in values else -1)
        self._drawer, self._lang = preferences.drawer_pulse, preferences.lang
        self.devices.show_preferences(preferences)
        self.questions.show_preferences(preferences)

    def ask_trial(self) -> None:
        """Let the printer of rolls print its trial page, and ask what is seen of it."""
        self.questions.ask(TRIAL)

    def ask(self, name: str) -> None:
        """Ask a question by the name of what it is about: ``printer``."""
        self.questions.ask({"printer": PRINTER}[name])

    def complain(self, sentence: str) -> None:
        """Say what is wrong; an empty sentence says nothing any more."""
        self._complaint.tell(sentence, "warning")
        self._complaint.setVisible(bool(sentence))

    def fold(self) -> None:
        """Uncover the window; a question that stands is left."""
        self.questions.leave()
        super().fold()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Choose by number; Escape leaves the question first."""
        self._chose_printer = False
        standing = self.questions.standing
        if standing is not None:
            if event.key() == Qt.Key.Key_Escape:
                self.questions.leave()
            elif isinstance(standing, SheetsQuestion | TrialQuestion):
                super().keyPressEvent(event)
            event.accept()
            return
        key = SCANNER if event.text() == SCANNER else name_of(event)
        if key is not None and self.devices.has(key):
            event.accept()
            self._set(key)
        elif event.text().isdecimal():
            event.accept()
            for choices in self._lists.values():
                choices.choose_number(event.text())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        """Let options go on in the next line where there is no room."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Let options go on in the next line where there is no room."""
        wide = self.width() >= theme.current().title * _LEAST_LETTERS
        for choices in self._lists.values():
            choices.set_columns(choices.count() if wide else 2)

    def _add_list(self, name: str, label: str, labels: list[str], first: int) -> None:
        choices = ChoiceList(labels, first=first)
        choices.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        choices.setAccessibleName(say(label))
        choices.chosen.connect(lambda place: self.changed.emit(name, self._values[name][place]))
        self._lists[name] = choices
        self._choosing.put(Words(say(label), "label"), choices)

    def _option(self, value: Any, label: str) -> str:
        return say(label, percent=round(100 * value) if isinstance(value, float) else "")

    def _set(self, key: str) -> None:
        if key == DRAWER:
            self.changed.emit("drawer_pulse", not self._drawer)
        elif key == LANGUAGE:
            self.changed.emit("lang", next_language(self._lang))
            # The last row: large text has it below the edge.
            self.area.ensureWidgetVisible(self.devices.button(LANGUAGE))
        else:
            self.questions.ask(key)

    def _remember_printer(self) -> None:
        self._chose_printer = True

    def _place(self, question: Question) -> None:
        self._column.insertWidget(self._column.count() - 1, question)
        if isinstance(question, PrinterChoice):
            question.moved.connect(self.area.ensureWidgetVisible)

    def _make_room(self, _question: Question) -> None:
        for part in (self._chosen, self.devices, self.back):
            part.hide()

    def _come_back(self) -> None:
        for part in (self._chosen, self.devices, self.back):
            part.show()
        self.setFocus()

    def _keep_seen(self) -> None:
        """Show the printer that was chosen last, however the page is laid out anew: large text has it below the edge."""
        if self._chose_printer and self.questions.standing is None:
            self.area.ensureWidgetVisible(self.devices.button(PRINTER))
