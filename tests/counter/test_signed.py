"""Lines of both signs on one ticket: whatever they are, rows are columns, and what is undone is the exact opposite."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concierge_desk.counter.correction.refund import (
    Refund,
    RefundLine,
    RefundState,
    refund,
    refund_whole,
)
from concierge_desk.counter.correction.slate import OpenSlate, StillOwed
from concierge_desk.counter.till.payments import Payment
from concierge_desk.counter.till.till import Settle, SettleState, settle, settled_answer
from concierge_desk.counter.values.codelists import Coded
from concierge_desk.domain.charge import ACCOUNT, ADVANCE, CAUTION, OWN, CameBy, Charge, is_mandate
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.domain.ticket import HERE, PAID_IN, Cheque, SoldLine, SoldTicket
from concierge_desk.domain.vat import vat_included
from tests.counter.desks import posted_of
from tests.counter.signed import (
    DPD,
    LAPOSTE,
    REVERSALS,
    Shop,
    ahead,
    ahead_back,
    back,
    covering,
    for_principal,
    kept,
    line,
    paid_visits,
    parted_visits,
    payment,
    settled,
    sold,
    visits,
    written_off,
)

REASON = Coded("returned", None)
MEANS = ("cash", "card", "cheque")


def columns(charges: Sequence[Charge]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for charge in charges:
        found[charge.fund] += charge.cents
    return {fund: cents for fund, cents in found.items() if cents}


def shares(*rows: Mapping[str, Any]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for row in rows:
        for share in row["split"]:
            found[share["fund"]] += share["cents"]
    return {fund: cents for fund, cents in found.items() if cents}


def rows_of(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [*data["payments"], *data.get("transfers", ())]


def ticket_of(events: Sequence[Event], refunded: Mapping[int, int] | None = None) -> SoldTicket:
    """A ticket as its corrections find it."""
    *lines, paid = posted_of(events)
    done = refunded or {}
    return SoldTicket(
        settled=paid,
        lines=tuple(SoldLine(one, done.get(n, 0)) for n, one in enumerate(lines, 1)),
        payments=tuple(paid.data["payments"]),
    )


def of_same_sign(data: Mapping[str, Any]) -> bool:
    """Say whether all real money goes one way, no share being more than its payment."""
    due = data["due_cents"]
    return all(
        share["cents"] * due > 0 and abs(share["cents"]) <= abs(row["cents"])
        for row in data["payments"]
        if row["cents"]
        for share in row["split"]
    )


@settings(max_examples=500)
@given(paid_visits())
def test_rows_are_columns(visit: tuple[list[Charge], tuple[Payment, ...]]) -> None:
    charges, payments = visit
    data = settled(charges, payments)[-1].data
    assert shares(*rows_of(data)) == columns(charges)
    assert data["due_cents"] == sum(charge.cents for charge in charges)
    assert sum(row["cents"] for row in data["payments"]) == data["due_cents"]
    assert of_same_sign(data)
    for row in data["payments"]:
        assert sum(share["cents"] for share in row["split"]) == row["cents"]
    set_off = [row for row in data["payments"] if not row["cents"] and row["split"]]
    assert [row["means"] for row in set_off] in ([], ["cash"])
    real = [row for row in data["payments"] if row not in set_off]
    side = -1 if data["due_cents"] < 0 else 1
    assert [(row["means"], row["cents"]) for row in real] == [
        (one.means, side * (one.cents or one.given_cents or 0)) for one in payments
    ]
    assert sum(row["cents"] for row in data["payments"] if row["means"] == "cash") == side * sum(
        one.given_cents or 0 for one in payments
    )


@settings(max_examples=300)
@given(paid_visits())
def test_what_covers_is_a_transfer_that_no_mandate_is_in(
    visit: tuple[list[Charge], tuple[Payment, ...]],
) -> None:
    charges, payments = visit
    data = settled(charges, payments)[-1].data
    covered = columns([charge for charge in charges if charge.covers])
    words = {ACCOUNT: "account", ADVANCE: "advance", CAUTION: "caution"}
    assert [(row["means"], row["cents"]) for row in data.get("transfers", ())] == [
        (word, -covered[fund]) for fund, word in words.items() if fund in covered
    ]
    for row in data.get("transfers", ()):
        assert sum(share["cents"] for share in row["split"]) == 0
        assert row["split"][0]["fund"] == OWN
        assert not any(is_mandate(share["fund"]) for share in row["split"])
    assert ("transfers" in data) == bool(covered)


@settings(max_examples=300)
@given(paid_visits())
def test_a_whole_ticket_taken_back_is_the_exact_opposite(
    visit: tuple[list[Charge], tuple[Payment, ...]],
) -> None:
    charges, payments = visit
    events = settled(charges, payments)
    undone = refund_whole(RefundState(2, None, REVERSALS), ticket_of(events), REASON, Shop().context())
    before, after = events[-1].data, undone[-1].data
    assert after["due_cents"] == -before["due_cents"]
    # Of a means that was named several times the whole goes back in one.
    assert by_means(after) == {means: -cents for means, cents in by_means(before).items()}
    if len({one.means for one in payments}) == len(payments):
        assert [shares(row) for row in after["payments"]] == [
            {fund: -cents for fund, cents in shares(row).items()} for row in before["payments"]
        ]
    assert [shares(row) for row in after.get("transfers", ())] == [
        {fund: -cents for fund, cents in shares(row).items()} for row in before.get("transfers", ())
    ]
    assert set_off_of(after) == {fund: -cents for fund, cents in set_off_of(before).items()}
    turned = ("ht_cents", "vat_cents", "ttc_cents")
    assert after["totals"] == [
        {**group, **{name: -group[name] for name in turned}} for group in before["totals"]
    ]
    for old, new in zip(events[:-1], undone[:-1], strict=True):
        mine, its = old.data["line"], new.data["line"]
        assert [its[name] for name in ("cents", "vat_cents", "ht_cents")] == [
            -mine[name] for name in ("cents", "vat_cents", "ht_cents")
        ]
        assert its.get("stored_vat", 0) == -mine.get("stored_vat", 0)
        assert (its.get("covers"), its.get("pair")) == (mine.get("covers"), mine.get("pair"))


def by_means(data: Mapping[str, Any]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for row in data["payments"]:
        found[row["means"]] += row["cents"]
    return {means: cents for means, cents in found.items() if cents}


def set_off_of(data: Mapping[str, Any]) -> dict[str, int]:
    return shares(*[row for row in data["payments"] if not row["cents"]])


@settings(max_examples=200)
@given(parted_visits())
def test_each_payee_is_paid_or_gives_back_its_own_alone(
    visit: tuple[list[Charge], tuple[Payment, ...], dict[str, str]],
) -> None:
    charges, payments, payees = visit
    data = settled(charges, payments, Shop(payees=payees))[-1].data
    assert shares(*rows_of(data)) == columns(charges)
    assert of_same_sign(data)
    for row in data["payments"]:
        if row["means"] != "cash":
            assert {payees.get(fund, "OWN") for fund in shares(row)} <= {row.get("payee", "OWN")}


@settings(max_examples=200)
@given(paid_visits())
def test_two_drawers_gain_what_the_split_says_and_together_the_cash(
    visit: tuple[list[Charge], tuple[Payment, ...]],
) -> None:
    """The set-off is what passes over between them."""
    charges, payments = visit
    data = settled(charges, payments, Shop(lies={LAPOSTE: "POSTE"}))[-1].data
    cash = [row for row in data["payments"] if row["means"] == "cash"]
    told = {row["drawer"]: row["cents"] for row in data.get("drawers", ())}
    if told:
        postal = sum(shares(row).get(LAPOSTE, 0) for row in cash)
        assert (told.get("POSTE", 0), sum(told.values())) == (postal, sum(row["cents"] for row in cash))
    else:
        assert not any(shares(row).get(LAPOSTE) for row in cash) or not sum(
            shares(row).get(LAPOSTE, 0) for row in cash
        )


@settings(max_examples=300)
@given(visits())
def test_tax_is_that_of_each_group_beside_what_was_stored(charges: list[Charge]) -> None:
    events = settled(charges, paying(charges))
    for group in events[-1].data["totals"]:
        key = (group["fund"], group["regime"], group["rate"])
        mine = [charge for charge in charges if (charge.fund, charge.regime, charge.rate) == key]
        fresh = [charge.cents for charge in mine if charge.stored_vat is None]
        stored = sum(charge.stored_vat or 0 for charge in mine)
        taxed = group["regime"] == "own" and group["fund"] in (OWN, ADVANCE)
        assert group["vat_cents"] == stored + (vat_included(sum(fresh), group["rate"]) if taxed else 0)
    assert sum(event.data["line"]["vat_cents"] for event in events[:-1]) == sum(
        group["vat_cents"] for group in events[-1].data["totals"]
    )


def paying(charges: Sequence[Charge]) -> tuple[Payment, ...]:
    due = sum(charge.cents for charge in charges)
    return (payment("card", abs(due)),) if due else ()


# What was worked out by hand.

WORKED: dict[str, tuple[list[Charge], tuple[Payment, ...], dict[str, Any]]] = {
    # acts -> due, transfers, set off, and what the real means hold of each fund
    "coffees and stamps, the coffees on the slate": (
        [sold(120), sold(120), for_principal(LAPOSTE, 456), covering(ACCOUNT, 240)],
        (Payment("cash", None, 500),),
        {
            "due": 456,
            "transfers": {"account": {OWN: 240, ACCOUNT: -240}},
            "set_off": {},
            "real": [("cash", 456, {LAPOSTE: 456})],
        },
    ),
    "a caution that is kept in part and given back, and a coffee": (
        [*kept(1500), back(CAUTION, 3500, CameBy("cash", 5000)), sold(120)],
        (),
        {
            "due": -3380,
            "transfers": {"caution": {OWN: 1500, CAUTION: -1500}},
            "set_off": {OWN: 120, CAUTION: -120},
            "real": [("cash", -3380, {CAUTION: -3380})],
        },
    ),
    "a garment whose arrhes cover a part": (
        [sold(4500, 2000), ahead_back(2000, covers=True)],
        (Payment("cash", None, 2500),),
        {
            "due": 2500,
            "transfers": {"advance": {OWN: 2000, ADVANCE: -2000}},
            "set_off": {},
            "real": [("cash", 2500, {OWN: 2500})],
        },
    ),
    "arrhes that the shop gives back twice": (
        [ahead_back(1000, came_by=(CameBy("cash", 1000),)), line(OWN, -1000, pair=True)],
        (),
        {
            "due": -2000,
            "transfers": {},
            "set_off": {},
            "real": [("cash", -2000, {OWN: -1000, ADVANCE: -1000})],
        },
    ),
    "a caution, stamps and copies: mandates are set off last": (
        [back(CAUTION, 2000, CameBy("card", 3000)), for_principal(LAPOSTE, 1520), sold(300, 2000)],
        (Payment("cash", None, 180),),
        {
            "due": -180,
            "transfers": {},
            "set_off": {OWN: 300, LAPOSTE: 1520, CAUTION: -1820},
            "real": [("cash", -180, {CAUTION: -180})],
        },
    ),
    "a mandate keeps real money as far as there is other": (
        [sold(500), for_principal(LAPOSTE, 500), back(CAUTION, 500)],
        (Payment("card", 500, None),),
        {
            "due": 500,
            "transfers": {},
            "set_off": {OWN: 500, CAUTION: -500},
            "real": [("card", 500, {LAPOSTE: 500})],
        },
    ),
    "a debt that is forgiven is a cover below nothing": (
        written_off(700),
        (),
        {
            "due": 0,
            "transfers": {"account": {OWN: -700, ACCOUNT: 700}},
            "set_off": {},
            "real": [],
        },
    ),
    "set off whole, nothing is due": (
        [back(CAUTION, 1200), sold(1200)],
        (),
        {"due": 0, "transfers": {}, "set_off": {OWN: 1200, CAUTION: -1200}, "real": []},
    ),
    "a cheque of a cent takes a cent": (
        [back(CAUTION, 5000), sold(5002)],
        (Payment("cheque", 1, None), Payment("cash", None, 1)),
        {
            "due": 2,
            "transfers": {},
            "set_off": {OWN: 5000, CAUTION: -5000},
            "real": [("cheque", 1, {OWN: 1}), ("cash", 1, {OWN: 1})],
        },
    ),
}


@pytest.mark.parametrize("name", WORKED)
def test_worked_tickets(name: str) -> None:
    charges, payments, expected = WORKED[name]
    data = settled(charges, payments)[-1].data
    real = [row for row in data["payments"] if row["cents"]]
    assert {
        "due": data["due_cents"],
        "transfers": {row["means"]: shares(row) for row in data.get("transfers", ())},
        "set_off": set_off_of(data),
        "real": [(row["means"], row["cents"], shares(row)) for row in real],
    } == expected


def test_ties_go_to_mandates_by_code_then_to_ours_then_to_what_is_the_customers() -> None:
    """Real money of one cent over equal parts of six funds: each takes the next cent in turn (services-1, 1.5.7)."""
    charges = [
        line(CAUTION, 100), line(ACCOUNT, 100), ahead(100), sold(100), for_principal(LAPOSTE, 100), for_principal(DPD, 100),
    ]  # fmt: skip
    order = [DPD, LAPOSTE, OWN, ADVANCE, ACCOUNT, CAUTION]
    for cents in range(1, 7):
        data = settled(charges, (Payment("card", cents, None), Payment("cash", None, 600 - cents)))[-1].data
        assert set(shares(data["payments"][0])) == set(order[:cents])


# What is refused.

COVERED = [
    # own above nothing, what covers -> refused or not
    ([sold(500), covering(ACCOUNT, 500)], None),
    ([sold(500), covering(ACCOUNT, 501)], (501, 500)),
    # What is given back of ours makes no room less: it is no sale.
    ([sold(500), line(OWN, -400), covering(ACCOUNT, 500)], None),
    ([sold(500), line(OWN, -400), covering(ACCOUNT, 300), covering(ADVANCE, 201)], (501, 500)),
    ([for_principal(LAPOSTE, 500), covering(ACCOUNT, 1)], (1, 0)),
    # Two that cover, one below nothing: signed.
    ([sold(500), *written_off(300), covering(ACCOUNT, 500)], None),
]


@pytest.mark.parametrize(("charges", "expected"), COVERED)
def test_what_covers_needs_something_to_cover(
    charges: list[Charge], expected: tuple[int, int] | None
) -> None:
    if expected is None:
        settled(charges, paying(charges))
        return
    with pytest.raises(Refused) as caught:
        settled(charges, paying(charges))
    covered, own = expected
    assert (caught.value.code, caught.value.params) == (
        "till.covers_too_much", {"covered_cents": covered, "own_cents": own},
    )  # fmt: skip


BACK: list[tuple[list[CameBy], tuple[Payment, ...], Any]] = [
    # by what a caution of 30.00 came, how it goes back -> what leaves, or a refusal
    ([CameBy("cash", 3000)], (), [("cash", -3000)]),
    ([CameBy("card", 3000)], (), [("card", -3000)]),
    ([CameBy("card", 3000)], (Payment("cash", None, 3000),), [("cash", -3000)]),
    ([CameBy("card", 3000)], (Payment("cash", 3000, None),), [("cash", -3000)]),
    ([CameBy("card", 3000)], (Payment("card", 1000, None), Payment("cash", None, 2000)), [("card", -1000), ("cash", -2000)]),
    ([CameBy("card", 1000), CameBy("cash", 2000)], (), "till.refund_means"),
    ([CameBy("card", 0), CameBy("cash", 3000)], (), [("cash", -3000)]),
    ([], (), "till.refund_means"),
    ([CameBy("cash", 3000)], (Payment("cash", None, 2999),), "till.refund_differs"),
    ([CameBy("cash", 3000)], (Payment("cash", None, 3001),), "till.refund_differs"),
    ([CameBy("cash", 3000)], (Payment("cash", 3000, 3000),), "till.payment_fields"),
    ([CameBy("cheque", 3000, "x-1")], (), [("cheque", -3000)]),
    ([CameBy("cheque", 3000, "x-1")], (Payment("cheque", 3000, None),), [("cheque", -3000)]),
    ([CameBy("cheque", 3000, "x-1")], (Payment("cash", None, 3000),), [("cash", -3000)]),
    # A part of a cheque, and one that the bank has.
    ([CameBy("cheque", 5000, "x-2")], (), "till.refund_means"),
    ([CameBy("cheque", 5000, "x-2")], (Payment("cheque", 3000, None),), "till.cheque_gone"),
    ([CameBy("cheque", 3000, "x-3")], (), "till.cheque_gone"),
    ([CameBy("cheque", 3000, "x-3")], (Payment("cheque", 3000, None),), "till.cheque_gone"),
    # It came back unpaid: it goes by itself.
    ([CameBy("cheque", 3000, "x-3", unpaid=True)], (), [("cheque", -3000)]),
]  # fmt: skip


@pytest.mark.parametrize(("came", "payments", "expected"), BACK)
def test_how_money_goes_back(came: list[CameBy], payments: tuple[Payment, ...], expected: Any) -> None:
    cheques = (cheque("x-1", 3000), cheque("x-2", 5000), cheque("x-3", 3000, PAID_IN))
    charges = [back(CAUTION, 3000, *came)]
    known = tuple(one for one in cheques if one.code in {by.cheque for by in came})

    def leave() -> Mapping[str, Any]:
        state = SettleState(1, cheques=known)
        return settle(state, Settle((), payments), Shop().context(charges))[-1].data

    if isinstance(expected, str):
        with pytest.raises(Refused) as caught:
            leave()
        assert caught.value.code == expected
        return
    data = leave()
    assert [(row["means"], row["cents"]) for row in data["payments"]] == expected
    named = [row.get("cheque") for row in data["payments"] if row["means"] == "cheque"]
    assert named == [by.cheque for by in came if expected[0][0] == "cheque"]
    assert [row.get("was") for row in data["payments"]] == [
        PAID_IN if any(by.unpaid for by in came) else None for _ in data["payments"]
    ]


def test_what_covers_gives_nothing_back() -> None:
    """A caution that came by card is kept in part; what goes back came in cash: that one alone says how."""
    cover = replace(covering(CAUTION, 1000), came_by=(CameBy("card", 1000),))
    data = settled([cover, line(OWN, 1000, pair=True), back(CAUTION, 500, CameBy("cash", 500))], ())[-1].data
    assert by_means(data) == {"cash": -500}


def cheque(code: str, cents: int, state: str = HERE) -> Cheque:
    return Cheque(code, "T-2026-000000", cents, 9, "2026-11-25", state=state)


def test_no_more_cash_leaves_than_the_drawer_holds() -> None:
    charges = [back(CAUTION, 3000, CameBy("cash", 3000))]
    with pytest.raises(Refused) as caught:
        settled(charges, (), Shop(drawer_cents=2999))
    assert (caught.value.code, caught.value.params["drawer_cents"]) == ("till.short", 2999)
    assert settled(charges, (), Shop(drawer_cents=3000))[-1].data["due_cents"] == -3000


def test_a_limit_is_on_real_cash_alone() -> None:
    """1,500.00 of ours, 600.00 covered: 900.00 in cash."""
    charges = [sold(150_000), covering(ADVANCE, 60_000)]
    assert settled(charges, (Payment("cash", None, 90_000),))[-1].data["due_cents"] == 90_000
    with pytest.raises(Refused) as caught:
        settled([sold(160_001), covering(ADVANCE, 60_000)], (Payment("cash", None, 100_001),))
    assert caught.value.code == "till.cash_limit"


def test_an_answer_says_of_a_line_what_its_act_says() -> None:
    acted = Event(
        "caution.returned", {"caution": "g-1", "left_cents": 0, "party": "r-1"}, charge=back(CAUTION, 100)
    )
    sale = Event("shop.sold", {"article": "CAFE", "quantity": 1}, charge=sold(120))
    known = replace(Shop().context(), earlier=(acted, sale))
    events = settle(SettleState(1), Settle((), (Payment("cash", None, 20),)), known)
    assert settled_answer(posted_of(events))["lines"] == [
        {"caution": "g-1", "left_cents": 0, "cents": -100},
        {"cents": 120},
    ]


# What is taken back of such a ticket.


def taken_back(
    charges: Sequence[Charge],
    payments: Sequence[Payment],
    lines: Sequence[int],
    *,
    asked: tuple[Payment, ...] = (),
    slate: OpenSlate | None = None,
) -> tuple[Event, ...]:
    events = settled(charges, payments)
    state = RefundState(2, ticket_of(events), REVERSALS, unpaid=StillOwed(slate))
    command = Refund("T-2026-000001", tuple(RefundLine(n, None) for n in lines), asked, REASON)
    return refund(state, command, Shop().context())


def test_a_part_of_a_mixed_ticket_touches_the_funds_of_that_part_alone() -> None:
    """A coffee that stood beside a caution given back and stamps: only the coffee's money goes back."""
    charges = [back(CAUTION, 2000), for_principal(LAPOSTE, 1520), sold(300)]
    data = taken_back(charges, (Payment("cash", None, 180),), [3], asked=(Payment("cash", None, 300),))[
        -1
    ].data
    assert (data["due_cents"], shares(*rows_of(data))) == (-300, {OWN: -300})
    assert "transfers" not in data


