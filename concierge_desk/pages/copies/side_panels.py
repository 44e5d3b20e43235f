"""Side panels of the copies: the chosen one, the words that open it, its findings, putting it back.

Source: decisions 0024, 0027.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent

from concierge_desk.i18n import N_
from concierge_desk.pages.copies.actions import ACTIONS
from concierge_desk.pages.copies.state import CopiesState, Wanted
from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.fields.secret_field import SecretField
from concierge_desk.ui.kit.keys import cap
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import in_sight, show_text
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.action_button import action_button
from concierge_desk.ui.page.chosen_words import ChosenWords
from concierge_desk.ui.page.figure_list import FigureList
from concierge_desk.ui.page.side_panel import SidePanel
from concierge_desk.ui.presenter.figures import Figure

_ASKED: Mapping[Wanted, str] = {
    "check": N_("Is this copy good?"),
    "look": N_("Look into this copy"),
    "restore": N_("Put this copy back"),
    "sheet": N_("Recovery sheet"),
}
_WHY: Mapping[Wanted, str] = {
    "check": N_("The copy is opened as it would be put back, read to its last entry, and forgotten again."),
    "look": N_("Its words are tried now. Nothing is closed yet, and nothing is put back."),
    "restore": N_("Its words are tried now, before anything is closed. Nothing is put back yet."),
    "sheet": N_(
        "It opens every copy, for whoever holds it. It is shown on the screen and kept nowhere: nobody else should look."
    ),
}
_FIRST = N_("Choose the words that will open the copies")
_FIRST_WHY = N_(
    "A sentence of at least four words that nobody guesses. Without it, and without the recovery sheet, "
    "no copy opens any more."
)
_QUESTIONS: Mapping[Wanted, Sequence[str]] = {
    "restore": (
        N_("The window closes for a moment, and opens again on the copy."),
        N_("Leave the stick in until it is there."),
        N_("If anything goes wrong, the desk stays as it is now, and the window says so."),
    ),
    "look": (
        N_(
            "The window closes for a moment, and opens on the copy, as it was then. Nothing can be written in it."
        ),
        N_(
            "The desk of today stays as it is, its day too; but nobody can be served before you are back: F7."
        ),
    ),
}
_GO: Mapping[Wanted, str] = {
    "restore": N_("Put the copy back now"),
    "look": N_("Look into it now"),
}


class CopyAside(SidePanel):
    """Panel of the chosen copy, and what can be done with it."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Words("", "title")
        self._lines = FigureList()
        self._buttons = {
            "check": action_button(ACTIONS["check"]),
            "look": action_button(ACTIONS["look"]),
            "restore": action_button(ACTIONS["restore"]),
        }
        self.lay_out(self._title, self._lines, *self._buttons.values())

    def show_state(self, state: CopiesState) -> None:
        """Show another copy."""
        copy = state.chosen
        show_text(self._title, "" if copy is None else copy.when)
        self._lines.setVisible(copy is not None)
        for button in self._buttons.values():
            button.setVisible(copy is not None)
            button.setEnabled(state.done is None)
        if copy is not None:
            self._lines.show_figures(
                [
                    Figure(say("On the stick"), copy.stick),
                    Figure(say("Size"), copy.size),
                    Figure(say("Goes as far as entry"), copy.place),
                ]
            )


