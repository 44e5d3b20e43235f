"""Approval by another: an act that is for others to do waits until one of them gives a code, and goes on then. No Qt.

It stands before the jobs of every page: whatever act of whichever of them is refused so, the same job is run again with
the approval, and the page goes on as if it had been done at once; where nobody approves, it goes on as it was refused.

Source: docs/contract.md, "Operators and rights"; decision 0087.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from concierge_desk.counter.command.take import Take
from concierge_desk.counter.rights.grant import NOT_ALLOWED
from concierge_desk.counter.texts.speech import Speech
from concierge_desk.domain.errors import DeskError, Refused
from concierge_desk.ui.presenter.picture import RunJob, Speaks

_AGAIN = frozenset({NOT_ALLOWED, "operator.code_needed", "operator.unknown", "operator.wait"})
_WRONG = "operator.wrong_code"
_FIELD = "approve."


class ApprovalFace(Speaks, Protocol):
    """Face of the desk to whoever approves."""

    def approvers(self, right: str) -> Mapping[str, str]:
        """Return who can approve by a code of what whoever is at the counter may not do: names, by code."""

    def present(self) -> str:
        """Return the code of whoever is at the counter."""

    def takes(self, refused: Refused) -> str:
        """Return what something takes that is for others to do, and who they are."""

    def recognises(self, code: str) -> bool:
        """Say at once, without the store, whether a text is a code of some service."""


@dataclass(frozen=True, slots=True)
class ApprovalState:
    """What is shown of an act that waits: never a code.

    Attributes:
        why: What it takes, and who has it.
        names: Those who can approve.
        chosen: Place of the one whose code is typed.
        complaint: Why the last code was not taken; empty where none was given.
        serial: Grows with each complaint.
        busy: A code is being looked at.
    """

    why: str
    names: tuple[str, ...]
    chosen: int = 0
    complaint: str = ""
    serial: int = 0
    busy: bool = False


@dataclass(frozen=True, slots=True)
class _Played:
    """What a job came to."""

    result: Any = None
    failure: DeskError | None = None


@dataclass(frozen=True, slots=True)
class _Pending:
    """A job that waits for an approval: how it goes on, what it came to without, who can approve, whose act it is."""

    take: Take
    job: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[DeskError], None]
    played: _Played
    who: tuple[str, ...]
    by: str

    def go_on(self, played: _Played) -> None:
        """Hand on what it came to."""
        if played.failure is not None:
            self.failed(played.failure)
        else:
            self.done(played.result)


class Approval(RunJob):
    """Runs the jobs of a window, and asks who approves of an act that is for others to do.

    Attributes:
        state: What is shown; None while nothing waits.
    """

    def __init__(
        self, run: RunJob, face: ApprovalFace, changed: Callable[[ApprovalState | None], None]
    ) -> None:
        """Stand before what runs jobs.

        Args:
            run: Runs them.
            face: The open desk.
            changed: Draws.
        """
        self._run, self._face, self._changed = run, face, changed
        self._pending: _Pending | None = None
        self.state: ApprovalState | None = None

    def __call__(
        self, job: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[DeskError], None]
    ) -> None:
        """Run a job; where an act of it waits for an approval, what comes of it is told after that."""
        take, face = Take(), self._face

        def play() -> tuple[_Played, Mapping[str, str], str]:
            played, refused = _outcome(lambda: take.run(job)), take.refused
            if refused is None:
                return played, {}, ""
            return played, face.approvers(str(refused.params["right"])), face.present()

        def went(found: tuple[_Played, Mapping[str, str], str]) -> None:
            played, who, by = found
            waits = _Pending(take, job, done, failed, played, tuple(who), by)
            if who and take.refused is not None and self._pending is None:
                self._ask(waits, take.refused, tuple(who.values()))
            else:
                waits.go_on(played)

        self._run(play, went, failed)

    def choose(self, place: int) -> None:
        """Choose whose code is typed."""
        if self.state is not None and not self.state.busy and place < len(self.state.names):
            self._show(replace(self.state, chosen=place, complaint=""))

    def give(self, code: str) -> None:
        """Try the code of the one who is chosen."""
        if self.state is not None and self._pending is not None and code.strip():
            self._try({"operator": self._pending.who[self.state.chosen], "code": code})

    def scan(self, code: str) -> bool:
        """Try a badge; what is known for something else is none. False while nothing waits."""
        if self.state is None:
            return False
        if self._face.recognises(code):
            self._complain(Speech(self._face.lang).say("This is no badge: read it once this is answered."))
        else:
            self._try({"badge": code})
        return True

    def leave(self) -> None:
        """Let the act be refused; while a code is looked at it is too late for that."""
        if self.state is not None and not self.state.busy and self._pending is not None:
            self._end(self._pending.played)

    def look(self) -> None:
        """See who is at the counter: what waits for an approval is no act of somebody else's, and is refused then."""
        if (waits := self._pending) is None:
            return

        def looked(by: str) -> None:
            if self._pending is not waits:
                return
            if by != waits.by:
                self.leave()
            elif self.state is not None and not self.state.busy:
                # Why a code was not taken before is told no more: nobody has tried one since.
                self._show(replace(self.state, complaint=""))

        # Where it cannot be read, it is seen before anything is done.
        self._run(self._face.present, looked, lambda _failure: None)

    def _ask(self, waits: _Pending, refused: Refused, names: tuple[str, ...]) -> None:
        self._pending = waits
        self._show(ApprovalState(self._face.takes(refused), names))

    def _try(self, approval: Mapping[str, str]) -> None:
        waits = self._pending
        if waits is None or self.state is None or self.state.busy:
            return
        self._show(replace(self.state, busy=True, complaint=""))

        def play() -> _Played | None:
            # Somebody else sat down meanwhile: it is no act of theirs.
            if self._face.present() != waits.by:
                return None
            return _outcome(lambda: waits.take.run(waits.job, approval))

        self._run(play, self._tried, lambda failure: self._end(_Played(failure=failure)))

    def _tried(self, played: _Played | None) -> None:
        waits, face = self._pending, self._face
        if waits is None:
            return
        refused = waits.take.refused
        if played is None:
            self._end(waits.played)
        elif refused is None or not _is_of_approval(refused):
            self._end(played)
        elif refused.code == _WRONG and not refused.params["wait_s"]:
            self._complain(Speech(face.lang).say("That is not the code: type it once more."))
        elif refused.code == NOT_ALLOWED:
            self._complain(face.takes(refused))
        else:
            self._complain(face.sentence(refused.code, refused.params))

    def _complain(self, told: str) -> None:
        if self.state is not None:
            self._show(replace(self.state, busy=False, complaint=told, serial=self.state.serial + 1))

    def _end(self, played: _Played) -> None:
        waits, self._pending = self._pending, None
        self._show(None)
        if waits is not None:
            waits.go_on(played)

    def _show(self, state: ApprovalState | None) -> None:
        self.state = state
        self._changed(state)


def _outcome(job: Callable[[], Any]) -> _Played:
    try:
        return _Played(job())
    except DeskError as failure:
        return _Played(failure=failure)


def _is_of_approval(refused: Refused) -> bool:
    """Say whether it is the approval that was not taken."""
    field = refused.params.get("field")
    return refused.code in {_WRONG, *_AGAIN} or (isinstance(field, str) and field.startswith(_FIELD))
