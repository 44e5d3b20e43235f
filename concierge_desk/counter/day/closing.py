"""The closing record: everything a Z holds, and the day's figures as `day status` tells them.

Source: docs/requirements.md, "Closing record"; docs/contract.md, "Closing record".
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from concierge_desk.counter.context import Settings
from concierge_desk.counter.day.by_operator import by_operator, operator_rows
from concierge_desk.counter.day.closed_drawers import (
    ClosedDrawer,
    closed_drawers,
    counted_in_all,
    drawer_rows,
)
from concierge_desk.counter.day.peoples_money import held_told, indemnities, told_of
from concierge_desk.counter.day.terminals import card_told, payee_rows
from concierge_desk.counter.till.safe import safe_told
from concierge_desk.counter.till.totals import Totals, count_of, ereporting, own_lines
from concierge_desk.counter.values.codelists import codes
from concierge_desk.domain.charge import is_mandate
from concierge_desk.domain.day import ClosingState
from concierge_desk.domain.ticket import MEANS

_TAXED_FROM = 1


@dataclass(frozen=True, slots=True)
class ClosedFrom:
    """What a closing is made from beside the entries of its day, added up.

    Attributes:
        day: ISO date.
        float_cents: What lay in the drawer at the opening.
        opening_gap_cents: How far that lay from what the closing before left.
        expected_cents: What the drawer should hold.
        previous: Data of the closing before, None before the first.
        previous_of_year: Data of the last closing of the same fiscal year.
        drawer_connected: The printer opens the drawer.
        paper_told: What was kept on paper is counted even where nothing was.
        cheques: What each cheque that is here is made out for, in cents.
        seen: Codes of those that were seen in the drawer; None where nobody looked.
        terminals: What the card terminal of each payee came to; none of which nobody said.
        payees: Codes of those who are paid by card and cheque beside the site itself.
        drawers: Where there are several, each: all sums above are theirs together.
        opening: What each fund came to before, but the shop's own; None where nothing is told of it.
    """

    day: str
    float_cents: int
    opening_gap_cents: int
    expected_cents: int
    previous: Mapping[str, Any] | None
    previous_of_year: Mapping[str, Any] | None
    drawer_connected: bool = False
    paper_told: bool = False
    cheques: Mapping[str, int] = field(default_factory=dict)
    seen: Collection[str] | None = None
    terminals: Mapping[str, int] = field(default_factory=dict)
    payees: Collection[str] = ()
    drawers: tuple[ClosedDrawer, ...] = ()
    opening: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What was told to a closing.

    Attributes:
        counted: What was counted in each drawer, the site's first before the others; None without a count.
        parked: Visits that are kept for another day.
        seen: Codes of the cheques that were seen in the drawer; None where nobody looked.
        terminals: What the card terminal of each payee came to; none of which nobody said.
        safe: The cheques of cautions in the safe are counted.
        by: Code of whoever closes; None for the first operator of the shop.
    """

    counted: Mapping[str, int | None]
    parked: int
    seen: Collection[str] | None = None
    terminals: Mapping[str, int] = field(default_factory=dict)
    safe: bool = False
    by: str | None = None


def closing_data(core: ClosingState, totals: Totals, settings: Settings, told: Told) -> dict[str, Any]:
    """Return the data of ``day.closed``, but for the gap's reason and lateness.

    Args:
        core: The day's entries, the previous closing, the closing's number.
        totals: The day's entries, added up.
        settings: Of the shop.
        told: See `Told`.
    """
    opened = core.state.open
    if opened is None:
        raise ValueError("only an open day is closed")
    opening = next((entry.data for entry in core.posted if entry.kind == "day.opened"), {})
    made_from = ClosedFrom(
        day=opened.day,
        float_cents=opened.float_cents,
        opening_gap_cents=opening_gap(opening),
        expected_cents=core.state.held_cents,
        previous=core.previous,
        previous_of_year=core.previous_of_year,
        drawer_connected=core.state.drawer_connected,
        cheques={cheque.code: cheque.cents for cheque in core.cheques},
        seen=told.seen,
        terminals=told.terminals,
        payees=frozenset(core.state.payees.values()),
        drawers=closed_drawers(core.state, opening, told.counted),
        opening=core.opening,
    )
    counted = counted_in_all(told.counted.values())
    return {
        "number": core.number,
        "seq_from": core.first_seq,
        "seq_to": max([entry.seq for entry in core.posted[-1:]] + list(core.unreadable)),
        "head": core.head,
        **closing_figures(made_from, totals, settings, counted=counted, parked=told.parked),
        **held_told(core.held, told_before=core.opening is not None, safe=told.safe),
        **safe_told(core.posted),
        **operator_rows(by_operator(core.posted, told.by or settings.operators[0]), settings.operators[0]),
        "previous": core.previous_ref,
        **({"unreadable": list(core.unreadable)} if core.unreadable else {}),
    }


