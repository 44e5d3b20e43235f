"""The rows of a shelf's page: what is to be done today and all that waits; an inventory; what it found.

Source: decisions 0022, 0028.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from concierge_desk.counter.cards.inventory import Inventory, Outcome, Surplus
from concierge_desk.counter.cards.natural_order import natural
from concierge_desk.counter.cards.offers import Offer, Tone
from concierge_desk.counter.cards.shelf import Order, day_words, sections
from concierge_desk.counter.texts.short_dates import short_day
from concierge_desk.counter.texts.speech import Speech
from concierge_desk.i18n import N_
from concierge_desk.pages.shelf.face import ShelfSheet

NOBODY_KNOWS = N_("Nobody here knows this code")


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """One line of the page; no name stands in it.

    Attributes:
        key: Tells it from every other line; the same thing may stand in two lists.
        ref: What its card is found by.
        title: What it is.
        part: Title of the part of the page that begins with it; empty for the others.
        heading: Heading of the section that begins with it; empty for the others.
        detail: One more line about it.
        tag: A few words that matter most.
        tone: Of the tag.
        place: Where it lies.
        number: What stands on its label; it is looked for and not shown.
        act: Command that is chosen on its card; empty where the first one is.
        acts: The commands that its card has.
        paper: Its paper, as `OfferedAct.paper`; its label where it has no other, empty without one.
        paper_name: What that is called, in the language asked.
        label: Its label; empty without one.
        seen: An inventory that is going on has seen it.
    """

    key: str
    ref: str
    title: str
    part: str = ""
    heading: str = ""
    detail: str = ""
    tag: str = ""
    tone: Tone = "plain"
    place: str = ""
    number: str = ""
    act: str = ""
    acts: frozenset[str] = frozenset()
    paper: str = ""
    paper_name: str = ""
    label: str = ""
    seen: bool = False


def waiting_rows(sheet: ShelfSheet, order: Order, speech: Speech) -> tuple[ShelfRow, ...]:
    """Return what is to be done today, then all that lies there in an order; of incidents, them alone."""
    if order == "incident":
        return _incidents(sheet, speech)
    return (*_today(sheet, speech), *_all(sheet, order, speech))


def counting_rows(sheet: ShelfSheet, inventory: Inventory, speech: Speech) -> tuple[ShelfRow, ...]:
    """Return what lies there shelf after shelf, and what of it was seen."""
    seen = speech.say("seen")
    rows: list[ShelfRow] = []
    for section in sections(sheet.offers, "place", sheet.today, speech.lang):
        found = [
            replace(_row(offer), detail="", tag=seen, tone="good", seen=True)
            if offer.ref in inventory.seen
            else replace(_row(offer), detail="", tag="", tone="plain")
            for offer in section.offers
        ]
        ticks = sum(row.seen for row in found)
        counted = speech.say(
            "{label} · {seen} of {count} seen", label=section.label, seen=ticks, count=len(found)
        )
        rows += _headed(found, counted)
    return tuple(rows)


def outcome_rows(sheet: ShelfSheet, found: Outcome, speech: Speech) -> tuple[ShelfRow, ...]:
    """Return what an inventory found, with what is to be done about it first."""

    def missing(offer: Offer) -> ShelfRow:
        told = speech.say("not seen")
        return replace(
            _row(offer), detail=_deadline(offer, sheet, speech), tag=told, tone="bad", act=sheet.misses
        )

    def again(offer: Offer) -> ShelfRow:
        return replace(_row(offer), tag=speech.say("seen"), tone="good", act=sheet.misses)

    def surplus(thing: Surplus) -> ShelfRow:
        return _surplus(thing, speech)

    return (
        # She walks along the shelf to look for them.
        *_listed(N_("Missing"), sorted(found.missing, key=_walked), missing, speech),
        *_listed(N_("Still missing, as noted"), sorted(found.noted, key=_walked), missing, speech),
        *_listed(N_("Found again: to be noted"), found.found, again, speech),
        *_listed(N_("Too much on this shelf"), found.surplus, surplus, speech),
    )


def _incidents(sheet: ShelfSheet, speech: Speech) -> tuple[ShelfRow, ...]:
    rows: list[ShelfRow] = []
    for section in sections(sheet.matters, "incident", sheet.today, speech.lang):
        rows += _headed(
            [_incident(offer, sheet, speech) for offer in section.offers],
            _counted(section.label, len(section.offers)),
        )
    return tuple(rows)


def _incident(offer: Offer, sheet: ShelfSheet, speech: Speech) -> ShelfRow:
    day = offer.incident.day if offer.incident is not None else ""
    since = speech.say("since today")
    if day < sheet.today.isoformat():
        since = speech.say("since {day}", day=short_day(date.fromisoformat(day), speech.lang))
    # What was missed is there again one day; what is damaged or misrouted is settled by whoever takes it.
    row = replace(_row(offer), detail=offer.tag, tag=since, tone="warning")
    if offer.missed:
        return replace(row, detail=_deadline(offer, sheet, speech), tone="bad", act=sheet.misses)
    return row


def _today(sheet: ShelfSheet, speech: Speech) -> list[ShelfRow]:
    rows: list[ShelfRow] = []
    for place, errands in enumerate(sheet.errands):
        found = [
            replace(_row(offer), key=f"today{place}:{offer.ref}", act=errands.act) for offer in errands.things
        ]
        rows += _headed(found, _counted(errands.label, len(found)))
    return _parted(rows, speech.say("To do today"))


def _all(sheet: ShelfSheet, order: Order, speech: Speech) -> list[ShelfRow]:
    rows: list[ShelfRow] = []
    for section in sections(sheet.offers, order, sheet.today, speech.lang):
        found = [_row(offer) for offer in section.offers]
        if order != "deadline":
            found = [
                # Here no heading tells it.
                replace(row, detail=" · ".join(filter(None, (_deadline(offer, sheet, speech), offer.detail))))
                for row, offer in zip(found, section.offers, strict=True)
            ]
        rows += _headed(found, _counted(section.label, len(found)))
    return _parted(rows, speech.say("On the shelf") if sheet.errands else "")


def _deadline(offer: Offer, sheet: ShelfSheet, speech: Speech) -> str:
    if offer.deadline_day is None:
        return ""
    return speech.say("deadline: {when}", when=day_words(offer.deadline_day, sheet.today, speech.lang))


def _walked(offer: Offer) -> tuple[object, ...]:
    return natural(offer.place)


def _row(offer: Offer) -> ShelfRow:
    papers = [act for act in offer.acts if act.paper]
    # A notice or a slip rather than the label, which has a key of its own.
    paper = next((act for act in papers if act.paper != offer.label), papers[0] if papers else None)
    return ShelfRow(
        key=offer.ref,
        ref=offer.ref,
        title=offer.line,
        detail=offer.detail,
        tag=offer.tag,
        tone=offer.tone,
        place=offer.place,
        number=offer.number,
        acts=frozenset(act.do for act in offer.acts),
        paper=(paper.paper or "") if paper is not None else "",
        paper_name=paper.label if paper is not None else "",
        label=offer.label,
    )


def _surplus(thing: Surplus, speech: Speech) -> ShelfRow:
    offer, tag = thing.offer, speech.say("not expected")
    if offer is None:
        told = speech.say(NOBODY_KNOWS)
        return ShelfRow(f"odd:{thing.code}", thing.code, thing.code, detail=told, tag=tag, tone="warning")
    row = replace(_row(offer), key=f"odd:{thing.code}", tag=tag, tone="warning")
    return replace(row, place="", detail=". ".join(filter(None, (offer.detail, offer.tag))))


def _listed(
    label: str, things: Sequence[Offer] | Sequence[Surplus], row: Callable[..., ShelfRow], speech: Speech
) -> Iterator[ShelfRow]:
    rows = [row(thing) for thing in things]
    yield from _headed(rows, _counted(speech.say(label), len(rows)))


def _headed(rows: Sequence[ShelfRow], heading: str) -> list[ShelfRow]:
    return [replace(row, heading=heading if at == 0 else "") for at, row in enumerate(rows)]


def _parted(rows: Sequence[ShelfRow], part: str) -> list[ShelfRow]:
    return [replace(row, part=part if at == 0 else "") for at, row in enumerate(rows)]


def _counted(label: str, count: int) -> str:
    return f"{label} · {count}"
