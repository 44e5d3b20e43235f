"""Presence of operators in one process: who is at the counter, and who proved by a code who they are.

Source: docs/contract.md, "Operators and rights"; decision 0087.
"""

from dataclasses import dataclass, field

from concierge_desk.counter.rights.delay import Tries


@dataclass(slots=True)
class Presence:
    """Who is here, for as long as this process runs.

    Attributes:
        code: Of the operator at the counter; None until it is said.
        proved: Operators who are who they say, each with what was kept of the code then: another code asks anew.
        wrong: Wrong codes by operator, where the store takes nothing.
    """

    code: str | None = None
    proved: dict[str, str | None] = field(default_factory=dict)
    wrong: dict[str, Tries] = field(default_factory=dict)

    def enter(self, operator: str, kept: str | None) -> None:
        """Let an operator who gave a code, or has none, be at the counter."""
        self.code = operator
        self.proved[operator] = kept

    def leave(self, operator: str | None) -> None:
        """Forget one who gave a code, and everybody where none is named: nobody falls back on who was there before."""
        if operator is None:
            self.proved.clear()
            self.code = None
            return
        self.proved.pop(operator, None)
        if self.code == operator:
            self.code = None
