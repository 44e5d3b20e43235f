"""Bar at the top: the shop, the scan line, the chips; FACTICE where all is exercise.

Source: docs/contract.md, "Practice stores".
"""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from concierge_desk.frame.actions import ACTIONS as FRAME
from concierge_desk.frame.rail import rail_width
from concierge_desk.frame.scan_line import ScanLine
from concierge_desk.i18n import N_
from concierge_desk.pages.counter.actions import ACTIONS
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.flow import Flow
from concierge_desk.ui.kit.keys import cap
from concierge_desk.ui.kit.layouts import ColumnLayout, Room, RowLayout, keep_margin, pixels
from concierge_desk.ui.kit.marks import Chip, PressedChip
from concierge_desk.ui.kit.screen_reader.announcement import announce
from concierge_desk.ui.kit.shapes import draw_box, painter_of
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.presenter.status import ChipText, Status

_LINE_LETTERS = 20
"""Least width of the scan line, in heights of a title."""

_SWITCH = N_("At the counter now. Press here, or {key}: somebody else takes over, or everything is covered.")
_VERIFY = N_(
    "Something is no longer as it was written. You can go on; on the page Journal, verify everything, then call for help."
)


class TopBar(QFrame):
    """Shop, scan line, chips; where the window is narrow, the chips stand in a line of their own.

    Attributes:
        printers_pressed: What is said of a printer was pressed: what waits for it is asked for.
        deliveries_pressed: What is said of reports that did not leave was pressed.
        operator_pressed: Who is at the counter was pressed: somebody else is, or nobody for a while.
    """

    printers_pressed = Signal()
    deliveries_pressed = Signal()
    operator_pressed = Signal()

    def __init__(self, line: ScanLine) -> None:
        super().__init__()
        self.setProperty("surface", "top")
        self._line = line
        self._shop = Words("", "title")
        self._shop.setAccessibleDescription(say("Name of the shop"))
        self._day, self._backup, self._journal = Chip(), Chip(), Chip()
        self._printer, self._sheets, self._undelivered = PressedChip(), PressedChip(), PressedChip()
        self._operator = PressedChip()
        self._operator.chosen.connect(self.operator_pressed)
        told = say(_SWITCH, key=cap(FRAME["lock"].key))
        self._operator.setToolTip(told)
        self._operator.setAccessibleDescription(told)
        self._undelivered.chosen.connect(self.deliveries_pressed)
        self._undelivered.hide()
        for chip in (self._printer, self._sheets):
            chip.chosen.connect(self.printers_pressed)
        self._journal.setToolTip(say(_VERIFY))
        self._journal.setAccessibleDescription(say(_VERIFY))
        # Only where there is one.
        self._printer.hide()
        self._sheets.hide()
        self._journal.hide()
        self._chips = QWidget()
        self._flow = Flow(self._chips, across=Room(px=20)).put(
            self._journal,
            self._undelivered,
            self._day,
            self._backup,
            self._printer,
            self._sheets,
            self._operator,
        )
        self._row = RowLayout(gap=2.5).put(self._shop, line, grows=line)
        self._column = ColumnLayout(self, margin=(2.5, Room(1, 2), 2.5, Room(1, 1)), gap=1).put(self._row)
        self._narrow: bool | None = None
        theme.on_change(self)
        self.fold(False)

    def show_status(self, status: Status) -> None:
        """Show the shop's name and the chips."""
        self._shop.setText(status.shop)
        self._day.show_state(status.day.text, status.day.tone)
        self._backup.show_state(status.backup.text, status.backup.tone)
        if status.journal is not None:
            self._journal.show_state(status.journal.text, status.journal.tone)
        self._journal.setVisible(status.journal is not None)
        if status.undelivered is not None:
            self._undelivered.show_state(status.undelivered.text, status.undelivered.tone)
        self._undelivered.setVisible(status.undelivered is not None)
        self._operator.show_state(status.operator)
        self._operator.setVisible(bool(status.operator))

    def show_printer(self, chip: ChipText | None, why: str) -> None:
        """Show how the printer is, and why to whoever points at it; nothing where there is none."""
        if chip is not None:
            self._printer.show_state(chip.text, chip.tone)
        self._printer.setToolTip(why)
        self._printer.setAccessibleDescription(why)
        self._printer.setVisible(chip is not None)

    def show_sheets(self, chip: ChipText | None, why: str) -> None:
        """Show that sheets wait, and why to whoever points at it; nothing where none does."""
        if chip is not None:
            self._sheets.show_state(chip.text, chip.tone)
        self._sheets.setToolTip(why)
        self._sheets.setAccessibleDescription(why)
        self._sheets.setVisible(chip is not None)

    def fold(self, narrow: bool) -> None:
        """Give the chips a line of their own, or none."""
        if narrow is self._narrow:
            return
        self._narrow = narrow
        self._line.fold(narrow)
        self._keep_line()
        home = self._column if narrow else self._row
        (self._row if narrow else self._column).removeWidget(self._chips)
        home.addWidget(self._chips, 0, Qt.AlignmentFlag.AlignVCenter)

    def fit(self) -> None:
        """Take sizes of the theme."""
        self._shop.setFixedWidth(rail_width(theme.current()) - pixels(2.5))
        self._keep_line()

    def _keep_line(self) -> None:
        """Where much is to be said beside it, the chips take a second line before they take the room of what is typed."""
        self._line.setMinimumWidth(0 if self._narrow else theme.current().title * _LINE_LETTERS)


