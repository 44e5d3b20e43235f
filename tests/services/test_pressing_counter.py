"""Cards of dry cleaning: found by what is printed, with what is due first; lists of the morning; what is offered and when."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from concierge_desk.counter.cards.at_counter import AtCounter
from concierge_desk.counter.cards.favourites import MOST_FAVOURITES, with_room
from concierge_desk.counter.cards.offers import FURTHER, Now, Offer, OfferedAct
from concierge_desk.desk import catalogue, counter_parts
from concierge_desk.domain.money import NBSP
from concierge_desk.ui.presenter.asking import Asking, with_answers
from tests.counter.desks import Play
from tests.entrusted.workshop import (
    COAT,
    KESSLER,
    NET,
    ROUNDS,
    SUIT,
    names,
    partner,
    pay,
    ready,
    set_up,
    taken,
)

WEDNESDAY, TUESDAY = date(2026, 11, 25), date(2026, 12, 1)


@pytest.fixture
def trade(play: Play) -> Play:
    play.open()
    set_up(play)
    return play


def part() -> AtCounter:
    return catalogue.counter_parts()["pressing"]


def looked(play: Play, look: Callable[..., Any], *of: Any, day: date = WEDNESDAY) -> Any:
    shop = play.desk.settings

    def read(rows: Any) -> Any:
        now = Now(day, "fr", shop, catalogue.calendar(rows, shop), whose=catalogue.whose)
        return look(rows, *of, now)

    return play.desk.store.read(read)


def found(play: Play, code: str, day: date = WEDNESDAY) -> tuple[Offer, ...]:
    offers: tuple[Offer, ...] = looked(play, part().found, code, day=day)
    return offers


def do(play: Play, offer: Offer, act: OfferedAct, *answers: Any) -> Any:
    """Play an act of a card as the window does, its questions answered in turn."""
    asked = with_answers(act, answers)
    made = Asking(offer, asked, "op", answers).command
    return play.do(made.pop("do"), **made)


def act_of(offer: Offer, label: str) -> OfferedAct:
    return next(act for act in offer.acts if act.label.startswith(label))


def first(play: Play, code: str) -> OfferedAct:
    return found(play, code)[0].acts[0]


def test_all_that_is_printed_finds_its_card(trade: Play) -> None:
    order = taken(trade, SUIT, COAT)
    piece = order["pieces"][1]
    for code in (piece["code"], piece["piece"], piece["piece"].lower()):
        (card,) = found(trade, code)
        assert (card.ref, card.person, card.state) == (piece["code"], "Mme Kessler", "taken_in")
    whole = found(trade, order["order"])
    assert [card.ref for card in whole] == [order["order"], *[one["code"] for one in order["pieces"]]]
    for nothing in ("D-2026-000009", "D-2026-000001/9", "e-zzzzzzzzzzzz", "S-2026-0001", "D-2026", "COSTUME"):
        assert found(trade, nothing) == ()


def test_what_is_due_comes_first(trade: Play) -> None:
    piece = taken(trade)["pieces"][0]["code"]
    for do_next in ("pressing.send", "pressing.receive_back"):
        act = first(trade, piece)
        assert act.do == do_next
        do(trade, found(trade, piece)[0], act)
    do(trade, found(trade, piece)[0], first(trade, piece), "A3")
    card = found(trade, piece)[0]
    assert (card.place, card.acts[0].do, card.acts[0].charged) == ("A3", "pressing.pay", True)
    pay(trade, [piece], 1490)
    collect = first(trade, piece)
    assert (collect.do, collect.asks[-1].seen) == ("pressing.collect", True)
    do(trade, found(trade, piece)[0], collect, "tag")
    assert found(trade, piece)[0].acts[0].do == "pressing.redo"


def test_all_that_is_ready_is_paid_at_once(trade: Play) -> None:
    order = taken(trade, SUIT, COAT)
    ready(trade, names(order)[:2])
    act = first(trade, order["order"])
    assert [act.fields["piece"], *[one["piece"] for one in act.joined]] == names(order)[:2]
    assert "15,40" in act.label
    # Whoever scans them first has to scan all of them.
    scan = found(trade, order["order"])[0].acts[1].asks[0]
    assert (scan.whole, scan.gathers) == (True, True)
    assert [option.code for option in scan.options] == [one["code"] for one in order["pieces"][:2]]
    # Its tag says the same of all that waits with it.
    assert first(trade, order["pieces"][0]["code"]) == act
    assert part().then({"do": "pressing.pay", "piece": names(order)[0]}) == order["order"]
    assert part().then({"do": "shop.sell", "article": "CAFE"}) == ""


def test_a_lost_slip_needs_a_document_and_a_signature(trade: Play) -> None:
    order = taken(trade)
    ready(trade, names(order))
    pay(trade, names(order), 1490)
    card = found(trade, order["order"])[0]
    do(trade, card, act_of(card, "Bon perdu"), "passport", {})
    entry = trade.last("pressing.collected").data
    assert (entry["proof"], entry["id_document"], entry["discharge"]) == ("identity", "passport", True)


def test_somebody_known_has_the_orders_on_the_card(trade: Play) -> None:
    person = str(trade.do("person.create", family="Weber", given="Anna").result["person"])
    order = taken(trade, who={"card": person})["order"]
    taken(trade)

    def look(rows: Any, now: Now) -> tuple[Offer, ...]:
        return counter_parts.cards_of_code(counter_parts.parts().values(), rows, person, now)

    card, *things = looked(trade, look)
    assert [(thing.ref, thing.person) for thing in things] == [(order, "Anna Weber")]
    act = card.acts[-1]
    assert (act.do, act.fields["who"], len(act.asks)) == ("pressing.take_in", {"card": person}, 1)


def test_the_name_of_somebody_known_finds_the_orders_too(trade: Play) -> None:
    """As her card does: nothing that is tied to it says her name."""
    person = str(trade.do("person.create", family="Weber", given="Anna").result["person"])
    order = taken(trade, who={"card": person})["order"]

    def typed(rows: Any, now: Now) -> tuple[Offer, ...]:
        return counter_parts.cards_of_word(counter_parts.parts().values(), rows, "weber", now)

    assert {card.ref for card in looked(trade, typed)} == {person, order}
    # Of two who go by the name nobody knows which one stands there.
    trade.do("person.create", family="Weber", given="Karl")
    assert order not in {card.ref for card in looked(trade, typed)}


def test_each_piece_of_an_order_is_headed_by_what_it_is(trade: Play) -> None:
    order, *pieces = found(trade, taken(trade, SUIT)["order"])
    assert (order.person, [piece.person for piece in pieces]) == ("Mme Kessler", [None, None])
    assert [piece.title.partition(",")[0] for piece in pieces] == ["Veste", "Pantalon"]
    # What becomes of one changes the others.
    assert order.together
    assert all(piece.together for piece in pieces)


def test_a_name_finds_what_is_not_gone(trade: Play) -> None:
    order = taken(trade)
    assert [card.ref for card in looked(trade, part().awaited, "kess")] == [order["order"]]
    trade.do("pressing.withdraw", pieces=names(order), by="customer", reason="changed_mind")
    trade.do("pressing.collect", order=order["order"], proof="slip")
    assert looked(trade, part().awaited, "kess") == ()


def test_kinds_are_picked_by_number_with_what_is_noted_of_them(trade: Play) -> None:
    (card,) = looked(trade, part().favourites)
    act = card.acts[0]
    kinds = act.asks[1]
    assert [(one.label, one.detail.replace("\N{NO-BREAK SPACE}", " ")) for one in kinds.options[:2]] == [
        ("Costume", "Nettoyage · 15,40 €"),
        ("Manteau", "Nettoyage · 14,90 €"),
    ]
    coat, suit = {"kind": "MANTEAU"}, {"kind": "COSTUME"}
    do(trade, card, act, KESSLER, [coat, suit])
    assert trade.last("pressing.taken_in").data["total_cents"] == 1490 + 890 + 650
    # Of the first: a stain on the front and what it is worth; of the second nothing.
    noted = with_answers(act, (KESSLER, [coat, suit, FURTHER])).asks[2]
    wrong, _colour, _fabric, _with, worth, *_ = [option.value for option in noted.options]
    stain = {"reserve": "stain"}
    do(trade, card, act, KESSLER, [coat, suit, FURTHER], [wrong, worth], [stain], "front", 12000, None)
    coat_in, jacket_in, _trousers = trade.last("pressing.taken_in").data["pieces"]
    assert coat_in["reserves"] == [{"reserve": "stain", "position": "front"}]
    assert (coat_in["declared_cents"], jacket_in["reserves"]) == (12000, [])


def test_nothing_is_taken_in_before_somebody_comes_for_it(play: Play) -> None:
    play.open()
    assert looked(play, part().favourites) == ()
    partner(play)
    assert looked(play, part().favourites) == ()
    set_up(play)
    partner(play, "AUTRE")
    assert [ask.field for ask in looked(play, part().favourites)[0].acts[0].asks] == ["who", "pieces"]
    play.do("pressing.set_rounds", partner="AUTRE", rounds=ROUNDS, lead_days={"normal": 3})
    assert looked(play, part().favourites)[0].acts[0].asks[-1].field == "partner"
    play.do("service.switch", service="pressing", enabled=False)
    assert looked(play, part().favourites) == ()


def test_a_kind_without_a_price_is_not_offered(play: Play) -> None:
    play.open()
    partner(play)
    play.do("pressing.set_rounds", partner=NET, rounds=ROUNDS, lead_days={"normal": 3})
    (card,) = looked(play, part().favourites)
    assert [option.label for option in card.acts[0].asks[1].options[:-1]] == ["Manteau"]


def due(play: Play, day: date) -> dict[str, str]:
    """The list of each thing that stands in one."""

    def look(rows: Any, now: Now) -> dict[str, str]:
        shelf, morning = part().shelf, part().morning
        assert shelf is not None and morning is not None
        return {card.ref: card.due for card in (*shelf(rows, now), *morning(rows, now)) if card.due}

    told: dict[str, str] = looked(play, look, day=day)
    return told


def test_lists_of_the_morning_follow_the_rounds(trade: Play) -> None:
    """It waits for Friday's round, comes back on Tuesday's, is promised for Wednesday."""
    order = taken(trade)
    piece, tag = names(order)[0], order["pieces"][0]["code"]
    assert due(trade, WEDNESDAY) == {}
    assert due(trade, date(2026, 11, 27)) == {tag: "to_send"}
    slip = str(trade.do("pressing.prepare_slip", partner=NET).result["slip"])
    assert due(trade, date(2026, 11, 27)) == {slip: "to_send"}
    trade.do("pressing.send", slip=slip)
    assert due(trade, WEDNESDAY) == {}
    assert due(trade, TUESDAY) == {tag: "to_receive"}
    assert due(trade, date(2026, 12, 2)) == {tag: "partner_late"}
    trade.do("pressing.receive_back", partner=NET, pieces=[{"piece": piece}])
    assert due(trade, date(2026, 12, 2)) == {tag: "promised_today"}
    assert due(trade, date(2026, 12, 3)) == {tag: "promised_today"}, "it is late, and not ready yet"
    trade.do("pressing.make_ready", pieces=[piece])
    assert due(trade, date(2026, 12, 3)) == {}
    assert due(trade, date(2026, 12, 25)) == {tag: "uncollected"}
    assert due(trade, date(2027, 11, 24)) == {tag: "uncollected"}
    assert due(trade, date(2027, 11, 25)) == {tag: "law_1903"}


def test_what_is_missed_or_complained_about_comes_each_morning(trade: Play) -> None:
    piece, other = names(taken(trade, SUIT))
    tags = dict(trade.rows("SELECT piece, tag FROM pressing_piece"))
    trade.do("pressing.report_incident", piece=piece, incident="not_found")
    trade.do("pressing.dispute", piece=other, about=["stain"])
    told = {tags[piece]: "missing", tags[other]: "disputes"}
    assert due(trade, WEDNESDAY) == due(trade, date(2026, 12, 16)) == told
    trade.do("pressing.withdraw", pieces=[other], by="shop", reason="other")
    trade.do("pressing.collect", pieces=[other], proof="slip")
    # It is gone, and somebody still waits for an answer.
    assert due(trade, WEDNESDAY) == told


def test_a_slip_is_cancelled_on_its_card(trade: Play) -> None:
    taken(trade)
    slip = str(trade.do("pressing.prepare_slip", partner=NET).result["slip"])
    (card,) = found(trade, slip)
    assert [act.do for act in card.acts[:2]] == ["pressing.send", "pressing.send"]
    do(trade, card, act_of(card, "Annuler le bon"), {})
    (card,) = found(trade, slip)
    assert (card.state, [act.do for act in card.acts]) == ("cancelled", [""])
    assert trade.rows("SELECT on_slip, state FROM pressing_piece") == [(0, "taken_in")]


def test_what_should_be_back_is_named(trade: Play) -> None:
    taken(trade, SUIT)
    slip = str(trade.do("pressing.send", partner=NET).result["slip"])
    for day, expected in ((WEDNESDAY, False), (TUESDAY, True)):
        act = found(trade, slip, day)[0].acts[0]
        assert [option.expected for option in act.asks[0].options] == [expected, expected]
        assert act.asks[1].names_left
    card = found(trade, slip, TUESDAY)[0]
    jacket = card.acts[1].asks[0].options[0].value
    do(trade, card, card.acts[1], [jacket], "untreated", "risk", False)
    assert trade.last("pressing.received_back").data["missing"] == []
    assert found(trade, jacket["piece"])[0].state == "to_give_back"


def test_prices_and_rounds_are_set_on_their_cards(trade: Play) -> None:
    cards = {card.ref: card for card in looked(trade, part().settings)}
    coat = cards["pressing.price:MANTEAU"]
    do(trade, coat, coat.acts[0], 1600, 1500, 800, WEDNESDAY.isoformat())
    do(trade, coat, coat.acts[1], "iron", "express", 700, None, None, WEDNESDAY.isoformat())
    (now,) = [card for card in looked(trade, part().settings) if card.ref == coat.ref]
    assert now.detail.startswith("16,00")
    # What other works cost is told beside it.
    assert now.detail.endswith(f"repassage, en express 7,00{NBSP}€")
    rounds = cards[f"pressing.rounds:{NET}"]
    assert rounds.detail == "Mardi, dernière demi-journée · Vendredi, dernière demi-journée"
    halves = [option.value for option in rounds.acts[0].asks[0].options]
    assert {"weekday": "saturday", "half_day": "last"} not in halves, "Saturday has one half-day"
    do(trade, rounds, rounds.acts[0], halves[:1], 4, 2)
    assert trade.last("pressing.rounds_set").data["rounds"] == halves[:1]


def offer(service: str, place: int) -> Offer:
    return Offer(service, f"{service}{place}", service, ())


@pytest.mark.parametrize(
    ("each", "shown"),
    [((8, 2, 1), (8, 2, 1)), ((8, 20, 1), (8, 3, 1)), ((8, 3, 1), (8, 3, 1)), ((0, 20, 0), (0, 12, 0))],
)
def test_each_service_has_room_for_its_keys(each: tuple[int, ...], shown: tuple[int, ...]) -> None:
    of_each = [tuple(offer(str(n), place) for place in range(count)) for n, count in enumerate(each)]
    kept = with_room(of_each)
    assert len(kept) <= MOST_FAVOURITES
    assert tuple(sum(one.service == str(n) for one in kept) for n in range(len(each))) == shown
    # The first ones: a key keeps what it had.
    assert kept == tuple(one for n, count in enumerate(shown) for one in of_each[n][:count])
