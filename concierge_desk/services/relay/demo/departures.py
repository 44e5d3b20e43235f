"""Departures in the demo: deposits, items refused or expired, and those the postman left behind.

Source: docs/trade.md, "Operations of the relay", rule 11.
"""

from concierge_desk.counter.demo.demo import Acts, DemoAct, DemoAnswer, DemoSession, chance
from concierge_desk.services.relay.demo.memory import Memory, ShelvedItem, as_typed
from concierge_desk.services.relay.model.facts.leaving import DEPOSITS, RETURNS
from concierge_desk.services.relay.model.numbers import LAPOSTE
from concierge_desk.services.relay.model.states import HELD

_THERE = "MLVARS"
"""Status of what waits at a relay."""
_HANDED_IN = (("registered", "registered"), ("parcel", "colissimo"), ("prepaid_return", "colissimo"))


def signed_in_the_morning(memory: Memory) -> Acts:
    """Let the postman sign the slip that was prepared in the evening."""
    if memory.slip is not None:
        yield DemoAct("relay.hand_to_postman", {"slip": memory.slip})
        memory.slip = None


def handed_in(memory: Memory, session: DemoSession) -> Acts:
    """Take in what is paid for already."""
    dice = session.dice
    for _ in range(session.some(1, 3)):
        kind, carrier = dice.choice(_HANDED_IN)
        number = as_typed(memory.number(carrier, dice), dice)
        if memory.rota.comes("wrong deposit", 40, dice):
            yield DemoAct("relay.deposit", {"kind": kind, "tracking": number}, taken_back="wrong_key")
        yield DemoAct("relay.deposit", {"kind": kind, "tracking": number})
    if not memory.chronopost and memory.rota.comes("chronopost on", 12, dice):
        yield DemoAct("relay.switch", {"operation": "DEP_CHRONO", "on": True})
        memory.chronopost = True
    elif memory.chronopost and memory.rota.comes("chronopost off", 60, dice):
        yield DemoAct("relay.switch", {"operation": "DEP_CHRONO", "on": False})
        memory.chronopost = False
    elif memory.chronopost and chance(dice, 40):
        yield DemoAct("relay.deposit", {"kind": "parcel", "tracking": memory.number("chronopost", dice)})


def postman(memory: Memory, session: DemoSession) -> Acts:
    """Empty the letter box, then hand everything that waits to the postman, once nobody is there any more."""
    letters = {"kind": "letter", "count": session.some(4, 40) + 1}
    told = yield DemoAct("relay.deposit", letters, evening=True)
    deposited = told.entries[0]
    if memory.rota.comes("prepared", 4, session.dice):
        if memory.rota.comes("cancelled", 5, session.dice):
            yield DemoAct("relay.prepare_slip", {"what": DEPOSITS}, taken_back="wrong_key", evening=True)
        told = yield DemoAct("relay.prepare_slip", {"what": DEPOSITS}, evening=True)
        yield DemoAct("relay.hand_to_postman", {"slip": _number(told), "what": DEPOSITS}, evening=True)
    else:
        yield DemoAct("relay.hand_to_postman", {"what": DEPOSITS}, evening=True)
    if memory.rota.comes("left behind", 9, session.dice):
        yield DemoAct("relay.taken_back", {"entry": deposited}, evening=True)
    yield from _returns(memory, session)


def _returns(memory: Memory, session: DemoSession) -> Acts:
    due = [item for item in memory.items if item.is_due(session.day)]
    own = [item for item in due if item.principal == LAPOSTE]
    if own and memory.rota.comes("prepared overnight", 3, session.dice):
        told = yield DemoAct("relay.prepare_slip", {"what": RETURNS}, evening=True)
        memory.slip = _number(told)
        _left(memory, own)
    elif own:
        yield DemoAct("relay.hand_to_postman", {"what": RETURNS}, evening=True)
        if memory.rota.comes("not in the sack", 7, session.dice):
            # It stays in mind: the next postman gets it.
            behind = own.pop()
            yield DemoAct("relay.taken_back", behind.which, evening=True)
        _left(memory, own)
    # Other networks send their own drivers, now and then.
    for principal in sorted({item.principal for item in due} - {LAPOSTE}):
        theirs = [item for item in due if item.principal == principal]
        if memory.rota.comes(f"driver {principal}", 3, session.dice):
            whose = {"what": RETURNS, "carrier": theirs[0].carrier}
            yield DemoAct("relay.hand_to_postman", whose, evening=True)
            _left(memory, theirs)


def _left(memory: Memory, items: list[ShelvedItem]) -> None:
    memory.items = [item for item in memory.items if item not in items]


def _number(told: DemoAnswer) -> str:
    return str(told.result["number"])


def visited(memory: Memory, session: DemoSession) -> Acts:
    """Note that somebody of the post office came, or taught something: about once a month, when all else is done."""
    if memory.rota.comes("visit", 24, session.dice):
        kind, minutes = session.dice.choice((("visit", 20), ("visit", 45), ("training", 60)))
        yield DemoAct("relay.note_visit", {"kind": kind, "minutes": minutes})


def compared(memory: Memory, session: DemoSession) -> Acts:
    """Hold what waits here against La Poste's own list: every other week."""
    here = [item for item in memory.items if item.carrier == "colissimo" and item.state == HELD]
    listed = [item.which["tracking"] for item in here if "tracking" in item.which]
    if listed and memory.rota.comes("compared", 11, session.dice):
        rows = [{"tracking": tracking, "status": _THERE} for tracking in listed]
        yield DemoAct("relay.compare", {"carrier": "colissimo", "rows": rows})
