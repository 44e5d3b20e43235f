"""Shelves in the demo: items come in, are looked for, handed over, refused, reminded of, complained about.

Source: docs/trade.md, "Hand-over", "Life of an item".
"""

from datetime import date, timedelta
from typing import Any

from concierge_desk.counter.demo.demo import Acts, DemoAct, DemoAnswer, DemoSession, chance
from concierge_desk.mechanisms.custody.model import DAMAGED, NOT_FOUND
from concierge_desk.services.relay.demo import bags
from concierge_desk.services.relay.demo.memory import Memory, ShelvedItem, as_typed
from concierge_desk.services.relay.model.identity import DOCUMENT_OR_CODE, NONE, IdentifiedItem, demand_of
from concierge_desk.services.relay.model.identity import DOCUMENTS as BOTH_DOCUMENTS
from concierge_desk.services.relay.model.states import HELD, MISROUTED, REFUSED
from concierge_desk.services.relay.tables import shipped

_NETWORKS = ("colissimo", "registered", "letter", "s10", "chronopost", "dpd", "mondial_relay")
_SHARES = (42, 18, 10, 9, 8, 6, 7)
_NAMED_BY_CLERK = ("mondial_relay",)
"""Networks whose numbers could be anybody's: the clerk reads the label."""

_ABROAD = "s10"
"""Nobody was sent a code of it: everybody shows a document."""
_DOCUMENTS = ("id_card", "id_card", "passport", "residence_permit", "driving_licence")
_REMINDED_BEFORE = timedelta(days=4)
_LOST_AFTER = timedelta(days=6)


def places(memory: Memory) -> Acts:
    """Say once which places there are, in the order they are filled."""
    if not memory.is_set_up:
        known = [f"{row}{n}" for row in "ABCDE" for n in range(1, 9)]
        yield DemoAct("relay.set_places", {"places": known})
        yield from bags.room(known[:24])


def bag(memory: Memory, session: DemoSession) -> Acts:
    """Empty the postman's bag: each item gets its place."""
    dice = session.dice
    carriers = dice.choices(_NETWORKS, _SHARES, k=session.some(5, 11))
    coming = [bags.BroughtItem(carrier, memory.number(carrier, dice)) for carrier in carriers]
    yield from bags.announced(memory, session, coming)
    for one in coming:
        own = memory.bag if one.carrier in bags.OF_THE_POSTMAN else None
        yield from _arrival(memory, session, one, own)
    yield from bags.closed(memory, session)
    for late in [late for late in memory.late if chance(dice, 40)]:
        memory.late.remove(late)
        yield from _arrival(memory, session, bags.BroughtItem("colissimo", late[1]), late[0])
    if memory.rota.comes("torn", 9, session.dice):
        shelf = {"shelf": "D9", "carrier": "colissimo", "addressee": {"name": session.person}}
        told = yield DemoAct("relay.receive", shelf)
        _kept(memory, told, {}, signature=False)
    if memory.rota.comes("odd key", 15, session.dice):
        odd = {"tracking": _misprinted(memory.number("colissimo", session.dice)), "shelf": "C1"}
        told = yield DemoAct("relay.receive", odd)
        _kept(memory, told, {"tracking": odd["tracking"]}, signature=False)


def people(memory: Memory, session: DemoSession) -> Acts:
    """Hand things over, and note what happens meanwhile."""
    dice, day = session.dice, session.day
    waiting = [item for item in memory.items if item.can_go(day)]
    # Whoever was reminded comes soon; the others as they find the time.
    coming = [item for item in waiting if chance(dice, 45 if item.reminded else 22)]
    for item in coming:
        yield from _hand_over(memory, session, item)
    yield from _incidents(memory, session)
    for item in [item for item in memory.items if _is_to_remind(item, day)]:
        yield DemoAct("relay.remind", item.which)
        memory.change(item, reminded=True)
    yield from _missing(memory, day)
    if memory.rota.comes("complaint", 8, dice):
        number = {"tracking": memory.number("colissimo", dice)} if chance(dice, 60) else {}
        subject = dice.choice(("not_received", "late", "notice_missing", "price"))
        complaint = {"subject": subject, **number, "note": session.remark("complaint")}
        told = yield DemoAct("relay.complain", complaint)
        memory.complaints.append(str(told.result["complaint"]))


