"""Change of who is at the counter: until the window is closed, every act is theirs."""

from concierge_desk.i18n import N_
from concierge_desk.pages.counter.board import Board


def change_operator(board: Board, code: str) -> None:
    """Let somebody else be at the counter, and say so at the foot."""

    def done(name: str) -> None:
        board.remark(N_("{name} is at the counter now."), "good", name=name)

    board.work(lambda: board.face.operators.change(code), done)