_PRACTICE = N_("FACTICE: nothing here is real. Set up a real shop: F1, then 2")
_PRACTICE_BESIDE = N_("FACTICE: nothing here is real. To the real shop: F1, then 2")


class PracticeBand(Words):
    """Band that says all day that nothing is real, or that a copy is only looked at."""

    def __init__(self) -> None:
        super().__init__(say(_PRACTICE), "tag", "warning_ink")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAutoFillBackground(True)
        self.fit()

    def say_lesson(self, lesson: str, *, real_there: bool = False) -> None:
        """Say what is to be done in the lesson that is under way, as soon as it is another thing.

        Args:
            lesson: In one line; empty where none is under way.
            real_there: The real shop beside it was set up.
        """
        idle = _PRACTICE_BESIDE if real_there else _PRACTICE
        told = f"FACTICE · {lesson}" if lesson else say(idle)
        if told != self.text():
            # Read from the counter, by whoever does it for the first time.
            self._look = "text" if lesson else "tag"
            self.setText(told)
            self.fit()
            if lesson:
                announce(self, lesson)

    def say_copy(self, when: str, *, practice: bool) -> None:
        """Say which copy it is, and how one comes back."""
        words = N_("COPY of {when}: to be looked at, nothing is written in it. Back to the desk: {key}")
        told = say(words, when=when, key=cap(ACTIONS["park"].key))
        self.setText(f"FACTICE · {told}" if practice else told)

    def fit(self) -> None:
        """Take ground and room of the theme."""
        tokens = theme.current()
        # A theme without soft grounds turns it round, dark ground and light letters, between two lines.
        bare = tokens.warning_soft == tokens.card
        self._colour = "on_accent" if bare else "warning_ink"
        super().fit()
        keep_margin(self, (1, Room(px=tokens.border)))
        palette = self.palette()
        palette.setColor(self.backgroundRole(), tokens.warning if bare else tokens.warning_soft)
        self.setPalette(palette)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw a line above and below it."""
        super().paintEvent(event)
        tokens = theme.current()
        edge = tokens.ink if tokens.warning_soft == tokens.card else tokens.warning
        with painter_of(self) as painter:
            for top in (0, self.height() - tokens.border):
                draw_box(painter, QRect(0, top, self.width(), tokens.border), edge, radius=0)
