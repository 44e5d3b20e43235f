"""Choice of the printer of rolls, on the sheet of this PC's preferences: what the system finds, an address that is typed, none.

The list begins with what is always there: what is found joins below it, so that no number changes under her hand.

Source: decisions 0025, 0060.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from concierge_desk.domain.printer_address import FoundPrinter, kind_of, name_in
from concierge_desk.i18n import N_
from concierge_desk.pages.preferences.field_view import LEAST_PAUSE_SECONDS
from concierge_desk.pages.preferences.keep_buttons import keep_buttons
from concierge_desk.ui.kit.choice_list import ChoiceList
from concierge_desk.ui.kit.layouts import ColumnLayout
from concierge_desk.ui.kit.screen_reader.announcement import announce
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import holder, show_text
from concierge_desk.ui.kit.words import Words

TYPED, NONE = 0, 1
"""Places in the list of an address that is typed, and of no printer; what is found comes after them."""

_NAMED = {
    "device": N_("{name} (USB)"),
    "usb": N_("{name} (USB)"),
    "serial": N_("{name} (serial port)"),
    "queue": N_("{name} (queue of this PC)"),
}
_UNNAMED = {
    "device": N_("Device {where}"),
    "usb": N_("USB printer {where}"),
    "serial": N_("Serial port {where}"),
    "queue": _NAMED["queue"],
    "file": N_("File {where}"),
}
_LOOKING = N_("Looking for what is plugged in…")
_NOTHING = N_("No printer was found at this PC. Is it switched on, and its cable in? Then come back here.")


def printer_words(place: str, name: str) -> str:
    """Return how a printer is called before people: by its name, else by where it is; empty where there is none."""
    kind = kind_of(place)
    if name and kind in _NAMED:
        return say(_NAMED[kind], name=name)
    return say(_UNNAMED[kind], where=name_in(place), name=name_in(place)) if kind else place


class PrinterChoice(QWidget):
    """A list of printers: a number or a click takes one, arrows and Enter as well.

    Attributes:
        chosen: One is taken: its place and its name; both empty for none.
        typing: Its address is to be typed.
        left: It is left as it was.
        moved: Another one is marked: what shows it.
    """

    chosen = Signal(str, str)
    typing = Signal()
    left = Signal()
    moved = Signal(QWidget)

    def __init__(self, monotonic: Callable[[], float]) -> None:
        super().__init__()
        self._monotonic = monotonic
        self._pressed_at = float("-inf")
        self._known, self._name = "", ""
        self._found: tuple[FoundPrinter, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(say("Printer of rolls"))
        column = ColumnLayout(self, gap=1)
        buttons = keep_buttons(self._take, self.left)
        self._column = ColumnLayout(gap=1)
        self._told = Words("", "small", "muted")
        column.put(Words(say("Printer of rolls"), "label"), holder(self._column), self._told, buttons)
        self.choices = self._listed()

    def ask(self, known: str, name: str) -> None:
        """Begin with what is known; what was found before is looked for anew."""
        self._known, self._name, self._found = known, name, ()
        self._list()
        show_text(self._told, say(_LOOKING))
        self.show()
        self.setFocus()

    def show_found(self, found: Sequence[FoundPrinter]) -> None:
        """Offer what the system found, where that is still asked; a mark that she moved meanwhile stays."""
        if self.isHidden():
            return
        mark = self.choices.selected()
        moved = mark != self._mark()
        self._found = tuple(found)
        self._list()
        if moved:
            self.choices.select(mark)
        show_text(self._told, "" if found else say(_NOTHING))
        if self.isVisible():
            announce(self, ". ".join(map(self._label, found)) or say(_NOTHING))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Take one by its number, or go up and down and take it with Enter; one of a scanner takes nothing."""
        pause = self._monotonic() - self._pressed_at
        self._pressed_at = self._monotonic()
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self._move(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat() and pause > LEAST_PAUSE_SECONDS:
                self._take()
        elif event.text().isdecimal():
            self.choices.choose_number(event.text())
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _move(self, step: int) -> None:
        place = min(max(self.choices.selected() + step, 0), self.choices.count() - 1)
        self.choices.select(place)
        if (shown := self.choices.widget(place)) is not None:
            self.moved.emit(shown)
            announce(self, shown.accessibleName())

    def _take(self) -> None:
        self._chose(self.choices.selected())

    def _chose(self, place: int) -> None:
        if place == TYPED:
            self.typing.emit()
        elif place == NONE:
            self.chosen.emit("", "")
        elif 0 <= place - 2 < len(self._found):
            found = self._found[place - 2]
            self.chosen.emit(found.place, found.name)

    def _list(self) -> None:
        before, self.choices = self.choices, self._listed()
        self._column.removeWidget(before)
        before.hide()
        before.deleteLater()

    def _listed(self) -> ChoiceList:
        """Make the list, and mark what holds."""
        typed = say("On the network: type its address")
        known = self._known and self._mark() == TYPED
        labels = [self._label(one) for one in self._found]
        options = [
            (typed, printer_words(self._known, self._name)) if known else typed,
            say("No printer"),
            *((label, self._beside(one, labels)) for label, one in zip(labels, self._found, strict=True)),
        ]
        choices = ChoiceList(options, self._mark())
        choices.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        choices.setAccessibleName(say("Printer of rolls"))
        choices.chosen.connect(self._chose)
        self._column.addWidget(choices)
        return choices

    def _label(self, found: FoundPrinter) -> str:
        return printer_words(found.place, found.name)

    def _beside(self, found: FoundPrinter, labels: Sequence[str]) -> str:
        """Return what tells one from another that is called the same; nothing where nothing has to."""
        alike = labels.count(self._label(found)) > 1
        return name_in(found.place).rpartition("/")[2] if alike else ""

    def _mark(self) -> int:
        if not self._known:
            return NONE
        places = [one.place for one in self._found]
        return places.index(self._known) + 2 if self._known in places else TYPED
