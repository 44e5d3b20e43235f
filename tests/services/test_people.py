"""People, households, memberships: what is kept, refused, warned of; nothing of it in the journal."""

import itertools
import json
from datetime import date, timedelta
from typing import Any

import pytest

from concierge_desk.counter.cards.offers import Now
from concierge_desk.counter.parties import KnownPerson
from concierge_desk.counter.values.codes import code_from, printed_code
from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.domain.errors import Refused
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from concierge_desk.mechanisms.people.counter.cards import membership
from concierge_desk.mechanisms.people.model.fields import recognised
from concierge_desk.mechanisms.people.model.membership import Join, JoinState, join, until_of
from concierge_desk.mechanisms.people.model.papers import PaperCard
from concierge_desk.mechanisms.people.model.settings import CALENDAR, ROLLING
from concierge_desk.mechanisms.people.model.words import phone_figures, sought_words
from concierge_desk.mechanisms.people.reports import answered, lines
from concierge_desk.mechanisms.people.tables import household, kept, people, periods, search
from concierge_desk.mechanisms.people.tables.papers import unnamed
from concierge_desk.mechanisms.people.tables.parties import PEOPLE
from concierge_desk.store import seals
from tests.counter.desks import Play, card, context
from tests.demo.test_plans import noted_of, read_through


def create(play: Play, family: str = "Martin", given: str | None = "Zoé", **more: Any) -> str:
    return str(play.do("person.create", family=family, given=given, **more).result["person"])


def read(play: Play, look: Any, *given: Any) -> Any:
    return play.desk.store.read(lambda rows: look(rows, *given))


def names(play: Play, text: str) -> list[str]:
    return [one.full_name for one in read(play, search.search, text)]


def member(play: Play, **who: Any) -> Any:
    return play.settle([{"do": "member.join", **who}], card(1000))


def test_what_is_done_with_somebody_writes_no_entry(shop: Play) -> None:
    before = shop.head()
    one = create(shop, phones=["06 12 34 56 78"], street="3 rue des Lilas", qpv=True)
    shop.do("person.correct", person=one, given=None, stair="B")
    shop.do("person.note", person=one, text="Sonne deux fois.")
    shop.do("person.consent", person=one, consent="news", given=True)
    assert shop.head() == before
    kept_of = read(shop, people.person, one)
    assert (kept_of.given, kept_of.stair, kept_of.qpv) == (None, "B", True)


def test_the_same_op_keeps_nobody_twice(shop: Play) -> None:
    op = shop.op()
    first = shop.do("person.create", op=op, family="Martin")
    assert shop.do("person.create", op=op, family="Martin").result == first.result
    assert shop.code("person.create", op=op, family="Roux") == "op.conflict"
    assert len(names(shop, "Martin")) == 1


def test_a_twin_is_told_and_never_refused(shop: Play) -> None:
    create(shop, "Le Bihan", "Anne-Marie", phones=["06 12 34 56 78"])
    told = shop.do("person.create", family="LE BIHAN", given="anne marie")
    assert (told.result["alike"], [one.code for one in told.warnings]) == (1, ["person.likely_twin"])
    phone = shop.do("person.create", family="Diallo", given="Awa", phones=["+33 6 12 34 56 78"])
    assert phone.result["alike"] == 1
    assert shop.warned("person.create", family="Le Bihan", given="Yann") == []
    again = shop.do("person.create", family="Diallo", given="Moussa")
    assert (again.result["alike"], list(again.warnings)) == (0, [])


def test_the_warning_is_told_again_with_the_first_answer(shop: Play) -> None:
    create(shop)
    op = shop.op()
    first = shop.do("person.create", op=op, family="Martin", given="Zoé")
    again = shop.do("person.create", op=op, family="Martin", given="Zoé")
    assert first.warnings == again.warnings != ()
    assert first.result == again.result == {"person": first.result["person"], "alike": 1}


def test_a_card_that_was_printed_before(shop: Play) -> None:
    one = create(shop, card="p-4t9d2k7mx0q3")
    assert read(shop, people.person, "p-4t9d2k7mx0q3").person == one
    assert shop.code("person.create", family="Roux", card="p-4t9d2k7mx0q3") == "person.card_taken"
    assert shop.code("person.create", family="Roux", card="c-4t9d2k7mx0q3") == "input.own_code"


def test_a_lost_card_opens_nothing(shop: Play) -> None:
    one = create(shop, card="p-4t9d2k7mx0q3")
    new = shop.do("person.card", person=one, lost=True).result["card"]
    assert read(shop, PEOPLE.person_of, "p-4t9d2k7mx0q3") is None
    assert read(shop, PEOPLE.person_of, new) == one
    assert read(shop, people.card_of, one) == new
    # Another one beside it, for a pocket of the same coat.
    beside = shop.do("person.card", person=one).result["card"]
    assert read(shop, PEOPLE.person_of, new) == read(shop, PEOPLE.person_of, beside) == one


