"""What a reader of the plan asks: prices, quotes, compensations, slips and money ahead where two of them meet."""

from typing import Any

import pytest

from tests.counter.desks import Play, card
from tests.entrusted.workshop import COAT, KESSLER, NET, SUIT, figures, names, partner, ready, set_up, taken
from tests.services.relay_desk import rebuilt


@pytest.fixture
def cleaner(shop: Play) -> Play:
    set_up(shop)
    return shop


def prices(play: Play, *rows: dict[str, Any], **more: Any) -> Any:
    return play.do("pressing.set_prices", rows=list(rows), **more)


# Prices.


def test_the_shop_s_price_takes_the_place_of_the_shipped_one(cleaner: Play) -> None:
    """Of the same first day, too."""
    prices(cleaner, {"kind": "MANTEAU", "public": 1600, "partner": 800, "valid_from": "2026-01-01"})
    assert taken(cleaner)["total_cents"] == 1600
    prices(cleaner, {"kind": "MANTEAU", "public": 1700, "valid_from": "2026-01-01"})
    assert taken(cleaner)["total_cents"] == 1700


def test_prices_hold_from_their_day_and_by_workshop(cleaner: Play) -> None:
    prices(cleaner, {"kind": "MANTEAU", "public": 1600, "valid_from": "2026-11-26"})
    prices(cleaner, {"kind": "MANTEAU", "public": 1200, "valid_from": "2026-11-01"}, partner=NET)
    assert taken(cleaner)["total_cents"] == 1200
    partner(cleaner, "AUTRE")
    assert taken(cleaner, partner="AUTRE")["total_cents"] == 1490, "tomorrow's is not today's"


def test_a_kind_of_later_on_may_be_priced_before(cleaner: Play) -> None:
    row = {"kind": "ROBE", "label_fr": "Robe", "valid_from": "2026-12-01"}
    cleaner.do("pressing.set_kinds", rows=[row])
    cleaner.do("pressing.set_kinds", rows=[{"kind": "LOT", "label_fr": "Lot", "tags": "ROBE+VESTE"}])
    prices(cleaner, {"kind": "ROBE", "public": 1100, "valid_from": "2026-12-01"})
    fields = {"who": KESSLER, "pieces": [{"kind": "ROBE"}]}
    assert cleaner.code("pressing.take_in", **fields) == "pressing.kind_unknown"
    cleaner.do("day.close", counted_cents=None)
    cleaner.open("2026-12-01T08:05", confirmed_day="2026-12-01")
    assert cleaner.do("pressing.take_in", who=KESSLER, pieces=[{"kind": "LOT"}]).result["total_cents"] == 1990


def test_what_is_wrong_is_told_in_the_order_of_the_form(shop: Play) -> None:
    """Whose, by whom, what, for how much; then who does it, and what has to be seen."""
    asked: list[tuple[dict[str, Any], str]] = [
        ({"pieces": [{"kind": "NUL"}], "partner": "NUL"}, "who_needed"),
        ({"who": KESSLER, "pieces": [{"kind": "NUL"}], "partner": "NUL"}, "partner_unknown"),
        ({"who": KESSLER, "pieces": [{"kind": "NUL"}]}, "kind_unknown"),
        ({"who": KESSLER, "pieces": [{"kind": "CLE_PROTEGEE"}]}, "unpriced"),
        ({"who": KESSLER, "pieces": [{"kind": "CLE"}]}, "partner_needed"),
        ({"who": KESSLER, "pieces": [{"kind": "CLE_PROTEGEE"}], "partner": NET}, "unpriced"),
    ]
    shop.do("keycut.set_prices", rows=[{"kind": "CLE", "public": 450}])
    for fields, code in asked:
        if fields.get("partner") == NET:
            partner(shop)
        assert shop.code("keycut.take_in", **fields) == f"keycut.{code}"
    shop.do("keycut.set_prices", rows=[{"kind": "CLE_PROTEGEE", "public": 450}])
    fields = {"who": KESSLER, "pieces": [{"kind": "CLE_PROTEGEE"}], "partner": NET}
    assert shop.code("keycut.take_in", **fields) == "keycut.proof_needed"


def test_a_price_for_one_workshop_is_none_for_another(cleaner: Play) -> None:
    partner(cleaner, "AUTRE")
    cleaner.do("pressing.set_kinds", rows=[{"kind": "ROBE", "label_fr": "Robe"}])
    prices(cleaner, {"kind": "ROBE", "public": 1100}, partner="AUTRE")
    fields: dict[str, Any] = {"who": KESSLER, "pieces": [{"kind": "ROBE"}]}
    assert cleaner.code("pressing.take_in", **fields) == "pressing.unpriced"
    assert cleaner.do("pressing.take_in", **fields, partner="AUTRE").result["total_cents"] == 1100


# Rounds that begin later.


