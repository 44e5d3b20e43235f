"""Somebody at the counter: the card over every service, homonyms apart, what is handed to whom."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from concierge_desk.counter.cards.belongings import may_be
from concierge_desk.counter.cards.leads import CARD_OF
from concierge_desk.counter.cards.offers import Now, Offer, OfferedAct
from concierge_desk.counter.cards.served import Served
from concierge_desk.desk import catalogue, counter_parts, overview
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.money import NBSP
from concierge_desk.pages.counter.choice import chosen_first
from tests.counter.desks import Play, cash
from tests.services.relay_desk import PARCEL, receive

TODAY = date(2026, 11, 25)
CARD = "p-4t9d2k7mx0q3"


def create(play: Play, family: str, given: str | None = None, **more: Any) -> str:
    return str(play.do("person.create", family=family, given=given, **more).result["person"])


def looked(
    play: Play, look: Callable[..., tuple[Offer, ...]], text: str, day: date = TODAY
) -> tuple[Offer, ...]:
    def read(rows: Any) -> tuple[Offer, ...]:
        shop = play.desk.settings
        now = Now(day, "fr", shop, catalogue.calendar(rows, shop), services=catalogue.reached())
        return look(counter_parts.parts().values(), rows, text, now)

    return play.desk.store.read(read)


def scanned(play: Play, code: str, day: date = TODAY) -> tuple[Offer, ...]:
    return looked(play, counter_parts.cards_of_code, code, day)


def everything(play: Play, person: str) -> tuple[OfferedAct, ...]:
    """Return all that may be done with somebody: it stands behind what is at hand on the card."""
    (at_hand, *_) = scanned(play, person)
    (more,) = [act.leads for act in at_hand.acts if act.leads.startswith(CARD_OF)]
    (whole,) = scanned(play, more.removeprefix(CARD_OF))
    return whole.acts


def joined(phone: str) -> str:
    """Return a number as a card shows it: on one line."""
    return phone.replace(" ", NBSP)


def typed(play: Play, text: str) -> tuple[Offer, ...]:
    return looked(play, counter_parts.cards_of_word, text)


def parcel(play: Play, name: str, tracking: str = PARCEL) -> str:
    """Receive a parcel for a name, and return its custody."""
    return receive(play, tracking, addressee={"name": name})


LABELS = [
    ("Mme Zoé Martin", True),
    ("MARTIN ZOE", True),
    ("Martin", True),
    ("M. et Mme Martin", True),
    ("Z. Martin", True),
    ("Lolo Martin", True),
    ("Paul Martin", False),
    ("P. Martin", False),
    ("Boulangerie Martin", False),
    ("Martinez", False),
    ("Zoé", False),
]


@pytest.mark.parametrize(("label", "may"), LABELS)
def test_whose_a_label_may_be(label: str, may: bool) -> None:
    assert may_be(label, Served((), "Martin", ("Zoé", "Lolo"))) == may


def test_the_card_has_what_waits_for_its_person_the_person_first(shop: Play) -> None:
    create(shop, "Martin", "Zoé", card=CARD)
    mine, other = parcel(shop, "Mme Zoé Martin"), parcel(shop, "Paul Martin", "6A15602676317")
    person, *things = scanned(shop, CARD)
    assert (person.person, person.first, person.private) == ("Zoé Martin", True, True)
    assert [one.ref for one in things] == [mine]
    assert other not in [one.ref for one in things]


def test_what_is_owed_and_held_stands_on_it(shop: Play) -> None:
    create(shop, "Martin", "Zoé", card=CARD)
    shop.settle([{"do": "caution.take", "cents": 5000, "who": {"card": CARD}}], cash(5000))
    _person, caution = scanned(shop, CARD)
    assert caution.ref.startswith("g-") and caution.person == "Zoé Martin"


def test_a_household_members_parcel_is_said_to_be_that(shop: Play) -> None:
    one, other = create(shop, "Martin", "Zoé", card=CARD), create(shop, "Roux", "Ali")
    shop.do("household.create", people=[one, other])
    parcel(shop, "Ali Roux")
    _person, thing = scanned(shop, CARD)
    assert thing.rule.startswith("Pour Ali Roux, du même foyer.")
    # The person's own card is chosen: no key hands anything over before another one is.
    assert chosen_first(scanned(shop, CARD)) == 0
    assert not {"relay.hand_over"} & {act.do for act in scanned(shop, CARD)[0].acts}


def test_a_proxy_whose_end_was_yesterday_brings_nothing(shop: Play) -> None:
    one = create(shop, "Roux", "Ali")
    create(shop, "Martin", "Zoé", card=CARD)
    shop.do(
        "person.allow",
        person=one,
        proxy={"card": CARD},
        until_day="2026-11-25",
        mandate="paper",
        reach=["relay"],
    )
    parcel(shop, "Ali Roux")
    _person, thing = scanned(shop, CARD)
    assert "Pour Ali Roux" in thing.rule and "Procuration sur papier" in thing.rule
    assert len(scanned(shop, CARD, date(2026, 11, 26))) == 1
    (card,) = scanned(shop, one, date(2026, 11, 26))[:1]
    assert "terminée le" in card.detail


def test_a_proxy_reaches_what_it_says(shop: Play) -> None:
    one = create(shop, "Roux", "Ali")
    create(shop, "Martin", "Zoé", card=CARD)
    shop.do(
        "person.allow",
        person=one,
        proxy={"card": CARD},
        until_day="2026-12-25",
        mandate="paper",
        reach=["shop"],
    )
    parcel(shop, "Ali Roux")
    assert len(scanned(shop, CARD)) == 1


def test_two_of_one_name_and_one_parcel(shop: Play) -> None:
    create(shop, "Martin", "Zoé", card=CARD, street="3 rue des Lilas", stair="B")
    create(shop, "Martin", "Zoé", street="12 rue des Tulipes")
    parcel(shop, "Zoé Martin")
    person, thing = scanned(shop, CARD)
    assert "12 rue des Tulipes" in thing.rule
    people = [offer for offer in typed(shop, "martin") if offer.private]
    assert [offer.detail.split(" · ")[0] for offer in people] == ["12 rue des Tulipes", "3 rue des Lilas, B"]
    assert chosen_first(tuple(people)) == len(people)
    assert [act.leads[:4] for offer in people for act in offer.acts] == ["who:", "who:"]
    assert person.first


HOMONYMS = [
    ("M DUPONT", {"Marie", "Paul"}),
    ("Dupont", {"Marie", "Paul"}),
    ("M. DUPONT MICHEL", set()),
    ("Mic. Dupont", set()),
    ("M. Dupont Martin", None),
    ("Mme M. Dupont", {"Marie", "Paul"}),
]


@pytest.mark.parametrize(("label", "others"), HOMONYMS)
def test_whoever_else_a_label_may_mean_is_told(shop: Play, label: str, others: set[str] | None) -> None:
    create(shop, "Dupont", "Michel", card=CARD)
    create(shop, "Dupont", "Marie", street="12 rue des Tulipes")
    create(shop, "Dupont", "Paul")
    create(shop, "Dupont-Roux", "Luc")
    create(shop, "Martin", "Marie", street="3 rue Dupont")
    parcel(shop, label)
    _person, *things = scanned(shop, CARD)
    if others is None or label.startswith("Mic."):
        assert things == []
        return
    (thing,) = things
    told = {name for name in ("Marie", "Paul", "Luc", "Michel") if f"{name} Dupont" in thing.whose}
    assert told == others and "Martin" not in thing.whose
    assert ("12 rue des Tulipes" in thing.whose) == ("Marie" in others)


def test_what_is_tied_to_somebody_may_be_nobody_elses(shop: Play) -> None:
    create(shop, "Martin", "Zoé", card=CARD)
    create(shop, "Martin", "Zoé", street="12 rue des Tulipes")
    shop.settle([{"do": "caution.take", "cents": 5000, "who": {"card": CARD}}], cash(5000))
    _person, caution = scanned(shop, CARD)
    assert caution.person == "Zoé Martin" and "Tulipes" not in caution.rule


def test_of_a_name_that_many_bear_a_few_are_told(shop: Play) -> None:
    create(shop, "Martin", "Zoé", card=CARD)
    for n in range(30):
        create(shop, "Martin", f"Ali{n}")
    parcel(shop, "Martin")
    _person, thing = scanned(shop, CARD)
    assert thing.whose.count("Martin") == 5 and "25" in thing.whose


def test_a_lost_card_says_whose_it_was_and_brings_nothing(shop: Play) -> None:
    one = create(shop, "Martin", "Zoé", card=CARD)
    parcel(shop, "Zoé Martin")
    shop.do("person.card", person=one, lost=True)
    (lost,) = scanned(shop, CARD)
    assert "perdue" in lost.rule and not lost.first
    assert [act.do for act in lost.acts] == [""]


def test_a_card_that_nobody_has_yet(shop: Play) -> None:
    (blank,) = scanned(shop, CARD)
    assert (blank.unknown, [act.do for act in blank.acts]) == (True, ["person.create"])
    assert blank.acts[0].fields == {"card": CARD}


def test_a_membership_is_offered_while_there_is_none(shop: Play) -> None:
    one = create(shop, "Martin", "Zoé", card=CARD)

    def offered(day: date) -> bool:
        return "member.join" in [act.do for act in scanned(shop, CARD, day)[0].acts]

    assert offered(TODAY)
    shop.settle([{"do": "member.join", "person": one}], cash(1000))
    assert [offered(day) for day in (TODAY, date(2027, 9, 24), date(2027, 9, 25))] == [False, False, True]
    assert scanned(shop, CARD)[0].tag.startswith("adhérent jusqu")


def test_a_proxy_says_what_it_is_for_and_reaches_money_too(shop: Play) -> None:
    one = create(shop, "Roux", "Ali", card="p-4t9d2k7mx0q4")
    create(shop, "Martin", "Zoé", card=CARD)
    shop.settle([{"do": "caution.take", "cents": 5000, "who": {"card": "p-4t9d2k7mx0q4"}}], cash(5000))
    parcel(shop, "Ali Roux")
    fields = {"person": one, "proxy": {"card": CARD}, "until_day": "2026-12-25", "mandate": "paper"}
    code = shop.do("person.allow", reach=["relay"], **fields).result["proxy"]
    _person, thing = scanned(shop, CARD)
    assert thing.service == "relay" and "Relais La Poste" in thing.rule and "relay" not in thing.rule
    shop.do("person.disallow", proxy=code)
    shop.do("person.allow", reach=["till", "shop"], **fields)
    _person, thing = scanned(shop, CARD)
    assert thing.ref.startswith("g-") and "Argent confié ou dû, Boutique" in thing.rule


def test_a_note_stands_where_it_matters(shop: Play) -> None:
    one = create(shop, "Martin", "Zoé", card=CARD)
    for text, shows in (
        ("Sonne deux fois.", "always"),
        ("Entend mal.", "relay"),
        ("Paie en timbres.", "shop"),
    ):
        shop.do("person.note", person=one, text=text, shows=shows)
    parcel(shop, "Zoé Martin")
    shop.settle([{"do": "caution.take", "cents": 5000, "who": {"card": CARD}}], cash(5000))
    person, *things = scanned(shop, CARD)
    assert person.rule == "Sonne deux fois."
    rules = {thing.service: thing for thing in things}
    assert set(rules) == {"relay", "till"}
    assert rules["relay"].rule.startswith("Entend mal.") and "timbres" not in rules["relay"].rule
    assert rules["relay"].whose == "Entend mal." and "Entend" not in rules["till"].rule
    # It is over: it stands nowhere.
    assert all("Entend" not in thing.rule for thing in scanned(shop, CARD, date(2027, 11, 26)))


def test_who_is_alone_in_a_household_may_go_to_another(shop: Play) -> None:
    one, other = create(shop, "Martin", "Zoé", card=CARD), create(shop, "Roux", "Ali")
    home = shop.do("household.create", people=[one, other]).result["household"]

    def offered() -> list[str]:
        return [act.do for act in everything(shop, one) if act.do.startswith("household.")]

    assert offered() == ["household.leave", "household.split"]
    shop.do("household.leave", person=other)
    assert offered() == ["household.join"]
    # Who was merged into somebody lives in it no more.
    twin = create(shop, "Martin", "Zoe")
    shop.do("household.join", household=home, person=twin)
    shop.do("person.merge", person=twin, into=one)
    assert offered() == ["household.join"]


def test_a_visit_is_whose_card_was_scanned(shop: Play) -> None:
    create(shop, "Martin", "Zoé", card=CARD)
    visit = shop.do("visit.save", who={"card": CARD}).result["visit"]
    shop.settle([{"do": "member.join"}], cash(1000), visit=visit)
    assert shop.status()["people"]["users"] == 1


def test_look_tells_things_before_people_and_names_nobody(shop: Play) -> None:
    one = create(shop, "Martin", "Zoé", card=CARD, phones=["06 12 34 56 78"])
    mine = parcel(shop, "Zoé Martin")
    told = overview.look(shop.desk, "martin")["cards"]
    assert [card["ref"] for card in told] == [mine, one]
    assert "Martin" not in str(told)
    assert [card["ref"] for card in overview.look(shop.desk, "5678")["cards"]] == [one]
    assert [card["ref"] for card in overview.look(shop.desk, CARD)["cards"]] == [one, mine]
    named = overview.look(shop.desk, "martin", names=True)["cards"]
    assert "Zoé Martin" in named[-1]["label"]
    with pytest.raises(Refused, match=r"look\.too_short"):
        overview.look(shop.desk, "m")


def test_the_true_double_is_shown_by_its_card_where_there_is_a_homonym(shop: Play) -> None:
    one = create(shop, "Martin", "Zoé", card=CARD, street="3 rue des Lilas")
    create(shop, "Martin", "Zoé", street="12 rue des Tulipes")
    merging = [act for act in everything(shop, one) if act.do == "person.merge"]
    assert [[ask.kind for ask in act.asks] for act in merging] == [["choice"], ["text"]]
    by_card = merging[1].asks[0]
    assert by_card.field == "into" and by_card.scanned and by_card.whom
    assert len({act.label for act in merging}) == 2


def test_nobody_is_no_person(shop: Play) -> None:
    create(shop, "Martin", "Zoé", card=CARD)
    for word in ("fiche", "personne", "foyer"):
        assert overview.look(shop.desk, word)["cards"] == [], word
    # At the counter the same words keep a new person.
    assert "person.create" in [act.do for offer in typed(shop, "fiche") for act in offer.acts]


def test_look_tells_the_money_of_the_one_who_is_meant(shop: Play) -> None:
    one = create(shop, "Martin", "Zoé", card=CARD)
    shop.settle([{"do": "caution.take", "cents": 5000, "who": {"card": CARD}}], cash(5000))
    shop.settle([{"do": "caution.take", "cents": 2000, "who": {"name": "Awa Diallo"}}], cash(2000))
    mine = parcel(shop, "Zoé Martin")

    def refs(text: str) -> list[str]:
        return [card["ref"] for card in overview.look(shop.desk, text)["cards"]]

    found = refs("martin")
    assert (found[0], found[-1]) == (mine, one) and found[1].startswith("g-") and len(found) == 3
    assert [ref[:2] for ref in refs("diallo")] == ["g-"]
    assert "Martin" not in str(overview.look(shop.desk, "martin")["cards"])
    # By the phone too, which stands on nothing that is held.
    shop.do("person.correct", person=one, phones=["06 12 34 56 78"])
    assert refs("5678") == [found[1], one]
    other = create(shop, "Martin", "Ali", phones=["07 12 34 56 78"])
    assert refs("martin") == [mine, found[1], other, one]
    # Of two of a number nobody knows who is meant.
    assert refs("5678") == [other, one]


def test_a_card_says_whose_it_is_in_the_middle_of_a_bag(shop: Play) -> None:
    create(shop, "Martin", "Zoé", card=CARD)
    mine = parcel(shop, "Zoé Martin")
    found = looked(shop, counter_parts.cards_of_bag, CARD)
    assert (found[0].person, found[0].first) == ("Zoé Martin", True) and found[1].ref == mine
    # What is nobody's card comes out of the bag as before.
    (item, *_) = looked(shop, counter_parts.cards_of_bag, "6A15602676317")
    assert item.acts[0].arrives


def test_what_was_known_of_the_other_stands_on_the_card(shop: Play) -> None:
    one = create(shop, "Martin", "Zoé", card=CARD)
    other = create(shop, "Martin", "Zoe", phones=["06 12 34 56 78"], street="3 rue des Lilas")
    shop.do("person.merge", person=other, into=one)
    detail = scanned(shop, CARD)[0].detail
    assert joined("06 12 34 56 78") in detail and "3 rue des Lilas" in detail
    shop.do("person.correct", person=one, phones=["07 98 76 54 32"], street="12 rue des Tulipes")
    detail = scanned(shop, CARD)[0].detail
    assert detail.startswith(f"12 rue des Tulipes · {joined('07 98 76 54 32')}")
    assert "Lilas" not in detail and joined("56 78") not in detail


def test_words_of_the_trade(shop: Play) -> None:
    for word in ("personne", "fiche", "adhérent", "foyer", "carte"):
        assert "person.create" in [act.do for offer in typed(shop, word) for act in offer.acts], word
    assert "member.join" in [act.do for offer in typed(shop, "adhésion") for act in offer.acts]