SEARCHED = [
    ("dup", ["Éloïse Dupré-Noël"]),
    ("noel", ["Éloïse Dupré-Noël"]),
    ("ELOISE dupre", ["Éloïse Dupré-Noël"]),
    ("dupre eloise", ["Éloïse Dupré-Noël"]),
    ("mme dupré", ["Éloïse Dupré-Noël"]),
    ("lolo", ["Éloïse Dupré-Noël"]),
    ("+33 6 12 34 56 78", ["Éloïse Dupré-Noël"]),
    ("0033612345678", ["Éloïse Dupré-Noël"]),
    ("06 12 34 56 78", ["Éloïse Dupré-Noël"]),
    ("06.12.34.56.78", ["Éloïse Dupré-Noël"]),
    ("0612345678", ["Éloïse Dupré-Noël"]),
    ("5678", ["Éloïse Dupré-Noël"]),
    ("06 12 34", ["Éloïse Dupré-Noël"]),
    ("345678", []),
    ("lilas", ["Éloïse Dupré-Noël"]),
    ("dupre 5678", ["Éloïse Dupré-Noël"]),
    ("dupre lilas", ["Éloïse Dupré-Noël"]),
    ("dupre tulipes", []),
    ("upre", []),
    ("d", []),
    ("ru", []),
    ("rue", []),
    ("des", []),
    ("lil", []),
    ("12 rue des Lilas", ["Éloïse Dupré-Noël"]),
    ("rue des lilas", ["Éloïse Dupré-Noël"]),
    ("dupre rue", ["Éloïse Dupré-Noël"]),
    ("mme", []),
    ("12", []),
    ("%", []),
]


@pytest.mark.parametrize(("text", "found"), SEARCHED)
def test_search(shop: Play, text: str, found: list[str]) -> None:
    create(
        shop,
        "Dupré-Noël",
        "Éloïse",
        called="Lolo",
        phones=["06 12 34 56 78"],
        street="12 rue des Lilas",
    )
    create(shop, "Roux", "Ali", phones=["07 98 76 54 32"], street="3 rue des Tulipes")
    assert [name.replace(" (Lolo)", "") for name in names(shop, text)] == found


@pytest.mark.parametrize("typed", ["ru", "av", "pl", "bou", "allée", "de la", "rue"])
def test_what_many_live_in_finds_nobody(shop: Play, typed: str) -> None:
    for street in (
        "3 rue Dupré",
        "1 av. de la Paix",
        "2 place du Marché",
        "4 boulevard Clemenceau",
        "5 allée d'Alsace",
    ):
        create(shop, "Xyz", "Wvu", street=street)
    assert names(shop, typed) == []


def test_a_name_goes_before_a_street(shop: Play) -> None:
    create(shop, "Lilas", "Ali")
    for n in range(20):
        create(shop, "Martin", f"Zoé{n}", street="3 rue des Lilas")
    assert names(shop, "lilas")[0] == "Ali Lilas" and len(names(shop, "lilas")) == 20
    assert names(shop, "lila")[0] == "Ali Lilas"
    assert names(shop, "lil") == ["Ali Lilas"]


def test_particles_of_names_are_of_names(shop: Play) -> None:
    create(shop, "Le Bihan", "Anne")
    create(shop, "Place", "Rue")
    assert names(shop, "le bihan") == names(shop, "bihan le") == ["Anne Le Bihan"]
    assert names(shop, "place") == names(shop, "rue place") == ["Rue Place"]


LOST = [
    ("person.allow", "proxy", {"mandate": "paper", "until_day": "2027-01-01"}, "person.card_lost"),
    ("household.join", "household", {}, "household.card_lost"),
    ("household.join", "person", {}, "household.card_lost"),
    ("member.join", "person", {}, "member.card_lost"),
]


@pytest.mark.parametrize(("do", "field", "more", "code"), LOST)
def test_a_lost_card_answers_no_question(
    shop: Play, do: str, field: str, more: dict[str, Any], code: str
) -> None:
    lost, other = "p-4t9d2k7mx0q3", create(shop, "Roux", "Ali")
    one = create(shop, card=lost)
    shop.do("household.create", people=[one if field == "household" else other])
    shop.do("person.card", person=one, lost=True)
    fields: dict[str, Any] = {"household": other, "person": other, **more}
    if do != "household.join":
        fields.pop("household")
    fields[field] = {"card": lost} if field == "proxy" else lost
    if do == "member.join":
        assert shop.code("till.settle", acts=[{"do": do, **fields}], payments=[card(1000)]) == code
    else:
        assert shop.code(do, **fields) == code
    assert read(shop, household.household_of, one) != read(shop, household.household_of, other)


def test_a_new_card_is_told_by_its_number(shop: Play) -> None:
    result = shop.do("person.card", person=create(shop)).result
    assert printed_code(result["card"]) in answered(result, "fr")


