"""Bags in the demo: the postman announces his, most of it is in it; what was missing turns up later, the shelves fill.

Source: docs/contract.md, "Bags".
"""

from collections.abc import Iterator
from dataclasses import dataclass

from concierge_desk.counter.demo.demo import Acts, DemoAct, DemoSession
from concierge_desk.services.relay.demo.memory import Memory

_OWNER = "LAPOSTE"
OF_THE_POSTMAN = ("colissimo", "registered", "letter", "s10", "chronopost")
_PLACE_ITEMS = 2
_A_DAY, _HELD = 12, 60


@dataclass(frozen=True, slots=True)
class BroughtItem:
    """What a carrier brings this morning.

    Attributes:
        carrier: Its network.
        number: On its label.
    """

    carrier: str
    number: str


def room(places: list[str]) -> Iterator[DemoAct]:
    """Say once what the places hold, and what La Poste agreed to: on some evenings there is hardly room."""
    yield DemoAct("relay.set_capacities", {"rows": [{"place": one, "items": _PLACE_ITEMS} for one in places]})
    yield DemoAct("relay.set_cap", {"carrier": _OWNER, "a_day": _A_DAY, "held": _HELD})


def announced(memory: Memory, session: DemoSession, coming: list[BroughtItem]) -> Acts:
    """Announce the postman's bag, by a list or by how many; sometimes something is not in it, or was not on the list."""
    memory.bag = None
    own = [one.number for one in coming if one.carrier in OF_THE_POSTMAN]
    if not own:
        return
    dice, rota = session.dice, memory.rota
    listed = rota.comes("listed bag", 3, dice)
    short = rota.comes("bag short", 5, dice)
    if listed:
        # The first one was written on no list.
        numbers = own[1:] if len(own) > 1 and rota.comes("not on the list", 4, dice) else own
        lost = [memory.number("colissimo", dice)] if short else []
        told = yield DemoAct("relay.announce", {"carrier": _OWNER, "trackings": [*numbers, *lost]})
        memory.late += [(str(told.result["bag"]), number) for number in lost]
    else:
        told = yield DemoAct("relay.announce", {"carrier": _OWNER, "count": len(own) + short})
    memory.bag = str(told.result["bag"])


def closed(memory: Memory, session: DemoSession) -> Acts:
    """Close the bag; once in a while La Poste is told that the shelves are full, and somebody asks by telephone."""
    if memory.bag is not None:
        yield DemoAct("relay.close_bag", {"bag": memory.bag})
        memory.bag = None
    if memory.rota.comes("saturation", 25, session.dice):
        yield DemoAct("relay.warn_full", {"carrier": _OWNER})
    numbers = [item.which["tracking"] for item in memory.items if "tracking" in item.which]
    if numbers and memory.rota.comes("telephone", 4, session.dice):
        yield DemoAct("relay.ask_here", {"tracking": session.dice.choice(numbers)[-4:]})
