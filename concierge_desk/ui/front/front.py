"""The front desk: one scan line, cards, a visit and its money; every input once and in its turn.

What comes in while the desk is at work waits: two keys pressed too fast are two keys, and a key that follows
a scan acts on what the scan found.

Source: mock README (key grammar); ux.md §6; decision 0019.
"""

from collections import deque
from collections.abc import Callable
from datetime import date
from typing import Any

from concierge_desk.counter.offers import Offer
from concierge_desk.counter.operation import Answer
from concierge_desk.i18n import N_
from concierge_desk.ui.front.asking import UNDO_SECONDS, Asker
from concierge_desk.ui.front.board import Board, Run
from concierge_desk.ui.front.cashing import Cashing
from concierge_desk.ui.front.face import Face, Priced, SavedVisit
from concierge_desk.ui.front.inputs import Chosen, Elsewhere, Favourite, Input, Pressed, Scan, Typed
from concierge_desk.ui.front.papers import Papers
from concierge_desk.ui.front.parking import Parking
from concierge_desk.ui.front.searching import Searching
from concierge_desk.ui.front.state import Asking, Mode, State
from concierge_desk.ui.front.steps import FAVOURITES, Sought, step_of
from concierge_desk.ui.front.visiting import RESUME, Visiting

MOST_ARRIVED = 12


