"""What the cards of things entrusted say to whoever reads them: which price, which piece of several, what was typed."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from concierge_desk.counter.cards.at_counter import AtCounter
from concierge_desk.counter.cards.offers import Now, Offer, OfferedAct
from concierge_desk.desk import catalogue
from concierge_desk.desk.today import today_lists
from concierge_desk.domain.journal import Event
from concierge_desk.domain.money import NBSP
from concierge_desk.mechanisms.entrusted.reports import lines, tellings_of
from tests.counter.desks import Play, posted_of
from tests.entrusted.workshop import COAT, KESSLER, NET, names, set_up, taken

WEDNESDAY = date(2026, 11, 25)


@pytest.fixture
def shop(play: Play) -> Play:
    play.open()
    set_up(play)
    return play


def part(trade: str) -> AtCounter:
    return catalogue.counter_parts()[trade]


def looked(play: Play, look: Callable[..., Any], *of: Any, day: date = WEDNESDAY) -> tuple[Offer, ...]:
    settings = play.desk.settings

    def read(rows: Any) -> Any:
        now = Now(day, "fr", settings, catalogue.calendar(rows, settings), whose=catalogue.whose)
        return look(rows, *of, now)

    offers: tuple[Offer, ...] = play.desk.store.read(read)
    return offers


def act_of(offer: Offer, label: str) -> OfferedAct:
    return next(act for act in offer.acts if act.label.startswith(label))


def bike(play: Play, *cents: int) -> str:
    pieces = [{"kind": "VELO", "fnuci": "AB12CD34EF", "note": "Frein qui frotte"} for _ in cents]
    order = play.do("bikefix.take_in", who=KESSLER, partner=NET, pieces=pieces).result
    told = [{"piece": name, "cents": price} for name, price in zip(names(order), cents, strict=True)]
    play.do("bikefix.quote", order=order["order"], lines=told)
    return str(order["order"])


def test_the_price_that_was_told_stands_where_it_is_answered(shop: Play) -> None:
    order, first, _second = looked(shop, part("bikefix").found, bike(shop, 4790, 1000))
    assert (order.tag, order.tone) == (f"devis de 57,90{NBSP}€, sans réponse", "warning")
    assert first.tag == f"devis de 47,90{NBSP}€, sans réponse"
    # Who says yes says it to all of it.
    assert act_of(first, "Réponse").asks[0].question == f"57,90{NBSP}€{NBSP}: le prix est-il accepté{NBSP}?"


def test_what_was_typed_is_no_alarm_and_has_its_label(shop: Play) -> None:
    _order, piece = looked(shop, part("bikefix").found, bike(shop, 1000))
    quoted = (f"«{NBSP}AB12CD34EF{NBSP}»", f"«{NBSP}Frein qui frotte{NBSP}»")
    assert piece.words == (("Numéro du vélo", quoted[0]), ("Remarque", quoted[1]))
    assert piece.rule == ""
    (listed,) = looked(shop, part("bikefix").shelf)
    assert listed.words == ()


def test_each_work_that_has_a_price_is_a_line_of_its_own(shop: Play) -> None:
    rows = [
        {"kind": "CHAUSSURE", "work": work, "public": cents}
        for work, cents in (("heel", 1250), ("sole", 2800))
    ]
    shop.do("cobbler.set_prices", rows=rows)
    shop.do(
        "cobbler.set_rounds", partner=NET, rounds=[{"weekday": "tuesday", "half_day": "last"}], lead_days={}
    )
    (card,) = looked(shop, part("cobbler").favourites)
    heel, sole = card.acts[0].asks[1].options[:2]
    assert (heel.value, sole.value) == ({"kind": "CHAUSSURE"}, {"kind": "CHAUSSURE", "work": "sole"})
    assert [one.detail for one in (heel, sole)] == [f"Talon · 12,50{NBSP}€", f"Semelle · 28,00{NBSP}€"]
    # What is done is said already: it is not asked again.
    assert [len(one.asks[-1].options) for one in (heel, sole)] == [9, 8]
    found = looked(shop, part("cobbler").named, "chaussures")
    assert [one.ref for one in found] == ["cobbler.take_in:CHAUSSURE", "cobbler.take_in:CHAUSSURE:sole"]
    for one in found:
        assert looked(shop, part("cobbler").found, one.ref)[0].ref == one.ref
    order = shop.do("cobbler.take_in", who=KESSLER, pieces=[sole.value]).result
    assert order["total_cents"] == 2800


def test_what_is_wrong_is_said_of_a_piece(shop: Play) -> None:
    (card,) = looked(shop, part("pressing").found, taken(shop)["pieces"][0]["code"])
    about = {option.value: option.label for option in act_of(card, "Réclamation").asks[0].options}
    # Another word for it is what becomes of stamps.
    assert about["damage"] == "Abîmée"


def test_two_coats_on_a_list_are_told_apart(shop: Play) -> None:
    taken(shop, {**COAT, "colour": "black"}, COAT)
    cards = looked(shop, next(door for door in part("pressing").doors if "rounds" in door.code).offers)
    scan = cards[0].acts[0].asks[0]
    assert [option.label for option in scan.options] == ["Manteau, noir", "Manteau"]


def test_a_list_tells_the_year_of_what_is_older(shop: Play) -> None:
    taken(shop, *[COAT] * 10)
    told = [card.line for card in looked(shop, part("pressing").shelf)]
    assert {"Manteau 000001/1", "Manteau 000001/10"} <= set(told)
    later = looked(shop, part("pressing").shelf, day=date(2027, 1, 2))
    assert later[0].line == "Manteau 2026-000001/1"


@pytest.mark.parametrize(
    ("missing", "told"),
    [([], f"{NET} ramène 1 pièce"), (["D-1/2"], f"{NET} ramène 1 pièce, il en manque 1")],
)
def test_what_did_not_come_back_is_told_at_once(missing: list[str], told: str) -> None:
    data = {"partner": NET, "received": ["D-1/1"], "missing": missing}
    (posted,) = posted_of([Event("pressing.received_back", data)])
    assert tellings_of("pressing")[posted.kind].say(posted, "fr") == told


def test_of_two_trades_each_list_of_the_day_says_which(shop: Play) -> None:
    def lists() -> list[str]:
        def read(rows: Any) -> list[str]:
            settings = shop.desk.settings
            now = Now(WEDNESDAY, "fr", settings, catalogue.calendar(rows, settings))
            return [one.label for one in today_lists(catalogue.counter_parts(), rows, now)]

        return [label for label in shop.desk.store.read(read) if "réclamations" in label.lower()]

    def disputed(trade: str, piece: str) -> None:
        shop.do(f"{trade}.dispute", piece=piece, about=["stain"])

    disputed("pressing", names(taken(shop))[0])
    (alone,) = lists()
    assert alone.startswith("Réclamations")
    disputed("bikefix", f"{bike(shop, 1000)}/1")
    # What waits for an answer comes first.
    assert lists() == [f"{trade} · r{alone[1:]}" for trade in ("Vélos à réparer", "Pressing")]


def test_each_line_of_a_day_says_of_which_trade(shop: Play) -> None:
    taken(shop)
    day = {"pressing": shop.status()["pressing"]}
    told = dict(lines(day, "fr", "pressing", "Dry cleaning"))
    assert told["Pressing · pièces déposées"] == "1"
    assert all(label.startswith("Pressing · ") for label in told)
    assert lines(day, "fr", "sewing", "Sewing") == ()


def test_a_workshop_is_found_by_its_name_and_not_by_the_word_of_its_trade(shop: Play) -> None:
    """« Pressing du Centre » is the workshop; « pressing » is how things are taken in."""
    named = part("pressing").named
    assert named is not None
    for text in ("pressing du centre", "centre", "CENTRE press"):
        assert [card.ref for card in looked(shop, named, text)] == ["pressing.partner:NETTOYAGE"]
    assert looked(shop, named, "pressing") == ()
    bikes = part("bikefix").named
    assert bikes is not None
    # It has no rounds for bikes.
    assert looked(shop, bikes, "centre") == ()
