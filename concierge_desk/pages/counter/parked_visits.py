"""Parked visits: one set aside, another taken up; the step comes back too.

Source: docs/contract.md, "Visits and tickets"; decision 0019.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from concierge_desk.counter.cards.offers import Offer
from concierge_desk.i18n import N_
from concierge_desk.pages.counter.board import Board
from concierge_desk.pages.counter.face import SavedVisit
from concierge_desk.pages.counter.saved_step import (
    FAVOURITES,
    FOUND,
    NAMED,
    asking_of,
    parts_of,
    sought_of,
    written_of,
)
from concierge_desk.pages.counter.search import CounterSearch
from concierge_desk.pages.counter.visit import CurrentVisit
from concierge_desk.ui.presenter.asking import Sought
from concierge_desk.ui.presenter.prices import Priced

if TYPE_CHECKING:
    from concierge_desk.pages.counter.people.serving import Serving


class ParkedVisits:
    """F7."""

    def __init__(self, board: Board, visiting: CurrentVisit, searching: CounterSearch) -> None:
        """Bind the board, the visit and the cards."""
        self._board = board
        self._visiting = visiting
        self._searching = searching
        self._parked: tuple[SavedVisit, ...] = ()

    def park_or_list(self) -> None:
        """Set the visit aside; where nobody is served, take up the one that waits, or show which there are."""
        state = self._board.state
        self._board.set_text("")
        if state.lines or state.asking is not None:
            self._visiting.park(self._cleared)
            return
        self._board.work(self._read, self._listed)

    def _read(self) -> list[tuple[SavedVisit, Priced, str | None]]:
        face = self._board.face
        return [(visit, face.priced(visit.visit, visit.acts), self._person(visit)) for visit in face.parked()]

    def _person(self, visit: SavedVisit) -> str | None:
        """Return whose a visit is, or whose thing was in hand when it was set aside; None where it was nobody's."""
        if visit.person:
            return visit.person
        sought = sought_of(visit.step)
        if sought is None or sought.how not in {FOUND, NAMED}:
            return None
        face = self._board.face
        cards = face.found(sought.text) if sought.how == FOUND else face.named(sought.text)
        return next((card.person for card in cards if card.ref == visit.step["ref"]), None)

    def show(self) -> None:
        """Show the visits that were set aside, one alone too: each is taken up again, or given up."""
        self._board.work(self._read, lambda parked: self._listed(parked, at_once=False))

    def resume(self, visit: str) -> None:
        """Take up a visit of the list."""
        saved = next((one for one in self._parked if one.visit == visit), None)
        if saved is not None:
            self._resume(saved)

    def take_up(self, saved: SavedVisit) -> None:
        """Go on at the step where a visit stood."""
        step = saved.step
        self._board.show(parts=parts_of(step, self._board.face.means), written=written_of(step))
        sought = sought_of(step)
        if sought is None:
            return
        self._board.show(mode=step["mode"])
        if sought.how == FAVOURITES:
            self._ask_again(saved, self._board.state.favourites)
        else:
            self._searching.look(sought.how, sought.text, lambda offers: self._found(saved, sought, offers))

    def _found(self, saved: SavedVisit, sought: Sought, offers: tuple[Offer, ...]) -> None:
        self._searching.cards(sought.text, offers, sought)
        self._ask_again(saved, offers)

    def _ask_again(self, saved: SavedVisit, offers: tuple[Offer, ...]) -> None:
        asking = asking_of(saved.step, offers)
        if asking is not None:
            self._board.show(asking=asking)

    def _cleared(self) -> None:
        self._searching.clear()
        self._board.show(asking=None, mode="counter")
        self._searching.release()

    def _listed(
        self, parked: Sequence[tuple[SavedVisit, Priced, str | None]], *, at_once: bool = True
    ) -> None:
        self._parked = tuple(visit for visit, _priced, _person in parked)
        if not parked:
            self._board.remark(N_("No visit is set aside."), "plain")
        elif len(parked) == 1 and at_once:
            self._resume(self._parked[0])
        else:
            self._searching.cards(self._board.say("Visits set aside"), self._visiting.cards(parked), None)

    def _resume(self, saved: SavedVisit) -> None:
        self._searching.clear()
        self._visiting.resume(saved, self.take_up)


def serving(board: Board, visiting: CurrentVisit) -> "Serving":
    """Return what serves whose card was scanned."""
    from concierge_desk.pages.counter.people.serving import Serving  # noqa: PLC0415  (with the first card of somebody)

    return Serving(board, visiting)


def let_go(board: Board, visiting: CurrentVisit) -> None:
    """Let the visit be nobody's again, if it is somebody's and holds nothing."""
    if board.state.whose_visit is not None:
        serving(board, visiting).let_go()
