"""Rows of what a principal pays: so much a month, so much an act, so many per mille of what was charged; each dated. Pure.

A row is of an agreement: it may begin on a day that is over, and what a month comes to is reckoned anew. Two rows of a code
never hold on one day; one of the same code and first day takes the place of the other, so that an end can be given to it.

Source: docs/contract.md, "What carriers pay"; docs/requirements.md, R-2.20; decision 0077.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Annotated, Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.service import Undone
from concierge_desk.counter.values.fields import group_of
from concierge_desk.counter.values.journal_texts import Remark
from concierge_desk.counter.values.kinds import Choice, Code, Day, Integer, cents
from concierge_desk.counter.values.rows import Rows
from concierge_desk.domain.dated import row_data
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Data, Event
from concierge_desk.services.relay.model.deposits import DEPOSIT_KINDS
from concierge_desk.services.relay.model.kinds import NEW_CODE

KIND = "relay.pay_set"

MONTH, ACT, PER_MILLE = "month", "act", "per_mille"
BASES = (MONTH, PER_MILLE, ACT)
"""In the order in which a statement lists them."""
STAMPS, PREPAID, PACKAGING, FRANKING = "stamps", "prepaid", "packaging", "franking"
CHARGES = (STAMPS, PREPAID, PACKAGING, FRANKING)
HANDED_OVER, RECEIVED, RETURNED, DEPOSITED = "handed_over", "received", "returned", "deposited_"
ACTS = (HANDED_OVER, RECEIVED, RETURNED, *[f"{DEPOSITED}{kind}" for kind in DEPOSIT_KINDS])
TTC, HT = "ttc", "ht"
MOST_PER_MILLE = 1000


@dataclass(frozen=True, slots=True)
class PayRow:
    """What is paid under a code, and from when to when."""

    code: Annotated[str, NEW_CODE, "Code of its line, such as `FIXED`."]
    basis: Annotated[str, Choice(BASES), "What it is paid by; of a month that of its last day, whole."]
    of: Annotated[str | None, Choice((*CHARGES, *ACTS)), "Which acts, or per mille of which charges."]
    cents: Annotated[int | None, cents(), "A month, or an act; without VAT."]
    per_mille: Annotated[int | None, Integer(0, MOST_PER_MILLE, "per mille"), "Of what was charged."]
    base: Annotated[str | None, Choice((TTC, HT)), "Of charges with VAT, by default, or without it."]
    valid_from: Annotated[date, Day(), "First day; it may be over."]
    valid_to: Annotated[date | None, Day(), "Last day; none while no end is known."]
    source: Annotated[str, Remark(max_length=200), "Where it was read, such as a clause."]

    def holds(self, day: date) -> bool:
        """Say whether it holds on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from the others of its principal."""
        return self.code, self.valid_from.isoformat()


@dataclass(frozen=True, slots=True)
class SetPay:
    """Say what a principal pays."""

    principal: Annotated[str, Code(), "Who pays."]
    rows: Annotated[tuple[PayRow, ...], Rows(group_of(PayRow)), "What is paid."]


@dataclass(frozen=True, slots=True)
class PayBefore:
    """State that rows are set from: those that there are, and who may pay.

    Attributes:
        rows: Of the principal, of all days.
        principals: Codes of those who are known.
        last: By code and first day, the entry that said something of it last.
    """

    rows: Sequence[PayRow]
    principals: frozenset[str] = frozenset()
    last: Mapping[tuple[str, str], int] | None = None


def set_pay(state: PayBefore, command: SetPay, _context: Context) -> tuple[Event, ...]:
    """Say what a principal pays from a day on.

    Raises:
        Refused: ``relay.principal_unknown``, ``relay.pay_row``, ``relay.period_reversed``, ``relay.pay_overlap``.
    """
    if command.principal not in state.principals:
        raise Refused("relay.principal_unknown", principal=command.principal)
    rows = [_checked(row) for row in command.rows]
    named = {row.key for row in rows}
    _require_apart([*(row for row in state.rows if row.key not in named), *rows])
    held = {row.key: row for row in state.rows}
    before = [_told(held.get(row.key), row) for row in rows]
    told = [row_data(row) for row in rows]
    return (Event("relay.pay_set", {"principal": command.principal, "rows": told, "before": before}),)


def _checked(row: PayRow) -> PayRow:
    """Return a row whose parts go together, with its base where it has one."""
    charged = row.basis == PER_MILLE
    among: tuple[str | None, ...] = {MONTH: (None,), ACT: ACTS, PER_MILLE: CHARGES}[row.basis]
    fits = row.of in among and (row.per_mille is not None) is charged and (row.cents is None) is charged
    if not fits or (row.base is not None and not charged):
        raise Refused("relay.pay_row", code=row.code)
    if row.valid_to is not None and row.valid_to < row.valid_from:
        raise Refused("relay.period_reversed", code=row.code)
    return replace(row, base=row.base or TTC) if charged else row


def _require_apart(rows: Iterable[PayRow]) -> None:
    """Refuse rows of which two of one code hold on the same day."""
    ordered = sorted(rows, key=lambda row: row.key)
    for one, other in pairwise(ordered):
        if one.code == other.code and (one.valid_to is None or other.valid_from <= one.valid_to):
            raise Refused("relay.pay_overlap", code=one.code, day=other.valid_from.isoformat())


def _told(held: PayRow | None, row: PayRow) -> Data:
    """Return what a code had from a day on; a row of nothing where it had none."""
    if held is not None:
        return row_data(held)
    return {**dict.fromkeys(row_data(row)), "code": row.code, "valid_from": row.valid_from.isoformat()}


def take_back(state: PayBefore, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Let the rows stand as they stood before.

    Raises:
        Refused: ``relay.changed_since``, ``relay.pay_overlap``.
    """
    data = undone.posted.data
    for row in data["rows"]:
        if (state.last or {}).get((row["code"], row["valid_from"])) != undone.posted.seq:
            raise Refused("relay.changed_since", code=row["code"])
    named = {(row["code"], row["valid_from"]) for row in data["rows"]}
    back = [read_row(row) for row in data["before"] if row["basis"] is not None]
    _require_apart([*(row for row in state.rows if row.key not in named), *back])
    swapped = {"principal": data["principal"], "rows": data["before"], "before": data["rows"]}
    return (Event(undone.posted.kind, swapped),)


def read_row(data: Mapping[str, Any]) -> PayRow:
    """Return a row as an entry or a table keeps it."""
    until = data["valid_to"]
    days = {
        "valid_from": date.fromisoformat(data["valid_from"]),
        "valid_to": None if until is None else date.fromisoformat(until),
    }
    return PayRow(**{**data, **days})
