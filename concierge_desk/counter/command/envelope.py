"""Envelope of a command: the fields that each may carry beside its own, and what of it is kept to compare.

Source: docs/contract.md, "Operation", "Operators and rights"; decisions 0003, 0087.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from concierge_desk.counter.command.happened import FIELDS, FROM_SHEET, line_of, op_of_line
from concierge_desk.counter.rights.proofs import Claim
from concierge_desk.counter.rights.unkept import UNKEPT, read_unshown
from concierge_desk.counter.values.kinds import Unreadable
from concierge_desk.domain.errors import Refused

BY_OPERATOR, APPROVE = "by_operator", "approve"
ENVELOPE = ("op", "do", "print", BY_OPERATOR, APPROVE, *FIELDS)
"""Fields that every command may carry beside its own."""

_OP = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""A UUID as RFC 9562 writes it; each has this one spelling."""
_in_order = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode


def op_of(raw: Mapping[str, Any]) -> str:
    """Return the operation's id.

    Raises:
        Refused: ``input.op``, ``input.own_code``.
    """
    op = raw.get("op")
    if op is None and (line := line_of(raw.get(FROM_SHEET))) is not None:
        # What stands on a line is entered once, by whoever enters it.
        return op_of_line(line)
    if not isinstance(op, str) or _OP.fullmatch(op.lower()) is None:
        raise Refused("input.op")
    return op.lower()


def op_within(op: str, place: int) -> str:
    """Return the op of what is written because an operation was refused: one of its own, for that one stays free."""
    from uuid import UUID, uuid5  # noqa: PLC0415  (hardly anything is)

    return str(uuid5(UUID(op), str(place)))


def by_operator(raw: Mapping[str, Any]) -> str | None:
    """Return who a line says does it; None where it says nobody.

    Raises:
        Refused: ``input.text``.
    """
    named = raw.get(BY_OPERATOR)
    if named is not None and not isinstance(named, str):
        raise Refused("input.text", field=BY_OPERATOR)
    return None if named is None else named.strip().lower()


def approval(raw: Mapping[str, Any]) -> Claim | None:
    """Return who a line says approves of it, and by which code; None where nobody does.

    Raises:
        Refused: ``input.object``, ``input.missing``, ``input.unknown_field``, ``input.text``, ``input.empty``,
            ``input.too_long``.
    """
    given = raw.get(APPROVE)
    if given is None:
        return None
    if not isinstance(given, dict):
        raise Refused("input.object", field=APPROVE)
    unknown = next((name for name in given if name not in ("operator", "code", "badge")), None)
    if unknown is not None:
        raise Refused("input.unknown_field", field=f"{APPROVE}.{unknown}")
    operator, code, badge = (_read(given, name) for name in ("operator", "code", "badge"))
    if operator is None and badge is None:
        raise Refused("input.missing", field=f"{APPROVE}.operator")
    return Claim(None if operator is None else operator.lower(), code, badge)


def _read(given: Mapping[str, Any], name: str) -> str | None:
    try:
        return None if given.get(name) is None else read_unshown(given[name])
    except Unreadable as error:
        raise Refused(error.code, field=f"{APPROVE}.{name}", **error.params) from error


def content(raw: Mapping[str, Any]) -> bytes:
    """Return the bytes that tell one content from another: order of keys apart, everything counts but secrets.

    Who approved of it is none of it: whoever was cut off before the answer came asks again without anybody's code.
    """
    left_out = (APPROVE, *UNKEPT.get(str(raw.get("do")), ()))
    kept = {name: value for name, value in raw.items() if name not in left_out}
    return _in_order({**kept, "op": None}).encode()
