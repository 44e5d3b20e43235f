"""New rates of the VAT: rows that hold from a day on; what was sold keeps its own. Pure rules.

Source: docs/contract.md, "Amounts and dated rows"; docs/requirements.md, R-2.10.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.rights.table import SET_UP
from concierge_desk.counter.service import ANY_DAY, AnyCommand, AnyReversal, Command, answers, never
from concierge_desk.counter.values.fields import group_of
from concierge_desk.counter.values.journal_texts import NewCode
from concierge_desk.counter.values.kinds import Code, Day, Integer, Items, Kind, Unreadable
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Data, Event
from concierge_desk.domain.override import override
from concierge_desk.i18n import N_

KIND = "vat.imported"
IMPORTED = "vat.import"
"""Source of the rows that were given at the counter."""
MOST = 10_000
"""A tax as high as the price itself."""

_PERCENT = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))? ?%?", re.ASCII)


@dataclass(frozen=True, slots=True)
class NewRate:
    """A rate that holds from a day on."""

    code: Annotated[str, NewCode(Code()), "Code of the rate, such as `TVA_20`."]
    rate: Annotated[int, Integer(0, MOST, "hundredths of a percent"), "The rate: 2000 is 20 %."]


_ROWS = Items(group_of(NewRate), least=1, most=50)


@dataclass(frozen=True, slots=True)
class RateRows(Items):
    """Rates: a list of them, or by code the percent as it is typed: ``{"TVA_20": "21"}``."""

    kind: Kind = _ROWS.kind
    least: int = _ROWS.least
    most: int = _ROWS.most

    @property
    @override
    def label(self) -> str:
        return f"{_ROWS.label}, or object: code -> percent as typed, such as `5,5`"

    @override
    def read(self, raw: object) -> tuple[Any, ...]:
        if isinstance(raw, dict):
            raw = [{"code": code, "rate": _rate_of(typed)} for code, typed in raw.items()]
        return Items.read(self, raw)


def _rate_of(typed: object) -> int:
    found = _PERCENT.fullmatch(typed.strip()) if isinstance(typed, str) else None
    if found is None:
        raise Unreadable("input.percent")
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))


@dataclass(frozen=True, slots=True)
class ImportVat:
    """Other rates hold from a day on."""

    rows: Annotated[tuple[NewRate, ...], RateRows(), "The rates."]
    valid_from: Annotated[date, Day(), "First day on which they hold; not before today."]


def import_vat(_state: None, command: ImportVat, context: Context) -> tuple[Event, ...]:
    """Write the rates down.

    Raises:
        Refused: ``vat.past``, ``vat.twice``.
    """
    if command.valid_from < context.business_day:
        raise Refused("vat.past", day=command.valid_from.isoformat())
    codes = [row.code for row in command.rows]
    twice = next((code for code in codes if codes.count(code) > 1), None)
    if twice is not None:
        raise Refused("vat.twice", vat_code=twice)
    return (Event(KIND, {"rows": [_row(row, command.valid_from) for row in command.rows]}),)


def _row(row: NewRate, first: date) -> Data:
    """Return a row as those that came with the program stand in their entry."""
    return {
        "code": row.code,
        "label": row.code,
        "rate": row.rate,
        "source": IMPORTED,
        "valid_from": first.isoformat(),
        "valid_to": None,
    }


VAT_COMMAND: AnyCommand = Command(
    name="vat.import",
    summary=N_("Other rates of the VAT hold from a day on; what was sold keeps its own."),
    decide=import_vat,
    answer=answers("rows"),
    when=ANY_DAY,
    right=SET_UP,
)

VAT_REVERSALS: Mapping[str, AnyReversal] = {KIND: never("vat.import_again")}