def test_rounds_that_begin_later_promise_already(shop: Play) -> None:
    """Wednesday 25 November; he comes from December on: out on Friday the 4th, back on Tuesday the 8th."""
    partner(shop)
    rounds = [{"weekday": "tuesday", "half_day": "last"}, {"weekday": "friday", "half_day": "last"}]
    fields = {"partner": NET, "rounds": rounds, "lead_days": {"normal": 3}, "valid_from": "2026-12-02"}
    shop.do("pressing.set_rounds", **fields)
    assert taken(shop, partner=NET)["promised_slot"] == "2026-12-09T08:00/11:30"
    assert shop.code("pressing.take_in", who=KESSLER, pieces=[COAT]) == "pressing.partner_needed", "not yet"


# Quotes.


def quote(play: Play, order: str, piece: str, cents: int = 2000) -> Any:
    return play.do("pressing.quote", order=order, lines=[{"piece": piece, "cents": cents}])


def answer(play: Play, order: str, said: str = "accepted") -> Any:
    return play.do("pressing.answer_quote", order=order, answer=said, by="phone")


def test_a_price_is_told_by_the_tag_and_by_the_number(cleaner: Play) -> None:
    order = taken(cleaner)
    ((name, tag),) = [(one["piece"], one["code"]) for one in order["pieces"]]
    lines = [{"piece": tag.upper(), "cents": 1500}, {"piece": name, "line": "part", "cents": 300}]
    told = cleaner.do("pressing.quote", order=order["order"], lines=lines)
    assert told.result == {"order": order["order"], "total_cents": 1800, "pieces": [name]}


def test_a_price_is_answered_of_what_is_ready_meanwhile(cleaner: Play) -> None:
    order = taken(cleaner)
    (piece,) = names(order)
    quote(cleaner, order["order"], piece)
    ready(cleaner, [piece])
    assert cleaner.code("pressing.collect", pieces=[piece], proof="tag") == "pressing.unpaid"
    answer(cleaner, order["order"])
    cleaner.settle([{"do": "pressing.pay", "piece": piece}], card(2000))
    cleaner.do("pressing.collect", pieces=[piece], proof="tag")


def test_what_was_let_be_holds_no_answer_back(cleaner: Play) -> None:
    order = taken(cleaner, COAT, COAT)
    first, second = names(order)
    for piece in (first, second):
        quote(cleaner, order["order"], piece)
    cleaner.do("pressing.withdraw", pieces=[first], by="customer", reason="other")
    assert answer(cleaner, order["order"]).result["pieces"] == [second]
    assert cleaner.rows("SELECT quote, cents FROM pressing_piece ORDER BY n") == [
        ("open", 1490),
        ("accepted", 2000),
    ]
    refused = {"order": order["order"], "lines": [{"piece": first, "cents": 100}]}
    assert cleaner.code("pressing.quote", **refused) == "pressing.not_now"


# Compensations.


def test_a_second_compensation_adds_to_the_first(cleaner: Play) -> None:
    (piece,) = names(taken(cleaner, {**COAT, "declared_cents": 10000}))
    ready(cleaner, [piece])
    told = []
    for more in ({"cents": 4000, "borne_by": "partner"}, {"borne_by": "partner"}):
        cleaner.do("pressing.dispute", piece=piece, about=["stain"])
        fields: dict[str, Any] = {"piece": piece, "outcome": "compensated", **more}
        told.append(cleaner.do("pressing.settle_dispute", **fields))
    assert [one.result["cents"] for one in told] == [4000, 6000], "what was declared, once"
    assert figures(cleaner)["owed"] == {NET: 745 - 10000}
    assert cleaner.rows("SELECT compensated_cents FROM pressing_piece") == [(10000,)]
    cleaner.do("pressing.dispute", piece=piece, about=["stain"])
    again = {"piece": piece, "outcome": "compensated"}
    assert cleaner.code("pressing.settle_dispute", **again) == "pressing.cents_needed"
    assert figures(cleaner)["owed"] == {NET: 745 - 10000}
    rebuilt(cleaner)


def test_a_compensation_taken_back_leaves_the_one_before(cleaner: Play) -> None:
    (piece,) = names(taken(cleaner))
    ready(cleaner, [piece])
    done = []
    for cents in (300, 500):
        cleaner.do("pressing.dispute", piece=piece, about=["stain"])
        fields = {"piece": piece, "outcome": "compensated", "cents": cents, "borne_by": "partner"}
        done.append(cleaner.do("pressing.settle_dispute", **fields).op)
    cleaner.do("journal.reverse", op_of=done[1], reason="wrong_key")
    assert cleaner.rows("SELECT compensated_cents, dispute FROM pressing_piece") == [(300, "open")]
    assert figures(cleaner)["owed"] == {}, "445 of it withheld again"
    assert cleaner.rows("SELECT withheld_cents FROM pressing_piece") == [(445,)]


