"""The till: what may be paid how, what a line keeps, what the drawer holds."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from concierge_desk.counter.partners.partner import Partners
from concierge_desk.counter.till.lines import line_data
from concierge_desk.counter.till.payments import Payment
from concierge_desk.counter.till.till import (
    CountDrawer,
    Move,
    Settle,
    SettleState,
    _with_line,
    count,
    counted_event,
    move,
    settle,
)
from concierge_desk.counter.values.codelists import Coded
from concierge_desk.desk import catalogue
from concierge_desk.domain.charge import ADVANCE, CAUTION, OWN, REGIME_MANDATE, REGIME_OWN, CameBy, Charge
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.domain.vat import VatLine
from tests.counter.desks import COFFEE, COPY, LV_20, Desks, Play, card, cash, cheque, context, site_with


def charged(cents: int, fund: str = OWN, *, rate: int = 2000, **more: Any) -> Event:
    regime = REGIME_MANDATE if fund.startswith("MANDATE:") else REGIME_OWN
    charge = Charge("Article", 1000, cents, cents, fund, regime, "TVA_20", rate, "goods", **more)
    return Event("shop.sold", {"article": "X", "quantity": 1}, charge=charge)


def settled(due: int, *payments: Payment, n: int = 1) -> tuple[Event, ...]:
    return settle(SettleState(n), Settle((), payments), context(earlier=(charged(due),)))


def paid(event: Event) -> list[tuple[str, int, int, int]]:
    return [(p["means"], p["cents"], p["given_cents"], p["change_cents"]) for p in event.data["payments"]]


CASH, CARD, CHEQUE = "cash", "card", "cheque"

RULES = [
    # due, payments given as (means, cents), what is kept: (means, kept, given, change) or a refusal
    (456, [(CASH, 1000)], [(CASH, 456, 1000, 544)]),
    (456, [(CASH, 456)], [(CASH, 456, 456, 0)]),
    (456, [(CARD, 456)], [(CARD, 456, 456, 0)]),
    (456, [(CHEQUE, 456)], [(CHEQUE, 456, 456, 0)]),
    (456, [(CASH, 455)], "till.underpaid"),
    (456, [(CARD, 455)], "till.underpaid"),
    (456, [], "till.underpaid"),
    (456, [(CARD, 457)], "till.overpaid"),
    (456, [(CHEQUE, 500)], "till.overpaid"),
    (456, [(CARD, 456), (CASH, 1)], "till.overpaid"),
    (456, [(CARD, 300), (CHEQUE, 156)], [(CARD, 300, 300, 0), (CHEQUE, 156, 156, 0)]),
    (456, [(CARD, 300), (CHEQUE, 157)], "till.overpaid"),
    (456, [(CASH, 1000), (CARD, 400)], [(CASH, 56, 1000, 944), (CARD, 400, 400, 0)]),
    (456, [(CASH, 200), (CASH, 500)], [(CASH, 200, 200, 0), (CASH, 256, 500, 244)]),
    (456, [(CASH, 500), (CASH, 200)], [(CASH, 456, 500, 44), (CASH, 0, 200, 200)]),
    (456, [(CASH, 200), (CASH, 255)], "till.underpaid"),
    (100_000, [(CASH, 100_000)], [(CASH, 100_000, 100_000, 0)]),
    (100_000, [(CASH, 150_000)], [(CASH, 100_000, 150_000, 50_000)]),
    (100_001, [(CASH, 100_001)], "till.cash_limit"),
    (100_001, [(CASH, 50_000), (CASH, 50_001)], "till.cash_limit"),
    (100_001, [(CARD, 1), (CASH, 100_000)], [(CARD, 1, 1, 0), (CASH, 100_000, 100_000, 0)]),
    (100_001, [(CARD, 100_001)], [(CARD, 100_001, 100_001, 0)]),
    (0, [], []),
    (0, [(CASH, 0)], [(CASH, 0, 0, 0)]),
    (0, [(CASH, 100)], "till.overpaid"),
    (0, [(CARD, 1)], "till.overpaid"),
]


@pytest.mark.parametrize(("due", "given", "expected"), RULES)
def test_money_rules(due: int, given: list[tuple[str, int]], expected: Any) -> None:
    """R-3.03: what is kept and what is given back is to the cent, in cash too."""
    payments = [Payment(m, None, c) if m == CASH else Payment(m, c, None) for m, c in given]
    if isinstance(expected, str):
        with pytest.raises(Refused) as caught:
            settled(due, *payments)
        assert caught.value.code == expected
    else:
        assert paid(settled(due, *payments)[-1]) == expected


@pytest.mark.parametrize(
    ("payment", "field"),
    [
        (Payment(CASH, None, None), "given_cents"),
        (Payment(CASH, 100, None), "given_cents"),
        (Payment(CASH, 100, 100), "given_cents"),
        (Payment(CARD, None, None), "cents"),
        (Payment(CARD, None, 100), "cents"),
        (Payment(CHEQUE, 100, 100), "cents"),
    ],
)
def test_payment_fields(payment: Payment, field: str) -> None:
    with pytest.raises(Refused) as caught:
        settled(100, payment)
    assert (caught.value.code, caught.value.params["field"]) == ("till.payment_fields", field)


def test_what_is_missing_is_said() -> None:
    with pytest.raises(Refused) as caught:
        settled(456, Payment(CARD, 200, None), Payment(CASH, None, 100))
    assert caught.value.params == {"due_cents": 456, "missing_cents": 156}


def test_what_is_too_much_is_said() -> None:
    with pytest.raises(Refused) as caught:
        settled(456, Payment(CARD, 456, None), Payment(CASH, None, 1))
    assert caught.value.params == {"due_cents": 456, "paid_cents": 457}


def test_numbers() -> None:
    assert settled(0, n=7)[-1].data["ticket"] == "T-2026-000007"
    restored = settle(SettleState(124), Settle((), ()), context(epoch="B", earlier=(charged(0),)))
    assert restored[-1].data["ticket"] == "T-2026-B-000124"
    # The year is the business day's, not the clock's.
    late = settle(
        SettleState(9),
        Settle((), ()),
        context("2027-01-01T00:30", open_day="2026-12-31", earlier=(charged(0),)),
    )
    assert late[-1].data["ticket"] == "T-2026-000009"


def test_a_line_keeps_what_it_was_sold_with() -> None:
    """R-1.10, R-1.60: everything that is told of it later stands in it, as values."""
    events = settle(
        SettleState(1),
        Settle((), (Payment(CASH, None, 5000),)),
        context(earlier=(charged(250, discount_cents=10), charged(304, "MANDATE:LAPOSTE", rate=0))),
    )
    own, postal, ticket = events
    assert own.data["line"] == {
        "label": "Article",
        "quantity_thousandths": 1000,
        "unit_cents": 250,
        "unit_ht_cents": 208,
        "cents": 250,
        "discount_cents": 10,
        "fund": OWN,
        "regime": REGIME_OWN,
        "vat_code": "TVA_20",
        "rate": 2000,
        "nature": "goods",
        "on_behalf": "",
        "ht_cents": 208,
        "vat_cents": 42,
        "details": {},
    }
    assert (own.data["n"], postal.data["n"]) == (1, 2)
    assert postal.data["line"]["unit_ht_cents"] == 304
    assert (postal.data["line"]["ht_cents"], postal.data["line"]["vat_cents"]) == (304, 0)
    assert ticket.data["lines"] == [100, 101]
    assert ticket.documents == ("ticket:T-2026-000001",)
    assert ticket.always_printed == ()


def test_a_line_says_that_it_covers_and_what_tax_it_takes_back_only_where_it_does() -> None:
    back = Charge(
        "x",
        1000,
        -120,
        -120,
        ADVANCE,
        REGIME_OWN,
        "TVA_20",
        2000,
        "service",
        covers=True,
        stored_vat=-19,
        pair=True,
    )
    told = line_data(replace(back, came_by=(CameBy("card", 120),)), VatLine(-101, -19))
    assert (told["covers"], told["pair"], told["stored_vat"], told["unit_ht_cents"]) == (
        True,
        True,
        -19,
        -101,
    )
    assert "came_by" not in told
    plain = line_data(
        replace(back, covers=False, pair=False, stored_vat=None, fund=CAUTION), VatLine(-120, 0)
    )
    assert told.keys() - plain.keys() == {"covers", "pair", "stored_vat"}
    assert plain["unit_ht_cents"] == -120


def test_a_mandate_with_a_rate_shows_no_tax_of_ours() -> None:
    """R-2.20: whatever the rate, the tax is the principal's affair."""
    ticket = settle(
        SettleState(1),
        Settle((), (Payment(CARD, 1200, None),)),
        context(earlier=(charged(1200, "MANDATE:LAPOSTE"),)),
    )
    assert ticket[-1].data["totals"] == [
        {
            "fund": "MANDATE:LAPOSTE",
            "regime": REGIME_MANDATE,
            "rate": 2000,
            "ht_cents": 1200,
            "vat_cents": 0,
            "ttc_cents": 1200,
        }
    ]
    assert ticket[0].data["line"]["unit_ht_cents"] == 1200


