"""People brought into the visit: a card that is scanned at any moment brings its person into it; another one's sets it aside.

A walk-in needs nobody.

Source: decision 0085.
"""

from concierge_desk.counter.cards.offers import Offer
from concierge_desk.i18n import N_
from concierge_desk.pages.counter.board import Board
from concierge_desk.pages.counter.people.whom import whom_of
from concierge_desk.pages.counter.state import Whom
from concierge_desk.pages.counter.visit import CurrentVisit


class Serving:
    """Brings people into the visit."""

    def __init__(self, board: Board, visiting: CurrentVisit) -> None:
        """Bind the board and the visit."""
        self._board = board
        self._visiting = visiting

    def serve(self, offer: Offer) -> None:
        """Say whose the visit is; where it is somebody else's and holds something, it is set aside before."""
        whom, before = whom_of(offer), self._board.state.whose_visit
        if whom is None:
            return
        if before is None:
            self._begin(whom)
        elif before.card != whom.card:
            # Who was put together with somebody, or has another card since, is the same person.
            known = self._board.face.found
            self._board.work(lambda: known(before.card), lambda found: self._instead(whom, found))

    def let_go(self) -> None:
        """Let the visit be nobody's again that holds nothing: whoever it was of has left."""
        state = self._board.state
        if state.mode != "counter" or state.whose_visit is None or state.lines or state.written:
            return

        def told() -> None:
            self._board.remark(N_("This visit is over. The next person can be served."), "plain")

        self._visiting.serve(None, told)

    def _instead(self, whom: Whom, before: tuple[Offer, ...]) -> None:
        state, known = self._board.state, [whom_of(one) for one in before if one.private]
        if any(one is not None and one.card == whom.card for one in known):
            self._visiting.serve(whom, lambda: None)
        elif state.lines or state.written:
            self._visiting.park(lambda: self._begin(whom))
        else:
            self._begin(whom)

    def _begin(self, whom: Whom) -> None:
        def told() -> None:
            self._board.remark(N_("This visit is for {name}."), "plain", name=whom.name)

        self._visiting.serve(whom, told)
