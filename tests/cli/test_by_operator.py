"""Two weeks with a volunteer, by lines of `record`: figures by operator equal the whole, in every form they are asked for. R-3.07."""

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.domain.money import format_amount
from tests.cli.helpers import Told, say
from tests.counter.desks import COFFEE, Desks, Play

FIRST, VOLUNTEER = "o01", "o02"
AWAY = [date(2026, 11, 30) + timedelta(days=n) for n in range(12) if n % 7 < 6]
"""Mondays to Saturdays on which she is ill."""
BACK = date(2026, 12, 14)


def at(play: Play, *words: str | Path, stdin: bytes = b"") -> Told:
    return say("--data", play.desk.folder.root, *words, stdin=stdin)


def record(play: Play, day: date, by: str, *acts: dict[str, Any]) -> None:
    """Let lines be played on a day, each by whoever is there."""
    lines = [{"op": play.op(), "by_operator": by, **act} for act in acts]
    data = "\n".join(map(json.dumps, lines)).encode()
    done = at(play, "record", "-", "--json", "--clock", f"{day}T10:00", stdin=data)
    answers = [json.loads(line) for line in done.out.splitlines()]
    assert [answer.get("refused") for answer in answers if not answer["ok"]] == []


def sold(coffees: int) -> dict[str, Any]:
    payment = {"means": "cash", "given_cents": 120 * coffees}
    return {"do": "till.settle", "acts": [COFFEE] * coffees, "payments": [payment]}


@pytest.fixture
def fortnight(desks: Desks) -> Play:
    with desks.desk() as play:
        first = {"do": "day.open", "float_cents": 8000, "confirmed_day": "2026-11-28"}
        named = {"do": "operator.set", "operator": VOLUNTEER, "name": "Farida", "roles": ["volunteer"]}
        closing = {"do": "day.close", "counted_cents": None}
        record(play, date(2026, 11, 28), FIRST, first, named, sold(2), closing)
        for n, day in enumerate(AWAY):
            opening = {"do": "day.open", "confirmed_day": day.isoformat()}
            record(play, day, VOLUNTEER, opening, sold(n + 1), sold(1), closing)
        opening = {"do": "day.open", "confirmed_day": BACK.isoformat()}
        # What she gives back needed nobody: 20 coffees of the volunteer's last days.
        back = {"do": "till.refund", "ticket": "T-2026-000021", "lines": [{"line": 1}], "reason": "returned"}
        record(play, BACK, FIRST, opening, {**back, "means": "cash"}, sold(3))
        record(play, BACK, VOLUNTEER, sold(1))
        record(play, BACK, FIRST, closing)
    return play


def test_over_two_weeks_they_equal_the_whole(fortnight: Play, tmp_path: Path) -> None:
    days = ["2026-11-28", *[day.isoformat() for day in AWAY], BACK.isoformat()]
    told = {day: at(fortnight, "day", "status", "--day", day, "--json").json for day in days}
    by_day = {day: told[day].get("operators") for day in days}
    assert by_day[days[0]] is None
    for n, day in enumerate(days[1:-1]):
        own = {"tickets": 2, "cents": 120 * (n + 2), "refunds": 0, "corrections": 0}
        assert by_day[day] == {VOLUNTEER: own}
    assert by_day[days[-1]] == {
        FIRST: {"tickets": 2, "cents": 240, "refunds": 1, "corrections": 0},
        VOLUNTEER: {"tickets": 1, "cents": 120, "refunds": 0, "corrections": 0},
    }
    for day in days[1:]:
        rows = by_day[day].values()
        assert sum(row["tickets"] for row in rows) == told[day]["tickets"]
        assert sum(row["cents"] for row in rows) == sum(told[day]["means"].values())
    assert at(fortnight, "export", "everything", "--to", tmp_path / "tout", "--json").status == 0
    file = (tmp_path / "tout" / "operateurs.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(file), delimiter=";"))
    cents = sum(round(float(row["amount"].replace(",", ".")) * 100) for row in rows)
    assert cents == sum(sum(one["means"].values()) for one in told.values())
    assert sum(int(row["tickets"]) for row in rows) == sum(one["tickets"] for one in told.values())


def test_in_words_they_stand_by_code(fortnight: Play) -> None:
    lines = at(fortnight, "day", "status").out.splitlines()
    told = {line.split("  ")[0]: line.rpartition("  ")[2] for line in lines if line.startswith("o0")}
    assert told == {
        FIRST: f"2 tickets · {format_amount(240)} · 1 remboursement",
        VOLUNTEER: f"1 ticket · {format_amount(120)}",
    }
    assert "Farida" not in "".join(lines)


def test_all_of_it_verifies(fortnight: Play) -> None:
    assert at(fortnight, "verify", "--signatures", "--tables", "--json").json["faults"] == []
