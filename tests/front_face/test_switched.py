"""A service that is switched off: nothing new is offered or taken, what it holds leaves as before."""

import pytest

from concierge_desk.counter.cards.offers import Offer
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.services.relay import SERVICE
from tests.counter.desks import COFFEE, Play, card
from tests.front_face.asked import act_of, only
from tests.services.lent import every_lent
from tests.services.natures import every_trade
from tests.services.relay_desk import PARCEL, SEEN, receive

NEW = "6A15602676317"


def does(offers: tuple[Offer, ...]) -> set[str]:
    return {act.do for offer in offers for act in offer.acts}


@pytest.fixture
def shop_off(play: Play) -> Play:
    play.open()
    play.do("service.switch", service="shop", enabled=False)
    return play


@pytest.fixture
def relay_off(play: Play) -> Play:
    play.open()
    receive(play, tracking=PARCEL)
    play.do("relay.deposit", kind="letter", count=2)
    assert play.warned("service.switch", service="relay", enabled=False) == ["service.things_open"]
    return play


def test_nothing_is_sold(shop_off: Play, face: FrontFace) -> None:
    assert shop_off.code("till.settle", acts=[COFFEE], payments=[card(120)]) == "service.off"
    assert "shop.sell" not in does(face.favourites()) | does(face.named("caf")) | does(face.found("CAFE"))
    # Its price can still be set for the day on which it is on again.
    assert does(face.found("CAFE")) == {"shop.article_set"} and not only(face.found("CAFE")).at_once
    shop_off.do("service.switch", service="shop", enabled=True)
    shop_off.settle([COFFEE], card(120))
    assert "shop.sell" in does(face.favourites())


def test_what_was_sold_can_be_given_back(play: Play) -> None:
    play.open()
    sold = play.settle([COFFEE], card(120))
    play.do("service.switch", service="shop", enabled=False)
    play.do("till.refund", ticket=sold.ticket, lines=[{"line": 1}], reason="returned")


def test_what_is_held_leaves_and_nothing_comes(relay_off: Play, face: FrontFace) -> None:
    assert relay_off.code("relay.receive", tracking=NEW, shelf="A1") == "service.off"
    assert relay_off.code("relay.deposit", kind="letter", count=1) == "service.off"
    assert face.found(NEW) == () == face.arrives(NEW)
    here = only(face.found(PARCEL))
    assert act_of(here, "relay.hand_over")
    assert not does(face.found(PARCEL)) & {"relay.receive", "relay.deposit", "relay.sell"}
    relay_off.do("relay.hand_over", tracking=PARCEL, **SEEN)
    relay_off.do("relay.hand_to_postman", what="deposits")


def test_its_page_stays_until_everything_has_left(relay_off: Play, face: FrontFace) -> None:
    assert face.status().off == frozenset()
    relay_off.do("relay.hand_over", tracking=PARCEL, **SEEN)
    assert face.status().off == frozenset()
    relay_off.do("relay.hand_to_postman", what="deposits")
    assert face.status().off == {"relay", *(page.code for page in SERVICE.pages)}
    relay_off.do("service.switch", service="relay", enabled=True)
    assert face.status().off == frozenset()


def test_what_was_never_used_is_told_apart(play: Play, face: FrontFace) -> None:
    """It is on, and its page leads somewhere; the rail does without it until something of it comes."""
    trades = every_trade()
    lent = frozenset(every_lent())
    assert face.status().unused == frozenset(trades) | lent
    assert face.status().off == frozenset()
    play.open()
    trades["keycut"].an_order(play)
    assert face.status().unused == (frozenset(trades) | lent) - {"keycut"}
    play.do("keycut.withdraw", pieces=["D-2026-000001/1"], by="customer", reason="changed_mind")
    play.do("keycut.collect", order="D-2026-000001", proof="slip")
    assert "keycut" not in face.status().unused, "it was used, though nothing is here now"


def test_from_a_day_on(play: Play, face: FrontFace) -> None:
    play.open()
    play.do("service.switch", service="shop", enabled=False, from_day="2026-11-26")
    play.settle([COFFEE], card(120))
    assert face.status().off == frozenset()
    play.close(counted_cents=0)
    play.open("2026-11-26T08:00")
    assert play.code("till.settle", acts=[COFFEE], payments=[card(120)]) == "service.off"
    assert face.status().off == {"shop"}


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"service": "laundry", "enabled": False}, "service.unknown"),
        ({"service": "shop", "enabled": False, "from_day": "2026-11-24"}, "service.past"),
    ],
)
def test_what_is_refused(play: Play, fields: dict[str, object], code: str) -> None:
    play.open()
    assert play.code("service.switch", **fields) == code


def test_nothing_open_warns_of_nothing(play: Play) -> None:
    play.open()
    assert play.warned("service.switch", service="relay", enabled=False) == []
    assert play.warned("service.switch", service="shop", enabled=False) == []
