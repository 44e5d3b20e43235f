"""An act at a desk at which something goes wrong meanwhile: a failure, a cut, a process that is killed.

What was answered before the end is answered again; what was not is played once more, and happens once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from concierge_desk.counter.command.operation import Answer
from tests.counter.desks import line_of
from tests.model.killing import Killer
from tests.model.life import Life


@dataclass(frozen=True)
class Break:
    """What goes wrong during the next act, and after how many steps of it."""

    how: str
    steps: int


class Breakable:
    """A desk whose next act may be broken."""

    def __init__(self, desk: Life, killer: Killer | None) -> None:
        self.desk = desk
        self.broken: Break | None = None
        self._killer = killer

    def answer(self, raw: Mapping[str, Any], operator: str | None = None) -> Answer:
        """Play it at the desk, with whatever goes wrong meanwhile: the last answer is the one that counts."""
        broken, self.broken = self.broken, None
        if broken is None:
            return self.desk.execute(raw, operator)
        if broken.how == "killed" and self._killer is not None:
            return self._killed(self._killer, raw, operator, broken.steps)
        if broken.how == "power cut after it":
            first = self.desk.execute(raw, operator)
            self.desk.go_on_from(self.desk.copy_files())
            answer = self.desk.execute(raw, operator)
            assert line_of(answer) == line_of(first)
            return answer
        copies: list[Path] = []
        keep = (lambda: None) if broken.how == "failed" else (lambda: copies.append(self.desk.copy_files()))
        self.desk.cut_off(raw, operator, broken.steps, keep)
        for folder in copies:
            self.desk.go_on_from(folder)
        return self.desk.execute(raw, operator)

    def _killed(self, killer: Killer, raw: Mapping[str, Any], operator: str | None, steps: int) -> Answer:
        """Have it played by a process that is killed; then look what is there, and play it once more."""
        self.desk.close()
        asked = {
            "folder": str(self.desk.folder),
            "at": self.desk.hands.at.isoformat(),
            "raw": raw,
            "operator": operator,
            "code": self.desk.skip_codes(100),
            "step": steps * 25 + 1,
        }
        flushed = killer.play(asked)
        self.desk.open()
        answer = self.desk.execute(raw, operator)
        # What was answered before the end is answered again, byte for byte.
        assert flushed in ([], [line_of(answer)])
        return answer
