"""Two weeks of things entrusted to three partners: rounds, a missing piece, one done again, arrhes, a lost slip, a refund.

Played through the real command line; states and money were worked out by hand (``entrusted/expected.json``): a cleaner and
a leather workshop work on the shop's account, a laundry sells in its own name.
"""

import csv
import io
import json
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.domain.journal import Posted
from concierge_desk.exporting import container
from concierge_desk.mechanisms.entrusted.tables.looks import due_to, piece_of
from concierge_desk.store import journal
from tests.e2e.driver import Shop
from tests.scenarios.playing import recorded

STORY = Path(__file__).parent / "entrusted"
EXPECTED: dict[str, Any] = json.loads((STORY / "expected.json").read_text("utf-8"))
DAYS = tuple(sorted(path.stem for path in STORY.glob("*.jsonl")))
BEGINS = {"2026-11-30": "15:00", "2026-12-02": "08:05", "2026-12-05": "09:05", "2026-12-09": "08:05"}
BEGINS["2026-12-12"] = BEGINS["2026-12-05"]
"""After the round of the day opened, where there is one."""
TRADE = "pressing"


@dataclass
class Told:
    """A desk after the story, and what it said day by day."""

    shop: Shop
    answers: dict[str, list[Any]] = field(default_factory=dict)
    statuses: dict[str, Any] = field(default_factory=dict)
    posted: tuple[Posted, ...] = ()
    pieces: dict[str, dict[str, Any]] = field(default_factory=dict)

    def result(self, line: str) -> Any:
        """Return the result of a line: its day and its place."""
        day, place = line.split(" ")
        return self.answers[day][int(place) - 1]["result"]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    story = Told(Shop(tmp_path_factory.mktemp("entrusted") / "poste"))
    story.shop.init(clock=f"{DAYS[0]}T14:30")
    for day in DAYS:
        lines = (STORY / f"{day}.jsonl").read_bytes()
        story.answers[day] = recorded(story.shop, f"{day}T{BEGINS.get(day, '15:05')}", lines)
        story.statuses[day] = story.shop.status(day)
    with open_desk(Options(story.shop.data)) as desk:
        story.posted = desk.store.read(lambda rows: journal.posted(rows, 1))
        for name in EXPECTED["pieces"]:
            piece = desk.store.read(lambda rows, name=name: piece_of(rows, TRADE, name))
            due = desk.store.read(lambda rows, name=name: due_to(rows, TRADE, name))
            assert piece is not None
            story.pieces[name] = {
                **{what: getattr(piece, what) for what in ("state", "round", "paid_cents", "open_cents")},
                "due_cents": due,
            }
    return story


@pytest.mark.parametrize("day", DAYS)
def test_what_is_refused_and_nothing_else(told: Told, day: str) -> None:
    refused = {
        str(n): answer["refused"]["code"] for n, answer in enumerate(told.answers[day], 1) if not answer["ok"]
    }
    assert refused == EXPECTED["refused"].get(day, {})


@pytest.mark.parametrize("day", DAYS)
def test_the_figures_of_a_day(told: Told, day: str) -> None:
    assert told.statuses[day]["pressing"] == EXPECTED["status"][day]


@pytest.mark.parametrize("line", EXPECTED["promised"])
def test_promises_to_the_half_day(told: Told, line: str) -> None:
    assert told.result(line)["promised_slot"] == EXPECTED["promised"][line]


@pytest.mark.parametrize("line", EXPECTED["back"])
def test_when_a_slip_is_back_to_the_half_day(told: Told, line: str) -> None:
    assert told.result(line)["back_slot"] == EXPECTED["back"][line]


@pytest.mark.parametrize("line", [*EXPECTED["received"], *EXPECTED["collected"]])
def test_what_came_back_and_what_went(told: Told, line: str) -> None:
    assert told.result(line) == (EXPECTED["received"] | EXPECTED["collected"])[line]


