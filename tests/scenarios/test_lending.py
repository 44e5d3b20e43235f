"""The turn of a year and an Easter of things lent: three drills' loans, chairs, a key, cautions in each of their ways.

Played through the real command line; due days, states and money were worked out by hand (``lending/expected.json``):
26 December and Good Friday are holidays here, the clocks go on in the night to 28 March, and the shop closes on the 28th of
December by surprise.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.domain.journal import Posted
from concierge_desk.store import journal
from tests.e2e.driver import Shop
from tests.scenarios.playing import recorded

STORY = Path(__file__).parent / "lending"
EXPECTED: dict[str, Any] = json.loads((STORY / "expected.json").read_text("utf-8"))
DAYS = tuple(sorted(path.stem for path in STORY.glob("2*.jsonl")))
BEGINS = {"2026-12-19": "09:05", "2027-01-02": "09:05", "2027-03-27": "09:05"}
PEOPLE = ("Kessler", "Roux", "Weber")


@dataclass
class Told:
    """A desk after the story, and what it said day by day."""

    shop: Shop
    answers: dict[str, list[Any]] = field(default_factory=dict)
    statuses: dict[str, Any] = field(default_factory=dict)
    held: dict[str, tuple[int, int]] = field(default_factory=dict)
    posted: tuple[Posted, ...] = ()

    def result(self, line: str) -> Any:
        """Return the result of a line: its day and its place."""
        day, place = line.split(" ")
        return self.answers[day][int(place) - 1]["result"]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    story = Told(Shop(tmp_path_factory.mktemp("lending") / "poste"))
    story.shop.init(clock=f"{DAYS[0]}T14:30")
    opened = recorded(story.shop, f"{DAYS[0]}T15:05", (STORY / "people.jsonl").read_bytes())
    cards = {name: answer["result"]["person"] for name, answer in zip(PEOPLE, opened[1:], strict=True)}
    for day in DAYS:
        lines = (STORY / f"{day}.jsonl").read_text("utf-8")
        for name, person in cards.items():
            lines = lines.replace(f"{{{name}}}", person)
        story.answers[day] = recorded(story.shop, f"{day}T{BEGINS.get(day, '15:10')}", lines.encode())
        story.statuses[day] = story.shop.status(day)
        with open_desk(Options(story.shop.data)) as desk:
            sql = "SELECT COALESCE(sum(left_cents), 0) FROM caution WHERE state = ?"
            story.held[day] = desk.store.read(
                lambda rows, sql=sql: tuple(
                    rows.execute(sql, (state,)).fetchone()[0] for state in ("open", "kept")
                )
            )
    with open_desk(Options(story.shop.data)) as desk:
        story.posted = desk.store.read(lambda rows: journal.posted(rows, 1))
    return story


@pytest.mark.parametrize("day", DAYS)
def test_what_is_refused_and_nothing_else(told: Told, day: str) -> None:
    refused = {
        str(n): answer["refused"]["code"] for n, answer in enumerate(told.answers[day], 1) if not answer["ok"]
    }
    assert refused == EXPECTED["refused"].get(day, {})


@pytest.mark.parametrize("day", DAYS)
def test_the_figures_of_a_day(told: Told, day: str) -> None:
    found = {code: told.statuses[day][code] for code in ("tools", "keys")}
    assert found == {code: EXPECTED[code][day] for code in ("tools", "keys")}


@pytest.mark.parametrize("line", EXPECTED["due"])
def test_due_to_the_half_day(told: Told, line: str) -> None:
    assert told.result(line)["due_slot"] == EXPECTED["due"][line]


@pytest.mark.parametrize("line", EXPECTED["returned"])
def test_how_many_came_back_how_late_and_how(told: Told, line: str) -> None:
    result = told.result(line)
    assert [result[name] for name in ("quantity", "late_days", "state")] == EXPECTED["returned"][line]


@pytest.mark.parametrize("line", EXPECTED["kept_until"])
def test_until_when_it_is_kept(told: Told, line: str) -> None:
    assert told.result(line)["kept_until"] == EXPECTED["kept_until"][line]


@pytest.mark.parametrize("line", EXPECTED["counted"])
def test_which_keys_hang(told: Told, line: str) -> None:
    result = told.result(line)
    assert [result[name] for name in ("expected", "seen", "missing")] == EXPECTED["counted"][line]


@pytest.mark.parametrize("line", EXPECTED["tickets"])
def test_tickets_to_the_cent(told: Told, line: str) -> None:
    assert told.result(line)["due_cents"] == EXPECTED["tickets"][line]


@pytest.mark.parametrize("day", DAYS)
def test_at_each_closing_cautions_are_their_fund_and_cheques_in_the_safe(told: Told, day: str) -> None:
    """In cash, by card, by a cheque that is kept: what is money is the fund, what is none lies in the safe."""
    money, cheques = told.held[day]
    assert [money, cheques] == EXPECTED["held"][day]
    assert told.statuses[day]["balances"].get("CAUTION", {"closing_cents": 0})["closing_cents"] == money


def test_the_drawer_and_what_was_kept_for_damage(told: Told) -> None:
    for day, cents in EXPECTED["drawer"].items():
        assert told.statuses[day]["cash"]["counted_cents"] == cents
        assert told.statuses[day]["cash"]["gap_cents"] == 0
    for day, cents in EXPECTED["indemnities"].items():
        assert told.statuses[day]["indemnities"] == cents


def test_a_day_that_is_closed_by_surprise_moves_what_is_due_on_it(told: Told) -> None:
    (moved,) = [entry for entry in told.posted if entry.kind == "tools.dues_moved"]
    assert [(row["loan"], row["former_day"], row["due_day"]) for row in moved.data["rows"]] == [
        ("L-2026-000002", "2026-12-28", "2026-12-29")
    ]


def test_one_series_over_all_that_is_lent_and_another_each_year(told: Told) -> None:
    loans = [entry.data["loan"] for entry in told.posted if entry.kind.endswith(".lent")]
    assert loans == [*(f"L-2026-{n:06}" for n in range(1, 6)), *(f"L-2027-{n:06}" for n in range(1, 5))]


def test_no_name_is_in_the_journal(told: Told) -> None:
    assert not any(name in str(entry.data) for entry in told.posted for name in PEOPLE)


def test_how_each_thing_ended(told: Told) -> None:
    with open_desk(Options(told.shop.data)) as desk:
        found = desk.store.read(
            lambda rows: rows.execute("SELECT object, state FROM tools_object").fetchall()
        )
    assert dict(found) == EXPECTED["objects"]


def test_the_journal_holds_and_the_tables_are_what_it_makes(told: Told) -> None:
    assert told.shop.verified()["ok"]
