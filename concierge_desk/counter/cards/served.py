"""People who are served: the person of a card, and those for whom things may be given to that one.

Source: decision 0085.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from concierge_desk.counter.rows import Rows


def no_things(_rows: Rows, _people: Sequence[str], _now: Any) -> tuple[Any, ...]:
    """Have nothing of anybody."""
    return ()


@dataclass(frozen=True, slots=True)
class Namesake:
    """Somebody else of the family name.

    Attributes:
        given: Given names, and what the person is called.
        words: How the person is told apart.
    """

    given: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Served:
    """Somebody for whom things may be given to whoever stands there.

    Attributes:
        keys: That parties of things are tied to.
        family: The family name, or the only one that is known: what a label has to say.
        given: Given names, and what the person is called: what else a label may say.
        said: How somebody else's thing is said to be that, in the language asked; empty for the person's own.
        services: Codes of those that it reaches; None for all.
        namesakes: Those who bear the same family name: a label may mean them as well.
    """

    keys: tuple[str, ...]
    family: str
    given: tuple[str, ...] = ()
    said: str = ""
    services: frozenset[str] | None = None
    namesakes: tuple[Namesake, ...] = ()


def nobody_served(_rows: Rows, _code: str, _now: Any) -> tuple[Served, ...]:
    """Know no person by a code."""
    return ()
