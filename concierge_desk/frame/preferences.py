"""Preferences of this PC in the window: a choice holds at once, and is kept.

Source: decision 0020.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from concierge_desk.i18n import N_
from concierge_desk.ui.kit.preferences import ThisPc
from concierge_desk.ui.kit.scanner import Scanner
from concierge_desk.ui.kit.sounds import Sounds
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.tasks import Tasks
from concierge_desk.ui.kit.theme import apply_theme

if TYPE_CHECKING:
    from concierge_desk.domain.printer_address import FoundPrinter
    from concierge_desk.pages.preferences.view import PreferencesView

_READ_MS = 10_000

FindPrinters: TypeAlias = Callable[[], "Sequence[FoundPrinter]"]
"""Looks for the printers that the system knows; may take seconds."""


class PreferencesBinding(QObject):
    """Binds what was chosen to what shows, sounds, hears and prints.

    Attributes:
        printer_chosen: There is a printer elsewhere now, or other things are sent to it: its place, empty where there is none.
        sheets_chosen: Sheets leave by other queues now.
    """

    printer_chosen = Signal(str)
    sheets_chosen = Signal()

    def __init__(self, window: QWidget, sounds: Sounds, scanner: Scanner, tasks: Tasks) -> None:
        super().__init__(window)
        self._window = window
        self._sounds = sounds
        self._scanner = scanner
        self._tasks = tasks
        self._this_pc = ThisPc()
        self._view: PreferencesView | None = None
        self._find: FindPrinters | None = None

    def be_on(self, this_pc: ThisPc) -> None:
        """Sound and hear as was chosen at a PC, and keep there what is changed; its theme is the program's."""
        before, sheets, self._this_pc = self.rolls, self.sheets, this_pc
        self._sounds.flashes_only = this_pc.shown.flashes
        self._scanner.use_prefix(this_pc.shown.prefix)
        if self._view is not None:
            self._view.show_preferences(this_pc.shown)
        if self.rolls != before:
            self.printer_chosen.emit(self.printer)
        if self.sheets != sheets:
            self.sheets_chosen.emit()

    @property
    def printer(self) -> str:
        """Address of the printer; empty where there is none."""
        return self._this_pc.shown.printer

    @property
    def printer_name(self) -> str:
        """What people call the printer; empty where nobody knows."""
        return self._this_pc.shown.printer_name

    @property
    def rolls(self) -> tuple[str, bool, str, int]:
        """Address of the printer, whether it opens a drawer, how its letters go out, and the width of its roll."""
        shown = self._this_pc.shown
        return shown.printer, shown.drawer_pulse, shown.printer_text, shown.printer_width

    @property
    def sheets(self) -> dict[str, str]:
        """Queues of the system by what they print, ``a4``, ``a5``, ``a6``, ``label``; empty where none was chosen."""
        return self._this_pc.shown.sheets

    def find_with(self, find: FindPrinters | None) -> None:
        """Know what looks for printers; None where no desk of this PC is open."""
        self._find = find

    def keep_place(self, place: tuple[int, ...]) -> None:
        """Keep where the window stands, for the next time it is opened."""
        self.prefer("place", place)

    def attach(self, view: "PreferencesView") -> None:
        """Let what is chosen in a view be so."""
        self._view = view
        view.show_preferences(self._this_pc.shown)
        view.changed.connect(self.prefer)
        view.questions.learning.connect(self._scanner.learn)
        view.questions.looking.connect(self._look)
        self._scanner.learned.connect(view.questions.prefix_scanned)

    def prefer(self, name: str, value: Any) -> None:
        """Let a preference be so from now on, and keep it."""
        before = self._this_pc.shown
        shown = replace(before, **{name: value})
        if shown == before:
            return
        self.be_on(replace(self._this_pc, shown=shown))
        if (shown.theme, shown.scale) != (before.theme, before.scale):
            self._dress()
        if shown.flashes is not before.flashes:
            # She hears or sees what she chose.
            self._sounds.play("good")
        self._tell("")
        keep = self._this_pc.keep
        self._tasks.run(lambda: keep({name: value}), lambda _kept: None, self._not_kept)

    def tell_unread(self, over: QWidget) -> None:
        """Tell over the counter that what was chosen before cannot be read, where it cannot."""
        if not self._this_pc.unread:
            return
        from concierge_desk.ui.kit.toast import Toast  # noqa: PLC0415  (hardly ever needed)

        told = N_("The preferences of this PC cannot be read: choose them again with F1, then 1.")
        Toast(over, _READ_MS).tell(say(told), "warning")

    def _look(self) -> None:
        """Look for printers beside the store's work, as one prints."""
        find, view = self._find, self._view
        if view is None:
            return
        if find is None:
            view.questions.show_found(())
            return
        show = view.questions.show_found
        self._tasks.print(lambda _work: find(), show, lambda _error: show(()))

    def _dress(self) -> None:
        app, size = QApplication.instance(), self._window.size()
        if isinstance(app, QApplication):
            apply_theme(app, self._this_pc.shown.theme, self._this_pc.shown.scale)
        if not self._window.isMaximized():
            # Before it folds, what is laid out for smaller text asks for more room than the window has.
            QTimer.singleShot(0, self, lambda: self._window.resize(size))

    def _not_kept(self, _error: BaseException) -> None:
        told = N_("This holds until the window is closed: the disk did not take it. Try again later.")
        self._tell(say(told))

    def _tell(self, sentence: str) -> None:
        if self._view is not None:
            self._view.complain(sentence)