@pytest.mark.parametrize("asked", [[1], [2], [1, 2], [2, 1]])
def test_a_pair_goes_together(asked: list[int]) -> None:
    data = taken_back([*kept(1500), sold(120)], (Payment("cash", None, 120),), asked)[-1].data
    assert [len(data["lines"]), data["due_cents"]] == [2, 0]
    assert [shares(row) for row in data["transfers"]] == [{OWN: -1500, CAUTION: 1500}]


def test_money_comes_in_where_what_gave_it_back_is_undone() -> None:
    charges = [back(CAUTION, 3500, CameBy("cash", 3500)), sold(500)]
    events = taken_back(charges, (), [1])
    data = events[-1].data
    assert [(row["means"], row["cents"]) for row in data["payments"]] == [("cash", 3500)]
    assert data["due_cents"] == 3500


def test_a_cheque_that_comes_in_again_has_a_code() -> None:
    charges = [back(CAUTION, 3500, CameBy("cash", 3500))]
    data = taken_back(charges, (), [1], asked=(Payment("cheque", 3500, None),))[-1].data
    (row,) = data["payments"]
    assert (row["cents"], row["cheque"][:2]) == (3500, "x-")


def owed_less(cents: int, _sold: object, _context: object) -> tuple[Event, ...]:
    return (Event("account.owed", {"debt": "u-1"}, charge=line(ACCOUNT, cents, covers=True)),)