def complaints(memory: Memory) -> Acts:
    """Pass on what was complained of, day by day: the answer comes, then whoever complained is told."""
    for which in [{"complaint": number} for number in memory.answered]:
        yield DemoAct("relay.close_complaint", {**which, "outcome": "told"})
    for which in [{"complaint": number} for number in memory.passed_on]:
        yield DemoAct("relay.answer_complaint", {**which, "note": _ANSWER})
    for which in [{"complaint": number} for number in memory.complaints]:
        yield DemoAct("relay.forward_complaint", {**which, "to": "parent_office"})
    memory.answered, memory.passed_on, memory.complaints = memory.passed_on, memory.complaints, []


_ANSWER = "Retrouvé au centre de tri, distribué demain."


def mandates(memory: Memory, session: DemoSession) -> Acts:
    """Note a company's mandate when it is shown, and that it ends."""
    if memory.mandate is None:
        until = session.day + timedelta(days=5 * 360)
        told = yield DemoAct(
            "relay.record_mandate",
            {"company": session.company, "holder": session.person, "valid_until": until.isoformat()},
        )
        memory.mandate = str(told.result["mandate"])
    elif memory.rota.comes("mandate ends", 40, session.dice):
        yield DemoAct("relay.end_mandate", {"mandate_code": memory.mandate})
        memory.mandate = None


def _arrival(memory: Memory, session: DemoSession, coming: bags.BroughtItem, bag: str | None) -> Acts:
    dice, carrier, number = session.dice, coming.carrier, coming.number
    which = {"tracking": number, **({"carrier": carrier} if carrier in _NAMED_BY_CLERK else {})}
    fields: dict[str, Any] = {
        **which,
        "tracking": as_typed(number, dice),
        "shelf": f"{dice.choice('ABCE')}{dice.randint(1, 8)}",
        "addressee": {"name": session.person},
        **({} if bag is None else {"bag": bag}),
    }
    if carrier in ("registered", "chronopost"):
        fields["presented_day"] = (session.day - timedelta(days=dice.randint(0, 2))).isoformat()
    if carrier == "colissimo" and chance(dice, 25):
        fields["label_deadline_day"] = (session.day + timedelta(days=dice.randint(8, 14))).isoformat()
    signature = carrier in ("colissimo", "chronopost") and chance(dice, 20)
    if signature:
        fields["signature"] = True
    if memory.rota.comes("wrong shelf", 60, dice):
        yield DemoAct("relay.receive", {**fields, "shelf": "Z9"}, taken_back="wrong_key")
    told = yield DemoAct("relay.receive", fields)
    _kept(memory, told, which, signature=signature)


def _kept(memory: Memory, told: DemoAnswer, which: dict[str, str], *, signature: bool) -> None:
    result = told.result
    memory.items.append(
        ShelvedItem(
            which=which or {"custody": str(result["custody"])},
            carrier=str(result["carrier"]),
            principal=str(result["principal"]),
            last_day=date.fromisoformat(str(result["deadline_day"])),
            signature=signature,
        )
    )


def _hand_over(memory: Memory, session: DemoSession, item: ShelvedItem) -> Acts:
    dice, rota = session.dice, memory.rota
    if rota.comes("refused", 14, dice):
        reason = dice.choice(("refused_by_addressee", "refused_by_addressee", "damaged", "other"))
        yield DemoAct("relay.refuse", {**item.which, "reason": reason})
        memory.change(item, state=REFUSED)
        return
    if item.carrier == "registered" and rota.comes("no mandate", 7, dice):
        # The neighbour means well: without a mandate the letter stays.
        neighbour = {"collector": "proxy", "proxy": {"name": session.person, "id_document": "id_card"}}
        yield DemoAct("relay.hand_over", {**item.which, **neighbour}, refused="relay.mandate_needed")
        return
    given = {**item.which, **_shown(memory, session, item)}
    if item.state == DAMAGED and chance(dice, 75):
        given["reserves"] = session.remark("reserves")
    if rota.comes("wrong person", 45, dice):
        yield DemoAct("relay.hand_over", given, taken_back="wrong_key")
    yield DemoAct("relay.hand_over", given)
    memory.items.remove(item)


