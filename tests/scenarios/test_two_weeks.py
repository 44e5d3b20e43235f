"""Two weeks with a volunteer: codes, a closure of two days, the handover sheet, what needed the responsible, her return.

Played through the real command line; what it must say was worked out by hand (``absence/expected.json``).
"""

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.domain.journal import Posted
from concierge_desk.domain.money import format_amount
from concierge_desk.domain.ticket import gives_back
from concierge_desk.store import journal
from tests.drawn import stands_in
from tests.e2e.driver import Shop
from tests.scenarios.playing import recorded

STORY = Path(__file__).parent / "absence"
EXPECTED: dict[str, Any] = json.loads((STORY / "expected.json").read_text("utf-8"))
DAYS = tuple(sorted(path.stem for path in STORY.glob("*.jsonl")))
LEAVES, TAKES_OVER, RETURNS = DAYS[0], DAYS[1], DAYS[-1]
CLOSED = ("2026-12-03", "2026-12-04")
CLOSURE = "/".join(CLOSED)
MORNINGS = {
    "2026-11-23": "15:00",
    "2026-11-28": "09:00",
    "2026-11-30": "15:00",
    "2026-12-05": "09:00",
    "2026-12-07": "15:00",
}
SERVED = ("Kessler", "Weber", "Roth", "Adam")


@dataclass
class Told:
    """A desk after the story, and what it said day by day."""

    shop: Shop
    answers: dict[str, list[Any]] = field(default_factory=dict)
    statuses: dict[str, Any] = field(default_factory=dict)
    papers: dict[str, str] = field(default_factory=dict)
    posted: tuple[Posted, ...] = ()


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    folder = tmp_path_factory.mktemp("two-weeks")
    story = Told(Shop(folder / "poste"))
    story.shop.init(clock=f"{LEAVES}T14:30")
    code = folder / "code.txt"
    code.write_text("4719\n", "utf-8")

    def printed(name: str, called: str, clock: str) -> None:
        path = folder / f"{called}.txt"
        words = ("--operator", "o01", "--code-file", code, "--clock", clock)
        story.shop.run("print", name, "--as", "text", "--to", path, *words)
        story.papers[called] = plain(path.read_text("utf-8"))

    for day in DAYS:
        begins = MORNINGS.get(day, "08:00")
        lines = (STORY / f"{day}.jsonl").read_bytes()
        story.answers[day] = recorded(story.shop, f"{day}T{begins}", lines)
        story.statuses[day] = story.shop.status(day)
        if day == LEAVES:
            printed(f"handover:{TAKES_OVER}", "handed", f"{day}T18:30")
            printed(f"calls:{CLOSURE}", "calls", f"{day}T18:31")
    printed(f"handover:{TAKES_OVER}", "filled", f"{RETURNS}T18:30")
    with open_desk(Options(story.shop.data)) as desk:
        story.posted = desk.store.read(lambda rows: journal.posted(rows, 1))
    return story


def plain(text: str) -> str:
    return re.sub(r"[\u00a0\u202f]", " ", text)


@pytest.mark.parametrize("day", DAYS)
def test_what_is_refused(told: Told, day: str) -> None:
    refused = {
        str(n): answer["refused"]["code"] for n, answer in enumerate(told.answers[day], 1) if not answer["ok"]
    }
    assert refused == EXPECTED["refused"].get(day, {})


def test_what_needed_the_responsible_says_who_lent_the_right(told: Told) -> None:
    """The hem of 27.00 is above what a volunteer gives back; her own tickets are not."""
    lent = [entry for entry in told.posted if "approved_by" in entry.data]
    assert {(entry.day, entry.by, entry.data["approved_by"]) for entry in lent} == {
        ("2026-11-26", "o02", "o01")
    }
    assert [entry.data["due_cents"] for entry in lent if entry.kind == "till.settled"] == [-2700]


