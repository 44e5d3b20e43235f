"""The sheet for whoever takes over, and the same filled in: its figures are those of the days, and it names nobody served."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.counter.absence.sheet import HandoverSheet
from concierge_desk.counter.cards.offers import Now
from concierge_desk.counter.core.absence_cards import took_over
from concierge_desk.desk import catalogue
from concierge_desk.desk.core_cards import AT_COUNTER
from concierge_desk.domain.document import Document, Pair, Table
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.money import format_amount
from concierge_desk.jobs.absence.handover import load_handover
from tests.counter.absence.life import CLOSED, RETURNS, TAKES_OVER, VOLUNTEER, absence
from tests.counter.desks import COFFEE, WEDNESDAY, Desks, Play, card
from tests.services.lived import LONG_NAME
from tests.services.relay_desk import OTHER, PARCEL, receive

THURSDAY = "2026-11-26"
PAUL = {"whom": "o02", "name": "Paul Ansel", "roles": ["volunteer"]}


def sheet(play: Play, day: str) -> HandoverSheet:
    return play.desk.store.read(lambda rows: load_handover(rows, day))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def tables(document: Document) -> list[tuple[tuple[str, ...], ...]]:
    return [block.rows for block in document.blocks if isinstance(block, Table)]


@pytest.fixture
def handed(shop: Play) -> Play:
    """A Wednesday on which something of everything waits."""
    shop.do("operator.set", **PAUL)
    shop.do("relay.stock_receive", product="LV_20", quantity=40)
    receive(shop, PARCEL, shelf="A10", label_deadline_day="2026-11-27", addressee={"name": LONG_NAME})
    receive(shop, OTHER, shelf="A2", label_deadline_day="2026-12-09", addressee={"name": "Mme Kessler"})
    person = shop.do("person.create", family="Durand", given="Jean").result["person"]
    shop.settle([COFFEE, {"do": "account.owe", "who": {"card": person}}])
    taken = {"do": "caution.take", "who": {"name": "M. Durand"}, "cents": 5000}
    shop.settle([taken, {"do": "relay.sell", "product": "LV_20", "quantity": 2}], card(5304))
    shop.do("visit.save", visit="v-1", acts=[COFFEE])
    return shop


def test_what_is_handed_over(handed: Play) -> None:
    told = sheet(handed, THURSDAY)
    assert (told.day, told.today, told.since) == (THURSDAY, WEDNESDAY, None)
    # A2 before A10.
    assert [(one.label, one.count, list(one.places)) for one in told.lying] == [
        ("La Poste relay", 2, ["A2", "A10"])
    ]
    # On the day it is handed over for, not on the one on which it is printed.
    assert [(one.label, len(one.things), one.late) for one in told.lists] == [("To remind", 1, False)]
    assert told.questions == (("Visits set aside and not paid", 1),)
    assert [one.day for one in told.ahead] == [
        date(2026, 11, 26 + n) if n < 5 else date(2026, 12, n - 4) for n in range(14)
    ]
    assert {one.day.isoformat(): one.due for one in told.ahead if one.due} == {
        "2026-11-27": 1,
        "2026-12-09": 1,
    }


def test_its_figures_are_those_of_the_day(handed: Play) -> None:
    day = handed.status()
    told = {plain(one.label): plain(one.now) for one in sheet(handed, THURSDAY).standing}
    assert told == {
        "Envois et choses d’autrui en garde": str(day["custody"]["held"]),
        "Tiroir-caisse": plain(format_amount(day["cash"]["expected_cents"])),
        "Cautions en argent": "1 · 50,00 €",
        "Arrhes et acomptes en cours": "0",
        "Ardoises à encaisser": "1 · 1,20 €",
        "Chèques de caution au coffre": "0",
        "Chèques pour la banque": "0",
        "Dû à La Poste": plain(format_amount(day["balances"]["MANDATE:LAPOSTE"]["closing_cents"])),
    }
    assert day["held"]["cautions"]["cents"] == 5000
    assert day["held"]["debts"]["cents"] == 120


def test_the_days_to_come_say_why_they_are_closed(handed: Play) -> None:
    handed.do("calendar.close_on", day="2026-11-27", until_day="2026-11-28", reason="leave")
    ahead = {one.day.isoformat(): one for one in sheet(handed, THURSDAY).ahead}
    assert (ahead["2026-11-27"].slots, ahead["2026-11-27"].reason) == ((), "leave")
    assert (ahead["2026-11-29"].slots, ahead["2026-11-29"].reason) == ((), "")
    # What ended on the Friday has its last session on Thursday now.
    assert (ahead["2026-11-26"].due, ahead["2026-11-27"].due) == (1, 0)


def test_nobody_who_is_served_stands_on_it(handed: Play) -> None:
    drawn = str(handed.paper(f"handover:{THURSDAY}"))
    for name in (LONG_NAME, "Kessler", "Durand"):
        assert name not in drawn
    assert "Paul Ansel" in drawn


def test_whom_to_call(handed: Play) -> None:
    described = {"name": "Atelier", "regime": "mandate", "contact": "Mme Roy, 03 88 00 00 00"}
    handed.do("partner.set", partner="ATELIER", **described)
    handed.do("relay.set_office", office="Neuhof")
    found = [(one.who, one.how) for one in sheet(handed, THURSDAY).contacts]
    assert found[1:] == [
        ("Paul Ansel", ""),
        ("Neuhof", ""),
        ("Atelier", "Mme Roy, 03 88 00 00 00"),
        ("Qui s’occupe du logiciel", ""),
    ]
    # Who is responsible comes first.
    assert sheet(handed, THURSDAY).contacts[0].what == "o01, concierge, responsable"
    handed.do("partner.retire", partner="ATELIER", from_day=WEDNESDAY)
    assert "Atelier" not in [one.who for one in sheet(handed, THURSDAY).contacts]


def replaced(play: Play, day: str = THURSDAY) -> None:
    """A day of the volunteer's: three tickets, one given back, one act that needed the responsible, five wrong codes."""
    play.close("2026-11-25T18:10", counted_cents=8000, parked="keep")
    play.do("operator.set_code", whom="o01", code="4719")
    play.hands.set(f"{day}T08:02")
    by = {"by_operator": "o02"}
    play.do("day.open", float_cents=8000, **by)
    sold = [play.settle([COFFEE], card(120), **by).ticket for _ in range(2)]
    play.do("till.refund", ticket=sold[0], lines=[{"line": 1}], reason="changed_mind", **by)
    op = play.do("till.move", direction="in", cents=100, reason="float", **by).op
    approve = {"operator": "o01", "code": "4719"}
    play.do("journal.reverse", op_of=op, reason="wrong_key", **by)
    play.do("calendar.close_on", day="2026-11-27", reason="leave", **by, approve=approve)
    for _ in range(5):
        play.hands.move(seconds=400)
        wrong = play.ask("till.count", counted_cents=1, approve={**approve, "code": "1111"}, **by)
        assert wrong.refused is not None
    play.close(f"{day}T18:10", counted_cents=7950, gap_reason="counting_error", parked="keep", **by)
    play.do("operator.sign_in", whom="o01", code="4719")


