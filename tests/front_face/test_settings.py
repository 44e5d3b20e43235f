"""What the shop and its services are set up by: cards of the part `settings`, under what they are about."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from concierge_desk.counter.cards.offers import AtCounter, Now, Offer
from concierge_desk.counter.rows import Rows
from concierge_desk.desk import core_cards
from concierge_desk.desk.settings_sections import settings_sections
from concierge_desk.pages.counter.desk import FrontFace
from tests.counter.desks import Play
from tests.front_face.asked import command, only


def refs(face: FrontFace) -> dict[str, list[tuple[str, str]]]:
    sections = face.read(settings_sections)
    return {one.label: [(offer.service, offer.ref) for offer in one.offers] for one in sections}


def listed(*offers: Offer) -> Callable[[Rows, Now], tuple[Offer, ...]]:
    return lambda _rows, _now: offers


@pytest.mark.parametrize(
    ("lang", "relay", "articles"),
    [("en", "La Poste relay", "Articles"), ("fr", "Relais La Poste", "Articles")],
)
def test_a_card_stands_in_the_section_it_names_or_in_its_services_own(
    play: Play, lang: str, relay: str, articles: str
) -> None:
    face = FrontFace(play.desk, lang)
    try:
        found = refs(face)
        assert ("relay", "mandate") in found[relay] and ("shop", "article") in found[articles]
    finally:
        face.close()


def test_the_cores_own_stand_first_and_those_of_one_label_together(
    play: Play, face: FrontFace, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, hours, more = (
        Offer("", "name", "Name", ()),
        Offer("", "grid", "Grid", (), section="Hours"),
        Offer("", "key", "A tea towel", (), section="Articles"),
    )
    core: AtCounter = replace(core_cards.AT_COUNTER, settings=listed(name, hours, more))
    monkeypatch.setattr(core_cards, "AT_COUNTER", core)
    found = refs(face)
    assert list(found)[:3] == ["The shop", "Hours", "Articles"]
    assert found["Articles"] == [("", "key"), ("shop", "article")]


@pytest.mark.parametrize("word", ["settings", "Setting", "settings Seth", "réglages"])
def test_at_the_counter_no_word_brings_them(play: Play, face: FrontFace, word: str) -> None:
    """Their page does: more of them than a search shows."""
    assert face.named(word) == ()


def test_an_article_without_a_barcode_is_made_before_the_day_is_open(play: Play, face: FrontFace) -> None:
    sections = {one.label: one.offers for one in face.read(settings_sections)}
    (act,) = only(tuple(one for one in sections["Articles"] if one.ref == "article")).acts
    play.do(**command(act, "Thé", 150, 1, 1, "THE"))
    known = play.last("shop.article_set").data
    assert (known["article"], known["label"], known["cents"], known["barcodes"]) == ("THE", "Thé", 150, [])
    assert only(face.found("the")).title == "Thé"
