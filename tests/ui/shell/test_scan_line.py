"""The scan line: which keys are keys, which are text, and what becomes of a pending number."""

from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from concierge_desk.pages.counter.inputs import Pressed, Typed
from tests.sizes import few

KEYS = {
    "+": "plus",
    "*": "star",
    "/": "slash",
    "-": "minus",
    "\N{MINUS SIGN}": "minus",
}
NAMED = {
    Qt.Key.Key_Return: "enter",
    Qt.Key.Key_Enter: "enter",
    Qt.Key.Key_Escape: "escape",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Delete: "minus",
}


def write(window: Any, text: str) -> None:
    """Type what any keyboard may write, the true minus included, which Qt's own helper has no key for."""
    for letter in text:
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(window.view.line, event)


def press(window: Any, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.view.line, key, modifier)


@pytest.mark.parametrize("sign", KEYS)
def test_a_sign_on_the_empty_line_is_a_key(window: Any, fed: Any, sign: Any) -> None:
    write(window, sign)
    assert fed == [Pressed(KEYS[sign], "", 100.0)]
    assert window.view.line.text() == ""


@few(8)
@pytest.mark.parametrize("sign", KEYS)
@pytest.mark.parametrize("number", ["3", "123456", "20,", "12,50", "12.5"])
def test_a_sign_after_a_number_takes_the_number_along(window: Any, fed: Any, sign: Any, number: Any) -> None:
    write(window, number)
    fed.clear()
    write(window, sign)
    assert fed == [Pressed(KEYS[sign], number, 100.0)]
    assert window.view.line.text() == ""


TEXTS = ["a", "Marie", "1234567", "12,505", "3 x", "6A15"]


@few(8)
@pytest.mark.parametrize("sign", [sign for sign in KEYS if sign != "/"])
@pytest.mark.parametrize("text", TEXTS)
def test_a_sign_amid_other_text_is_text(window: Any, fed: Any, sign: Any, text: Any) -> None:
    write(window, text)
    fed.clear()
    write(window, sign)
    assert fed == [Typed(text + sign)]


@pytest.mark.parametrize("text", TEXTS)
def test_the_key_of_the_act_is_a_key_after_a_word_too(window: Any, fed: Any, text: Any) -> None:
    write(window, text)
    fed.clear()
    write(window, "/")
    assert fed == [Pressed("slash", text, 100.0)]
    assert window.view.line.text() == "", "as after Enter: what nobody knows is written back by the front"


@pytest.mark.parametrize("key", NAMED)
def test_keys_without_a_letter_reach_the_front_as_what_they_are(window: Any, fed: Any, key: Any) -> None:
    press(window, key)
    assert fed == [Pressed(NAMED[key], "", 100.0)]


@pytest.mark.parametrize("key", [Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Right])
def test_choosing_another_card_leaves_the_number(window: Any, fed: Any, key: Any) -> None:
    write(window, "2")
    press(window, key)
    assert fed.last().text == "2"
    assert window.view.line.text() == "2"


def test_enter_takes_what_stands_in_the_line_along_and_leaves_it_free(window: Any, fed: Any) -> None:
    write(window, "250")
    press(window, Qt.Key.Key_Return)
    assert fed.last() == Pressed("enter", "250", 100.0)
    assert window.view.line.text() == ""
    write(window, "Kessler")
    press(window, Qt.Key.Key_Return)
    assert fed.last() == Pressed("enter", "Kessler", 100.0)
    assert window.view.line.text() == "", "what nobody knows is written back by the front"


def test_delete_and_right_edit_a_text_and_are_keys_otherwise(window: Any, fed: Any) -> None:
    write(window, "Kess")
    fed.clear()
    press(window, Qt.Key.Key_Home)
    press(window, Qt.Key.Key_Right)
    press(window, Qt.Key.Key_Delete)
    assert fed == [Typed("Kss")]
    press(window, Qt.Key.Key_End)
    press(window, Qt.Key.Key_Right)
    assert fed.last() == Pressed("right", "Kss", 100.0)


def test_the_keypads_decimal_with_the_lock_off_takes_no_line_away(window: Any, fed: Any) -> None:
    press(window, Qt.Key.Key_Delete, Qt.KeyboardModifier.KeypadModifier)
    assert not fed


def test_a_date_is_typed_while_words_are_asked_for(window: Any, fed: Any) -> None:
    window.view.line.ask_words(True)
    write(window, "24/11")
    assert fed.last() == Typed("24/11")
    window.view.line.clear()
    fed.clear()
    write(window, "/")
    assert fed == [Pressed("slash", "", 100.0)]


def test_a_key_that_is_held_down_is_one_press(window: Any, fed: Any) -> None:
    none = Qt.KeyboardModifier.NoModifier
    for again in (False, True, True):
        QApplication.sendEvent(
            window.view.line, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Plus, none, "+", again)
        )
    assert len(fed) == 1
    assert window.view.line.text() == ""


def test_the_front_changes_the_text_only_when_it_means_to(window: Any, fed: Any) -> None:
    line = window.view.line
    line.setText("Kess")
    line.follow("3", 1)
    assert line.text() == "3"
    line.setText("35")
    line.follow("3", 1)
    assert line.text() == "35"
    assert not fed, "what the front writes is not typed"


def test_what_the_front_writes_in_answer_stays(window: Any, fed: Any) -> None:
    line = window.view.line
    line.given.connect(lambda given: line.follow("7", 9) if isinstance(given, Pressed) else None)
    write(window, "3*")
    assert line.text() == "7"


def test_the_line_never_holds_more_than_a_code(window: Any, fed: Any) -> None:
    window.view.line.setText("")
    write(window, "a" * 130)
    assert len(window.view.line.text()) == 120
