"""Presenter of the counter: one scan line, cards, a visit and its money; every input once, in its turn.

What comes in while the desk is at work waits: two keys pressed too fast are two keys, and a key that follows
a scan acts on what the scan found.

Source: decision 0019.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from concierge_desk.counter.cards.offers import CLEARS
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_
from concierge_desk.pages.counter.board import Board
from concierge_desk.pages.counter.choice import Choosing, chosen_next
from concierge_desk.pages.counter.face import Face, Opening, Signposts
from concierge_desk.pages.counter.handwritten.paper_lines import PaperLines
from concierge_desk.pages.counter.inputs import (
    Chosen,
    Elsewhere,
    Favourite,
    Input,
    Key,
    LeadInput,
    Opened,
    PaperInput,
    Pressed,
    Scan,
    Typed,
)
from concierge_desk.pages.counter.leads import follow_lead
from concierge_desk.pages.counter.lookups.further_steps import FurtherSteps
from concierge_desk.pages.counter.pace import Pace
from concierge_desk.pages.counter.papers import Papers
from concierge_desk.pages.counter.parked_visits import ParkedVisits, let_go, serving
from concierge_desk.pages.counter.passages import PassageCount
from concierge_desk.pages.counter.payment import PaymentDesk
from concierge_desk.pages.counter.questions import CounterQuestions
from concierge_desk.pages.counter.run import ArrivalRun
from concierge_desk.pages.counter.saved_step import step_of
from concierge_desk.pages.counter.search import CounterSearch, changes_others
from concierge_desk.pages.counter.state import State
from concierge_desk.pages.counter.undo_key import MayUndo, UndoKey
from concierge_desk.pages.counter.visit import ABANDON, RESUME, CurrentVisit, whose
from concierge_desk.ui.presenter.answers import is_pending
from concierge_desk.ui.presenter.asking import Asking
from concierge_desk.ui.presenter.picture import RunJob
from concierge_desk.ui.presenter.questions import UNDO_SECONDS, QuestionStart
from concierge_desk.ui.presenter.request import PARKED

MOST_ARRIVED = 12


class Front:
    """Presenter of the counter: what the window shows and what its keys do, without the window."""

    def __init__(
        self, face: Face, run: RunJob, changed: Callable[[State], None], signs: Signposts | None = None
    ) -> None:
        """Bind the desk.

        Args:
            face: The desk.
            run: Runs its jobs away from the window.
            changed: Draws the picture.
            signs: What words find beside what the desk knows; nothing by default.
        """
        self._queue: deque[Input] = deque()
        self._pace = Pace()
        self._board = Board(face, run, changed, self._next)
        self._visiting = CurrentVisit(self._board, lambda: step_of(self.state))
        self._asker = CounterQuestions(self._board, self._visiting)
        self._searching = CounterSearch(self._board, self._asker, self._pace, self._queue.appendleft, signs)
        self._searching.serve = lambda offer: serving(self._board, self._visiting).serve(offer)
        self._lines = PaperLines(self._board, self._asker)
        self._asker.over = self._asked
        self._asker.played = FurtherSteps(self._board, self._visiting, self._searching).after
        self._asker.lost = self._searching.miss
        self._choosing = Choosing(self._board)
        self._parking = ParkedVisits(self._board, self._visiting, self._searching)
        self._cashing = PaymentDesk(self._board, self._visiting, self._searching, self._asker)
        self._papers = Papers(self._board, self._asker.begin)
        self._passing = PassageCount(self._board)
        self._running = ArrivalRun(self._board, self._searching, self._is_free)
        may = MayUndo(alone=self._is_free, of_visit=self._is_whole)
        self._undoing = UndoKey(self._board, self._visiting, self._searching, may)
        self._keys: dict[Key, Callable[[Pressed], None]] = {
            "plus": self._plus,
            "given": self._given,
            "star": self._star,
            "slash": self._slash,
            "minus": self._minus,
            "enter": self._enter,
            "escape": lambda _pressed: self._escape(),
            "up": lambda _pressed: self._move(-1),
            "down": lambda _pressed: self._move(1),
            "right": lambda _pressed: self._turn(),
            "home": lambda _pressed: self._running.go("counter"),
            "arrivals": lambda _pressed: self._running.go("arrivals"),
            "park": lambda _pressed: self._parking.park_or_list(),
            "label": lambda _pressed: self._papers.label(),
            "undo": self._undoing.press,
            "paper": lambda pressed: self._papers.last(pressed.at),
            "passage": lambda pressed: self._passing.count(pressed.text, pressed.at),
        }

    @property
    def state(self) -> State:
        """The picture that is shown."""
        return self._board.state

    @property
    def is_at_work(self) -> bool:
        """Something that was asked for is being done, or waits its turn; what is only read anew nobody waits for."""
        waits = any(not isinstance(one, Elsewhere) for one in self._queue)
        return waits or (self.state.busy and self._pace.seen is None)

    def start(self) -> None:
        """Read what is sold most, the visit that stood at the counter when the program ended, and what was paid last.

        Whoever was cut off in the middle of a payment sees whether the money was taken.
        """
        face = self._board.face

        def job() -> Opening:
            saved = face.at_counter()
            priced = face.priced(saved.visit, saved.acts) if saved is not None else None
            return Opening(face.favourites(), saved, priced, len(face.parked()), face.status().last)

        def done(found: Opening) -> None:
            saved, priced, last = found.saved, found.priced, found.last
            self._board.show(favourites=found.favourites, parked=found.parked)
            if last is not None:
                told = self._board.say(
                    "Last ticket today: {ticket}, {due}, at {hour}.",
                    ticket=last.number,
                    due=format_amount(last.due_cents),
                    hour=last.hour,
                )
                self._board.tell(told, "plain")
            if saved is not None and priced is not None:
                self._board.show(visit=saved.visit, priced=priced, served=whose(saved))
                self._parking.take_up(saved)

        self._board.work(job, done)

    def feed(self, given: Input) -> None:
        """Take an input; it acts in its turn."""
        if isinstance(given, Typed) and self._queue and isinstance(self._queue[-1], Typed):
            # Only what the line holds in the end is looked for.
            self._queue.pop()
        if isinstance(given, Typed):
            self._pace.type(given)
        elif isinstance(given, Pressed) and self._pace.is_blind(given, self.state, at_work=self.is_at_work):
            given = replace(given, key="enter")
        self._queue.append(given)
        self._next()

    def _next(self) -> None:
        while self._queue and not self.state.busy:
            given = self._queue.popleft()
            if self._pace.is_displaced(given, self.state):
                self._board.remark(N_("What is shown changed just then: look, then press again."), "warning")
            else:
                self._handle(given)
        if not self.state.busy:
            self._pace.seen = None

    def _handle(self, given: Input) -> None:
        self._between(given)
        if isinstance(given, Scan):
            self._searching.scan(given)
        elif isinstance(given, Pressed):
            self._keys[given.key](given)
        elif isinstance(given, Typed):
            self._searching.typed(given.text)
        elif isinstance(given, Favourite):
            self._favourite(given)
        elif isinstance(given, Opened):
            if self._is_free():
                opens = self._parking.show if given.ref == PARKED else partial(self._searching.open, given)
                opens()
        elif isinstance(given, PaperInput):
            self._papers.show(given.document)
        elif isinstance(given, LeadInput):
            follow_lead(self._board, given)
        elif isinstance(given, Elsewhere):
            self._elsewhere()
        else:
            self._chosen(given)

    def _between(self, given: Input) -> None:
        """Note what came between two scans of a code, and between two presses of an act: the second is meant then."""
        if isinstance(given, Pressed) and given.key == "passage":
            # Somebody at the door comes between nothing.
            return
        self._pace.note(given)

    def _asked(self, asking: Asking, done: bool) -> None:
        """Fold the card of an act that was done, and go on with what was scanned meanwhile."""
        if done:
            self._pace.act()
            self._fold(asking)
            if self.state.written is not None:
                self._lines.over(asking)
        if done and not asking.act.charged and (self.state.lines or asking.act.do == ABANDON):
            self._visiting.read_again()
        if not asking.act.charged or not done:
            self._visiting.keep_step()
        if done:
            self._papers.written(asking)
        if done and not asking.act.charged and changes_others(asking):
            self._searching.look_again()
        self._running.after(asking, done)

    def _fold(self, asking: Asking) -> None:
        state = self.state
        offers, selected, act = state.offers, state.selected, state.act
        if asking.offer in offers:
            offers = () if asking.act.charged else tuple(one for one in offers if one != asking.offer)
            selected, act = chosen_next(asking.offer, offers), 0
        missed, arrived = state.missed, state.arrived
        if asking.offer.unknown:
            # What was made of an unknown code is known now.
            missed = tuple(one for one in missed if asking.sought is None or one.code != asking.sought.text)
        if asking.act.arrives:
            place = asking.command.get("shelf", asking.offer.place)
            arrived = (" · ".join(filter(None, (place, asking.offer.title))), *arrived)[:MOST_ARRIVED]
        heading = state.heading if offers or asking.offer.together else ""
        self._board.show(
            offers=offers, selected=selected, act=act, heading=heading, missed=missed, arrived=arrived
        )

    def _plus(self, pressed: Pressed) -> None:
        if self._cashing.set_aside() or self._is_free():
            self._cashing.cash(pressed.text, pressed.at)

    def _given(self, pressed: Pressed) -> None:
        if self._cashing.set_aside() or self._is_free():
            self._cashing.given(pressed.text, pressed.at)

    def _star(self, pressed: Pressed) -> None:
        if self.state.asking is None:
            self._cashing.other(pressed.text, pressed.at)

    def _slash(self, pressed: Pressed) -> None:
        state = self.state
        if state.asking is not None:
            self._asker.answer(pressed.text, pressed.at, seen=True)
        elif state.is_sought_by(pressed.text) and self._pace.is_unread(pressed.at):
            # Nobody can have read what ends so.
            self._searching.entered(pressed)
        elif state.paying is None:
            self._act(pressed.text if is_pending(pressed.text) else "", pressed.at)

    def _act(self, number: str, at: float) -> None:
        offer, act = self.state.offer, self.state.chosen
        if self._pace.is_twice(at):
            return
        if offer is None and self._choosing.number(number):
            self._pace.choose(at)
        if offer is None or act is None:
            return
        # What the card was found by answers nothing.
        number = "" if self.state.is_sought_by(number) else number
        if act.leads:
            self._searching.lead(offer, act)
        elif act.do == RESUME:
            self._parking.resume(offer.ref)
        elif act.paper is not None:
            self._papers.show(act.paper)
        else:
            self._asker.begin(QuestionStart(offer, act, number, at, self.state.sought))

    def _minus(self, pressed: Pressed) -> None:
        state = self.state
        ask = state.asking.ask if state.asking is not None else None
        if ask is not None and ask.clears:
            self._asker.answer(CLEARS, pressed.at, seen=False)
        elif state.lines and self._is_free() and self._is_whole():
            place = state.line if state.line is not None else len(state.lines) - 1
            self._visiting.remove(place, pressed.at + UNDO_SECONDS)

    def _enter(self, pressed: Pressed) -> None:
        if self.state.asking is not None:
            self._asker.answer(pressed.text, pressed.at, seen=False)
        elif self.state.paying is None:
            self._searching.entered(pressed)

    def _is_free(self) -> bool:
        """Say whether no question stands; else tell what to do first."""
        if self.state.asking is None and self.state.paying is None:
            return True
        self._board.remark(N_("Answer the question first, or leave it with Esc."), "warning")
        return False

    def _is_whole(self) -> bool:
        """Say whether nothing was said to be paid by other means yet; else tell what to do first."""
        if not self.state.parts:
            return True
        told = N_("A part is noted as paid already: Esc gives it up, then the lines can be changed.")
        self._board.remark(told, "warning")
        return False

    def _escape(self) -> None:
        state = self.state
        if state.shown is not None:
            self._board.show(shown=None)
        elif state.asking is not None:
            self._asker.step_back()
        elif state.paying is not None:
            self._cashing.leave()
        elif state.giving:
            self._board.show(giving=False)
            self._board.set_text("")
        elif state.missed:
            self._board.show(missed=())
        elif state.waiting:
            self._searching.release()
        elif state.parts:
            self._cashing.give_up_parts()
        elif not (state.offers or state.heading) and self._lines.leave():
            self._visiting.keep_step()
        else:
            self._at_rest()

    def _at_rest(self) -> None:
        """Show nothing; where nothing was shown, leave the bag, and let go who has left."""
        if not (self.state.offers or self.state.heading):
            let_go(self._board, self._visiting)
            self._board.show(mode="counter")
        self._searching.clear()
        self._board.set_text("")

    def _move(self, by: int) -> None:
        state = self.state
        if state.paying is not None:
            self._cashing.choose(state.paying.selected + by)
        elif state.asking is None and state.offers:
            self._choosing.move(by)
        elif state.asking is None and state.lines:
            place = state.line if state.line is not None else len(state.lines)
            self._board.show(line=max(0, min(len(state.lines) - 1, place + by)))

    def _turn(self) -> None:
        offer = self.state.offer
        if self.state.asking is None and offer is not None and offer.acts:
            self._board.show(act=(self.state.act + 1) % len(offer.acts))

    def _favourite(self, favourite: Favourite) -> None:
        offers = self.state.favourites
        if favourite.place < len(offers) and self._is_free():
            self._searching.favour(favourite, offers[favourite.place])

    def _elsewhere(self) -> None:
        """Read again what another process may have changed; a question that stands is left alone."""
        self._pace.seen = self._pace.seen or self.state

        def gone() -> None:
            self._board.remark(N_("Somebody else changed what was chosen here: choose again."), "warning")

        def then() -> None:
            if self.state.asking is None and self.state.offers:
                self._searching.look_again(gone)

        self._visiting.read_again(then)

    def _chosen(self, chosen: Chosen) -> None:
        state = self.state
        if chosen.what == "card" and chosen.place < len(state.offers) and state.asking is None:
            self._board.show(selected=chosen.place, act=0)
        elif chosen.what in {"act", "document"}:
            if state.asking is None and state.paying is None:
                self._act_on(chosen)
        elif chosen.what == "option":
            self._asker.opt(chosen.place, chosen.at)
        elif chosen.what == "means":
            self._cashing.choose(chosen.place)
            self._cashing.other("", chosen.at)
        elif chosen.what == "line":
            self._board.show(line=chosen.place)
        elif chosen.what == "missed":
            self._board.show(missed=())
        elif chosen.place < len(state.lines) and self._is_free() and self._is_whole():
            self._visiting.change(chosen.what, chosen.place, chosen.at + UNDO_SECONDS)

    def _act_on(self, chosen: Chosen) -> None:
        """Play an act that was pressed, on the card it stands on, or the chosen act with the document that was seen."""
        # What was typed to find the card is no answer to what it asks.
        self._board.set_text("")
        if chosen.card is not None and chosen.card < len(self.state.offers):
            self._board.show(selected=chosen.card)
        if chosen.what == "document":
            self._act(str(chosen.place + 1), chosen.at)
        else:
            self._board.show(act=chosen.place)
            self._act("", chosen.at)
