"""The day in the real window, from its opening to the copy on a stick, by keyboard and scans alone."""

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from concierge_desk.desk.overview import day_status
from concierge_desk.domain.preparation import Preparation
from concierge_desk.frame.window import MainWindow
from concierge_desk.pages.day.state import FACES
from concierge_desk.store.preparation import preparation
from tests.counter.desks import Desks, Play
from tests.counter.test_visits_closing import rows_of
from tests.e2e.driver import FULL, Shop, contains
from tests.ui.day.test_headless import COMMANDS, EXPECTED
from tests.ui.evening.hands import PASSPHRASE, Plugged
from tests.ui.window.at_the_day import AtTheDay, state_of
from tests.ui.window.conftest import PARCEL, Hers
from tests.ui.window.keyboard import WindowKeys
from tests.ui.window.process import Shown, shown
from tests.ui.xserver import XServer


def test_the_whole_wednesday(
    play: Play, opened: Callable[[Play], MainWindow], plugged: Plugged, hers: Hers, tmp_path: Path
) -> None:
    """From the opening to the checked export and the backup on a stick, with the figures of `expected.json`.

    Whoever pays has come in: one key each, two of them with somebody beside, and one that was nobody.
    """
    window = opened(play)
    concierge = AtTheDay(WindowKeys(window))
    on_the_day = {"day.open": True, "till.count": True, "day.close": True}
    for command in COMMANDS:
        if command["do"] in on_the_day:
            getattr(concierge, "_" + command["do"].replace(".", "_"))(command)
        else:
            if command["do"] == "till.settle":
                concierge.hands.press("passage")
            assert concierge.play(command), command["do"]
        if command["do"] == "day.open":
            hers.step = 0.01
            concierge.hands.type("2")
            for key in ("passage", "passage", "undo"):
                concierge.hands.press(key)
            hers.step = 3.0
    assert state_of(window).step == "stick"
    assert day_status(play.desk, EXPECTED["day"])["passages"] == {"day": 21, "sessions": {"1": 21}}
    assert "Passages 21" in rows_of(play, "z:Z-2026-0001")
    stick = tmp_path / "CLE"
    stick.mkdir()
    plugged.sticks.append(stick)
    concierge.press("day")
    assert state_of(window).passphrase
    concierge.hands.type(PASSPHRASE)
    concierge.press("enter")
    concierge.hands.type(PASSPHRASE)
    concierge.press("enter")
    assert state_of(window).step == "over", state_of(window).told
    assert contains(day_status(play.desk, EXPECTED["day"]), EXPECTED)
    assert [one.name for one in (stick / "concierge-desk").glob("*.zip")]
    assert play.last("export.made").data["export"] == "laposte"


COUNTED = {5000: 1, 2000: 1, 500: 1, 200: 1, 100: 1}
"""78 €: two less than the float."""

STAMPS = {"do": "relay.sell", "product": "LV_20", "quantity": 1}

KILLS = 12 if FULL else 1
SOON_S, LONGEST_S = 0.06, 0.9
"""From the key to the closing, and to the report on a slow disk."""


def test_two_actions_and_the_pieces(play: Play, opened: Callable[[Play], MainWindow]) -> None:
    """F10, a number for each coin and note, F10: the Z, La Poste's file, the stick is asked for. : 2 + N."""
    play.open(float_cents=8000)
    window = opened(play)
    hers = AtTheDay(WindowKeys(window))
    hers.press("day")
    for pieces in ("1", "1", "", "2"):
        # One action each: how many, or the arrow over what there is none of.
        if pieces:
            hers.hands.type(pieces)
            hers.press("enter")
        else:
            hers.press("down")
    hers.press("day")
    assert hers.actions == 2 + 4
    assert play.last("day.closed").data["cash"]["gap_cents"] == 0
    assert play.last("export.made").data["export"] == "laposte"
    assert state_of(window).step == "stick"


def test_a_scan_amid_the_count_is_no_piece_and_the_count_stays(
    ready: Play, opened: Callable[[Play], MainWindow]
) -> None:
    window = opened(ready)
    hers = AtTheDay(WindowKeys(window))
    hers.press("day")
    hers.hands.type("3")
    hers.hands.scan(PARCEL)
    assert window.view.page == "counter"
    assert window.front.state.offers
    hers.press("escape")
    hers.press("day")
    state = state_of(window)
    assert state.is_open and state.pieces == {5000: 3}


