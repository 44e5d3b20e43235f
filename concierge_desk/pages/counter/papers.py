"""Papers at the counter: ticket on request, the note that is due, the slip of an act, a card's label.

Source: docs/requirements.md, R-2.02 (ticket on request); docs/requirements.md, R-2.01 (note); decision 0019.
"""

from pathlib import Path

from concierge_desk.counter.command.operation import Answer
from concierge_desk.i18n import N_
from concierge_desk.pages.counter.board import Board
from concierge_desk.pages.counter.visit import CurrentVisit


class Papers:
    """Shows papers on the screen."""

    def __init__(self, board: Board, visiting: CurrentVisit) -> None:
        """Bind the board and the visit whose note may be due."""
        self._board = board
        self._visiting = visiting

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

    def last(self) -> None:
        """Show the note that is due before the visit is paid, else the paper of what was paid or done last."""
        state = self._board.state
        if state.priced.note_needed and state.visit is not None:
            self._note(state.visit)
        elif state.paid is not None and state.paid.documents:
            tickets = [name for name in state.paid.documents if name.startswith("ticket:")]
            self.show((*tickets, *state.paid.documents)[0])
        elif state.papers:
            self.show(state.papers[0])
        else:
            self._board.remark(N_("No paper is due. Type a ticket's number to print it again."), "plain")

    def _note(self, visit: str) -> None:
        def job() -> tuple[Answer, Path | None]:
            answer = self._board.played("visit.note", visit=visit)
            return answer, self._board.face.paper(f"note:{visit}") if answer.refused is None else None

        def done(answer: Answer, path: Path | None) -> None:
            if answer.refused is not None:
                self._visiting.refuse(answer.refused)
            elif path is not None:
                self._shown(path)
                self._visiting.read_again()

        self._board.work(job, lambda made: done(*made))

    def _shown(self, path: Path) -> None:
        self._board.show(shown=str(path))
