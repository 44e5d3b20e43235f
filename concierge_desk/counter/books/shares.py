"""Shares of operators in a day, as its closing tells them: held to the tickets and corrections of its range.

Source: docs/contract.md, "Closing record"; decision 0089.
"""

from dataclasses import asdict
from typing import Final

from concierge_desk.counter.books.reading import Data
from concierge_desk.counter.day.by_operator import FIELD, Shares, told_by_operator
from concierge_desk.store.sound_entries import AT, Row

_BY: Final = AT.stop + len('","by":"')
"""Where a payload has its operator: keys are sorted, `by` is its second."""
_OP: Final = b'"op":"'


class OperatorShares:
    """What of the range so far is whose."""

    def __init__(self) -> None:
        """Begin a range."""
        self._shares = Shares()

    def settled(self, row: Row, data: Data) -> None:
        """Take a ticket."""
        payload = row[5] or b""
        self._shares.settled(_by(payload), _op(payload), data)

    def corrected(self, row: Row) -> None:
        """Take an entry that corrects another; between two days it is nobody's of any day."""
        if row[4] is not None and row[3] != b"till.settled":
            payload = row[5] or b""
            self._shares.corrected(_by(payload), _op(payload))

    def differing(self, data: Data) -> list[str]:
        """Return the field of a closing that tells of operators, where it tells something else.

        Who was there without a ticket or a correction, no entry that is read here says.

        Raises:
            LookupError, TypeError: When it is none of the counter's.
        """
        if FIELD not in data:
            # One of before they were told, or of the first operator alone.
            return []
        told = {
            code: figures for code, figures in told_by_operator(data[FIELD]).items() if any(figures.values())
        }
        made = {code: asdict(one) for code, one in self._shares.figures().items()}
        return [] if told == made else [FIELD]


def _by(payload: bytes) -> str:
    return payload[_BY : payload.index(b'"', _BY)].decode()


def _op(payload: bytes) -> str:
    # It stands behind the data, whatever that says.
    at = payload.rindex(_OP) + len(_OP)
    return payload[at : payload.index(b'"', at)].decode()
