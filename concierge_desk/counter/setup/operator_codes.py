"""Codes of operators: set, reset, given to sign in. Pure but for what is kept; a code stands in no entry.

Source: docs/contract.md, "Operators and rights"; docs/requirements.md, R-4.10; decision 0087.
"""

import itertools
from dataclasses import dataclass
from typing import Annotated

from concierge_desk.counter.context import Context
from concierge_desk.counter.rights.table import LOOK, SET_UP, Depends
from concierge_desk.counter.rights.unkept import (
    LEAST_BADGE,
    MOST_SIGNS,
    RESET_CODE,
    SET_CODE,
    SIGN_IN,
    SIGN_OUT,
    read_unshown,
)
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import ALWAYS, AnyCommand, AnyReversal, Command, answers, never
from concierge_desk.counter.setup.operators import OperatorCode
from concierge_desk.counter.values.kinds import Kind
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Data, Event
from concierge_desk.domain.override import override
from concierge_desk.i18n import N_
from concierge_desk.store.staff import codes

CODE_SET, CODE_RESET = "operator.code_set", "operator.code_reset"

_LEAST_SIGNS, _MOST_SIGNS = 4, 12
_DECIMAL = 10


@dataclass(frozen=True, slots=True)
class Unshown(Kind):
    """What nobody else is to see: taken as it is, but for blanks at its ends and how a keyboard writes an é.

    Attributes:
        most: How many signs it has at most.
    """

    most: int = MOST_SIGNS

    @property
    @override
    def label(self) -> str:
        return f"secret, at most {self.most} signs; kept nowhere as it is"

    @override
    def read(self, raw: object) -> str:
        return read_unshown(raw, self.most)


@dataclass(frozen=True, slots=True)
class SetCode:
    """A code is asked of an operator from now on; another one, where there was one."""

    operator: Annotated[str, OperatorCode(), "Code of whom."]
    code: Annotated[str, Unshown(_MOST_SIGNS), "What they type: 4 to 12 signs, no run, more than one sign."]
    badge: Annotated[
        str | None, Unshown(), "What their badge says when it is scanned, of 8 signs at least."
    ] = None


