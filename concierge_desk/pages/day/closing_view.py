"""The closing: where one stands, the count, the day beside it, and the one key that goes on.

Source: decision 0021.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from concierge_desk.counter.cards.offers import Option
from concierge_desk.counter.day.evening_steps import Step
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_
from concierge_desk.pages.day.actions import CLOSING
from concierge_desk.pages.day.check_rows import CheckRows
from concierge_desk.pages.day.count_rows import CountRows
from concierge_desk.pages.day.face import DaySummary
from concierge_desk.pages.day.state import EveningState, can_compare
from concierge_desk.pages.day.step_words import STEP_WORDS, bar_of, heading_of
from concierge_desk.pages.day.there_rows import ThereRows
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.choice_list import ChoiceList
from concierge_desk.ui.kit.fields.keypad import Keypad
from concierge_desk.ui.kit.flow import Beside, Flow
from concierge_desk.ui.kit.layouts import PAGE_MARGIN, REST, ColumnLayout, RowLayout
from concierge_desk.ui.kit.panel import Panel, stand
from concierge_desk.ui.kit.progress import Progress
from concierge_desk.ui.kit.screen_reader.announcement import announce
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.step_bar import StepBar
from concierge_desk.ui.kit.widgets import (
    FittedWidget,
    emptied,
    holder,
    in_sight,
    scrolled,
    show_part,
    show_text,
)
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.action_button import action_button, on_press
from concierge_desk.ui.page.figure_list import FigureList
from concierge_desk.ui.page.told_banner import ToldBanner
from concierge_desk.ui.presenter.figures import Figure

if TYPE_CHECKING:
    from concierge_desk.ui.page.chosen_words import ChosenWords

_ONE = N_("one closing a day · {number}")


class ClosingPage(FittedWidget):
    """The steps of an evening.

    Attributes:
        pressed: What is to be done, by its name.
        typed: A field of the count holds another text.
        rested: What was typed may be kept.
        terminal: The field of a card terminal's total holds another text: this, and whose terminal it is.
        ticked: A cheque was ticked, or is not any more: its code.
        saw: A thing that is looked for was ticked, or is not any more: as its command takes it.
        looked_for: The field in which its label is typed holds another text.
        entered: That text is meant.
        kept: Visits are to be kept for another day (True), or given up.
        reasoned: The reason of the gap was given.
        locked: The words that will open the copies were typed, twice.
    """

    pressed = Signal(str)
    typed = Signal(int, str)
    rested = Signal()
    terminal = Signal(str, str)
    ticked = Signal(str)
    saw = Signal(str)
    looked_for = Signal(str)
    entered = Signal()
    kept = Signal(bool)
    reasoned = Signal(str)
    locked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._step: tuple[Step, str, bool, bool] | None = None
        self._title, self._number = Words("", "heading"), Words("", "text", "muted")
        self._bar = StepBar(bar_of(DaySummary(), "rest")[0])
        self._left, self._right = Panel(), Panel()
        self._heading = Words("", "title")
        self._check = CheckRows()
        self._there = ThereRows()
        self.rows = CountRows()
        self._counted = FigureList()
        self._pending = FigureList()
        self._keep = ChoiceList([say("Keep them for another day"), say("Give them up")], 0)
        self._words = Words("", "text")
        self._progress = Progress(say("Copying…"))
        self._reasons = ColumnLayout()
        self._reasons_held = holder(self._reasons)
        self._offered: tuple[Option, ...] = ()
        self._reason = QLineEdit()
        self._figures = FigureList()
        self._total = Words("", "title")
        self._gap = Banner("", "plain")
        self._told = ToldBanner()
        self._buttons = {
            "back": action_button(CLOSING["back"]),
            "recount": action_button(CLOSING["recount"]),
            "reason": action_button(CLOSING["reason"]),
            "all_here": action_button(CLOSING["all_here"]),
            "compare": action_button(CLOSING["compare"]),
            "forward": action_button(CLOSING["forward"], "primary", label=""),
        }
        self._lay_out()
        self._connect()
        theme.on_change(self)

    @cached_property
    def _keypad(self) -> Keypad:
        """Keypad for the count, beside it: made with the first count."""
        keypad = Keypad()
        keypad.typed.connect(self.rows.press)
        self._right.column.insertWidget(0, keypad)
        return keypad

    @cached_property
    def _chosen(self) -> "ChosenWords":
        """Words that will open the copies: chosen once in the life of a desk."""
        from concierge_desk.ui.page.chosen_words import ChosenWords  # noqa: PLC0415

        chosen = ChosenWords()
        chosen.locked.connect(self.locked)
        self._left.column.insertWidget(self._left.column.indexOf(self._gap), chosen)
        return chosen

    def show_state(self, state: EveningState) -> None:
        """Draw the picture."""
        step, sheet = state.step, state.sheet
        self._title.setText(say("Closing of {day}", day=sheet.title))
        words = N_("closed again, after {earlier} · {number}") if sheet.earlier else _ONE
        self._number.setText(say(words, number=sheet.number, earlier=", ".join(sheet.earlier)))
        self._bar.show_steps(*bar_of(sheet, step))
        self._show_left(state)
        money = [Figure(one.label, one.value, quiet=not one.size) for one in state.money.means]
        figures = (*sheet.figures, *money, *state.money.figures)
        # Beside the count only what there is: nothing of it is to be looked for by its place.
        self._figures.show_figures([figure for figure in figures if not figure.quiet])
        self._show_gap(state)
        self._told.show_told(state.told)
        self._show_buttons(state)
        # Two counts one after the other are two steps.
        which = sheet.next_count.name if step == "there" and sheet.next_count is not None else ""
        stands = (step, which, state.choosing, state.passphrase or state.differs)
        if stands != self._step and self.isVisible():
            self._step = stands
            self._start(state)

    def start(self) -> None:
        """Give the keyboard to what is typed next."""
        self._step = None

    def fit(self) -> None:
        """Put the day below the count where there is no room beside it."""
        stand(self._sheets, self.width())
        stand(self._head, self.width())

    def _show_left(self, state: EveningState) -> None:
        step, sheet = state.step, state.sheet
        self._heading.setText(_heading(state))
        self._check.setVisible(step == "check")
        if step == "check":
            self._check.show_state(state)
        self._there.setVisible(step == "there")
        if step == "there":
            self._there.show_state(state)
        self.rows.setVisible(step == "count")
        show_part(self, "_keypad", step == "count")
        if step == "count":
            self.rows.show_typed(state.typed)
        self._counted.setVisible(step == "counted" and not (state.choosing or state.passphrase))
        if sheet.counted is not None:
            counted, expected = sheet.counted.counted_cents, sheet.counted.expected_cents
            self._counted.show_figures(
                (
                    Figure(say("Counted"), format_amount(counted)),
                    Figure(say("Should lie in the drawer"), format_amount(expected)),
                )
            )
        self._pending.setVisible(step == "visits")
        self._keep.setVisible(step == "visits")
        self._pending.show_figures([Figure(one.label, one.detail) for one in sheet.pending])
        self._keep.select(0 if state.keep else 1)
        self._reasons_held.setVisible(state.choosing)
        self._reason.setVisible(state.choosing)
        self._show_reasons(sheet.reasons)
        show_part(self, "_chosen", state.passphrase)
        self._progress.setVisible(state.done is not None)
        if state.done is not None:
            self._progress.show_done(*state.done)
        words = _words(state)
        show_text(self._words, say(words) if words else "")

    def _show_reasons(self, reasons: tuple[Option, ...]) -> None:
        if reasons == self._offered:
            return
        self._offered = reasons
        emptied(self._reasons)
        choices = ChoiceList([one.label for one in reasons])
        # Its numbers are typed into the field below.
        choices.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        choices.setAccessibleName(say("Why is there a gap?"))
        choices.chosen.connect(lambda place: self.reasoned.emit(str(place + 1)))
        self._reasons.addWidget(choices)

    def _show_gap(self, state: EveningState) -> None:
        counted = state.sheet.counted
        self._gap.setVisible(state.step == "counted" and counted is not None)
        if counted is None:
            return
        gap = counted.gap_cents
        if not gap:
            self._gap.tell(say("No gap: the drawer holds what it should."), "good")
        elif state.reason is not None:
            self._gap.tell(self._gap_words(gap, N_("The reason is noted: the day can be closed.")), "plain")
        else:
            words = N_("Count again, or note the reason. The day can be closed all the same.")
            self._gap.tell(self._gap_words(gap, words), "warning")

    def _gap_words(self, gap: int, words: str) -> str:
        source = N_("Gap: {amount} is missing.") if gap < 0 else N_("Gap: {amount} too much.")
        return f"{say(source, amount=format_amount(abs(gap)))} {say(words)}"

    def _show_buttons(self, state: EveningState) -> None:
        step, counted = state.step, state.sheet.counted
        # Nothing is left for later where all is done.
        self._buttons["back"].setVisible(step not in {"rest", "over"})
        self._total.setVisible(step == "count")
        self._total.setText(
            say("{what}: {amount}", what=say("Counted"), amount=format_amount(state.typed_cents))
        )
        self._buttons["recount"].setVisible(step == "counted")
        self._buttons["compare"].setVisible(can_compare(state))
        there = state.sheet.next_count if step == "there" else None
        cheques = step == "check" and bool(state.sheet.cheques)
        self._buttons["all_here"].setVisible(cheques or (there is not None and bool(there.things)))
        self._buttons["all_here"].set_label(say(CLOSING["all_here"].label if cheques else N_("All are here")))
        gap = counted is not None and bool(counted.gap_cents)
        self._buttons["reason"].setVisible(step == "counted" and gap)
        self._buttons["forward"].set_label(say(STEP_WORDS[step].key))
        self._buttons["forward"].setEnabled(not state.busy)

    def _start(self, state: EveningState) -> None:
        in_sight(self._heading)
        gap = self._gap.text() if state.step == "counted" and not state.choosing else ""
        announce(self, ". ".join(filter(None, (self._heading.text(), gap))))
        if state.step == "counted" and not state.choosing:
            in_sight(self._gap)
        if state.choosing:
            self._reason.clear()
            self._reason.setFocus()
            in_sight(self._reason)
        elif state.passphrase:
            self._chosen.start()
            in_sight(self._chosen.last)
        elif state.step == "check":
            self._check.start(state)
            if state.differs:
                # Above what was said: with large text it would be out of sight.
                in_sight(self._told)
        elif state.step == "there":
            self._there.start()
            if state.differs:
                in_sight(self._told)
        elif state.step == "count":
            self.rows.start()
        elif state.step == "visits":
            self._keep.setFocus()
        else:
            self._buttons["forward"].setFocus()

    def _lay_out(self) -> None:
        self._head = RowLayout(gap=2).put(self._title, self._number, grows=self._number)
        left = self._left.column
        left.put(self._heading, self._check, self._there, self.rows, self._counted)
        left.put(self._pending, self._keep, self._words)
        left.put(self._progress, self._reasons_held, self._reason, self._gap, REST)
        self._right.column.put(Words(say("The day"), "title"), self._figures, REST)
        self._sheets = RowLayout(gap=2).put(self._left, grows=self._left)
        self._sheets.addWidget(self._right, 1)
        others = [button for name, button in self._buttons.items() if name != "forward"]
        foot = Flow(across=1.5, down=1).put(*others, self._total)
        column = ColumnLayout(self, margin=PAGE_MARGIN, gap=1.75)
        sheets = holder(self._sheets)
        body = ColumnLayout(gap=1.75).put(holder(self._head), self._bar, self._told, sheets, grows=sheets)
        # The foot stays in sight, however much is counted above it.
        column.addWidget(scrolled(holder(body)), 1)
        # What comes next stands at the right, apart from what leads elsewhere.
        column.addLayout(Beside(holder(foot), self._buttons["forward"]))
        asked = say("Its number, or your own words; then Enter")
        self._reason.setPlaceholderText(asked)
        self._reason.setAccessibleName(asked)

    def _connect(self) -> None:
        on_press(self.pressed, *self._buttons.values())
        self._check.terminal.connect(self.terminal)
        self._check.ticked.connect(self.ticked)
        self._check.rested.connect(self.rested)
        self._there.saw.connect(self.saw)
        self._there.typed.connect(self.looked_for)
        self._there.entered.connect(self.entered)
        self.rows.typed.connect(self.typed)
        self.rows.rested.connect(self.rested)
        self._keep.chosen.connect(lambda place: self.kept.emit(place == 0))
        self._reason.returnPressed.connect(lambda: self.reasoned.emit(self._reason.text()))
        self._progress.cancelled.connect(lambda: self.pressed.emit("back"))


def _heading(state: EveningState) -> str:
    if state.choosing:
        return say("Why is there a gap?")
    if state.passphrase:
        return say("Choose the words that will open the copies")
    return heading_of(state.sheet, state.step)


def _words(state: EveningState) -> str:
    """Return what to do at a step that shows nothing else."""
    if state.passphrase:
        return N_(
            "A sentence of at least four words that nobody guesses. Without it, and without the recovery sheet, "
            "no copy opens any more."
        )
    return "" if state.done is not None else STEP_WORDS[state.step].to_do
