"""The one table of keys: what each does, what stands on its button, what the overlay of F1 says.

Nothing else binds a key. No row of a printable character is ever bound as a shortcut: the scan line reads
``+ * / −`` itself, and only while it holds nothing but a pending number.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from concierge_desk.i18n import DEFAULT, N_, translate

Where: TypeAlias = Literal["line", "counter", "everywhere"]
"""``line``: in the scan line, while it is empty or holds a pending number; ``counter``: on the counter's page."""

MOST_FAVOURITES = 12

_FAVOURITE = "favourite"

OWN_KEYS = frozenset({"f5", "f6", "f8", "f12"})
"""Keys that each page gives a meaning of its own."""


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A row of the table.

    Attributes:
        name: As the front and the window call it; ``favourite`` stands for all twelve.
        keys: Key sequences, in Qt's portable text.
        cap: What stands on the key cap, in English.
        label: What it does, in English.
        where: Where it holds.
    """

    name: str
    keys: tuple[str, ...]
    cap: str
    label: str
    where: Where


_TABLE = (
    KeyRow("digit", tuple("0123456789"), "0–9", N_("A number for what comes next: pieces, grams, a choice, euros given"), "line"),
    KeyRow("decimal", (",", "."), ",", N_("The cents of that number; the dot does the same"), "line"),
    KeyRow("plus", ("+",), "+", N_("Paid in cash, exact; after a number: cash given, and the change"), "line"),
    KeyRow("star", ("*",), "*", N_("Paid by another means: card, cheque; on a shelf: report an incident"), "line"),
    KeyRow("slash", ("/",), "/", N_("Do what the chosen card says; after a number: that choice"), "line"),
    KeyRow("minus", ("-", "Del"), "−", N_("Take a line off the visit"), "line"),
    KeyRow("right", ("Right",), "→", N_("The card's next act"), "counter"),
    KeyRow("up", ("Up",), "↑", N_("The card above"), "counter"),
    KeyRow("down", ("Down",), "↓", N_("The card below"), "counter"),
    KeyRow("enter", ("Return", "Enter"), N_("Enter"), N_("Look up, or answer a question; never pays, never hands over"), "counter"),
    KeyRow("escape", ("Esc",), N_("Esc"), N_("One step back; no line of the visit is lost"), "everywhere"),
    KeyRow("help", ("F1",), "F1", N_("These keys, and the preferences of this PC"), "everywhere"),
    KeyRow("counter", ("F2",), "F2", N_("The counter"), "everywhere"),
    KeyRow("arrivals", ("F3",), "F3", N_("Take in what the carrier's bag holds, scan after scan"), "everywhere"),
    KeyRow("journal", ("F4",), "F4", N_("The journal: who did what"), "everywhere"),
    KeyRow("f5", ("F5",), "F5", N_("What waits on the shelf; on a page: the postman, count again, verify"), "everywhere"),
    KeyRow("f6", ("F6",), "F6", N_("On a page: the reason of a gap, the drawer's cash, the inventory, the search"), "everywhere"),
    KeyRow("park", ("F7",), "F7", N_("Set the visit aside, or take it up again"), "everywhere"),
    KeyRow("f8", ("F8",), "F8", N_("The label of the chosen card or row; on the page of the day: the break, or a closed day again"), "everywhere"),
    KeyRow("undo", ("F9",), "F9", N_("Undo what was done last"), "everywhere"),
    KeyRow("day", ("F10",), "F10", N_("The day: opening, count, closing"), "everywhere"),
    KeyRow("discreet", ("F11",), "F11", N_("Hide names and numbers from whoever looks over the counter; again: cover everything"), "everywhere"),
    KeyRow("f12", ("F12",), "F12", N_("The paper of what was done last or is chosen: its ticket, its slip, the note that is due; again: print it"), "everywhere"),
    KeyRow("passage", ("Ins",), N_("Ins"), N_("Somebody came in: one more; after a number: that many"), "everywhere"),
    KeyRow(
        _FAVOURITE,
        tuple(f"Shift+F{number}" for number in range(1, MOST_FAVOURITES + 1)),
        N_("Shift+F1 to F12"),
        N_("What is sold most, in the order shown"),
        "everywhere",
    ),
)  # fmt: skip

_ROWS = {row.name: row for row in _TABLE}
_SHIFT = N_("Shift")


def rows() -> tuple[KeyRow, ...]:
    """Return the table as the overlay of F1 shows it."""
    return _TABLE


def cap(name: str, lang: str = DEFAULT) -> str:
    """Return what stands on the key cap of a name, ``favourite3`` included, in the language asked.

    Raises:
        KeyError: The table knows no such name.
    """
    place = favourite(name)
    if place is not None:
        return f"{translate(_SHIFT, lang)}+F{place + 1}"
    return translate(_ROWS[name].cap, lang)


def sequences(name: str) -> tuple[QKeySequence, ...]:
    """Return the key sequences of a name: only those that are no printable character may become shortcuts.

    Raises:
        KeyError: The table knows no such name.
    """
    place = favourite(name)
    keys = _ROWS[_FAVOURITE].keys[place : place + 1] if place is not None else _ROWS[name].keys
    return tuple(QKeySequence(key, QKeySequence.SequenceFormat.PortableText) for key in keys)


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


_NEVER = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


def _bound() -> Iterator[tuple[str, str]]:
    for row in _TABLE:
        for place, key in enumerate(row.keys, start=1):
            yield key, f"{row.name}{place}" if row.name == _FAVOURITE else row.name


_KEYS = {key: name for key, name in _bound() if len(key) > 1}
_CHARACTERS = {key: name for key, name in _bound() if len(key) == 1} | {"\N{MINUS SIGN}": "minus"}