def test_search_follows_what_is_set_right(shop: Play) -> None:
    one = create(shop, phones=["06 12 34 56 78"])
    shop.do("person.correct", person=one, family="Martín-Roux", phones=["0102030405"])
    assert names(shop, "5678") == []
    assert names(shop, "0405") == names(shop, "roux") == ["Zoé Martín-Roux"]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("+33 (0)6 12 34 56 78", "0612345678"),
        ("+33612345678", "0612345678"),
        ("0033 6 12 34 56 78", "0612345678"),
        ("06-12-34-56-78", "0612345678"),
        ("+212 6 12 34 56 78", "212612345678"),
    ],
)
def test_a_phone_is_its_figures(text: str, figures: str) -> None:
    assert phone_figures(text) == figures
    assert [one.word for one in sought_words(text)] == [figures]


def test_no_search_reads_a_table_through(shop: Play) -> None:
    for text in ("martin zoe", "5678", "0612345678", "mar 5678"):
        statement, given = search.query(sought_words(text), 20)
        plan = shop.rows(f"EXPLAIN QUERY PLAN {statement}", *given)
        read_through = [row[3] for row in plan if row[3].startswith("SCAN") and "people_" in row[3]]
        assert read_through == [], text


def test_the_newest_are_found_first_and_no_more_than_twenty(shop: Play) -> None:
    for n in range(23):
        create(shop, "Martin", f"Zoé{n}")
    found = names(shop, "martin")
    assert len(found) == 20 and found[0] == "Zoé22 Martin"


def test_a_merge_only_points(shop: Play) -> None:
    one, other = create(shop), create(shop, "Martin", "Zoe", card="p-4t9d2k7mx0q3")
    shop.do("person.merge", person="p-4t9d2k7mx0q3", into=one)
    assert names(shop, "martin") == ["Zoé Martin"]
    assert read(shop, people.person, "p-4t9d2k7mx0q3").person == one
    assert read(shop, people.keys_of, one) == (one, other)
    assert shop.code("person.merge", person=other, into=one) == "person.merged_already"
    assert shop.code("person.merge", person=one, into=other) == "person.same_person"
    shop.do("person.unmerge", person=other)
    assert read(shop, people.person, "p-4t9d2k7mx0q3").person == other
    assert shop.code("person.unmerge", person=other) == "person.not_merged"


def test_the_later_merge_is_taken_back_first(shop: Play) -> None:
    first, second, third = (create(shop, "Martin", name) for name in ("Zoé", "Zoe", "Zoée"))
    shop.do("person.merge", person=first, into=second)
    shop.do("person.merge", person=second, into=third)
    assert read(shop, people.person, first).person == third
    assert shop.code("person.unmerge", person=first) == "person.unmerge_later_first"
    shop.do("person.unmerge", person=second)
    shop.do("person.unmerge", person=first)
    assert read(shop, people.person, first).person == first


def test_a_proxy_past_its_end_is_shown_as_ended(shop: Play) -> None:
    one = create(shop)
    fields = {"proxy": {"name": "Lou Petit"}, "mandate": "paper", "reach": ["relay"]}
    assert shop.code("person.allow", person=one, until_day="2026-11-24", **fields) == "person.past_end"
    shop.do("person.allow", person=one, until_day="2026-11-25", **fields)
    (proxy,) = read(shop, kept.proxies_of, one)
    assert (proxy.is_over(date(2026, 11, 25)), proxy.is_over(date(2026, 11, 26))) == (False, True)
    assert (proxy.covers("relay"), proxy.covers("shop")) == (True, False)
    shop.do("person.disallow", proxy=proxy.proxy)
    assert shop.code("person.disallow", proxy=proxy.proxy) == "person.proxy_unknown"
    assert [one.is_over(date(2026, 11, 25)) for one in read(shop, kept.proxies_of, one)] == [True]


def test_a_proxy_is_over_at_once_when_it_is_taken_back_after_midnight(shop: Play) -> None:
    one = create(shop)
    fields = {"proxy": {"name": "Lou Petit"}, "mandate": "paper", "until_day": "2026-11-25"}
    code = shop.do("person.allow", person=one, **fields).result["proxy"]
    shop.hands.set("2026-11-26T00:30")
    # The business day is open still: that is the day that the counter knows.
    shop.do("person.disallow", proxy=code)
    assert [proxy.is_over(date(2026, 11, 25)) for proxy in read(shop, kept.proxies_of, one)] == [True]
    assert shop.code("person.disallow", proxy=code) == "person.proxy_unknown"


def test_nobody_comes_for_oneself(shop: Play) -> None:
    one = create(shop, card="p-4t9d2k7mx0q3")
    fields = {"until_day": "2027-01-01", "mandate": "paper"}
    assert (
        shop.code("person.allow", person=one, proxy={"card": "p-4t9d2k7mx0q3"}, **fields)
        == "person.same_person"
    )
    assert shop.code("person.allow", person=one, proxy={}, **fields) == "person.who_needed"
    assert (
        shop.code("person.allow", person=one, proxy={"card": "p-000000000000"}, **fields) == "person.unknown"
    )


