"""Figures of a day: `day status`, from its entries and each service's report.

Source: docs/contract.md, "Figures of a day"; `tests/data/real-day/README.md`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from concierge_desk.counter.day.by_operator import FIELD, by_operator, operator_rows, told_by_operator
from concierge_desk.counter.day.closed_drawers import ClosedDrawer
from concierge_desk.counter.day.closing import (
    PULSES,
    given_up_counts,
    paper_counts,
    pulse_counts,
)
from concierge_desk.counter.day.peoples_money import held_in_status, in_status, told_of
from concierge_desk.counter.day.terminals import payee_rows
from concierge_desk.counter.service import Service
from concierge_desk.counter.service_parts import DayReading
from concierge_desk.counter.till.safe import safe_told
from concierge_desk.counter.till.totals import Totals, add_up
from concierge_desk.counter.till.visits import pending
from concierge_desk.domain.errors import IntegrityFailure
from concierge_desk.domain.held.sums import HeldSums
from concierge_desk.domain.journal import Posted
from concierge_desk.domain.ticket import Cheque
from concierge_desk.domain.visit import Visit


@dataclass(frozen=True, slots=True)
class DayFacts:
    """Facts of a day, out of the store.

    Attributes:
        day: ISO date.
        posted: The readable entries of its range.
        unreadable: Those that cannot be read any more.
        closed: Whether the range ends with its closing.
        anchor: Of the closing entry, None while open.
        float_cents: What lay in the drawer at the opening; only while open.
        expected_cents: What the drawer should hold now.
        counted_cents: The last count, None before it.
        visits: Visits that are not settled.
        states: What each service's loader read, by code; only while open.
        closings: Numbers of all closings of its date, the first one first: a date that was opened again has several.
        drawer_connected: The printer opens the drawer; only while open.
        cheques: Those that lie in the drawer; only while open.
        drawers: Each of them, the site's first before the others; only while open.
        payees: Codes of those who are paid by card and cheque beside the site itself; only while open.
        opening: What each fund came to before, but the shop's own; only while open, None where nothing is told of it.
        held: What is held for people and owed by them; only while open.
        first: Code of the first operator of the shop.
    """

    day: str
    posted: tuple[Posted, ...]
    unreadable: tuple[int, ...]
    closed: bool
    anchor: str | None
    float_cents: int
    expected_cents: int
    counted_cents: int | None
    visits: tuple[Visit, ...]
    states: Mapping[str, Any]
    closings: tuple[str, ...] = ()
    drawer_connected: bool = False
    cheques: tuple[Cheque, ...] = ()
    drawers: tuple[ClosedDrawer, ...] = ()
    payees: frozenset[str] = frozenset()
    opening: Mapping[str, int] | None = None
    held: HeldSums | None = None
    first: str = ""


def status(facts: DayFacts, services: Sequence[Service]) -> dict[str, Any]:
    """Return the figures of a day: one key each, services' own keys beside the core's.

    Raises:
        IntegrityFailure: ``store.damaged`` when a closed day's closing cannot be read any more.
    """
    totals = add_up(facts.posted)
    closing = next((entry.data for entry in reversed(facts.posted) if entry.kind == "day.closed"), None)
    if facts.closed and closing is None:
        raise IntegrityFailure("store.damaged")
    told: dict[str, Any] = {
        "day": facts.day,
        "state": "closed" if facts.closed else "open",
        "number": closing["number"] if closing else None,
        # Told only where there are several: it is not what a day looks like.
        **({"closings": list(facts.closings)} if len(facts.closings) > 1 else {}),
        "anchor": facts.anchor,
        "tickets": len(totals.tickets),
        "lines": len(totals.lines),
        "funds": dict(totals.funds),
        "means": dict(totals.means),
        "change_cents": totals.change_cents,
        "vat": {str(rate): asdict(taxed) for rate, taxed in totals.vat.items()},
        "cash": _cash_of(closing["cash"]) if closing else _open_cash(facts),
        "drawers": _drawers(facts, closing),
        **_payees(facts, totals, closing),
        "held": {**held_in_status(facts.held, closing), "cheques": _held(facts, closing)},
        **in_status(told_of(totals, facts.opening) if closing is None else closing),
        **safe_told(facts.posted),
        "sessions": totals.sessions,
        "passages": _passages(totals, closing),
        **_pulses(facts, totals, closing),
        **paper_counts(totals),
        **given_up_counts(totals),
        "abandoned": totals.abandoned,
        "parked": closing["counts"].get("parked", 0) if closing else len(pending(facts.visits)),
        **_operators(facts, closing),
    }
    if facts.unreadable:
        told["unreadable"] = list(facts.unreadable)
    for service in services:
        report = service.aside().report
        if report is not None:
            reading = DayReading(facts.day, facts.posted, facts.closed, facts.states.get(service.code))
            told |= report.part(reading)
    return told


def _passages(totals: Totals, closing: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return how many came in, of the day and of each session; None for a day that was closed before they were counted."""
    if closing is not None and "passages" not in closing["counts"]:
        return None
    counted = totals.passages
    return {"day": sum(counted.values()), "sessions": {str(n): count for n, count in counted.items()}}


def _pulses(facts: DayFacts, totals: Totals, closing: Mapping[str, Any] | None) -> dict[str, int | None]:
    """Return how often the drawer was opened by the printer; None where none is connected."""
    connected = facts.drawer_connected if closing is None else closing["counts"].get(PULSES) is not None
    return pulse_counts(totals, connected=connected)


def _held(facts: DayFacts, closing: Mapping[str, Any] | None) -> dict[str, int]:
    """Return how many cheques lie in the drawer, and what they come to; none where a closing tells of none."""
    if closing is None:
        return {"here": len(facts.cheques), "cents": sum(cheque.cents for cheque in facts.cheques)}
    told = closing.get("cheques", {})
    return {name: told.get(name, 0) for name in ("here", "cents")}


def _drawers(facts: DayFacts, closing: Mapping[str, Any] | None) -> dict[str, dict[str, Any]]:
    """Return each drawer by its code, as it is now, or as the closing left it."""
    if closing is not None:
        return {row["drawer"]: _cash_of(row) for row in closing.get("drawers") or [closing["cash"]]}
    return {
        one.code: {
            "float_cents": one.float_cents,
            "expected_cents": one.expected_cents,
            "counted_cents": one.counted_cents,
            "gap_cents": one.gap_cents,
        }
        for one in facts.drawers
    }


def _payees(facts: DayFacts, totals: Totals, closing: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return what each payee was paid by card and cheque, by its code; nothing where the site alone is paid."""
    rows = closing.get("payees", ()) if closing is not None else payee_rows(facts.payees, {}, totals)
    told = {row["payee"]: {name: row[name] for name in row if name != "payee"} for row in rows}
    return {"payees": told} if told else {}


def _operators(facts: DayFacts, closing: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return what is whose; nothing where the first operator of the shop was there alone."""
    # A closing of before it told them is read as its entries have it.
    told = (
        operator_rows(by_operator(facts.posted), facts.first)
        if closing is None or FIELD not in closing
        else closing
    )
    return {FIELD: told_by_operator(told[FIELD])} if FIELD in told else {}


def _cash_of(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("float_cents", "expected_cents", "counted_cents", "gap_cents")}


def _open_cash(facts: DayFacts) -> dict[str, Any]:
    counted = facts.counted_cents
    return {
        "float_cents": facts.float_cents,
        "expected_cents": facts.expected_cents,
        "counted_cents": counted,
        "gap_cents": None if counted is None else counted - facts.expected_cents,
    }
