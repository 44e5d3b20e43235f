"""Board that every part of the counter shares: its picture, its scan line, the inputs that wait.

Source: docs/contract.md, "One act, file by file"; decision 0019.
"""

from collections.abc import Callable, Mapping
from typing import Any

from concierge_desk.counter.command.operation import Answer
from concierge_desk.pages.counter.face import Face
from concierge_desk.pages.counter.state import State
from concierge_desk.ui.presenter.picture import Presenter, RunJob


class Board(Presenter[Face, State]):
    """The counter's picture; what is typed while the desk is at work waits its turn."""

    def __init__(
        self, face: Face, run: RunJob, changed: Callable[[State], None], rested: Callable[[], None]
    ) -> None:
        """Bind the desk; `rested` is called when a job is over and the next input may come."""
        super().__init__(face, State(), run, changed, rested)
        self._texts = 0

    def played(self, do: str, **fields: Any) -> Answer:
        """Play a command as an operation of its own, within a job."""
        return self.face.play({"op": self.face.new_op(), "do": do, **fields})

    def entered(self, do: str, **fields: Any) -> Answer:
        """Play a command that happened when it was written down, where a line of a paper sheet is entered, within a job."""
        return self.enter({"op": self.new_op(), "do": do, **fields})

    def new_op(self) -> str:
        """Return an operation id; where a line is entered the next one of that line, within a job."""
        written = self.state.written
        return self.face.new_op() if written is None else self.face.lines.new_op(written.code)

    def enter(self, raw: Mapping[str, Any]) -> Answer:
        """Play a command, with when it happened where a line is entered, within a job."""
        written = self.state.written
        return self.face.play(raw) if written is None else self.face.lines.play(raw, written.code, written.at)

    def set_text(self, text: str) -> None:
        """Let the scan line hold another text."""
        self._texts += 1
        self.show(text=text, text_serial=self._texts)
