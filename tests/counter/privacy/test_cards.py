"""Cards of personal data: asked for once a month, counted before it goes, and never by a key that means nothing."""

from datetime import date
from typing import Any

from concierge_desk.counter.cards.offers import Now, Offer
from concierge_desk.counter.core.privacy_cards import PAPERS, PRIVACY, asks_for_data
from concierge_desk.counter.privacy.commands import PURGE
from concierge_desk.desk import core_cards
from tests.counter.desks import Play


def at(shop: Play, lang: str = "fr", day: str | None = None) -> Now:
    desk = shop.desk
    today = shop.hands.at.date() if day is None else date.fromisoformat(day)
    return Now(today, lang, desk.settings, None)  # type: ignore[arg-type]


def found(shop: Play, code: str) -> tuple[Offer, ...]:
    return shop.desk.store.read(lambda rows: core_cards.found(rows, code, at(shop)))


def due(shop: Play, day: str | None = None) -> list[str]:
    morning = core_cards.AT_COUNTER.morning
    assert morning is not None
    offers = shop.desk.store.read(lambda rows: morning(rows, at(shop, day=day)))
    return [offer.ref for offer in offers if offer.due == PRIVACY]


def test_it_is_asked_for_on_the_first_open_day_of_a_month(shop: Play) -> None:
    assert due(shop) == []
    shop.close(counted_cents=None)
    shop.open("2026-11-26T08:00")
    assert due(shop) == []
    shop.close(counted_cents=None)
    shop.open("2026-12-01T08:00", confirmed_day="2026-12-01")
    assert due(shop) == [PURGE]
    shop.do(PURGE)
    assert due(shop) == []
    shop.close(counted_cents=None)
    shop.open("2026-12-02T08:00")
    assert due(shop) == []
    shop.close(counted_cents=None)
    shop.open("2027-01-04T08:00", confirmed_day="2027-01-04")
    assert due(shop) == [PURGE]


def test_a_day_that_is_over_is_told_of_nothing_that_came_due_since(shop: Play) -> None:
    shop.close(counted_cents=None)
    shop.open("2026-12-01T08:00", confirmed_day="2026-12-01")
    shop.close(counted_cents=None)
    assert [due(shop, day) for day in ("2026-11-25", "2026-12-01", "2027-01-04")] == [[], [], [PURGE]]


def test_the_card_counts_what_goes_and_asks_twice(shop: Play) -> None:
    shop.do("till.move", direction="in", cents=100, reason="une pièce trouvée")
    (empty,) = found(shop, PURGE)
    assert not empty.acts[0].asks
    shop.close(counted_cents=None)
    shop.open("2027-12-01T08:00", confirmed_day="2027-12-01")
    (card,) = found(shop, PURGE)
    assert card.detail.startswith("1 × Ce qui a été tapé")
    (asked,) = card.acts[0].asks
    assert asked.proposal is None, "Enter, which scanners send, would erase"
    told: Any = shop.do("privacy.preview").result
    assert told == {"rows": [{"kind": "note", "count": 1}]}


def test_the_papers_are_a_card_too(shop: Play) -> None:
    (card,) = found(shop, PRIVACY)
    assert tuple(act.paper for act in card.acts) == PAPERS
    for paper in PAPERS:
        assert shop.paper(paper).paper == "a4"


def test_by_whole_words_alone() -> None:
    assert all(asks_for_data(word) for word in ("données", "DONNEES", "purge", "effacer", "data"))
    assert not any(asks_for_data(word) for word in ("donn", "purg", "données Kessler", "Effa", ""))
