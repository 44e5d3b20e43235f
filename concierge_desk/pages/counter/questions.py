"""Questions at the counter: an act that costs joins the visit, a line of a paper sheet begins, the step is kept.

Source: decisions 0019, 0064.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from concierge_desk.counter.cards.offers import Ask, Offer
from concierge_desk.counter.command.operation import Answer
from concierge_desk.counter.core.line_cards import BEGIN
from concierge_desk.domain.errors import DeskError
from concierge_desk.domain.override import override
from concierge_desk.pages.counter.board import Board
from concierge_desk.pages.counter.paid import paid_of
from concierge_desk.pages.counter.people.whom import (
    as_offered,
    choice_among,
    is_asked,
    is_code,
    is_of_something,
    namesakes,
    people_in,
)
from concierge_desk.pages.counter.visit import CurrentVisit
from concierge_desk.ui.presenter.answers import Unread, picked
from concierge_desk.ui.presenter.asking import Asking, Undo
from concierge_desk.ui.presenter.port import Outcome
from concierge_desk.ui.presenter.questions import UNDO_SECONDS, Questions, QuestionStart


class CounterQuestions(Questions[Board]):
    """Asks what an act at the counter needs, and plays it or charges it.

    Attributes:
        lost: Told of a scan that was an act and could not be done, and why.
        prepared: Returns how a line of a paper sheet begins; None where it may not.
        begins: Begins a line whose moment was said.
        noted: Told of an act that only notes what was answered, and of the second of its key.
        played: Told of an act that was done and stands alone, and of its answer.
    """

    def __init__(self, board: Board, visiting: CurrentVisit) -> None:
        """Bind the board, and the visit whose line a charged act becomes."""
        super().__init__(board)
        self._visiting = visiting
        self.lost: Callable[[str, str], None] = lambda _code, _why: None
        self.prepared: Callable[[QuestionStart], QuestionStart | None] = lambda start: start
        self.begins: Callable[[Asking], None] = lambda _asking: None
        self.noted: Callable[[Asking, float], None] = lambda _asking, _at: None
        self.played: Callable[[Asking, Answer], None] = lambda _asking, _answer: None

    @override
    def _prepared(self, start: QuestionStart) -> QuestionStart | None:
        if start.act.do == BEGIN:
            return self.prepared(start)
        asks = tuple(self._with_who_is_served(ask) for ask in start.act.asks)
        return replace(start, act=replace(start.act, asks=asks))

    def _with_who_is_served(self, ask: Ask) -> Ask:
        """Return a question that says whom Enter alone means, where somebody is served."""
        if self._board.state.whose_visit is None or not (is_asked(ask) and ask.optional):
            return ask
        told = self._board.say("Enter alone: whose this visit is.")
        return replace(ask, question=f"{ask.question} {told}")

    @override
    def _new_op(self) -> str:
        return self._board.face.new_op() if self._board.state.written is None else self._board.new_op()

    @override
    def _enter(self, raw: Mapping[str, Any]) -> Answer:
        return self._board.face.play(raw) if self._board.state.written is None else self._board.enter(raw)

    @override
    def answer(self, text: str, at: float, *, seen: bool) -> None:
        asking = self._board.state.asking
        ask = asking.ask if asking is not None else None
        if asking is not None and ask is not None and (is_asked(ask) or ask.names):
            self._answer_whom(asking, ask, text, lambda: self._plain(text, at, seen=seen))
            return
        if asking is None or not self.gathers() or self.picks() or not text.strip():
            super().answer(text, at, seen=seen)
            self._keep_ticks(asking, text)
            return
        face, answer = self._board.face, super().answer

        def failed(failure: DeskError) -> None:
            why = face.sentence(failure.code, failure.params)
            self._board.show(asking=replace(asking, complaint=why))

        # A file that is named is read first.
        self._board.work(lambda: face.listed(text), lambda found: answer(found, at, seen=seen), failed)

    def _keep_ticks(self, asking: Asking | None, text: str) -> None:
        """Leave ticked what was scanned where the same question still stands: nothing has to be scanned twice."""
        still = self._board.state.asking
        if asking is None or asking.ask is None or not self.picks():
            return
        if still is not None and still.act == asking.act and still.answers == asking.answers:
            with suppress(Unread):
                picked(asking.ask, text)
                self._board.set_text(text)

    def _plain(self, text: str, at: float, *, seen: bool) -> None:
        super().answer(text, at, seen=seen)

    def _answer_whom(self, asking: Asking, ask: Ask, text: str, plain: Callable[[], None]) -> None:
        """Take somebody: by a card, by whose visit it is, by a name that is chosen among those who are known."""
        typed, board = text.strip(), self._board
        if ask.names:
            self._tell_namesakes(asking, typed, plain)
        elif not typed:
            if ask.optional and board.state.whose_visit is None and not is_of_something(asking):
                told = board.say("Nobody is at the counter yet: scan the card, or type the name.")
                board.show(asking=replace(asking, complaint=told))
            else:
                plain()
        elif is_code(typed):
            plain()
        else:
            board.work(
                lambda: board.face.searched(typed), lambda offers: self._named(asking, typed, offers, plain)
            )

    def _named(
        self, asking: Asking, typed: str, offers: tuple[Offer, ...], plain: Callable[[], None]
    ) -> None:
        ask, people, board = asking.ask, people_in(offers), self._board
        if ask is None:
            return
        if people:
            self._ask(choice_among(ask, typed, people, asking, board.say), self._asked_at)
        elif ask.kind == "who":
            plain()
        else:
            told = board.say(
                "Nobody known here goes by “{text}”: type less of the name, or scan the card.", text=typed
            )
            board.show(asking=replace(asking, complaint=told))

    def _tell_namesakes(self, asking: Asking, typed: str, plain: Callable[[], None]) -> None:
        """Tell with the next question who bears the name of somebody new."""
        board = self._board
        before = [
            answer
            for ask, answer in zip(asking.act.asks, asking.answers, strict=False)
            if ask.names and isinstance(answer, str)
        ]
        said = typed or (asking.ask.proposal if asking.ask is not None else None)
        name = " ".join([*before, *([said] if said else [])])

        def found(offers: tuple[Offer, ...]) -> None:
            plain()
            now = board.state.asking
            if now is not None and len(now.answers) > len(asking.answers):
                board.show(asking=replace(now, note=namesakes(people_in(offers), board.say)))

        board.work(lambda: board.face.searched(name) if name else (), found)

    @override
    def _ask(self, asking: Asking, at: float) -> None:
        super()._ask(self._spared(asking), at)

    def _spared(self, asking: Asking) -> Asking:
        """Return an asking past the questions that are spared while somebody is served."""
        ask = asking.ask
        if self._board.state.whose_visit is None or ask is None or not ask.spared:
            return asking
        return self._spared(replace(asking, answers=(*asking.answers, None)))

    @override
    def step_back(self) -> None:
        asking = self._board.state.asking
        if asking is not None and self._board.state.whose_visit is not None:
            # What was spared is not asked on the way back either.
            while asking.answers and asking.act.asks[len(asking.answers) - 1].spared:
                asking = replace(asking, answers=asking.answers[:-1])
            self._board.show(asking=asking)
        ask = asking.ask if asking is not None else None
        if asking is not None and ask is not None and ask.whom and ask.kind == "choice":
            again = as_offered(asking)
            if again.ask is not None and is_asked(again.ask):
                self._ask(again, self._asked_at)
                return
        super().step_back()

    @override
    def again(self, asking: Asking, why: str) -> None:
        offered = as_offered(asking)
        asks = offered.act.asks
        if self._board.state.whose_visit is None or not asks or not all(ask.spared for ask in asks):
            super().again(offered, why)
            return
        # Nothing was asked that another answer could mend: her other acts stand on its card.
        super().again(replace(offered, act=replace(offered.act, asks=()), scanned=None), why)
        self._board.show(
            offers=(asking.offer,), selected=0, act=0, heading=asking.offer.title, sought=asking.sought
        )

    @override
    def _waits(self) -> None:
        self._visiting.keep_step()

    @override
    def _lost(self, asking: Asking, why: str) -> None:
        if asking.scanned is not None:
            self.lost(asking.scanned, why)

    @override
    def _tell_unread(self, start: QuestionStart, told: str) -> None:
        super()._tell_unread(start, told)
        if start.scanned is not None:
            self.lost(start.scanned, told)

    @override
    def _shown(self, asking: Asking, answer: Answer) -> dict[str, Any]:
        paid = paid_of(answer, self._board.face.lang)
        return {} if paid is None else {"paid": paid}

    @override
    def _begun(self, asking: Asking, number: str, at: float) -> None:
        # A number is for the first question that is asked.
        super()._begun(self._spared(asking), number, at)

    @override
    def _played(self, asking: Asking, answer: Answer, outcome: Outcome, at: float) -> None:
        super()._played(asking, answer, outcome, at)
        if answer.refused is None:
            self.played(asking, answer)

    @override
    def _tells_papers(self) -> bool:
        # In the bag every item has one: there it would be noise.
        return self._board.state.mode != "arrivals"

    @override
    def _perform(self, asking: Asking, at: float) -> None:
        if asking.act.do == BEGIN:
            self.begins(asking)
        elif not asking.act.do:
            self._board.show(asking=None)
            self.noted(asking, at)
        elif asking.act.charged:
            self._charge(asking, at)
        else:
            super()._perform(self._of_who_is_served(asking), at)

    def _of_who_is_served(self, asking: Asking) -> Asking:
        """Return an act that stands alone, and is no part of the visit, with whose the visit is."""
        served = self._board.state.whose_visit
        if served is None:
            return asking
        answers = tuple(
            ({"card": served.card} if ask.kind == "who" else served.card)
            if answer is None and is_asked(ask) and ask.optional
            else answer
            for ask, answer in zip(asking.act.asks, asking.answers, strict=True)
        )
        return replace(asking, answers=answers)

    def _charge(self, asking: Asking, at: float) -> None:
        def failed(failure: DeskError) -> None:
            self.again(asking, self._board.face.sentence(failure.code, failure.params))

        def charged(why: str) -> None:
            if why:
                self.again(asking, why)
            else:
                self.over(asking, True)

        self._board.show(asking=None)
        undo = Undo(asking.offer.title, None, at + UNDO_SECONDS)
        self._visiting.add((asking.command, *asking.act.joined), undo, charged, failed)