def closing_figures(
    made_from: ClosedFrom, totals: Totals, settings: Settings, *, counted: int | None, parked: int
) -> dict[str, Any]:
    """Return all of a closing that is added up, or follows from the one before: what the books make again.

    Args:
        made_from: See `ClosedFrom`.
        totals: The day's entries, added up.
        settings: Of the shop.
        counted: What was counted in all drawers, None without a count of each.
        parked: Visits that are kept for another day.
    """
    return {
        "day": made_from.day,
        "month": made_from.day[:7],
        "fiscal_year": fiscal_year(date.fromisoformat(made_from.day), settings.fiscal_year_start),
        "first_ticket": totals.tickets[0] if totals.tickets else None,
        "last_ticket": totals.tickets[-1] if totals.tickets else None,
        "counts": {
            **_counts(totals),
            **pulse_counts(totals, connected=made_from.drawer_connected),
            **paper_counts(totals, told=made_from.paper_told),
            **given_up_counts(totals),
            "parked": parked,
        },
        **_charges(totals),
        "means": [_means(totals, means) for means in MEANS],
        "change_cents": totals.change_cents,
        "cash": _cash(made_from, totals, settings.drawer, counted),
        **drawer_rows(made_from.drawers, totals.moved_in),
        **card_told(made_from.terminals, totals),
        **_payees(made_from, totals),
        **_cheques(made_from, totals),
        "ereporting": ereporting(own_lines(totals)),
        "totals": _cumulated(made_from, totals),
        **told_of(totals, made_from.opening),
    }


def _charges(totals: Totals) -> dict[str, Any]:
    """Return what was charged: by fund, by rate, and apart what is taxed, exempt or not ours."""
    own, ours = own_lines(totals), indemnities(totals)
    return {
        "funds": [{"fund": fund, "cents": cents} for fund, cents in totals.funds.items()],
        "vat": vat_rows(totals),
        "taxed_cents": sum(line["cents"] for line in own if line["rate"] >= _TAXED_FROM),
        "exempt_cents": sum(line["cents"] for line in own if line["rate"] < _TAXED_FROM),
        "out_of_scope_cents": totals.cautions_cents + ours["in_cents"] - ours["out_cents"],
        "third_parties": _third_parties(totals),
        "cautions_cents": totals.cautions_cents,
        "vouchers_cents": 0,
        "sales_cents": sum(line["cents"] for line in own if line["cents"] > 0),
        "returns_cents": sum(line["cents"] for line in own if line["cents"] < 0),
        "discounts_cents": sum(line["discount_cents"] for line in own),
    }


def _means(totals: Totals, means: str) -> dict[str, Any]:
    return {
        "means": means,
        "in_cents": totals.paid_in[means],
        "out_cents": totals.paid_out[means],
        "net_cents": totals.means[means],
    }


def _cash(made_from: ClosedFrom, totals: Totals, drawer: str, counted: int | None) -> dict[str, Any]:
    expected = made_from.expected_cents
    return {
        "drawer": drawer,
        "float_cents": made_from.float_cents,
        "opening_gap_cents": made_from.opening_gap_cents,
        "moved_cents": totals.moved_cents,
        "expected_cents": expected,
        "counted_cents": counted,
        "gap_cents": None if counted is None else counted - expected,
    }


def _payees(made_from: ClosedFrom, totals: Totals) -> dict[str, Any]:
    """Return what each payee was paid by card and cheque; nothing where the site alone is paid."""
    rows = payee_rows(made_from.payees, made_from.terminals, totals)
    return {"payees": rows} if rows else {}


def _cheques(made_from: ClosedFrom, totals: Totals) -> dict[str, Any]:
    """Return how many cheques are here and were paid in; nothing where there are none and nobody looked."""
    here, seen, on_sheets = made_from.cheques, made_from.seen, totals.paying_in
    if not here and not on_sheets.sheets and seen is None:
        return {}
    told: dict[str, Any] = {
        "here": len(here),
        "cents": sum(here.values()),
        "paid_in": on_sheets.cheques,
        "paid_in_cents": on_sheets.cheques_cents,
        "cash_paid_in_cents": on_sheets.cash_cents,
    }
    if seen is not None:
        told["missing"] = [code for code in sorted(here) if code not in seen]
    return {"cheques": told}


def opening_gap(opened: Mapping[str, Any]) -> int:
    """Return how far the float of an opening lay from what the last closing left.

    A miscount told then shows here again.

    Source: docs/requirements.md, R-3.04 (after the Z the difference is an entry of the next day).
    """
    left = opened.get("left_cents")
    return 0 if left is None else int(opened["float_cents"] - left)


def fiscal_year(day: date, start: str) -> str:
    """Return the fiscal year a day lies in, named by the year it begins in.

    Args:
        day: The business day.
        start: ``MM-DD`` of its first day.
    """
    return str(day.year if day.isoformat()[5:] >= start else day.year - 1)