@dataclass(frozen=True, slots=True)
class ResetCode:
    """No code is asked of an operator any more: it was forgotten."""

    operator: Annotated[str, OperatorCode(), "Code of whom."]
    recovery: Annotated[
        str | None, Unshown(), "What stands on the recovery sheet, where nobody is there who may do it."
    ] = None


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody is at the counter of this process from now on."""

    operator: Annotated[str | None, OperatorCode(), "Code of whom; a badge tells it by itself."] = None
    code: Annotated[str | None, Unshown(), "Their code, where they have one."] = None
    badge: Annotated[str | None, Unshown(), "What their badge says, in place of the code."] = None


@dataclass(frozen=True, slots=True)
class SignOut:
    """Somebody leaves the counter of this process: their code is asked for again."""

    operator: Annotated[str | None, OperatorCode(), "Code of whom; everybody by default."] = None


def set_code(_state: None, command: SetCode, context: Context) -> tuple[Event, ...]:
    """Ask a code of an operator.

    Raises:
        Refused: ``operator.unknown``, ``operator.code_invalid``, ``operator.code_weak``.
    """
    if command.operator not in context.settings.operators:
        raise Refused("operator.unknown", operator=command.operator)
    if len(command.code) < _LEAST_SIGNS or is_weak(command.code):
        raise Refused("operator.code_weak")
    badge = command.badge
    if badge is not None and (len(badge) < LEAST_BADGE or is_weak(badge)):
        raise Refused("operator.code_weak")
    return (Event(CODE_SET, {"operator": command.operator, "badge": badge is not None}),)


def is_weak(code: str) -> bool:
    """Say whether a code is one sign alone, or a run: 1234, 9876, 7890, abcd."""
    return len(set(code)) == 1 or any(
        all(_next(first, step) == second for first, second in itertools.pairwise(code)) for step in (1, -1)
    )


def _next(sign: str, step: int) -> str:
    if sign.isascii() and sign.isdigit():
        return str((int(sign) + step) % _DECIMAL)
    return chr(ord(sign) + step)


def _keep(rows: Rows, command: SetCode, context: Context) -> Data:
    hashed = context.proofs.hashed
    badge = None if command.badge is None else hashed(command.badge)
    codes.keep_code(rows, command.operator, hashed(command.code), badge)
    return {}


@dataclass(frozen=True, slots=True)
class ResetState:
    """State that a reset is decided from.

    Attributes:
        is_set: Whether a code is asked at all.
        is_recovery: Whether what stands on the recovery sheet was typed; None where nothing was.
    """

    is_set: bool
    is_recovery: bool | None


def _load_reset(rows: Rows, command: ResetCode, context: Context) -> ResetState:
    typed = command.recovery
    proved = None if typed is None else context.proofs.is_recovery(rows, typed)
    return ResetState(codes.has_code(rows, command.operator), proved)


def reset_code(state: ResetState, command: ResetCode, context: Context) -> tuple[Event, ...]:
    """Ask no code of an operator any more; the journal says whether the recovery sheet was needed.

    Raises:
        Refused: ``operator.unknown``, ``operator.code_invalid``, ``operator.recovery_wrong``, ``operator.nothing_changed``.
    """
    if state.is_recovery is False:
        raise Refused("operator.recovery_wrong")
    if command.operator not in context.settings.operators:
        raise Refused("operator.unknown", operator=command.operator)
    if not state.is_set:
        raise Refused("operator.nothing_changed")
    return (Event(CODE_RESET, {"operator": command.operator, "recovery": bool(state.is_recovery)}),)


def _drop(rows: Rows, command: ResetCode, _context: Context) -> Data:
    codes.drop_code(rows, command.operator)
    return {}


def sign_in(_state: None, _command: SignIn, _context: Context) -> tuple[Event, ...]:
    """Write nothing: who is at the counter of a process is no entry; the counter itself asks for the proof.

    Raises:
        Refused: ``operator.unknown``, ``operator.code_invalid``, ``operator.code_needed``, ``operator.wrong_code``,
            ``operator.wait``.
    """
    return ()


def sign_out(_state: None, _command: SignOut, _context: Context) -> tuple[Event, ...]:
    """Write nothing, as `sign_in`."""
    return ()


def _right_to_set(_rows: Rows, command: SetCode, context: Context) -> tuple[str, ...]:
    # Anybody who may look at all chooses their own.
    return (LOOK,) if command.operator == context.operator else (SET_UP,)


def _right_to_reset(_rows: Rows, command: ResetCode, _context: Context) -> tuple[str, ...]:
    # Whoever has the sheet has the whole desk already.
    return (SET_UP,) if command.recovery is None else ()


CODE_COMMANDS: tuple[AnyCommand, ...] = (
    Command(
        name=SET_CODE,
        summary=N_("A code is asked of somebody who keeps the counter, and a badge does as well."),
        decide=set_code,
        answer=answers("operator"),
        work=_keep,
        when=ALWAYS,
        right=Depends((LOOK, SET_UP), _right_to_set),
    ),
    Command(
        name=RESET_CODE,
        summary=N_("A code was forgotten: none is asked any more, until another is set."),
        load=_load_reset,
        decide=reset_code,
        answer=answers("operator"),
        work=_drop,
        when=ALWAYS,
        right=Depends((SET_UP,), _right_to_reset),
    ),
    Command(
        name=SIGN_IN,
        summary=N_("Somebody is at the counter, until somebody else is or the program ends."),
        decide=sign_in,
        when=ALWAYS,
        writes=False,
        right=LOOK,
    ),
    Command(
        name=SIGN_OUT,
        summary=N_("Somebody leaves the counter: the code is asked for again."),
        decide=sign_out,
        when=ALWAYS,
        writes=False,
        right=LOOK,
    ),
)

CODE_REVERSALS: dict[str, AnyReversal] = dict.fromkeys((CODE_SET, CODE_RESET), never("operator.code_again"))
