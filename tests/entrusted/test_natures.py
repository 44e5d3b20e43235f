"""What each nature adds of its own: a card that is seen, a number of a bike, a price that is told, old parts, own work."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.counter.desks import Desks, Play, card
from tests.entrusted.workshop import KESSLER, NET, ROUNDS, names, partner
from tests.services.natures import Trade, every_trade
from tests.services.relay_desk import rebuilt
from tests.sizes import FULL

TRADES = every_trade()
FNUCI = "AB12CD34EF"
BIKE = {"kind": "VELO"}
PROTECTED = {"kind": "CLE_PROTEGEE"}

AWAY = ("pressing", "cobbler", "keycut", "bikefix")
"""What the shop does not do itself."""

each_trade = pytest.mark.parametrize("trade", TRADES.values(), ids=list(TRADES))


def taken(play: Play, code: str, *pieces: dict[str, Any], **more: Any) -> dict[str, Any]:
    return dict(play.do(f"{code}.take_in", who=KESSLER, pieces=list(pieces), **more).result)


def refused(play: Play, code: str, *pieces: dict[str, Any], **more: Any) -> str:
    return play.code(f"{code}.take_in", who=KESSLER, pieces=list(pieces), **more)


def comes(play: Play, code: str) -> None:
    """Let a workshop come for what the shop does not do itself."""
    if code in AWAY:
        partner(play)
        play.do(f"{code}.set_rounds", partner=NET, rounds=ROUNDS, lead_days={"normal": 3})


def priced(play: Play, code: str, **row: Any) -> None:
    play.do(f"{code}.set_prices", rows=[row])


def pay(play: Play, code: str, piece: str, cents: int) -> None:
    play.settle([{"do": f"{code}.pay", "piece": piece}], card(cents))


def state(play: Play, code: str, piece: str) -> tuple[Any, ...]:
    (row,) = play.rows(f"SELECT state, cents, partner, due_slot FROM {code}_piece WHERE piece = ?", piece)
    return row


def contents(play: Play, code: str) -> dict[str, list[tuple[Any, ...]]]:
    """What stands in every table of a nature."""
    named = play.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB ?", f"{code}_*")
    return {name: play.rows(f"SELECT * FROM {name}") for (name,) in named}


# What the program ships.

SHIPPED = {
    "sewing": {"PANTALON": ("hem", "zip"), "MANTEAU": ("lining",)},
    "cobbler": {"CHAUSSURE": ("heel", "sole", "glue")},
    "keycut": {"CLE": ("copy",), "CLE_PROTEGEE": ("copy",)},
    "bikefix": {"VELO": ("repair",)},
}


@pytest.mark.parametrize(
    ("code", "kind"), [(code, kind) for code, kinds in SHIPPED.items() for kind in kinds]
)
def test_a_kind_is_taken_in_for_its_first_work(shop: Play, code: str, kind: str) -> None:
    """One piece each, a pair too; normal is the only quality; a row of prices that names no work means the same one."""
    first = SHIPPED[code][kind][0]
    comes(shop, code)
    priced(shop, code, kind=kind, public=1100, member=1000)
    order = taken(shop, code, {"kind": kind, "proof": True})
    assert [(one["kind"], one["cents"]) for one in order["pieces"]] == [(kind, 1100)]
    (row,) = shop.rows(f"SELECT work, quality FROM {code}_piece")
    assert row == (first, "normal")
    assert refused(shop, code, {"kind": kind, "proof": True}, quality="express") == "input.choice"


@pytest.mark.parametrize(
    ("code", "kind", "work"),
    [
        (code, kind, work)
        for code, kinds in SHIPPED.items()
        for kind, works in kinds.items()
        for work in works
    ],
)
def test_each_work_of_a_kind_has_its_own_price(shop: Play, code: str, kind: str, work: str) -> None:
    comes(shop, code)
    priced(shop, code, kind=kind, work=work, public=770)
    assert taken(shop, code, {"kind": kind, "work": work, "proof": True})["total_cents"] == 770
    assert refused(shop, code, {"kind": kind, "work": "clean", "proof": True}) == "input.choice"


def test_the_shop_says_what_a_kind_is_for(shop: Play) -> None:
    row = {"kind": "RIDEAU", "label_fr": "Rideau", "works": "adjust+hem"}
    answer = shop.do("sewing.set_kinds", rows=[row]).result
    assert answer["rows"][0]["works"] == ["adjust", "hem"]
    priced(shop, "sewing", kind="RIDEAU", public=1800)
    assert taken(shop, "sewing", {"kind": "RIDEAU"})["total_cents"] == 1800
    assert shop.rows("SELECT work FROM sewing_piece") == [("adjust",)]
    assert shop.code("sewing.set_kinds", rows=[{**row, "works": ["copy"]}]) == "input.choice"
    rebuilt(shop)


@pytest.mark.parametrize("code", ["cobbler", "keycut"])
def test_without_a_price_of_the_shop_nothing_is_taken_in(shop: Play, code: str) -> None:
    piece = dict(TRADES[code].piece)
    comes(shop, code)
    assert refused(shop, code, piece) == f"{code}.unpriced"
    priced(shop, code, kind=piece["kind"], public=900)
    assert taken(shop, code, piece)["total_cents"] == 900


@pytest.mark.parametrize("code", ["sewing", "bikefix"])
def test_where_a_price_is_told_later_it_is_taken_in_without_one(shop: Play, code: str) -> None:
    comes(shop, code)
    assert taken(shop, code, dict(TRADES[code].piece))["total_cents"] == 0


# Who works on it.


def test_own_work_is_promised_on_the_first_half_day_and_made_ready_at_once(shop: Play) -> None:
    """Wednesday 25 November and three days: Saturday the 28th, whose first half-day begins at nine."""
    code = "sewing"
    shop.do(f"{code}.set_rounds", lead_days={"normal": 3})
    priced(shop, code, kind=TRADES[code].piece["kind"], public=900)
    order = taken(shop, code, dict(TRADES[code].piece))
    assert order["promised_slot"] == "2026-11-28T09:00/12:00"
    (piece,) = names(order)
    assert state(shop, code, piece) == ("taken_in", 900, None, "2026-11-28T09:00/12:00")
    shop.do(f"{code}.make_ready", pieces=[piece])
    assert state(shop, code, piece)[0] == "ready"
    assert shop.status()[code]["owed"] == {}


def test_own_work_skips_days_that_are_closed(shop: Play) -> None:
    """Sunday the 29th is closed: Monday, which opens in the afternoon."""
    shop.do("sewing.set_rounds", lead_days={"normal": 4})
    assert taken(shop, "sewing", {"kind": "PANTALON"})["promised_slot"] == "2026-11-30T15:00/18:00"


@pytest.mark.parametrize("code", AWAY)
def test_it_goes_to_the_workshop_that_comes_for_it(shop: Play, code: str) -> None:
    """The shop does none of it itself: while nobody comes, and of two who come, one has to be named."""
    piece = dict(TRADES[code].piece)
    priced(shop, code, kind=piece["kind"], public=900)
    assert refused(shop, code, piece) == f"{code}.partner_needed"
    partner(shop)
    assert refused(shop, code, piece) == f"{code}.partner_needed", "no rounds yet"
    assert state(shop, code, names(taken(shop, code, piece, partner=NET))[0])[2] == NET, "named"
    shop.do(f"{code}.set_rounds", lead_days={"normal": 3})
    assert refused(shop, code, piece) == f"{code}.partner_needed", "no work of its own"
    rounds = {"rounds": ROUNDS, "lead_days": {"normal": 3}}
    shop.do(f"{code}.set_rounds", partner=NET, **rounds)
    assert state(shop, code, names(taken(shop, code, piece))[0])[2] == NET
    partner(shop, code="AUTRE")
    shop.do(f"{code}.set_rounds", partner="AUTRE", **rounds)
    assert refused(shop, code, piece) == f"{code}.partner_needed"
    assert state(shop, code, names(taken(shop, code, piece, partner="AUTRE"))[0])[2] == "AUTRE"


def test_sewing_is_done_in_the_shop_unless_a_workshop_is_named(shop: Play) -> None:
    TRADES["sewing"].set_up(shop)
    own, away = (
        names(taken(shop, "sewing", {"kind": "PANTALON"}, **who))[0] for who in ({}, {"partner": NET})
    )
    assert [state(shop, "sewing", piece)[2] for piece in (own, away)] == [None, NET]
    assert shop.code("sewing.make_ready", pieces=[away]) == "sewing.not_back"
    shop.do("sewing.make_ready", pieces=[own])


# Keys.


def test_a_protected_key_wants_its_card_which_is_not_noted(shop: Play) -> None:
    comes(shop, "keycut")
    for kind in ("CLE", "CLE_PROTEGEE"):
        priced(shop, "keycut", kind=kind, public=2500)
    head, beside = shop.head(), len(shop.rows("SELECT ref FROM personal"))
    assert refused(shop, "keycut", PROTECTED) == "keycut.proof_needed"
    assert refused(shop, "keycut", {"kind": "CLE"}, {**PROTECTED, "proof": False}) == "keycut.proof_needed"
    assert shop.head() == head
    taken(shop, "keycut", {"kind": "CLE"}, {**PROTECTED, "proof": True})
    entry = shop.last("keycut.taken_in")
    assert "proof" not in str(entry.data)
    assert len(shop.rows("SELECT ref FROM personal")) == beside + 1, "whose it is, and nothing of the card"


# Bikes.


def test_the_number_of_a_bike_stands_beside_the_journal(shop: Play) -> None:
    comes(shop, "bikefix")
    answer = shop.do("bikefix.take_in", who=KESSLER, pieces=[{**BIKE, "fnuci": "ab12 cd34-ef"}])
    assert answer.warnings == ()
    (told,) = shop.last("bikefix.taken_in").data["pieces"]
    assert shop.personal(told["fnuci"]) == FNUCI
    assert FNUCI not in str(shop.last("bikefix.taken_in").data)
    assert shop.warned("bikefix.take_in", who=KESSLER, pieces=[BIKE]) == ["bikefix.fnuci_missing"]


@pytest.mark.parametrize("text", ["AB12CD34E", "AB12CD34EFG", "AB12CD34É1", "AB12_CD34E", ""])
def test_what_is_no_number_of_a_bike_is_read_again(shop: Play, text: str) -> None:
    assert refused(shop, "bikefix", {**BIKE, "fnuci": text}).startswith("input.")
    if text:
        assert refused(shop, "bikefix", {**BIKE, "fnuci": text}) == "input.fnuci"


def test_no_other_nature_asks_for_the_number_of_a_bike(shop: Play) -> None:
    assert shop.warned("sewing.take_in", who=KESSLER, pieces=[{"kind": "PANTALON"}]) == []


@pytest.fixture
def bike(shop: Play) -> tuple[Play, str, str]:
    """A bike in the shop that has no price yet: the desk, its order, its piece."""
    comes(shop, "bikefix")
    order = taken(shop, "bikefix", {**BIKE, "fnuci": FNUCI})
    return shop, order["order"], names(order)[0]


def quoted(play: Play, order: str, piece: str) -> None:
    """28.00 for a chain and 37.00 for the work: 65.00."""
    chain = {"piece": piece, "line": "part", "code": "CHAINE-8", "cents": 2800}
    answer = play.do("bikefix.quote", order=order, lines=[chain, {"piece": piece, "cents": 3700}])
    assert answer.result["total_cents"] == 6500
    (told,) = play.last("bikefix.quoted").data["pieces"]
    assert [(line["line"], line["code"], line["cents"]) for line in told["lines"]] == [
        ("part", "CHAINE-8", 2800),
        ("labour", None, 3700),
    ]


def test_a_price_that_is_accepted_holds_and_old_parts_are_asked_for(bike: tuple[Play, str, str]) -> None:
    play, order, piece = bike
    quoted(play, order, piece)
    assert play.code("till.settle", acts=[{"do": "bikefix.pay", "piece": piece}], payments=[]) == (
        "bikefix.quote_open"
    )
    play.do("bikefix.answer_quote", order=order, answer="accepted", by="phone")
    TRADES["bikefix"].ready(play, piece)
    assert play.code("bikefix.collect", order=order, proof="slip", old_parts="given") == "bikefix.unpaid"
    pay(play, "bikefix", piece, 6500)
    assert play.code("bikefix.collect", order=order, proof="slip") == "bikefix.old_parts_needed"
    assert play.code("bikefix.collect", order=order, proof="slip", old_parts="kept") == "input.choice"
    play.do("bikefix.collect", order=order, proof="slip", old_parts="left")
    assert play.last("bikefix.collected").data["old_parts"] == "left"
    rebuilt(play)


def test_a_price_that_is_refused_gives_an_unpriced_bike_back(bike: tuple[Play, str, str]) -> None:
    """Nothing was taken out of it: nobody asks for old parts."""
    play, order, piece = bike
    quoted(play, order, piece)
    play.do("bikefix.answer_quote", order=order, answer="refused", by="here")
    assert state(play, "bikefix", piece)[:2] == ("to_give_back", 0)
    play.do("bikefix.collect", order=order, proof="slip")
    assert state(play, "bikefix", piece)[0] == "collected"


@pytest.mark.parametrize("code", ["sewing", "bikefix"])
def test_a_price_that_is_refused_leaves_the_old_one(shop: Play, code: str) -> None:
    kind = str(TRADES[code].piece["kind"])
    comes(shop, code)
    priced(shop, code, kind=kind, public=1900)
    order = taken(shop, code, dict(TRADES[code].piece))
    (piece,) = names(order)
    shop.do(f"{code}.quote", order=order["order"], lines=[{"piece": piece, "cents": 4000}])
    shop.do(f"{code}.answer_quote", order=order["order"], answer="refused", by="email")
    assert state(shop, code, piece)[:2] == ("taken_in", 1900)
    if code in AWAY:
        TRADES[code].ready(shop, piece)
    else:
        shop.do(f"{code}.make_ready", pieces=[piece])
    pay(shop, code, piece, 1900)


@pytest.mark.parametrize("code", [code for code in TRADES if code != "bikefix"])
def test_no_other_nature_asks_for_old_parts(shop: Play, code: str) -> None:
    trade = TRADES[code]
    piece = trade.an_order(shop)
    trade.ready(shop, piece)
    trade.brought(shop, piece, "paid")
    shop.do(f"{code}.collect", pieces=[piece], proof="tag")


# Between natures.


def test_one_series_of_orders_and_one_of_slips_runs_over_all(shop: Play) -> None:
    partner(shop)
    for number, (code, trade) in enumerate(TRADES.items(), start=1):
        shop.do(f"{code}.set_rounds", partner=NET, rounds=ROUNDS, lead_days={"normal": 3})
        if trade.prices:
            shop.do(f"{code}.set_prices", rows=list(trade.prices))
        # What is refused takes no number.
        assert refused(shop, code, {"kind": "INCONNU"}) == f"{code}.kind_unknown"
        order = taken(shop, code, dict(trade.piece), partner=NET)
        assert order["order"] == f"D-2026-00000{number}"
        slip = shop.do(f"{code}.send", partner=NET, pieces=names(order)).result["slip"]
        assert slip == f"S-2026-000{number}"
    rebuilt(shop)


def test_a_slip_that_is_signed_late_gives_no_number_out_twice(shop: Play) -> None:
    """It was drawn before those of other trades that left meanwhile."""
    partner(shop)
    codes = list(TRADES)[:3]
    for code in codes:
        shop.do(f"{code}.set_rounds", partner=NET, rounds=ROUNDS, lead_days={"normal": 3})
        if TRADES[code].prices:
            shop.do(f"{code}.set_prices", rows=list(TRADES[code].prices))
        taken(shop, code, dict(TRADES[code].piece), partner=NET)
    first = shop.do(f"{codes[0]}.prepare_slip", partner=NET).result["slip"]
    others = [shop.do(f"{codes[1]}.send", partner=NET).result["slip"]]
    shop.do(f"{codes[0]}.send", slip=first)
    others.append(shop.do(f"{codes[2]}.send", partner=NET).result["slip"])
    assert [first, *others] == ["S-2026-0001", "S-2026-0002", "S-2026-0003"]
    rebuilt(shop)


@each_trade
def test_what_happens_to_one_nature_touches_no_other(shop: Play, trade: Trade) -> None:
    """Nor does one know the pieces, orders and partners' work of another."""
    others = {code: one for code, one in TRADES.items() if code != trade.code}
    piece = trade.an_order(shop)
    for code, other in others.items():
        shop.do(f"{code}.set_rounds", partner=NET, rounds=ROUNDS, lead_days={"normal": 3})
        if other.prices:
            shop.do(f"{code}.set_prices", rows=list(other.prices))
        other.an_order(shop)
    before = {code: contents(shop, code) for code in others}
    assert all(len(tables) == 7 for tables in before.values())
    acts: tuple[Callable[[], Any], ...] = (
        lambda: trade.ready(shop, piece),
        lambda: trade.brought(shop, piece, "disputed"),
        lambda: trade.brought(shop, piece, "paid"),
        lambda: trade.do(shop, "collect", pieces=[piece], proof="tag", **trade.collected),
        lambda: trade.do(shop, "set_kinds", rows=[{"kind": "NEUF", "label_fr": "Neuf"}]),
    )
    for act in acts:
        act()
    assert {code: contents(shop, code) for code in others} == before
    for code in others:
        assert shop.code(f"{code}.move", piece=piece, place="A3") == f"{code}.unknown"
        assert shop.status()[code]["here"] == 1
    assert shop.status()[trade.code]["collected"] == 1


@settings(max_examples=settings.default.max_examples if FULL else 10)
@given(data=st.data())
def test_whatever_comes_in_the_series_has_no_hole(desks: Desks, data: st.DataObject) -> None:
    with desks.desk() as play:
        play.open()
        for code, trade in TRADES.items():
            if trade.prices:
                play.do(f"{code}.set_prices", rows=list(trade.prices))
        for code in AWAY:
            comes(play, code)
        known = st.tuples(st.sampled_from(sorted(TRADES)), st.integers(0, 3))
        numbers: dict[str, list[str]] = {code: [] for code in TRADES}
        for code, pieces in data.draw(st.lists(known, max_size=8)):
            asked = [dict(TRADES[code].piece)] * pieces
            if not pieces:
                assert refused(play, code) == "input.list"
                continue
            numbers[code].append(taken(play, code, *asked)["order"])
        for code, given_out in numbers.items():
            rows = play.rows(f"SELECT number FROM {code}_order ORDER BY seq")
            assert [number for (number,) in rows] == given_out
        drawn = sorted(number for given_out in numbers.values() for number in given_out)
        assert drawn == [f"D-2026-{n:06}" for n in range(1, len(drawn) + 1)]
        rebuilt(play)
