"""The rows of a shelf's page: what is to be done today and all that waits; an inventory; what it found.

Source: decisions 0022, 0028.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from concierge_desk.counter.cards.inventory import Inventory, Outcome, Surplus
from concierge_desk.counter.cards.offers import Offer, Tone
from concierge_desk.counter.cards.shelf import Order, day_words, natural, sections
from concierge_desk.counter.texts.messages import fill
from concierge_desk.counter.texts.short_dates import short_day
from concierge_desk.i18n import N_, translate
from concierge_desk.pages.shelf.face import Errand, ShelfSheet

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


def waiting_rows(sheet: ShelfSheet, order: Order, lang: str) -> tuple[ShelfRow, ...]:
    """Return what is to be done today, then all that lies there in an order; of incidents, them alone."""
    if order == "incident":
        return _incidents(sheet, lang)
    return (*_today(sheet, lang), *_all(sheet, order, lang))


def counting_rows(sheet: ShelfSheet, inventory: Inventory, lang: str) -> tuple[ShelfRow, ...]:
    """Return what lies there shelf after shelf, and what of it was seen."""
    seen = translate(N_("seen"), lang)
    rows: list[ShelfRow] = []
    for section in sections(sheet.offers, "place", sheet.today, lang):
        found = [
            replace(_row(offer), detail="", tag=seen, tone="good", seen=True)
            if offer.ref in inventory.seen
            else replace(_row(offer), detail="", tag="", tone="plain")
            for offer in section.offers
        ]
        ticks = sum(row.seen for row in found)
        counted = _say(
            N_("{label} · {seen} of {count} seen"), lang, label=section.label, seen=ticks, count=len(found)
        )
        rows += _headed(found, counted)
    return tuple(rows)


def outcome_rows(sheet: ShelfSheet, found: Outcome, lang: str) -> tuple[ShelfRow, ...]:
    """Return what an inventory found, with what is to be done about it first."""

    def missing(offer: Offer) -> ShelfRow:
        told = translate(N_("not seen"), lang)
        return replace(
            _row(offer), detail=_deadline(offer, sheet, lang), tag=told, tone="bad", act=sheet.misses
        )

    def again(offer: Offer) -> ShelfRow:
        return replace(_row(offer), tag=translate(N_("seen"), lang), tone="good", act=sheet.misses)

    def surplus(thing: Surplus) -> ShelfRow:
        return _surplus(thing, lang)

    return (
        # She walks along the shelf to look for them.
        *_listed(N_("Missing"), sorted(found.missing, key=_walked), missing, lang),
        *_listed(N_("Still missing, as noted"), sorted(found.noted, key=_walked), missing, lang),
        *_listed(N_("Found again: to be noted"), found.found, again, lang),
        *_listed(N_("Too much on this shelf"), found.surplus, surplus, lang),
    )


def _incidents(sheet: ShelfSheet, lang: str) -> tuple[ShelfRow, ...]:
    rows: list[ShelfRow] = []
    for section in sections(sheet.matters, "incident", sheet.today, lang):
        rows += _headed(
            [_incident(offer, sheet, lang) for offer in section.offers],
            _counted(section.label, len(section.offers)),
        )
    return tuple(rows)


def _incident(offer: Offer, sheet: ShelfSheet, lang: str) -> ShelfRow:
    day = offer.incident.day if offer.incident is not None else ""
    since = translate(N_("since today"), lang)
    if day < sheet.today.isoformat():
        since = _say(N_("since {day}"), lang, day=short_day(date.fromisoformat(day), lang))
    # What was missed is there again one day; what is damaged or misrouted is settled by whoever takes it.
    row = replace(_row(offer), detail=offer.tag, tag=since, tone="warning")
    if offer.missed:
        return replace(row, detail=_deadline(offer, sheet, lang), tone="bad", act=sheet.misses)
    return row


def _today(sheet: ShelfSheet, lang: str) -> list[ShelfRow]:
    known = {offer.ref: offer for offer in (*sheet.matters, *sheet.beside)}
    rows: list[ShelfRow] = []
    for place, errands in enumerate(sheet.errands):
        found = [_errand_row(errand, known.get(errand.ref), place) for errand in errands.things]
        rows += _headed(found, _counted(errands.label, len(found)))
    return _parted(rows, translate(N_("To do today"), lang))


def _errand_row(errand: Errand, offer: Offer | None, place: int) -> ShelfRow:
    row = ShelfRow(errand.ref, errand.ref, errand.label, place=errand.place) if offer is None else _row(offer)
    return replace(row, key=f"today{place}:{row.ref}", act=errand.act)


def _all(sheet: ShelfSheet, order: Order, lang: str) -> list[ShelfRow]:
    rows: list[ShelfRow] = []
    for section in sections(sheet.offers, order, sheet.today, lang):
        found = [_row(offer) for offer in section.offers]
        if order != "deadline":
            found = [
                # Here no heading tells it.
                replace(row, detail=" · ".join(filter(None, (_deadline(offer, sheet, lang), offer.detail))))
                for row, offer in zip(found, section.offers, strict=True)
            ]
        rows += _headed(found, _counted(section.label, len(found)))
    return _parted(rows, translate(N_("On the shelf"), lang) if sheet.errands else "")


def _deadline(offer: Offer, sheet: ShelfSheet, lang: str) -> str:
    if offer.deadline_day is None:
        return ""
    return _say(N_("deadline: {when}"), lang, when=day_words(offer.deadline_day, sheet.today, lang))


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


def _surplus(thing: Surplus, lang: str) -> ShelfRow:
    offer, tag = thing.offer, translate(N_("not expected"), lang)
    if offer is None:
        told = translate(NOBODY_KNOWS, lang)
        return ShelfRow(f"odd:{thing.code}", thing.code, thing.code, detail=told, tag=tag, tone="warning")
    row = replace(_row(offer), key=f"odd:{thing.code}", tag=tag, tone="warning")
    return replace(row, place="", detail=". ".join(filter(None, (offer.detail, offer.tag))))


def _listed(
    label: str, things: Sequence[Offer] | Sequence[Surplus], row: Callable[..., ShelfRow], lang: str
) -> Iterator[ShelfRow]:
    rows = [row(thing) for thing in things]
    yield from _headed(rows, _counted(translate(label, lang), len(rows)))


def _headed(rows: Sequence[ShelfRow], heading: str) -> list[ShelfRow]:
    return [replace(row, heading=heading if at == 0 else "") for at, row in enumerate(rows)]


def _parted(rows: Sequence[ShelfRow], part: str) -> list[ShelfRow]:
    return [replace(row, part=part if at == 0 else "") for at, row in enumerate(rows)]


def _counted(label: str, count: int) -> str:
    return f"{label} · {count}"


def _say(source: str, lang: str, **values: object) -> str:
    return fill(translate(source, lang), values, lang)
