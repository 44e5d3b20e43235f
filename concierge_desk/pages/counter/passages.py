"""Passages at the counter: people who come in are counted, and no card, visit or scan is disturbed.

Source: decision 0026.
"""

from concierge_desk.counter.command.operation import Answer
from concierge_desk.counter.day.passages import MOST
from concierge_desk.i18n import N_
from concierge_desk.pages.counter.board import Board
from concierge_desk.ui.presenter.answers import Unread, count_of
from concierge_desk.ui.presenter.asking import Undo
from concierge_desk.ui.presenter.questions import UNDO_SECONDS


class PassageCount:
    """Counts people who come in."""

    def __init__(self, board: Board) -> None:
        """Bind the board, which tells what was counted."""
        self._board = board

    def count(self, number: str, at: float) -> None:
        """Count one person, or as many as the pending number says."""
        board = self._board
        try:
            many = count_of(number) or 1
        except Unread as unread:
            board.remark(unread.sentence, "warning")
            return
        if many > MOST:
            board.remark(N_("That is no number of people: {most} at most, at once."), "warning", most=MOST)
            return

        def done(answer: Answer) -> None:
            if answer.refused is not None:
                board.refuse(answer.refused.code, answer.refused.params)
                return
            today = (answer.result or {}).get("passages", many)
            counted = board.speech.count("{count} person came in", "{count} people came in", many)
            told = board.say("{counted} · {today} today", counted=counted, today=today)
            board.tell(told, undo=Undo(counted, answer.op, at + UNDO_SECONDS, beside=True))

        board.work(lambda: board.played("day.count_passages", count=many), done)