@pytest.mark.parametrize("line", EXPECTED["due"])
def test_tickets_to_the_cent(told: Told, line: str) -> None:
    assert told.result(line)["due_cents"] == EXPECTED["due"][line]


@pytest.mark.parametrize("day", EXPECTED["vat"])
def test_tax_on_the_day_it_is_paid(told: Told, day: str) -> None:
    (row,) = told.statuses[day]["vat"].values()
    assert {name: row[name] for name in EXPECTED["vat"][day]} == EXPECTED["vat"][day]


def test_how_each_piece_ended(told: Told) -> None:
    assert told.pieces == EXPECTED["pieces"]


def test_funds_indemnities_and_the_drawer(told: Told) -> None:
    last = told.statuses[DAYS[-1]]
    assert {fund: last["balances"][fund]["closing_cents"] for fund in EXPECTED["balances"]} == EXPECTED[
        "balances"
    ]
    for day, cents in EXPECTED["indemnities"].items():
        assert told.statuses[day]["indemnities"] == cents
    for day, cents in EXPECTED["drawer"].items():
        assert told.statuses[day]["cash"]["expected_cents"] == cents


def test_by_partner_what_left_is_back_there_missing_or_lost(told: Told) -> None:
    sent = [entry for entry in told.posted if entry.kind == "pressing.sent"]
    back = [entry for entry in told.posted if entry.kind == "pressing.received_back"]
    whose = {row["piece"]: entry.data["partner"] for entry in sent for row in entry.data["pieces"]}
    left = Counter(entry.data["partner"] for entry in sent for _ in entry.data["pieces"])
    came = Counter(entry.data["partner"] for entry in back for _ in entry.data["received"])
    now = Counter((whose[name], piece["state"]) for name, piece in told.pieces.items() if name in whose)
    for partner, figures in EXPECTED["by_partner"].items():
        found = {"sent": left[partner], "back": came[partner], "there": now[partner, "sent"]}
        found |= {state: now[partner, state] for state in ("missing", "lost")}
        assert found == figures
        assert found["sent"] == sum(found[name] for name in ("back", "there", "missing", "lost"))


def test_series_have_no_gap(told: Told) -> None:
    orders = [entry.data["order"] for entry in told.posted if entry.kind == "pressing.taken_in"]
    assert orders == [f"D-2026-{n:06}" for n in range(1, 6)]
    slips = [entry.data["slip"] for entry in told.posted if entry.kind == "pressing.sent"]
    assert slips == [f"S-2026-{n:04}" for n in range(1, 6)]


def test_the_cleaner_checks_what_is_due_without_the_program(told: Told, tmp_path: Path) -> None:
    """Every treatment that came back, less what is in dispute: 13.70, and what he was paid."""
    days = f"{DAYS[0]}/{DAYS[-1]}"
    words = ("export", "partner", "--principal", "NETTOYAGE", "--days", days, "--to", tmp_path, "--json")
    file = Path(told.shop.run(*words).json["path"])
    members = dict(container.unpack(file.read_bytes()))
    (tmp_path / "verifier.py").write_bytes(members["verifier.py"])
    checked = subprocess.run(
        (sys.executable, "-I", "-S", "verifier.py", file.name),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0 and checked.stdout.count("Clôture ") == len(DAYS), checked
    rows = list(
        csv.DictReader(io.StringIO(members["pressing-pieces.csv"].decode("utf-8-sig")), delimiter=";")
    )
    assert {row["piece"].partition("/")[0] for row in rows} == {"D-2026-000001", "D-2026-000004"}
    due = sum(int(row["due"].replace(",", "")) for row in rows if row["due"])
    paid = [entry.data["cents"] for entry in told.posted if entry.kind == "partner.settled"]
    assert (due, paid) == (1370, [1370])


def test_the_journal_holds_and_the_tables_are_what_it_makes(told: Told) -> None:
    assert told.shop.verified()["ok"]
