"""A day that was closed too early is opened again in the window, by keys alone; both closings have their file."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from concierge_desk.frame.window import MainWindow
from concierge_desk.paths import reports_folder
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.presenter.status import ChipText
from tests.counter.desks import Desks, Play
from tests.e2e.driver import Shop
from tests.ui.evening.hands import PASSPHRASE, Plugged
from tests.ui.pages import view
from tests.ui.window.at_the_day import pieces_of, state_of
from tests.ui.window.keyboard import WindowKeys
from tests.ui.window.test_week import FLOAT, STAMP, Week

MORNING, AFTERNOON = "Z-2026-0002", "Z-2026-0003"


@pytest.fixture
def play(desks: Desks) -> Iterator[Play]:
    with desks.desk(start="2026-11-23T07:50") as play:
        yield play


@pytest.fixture
def tuesday(play: Play, opened: Callable[[Play], MainWindow]) -> Week:
    """Her hands on Tuesday morning: Monday is closed, one stamp was sold since."""
    hers = Week(WindowKeys(opened(play)), play)
    hers.open_day(FLOAT)
    hers.at("2026-11-23T18:02")
    hers.closes(FLOAT)
    hers.at("2026-11-24T07:55")
    hers.open_day()
    hers.sell()
    return hers


def banner(window: MainWindow) -> str:
    """What the counter says of a day that takes no acts."""
    return window.view.counter._closed.text()


def chip(hers: Week) -> ChipText:
    """What stands at the top."""
    status = hers.window.view._status
    assert status is not None
    return status.day


def written(play: Play) -> dict[str, bytes]:
    """The files that the window wrote, by name."""
    folder = reports_folder(play.desk.folder.root, practice=True)
    return {path.name: path.read_bytes() for path in folder.glob("*.zip")}


@pytest.mark.parametrize("way", ["counter", "page"])
def test_closed_by_habit_at_half_past_eleven(tuesday: Week, play: Play, tmp_path: Path, way: str) -> None:
    """Reopened at two, sold, closed in the evening: two closings of one date, and both files had again, byte for byte."""
    hers = tuesday
    hers.at("2026-11-24T11:30")
    hers.closes(FLOAT + STAMP)
    assert chip(hers) == ChipText(f"Day closed · {MORNING}", "plain")
    assert MORNING in banner(hers.window)
    hers.at("2026-11-24T14:00")
    if way == "counter":
        hers.hands.type("reopen")
        hers.press("enter")
    else:
        hers.press("day")
        assert state_of(hers.window).sheet.reopens and not state_of(hers.window).sheet.to_open
        hers.press("f8")
        assert hers.window.view.page == "counter"
        hers.press("enter")
    state = hers.keys.state
    assert state.asking is not None and state.asking.act.fields["again"] is True
    assert MORNING in state.asking.offer.detail
    hers.press("enter")
    again = play.last("day.opened")
    assert (again.data["day"], again.data["float_cents"]) == ("2026-11-24", FLOAT + STAMP)
    assert hers.keys.state.told is not None
    assert hers.keys.state.told.text.startswith("Day of 2026-11-24 opened, with a float · ")
    hers.sell()
    assert play.last("till.settled").day == "2026-11-24"
    hers.at("2026-11-24T18:02")
    hers.closes(FLOAT + 2 * STAMP)
    closed = [entry.data["number"] for entry in play.posted() if entry.kind == "day.closed"]
    assert closed == ["Z-2026-0001", MORNING, AFTERNOON]
    assert chip(hers) == ChipText(f"Day closed · {AFTERNOON}", "plain")
    files = written(play)
    names = ["laposte-AMP1-F-2026-11-24.zip", f"laposte-AMP1-F-2026-11-24-{AFTERNOON}.zip"]
    assert sorted(files)[1:] == sorted(names)
    _had_again(Shop(play.desk.folder.root), files, names, tmp_path)
    hers.at("2026-11-25T07:55")
    hers.press("home")
    hers.window.watching.ask()
    hers.hands.rest()
    assert chip(hers) == ChipText("Day to be opened", "warning")


def _had_again(shop: Shop, files: dict[str, bytes], names: list[str], folder: Path) -> None:
    """Both, or the one that is named, as they were written at each closing."""
    told = shop.run("export", "laposte", "--day", "2026-11-24", "--to", folder / "both", "--json").json
    assert [one["closing"] for one in told["closings"]] == [MORNING, AFTERNOON]
    assert all(one["again"] for one in told["closings"])
    assert (told["path"], told["sha256"]) == (told["closings"][1]["path"], told["closings"][1]["sha256"])
    assert {path.name: path.read_bytes() for path in (folder / "both").iterdir()} == {
        name: files[name] for name in names
    }
    shop.run("export", "laposte", "--closing", MORNING, "--to", folder / "one")
    assert [path.name for path in (folder / "one").iterdir()] == names[:1]
    for name in names:
        assert shop.run("verify", folder / "both" / name).status == 0
    assert shop.run("verify").status == 0


def test_what_is_done_after_a_closing_says_how_to_go_on(tuesday: Week, play: Play) -> None:
    """It is closed, not “not open yet”; the code is the same."""
    hers = tuesday
    hers.at("2026-11-24T11:30")
    hers.closes(FLOAT + STAMP)
    refused = play.refused("relay.receive", tracking="6A15602676300", shelf="A1")
    assert (refused.code, refused.params) == ("day.not_open", {"day": "2026-11-24", "number": MORNING})
    hers._at_counter()
    hers.hands.scan("6A15602676300")
    hers._turn_to("relay.receive")
    hers.hands.press("slash")
    while (asking := hers.keys.state.asking) is not None and not asking.complaint:
        if asking.ask is not None and asking.ask.field == "shelf":
            hers.hands.type("A1")
        hers.hands.press("enter")
    assert asking is not None and MORNING in asking.complaint and "“reopen”" in asking.complaint


def test_a_closing_that_was_cut_before_its_file_leaves_no_file_out(tuesday: Week, play: Play) -> None:
    """The program was killed between the Z and the file, and the day was reopened: both are written in the evening."""
    hers = tuesday
    play.hands.set("2026-11-24T11:30")
    play.do("day.close", counted_cents=FLOAT + STAMP)
    play.hands.set("2026-11-24T14:00")
    play.do("day.open", again=True)
    hers.at("2026-11-24T18:02")
    hers.closes(FLOAT + STAMP)
    assert len(written(play)) == 3


@pytest.mark.usefixtures("easy_locks")
def test_the_keyboard_is_where_the_next_figure_goes(
    tuesday: Week, play: Play, plugged: Plugged, tmp_path: Path
) -> None:
    """After each step: in the field that is asked for, on the key of the step, else in the scan line."""
    hers = tuesday
    line = hers.window.view.line

    def focus() -> object:
        return QApplication.focusWidget()

    assert focus() is line
    hers.sell()
    hers.hands.press("passage")
    hers.at("2026-11-24T18:02")
    hers.press("day")
    state = state_of(hers.window)
    assert state.step == "count" and state.told is None, "what was told in the morning is over"
    page = view(hers.window, "day").closing
    assert isinstance(focus(), QLineEdit) and page.rows.isAncestorOf(focus())  # type: ignore[arg-type]
    for pieces in pieces_of(FLOAT + STAMP).values():
        hers.hands.type(str(pieces))
        hers.press("enter")
    hers.press("day")
    button = page._buttons["forward"]
    assert state_of(hers.window).step == "counted" and focus() is button
    hers.press("day")
    assert state_of(hers.window).choosing and focus() is page._reason
    hers.hands.type("1")
    hers.press("enter")
    assert state_of(hers.window).reason and focus() is button
    assert state_of(hers.window).told is None, "the reason that was asked for is given"
    hers.press("day")
    assert state_of(hers.window).step == "stick" and focus() is button
    stick = tmp_path / "CLE"
    stick.mkdir()
    plugged.sticks.append(stick)
    hers.press("day")
    assert state_of(hers.window).passphrase and focus() is page._chosen._words
    for _ in range(2):
        hers.hands.type(PASSPHRASE)
        hers.press("enter")
    assert state_of(hers.window).step == "over" and focus() is button
    hers.press("day")
    assert not state_of(hers.window).is_open and focus() is line
    told = hers.keys.state.told
    assert told is None or "given up elsewhere" not in told.text
    # In the morning the one field has it, and Enter opens.
    hers.at("2026-11-25T07:55")
    hers.press("home")
    hers.press("day")
    assert focus() is view(hers.window, "day").overview.float
    hers.press("enter")
    assert play.last("day.opened").data["day"] == "2026-11-25"
    assert focus() is line and state_of(hers.window).told is not None
    hers.press("home")
    hers.press("day")
    assert state_of(hers.window).is_open and state_of(hers.window).told is None


def test_open_then_enter(play: Play, opened: Callable[[Play], MainWindow]) -> None:
    """What the counter says is true: the word, then Enter; the float, then Enter. Two at once are one."""
    keys = WindowKeys(opened(play))
    keys.type("open")
    keys.press("enter")
    state = keys.state
    assert state.asking is not None and state.asking.act.do == "day.open"
    keys.type("80")
    keys.press("enter")
    assert play.last("day.opened").data["float_cents"] == 8000
    assert keys.state.told is not None and keys.state.told.text.startswith("Day of 2026-11-23 opened")
    assert QApplication.focusWidget() is keys.window.view.line
    assert not any(button.hasFocus() for button in keys.window.findChildren(ActionButton))
