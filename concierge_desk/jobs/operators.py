"""Operators of an open desk: who is at its window, and who may do what goes past the counter, such as a print or an export.

Source: docs/contract.md, "Operators and rights"; decision 0087.
"""

from concierge_desk.counter.command.decision import is_asked
from concierge_desk.counter.rights.grant import not_allowed, reach_of, roles_in
from concierge_desk.counter.rights.table import ALL
from concierge_desk.counter.settings.lock import LOCK_AFTER_S
from concierge_desk.counter.settings.values import in_force
from concierge_desk.desk.desk import Desk
from concierge_desk.domain.errors import Refused
from concierge_desk.store import records
from concierge_desk.store.connection import Connection
from concierge_desk.store.settings import settings_in_force
from concierge_desk.store.staff.codes import has_code
from concierge_desk.store.unit import View


class Operators:
    """The operators of an open desk, as its window changes them."""

    def __init__(self, desk: Desk) -> None:
        """Look at the desk of a window; it outlives this."""
        self._desk = desk

    def change(self, code: str) -> str:
        """Let somebody else be at the counter until the window is closed; return the name.

        Raises:
            Refused: ``operator.unknown``, ``operator.code_needed``.
        """
        operator = self._desk.operator(code)
        if asks_code(self._desk, operator):
            raise Refused("operator.code_needed", operator=operator)
        self._desk.at_counter.code = operator
        return self._desk.store.read(lambda rows: records.operator_name(rows, View(rows).settings(), code))


def lock_after_s(rows: Connection) -> int:
    """Return after how many seconds without input a window is covered."""
    return in_force(rows, LOCK_AFTER_S)


def begins_locked(desk: Desk) -> bool:
    """Say whether a window of a desk shows nothing at first: somebody who may be at the counter has a code."""
    known = desk.settings.operators
    return desk.store.read(lambda rows: any(has_code(rows, code) for code in known))


def asks_code(desk: Desk, operator: str) -> bool:
    """Say whether an operator has to give a code that this process was not given yet."""
    return desk.store.read(lambda rows: is_asked(rows, operator, desk.at_counter))


def entitled(desk: Desk, code: str | None, right: str, *, proved: bool = True) -> str:
    """Return who does it, where they may.

    Args:
        desk: The open desk.
        code: Code of the operator asked for; whoever is at the counter of this process, else the first of the settings.
        right: What it takes.
        proved: Whether they have to be proved to be who they are.

    Raises:
        Refused: ``operator.unknown``, ``operator.code_needed``, ``operator.not_allowed``.
    """
    by = desk.operator(desk.present(None) if code is None else code)
    if proved and asks_code(desk, by):
        raise Refused("operator.code_needed", operator=by)
    may = roles_in(desk.store.read(settings_in_force)).get(by, ())
    if reach_of(right, may) != ALL:
        raise not_allowed(right, may)
    return by
