"""Papers at the counter: ticket on request, the note that is due, the slip of an act, a card's label.

Source: docs/requirements.md, R-2.02 (ticket on request); docs/requirements.md, R-2.01 (note); decision 0019.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from concierge_desk.counter.cards.offers import Ask, Offer, OfferedAct
from concierge_desk.i18n import N_
from concierge_desk.pages.counter.board import Board
from concierge_desk.ui.presenter.asking import Asking
from concierge_desk.ui.presenter.questions import QuestionStart

_NOTE: Final = "visit.note"


class Papers:
    """Shows papers on the screen."""

    def __init__(self, board: Board, ask: Callable[[QuestionStart], None]) -> None:
        """Bind the board, and what asks in whose name a note is that is due."""
        self._board = board
        self._ask = ask

    def show(self, document: str) -> None:
        """Draw a paper and show it."""
        self._board.work(lambda: self._board.face.paper(document), self._shown)

    def label(self) -> None:
        """Show the label of the chosen card."""
        offer = self._board.state.offer
        label = offer.label if offer is not None else ""
        if label:
            self.show(label)
        else:
            self._board.remark(N_("This card has no label."), "plain")

    def last(self, at: float) -> None:
        """Write the note that is due before the visit is paid, else show the paper of what was done last or is chosen."""
        state = self._board.state
        if state.priced.note_needed and state.visit is not None:
            self._note(state.visit, at)
        elif state.paid is not None and state.paid.documents:
            tickets = [name for name in state.paid.documents if name.startswith("ticket:")]
            self.show((*tickets, *state.paid.documents)[0])
        elif state.papers:
            self.show(state.papers[0])
        elif (paper := _paper_of(state.offer)) is not None:
            self.show(paper)
        else:
            self._board.remark(N_("No paper is due. Type a ticket's number to print it again."), "plain")

    def _note(self, visit: str, at: float) -> None:
        """Ask in whose name the note is; whoever does not want to be named is not."""
        say = self._board.say
        question = N_("In whose name? Enter without a name, where the customer wants none on it.")
        name = Ask("customer.name", say(question), "text", optional=True)
        act = OfferedAct(say("Write the note"), _NOTE, {"visit": visit}, (name,))
        note = Offer("", f"note:{visit}", say("Note of services"), (act,))
        self._ask(QuestionStart(note, act, "", at, None))

    def written(self, asking: Asking) -> None:
        """Show the note, where it was one that was written."""
        if asking.act.do == _NOTE:
            self.show(asking.offer.ref)

    def _shown(self, path: Path) -> None:
        self._board.show(shown=str(path))


def _paper_of(offer: Offer | None) -> str | None:
    """Return the paper that a card shows; its label, which has a key of its own, where it has no other."""
    papers = [act.paper for act in offer.acts if act.paper] if offer is not None else []
    return next((paper for paper in papers if offer is not None and paper != offer.label), None) or next(
        iter(papers), None
    )