def by_operator(posted: tuple[Posted, ...]) -> dict[str, Counter[str]]:
    """What is whose, worked out of the entries: who signed them."""
    found: dict[str, Counter[str]] = {}
    settled = {entry.op for entry in posted if entry.kind == "till.settled"}
    corrects = {
        entry.op: entry.by for entry in posted if "corrects" in entry.data and entry.op not in settled
    }
    for entry in posted:
        if entry.kind == "till.settled":
            mine = found.setdefault(entry.by, Counter(tickets=0, cents=0, refunds=0, corrections=0))
            mine.update(
                tickets=1,
                cents=entry.data["due_cents"],
                refunds=int("refunds" in entry.data or gives_back(entry.data)),
            )
    for by in corrects.values():
        found[by]["corrections"] += 1
    return found


def test_figures_by_operator_equal_the_whole(told: Told) -> None:
    figures = by_operator(told.posted)
    assert {code: dict(one) for code, one in figures.items()} == EXPECTED["operators"]
    whole = sum(figures.values(), Counter[str]())
    assert whole["tickets"] == sum(status["tickets"] for status in told.statuses.values())
    assert whole["cents"] == sum(sum(status["funds"].values()) for status in told.statuses.values())


@pytest.mark.parametrize("day", DAYS)
def test_so_do_those_of_each_day(told: Told, day: str) -> None:
    status = told.statuses[day]
    figures = by_operator(tuple(entry for entry in told.posted if entry.day == day))
    if "operators" in status:
        said = {code: one for code, one in status["operators"].items() if any(one.values())}
        assert said == {code: dict(one) for code, one in figures.items()}
    else:
        # The shop's first operator was there alone.
        assert set(figures) <= {"o01"} and day in (LEAVES, RETURNS)
    assert sum(one["tickets"] for one in figures.values()) == status["tickets"]
    assert sum(one["cents"] for one in figures.values()) == sum(status["funds"].values())
    if day != LEAVES:
        who, tickets, cents, gap = EXPECTED["days"][day]
        assert set(figures) <= {who}
        assert (status["tickets"], sum(status["funds"].values()), status["cash"]["gap_cents"]) == (
            tickets,
            cents,
            gap,
        )


def test_the_closure_told_whom_to_call(told: Told) -> None:
    looked, closed = told.answers[LEAVES][10:12]
    assert (looked["result"]["count"], looked["result"]["calls"]) == (2, 2)
    assert {row["slot"] for row in looked["result"]["rows"]} == {"2026-12-02T08:00/11:30"}
    assert [one["code"] for one in closed["warnings"]] == ["calendar.things_due"]
    assert closed["documents"][:2] == [f"calls:{CLOSURE}", f"closure:{CLOSURE}"]
    assert closed["result"]["moved"] == {"relay": 2}
    assert [name for name in SERVED if name in told.papers["calls"]] == ["Weber", "Roth"]


def test_who_takes_over_is_told(told: Told) -> None:
    sheet = told.papers["handed"]
    assert "Feuille de remplacement" in sheet
    assert "Ce qui s’est passé depuis" not in sheet
    assert "Paul Ansel" in sheet
    assert "Fermé : congés" in sheet
    assert "A1 · A2 · A3 · A4" in sheet


def test_her_return_is_told(told: Told) -> None:
    sheet = told.papers["filled"]
    assert "Ce qui s’est passé depuis" in sheet
    assert sheet.count("Fermé : congés") == len(CLOSED)
    assert "Actes auxquels la personne responsable a dit oui" in sheet
    (total,) = [line for line in sheet.splitlines() if line.lstrip().startswith("Total")]
    days = EXPECTED["days"].values()
    assert str(sum(tickets for _who, tickets, _cents, _gap in days)) in total
    for cents in (sum(row[2] for row in days), sum(row[3] for row in days)):
        assert plain(format_amount(cents)) in total
    held = EXPECTED["held"]
    (here,) = [line for line in sheet.splitlines() if "Envois et choses d’autrui en garde" in line]
    assert here.split()[-2:] == [str(held["before"]), str(held["now"])]


@pytest.mark.parametrize("name", SERVED)
def test_nobody_who_is_served_stands_on_the_sheet(told: Told, name: str) -> None:
    assert name not in told.papers["handed"] + told.papers["filled"]


def test_the_journal_is_whole(told: Told) -> None:
    told.shop.verified()
    assert not stands_in("4719", repr([entry.data for entry in told.posted]))