def test_a_consent_is_dated_and_taken_back(shop: Play) -> None:
    one = create(shop)
    shop.do("person.consent", person=one, consent="reminders", given=True)
    shop.do("person.consent", person=one, consent="reminders", given=False)
    (said,) = read(shop, kept.consents_of, one)
    assert (said.consent, said.given, said.day) == ("reminders", False, date(2026, 11, 25))
    # What was said before stays beside it.
    assert len(shop.rows("SELECT 1 FROM people_consent")) == 2


def said_of(play: Play, key: str) -> dict[str, bool]:
    return {one.consent: one.given for one in read(play, kept.consents_of, key)}


@pytest.mark.parametrize("words", list(itertools.product((True, False), repeat=3)))
def test_what_was_said_last_holds_after_a_merge(shop: Play, words: tuple[bool, ...]) -> None:
    one, other = create(shop), create(shop, "Martin", "Zoe")
    first, before, last = words
    shop.do("person.consent", person=one, consent="news", given=first)
    shop.do("person.consent", person=other, consent="news", given=before)
    assert (said_of(shop, one), said_of(shop, other)) == ({"news": first}, {"news": before})
    shop.do("person.merge", person=one, into=other)
    assert said_of(shop, other) == {"news": before}
    shop.do("person.consent", person=other, consent="news", given=last)
    assert said_of(shop, other) == {"news": last}
    shop.do("person.unmerge", person=one)
    assert (said_of(shop, one), said_of(shop, other)) == ({"news": first}, {"news": last})


def test_a_consent_that_was_taken_back_stays_so_when_its_time_is_over(shop: Play) -> None:
    one, other = create(shop), create(shop, "Martin", "Zoe")
    shop.do("person.consent", person=one, consent="news", given=True)
    shop.do("person.merge", person=one, into=other)
    shop.do("person.consent", person=other, consent="news", given=False)
    assert read(shop, periods.ended_consents, "2026-11-24") == ()
    over = read(shop, periods.ended_consents, "2026-11-25")
    assert over == (f"{other} news",)
    shop.desk.store.write(lambda unit: periods.drop_consents(unit.rows, over))
    assert said_of(shop, other) == {}
    # What is said again since is no withdrawal any more.
    shop.do("person.consent", person=one, consent="news", given=False)
    shop.do("person.consent", person=one, consent="news", given=True)
    assert read(shop, periods.ended_consents, "2026-11-25") == ()


def test_a_note_is_shown_when_it_matters(shop: Play) -> None:
    one, today = create(shop), date(2026, 11, 25)
    shop.do("person.note", person=one, text="Sonne deux fois.")
    shop.do("person.note", person=one, text="Boîte 4.", shows="relay", until_day="2026-11-26")

    def shown(day: date) -> list[tuple[str, str]]:
        return [(note.text, note.shows) for note in read(shop, kept.notes_of, one, day)]

    assert shown(today) == [("Sonne deux fois.", "always"), ("Boîte 4.", "relay")]
    assert shown(today + timedelta(days=2)) == [("Sonne deux fois.", "always")]
    assert shown(today + timedelta(days=366)) == []
    assert shop.code("person.note", person=one, text="x", until_day="2026-11-24") == "person.past_end"


def test_households(shop: Play) -> None:
    one, other, third = create(shop), create(shop, "Roux", "Ali"), create(shop, "Roux", "Lou")
    home = shop.do("household.create", people=[one, other]).result["household"]
    assert shop.code("household.create", people=[other, third]) == "household.in_another"
    assert shop.code("household.join", household=home, person=one) == "household.in_another"
    shop.do("household.join", household=other, person=third)
    assert read(shop, household.household, home).people == (one, other, third)
    split = shop.do("household.split", household=home, people=[other, third]).result["household"]
    assert read(shop, household.household, split).people == (other, third)
    assert shop.code("household.leave", person=one) == "household.last_one"
    assert shop.code("household.split", household=split, people=[other, third]) == "household.last_one"
    assert shop.code("household.split", household=split, people=[one]) == "household.in_another"
    shop.do("household.leave", person=third)
    assert shop.code("household.leave", person=third) == "household.unknown"


def homes(play: Play, *keys: str) -> list[str | None]:
    return [read(play, household.household_of, key) for key in keys]


def parties(play: Play, code: str) -> list[str]:
    return [one.party for one in read(play, household.memberships_of, code)]


def test_who_is_left_alone_is_not_stuck(shop: Play) -> None:
    one, other, third = create(shop), create(shop, "Roux", "Ali"), create(shop, "Roux", "Lou")
    shop.do("household.create", people=[one, other])
    member(shop, person=other)
    shop.do("household.leave", person=other)
    held = parties(shop, one)
    assert len(held) == 1 and parties(shop, other) == []
    # Alone, and a member: both go along into the other household.
    home = shop.do("household.create", people=[other, third]).result["household"]
    shop.do("household.join", household=home, person=one)
    assert homes(shop, one, other, third) == [home] * 3
    assert [parties(shop, code) for code in (one, other, third, home)] == [held] * 4
    assert shop.status()["people"]["households"] == 1
    assert shop.code("household.join", household=home, person=one) == "household.in_another"


