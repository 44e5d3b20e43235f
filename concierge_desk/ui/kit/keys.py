"""Keys of the keyboard by what stands on them: their names, their caps, how a key that is pressed is known.

What a key does stands in the table of the page it is pressed on (`ui.actions`). No printable character is ever bound
as a shortcut: the scan line reads ``+ * / −`` itself, and only while it holds nothing but a pending number.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from concierge_desk.counter.cards.favourites import MOST_FAVOURITES
from concierge_desk.i18n import N_
from concierge_desk.ui.kit.speech import say

_FAVOURITE = "favourite"

RUB_OUT = "\b"
"""What the key writes that rubs the last sign out."""

OVER_ALL = frozenset({"pause"})
"""Keys that mean the same over whatever lies over the window."""

OWN_KEYS = frozenset({"f5", "f6", "f8", "f12"})
"""Keys that each page gives a meaning of its own."""


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key.

    Attributes:
        name: What stands on it; ``favourite`` stands for all twelve.
        keys: Key sequences, in Qt's portable text.
        cap: What stands on the key cap, in English.
    """

    name: str
    keys: tuple[str, ...]
    cap: str


_TABLE = (
    KeyRow("digit", tuple("0123456789"), "0–9"),
    KeyRow("decimal", (",", "."), ","),
    KeyRow("plus", ("+",), "+"),
    KeyRow("star", ("*",), "*"),
    KeyRow("slash", ("/",), "/"),
    KeyRow("minus", ("-", "Del"), "−"),
    KeyRow("left", ("Left",), "←"),
    KeyRow("right", ("Right",), "→"),
    KeyRow("up", ("Up",), "↑"),
    KeyRow("down", ("Down",), "↓"),
    KeyRow("enter", ("Return", "Enter"), N_("Enter")),
    KeyRow("escape", ("Esc",), N_("Esc")),
    *(KeyRow(f"f{number}", (f"F{number}",), f"F{number}") for number in range(1, 13)),
    KeyRow("page_up", ("PgUp",), N_("Page ↑")),
    KeyRow("page_down", ("PgDown",), N_("Page ↓")),
    KeyRow("top", ("Home",), N_("Home")),
    KeyRow("insert", ("Ins",), N_("Ins")),
    # Not every keyboard has it: Shift with Esc is on all.
    KeyRow("pause", ("Pause", "Shift+Esc"), N_("Pause")),
    KeyRow(
        _FAVOURITE,
        tuple(f"Shift+F{number}" for number in range(1, MOST_FAVOURITES + 1)),
        N_("Shift+F1 to F12"),
    ),
)

_ROWS = {row.name: row for row in _TABLE}
_SHIFT = N_("Shift")


def rows() -> tuple[KeyRow, ...]:
    """Return every key, in the order in which the sheet of F1 shows them."""
    return _TABLE


def cap(name: str) -> str:
    """Return what stands on the key cap of a name, ``favourite3`` included.

    Raises:
        KeyError: The table knows no such name.
    """
    place = favourite(name)
    if place is not None:
        return f"{say(_SHIFT)}+F{place + 1}"
    return say(_ROWS[name].cap)


def favourite(name: str) -> int | None:
    """Return which favourite a name such as ``favourite3`` is, the first is 0; None for any other name."""
    number = name.removeprefix(_FAVOURITE)
    if name == number or not number.isdecimal() or not 1 <= int(number) <= MOST_FAVOURITES:
        return None
    return int(number) - 1


def name_of(event: QKeyEvent) -> str | None:
    """Return what a key that was pressed is called here, None where the grammar has no such key.

    A character counts by what it writes, wherever it stands on the keyboard: the keypad's ``/`` and the one over
    the colon are the same. A favourite is ``favourite1`` to ``favourite12``, digits and decimals are ``digit``
    and ``decimal``: text of the scan line.
    """
    modifiers = event.modifiers()
    if modifiers & _NEVER:
        return None
    character = _CHARACTERS.get(event.text())
    if character is not None:
        return character
    keypad = bool(modifiers & Qt.KeyboardModifier.KeypadModifier)
    if keypad and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Insert}:
        # The keypad's comma and 0 with the number lock off: whoever types 10,5 must not take a line away, nor count
        # anybody.
        return None
    pressed = QKeyCombination(modifiers & Qt.KeyboardModifier.ShiftModifier, Qt.Key(event.key()))
    return _KEYS.get(QKeySequence(pressed).toString(QKeySequence.SequenceFormat.PortableText))


def press_into(field: QWidget, sign: str) -> None:
    """Press a key in a field for whoever touches it on the screen: the same as on the keyboard.

    Args:
        field: What is typed into.
        sign: A figure, the comma, or `RUB_OUT`.
    """
    key = Qt.Key.Key_Backspace if sign == RUB_OUT else Qt.Key(ord(sign))
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(field, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, sign))


_NEVER = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


def _bound() -> Iterator[tuple[str, str]]:
    for row in _TABLE:
        for place, key in enumerate(row.keys, start=1):
            yield key, f"{row.name}{place}" if row.name == _FAVOURITE else row.name


_KEYS = {key: name for key, name in _bound() if len(key) > 1}
_CHARACTERS = {key: name for key, name in _bound() if len(key) == 1} | {"\N{MINUS SIGN}": "minus"}
