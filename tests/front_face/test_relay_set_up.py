"""Cards by which the relay is set up: played from their questions to what holds afterwards."""

from typing import Any

import pytest

from concierge_desk.counter.cards.offers import Offer
from concierge_desk.desk.core_cards import settings_offers
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.pages.counter.state import Asking
from tests.counter.desks import Play
from tests.front_face.asked import only


def card(face: FrontFace, ref: str) -> Offer:
    return only(tuple(offer for offer in face.read(settings_offers) if offer.ref == ref))


def place_of(ask: Any, label: str) -> Any:
    return next(option.value for option in ask.options if label in option.label)


def play_card(play: Play, face: FrontFace, ref: str, place: int, *answers: Any) -> Any:
    """Answer a card's act: an option by its label, anything else as it is; and play it."""
    offer = card(face, ref)
    act = offer.acts[place]
    given = [
        place_of(ask, answer) if ask.kind == "choice" else answer
        for ask, answer in zip(act.asks, answers, strict=True)
    ]
    return play.do(**Asking(offer, act, "", tuple(given)).command)


def test_the_post_office_and_its_code_are_said(play: Play, face: FrontFace) -> None:
    play_card(play, face, "relay.office", 0, "Colmar Lattre", "680660")
    assert card(face, "relay.office").detail == "Colmar Lattre · 680660"
    assert [ask.proposal for ask in card(face, "relay.office").acts[0].asks] == ["Colmar Lattre", "680660"]


def test_operations_are_offered_and_not(play: Play, face: FrontFace) -> None:
    assert card(face, "relay.operations").detail == "11 of 12 are offered"
    play_card(play, face, "relay.operations", 0, "Chronopost")
    assert card(face, "relay.operations").detail == "12 of 12 are offered"
    # Nothing is left to be offered: only the other way is.
    (act,) = card(face, "relay.operations").acts
    assert act.fields == {"on": False}


def test_a_figure_of_stock_comes_and_goes(play: Play, face: FrontFace) -> None:
    before = card(face, "relay.par").detail
    play_card(play, face, "relay.par", 0, "Lettre verte 20", 77, "2026-11-25")
    assert play.last("relay.par_set").data["rows"] == [
        {"product": "LV_20", "par": 77, "valid_from": "2026-11-25"},
    ]
    option = next(one for one in card(face, "relay.par").acts[0].asks[0].options if one.value == "LV_20")
    assert option.detail == "77 wanted"
    play_card(play, face, "relay.par", 1, "Lettre verte 20", "2026-11-25")
    assert card(face, "relay.par").detail != before


def test_a_period_is_set_for_later(play: Play, face: FrontFace) -> None:
    play_card(play, face, "relay.holding", 0, "DPD", 10, "2026-12-01")
    assert play.last("relay.holding_set").data["rows"][0]["valid_from"] == "2026-12-01"
    option = next(one for one in card(face, "relay.holding").acts[0].asks[0].options if one.value == "dpd")
    assert option.detail == "8 days"


def test_a_carrier_changes_hands_and_is_taken_no_more(play: Play, face: FrontFace) -> None:
    play_card(play, face, "relay.principals", 0, "DPD", "La Poste", "2026-11-25")
    assert play.last("relay.principals_set").data["before"] == [{"carrier": "dpd", "principal": "DPD"}]
    play_card(play, face, "relay.principals", 1, "DPD", "2026-11-25")
    option = next(one for one in card(face, "relay.principals").acts[0].asks[0].options if one.value == "dpd")
    assert option.detail == "not taken"
    assert "DPD" not in [one.label for one in card(face, "relay.principals").acts[1].asks[0].options]


def test_places_are_added_left_out_and_filled_in_another_order(play: Play, face: FrontFace) -> None:
    play.do("relay.set_places", places=["A1", "A2"])
    play_card(play, face, "relay.places", 0, "B1, B2")
    assert card(face, "relay.places").detail == "A1 · A2 · B1 · B2"
    play_card(play, face, "relay.places", 1, ["A2", "B1", "B2"])
    play_card(play, face, "relay.places", 2, "B2")
    assert play.last("relay.places_set").data["places"] == ["B2", "A2", "B1"]


def test_words_of_a_place_are_read_and_their_ref_is_kept(play: Play, face: FrontFace) -> None:
    play.do("relay.set_places", places=["A1", "chez Mme Kessler"], confirmed=True)
    assert card(face, "relay.places").detail == "A1 · chez Mme Kessler"
    play_card(play, face, "relay.places", 2, "chez Mme Kessler")
    first, second = play.last("relay.places_set").data["places"]
    assert first.startswith("i-") and second == "A1"


@pytest.mark.parametrize(("family", "code"), [("Packaging", "packaging"), ("Letter", "letter")])
def test_a_product_is_described(play: Play, face: FrontFace, family: str, code: str) -> None:
    play_card(play, face, "relay.products", 0, "CARTE", "Carte de vœux", family, "Yes", "No")
    (row,) = play.last("relay.products_set").data["rows"]
    assert (row["product"], row["family"], row["stamp"], row["tracked"]) == ("CARTE", code, True, False)