def test_an_event_without_a_price_has_no_line() -> None:
    quiet = Event("relay.noted", {"what": "nothing"})
    events = settle(
        SettleState(1), Settle((), (Payment(CARD, 100, None),)), context(earlier=(quiet, charged(100)))
    )
    assert events[0] == quiet
    assert events[-1].data["lines"] == [101]
    with pytest.raises(ValueError, match="only a charged event"):
        _with_line(quiet, "T-2026-000001", 1, VatLine(0, 0))


def test_a_caution_is_neither_turnover_nor_a_mandate() -> None:
    ticket = settle(
        SettleState(1),
        Settle((), (Payment(CARD, 5100, None),)),
        context(earlier=(charged(5000, CAUTION, rate=0), charged(100))),
    )
    assert ticket[-1].data["payments"][0]["split"] == [
        {"fund": OWN, "cents": 100},
        {"fund": CAUTION, "cents": 5000},
    ]


# The real till, over a store.


def test_lines_in_the_order_given_and_never_merged(shop: Play) -> None:
    answer = shop.settle([COFFEE, LV_20, COFFEE, {**LV_20, "quantity": 3}, COPY, COFFEE], cash(10_000))
    assert [line["cents"] for line in answer.result["lines"]] == [120, 152, 120, 456, 20, 120]
    assert [entry.kind for entry in answer.posted] == [
        "shop.sold", "relay.sold", "shop.sold", "relay.sold", "shop.sold", "shop.sold", "till.settled",
    ]  # fmt: skip
    assert [entry.data["n"] for entry in answer.posted[:-1]] == [1, 2, 3, 4, 5, 6]
    assert answer.posted[-1].data["lines"] == [entry.seq for entry in answer.posted[:-1]]
    assert [entry.aud for entry in answer.posted] == ["", "LAPOSTE", "", "LAPOSTE", "", "", ""]
    assert shop.status()["lines"] == 6


