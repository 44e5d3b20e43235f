"""What the shop and its services are set up by: cards of the part `settings`, under what they are about."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from concierge_desk.counter.cards.at_counter import AtCounter
from concierge_desk.counter.cards.offers import Now, Offer
from concierge_desk.counter.core.setting_words import value_words
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.settings.core import CORE_SETTINGS
from concierge_desk.desk import catalogue, core_cards
from concierge_desk.desk.core_cards import settings_offers
from concierge_desk.desk.settings_sections import settings_sections
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.pages.counter.state import Asking
from concierge_desk.services.relay.model.settings import SETTINGS
from tests.counter.desks import Play
from tests.front_face.asked import command, only


def refs(face: FrontFace) -> dict[str, list[tuple[str, str]]]:
    sections = face.read(settings_sections)
    return {one.label: [(offer.service, offer.ref) for offer in one.offers] for one in sections}


def set_up(face: FrontFace, ref: str) -> Offer:
    return only(tuple(offer for offer in face.read(settings_offers) if offer.ref == ref))


def test_every_part_is_set_up_by_cards(face: FrontFace) -> None:
    every = [(offer.service, offer.ref) for offer in face.read(settings_offers)]
    assert {("relay", "mandate"), ("shop", "article"), ("till", "vat")} <= set(every)
    assert {("till", setting.code) for setting in CORE_SETTINGS} < set(every)
    assert {("relay", setting.code) for setting in SETTINGS} < set(every)
    assert {("till", f"service.switch:{service.code}") for service in catalogue.services()} < set(every)


@pytest.mark.parametrize(
    ("ref", "answers", "values"),
    [
        ("till.cheque_days", (12,), {"till.cheque_days": 12}),
        ("relay.remind_days", (2,), {"relay.remind_days": 2}),
        ("relay.print_labels", ({"values": {"relay.print_labels": True}},), {"relay.print_labels": True}),
    ],
)
def test_a_figure_is_changed_by_its_card(
    play: Play, face: FrontFace, ref: str, answers: tuple[Any, ...], values: dict[str, Any]
) -> None:
    offer = set_up(face, ref)
    (act,) = offer.acts
    assert play.do(**Asking(offer, act, "", answers).command).result["values"] == values
    (code,) = values
    setting = catalogue.settings_known()[code]
    assert set_up(face, ref).detail.startswith(value_words(setting, values[code], "en"))


def test_a_service_is_switched_off_from_a_day_on_and_stays_on_after_all(play: Play, face: FrontFace) -> None:
    play.open()
    offer = set_up(face, "service.switch:shop")
    (off,) = offer.acts
    play.do(**Asking(offer, off, "", ("2026-11-27", {})).command)
    offer = set_up(face, "service.switch:shop")
    assert offer.detail == "is offered, no more from 27\u00a0November on"
    assert [act.label for act in offer.acts] == ["Leave it on after all", "Switch it off"]
    play.do(**Asking(offer, offer.acts[0], "", ()).command)
    assert set_up(face, "service.switch:shop").detail == "is offered"


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
    (act,) = set_up(face, "article").acts
    play.do(**command(act, "Thé", 150, 1, 1, "THE"))
    known = play.last("shop.article_set").data
    assert (known["article"], known["label"], known["cents"], known["barcodes"]) == ("THE", "Thé", 150, [])
    assert only(face.found("the")).title == "Thé"
