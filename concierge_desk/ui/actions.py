"""Actions of a page: what can be done there, by which key, in which words; and the names of the keys.

Button caps, the sheet of F1 and what a presenter is told follow from one table for each page.

Source: decision 0035.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, Literal, TypeAlias, TypeVar

KeyName: TypeAlias = (
    Literal["digit", "decimal", "plus", "star", "slash", "minus"]
    | Literal["left", "right", "up", "down", "enter", "escape"]
    | Literal["f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f10", "f11", "f12"]
    | Literal["page_up", "page_down", "top", "insert", "pause", "favourite"]
)
"""A key by what stands on it; ``favourite`` is Shift with any of the twelve."""

Where: TypeAlias = Literal["line", "cards", "everywhere"]
"""``line``: in the scan line, while it is empty or holds a pending number; ``cards``: where cards are shown."""

N = TypeVar("N", bound=str)


@dataclass(frozen=True, slots=True)
class Action(Generic[N]):
    """One thing that can be done.

    Attributes:
        name: As its presenter is told.
        key: What does it.
        label: English source: on its button, and beside its key under F1.
        where: Where the key holds; on a page other than the counter's, wherever the keyboard is on it.
        words: English source of the words that it is looked for by at the counter, parted by spaces; empty for none.
        repeats: A key that is held down does it again and again.
    """

    name: N
    key: KeyName
    label: str
    where: Where = "everywhere"
    words: str = ""
    repeats: bool = False


class Actions(Generic[N]):
    """Table of what can be done on a page, each by its name and by its key."""

    def __init__(self, *actions: Action[N]) -> None:
        """Take them in the order in which they are told."""
        self._named = {action.name: action for action in actions}
        self._keyed: dict[str, Action[N]] = {action.key: action for action in actions}

    def __getitem__(self, name: N) -> Action[N]:
        """Return an action.

        Raises:
            KeyError: There is none of that name.
        """
        return self._named[name]

    def __iter__(self) -> Iterator[Action[N]]:
        """Go through them in their order."""
        return iter(self._named.values())

    def at(self, key: str | None) -> Action[N] | None:
        """Return what a key does; None where it does nothing here."""
        return None if key is None else self._keyed.get(key)
