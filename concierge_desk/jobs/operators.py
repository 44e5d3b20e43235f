"""Operators at the counter of a window: one of them is there, and every act is theirs, until somebody else sits down."""

from concierge_desk.desk.desk import Desk
from concierge_desk.store import records
from concierge_desk.store.unit import View


class Operators:
    """The operators of an open desk, as its window changes them."""

    def __init__(self, desk: Desk) -> None:
        """Look at the desk of a window; it outlives this."""
        self._desk = desk

    def change(self, code: str) -> str:
        """Let somebody else be at the counter until the window is closed; return the name.

        Raises:
            Refused: ``operator.unknown``.
        """
        self._desk.at_counter.code = self._desk.operator(code)
        return self._desk.store.read(lambda rows: records.operator_name(rows, View(rows).settings(), code))
