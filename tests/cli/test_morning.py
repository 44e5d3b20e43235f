"""``day morning``: what is to be done on a day, from every service, the most urgent first."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from concierge_desk import registry
from concierge_desk.counter.cards.agenda import due_of, morning_lists
from concierge_desk.counter.cards.at_counter import AtCounter, MorningList
from concierge_desk.counter.cards.offers import Offer
from tests.cli.helpers import record, say
from tests.cli.waiting import EVE, LISTS, SLOT, agenda, register, thing

OPEN = b'{"op":"01970000-0000-7000-8000-0000000000a1","do":"day.open","float_cents":8000}\n'
CLOSE_ON = (
    b'{"op":"01970000-0000-7000-8000-0000000000a2","do":"calendar.close_on","day":"2026-11-25",'
    b'"reason":"works"}\n'
)
LATE, SOON, NEVER = (
    thing("c-3", "Panier", "B2", deadline_day=EVE, slot=SLOT, note="fragile", due="back"),
    thing(
        "c-2",
        "Caisse n° 17",
        listed="Caisse",
        deadline_day="2026-12-09",
        slot="2026-12-09T08:00/11:30",
        due="back",
    ),
    thing("c-1", "Sac", "A1", due="back"),
)
REST = thing("c-4", "Coffre", "A2", deadline_day="2026-12-01")
"""What lies there and is not due."""


def test_the_lists_of_a_morning(new: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register(monkeypatch, **agenda(LATE, NEVER, SOON, REST))
    told = say("--data", new, "day", "morning", "--json").json
    assert told == {
        "ok": True,
        "practice": True,
        "day": "2026-11-25",
        "beside": [
            {"list": "cheques_here", "service": "till", "label": "Chèques à remettre en banque", "items": []},
            {"list": "debts_old", "service": "till", "label": "Ardoises à rappeler", "items": []},
            {
                "list": "cautions_old",
                "service": "till",
                "label": "Cautions gardées depuis plus d’un an",
                "items": [],
            },
            {
                "list": "advances_old",
                "service": "till",
                "label": "Payé d’avance depuis plus de trois mois",
                "items": [],
            },
            {
                "list": "privacy",
                "service": "till",
                "label": "Données personnelles qui ont fait leur temps",
                "items": [],
            },
        ],
        "lists": [
            {
                "list": "back",
                "service": "shop",
                "label": "Journée",
                "items": [
                    {
                        "service": "shop",
                        "ref": "c-2",
                        "thing": "c-2",
                        "label": "Caisse",
                        "place": "B1",
                        "deadline_day": "2026-12-09",
                        "slot": "2026-12-09T08:00/11:30",
                        "note": None,
                    },
                    {
                        "service": "shop",
                        "ref": "c-3",
                        "thing": "c-3",
                        "label": "Panier",
                        "place": "B2",
                        "deadline_day": EVE,
                        "slot": SLOT,
                        "note": "fragile",
                    },
                    {
                        "service": "shop",
                        "ref": "c-1",
                        "thing": "c-1",
                        "label": "Sac",
                        "place": "A1",
                        "deadline_day": None,
                        "slot": None,
                        "note": None,
                    },
                ],
            },
            {
                "list": "open",
                "service": "shop",
                "label": "Clôture",
                "items": [
                    {
                        "service": "shop",
                        "ref": "-",
                        "thing": "-",
                        "label": "08:00/11:30",
                        "place": "2026-11-25",
                        "deadline_day": None,
                        "slot": None,
                        "note": None,
                    }
                ],
            },
        ],
    }
    english = say("--data", new, "--lang", "en", "day", "morning", "--json").json
    assert [known["label"] for known in english["lists"]] == ["Day", "Closing"]
    assert english["beside"][0]["label"] == "Cheques to take to the bank"


def test_in_plain_words(new: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register(monkeypatch, **agenda(LATE, NEVER, SOON, REST))
    lines = say("--data", new, "day", "morning", "--lang", "en").out.splitlines()
    assert lines[1:] == [
        "Day  2026-11-25",
        "",
        "Day (3)",
        "  c-2  Caisse  B1  until 2026-12-09  last open 2026-12-09, 08:00–11:30",
        "  c-3  Panier  B2  until 2026-12-24  last open 2026-12-24, 15:00–18:00  fragile",
        "  c-1  Sac     A1",
        "",
        "Closing (1)",
        "  -  08:00/11:30  2026-11-25",
    ]
    assert "FACTICE" in lines[0]


def test_a_morning_without_anything(new: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every list stands in the answer for a machine; people are told in one sentence."""
    register(monkeypatch, lists={"back": LISTS["back"]}, shelf=lambda _rows, _now: (REST,))
    told = say("--data", new, "day", "morning", "--json").json
    assert told["lists"] == [{"list": "back", "service": "shop", "label": "Journée", "items": []}]
    out = say("--data", new, "day", "morning", "--lang", "en").out
    assert out.splitlines()[1:] == ["Day  2026-11-25", "Nothing stands on the lists of this day."]
    register(monkeypatch)
    assert say("--data", new, "day", "morning", "--json").json["lists"] == []


