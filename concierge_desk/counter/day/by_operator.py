"""Figures of a day by operator: who was at the counter, and what of the day is whose; their sums are the day's. Pure.

Source: docs/contract.md, "Closing record", "Figures of a day"; decision 0089.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from concierge_desk.domain.journal import Posted
from concierge_desk.domain.operation import APART
from concierge_desk.domain.ticket import gives_back

FIELD: Final = "operators"
"""Field of a closing, and of a day's figures, that tells of them."""
_SETTLED: Final = "till.settled"


@dataclass(frozen=True, slots=True)
class OperatorFigures:
    """What of a day is an operator's.

    Attributes:
        tickets: Tickets settled, those that give back included.
        cents: What was due on them, what they gave back taken off.
        refunds: How many of them gave back, or took a ticket back.
        corrections: Acts by which something else was taken back or corrected.
    """

    tickets: int = 0
    cents: int = 0
    refunds: int = 0
    corrections: int = 0


class Shares:
    """Whose what is, entry by entry in the order of the journal: as many as a whole journal has."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._tickets: dict[str, list[int]] = {}
        # An act corrects once, however many entries it takes back; one that settles a ticket is a refund.
        self._corrects: dict[str, str] = {}

    def settled(self, by: str, op: str, data: Mapping[str, Any]) -> None:
        """Take a ticket."""
        found = self._tickets.get(by)
        if found is None:
            found = self._tickets[by] = [0, 0, 0]
        found[0] += 1
        found[1] += data["due_cents"]
        found[2] += "refunds" in data or gives_back(data)
        self._corrects.pop(op, None)

    def corrected(self, by: str, op: str) -> None:
        """Take an entry that corrects another and is no ticket."""
        self._corrects[op] = by

    def figures(self, present: Iterable[str] = ()) -> dict[str, OperatorFigures]:
        """Return what is whose, by operator in the order of their codes.

        Args:
            present: Who was at the counter, whatever they did there.
        """
        corrections = Counter(self._corrects.values())
        codes = sorted({*present, *self._tickets, *corrections})
        found = {}
        for code in codes:
            tickets, cents, refunds = self._tickets.get(code, _NO_TICKETS)
            found[code] = OperatorFigures(tickets, cents, refunds, corrections[code])
        return found


_NO_TICKETS: Final = (0, 0, 0)


def by_operator(posted: Iterable[Posted], closing: str | None = None) -> dict[str, OperatorFigures]:
    """Return what of a day is whose: of each who did something at the counter while it was open.

    Args:
        posted: Its entries; what was written between two days, or by the program itself, is nobody's.
        closing: Code of whoever closes it; None where that is among the entries, or nobody does yet.
    """
    shares, present = Shares(), set() if closing is None else {closing}
    for entry in posted:
        if entry.day is None or entry.kind in APART:
            continue
        present.add(entry.by)
        if entry.kind == _SETTLED:
            shares.settled(entry.by, entry.op, entry.data)
        elif "corrects" in entry.data:
            shares.corrected(entry.by, entry.op)
    return shares.figures(present)


def operator_rows(figures: Mapping[str, OperatorFigures], first: str) -> dict[str, Any]:
    """Return what a closing tells of operators; nothing where the first of the shop's was there alone.

    Args:
        figures: Of each who was there.
        first: Code of the first operator of the shop.
    """
    if set(figures) <= {first}:
        return {}
    return {FIELD: [{"operator": code, **asdict(one)} for code, one in figures.items()]}


def told_by_operator(rows: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, int]]:
    """Return figures as a closing tells them, by the code of the operator."""
    return {row["operator"]: {name: row[name] for name in _FIGURES} for row in rows}


_FIGURES: Final = ("tickets", "cents", "refunds", "corrections")
