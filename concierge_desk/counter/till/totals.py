"""Totals of a range of entries: the one computation behind status, Z, reports and audits.

Day, month and year are sums of tickets, never recomputed from rates.

Source: docs/contract.md, "Ticket lines and VAT", "Payments and the drawer", "Balances of funds"; docs/requirements.md,
"Closing record".
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from concierge_desk.counter.till.slates import account_rates
from concierge_desk.domain.accounting.balance import all_fund_moves, is_peoples_money
from concierge_desk.domain.charge import (
    ADVANCE,
    BY_HAND,
    CAUTION,
    GIVEN_UP,
    MAILED,
    OPENED,
    OWN,
    OWN_PAYEE,
    REGIME_OUT,
    moved_cents,
    ordered,
    paid_straight,
)
from concierge_desk.domain.journal import HAPPENED_AT
from concierge_desk.domain.ticket import (
    CARD,
    CASH,
    CHEQUE,
    MEANS,
    PAID_IN_KIND,
    gives_back,
    is_set_off,
)


@dataclass(frozen=True, slots=True)
class Taxed:
    """Amounts of one rate, in cents."""

    ht_cents: int
    vat_cents: int
    ttc_cents: int


@dataclass(frozen=True, slots=True)
class PayingIn:
    """What was taken to the bank: sheets that stand, their cheques, and cents."""

    sheets: int = 0
    cheques: int = 0
    cheques_cents: int = 0
    cash_cents: int = 0


class AddedUp(Protocol):
    """An entry as far as it is added up."""

    @property
    def kind(self) -> str:
        """Kind of the entry."""

    @property
    def data(self) -> Mapping[str, Any]:
        """What happened."""


@dataclass(frozen=True, slots=True)
class Totals:
    """A range of entries, added up; cents throughout.

    Attributes:
        tickets: Numbers of the tickets, in order.
        lines: Every charged line, in order; or lines that stand for several of the same, see `several`.
        funds: Charges by fund, only those that were charged.
        means: Kept by means of payment: always all three.
        paid_in: Received by means, refunds apart.
        paid_out: Given back by means.
        takings: By fund, then means: {"charged", "refunded"}.
        vat: Our own charges by rate, in hundredths of a percent.
        advance_vat: What was paid ahead by rate, what of it was used or went back taken off.
        transfers: What covered, by means, what was undone taken off.
        account_rates: By rate and nature what was owed on slates, and what of it was paid.
        moved_funds: What moved each fund beside what was charged, but the shop's own.
        change_cents: Change given.
        moved_cents: Drawer movements, in less out.
        moved_in: The same of each drawer.
        paid_to: By payee, what was paid by card and by cheque, what went back taken off: none that nothing was paid to.
        straight: What went to somebody else than the site that way, by fund.
        movements: How many.
        cash_tickets: Tickets paid in cash, wholly or in part.
        printed: Tickets that were printed.
        duplicates: Reprints of any paper.
        abandoned: Visits that were given up.
        sessions: Sessions that were begun.
        passages: People who came in, by session; only those in which somebody was counted.
        pulses: How often the drawer was opened by the printer.
        pulses_by_hand: How many of these somebody asked for.
        from_paper: Acts that were kept on paper first, a ticket with all its lines for one.
        paying_in: What was taken to the bank.
        given_up: Papers that were not printed because somebody said so.
    """

    tickets: tuple[str, ...]
    lines: tuple[Mapping[str, Any], ...]
    funds: Mapping[str, int]
    means: Mapping[str, int]
    paid_in: Mapping[str, int]
    paid_out: Mapping[str, int]
    takings: Mapping[str, Mapping[str, Mapping[str, int]]]
    vat: Mapping[int, Taxed]
    change_cents: int
    moved_cents: int
    movements: int
    cash_tickets: int
    printed: frozenset[str]
    duplicates: int
    abandoned: int
    sessions: int
    passages: Mapping[int, int]
    pulses: int
    pulses_by_hand: int
    from_paper: int
    given_up: int
    paying_in: PayingIn = PayingIn()
    advance_vat: Mapping[int, Taxed] = field(default_factory=dict)
    transfers: Mapping[str, int] = field(default_factory=dict)
    account_rates: Mapping[tuple[int, str], tuple[int, int]] = field(default_factory=dict)
    moved_funds: Mapping[str, int] = field(default_factory=dict)
    moved_in: Mapping[str, int] = field(default_factory=dict)
    paid_to: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    straight: Mapping[str, int] = field(default_factory=dict)

    @property
    def cautions_cents(self) -> int:
        """Securities taken, less given back."""
        return self.funds.get(CAUTION, 0)

    @property
    def is_of_peoples_money(self) -> bool:
        """Whether something of it is held or owed, or an indemnity."""
        return any(map(is_peoples_money, self.lines))


def add_up(posted: Iterable[AddedUp], several_lines: Iterable[Mapping[str, Any]] = ()) -> Totals:
    """Return the totals of a range of entries.

    Args:
        posted: The entries.
        several_lines: Lines of charged entries that are left out of `posted`, see `several`.
    """
    by_kind: dict[str, list[Mapping[str, Any]]] = {}
    lines, entries = list(several_lines), tuple(posted)
    for entry in entries:
        data = entry.data
        if "line" in data:
            lines.append(line_of(entry))
        if entry.kind in _ADDED_UP:
            by_kind.setdefault(entry.kind, []).append(data)
    settled, moves, pulses = (by_kind.get(kind, []) for kind in ("till.settled", "till.moved", OPENED))
    # Who asked for it by mail has it as well as on paper.
    prints = [*by_kind.get("document.printed", []), *by_kind.get(MAILED, [])]
    # A correction of means is a pair that adds up to nothing, on the side of the ticket it belongs to.
    paying = [*settled, *by_kind.get("till.means_corrected", [])]
    taken = [payment for data in paying if not gives_back(data) for payment in data["payments"]]
    given = [payment for data in paying if gives_back(data) for payment in data["payments"]]
    paid_in, paid_out = _by_means(taken), _by_means(given)
    return Totals(
        tickets=tuple(ticket["ticket"] for ticket in settled),
        lines=tuple(lines),
        funds=_by(lines, "fund", "cents"),
        means={means: paid_in[means] + paid_out[means] for means in MEANS},
        paid_in=paid_in,
        paid_out={means: -cents for means, cents in paid_out.items()},
        takings=_takings(paying),
        **_by_rate_and_fund(settled, entries),
        change_cents=sum(payment["change_cents"] for payment in (*taken, *given)),
        moved_cents=sum(map(moved_cents, moves)),
        movements=len(moves),
        cash_tickets=sum(map(_has_cash, settled)),
        printed=_printed(prints),
        duplicates=sum(item["copy"] > 0 for item in prints),
        abandoned=sum(bool(data["acts"]) for data in by_kind.get("visit.abandoned", [])),
        sessions=sum(map(_begins_session, entries)),
        passages=_passages(entries),
        pulses=len(pulses),
        pulses_by_hand=sum(pulse["reason"] == BY_HAND for pulse in pulses),
        from_paper=sum(is_from_paper(entry.data) for entry in entries),
        paying_in=_paying_in(by_kind.get(PAID_IN_KIND, [])),
        given_up=len(by_kind.get(GIVEN_UP, [])),
        moved_in=_moved_in(moves),
        paid_to=_paid_to((*taken, *given)),
        straight=paid_straight((*taken, *given)),
    )


def _by_rate_and_fund(settled: Sequence[Mapping[str, Any]], entries: Iterable[AddedUp]) -> dict[str, Any]:
    """Return what is told by rate, by what covered, and by fund."""
    said = [(entry.kind, entry.data) for entry in entries]
    return {
        "vat": _vat(settled, OWN),
        "advance_vat": _vat(settled, ADVANCE),
        "transfers": _by((row for data in settled for row in data.get("transfers", ())), "means", "cents"),
        "account_rates": account_rates(said),
        "moved_funds": all_fund_moves(said),
    }


def _has_cash(ticket: Mapping[str, Any]) -> bool:
    """Say whether a ticket had cash: what is set off needs no drawer."""
    return any(item["means"] == CASH and not is_set_off(item) for item in ticket["payments"])


def _printed(prints: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    found = (item["document"].partition(":") for item in prints)
    return frozenset(name for kind, _, name in found if kind == "ticket")


def is_from_paper(data: Mapping[str, Any]) -> bool:
    """Say whether an entry tells of an act that was kept on paper first; the lines of a ticket are told with it."""
    return HAPPENED_AT in data and "line" not in data


_ADDED_UP = frozenset(
    {
        "till.settled",
        "till.means_corrected",
        "till.moved",
        "document.printed",
        MAILED,
        "visit.abandoned",
        GIVEN_UP,
        OPENED,
        PAID_IN_KIND,
    }
)


def _paying_in(sheets: Sequence[Mapping[str, Any]]) -> PayingIn:
    """Return what sheets come to; one that was taken back says its amounts the other way round."""
    signs = [-1 if "corrects" in sheet else 1 for sheet in sheets]
    return PayingIn(
        sheets=sum(signs),
        cheques=sum(sign * len(sheet["cheques"]) for sign, sheet in zip(signs, sheets, strict=True)),
        cheques_cents=sum(sheet["cheques_cents"] for sheet in sheets),
        cash_cents=sum(sheet["cash_cents"] for sheet in sheets),
    )


def _moved_in(moves: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for move in moves:
        found[move["drawer"]] += moved_cents(move)
    return dict(found)


def _passages(entries: Iterable[AddedUp]) -> dict[int, int]:
    found: Counter[int] = Counter()
    for entry in entries:
        if entry.kind == "day.passages_counted":
            found[entry.data["session"]] += entry.data["count"]
    # What took an entry back may be read where the entry itself cannot be any more.
    return {session: max(count, 0) for session, count in sorted(found.items())}


def _begins_session(entry: AddedUp) -> bool:
    """Say whether a session begins: with the day, or after a break; one closed by mistake only goes on."""
    return entry.kind == "day.opened" or (entry.kind == "session.opened" and "corrects" not in entry.data)


def line_of(entry: AddedUp) -> Mapping[str, Any]:
    """Return the ticket line of a charged entry, with the ticket it stands on."""
    return {**entry.data["line"], "ticket": entry.data["ticket"]}


def several(line: Mapping[str, Any], tickets: Sequence[str]) -> Mapping[str, Any]:
    """Return a line that stands for the same line on so many tickets: a day sells the same things again and again."""
    sums = {name: line[name] * len(tickets) for name in _SUMMED}
    return {**line, **sums, _TICKETS: tickets}


_TICKETS = "tickets"
_SUMMED = ("cents", "ht_cents", "vat_cents", "discount_cents")


def count_of(lines: Iterable[Mapping[str, Any]]) -> int:
    """Return how many lines there are."""
    return sum(len(line[_TICKETS]) if _TICKETS in line else 1 for line in lines)


def own_lines(totals: Totals) -> list[Mapping[str, Any]]:
    """Return the lines that are our turnover: an indemnity is none."""
    return [line for line in totals.lines if line["fund"] == OWN and line["regime"] != REGIME_OUT]


def ereporting(lines: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the matrix category x rate of taxed own lines, as closings store it.

    Source: docs/requirements.md, R-6.05: services TPS1, goods TLB1.
    """
    cells: dict[tuple[str, int], list[Mapping[str, Any]]] = {}
    for line in lines:
        if line["rate"] > 0:
            category = "TPS1" if line["nature"] == "service" else "TLB1"
            cells.setdefault((category, line["rate"]), []).append(line)
    return [
        {
            "category": category,
            "rate": rate,
            "base_cents": sum(line["ht_cents"] for line in found),
            "vat_cents": sum(line["vat_cents"] for line in found),
            "tickets": len({ticket for line in found for ticket in line.get(_TICKETS) or (line["ticket"],)}),
        }
        for (category, rate), found in sorted(cells.items())
    ]


