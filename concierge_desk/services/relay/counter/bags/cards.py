"""Cards of bags: one is announced, the run of scans goes into it, one key closes it; what is found later.

Source: docs/contract.md, "Bags"; decision 0076.
"""

from dataclasses import replace

from concierge_desk.counter.cards.at_counter import MorningList
from concierge_desk.counter.cards.listed_options import listed_options
from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct, Option, Tone
from concierge_desk.counter.cards.words import on_day, say
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.texts.speech import Speech
from concierge_desk.counter.values.codelists import codes, label_of
from concierge_desk.domain.tracking import Recognised
from concierge_desk.i18n import N_, NN_
from concierge_desk.mechanisms.custody.model.places import proposed
from concierge_desk.services.relay.counter.items import SERVICE
from concierge_desk.services.relay.counter.words import number_ask
from concierge_desk.services.relay.model.facts.bags import Bag, differences, how_many
from concierge_desk.services.relay.model.operations import ARRIVAL
from concierge_desk.services.relay.tables import counter as tables
from concierge_desk.services.relay.tables import looks
from concierge_desk.services.relay.tables.bags import looks as bags
from concierge_desk.services.relay.tables.bags.looks import BagCount

TO_CLOSE = "bags_open"
LISTS = {TO_CLOSE: MorningList(N_("Bags to close"), "relay.close_bag", beside=True)}


def owner_label(code: str, lang: str) -> str:
    """Return what whoever a bag is of is called: a carrier, or a principal."""
    return label_of("carrier" if code in codes("carrier") else "principal", code, lang)


def owners(rows: Rows, now: Now) -> tuple[Option, ...]:
    """Return whose bags may come: a principal's whose carriers share one, then each carrier's."""
    served = looks.principals(rows, now.today)
    shared = sorted({name for name in served.values() if list(served.values()).count(name) > 1})
    carriers = [code for code in codes("carrier") if code in served]
    return tuple(Option(owner_label(code, now.lang), code) for code in (*shared, *carriers))


def found(rows: Rows, number: str, now: Now) -> tuple[Offer, ...]:
    """Return the card of a bag by its number."""
    bag = bags.bag(rows, number)
    return () if bag is None else (_card(rows, bag, now),)


