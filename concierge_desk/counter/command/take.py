"""Takes of one job: what it played can be played again under the same ops, one act of it with somebody's approval.

A job of the window plays one act or several. Where one of them is for others to do, the job is run once more: what was
written answers as known, the refused act goes with the approval, and with nothing else does it go.

Source: docs/contract.md, "Operators and rights"; decision 0087.
"""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar

from concierge_desk.counter.command.envelope import APPROVE
from concierge_desk.counter.rights.grant import NOT_ALLOWED
from concierge_desk.domain.errors import Refused

T = TypeVar("T")

_RUNNING: "ContextVar[Take | None]" = ContextVar("take", default=None)


@dataclass(slots=True)
class Take:
    """One job, however often it is run.

    Attributes:
        asked: The first act of it that is for others to do, as it was played; None while there is none.
        refused: Why; with an approval, why that act was refused all the same.
    """

    asked: Mapping[str, Any] | None = None
    refused: Refused | None = None
    _approval: Mapping[str, str] | None = None
    _ops: list[str] = field(default_factory=list)
    _drawn: int = 0

    def run(self, job: Callable[[], T], approval: Mapping[str, str] | None = None) -> T:
        """Return what the job returns.

        Args:
            job: Runs in this thread.
            approval: What `APPROVE` is to be of the act that was refused; None where nobody approved of anything.
        """
        self._approval, self._drawn, self.refused = approval, 0, None
        token = _RUNNING.set(self)
        try:
            return job()
        finally:
            self._approval = None
            _RUNNING.reset(token)

    def op(self, draw: Callable[[], str]) -> str:
        """Return the next op of the job: the one that it had before."""
        if self._drawn == len(self._ops):
            self._ops.append(draw())
        self._drawn += 1
        return self._ops[self._drawn - 1]

    def lent(self, raw: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return an act as it is played: with the approval where it is the very one that was refused, and once."""
        approval = self._approval
        if approval is None or raw != self.asked:
            return raw
        self._approval = None
        return {**raw, APPROVE: approval}

    def hear(self, raw: Mapping[str, Any], refused: Refused | None) -> None:
        """Hear what became of an act."""
        if self.asked is None and refused is not None and refused.code == NOT_ALLOWED and APPROVE not in raw:
            self.asked = dict(raw)
        if raw == self.asked:
            self.refused = refused


def drawn_op(draw: Callable[[], str]) -> str:
    """Return an op: of a job that is run again the one that it had."""
    take = _RUNNING.get()
    return draw() if take is None else take.op(draw)


def running() -> Take | None:
    """Return the take that runs in this thread; None where none does."""
    return _RUNNING.get()