# Slips.


def test_a_slip_that_is_cancelled_forgets_nothing_that_came_after_it(cleaner: Play) -> None:
    """A complaint that came while it lay on the slip still keeps its order from being taken back, and goes back itself."""
    taking = cleaner.do("pressing.take_in", who=KESSLER, pieces=[COAT])
    (piece,) = names(taking.result)
    slip = cleaner.do("pressing.prepare_slip", partner=NET)
    complaint = cleaner.do("pressing.dispute", piece=piece, about=["stain"])

    def back(answer: Any) -> Any:
        return cleaner.do("journal.reverse", op_of=answer.op, reason="wrong_key")

    back(slip)
    refused = {"op_of": taking.op, "reason": "wrong_key"}
    assert cleaner.code("journal.reverse", **refused) == "pressing.changed_since"
    back(complaint)
    assert cleaner.rows("SELECT dispute, slip, on_slip, state FROM pressing_piece") == [
        (None, None, 0, "taken_in")
    ]
    rebuilt(cleaner)


def test_what_left_after_all_is_on_its_slip_again(cleaner: Play) -> None:
    """The wrong piece was named: it is with the workshop, on the slip that was signed."""
    coat, other = names(taken(cleaner, COAT, COAT))
    cleaner.do("pressing.send", partner=NET)
    stood = cleaner.rows("SELECT * FROM pressing_piece ORDER BY n")
    wrong = cleaner.do("pressing.taken_back", piece=coat)
    assert cleaner.rows("SELECT pieces FROM pressing_slip") == [(1,)]
    cleaner.do("journal.reverse", op_of=wrong.op, reason="wrong_key")
    assert cleaner.rows("SELECT pieces FROM pressing_slip") == [(2,)]
    assert cleaner.rows("SELECT * FROM pressing_piece ORDER BY n") == stood
    again = cleaner.do("pressing.taken_back", piece=other)
    cleaner.do("pressing.send", partner=NET)
    undo = {"op_of": again.op, "reason": "wrong_key"}
    assert cleaner.code("journal.reverse", **undo) == "pressing.changed_since"
    rebuilt(cleaner)


# Money ahead.


def ahead(play: Play, *parts: tuple[str, int]) -> Any:
    acts = [{"do": "advance.take", "of": of, "cents": cents} for of, cents in parts]
    fields = {"acts": acts, "payments": [card(sum(cents for _, cents in parts))]}
    answer = play.ask("till.settle", **fields)
    return None if answer.refused is None else answer.refused.code


def test_no_more_is_paid_ahead_for_an_order_and_its_pieces_than_it_costs(cleaner: Play) -> None:
    """A coat and a suit: 14.90 and 15.40, 30.30 in all."""
    order = taken(cleaner, COAT, SUIT)
    number, (coat, jacket, _) = order["order"], names(order)
    tag = order["pieces"][0]["code"]
    assert ahead(cleaner, (coat, 1491)) == "advance.over_price"
    assert ahead(cleaner, (number, 2000)) is None
    assert ahead(cleaner, (coat, 1031)) == "advance.over_price", "of 30.30 only 10.30 are left"
    assert ahead(cleaner, (coat, 1000), (jacket, 31)) == "advance.over_price", "in one visit too"
    assert ahead(cleaner, (coat, 1000)) is None
    assert ahead(cleaner, (tag, 31)) == "advance.over_price"
    assert ahead(cleaner, (number, 30)) is None
    assert ahead(cleaner, (number, 1)) == "advance.over_price"


def test_a_piece_is_one_by_its_tag_and_by_its_number(cleaner: Play) -> None:
    order = taken(cleaner, COAT, COAT)
    (piece, _), tag = names(order), order["pieces"][0]["code"]
    assert ahead(cleaner, (piece, 1000)) is None
    assert ahead(cleaner, (tag, 491)) == "advance.over_price"
    assert ahead(cleaner, (tag, 490)) is None


# Money that goes back.


def test_a_collection_stays_once_its_price_was_reduced(cleaner: Play) -> None:
    """It left, and was paid back because of what was wrong with it: it is not here again as if it were paid."""
    (piece,) = names(taken(cleaner))
    ready(cleaner, [piece])
    cleaner.settle([{"do": "pressing.pay", "piece": piece}], card(1490))
    gone = cleaner.do("pressing.collect", pieces=[piece], proof="tag")
    undo = {"op_of": gone.op, "reason": "wrong_key"}
    cleaner.do("till.refund", ticket="T-2026-000001", lines=[{"line": 1}], reason="complaint")
    assert cleaner.rows("SELECT paid_cents, reduced_cents FROM pressing_piece") == [(0, 1490)]
    assert cleaner.code("journal.reverse", **undo) == "pressing.changed_since"