RECORDED: Mapping[str, tuple[str, str]] = {
    # what the doctrine lists -> kind of the entry, and where in it
    "number of the receipt": ("till.settled", "ticket"),
    "SIRET": ("settings.set", "siret"),
    "total": ("till.settled", "due_cents"),
    "label": ("shop.sold", "line.label"),
    "quantity": ("shop.sold", "line.quantity_thousandths"),
    "unit price": ("shop.sold", "line.unit_cents"),
    "total before tax": ("shop.sold", "line.ht_cents"),
    "rate": ("shop.sold", "line.rate"),
    "means": ("till.settled", "payments.0.means"),
    "amount": ("till.settled", "payments.0.cents"),
}
VALUES = ("T-2026-000001", "00000000000000", 240, "Café", 2000, 120, 218, 1000, "card", 240)


def test_a_ticket_is_recorded_line_by_line(shop: Play) -> None:
    """R-1.10: all that is listed stands in the journal by the time a receipt can be given."""
    shop.hands.set("2026-11-25T09:12:31.045")
    answer = shop.settle([{**COFFEE, "quantity": 2}], card(240))
    found = []
    for kind, path in RECORDED.values():
        value: Any = shop.last(kind).data
        for name in path.split("."):
            value = value[int(name) if name.isdigit() else name]
        found.append(value)
    assert dict(zip(RECORDED, found, strict=True)) == dict(zip(RECORDED, VALUES, strict=True))
    # Date and time, till and operator are those of each entry.
    assert {(entry.at, entry.desk, entry.by) for entry in answer.posted} == {
        ("2026-11-25T08:12:31.045Z", "AMP1-F", "o01")
    }


