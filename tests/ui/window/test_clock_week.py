"""The week of the clock in the real window: the battery dies at closing, the PC says 2036, it is repaired; by keys alone."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from concierge_desk.frame.window import MainWindow
from concierge_desk.store import day as days
from concierge_desk.ui.presenter.status import ChipText
from tests.counter.desks import Desks, Play
from tests.e2e.driver import FULL, Shop, environment
from tests.ui.pages import view
from tests.ui.window.at_the_day import state_of
from tests.ui.window.keyboard import WindowKeys
from tests.ui.window.test_reopened_day import banner, chip
from tests.ui.window.test_week import FLOAT, STAMP, Week

DATES = "The PC says Wed 2\u00a0Dec\u00a02026, the journal stops at Tue 1\u00a0Jan\u00a02036."
PC, BY_HAND = (
    "It is Wed 2\u00a0Dec\u00a02026: set the journal right and open",
    "The PC is wrong: give the date",
)


@pytest.fixture
def play(desks: Desks) -> Iterator[Play]:
    with desks.desk(start="2026-11-30T07:50") as play:
        yield play
        assert play.desk.store.read(lambda rows: days.day_state(rows, "MAIN")).open is None
        assert Shop(play.desk.folder.root).run("verify", "--signatures").status == 0


@pytest.fixture
def repaired(play: Play, opened: Callable[[Play], MainWindow]) -> Week:
    """Her hands on Wednesday: Tuesday was closed late by a PC that said 2036, and the battery is changed."""
    hers = Week(WindowKeys(opened(play)), play)
    hers.open_day(FLOAT)
    hers.sell()
    hers.at("2026-11-30T18:02")
    hers.closes(FLOAT + STAMP)
    hers.at("2026-12-01T07:52")
    hers.open_day()
    hers.sell()
    hers.at("2036-01-01T00:03")
    for _ in range(2):
        hers.press("day")
    closed = play.last("day.closed")
    assert (closed.data["day"], closed.data["late"], closed.at[:4]) == ("2026-12-01", True, "2035")
    hers.press("escape")
    hers.at("2026-12-02T08:00")
    hers.press("home")
    hers.window.watching.ask()
    hers.hands.rest()
    return hers


def lived(play: Play) -> list[str]:
    return [entry.data["day"] for entry in play.posted() if entry.kind == "day.closed"]


def asked(hers: Week) -> list[str]:
    """The acts of the one card that asks which day it is."""
    (offer,) = hers.keys.state.offers
    assert (offer.title, offer.detail) == ("Which day is it?", DATES)
    return [act.label for act in offer.acts]


def opened_on_wednesday(hers: Week, cents: int) -> None:
    """The day is open under its date; that all goes on from there is lived by one of them, by every one at full size."""
    if FULL:
        the_rest_of_the_week(hers, cents)
        return
    play = hers.play_desk
    assert play.last("day.opened").data["day"] == "2026-12-02"
    assert [entry.kind for entry in play.posted()][-2:] == ["clock.corrected", "day.opened"]
    play.close("2026-12-02T11:35", counted_cents=cents)


def the_rest_of_the_week(hers: Week, cents: int = FLOAT + 2 * STAMP) -> None:
    """Wednesday goes on and ends, and Thursday is a day like any other.

    Args:
        hers: Her hands.
        cents: What lies in the drawer on Wednesday morning.
    """
    play = hers.play_desk
    assert play.last("day.opened").data["day"] == "2026-12-02"
    assert [entry.kind for entry in play.posted()][-2:] == ["clock.corrected", "day.opened"]
    hers.window.watching.ask()
    hers.hands.rest()
    assert chip(hers).tone == "good"
    hers.sell()
    assert play.last("till.settled").data["ticket"] == "T-2026-000003"
    hers.at("2026-12-02T11:35")
    hers.closes(cents + STAMP)
    hers.at("2026-12-03T07:55")
    hers.open_day()
    hers.at("2026-12-03T18:02")
    hers.closes(cents + STAMP)
    assert lived(play) == ["2026-11-30", "2026-12-01", "2026-12-02", "2026-12-03"]


@pytest.mark.parametrize("word", ["open", "clock"] if FULL else ["clock"])
def test_the_card_shows_both_dates_and_the_pcs_first(repaired: Week, word: str) -> None:
    hers = repaired
    assert chip(hers) == ChipText("Which day is it?", "warning")
    assert banner(hers.window).startswith(DATES)
    hers.hands.type(word)
    hers.press("enter")
    assert asked(hers) == [PC, BY_HAND]
    # Enter chooses no date.
    hers.press("enter")
    assert hers.keys.state.asking is None
    hers.press("slash")
    hers.press("enter")
    told = hers.keys.state.told
    assert told is not None and told.tone == "good"
    clock, _, opened = told.text.partition(". ")
    assert clock.startswith("The clock was set right: 2026-12-02, ")
    assert opened.startswith("Day of 2026-12-02 opened, with a float · ")
    the_rest_of_the_week(hers)


def test_the_same_by_the_key_of_the_day(repaired: Week) -> None:
    hers = repaired
    hers.press("day")
    sheet = state_of(hers.window).sheet
    assert sheet.to_open and sheet.doubt == DATES
    assert not view(hers.window, "day").overview.float.isVisible()
    # Tuesday's file and copy are no hindrance.
    hers.press("day")
    assert hers.window.view.page == "counter" and asked(hers) == [PC, BY_HAND]
    hers.press("slash")
    hers.press("enter")
    opened_on_wednesday(hers, FLOAT + 2 * STAMP)


def test_deadlines_are_told_by_the_pcs_date(repaired: Week) -> None:
    """While nobody said which day it is, nothing on the shelf is ten years too late."""
    hers = repaired
    assert hers.window.front._board.face.today().isoformat() == "2026-12-02"  # type: ignore[union-attr]
    hers.hands.type("open")
    hers.press("enter")
    hers.press("slash")
    hers.press("enter")
    opened_on_wednesday(hers, FLOAT + 2 * STAMP)


def test_whoever_gives_a_date_that_is_over_is_told_and_chooses_again(repaired: Week) -> None:
    """The journal is in 2036: a date typed against the PC opens none before it."""
    hers = repaired
    hers.hands.type("open")
    hers.press("enter")
    hers.press("right")
    hers.press("slash")
    hers.hands.type("2/12")
    hers.press("enter")
    hers.press("enter")
    asking = hers.keys.state.asking
    assert asking is not None and "set it right" in asking.complaint
    for _ in range(3):
        hers.press("escape")
    hers.hands.type("open")
    hers.press("enter")
    hers.press("slash")
    hers.press("enter")
    opened_on_wednesday(hers, FLOAT + 2 * STAMP)


def test_a_battery_that_died_overnight(play: Play, opened: Callable[[Play], MainWindow]) -> None:
    """The PC says 2015: the journal is right. The date is typed, the day lived, and the PC set right at noon."""
    hers = Week(WindowKeys(opened(play)), play)
    hers.open_day(FLOAT)
    hers.at("2026-11-30T18:02")
    hers.closes(FLOAT)
    hers.at("2015-01-01T00:02")
    hers.press("home")
    hers.hands.type("open")
    hers.press("enter")
    (offer,) = hers.keys.state.offers
    assert offer.detail.startswith("The PC says Thu 1\u00a0Jan\u00a02015")
    assert [act.label for act in offer.acts] == [
        BY_HAND,
        "It is Thu 1\u00a0Jan\u00a02015: set the journal right and open",
        "Reopen the day of 30/11/2026",
    ]
    hers.press("slash")
    hers.hands.type("1/12")
    hers.press("enter")
    hers.press("enter")
    assert play.last("day.opened").data["day"] == "2026-12-01"
    hers.sell()
    hers.at("2026-12-01T12:00")
    hers.sell()
    hers.at("2026-12-01T18:02")
    hers.closes(FLOAT + 2 * STAMP)
    assert lived(play) == ["2026-11-30", "2026-12-01"]


def test_a_day_left_open_under_a_wrong_clock(play: Play, opened: Callable[[Play], MainWindow]) -> None:
    """Counted in 2036 by mistake, the same morning repaired: the day only seemed over. The clock is set right, it goes on."""
    hers = Week(WindowKeys(opened(play)), play)
    hers.open_day(FLOAT)
    hers.sell()
    hers.at("2036-01-01T10:00")
    play.do("till.count", counted_cents=FLOAT + STAMP)
    hers.at("2026-11-30T10:05")
    hers.press("day")
    sheet = state_of(hers.window).sheet
    assert sheet.late and sheet.doubt and not state_of(hers.window).is_open
    hers.press("f8")
    (offer,) = hers.keys.state.offers
    assert [act.do for act in offer.acts] == ["clock.correct"]
    hers.press("slash")
    assert play.last("clock.corrected").day == "2026-11-30"
    hers.sell()
    hers.at("2026-11-30T18:02")
    hers.closes(FLOAT + 2 * STAMP)
    assert play.last("day.closed").data["late"] is False


CHILD = """
import os, signal, sys
from dataclasses import replace
from pathlib import Path