SLATE = [
    # the slate that is open, how many of three at 4.00 come back -> what is taken off it, what goes back in cash
    (700, 1, 400, 0),
    (700, 2, 700, -100),
    (700, 3, 700, -500),
    (1, 1, 1, -399),
    (0, 1, 0, -400),
]


@pytest.mark.parametrize(("left", "pieces", "less", "cash"), SLATE)
def test_the_slate_is_taken_first(left: int, pieces: int, less: int, cash: int) -> None:
    charges = [sold(400, 2000, 3), covering(ACCOUNT, 700)]
    state = RefundState(
        2,
        ticket_of(settled(charges, (Payment("cash", None, 500),))),
        REVERSALS,
        unpaid=StillOwed(OpenSlate(left, owed_less)),
    )
    command = Refund("T-2026-000001", (RefundLine(1, pieces),), (), REASON)
    events = refund(state, command, Shop().context())
    data = events[-1].data
    assert (data["due_cents"], by_means(data)) == (cash, {"cash": cash} if cash else {})
    assert [shares(row) for row in data.get("transfers", ())] == (
        [{OWN: -less, ACCOUNT: less}] if less else []
    )
    assert [event.kind for event in events] == [
        *(["account.owed"] if less else []),
        "test.acted",
        "till.settled",
    ]
    assert shares(*rows_of(data)) == {
        fund: cents for fund, cents in {OWN: -400 * pieces, ACCOUNT: less}.items() if cents
    }