@pytest.mark.parametrize("payment", [card(120), cheque(120), cash(200)])
def test_of_a_payment_means_and_amounts_alone_are_kept(shop: Play, payment: dict[str, Any]) -> None:
    """R-3.05, R-3.06: no field takes a document's number, or any number of a card; a cheque has a code of its own."""
    for more in ("holder", "expiry", "reference", "document"):
        asked = {**payment, more: "1"}
        assert shop.code("till.settle", acts=[COFFEE], payments=[asked]) == "input.unknown_field"
    for more in ("number", "bank", "issuer") if payment["means"] != "cheque" else ():
        asked = {**payment, more: "1"}
        assert shop.code("till.settle", acts=[COFFEE], payments=[asked]) == "till.payment_fields"
    (kept,) = shop.settle([COFFEE], payment).posted[-1].data["payments"]
    code = {"cheque"} if payment["means"] == "cheque" else set()
    assert kept.keys() == {"means", "cents", "given_cents", "change_cents", "split"} | code


def test_a_sale_asks_for_nobodys_name(shop: Play) -> None:
    """R-4.01: none is needed, and where the visit is somebody's, nothing of that is kept with a sale."""
    fields = {field.name: field.required for field in catalogue.commands()["till.settle"].form.fields}
    assert fields == {"acts": False, "payments": True, "visit": False, "who": False}
    before = shop.rows("SELECT count(*) FROM personal")
    shop.settle([COFFEE, LV_20], card(272))
    shop.settle([COFFEE, LV_20], card(272), who={"name": "Mme Kessler"})
    assert "Kessler" not in repr([entry.data for entry in shop.posted()])
    assert shop.rows("SELECT count(*) FROM personal") == before


def test_tickets_without_gap(shop: Play) -> None:
    assert shop.settle([COFFEE], card(120)).ticket == "T-2026-000001"
    assert shop.code("till.settle", acts=[COFFEE], payments=[card(119)]) == "till.underpaid"
    assert (
        shop.code("till.settle", acts=[{"do": "shop.sell", "article": "THE"}], payments=[]) == "shop.unknown"
    )
    assert shop.settle([COFFEE], card(120)).ticket == "T-2026-000002"


def test_a_ticket_of_nothing(shop: Play) -> None:
    shop.do(
        "shop.article_set", article="FLYER", label="Prospectus", cents=0, vat_code="TVA_20", nature="goods"
    )
    answer = shop.settle([{"do": "shop.sell", "article": "FLYER", "quantity": 3}])
    assert answer.ticket == "T-2026-000001"
    assert answer.result == {"due_cents": 0, "change_cents": 0, "lines": [{"cents": 0}]}
    assert answer.posted[-1].data["payments"] == []
    assert shop.status()["tickets"] == 1
    shop.close(counted_cents=8000)
    assert shop.last("day.closed").data["counts"]["drawer_openings"] == 0


def test_a_payment_of_nothing_on_a_ticket_of_nothing(shop: Play) -> None:
    shop.do(
        "shop.article_set", article="FLYER", label="Prospectus", cents=0, vat_code="TVA_20", nature="goods"
    )
    answer = shop.settle([{"do": "shop.sell", "article": "FLYER"}], cash(0), card(0))
    assert [payment["split"] for payment in answer.posted[-1].data["payments"]] == [[], []]


