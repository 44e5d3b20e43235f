"""Whatever is on a ticket and however it is paid: everything adds up, to the cent."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.counter.till.payments import CASH_LIMIT_CENTS, KeptPayment, Payment, split
from concierge_desk.counter.till.till import Settle, SettleState, settle
from concierge_desk.counter.till.totals import add_up
from concierge_desk.domain.charge import (
    CAUTION,
    OWN,
    REGIME_MANDATE,
    REGIME_OWN,
    Charge,
    by_payee,
    is_mandate,
)
from concierge_desk.domain.journal import Event
from tests.counter.desks import context, posted_of

FUNDS = (OWN, CAUTION, "MANDATE:LAPOSTE", "MANDATE:PRESSING")
RATES = (0, 550, 1000, 2000)


@st.composite
def charges(draw: st.DrawFn) -> list[Charge]:
    """1 to 12 lines over 1 to 4 funds."""
    funds = draw(st.lists(st.sampled_from(FUNDS), min_size=1, max_size=4, unique=True))
    made = []
    for _ in range(draw(st.integers(1, 12))):
        fund = draw(st.sampled_from(funds))
        rate = draw(st.sampled_from(RATES)) if fund == OWN else 0
        unit, pieces = draw(st.integers(0, 3000)), draw(st.integers(1, 4))
        regime = REGIME_MANDATE if is_mandate(fund) else REGIME_OWN
        made.append(Charge("x", pieces * 1000, unit, unit * pieces, fund, regime, "TVA", rate, "goods"))
    return made


@st.composite
def tickets(draw: st.DrawFn) -> tuple[list[Charge], tuple[Payment, ...]]:
    """A ticket that is paid: 1 to 4 means, cash covering what the others leave."""
    lines = draw(charges())
    due = sum(line.cents for line in lines)
    cuts = sorted(draw(st.lists(st.integers(0, due), max_size=3)))
    parts = [b - a for a, b in zip([0, *cuts], [*cuts, due], strict=True)]
    payments = []
    for part in parts:
        means = draw(st.sampled_from(("cash", "card", "cheque")))
        payments.append(Payment(means, None, part) if means == "cash" else Payment(means, part, None))
    in_cash = sum(payment.given_cents or 0 for payment in payments)
    if in_cash > 100_000:
        payments = [Payment("card", payment.given_cents or payment.cents or 0, None) for payment in payments]
    elif in_cash:
        place = max(n for n, payment in enumerate(payments) if payment.means == "cash")
        payments[place] = Payment(
            "cash", None, (payments[place].given_cents or 0) + draw(st.integers(0, 5000))
        )
    return lines, tuple(payments)


def settled(
    lines: list[Charge], payments: tuple[Payment, ...], payees: Mapping[str, str] = MappingProxyType({})
) -> tuple[Event, ...]:
    earlier = tuple(Event("shop.sold", {"n": n}, charge=line) for n, line in enumerate(lines))
    known = context(earlier=earlier)
    known = replace(known, state=replace(known.state, payees=payees))
    return settle(SettleState(1), Settle((), payments), known)


PAYEES = ("OWN", "LAPOSTE", "PRESSING")


@st.composite
def parted_tickets(
    draw: st.DrawFn,
) -> tuple[list[Charge], tuple[Payment, ...], dict[str, str]]:
    """A ticket whose funds are paid to several: cards and cheques of each for a part of its own, cash for the rest."""
    lines = draw(charges())
    said = {fund: draw(st.sampled_from(PAYEES)) for fund in FUNDS}
    payees = {fund: payee for fund, payee in said.items() if payee != "OWN"}
    payments, rest = [], 0
    for payee, part in by_payee(due_by_fund(lines), payees).items():
        cuts = sorted(draw(st.lists(st.integers(0, part), max_size=2)))
        payments += [
            Payment(draw(st.sampled_from(("card", "cheque"))), b - a, None, payee=payee)
            for a, b in zip([0, *cuts], cuts, strict=False)
        ]
        left = part - sum(payment.cents or 0 for payment in payments if payment.payee == payee)
        if rest + left > CASH_LIMIT_CENTS:
            payments.append(Payment("card", left, None, payee=payee))
        else:
            rest += left
    halves = draw(st.integers(0, rest)) if rest else 0
    payments += [Payment("cash", None, cents) for cents in (halves, rest - halves) if cents]
    return lines, tuple(draw(st.permutations(payments))), payees


def due_by_fund(lines: list[Charge]) -> dict[str, int]:
    found: dict[str, int] = {}
    for line in lines:
        found[line.fund] = found.get(line.fund, 0) + line.cents
    return {fund: cents for fund, cents in found.items() if cents}


@given(tickets())
def test_rows_are_payments_and_columns_are_funds(ticket: tuple[list[Charge], tuple[Payment, ...]]) -> None:
    lines, payments = ticket
    data = settled(lines, payments)[-1].data
    columns: dict[str, int] = {}
    for payment in data["payments"]:
        assert sum(share["cents"] for share in payment["split"]) == payment["cents"]
        assert payment["given_cents"] - payment["change_cents"] == payment["cents"] >= 0
        assert payment["means"] == "cash" or payment["change_cents"] == 0
        for share in payment["split"]:
            assert share["cents"] > 0
            columns[share["fund"]] = columns.get(share["fund"], 0) + share["cents"]
    assert columns == due_by_fund(lines)
    assert [payment["means"] for payment in data["payments"]] == [payment.means for payment in payments]
    assert data["due_cents"] == sum(line.cents for line in lines)


@given(parted_tickets())
def test_each_payee_is_paid_its_own_and_everything_adds_up(
    ticket: tuple[list[Charge], tuple[Payment, ...], dict[str, str]],
) -> None:
    """Rows are payments, columns funds, and no card or cheque pays a fund of anybody else."""
    lines, payments, payees = ticket
    data = settled(lines, payments, payees)[-1].data
    columns: dict[str, int] = {}
    straight: dict[str, int] = {}
    for told, given_one in zip(data["payments"], payments, strict=True):
        assert told["means"] == given_one.means
        assert sum(share["cents"] for share in told["split"]) == told["cents"] >= 0
        assert told["cents"] == (told["given_cents"] if given_one.means == "cash" else given_one.cents)
        for share in told["split"]:
            columns[share["fund"]] = columns.get(share["fund"], 0) + share["cents"]
            if told["means"] != "cash":
                assert payees.get(share["fund"], "OWN") == told.get("payee", "OWN") == given_one.payee
                straight[share["fund"]] = straight.get(share["fund"], 0) + share["cents"]
    assert columns == due_by_fund(lines)
    totals = add_up(posted_of(settled(lines, payments, payees)))
    assert totals.straight == {fund: cents for fund, cents in straight.items() if fund in payees}
    assert sum(sum(by.values()) for by in totals.paid_to.values()) == sum(straight.values())
    # What is given back of all of it is the opposite, fund by fund.
    kept = [
        KeptPayment(told["means"], -told["cents"], -told["cents"], 0, payee=told.get("payee", "OWN"))
        for told in data["payments"]
    ]
    back = split(kept, {fund: -cents for fund, cents in due_by_fund(lines).items()}, payees)
    assert [{share["fund"]: -share["cents"] for share in told["split"]} for told in back] == [
        {share["fund"]: share["cents"] for share in told["split"]} for told in data["payments"]
    ]


@given(parted_tickets())
def test_a_payee_for_everything_splits_as_none_does(
    ticket: tuple[list[Charge], tuple[Payment, ...], dict[str, str]],
) -> None:
    lines, payments, _ = ticket
    plain = tuple(replace(payment, payee=None) for payment in payments)
    alone = settled(lines, plain, {})[-1].data["payments"]
    same = settled(lines, plain, dict.fromkeys(FUNDS, "LAPOSTE"))[-1].data["payments"]
    assert [{**told, "payee": None, "cheque": None} for told in same] == [
        {**told, "payee": None, "cheque": None} for told in alone
    ]


@given(tickets())
def test_the_first_payment_is_pro_rata(ticket: tuple[list[Charge], tuple[Payment, ...]]) -> None:
    """Largest remainder, ties to the mandate: worked out here apart from the program."""
    lines, payments = ticket
    first = settled(lines, payments)[-1].data["payments"][0]
    due = due_by_fund(lines)
    whole = sum(due.values())
    floors = {fund: first["cents"] * cents // whole for fund, cents in due.items()} if whole else {}
    left = first["cents"] - sum(floors.values())
    order = sorted(
        (fund for fund in due if first["cents"] * due[fund] % whole),
        key=lambda fund: (-(first["cents"] * due[fund] % whole), not is_mandate(fund), fund != OWN, fund),
    )
    for fund in order[:left]:
        floors[fund] += 1
    assert {share["fund"]: share["cents"] for share in first["split"]} == {
        f: c for f, c in floors.items() if c
    }


@given(tickets())
def test_vat_lines_add_up_to_their_groups(ticket: tuple[list[Charge], tuple[Payment, ...]]) -> None:
    events = settled(*ticket)
    groups: dict[tuple[str, str, int], list[int]] = {}
    for event in events[:-1]:
        line = event.data["line"]
        sums = groups.setdefault((line["fund"], line["regime"], line["rate"]), [0, 0, 0])
        for place, name in enumerate(("ht_cents", "vat_cents", "cents")):
            sums[place] += line[name]
        assert line["ht_cents"] + line["vat_cents"] == line["cents"]
        if is_mandate(line["fund"]):
            assert line["vat_cents"] == 0
    told = {
        (group["fund"], group["regime"], group["rate"]): [
            group["ht_cents"],
            group["vat_cents"],
            group["ttc_cents"],
        ]
        for group in events[-1].data["totals"]
    }
    assert told == groups


@given(st.lists(tickets(), max_size=5))
def test_a_day_is_the_sum_of_its_tickets(day: list[tuple[list[Charge], tuple[Payment, ...]]]) -> None:
    """R-2.21: Σ tickets = Z: funds, means, takings and VAT; turnover, others' money and securities are the payments."""
    posted: list[Any] = []
    for lines, payments in day:
        posted += posted_of(settled(lines, payments), first=100 + len(posted))
    totals = add_up(posted)
    everything = [line for lines, _ in day for line in lines]
    assert {fund: cents for fund, cents in totals.funds.items() if cents} == due_by_fund(everything)
    assert sum(totals.means.values()) == sum(totals.funds.values())
    turnover = totals.funds.get(OWN, 0)
    third_parties = sum(cents for fund, cents in totals.funds.items() if is_mandate(fund))
    assert turnover + third_parties + totals.cautions_cents == sum(totals.funds.values())
    for fund, takings in totals.takings.items():
        assert sum(cell["charged"] - cell["refunded"] for cell in takings.values()) == totals.funds[fund]
    for means in totals.means:
        assert totals.paid_in[means] - totals.paid_out[means] == totals.means[means]
        assert sum(takings[means]["charged"] for takings in totals.takings.values()) == totals.means[means]
    assert sum(taxed.ttc_cents for taxed in totals.vat.values()) == turnover
    assert len(totals.lines) == len(everything)
    assert totals.change_cents == sum(
        p["change_cents"] for e in posted if e.kind == "till.settled" for p in e.data["payments"]
    )
