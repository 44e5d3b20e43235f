"""Shares of operators in every closed day, in rows; read from the store.

Source: docs/contract.md, "Export of everything"; decision 0089.
"""

from dataclasses import astuple

from concierge_desk.counter.day.by_operator import by_operator
from concierge_desk.counter.rows import Rows
from concierge_desk.store import day as days
from concierge_desk.store import journal
from concierge_desk.store.settings import settings_in_force


def by_operator_and_day(rows: Rows) -> list[tuple[str, str, str, int, int, int, int]]:
    """Return day, closing and figures of each operator of every closed day; none where it was always the first alone.

    A closing that does not tell of them is read from the entries of its day.
    """
    first = settings_in_force(rows)["operators"][0]
    found = [
        (day, number, code, *astuple(one))
        for day, number, from_seq, closed_seq in days.closings(rows)
        for code, one in by_operator(journal.readable(rows, from_seq, closed_seq)[0]).items()
    ]
    return found if any(code != first for _day, _number, code, *_figures in found) else []
