"""The page of what carriers pay, in the real window: rows from the contract, their statement typed or read, by keys and by mouse."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog

from concierge_desk.frame.window import MainWindow
from tests.counter.desks import Play
from tests.services.relay.pay.test_pay import REAL_DAY, ROWS, expected
from tests.ui.pages import presenter
from tests.ui.window.conftest import hers, opened, plugged  # noqa: F401  (fixtures)
from tests.ui.window.keyboard import WindowKeys
from tests.ui.window.mouse import Mouse

PAGE = "relay_pay"


@pytest.fixture
def lang() -> str:
    return "fr"


@pytest.fixture
def lived(play: Play) -> Play:
    """The real day before its closing, an act every forty seconds."""
    for line in REAL_DAY.read_text("utf-8").splitlines():
        asked = json.loads(line)
        if asked["do"] not in {"day.close", "till.count"}:
            play.hands.move(seconds=40)
            assert play.counter.execute(asked).refused is None
    return play


@pytest.fixture
def window_keys(lived: Play, opened: Callable[[Play], MainWindow]) -> WindowKeys:  # noqa: F811
    return WindowKeys(opened(lived))


def state(window: MainWindow) -> Any:
    return presenter(window, PAGE).state


def view(window: MainWindow) -> Any:
    return window.pages.bound[PAGE].view


def told(window: MainWindow) -> str:
    said = state(window).told
    return "" if said is None else str(said.text).replace("\N{NO-BREAK SPACE}", " ")


def go(keys: WindowKeys) -> None:
    """Go to the page by its word."""
    keys.press("home")
    keys.type("rémunération")
    keys.press("enter")
    assert keys.window.view.page == PAGE


def rows_of(keys: WindowKeys) -> dict[str, int | None]:
    items = view(keys.window)._list.model()._items
    return {item.ref: item.cents for item in items}


def test_a_month_by_keys(window_keys: WindowKeys, lived: Play) -> None:
    keys = window_keys
    go(keys)
    assert "none" in rows_of(keys)
    # What La Poste pays is proposed: three keys.
    keys.press("star")
    keys.press("slash")
    keys.press("enter")
    keys.press("enter")
    assert lived.last("relay.pay_set").data["rows"][0]["cents"] == 39100
    keys.press("escape")
    go(keys)
    assert rows_of(keys)["line FIXED"] == 39100
    lived.do("relay.set_pay", principal="LAPOSTE", rows=[row for row in ROWS if row["code"] != "FIXED"])
    presenter(keys.window, PAGE).refresh()
    keys.rest()
    shown = rows_of(keys)
    assert [shown[f"sum {place}"] for place in range(3)] == [40007, 8001, 48008]
    assert shown["hour"] is not None
    # The acts behind a line stand beside it.
    keys.press("down")
    assert state(keys.window).chosen == "line FRANKING"
    acts = view(keys.window)._asides["line"]._acts.model()._items
    assert sum(item.cents for item in acts) == 19951
    keys.press("enter")
    assert view(keys.window)._asides["line"]._acts.hasFocus()
    # The months beside it.
    view(keys.window).start()
    keys.press("left")
    assert state(keys.window).month.expected.month == "2026-10"


def test_their_statement_by_keys(window_keys: WindowKeys, lived: Play) -> None:
    lived.do("relay.set_pay", principal="LAPOSTE", rows=ROWS)
    keys = window_keys
    go(keys)
    # Their statement, typed: what is as expected is only confirmed.
    keys.press("f8")
    keys.press("slash")
    typed = {"FRANKING": "4,84", "HANDED": "0,45"}
    while keys.state.asking is not None and keys.state.asking.ask is not None:
        field = keys.state.asking.ask.field
        code = field.removeprefix("lines.")
        keys.type(typed.get(code, ""))
        keys.press("enter")
        if field == "more.code":
            break
    noted = lived.last("relay.statement_noted").data
    assert [row["code"] for row in noted["differences"]] == ["FRANKING", "HANDED"]
    go(keys)
    items = {item.ref: item for item in view(keys.window)._list.model()._items}
    assert items["line FRANKING"].tag.replace("\N{NO-BREAK SPACE}", " ") == "−0,15 €"
    keys.press("f12")
    assert keys.window.covers.paper.is_open
    keys.press("escape")
    assert keys.window.view.page == PAGE


def test_their_file_by_mouse(
    window_keys: WindowKeys, lived: Play, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lived.do("relay.set_pay", principal="LAPOSTE", rows=ROWS)
    theirs, table = tmp_path / "releve.csv", tmp_path / "mois.csv"
    theirs.write_text("code;count;montant\nFIXED;;391,00\nHANDED;3;0,45\nBONUS;;5,00\n", "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(theirs), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(table), ""))
    keys, mouse = window_keys, Mouse(window_keys.window)
    go(keys)
    page = view(keys.window)
    before = lived.head()
    mouse.press("Leur relevé, d’un fichier…", page)
    assert [one.code for one in state(keys.window).file.differences] == [
        *("FRANKING", "STAMPS", "HANDED", "RETURNS", "BONUS")
    ]
    assert lived.head() == before and "Rien n’est encore noté" in told(keys.window)
    mouse.press("Noter ce relevé", page)
    assert "Leur relevé est noté" in told(keys.window) and state(keys.window).file is None
    assert lived.last("relay.statement_noted").data["lines"][1] == {"code": "HANDED", "count": 3, "cents": 45}
    mouse.press("En tableau (CSV)…", page)
    assert "LAPOSTE;2026-11;HANDED;Envois remis;act;4" in table.read_text("utf-8-sig")
    mouse.press("Mois d’avant", page)
    assert state(keys.window).month.expected.month == "2026-10"
    assert expected(lived).by_code["HANDED"] == 60
    # A file that is none is told with what is wrong in it, and notes nothing.
    theirs.write_text("code;montant\nX;beaucoup\n", "utf-8")
    before = lived.head()
    mouse.press("Leur relevé, d’un fichier…", page)
    assert state(keys.window).file is None and "beaucoup" in told(keys.window)
    assert lived.head() == before


def test_another_who_pays(window_keys: WindowKeys, lived: Play) -> None:
    keys = window_keys
    go(keys)
    keys.press("f6")
    assert "Personne d’autre ne paie encore" in told(keys.window)
    lived.do("relay.set_pay", principal="DPD", rows={**ROWS[3], "cents": 30})
    keys.press("f6")
    month = state(keys.window).month
    assert (
        month.expected.principal == "DPD"
        and rows_of(keys)["line HANDED"] == 30 * month.expected.lines[0].count
    )
