"""Lines of paper sheets at the counter: a scan begins one, what is done then stood on it, Esc leaves it.

Source: docs/contract.md, "What was kept on paper"; decision 0064.
"""

from dataclasses import replace

from concierge_desk.counter.core.line_cards import BEGIN
from concierge_desk.i18n import N_
from concierge_desk.pages.counter.board import Board
from concierge_desk.pages.counter.questions import CounterQuestions
from concierge_desk.pages.counter.state import HandwrittenLine
from concierge_desk.ui.presenter.asking import Asking
from concierge_desk.ui.presenter.questions import QuestionStart


class PaperLines:
    """What was written by hand, and is entered now."""

    def __init__(self, board: Board, asker: CounterQuestions) -> None:
        """Bind the board, and what asks when it happened: it begins lines here from now on."""
        self._board = board
        self._asker = asker
        self._last: str | None = None
        asker.prepared, asker.begins = self.prepared, self.begin

    def prepared(self, start: QuestionStart) -> QuestionStart | None:
        """Return a line as it begins: the moment that was typed last is proposed; None where none may begin."""
        if self._board.state.lines:
            told = N_("A visit stands here: let it be paid, or set it aside (F7), then scan the line again.")
            self._board.remark(told, "warning")
            return None
        asks = tuple(replace(ask, proposal=self._last) for ask in start.act.asks)
        return replace(start, act=replace(start.act, asks=asks))

    def begin(self, asking: Asking) -> None:
        """Begin a line at the moment that was typed, or say why nothing can have happened then."""
        line, at = asking.offer.ref, str(asking.answers[0])

        def done(words: str, why: str) -> None:
            if why:
                self._asker.again(asking, why)
                return
            self._last = at
            written = HandwrittenLine(line, at, words)
            told = self._board.say("From paper, {moment}: enter what stands on the line.", moment=words)
            self._board.tell(told, "plain", asking=None, written=written, undo=None)
            self._asker.over(asking, True)

        self._board.work(lambda: self._board.face.lines.moment(line, at), lambda found: done(*found))

    def over(self, asking: Asking) -> None:
        """End a line with an act that stands alone: the next person at the counter is not one of the paper's."""
        if asking.act.do != BEGIN and not (asking.act.charged or self._board.state.lines):
            self._board.show(written=None)

    def leave(self) -> bool:
        """Leave the line, and say whether there was one."""
        if self._board.state.written is None:
            return False
        self._board.show(written=None)
        self._board.remark(N_("The line is left: what is done now happens now."), "plain")
        return True