def test_a_slate_is_taken_by_what_is_sold_and_not_by_what_was_kept() -> None:
    """A coffee and a pair come back: 1.20 of the slate is owed no more, the pair is nothing to it."""
    charges = [sold(120), *kept(1500), covering(ACCOUNT, 120)]
    data = taken_back(charges, (), [1, 2], slate=OpenSlate(2000, owed_less))[-1].data
    assert {row["means"]: row["cents"] for row in data["transfers"]} == {"account": -120, "caution": -1500}
    assert data["due_cents"] == 0


def test_stamps_are_never_taken_off_a_slate() -> None:
    charges = [sold(240), for_principal(LAPOSTE, 456), covering(ACCOUNT, 240)]
    data = taken_back(charges, (Payment("cash", None, 456),), [2], slate=OpenSlate(240, owed_less))[-1].data
    assert (data["due_cents"], "transfers" in data) == (-456, False)


def test_who_takes_the_slate_itself_back_takes_it_once() -> None:
    charges = [sold(500), covering(ACCOUNT, 240)]
    slate = OpenSlate(240, owed_less)
    data = taken_back(charges, (Payment("cash", None, 260),), [1, 2], slate=slate)[-1].data
    assert (data["due_cents"], len(data["lines"])) == (-260, 2)
    assert [row["cents"] for row in data["transfers"]] == [-240]


@given(paid_visits(), st.data())
def test_parts_that_are_taken_back_are_rows_and_columns_too(
    visit: tuple[list[Charge], tuple[Payment, ...]], data: st.DataObject
) -> None:
    charges, payments = visit
    events = settled(charges, payments)
    lines = data.draw(
        st.lists(st.integers(1, len(charges)), min_size=1, max_size=4, unique=True), label="lines"
    )
    means = data.draw(st.sampled_from(MEANS), label="means")
    command = Refund("T-2026-000001", tuple(RefundLine(n, None) for n in lines), (), REASON, means=means)
    undone = refund(RefundState(2, ticket_of(events), REVERSALS), command, Shop().context())
    told = undone[-1].data
    taken: Counter[str] = Counter()
    for event in undone[:-1]:
        taken[event.data["line"]["fund"]] += event.data["line"]["cents"]
    assert shares(*rows_of(told)) == {fund: cents for fund, cents in taken.items() if cents}
    assert of_same_sign(told)
    assert set(taken) <= {charge.fund for charge in charges}
    covers = [event.data["line"] for event in undone[:-1] if event.data["line"].get("covers")]
    assert sum(row["cents"] for row in told.get("transfers", ())) == -sum(one["cents"] for one in covers)
