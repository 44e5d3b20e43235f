"""The money of the visit: what is due, whose it is, how it is paid, what goes back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QWidget

from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_
from concierge_desk.pages.counter.actions import ACTIONS
from concierge_desk.pages.counter.paid import Paid
from concierge_desk.pages.counter.payment_words import means_words, paying_title
from concierge_desk.pages.counter.state import Paying, State
from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.choice_list import ChoiceList
from concierge_desk.ui.kit.fields.keypad import Keypad
from concierge_desk.ui.kit.flow import Beside
from concierge_desk.ui.kit.fonts import tabular, text_font
from concierge_desk.ui.kit.keys import cap
from concierge_desk.ui.kit.layouts import REST, ColumnLayout, Room, RowLayout
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import ask_height, emptied, holder
from concierge_desk.ui.kit.words import AmountLabel, Words
from concierge_desk.ui.presenter.answers import cents_of


class Change(AmountLabel):
    """Change to give back, in figures that are read across the counter."""

    def _font(self, pixels: int, weight: QFont.Weight) -> QFont:
        return tabular(text_font(pixels * 8 // 5, weight))


class DueLabel(QWidget):
    """Sum to be paid, and whose money each part of it is."""

    def __init__(self) -> None:
        super().__init__()
        self._label = Words(say("To pay"), "text")
        self._amount = AmountLabel(0)
        self._funds = ColumnLayout(gap=Room(px=4))
        self._shown: object = None
        column = ColumnLayout(self, gap=Room(px=4))
        self._sum, self._whose = holder(Beside(self._label, self._amount)), holder(self._funds)
        column.put(self._sum, self._whose)

    def show_state(self, state: State) -> None:
        """Show the sum, its funds, and what is left where a part was paid."""
        shown = (state.priced, state.parts, state.giving)
        if shown == self._shown:
            return
        self._shown = shown
        self._label.setText(_due_words(state))
        self._amount.show_cents(abs(state.rest_cents))
        self.setAccessibleName(f"{self._label.text()} {self._amount.text()}")
        # While notes are pressed, their room is needed.
        self._whose.setVisible(not state.giving)
        emptied(self._funds)
        for fund, cents in state.priced.funds:
            self._add(say("of which {fund}", fund=fund), cents)
        for cents in state.priced.by_cheque:
            self._add(say("The cheque that was kept"), cents)
        for part in state.parts:
            self._add(say("{how} noted", how=part.means.label), abs(part.cents))

    def leave_sum(self, left: bool) -> None:
        """Leave the sum to the strip at the foot, or show it here."""
        self._sum.setVisible(not left)

    def _add(self, label: str, cents: int) -> None:
        row = RowLayout()
        row.addWidget(Words(label, "tiny", "muted"), 1)
        row.addWidget(AmountLabel(cents, "tiny", "muted"))
        self._funds.addWidget(holder(row))


class PayingPanel(QWidget):
    """Another means than cash, chosen by its number.

    Attributes:
        chosen: A means was pressed, by place.
        pressed: A button was pressed: the name of its key.
    """

    chosen = Signal(int)
    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: object = None
        self._list: ChoiceList | None = None
        self._title = Words("", "title")
        self._means = ColumnLayout()
        self._confirm = ActionButton("", (cap("star"),), "primary", large=True)
        self._back = ActionButton(say("Back"), (cap("escape"),))
        ColumnLayout(self).put(self._title, holder(self._means), self._confirm, self._back)
        _leave_keyboard(self._confirm)
        self._confirm.clicked.connect(lambda: self.pressed.emit("star"))
        self._back.clicked.connect(lambda: self.pressed.emit("escape"))

    def show_paying(self, paying: Paying) -> None:
        """Show the means, and the one that is confirmed next."""
        self._title.setText(paying_title(paying))
        self._confirm.set_label(means_words(paying))
        shown = (paying.means, paying.amounts)
        if self._list is None or shown != self._shown:
            self._shown = shown
            emptied(self._means)
            amounts = [format_amount(cents) for cents in paying.amounts] or [""] * len(paying.means)
            labels = [one.label for one in paying.means]
            self._list = ChoiceList(list(zip(labels, amounts, strict=True)))
            self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._list.setAccessibleName(say("Ways to pay"))
            self._list.chosen.connect(self.chosen)
            self._means.addWidget(self._list)
        self._list.select(paying.selected)

    def show_keys(self, shown: bool) -> None:
        """Show the key that takes the money where it is read."""
        self._confirm.set_keys((cap("star"),) if shown else ())


NOTES = (500, 1000, 2000, 5000)
"""Notes that are given, in cents; larger ones are typed."""


class GivenPanel(QWidget):
    """Cash that is given, by notes and figures: what goes back is seen before it is taken.

    Attributes:
        pressed: A button was pressed: the name of its key.
        typed: A key of the keypad was pressed: its sign.
        given: A note was pressed, in cents: it is given beside what is typed already.
    """

    pressed = Signal(str)
    typed = Signal(str)
    given = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._keyed = True
        self._given, self._change = AmountLabel(0, "title"), AmountLabel(0, "title")
        self._told = Words("", "text", "muted")
        keypad = Keypad(*map(self._note, NOTES))
        keypad.typed.connect(self.typed)
        self._confirm = ActionButton("", (), "primary")
        self._back = ActionButton(say("Back"), (cap("escape"),))
        for button, name in ((self._confirm, "given"), (self._back, "escape")):
            button.clicked.connect(lambda _checked=False, name=name: self.pressed.emit(name))
        _leave_keyboard(self._confirm)
        column = ColumnLayout(self, gap=1)
        for words, amount in (
            (Words(say("Given"), "text", "muted"), self._given),
            (self._told, self._change),
        ):
            column.addWidget(holder(RowLayout().put(words, amount, grows=words)))
        column.put(keypad, self._confirm, self._back)

    def show_state(self, state: State, typed: str) -> None:
        """Show what is given so far, and what goes back or is missing."""
        given = cents_of(typed)
        left = given - state.rest_cents
        self._given.show_cents(given)
        self._told.setText(say(N_("To give back") if left >= 0 else N_("Still missing")))
        self._change.show_cents(abs(left))
        self._change.dye("good" if left >= 0 else "ink")
        self._confirm.set_label(say("Cash, {amount}", amount=format_amount(given)))
        self._confirm.set_keys((typed, cap("plus")) if self._keyed and typed else ())
        self._confirm.setEnabled(left >= 0)

    def show_keys(self, shown: bool) -> None:
        """Show the keys that take the money where they are read."""
        self._keyed = shown

    def _note(self, cents: int) -> ActionButton:
        button = ActionButton(f"{cents // 100}\N{NO-BREAK SPACE}€", (), "figure")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.given.emit(cents))
        return button


class PaidPanel(QWidget):
    """The visit that was paid last, until the next person is served: what goes back is what one looks for.

    Attributes:
        pressed: A button was pressed: the name of its key.
    """

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._title = Words("", "title", "good")
        self._label = Words(say("To give back"), "text")
        self._exact = Words(say("Exact sum, nothing to give back"), "heading", "good")
        self._change = Change(0, "amount", "good")
        self._change.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._due, self._given = AmountLabel(0, "label"), AmountLabel(0, "label")
        self._ticket = Words("", "small", "muted")
        self._paper = ActionButton(say("Ticket on the screen"), (cap(ACTIONS["paper"].key),))
        column = ColumnLayout(self, gap=1).put(self._title, self._exact, self._label, self._change)
        self._rows = []
        for words, amount in ((N_("To pay"), self._due), (N_("Given"), self._given)):
            row = RowLayout()
            row.addWidget(Words(say(words), "text", "muted"), 1)
            row.addWidget(amount)
            self._rows.append(holder(row))
            column.addWidget(self._rows[-1])
        column.put(self._ticket, self._paper, REST)
        self._paper.clicked.connect(lambda: self.pressed.emit("paper"))

    def show_paid(self, paid: Paid) -> None:
        """Show what was paid and what goes back."""
        # By what, always: a wrong means is seen before she goes on.
        done = say(N_("Money given back") if paid.refunds else N_("Paid"))
        self._title.setText(f"{done} · {paid.means}" if paid.means else done)
        self._change.show_cents(paid.back_cents)
        self._due.show_cents(paid.due_cents)
        self._given.show_cents(paid.given_cents)
        self._ticket.setText(say("Ticket {number}", number=paid.ticket))
        exact = paid.back_cents == 0
        self._exact.setVisible(exact and paid.given_cents > 0)
        for row in self._rows:
            row.setVisible(not paid.refunds)
        for part in (self._label, self._change):
            part.setVisible(not exact)
        change = f"{self._label.text()} {self._change.text()}"
        said = self._exact.text() if exact else change
        self.setAccessibleName(f"{self._title.text()}. {said}")


class PayButtons(QWidget):
    """The three ways to take the money, each with its keys; and the note where one is due.

    Attributes:
        pressed: A button was pressed: the name of its key.
    """

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._keyed, self._typed = True, ""
        self._note = Banner(say("A note of services is due before this is paid."), "warning")
        self._write = ActionButton(say("Write the note"), (cap(ACTIONS["paper"].key),))
        self._exact = ActionButton("", (cap("plus"),), "primary", large=True)
        self._given = ActionButton(say("Cash given, change"), ("20", cap("plus")))
        self._other = ActionButton(say("Card, cheque, other"), (cap("star"),))
        ColumnLayout(self, gap=1).put(self._note, self._write, self._exact, self._given, self._other)
        _leave_keyboard(self._write, self._exact, self._given, self._other)
        self._write.clicked.connect(lambda: self.pressed.emit("paper"))
        self._exact.clicked.connect(lambda: self.pressed.emit("exact"))
        self._given.clicked.connect(lambda: self.pressed.emit("given"))
        self._other.clicked.connect(lambda: self.pressed.emit("star"))
        ask_height(self)

    def show_state(self, state: State, typed: str) -> None:
        """Show what the keys do now: a number that was typed is what was given."""
        for part in (self._note, self._write):
            part.setVisible(state.priced.note_needed)
        self._exact.set_label(_exact_words(state))
        self._typed = typed
        self._show_keys()
        for button in (self._exact, self._given, self._other):
            button.setEnabled(bool(state.lines))

    def leave_sum(self, left: bool) -> None:
        """Leave the exact sum to the strip at the foot, or offer it here."""
        self._exact.setVisible(not left)

    def show_keys(self, shown: bool) -> None:
        """Show the keys where they are read, at the counter."""
        self._keyed = shown
        self._show_keys()

    def _show_keys(self) -> None:
        plus, star = cap("plus"), cap("star")
        for button, keys in (
            (self._exact, (plus,)),
            (self._given, (self._typed or "20", plus)),
            (self._other, (star,)),
        ):
            button.set_keys(keys if self._keyed else ())


class PayStrip(QFrame):
    """Strip with the sum due and the key that takes it in cash: in sight where the visit scrolls.

    Attributes:
        pressed: Its button was pressed: ``exact``.
    """

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._label, self._amount = Words("", "text"), AmountLabel(0, "heading")
        self._exact = ActionButton("", (cap("plus"),), "primary")
        _leave_keyboard(self._exact)
        self._exact.clicked.connect(lambda: self.pressed.emit("exact"))
        rule = QFrame()
        rule.setProperty("surface", "rule")
        due = RowLayout(gap=2).put(self._label, self._amount)
        due.addStretch()
        row = ColumnLayout(margin=(2.5, 0.5)).put(Beside(holder(due), self._exact))
        ColumnLayout(self, gap=0).put(rule, row)

    def show_state(self, state: State) -> None:
        """Show what is still to be paid."""
        self._label.setText(_due_words(state))
        self._amount.show_cents(abs(state.rest_cents))
        self._exact.set_label(_exact_words(state))
        self.setAccessibleName(f"{self._label.text()} {self._amount.text()}")


def _due_words(state: State) -> str:
    if state.rest_cents < 0:
        return say("To give back")
    return say(N_("Still to pay") if state.parts else N_("To pay"))


def _exact_words(state: State) -> str:
    if state.rest_cents < 0:
        return say(N_("Give the money back") if not state.parts else N_("The rest back in cash"))
    if state.priced.by_cheque and not state.rest_cents:
        return say("Cash the cheque that was kept")
    return say(N_("Cash, exact") if not state.parts else N_("The rest in cash, exact"))


def _leave_keyboard(*buttons: ActionButton) -> None:
    """Keep Tab away: the space bar after it would take money; the keyboard has keys of its own for that."""
    for button in buttons:
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
