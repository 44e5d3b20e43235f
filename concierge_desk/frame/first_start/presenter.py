"""First start without its window: which step is at hand, when it goes on, what is made in the end; no Qt.

Source: decision 0066.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from concierge_desk.counter.shop_steps import UNNAMED
from concierge_desk.domain.errors import DeskError
from concierge_desk.frame.first_start.answers import Answers, FoundCopy, Kind
from concierge_desk.frame.first_start.face import FirstFace, OpenCopy, Surroundings
from concierge_desk.frame.first_start.site_form import OFFICE, PEOPLE, PLACE, WEEK, raw_site
from concierge_desk.frame.first_start.state import FirstState, Stands, SummaryLine
from concierge_desk.frame.first_start.step import FirstStep, Problem
from concierge_desk.frame.first_start.steps import (
    copy,
    copy_words,
    keys,
    kind,
    office,
    people,
    place,
    put_back,
    ready,
    scanner,
    week,
)
from concierge_desk.frame.first_start.summary import new_lines
from concierge_desk.i18n import N_
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.page.scan_trial import verdict_on
from concierge_desk.ui.presenter.picture import Long

NEW = (kind.STEP, place.STEP, week.STEP, people.STEP, office.STEP, keys.STEP, scanner.STEP, ready.STEP)
FROM_COPY = (copy.STEP, copy_words.STEP, keys.STEP, put_back.STEP)

SETTLED_SECONDS = 0.4
"""Enter that comes sooner after a step was shown was meant for the one before."""

_LOOKING, _OPENING = N_("Looking round on this PC…"), N_("The copy is being read…")
_MAKING, _PUTTING_BACK = N_("The shop is being made…"), N_("The copy is being put back…")
_DIFFER = N_("The two are not the same: type them once more.")


@dataclass(slots=True)
class _Way:
    """Steps that lead to a shop, and how far she is."""

    steps: tuple[FirstStep, ...]
    answers: Answers = field(default_factory=Answers)
    at: FirstStep = kind.STEP
    left: set[str] = field(default_factory=set)
    done: set[str] = field(default_factory=set)


class FirstStart:
    """Presenter of a first start."""

    def __init__(
        self,
        face: FirstFace,
        long: Long,
        show: Callable[[FirstState], None],
        monotonic: Callable[[], float],
    ) -> None:
        """Begin at the first step.

        Args:
            face: This PC.
            long: Plays what takes long.
            show: Shows a picture.
            monotonic: The clock of the keys.
        """
        self._face, self._long, self._show, self._monotonic = face, long, show, monotonic
        self._new, self._copied = _Way(NEW), _Way(FROM_COPY, at=copy.STEP)
        self._way = self._new
        self._opened: OpenCopy | None = None
        self._shown_at = monotonic()
        self.state = FirstState((), kind.STEP)
        self._picture()

    def begin(self) -> None:
        """Look round on this PC: until it is known, nothing is checked."""

        def looked(around: Surroundings) -> None:
            self._picture(around=around, doing="")

        self._do(_LOOKING, lambda _step: self._face.look_round(), looked)

    # What is answered

    def answer(self, name: str, text: str) -> None:
        """Take what was typed into a field."""
        way = self._way
        if name == copy_words.FIELD:
            way.answers = replace(way.answers, words=text)
        else:
            way.answers = way.answers.having(name, text)
        self.state = replace(self.state, answers=way.answers)

    def choose(self, chosen: Kind | FoundCopy) -> None:
        """Take what is to be made, or the copy that is to be put back."""
        if isinstance(chosen, FoundCopy):
            self._way.answers = replace(self._way.answers, copy=chosen)
        else:
            self._way.answers = replace(self._way.answers, kind=chosen)
        self._picture(problem=None)

    def scanned(self, code: str, typed: str) -> None:
        """Hear a scan, where the scanner is being tried.

        Args:
            code: What was scanned.
            typed: What its keys wrote.
        """
        way = self._way
        if way.at is not scanner.STEP:
            return
        found = verdict_on(code, typed, self.state.around.trial.code)
        way.answers = way.answers.having(scanner.HEARD, code).having(scanner.PREFIX, found.prefix)
        told = say(found.words, code=code, typed=typed, prefix=found.prefix)
        self._picture(problem=None, heard=(told, found.tone))

    def lock(self, phrase: str, again: str) -> None:
        """Take the words that will lock the keys, typed twice, and go on."""
        if phrase != again:
            self._picture(problem=Problem("", _DIFFER))
            return
        self._way.answers = replace(self._way.answers, phrase=phrase)
        self.go_on()

    # Where it goes

    def go_on(self, *, by_key: bool = False) -> None:
        """Go on from the step at hand, where its answer is enough; from the last one the shop is made.

        Args:
            by_key: Enter was pressed: one that comes too soon was pressed twice.
        """
        if not self._may_go() or (by_key and self._monotonic() - self._shown_at < SETTLED_SECONDS):
            return
        way = self._way
        problem = way.at.problem(way.answers, self.state.around)
        if problem is not None:
            self._picture(problem=problem)
            return
        way.left.discard(way.at.code)
        way.done.add(way.at.code)
        if way.at is ready.STEP:
            self._make()
        elif way.at is put_back.STEP:
            self._put_back()
        elif way.at is copy_words.STEP:
            self._open_copy()
        else:
            self._step_by(1)

    def later(self) -> None:
        """Leave the step at hand for later."""
        way = self._way
        if not self._may_go() or not self._can_wait:
            return
        way.left.add(way.at.code)
        way.done.discard(way.at.code)
        self._step_by(1)

    def back(self) -> None:
        """Go back a step; from the first step of a copy, to the questions."""
        if not self._may_go():
            return
        if self._way is self._copied and self._way.at is copy.STEP:
            self._way = self._new
            self._arrive()
        else:
            self._step_by(-1)

    def go_to(self, code: str) -> None:
        """Go to a step that was answered or left before."""
        way = self._way
        found = next((step for step in self._offered() if step.code == code), None)
        if self._may_go() and found is not None and code in way.done | way.left:
            way.at = found
            self._arrive()

    def take_copy(self) -> None:
        """Take a copy in place of answering."""
        if self._may_go() and self._way is not self._copied:
            self._way = self._copied
            self._arrive()
            self.look_for_copies()

    def look_for_copies(self) -> None:
        """Look again at the sticks that are plugged in, while a copy is being chosen."""
        if self._way.at is not copy.STEP or not self._may_go():
            return

        def found(copies: tuple[FoundCopy, ...]) -> None:
            if self._way.at is not copy.STEP:
                return
            way = self._way
            if way.answers.copy not in copies:
                # The newest, or none: hers was pulled out.
                way.answers = replace(way.answers, copy=copies[0] if copies else None)
            if copies != self.state.copies or way.answers != self.state.answers:
                self._picture(copies=copies)

        # Looked for again and again: it is not said each time.
        self._long(lambda _step, _stopping: self._face.copies(), found, self._fail, lambda *_far: None)

    @property
    def _can_wait(self) -> bool:
        """Whether the step at hand can be left for later; what is made of the answers cannot."""
        return self._way is self._new and self._way.at is not ready.STEP

    # What is made

    @property
    def is_at_work(self) -> bool:
        """Whether a shop is being made: it is not broken off."""
        return self.state.doing in {_MAKING, _PUTTING_BACK}

    @property
    def _kind(self) -> Kind:
        """What would be made of the answers: the real shop where it was asked for and nothing needed is missing."""
        return "real" if self._new.answers.kind == "real" and not self._missing() else "practice"

    def _missing(self) -> tuple[FirstStep, ...]:
        """Return the steps without which no real shop can be made."""
        answers, around = self._new.answers, self.state.around
        return tuple(
            step
            for step in self._new.steps
            if step.needed(answers, around)
            and (step.code in self._new.left or step.problem(answers, around) is not None)
        )

    def _make(self) -> None:
        way, made_as = self._new, self._kind
        answers = replace(way.answers, kind=made_as)
        counted = {PLACE, WEEK, PEOPLE, OFFICE} - way.left
        raw = raw_site(answers, self.state.around, counted, say(UNNAMED)) if made_as == "real" else {}
        self._do(_MAKING, lambda step: self._face.commission(answers, raw, step), lambda _none: self._made())

    def _open_copy(self) -> None:
        answers = self._way.answers
        chosen = answers.copy

        def opened(found: OpenCopy) -> None:
            self._opened = found
            self._way.answers = replace(self._way.answers, kind="practice" if found.practice else "real")
            self._step_by(1)

        if chosen is not None:
            self._do(_OPENING, lambda _step: self._face.open_copy(chosen, answers.words), opened)

    def _put_back(self) -> None:
        answers = self._way.answers
        self._do(_PUTTING_BACK, lambda step: self._face.put_back(answers, step), lambda _none: self._made())

    def _made(self) -> None:
        # Nothing of what locks and opens is kept here.
        for way in (self._new, self._copied):
            way.answers = replace(way.answers, phrase="", words="")
        self._picture(doing="", made=True)

    # How it goes on

    def _may_go(self) -> bool:
        return not self.state.doing and not self.state.made

    def _offered(self) -> list[FirstStep]:
        way = self._way
        answers, around = way.answers, self.state.around
        offered = [step for step in way.steps if step.offered(answers, around)]
        if way is self._copied and not keys.asks_words(answers, around):
            # Put back, the keys go into the keystore by themselves.
            return [step for step in offered if step is not keys.STEP]
        return offered

    def _step_by(self, many: int) -> None:
        offered, way = self._offered(), self._way
        at = min(max(offered.index(way.at) + many, 0), len(offered) - 1)
        way.at = offered[at]
        self._arrive()

    def _arrive(self) -> None:
        self._shown_at = self._monotonic()
        self._picture(doing="", problem=None, failed="", serial=self.state.serial + 1)

    def _do(
        self, words: str, job: Callable[[Callable[[int, int], None]], Any], done: Callable[[Any], None]
    ) -> None:
        self._picture(doing=words, failed="", problem=None, how_far=(0, 0))
        self._long(
            lambda step, _stopping: job(step),
            done,
            self._fail,
            lambda far, of: self._picture(how_far=(far, of)),
        )

    def _fail(self, failure: DeskError) -> None:
        self._shown_at = self._monotonic()
        self._picture(doing="", failed=self._face.sentence(failure), serial=self.state.serial + 1)

    def _picture(self, **changes: Any) -> None:
        way = self._way
        self.state = replace(self.state, step=way.at, answers=way.answers, **changes)
        lines, told = self._summary()
        self.state = replace(
            self.state,
            steps=tuple((step, self._stands(step)) for step in self._offered()),
            lines=lines,
            told=told,
            from_copy=way is self._copied,
        )
        self._show(self.state)

    def _summary(self) -> tuple[tuple[SummaryLine, ...], tuple[str, ...]]:
        """Return what is shown before a shop is made or put back."""
        way = self._way
        if way.at is ready.STEP:
            return new_lines(way.answers, self.state.around, self._kind, self._missing(), way.left)
        if way.at is put_back.STEP and self._opened is not None:
            return tuple(SummaryLine(*one) for one in self._opened.lines), self._opened.told
        return (), ()

    def _stands(self, step: FirstStep) -> Stands:
        way = self._way
        if step is way.at:
            return "now"
        return "later" if step.code in way.left else "done" if step.code in way.done else "next"
