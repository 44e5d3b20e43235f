"""Two parcels handed to the wrong person, from one closing to the next: found out a day later, fetched back, given up.

Played through the real command line; what it must say was worked out by hand (``wrong_person/expected.json``).
"""

import csv
import io
import json
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from itertools import combinations_with_replacement
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.driver import Shop
from tests.scenarios.playing import recorded

STORY = Path(__file__).parent / "wrong_person"
EXPECTED: dict[str, Any] = json.loads((STORY / "expected.json").read_text("utf-8"))
EACH_DAY = pytest.mark.parametrize("day", EXPECTED)
WRONG, GIVEN_UP = "6A15602676300", "8L41392128255"
TYPED = ("Keßler", "étage", "carton", "jeté", "Kessler", "Roth", "Weber")
"""What was typed and is nobody's business."""


@dataclass
class Told:
    """A desk after the story, and what it said day by day."""

    shop: Shop
    answers: dict[str, list[Any]] = field(default_factory=dict)
    mornings: dict[str, Any] = field(default_factory=dict)
    statuses: dict[str, Any] = field(default_factory=dict)
    exports: dict[str, Path] = field(default_factory=dict)
    papers: dict[str, str] = field(default_factory=dict)
    looked: dict[str, Any] = field(default_factory=dict)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    folder = tmp_path_factory.mktemp("wrong-person")
    story = Told(Shop(folder / "poste"))
    story.shop.init(clock="2026-11-25T07:30")
    for day, expected in EXPECTED.items():
        run = story.shop.run
        story.mornings[day] = run("day", "morning", "--day", day, "--json").json["lists"]
        lines = (STORY / f"{day}.jsonl").read_bytes()
        story.answers[day] = recorded(story.shop, f"{day}T{expected['begins']}", lines)
        story.looked[day] = run("look", "kessler", "--json").json["cards"]
        story.statuses[day] = story.shop.status(day)
        exported = run("export", "laposte", "--day", day, "--to", folder / "releves", "--json").json
        story.exports[day] = Path(exported["path"])
        run("print", f"bordereau:{day}", "--as", "text", "--to", folder / f"{day}.txt")
        story.papers[day] = (folder / f"{day}.txt").read_text("utf-8")
    return story


def statement(told: Told, day: str) -> Any:
    """What the closing of a day froze for La Poste, out of its file."""
    with zipfile.ZipFile(told.exports[day]) as archive:
        lines = [json.loads(line) for line in archive.read("journal.ndjson").splitlines()]
    payloads = [json.loads(line["payload"]) for line in lines if "payload" in line]
    (report,) = [payload["data"] for payload in payloads if payload["kind"] == "relay.day_reported"]
    return report


@EACH_DAY
def test_each_line_is_answered_as_foretold(told: Told, day: str) -> None:
    refused = {
        str(n): answer["refused"]["code"]
        for n, answer in enumerate(told.answers[day], start=1)
        if not answer["ok"]
    }
    assert refused == EXPECTED[day]["refused"]


@EACH_DAY
def test_the_lists_of_each_morning(told: Told, day: str) -> None:
    lists = {one["list"]: sorted(item["label"] for item in one["items"]) for one in told.mornings[day]}
    assert {name: labels for name, labels in lists.items() if labels} == EXPECTED[day]["morning"]


@EACH_DAY
def test_the_figures_of_each_day(told: Told, day: str) -> None:
    assert told.statuses[day]["custody"] == EXPECTED[day]["custody"]
    report = statement(told, day)
    assert report["custody"] == EXPECTED[day]["custody"]
    assert [f"{row['tracking']} {row['state']}" for row in report["held"]] == EXPECTED[day]["held"]
    rows = report["incidents"]
    assert [f"{row['tracking']} {row['carrier']} {row['state']} {row['since_day']}" for row in rows] == (
        EXPECTED[day]["incidents"]
    )


@pytest.mark.parametrize(("first", "last"), list(combinations_with_replacement(range(4), 2)))
def test_nothing_vanishes_between_two_statements(told: Told, first: int, last: int) -> None:
    """Over every range of days: what came in less what went out is what is there more, here or elsewhere."""
    days = list(EXPECTED)[first : last + 1]
    counts = [statement(told, day)["custody"] for day in days]
    came = sum(one["received"] - one["handed_over"] - one["returned"] - one.get("lost", 0) for one in counts)
    before = statement(told, list(EXPECTED)[first - 1])["custody"] if first else {"held": 0}
    standing = [one["held"] + one.get("misdelivered", 0) for one in (before, *counts)]
    assert came == standing[-1] - standing[0]


@EACH_DAY
def test_what_la_poste_is_given(told: Told, day: str) -> None:
    """Its files are those it always got; what moved is in them, and no word of whom."""
    with zipfile.ZipFile(told.exports[day]) as archive:
        names = archive.namelist()
        files = [archive.read(name) for name in names if not name.endswith(".pdf")]
        rows = csv.DictReader(io.StringIO(archive.read("custody.csv").decode("utf-8-sig")), delimiter=";")
        movements = Counter(row["movement"] for row in rows)
    assert movements == EXPECTED[day]["movements"]
    assert sorted(names) == sorted(
        [
            *(
                "LISEZMOI.txt",
                "bordereau.pdf",
                "bordereau.xlsx",
                "custody.csv",
                "datapackage.json",
                "held.csv",
                "journal.ndjson",
            ),
            *("operations.csv", "signature", "stock.csv", "takings.csv", "verifier.html"),
        ]
    )
    given = b"".join([*files, told.papers[day].encode()])
    assert not [word for word in TYPED if word.encode() in given]
    verified = told.shop.run("verify", told.exports[day], "--json").json
    assert (verified["ok"], verified["faults"]) == (True, [])


@EACH_DAY
def test_the_paper_names_every_number_that_something_is_the_matter_with(told: Told, day: str) -> None:
    _, _, after = told.papers[day].partition("Incidents et réclamations")
    listed, _, _ = after.partition("Stock")
    words = {"damaged": "Abîmé", "misdelivered": "Chez quelqu’un d’autre", "lost": "Perdu"}
    rows = [line.split() for line in listed.splitlines() if line.strip(" -")]
    shown = [" ".join(row) for row in rows]
    for one in EXPECTED[day]["incidents"]:
        number, _, state, since = one.split()
        year, month, dated = since.split("-")
        assert f"{words[state]} {number} Colissimo {dated}/{month}/{year}" in shown
    # The column's titles, and the complaints.
    assert len(shown) == len(EXPECTED[day]["incidents"]) + 2


def test_whoever_comes_for_it_is_told_where_it_is(told: Told) -> None:
    standing = {
        day: {card["label"]: (card["state"], card["place"]) for card in cards}
        for day, cards in told.looked.items()
    }
    here = ("held", "Tiroir 1")
    away = ("misdelivered", "")
    letter = "Lettre recommandée …7312"
    assert standing == {
        "2026-11-25": {letter: here},
        "2026-11-26": {"Colissimo …6300": away, "Colissimo …8255": away, letter: here},
        "2026-11-27": {"Colissimo …6300": ("held", "A1"), letter: here},
        "2026-11-28": {letter: here},
    }


def test_the_desk_is_sound_with_every_signature_and_every_table_made_again(told: Told) -> None:
    verified = told.shop.verified()
    assert (verified["ok"], verified["signatures_left_out"]) == (True, 0)
