"""What the model makes of a day: its figures while it is open, its Z, and the statement of each network.

Source: docs/requirements.md, "Closing record"; docs/contract.md, "Closing record"; docs/requirements.md, R-1.11 (plus
and minus apart).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.model.arithmetic import OWN
from tests.model.books import Books, sums
from tests.model.facts import Line
from tests.model.tables import LAPOSTE, MANDATE, PAR

MEANS = ("cash", "card", "cheque")
SCOPES = {"turnover": OWN, "third_parties": MANDATE}


def add_perpetual(books: Books) -> None:
    """Add the day to what never starts again, and to its fiscal year."""
    year = books.fiscal_year(books.open_day.date)
    for scope in SCOPES:
        lines = of_scope(books, scope)
        books.years[scope, year] += sum(line.cents for line in lines)
        books.perpetual[scope, "signed"] += sum(line.cents for line in lines)
        books.perpetual[scope, "absolute"] += sum(abs(line.cents) for line in lines)


def of_scope(books: Books, scope: str) -> list[Line]:
    """The lines of the day that are turnover, or third parties'."""
    return [line for line in books.range.lines if line.fund == SCOPES[scope]]


def zed(books: Books, number: str, counted: int | None, parked: int) -> dict[str, Any]:
    """Return the data of the day's closing, hashes and the gap's reason apart."""
    day, range_ = books.open_day, books.range
    year = books.fiscal_year(day.date)
    tickets = [ticket.number for ticket in range_.tickets]
    own, mandate = of_scope(books, "turnover"), of_scope(books, "third_parties")
    return {
        "number": number,
        "day": day.date.isoformat(),
        "month": day.date.isoformat()[:7],
        "fiscal_year": year,
        "seq_from": range_.first_seq,
        "seq_to": books.seq,
        "first_ticket": tickets[0] if tickets else None,
        "last_ticket": tickets[-1] if tickets else None,
        "counts": {**_counts(books), "parked": parked},
        "funds": [{"fund": fund, "cents": cents} for fund, cents in funds(books).items()],
        "vat": [{"rate": rate, **_apart(lines)} for rate, lines in _by_rate(own).items()],
        "taxed_cents": sum(line.cents for line in own if line.rate),
        "exempt_cents": sum(line.cents for line in own if not line.rate),
        "out_of_scope_cents": 0,
        "third_parties": [{"principal": LAPOSTE, "lines": len(mandate), **_gross(mandate)}]
        if mandate
        else [],
        "cautions_cents": 0,
        "vouchers_cents": 0,
        "sales_cents": sum(line.cents for line in own if line.cents > 0),
        "returns_cents": sum(line.cents for line in own if line.cents < 0),
        "discounts_cents": 0,
        "means": [_means(books, means) for means in MEANS],
        "change_cents": sum(paid.change for paid in range_.paid),
        "cash": {
            "drawer": "MAIN",
            "float_cents": day.float_cents,
            "opening_gap_cents": day.opening_gap,
            "moved_cents": sum(range_.moves),
            **cash(books, counted),
        },
        "ereporting": _ereporting(own),
        "totals": [
            {
                "scope": scope,
                "period_cents": sum(line.cents for line in of_scope(books, scope)),
                "year_cents": books.years[scope, year],
                "perpetual_cents": books.perpetual[scope, "signed"],
                "perpetual_abs_cents": books.perpetual[scope, "absolute"],
            }
            for scope in SCOPES
        ],
        **_cheques(books),
    }


def _cheques(books: Books) -> dict[str, Any]:
    """What lies here and what went to the bank; nothing where there was neither."""
    sheets, cheques, cents, cash_ = (sum(one) for one in zip((0, 0, 0, 0), *books.range.sheets, strict=True))
    here = held(books)
    if not here["here"] and not sheets:
        return {}
    went = {"paid_in": cheques, "paid_in_cents": cents, "cash_paid_in_cents": cash_}
    return {"cheques": {**here, **went}}


