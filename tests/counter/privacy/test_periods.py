"""Periods of what is kept: each thing goes when its time is over, and not a day before."""

from typing import Any

import pytest

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


def at_last(play: Play, day: str) -> None:
    """Go on with the shop on a day years later."""
    play.close(counted_cents=None)
    play.open(f"{day}T08:00", confirmed_day=day)


def caution(of: str, who: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"do": "caution.take", "of": of, "cents": 5000, "who": who, **more}


def test_whose_money_is_goes_five_years_after_the_settlement(shop: Play) -> None:
    """Not while it is open, nor at once when it is settled after years; the number of a deposit cheque neither."""
    cheque = {"number": "1000042"}
    taken = caution("L-2026-000001", {"name": "Mme Durand", "phone": "0612345678"}, cheque=cheque)
    shop.settle([taken])
    (code,) = (code for (code,) in shop.rows("SELECT code FROM caution"))
    at_last(shop, "2033-01-10")
    assert "held" not in over(shop, "2033-01-10"), "it is held still"
    shop.settle([{"do": "caution.return", "of": code}])
    assert "held" not in over(shop, "2033-01-10"), "it was given back today"
    at_last(shop, "2038-02-01")
    assert "held" not in over(shop, "2038-01-08")
    assert over(shop, "2038-01-09")["held"] == 2
    shop.do("privacy.purge", up_to_day="2038-01-09")
    assert shop.rows("SELECT text FROM personal WHERE retention = 'held'") == []


def test_a_cheque_that_was_given_back_is_kept_five_years_from_then(shop: Play) -> None:
    cheque = {"means": "cheque", "cents": 120, "number": "1000042", "issuer": "Mme Durand"}
    shop.settle([COFFEE], cheque)
    ((ticket,),) = shop.rows("SELECT number FROM ticket")
    at_last(shop, "2033-01-10")
    shop.do("till.refund", ticket=ticket, lines=[{"line": 1}], reason="returned")
    assert "money" not in over(shop, "2033-01-10")
    at_last(shop, "2038-02-01")
    assert "money" not in over(shop, "2038-01-08") and over(shop, "2038-01-09")["money"] == 1


def test_what_ties_settled_money_to_somebody_goes_while_the_person_comes(shop: Play) -> None:
    mine = card_of(shop, known(shop))
    shop.settle(
        [caution("L-2026-000001", {"card": mine}), caution("L-2026-000002", {"card": mine})], cash(10000)
    )
    first, _second = (code for (code,) in shop.rows("SELECT code FROM caution ORDER BY seq, code"))
    shop.settle([{"do": "caution.return", "of": first}])
    at_last(shop, "2032-01-10")
    shop.settle([COFFEE], cash(120), who={"card": mine})
    assert "people.settled" not in over(shop, "2031-11-23")
    assert over(shop, "2031-11-24") == {**over(shop, "2031-11-24"), "people.settled": 1}
    shop.do("privacy.purge", up_to_day="2031-11-24")
    # What is held still is the person's as before, and no instant tells which went together.
    assert shop.rows("SELECT caution.state FROM party_link JOIN caution ON party = ref") == [("open",)]
    assert shop.rows("SELECT DISTINCT at FROM erased WHERE ref IN (SELECT party FROM caution)") == [("",)]
    assert shop.rows("SELECT count(*) FROM people_person") == [(1,)]


def test_a_membership_is_tied_to_somebody_for_five_years_after_its_end(shop: Play) -> None:
    mine = card_of(shop, known(shop))
    shop.settle([{"do": "member.join", "person": mine}], cash(1000))
    at_last(shop, "2033-01-10")
    shop.settle([COFFEE], cash(120), who={"card": mine})
    assert "people.settled" not in over(shop, "2032-11-21")
    assert over(shop, "2032-11-22")["people.settled"] == 1
    shop.do("privacy.purge", up_to_day="2032-11-22")
    assert shop.rows("SELECT count(*) FROM party_link") == shop.rows("SELECT count(*) FROM people_holder")


@pytest.mark.parametrize("act", ["buy", "set aside", "settle", "send somebody", "a note"])
def test_any_act_for_somebody_counts(shop: Play, act: str) -> None:
    """Whoever buys by the card, sets a visit aside, gets money back, or sends somebody is no stranger."""
    person = known(shop)
    mine = card_of(shop, person)
    if act == "settle":
        shop.settle([caution("L-2026-000001", {"card": mine})], cash(5000))
    if act == "send somebody":
        shop.do(
            "person.allow", person=person, proxy={"name": "Luc Roux"}, mandate="paper", until_day="2031-01-10"
        )
    if act == "a note":
        shop.do("person.note", person=person, text="Sonner fort", shows="always", until_day="2031-01-10")
    at_last(shop, "2031-01-10")
    if act == "buy":
        shop.settle([COFFEE], cash(120), who={"card": mine})
    if act == "set aside":
        shop.do("visit.save", visit="v-1", acts=[COFFEE], who={"card": mine})
        shop.do("visit.abandon", visit="v-1")
    if act == "settle":
        (code,) = (code for (code,) in shop.rows("SELECT code FROM caution"))
        shop.settle([{"do": "caution.return", "of": code}])
    at_last(shop, "2035-01-10")
    assert "people.person" not in over(shop, "2034-01-08")
    assert over(shop, "2034-01-09")["people.person"] == 1


def test_a_consent_taken_back_does_not_come_back_with_a_merge(shop: Play) -> None:
    """The one had said yes, the other, who is the same, took it back: both words go, and the yes holds no more."""
    one, other = known(shop), known(shop, given="Anne", phones=["0699999999"])
    shop.do("person.consent", person=one, consent="news", given=True)
    shop.do("person.merge", person=one, into=other)
    at_last(shop, "2026-11-26")
    shop.do("person.consent", person=other, consent="news", given=False)
    later(shop)
    assert over(shop, "2027-11-26")["people.consent"] == 1
    shop.do("privacy.purge", up_to_day="2027-11-26")
    assert shop.rows("SELECT * FROM people_consent") == []


def test_who_said_yes_since_goes_on_being_asked(shop: Play) -> None:
    """The one took it back, and the same, under the other key, said yes later: nothing goes."""
    one, other = known(shop), known(shop, given="Anne", phones=["0699999999"])
    shop.do("person.consent", person=one, consent="news", given=False)
    shop.do("person.merge", person=one, into=other)
    at_last(shop, "2027-01-10")
    shop.do("person.consent", person=other, consent="news", given=True)
    later(shop)
    assert "people.consent" not in over(shop, "2029-01-10")
