"""People brought into the visit: a card that is scanned at any moment brings its person into it; another one's sets it aside.

A walk-in needs nobody.

Source: decision 0085.
"""

from concierge_desk.counter.cards.offers import Offer
from concierge_desk.i18n import N_
from concierge_desk.pages.counter.board import Board
from concierge_desk.pages.counter.people.whom import whom_of
from concierge_desk.pages.counter.visit import CurrentVisit


class Serving:
    """Brings people into the visit."""

    def __init__(self, board: Board, visiting: CurrentVisit) -> None:
        """Bind the board and the visit."""
        self._board = board
        self._visiting = visiting

    def serve(self, offer: Offer) -> None:
        """Say whose the visit is; where it is somebody else's and holds something, it is set aside before."""
        whom = whom_of(offer)
        if whom is None:
            return
        state, before = self._board.state, self._board.state.whose_visit

        def told() -> None:
            self._board.remark(N_("This visit is for {name}."), "plain", name=whom.name)

        def begin() -> None:
            self._visiting.serve(whom, told)

        # Homonyms are told apart by their cards.
        if before is not None and before.card != whom.card and state.lines:
            self._visiting.park(begin)
        elif before is None or before.card != whom.card:
            begin()