def test_the_same_sheet_filled_in(handed: Play) -> None:
    replaced(handed)
    handed.open("2026-11-28T09:02", float_cents=7950)
    told = sheet(handed, THURSDAY)
    assert told.since is not None
    thursday, today = told.since.days
    assert (thursday.day, thursday.number, thursday.by) == (THURSDAY, "Z-2026-0002", ("o02",))
    assert (thursday.tickets, thursday.due_cents) == (3, 120)
    assert (thursday.refunds, thursday.corrections, thursday.gap_cents) == (1, 1, -50)
    assert (today.number, today.by, today.tickets) == (None, ("o01",), 0)
    assert told.since.closed == (("2026-11-27", "leave"),)
    assert told.since.names["o02"] == "Paul Ansel"
    assert dict(told.since.noted) == {
        "Acts that the responsible said yes to": 1,
        "Times that somebody typed wrong codes, five in a row": 1,
    }
    drawer = next(one for one in told.standing if one.label == "Tiroir-caisse")
    assert (plain(drawer.before), plain(drawer.now)) == ("80,00 €", "79,50 €")


def test_what_happened_is_what_the_days_say(handed: Play) -> None:
    replaced(handed)
    handed.open("2026-11-28T09:02", float_cents=7950)
    told = sheet(handed, THURSDAY)
    assert told.since is not None
    for day in told.since.days:
        status = handed.status(day.day)
        assert (day.tickets, day.gap_cents) == (status["tickets"], status["cash"]["gap_cents"])
        assert day.due_cents == sum(status["funds"].values())
        figures = status.get("operators", {})
        assert set(figures) <= set(day.by)
        if figures:
            assert day.refunds == sum(one["refunds"] for one in figures.values())
            assert day.corrections == sum(one["corrections"] for one in figures.values())


def test_before_the_first_closing_nothing_is_compared(handed: Play) -> None:
    replaced(handed)
    told = sheet(handed, "2026-11-20")
    assert {one.before for one in told.standing} == {""}
    assert told.since is not None
    assert [one.day for one in told.since.days] == [WEDNESDAY, THURSDAY]


