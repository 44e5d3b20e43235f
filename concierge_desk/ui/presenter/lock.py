"""Presenter of the lock: whether the window is covered, who may open it, and what they are told; no Qt.

Nothing that was typed stays here: a code goes to the desk as it is given, and is kept in no picture.

Source: docs/requirements.md, R-4.10, R-5.01; decision 0088.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from concierge_desk.counter.cards.offers import Tone
from concierge_desk.domain.errors import DeskError
from concierge_desk.i18n import N_
from concierge_desk.ui.presenter.lock_face import Keeper, Keepers, LockFace
from concierge_desk.ui.presenter.picture import Presenter, RunJob
from concierge_desk.ui.presenter.told import Message

LockMode: TypeAlias = Literal["open", "asking", "covered", "locked", "choosing"]
"""``asking``: covered, until the desk says who has a code; ``covered``: any key uncovers; ``choosing``: somebody else is to be
at the counter, and whoever is there may go on."""

SCANNED = N_("Something was scanned: open first, then scan it once more.")

_WAITS = frozenset({"operator.wrong_code", "operator.wait"})
_OTHERS = frozenset({"operator.unknown", "operator.code_needed", "operator.nothing_changed"})
"""What is refused where another process changed who may come: it is looked at again."""


@dataclass(frozen=True, slots=True)
class LockState:
    """Everything that the lock shows.

    Attributes:
        mode: See `LockMode`.
        shop: Name of the shop; empty until it is read.
        practice: Everything is an exercise.
        people: Who may be at the counter.
        chosen: Place of whoever wants to be.
        forgotten: In place of the code what stands on the recovery sheet is asked for.
        given: Grows by one when what was typed is to be forgotten.
        wait_s: Seconds until the next code is taken; 0 for now.
        told: The last sentence.
        busy: The desk is at work.
    """

    mode: LockMode = "open"
    shop: str = ""
    practice: bool = False
    people: tuple[Keeper, ...] = ()
    chosen: int = 0
    forgotten: bool = False
    given: int = 0
    wait_s: int = 0
    told: Message | None = None
    busy: bool = False

    @property
    def person(self) -> Keeper | None:
        """Whoever wants to be at the counter; None until it is known who may."""
        return self.people[self.chosen] if self.people else None

    @property
    def locks(self) -> bool:
        """Whether anybody has a code."""
        return any(person.asks for person in self.people)

    @property
    def asks(self) -> bool:
        """Whether something is to be typed."""
        return self.mode in {"locked", "choosing"} and self.person is not None and self.person.asks


class Lock(Presenter[LockFace, LockState]):
    """What the lock shows and what its keys do, without the window."""

    def __init__(
        self,
        face: LockFace,
        run: RunJob,
        changed: Callable[[LockState], None],
        monotonic: Callable[[], float],
        *,
        shut: Callable[[], None] | None = None,
    ) -> None:
        """Bind the desk.

        Args:
            face: The desk.
            run: Runs its jobs.
            changed: Draws the picture.
            monotonic: The clock of the wait.
            shut: Closes the window for good once nobody touches it: that of a copy; None for the desk itself.
        """
        super().__init__(face, LockState(), run, changed)
        self._monotonic = monotonic
        self._shut = shut
        self._until = 0.0
        self._again: Callable[[], None] | None = None

    @property
    def covers(self) -> bool:
        """Whether nothing of the desk is to be seen."""
        return self.state.mode != "open"

    def cover(self) -> None:
        """Cover the window: nobody touched it for a while, or a desk with codes was just opened."""
        if self.state.mode in {"open", "choosing"}:
            self._leave(lambda standing: "locked" if standing.locks else "covered", self._shut)
        elif not self.state.busy:
            # Half a code stays no longer than whoever typed it.
            self.show(forgotten=False, given=self.state.given + 1)

    def switch(self) -> None:
        """Cover the window at once; where nobody has a code, and there are several, ask who it is."""
        if self.state.mode == "open":
            self._leave(_mode_of_switch)

    def ask_for(self, operator: str, by_name: Callable[[], None]) -> None:
        """Let somebody be at the counter who was chosen on a card.

        Args:
            operator: Code of whom.
            by_name: Does it where no code is asked of them.
        """
        if self.covers:
            return

        def done(standing: Keepers) -> None:
            place = _place_of(standing, operator)
            if self.covers:
                return
            if place is None or not standing.people[place].asks:
                by_name()
            else:
                self._show(standing, "choosing", place)

        self.work(self.face.standing, done, lambda _failure: by_name())

    def touch(self) -> None:
        """Uncover where nobody has a code: a key, a click; where the desk did not answer, ask once more."""
        if self.state.mode == "covered":
            self._open()
        elif self.state.mode == "asking" and self._again is not None and not self.state.busy:
            self._again()

    def _choose(self, place: int) -> None:
        """Say who wants to be at the counter."""
        state = self.state
        if state.busy or place == state.chosen or not 0 <= place < len(state.people):
            return
        self._until = 0.0
        self.show(chosen=place, forgotten=False, given=state.given + 1, wait_s=0, told=None)

    def pick(self, place: int) -> None:
        """Say by its number who wants to be at the counter: of whom no code is asked, is there at once."""
        self._choose(place)
        state = self.state
        if not state.busy and state.person is not None and state.chosen == place and not state.person.asks:
            self.give("")

    def step(self, by: int) -> None:
        """Say that it is the next one, or the one before."""
        self._choose(self.state.chosen + by)

    def forget_code(self) -> None:
        """Ask for what stands on the recovery sheet, or for the code again."""
        state = self.state
        if state.asks and not state.busy:
            self.show(forgotten=not state.forgotten, given=state.given + 1, told=None)

    def step_back(self) -> None:
        """Step back: to the code, to an empty field, or to whoever is at the counter."""
        state = self.state
        if state.busy:
            return
        if state.forgotten:
            self.forget_code()
        elif state.mode == "choosing":
            self._open()
        else:
            self.show(given=state.given + 1)

    def give(self, typed: str) -> None:
        """Let whoever was chosen be at the counter, with what they typed."""
        state, person = self.state, self.state.person
        if state.mode not in {"locked", "choosing"} or state.busy or person is None:
            return
        if person.asks and not typed.strip():
            return
        if state.forgotten:
            self._reset(person, typed)
        elif state.wait_s == 0:
            code = typed if person.asks else None
            self._work_unseen(lambda: self.face.enter(person.code, code), self._open)

    def scan(self, code: str) -> None:
        """Try whether it is a badge, or what stands on the recovery sheet; of anything else tell that it was scanned."""
        state = self.state
        if state.mode == "locked" and state.forgotten and state.person is not None:
            self.give(code)
        elif state.mode == "locked" and not state.busy:

            def tried(found: bool) -> None:
                if found:
                    self._open()
                else:
                    self.remark(SCANNED, "warning")

            self.work(lambda: self.face.enter_by_badge(code), tried, self._refused)
        else:
            self.remark(SCANNED, "warning")

    def tick(self) -> None:
        """See whether the wait is over: a second has passed."""
        left = max(0, math.ceil(self._until - self._monotonic()))
        if left != self.state.wait_s:
            self.show(wait_s=left, told=self.state.told if left else None)

    def _leave(self, mode_of: Callable[[Keepers], LockMode], shut: Callable[[], None] | None = None) -> None:
        """Cover the window, or close it, and let the desk forget who is at the counter."""

        def done(standing: Keepers) -> None:
            if standing.locks and shut is not None:
                shut()
                return
            self._again = None
            # What was scanned meanwhile is told all the same.
            told = self.state.told
            self._show(standing, mode_of(standing), _place_of(standing, standing.here) or 0, told)

        def failed(failure: DeskError) -> None:
            # Nothing is uncovered because the store could not be read.
            self.refuse(failure.code, failure.params)

        self._again = lambda: self.work(self.face.leave, done, failed, told=None)
        self.show(mode="asking", forgotten=False, given=self.state.given + 1)
        self._again()

    def _reset(self, person: Keeper, typed: str) -> None:
        def done(standing: Keepers) -> None:
            place = _place_of(standing, person.code) or 0
            self._show(standing, self.state.mode, place)
            words = N_("No code is asked of {name} any more: Enter opens, then choose another one.")
            self.remark(words, "good", name=person.name)

        self.work(
            lambda: self.face.reset(person.code, typed), done, self._refused, given=self.state.given + 1
        )

    def _work_unseen(self, job: Callable[[], None], then: Callable[[], None]) -> None:
        """Let the desk try what was typed, and forget it here at once."""
        self.work(job, lambda _none: then(), self._refused, given=self.state.given + 1)

    def _refused(self, failure: DeskError) -> None:
        """Say why it is not opened; after a wrong code, for how long nobody tries again."""
        wait = failure.params.get("wait_s", 0) if failure.code in _WAITS else 0
        seconds = wait if isinstance(wait, int) else 0
        self._until = self._monotonic() + seconds
        if failure.code == "operator.wrong_code":
            self.tell(self.say(N_("That is not the code.")), "bad", wait_s=seconds)
        elif failure.code == "operator.wait":
            self.tell(self.say(N_("After a wrong code there is a wait.")), "bad", wait_s=seconds)
        elif failure.code in _OTHERS:
            self._look_again(failure)
        else:
            self.refuse(failure.code, failure.params)

    def _look_again(self, failure: DeskError) -> None:
        chosen = self.state.person

        def done(standing: Keepers) -> None:
            code = standing.here if chosen is None else chosen.code
            self._show(standing, self.state.mode, _place_of(standing, code) or 0)
            tone: Tone = "warning"
            self.refuse(failure.code, failure.params, tone)

        self.work(self.face.standing, done)

    def _show(self, standing: Keepers, mode: LockMode, chosen: int, told: Message | None = None) -> None:
        self._until = 0.0
        self.show(
            mode=mode,
            shop=standing.shop,
            practice=standing.practice,
            people=standing.people,
            chosen=chosen,
            forgotten=False,
            wait_s=0,
            told=told,
        )

    def _open(self) -> None:
        self._until = 0.0
        self.state = replace(self.state, forgotten=False, wait_s=0, told=None)
        self.show(mode="open")


def _mode_of_switch(standing: Keepers) -> LockMode:
    if standing.locks:
        return "locked"
    return "choosing" if len(standing.people) > 1 else "covered"


def _place_of(standing: Keepers, operator: str) -> int | None:
    codes = [person.code for person in standing.people]
    return codes.index(operator) if operator in codes else None
