"""Rows of the relay that hold from a day on: stock that should be there, holding periods, whose each carrier is. Pure.

Past days stand: an item that came in keeps the period and the owner of its day.

Source: docs/contract.md, "Amounts and dated rows"; docs/trade.md, "Holding periods"; decision 0065.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from concierge_desk.counter.choices.dated_rows import each_once, first_day
from concierge_desk.counter.context import Context
from concierge_desk.counter.service import Undone
from concierge_desk.counter.values.codelists import Coded
from concierge_desk.counter.values.fields import group_of
from concierge_desk.counter.values.journal_texts import Remark
from concierge_desk.counter.values.kinds import Code, Day, Integer, OrNull, Word
from concierge_desk.counter.values.rows import Rows
from concierge_desk.domain import dated
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Data, Event
from concierge_desk.services.relay.model.catalogue import Product
from concierge_desk.services.relay.model.facts.stamps import sold_product
from concierge_desk.services.relay.model.kinds import CARRIER, MAX_PIECES, StampCode
from concierge_desk.services.relay.model.postage.holding_periods import HoldingRow
from concierge_desk.services.relay.model.postage.tariff import TariffRow

PAR, HOLDING, PRINCIPALS = "relay.par_set", "relay.holding_set", "relay.principals_set"
_LONGEST_DAYS = 60

_From = Annotated[date | None, Day(), "First day of those that name none; today by default."]


@dataclass(frozen=True, slots=True)
class ParRow:
    """How many pieces of a product should be there."""

    product: StampCode
    par: Annotated[int | None, OrNull(Integer(0, MAX_PIECES, "pieces"), None), "How many; null: no figure."]


@dataclass(frozen=True, slots=True)
class SetPar:
    """Other pieces should be in stock from a day on."""

    rows: Annotated[tuple[ParRow, ...], Rows(group_of(ParRow)), "The products."]
    valid_from: _From


@dataclass(frozen=True, slots=True)
class HoldingLine:
    """How long a carrier's items wait: a row of `resources/holding.csv`."""

    carrier: Annotated[Coded, CARRIER, "Whose items."]
    days: Annotated[int, Integer(1, _LONGEST_DAYS, "days"), "From the day after the notice, inclusive."]
    valid_from: Annotated[date | None, Day(), "First day; that of the command by default."]
    valid_to: Annotated[date | None, Day(), "Last day; none while no end is known."]
    source: Annotated[str | None, Remark(max_length=200), "Where it was read."]
    confidence: Annotated[str | None, Word(("V", "S", "I")), "Verified, of a second hand, inferred."]


@dataclass(frozen=True, slots=True)
class SetHolding:
    """Items wait another time from a day on, those that come in then."""

    rows: Annotated[tuple[HoldingLine, ...], Rows(group_of(HoldingLine)), "The carriers."]
    valid_from: _From


@dataclass(frozen=True, slots=True)
class PrincipalRow:
    """Whose items a carrier brings."""

    carrier: Annotated[Coded, CARRIER, "Which carrier."]
    principal: Annotated[
        str | None, OrNull(Code(), None), "Code of the principal; null: the shop takes none of them."
    ]


@dataclass(frozen=True, slots=True)
class SetPrincipals:
    """A carrier's items are another principal's from a day on, those that come in then."""

    rows: Annotated[tuple[PrincipalRow, ...], Rows(group_of(PrincipalRow)), "The carriers."]
    valid_from: _From


@dataclass(frozen=True, slots=True)
class Before:
    """State that rows are set from: what holds of each name on the first day; principals that there are.

    Attributes:
        held: By product or carrier, what holds on the day that is named; what holds nothing is left out.
        tariff: Prices of the products that are named.
        products: These products.
        principals: Codes of those that items may be kept for.
    """

    held: Mapping[str, Any]
    tariff: Sequence[TariffRow] = ()
    products: Mapping[str, Product] | None = None
    principals: frozenset[str] = frozenset()


