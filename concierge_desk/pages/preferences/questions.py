"""The questions for what hangs on this PC: one at a time, each made when it is first asked.

Source: decisions 0020, 0060.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal

from concierge_desk.domain.printer_address import FoundPrinter
from concierge_desk.pages.preferences.devices_view import PRINTER, SCANNER, SHEETS, TRIAL
from concierge_desk.pages.preferences.field_view import FieldQuestion
from concierge_desk.pages.preferences.prefix_view import PrefixQuestion
from concierge_desk.pages.preferences.printer_choice_view import PrinterChoice
from concierge_desk.pages.preferences.printer_view import PrinterQuestion
from concierge_desk.pages.preferences.sheets_view import SheetsQuestion
from concierge_desk.pages.preferences.trial_view import TrialQuestion
from concierge_desk.ui.kit.preferences import Preferences
from concierge_desk.ui.kit.widgets import is_made

_USUAL = Preferences()

Question: TypeAlias = FieldQuestion | PrinterChoice | SheetsQuestion | TrialQuestion


class DeviceQuestions(QObject):
    """Questions that stand in place of the preferences while they are asked.

    Attributes:
        made: A question was made: it is to be laid out.
        asked: It is asked: nothing else is to be seen.
        left: It is not asked any more.
        printer_chosen: A printer of rolls was, and is changed next.
        changed: Name of a preference, and what it is now.
        learning: What the scanner sends first is asked for, or not any more.
        looking: The printers of rolls that the system knows are to be shown by `show_found`.
        queues_asked: The printers of sheets are asked for: `sheets` is told of them.
        trial_asked: The trial page of the printer of rolls is to be printed: `trial` is told what came of it.
    """

    made = Signal(object)
    asked = Signal(object)
    left = Signal()
    printer_chosen = Signal()
    changed = Signal(str, object)
    learning = Signal(bool)
    looking = Signal()
    queues_asked = Signal()
    trial_asked = Signal()

    def __init__(self, parent: QObject, monotonic: Callable[[], float]) -> None:
        super().__init__(parent)
        self._monotonic = monotonic
        self._preferences = Preferences()
        self._asked: Question | None = None

    @cached_property
    def prefix(self) -> PrefixQuestion:
        """The question for what the scanner sends first."""
        question = PrefixQuestion(self._monotonic)
        question.answered.connect(lambda answer: self._answered("prefix", answer))
        self._place(question)
        return question

    @cached_property
    def address(self) -> PrinterQuestion:
        """The question for the address of the printer of rolls."""
        question = PrinterQuestion(self._monotonic)
        question.answered.connect(lambda answer: self._chosen(answer, ""))
        self._place(question)
        return question

    @cached_property
    def printer(self) -> PrinterChoice:
        """The choice of a printer of rolls."""
        choice = PrinterChoice(self._monotonic)
        choice.chosen.connect(self._chosen)
        choice.typing.connect(self._type_address)
        self._place(choice)
        return choice

    @cached_property
    def sheets(self) -> SheetsQuestion:
        """The question for the printers of sheets."""
        question = SheetsQuestion()
        question.answered.connect(lambda kind, queue: self.changed.emit(f"sheets_{kind}", queue))
        self._place(question)
        return question

    @cached_property
    def trial(self) -> TrialQuestion:
        """The questions about the trial page of the printer of rolls."""
        question = TrialQuestion(self._monotonic)
        question.answered.connect(self._tried)
        question.again.connect(lambda: self.ask(TRIAL))
        self._place(question)
        return question

    @property
    def standing(self) -> Question | None:
        """The question that is asked; None where none is."""
        return self._asked

    def ask(self, key: str) -> None:
        """Ask the question of a key, where one stands behind it."""
        shown = self._preferences
        if key == SCANNER:
            self._make_room(self.prefix)
            self.prefix.ask(shown.prefix)
            self.learning.emit(True)
        elif key == PRINTER:
            self._make_room(self.printer)
            self.printer.ask(shown.printer, shown.printer_name)
            self.looking.emit()
        elif key == SHEETS:
            self._make_room(self.sheets)
            self.sheets.ask(shown.sheets)
            self.queues_asked.emit()
        elif key == TRIAL:
            self._make_room(self.trial)
            self.trial.ask()
            self.trial_asked.emit()

    def show_preferences(self, preferences: Preferences) -> None:
        """Know what holds now."""
        self._preferences = preferences
        if is_made(self, "sheets"):
            self.sheets.show_chosen(preferences.sheets)

    def prefix_scanned(self, code: str, typed: str) -> None:
        """Take what was scanned while it was asked what the scanner sends first."""
        self.prefix.take(code, typed)

    def show_found(self, found: Sequence[FoundPrinter]) -> None:
        """Offer the printers of rolls that the system knows, where that is still asked."""
        if self._asked is not None and self._asked is self.printer:
            self.printer.show_found(found)

    def leave(self) -> None:
        """Ask no more."""
        asked, self._asked = self._asked, None
        if asked is None:
            return
        asked.hide()
        self.left.emit()
        self.learning.emit(False)

    def _place(self, question: Question) -> None:
        question.left.connect(self.leave)
        question.hide()
        self.made.emit(question)

    def _make_room(self, question: Question) -> None:
        # First the room: nothing else is to be seen, nor to be scrolled away.
        self._asked = question
        self.asked.emit(question)

    def _type_address(self) -> None:
        self.printer.hide()
        self._make_room(self.address)
        self.address.ask(self._preferences.printer)

    def _chosen(self, place: str, name: str) -> None:
        self.printer_chosen.emit()
        if place != self._preferences.printer:
            # What was seen of another printer is not this one's.
            self._tried(_USUAL.printer_text, _USUAL.printer_width)
        # First its name: with its place it is tried.
        self._answered("printer_name", name)
        self.changed.emit("printer", place)

    def _tried(self, letters: str, width_mm: int) -> None:
        # With the second of them it is sent otherwise.
        for name, value in (("printer_text", letters), ("printer_width", width_mm)):
            if getattr(self._preferences, name) != value:
                self.changed.emit(name, value)

    def _answered(self, name: str, answer: str) -> None:
        self.leave()
        self.changed.emit(name, answer)
