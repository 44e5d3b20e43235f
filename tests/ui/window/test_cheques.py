"""Cheques in the real window: taken, looked for, taken to the bank; by keys alone and by mouse alone (0062)."""

from collections.abc import Callable

import pytest

from concierge_desk.pages.day.state import EveningState
from tests.counter.desks import COFFEE, COPY, Play, card, cheque
from tests.ui.window.at_the_day import state_of
from tests.ui.window.keyboard import WindowKeys
from tests.ui.window.mouse import Mouse
from tests.ui.window.places import paying


@pytest.fixture
def bank(ready: Play) -> Play:
    """Three cheques lie in the drawer, beside 20 €."""
    ready.do("till.move", direction="in", cents=2000, reason="float")
    ready.settle([COFFEE], {**cheque(120), "bank": "CIC", "number": "0000042", "issuer": "Mme Kessler"})
    ready.settle([COPY], cheque(20))
    ready.settle([{**COPY, "quantity": 2}], {**cheque(40), "bank": "La Banque Postale"})
    return ready


def noted(play: Play) -> list[tuple[str, str]]:
    """Bank, and what stands beside the journal, of each cheque."""
    rows = play.rows("SELECT bank, text FROM cheque LEFT JOIN personal USING(ref) ORDER BY cheque.seq")
    return [(bank or "", text or "") for bank, text in rows]


def test_a_cheque_is_one_key_more_than_a_card(keys: WindowKeys, ready: Play) -> None:
    paying(keys)
    keys.type("2")
    keys.press("star")
    assert keys.state.asking is not None and keys.state.paid is None
    keys.press("enter")
    assert keys.state.paid is not None
    assert noted(ready) == [("", "")]


def test_its_details_are_typed_one_after_the_other(keys: WindowKeys, ready: Play) -> None:
    paying(keys)
    keys.type("2")
    keys.press("star")
    for said in ("CIC", "0000042", "Mme Kessler"):
        keys.type(said)
        keys.press("enter")
    assert keys.state.paid is not None
    assert noted(ready) == [("CIC", "0000042 · Mme Kessler")]


def test_a_cheque_by_mouse_alone(keys: WindowKeys, ready: Play) -> None:
    paying(keys)
    mouse = Mouse(keys.window)
    mouse.press("2. Cheque")
    mouse.press("Confirm, or leave out")
    assert keys.state.paid is not None and noted(ready) == [("", "")]


def by_a_word(keys: WindowKeys) -> None:
    """The word, the first card, its one act; the second stays; 5 euros go along."""
    keys.type("cheque")
    keys.press("slash")
    keys.type("2")
    keys.press("enter")
    keys.type("5")
    keys.press("enter")


def by_keys(keys: WindowKeys) -> None:
    for key in ("day", "escape", "f6", "right", "right", "slash"):
        keys.press(key)
    keys.type("2")
    keys.press("enter")
    keys.type("5")
    keys.press("enter")


def by_mouse(keys: WindowKeys) -> None:
    keys.press("day")
    keys.press("escape")
    mouse = Mouse(keys.window)
    mouse.press("Cash of the drawer")
    mouse.press("Take to the bank")
    # Pressed thrice, a line is left out; it says so each time.
    for _ in range(3):
        mouse.press("2. 0,20\u00a0€, " + keys.state.asking.ask.options[1].detail)  # type: ignore[union-attr]
    assert keys.window.view.line.text() == "2 2 2"
    mouse.press("Confirm")
    mouse.press("5")
    mouse.press("Confirm, or leave out")


@pytest.mark.parametrize("way", [by_a_word, by_keys, by_mouse])
def test_cheques_and_cash_go_to_the_bank(
    keys: WindowKeys, bank: Play, way: Callable[[WindowKeys], None]
) -> None:
    way(keys)
    sheet = bank.last("till.paid_in").data
    assert [item["cents"] for item in sheet["cheques"]] == [120, 40]
    assert (sheet["cash_cents"], sheet["sheet"]) == (500, "E-2026-0001")
    assert keys.state.told is not None and "E-2026-0001" in keys.state.told.text
    keys.press("f12")
    assert keys.window.covers.paper.is_open


def test_f9_takes_it_back(keys: WindowKeys, bank: Play) -> None:
    by_a_word(keys)
    keys.press("undo")
    assert bank.rows("SELECT DISTINCT state FROM cheque") == [("here",)]


def closing(keys: WindowKeys) -> EveningState:
    return state_of(keys.window)


def test_the_evening_by_keys_alone(keys: WindowKeys, bank: Play) -> None:
    """F10, the terminal's total, Enter to the cheques, a digit each; F10 tells what differs, F10 goes on."""
    bank.settle([COFFEE], card(120))
    keys.press("day")
    assert closing(keys).step == "check"
    keys.type("1,00")
    keys.press("enter")
    keys.type("1")
    keys.type("3")
    keys.press("day")
    assert closing(keys).differs and closing(keys).step == "check"
    # The payments stand there now: Enter leads to them, the space bar ticks.
    keys.press("enter")
    keys.type(" ")
    assert "1,20" in told(keys)
    keys.press("day")
    assert closing(keys).step == "count"


def test_all_the_cheques_are_here_by_one_key(keys: WindowKeys, bank: Play) -> None:
    keys.press("day")
    keys.press("f8")
    assert len(closing(keys).ticked) == 3
    keys.press("day")
    assert closing(keys).step == "count"


def test_the_evening_by_mouse_alone(keys: WindowKeys, bank: Play) -> None:
    keys.press("day")
    mouse = Mouse(keys.window)
    mouse.press("2. 0,20\u00a0€, Wed 25\u00a0Nov")
    assert len(closing(keys).ticked) == 1
    mouse.press("All the cheques are here")
    mouse.press("Go on")
    assert closing(keys).step == "count"


def told(keys: WindowKeys) -> str:
    message = closing(keys).told
    return "" if message is None else message.text
