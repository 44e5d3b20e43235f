"""Arrivals by number: from the carrier's bag onto a shelf, or over the counter for the postman.

Source: docs/trade.md, "Holding periods", "Tracking numbers".
"""

import re
from dataclasses import dataclass, replace

from concierge_desk.counter.cards.listed_options import listed_options
from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct, Option
from concierge_desk.counter.cards.words import say
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.texts.messages import low
from concierge_desk.counter.values import codelists
from concierge_desk.domain.tracking import Recognised
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.custody.model.places import proposed
from concierge_desk.services.relay.counter.bags.cards import bag_of, tag_of
from concierge_desk.services.relay.counter.items import SERVICE
from concierge_desk.services.relay.counter.words import item_name, line_name
from concierge_desk.services.relay.model import operations
from concierge_desk.services.relay.model.facts.leaving import CHRONOPOST
from concierge_desk.services.relay.model.operations import ARRIVAL, CHRONOPOST_DEPOSIT, Switches
from concierge_desk.services.relay.tables import counter as tables
from concierge_desk.services.relay.tables import looks
from concierge_desk.services.relay.tables.bags import looks as bags

_UNKNOWN_NUMBER = re.compile(r"(?=.*[0-9])[0-9A-Z]{6,60}")
"""What may be a number of a shape that nobody knows: long enough, with a figure."""

_LETTERS = ("registered", "letter", "s10")
"""Networks whose numbers stand on letters as well as on parcels."""

_FOR_LETTERS = ("registered", "prepaid_return", "parcel")
_FOR_PARCELS = ("prepaid_return", "parcel", "registered")
"""What may be handed in under a number, the likeliest first."""

KINDS = {
    "registered": N_("A registered letter"),
    "parcel": N_("A parcel"),
    "prepaid_return": N_("A prepaid return"),
}


@dataclass(frozen=True, slots=True)
class Coming:
    """A number that is not here yet, and what the shop makes of it.

    Attributes:
        found: The number and what its shape says.
        carriers: Networks of this shop, the suggested one first; the only one where the shape is sure.
        place: Proposed for it; None where nobody knows a place.
        switches: What the shop offers.
        now: The day, the language.
        bag: The bag that it came in, None for none.
        tag: What is said of that.
        differs: The bag was announced without it.
    """

    found: Recognised
    carriers: tuple[str, ...]
    place: str | None
    switches: Switches
    now: Now
    bag: str | None = None
    tag: str = ""
    differs: bool = False

    @property
    def carrier(self) -> str | None:
        """Network that the shape is sure of."""
        return self.found.carrier if self.found.certain else None


def free_places(rows: Rows) -> tuple[str, ...]:
    """Return the places on which nothing lies, in the order they are filled."""
    crowd = tables.crowd(rows)
    return tuple(place for place in tables.places(rows) if not crowd.get(place))


def coming(rows: Rows, found: Recognised, now: Now, *, run: bool = False) -> Coming:
    """Return a number that is not here yet, and what the shop makes of it.

    Args:
        rows: The running transaction.
        found: The number.
        now: The day, the language.
        run: It was scanned in a run of arrivals.
    """
    served = looks.principals(rows, now.today)
    known = [code for code in codelists.codes("carrier") if code in served]
    if found.certain:
        known = [code for code in known if code == found.carrier]
    bag = bag_of(rows, found, now, run=run)
    tag, differs = ("", False) if bag is None else tag_of(rows, bag, found.number, now.lang)
    return Coming(
        bag=None if bag is None else bag.bag,
        tag=tag,
        differs=differs,
        found=found,
        carriers=tuple(sorted(known, key=lambda code: code != found.carrier)),
        place=proposed(tables.places(rows), tables.crowd(rows), capacities=bags.capacities(rows)),
        switches=looks.switches(rows),
        now=now,
    )


def may_be_number(found: Recognised) -> bool:
    """Say whether a text may be a carrier's number, its shape known or not."""
    return found.format is not None or _UNKNOWN_NUMBER.fullmatch(found.number) is not None


