"""What services are set up by: their cards come by one word, typed whole."""

import pytest

from concierge_desk.pages.counter.desk import FrontFace
from tests.counter.desks import Play
from tests.front_face.asked import command, only


def refs(face: FrontFace, text: str) -> list[tuple[str, str]]:
    return [(offer.service, offer.ref) for offer in face.named(text)]


@pytest.mark.parametrize("word", ["settings", "Setting", " settings "])
def test_every_service_is_set_up_by_one_word(play: Play, face: FrontFace, word: str) -> None:
    assert refs(face, word)[-2:] == [("relay", "mandate"), ("shop", "article")]


@pytest.mark.parametrize("text", ["setting of Mrs", "settin", "set", "sett", "settings Seth", "réglages"])
def test_a_word_that_was_only_begun_may_be_a_name(play: Play, face: FrontFace, text: str) -> None:
    assert not {("relay", "mandate"), ("shop", "article")} & set(refs(face, text))


@pytest.mark.parametrize("word", ["réglages", "REGLAGE", "paramètres"])
def test_the_word_is_that_of_the_language_shown(play: Play, word: str) -> None:
    face = FrontFace(play.desk, "fr")
    try:
        assert [offer.title for offer in face.named(word)][-1:] == ["Nouvel article"]
    finally:
        face.close()


def test_an_article_without_a_barcode_is_made_before_the_day_is_open(play: Play, face: FrontFace) -> None:
    (act,) = only(face.named("settings")[-1:]).acts
    play.do(**command(act, "Thé", 150, 1, 1, "THE"))
    known = play.last("shop.article_set").data
    assert (known["article"], known["label"], known["cents"], known["barcodes"]) == ("THE", "Thé", 150, [])
    assert only(face.found("the")).title == "Thé"
