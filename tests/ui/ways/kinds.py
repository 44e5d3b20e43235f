"""One way of each kind: what the small size goes where it does not go all of them."""

from functools import cache

from concierge_desk.desk import catalogue
from tests.services.lent import every_lent
from tests.services.natures import every_trade
from tests.ui.ways.steps import Page
from tests.ui.ways.table import WAYS
from tests.ui.ways.way import Way

TRADES = every_trade()
LENT = every_lent()

BESIDE = ("session.open",)
"""Gone too, for what comes after stands on it."""


def ways_of(scene: str) -> dict[str, Way]:
    """Return the ways that begin in a scene, by their commands."""
    return {command: way for command, way in WAYS.items() if isinstance(way, Way) and way.scene == scene}


@cache
def one_of_each(scene: str) -> dict[str, Way]:
    """Return one way of each kind.

    Of one kind are the commands of one service, or of all that is entrusted, or lent, which are one mechanism each, that
    need the same right and are done at the counter, or on a page behind it: one presenter tells who may. What hangs on
    what is asked is a kind of its own.
    """
    ways = ways_of(scene)
    kinds: dict[tuple[str, str, bool], str] = {}
    for command, way in ways.items():
        right = catalogue.commands()[command].right
        service = command.partition(".")[0]
        whose = "trades" if service in TRADES else "lent" if service in LENT else service
        behind = any(isinstance(step, Page) for step in way.steps)
        named = right if isinstance(right, str) else f"{whose}.{command.partition('.')[2]}"
        kinds.setdefault((whose, named, behind), command)
    return {command: way for command, way in ways.items() if command in (*kinds.values(), *BESIDE)}
