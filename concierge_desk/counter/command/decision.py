"""Decision of a command, without writing: who may play it, what it comes to, what it would refuse, what the next one may know.

Source: docs/contract.md, "Operation", "Operators and rights"; decisions 0003, 0087.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from concierge_desk.counter.choices.offered import require_on
from concierge_desk.counter.command.envelope import ENVELOPE
from concierge_desk.counter.context import Context
from concierge_desk.counter.rights.grant import Grant, Holder
from concierge_desk.counter.rights.presence import Presence
from concierge_desk.counter.rights.table import CORRECT
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import AnyCommand, check_day
from concierge_desk.counter.settings.rights import MONEY_OUT_CENTS
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
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


def refusal_of(
    commands: Mapping[str, AnyCommand],
    rows: Rows,
    raw: Mapping[str, Any],
    context: Context,
    grant: Grant,
) -> Refused | None:
    """Return why a command would be refused now, None where it would be accepted; nothing is written.

    Charged acts that a command pays for are not decided here.

    Args:
        commands: Every command by name.
        rows: One state of the store.
        raw: The command, without its ``op``.
        context: What it may know.
        grant: What whoever asks may do.
    """
    command = commands[raw["do"]]
    try:
        parsed = command.form.parse({key: item for key, item in raw.items() if key not in ENVELOPE})
        require_rights(command, rows, parsed, context, grant)
        check_day(command.when, context)
        grant.require_amounts(events_of(command, rows, parsed, context))
    except Refused as refused:
        return refused
    return None


def charged_act(commands: Mapping[str, AnyCommand], raw: Mapping[str, Any]) -> tuple[AnyCommand, Any]:
    """Return the command of a charged act, and the act as its form reads it.

    Raises:
        Refused: ``input.*``, ``till.act_stands_alone``.
    """
    inner = commands.get(raw["do"])
    if inner is None:
        raise Refused("input.command", command=raw["do"])
    if not inner.charged:
        raise Refused("till.act_stands_alone", command=inner.name)
    return inner, inner.form.parse({key: item for key, item in raw.items() if key != "do"})


def after_act(
    commands: Mapping[str, AnyCommand], rows: Rows, raw: Mapping[str, Any], context: Context
) -> Context:
    """Decide a charged act and return what the next one of its visit may know; nothing is written.

    Raises:
        Refused: What the act refuses, and as `charged_act`.
    """
    inner, act = charged_act(commands, raw)
    events = events_of(inner, rows, act, context)
    return replace(context, earlier=context.earlier + events)


def events_of(command: AnyCommand, rows: Rows, parsed: Any, context: Context) -> tuple[Event, ...]:
    """Return what a command comes to: its texts screened, then decided; the words that it refers to beside.

    Raises:
        Refused: What screening and decision refuse; as `require_on`.
    """
    if command.brings:
        require_on(rows, command, context)
    screening = context.screening
    if screening is None or not command.writes:
        return command.decide(command.load(rows, parsed, context), parsed, context)
    try:
        asked = screening.screened(command.form, parsed)
        return screening.kept(command.decide(command.load(rows, asked, context), asked, context))
    except Refused as refused:
        raise screening.spelled(refused) from refused


def _holder(context: Context, code: str) -> Holder:
    return Holder(code, context.roles.get(code, ()))