@pytest.mark.parametrize("place", ["", "now", "2026-13-01", "20261126", "2025-11-20", "2027-11-30"])
def test_there_is_no_sheet_of_what_is_no_day(shop: Play, place: str) -> None:
    with pytest.raises(Refused) as refused:
        sheet(shop, place)
    assert (refused.value.code, refused.value.params) == ("print.unknown", {"document": f"handover:{place}"})


def test_there_is_none_before_a_day_was_lived(play: Play) -> None:
    with pytest.raises(Refused):
        sheet(play, WEDNESDAY)


def test_it_is_counted_nowhere(handed: Play) -> None:
    before = handed.head()
    handed.paper(f"handover:{THURSDAY}")
    assert handed.head() == before


# Its card.


def offered(play: Play, text: str, today: str = WEDNESDAY) -> list[str]:
    """The papers of the cards that a word brings."""

    def read(rows: Any) -> list[str]:
        now = Now(
            date.fromisoformat(today), "fr", play.desk.settings, catalogue.calendar(rows, play.desk.settings)
        )
        return [act.paper for offer in AT_COUNTER.named(rows, text, now) for act in offer.acts if act.paper]

    return play.desk.store.read(read)


@pytest.mark.parametrize("word", ["vacances", "remplac", "passation", "maladie", "Congés"])
def test_it_goes_by_the_words_that_people_try(shop: Play, word: str) -> None:
    assert offered(shop, word) == [f"handover:{WEDNESDAY}"]
    assert offered(shop, "parapluie") == []


def test_her_return_offers_the_day_on_which_somebody_took_over(handed: Play) -> None:
    replaced(handed)
    handed.open("2026-11-28T09:02", float_cents=7950)
    assert offered(handed, "retour", "2026-11-28") == [
        "handover:2026-11-28",
        "handover:2026-11-27",
        f"handover:{THURSDAY}",
    ]


@pytest.mark.parametrize(
    ("openers", "closed", "since"),
    [
        ([("2026-11-24", "o01"), ("2026-11-25", "o01")], [], []),
        # She went on the 26th and is back today.
        ([("2026-11-25", "o01"), ("2026-11-26", "o02"), ("2026-12-07", "o01")], [], ["2026-11-26"]),
        (
            [("2026-11-25", "o01"), ("2026-11-26", "o02")],
            ["2026-12-03", "2026-12-04"],
            ["2026-12-03", "2026-11-26"],
        ),
        # Longer ago than a month, or still to come.
        ([("2026-11-05", "o01"), ("2026-11-05", "o02")], ["2026-12-24"], []),
        (
            [
                ("2026-11-25", "o01"),
                ("2026-11-26", "o02"),
                ("2026-11-27", "o01"),
                ("2026-11-28", "o02"),
                ("2026-12-01", "o01"),
            ],
            [],
            ["2026-12-01", "2026-11-28", "2026-11-27"],
        ),
    ],
)
def test_since_when_it_may_be_filled_in(
    openers: list[tuple[str, str]], closed: list[str], since: list[str]
) -> None:
    days = [date.fromisoformat(day) for day in closed]
    assert [day.isoformat() for day in took_over(openers, days, date(2026, 12, 7))] == since


# As it is lived for the pictures.


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    return absence(tmp_path_factory.mktemp("absence") / "poste")


def test_two_weeks_with_a_volunteer(lived: dict[str, Document]) -> None:
    before, filled = lived["handover"], lived["handover-filled"]
    assert before.title == "Feuille de remplacement"
    since = tables(filled)[0]
    assert len(since) == 9
    assert [row[1] for row in since if "Ferm" in row[1]] == [
        plain("Fermé : congés").replace(" :", "\u00a0:")
    ] * len(CLOSED)
    assert Counter(row[1] for row in since)["Paul Ansel"] == 6
    assert VOLUNTEER not in {row[1] for row in since}
    assert since[-1][1:3] == ("La concierge", "0")
    total = next(block for block in filled.blocks if isinstance(block, Table)).total
    assert total is not None
    assert sum(int(row[2] or 0) for row in since) == int(total[2])
    pairs: dict[str, Any] = {block.left: block.right for block in filled.blocks if isinstance(block, Pair)}
    assert plain(pairs["Au"]) == "lundi 7 décembre 2026"
    assert RETURNS == "2026-12-07"
    assert TAKES_OVER == "2026-11-26"


def test_the_same_shop_draws_the_same_sheets(lived: dict[str, Document], tmp_path: Path) -> None:
    assert absence(tmp_path / "poste") == lived


def test_a_desk_alone_has_the_sheet_too(desks: Desks) -> None:
    with desks.desk() as play:
        play.open(float_cents=8000)
        assert sheet(play, WEDNESDAY).lists == ()
        assert "Rien n’est à faire." in str(play.paper(f"handover:{WEDNESDAY}"))
