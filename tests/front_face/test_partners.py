"""Partners by their cards among the settings: made, agreed with, told otherwise, retired; what is sold for them."""

import pytest

from concierge_desk.counter.cards.offers import Offer
from concierge_desk.desk.core_cards import settings_offers
from concierge_desk.pages.counter.desk import FrontFace
from tests.counter.desks import Play, card
from tests.front_face.asked import command

ATELIER = {"partner": "ATELIER", "name": "Atelier", "regime": "mandate"}


def settings(face: FrontFace) -> dict[str, Offer]:
    return {offer.ref: offer for offer in face.read(settings_offers)}


def labels(offer: Offer) -> list[str]:
    return [act.label for act in offer.acts]


def test_made_by_his_card(play: Play, face: FrontFace) -> None:
    (act,) = settings(face)["partner"].acts
    play.do(**command(act, "Atelier", "atelier", 1, "SCIC", "Marthe, at nine"))
    made = play.last("partner.set").data
    assert (made["partner"], made["name"], made["regime"], made["form"]) == (
        "ATELIER",
        "Atelier",
        "mandate",
        "SCIC",
    )
    assert play.personal(made["contact"]) == "Marthe, at nine"
    his = settings(face)["partner:ATELIER"]
    assert (his.title, his.detail) == (
        "Atelier",
        "ATELIER · In his name: the money is his · gets a statement",
    )


@pytest.mark.parametrize(
    ("label", "answers", "expected"),
    [
        ("Agree on a commission", [5], {"terms": [{"commission_bp": 1500, "valid_from": "2026-11-25"}]}),
        ("No statement any more", [], {"audience": False}),
        ("Sell otherwise", [2], {"regime": "own"}),
        ("Change the name", ["Atelier des Lilas"], {"name": "Atelier des Lilas"}),
    ],
)
def test_one_thing_is_changed_and_the_others_stay(
    play: Play, face: FrontFace, label: str, answers: list[object], expected: dict[str, object]
) -> None:
    play.do("partner.set", **ATELIER, form="SCIC", ess=True)
    before = play.last("partner.set").data
    act = next(act for act in settings(face)["partner:ATELIER"].acts if act.label == label)
    play.do(**command(act, *answers))
    after = {name: value for name, value in play.last("partner.set").data.items() if name != "before"}
    assert after == {name: value for name, value in before.items() if name != "before"} | expected


def test_whom_to_call(play: Play, face: FrontFace) -> None:
    play.do("partner.set", **ATELIER)
    act = next(act for act in settings(face)["partner:ATELIER"].acts if act.label == "Say whom to call")
    play.do(**command(act, "Marthe, at nine"))
    assert play.personal(play.last("partner.set").data["contact"]) == "Marthe, at nine"


def test_retired_and_gone_on_with(play: Play, face: FrontFace) -> None:
    play.do("partner.set", **ATELIER, audience=False)
    act = next(act for act in settings(face)["partner:ATELIER"].acts if act.do == "partner.retire")
    assert act.asks[0].proposal == "2026-11-25"
    play.do(**command(act, "2026-11-25"))
    his = settings(face)["partner:ATELIER"]
    assert (his.tag, labels(his)) == ("retired from 25/11/2026 on", ["Go on with this partner"])
    play.do(**command(his.acts[0]))
    assert settings(face)["partner:ATELIER"].tag == ""
    assert "Give a statement" in labels(settings(face)["partner:ATELIER"])


def test_an_article_is_sold_for_a_partner(play: Play, face: FrontFace) -> None:
    assert "Sell for a partner" not in labels(face.found("cafe")[0])
    play.do("partner.set", **ATELIER)
    play.do("partner.set", partner="OLD", name="Old", regime="mandate")
    play.do("partner.retire", partner="OLD", from_day="2026-11-25")
    act = next(act for act in face.found("cafe")[0].acts if act.label == "Sell for a partner")
    assert [option.label for option in act.asks[0].options] == ["The shop itself", "Atelier"]
    play.do(**command(act, 2))
    play.open()
    assert "Atelier" in face.found("cafe")[0].detail
    play.settle([{"do": "shop.sell", "article": "CAFE"}], card(120))
    assert play.last("shop.sold").data["line"]["fund"] == "MANDATE:ATELIER"
    play.do(**command(act, 1))
    play.settle([{"do": "shop.sell", "article": "CAFE"}], card(120))
    assert play.last("shop.sold").data["line"]["fund"] == "OWN"
