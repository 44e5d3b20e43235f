"""The day: whether it is open, how old the last copy is, which visits are set aside; how it is opened, how closed.

Source: DESIGN §5 (the business day), §7 (day close); issue "The counter window" (closing comes later).
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from concierge_desk.i18n import N_, translate
from concierge_desk.ui.front.face import Status
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.drawing import draw_box, painter_of
from concierge_desk.ui.kit.flow import Beside
from concierge_desk.ui.kit.keys import cap
from concierge_desk.ui.kit.marks import Chip
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.shell.showing import holder


class Sheet(QWidget):
    """A white sheet with a few rows."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        theme.on_change(self)

    def fit(self) -> None:
        """Take the room of the theme."""
        unit = theme.current().unit
        self.column.setContentsMargins(unit * 2, unit * 2, unit * 2, unit * 2)
        self.column.setSpacing(unit * 3 // 2)

    def paintEvent(self, _event: object) -> None:  # noqa: N802  (Qt's name)
        """Draw it."""
        tokens = theme.current()
        with painter_of(self) as painter:
            draw_box(
                painter, self.rect(), tokens.card, radius=tokens.radius, edge=(tokens.line, tokens.border)
            )


class DayPage(QWidget):
    """What stands, and what to type for what the window does not do yet.

    Attributes:
        resumed: The visits set aside were asked for.
    """

    resumed = Signal()

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self._heading = Words(translate(N_("The day"), lang), "heading")
        self._day, self._backup = Chip(), Chip()
        self._parked = Words("", "text")
        self._resume = ActionButton(translate(N_("Take up again"), lang), (cap("park", lang),))
        self._open = Banner("", "plain")
        self._close = Banner("", "plain")
        sheet = Sheet()
        row = QHBoxLayout()
        row.addLayout(Beside(self._parked, self._resume))
        for part in (self._day, self._backup, holder(row)):
            sheet.column.addWidget(part)
        self._column = QVBoxLayout(self)
        for part in (self._heading, sheet, self._open, self._close):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self._parked.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._resume.clicked.connect(self.resumed)
        theme.on_change(self)

    def show_status(self, status: Status) -> None:
        """Show what stands now."""
        self._day.show_state(status.day.text, status.day.tone)
        self._backup.show_state(status.backup.text, status.backup.tone)
        words = N_("No visit is set aside.")
        if status.parked:
            words = (
                N_("{count} visit is set aside.")
                if status.parked == 1
                else N_("{count} visits are set aside.")
            )
        self._parked.setText(translate(words, self._lang).format(count=status.parked))
        self._resume.setVisible(status.parked > 0)
        # The window does not close a day yet: it says so, and what does.
        self._open.setVisible(not status.open and not status.to_close)
        self._open.tell(
            translate(N_("The day is not open: type “open”, then Enter."), self._lang),
            "warning",
        )
        self._close.setVisible(status.open or status.to_close)
        self._close.tell(
            translate(
                N_(
                    "The count and the closing are done from the command line for now: count the drawer, then type "
                    "concierge-desk day close --counted with the cents counted. The window notices by itself."
                ),
                self._lang,
            ),
            "plain",
        )

    def fit(self) -> None:
        """Take the room of the theme."""
        unit = theme.current().unit
        gap = unit * 5 // 2
        self._column.setContentsMargins(gap, gap - 2, gap, gap)
        self._column.setSpacing(unit * 7 // 4)
