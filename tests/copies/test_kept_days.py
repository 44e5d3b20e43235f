"""Days of the last weeks, each with where its best copy lies."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from concierge_desk.counter.command.sources import context_of
from concierge_desk.domain.medium import Kept
from concierge_desk.jobs.copies.kept_days import kept_days
from concierge_desk.store.unit import View
from tests.counter.desks import Desks, Play
from tests.front_face.test_status import copied

FIRST, SECOND = "2026-11-25", "2026-11-26"


@pytest.fixture
def play(desks: Desks) -> Play:
    with desks.desk() as play:
        for day in (FIRST, SECOND):
            play.open(f"{day}T08:00")
            play.close(f"{day}T18:00")
        yield play


def kept(play: Play, own: Path, day: str) -> Kept:
    sources = replace(play.counter.sources, clock=play.hands)
    found = play.desk.store.read(lambda rows: kept_days(rows, context_of(View(rows), sources, "o01"), own))
    assert len(found) == 28 and list(found) == sorted(found)
    return found[date.fromisoformat(day)]


def test_a_closed_day_without_a_copy_is_told_and_a_day_off_is_not(play: Play, tmp_path: Path) -> None:
    assert (kept(play, tmp_path, FIRST), kept(play, tmp_path, "2026-11-24")) == ("none", "free")


def test_the_copy_made_by_itself_is_on_this_pc_only(play: Play, tmp_path: Path) -> None:
    (tmp_path / "cloture-Z-2026-0001.db").touch()
    (tmp_path / "avant-restauration-B-0123abcd.db").touch()
    assert (kept(play, tmp_path, FIRST), kept(play, tmp_path, SECOND)) == ("pc", "none")


def test_the_best_copy_of_a_day_counts(play: Play, tmp_path: Path) -> None:
    (tmp_path / "cloture-Z-2026-0002.db").touch()
    for medium, expected in (("pc", "pc"), (None, "other"), ("stick", "stick"), ("other", "stick")):
        copied(play, f"{SECOND}T18:30", medium=medium)
        assert kept(play, tmp_path, SECOND) == expected
