"""Papers of natures: what a mechanism draws for each of its natures, lists on them, days and half-days as they are said.

Source: decisions 0093, 0094.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import groupby
from typing import Any, TypeAlias

from concierge_desk.counter.context import Settings
from concierge_desk.counter.papers.done_by import done_by
from concierge_desk.counter.papers.tickets import information_notice, letterhead
from concierge_desk.counter.service_nature import ServiceNature
from concierge_desk.counter.service_parts import Paper
from concierge_desk.counter.texts.paper_dates import NO_BREAK
from concierge_desk.counter.texts.short_dates import said_day, short_hour, whole_day
from concierge_desk.domain.calendar import Slot
from concierge_desk.domain.document import (
    Barcode,
    Block,
    Column,
    Display,
    Document,
    Gap,
    Heading,
    Pair,
    Paragraph,
    Table,
)
from concierge_desk.domain.document import Paper as Size
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import fr

Shown: TypeAlias = tuple[str, int, Callable[[Any], str]]
"""Column of a list: its title, its share, what it shows of a row."""
Price: TypeAlias = tuple[str, Callable[[Any], int]]
"""Last column of a list: its title, how many cents a row comes to."""


@dataclass(frozen=True, slots=True)
class DrawnPaper:
    """A paper: its title, which one it is, its size, its blocks; those of its ending stay on one page."""

    title: str
    name: str
    size: Size
    body: Sequence[Block]
    ending: Sequence[Block] = ()


def listed(rows: Sequence[Any], *shown: Shown, price: Price | None = None, total: str = "") -> Table:
    """Return a list with a line for each row; what its prices come to on a last line, where that is to be told."""
    columns = [Column(fr(title), "left", share) for title, share, _ in shown]
    cells = [[cell(row) for _, _, cell in shown] for row in rows]
    if price is None:
        return Table(tuple(columns), tuple(map(tuple, cells)))
    title, cents = price
    columns.append(Column(fr(title), "right", _PRICE_SHARE))
    lines = tuple((*line, format_amount(cents(row))) for line, row in zip(cells, rows, strict=True))
    last = (total, *[""] * (len(shown) - 1), format_amount(sum(map(cents, rows))))
    return Table(tuple(columns), lines, last if total else None)


_PRICE_SHARE = 3


def cancelled(*, told: bool) -> list[Block]:
    """Return that a paper is worth nothing any more, where that is to be told."""
    return [Display(fr("CANCELLED"))] if told else []


def roll_head(settings: Settings, title: str, number: str, *, is_none: bool) -> list[Block]:
    """Return how a paper on a roll begins, that somebody takes home: whose shop, what it is, its number."""
    told = Pair(fr("Number"), number, strong=True, size="large")
    return [*letterhead(settings), *cancelled(told=is_none), Heading(title), told]


def done_for(sheet: Any) -> list[Block]:
    """Return who did what the entry of a sheet tells, and for whom where somebody is named."""
    named = [] if sheet.owner is None else [Pair(fr("Name"), sheet.owner)]
    return [*done_by(sheet.posted), *named]


def roll_end(conditions: Iterable[str], notice: Iterable[Block], anchor: str, number: str) -> list[Block]:
    """Return how a paper on a roll ends: what holds otherwise, what whoever is named is told, what it is found by."""
    small = [Paragraph(f"– {text}", size="small") for text in conditions]
    return [*small, Gap(), *notice, Pair(fr("Anchor"), anchor), Barcode(number)]


def day_words(iso: str, year: str = "") -> str:
    """Return a day as it is said: ``mercredi 2 décembre``; with its year where `year` is `` y``."""
    day = date.fromisoformat(iso)
    return f"{whole_day(day, 'fr').partition(' ')[0]} {said_day(day, 'fr', year=year)}"


def slot_words(interval: str) -> str:
    """Return a half-day as it is said: ``mercredi 2 décembre, de 8 h à 11 h 30``."""
    day, _, hours = interval.partition("T")
    begins, ends = (short_hour(time.fromisoformat(hour), "fr") for hour in hours.split("/"))
    said = fr("from {begins} to {ends}").format(begins=begins, ends=ends)
    # Hours are read at one glance: they stay on one line.
    return f"{day_words(day)}, {said.replace(' ', NO_BREAK)}"


def sessions(slots: Iterable[Slot]) -> list[Block]:
    """Return when the door is open, day by day: ``8 h – 11 h 30, 15 h – 18 h``."""
    blocks: list[Block] = []
    for day, found in groupby(slots, lambda slot: slot.day):
        hours = (f"{short_hour(slot.opens, 'fr')} – {short_hour(slot.closes, 'fr')}" for slot in found)
        blocks.append(Pair(day_words(day.isoformat()), ", ".join(hours)))
    return blocks


BY_HAND = "…" * 20
"""Room to write, where nothing is kept."""


def sender(settings: Settings) -> list[Block]:
    """Return who writes a letter."""
    whole = ", ".join((*settings.legal, *settings.address, f"SIRET {settings.siret}"))
    return [Paragraph(settings.name, emphasis=True), Paragraph(whole, size="small"), Gap()]


def addressee(label: str, sheet: Any) -> Pair:
    """Return whom a paper is for: the `owner` of its sheet, and the `street`."""
    return Pair(label, ", ".join(filter(None, (sheet.owner or BY_HAND, sheet.street))), strong=True)


def notice(sheet: Any, purpose: str, kept: str, settings: Settings) -> list[Block]:
    """Return what whoever is named on a paper is told, as `information_notice`; nothing where nobody is."""
    return [] if sheet.owner is None else [information_notice(purpose, kept, settings)]


def document_seen(said: str) -> list[Block]:
    """Return which identity document was seen, never its number."""
    return [
        Pair(fr("Identity document shown"), said),
        Paragraph(fr("Only its kind is noted: no number, no copy."), size="small"),
    ]


def papers_of(
    nature: ServiceNature, loads: Any, draws: Iterable[Callable[[Any, Any, Settings], DrawnPaper]]
) -> Callable[..., Paper]:
    """Return what makes a `Paper` of a nature: (name without the nature's code, label, what else is said of it).

    Args:
        nature: Its code comes before the names.
        loads: By the name of each paper, reads what it is drawn from.
        draws: Each called as its paper: (nature, state, settings) -> that.
    """
    by_name = {draw.__name__: draw for draw in draws}

    def paper(name: str, label: str, **more: Any) -> Paper:
        kind, drawn = f"{nature.code}_{name}", by_name[name]

        def draw(state: Any, settings: Settings, copy: int) -> Document:
            made = drawn(nature, state, settings)
            blocks, ending = (*made.body, *made.ending), len(made.ending)
            return Document(
                kind, made.name, made.title, made.size, blocks, settings.practice, copy, ending=ending
            )

        return Paper(kind, getattr(loads, name), draw, label, **more)

    return paper
