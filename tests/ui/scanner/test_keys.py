"""One table binds the keys: what the front calls them, what stands on the caps, what F1 shows."""

from typing import get_args

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

from concierge_desk.pages.counter.inputs import Key
from concierge_desk.ui.kit import keys

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
PAD = Qt.KeyboardModifier.KeypadModifier
K = Qt.Key


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, text: str = "") -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)


def test_every_key_of_the_front_has_its_row() -> None:
    # The amount given is a button's: its key is that of cash.
    assert set(get_args(Key)) - {"given"} <= {row.name for row in keys.rows()}


def test_no_key_is_bound_twice() -> None:
    bound = [key for row in keys.rows() for key in row.keys]
    assert len(bound) == len(set(bound))


def test_every_row_can_be_read_by_a_neighbour() -> None:
    for row in keys.rows():
        assert row.keys and row.cap and row.label[0].isupper() and not row.label.endswith(".")


@pytest.mark.parametrize(
    ("event", "name"),
    [
        (press(K.Key_Plus, PAD, "+"), "plus"),
        (press(K.Key_Plus, SHIFT, "+"), "plus"),
        (press(K.Key_Asterisk, PAD, "*"), "star"),
        (press(K.Key_Asterisk, NONE, "*"), "star"),
        (press(K.Key_Slash, PAD, "/"), "slash"),
        (press(K.Key_Slash, SHIFT, "/"), "slash"),
        (press(K.Key_Minus, PAD, "-"), "minus"),
        (press(K.Key_Minus, NONE, "\N{MINUS SIGN}"), "minus"),
        (press(K.Key_Delete, NONE, "\x7f"), "minus"),
        (press(K.Key_Delete, PAD, "\x7f"), None),
        (press(K.Key_Comma, PAD, ","), "decimal"),
        (press(K.Key_Period, PAD, "."), "decimal"),
        (press(K.Key_5, PAD, "5"), "digit"),
        (press(K.Key_5, SHIFT, "5"), "digit"),
        (press(K.Key_Return, NONE, "\r"), "enter"),
        (press(K.Key_Enter, PAD, "\r"), "enter"),
        (press(K.Key_Escape, NONE, "\x1b"), "escape"),
        (press(K.Key_Up), "up"),
        (press(K.Key_Down, PAD), "down"),
        (press(K.Key_Right), "right"),
        (press(K.Key_Up, SHIFT), None),
        (press(K.Key_Left), None),
        (press(K.Key_F1), "help"),
        (press(K.Key_F2), "counter"),
        (press(K.Key_F3), "arrivals"),
        (press(K.Key_F4), "journal"),
        (press(K.Key_F7), "park"),
        (press(K.Key_F8), "f8"),
        (press(K.Key_F9), "undo"),
        (press(K.Key_F10), "day"),
        (press(K.Key_F11), "discreet"),
        (press(K.Key_F12), "f12"),
        (press(K.Key_Insert), "passage"),
        (press(K.Key_Insert, PAD), None),
        (press(K.Key_Insert, SHIFT), None),
        (press(K.Key_F1, SHIFT), "favourite1"),
        (press(K.Key_F12, SHIFT), "favourite12"),
        (press(K.Key_F4, SHIFT), "favourite4"),
        (press(K.Key_F4, ALT), None),
        (press(K.Key_F9, CONTROL), None),
        (press(K.Key_Plus, CONTROL, "+"), None),
        (press(K.Key_A, NONE, "a"), None),
        (press(K.Key_Space, NONE, " "), None),
    ],
)
def test_a_key_is_called_by_its_name(qtbot: QtBot, event: QKeyEvent, name: str | None) -> None:
    assert keys.name_of(event) == name


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("favourite1", 0),
        ("favourite12", 11),
        ("favourite13", None),
        ("favourite0", None),
        ("favourite", None),
        ("favouritex", None),
        ("plus", None),
        ("1", None),
    ],
)
def test_a_favourite_is_told_by_its_number(name: str, place: int | None) -> None:
    assert keys.favourite(name) == place


@pytest.mark.parametrize(
    ("name", "cap"),
    [
        ("plus", "+"),
        ("minus", "−"),
        ("undo", "F9"),
        ("escape", "Esc"),
        ("favourite3", "Shift+F3"),
        ("right", "→"),
    ],
)
def test_caps_are_what_stands_on_the_keyboard(name: str, cap: str) -> None:
    assert keys.cap(name, "en") == cap


def test_a_cap_needs_a_row() -> None:
    with pytest.raises(KeyError):
        keys.cap("pay")


@pytest.mark.parametrize(
    ("name", "sequences"),
    [("undo", ["F9"]), ("enter", ["Return", "Enter"]), ("favourite2", ["Shift+F2"]), ("minus", ["-", "Del"])],
)
def test_sequences_are_those_of_the_table(qtbot: QtBot, name: str, sequences: list[str]) -> None:
    assert [sequence.toString() for sequence in keys.sequences(name)] == sequences


def test_every_sequence_is_one_that_qt_knows(qtbot: QtBot) -> None:
    for row in keys.rows():
        for key, sequence in zip(row.keys, keys.sequences(row.name), strict=True):
            assert sequence.toString() == key
