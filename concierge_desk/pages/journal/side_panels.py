"""Side panels of the journal: the chosen act, the search, the reason, the verification.

Source: decision 0023.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal

from concierge_desk.counter.cards.offers import Option
from concierge_desk.i18n import N_
from concierge_desk.pages.journal.actions import ACTIONS
from concierge_desk.pages.journal.board import JournalState
from concierge_desk.pages.journal.face import ActPaper, OpenedAct
from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.choice_list import ChoiceList
from concierge_desk.ui.kit.fields.field import InputField
from concierge_desk.ui.kit.keys import cap
from concierge_desk.ui.kit.progress import Progress
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import emptied, holder, in_sight, show_text
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.action_button import action_button
from concierge_desk.ui.page.figure_list import FigureList
from concierge_desk.ui.page.side_panel import SidePanel
from concierge_desk.ui.presenter.figures import Figure


class ActAside(SidePanel):
    """Panel of the chosen act: what is known of it, its papers, and whether it can be taken back.

    Attributes:
        printed: A paper was asked for, by its place in the list.
    """

    printed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._opened: OpenedAct | None = None
        self._papers: tuple[ActPaper, ...] = ()
        self._buttons: list[ActionButton] = []
        self._title = Words("", "title")
        self._lines = FigureList()
        self._told = Words("", "text", "muted")
        self._typed = Words("", "text")
        self._held = holder(self.listed)
        self._why_not = Banner("", "plain")
        self._take_back = action_button(ACTIONS["take_back"])
        self.lay_out(
            self._title, self._lines, self._told, self._typed, self._held, self._why_not, self._take_back
        )
        self._show_opened(None)

    def show_state(self, state: JournalState) -> None:
        """Show another act."""
        self._take_back.setEnabled(not state.busy)
        if state.opened != self._opened:
            self._opened = state.opened
            self._show_opened(state.opened)

    def _show_opened(self, opened: OpenedAct | None) -> None:
        self._title.setText(say("Choose an act in the list.") if opened is None else opened.title)
        if opened is None:
            for part in (self._lines, self._held, self._why_not, self._take_back):
                part.hide()
            show_text(self._told, "")
            show_text(self._typed, "")
            return
        # Each once: what is shown and hidden again is laid out twice.
        self._lines.show()
        self._held.setVisible(bool(opened.papers))
        self._why_not.setVisible(bool(opened.why_not))
        self._take_back.setVisible(not opened.why_not)
        self._lines.show_figures([Figure(label, value) for label, value in opened.lines])
        show_text(self._told, "\n".join(opened.told))
        show_text(self._typed, "\n".join(f"{label}\u00a0: {text}" for label, text in opened.words))
        self._show_papers(opened.papers)
        self._why_not.tell(opened.why_not, "plain")

    def _show_papers(self, papers: tuple[ActPaper, ...]) -> None:
        if papers == self._papers:
            return
        self._papers = papers
        key = cap(ACTIONS["print"].key)
        while len(self._buttons) < len(papers):
            self._add_button()
        for place, button in enumerate(self._buttons):
            if place < len(papers):
                button.set_label(say("Print again: {paper}", paper=papers[place].label))
                button.set_keys((key,) if place == 0 else (str(place + 1), key))
            button.setVisible(place < len(papers))

    def _add_button(self) -> None:
        button, place = ActionButton(""), len(self._buttons)
        button.clicked.connect(lambda _checked=False: self.printed.emit(place))
        self._buttons.append(button)
        self.put(button)


class SearchAside(SidePanel):
    """Panel of the search: a date, an amount, a kind, a person.

    Attributes:
        dated: A date was typed.
        amounted: An amount was typed.
        grouped: A kind was chosen, by its code; empty for all.
        operated: A person was chosen, by the code; empty for all.
    """

    dated = Signal(str)
    amounted = Signal(str)
    grouped = Signal(str)
    operated = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._options: tuple[tuple[Option, ...], tuple[Option, ...]] = ((), ())
        self._groups: ChoiceList | None = None
        self._operators: ChoiceList | None = None
        self._date = self._field(N_("Date, such as 24/11; then Enter"), self.dated.emit)
        self._amount = self._field(
            N_("Amount, exact or from–to: 12,40 or 10–20; then Enter"), self.amounted.emit
        )
        self.lay_out(self.listed)

    def show_state(self, state: JournalState) -> None:
        """Show what is looked for."""
        lists, wanted = state.lists, state.wanted
        if (lists.groups, lists.operators) != self._options:
            self._options = (lists.groups, lists.operators)
            self._fill()
        if self._groups is not None:
            self._groups.select(_place(lists.groups, wanted.group) + 1)
        if self._operators is not None:
            self._operators.select(_place(lists.operators, wanted.by) + 1)
        if wanted.cents is None and not self._amount.hasFocus():
            self._amount.clear()

    def start(self) -> None:
        """Give the keyboard to the date."""
        self._date.clear()
        self._date.setFocus()

    def _field(self, words: str, typed: Callable[[str], object]) -> InputField:
        field = InputField("")
        field.setAccessibleName(say(words))
        field.returnPressed.connect(lambda: typed(field.text()))
        self.column.put(Words(say(words), "small", "muted"), field)
        return field

    def _fill(self) -> None:
        groups, operators = self._options
        emptied(self.listed)
        self._operators = None
        self._groups = self.choices(
            groups, lambda at: self.grouped.emit(_code(groups, at - 1)), N_("All that was done")
        )
        self._groups.setAccessibleName(say("What was done"))
        self.put(Words(say("What was done"), "small", "muted"))
        self.put(self._groups)
        if len(operators) > 1:
            self._operators = self.choices(
                operators, lambda at: self.operated.emit(_code(operators, at - 1)), N_("Everybody")
            )
            self._operators.setAccessibleName(say("By whom"))
            self.put(Words(say("By whom"), "small", "muted"))
            self.put(self._operators)


class ReasonAside(SidePanel):
    """Panel of the reason for a reversal; confirmed with the key of the act, never with Enter.

    Attributes:
        reasoned: A reason was chosen, by its place in the list.
        worded: The reason in her own words.
    """

    reasoned = Signal(int)
    worded = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._options: tuple[Option, ...] = ()
        self._choices: ChoiceList | None = None
        self._asks = ""
        self._act = Words("", "text", "muted")
        self._words = InputField("")
        self._words.hide()
        self._go = action_button(ACTIONS["take_back"], "primary")
        self._leave = action_button(ACTIONS["back"], label=N_("Leave it"))
        title = Words(say("Why is it taken back?"), "title")
        self.lay_out(title, self._act, self.listed, self._words, self._go, self._leave)
        self._words.written.connect(self.worded)
        self._words.returnPressed.connect(self._back_to_list)

    def show_state(self, state: JournalState) -> None:
        """Show what was chosen."""
        if state.reasons != self._options:
            self._options = state.reasons
            emptied(self.listed)
            self._choices = self.choices(self._options, self.reasoned.emit)
            self._choices.setAccessibleName(say("Why is it taken back?"))
            self.put(self._choices)
        self._act.setText("" if state.opened is None else state.opened.title)
        if self._choices is not None:
            self._choices.select(-1 if state.reason is None else state.reason)
        self._ask(state.asks)
        self._go.setEnabled(state.reason is not None and not state.busy)

    def start(self) -> None:
        """Give the keyboard to the list."""
        self._back_to_list()

    def _ask(self, what: str) -> None:
        """Ask for words where the reason wants some."""
        if what == self._asks:
            return
        self._asks = what
        self._words.setVisible(bool(what))
        self._words.clear()
        if what:
            self._words.setPlaceholderText(what)
            self._words.setAccessibleName(what)
            self._words.setFocus()
            in_sight(self._words)

    def _back_to_list(self) -> None:
        if self._choices is not None:
            self._choices.setFocus()


class VerifyAside(SidePanel):
    """Panel of the verification: how far it is, then what was found, and what was not looked at."""

    def __init__(self) -> None:
        super().__init__()
        self._progress = Progress(say("Reading every entry…"))
        self._words = Banner("", "plain")
        self._faults, self._advice = Words("", "strong"), Words("", "text")
        self._more = action_button(ACTIONS["verify"], label=N_("Check all of it"))
        self._leave = action_button(ACTIONS["back"])
        self.column.addWidget(Words(say("Does the journal hold?"), "title"))
        found = (self._progress, self._words, self._faults, self._advice)
        self.lay_out(*found, self._more, self._leave)
        self._progress.cancelled.connect(lambda: self.pressed.emit("back"))

    def show_state(self, state: JournalState) -> None:
        """Show how far it is, or what was found."""
        verdict = state.verdict
        self._progress.setVisible(state.done is not None)
        if state.done is not None:
            self._progress.show_done(*state.done)
        self._words.setVisible(verdict is not None)
        self._more.setVisible(verdict is not None and not verdict.whole)
        self._leave.setVisible(state.done is None)
        if verdict is not None:
            self._words.tell(verdict.words, verdict.tone)
        show_text(self._faults, "" if verdict is None else "\n".join(verdict.faults))
        show_text(self._advice, "" if verdict is None else "\n\n".join(verdict.advice))


def _place(options: Sequence[Option], code: str) -> int:
    """Return where a code stands in a list, -1 where it does not."""
    return next((place for place, option in enumerate(options) if option.value == code), -1)


def _code(options: Sequence[Option], place: int) -> str:
    """Return the code at a place of a list; empty before the first."""
    return "" if place < 0 else str(options[place].value)
