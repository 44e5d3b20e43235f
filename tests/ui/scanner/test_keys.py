"""One table binds the keys: what the front calls them, what stands on the caps, what F1 shows."""

from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from pytestqt.qtbot import QtBot

from concierge_desk import pages
from concierge_desk.frame.actions import ACTIONS as FRAME
from concierge_desk.pages.counter.actions import ACTIONS
from concierge_desk.pages.counter.inputs import Key
from concierge_desk.ui.actions import Actions, KeyName
from concierge_desk.ui.kit import keys, speech

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
    assert {arg for part in get_args(Key) for arg in get_args(part)} - {"given"} <= {
        one.name for one in ACTIONS
    }


def test_no_key_is_bound_twice() -> None:
    bound = [key for row in keys.rows() for key in row.keys]
    assert len(bound) == len(set(bound))


def test_every_key_is_one_of_the_table_and_has_a_name() -> None:
    names = {arg for part in get_args(KeyName) for arg in get_args(part)}
    assert {row.name for row in keys.rows()} == names
    assert all(row.keys and row.cap for row in keys.rows())


TABLES: list[Actions[Any]] = [
    FRAME,
    *(
        table
        for path in sorted(Path(pages.__path__[0]).glob("*/actions.py"))
        for table in vars(import_module(f"{pages.__name__}.{path.parent.name}.actions")).values()
        if isinstance(table, Actions)
    ),
]
"""The frame's, and those of every page."""


def test_every_action_can_be_read_by_a_neighbour() -> None:
    for table in TABLES:
        for action in table:
            assert action.label[0].isupper() and not action.label.endswith(".")


def test_no_key_does_two_things_on_one_page() -> None:
    for table in TABLES:
        bound = [action.key for action in table]
        assert len(bound) == len(set(bound))
        assert all(table.at(action.key) is action is table[action.name] for action in table)


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
        (press(K.Key_Left), "left"),
        (press(K.Key_F1), "f1"),
        (press(K.Key_F2), "f2"),
        (press(K.Key_F3), "f3"),
        (press(K.Key_F4), "f4"),
        (press(K.Key_F7), "f7"),
        (press(K.Key_F8), "f8"),
        (press(K.Key_F9), "f9"),
        (press(K.Key_F10), "f10"),
        (press(K.Key_F11), "f11"),
        (press(K.Key_F12), "f12"),
        (press(K.Key_Insert), "insert"),
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
        ("f9", "F9"),
        ("escape", "Esc"),
        ("favourite3", "Shift+F3"),
        ("right", "→"),
    ],
)
def test_caps_are_what_stands_on_the_keyboard(name: str, cap: str) -> None:
    speech.use("en")
    assert keys.cap(name) == cap


def test_a_cap_needs_a_row() -> None:
    with pytest.raises(KeyError):
        keys.cap("pay")


def test_every_sequence_is_one_that_qt_knows(qtbot: QtBot) -> None:
    for row in keys.rows():
        for key in row.keys:
            assert QKeySequence(key, QKeySequence.SequenceFormat.PortableText).toString() == key