from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.counter.command.operation import Counter
from concierge_desk.counter.command.sources import Sources
from tests.counter.desks import Hands, local
from tests.ui.front.desk import Hand

AFTER = sys.argv[2]

def after(answer):
    if any(entry.kind == AFTER for entry in answer.posted):
        os.kill(os.getpid(), signal.SIGKILL)

with open_desk(Options(Path(sys.argv[1]))) as desk:
    clock = Hands(local("2026-12-02T08:00"))
    sources = Sources(clock, desk.draws.code, catalogue.calendar, catalogue.inhabitants())
    counter = Counter(desk.store, catalogue.commands(), sources)
    face = FrontFace(replace(desk, clock=clock, counter=counter), "en", after=after)
    hand = Hand(face)
    hand.press("enter", "open").press("slash").press("enter")
    raise SystemExit("nobody killed it: " + repr(hand.state.told))
"""


@pytest.mark.parametrize("after", ["clock.corrected", "day.opened"] if FULL else ["clock.corrected"])
def test_killed_between_the_two(play: Play, opened: Callable[[Play], MainWindow], after: str) -> None:
    """The clock is set right and the day is not open: the next start offers the opening on the right date."""
    for day in ("2026-11-30", "2026-12-01"):
        play.open(f"{day}T07:52", float_cents=FLOAT)
        play.settle(
            [{"do": "relay.sell", "product": "LV_20", "quantity": 1}], {"means": "card", "cents": STAMP}
        )
        play.close(f"{day}T18:02" if day == "2026-11-30" else "2036-01-01T00:03", counted_cents=FLOAT)
    root = Path(__file__).parents[3]
    words = [sys.executable, "-c", CHILD, str(play.desk.folder.root), after]
    kept = environment(PYTHONPATH=os.fspath(root))
    done = subprocess.run(words, env=kept, cwd=root, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    play.hands.set("2026-12-02T08:02")
    hers = Week(WindowKeys(opened(play)), play)
    if after == "clock.corrected":
        hers.hands.type("open")
        (offer,) = hers.keys.state.offers
        assert offer.title == "Open the day of 02/12/2026" and offer.acts[0].before is None
        for _ in range(2):
            hers.press("enter")
    assert [entry.kind for entry in play.posted()].count("clock.corrected") == 1
    opened_on_wednesday(hers, FLOAT)


def test_a_day_that_was_opened_ten_years_too_late(repaired: Week, play: Play) -> None:
    """She had opened 2036 before anybody asked: the day's page says so, the clock is set right, the day is closed, and it is 2026."""
    hers = repaired
    play.do("day.open", confirmed_day="2036-01-01")
    hers.press("day")
    sheet = state_of(hers.window).sheet
    assert sheet.open and sheet.doubt == DATES and not state_of(hers.window).is_open
    hers.press("f8")
    hers.press("slash")
    assert play.last("clock.corrected").day == "2036-01-01"
    hers.press("day")
    assert state_of(hers.window).is_open
    hers.press("escape")
    hers.closes(FLOAT + 2 * STAMP)
    hers.hands.type("open")
    hers.press("enter")
    # Far from the last one, whose date has not come yet: under its date alone.
    hers.press("slash")
    hers.press("enter")
    assert play.last("day.opened").data["day"] == "2026-12-02"
    hers.sell()
    assert play.last("till.settled").data["ticket"] == "T-2026-000003"
    hers.closes(FLOAT + 3 * STAMP)
