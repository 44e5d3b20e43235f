"""Whoever asks whether a parcel is there hears yes or no: no name, no sender, no place, and nothing is written."""

from typing import Any

import pytest

from concierge_desk.services.relay.model.bags.presence import answer_words
from tests.counter.desks import Play
from tests.services.relay.bags.test_bags import numbers
from tests.services.relay_desk import DPD, PARCEL, SEEN, incident, receive, wrong_person


def asked(shop: Play, text: str = PARCEL) -> dict[str, Any]:
    before = shop.head()
    answer = shop.do("relay.ask_here", tracking=text)
    assert shop.head() == before
    return dict(answer.result or {})


def test_the_answers(shop: Play) -> None:
    assert asked(shop) == {"answer": "unknown"}
    receive(shop, addressee={"name": "Mme Kessler"}, label_deadline_day="2026-12-09")
    here = {"answer": "here", "until_day": "2026-12-09"}
    assert asked(shop) == here
    assert asked(shop, "6a 15602 67630 0") == here
    # As it is said on the telephone.
    assert asked(shop, "6300") == here
    assert asked(shop, "7777") == {"answer": "unknown"}
    handed = shop.do("relay.hand_over", tracking=PARCEL, **SEEN)
    assert asked(shop) == {"answer": "handed_over"}
    # Of what is gone nobody says anything by four characters.
    assert asked(shop, "6300") == {"answer": "unknown"}
    wrong_person(shop, handed.op)
    assert asked(shop) == {"answer": "to_check"}


def test_what_goes_back_and_went_back(shop: Play) -> None:
    receive(shop)
    shop.do("relay.refuse", tracking=PARCEL, reason="damaged")
    assert asked(shop) == {"answer": "goes_back"}
    shop.do("relay.hand_to_postman", what="returns", trackings=[PARCEL])
    assert asked(shop) == {"answer": "went_back"}
    # It came again.
    receive(shop)
    assert asked(shop)["answer"] == "here"


def test_what_cannot_be_found_is_looked_for_first(shop: Play) -> None:
    receive(shop)
    incident(shop, "not_found")
    assert asked(shop) == {"answer": "to_check"}


def test_what_lies_in_an_open_bag_has_just_come_in(shop: Play) -> None:
    bag = shop.do("relay.announce", carrier="colissimo", count=1).result["bag"]
    receive(shop, bag=bag)
    assert asked(shop) == {"answer": "coming_in"}
    shop.do("relay.close_bag", bag=bag)
    assert asked(shop)["answer"] == "here"


def test_two_that_end_so_are_told_apart_by_the_whole_number(shop: Play) -> None:
    receive(shop, DPD)
    receive(shop, f"6A1560267{DPD[-4:]}", carrier="colissimo")
    assert asked(shop, DPD[-4:]) == {"answer": "several"}
    assert asked(shop, DPD)["answer"] == "here"


def test_the_answer_as_it_is_said() -> None:
    assert answer_words({"answer": "here", "until_day": "2026-12-01"}, "fr") == (
        "Oui, il est là, jusqu\u2019au 1er\u00a0décembre 2026"
    )
    assert answer_words({"answer": "to_check"}, "fr") == "Il faut qu\u2019on vérifie, on vous rappelle"
    assert answer_words({"pulse": None}, "fr") == ""


@pytest.mark.parametrize("closed", [True, False])
def test_no_day_has_to_be_open(shop: Play, closed: bool) -> None:
    receive(shop, numbers(1)[0])
    if closed:
        shop.close("2026-11-25T18:00", counted_cents=8000)
    assert asked(shop, numbers(1)[0])["answer"] == "here"