@pytest.mark.parametrize(
    ("acts", "code"),
    [
        ([], "input.list"),
        ("shop.sell", "input.list"),
        ([COFFEE] * 201, "input.list"),
        ([{"article": "CAFE"}], "input.act"),
        ([{"do": "shop.buy"}], "input.command"),
        ([{"do": "till.settle", "acts": [COFFEE], "payments": []}], "till.act_stands_alone"),
        ([{"do": "relay.receive", "shelf": "A1"}], "till.act_stands_alone"),
        ([{"do": "day.close"}], "till.act_stands_alone"),
        ([{**COFFEE, "quantity": 0}], "input.bounds"),
        ([{**COFFEE, "quantity": True}], "input.integer"),
        ([{**COFFEE, "price": 1}], "input.unknown_field"),
        ([{**COFFEE, "op": "01970000-0000-7000-8000-000000000001"}], "input.unknown_field"),
        ([COFFEE, {"do": "shop.sell"}], "shop.article_needed"),
    ],
)
def test_acts_refused(shop: Play, acts: Any, code: str) -> None:
    assert shop.code("till.settle", acts=acts, payments=[cash(100_000)]) == code


@pytest.mark.parametrize("do", ["shop.sell", "relay.sell", "relay.frank"])
def test_a_charged_act_outside_a_visit(shop: Play, do: str) -> None:
    assert shop.code(do, product="LV_20", quantity=1) == "till.charged_act"


def test_acts_see_the_earlier_acts_of_their_ticket(shop: Play) -> None:
    shop.do("relay.stock_receive", product="LV_20", quantity=5)
    acts = [{**LV_20, "quantity": n} for n in (3, 2, 1)]
    answer = shop.settle(acts, cash(10_000))
    assert [(w.code, w.params) for w in answer.warnings] == [
        ("relay.stock_short", {"product": "LV_20", "stock": 0})
    ]
    assert [entry.data.get("warnings") is not None for entry in answer.posted] == [False, False, True, False]
    assert shop.status()["stock"]["LV_20"] == -1


def test_the_same_number_twice_on_a_ticket(shop: Play) -> None:
    frank = {"do": "relay.frank", "product": "COL", "weight_g": 250, "tracking": "6A15602683841"}
    twice = {**frank, "tracking": "6a 15602 68384 1"}
    assert shop.code("till.settle", acts=[frank, twice], payments=[card(1098)]) == "relay.already_deposited"


@pytest.mark.parametrize(("cents", "code"), [(100_000, None), (100_001, "till.cash_limit")])
def test_thousand_euros_in_cash(shop: Play, cents: int, code: str | None) -> None:
    """R-3.01: up to the limit of cash, and not a cent beyond."""
    shop.do("shop.article_set", article="VELO", label="Vélo", cents=cents, vat_code="TVA_20", nature="goods")
    acts = [{"do": "shop.sell", "article": "VELO"}]
    answer = shop.ask("till.settle", acts=acts, payments=[cash(cents)])
    assert (answer.refused and answer.refused.code) == code


@pytest.mark.parametrize(
    "payments",
    [
        [{"means": "cash"}],
        [{"means": "cash", "cents": 120}],
        [{"means": "card", "given_cents": 120}],
        [{"means": "card", "cents": 120, "given_cents": 120}],
    ],
)
def test_payment_fields_by_command(shop: Play, payments: list[dict[str, Any]]) -> None:
    assert shop.code("till.settle", acts=[COFFEE], payments=payments) == "till.payment_fields"


def test_a_payment_names_its_wrong_field(shop: Play) -> None:
    refused = shop.refused("till.settle", acts=[COFFEE], payments=[{"means": "gold", "cents": 120}])
    assert (refused.code, refused.params["field"]) == ("input.choice", "payments.means")


# The drawer.


