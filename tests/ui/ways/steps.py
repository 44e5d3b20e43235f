"""Steps of a way through the window, as data: each says where it leads by a key and what is pressed for it by mouse.

No step of a way is typed but the content of a field: a name, an amount, a day, the number that a label bears.
"""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Page:
    """Leads to a page: by its word or its key, by the button that bears its name.

    Attributes:
        label: What stands on its button.
        word: Typed at the counter, then Enter.
        key: What leads there too; empty where its word does.
    """

    label: str
    word: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Press:
    """Presses a key, or the button that says what it does.

    Attributes:
        label: What the button says, or how it begins.
        key: By its name at `tests.ui.window.keyboard`.
    """

    label: str
    key: str


@dataclass(frozen=True, slots=True)
class Tile:
    """What is sold most: Shift with a function key, or its tile.

    Attributes:
        label: How it begins.
    """

    label: str


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the settings: by `F6`, or pressed in the list.

    Attributes:
        label: Its name.
    """

    label: str


@dataclass(frozen=True, slots=True)
class Card:
    """A card among those that are shown: by the arrows, or pressed.

    Attributes:
        title: How it begins.
    """

    title: str


@dataclass(frozen=True, slots=True)
class Act:
    """An act of the card that is chosen: by `→` and `/`, or its button.

    Attributes:
        label: How it begins.
        seen: The document that was seen with it, by how its button begins; empty where none is.
    """

    label: str
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list: by the arrows, or pressed.

    Attributes:
        text: What stands in it.
    """

    text: str


@dataclass(frozen=True, slots=True)
class Choose:
    """An option of a question: by its number and Enter, or pressed.

    Attributes:
        label: How it begins.
    """

    label: str


@dataclass(frozen=True, slots=True)
class Write:
    """Content of a field, confirmed by Enter, or by the button that says so.

    Attributes:
        text: What is typed; nothing where what is proposed is taken.
    """

    text: str = ""


@dataclass(frozen=True, slots=True)
class Type:
    """Content of a field of a page, where the keyboard is.

    Attributes:
        text: What is typed.
    """

    text: str


@dataclass(frozen=True, slots=True)
class Scan:
    """What a scanner reads off a label, or hands type: neither a key nor the mouse chooses anything by it.

    Attributes:
        code: As it stands there.
    """

    code: str


@dataclass(frozen=True, slots=True)
class Name:
    """What is typed of a name, as far as it is found.

    Attributes:
        text: As typed.
    """

    text: str


Step: TypeAlias = Page | Press | Tile | Section | Card | Act | Row | Choose | Write | Type | Scan | Name


_CAPS = {
    "enter": "Enter",
    "slash": "/",
    "plus": "+",
    "star": "*",
    "help": "F1",
    "right": "→",
    "park": "F7",
    "undo": "F9",
    "day": "F10",
    "paper": "F12",
    "passage": "Insert",
}
"""What stands on a key, by its name at `tests.ui.window.keyboard`; the others say it themselves."""


def by_keys(way: tuple[Step, ...]) -> str:
    """Return a way in words: what is opened and done, each with its key; what is then asked is read there."""
    return " › ".join(filter(None, map(_with_key, way)))


def by_mouse(way: tuple[Step, ...]) -> str:
    """Return a way in words: what is pressed."""
    return " › ".join(filter(None, map(_words, way)))


def _with_key(step: Step) -> str:
    match step:
        case Page(word=word, key=""):
            hint = f"type `{word}`"
        case Page(key=key) | Press(key=key):
            hint = f"`{_CAPS.get(key, key.upper())}`"
        case Tile():
            hint = "`Shift` and its key"
        case Section():
            hint = "`F6`"
        case Act():
            hint = "`/`"
        case _:
            return _words(step)
    return f"{_words(step)} ({hint})"


def _words(step: Step) -> str:
    match step:
        case (
            Page(label=label)
            | Press(label=label)
            | Tile(label=label)
            | Section(label=label)
            | Act(label=label)
        ):
            return f"*{label}*"
        case Card(title=title):
            return f"*{title}*"
        case Row():
            return "its row"
        case Scan():
            return "scan it"
        case Name():
            return "type its name"
        case _:
            return ""