def vat_rows(totals: Totals) -> list[dict[str, int]]:
    """Return our own charges by rate: what remains, and apart what was sold and what came back.

    Source: docs/requirements.md, R-1.11 (gross, minus and net separately).
    """
    own = own_lines(totals)
    return [
        {
            "rate": rate,
            **asdict(taxed),
            **_apart("sales", [line for line in own if line["rate"] == rate], 1),
            **_apart("returns", [line for line in own if line["rate"] == rate], -1),
        }
        for rate, taxed in totals.vat.items()
    ]


def _apart(what: str, lines: Sequence[Mapping[str, Any]], sign: int) -> dict[str, int]:
    of_sign = [line for line in lines if line["cents"] * sign > 0]
    return {f"{what}_{name}": sum(line[name] for line in of_sign) for name in ("ht_cents", "vat_cents")}


def _counts(totals: Totals) -> dict[str, int]:
    return {
        "tickets": len(totals.tickets),
        "lines": count_of(totals.lines),
        # A thing that is given back is no return: a negated line is.
        "returns": count_of(
            line for line in totals.lines if line["cents"] < 0 and line["quantity_thousandths"] < 0
        ),
        "abandoned": totals.abandoned,
        "duplicates": totals.duplicates,
        "not_printed": len(set(totals.tickets) - totals.printed),
        "movements": totals.movements,
        # What the drawer had to be opened for, by whatever hand or printer: each ticket with cash, each movement.
        "drawer_openings": totals.movements + totals.cash_tickets,
        "sessions": totals.sessions,
        "passages": sum(totals.passages.values()),
    }


def pulse_counts(totals: Totals, *, connected: bool) -> dict[str, int | None]:
    """Return how often the drawer was opened by the printer; None where none is connected: that is no nought."""
    has_one = connected or bool(totals.pulses)
    return {
        PULSES: totals.pulses if has_one else None,
        f"{PULSES}_by_hand": totals.pulses_by_hand if has_one else None,
    }


def given_up_counts(totals: Totals) -> dict[str, int]:
    """Return how many papers were given up; nothing where none was, as in closings of before it could be."""
    return {GIVEN_UP_PAPERS: totals.given_up} if totals.given_up else {}


GIVEN_UP_PAPERS = "papers_given_up"
"""How many papers were not printed because somebody said so, as closing records call it."""

PULSES = "drawer_pulses"
"""How often the drawer was opened by the printer, as closing records call it."""


def paper_counts(totals: Totals, *, told: bool = False) -> dict[str, int]:
    """Return how many acts were kept on paper first; nothing on most days, when none was."""
    return {FROM_PAPER: totals.from_paper} if told or totals.from_paper else {}


FROM_PAPER = "from_paper"
"""How many acts were kept on paper first, as closing records call it."""


def _third_parties(totals: Totals) -> list[dict[str, Any]]:
    return [
        {
            "principal": fund.partition(":")[2],
            **_named(fund.partition(":")[2], lines),
            "cents": cents,
            "lines": count_of(lines),
            "sales_cents": sum(line["cents"] for line in lines if line["cents"] > 0),
            "returns_cents": sum(line["cents"] for line in lines if line["cents"] < 0),
        }
        for fund, cents in totals.funds.items()
        if is_mandate(fund)
        for lines in ([line for line in totals.lines if line["fund"] == fund],)
    ]


def _named(principal: str, lines: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return what a principal is called whom no list names, as the lines of the day have it."""
    return {} if principal in codes("principal") else {"name": lines[-1]["on_behalf"]}


def _cumulated(made_from: ClosedFrom, totals: Totals) -> list[dict[str, Any]]:
    """Return period, year and perpetual totals of turnover and of third parties, apart.

    The absolute perpetual total never decreases, so that refunds cannot hide sales (docs/requirements.md,
    "Closing record"). The year
    goes on from its own last closing: a clock that was wild may have put another year's between.
    """
    known, year = _by_scope(made_from.previous), _by_scope(made_from.previous_of_year)
    found = []
    for scope, lines in (
        ("turnover", own_lines(totals)),
        ("third_parties", [line for line in totals.lines if is_mandate(line["fund"])]),
    ):
        before = known.get(scope, _NOTHING)
        period = sum(line["cents"] for line in lines)
        found.append(
            {
                "scope": scope,
                "period_cents": period,
                "year_cents": period + year.get(scope, _NOTHING)["year_cents"],
                "perpetual_cents": period + before["perpetual_cents"],
                "perpetual_abs_cents": sum(abs(line["cents"]) for line in lines)
                + before["perpetual_abs_cents"],
            }
        )
    return found


_NOTHING = {"year_cents": 0, "perpetual_cents": 0, "perpetual_abs_cents": 0}


def _by_scope(closing: Mapping[str, Any] | None) -> dict[str, Mapping[str, Any]]:
    return {row["scope"]: row for row in closing["totals"]} if closing else {}