def test_two_who_are_each_alone_begin_one_household(shop: Play) -> None:
    one, other = create(shop), create(shop, "Roux", "Ali")
    for key in (one, other):
        shop.do("household.create", people=[key])
        member(shop, person=key)
    assert shop.code("household.join", household=one, person=one) == "household.in_another"
    home = shop.do("household.create", people=[one, other]).result["household"]
    assert homes(shop, one, other) == [home, home]
    assert len(parties(shop, home)) == 2 and shop.status()["people"]["households"] == 1


@pytest.mark.parametrize("noted", [False, True])
def test_a_membership_outlives_the_merge_of_the_last_one_of_its_household(shop: Play, noted: bool) -> None:
    one, other, gone = create(shop), create(shop, "Martin", "Zoe"), create(shop, "Roux", "Ali")
    home = shop.do("household.create", people=[one, gone] if noted else [one]).result["household"]
    member(shop, person=one)
    if noted:
        # That somebody left notes whose it is.
        shop.do("household.leave", person=gone)
    held = parties(shop, one)
    shop.do("person.merge", person=one, into=other)
    assert parties(shop, other) == held != []
    again = [{"do": "member.join", "person": other}]
    assert shop.code("till.settle", acts=again, payments=[card(1000)]) == "member.joined_already"
    assert shop.status()["people"]["households"] == 1
    shop.do("person.unmerge", person=one)
    assert (parties(shop, other), parties(shop, one), homes(shop, one)) == ([], held, [home])


def test_a_household_that_somebody_lives_in_keeps_its_membership(shop: Play) -> None:
    one, other, stays = create(shop), create(shop, "Martin", "Zoe"), create(shop, "Roux", "Ali")
    shop.do("household.create", people=[one, stays])
    member(shop, person=one)
    shop.do("person.merge", person=one, into=other)
    assert parties(shop, other) == [] and len(parties(shop, stays)) == 1


def test_member_households_are_counted_by_who_stayed_in_the_end(shop: Play) -> None:
    first, second, third = (create(shop, "Martin", name) for name in ("Zoé", "Zoe", "Zoée"))
    ali = create(shop, "Roux", "Ali")
    shop.do("household.create", people=[third, ali])
    for key in (first, ali):
        member(shop, person=key)
    assert shop.status()["people"]["households"] == 2
    shop.do("person.merge", person=first, into=second)
    shop.do("person.merge", person=second, into=third)
    # Both are of the household of who stayed.
    assert len(parties(shop, third)) == 2 and shop.status()["people"]["households"] == 1


MEMBERSHIPS = [
    ("2026-11-25", ROLLING, "2027-11-24"),
    ("2028-02-29", ROLLING, "2029-02-28"),
    ("2027-03-01", ROLLING, "2028-02-29"),
    ("2027-02-28", ROLLING, "2028-02-27"),
    ("2026-01-01", ROLLING, "2026-12-31"),
    ("2026-11-25", CALENDAR, "2026-12-31"),
]


@pytest.mark.parametrize(("first", "period", "until"), MEMBERSHIPS)
def test_a_membership_ends_on_the_eve(first: str, period: str, until: str) -> None:
    assert until_of(date.fromisoformat(first), period).isoformat() == until


def test_a_membership_is_the_households(shop: Play) -> None:
    one, other = create(shop), create(shop, "Roux", "Ali")
    home = shop.do("household.create", people=[one, other]).result["household"]
    answer = member(shop, person=one)
    joined = shop.last("member.joined").data
    assert joined["until_day"] == "2027-11-24"
    assert one not in json.dumps(joined) and home not in json.dumps(joined)
    assert answer.ticket is not None
    refused = shop.refused(
        "till.settle", acts=[{"do": "member.join", "person": other}], payments=[card(1000)]
    )
    assert refused.code == "member.joined_already"
    assert shop.status()["people"] == {"users": 1, "month_new": 1, "year_new": 1, "households": 1}


def test_nobody_joins_twice_in_one_visit(shop: Play) -> None:
    one = create(shop)
    acts = [{"do": "member.join", "person": one}] * 2
    assert shop.code("till.settle", acts=acts, payments=[card(2000)]) == "member.joined_already"
    assert (
        shop.code("till.settle", acts=[{"do": "member.join"}], payments=[card(1000)]) == "member.who_needed"
    )
    nobody = [{"do": "member.join", "person": "p-4t9d2k7mx0q3"}]
    assert shop.code("till.settle", acts=nobody, payments=[card(1000)]) == "member.unknown"


