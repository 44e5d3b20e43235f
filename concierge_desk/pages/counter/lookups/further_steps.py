"""Further steps that an act leaves to be done at once: its money becomes lines of the visit, the rest is shown as cards.

No money moves: the lines are paid, or taken off, as any others.

Source: decision 0094.
"""

from dataclasses import replace

from concierge_desk.counter.cards.leads import FOLLOWS
from concierge_desk.counter.cards.offers import Offer, OfferedAct
from concierge_desk.counter.command.operation import Answer
from concierge_desk.domain.errors import DeskError
from concierge_desk.pages.counter.board import Board
from concierge_desk.pages.counter.saved_step import FOUND
from concierge_desk.pages.counter.search import CounterSearch
from concierge_desk.pages.counter.visit import Acts, CurrentVisit
from concierge_desk.ui.presenter.asking import Asking, Sought


class FurtherSteps:
    """Goes on after an act."""

    def __init__(self, board: Board, visiting: CurrentVisit, searching: CounterSearch) -> None:
        """Bind the board, the visit and the cards."""
        self._board = board
        self._visiting = visiting
        self._searching = searching

    def after(self, asking: Asking, answer: Answer) -> None:
        """Look for what an act that was done leaves to be done of what it answered."""
        self._searching.together.done(asking.offer)
        face, field = self._board.face, asking.act.follows
        if not field or answer.result is None:
            return
        named = str(answer.result[field])
        self._board.work(
            lambda: face.from_list(f"{FOLLOWS}{named}"), lambda offers: self._go_on(offers, named)
        )

    def _go_on(self, offers: tuple[Offer, ...], named: str) -> None:
        if not offers:
            return
        act = offers[0].acts[0]
        if act.charged and not act.asks:
            self._charge(offers, act, named)
        else:
            self._show(offers, named)

    def _show(self, offers: tuple[Offer, ...], named: str) -> None:
        state = self._board.state
        told = {"told": state.told, "undo": state.undo, "papers": state.papers}
        self._searching.cards("", offers, Sought(FOUND, named))
        self._board.show(**told)

    def _charge(self, offers: tuple[Offer, ...], act: OfferedAct, named: str) -> None:
        lines: Acts = (Asking(offers[0], act, "").command, *act.joined)

        def then(why: str) -> None:
            undo = self._board.state.undo
            if why:
                self._show(offers, named)
            elif undo is not None:
                self._board.show(undo=replace(undo, lines=lines))

        def failed(_failure: DeskError) -> None:
            self._show(offers, named)

        self._visiting.add(lines, None, then, failed)
