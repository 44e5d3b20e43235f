"""Each file that a closing owes is a step of its own, called as its service calls it; no page knows which there are."""

from dataclasses import replace

import pytest

from concierge_desk.counter.day.evening_steps import Step
from concierge_desk.pages.day.face import DaySummary, ReportFile
from concierge_desk.pages.day.step_words import STEP_WORDS, bar_of, heading_of

LETTERS, TOOLS = ReportFile("laposte", "Lettres", made=False), ReportFile("outils", "Outils", made=False)
OWED = DaySummary(owed=("Lettres", "Outils"))
NAMES = ["Rien en attente", "Compter le tiroir-caisse", "Lettres", "Outils", "Clé USB"]


def closed(*reports: ReportFile) -> DaySummary:
    return replace(OWED, reports=reports)


@pytest.mark.parametrize(
    ("sheet", "step", "place"),
    [
        (OWED, "visits", 0),
        (OWED, "count", 1),
        (OWED, "counted", 1),
        (closed(LETTERS, TOOLS), "report", 2),
        (closed(replace(LETTERS, made=True), TOOLS), "report", 3),
        # The last one is written while its step still stands.
        (closed(replace(LETTERS, made=True), replace(TOOLS, made=True)), "report", 3),
        # One that could not be written waits, whatever came after it.
        (closed(LETTERS, replace(TOOLS, made=True)), "report", 2),
        (closed(replace(LETTERS, made=True), replace(TOOLS, made=True)), "stick", 4),
        (closed(), "over", 5),
        (OWED, "rest", 5),
    ],
)
def test_each_file_has_its_place_in_the_bar(sheet: DaySummary, step: Step, place: int) -> None:
    assert bar_of(sheet, step) == (NAMES, place)


def test_what_is_written_next_is_named_over_it() -> None:
    assert heading_of(closed(LETTERS, TOOLS), "report") == "Lettres"
    assert heading_of(closed(replace(LETTERS, made=True), TOOLS), "report") == "Outils"
    assert heading_of(closed(LETTERS, TOOLS), "count") == "Comptez sans regarder le total"


def test_where_no_service_is_known_yet_a_file_has_a_name_all_the_same() -> None:
    names, place = bar_of(DaySummary(), "report")
    assert names[place] == heading_of(DaySummary(), "report") == "Le relevé"


def test_every_step_has_its_words() -> None:
    assert all(words.heading and words.key for words in STEP_WORDS.values())