def test_which_day(new: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The open day, else the day of the shop's clock, else the one that is asked for."""
    register(monkeypatch, **agenda())

    def day(*words: str) -> str:
        told = say("--data", new, "day", "morning", "--json", *words).json
        # The service was asked for that very day.
        assert told["lists"][1]["items"][0]["place"] == told["day"]
        return str(told["day"])

    assert day() == "2026-11-25"
    # In Strasbourg it is the next day already, an hour before midnight in UTC.
    assert day("--clock", "2026-11-27T00:30") == "2026-11-27"
    assert day("--day", "2026-12-01") == "2026-12-01"
    assert record(new, OPEN).status == 0
    assert day("--clock", "2026-11-27T09:00") == "2026-11-25"
    assert day("--day", "2026-12-01", "--clock", "2026-11-27T09:00") == "2026-12-01"
    done = say("--data", new, "day", "morning", "--day", "demain", "--json")
    assert (done.status, done.json["refused"]["code"]) == (3, "input.day")


def test_the_hours_are_those_of_now(new: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register(monkeypatch, **agenda())
    assert record(new, CLOSE_ON).status == 0
    (item,) = say("--data", new, "day", "morning", "--json").json["lists"][1]["items"]
    assert item["label"] == "none"


def test_it_writes_nothing(new: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register(monkeypatch, **agenda(LATE))
    before = say("--data", new, "verify", "--json").json
    for words in ((), ("--clock", "2026-11-27T09:00"), ("--day", "2026-12-01")):
        assert say("--data", new, "day", "morning", *words).status == 0
    assert say("--data", new, "verify", "--json").json == before


def test_two_services_may_have_a_list_of_one_name(new: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each has its own, by deadline, then as its things lie on the shelf; an empty one too."""

    def of(service: str, ref: str, place: str, day: str) -> Offer:
        return Offer(service, ref, ref, (), place=place, deadline_day=day, due="back")

    things = {
        "relay": (of("relay", "r", "A1", "2026-12-02"),),
        "shop": (of("shop", "l", "A2", "2026-12-01"), of("shop", "k", "A1", "2026-12-02")),
    }
    lists = {
        "relay": {"back": MorningList("Day"), "call": MorningList("Closing")},
        "shop": {"call": MorningList("Closing"), "back": MorningList("Day")},
    }
    services = [
        replace(
            known,
            at_counter=AtCounter(lists=lists[known.code], shelf=partial(shown, things[known.code]))
            if known.code in lists
            else None,
        )
        for known in registry.SERVICES
    ]
    monkeypatch.setattr(registry, "SERVICES", tuple(services))
    told = say("--data", new, "day", "morning", "--json").json["lists"]
    assert [(known["list"], known["service"], known["label"]) for known in told] == [
        ("back", "relay", "Journée"),
        ("back", "shop", "Journée"),
        ("call", "relay", "Clôture"),
        ("call", "shop", "Clôture"),
    ]
    refs = [[(item["service"], item["ref"]) for item in known["items"]] for known in told]
    assert refs == [[("relay", "r")], [("shop", "l"), ("shop", "k")], [], []]


def shown(offers: tuple[Offer, ...], _rows: Any, _now: Any) -> tuple[Offer, ...]:
    return offers


def test_what_is_due_follows_from_the_card() -> None:
    """Called as in a list that is seen in the shop, or shorter; until when, whatever it is called."""
    card = thing("B-1", "Slip of Mme Kessler, B-1", listed="Slip, B-1", place="", due="back")
    assert due_of(card).label == "Slip, B-1"
    assert due_of(replace(card, short="B-1")).label == "B-1"
    assert due_of(replace(card, listed="")).label == card.title
    assert due_of(replace(card, until_day=EVE)).deadline_day == EVE
    assert due_of(replace(card, until_day=EVE, deadline_day="2026-12-01")).deadline_day == "2026-12-01"


def test_a_list_holds_what_is_due_alone() -> None:
    assert morning_lists(LISTS, (LATE, REST, NEVER, SOON)) == {"back": (SOON, LATE, NEVER), "open": ()}
