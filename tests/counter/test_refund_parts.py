"""Whatever was sold and in whatever parts it comes back: fund, rate, line and means add to nothing, to the cent."""

from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.counter.context import Context
from concierge_desk.counter.correction.refund import Refund, RefundLine, RefundState, refund, refund_whole
from concierge_desk.counter.service import Reversal, Undone
from concierge_desk.counter.till.payments import Payment
from concierge_desk.counter.till.totals import add_up
from concierge_desk.counter.values.codelists import Coded
from concierge_desk.domain.charge import Charge
from concierge_desk.domain.journal import Event, Posted
from concierge_desk.domain.ticket import SoldLine, SoldTicket
from tests.counter.desks import context, posted_of
from tests.counter.test_split import settled, tickets

REASON = Coded("returned", None)
Ticket = tuple[list[Charge], tuple[Payment, ...]]


def take_back(_state: None, undone: Undone, _context: Context) -> tuple[Event, ...]:
    return (Event(undone.posted.kind, {"n": undone.posted.data["n"]}),)


REVERSALS = {"shop.sold": Reversal(take_back, charged=True)}


@dataclass
class Counter:
    """A ticket and everything that came back of it, on a drawer that holds enough."""

    sale: tuple[Posted, ...]
    posted: list[Posted] = field(default_factory=list)

    @classmethod
    def of(cls, ticket: Ticket) -> "Counter":
        sale = posted_of(settled(*ticket))
        return cls(sale, [*sale])

    @property
    def sold(self) -> SoldTicket:
        *lines, paid = self.sale
        return SoldTicket(
            settled=paid,
            lines=tuple(SoldLine(line, self._refunded(line.seq)) for line in lines),
            payments=tuple(paid.data["payments"]),
        )

    def _refunded(self, seq: int) -> int:
        back = [
            entry.data for entry in self.posted if entry.data.get("corrects") == seq and "line" in entry.data
        ]
        return -sum(data["line"]["quantity_thousandths"] for data in back)

    def left(self) -> dict[int, int]:
        """Pieces that may still come back, by line."""
        lines = enumerate(self.sold.lines, start=1)
        return {n: line.left_thousandths // 1000 for n, line in lines if line.left_thousandths}

    def held(self) -> dict[str, int]:
        """What each means was paid and not given back yet."""
        found: dict[str, int] = {}
        for entry in self.posted:
            for payment in entry.data.get("payments", ()):
                found[payment["means"]] = found.get(payment["means"], 0) + payment["cents"]
        return found

    def due(self, lines: dict[int, int]) -> int:
        """What these pieces cost, worked out as whoever gives the money back would: unit prices."""
        return sum(self.sold.lines[n - 1].line["unit_cents"] * pieces for n, pieces in lines.items())

    def take(self, events: tuple[Event, ...]) -> None:
        self.posted += posted_of(events, first=self.posted[-1].seq + 1)

    def state(self) -> RefundState:
        return RefundState(len(self.posted), self.sold, REVERSALS)

    def rich(self) -> Context:
        made = context(next_seq=self.posted[-1].seq + 1)
        return replace(made, state=replace(made.state, drawer_cents=10**9))


def means_for(due: int, held: dict[str, int], order: list[str]) -> tuple[Payment, ...]:
    """Give back by the means that were paid, one after the other."""
    payments = []
    for means in order:
        part = min(due, held.get(means, 0))
        if part:
            payments.append(Payment(means, None, part) if means == "cash" else Payment(means, part, None))
            due -= part
    return tuple(payments)


@st.composite
def refunds(draw: st.DrawFn) -> Counter:
    """A ticket of which everything came back, in parts of parts, lines and means in any order."""
    counter = Counter.of(draw(tickets()))
    while left := counter.left():
        names = draw(st.lists(st.sampled_from(sorted(left)), min_size=1, unique=True))
        lines = {n: draw(st.integers(1, left[n])) for n in names}
        order = draw(st.permutations(("cash", "card", "cheque")))
        payments = means_for(counter.due(lines), counter.held(), order)
        asked = tuple(
            RefundLine(n, None if pieces == left[n] and draw(st.booleans()) else pieces)
            for n, pieces in lines.items()
        )
        counter.take(
            refund(counter.state(), Refund("T-2026-000001", asked, payments, REASON), counter.rich())
        )
    return counter


def nothing_left(posted: list[Posted]) -> None:
    totals = add_up(posted)
    assert set(totals.funds.values()) <= {0}
    assert set(totals.means.values()) == {0}
    assert all((tax.ht_cents, tax.vat_cents, tax.ttc_cents) == (0, 0, 0) for tax in totals.vat.values())
    for takings in totals.takings.values():
        assert sum(cell["charged"] - cell["refunded"] for cell in takings.values()) == 0
    groups: dict[tuple[Any, ...], list[int]] = {}
    for line in totals.lines:
        sums = groups.setdefault((line["fund"], line["regime"], line["rate"]), [0, 0, 0, 0])
        for place, name in enumerate(("ht_cents", "vat_cents", "cents", "quantity_thousandths")):
            sums[place] += line[name]
    assert all(sums == [0, 0, 0, 0] for sums in groups.values())


@given(refunds())
def test_everything_comes_back_in_any_parts(counter: Counter) -> None:
    nothing_left(counter.posted)


@given(refunds())
def test_each_line_comes_back_to_the_cent(counter: Counter) -> None:
    """The last part takes the rest, whatever the order: of its price, its tax and its net."""
    *lines, _ = counter.sale
    for line in lines:
        back = [entry.data["line"] for entry in counter.posted if entry.data.get("corrects") == line.seq]
        for name in ("cents", "vat_cents", "ht_cents", "quantity_thousandths", "discount_cents"):
            assert sum(part[name] for part in back) == -line.data["line"][name], name
        for part in back:
            assert part["ht_cents"] + part["vat_cents"] == part["cents"] <= 0
            assert part["vat_cents"] <= 0
            assert part["unit_cents"] * -part["quantity_thousandths"] == -part["cents"] * 1000


@given(refunds())
def test_each_refund_adds_up_by_itself(counter: Counter) -> None:
    """Payments are what is due, their shares are the payments, totals are the lines: on every ticket."""
    for ticket in (entry.data for entry in counter.posted if "refunds" in entry.data):
        assert sum(payment["cents"] for payment in ticket["payments"]) == ticket["due_cents"] <= 0
        lines = [entry.data["line"] for entry in counter.posted if entry.seq in ticket["lines"]]
        assert sum(line["cents"] for line in lines) == ticket["due_cents"]
        funds: dict[str, int] = {}
        for payment in ticket["payments"]:
            assert sum(share["cents"] for share in payment["split"]) == payment["cents"]
            for share in payment["split"]:
                assert share["cents"] < 0
                funds[share["fund"]] = funds.get(share["fund"], 0) + share["cents"]
        for row in ticket["totals"]:
            own = [line for line in lines if (line["fund"], line["rate"]) == (row["fund"], row["rate"])]
            assert sum(line["vat_cents"] for line in own) == row["vat_cents"]
            assert sum(line["ht_cents"] for line in own) == row["ht_cents"]
        by_fund: dict[str, int] = {}
        for line in lines:
            by_fund[line["fund"]] = by_fund.get(line["fund"], 0) + line["cents"]
        assert funds == {fund: cents for fund, cents in by_fund.items() if cents}


@given(tickets(), st.data())
def test_pieces_of_one_line_said_beside_it_are_the_same_refund(ticket: Ticket, data: st.DataObject) -> None:
    """In whatever numbers a line comes back: the same entries as of a line that says its own, and in the end the line."""
    counter = Counter.of(ticket)
    n = data.draw(st.integers(1, len(counter.sold.lines)))
    while left := counter.left().get(n, 0):
        pieces = data.draw(st.integers(1, left))
        # Another means may give back more than was paid by it.
        means = next((means for means, cents in counter.held().items() if cents > 0), "cash")
        beside = Refund("T-2026-000001", (RefundLine(n, None),), (), REASON, quantity=pieces, means=means)
        own = Refund("T-2026-000001", (RefundLine(n, pieces),), (), REASON, means=means)
        made = refund(counter.state(), beside, counter.rich())
        assert made == refund(counter.state(), own, counter.rich())
        counter.take(made)
    line = counter.sold.lines[n - 1]
    assert line.left_thousandths < 1000


@given(tickets())
def test_a_whole_ticket_comes_back_as_it_was_paid(ticket: Ticket) -> None:
    """R-3.07: each means gets its own money, and each fund of each means too: as if nothing had been."""
    counter = Counter.of(ticket)
    paid = counter.sale[-1].data
    counter.take(refund_whole(counter.state(), counter.sold, REASON, counter.rich()))
    nothing_left(counter.posted)
    back = counter.posted[-1].data
    assert back["due_cents"] == -paid["due_cents"]
    assert back["totals"] == [
        {**row, **{name: -row[name] for name in ("ht_cents", "vat_cents", "ttc_cents")}}
        for row in paid["totals"]
    ]
    assert counter.left() == {}
