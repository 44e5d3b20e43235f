"""The day in the real window, from its opening to the copy on a stick, by keyboard and scans alone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from concierge_desk.bootstrap.looking import day_status
from concierge_desk.domain.preparation import Preparation
from concierge_desk.store.preparing import preparation
from concierge_desk.ui.front.evening_state import FACES
from concierge_desk.ui.shell.window import MainWindow
from tests.counter.desks import Play
from tests.counter.test_visits_closing import rows_of
from tests.e2e.driver import contains
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


def test_two_actions_and_the_pieces(play: Play, opened: Callable[[Play], MainWindow]) -> None:
    """F10, a number for each coin and note, F10: the Z, La Poste's file, the stick is asked for. ux.md §6.3: 2 + N."""
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


@pytest.mark.parametrize("until", ["begun", "typed", "counted", "closed"])
def test_a_closing_that_was_killed_goes_on_where_it_was(server: XServer, play: Play, until: str) -> None:
    """The window comes up on the closing, at its step; nothing is done twice."""
    play.open(float_cents=8000)
    with shown(server, play) as window:
        window.key("F10")
        window.until(lambda: kept(window) is not None)
        if until != "begun":
            _type(window, COUNTED)
            window.until(lambda: kept(window) == Preparation(COUNTED))
        if until in {"counted", "closed"}:
            window.key("F10")
            window.until_kind("till.counted")
        if until == "closed":
            _close(window)
        window.kill()
    with shown(server, play) as window:
        # It is there by itself, and the keyboard with it.
        window.rest()
        if until == "begun":
            _type(window, COUNTED)
            window.until(lambda: kept(window) == Preparation(COUNTED))
        if until in {"begun", "typed"}:
            window.key("F10")
            window.until_kind("till.counted")
        if until != "closed":
            _close(window)
        window.rest()
        kinds = window.kinds()
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


def _close(window: Shown) -> None:
    window.rest()
    window.key("F6")
    window.rest()
    window.type("2", delay_ms=90)
    window.key("Return")
    window.rest()
    window.key("F10")
    window.until_kind("export.made")
