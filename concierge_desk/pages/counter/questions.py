"""Questions at the counter: an act that costs joins the visit, a line of a paper sheet begins, the step is kept.

Source: decisions 0019, 0064.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from concierge_desk.counter.command.operation import Answer
from concierge_desk.counter.core.line_cards import BEGIN
from concierge_desk.domain.errors import DeskError
from concierge_desk.domain.override import override
from concierge_desk.pages.counter.board import Board
from concierge_desk.pages.counter.paid import paid_of
from concierge_desk.pages.counter.visit import CurrentVisit
from concierge_desk.ui.presenter.asking import Asking, Undo
from concierge_desk.ui.presenter.questions import UNDO_SECONDS, Questions, QuestionStart


class CounterQuestions(Questions[Board]):
    """Asks what an act at the counter needs, and plays it or charges it.

    Attributes:
        lost: Told of a scan that was an act and could not be done, and why.
        prepared: Returns how a line of a paper sheet begins; None where it may not.
        begins: Begins a line whose moment was said.
        noted: Told of an act that only notes what was answered, and of the second of its key.
    """

    def __init__(self, board: Board, visiting: CurrentVisit) -> None:
        """Bind the board, and the visit whose line a charged act becomes."""
        super().__init__(board)
        self._visiting = visiting
        self.lost: Callable[[str, str], None] = lambda _code, _why: None
        self.prepared: Callable[[QuestionStart], QuestionStart | None] = lambda start: start
        self.begins: Callable[[Asking], None] = lambda _asking: None
        self.noted: Callable[[Asking, float], None] = lambda _asking, _at: None

    @override
    def _prepared(self, start: QuestionStart) -> QuestionStart | None:
        return self.prepared(start) if start.act.do == BEGIN else start

    @override
    def _new_op(self) -> str:
        return self._board.face.new_op() if self._board.state.written is None else self._board.new_op()

    @override
    def _enter(self, raw: Mapping[str, Any]) -> Answer:
        return self._board.face.play(raw) if self._board.state.written is None else self._board.enter(raw)

    @override
    def answer(self, text: str, at: float, *, seen: bool) -> None:
        asking = self._board.state.asking
        if asking is None or not self.gathers() or not text.strip():
            super().answer(text, at, seen=seen)
            return
        face, answer = self._board.face, super().answer

        def failed(failure: DeskError) -> None:
            why = face.sentence(failure.code, failure.params)
            self._board.show(asking=replace(asking, complaint=why))

        # A file that is named is read first.
        self._board.work(lambda: face.listed(text), lambda found: answer(found, at, seen=seen), failed)

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
            super()._perform(asking, at)

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
        self._visiting.add(asking.command, undo, charged, failed)
