"""The month in the real window: looked through, on paper, as a table, closed; by keys and by mouse (0079)."""

import os
from pathlib import Path

import pytest

from concierge_desk.pages.month.state import MonthState
from tests.counter.desks import COFFEE, Play, cash
from tests.ui.pages import presenter
from tests.ui.window.keyboard import WindowKeys
from tests.ui.window.mouse import Mouse


@pytest.fixture
def months(ready: Play) -> Play:
    """A closed month, and a day of the next one that is closed as well."""
    ready.settle([COFFEE], cash(200))
    ready.close("2026-11-25T18:00", counted_cents=None, parked="keep")
    ready.open("2026-12-01T08:00", confirmed_day="2026-12-01")
    ready.settle([COFFEE], cash(200))
    ready.settle([COFFEE], cash(200))
    ready.close("2026-12-01T18:00", counted_cents=None)
    return ready


def state(keys: WindowKeys) -> MonthState:
    found: MonthState = presenter(keys.window, "month").state
    return found


def go_there(keys: WindowKeys) -> None:
    keys.type("treasurer")
    keys.press("enter")
    keys.rest()


def test_left_and_right_go_through_the_months(keys: WindowKeys, months: Play) -> None:
    go_there(keys)
    shown = state(keys).period
    assert shown is not None and (shown.period, shown.paper) == ("2026-12", "")
    assert shown.big[0].value == "2,40\u00a0€"
    keys.press("left")
    shown = state(keys).period
    assert shown is not None and (shown.period, shown.paper) == ("2026-11", "month:2026-11")
    keys.press("right")
    keys.press("right")
    told = state(keys).told
    assert told is not None and told.text == "This is the last one."
    if folder := os.environ.get("GRAB"):
        keys.window.resize(1280, 800)
        keys.rest()
        keys.window.grab().save(str(Path(folder) / "month.png"))


def test_f12_shows_its_paper_once_it_is_closed(keys: WindowKeys, months: Play) -> None:
    go_there(keys)
    keys.press("f12")
    told = state(keys).told
    assert told is not None and told.text.startswith("It has its paper once it is closed")
    keys.press("left")
    keys.press("f12")
    assert keys.window.covers.paper.is_open


def test_the_fiscal_year_by_mouse_and_back(keys: WindowKeys, months: Play) -> None:
    go_there(keys)
    mouse = Mouse(keys.window)
    mouse.press("By fiscal year")
    shown = state(keys).period
    assert shown is not None and (shown.period, shown.title) == ("2026", "Fiscal year 2026")
    mouse.press("By month")
    assert state(keys).period is not None and state(keys).period.period == "2026-12"  # type: ignore[union-attr]


def test_f5_writes_it_as_a_table(keys: WindowKeys, months: Play) -> None:
    go_there(keys)
    keys.press("left")
    keys.press("f5")
    keys.rest()
    told = state(keys).told
    assert told is not None and "mois-2026-11-AMP1-F.csv" in told.text
    (path,) = months.desk.folder.root.rglob("mois-2026-11-AMP1-F.csv")
    lines = path.read_bytes().decode("utf-8-sig").split("\r\n")
    assert lines[0] == "section;code;label;day;count;net;vat;amount"
    assert "closing;M-2026-0001;;;;;;" in lines
    assert "sales;1000;TVA 10\u00a0%;;;1,09;0,11;1,20" in lines


def test_f6_closes_what_is_over(keys: WindowKeys, months: Play) -> None:
    months.hands.set("2027-01-04T08:00")
    go_there(keys)
    keys.press("f6")
    keys.press("slash")
    assert [entry.kind for entry in months.posted()[-2:]] == ["month.closed", "year.closed"]


def test_the_star_shows_the_cautions_that_are_held(keys: WindowKeys, months: Play) -> None:
    go_there(keys)
    keys.press("star")
    assert keys.window.covers.paper.is_open
    keys.press("escape")
    Mouse(keys.window).press("Cautions that are held")
    assert keys.window.covers.paper.is_open
