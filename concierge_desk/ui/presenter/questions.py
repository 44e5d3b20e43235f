"""Questions of an act: one after another, each told once, nothing guessed; then the act is played. No Qt.

Source: decisions 0019, 0065.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Generic, TypeVar

from concierge_desk.counter.cards.offers import Ask, Offer, OfferedAct, Tone
from concierge_desk.counter.cards.words import Meant, twice
from concierge_desk.counter.command.operation import Answer
from concierge_desk.domain.errors import DeskError, Unconfirmed
from concierge_desk.i18n import N_
from concierge_desk.ui.presenter.answers import Unread, answer_of, count_of, picked
from concierge_desk.ui.presenter.asking import Asking, Sought, Undo, answered, left_out
from concierge_desk.ui.presenter.picture import Presenter
from concierge_desk.ui.presenter.port import Outcome

UNDO_SECONDS = 10.0

GLANCE_SECONDS = 0.25
"""Nobody reads a question in less: a second press of / within it is no answer."""

TWICE_SECONDS = 1.0
"""A second press of / within it, with nothing between, is no second act: it would be the next person's parcel."""

BOUNCE_SECONDS = 0.08
"""A key that bounces presses twice within it; no hand does."""

P = TypeVar("P", bound=Presenter[Any, Any])
"""Whose state has ``asking``, ``undo``, ``kept`` and ``papers``, and whose face `ui.presenter.port.Asks`."""


@dataclass(frozen=True, slots=True)
class QuestionStart:
    """An act that begins.

    Attributes:
        offer: The card.
        act: One of its acts.
        number: The pending number, empty where none was typed.
        at: Monotonic second of the key or scan.
        sought: How the card was found.
        scanned: The code, where the scan itself is the act.
        entered: Enter began it: a second Enter within a glance is no answer.
    """

    offer: Offer
    act: OfferedAct
    number: str
    at: float
    sought: Sought | None = None
    scanned: str | None = None
    entered: bool = False


