"""Taking back of what was done last on a page, by one key; no Qt.

Source: docs/contract.md, "Corrections"; decisions 0019, 0065.
"""

from collections.abc import Callable
from typing import Any

from concierge_desk.counter.command.operation import Answer
from concierge_desk.i18n import N_
from concierge_desk.ui.presenter.asking import Undo
from concierge_desk.ui.presenter.picture import Presenter

TOO_LATE = N_("Too late for F9. The journal (F4) takes back with a reason: {label}.")


def take_back(board: Presenter[Any, Any], undo: Undo, then: Callable[[str], None]) -> None:
    """Take an act back that stood alone; `then` gets the sentence that says so, a refusal is told.

    Args:
        board: The picture whose state has ``undo``; its face plays.
        undo: The act; its `op` is not None.
        then: Goes on once it is taken back.
    """

    def job() -> Answer:
        face = board.face
        answer: Answer = face.play(
            {"op": face.new_op(), "do": "journal.reverse", "op_of": undo.op, "reason": "wrong_key"}
        )
        return answer

    def done(answer: Answer) -> None:
        if answer.refused is not None:
            board.show(undo=None)
            board.refuse(answer.refused.code, answer.refused.params)
        else:
            then(board.say("Taken back: {label}.", label=undo.label))

    board.work(job, done)