def unknown(item: Coming) -> Offer:
    """Return the card of a number that nobody knows: what it may become, first what is brought over the counter."""
    offer = arrival(item)
    acts = (*_deposits(item), *offer.acts) if item.bag is None else (*offer.acts, *_deposits(item))
    return replace(
        offer,
        acts=acts,
        brought=bool(acts) and item.found.certain and item.found.key != "fails",
        detail=say(
            N_("Announced with a bag") if item.bag else N_("Neither on a shelf nor waiting for the postman"),
            item.now.lang,
        ),
        place="",
        unknown=True,
    )


def arrival(item: Coming) -> Offer:
    """Return the card of an item out of the carrier's bag: where it is put."""
    number, lang = item.found.number, item.now.lang
    return Offer(
        service=SERVICE,
        ref=number,
        title=item_name(item.carrier, number, "", lang),
        acts=_arrivals(item),
        place=item.place or "",
        tag=item.tag if item.carriers else say("this shop does not serve this network", lang),
        tone="warning" if item.differs or not item.carriers else "plain",
        listed=line_name(item.carrier, number, lang),
        number=number,
    )


def without_number(rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return how an item is taken in whose label has no number: ours gives it one."""
    item = coming(rows, Recognised("", None, None, certain=False, key="none", country_known=None), now)
    if not _arrivals(item):
        return ()
    title = say("An item without a number", now.lang)
    return (Offer(SERVICE, "arrival", title, _arrivals(item), place=item.place or ""),)


def _arrivals(item: Coming) -> tuple[OfferedAct, ...]:
    """Return the ways to take an item in: as most come, and with all that a label may say."""
    if not item.carriers or not item.switches.on(ARRIVAL):
        return ()
    lang, today = item.now.lang, item.now.today.isoformat()
    carrier = _carrier(item)
    who = Ask("addressee.name", say("For whom?", lang), "text", optional=True)
    where = Ask("shelf", say("On which shelf?", lang), "text", proposal=item.place)
    number = {"tracking": item.found.number} if item.found.number else {}
    if item.bag is not None:
        number["bag"] = item.bag
    signed = (Option(say("No", lang), False), Option(say("Yes", lang), True))
    dates = (
        Ask("presented_day", say("Of which day is the notice?", lang), "day", proposal=today),
        Ask("label_deadline_day", say("Which last day stands on the label?", lang), "day", optional=True),
        Ask("signature", say("Is it handed over against a signature?", lang), "choice", signed, False),
    )

    def receive(label: str, fields: dict[str, str], *asks: Ask) -> OfferedAct:
        return OfferedAct(say(label, lang), "relay.receive", fields, (*carrier, *asks), arrives=True)

    alone = {name: value for name, value in number.items() if name != "bag"}
    return (
        receive(N_("Put on the shelf"), {**number, "presented_day": today}, who, where),
        receive(N_("Other dates, signature"), number, *dates, who, where),
        *(
            [receive(N_("It came outside the bag"), {**alone, "presented_day": today}, who, where)]
            if item.bag is not None
            else []
        ),
    )


def _carrier(item: Coming) -> tuple[Ask, ...]:
    if item.found.certain:
        return ()
    options = listed_options("carrier", item.now.lang, item.carriers)
    suggested = item.found.carrier if item.found.carrier in item.carriers else None
    return (Ask("carrier", say("Which network?", item.now.lang), "choice", options, suggested),)


def _deposits(item: Coming) -> tuple[OfferedAct, ...]:
    """Return how it is taken in for the postman, an act for each kind; none where the shop takes none of them."""
    lang = item.now.lang
    likely = _FOR_LETTERS if item.found.carrier in _LETTERS else _FOR_PARCELS
    kinds = [kind for kind in likely if item.switches.on(operations.DEPOSITS[kind])]
    if not item.switches.on(CHRONOPOST_DEPOSIT):
        item = replace(item, carriers=tuple(code for code in item.carriers if code != CHRONOPOST))
    if not kinds or not item.carriers:
        return ()
    number = item.found.number
    return tuple(
        OfferedAct(
            say("Deposit: {what}", lang, what=low(say(KINDS[kind], lang))),
            "relay.deposit",
            {"tracking": number, "kind": kind},
            _carrier(item),
        )
        for kind in kinds
    )
