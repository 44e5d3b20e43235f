"""Run of arrivals: scan after scan out of a carrier's bag, and what of the bag is missing or too many by now.

Source: decisions 0019, 0076.
"""

from collections.abc import Callable

from concierge_desk.counter.cards.offers import Offer
from concierge_desk.pages.counter.board import Board
from concierge_desk.pages.counter.search import CounterSearch
from concierge_desk.pages.counter.state import Mode
from concierge_desk.ui.presenter.asking import Asking


class ArrivalRun:
    """Says what the run goes into, after each thing that was taken in; between two of them it can be closed."""

    def __init__(self, board: Board, searching: CounterSearch, is_free: Callable[[], bool]) -> None:
        """Bind the board; `is_free` says whether no question stands, else tells what to do first."""
        self._board = board
        self._searching = searching
        self._is_free = is_free

    def go(self, mode: Mode) -> None:
        """Begin the run, or leave it for the counter."""
        if self._is_free():
            self._searching.clear()
            self._board.show(mode=mode)
            self._board.set_text("")
            if mode == "arrivals":
                self._read(self._show)

    def after(self, asking: Asking, done: bool) -> None:
        """Go on with what was scanned during an act; the run begins after one that a run belongs to."""
        if done and asking.act.runs:
            self._board.show(mode="arrivals")
        if done and self._board.state.mode == "arrivals":
            self._read(self._further)
        else:
            self._searching.release()

    def _further(self) -> None:
        waits = self._board.state.waiting
        if not (waits or self._board.state.offers):
            self._show()
        self._searching.release()

    def _show(self) -> None:
        self._searching.cards("", self._board.state.running, None)

    def _read(self, then: Callable[[], None]) -> None:
        def read(found: tuple[Offer, ...]) -> None:
            self._board.show(running=found)
            then()

        self._board.work(self._board.face.running, read)