class Questions(Generic[P]):
    """Asks what an act needs, and plays it.

    Attributes:
        over: Told of an asking that is over, and whether its act was done.
    """

    def __init__(self, board: P) -> None:
        """Bind the picture in which the questions stand."""
        self._board = board
        self._today = date.min
        self._asked_at = float("-inf")
        self._entered = False
        self.over: Callable[[Asking, bool], None] = lambda _asking, _done: None

    def begin(self, given: QuestionStart) -> None:
        """Begin an act; a number typed before it is the answer to the first question that takes one."""
        if given.act.barred:
            # Nobody answers questions for nothing.
            self._tell_unread(given, given.act.barred)
            return
        start = self._prepared(given)
        if start is None:
            return
        try:
            typed = count_of(start.number) if start.act.quantity is not None else None
        except Unread as unread:
            self._tell_unread(start, self._board.say(unread.sentence))
            return
        face = self._board.face

        def begun(before: str, op: str, today: date) -> None:
            self._today = today
            asking = Asking(start.offer, start.act, op, (), typed, sought=start.sought, scanned=start.scanned)
            self._entered = start.entered
            self._begun(replace(asking, before_op=before), start.number, start.at)

        def job() -> tuple[str, str, date]:
            # Loaded while nothing stands on the screen that would seem unanswered meanwhile.
            face.outcome(())
            before = face.new_op() if start.act.before is not None else ""
            return before, self._new_op(), face.today()

        self._board.work(job, lambda drawn: begun(*drawn))

    def answer(self, text: str, at: float, *, seen: bool) -> None:
        """Take the answer to the question that stands.

        Args:
            text: As typed; the proposal where nothing was.
            at: Monotonic second of the key.
            seen: Confirmed with the key of the act, not with Enter.
        """
        asking = self._board.state.asking
        if asking is None or asking.ask is None:
            return
        if asking.ask.seen and not seen:
            self._complain(asking, N_("Confirm it with /: Enter, which scanners send, never does."))
        elif not (seen or self._entered) or at - self._asked_at > GLANCE_SECONDS:
            self._entered = False
            self._answered(asking, text, at)
        elif at - self._asked_at > BOUNCE_SECONDS:
            self._board.remark(N_("Read the question first, then confirm it."), "plain")

    def opt(self, place: int, at: float) -> None:
        """Answer with an option that was pressed: of a weight, the most that its band takes."""
        asking = self._board.state.asking
        ask = asking.ask if asking is not None else None
        if ask is not None and ask.kind not in ("ticks", "picks") and place < len(ask.options):
            value = ask.options[place].value if ask.kind == "grams" else place + 1
            self.answer(str(value), at, seen=True)

    def takes_scan(self) -> bool:
        """Say whether a scan answers the question that stands."""
        asking = self._board.state.asking
        return asking is not None and asking.ask is not None and asking.ask.scanned

    def gathers(self) -> bool:
        """Say whether a scan joins what is typed: a list is asked for."""
        asking = self._board.state.asking
        return asking is not None and asking.ask is not None and asking.ask.gathers

    def picks(self) -> bool:
        """Say whether a scan picks a line of the list that is asked for."""
        asking = self._board.state.asking
        return self.gathers() and asking is not None and asking.ask is not None and asking.ask.kind == "picks"

    def pick(self, code: str, text: str) -> str:
        """Return what the scan line holds once a label was scanned: the number of its line joins it, once.

        Args:
            code: As the label says it.
            text: What the scan line held.
        """
        asking = self._board.state.asking
        if asking is None or asking.ask is None:
            return text
        options = asking.ask.options
        place = next((at for at, one in enumerate(options) if one.code == code), -1)
        if place < 0:
            told = self._board.say(N_("{code} is on no line of this list: lay it aside."), code=code)
            self._board.tell(told, "bad", asking=replace(asking, complaint=told))
            return text
        self._board.tell(options[place].label, "good", asking=replace(asking, complaint=""))
        try:
            held = picked(asking.ask, text)
        except Unread:
            held = []
        return text if place in held else f"{text.strip()} {place + 1}".strip()

    def take_scan(self, code: str, at: float) -> None:
        """Let a scanned code answer the question that stands."""
        asking = self._board.state.asking
        if asking is not None:
            self._answered(asking, code, at)

    def step_back(self) -> None:
        """Ask the question before again; before the first one, leave the act."""
        asking = self._board.state.asking
        if asking is None:
            return
        if asking.answers:
            before = replace(
                asking, act=_once(asking.act), answers=asking.answers[:-1], complaint="", note=""
            )
            self._ask(before, self._asked_at)
            return
        self._board.show(asking=None)
        self.over(asking, False)

    def complete(self, text: str, at: float) -> None:
        """Take what was typed and not confirmed, then the proposals, and play the act if nothing is missing.

        What has to be seen is never taken for seen.

        Args:
            text: What the scan line held.
            at: Monotonic second of the scan that comes after.
        """
        asking = self._board.state.asking
        if asking is None or any(ask.seen for ask in asking.act.asks[len(asking.answers) :]):
            return
        answers = list(asking.answers)
        try:
            for ask in asking.act.asks[len(answers) :]:
                answers.append(answer_of(ask, text, self._today))
                text = ""
        except Unread as unread:
            self._complain(replace(asking, answers=tuple(answers)), unread.sentence)
            return
        self._perform(replace(asking, answers=tuple(answers)), at)

    def again(self, asking: Asking, why: str) -> None:
        """Tell why an act was not taken; its questions begin anew, its `op` stays free."""
        asking = replace(asking, act=_once(asking.act))
        if asking.act.asks:
            place = _first_typed(asking)
            again = replace(asking, answers=asking.answers[:place], complaint=why)
            self._board.tell(why, "bad", asking=again)
            return
        self._board.tell(why, "bad", asking=None)
        self._lost(asking, why)
        self.over(asking, False)

    # What a page does in its own way

    def _prepared(self, start: QuestionStart) -> QuestionStart | None:
        """Return an act as it begins here; None where it may not."""
        return start

    def _new_op(self) -> str:
        """Return the op of an act, within a job."""
        return str(self._board.face.new_op())

    def _enter(self, raw: Mapping[str, Any]) -> Answer:
        """Play an act, within a job."""
        answer: Answer = self._board.face.play(raw)
        return answer

    def _waits(self) -> None:
        """Go on once a question stands."""

    def _lost(self, asking: Asking, why: str) -> None:
        """Go on after an act that was not taken and asks nothing again."""

    def _tell_unread(self, _start: QuestionStart, told: str) -> None:
        """Tell that the number typed before an act cannot be read."""
        self._board.tell(told, "warning")

    def _shown(self, _asking: Asking, _answer: Answer) -> dict[str, Any]:
        """Return what of an act that was done the page shows beside its sentence and its undo."""
        return {}

    def _tells_papers(self) -> bool:
        """Say whether it is told that an act that was done has a paper."""
        return True

    def _perform(self, asking: Asking, at: float) -> None:
        """Do an act whose questions are answered."""
        command = asking.command

        def failed(failure: DeskError) -> None:
            self.again(asking, self._board.face.sentence(failure.code, failure.params))

        self._board.work(
            lambda: self._play(asking, command), lambda result: self._played(asking, *result, at), failed
        )

    # How it goes

    def _begun(self, asking: Asking, number: str, at: float) -> None:
        ask = asking.ask
        if ask is None:
            self._perform(asking, at)
            return
        taken = number if asking.act.quantity is None else ""
        if (taken and ask.kind in _NUMBERED) or (ask.seen and not taken and ask.proposal is not None):
            # Without a number the key itself says that the usual document was seen.
            self._answered(asking, taken, at)
        else:
            self._ask(asking, at)

    def _answered(self, asking: Asking, text: str, at: float) -> None:
        ask = asking.ask
        if ask is None:
            return
        try:
            value = answer_of(ask, text, self._today)
        except Unread as unread:
            self._complain(asking, unread.sentence)
            return
        if ask.repeats and value != asking.answers[-1]:
            before = replace(asking, answers=asking.answers[:-1])
            self._complain(before, N_("The two are not the same: type them once more."))
            return
        left = len(asking.act.asks) - len(asking.answers) - 1 if value is None and ask.ends else 0
        answers = (*asking.answers, value, *(None,) * left)
        act = answered(asking.act, len(asking.answers), value)
        further = self._naming(replace(asking, act=act, answers=answers, complaint="", note=""))
        if further.ask is None:
            self._perform(further, at)
        else:
            self._ask(further, at)

    def _naming(self, asking: Asking) -> Asking:
        """Return an asking that names what was expected and not picked; where nothing was, that is not asked."""
        ask = asking.ask
        if ask is None or not ask.names_left:
            return asking
        names = left_out(asking.act.asks, asking.answers)
        if not names:
            return self._naming(replace(asking, answers=(*asking.answers, ask.proposal)))
        return replace(asking, note=self._board.say(N_("Not scanned: {names}."), names=", ".join(names)))

    def _ask(self, asking: Asking, at: float) -> None:
        self._asked_at = at
        self._board.show(asking=asking)
        self._waits()

    def _complain(self, asking: Asking, sentence: str) -> None:
        self._board.show(asking=replace(asking, complaint=self._board.say(sentence)))

    def _play(self, asking: Asking, command: Mapping[str, Any]) -> tuple[Answer, Outcome]:
        """Play what comes before an act, and the act: each an operation of its own, that the same again repeats."""
        face, before = self._board.face, asking.act.before
        answers: list[Answer] = []
        if before is not None:
            answers.append(face.play({"op": asking.before_op or face.new_op(), **before}))
        if all(answer.refused is None for answer in answers):
            answers.append(self._enter({"op": asking.op, **command}))
        return answers[-1], face.outcome(answers)

    def _played(self, asking: Asking, answer: Answer, outcome: Outcome, at: float) -> None:
        face = self._board.face
        if answer.refused is not None:
            why = face.sentence(answer.refused.code, answer.refused.params)
            if isinstance(answer.refused, Unconfirmed):
                asks = (*_once(asking.act).asks, twice(why, face.lang, answer.refused.taken_with))
                self._ask(replace(asking, act=replace(asking.act, asks=asks), complaint=""), at)
            else:
                self.again(asking, why)
            return
        warned = [face.sentence(one.code, one.params) for one in answer.warnings]
        told = [f"{outcome.words}."]
        if answer.documents and self._tells_papers():
            told.append(self._board.say("F12 shows its paper."))
        undo = (
            None
            if outcome.kept
            else Undo(outcome.words, asking.op, at + UNDO_SECONDS, arrives=asking.act.arrives)
        )
        tone: Tone = "warning" if warned else "good"
        shown: dict[str, Any] = {
            "undo": undo,
            "kept": outcome.kept,
            "papers": answer.documents,
            "asking": None,
            **self._shown(asking, answer),
        }
        self._board.tell(" ".join([*told, *warned]), tone, who=asking.offer.person or "", **shown)
        self.over(asking, True)


def _once(act: OfferedAct) -> OfferedAct:
    """Return an act without the question whether it is meant: another answer may need none."""
    return replace(act, asks=tuple(ask for ask in act.asks if not isinstance(ask.proposal, Meant)))


_NUMBERED = ("choice", "grams", "count", "cents")


def _first_typed(asking: Asking) -> int:
    """Return the place of the question that is asked again: the first one that was not only confirmed."""
    answered: list[tuple[Ask, Any]] = list(zip(asking.act.asks, asking.answers, strict=False))
    return next((at for at, (ask, value) in enumerate(answered) if value != ask.proposal), 0)
