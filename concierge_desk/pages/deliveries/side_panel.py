"""Side panel of the deliveries: where the chosen file stands, what can be done with it, and what is asked first.

Source: decision 0075.
"""

from collections.abc import Sequence

from concierge_desk.i18n import N_
from concierge_desk.pages.deliveries.actions import ACTIONS
from concierge_desk.pages.deliveries.face import DeliveryRow
from concierge_desk.pages.deliveries.state import Asked, DeliveriesState
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import in_sight, show_text
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.action_button import action_button
from concierge_desk.ui.page.figure_list import FigureList
from concierge_desk.ui.page.side_panel import SidePanel
from concierge_desk.ui.presenter.figures import Figure

_QUESTIONS: dict[Asked, str] = {
    "key": N_(
        "The server shows this key. Compare it sign by sign with the one that those who look after it gave you."
    ),
    "answer": N_("They said that they have {number}? It is noted for good, and they can read it."),
    "again": N_("{number} is there already. It leaves once more, and says that it is a second sending."),
}
_YES: dict[Asked, str] = {
    "key": N_("It is the same: note it"),
    "answer": N_("Yes, they have it"),
    "again": N_("Send it once more"),
}


class DeliveryAside(SidePanel):
    """Panel of the chosen file."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self._why = Words("", "title"), Words("", "text")
        self._lines = FigureList()
        self._question, self._key = Words("", "text"), Words("", "strong")
        self._yes = action_button(ACTIONS["confirm"], "primary")
        self._leave = action_button(ACTIONS["back"])
        self._again = action_button(ACTIONS["again"], "primary")
        self._answer = action_button(ACTIONS["answer"])
        self.lay_out(
            self._title,
            self._lines,
            self._why,
            self._question,
            self._key,
            self._yes,
            self._leave,
            self._again,
            self._answer,
        )

    def show_state(self, state: DeliveriesState) -> None:
        """Show another file, or what is asked."""
        row, asked = state.row, state.asked
        show_text(self._title, "" if row is None else f"{row.number} · {row.day}")
        # What is asked stands alone: it is to be read first.
        self._lines.show_figures(() if row is None or asked else _figures(row))
        show_text(self._why, "" if row is None or asked or row.state in _THERE else row.told)
        number = "" if row is None else row.number
        show_text(self._question, say(_QUESTIONS[asked], number=number) if asked else "")
        show_text(self._key, state.key if asked == "key" else "")
        for button in (self._yes, self._leave):
            button.setVisible(bool(asked))
        if asked:
            self._yes.set_label(say(_YES[asked]))
        self._again.setVisible(not asked and row is not None and row.state != "sending")
        first = row is not None and row.state == "older"
        self._again.set_label(say(N_("Send it")) if first else say(N_("Send again")))
        self._answer.setVisible(not asked and row is not None and row.state == "delivered")
        for button in (self._yes, self._again, self._answer):
            button.setEnabled(not state.busy)

    def start(self) -> None:
        """Bring into sight what is pressed."""
        in_sight(self._yes)


_THERE = {"delivered", "acknowledged"}


def _figures(row: DeliveryRow) -> Sequence[Figure]:
    figures = [
        Figure(say("Which report"), row.name),
        Figure(say("State"), row.stand),
        Figure(say("Way"), row.way),
    ]
    if row.state in _THERE and row.told:
        figures.append(Figure(say("There since"), row.told))
    if row.next:
        figures.append(Figure(say("Next try"), row.next))
    return figures
