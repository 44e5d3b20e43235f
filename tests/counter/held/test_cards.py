"""Cards of cautions, advances and the slate; what the morning reminds of; never a name in a list."""

from datetime import date, timedelta

import pytest

from concierge_desk.counter.cards.offers import Now, Offer
from concierge_desk.counter.core.held_cards import months_before
from concierge_desk.desk import catalogue, core_cards
from concierge_desk.desk.held_cards import held_of_person
from tests.counter.desks import COFFEE, Play, cash, cheque
from tests.counter.held.neighbours import KESSLER, with_neighbours
from tests.counter.held.samples import LOAN, ORDER, TAKE_ADVANCE, TAKE_CAUTION, WHO


def now(play: Play, days: int = 0) -> Now:
    shop = play.desk.settings
    calendar = play.desk.store.read(lambda rows: catalogue.calendar(rows, shop))
    return Now(date(2026, 11, 25) + timedelta(days=days), "fr", shop, calendar)


def found(play: Play, code: str) -> tuple[Offer, ...]:
    return play.desk.store.read(lambda rows: core_cards.found(rows, code, now(play)))


def named(play: Play, text: str) -> tuple[Offer, ...]:
    return play.desk.store.read(lambda rows: core_cards.named(rows, text, now(play)))


def morning(play: Play, days: int) -> dict[str, list[str]]:
    offers = play.desk.store.read(lambda rows: core_cards.AT_COUNTER.morning(rows, now(play, days)))  # type: ignore[misc]
    told: dict[str, list[str]] = {}
    for offer in offers:
        assert offer.person is None
        assert "Kessler" not in repr(offer)
        told.setdefault(offer.due, []).append(offer.title.replace("\u00a0", " "))
    return told


@pytest.fixture
def held(shop: Play) -> Play:
    """A caution in money, one by a cheque, an advance, and a debt of a cheque that came back."""
    shop.settle([TAKE_CAUTION, TAKE_ADVANCE], cash(5100))
    shop.do("caution.take", of="L-2026-000002", who=WHO, cents=7000, cheque={"bank": "LBP"})
    shop.settle([COFFEE], cheque(120))
    shop.do("till.pay_in")
    code = str(shop.rows("SELECT code FROM cheque")[0][0])
    shop.settle([{"do": "account.unpaid_cheque", "cheque": code, "who": WHO}])
    return shop


def acts(offer: Offer) -> list[str]:
    return [act.do or str(act.paper).partition(":")[0] for act in offer.acts]


def test_a_thing_is_found_by_its_code_and_by_what_it_belongs_to(held: Play) -> None:
    code = str(held.last("advance.taken").data["advance"])
    for asked in (code, code.upper(), ORDER, ORDER.lower()):
        (offer,) = found(held, asked)
        assert offer.ref == code
        assert offer.person == "Mme Kessler"
        assert acts(offer) == ["advance.use", "advance.return", "advance.keep", "advance"]
    (caution,) = found(held, LOAN)
    assert acts(caution) == ["caution.return", "caution.return", "caution.keep", "caution"]
    (kept,) = found(held, "L-2026-000002")
    assert acts(kept) == ["caution.return", "caution.cash", "caution"]
    assert found(held, "L-2026-000009") == ()


def test_a_name_finds_what_is_open_under_it(held: Play) -> None:
    assert [offer.ref[0] for offer in named(held, "kess") if offer.ref[1] == "-"] == ["g", "g", "y", "u"]
    assert named(held, "hofer") == ()


def test_what_is_over_is_shown_and_found_by_no_name(held: Play) -> None:
    held.settle([{"do": "caution.return", "of": LOAN}])
    code = str(held.last("caution.returned").data["caution"])
    (offer,) = found(held, code)
    assert offer.tag == "soldée"
    assert acts(offer) == ["caution"]
    assert code not in {offer.ref for offer in named(held, "kessler")}


@pytest.mark.parametrize(
    ("word", "does"),
    [
        ("caution", "caution.take"),
        ("arrhes", "advance.take"),
        ("acompte", "advance.take"),
        ("ardoise", "account"),
        ("dette", "account"),
        ("indemnité", "till.indemnify"),
    ],
)
def test_a_word_leads_to_what_it_does(shop: Play, word: str, does: str) -> None:
    assert does in {offer.ref for offer in named(shop, word)}


def test_the_morning_reminds_of_what_is_old(held: Play) -> None:
    assert morning(held, 0) == {}
    assert morning(held, 30) == {}
    assert morning(held, 31) == {"debts_old": ["Ardoise : 1,20 €"]}
    assert set(morning(held, 91)) == {"debts_old"}
    assert set(morning(held, 93)) == {"debts_old", "advances_old"}
    assert "cautions_old" not in morning(held, 365)
    assert morning(held, 366)["cautions_old"] == ["Caution de 50,00 €", "Caution de 70,00 €, un chèque"]


def test_a_shop_may_be_reminded_later(held: Play) -> None:
    held.do("settings.change", values={"account.remind_days": 60})
    assert morning(held, 31) == {}
    assert set(morning(held, 61)) == {"debts_old"}


def test_what_is_somebodys_is_found_by_his_keys(shop: Play) -> None:
    known = with_neighbours(shop)
    shop.settle([COFFEE, {"do": "account.owe", "who": {"card": KESSLER}}])

    def refs() -> list[str]:
        people = known.people_of(None, "person-1")
        return [
            one.ref[0] for one in shop.desk.store.read(lambda rows: held_of_person(rows, people, now(shop)))
        ]

    assert refs() == ["u"]


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        ("2026-11-25", 3, "2026-08-25"),
        ("2026-05-31", 3, "2026-02-28"),
        ("2028-05-31", 3, "2028-02-29"),
        ("2026-01-15", 12, "2025-01-15"),
        ("2028-02-29", 12, "2027-02-28"),
        ("2026-12-31", 1, "2026-11-30"),
    ],
)
def test_months_before_a_day(day: str, months: int, before: str) -> None:
    assert months_before(date.fromisoformat(day), months).isoformat() == before
