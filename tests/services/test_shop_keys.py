"""Keys of the articles: chosen, in an order of the shop's, by hand and by cards; and an article described anew."""

from typing import Any

import pytest

from concierge_desk.desk.core_cards import settings_offers
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.pages.counter.state import Asking
from concierge_desk.services.shop.counter import KEYS
from tests.counter.desks import Play
from tests.front_face.asked import at_hand, only
from tests.services.relay_desk import rebuilt


@pytest.fixture
def face(play: Play) -> Any:
    lent = FrontFace(at_hand(play), "en")
    yield lent
    lent.close()


def keys(face: FrontFace) -> list[str]:
    return [offer.ref for offer in face.favourites() if offer.service == "shop"]


def set_up(face: FrontFace, ref: str) -> Any:
    return only(tuple(offer for offer in face.read(settings_offers) if offer.ref == ref))


def act(play: Play, face: FrontFace, label: str, *answers: Any) -> None:
    offer = set_up(face, KEYS)
    chosen = next(one for one in offer.acts if one.label == label)
    play.do(**Asking(offer, chosen, "", answers).command)


def order(face: FrontFace, label: str, code: str) -> Any:
    """What an option of one of the acts stands for."""
    offer = set_up(face, KEYS)
    options = next(one for one in offer.acts if one.label == label).asks[0].options
    return next(option.value for option in options if option.detail == code)


def test_without_a_choice_every_article_has_a_key_by_its_code(play: Play, face: FrontFace) -> None:
    assert keys(face) == sorted(keys(face)) != []
    assert "All of them, by their codes" not in [one.label for one in set_up(face, KEYS).acts]


def test_the_order_is_the_shops(play: Play, face: FrontFace) -> None:
    by_code = keys(face)
    first, *rest = by_code
    answer = play.do("shop.set_favourites", articles=[by_code[-1], first, first])
    assert answer.result == {"articles": [by_code[-1], first], "before": []}
    assert keys(face) == [by_code[-1], first]
    # Without a key it is still found, and sold.
    assert only(face.found(rest[0])).at_once
    play.do("shop.set_favourites", articles=[])
    assert keys(face) == by_code
    rebuilt(play)


def test_an_article_nobody_knows_has_no_key(play: Play) -> None:
    assert play.code("shop.set_favourites", articles=["NONE"]) == "shop.unknown"


def test_by_its_card(play: Play, face: FrontFace) -> None:
    play.do("shop.article_set", article="THE", label="Thé", cents=150, vat_code="TVA_10", nature="service")
    first, second, last = keys(face)
    act(play, face, "Put one first", order(face, "Put one first", last))
    assert keys(face)[:2] == [last, first]
    stay = [code for code in keys(face) if code != second]
    act(play, face, "Take keys away", stay)
    assert second not in keys(face)
    act(play, face, "Give one a key", order(face, "Give one a key", second))
    assert keys(face)[-1] == second
    act(play, face, "All of them, by their codes")
    assert keys(face)[0] == first


def test_taken_back_while_it_holds(play: Play, face: FrontFace) -> None:
    play.open()
    before = keys(face)
    one = play.do("shop.set_favourites", articles=[before[1]])
    two = play.do("shop.set_favourites", articles=[before[0]])
    assert play.code("journal.reverse", op_of=one.op, reason="wrong_key") == "shop.changed_since"
    play.do("journal.reverse", op_of=two.op, reason="wrong_key")
    assert keys(face) == [before[1]]
    play.do("journal.reverse", op_of=one.op, reason="wrong_key")
    assert keys(face) == before


def test_a_price_is_set_for_later_and_an_article_described_anew(play: Play, face: FrontFace) -> None:
    play.open()
    offer = set_up(face, "shop.article_set:cafe")
    price, anew = offer.acts
    play.do(**Asking(offer, price, "", (150, "2026-12-01")).command)
    assert play.last("shop.article_set").data["valid_from"] == "2026-12-01"
    assert only(face.found("CAFE")).detail.startswith("1,20")
    asks = {ask.field: ask.proposal for ask in anew.asks}
    assert asks["label"] == "Café" and asks["cents"] == 120
    play.do(**Asking(offer, anew, "", ("Petit noir", 130, "TVA_20", "service", "2026-11-25")).command)
    assert only(face.found("CAFE")).title == "Petit noir"
