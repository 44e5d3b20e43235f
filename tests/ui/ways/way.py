"""A way through the window to a command, and the ways that services bring: ``tests/services/<code>/ways.py`` holds `WAYS`.

What is written of a way is what both pairs of hands go (`players.py`), so that no line of it can lie.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, TypeAlias

from concierge_desk.desk import catalogue
from tests.counter.desks import Play
from tests.ui.ways.steps import Page, Press, Section, Step, Tile, by_keys, by_mouse

Before: TypeAlias = Callable[[Play], Any]


@dataclass(frozen=True, slots=True)
class Way:
    """Way to a command in the window.

    Attributes:
        scene: What the desk is like that it is gone at: one of `tests.ui.ways.scenes.SCENES`.
        steps: By keys; by mouse too, where nothing else is said.
        mouse: By mouse, where it is another way.
        before: What is done at the desk first, beside what its scene is.
    """

    scene: str
    steps: tuple[Step, ...]
    mouse: tuple[Step, ...] = ()
    before: Before | None = None

    def told(self) -> str:
        """Return it in words."""
        return f"In the window: {told(self.steps, self.mouse)}."


@dataclass(frozen=True, slots=True)
class NotThere:
    """Reason that the window has no way to something.

    Attributes:
        why: In a sentence.
    """

    why: str

    def told(self) -> str:
        """Return it in words."""
        return f"Not in the window: {self.why}"


Ways: TypeAlias = Mapping[str, Way | NotThere]
"""By command, in the order they are gone: what one of them leaves behind, the next one finds."""


def told(steps: tuple[Step, ...], mouse: tuple[Step, ...]) -> str:
    """Return a way in words: one for both, where what bears the words of a key is pressed too."""
    return f"{by_keys(steps)}; by mouse: {by_mouse(mouse)}" if mouse else by_keys(steps)


def service_ways() -> dict[str, Way | NotThere]:
    """Return the ways of every registered service."""
    found: dict[str, Way | NotThere] = {}
    for service in catalogue.services():
        found |= import_module(f"tests.services.{service.code}.ways").WAYS
    return found


DAY = Page("Journée", word="journée")
SETTINGS = Page("Réglages", word="réglages")
CASH = Press("Espèces, compte juste", "plus")
STAMP = Tile("Timbre Lettre verte 20")


def in_settings(section: str, *steps: Step) -> Way:
    """Return a way among the cards of the settings."""
    return Way("settings", (SETTINGS, Section(section), *steps))


def at_drawer(*steps: Step, before: Before | None = None) -> Way:
    """Return a way to the cash of the drawer."""
    return Way("counter", (DAY, Press("Espèces du tiroir-caisse", "f6"), *steps), before=before)