def held(books: Books) -> dict[str, int]:
    """The cheques that lie in the drawer."""
    here = books.here_cheques()
    return {"here": len(here), "cents": sum(cheque.cents for cheque in here)}


def cash(books: Books, counted: int | None) -> dict[str, int | None]:
    """What the drawer should hold, what it was found to hold, and the gap."""
    gap = None if counted is None else counted - books.drawer
    return {"expected_cents": books.drawer, "counted_cents": counted, "gap_cents": gap}


def funds(books: Books) -> dict[str, int]:
    """What was charged by fund."""
    found: dict[str, int] = {}
    for line in books.range.lines:
        found[line.fund] = found.get(line.fund, 0) + line.cents
    return dict(sorted(found.items()))


def _counts(books: Books) -> dict[str, int | None]:
    range_ = books.range
    return {
        "tickets": len(range_.tickets),
        "lines": len(range_.lines),
        "returns": sum(line.cents < 0 for line in range_.lines),
        "abandoned": range_.abandoned,
        "duplicates": range_.duplicates,
        "not_printed": len({ticket.number for ticket in range_.tickets} - range_.printed),
        "movements": len(range_.moves),
        "drawer_openings": len(range_.moves) + range_.cash_tickets,
        "sessions": range_.sessions,
        "passages": range_.passages.total(),
        **pulses(books),
    }


def pulses(books: Books) -> dict[str, int | None]:
    """How often the printer opened the drawer; None where none hangs on it."""
    sent = books.range.pulses
    if not (sent or books.drawer_connected):
        return {"drawer_pulses": None, "drawer_pulses_by_hand": None}
    return {"drawer_pulses": len(sent), "drawer_pulses_by_hand": sent.count("manual")}


def _gross(lines: Sequence[Line]) -> dict[str, int]:
    return {
        "cents": sum(line.cents for line in lines),
        "sales_cents": sum(line.cents for line in lines if line.cents > 0),
        "returns_cents": sum(line.cents for line in lines if line.cents < 0),
    }


def _by_rate(lines: Sequence[Line]) -> dict[int, list[Line]]:
    rates = sorted({line.rate for line in lines})
    return {rate: [line for line in lines if line.rate == rate] for rate in rates}


def _apart(lines: Sequence[Line]) -> dict[str, int]:
    """What remains of a rate, and beside it what was sold and what came back."""
    net = sums(list(lines))
    sold = sums([line for line in lines if line.cents > 0])
    back = sums([line for line in lines if line.cents < 0])
    return {
        **net,
        "ttc_cents": sum(line.cents for line in lines),
        **{f"sales_{name}": cents for name, cents in sold.items()},
        **{f"returns_{name}": cents for name, cents in back.items()},
    }


def _means(books: Books, means: str) -> dict[str, Any]:
    kept = [paid for paid in books.range.paid if paid.means == means]
    came = sum(paid.cents for paid in kept if not paid.of_refund)
    went = -sum(paid.cents for paid in kept if paid.of_refund)
    return {"means": means, "in_cents": came, "out_cents": went, "net_cents": came - went}


def _ereporting(own: Sequence[Line]) -> list[dict[str, Any]]:
    """Services and goods by rate, taxed turnover only."""
    cells: dict[tuple[str, int], list[Line]] = {}
    for line in own:
        if line.rate:
            category = "TPS1" if line.nature == "service" else "TLB1"
            cells.setdefault((category, line.rate), []).append(line)
    return [
        {
            "category": category,
            "rate": rate,
            "base_cents": sum(line.cents - line.tax for line in lines),
            "vat_cents": sum(line.tax for line in lines),
            "tickets": len({line.ticket for line in lines}),
        }
        for (category, rate), lines in sorted(cells.items())
    ]