def running(rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return the bags that are open, the one that something happened to last first: a run of scans goes into it."""
    # Whoever scans already goes on by scanning.
    return tuple(replace(card, acts=card.acts[:1]) for card in open_ones(rows, now))


def coming(rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return how a bag is announced, and those that are open."""
    lang = now.lang
    if not looks.switches(rows).on(ARRIVAL):
        return open_ones(rows, now)
    whose = Ask("carrier", say("Who brings the bag?", lang), "choice", owners(rows, now))
    count = Ask("count", say("How many items does the driver announce?", lang), "count")
    listed = Ask(
        "trackings",
        say("The numbers in it? Scan or paste them, or drop a file here.", lang),
        "text",
        gathers=True,
    )
    acts = (
        OfferedAct(say("Say how many", lang), "relay.announce", asks=(whose, count), runs=True),
        OfferedAct(say("Give the list", lang), "relay.announce", asks=(whose, listed), runs=True),
    )
    detail = say("Announce it, then scan: what is missing and too many is told at its end.", lang)
    return (Offer(SERVICE, "bag", say("A bag arrives", lang), acts, detail), *open_ones(rows, now))


def open_ones(rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return the bags that are still to be closed, the one that something happened to last first."""
    return tuple(_card(rows, bag, now) for bag in bags.open_bags(rows))


def bag_of(rows: Rows, number: Recognised, now: Now, *, run: bool) -> Bag | None:
    """Return the bag that a number came in: the one that announced it, else in a run the open one of its network.

    Args:
        rows: The running transaction.
        number: As read.
        now: The day, the language.
        run: In a run of scans whatever is not announced goes into a bag too, if one is open.
    """
    announced = bags.announcing(rows, number.number)
    if announced:
        return bags.bag(rows, announced[0])
    there = bags.open_bags(rows) if run else ()
    carrier = number.carrier if number.certain else None
    of = (carrier, looks.principals(rows, now.today).get(carrier or ""))
    return next((bag for bag in there if bag.carrier in of), there[0] if there else None)


def tag_of(rows: Rows, bag: Bag, number: str, lang: str) -> tuple[str, bool]:
    """Return what is said of a number that came in a bag, and whether the bag was announced without it."""
    if bag.listed and number not in bags.listed(rows, bag.bag):
        return say("bag {bag}: not announced", lang, bag=bag.bag), True
    return say("bag {bag}", lang, bag=bag.bag), False


def _card(rows: Rows, bag: Bag, now: Now) -> Offer:
    count = bags.counted(rows, bag)
    lang = now.lang
    tag, tone = _differences(count, lang)
    acts: tuple[OfferedAct, ...] = ()
    if bag.is_open:
        acts = (
            OfferedAct(say("All is scanned: close it", lang), "relay.close_bag", {"bag": bag.bag}),
            OfferedAct(say("Go on scanning", lang), leads="f3"),
        )
    elif bag.closed_day is not None:
        slip = OfferedAct(say("Slip", lang), paper=f"slip:{bag.bag}")
        acts = (slip, _found_later(rows, bag, now))
    return Offer(
        service=SERVICE,
        ref=bag.bag,
        title=say("Bag {bag}, {whose}", lang, bag=bag.bag, whose=owner_label(bag.carrier, lang)),
        acts=acts,
        detail=_detail(count, now),
        tag=tag,
        tone=tone,
        short=bag.bag,
        state=bag.state,
        due=TO_CLOSE if bag.is_open else "",
    )


def _detail(count: BagCount, now: Now) -> str:
    bag, lang = count.bag, now.lang
    told = {"received": len(count.received), "announced": bag.announced}
    scanned = say("{received} of {announced} scanned", lang, **told)
    if bag.closed_day is None:
        return scanned
    return f"{on_day(N_('Closed {when}'), bag.closed_day, now.today, lang)}, {scanned}"


def _differences(count: BagCount, lang: str) -> tuple[str, Tone]:
    """Return what is missing of a bag and too many by now, in words, and how that is meant."""
    gaps = [how_many(gap) for gap in differences(count.bag, count.listed, count.received)]
    missing, too_many = gaps
    # While a bag is open, what is missing is still to be scanned.
    odd = too_many or (missing and not count.bag.is_open)
    words = (NN_("1 missing", "{count} missing"), NN_("1 too many", "{count} too many"))
    told = [Speech(lang).count(*said, gap) for said, gap in zip(words, gaps, strict=True) if gap]
    if not told:
        return say("nothing is missing", lang), "good"
    return ", ".join(told), "warning" if odd else "plain"


def _found_later(rows: Rows, bag: Bag, now: Now) -> OfferedAct:
    """Return how something of a closed bag is taken in that is found only now."""
    lang = now.lang
    served = looks.principals(rows, now.today)
    known = [code for code in codes("carrier") if code in served and bag.carrier in (code, served[code])]
    place = proposed(tables.places(rows), tables.crowd(rows), capacities=bags.capacities(rows))
    asks = (
        number_ask(lang),
        Ask(
            "carrier",
            say("Which network?", lang),
            "choice",
            listed_options("carrier", lang, tuple(known)),
            known[0] if len(known) == 1 else None,
        ),
        Ask("addressee.name", say("For whom?", lang), "text", optional=True),
        Ask("shelf", say("On which shelf?", lang), "text", proposal=place),
    )
    fields = {"bag": bag.bag, "presented_day": now.today.isoformat()}
    return OfferedAct(say("Something of it is found", lang), "relay.receive", fields, asks)
