"""Side panels of the papers: the chosen one, why it is not printed, where else it goes.

Source: decision 0063.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from concierge_desk.counter.cards.offers import Option
from concierge_desk.i18n import N_
from concierge_desk.pages.paper_queue.actions import ACTIONS
from concierge_desk.pages.paper_queue.face import PaperRow, Stand
from concierge_desk.pages.paper_queue.state import OTHER, PapersState
from concierge_desk.ui.kit.choice_list import ChoiceList
from concierge_desk.ui.kit.fields.field import InputField
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import emptied, in_sight, show_text
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.action_button import action_button
from concierge_desk.ui.page.figure_list import FigureList
from concierge_desk.ui.page.side_panel import SidePanel
from concierge_desk.ui.presenter.figures import Figure
from concierge_desk.ui.presenter.paper_host import PrinterState

STANDS: dict[Stand, str] = {
    "under_way": N_("being printed"),
    "waiting": N_("waits"),
    "idle": N_("no printer for it"),
    "out": N_("came out"),
    "given_up": N_("not printed"),
}
"""Where a paper stands, in the words of its tag."""

_HOURS: dict[Stand, str] = {
    "under_way": N_("Waits since"),
    "waiting": N_("Waits since"),
    "idle": N_("Since"),
    "out": N_("Came out at"),
    "given_up": N_("At"),
}
_NO_ROLL = N_(
    "No printer of rolls is set at this PC: F1, then 1 and F12 choose one. Its key shows it on the screen, where it counts as printed."
)
_NO_QUEUE = N_(
    "No printer of sheets was chosen for its size: F1, then 1 and F8 choose one. Its key prints it by the printer of the system."
)


class PaperAside(SidePanel):
    """Panel of the chosen paper: where it stands, which printer it waits for, what can be done with it."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Words("", "title")
        self._lines = FigureList()
        self._why = Words("", "text")
        self._again = action_button(ACTIONS["again"], "primary")
        self._elsewhere = action_button(ACTIONS["elsewhere"])
        self._give_up = action_button(ACTIONS["give_up"])
        self.lay_out(self._title, self._lines, self._why, self._again, self._elsewhere, self._give_up)

    def show_state(self, state: PapersState) -> None:
        """Show another paper."""
        row = state.row
        waits = row is not None and row.stand in {"waiting", "idle"}
        show_text(self._title, say("Choose a paper in the list.") if row is None else row.name)
        self._again.setVisible(row is not None and row.kind is not None)
        self._elsewhere.setVisible(row is not None and row.kind is not None)
        self._give_up.setVisible(waits)
        for button in (self._again, self._elsewhere, self._give_up):
            button.setEnabled(not state.busy)
        if row is None:
            self._lines.show_figures(())
            show_text(self._why, "")
            return
        printer = state.printer_of(row)
        tried = row.stand in {"waiting", "under_way"}
        again = N_("Try it now") if tried else N_("Print it") if row.stand == "idle" else N_("Print again")
        self._again.set_label(say(again))
        self._lines.show_figures(_figures(row, printer))
        show_text(self._why, _why(row))


def _figures(row: PaperRow, printer: PrinterState | None) -> Sequence[Figure]:
    figures = [Figure(say("State"), say(STANDS[row.stand]))]
    if row.count > 1:
        figures.append(Figure(say("How many"), str(row.count)))
    if row.hour:
        figures.append(Figure(say(_HOURS[row.stand]), row.hour))
    if row.stand in {"waiting", "under_way"} and printer is not None:
        figures.append(Figure(say("Printer"), printer.name))
        figures.append(Figure(say("Its state"), printer.text))
        if printer.left is not None:
            figures.append(Figure(say("Next try"), say("in {seconds} s", seconds=printer.left)))
    return figures


def _why(row: PaperRow) -> str:
    """Return what is said of a paper; what is wrong with its printer is said above the list."""
    if row.stand == "idle":
        return say(_NO_ROLL if row.kind in {"roll", "label"} else _NO_QUEUE)
    return row.told[:1].upper() + row.told[1:]


class GivenUpAside(SidePanel):
    """Panel of the reason why a paper is not printed; confirmed with the key of the act, never with Enter.

    Attributes:
        numbered: A reason was chosen, by its place in the list.
        worded: The reason in her own words.
    """

    numbered = Signal(int)
    worded = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._options: Sequence[Option] = ()
        self._choices: ChoiceList | None = None
        self._code = ""
        self._paper = Words("", "text", "muted")
        self._words = InputField("")
        self._words.setPlaceholderText(say("In your words"))
        self._words.setAccessibleName(say("In your words"))
        self._words.hide()
        self._go = action_button(ACTIONS["give_up"], "primary", label=N_("Do not print it"))
        self._leave = action_button(ACTIONS["back"])
        title = Words(say("Why is it not printed?"), "title")
        self.lay_out(title, self._paper, self.listed, self._words, self._go, self._leave)
        self._words.written.connect(self.worded)
        self._words.returnPressed.connect(self._back_to_list)

    def show_state(self, state: PapersState) -> None:
        """Show what was chosen."""
        if state.reasons != self._options:
            self._options = state.reasons
            emptied(self.listed)
            self._choices = self.choices(self._options, self.numbered.emit)
            self._choices.setAccessibleName(say("Why is it not printed?"))
            self.put(self._choices)
        show_text(self._paper, "" if state.row is None else state.row.name)
        if self._choices is not None:
            self._choices.select(-1 if state.reason is None else state.reason)
        if state.reason_code != self._code:
            self._code = state.reason_code
            self._ask(self._code == OTHER)
        self._go.setEnabled(state.reason is not None and not state.busy)

    def start(self) -> None:
        """Give the keyboard to the list."""
        self._back_to_list()

    def forget(self) -> None:
        """Keep nothing of what was typed."""
        self._words.clear()
        self._code = ""
        self._words.hide()

    def _ask(self, asks: bool) -> None:
        self._words.setVisible(asks)
        self._words.clear()
        if asks:
            self._words.setFocus()
            in_sight(self._words)
        else:
            self._back_to_list()

    def _back_to_list(self) -> None:
        if self._choices is not None:
            self._choices.setFocus()


class ElsewhereAside(SidePanel):
    """Panel of where else a paper may go: a number takes a way at once.

    Attributes:
        numbered: A way was chosen, by its place in the list.
    """

    numbered = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._options: Sequence[Option] = ()
        self._choices: ChoiceList | None = None
        self._paper = Words("", "text", "muted")
        self._leave = action_button(ACTIONS["back"])
        title = Words(say("Where does it go?"), "title")
        self.lay_out(title, self._paper, self.listed, self._leave)

    def show_state(self, state: PapersState) -> None:
        """Show the ways there are."""
        if state.ways != self._options or self._choices is None:
            self._options = state.ways
            emptied(self.listed)
            made = ChoiceList(
                [(way.label, way.detail) if way.detail else way.label for way in state.ways], -1
            )
            made.chosen.connect(self.numbered)
            made.setAccessibleName(say("Where does it go?"))
            # Its arrows would send the paper: a number does, or a click.
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._choices = made
            self.put(made)
        show_text(self._paper, "" if state.row is None else state.row.name)
