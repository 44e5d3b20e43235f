"""Identity of whoever plays a command: what they may do, and whether they proved who they are.

Source: docs/contract.md, "Operators and rights"; decision 0087.
"""

from typing import Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.rights.grant import Grant, Holder
from concierge_desk.counter.rights.presence import Presence
from concierge_desk.counter.rights.table import CORRECT
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import AnyCommand
from concierge_desk.counter.settings.rights import MONEY_OUT_CENTS
from concierge_desk.domain.errors import Refused
from concierge_desk.store.staff.codes import CODE, hash_of


def granted(context: Context, lender: str | None) -> Grant:
    """Return what an operation may do.

    Args:
        context: Of its command.
        lender: Code of whoever approves of it, and proved it; None without.
    """
    opened = context.state.open
    return Grant(
        holder=_holder(context, context.operator),
        lender=None if lender is None else _holder(context, lender),
        limit=lambda: context.value(MONEY_OUT_CENTS),
        day=None if opened is None else opened.day,
    )


def is_asked(rows: Rows, operator: str, presence: Presence) -> bool:
    """Say whether an operator has a code that was not given in this process, or is another one since."""
    kept = hash_of(rows, CODE, operator)
    return kept is not None and presence.proved.get(operator) != kept


def check_code(rows: Rows, operator: str, presence: Presence) -> None:
    """Refuse what somebody plays who has a code and did not give it in this process.

    Raises:
        Refused: ``operator.code_needed``.
    """
    if is_asked(rows, operator, presence):
        raise Refused("operator.code_needed", operator=operator)


def rights_needed(command: AnyCommand, rows: Rows, parsed: Any, context: Context) -> tuple[str, ...]:
    """Return the rights that a command needs; none for what proves by itself who asks."""
    right = command.right
    return (right,) if isinstance(right, str) else right.of(rows, parsed, context)


def require_rights(command: AnyCommand, rows: Rows, parsed: Any, context: Context, grant: Grant) -> None:
    """Refuse a command that nobody here may play.

    Raises:
        Refused: ``operator.not_allowed``.
    """
    right = command.right
    reads = None if isinstance(right, str) else right.corrected
    for needed in rights_needed(command, rows, parsed, context):
        corrected = reads(rows, parsed) if reads is not None and needed == CORRECT else None
        grant.require(needed, corrected=corrected)


def _holder(context: Context, code: str) -> Holder:
    return Holder(code, context.roles.get(code, ()))
