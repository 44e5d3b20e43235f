"""Verification of the journal from its page: beside the desk's work, stopped by a key.

Source: docs/contract.md, "Verifying"; decision 0023.
"""

from collections.abc import Callable

from concierge_desk.counter.cards.offers import Tone
from concierge_desk.domain.errors import DeskError
from concierge_desk.pages.journal.board import JournalBoard
from concierge_desk.ui.presenter.picture import Long

STOPPED = "verify.stopped"


class Checking:
    """Verifies the whole journal."""

    def __init__(self, board: JournalBoard, long: Long) -> None:
        """Bind the board, and what runs beside the desk's work."""
        self._board = board
        self._long = long
        self._stop: Callable[[], None] | None = None

    @property
    def is_running(self) -> bool:
        """Whether it is being verified."""
        return self._board.state.done is not None

    def press(self) -> None:
        """Verify; once more where something was left out: then all of it."""
        board, state = self._board, self._board.state
        if self.is_running or state.busy:
            return
        verdict = state.verdict if state.aside == "verify" else None
        thorough = verdict is not None and not verdict.whole

        def failed(failure: DeskError) -> None:
            board.show(done=None)
            tone: Tone = "plain" if failure.code == STOPPED else "bad"
            board.refuse(failure.code, failure.params, tone)

        board.show(aside="verify", verdict=None, done=(0, 0), told=None)
        self._stop = self._long(
            lambda step, stopping: board.face.verify(step, stopping, thorough=thorough),
            lambda verdict: board.show(done=None, verdict=verdict),
            failed,
            lambda read, total: board.show(done=(read, total)),
        )

    def stop(self) -> None:
        """Ask it to stop; it says when it has."""
        if self._stop is not None:
            self._stop()
