"""F9: takes back what was done last, or says why not and leads to where it can be.

Source: docs/contract.md, "Corrections"; decision 0019.
"""

from collections.abc import Callable
from typing import NamedTuple

from concierge_desk.i18n import N_
from concierge_desk.pages.counter.board import Board
from concierge_desk.pages.counter.inputs import Opened, Pressed
from concierge_desk.pages.counter.search import CounterSearch
from concierge_desk.pages.counter.visit import CurrentVisit
from concierge_desk.ui.presenter.asking import Undo
from concierge_desk.ui.presenter.taking_back import TOO_LATE, take_back


class MayUndo(NamedTuple):
    """What stands in the way: each says so where it does.

    Attributes:
        alone: No question stands.
        of_visit: Nothing of the visit is noted as paid.
    """

    alone: Callable[[], bool]
    of_visit: Callable[[], bool]


class UndoKey:
    """Key that takes back what was done last."""

    def __init__(self, board: Board, visiting: CurrentVisit, searching: CounterSearch, may: MayUndo) -> None:
        """Bind the board, the visit whose line is taken back, and the cards."""
        self._board = board
        self._visiting = visiting
        self._searching = searching
        self._may = may

    def press(self, pressed: Pressed) -> None:
        """Take back, or say why not."""
        undo = self._board.state.undo
        if undo is None:
            self._say_why_not()
        elif pressed.at > undo.until:
            words = TOO_LATE
            if undo.op is None:
                words = N_("Too late for F9. Lines of the visit can still be added and taken off: {label}.")
            self._board.tell(self._board.say(words, label=undo.label), "plain")
        elif not (undo.beside or self._may.alone()):
            return
        elif undo.op is not None:
            self._reverse(undo)
        elif self._may.of_visit():
            self._visiting.back(undo.label)

    def _say_why_not(self) -> None:
        """Say why nothing is taken back, and lead to where it is."""
        paid = self._board.state.paid
        if paid is None or paid.refunds:
            self._board.tell(
                self._board.state.kept or self._board.say("There is nothing to take back."), "plain"
            )
            return
        if not self._may.alone():
            return
        words = N_("{ticket} is paid: its card gives money back or corrects the means.")
        self._searching.open(Opened(paid.ticket))
        self._board.tell(self._board.say(words, ticket=paid.ticket), "plain")

    def _reverse(self, undo: Undo) -> None:
        def done(told: str) -> None:
            if undo.beside:
                # Nothing else that is shown has to do with it.
                self._board.tell(told, "good", undo=None)
                return
            arrived = self._board.state.arrived[1 if undo.arrives else 0 :]
            self._board.tell(told, "good", undo=None, arrived=arrived, papers=())
            self._searching.look_again()
            if undo.lines:
                self._visiting.back(undo.label, undo.lines)

        take_back(self._board, undo, done)
