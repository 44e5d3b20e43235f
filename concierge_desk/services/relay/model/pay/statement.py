"""A principal's own statement of a month, noted beside what it should be: what differs, code by code. Pure.

Source: docs/contract.md, "What carriers pay"; decision 0077.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from concierge_desk.counter.choices.dated_rows import each_once
from concierge_desk.counter.context import Context
from concierge_desk.counter.values.fields import group_of
from concierge_desk.counter.values.kinds import Code, Integer, Items, Kind, signed_cents
from concierge_desk.counter.values.months import Month
from concierge_desk.domain.accounting.period import month_days
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, Warned, all_facts
from concierge_desk.domain.override import override
from concierge_desk.services.relay.model.kinds import NEW_CODE
from concierge_desk.services.relay.model.pay.reckoning import Expected

KIND = "relay.statement_noted"
_MOST = 10_000_000


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A line of a principal's statement."""

    code: Annotated[str, NEW_CODE, "Code of the row that it pays, or of one that we lack."]
    count: Annotated[int | None, Integer(-_MOST, _MOST), "How many, where it says so."]
    cents: Annotated[int, signed_cents(), "What it pays, without VAT."]


_LINES = Items(group_of(StatementLine))


@dataclass(frozen=True, slots=True)
class StatementLines(Items):
    """Lines: a list of them, one alone, or by code what it pays: ``{"FIXED": 39100}``."""

    kind: Kind = _LINES.kind

    @property
    @override
    def label(self) -> str:
        return f"{_LINES.label}, or object: code -> cents"

    @override
    def read(self, raw: object) -> tuple[Any, ...]:
        if isinstance(raw, dict):
            raw = [raw] if "code" in raw else [{"code": code, "cents": told} for code, told in raw.items()]
        return Items.read(self, raw)


@dataclass(frozen=True, slots=True)
class NoteStatement:
    """Note what a principal says that it pays for a month."""

    principal: Annotated[str, Code(), "Who pays."]
    month: Annotated[str, Month(), "Of which month."]
    lines: Annotated[tuple[StatementLine, ...], StatementLines(), "Its lines."]
    more: Annotated[StatementLine | None, group_of(StatementLine), "One more line."]


@dataclass(frozen=True, slots=True)
class StatementState:
    """State that a statement is noted from: what it should be, and who may pay."""

    expected: Expected
    principals: frozenset[str]


def note_statement(state: StatementState, command: NoteStatement, context: Context) -> tuple[Event, ...]:
    """Note a statement; one of the same month takes the place of the one before.

    Raises:
        Refused: ``relay.principal_unknown``, ``relay.row_twice``, ``relay.statement_nothing``.

    Warns:
        ``relay.month_open``.
    """
    if command.principal not in state.principals:
        raise Refused("relay.principal_unknown", principal=command.principal)
    lines: Sequence[StatementLine] = [*command.lines, *([] if command.more is None else [command.more])]
    if not lines:
        raise Refused("relay.statement_nothing")
    each_once("code", (line.code for line in lines), "relay.row_twice")
    expected, (_first, last) = state.expected, month_days(command.month)
    differences = expected.differences({line.code: line.cents for line in lines})
    is_open = context.business_day <= last
    return (
        Event(
            "relay.statement_noted",
            {
                "principal": command.principal,
                "month": command.month,
                "lines": [all_facts(line) for line in lines],
                "expected": [{"code": code, "cents": cents} for code, cents in expected.by_code.items()],
                "ht_cents": expected.ht_cents,
                "vat_cents": expected.vat_cents,
                "ttc_cents": expected.ttc_cents,
                "differences": [all_facts(one) for one in differences],
            },
            warnings=(Warned("relay.month_open", {"day": last.isoformat()}),) if is_open else (),
        ),
    )
