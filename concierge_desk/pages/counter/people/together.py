"""Things and people brought together by scans alone, in either order; the same scan again begins nothing the other way round.

Source: decision 0094.
"""

from collections.abc import Callable

from concierge_desk.counter.cards.offers import Offer
from concierge_desk.pages.counter.inputs import Scan
from concierge_desk.pages.counter.pace import Pace
from concierge_desk.pages.counter.people.whom import whom_of
from concierge_desk.pages.counter.state import State

AGAIN_SECONDS = 2.5
"""Where nobody is served, what a scan did is not turned round by the same scan within it: the hand that held it is still there."""


class Together:
    """Says which scan is an act, and of whom.

    Attributes:
        state: What is shown.
    """

    def __init__(self, state: Callable[[], State], pace: Pace) -> None:
        """Bind the picture, and the pace of the keys."""
        self._pace = pace
        self._state = state
        self._done: dict[str, tuple[str | None, float]] = {}

    def begins(self, offers: tuple[Offer, ...], scan: Scan) -> bool:
        """Say whether a scan is the first act of the one card that it brought."""
        if len(offers) != 1 or self.is_done(offers[0], scan):
            return False
        return offers[0].at_once or (offers[0].at_once_for and self._state().whose_visit is not None)

    def is_done(self, offer: Offer, scan: Scan) -> bool:
        """Say whether a scan did something with a thing in this visit: the next one shows it, and does nothing."""
        if not offer.acts or offer.acts[0].charged:
            # What is sold by the piece is one more each time.
            return False
        self._forget(scan.at)
        return offer.ref in self._done

    def done(self, offer: Offer) -> None:
        """Note that an act was done with a thing."""
        self._done[offer.ref] = (self._served, self._pace.pressed_at)

    @property
    def _served(self) -> str | None:
        served = self._state().whose_visit
        return None if served is None else served.card

    def _forget(self, at: float) -> None:
        """Forget what was done for whoever has left."""
        served = self._served
        self._done = {
            ref: (whom, then)
            for ref, (whom, then) in self._done.items()
            if at - then <= AGAIN_SECONDS or (whom is not None and whom == served)
        }

    def thing_for(self, person: Offer, at: float) -> str:
        """Return the code of the one thing shown that a person's card, scanned now, begins something with; empty for none."""
        state = self._state()
        self._forget(at)
        alone = state.offers[0] if len(state.offers) == 1 and not state.past else None
        meant = alone is not None and alone.at_once_for and person.first and whom_of(person) is not None
        return alone.ref if meant and alone is not None else ""