def test_movements(shop: Play) -> None:
    moved = shop.do("till.move", direction="out", cents=8000, reason="Remise en banque")
    assert moved.result == {"cents": 8000, "direction": "out"}
    assert moved.posted[0].data == {
        "direction": "out", "cents": 8000, "reason": "bank", "note": None, "fund": "OWN", "drawer": "MAIN",
    }  # fmt: skip
    refused = shop.refused("till.move", direction="out", cents=1, reason="bank")
    assert (refused.code, refused.params) == ("till.short", {"asked_cents": 1, "drawer_cents": 0})
    shop.do("till.move", direction="in", cents=500, reason="float", fund="MANDATE:LAPOSTE")
    assert (
        shop.code("till.move", direction="out", cents=501, reason="bank", fund="MANDATE:LAPOSTE")
        == "till.short"
    )
    shop.do("till.move", direction="out", cents=500, reason="bank", fund="OWN")
    assert shop.status()["cash"]["expected_cents"] == 0


@pytest.mark.parametrize("fund", ["CAUTION", "ADVANCE", "ACCOUNT"])
@pytest.mark.parametrize("direction", ["in", "out"])
def test_what_is_held_or_owed_moves_by_its_act_alone(shop: Play, fund: str, direction: str) -> None:
    """A movement has no thing that it belongs to (0084)."""
    refused = shop.refused("till.move", direction=direction, cents=500, reason="other", fund=fund)
    assert (refused.code, refused.params) == ("till.by_its_act", {"fund": fund})


def test_a_typed_reason_stays_beside_the_journal(shop: Play) -> None:
    answer = shop.do("till.move", direction="out", cents=100, reason="Café pour Mme Kessler")
    data = answer.posted[0].data
    assert data["reason"] == "other"
    assert shop.personal(data["note"]) == "Café pour Mme Kessler"
    assert b"Kessler" not in (shop.entry(answer.posted[0].seq).payload or b"")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"cents": 0}, "input.bounds"),
        ({"cents": True}, "input.integer"),
        ({"direction": "up"}, "input.choice"),
        ({"fund": "MANDATE:FEDEX"}, "input.choice"),
        ({"fund": "own"}, "input.choice"),
        ({"reason": None}, "input.missing"),
        ({"reason": "carte 4111 1111 1111 1111"}, "input.card_number"),
    ],
)
def test_movement_fields(shop: Play, changes: dict[str, Any], code: str) -> None:
    fields = {"direction": "in", "cents": 100, "reason": "float", **changes}
    assert shop.code("till.move", **fields) == code


def test_count_by_pieces_or_total(shop: Play) -> None:
    counted = shop.do("till.count", denominations={"2000": 3, "500": 4, "1": 2})
    assert counted.result == {"counted_cents": 8002, "expected_cents": 8000, "gap_cents": 2}
    assert counted.posted[0].data["denominations"] == [
        {"face_cents": 1, "pieces": 2}, {"face_cents": 500, "pieces": 4}, {"face_cents": 2000, "pieces": 3},
    ]  # fmt: skip
    again = shop.do("till.count", counted_cents=8000)
    assert again.posted[0].data["denominations"] is None
    assert shop.do("till.count", denominations={}).result["counted_cents"] == 0
    assert shop.status()["cash"]["counted_cents"] == 0
    assert sum(entry.kind == "till.counted" for entry in shop.posted()) == 3


def test_count_fields() -> None:
    for command in (CountDrawer(None, None), CountDrawer(1, {1: 1})):
        with pytest.raises(Refused) as caught:
            count(None, command, context())
        assert caught.value.code == "till.count_fields"
    assert counted_event(8001, None, context(), "MAIN").data["gap_cents"] == 1


def test_move_draws_no_note_without_a_sentence() -> None:
    (event,) = move(Partners(), Move("in", 5, Coded("float", None), OWN), context())
    assert event.personal == ()


def test_a_drawer_of_another_name(desks: Desks) -> None:
    with desks.desk(site=site_with(drawer='"TIROIR"')) as play:
        play.open(float_cents=100)
        play.do("till.move", direction="in", cents=50, reason="float")
        play.settle([COFFEE], cash(120))
        assert play.status()["cash"]["expected_cents"] == 270
        assert play.last("till.moved").data["drawer"] == play.last("till.settled").data["drawer"] == "TIROIR"
