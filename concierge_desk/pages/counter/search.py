"""Search of a scan or of typed words: cards, codes nobody knows, scans that come during a question.

Source: docs/contract.md, "What the desk promises"; decision 0019.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import replace

from concierge_desk.counter.cards.endings import is_end
from concierge_desk.counter.cards.leads import CARD_OF, WHO_NOW
from concierge_desk.counter.cards.offers import MOST_OFFERS, Offer, OfferedAct
from concierge_desk.counter.core.line_cards import BEGIN
from concierge_desk.counter.values.codes import scanned_code
from concierge_desk.i18n import N_
from concierge_desk.pages.counter.board import Board
from concierge_desk.pages.counter.choice import chosen_first, side_by_side
from concierge_desk.pages.counter.face import NoSignposts, Signposts
from concierge_desk.pages.counter.inputs import Favourite, Opened, Pressed, Scan
from concierge_desk.pages.counter.pace import Pace
from concierge_desk.pages.counter.people.together import Together
from concierge_desk.pages.counter.people.whom import whom_of, whose_key
from concierge_desk.pages.counter.questions import CounterQuestions
from concierge_desk.pages.counter.saved_step import ARRIVES, FAVOURITES, FOUND, NAMED
from concierge_desk.pages.counter.state import Missed
from concierge_desk.ui.presenter.answers import is_pending
from concierge_desk.ui.presenter.asking import Asking, Sought
from concierge_desk.ui.presenter.questions import QuestionStart

LEAST_LETTERS = 2
_OPENED = "opened"
"""A code that was chosen in a list; what is shown then is found by it as by any other."""


class CounterSearch:
    """The scan line's way to the cards."""

    def __init__(
        self,
        board: Board,
        asker: CounterQuestions,
        pace: Pace,
        again: Callable[[Scan | Favourite], None],
        signs: Signposts | None,
    ) -> None:
        """Bind the board; `again` lets a scan that waited act now."""
        self._signs = NoSignposts() if signs is None else signs
        self._board = board
        self._asker = asker
        self._pace = pace
        self._again = again
        self._waiting: deque[Scan] = deque()
        self.serve: Callable[[Offer], None] = lambda _offer: None
        self.together = Together(lambda: board.state, pace)

    def scan(self, scan: Scan) -> None:
        """Look a scanned code up, in the counter's way or the bag's."""
        state = self._board.state
        if state.asking is not None:
            self._while_asked(scan)
        elif state.paying is not None:
            self._hold(scan)
        elif self._pace.is_again(scan):
            self.release()
        else:
            self._pace.scan(scan)
            if state.mode == "arrivals":
                self.look(ARRIVES, scan.code, lambda offers: self._arrives(scan, offers))
            else:
                self.look(FOUND, scan.code, lambda offers: self._found(scan, offers))

    def typed(self, text: str) -> None:
        """Look a word up while it is typed."""
        state = self._board.state
        if state.asking is not None or state.paying is not None:
            return
        named = state.sought.text if state.sought is not None and state.sought.how == NAMED else ""
        if named and (not text or (is_pending(text) and is_pending(named) and text != named)):
            self.clear()
        if is_pending(text):
            self._ended(text)
        elif sum(map(str.isalpha, text)) >= LEAST_LETTERS:
            sought = Sought(NAMED, text)
            self.look(NAMED, text, lambda offers: self.cards(text, offers, sought, typing=True))

    def _ended(self, number: str) -> None:
        """Show beside a number what it is the end of; where it is of nothing, or a card waits for it, it is a number."""
        state = self._board.state
        if state.offers or state.giving or not is_end(number):
            return

        def found(offers: tuple[Offer, ...]) -> None:
            if offers:
                self.cards(number, offers, Sought(NAMED, number), typing=True)

        self.look(NAMED, number, found)

    def favour(self, favourite: Favourite, offer: Offer) -> None:
        """Begin what has a key; pressed on somebody's card, or where all that is shown is hers, it is for that one, who is served first.

        A card that still stands there from a visit before is nobody's who stands there now.
        """
        state = self._board.state
        card = None if state.past else whose_key(state.offer, state.offers)
        whom = None if card is None else whom_of(card)
        served = "" if state.whose_visit is None else state.whose_visit.card
        if favourite.served and favourite.served != served:
            # That was refused, and told: it is not for whoever is served instead.
            return
        if card is None or whom is None or served == whom.card:
            sought = Sought(FAVOURITES, "")
            self._asker.begin(QuestionStart(offer, offer.acts[0], favourite.number, favourite.at, sought))
            return
        self.serve(card)
        self.clear()
        self._board.set_text("")
        self._again(replace(favourite, served=whom.card))

    def lead(self, offer: Offer, act: OfferedAct) -> None:
        """Go where an act of a card leads that does nothing else: to whom it shows, to another card, off the counter."""
        if act.leads.startswith(WHO_NOW):
            self.serve(offer)
            return
        if act.leads.startswith(CARD_OF):
            self.open(Opened(act.leads.removeprefix(CARD_OF)))
            return
        self.clear()
        self._board.set_text("")
        self._signs.follow(act.leads)

    def entered(self, pressed: Pressed) -> None:
        """Look up what was typed whole: as a code, else as a word."""
        text = pressed.text.strip()
        if not text:
            self._begin(pressed.at)
            return
        how = ARRIVES if self._board.state.mode == "arrivals" else FOUND
        self.look(how, text, lambda offers: self._entered(Scan(text, at=pressed.at), offers))

    def open(self, opened: Opened) -> None:
        """Show the card of something that stands in a list; the act of a command is chosen where there is one."""
        ref, do = opened.ref, opened.act
        paid, papers = self._board.state.paid, self._board.state.papers
        beside = {"paid": paid, "papers": papers, "past": True} if opened.paid else {}

        def then(offers: tuple[Offer, ...]) -> None:
            self.cards("", offers, Sought(FOUND, ref))
            self._board.show(**beside)
            acts = offers[0].acts if offers and do else ()
            self._board.show(act=next((at for at, act in enumerate(acts) if act.do == do), 0))
            if opened.begins:
                self._begin(opened.at)

        self.look(_OPENED, ref, then)

    def look(self, how: str, text: str, then: Callable[[tuple[Offer, ...]], None]) -> None:
        """Let the desk look something up."""
        face, signs = self._board.face, self._signs

        def named(word: str) -> tuple[Offer, ...]:
            # However much goes by a word: the page of that name is led to.
            posts = signs.named(word)[:MOST_OFFERS]
            return (*face.searched(word)[: MOST_OFFERS - len(posts)], *posts)

        looks = {FOUND: face.found, _OPENED: face.from_list, NAMED: named, ARRIVES: face.arrives}
        self._board.work(lambda: looks[how](text), then)

    def cards(
        self, heading: str, offers: tuple[Offer, ...], sought: Sought | None, *, typing: bool = False
    ) -> None:
        """Show cards, the first one chosen where nobody else can be meant.

        Args:
            heading: What was scanned or typed.
            offers: The cards.
            sought: How they were found.
            typing: The scan line still holds the word.
        """
        offers = side_by_side(offers)
        chosen = chosen_first(offers)
        nothing = ""
        if heading and not offers:
            nothing = self._board.say(
                N_("Nothing goes by “{text}”. Type fewer letters, or scan the label."), text=heading
            )
        shown = {"heading": heading, "offers": offers, "selected": chosen, "act": 0, "typing": typing}
        shown["nothing"] = nothing
        self._board.show(**shown, sought=sought, past=False, paid=None, papers=())

    def clear(self) -> None:
        """Show no card."""
        self.cards("", (), None)

    def look_again(self, gone: Callable[[], None] = lambda: None) -> None:
        """Look up again what is shown; where the chosen card or act is gone, nothing is chosen any more.

        Args:
            gone: Told then; whoever knows why it went tells her.
        """
        shown = self._board.state
        sought, offer, chosen = shown.sought, shown.offer, shown.chosen
        if sought is None or sought.how not in (FOUND, NAMED, ARRIVES):
            return

        def done(offers: tuple[Offer, ...]) -> None:
            if self._board.state.asking is not None:
                return
            offers = side_by_side(offers)
            place = next((at for at, one in enumerate(offers) if offer and one.ref == offer.ref), len(offers))
            acts = offers[place].acts if place < len(offers) else ()
            act = next((at for at, one in enumerate(acts) if chosen and _same(one, chosen)), len(acts))
            gone_now = act >= len(acts)
            if gone_now:
                # No card stands there with a key that does nothing.
                place, act = len(offers), 0
            heading = self._board.state.heading if offers or self._board.state.nothing else ""
            self._board.show(offers=offers, selected=place, act=act, heading=heading)
            if offer is not None and gone_now:
                gone()

        self.look(sought.how, sought.text, done)

    def release(self) -> None:
        """Let the next scan that came during a question act now."""
        if self._waiting:
            scan = self._waiting.popleft()
            self._board.show(waiting=tuple(one.code for one in self._waiting))
            self._again(scan)

    def miss(self, code: str, text: str) -> None:
        """List a code that could not be acted on, until it was seen; the same one again is counted."""
        missed = self._board.state.missed
        times = sum(one.times for one in missed if one.code == code)
        others = tuple(one for one in missed if one.code != code)
        self._board.show(missed=(*others, Missed(code, text, times + 1)))

    def _while_asked(self, scan: Scan) -> None:
        if self._asker.gathers():
            joined = (
                self._asker.pick(scanned_code(scan.code), scan.text) if self._asker.picks() else _joined(scan)
            )
            self._board.set_text(joined)
            return
        if self._asker.takes_scan():
            self.look(FOUND, scan.code, lambda offers: self._answer_or_hold(scan, offers))
            return
        self._hold(scan)
        asking = self._board.state.asking
        arrives = self._board.state.mode == "arrivals" and asking is not None and asking.act.arrives
        if arrives or (asking is not None and asking.act.do == BEGIN):
            # The next item of the bag: the present one lies where it was proposed. What stands on a line of a sheet: it
            # happened when it is said, or when the line before it did.
            self._asker.complete(scan.text, scan.at)

    def _answer_or_hold(self, scan: Scan, offers: tuple[Offer, ...]) -> None:
        """Take a code for what is asked for: a number, unless it is something that is known here; somebody's card."""
        asking = self._board.state.asking
        if asking is not None and asking.ask is not None and asking.ask.whom:
            # Of a card that was lost nobody knows in whose hands it is.
            answers = bool(offers) and offers[0].first and whom_of(offers[0]) is not None
        else:
            answers = all(offer.unknown for offer in offers)
        if not answers:
            self._hold(scan)
        else:
            self._asker.take_scan(scan.code, scan.at)

    def _hold(self, scan: Scan) -> None:
        """Keep a scan until the question is answered: it neither answers it nor is lost."""
        self._waiting.append(scan)
        self._board.show(waiting=tuple(one.code for one in self._waiting))

    def _found(self, scan: Scan, offers: tuple[Offer, ...]) -> None:
        if not offers:
            self._unknown(scan.code)
            self.release()
            return
        first = offers[0]
        self._pace.repeats = first.repeats
        sought = Sought(FOUND, scan.code)
        if thing := self.together.thing_for(first, scan.at):
            self.serve(first)
            self.clear()
            self._again(Scan(thing, at=scan.at))
            return
        if self.together.begins(offers, scan):
            self._asker.begin(QuestionStart(first, first.acts[0], scan.number, scan.at, sought, scan.code))
            return
        self.cards(scan.code, offers, sought)
        if self.together.is_done(first, scan):
            self._board.remark(
                N_("That was done in this visit already: {label}."), "plain", label=first.title
            )
        if first.first:
            self.serve(first)
        if first.unknown and not first.brought:
            self._unknown(scan.code)
        if scan.number and first.acts and first.acts[0].quantity is not None:
            self._board.set_text(scan.number)

    def _arrives(self, scan: Scan, offers: tuple[Offer, ...]) -> None:
        self._found(scan, offers)
        offer = self._board.state.offer
        if offer is not None and offer in offers and offer.acts and offer.acts[0].arrives:
            sought = Sought(ARRIVES, scan.code)
            self._board.show(heading=scan.code, sought=sought)
            self._asker.begin(QuestionStart(offer, offer.acts[0], "", scan.at, sought))

    def _entered(self, scan: Scan, offers: tuple[Offer, ...]) -> None:
        if not offers or offers[0].unknown:
            self.look(NAMED, scan.code, lambda named: self._worded(scan, named, offers))
        elif self._board.state.mode == "arrivals":
            self._arrives(scan, offers)
        else:
            # What is typed is looked at first: only a scan sells at once.
            self.cards(scan.code, offers, Sought(FOUND, scan.code))
            if offers[0].first:
                self.serve(offers[0])

    def _worded(self, typed: Scan, named: tuple[Offer, ...], unknown: tuple[Offer, ...]) -> None:
        text, at = typed.code, typed.at
        self.cards(text, named or unknown, Sought(NAMED if named else FOUND, text))
        if not (named or unknown):
            # It stays in the line, to be mended.
            self._board.set_text(text)
            self._board.tell(self._board.state.nothing, "warning")
        elif len(named) == 1:
            self._begin(at)

    def _begin(self, at: float) -> None:
        """Ask what the one card asks whose act Enter begins: one that pays nothing and hands nothing over."""
        state = self._board.state
        if len(state.offers) != 1 or not state.offer or state.chosen is None or not state.chosen.entered:
            return
        if state.chosen.leads:
            self.lead(state.offer, state.chosen)
        else:
            self._asker.begin(QuestionStart(state.offer, state.chosen, "", at, state.sought, entered=True))

    def _unknown(self, code: str) -> None:
        source = N_("Nobody here knows the code {code}. Look at it, then type it or try again.")
        text = self._board.say(source, code=code)
        self.miss(code, text)
        self._board.tell(text, "bad")


def _joined(scan: Scan) -> str:
    """Return what the scan line held with a code that was scanned behind it; a label scanned twice is in it once."""
    held = scan.text.strip().rstrip(",")
    known = [one.strip() for one in held.split(",")]
    return ", ".join(filter(None, (held, scan.code if scan.code not in known else "")))


def _same(one: OfferedAct, other: OfferedAct) -> bool:
    """Say whether two acts are the same but for what they propose."""
    return replace(one, asks=()) == replace(other, asks=())


def changes_others(asking: Asking) -> bool:
    """Say whether an act that was done changed more than its own card, so that what is shown is looked up again."""
    # What is somebody's since then stands with the other things of that one.
    return asking.offer.together or (asking.sought is not None and asking.sought.how == FAVOURITES)
