"""Departures with the postman: deposits that wait, slips, and the words that call for him.

Source: docs/trade.md, "Operations of the relay", "Life of an item"; docs/contract.md, "Custody and slips",
"Corrections".
"""

from typing import Any

from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct, Option
from concierge_desk.counter.cards.words import on_day, say
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.values import codelists
from concierge_desk.domain.tracking import ending
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.slips.model import CANCELLED, PREPARED
from concierge_desk.services.relay.counter.arrivals import KINDS
from concierge_desk.services.relay.counter.items import SERVICE, given, slip_acts, still_here
from concierge_desk.services.relay.counter.words import grouped
from concierge_desk.services.relay.model.facts.leaving import DEPOSITS, LETTER, RETURNS
from concierge_desk.services.relay.model.numbers import LAPOSTE
from concierge_desk.services.relay.model.operations import DEPOSITS as OPERATIONS
from concierge_desk.services.relay.model.slots import TO_SIGN
from concierge_desk.services.relay.tables import counter as tables
from concierge_desk.services.relay.tables import looks
from concierge_desk.services.relay.tables.counter import Outgoing, Postbag, SlipCard

LEAVE: dict[str, str] = {
    DEPOSITS: N_("Deposits for the postman"),
    RETURNS: N_("Returns for the postman"),
}


def outgoing(item: Outgoing, now: Now) -> Offer:
    """Return the card of something that was handed in: it waits for the postman, or left with him."""
    lang = now.lang
    receipt = OfferedAct(say("Receipt", lang), paper=f"deposit:{item.seq}")
    told, day = N_("Handed in {when}, waits for the postman"), item.deposited_day
    acts: tuple[OfferedAct, ...]
    if item.left_day is not None:
        told, day = N_("Left with the postman {when}"), item.left_day
        acts = (still_here({"tracking": item.tracking}, lang),)
    elif item.slip is not None:
        acts = slip_acts(item.slip, lang)
    else:
        acts = (given(DEPOSITS, item.tracking, lang),)
    return Offer(
        service=SERVICE,
        ref=f"out:{item.seq}",
        title=grouped(item.tracking),
        acts=(*acts, receipt),
        detail=on_day(told, day, now.today, lang),
        tag=say("on the slip {slip}", lang, slip=item.slip) if item.slip and not item.left_day else "",
        listed=ending(item.tracking),
        state="left" if item.left_day is not None else "deposited",
    )


def slip(found: SlipCard, now: Now) -> Offer:
    """Return the card of a slip: to be signed, signed, or cancelled."""
    lang = now.lang
    told = {
        PREPARED: N_("Prepared {when}: the postman has to sign it"),
        CANCELLED: N_("Cancelled: what was on it waits again"),
    }.get(found.state, N_("Signed {when}"))
    sign, paper = slip_acts(found.number, lang)
    return Offer(
        service=SERVICE,
        ref=found.number,
        title=f"{say(LEAVE[found.what], lang)}, {found.number}",
        acts=(sign, paper) if found.state == PREPARED else (paper,),
        detail=on_day(told, found.day, now.today, lang),
        short=found.number,
        state=found.state,
        due=TO_SIGN if found.state == PREPARED else "",
    )


def to_sign(rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return the slips that a postman has to sign."""
    return tuple(slip(found, now) for found in tables.prepared_slips(rows))


def postman(rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return what may be given to each network's postman, prepared slips first."""
    carriers = {owner: carrier for carrier, owner in looks.principals(rows, now.today).items()}
    bags = sorted(tables.postbags(rows, now.today), key=lambda bag: bag.principal != LAPOSTE)
    found = (*to_sign(rows, now), *[offer for bag in bags for offer in _bag(bag, carriers, now)])
    nothing = Offer(SERVICE, "postman", say("Nothing waits for the postman", now.lang), ())
    return found or (nothing,)


def deposits(rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return what is handed in already paid for: letters, counted by the number typed before; pieces without a number."""
    lang, switches = now.lang, looks.switches(rows)
    kinds = [kind for kind in OPERATIONS if switches.on(OPERATIONS[kind])]
    take_in = say("Take in", lang)
    found = []
    if LETTER in kinds:
        count = Ask("count", say("How many letters?", lang), "count")
        act = OfferedAct(take_in, "relay.deposit", {"kind": LETTER}, (count,))
        found.append(Offer(SERVICE, "letters", say("Letters already franked, handed in", lang), (act,)))
    options = tuple(Option(say(KINDS[kind], lang), kind) for kind in kinds if kind != LETTER)
    if options:
        what = Ask("kind", say("What is handed in?", lang), "choice", options)
        act = OfferedAct(take_in, "relay.deposit", asks=(what,))
        found.append(Offer(SERVICE, "deposit", say("Handed in without a number", lang), (act,)))
    return tuple(found)


def _bag(bag: Postbag, carriers: dict[str, str], now: Now) -> list[Offer]:
    found = []
    for what, count in ((DEPOSITS, bag.deposits), (RETURNS, bag.returns)):
        fields: dict[str, Any] = {"what": what}
        name = ""
        if bag.principal != LAPOSTE:
            # What came in before its carrier was another one's leaves with its own postman all the same.
            known = carriers.get(bag.principal)
            fields |= {"principal": bag.principal} if known is None else {"carrier": known}
            name = f"{codelists.label_of('principal', bag.principal, now.lang)}, "
        if count:
            found.append(_leaves(name, what, count, fields, now))
    return found


def _leaves(name: str, what: str, count: int, fields: dict[str, Any], now: Now) -> Offer:
    lang = now.lang
    waits = N_("{count} waiting") if what == DEPOSITS else N_("{count} to give back")
    return Offer(
        service=SERVICE,
        ref=f"postman:{what}:{fields.get('carrier') or fields.get('principal', '')}",
        title=name + say(LEAVE[what], lang),
        acts=(
            OfferedAct(say("The postman signs at once", lang), "relay.hand_to_postman", fields),
            OfferedAct(say("Prepare the slip", lang), "relay.prepare_slip", fields),
        ),
        detail=say(waits, lang, count=count),
    )
