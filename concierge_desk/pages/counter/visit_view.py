"""The visit at the right: its lines and its money; under the card where the window is narrow.

Source: docs/contract.md, "Visits and tickets".
"""

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from concierge_desk.i18n import N_, NN_
from concierge_desk.pages.counter.actions import ACTIONS
from concierge_desk.pages.counter.inputs import Chosen
from concierge_desk.pages.counter.state import State
from concierge_desk.pages.counter.visit_lines import VisitLines
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.keys import cap
from concierge_desk.ui.kit.layouts import ColumnLayout, RowLayout
from concierge_desk.ui.kit.speech import count, say
from concierge_desk.ui.kit.widgets import FittingArea, holder, is_made, scrolled, show_part
from concierge_desk.ui.kit.words import Words

if TYPE_CHECKING:
    # Loaded with the first line.
    from concierge_desk.pages.counter.payment_view import (
        DueLabel,
        GivenPanel,
        PaidPanel,
        PayButtons,
        PayingPanel,
    )

_Part = TypeVar("_Part", bound=QWidget)


class VisitPanel(QFrame):
    """Lines, what is due, and how it is paid; what nobody needs yet is not made yet.

    Attributes:
        chosen: A line, a button of one or a means was pressed: the front's input, without its time.
        pressed: A button was pressed: the name of its key, ``exact`` for cash without a number.
        typed: A key of the keypad was pressed: its sign.
        given: A note was pressed, in cents: it is given beside what is typed already.
    """

    chosen = Signal(object)
    pressed = Signal(str)
    typed = Signal(str)
    given = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "visit")
        self._title = Words("", "title")
        self._nobody = Words("", "text", "muted")
        self._lines = VisitLines()
        self._keyed, self._left = True, False
        self._head = RowLayout()
        self._column = ColumnLayout(self, margin=2, gap=1)
        # On a low screen the lines and the money each scroll: neither is cut.
        self._area = scrolled(self._lines)
        self._money = ColumnLayout(gap=1)
        self._money_held = holder(self._money)
        self._money_area = FittingArea(self._money_held)
        self._lay_out()
        self._lines.chosen.connect(lambda place: self.chosen.emit(Chosen("line", place)))
        self._lines.changed.connect(self._change)
        theme.on_change(self)

    @cached_property
    def paying(self) -> "PayingPanel":
        """Panel of another means than cash, while it is chosen."""
        from concierge_desk.pages.counter.payment_view import PayingPanel  # noqa: PLC0415

        panel = PayingPanel()
        panel.show_keys(self._keyed)
        panel.pressed.connect(self.pressed)
        panel.chosen.connect(lambda place: self.chosen.emit(Chosen("means", place)))
        return self._put_money(panel, "_buttons")

    @cached_property
    def paid(self) -> "PaidPanel":
        """Panel of what was paid last."""
        from concierge_desk.pages.counter.payment_view import PaidPanel  # noqa: PLC0415

        panel = PaidPanel()
        panel.pressed.connect(self.pressed)
        return self._put(panel, self._area)

    @cached_property
    def giving(self) -> "GivenPanel":
        """Panel of what is given in cash, while it is pressed by notes and figures."""
        from concierge_desk.pages.counter.payment_view import GivenPanel  # noqa: PLC0415

        panel = GivenPanel()
        panel.show_keys(self._keyed)
        panel.pressed.connect(self.pressed)
        panel.typed.connect(self.typed)
        panel.given.connect(self.given)
        return self._put_money(panel, "_buttons")

    @cached_property
    def _buttons(self) -> "PayButtons":
        from concierge_desk.pages.counter.payment_view import PayButtons  # noqa: PLC0415

        buttons = PayButtons()
        buttons.show_keys(self._keyed)
        buttons.leave_sum(self._left)
        buttons.pressed.connect(self.pressed)
        return self._put_money(buttons)

    @cached_property
    def _due(self) -> "DueLabel":
        from concierge_desk.pages.counter.payment_view import DueLabel  # noqa: PLC0415

        due = DueLabel()
        due.leave_sum(self._left)
        return self._put_money(due, "paying", "giving", "_buttons")

    @cached_property
    def _park(self) -> ActionButton:
        button = ActionButton(say("Set aside"), (cap(ACTIONS["park"].key),), "quiet")
        button.clicked.connect(lambda: self.pressed.emit("park"))
        button.hide()
        self._head.addWidget(button)
        return button

    @cached_property
    def _resume(self) -> ActionButton:
        button = ActionButton("", (cap(ACTIONS["park"].key),))
        button.clicked.connect(lambda: self.pressed.emit("park"))
        return self._put(button, self.paid if is_made(self, "paid") else self._area)

    def show_state(self, state: State, typed: str) -> None:
        """Draw the visit."""
        lines = state.lines
        paid = state.paid if not lines else None
        self._title.setText(self._heading(state))
        show_part(self, "_park", state.visit is not None and bool(lines))
        self._show_nobody(state)
        self._lines.show_lines(lines, state.line)
        self._lines.setVisible(bool(lines))
        self._filled = bool(lines)
        # While notes are pressed, they and what goes back are what is seen.
        self._area.setVisible(self._filled and not self._narrow and not state.giving)
        if paid is None:
            show_part(self, "paid", False)
        show_part(self, "_due", bool(lines))
        if is_made(self, "_due"):
            self._due.show_state(state)
        show_part(self, "paying", state.paying is not None)
        if state.paying is not None:
            self.paying.show_paying(state.paying)
        self._show_giving(state, typed)
        show_part(self, "_buttons", bool(lines) and state.paying is None and not state.giving)
        if is_made(self, "_buttons"):
            self._buttons.show_state(state, typed)
        if paid is not None:
            # Once what it replaces is gone: both together would make the window grow.
            self.paid.show_paid(paid)
            self.paid.show()
        self._money_area.setVisible(self._filled and not self._narrow)
        self._money_held.setVisible(self._filled)
        self._rest.setVisible(not lines or state.giving)
        self._show_marked(state)

    def show_typed(self, state: State, typed: str) -> None:
        """Show what a number in the scan line is as cash that is given."""
        if is_made(self, "giving") and self.giving.isVisibleTo(self):
            self.giving.show_state(state, typed)

    def fold(self, narrow: bool) -> None:
        """Stand under the cards, as high as it needs, or beside them with lines that scroll."""
        for area, held in ((self._area, self._lines), (self._money_area, self._money_held)):
            if narrow:
                area.takeWidget()
                # The area had given it a ground of its own.
                held.setAutoFillBackground(False)
                area.hide()
                self._column.insertWidget(self._column.indexOf(area), held)
            else:
                area.setWidget(held)
                area.setVisible(self._filled)
            held.setVisible(self._filled)
        self._narrow = narrow
        self.fit()

    def leave_sum(self, left: bool) -> None:
        """Leave what is due and its button to the strip at the foot, or show them here."""
        self._left = left
        for part in ("_due", "_buttons"):
            if is_made(self, part):
                getattr(self, part).leave_sum(left)

    def show_keys(self, shown: bool) -> None:
        """Show the keys that take money where they are read: at the counter."""
        self._keyed = shown
        for part in ("_buttons", "paying", "giving"):
            if is_made(self, part):
                getattr(self, part).show_keys(shown)

    def fit(self) -> None:
        """Take the width of the theme."""
        if self._narrow:
            self.setMinimumWidth(0)
            self.setMaximumWidth(16_777_215)
        else:
            self.setFixedWidth(theme.current().title * 62 // 3)

    def _lay_out(self) -> None:
        self._narrow = self._filled = False
        self._head.addWidget(self._title, 1)
        self._column.put(holder(self._head), self._nobody, self._area, grows=self._area)
        # What is at the foot stays at the foot, and what is at the top at the top, without lines between them.
        self._rest = QWidget()
        self._column.addWidget(self._money_area)
        self._column.addWidget(self._rest, 1)

    def _put(self, part: _Part, before: QWidget) -> _Part:
        """Lay out a part that was just made, and leave it hidden."""
        part.hide()
        self._column.insertWidget(self._column.indexOf(before), part)
        return part

    def _show_giving(self, state: State, typed: str) -> None:
        shown = state.giving and bool(state.lines) and state.paying is None
        show_part(self, "giving", shown)
        if shown:
            self.giving.show_state(state, typed)

    def _change(self, what: Any, place: int) -> None:
        self.chosen.emit(Chosen(what, place))

    def _put_money(self, part: _Part, *below: str) -> _Part:
        """Lay out a part of the money that was just made above others, where they are made; leave it hidden."""
        part.hide()
        first = next((getattr(self, name) for name in below if is_made(self, name)), None)
        self._money.insertWidget(-1 if first is None else self._money.indexOf(first), part)
        return part

    def _heading(self, state: State) -> str:
        served = state.whose_visit
        if served is not None and (state.lines or state.paid is None):
            return say("Visit of {name}", name=served.name)
        if state.lines or state.paid is None:
            return say(N_("Visit under way") if state.lines else N_("Visit"))
        return say("Last visit")

    def _show_nobody(self, state: State) -> None:
        nobody = not state.lines and state.paid is None
        self._nobody.setVisible(nobody)
        self._nobody.setText(say("Nothing to pay. What is sold is added here."))
        waits = not state.lines and state.parked > 0
        show_part(self, "_resume", waits)
        if not waits:
            return
        one, many = NN_("Take up the visit set aside", "Take up a visit set aside ({count})")
        self._resume.set_label(count(one, many, state.parked))

    def marked(self, state: State) -> QWidget | None:
        """Return the line that `−` takes away, for whoever scrolls; None where there is none."""
        place = state.line if state.line is not None else len(state.lines) - 1
        return self._lines.view(place) if 0 <= place < len(state.lines) else None

    def _show_marked(self, state: State) -> None:
        view = self.marked(state)
        if view is not None and not self._narrow:
            QTimer.singleShot(0, view, lambda: self._area.ensureWidgetVisible(view, 0, 0))
