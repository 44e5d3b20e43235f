"""The visit at the counter: its lines, saved at every change, set aside and taken up again.

Source: DESIGN §3 (visit); ux.md pain 17; decision 0019.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from concierge_desk.counter.offers import Offer, OfferedAct
from concierge_desk.counter.operation import Answer
from concierge_desk.i18n import N_
from concierge_desk.ui.front.board import Board
from concierge_desk.ui.front.face import NOTHING, Priced, SavedVisit
from concierge_desk.ui.front.state import Undo

Acts: TypeAlias = tuple[Mapping[str, Any], ...]

RESUME = "visit.resume"
"""Card of a visit that was set aside."""


class Visiting:
    """Lines of the visit at the counter."""

    def __init__(self, board: Board, step: Callable[[], dict[str, Any]]) -> None:
        """Bind the board; `step` says where the visit stands."""
        self._board = board
        self._step = step
        self._before: Acts = ()

    @property
    def acts(self) -> Acts:
        """Charged acts of the visit, in the order given."""
        return tuple(line.act for line in self._board.state.lines)

    def add(self, act: Mapping[str, Any], label: str, until: float, then: Callable[[str], None]) -> None:
        """Charge an act; `then` gets why it cannot be, empty where it is."""
        before = self.acts
        acts = (*before, act)

        def job() -> tuple[Priced, Answer | None]:
            priced = self._board.face.priced(self._board.state.visit, acts)
            if priced.lines[-1].refused:
                return priced, None
            return priced, self._save(acts)

        def done(result: tuple[Priced, Answer | None]) -> None:
            priced, answer = result
            if answer is None:
                then(priced.lines[-1].refused)
            elif self._kept(answer, priced):
                self._before = before
                told = self._board.say(N_("Added: {label}."), label=label)
                self._board.tell(told, undo=Undo(label, None, until), paid=None)
                then("")

        self._board.work(job, done)

    def remove(self, place: int, until: float) -> None:
        """Take a line away."""
        acts = self.acts
        label = self._board.state.lines[place].label
        told = self._board.say(N_("Taken away: {label}."), label=label)
        self._put((*acts[:place], *acts[place + 1 :]), told, Undo(label, None, until))

    def back(self, label: str) -> None:
        """Let the visit hold what it held before its last change."""
        self._put(self._before, self._board.say(N_("Taken back: {label}."), label=label), None)

    def _put(self, acts: Acts, told: str, undo: Undo | None) -> None:
        before = self.acts

        def job() -> tuple[Priced, Answer]:
            return self._board.face.priced(self._board.state.visit, acts), self._save(acts)

        def done(result: tuple[Priced, Answer]) -> None:
            if self._kept(result[1], result[0]):
                self._before = before
                self._board.tell(told, undo=undo)

        self._board.work(job, done)

    def keep_step(self) -> None:
        """Save where the visit stands."""
        if self._board.state.visit is None and not self._step():
            return
        acts = self.acts
        self._board.work(lambda: self._save(acts), self._stepped)

    def park(self, then: Callable[[], None]) -> None:
        """Set the visit aside, so that the next person is served."""
        acts = self.acts

        def job() -> tuple[Answer, int]:
            saved = self._save(acts)
            if saved.refused is not None or saved.result is None:
                return saved, 0
            visit = saved.result["visit"]
            answer = self._play("visit.park", visit=visit)
            return answer, len(self._board.face.parked())

        def done(result: tuple[Answer, int]) -> None:
            answer, parked = result
            if answer.refused is not None:
                self._board.refuse(answer.refused.code, answer.refused.params)
                return
            told = self._board.say(N_("Set aside. The next person can be served."))
            self._board.tell(told, visit=None, priced=NOTHING, undo=None, parked=parked)
            then()

        self._board.work(job, done)

    def resume(self, saved: SavedVisit, then: Callable[[SavedVisit], None]) -> None:
        """Take up a visit that was set aside."""

        def job() -> tuple[Answer, Priced, int]:
            answer = self._play("visit.resume", visit=saved.visit)
            priced = self._board.face.priced(saved.visit, saved.acts)
            return answer, priced, len(self._board.face.parked())

        def done(result: tuple[Answer, Priced, int]) -> None:
            answer, priced, parked = result
            if answer.refused is not None:
                self._board.refuse(answer.refused.code, answer.refused.params)
                return
            self._board.show(
                visit=saved.visit, priced=priced, parked=parked, offers=(), heading="", paid=None, undo=None
            )
            then(saved)

        self._board.work(job, done)

    def cards(self, parked: Sequence[SavedVisit]) -> tuple[Offer, ...]:
        """Return the visits that were set aside as cards to choose from."""
        act = OfferedAct(self._board.say(N_("Take up again")), do=RESUME)
        return tuple(
            Offer(
                "",
                visit.visit,
                self._board.say(N_("Visit set aside, {count} lines"), count=len(visit.acts)),
                (act,),
                place=str(place),
            )
            for place, visit in enumerate(parked, start=1)
        )

    def _save(self, acts: Acts) -> Answer:
        visit = self._board.state.visit
        known = {} if visit is None else {"visit": visit}
        return self._play("visit.save", **known, acts=[dict(act) for act in acts], step=self._step())

    def _play(self, do: str, **fields: Any) -> Answer:
        return self._board.face.play({"op": self._board.face.new_op(), "do": do, **fields})

    def _stepped(self, answer: Answer) -> None:
        if answer.refused is not None:
            self._board.refuse(answer.refused.code, answer.refused.params)
        elif answer.result is not None:
            self._board.show(visit=answer.result["visit"])

    def _kept(self, answer: Answer, priced: Priced) -> bool:
        if answer.refused is not None:
            self._board.refuse(answer.refused.code, answer.refused.params)
            return False
        if answer.result is not None:
            self._board.show(visit=answer.result["visit"], priced=priced, line=None)
        return True