@pytest.mark.parametrize(
    ("day", "until"),
    [("2027-09-24", None), ("2027-09-25", "2028-11-24"), ("2027-12-01", "2028-11-30")],
)
def test_it_is_renewed_in_its_last_sixty_days_from_its_end(shop: Play, day: str, until: str | None) -> None:
    one = create(shop)
    member(shop, person=one)
    acts: list[dict[str, Any]] = [{"do": "member.join", "person": one}]
    shop.close(counted_cents=None)
    shop.open(f"{day}T08:00", confirmed_day=day)
    # A later first day goes round nothing.
    acts[0] |= {"from_day": "2028-06-01"} if until is None else {}
    if until is None:
        assert shop.code("till.settle", acts=acts, payments=[card(1000)]) == "member.joined_already"
        return
    shop.settle(acts, card(1000))
    assert shop.last("member.joined").data["until_day"] == until


def test_a_membership_begins_no_day_that_is_over(shop: Play) -> None:
    one = create(shop)
    for day, code in (("2026-11-24", "member.day_over"), ("2020-01-01", "member.day_over")):
        acts = [{"do": "member.join", "person": one, "from_day": day}]
        assert shop.code("till.settle", acts=acts, payments=[card(1000)]) == code
    member(shop, person=one, from_day="2026-11-25")


def test_one_that_has_not_begun_makes_nobody_a_member_yet(shop: Play) -> None:
    one = create(shop)
    member(shop, person=one, from_day="2027-01-01")
    assert shop.last("member.joined").data["from_day"] == "2027-01-01"
    assert shop.status()["people"]["households"] == 0

    def told(day: str) -> tuple[str, bool]:
        now = Now(date.fromisoformat(day), "fr", shop.desk.settings, None)  # type: ignore[arg-type]
        return shop.desk.store.read(lambda rows: membership(rows, one, now))

    text, holds = told("2026-12-31")
    assert "à partir du" in text and not holds
    assert told("2027-01-01")[1] and told("2027-12-31")[1] and not told("2028-01-01")[1]
    again = [{"do": "member.join", "person": one}]
    assert shop.code("till.settle", acts=again, payments=[card(1000)]) == "member.joined_already"


@pytest.mark.parametrize("goes", ["stays", "goes"])
def test_a_membership_stays_or_goes(shop: Play, goes: str) -> None:
    one, other = create(shop), create(shop, "Roux", "Ali")
    home = shop.do("household.create", people=[one, other]).result["household"]
    member(shop, household=home)
    new = shop.do("household.split", household=home, people=[one], membership=goes).result["household"]
    holds = {code: len(read(shop, household.memberships_of, code)) for code in (home, new)}
    assert holds == ({home: 1, new: 0} if goes == "stays" else {home: 0, new: 1})
    assert len(read(shop, household.memberships_of, one)) == (goes == "goes")


def test_who_leaves_takes_no_membership_along(shop: Play) -> None:
    one, other = create(shop), create(shop, "Roux", "Ali")
    shop.do("household.create", people=[one, other])
    member(shop, person=one)
    shop.do("household.leave", person=one)
    assert read(shop, household.memberships_of, one) == ()
    assert len(read(shop, household.memberships_of, other)) == 1


def test_taking_a_merge_back_gives_the_others_membership_back(shop: Play) -> None:
    one, other = create(shop), create(shop, "Martin", "Zoe")
    member(shop, person=other)
    shop.do("person.merge", person=other, into=one)
    assert len(read(shop, household.memberships_of, one)) == 1
    shop.do("household.create", people=[one])
    shop.do("person.unmerge", person=other)
    assert read(shop, household.memberships_of, one) == ()
    assert len(read(shop, household.memberships_of, other)) == 1


def test_a_membership_that_is_taken_back_never_was(shop: Play) -> None:
    one = create(shop)
    op = member(shop, person=one).op
    shop.do("journal.reverse", op_of=op, reason="wrong_key")
    assert read(shop, household.memberships_of, one) == ()
    member(shop, person=one)


def test_the_closing_counts_whoever_was_served(shop: Play) -> None:
    one, other = create(shop), create(shop, "Roux", "Ali")
    member(shop, person=one)
    shop.close(counted_cents=None)
    assert shop.last("people.counted").data == {"users": 1, "month_new": 1, "year_new": 1, "households": 1}
    shop.open("2026-12-01T08:00", confirmed_day="2026-12-01")
    member(shop, person=other)
    assert shop.status()["people"] == {"users": 1, "month_new": 1, "year_new": 1, "households": 2}
    shop.close(counted_cents=None)
    assert shop.status()["people"]["households"] == 2