def _by(rows: Iterable[Mapping[str, Any]], key: str, value: str) -> dict[str, int]:
    found: Counter[str] = Counter()
    for row in rows:
        found[row[key]] += row[value]
    return dict(sorted(found.items()))


def _by_means(payments: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    found = dict.fromkeys(MEANS, 0)
    for payment in payments:
        found[payment["means"]] += payment["cents"]
    return found


def _paid_to(payments: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for payment in payments:
        if payment["means"] != CASH:
            payee = found.setdefault(payment.get("payee", OWN_PAYEE), {CARD: 0, CHEQUE: 0})
            payee[payment["means"]] += payment["cents"]
    return {payee: found[payee] for payee in ordered(found)}


def _takings(paying: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, dict[str, int]]]:
    found: dict[str, dict[str, dict[str, int]]] = {}
    for data in paying:
        # Of a ticket each share tells by its sign what it is; what was another means stays on the side of its ticket.
        back = gives_back(data) if "due_cents" not in data else None
        for payment in data["payments"]:
            for share in payment["split"]:
                fund = found.get(share["fund"])
                if fund is None:
                    fund = found[share["fund"]] = {means: {"charged": 0, "refunded": 0} for means in MEANS}
                given = share["cents"] < 0 if back is None else back
                side, sign = ("refunded", -1) if given else ("charged", 1)
                fund[payment["means"]][side] += sign * share["cents"]
    return found


def _vat(settled: Iterable[Mapping[str, Any]], fund: str) -> dict[int, Taxed]:
    found: dict[int, list[int]] = {}
    for ticket in settled:
        for group in ticket["totals"]:
            if group["fund"] == fund and group["regime"] != REGIME_OUT:
                sums = found.setdefault(group["rate"], [0, 0, 0])
                sums[0] += group["ht_cents"]
                sums[1] += group["vat_cents"]
                sums[2] += group["ttc_cents"]
    return {rate: Taxed(*sums) for rate, sums in sorted(found.items())}
