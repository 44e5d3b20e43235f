"""Words that people try at the counter of a real desk: each finds the thing, a card, a page or a key."""

from collections.abc import Iterator

import pytest

from concierge_desk import registry
from concierge_desk.frame.page_index import PageIndex
from concierge_desk.frame.signposts import WindowSignposts
from concierge_desk.i18n import LANGUAGES, translate
from concierge_desk.pages import pages_of
from concierge_desk.pages.counter.desk import FrontFace
from tests.counter.desks import Desks, Play
from tests.sizes import few

LEADS = {
    "rembourser": "ticket:T-2026-000001",
    "remboursement": "ticket:T-2026-000001",
    "livraison": "stock:LV_20",
    "réassort": "stock:LV_20",
    "horloge": "clock.correct",
    "aide": "lead:f1",
    "imprimante": "lead:f1",
    "remise": "lead:relay",
    "versement": "till.move",
    "clôture": "lead:day",
    "clôturer": "lead:day",
    "recompter": "till.count",
    "pause": "session.close",
    "tarif": "CAFE",
    "courrier": "letters",
    "plainte": "complaint",
    "procuration": "mandate",
    "annuler": "lead:f9",
    "sauvegarde": "lead:copies",
    "historique": "lead:journal",
    "boutique": "lead:shop",
    "attente": "lead:f7",
    "facture": "lead:f12",
}
"""What people typed, and one of the things it has to find."""


@pytest.fixture
def play(desks: Desks) -> Iterator[Play]:
    with desks.desk() as play:
        play.open(float_cents=8000)
        play.do("relay.stock_receive", product="LV_20", quantity=100)
        coffee = {"do": "shop.sell", "article": "CAFE"}
        play.do("till.settle", acts=[coffee], payments=[{"means": "cash", "given_cents": 120}])
        yield play


def refs(play: Play, word: str) -> list[str]:
    face = FrontFace(play.desk, "fr")
    try:
        signs = WindowSignposts(PageIndex(pages_of(registry.SERVICES)), lambda _lead: None)
        return [offer.ref for offer in (*face.named(word), *signs.named(word))]
    finally:
        face.close()


@few(8)
@pytest.mark.parametrize("word", LEADS)
def test_a_word_that_people_try_finds_the_thing(play: Play, word: str) -> None:
    assert LEADS[word] in refs(play, word)
    assert refs(play, word.upper()) == refs(play, word)


def test_reopening_is_found_once_the_day_is_closed(play: Play) -> None:
    play.do("till.count", counted_cents=8120)
    play.do("day.close")
    assert "day.open" in refs(play, "rouvrir")


@pytest.mark.parametrize("word", ["mar", "per", "ret", "kes", "aid", "Martin Claire", "aide kessler"])
def test_the_beginning_of_a_name_opens_no_door(play: Play, word: str) -> None:
    assert [ref for ref in refs(play, word) if ref.startswith(("lead:", "stock:"))] == []


def test_every_page_and_every_words_of_it_are_found(play: Play) -> None:
    for page in pages_of(registry.SERVICES):
        for word in page.words.split():
            assert f"lead:{page.code}" in refs(play, word)


def test_no_word_of_the_desk_leads_to_a_trade_too(play: Play) -> None:
    """One page alone opens by Enter: a trade that a shop does without takes no word away from its other pages."""
    trades = {f"lead:{service.code}" for service in registry.SERVICES if service.used is not None}
    assert trades
    for lang in LANGUAGES:
        for page in pages_of(registry.SERVICES):
            for word in translate(page.words, lang).split() if page.words else ():
                led = trades.intersection(refs(play, word))
                assert led <= {f"lead:{page.code}"}, (lang, word)
