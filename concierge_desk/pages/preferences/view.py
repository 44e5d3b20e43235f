"""The preferences of this PC: colours, size of the text, sound or flash, what the scanner sends first, the printer.

Each is one key, and what it changes is seen at once. What a scanner sends first is learned by scanning: only
while that is asked does a scan come here, and it never gets into the field by its keys.

Source: decision 0020.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from concierge_desk.domain.printer_address import FoundPrinter
from concierge_desk.i18n import N_
from concierge_desk.pages.preferences.field_view import FieldQuestion
from concierge_desk.pages.preferences.prefix_view import PrefixQuestion
from concierge_desk.pages.preferences.printer_choice_view import PrinterChoice, printer_words
from concierge_desk.pages.preferences.printer_view import PrinterQuestion
from concierge_desk.pages.preferences.sheets_view import AS_THE_SYSTEM, FoundQueue, SheetsQuestion, kind_words
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.choice_list import ChoiceList
from concierge_desk.ui.kit.flow import Flow
from concierge_desk.ui.kit.keys import cap, name_of
from concierge_desk.ui.kit.layouts import REST, ColumnLayout, Room
from concierge_desk.ui.kit.preferences import Preferences
from concierge_desk.ui.kit.sheet_overlay import Leaf
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import holder, is_made, show_text
from concierge_desk.ui.kit.words import Words

LEARN = "0"
"""Key of the question for what the scanner sends first."""

PRINTER = "f12"
"""Key of the question for the printer, by its name in the table of keys."""

SHEETS_KEY = "f8"
"""Key of the question for the printers of sheets."""

DRAWER = "f6"
"""Key that says whether the printer opens a drawer; on the day's page it leads to its cash."""

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
        learning: What the scanner sends first is asked for, or not any more.
        queues_asked: The printers of sheets are asked for: `show_queues` or `tell_no_queues` answers.
        looking: The printers that the system knows are to be shown.
    """

    changed = Signal(str, object)
    queues_asked = Signal()
    learning = Signal(bool)
    looking = Signal()

    def __init__(self, parent: QWidget, monotonic: Callable[[], float]) -> None:
        page = QWidget()
        super().__init__(parent, say("The preferences of this PC"), page)
        self._monotonic = monotonic
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
        self._prefix = Words("", "text")
        self._learn = ActionButton(say("Set it"), (LEARN,))
        self._learn.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._learn.clicked.connect(self._ask)
        self._address = Words("", "text")
        self._set_printer = ActionButton(say("Set it"), (cap(PRINTER),))
        self._set_printer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._set_printer.clicked.connect(self._ask_printer)
        self._queues = Words("", "text")
        self._set_queues = ActionButton(say("Set it"), (cap(SHEETS_KEY),))
        self._set_queues.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._set_queues.clicked.connect(self._ask_queues)
        self._opens = Words("", "text")
        self._set_drawer = ActionButton(say("Change it"), (cap(DRAWER),))
        self._set_drawer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._set_drawer.clicked.connect(self._switch_drawer)
        devices = ColumnLayout(gap=1)
        for label, words, button in (
            (N_("What the scanner sends before its codes"), self._prefix, self._learn),
            (N_("Printer of rolls"), self._address, self._set_printer),
            (N_("Cash drawer"), self._opens, self._set_drawer),
            (N_("Printers of sheets"), self._queues, self._set_queues),
        ):
            # They say the same: what is set has to be heard too.
            button.setAccessibleName(f"{button.label()}\N{NO-BREAK SPACE}: {say(label)}")
            flow = Flow(across=Room(px=12), down=Room(px=8)).put(words, button)
            devices.put(Words(say(label), "label"), holder(flow))
        self._shown = holder(devices)
        self._column.put(self._shown, REST)
        self._sheets: dict[str, str] = {}
        self._drawer = False
        self._prefixed, self._printer, self._printer_name = "", "", ""
        self._asked: FieldQuestion | PrinterChoice | SheetsQuestion | None = None
        self._chose_printer = False
        self.area.verticalScrollBar().rangeChanged.connect(self._keep_seen)
        theme.on_change(self)

    @cached_property
    def question(self) -> PrefixQuestion:
        """The question for what the scanner sends first: made when it is first asked."""
        question = PrefixQuestion(self._monotonic)
        self._add_question(question, "prefix")
        return question

    @cached_property
    def printer_question(self) -> PrinterQuestion:
        """The question for the address of the printer: made when it is first asked."""
        question = PrinterQuestion(self._monotonic)
        question.answered.connect(lambda answer: self._printer_chosen(answer, ""))
        self._place(question)
        return question

    @cached_property
    def sheets_question(self) -> SheetsQuestion:
        """The question for the printers of sheets: made when it is first asked."""
        question = SheetsQuestion()
        question.answered.connect(lambda kind, queue: self.changed.emit(f"sheets_{kind}", queue))
        self._place(question)
        return question

    @cached_property
    def printer_choice(self) -> PrinterChoice:
        """The choice of a printer: made when it is first asked."""
        choice = PrinterChoice(self._monotonic)
        choice.chosen.connect(self._printer_chosen)
        choice.typing.connect(self._type_printer)
        choice.moved.connect(self.area.ensureWidgetVisible)
        self._place(choice)
        return choice

    def show_preferences(self, preferences: Preferences) -> None:
        """Mark what holds now."""
        for name, choices in self._lists.items():
            value, values = getattr(preferences, name), self._values[name]
            choices.select(values.index(value) if value in values else -1)
        self._prefixed = preferences.prefix
        told = say("Nothing")
        if preferences.prefix:
            told = say("“{prefix}”: only what begins with it is taken for a scan", prefix=preferences.prefix)
        show_text(self._prefix, told)
        self._printer, self._printer_name = preferences.printer, preferences.printer_name
        show_text(self._address, printer_words(self._printer, self._printer_name) or say("No printer"))
        self._drawer = preferences.drawer_pulse
        opens = (
            N_("The printer opens it when cash comes or goes")
            if self._drawer
            else N_("Opened by its key alone")
        )
        show_text(self._opens, say(opens))
        self._sheets = preferences.sheets
        named = [
            f"{kind_words(kind)}\N{NO-BREAK SPACE}: {queue}" for kind, queue in self._sheets.items() if queue
        ]
        show_text(self._queues, " · ".join(named) or say(AS_THE_SYSTEM))
        if is_made(self, "sheets_question"):
            self.sheets_question.show_chosen(self._sheets)

    def show_queues(self, queues: Sequence[FoundQueue]) -> None:
        """Show the printers of sheets that there are."""
        self.sheets_question.show_queues(queues)

    def tell_no_queues(self, sentence: str) -> None:
        """Say why no printer of sheets is found."""
        self.sheets_question.tell_no_queues(sentence)

    def complain(self, sentence: str) -> None:
        """Say what is wrong; an empty sentence says nothing any more."""
        self._complaint.tell(sentence, "warning")
        self._complaint.setVisible(bool(sentence))

    def learned(self, code: str, typed: str) -> None:
        """Take what was scanned while that was asked."""
        self.question.take(code, typed)

    def show_found(self, found: Sequence[FoundPrinter]) -> None:
        """Offer the printers that the system knows, where that is still asked."""
        if self._asked is self.printer_choice:
            self.printer_choice.show_found(found)

    def fold(self) -> None:
        """Uncover the window; a question that stands is left."""
        self._leave()
        super().fold()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Choose by number; Escape leaves the question first."""
        self._chose_printer = False
        if self._asked is not None:
            if event.key() == Qt.Key.Key_Escape:
                self._leave()
            elif isinstance(self._asked, SheetsQuestion):
                super().keyPressEvent(event)
            event.accept()
            return
        if event.text() == LEARN:
            event.accept()
            self._ask()
        elif name_of(event) == PRINTER:
            event.accept()
            self._ask_printer()
        elif name_of(event) == SHEETS_KEY:
            event.accept()
            self._ask_queues()
        elif name_of(event) == DRAWER:
            event.accept()
            self._switch_drawer()
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

    def _add_question(self, question: FieldQuestion, name: str) -> None:
        question.answered.connect(lambda answer: self._answered(name, answer))
        self._place(question)

    def _place(self, question: FieldQuestion | PrinterChoice | SheetsQuestion) -> None:
        question.left.connect(self._leave)
        question.hide()
        self._column.insertWidget(self._column.count() - 1, question)

    def _ask(self) -> None:
        self._make_room(self.question)
        self.question.ask(self._prefixed)
        self.learning.emit(True)

    def _ask_printer(self) -> None:
        self._make_room(self.printer_choice)
        self.printer_choice.ask(self._printer, self._printer_name)
        self.looking.emit()

    def _type_printer(self) -> None:
        self.printer_choice.hide()
        self._make_room(self.printer_question)
        self.printer_question.ask(self._printer)

    def _ask_queues(self) -> None:
        self._make_room(self.sheets_question)
        self.sheets_question.ask(self._sheets)
        self.queues_asked.emit()

    def _printer_chosen(self, place: str, name: str) -> None:
        self._chose_printer = True
        # First its name: with its place it is tried.
        self._answered("printer_name", name)
        self.changed.emit("printer", place)

    def _keep_seen(self) -> None:
        """Show the printer that was chosen last, however the page is laid out anew: large text has it below the edge."""
        if self._chose_printer and self._asked is None:
            self.area.ensureWidgetVisible(self._set_printer)

    def _switch_drawer(self) -> None:
        self.changed.emit("drawer_pulse", not self._drawer)

    def _make_room(self, question: FieldQuestion | PrinterChoice | SheetsQuestion) -> None:
        # First the question: nothing else is to be seen, nor to be scrolled away.
        self._asked = question
        for part in (self._chosen, self._shown, self.back):
            part.hide()

    def _answered(self, name: str, answer: str) -> None:
        self._leave()
        self.changed.emit(name, answer)

    def _leave(self) -> None:
        asked, self._asked = self._asked, None
        if asked is None:
            return
        asked.hide()
        for part in (self._chosen, self._shown, self.back):
            part.show()
        self.setFocus()
        self.learning.emit(False)
