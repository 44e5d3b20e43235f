"""Periods of what is kept: each thing goes when its time is over, and not a day before."""

from typing import Any

from tests.counter.desks import COFFEE, Play, cash
from tests.counter.privacy.test_erasing import card_of, known


def over(play: Play, day: str) -> dict[str, int]:
    """Return what is over its time on a day, by period; the PC stands far behind it."""
    told: Any = play.do("privacy.preview", up_to_day=day).result
    return {row["kind"]: row["count"] for row in told["rows"]}


def later(play: Play) -> None:
    play.close(counted_cents=None)
    play.hands.set("2036-01-10T08:00")


def test_somebody_is_forgotten_three_years_after_the_last_act(shop: Play) -> None:
    person = known(shop)
    later(shop)
    assert "people.person" not in over(shop, "2029-11-23")
    assert over(shop, "2029-11-24")["people.person"] == 1
    shop.do("privacy.purge", up_to_day="2029-11-24")
    assert shop.rows("SELECT count(*) FROM people_person") == [(0,)]
    assert shop.code("person.card", person=person) == "person.unknown"


def test_nobody_is_forgotten_with_whom_something_is_open(shop: Play) -> None:
    mine = card_of(shop, known(shop))
    shop.settle(
        [{"do": "caution.take", "of": "L-2026-000001", "cents": 500, "who": {"card": mine}}], cash(500)
    )
    later(shop)
    assert "people.person" not in over(shop, "2036-01-10")


def test_notes_proxies_and_consents_go_by_their_own_time(shop: Play) -> None:
    person = known(shop)
    shop.do("person.note", person=person, text="Sonner deux fois", shows="always", until_day="2026-12-31")
    shop.do("person.consent", person=person, consent="news", given=True)
    shop.do("person.consent", person=person, consent="receipts", given=True)
    shop.do("person.consent", person=person, consent="receipts", given=False)
    shop.do(
        "person.allow", person=person, proxy={"name": "Luc Roux"}, mandate="paper", until_day="2026-12-31"
    )
    later(shop)
    assert "people.note" not in over(shop, "2026-12-31") and over(shop, "2027-01-01")["people.note"] == 1
    assert "people.proxy" not in over(shop, "2027-12-30") and over(shop, "2027-12-31")["people.proxy"] == 1
    assert over(shop, "2027-11-25")["people.consent"] == 1
    shop.do("privacy.purge", up_to_day="2027-12-31")
    # What was said yes to goes on holding.
    assert shop.rows("SELECT DISTINCT consent FROM people_consent") == [("news",)]
    assert (
        shop.rows("SELECT count(*) FROM people_note")
        == shop.rows("SELECT count(*) FROM people_proxy")
        == [(0,)]
    )


def test_a_cheque_is_kept_five_years_from_the_bank(shop: Play) -> None:
    cheque = {"means": "cheque", "cents": 120, "number": "1000042", "issuer": "Mme Durand"}
    shop.settle([COFFEE], cheque)
    later(shop)
    assert "money" not in over(shop, "2036-01-10"), "it lies here still"
    shop.open("2036-01-10T08:05", confirmed_day="2036-01-10")
    shop.do("till.pay_in")
    assert "money" not in over(shop, "2036-01-10")


def test_who_kept_the_counter_goes_a_year_after_the_end(shop: Play) -> None:
    shop.do("operator.set", whom="o02", name="Le bénévole", roles=["volunteer"])
    later(shop)
    assert "operator" not in over(shop, "2036-01-10"), "both keep it still"
    shop.open("2036-01-10T08:05", confirmed_day="2036-01-10")
    shop.do("operator.retire", whom="o02")
    assert "operator" not in over(shop, "2036-01-10")
    shop.close(counted_cents=None)
    shop.hands.set("2037-02-10T08:00")
    assert over(shop, "2037-01-09")["operator"] == 1


def test_a_visit_that_nobody_paid_goes_after_a_season(shop: Play) -> None:
    shop.do("visit.save", visit="v-1", acts=[COFFEE], who={"name": "Mme Durand"})
    shop.do("visit.park", visit="v-1")
    shop.close(counted_cents=None, parked="keep")
    shop.hands.set("2036-01-10T08:00")
    assert "visit.saved" not in over(shop, "2027-02-22") and over(shop, "2027-02-23")["visit.saved"] == 1
    shop.do("privacy.purge", up_to_day="2027-02-23")
    assert shop.rows("SELECT count(*) FROM visit") == [(0,)]


def test_words_on_a_shelf_go_when_nothing_bears_them(shop: Play) -> None:
    shop.do(
        "relay.receive",
        tracking="6A15602676300",
        shelf="la table de Durand",
        confirmed=True,
        addressee={"name": "Mme Durand"},
    )
    assert shop.rows("SELECT text FROM personal WHERE kind = 'inscription'") == [("la table de Durand",)]
    later(shop)
    assert "inscription" not in over(shop, "2036-01-10"), "it lies there still"
