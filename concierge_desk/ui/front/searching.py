"""Looking up what was scanned or typed: cards, codes nobody knows, scans that come during a question.

Source: DESIGN §1 (a scan can do no damage); ux.md pains 1 to 3; decision 0019.
"""

from collections import deque
from collections.abc import Callable

from concierge_desk.counter.offers import Offer
from concierge_desk.i18n import N_
from concierge_desk.ui.front.asking import Asker
from concierge_desk.ui.front.board import Board
from concierge_desk.ui.front.inputs import Pressed, Scan
from concierge_desk.ui.front.reading import is_pending
from concierge_desk.ui.front.state import Missed
from concierge_desk.ui.front.steps import ARRIVES, FOUND, NAMED, Sought

LEAST_LETTERS = 2
TWICE_SECONDS = 1.5
"""The same code again within it is the same scan, but for what is sold by the piece."""

_RECEIVE = ".receive"


class Searching:
    """The scan line's way to the cards."""

    def __init__(self, board: Board, asker: Asker, again: Callable[[Scan], None]) -> None:
        """Bind the board; `again` lets a scan that waited act now."""
        self._board = board
        self._asker = asker
        self._again = again
        self._last: Scan | None = None
        self._repeats = False
        self._waiting: deque[Scan] = deque()
        self.sought: Sought | None = None

    def scan(self, scan: Scan) -> None:
        """Look a scanned code up, in the counter's way or the bag's."""
        if self._is_twice(scan):
            return
        self._last, self._repeats = scan, False
        state = self._board.state
        if state.asking is not None:
            self._while_asked(scan)
        elif state.paying is not None:
            self._hold(scan)
        elif state.mode == "arrivals":
            self.look(ARRIVES, scan.code, lambda offers: self._arrives(scan, offers))
        else:
            self.look(FOUND, scan.code, lambda offers: self._found(scan, offers))

    def typed(self, text: str) -> None:
        """Look a word up while it is typed."""
        state = self._board.state
        if state.asking is not None or state.paying is not None:
            return
        if not text and self.sought is not None and self.sought.how == NAMED:
            self.cards("", ())
        elif not is_pending(text) and sum(map(str.isalpha, text)) >= LEAST_LETTERS:
            self.look(NAMED, text, lambda offers: self.cards(text, offers))

    def entered(self, pressed: Pressed) -> None:
        """Look up what was typed whole: as a code, else as a word."""
        text = pressed.text.strip()
        if not text:
            return
        how = ARRIVES if self._board.state.mode == "arrivals" else FOUND
        self.look(how, text, lambda offers: self._entered(Scan(text, at=pressed.at), offers))

    def look(self, how: str, text: str, then: Callable[[tuple[Offer, ...]], None]) -> None:
        """Let the desk look something up."""
        face = self._board.face
        looks = {FOUND: face.found, NAMED: face.named, ARRIVES: face.arrives}

        def done(offers: tuple[Offer, ...]) -> None:
            self.sought = Sought(how, text)
            then(offers)

        self._board.work(lambda: looks[how](text), done)

    def cards(self, heading: str, offers: tuple[Offer, ...]) -> None:
        """Show cards, the first one chosen."""
        self._board.show(heading=heading, offers=offers, selected=0, act=0, paid=None)

    def look_again(self) -> None:
        """Look up again what is shown: a card that is gone folds, the chosen one stays chosen."""
        sought, chosen = self.sought, self._board.state.offer
        if sought is None or sought.how not in (FOUND, NAMED, ARRIVES):
            return

        def done(offers: tuple[Offer, ...]) -> None:
            places = [at for at, one in enumerate(offers) if chosen is not None and one.ref == chosen.ref]
            self._board.show(offers=offers, selected=places[0] if places else 0, act=0)

        self.look(sought.how, sought.text, done)

    def release(self) -> None:
        """Let the next scan that came during a question act now."""
        if self._waiting:
            scan = self._waiting.popleft()
            self._last = None
            self._board.show(waiting=tuple(one.code for one in self._waiting))
            self._again(scan)

    def _is_twice(self, scan: Scan) -> bool:
        last = self._last
        return (
            last is not None
            and last.code == scan.code
            and scan.at - last.at <= TWICE_SECONDS
            and not self._repeats
        )

    def _while_asked(self, scan: Scan) -> None:
        if self._asker.take_scan(scan.code, scan.at):
            return
        self._hold(scan)
        if self._board.state.mode == "arrivals":
            # The next item of the bag: the present one lies where it was proposed.
            self._asker.complete(scan.text, scan.at)

    def _hold(self, scan: Scan) -> None:
        """Keep a scan until the question is answered: it neither answers it nor is lost."""
        self._waiting.append(scan)
        self._board.show(waiting=tuple(one.code for one in self._waiting))

    def _found(self, scan: Scan, offers: tuple[Offer, ...]) -> None:
        if not offers:
            self._miss(scan.code)
            return
        first = offers[0]
        self._repeats = first.repeats
        if len(offers) == 1 and first.at_once:
            self._asker.begin(first, first.acts[0], scan.number, scan.at)
            return
        self.cards(scan.code, offers)
        if first.unknown:
            self._miss(scan.code)
        if scan.number:
            self._board.set_text(scan.number)

    def _arrives(self, scan: Scan, offers: tuple[Offer, ...]) -> None:
        self._found(scan, offers)
        offer = self._board.state.offer
        if offer in offers and offer.acts and offer.acts[0].do.endswith(_RECEIVE):
            self._asker.begin(offer, offer.acts[0], "", scan.at)

    def _entered(self, scan: Scan, offers: tuple[Offer, ...]) -> None:
        if not offers or offers[0].unknown:
            self.look(NAMED, scan.code, lambda named: self._worded(scan.code, named or offers))
            return
        if self._board.state.mode == "arrivals":
            self._arrives(scan, offers)
        else:
            self.cards(scan.code, offers)

    def _worded(self, text: str, offers: tuple[Offer, ...]) -> None:
        self.cards(text, offers)
        if not offers:
            # It stays in the line, to be mended.
            self._board.set_text(text)
            told = N_("Nothing goes by “{text}”. Type fewer letters, or scan the label.")
            self._board.tell(self._board.say(told, text=text), "warning")

    def _miss(self, code: str) -> None:
        source = N_("Nobody here knows the code {code}. Look at it, then type it or try again.")
        text = self._board.say(source, code=code)
        self._board.tell(text, "bad", missed=(*self._board.state.missed, Missed(code, text)))
