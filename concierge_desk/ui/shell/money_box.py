"""The money of the visit: what is due, whose it is, how it is paid, what goes back.

Source: mock counter.png; issue "The counter window" §2; ux.md pains 8, 27.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_, translate
from concierge_desk.ui.front.state import Paid, Paying, State
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.choice_list import ChoiceList
from concierge_desk.ui.kit.flow import Beside
from concierge_desk.ui.kit.fonts import tabular, text_font
from concierge_desk.ui.kit.keys import cap
from concierge_desk.ui.kit.words import AmountLabel, Words
from concierge_desk.ui.shell.showing import emptied, holder


class Change(AmountLabel):
    """What goes back, in figures that are read across the counter."""

    def _font(self, pixels: int, weight: QFont.Weight) -> QFont:
        return tabular(text_font(pixels * 8 // 5, weight))


class Due(QWidget):
    """What is to be paid, and of it whose money it is."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self._label = Words(translate(N_("To pay"), lang), "text")
        self._amount = AmountLabel(0)
        self._funds = QVBoxLayout()
        self._funds.setSpacing(4)
        self._shown: object = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(Beside(self._label, self._amount))
        column.addWidget(holder(self._funds))

    def show_state(self, state: State) -> None:
        """Show the sum, its funds, and what is left where a part was paid."""
        shown = (state.priced.due_cents, state.priced.funds, state.parts)
        if shown == self._shown:
            return
        self._shown = shown
        label = N_("Still to pay") if state.parts else N_("To pay")
        self._label.setText(translate(label, self._lang))
        self._amount.show_cents(state.rest_cents)
        self.setAccessibleName(f"{self._label.text()} {self._amount.text()}")
        emptied(self._funds)
        of_it = translate(N_("of which {fund}"), self._lang)
        for fund, cents in state.priced.funds:
            self._add(of_it.format(fund=fund), cents)
        paid = translate(N_("{means} noted"), self._lang)
        for part in state.parts:
            self._add(paid.format(means=part.means.label), part.cents)

    def _add(self, label: str, cents: int) -> None:
        row = QHBoxLayout()
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

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self._shown: object = None
        self._list: ChoiceList | None = None
        self._title = Words("", "title")
        self._means = QVBoxLayout()
        self._confirm = ActionButton("", (cap("star", lang),), "primary", large=True)
        self._back = ActionButton(translate(N_("Back"), lang), (cap("escape", lang),))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self._title, holder(self._means), self._confirm, self._back):
            self._column.addWidget(part)
        self._confirm.clicked.connect(lambda: self.pressed.emit("star"))
        self._back.clicked.connect(lambda: self.pressed.emit("escape"))

    def show_paying(self, paying: Paying) -> None:
        """Show the means, and the one that is confirmed next."""
        amount = format_amount(paying.cents)
        means = paying.means[paying.selected].label
        self._title.setText(translate(N_("{amount}: by which means?"), self._lang).format(amount=amount))
        self._confirm.set_label(
            translate(N_("{means}, {amount}"), self._lang).format(means=means, amount=amount)
        )
        if self._list is None or paying.means != self._shown:
            self._shown = paying.means
            emptied(self._means)
            self._list = ChoiceList([one.label for one in paying.means])
            self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._list.setAccessibleName(translate(N_("Ways to pay"), self._lang))
            self._list.chosen.connect(self.chosen)
            self._means.addWidget(self._list)
        self._list.select(paying.selected)


class PaidPanel(QWidget):
    """The visit that was paid last, until the next person is served: what goes back is what one looks for.

    Attributes:
        pressed: A button was pressed: the name of its key.
    """

    pressed = Signal(str)

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self._title = Words(translate(N_("Paid"), lang), "title", "good")
        self._label = Words(translate(N_("To give back"), lang), "text")
        self._change = Change(0, "amount", "good")
        self._change.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._due, self._given = AmountLabel(0, "label"), AmountLabel(0, "label")
        self._ticket = Words("", "small", "muted")
        self._paper = ActionButton(translate(N_("Ticket on the screen"), lang), (cap("paper", lang),))
        self._column = QVBoxLayout(self)
        for part in (self._title, self._label, self._change):
            self._column.addWidget(part)
        for words, amount in ((N_("To pay"), self._due), (N_("Given"), self._given)):
            row = QHBoxLayout()
            row.addWidget(Words(translate(words, lang), "text", "muted"), 1)
            row.addWidget(amount)
            self._column.addWidget(holder(row))
        self._column.addWidget(self._ticket)
        self._column.addWidget(self._paper)
        self._column.addStretch(1)
        self._paper.clicked.connect(lambda: self.pressed.emit("paper"))
        theme.on_change(self)

    def show_paid(self, paid: Paid) -> None:
        """Show what was paid and what goes back."""
        self._change.show_cents(paid.change_cents)
        self._due.show_cents(paid.due_cents)
        self._given.show_cents(paid.given_cents)
        self._ticket.setText(translate(N_("Ticket {number}"), self._lang).format(number=paid.ticket))
        self.setAccessibleName(f"{self._label.text()} {self._change.text()}")

    def fit(self) -> None:
        """Take the room of the theme."""
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().unit)


class PayButtons(QWidget):
    """The three ways to take the money, each with its keys; and the note where one is due.

    Attributes:
        pressed: A button was pressed: the name of its key.
    """

    pressed = Signal(str)

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self._note = Banner(
            translate(N_("A note of services is due before this is paid."), lang),
            "warning",
            (cap("paper", lang),),
        )
        self._exact = ActionButton("", (cap("plus", lang),), "primary", large=True)
        self._given = ActionButton(translate(N_("Cash given, change"), lang), ("20", cap("plus", lang)))
        self._other = ActionButton(translate(N_("Card, cheque, other"), lang), (cap("star", lang),))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self._note, self._exact, self._given, self._other):
            self._column.addWidget(part)
        self._exact.clicked.connect(lambda: self.pressed.emit("exact"))
        self._given.clicked.connect(lambda: self.pressed.emit("given"))
        self._other.clicked.connect(lambda: self.pressed.emit("star"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.on_change(self)

    def show_state(self, state: State, typed: str) -> None:
        """Show what the keys do now: a number that was typed is what was given."""
        self._note.setVisible(state.priced.note_needed)
        exact = N_("Cash, exact") if not state.parts else N_("The rest in cash, exact")
        self._exact.set_label(translate(exact, self._lang))
        keys = (typed or "20", cap("plus", self._lang))
        if keys != self._given.keys():
            self._given.set_keys(keys)
        for button in (self._exact, self._given, self._other):
            button.setEnabled(bool(state.lines))

    def fit(self) -> None:
        """Take the room of the theme."""
        self._column.setSpacing(theme.current().unit)
