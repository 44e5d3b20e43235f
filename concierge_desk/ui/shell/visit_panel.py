"""The visit at the right: its lines and its money; under the card where the window is narrow.

Source: mock counter.png; DESIGN §3 (visit).
"""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from concierge_desk.i18n import N_, translate
from concierge_desk.ui.front.inputs import Chosen
from concierge_desk.ui.front.state import State
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.keys import cap
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.shell.money_box import Due, PaidPanel, PayButtons, PayingPanel
from concierge_desk.ui.shell.showing import holder
from concierge_desk.ui.shell.visit_lines import VisitLines


class VisitPanel(QFrame):
    """Lines, what is due, and how it is paid.

    Attributes:
        paying: Another means than cash, while it is chosen.
        paid: What was paid last.
        chosen: A line or a means was pressed: the front's input, without its time.
        pressed: A button was pressed: the name of its key, ``exact`` for cash without a number.
    """

    chosen = Signal(object)
    pressed = Signal(str)

    def __init__(self, lang: str) -> None:
        super().__init__()
        self.setProperty("surface", "visit")
        self._lang = lang
        self._title = Words("", "title")
        self._park = ActionButton(translate(N_("Set aside"), lang), (cap("park", lang),), "quiet")
        self._nobody = Words("", "text", "muted")
        self._resume = ActionButton("", (cap("park", lang),))
        self._lines = VisitLines(lang)
        self._due, self._buttons = Due(lang), PayButtons(lang)
        self.paying, self.paid = PayingPanel(lang), PaidPanel(lang)
        self._column = QVBoxLayout(self)
        self._area = QScrollArea()
        self._lay_out()
        self._connect()
        theme.on_change(self)

    def show_state(self, state: State, typed: str) -> None:
        """Draw the visit."""
        lines = state.lines
        paid = state.paid if not lines else None
        self._title.setText(self._heading(state))
        self._park.setVisible(state.visit is not None and bool(lines))
        self._show_nobody(state)
        self._lines.show_lines(lines, state.line)
        self._lines.setVisible(bool(lines))
        self._filled = bool(lines)
        self._area.setVisible(self._filled and not self._narrow)
        if paid is None:
            self.paid.hide()
        self._due.setVisible(bool(lines))
        self._due.show_state(state)
        self.paying.setVisible(state.paying is not None)
        if state.paying is not None:
            self.paying.show_paying(state.paying)
        self._buttons.setVisible(bool(lines) and state.paying is None)
        self._buttons.show_state(state, typed)
        if paid is not None:
            # Once what it replaces is gone: both together would make the window grow.
            self.paid.show_paid(paid)
            self.paid.show()
        self._rest.setVisible(not lines)
        self._show_marked(state)

    def fold(self, narrow: bool) -> None:
        """Stand under the cards, as high as it needs, or beside them with lines that scroll."""
        if narrow:
            self._area.takeWidget()
            # The area had given it a ground of its own.
            self._lines.setAutoFillBackground(False)
            self._area.hide()
            self._column.insertWidget(self._column.indexOf(self._area), self._lines)
        else:
            self._area.setWidget(self._lines)
            self._area.setVisible(self._filled)
        self._lines.setVisible(self._filled)
        self._narrow = narrow
        self.fit()

    def leave_sum(self, left: bool) -> None:
        """Leave what is due and its button to the strip at the foot, or show them here."""
        self._due.leave_sum(left)
        self._buttons.leave_sum(left)

    def show_keys(self, shown: bool) -> None:
        """Show the keys that take money where they are read: at the counter."""
        for part in (self._buttons, self.paying):
            part.show_keys(shown)

    def fit(self) -> None:
        """Take sizes of the theme."""
        tokens = theme.current()
        side = tokens.unit * 2
        self._column.setContentsMargins(side, side, side, side)
        self._column.setSpacing(tokens.unit)
        if self._narrow:
            self.setMinimumWidth(0)
            self.setMaximumWidth(16_777_215)
        else:
            self.setFixedWidth(tokens.title * 62 // 3)

    def _lay_out(self) -> None:
        self._narrow = self._filled = False
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._park)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._lines)
        self._column.addWidget(holder(head))
        for part in (self._nobody, self._resume, self.paid):
            self._column.addWidget(part)
        self._column.addWidget(self._area, 1)
        for money in (self._due, self.paying, self._buttons):
            self._column.addWidget(money)
        # What is at the foot stays at the foot, and what is at the top at the top, without lines between them.
        self._rest = QWidget()
        self._column.addWidget(self._rest, 1)

    def _connect(self) -> None:
        for part in (self.paying, self.paid, self._buttons):
            part.pressed.connect(self.pressed)
        for button in (self._park, self._resume):
            button.clicked.connect(lambda: self.pressed.emit("park"))
        self._lines.chosen.connect(lambda place: self.chosen.emit(Chosen("line", place)))
        self.paying.chosen.connect(lambda place: self.chosen.emit(Chosen("means", place)))

    def _heading(self, state: State) -> str:
        if state.lines or state.paid is None:
            return translate(N_("Visit under way") if state.lines else N_("Visit"), self._lang)
        return translate(N_("Last visit"), self._lang)

    def _show_nobody(self, state: State) -> None:
        nobody = not state.lines and state.paid is None
        self._nobody.setVisible(nobody)
        self._nobody.setText(translate(N_("Nothing to pay. What is sold is added here."), self._lang))
        waits = not state.lines and state.parked > 0
        self._resume.setVisible(waits)
        words = (
            N_("Take up the visit set aside")
            if state.parked == 1
            else N_("Take up a visit set aside ({count})")
        )
        self._resume.set_label(translate(words, self._lang).format(count=state.parked))

    def marked(self, state: State) -> QWidget | None:
        """Return the line that `−` takes away, for whoever scrolls; None where there is none."""
        place = state.line if state.line is not None else len(state.lines) - 1
        return self._lines.view(place) if 0 <= place < len(state.lines) else None

    def _show_marked(self, state: State) -> None:
        view = self.marked(state)
        if view is not None and not self._narrow:
            QTimer.singleShot(0, view, lambda: self._area.ensureWidgetVisible(view, 0, 0))