def test_a_shop_that_keeps_nobody_counts_nobody(shop: Play) -> None:
    assert "people" not in shop.status()
    shop.close(counted_cents=None)
    assert not [posted for posted in shop.posted() if posted.kind == "people.counted"]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE people_person SET family = 'Autre'",
        "DELETE FROM people_card",
        "UPDATE people_word SET word = 'autre' WHERE word = 'martin'",
        "INSERT INTO people_note VALUES('n-4t9d2k7mx0q3', 'i-1', 'x', 'always', '2026-11-25', '2027-11-25')",
    ],
)
def test_a_change_past_the_program_is_told(shop: Play, change: str) -> None:
    create(shop)
    assert read(shop, seals.broken) == ()
    shop.desk.store.write(lambda unit: unit.rows.execute(change))
    table = (
        change.replace("INSERT INTO", "")
        .replace("DELETE FROM", "")
        .replace("UPDATE", "")
        .split()[0]
        .partition("(")[0]
    )
    assert read(shop, seals.broken) == (table,)


REFUSED = [
    ("person.create", {"family": "Roux", "phones": ["12"]}, "input.phone"),
    ("person.create", {"family": "Roux", "phones": ["Ali"]}, "input.phone"),
    ("person.create", {"family": "Roux", "phones": ["06 12 34 56 78"] * 6}, "input.list"),
    ("person.create", {"family": "Roux", "phones": 612345678}, "input.list"),
    ("person.create", {"family": "Roux", "email": "ali at example.fr"}, "input.mail_address"),
    ("person.create", {"family": "Roux", "birth_year": 1899}, "input.bounds"),
    ("person.create", {"family": "Roux", "sex": "?"}, "input.choice"),
    ("person.correct", {"person": "c-4t9d2k7mx0q3", "given": "Ali"}, "input.own_code"),
    ("person.correct", {"person": "p-4t9d2k7mx0q3", "given": "Ali"}, "person.unknown"),
    ("person.card", {"person": "p-4t9d2k7mx0q3"}, "person.unknown"),
    ("person.note", {"person": "p-4t9d2k7mx0q3", "text": "x"}, "person.unknown"),
    ("person.note", {"person": "p-4t9d2k7mx0q3", "text": "x", "shows": "la poste"}, "input.choice"),
    ("person.drop_note", {"note": "n-4t9d2k7mx0q3"}, "person.note_unknown"),
    ("person.consent", {"person": "p-4t9d2k7mx0q3", "consent": "news", "given": True}, "person.unknown"),
    ("person.merge", {"person": "p-4t9d2k7mx0q3", "into": "p-4t9d2k7mx0q4"}, "person.unknown"),
    ("person.unmerge", {"person": "p-4t9d2k7mx0q3"}, "person.unknown"),
    ("household.create", {"people": ["p-4t9d2k7mx0q3"]}, "person.unknown"),
    ("household.create", {"people": []}, "input.list"),
    ("household.join", {"household": "f-4t9d2k7mx0q3", "person": "p-4t9d2k7mx0q3"}, "household.unknown"),
    ("household.leave", {"person": "p-4t9d2k7mx0q3"}, "person.unknown"),
]


@pytest.mark.parametrize(("do", "fields", "code"), REFUSED)
def test_what_is_refused_keeps_nothing(shop: Play, do: str, fields: dict[str, Any], code: str) -> None:
    assert shop.code(do, **fields) == code
    assert shop.rows("SELECT 1 FROM people_person") == []


def test_a_proxy_reaches_all_or_some_services(shop: Play) -> None:
    one = create(shop)
    fields = {"proxy": {"name": "Lou Petit"}, "until_day": "2027-01-01", "mandate": "paper"}
    for reach, told in (
        ("all", ("all",)),
        (["relay", "all"], ("all",)),
        (["shop", "relay", "shop"], ("shop", "relay")),
    ):
        code = shop.do("person.allow", person=one, reach=reach, **fields).result["proxy"]
        (found,) = [proxy for proxy in read(shop, kept.proxies_of, one) if proxy.proxy == code]
        assert found.reach == told
    assert shop.code("person.allow", person=one, reach=[], **fields) == "input.list"


@pytest.mark.parametrize("word", ["relais", "laundry", "people", "till_", "always"])
def test_no_word_is_taken_for_a_service_that_is_none(shop: Play, word: str) -> None:
    one = create(shop)
    fields = {"proxy": {"name": "Lou Petit"}, "until_day": "2027-01-01", "mandate": "paper"}
    refused = shop.refused("person.allow", person=one, reach=["relay", word], **fields)
    assert (refused.code, refused.params) == ("person.service_unknown", {"service": word})
    if word != "always":
        refused = shop.refused("person.note", person=one, text="x", shows=word)
        assert (refused.code, refused.params) == ("person.service_unknown", {"service": word})
    assert shop.rows("SELECT 1 FROM people_proxy UNION SELECT 1 FROM people_note") == []


def test_phones_may_be_given_as_a_text(shop: Play) -> None:
    one = create(shop, phones="06 12 34 56 78, 01 02 03 04 05")
    assert read(shop, people.phones_of, one) == ("06 12 34 56 78", "01 02 03 04 05")
    shop.do("person.correct", person=one, phones=None, email="zoe@example.fr")
    assert read(shop, people.phones_of, one) == ()
    assert read(shop, people.person, one).email == "zoe@example.fr"