def reports(books: Books, number: str) -> list[dict[str, Any]]:
    """Return the statement of La Poste, then of each other network that had something here."""
    others = {stay.owner for stay in books.here()} | books.range.moved_for
    return [_report(books, number, owner) for owner in (LAPOSTE, *sorted(others - {LAPOSTE}))]


def _report(books: Books, number: str, owner: str) -> dict[str, Any]:
    held = [stay for stay in books.here() if stay.owner == owner]
    custody = books.range.custody
    own = owner == LAPOSTE
    return {
        "number": number,
        "day": books.open_day.date.isoformat(),
        "charged_cents": sum(line.cents for line in of_scope(books, "third_parties")) if own else 0,
        "takings": [
            {"means": means, **(_taken(books, means) if own else _taken_nothing())} for means in MEANS
        ],
        "custody": {**{name: custody[owner, name] for name in CUSTODY}, "held": len(held)},
        "deposits": books.range.deposits[owner],
        "held": [_held(stay) for stay in held],
        "stock": [_stock(books, product) for product in sorted({*books.stock, *PAR})] if own else [],
        "owed_cents": books.owed(MANDATE) if own else 0,
        "perpetual_cents": books.perpetual["third_parties", "signed"] if own else 0,
        "perpetual_abs_cents": books.perpetual["third_parties", "absolute"] if own else 0,
    }


CUSTODY = ("received", "handed_over", "refused", "returned")


def _held(stay: Any) -> Mapping[str, Any]:
    return {
        "custody": stay.code,
        "tracking": stay.number,
        "carrier": stay.carrier,
        "state": stay.state,
        "deadline_day": stay.deadline.isoformat(),
    }


def _taken(books: Books, means: str) -> dict[str, int]:
    """A corrected means stays on the side of its ticket: La Poste is told of no refund that never was."""
    kept = [paid for paid in books.range.paid if paid.means == means]
    return {
        "charged_cents": sum(paid.shares.get(MANDATE, 0) for paid in kept if not paid.of_refund),
        "refunded_cents": -sum(paid.shares.get(MANDATE, 0) for paid in kept if paid.of_refund),
    }


def _taken_nothing() -> dict[str, int]:
    return {"charged_cents": 0, "refunded_cents": 0}


def _stock(books: Books, product: str) -> dict[str, Any]:
    received, sold = books.range.stock[product, "received"], books.range.stock[product, "sold"]
    closing = books.stock.get(product, 0)
    return {
        "product": product,
        "opening": closing - received + sold,
        "received": received,
        "sold": sold,
        "closing": closing,
        "restock": max(0, PAR.get(product, 0) - closing),
    }


def status(books: Books) -> dict[str, Any]:
    """Return the figures of the open day, as `day status` tells them."""
    range_, day = books.range, books.open_day
    rates = _by_rate(of_scope(books, "turnover"))
    counted = day.count[0] if day.count else None
    return {
        "day": day.date.isoformat(),
        "state": "open",
        "number": None,
        "tickets": len(range_.tickets),
        "lines": len(range_.lines),
        "funds": funds(books),
        "means": {means: _means(books, means)["net_cents"] for means in MEANS},
        "change_cents": sum(paid.change for paid in range_.paid),
        "vat": {
            str(rate): {**sums(lines), "ttc_cents": sum(line.cents for line in lines)}
            for rate, lines in rates.items()
        },
        "cash": {"float_cents": day.float_cents, **cash(books, counted)},
        "held": {"cheques": held(books)},
        "sessions": range_.sessions,
        "passages": {
            "day": range_.passages.total(),
            "sessions": {str(n): count for n, count in range_.passages.items()},
        },
        "abandoned": range_.abandoned,
        "parked": len(books.pending()),
        **pulses(books),
        "custody": {
            **{name: sum(n for (_, what), n in range_.custody.items() if what == name) for name in CUSTODY},
            "held": len(books.here()),
        },
        "deposits": range_.deposits.total(),
        "stock": {product: books.stock.get(product, 0) for product in sorted({*books.stock, *PAR})},
    }