STEPS = ("visits", "begun", "typed", "counted", "reason", "closed")


@pytest.mark.parametrize("until", STEPS if FULL else STEPS[1:2])
def test_a_closing_that_was_killed_goes_on_where_it_was(server: XServer, play: Play, until: str) -> None:
    """The window comes up on the closing, at its step; nothing is done twice."""
    play.open(float_cents=8000)
    if until == "visits":
        play.do("visit.save", acts=[STAMPS])
    with shown(server, play) as window:
        window.key("F10")
        window.until(lambda: kept(window) is not None)
        if STEPS.index(until) >= STEPS.index("typed"):
            _type(window, COUNTED)
            window.until(lambda: kept(window) == Preparation(COUNTED))
        if STEPS.index(until) >= STEPS.index("counted"):
            window.key("F10")
            window.until_kind("till.counted")
        if until == "reason":
            window.rest()
            window.key("F6")
            window.rest()
        if until == "closed":
            _close(window)
        window.kill()
    with shown(server, play) as window:
        # It is there by itself, and the keyboard with it.
        window.rest()
        if until == "visits":
            window.key("F10")
            window.until(lambda: kept(window) == Preparation({}, "keep"))
            window.rest()
        if STEPS.index(until) < STEPS.index("typed"):
            _type(window, COUNTED)
            window.until(lambda: (seen := kept(window)) and seen.pieces == COUNTED)
        if STEPS.index(until) < STEPS.index("counted"):
            window.key("F10")
            window.until_kind("till.counted")
        if until != "closed":
            _close(window)
        window.rest()
    _closed_once(play)
    assert play.last("day.closed").data["counts"]["parked"] == (until == "visits")


def test_a_closing_that_is_killed_while_it_is_written_is_whole_or_not_there(
    server: XServer, desks: Desks
) -> None:
    """From the key to the last byte of the report: the next start goes on with what is owed, and with nothing else."""
    chance = random.Random(26)
    left = set()
    for turn in range(KILLS):
        with desks.desk(start="2026-11-25T07:50") as play:
            play.open(float_cents=8000)
            play.do("day.prepare", denominations={str(face): pieces for face, pieces in COUNTED.items()})
            play.do("till.count", counted_cents=7800)
            with shown(server, play) as window:
                window.rest()
                _reason(window)
                window.key("F10")
                time.sleep(chance.uniform(0, chance.choice((SOON_S, LONGEST_S))))
                window.kill()
            kinds = [entry.kind for entry in play.posted()]
            left.add((kinds.count("day.closed"), kinds.count("export.made")))
            with shown(server, play) as window:
                window.rest()
                if "day.closed" not in kinds:
                    _reason(window)
                if "export.made" not in kinds:
                    window.key("F10")
                window.until_kind("export.made")
                window.rest()
            _closed_once(play)
            assert Shop(play.desk.folder.root).run("verify").status == 0, turn
    if FULL:
        assert len(left) > 1, "some before, some after"


def _closed_once(play: Play) -> None:
    kinds = [entry.kind for entry in play.posted()]
    assert [kinds.count(kind) for kind in ("till.counted", "day.closed", "export.made")] == [1, 1, 1]
    assert play.last("day.closed").data["cash"]["gap_cents"] == -200


def kept(window: Shown) -> Preparation | None:
    return window.play.desk.store.read(preparation)


def _type(window: Shown, pieces: dict[int, int]) -> None:
    for face in FACES[FACES.index(5000) : FACES.index(50)]:
        if face in pieces:
            window.type(str(pieces[face]), delay_ms=90)
            window.key("Return")
        else:
            window.key("Down")


def _reason(window: Shown) -> None:
    window.rest()
    window.key("F6")
    window.rest()
    window.type("2", delay_ms=90)
    window.key("Return")
    window.rest()


def _close(window: Shown) -> None:
    _reason(window)
    window.key("F10")
    window.until_kind("export.made")