def test_the_shop_chooses_price_and_rate(shop: Play) -> None:
    one = create(shop)
    shop.do("settings.change", values={"member.vat_code": "EXO", "member.cents": 500})
    shop.settle([{"do": "member.join", "person": one}], card(500))
    assert shop.last("member.joined").data["line"]["vat_code"] == "EXO"


def test_the_calendar_year(shop: Play) -> None:
    one = create(shop)
    shop.do("settings.change", values={"member.period": "calendar"})
    member(shop, person=one)
    assert shop.last("member.joined").data["until_day"] == "2026-12-31"
    # Within its last sixty days the next year is taken.
    member(shop, person=one)
    assert shop.last("member.joined").data["until_day"] == "2027-12-31"


def test_the_books_hold_with_a_party_that_is_tied(shop: Play) -> None:
    member(shop, person=create(shop))
    shop.close(counted_cents=None)
    verdict = verify_desk(shop.desk, VerifyRequest(tables=True))
    assert verdict.faults == []


def test_a_card_is_printed_while_it_is_not_lost(shop: Play) -> None:
    one = create(shop, card="p-4t9d2k7mx0q3")
    before = shop.head()
    drawn = shop.paper("card:p-4t9d2k7mx0q3")
    assert "Zoé Martin" in repr(drawn.blocks) and shop.head() == before
    shop.do("person.card", person=one, lost=True)
    for name in ("card:p-4t9d2k7mx0q3", f"card:{one}", "card:p-1"):
        with pytest.raises(Refused, match=r"print\.unknown"):
            shop.paper(name)
    assert "Zoé" not in repr(unnamed(PaperCard("p-4t9d2k7mx0q3", "Zoé Martin")))


def test_a_card_is_printed_before_anybody_has_it(shop: Play) -> None:
    codes = {code_from("p", shop.desk.draws.op(shop.hands.at)) for _ in range(50)}
    assert len(codes) == 50
    code = codes.pop()
    assert code.upper() in repr(shop.paper(f"card:{code}").blocks)
    one = create(shop, card=code)
    assert read(shop, PEOPLE.person_of, code) == one


def test_the_people_of_a_day_are_told_as_lines(shop: Play) -> None:
    member(shop, person=create(shop))
    told = lines(shop.status(), "fr")
    assert [figure for _label, figure in told] == ["1", "1", "1", "1"]
    assert lines({}, "fr") == ()


def test_every_answer_is_said_and_no_other(shop: Play) -> None:
    one = create(shop)
    for do, fields in (
        ("person.correct", {"stair": "B"}),
        ("person.card", {}),
        ("person.note", {"text": "Sonne."}),
        ("person.consent", {"consent": "news", "given": True}),
    ):
        result = shop.do(do, person=one, **fields).result
        assert answered(result, "fr"), do
    assert answered({}, "fr") == answered({"visit": "v-1"}, "fr") == ""


def test_words_for_a_screen(shop: Play) -> None:
    one = create(shop, street="3 rue des Lilas", stair="B")
    assert read(shop, PEOPLE.known, one) == KnownPerson("Zoé Martin", "3 rue des Lilas, B")
    assert read(shop, PEOPLE.known, "i-4t9d2k7mx0q3") == KnownPerson("")
    assert recognised("P-4T9D2K7MX0Q3Q") == {"card": "p-4t9d2k7mx0q3"}
    assert recognised("P-4T9D2K7MX0Q3A") is None and recognised("bonjour") is None


def test_a_membership_at_a_rate_that_nobody_knows(shop: Play) -> None:
    state = JoinState("i-1", None, {})
    with pytest.raises(Refused, match=r"vat\.unknown"):
        join(state, Join(), context())


def test_nothing_that_is_done_with_people_reads_a_table_through(
    shop: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A shop may know a hundred thousand: each statement is noted while acts are played, then SQLite is asked."""
    noted = noted_of(monkeypatch)
    with open_desk(Options(shop.desk.folder.root)) as desk:
        play = Play(desk, shop.hands)
        # What the desk has given out already is not given again.
        play._ops = drawn = itertools.count(500)
        play.draw = lambda prefix: f"{prefix}-{next(drawn):012d}"
        play.use(shop.hands)
        one, other = create(play, phones=["06 12 34 56 78"]), create(play, "Roux", "Ali")
        home = play.do("household.create", people=[one, other]).result["household"]
        member(play, person=one)
        play.do("person.merge", person=create(play, "Martin", "Zoe"), into=one)
        play.do("person.card", person=one, lost=True)
        play.do("person.note", person=one, text="Sonne.")
        play.do("household.split", household=home, people=[other], membership="goes")
        assert play.status()["people"]["users"] == 1
        assert names(play, "roux") == ["Ali Roux"]
        found = play.desk.store.read(lambda rows: list(read_through(rows, noted.statements.values())))
    assert [scan for scan in found if "people_" in scan or "party_link" in scan] == []