class WordsAside(SidePanel):
    """Panel of the words that open copies: asked for, or chosen, then typed twice.

    Attributes:
        worded: They were typed.
        locked: They were chosen: typed twice.
    """

    worded = Signal(str)
    locked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._twice = False
        self._title, self._why = Words("", "title"), Words("", "text")
        self._words, self._chosen = SecretField(), ChosenWords()
        self._take = ActionButton(say("Go on"), (cap("enter"),), "primary")
        self._leave = action_button(ACTIONS["back"])
        self.lay_out(self._title, self._why, self._words, self._chosen, self._take, self._leave)
        words = say("The words, then Enter")
        self._words.setPlaceholderText(words)
        self._words.setAccessibleName(words)
        self._take.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._take.clicked.connect(self._go_on)
        self._words.returnPressed.connect(self._go_on)
        self._chosen.locked.connect(self.locked)

    def show_state(self, state: CopiesState) -> None:
        """Show what is asked."""
        self._twice = state.passphrase
        self._title.setText(say(_FIRST if self._twice else _ASKED[state.wanted]))
        self._why.setText(say(_FIRST_WHY if self._twice else _WHY[state.wanted]))
        self._words.setVisible(not self._twice)
        self._chosen.setVisible(self._twice)
        for part in (self._words, self._take):
            part.setEnabled(state.done is None)
        self._chosen.hold(state.done is not None)

    def start(self) -> None:
        """Give the keyboard to the words; those of before are not there any more."""
        self.forget()
        if self._twice:
            self._chosen.start()
        else:
            self._words.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  (Qt's name)
        """Forget what was half typed: whoever comes next is perhaps somebody else."""
        self._chosen.empty()
        super().hideEvent(event)

    def _go_on(self) -> None:
        if self._twice:
            self._chosen.take()
        else:
            self.worded.emit(self._words.secret())

    def forget(self) -> None:
        """Keep nothing of what was typed."""
        self._words.clear()
        self._chosen.forget()


class LookedAside(SidePanel):
    """Panel of what a copy was found to be."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Words("", "title")
        self._words, self._faults = Banner("", "plain"), Words("", "strong")
        self._contents, self._figures = FigureList(), FigureList()
        self._day = Words("", "strong")
        self._leave = action_button(ACTIONS["back"], label=N_("Back to the list"))
        held = Words(say("What the copy holds"), "strong")
        found = (self._title, self._words, self._faults)
        self.lay_out(*found, held, self._contents, self._day, self._figures, self._leave)

    def show_state(self, state: CopiesState) -> None:
        """Show what was found."""
        looked = state.looked
        if looked is None:
            return
        self._title.setText("" if state.chosen is None else state.chosen.when)
        self._words.tell(looked.words, looked.tone)
        show_text(self._faults, "\n".join(looked.faults))
        show_text(self._day, looked.day)
        self._figures.setVisible(bool(looked.figures))
        self._figures.show_figures(looked.figures)
        self._contents.show_figures(looked.contents)


class RestoreAside(SidePanel):
    """Panel of what putting a copy back would do."""

    def __init__(self) -> None:
        super().__init__()
        self._when = Words("", "text", "muted")
        self._effects = Words("", "text")
        self._contents = FigureList()
        self._go = action_button(ACTIONS["copy"], "primary", label=N_("Type its words"))
        self._leave = action_button(ACTIONS["back"])
        title = Words(say(_ASKED["restore"]), "title")
        held = Words(say("What the copy holds"), "strong")
        self.lay_out(title, self._when, self._effects, self._go, self._leave, held, self._contents)

    def show_state(self, state: CopiesState) -> None:
        """Show what would be done."""
        preview = state.preview
        if preview is None:
            return
        show_text(self._when, when_of(state))
        show_text(self._effects, "\n".join(f"• {effect}" for effect in preview.effects))
        self._contents.show_figures(preview.contents)


class GoingAside(SidePanel):
    """Panel with one question: is the window to be closed for the copy now."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self._when = Words("", "title"), Words("", "text", "muted")
        self._opens = Banner("", "good")
        self._question = Words("", "text")
        self._yes = action_button(ACTIONS["copy"], "primary", label="")
        self._leave = action_button(ACTIONS["back"])
        self.lay_out(self._title, self._when, self._opens, self._question, self._yes, self._leave)

    def show_state(self, state: CopiesState) -> None:
        """Ask."""
        show_text(self._title, say(_ASKED[state.wanted]))
        show_text(self._when, when_of(state))
        if state.tried is not None:
            self._opens.tell(state.tried.words, state.tried.tone)
        show_text(self._question, "\n".join(f"• {say(line)}" for line in _QUESTIONS.get(state.wanted, ())))
        self._yes.set_label(say(_GO.get(state.wanted, "")))

    def start(self) -> None:
        """Bring the button that says so into sight."""
        in_sight(self._yes)


def when_of(state: CopiesState) -> str:
    """Return which copy is chosen, and where it lies."""
    return "" if state.chosen is None else f"{state.chosen.when} · {state.chosen.stick}"