class Front:
    """What the window shows and what its keys do, without the window."""

    def __init__(
        self, face: Face, run: Run, changed: Callable[[State], None], today: Callable[[], date]
    ) -> None:
        """Bind the desk.

        Args:
            face: The desk.
            run: Runs its jobs away from the window.
            changed: Draws the picture.
            today: The date that answers without a year are read by.
        """
        self._queue: deque[Input] = deque()
        self._board = Board(face, run, changed, self._next)
        self._visiting = Visiting(self._board, self._step)
        self._asker = Asker(self._board, self._visiting, today)
        self._asker.over = self._asked
        self._searching = Searching(self._board, self._asker, self._queue.appendleft)
        self._parking = Parking(self._board, self._visiting, self._searching)
        self._cashing = Cashing(self._board)
        self._papers = Papers(self._board)
        self._keys: dict[str, Callable[[Pressed], None]] = {
            "plus": self._plus,
            "star": self._star,
            "slash": self._slash,
            "minus": self._minus,
            "enter": self._enter,
            "escape": lambda _pressed: self._escape(),
            "up": lambda _pressed: self._move(-1),
            "down": lambda _pressed: self._move(1),
            "right": lambda _pressed: self._turn(),
            "counter": lambda _pressed: self._go("counter"),
            "arrivals": lambda _pressed: self._go("arrivals"),
            "park": lambda _pressed: self._parking.park_or_list(),
            "label": lambda _pressed: self._papers.label(),
            "undo": self._undo,
            "paper": lambda _pressed: self._papers.last(),
        }

    @property
    def state(self) -> State:
        """The picture that is shown."""
        return self._board.state

    def start(self) -> None:
        """Read what is sold most, and the visit that stood at the counter when the program ended."""
        face = self._board.face

        def job() -> tuple[tuple[Offer, ...], SavedVisit | None, Priced | None, int]:
            saved = face.at_counter()
            priced = face.priced(saved.visit, saved.acts) if saved is not None else None
            return face.favourites(), saved, priced, len(face.parked())

        def done(found: tuple[tuple[Offer, ...], SavedVisit | None, Priced | None, int]) -> None:
            favourites, saved, priced, parked = found
            self._board.show(favourites=favourites, parked=parked)
            if saved is not None and priced is not None:
                self._board.show(visit=saved.visit, priced=priced)
                self._parking.take_up(saved)

        self._board.work(job, done)

    def feed(self, given: Input) -> None:
        """Take an input; it acts in its turn."""
        if isinstance(given, Typed) and self._queue and isinstance(self._queue[-1], Typed):
            # Only what the line holds in the end is looked for.
            self._queue.pop()
        self._queue.append(given)
        self._next()

    def _next(self) -> None:
        while self._queue and not self.state.busy:
            self._handle(self._queue.popleft())

    def _handle(self, given: Input) -> None:
        if isinstance(given, Scan):
            self._searching.scan(given)
        elif isinstance(given, Pressed):
            self._keys[given.key](given)
        elif isinstance(given, Typed):
            self._searching.typed(given.text)
        elif isinstance(given, Favourite):
            self._favourite(given)
        elif isinstance(given, Elsewhere):
            self._elsewhere()
        else:
            self._chosen(given)

    def _step(self) -> dict[str, Any]:
        return step_of(self.state, self._searching.sought)

    def _asked(self, asking: Asking, done: bool) -> None:
        """Fold the card of an act that was done, and go on with what was scanned meanwhile."""
        state = self.state
        if done:
            rest = () if asking.act.charged else tuple(one for one in state.offers if one != asking.offer)
            arrived = state.arrived
            if state.mode == "arrivals":
                arrived = (asking.offer.title, *arrived)[:MOST_ARRIVED]
            heading = state.heading if rest else ""
            # What was made of an unknown code is known now.
            missed = tuple(one for one in state.missed if one.code != state.heading)
            self._board.show(offers=rest, selected=0, act=0, heading=heading, arrived=arrived, missed=missed)
            self._board.set_text("")
        if not asking.act.charged or not done:
            self._visiting.keep_step()
        self._searching.release()

    def _plus(self, pressed: Pressed) -> None:
        if self._is_free():
            self._cashing.cash(pressed.text, pressed.at)

    def _star(self, pressed: Pressed) -> None:
        if self.state.asking is None:
            self._cashing.other(pressed.text, pressed.at)

    def _slash(self, pressed: Pressed) -> None:
        state = self.state
        if state.asking is not None:
            self._asker.answer(pressed.text, pressed.at, seen=True)
        elif state.paying is None:
            self._act(pressed.text, pressed.at)

    def _act(self, number: str, at: float) -> None:
        offer, act = self.state.offer, self.state.chosen
        if offer is None or act is None:
            return
        if act.do == RESUME:
            self._parking.resume(offer.ref)
        elif act.paper is not None:
            self._papers.show(act.paper)
        else:
            self._asker.begin(offer, act, number, at)

    def _minus(self, pressed: Pressed) -> None:
        state = self.state
        if state.lines and self._is_free():
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
        told = N_("Answer the question first, or leave it with Esc.")
        self._board.tell(self._board.say(told), "warning")
        return False

    def _escape(self) -> None:
        state = self.state
        if state.shown is not None:
            self._board.show(shown=None)
        elif state.asking is not None:
            self._asker.step_back()
        elif state.paying is not None:
            self._board.show(paying=None)
            self._searching.release()
        elif state.parts:
            self._board.show(parts=())
        elif state.missed:
            self._board.show(missed=state.missed[1:])
        else:
            if not (state.offers or state.heading):
                self._board.show(mode="counter")
            self._searching.cards("", ())
            self._board.set_text("")

    def _move(self, by: int) -> None:
        state = self.state
        if state.paying is not None:
            self._cashing.choose(state.paying.selected + by)
        elif state.asking is None and state.offers:
            self._board.show(selected=max(0, min(len(state.offers) - 1, state.selected + by)), act=0)
        elif state.asking is None and state.lines:
            place = state.line if state.line is not None else len(state.lines)
            self._board.show(line=max(0, min(len(state.lines) - 1, place + by)))

    def _turn(self) -> None:
        offer = self.state.offer
        if self.state.asking is None and offer is not None and offer.acts:
            self._board.show(act=(self.state.act + 1) % len(offer.acts))

    def _go(self, mode: Mode) -> None:
        if self._is_free():
            self._searching.cards("", ())
            self._board.show(mode=mode)
            self._board.set_text("")

    def _favourite(self, favourite: Favourite) -> None:
        offers = self.state.favourites
        if favourite.place < len(offers) and self._is_free():
            offer = offers[favourite.place]
            self._searching.sought = Sought(FAVOURITES, "")
            self._asker.begin(offer, offer.acts[0], favourite.number, favourite.at)

    def _undo(self, pressed: Pressed) -> None:
        undo = self.state.undo
        if undo is None or pressed.at > undo.until:
            self._board.tell(self._board.say(N_("There is nothing to take back.")), "plain", undo=None)
        elif undo.op is None:
            self._visiting.back(undo.label)
        elif self._is_free():
            self._reverse(undo.op, undo.label)

    def _reverse(self, op: str, label: str) -> None:
        face = self._board.face

        def done(answer: Answer) -> None:
            if answer.refused is not None:
                self._board.refuse(answer.refused.code, answer.refused.params)
                return
            self._board.tell(self._board.say(N_("Taken back: {label}."), label=label), "good", undo=None)

        reverse = {"do": "journal.reverse", "op_of": op, "reason": "wrong_key"}
        self._board.work(lambda: face.play({"op": face.new_op(), **reverse}), done)

    def _elsewhere(self) -> None:
        """Read again what another process may have changed; a question that stands is left alone."""
        face, acts, visit = self._board.face, self._visiting.acts, self.state.visit

        def done(read: tuple[Priced, int]) -> None:
            self._board.show(priced=read[0], parked=read[1])
            if self.state.asking is None and self.state.offers:
                self._searching.look_again()

        self._board.work(lambda: (face.priced(visit, acts), len(face.parked())), done)

    def _chosen(self, chosen: Chosen) -> None:
        state = self.state
        if chosen.what == "card" and chosen.place < len(state.offers) and state.asking is None:
            self._board.show(selected=chosen.place, act=0)
        elif chosen.what == "act" and state.asking is None and state.paying is None:
            self._board.show(act=chosen.place)
            self._act("", chosen.at)
        elif chosen.what == "option":
            self._asker.answer(str(chosen.place + 1), chosen.at, seen=True)
        elif chosen.what == "means":
            self._cashing.choose(chosen.place)
            self._cashing.other("", chosen.at)
        elif chosen.what == "line":
            self._board.show(line=chosen.place)
        elif chosen.what == "missed":
            self._board.show(missed=state.missed[: chosen.place] + state.missed[chosen.place + 1 :])