def _shown(memory: Memory, session: DemoSession, item: ShelvedItem) -> dict[str, Any]:
    """Return who collects, and what is shown for the item."""
    dice = session.dice
    own: dict[str, Any] = {"id_document": dice.choice(_DOCUMENTS)}
    proxy: dict[str, Any] = {"name": session.person, "id_document": dice.choice(_DOCUMENTS)}
    demand = demand_of(
        shipped.identity_rules(), IdentifiedItem(item.carrier, None, item.signature), session.day
    )
    written = demand.proxy != BOTH_DOCUMENTS
    if written and memory.mandate is not None and memory.rota.comes("company", 16, dice):
        return {
            "collector": "proxy",
            "proxy": {**proxy, "mandate": "company", "mandate_code": memory.mandate},
        }
    if memory.rota.comes("proxy", 8, dice):
        mandate = {"mandate": dice.choice(("on_notice", "paper", "permanent"))} if written else {}
        return {"collector": "proxy", **own, "proxy": {**proxy, **mandate}}
    if item.carrier == _ABROAD:
        return {"collector": "addressee", **own}
    if demand.requirement == NONE:
        return {"collector": "addressee"}
    if demand.requirement == DOCUMENT_OR_CODE and chance(dice, 55):
        return {"collector": "addressee", "pickup_code": f"{dice.randrange(10_000):04d}"}
    return {"collector": "addressee", **own}


def _incidents(memory: Memory, session: DemoSession) -> Acts:
    """Something is the matter with one of the items that are there."""
    dice, rota = session.dice, memory.rota
    sound = [item for item in memory.items if item.state == HELD]
    if sound and rota.comes("moved", 6, dice):
        moved = sound.pop(dice.randrange(len(sound)))
        # Where it lies already it cannot be put.
        place = f"R{dice.randint(1, 9)}"
        yield DemoAct(
            "relay.move", {**moved.which, "shelf": place}, refused="relay.same_shelf", certain=False
        )
    for what, every, incident, about in _WRONG:
        if sound and rota.comes(what, every, dice):
            item = sound.pop(dice.randrange(len(sound)))
            told = {"incident": incident, "note": session.remark(about)}
            yield DemoAct("relay.report_incident", {**item.which, **told})
            is_missed = incident == NOT_FOUND
            memory.change(item, state=incident, missed_day=session.day if is_missed else None)
            memory.missed += is_missed


_WRONG = (
    ("damaged", 9, DAMAGED, "damage"),
    ("misrouted", 11, MISROUTED, "misrouted"),
    ("not found", 11, NOT_FOUND, "missing"),
)
"""Of what goes wrong: what it is, how seldom it comes, the incident, and what is said of it."""


def _missing(memory: Memory, day: date) -> Acts:
    """Find what could not be found; every third time it stays lost."""
    for item in [item for item in memory.items if item.missed_day is not None and item.missed_day < day]:
        if memory.missed % 3 != 2:
            yield DemoAct("relay.report_incident", {**item.which, "incident": "found"})
            memory.change(item, state=HELD, missed_day=None)
        elif item.missed_day is not None and item.missed_day + _LOST_AFTER <= day:
            yield DemoAct("relay.report_incident", {**item.which, "incident": "lost"})
            memory.items.remove(item)


def _is_to_remind(item: ShelvedItem, day: date) -> bool:
    return item.can_go(day) and not item.reminded and item.last_day - _REMINDED_BEFORE <= day


def _misprinted(number: str) -> str:
    """Return a number whose key does not hold: a smudged label is warned of, never refused."""
    return number[:-1] + str((int(number[-1]) + 1) % 10)