def set_par(state: Before, command: SetPar, context: Context) -> tuple[Event, ...]:
    """Say how many pieces should be there.

    Raises:
        Refused: ``relay.past``, ``relay.row_twice``, and as `sold_product`.
    """
    first = first_day(command.valid_from, context, "relay.past")
    each_once("product", (row.product for row in command.rows), "relay.row_twice")
    for row in command.rows:
        sold_product(row.product, state.products or {}, state.tariff)
    told = [{"product": row.product, "par": row.par, "valid_from": first.isoformat()} for row in command.rows]
    return (Event("relay.par_set", _with_before(told, "product", "par", state.held)),)


def set_holding(state: Before, command: SetHolding, context: Context) -> tuple[Event, ...]:
    """Say how long items wait.

    Raises:
        Refused: ``relay.past``, ``relay.row_twice``, ``relay.period_reversed``.
    """
    each_once("carrier", (row.carrier.code for row in command.rows), "relay.row_twice")
    told = [dated.row_data(_period(row, command, context)) for row in command.rows]
    return (Event("relay.holding_set", _with_before(told, "carrier", "days", state.held)),)


def _period(row: HoldingLine, command: SetHolding, context: Context) -> HoldingRow:
    first = first_day(row.valid_from or command.valid_from, context, "relay.past")
    if row.valid_to is not None and row.valid_to < first:
        raise Refused("relay.period_reversed", carrier=row.carrier.code)
    return HoldingRow(
        carrier=row.carrier.code,
        days=row.days,
        valid_from=first,
        valid_to=row.valid_to,
        source=row.source or "",
        confidence=row.confidence or "",
    )


def set_principals(state: Before, command: SetPrincipals, context: Context) -> tuple[Event, ...]:
    """Say whose items carriers bring.

    Raises:
        Refused: ``relay.past``, ``relay.row_twice``, ``relay.principal_unknown``.
    """
    first = first_day(command.valid_from, context, "relay.past")
    each_once("carrier", (row.carrier.code for row in command.rows), "relay.row_twice")
    for row in command.rows:
        if row.principal is not None and row.principal not in state.principals:
            raise Refused("relay.principal_unknown", principal=row.principal)
    told = [
        {"carrier": row.carrier.code, "principal": row.principal, "valid_from": first.isoformat()}
        for row in command.rows
    ]
    return (Event("relay.principals_set", _with_before(told, "carrier", "principal", state.held)),)


def _with_before(rows: Sequence[Data], key: str, value: str, held: Mapping[str, Any]) -> Data:
    """Return rows with what held before of each."""
    return {"rows": list(rows), "before": [{key: row[key], value: held.get(row[key])} for row in rows]}


def take_back(last: Mapping[str, int | None], undone: Undone, context: Context) -> tuple[Event, ...]:
    """Let hold what held before, from the same day on, today at the earliest: days that are over stand.

    Args:
        last: By product or carrier, the entry that said something of it last.
        undone: The entry.
        context: Now.

    Raises:
        Refused: ``relay.changed_since``, ``relay.holding_first``.
    """
    data = undone.posted.data
    if "before" not in data:
        # What the desk was made with.
        raise Refused("journal.not_reversible")
    key, value = next(names for names in _NAMES if set(names) == set(data["before"][0]))
    for row in data["before"]:
        if last[row[key]] != undone.posted.seq:
            raise Refused("relay.changed_since", **{key: row[key]})
        if value == "days" and row[value] is None:
            raise Refused("relay.holding_first", carrier=row[key])
    today = context.business_day.isoformat()
    rows = [
        {**told, value: row[value], "valid_from": max(told["valid_from"], today)}
        for told, row in zip(data["rows"], data["before"], strict=True)
    ]
    before = [{key: row[key], value: row[value]} for row in data["rows"]]
    return (Event(undone.posted.kind, {"rows": rows, "before": before}),)


_NAMES = (("product", "par"), ("carrier", "days"), ("carrier", "principal"))
"""Of each kind, what a row is about and what it says."""
