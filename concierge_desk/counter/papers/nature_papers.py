"""Papers of natures: what a mechanism draws for each of its natures, lists on them, days and half-days as they are said.

Source: decisions 0093, 0094.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, TypeAlias

from concierge_desk.counter.context import Settings
from concierge_desk.counter.texts.paper_dates import NO_BREAK
from concierge_desk.counter.texts.short_dates import said_day, short_hour, whole_day
from concierge_desk.domain.calendar import Slot
from concierge_desk.domain.document import Block, Column, Display, Document, Table
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


def session_words(sessions: Iterable[Slot]) -> tuple[str, str]:
    """Return a day, and when the door is open on it: ``8 h – 11 h 30, 15 h – 18 h``."""
    slots = tuple(sessions)
    hours = (f"{short_hour(slot.opens, 'fr')} – {short_hour(slot.closes, 'fr')}" for slot in slots)
    return day_words(slots[0].day.isoformat()), ", ".join(hours)


def drawn_by(
    draws: Mapping[str, Callable[[Any, Any, Settings], DrawnPaper]], nature: Any, name: str
) -> Callable[[Any, Settings, int], Document]:
    """Return what draws a paper of a nature.

    Args:
        draws: By name, (nature, state, settings) -> the paper.
        nature: Has the code that its papers begin with.
        name: Of the paper, without that.
    """

    def draw(state: Any, settings: Settings, copy: int) -> Document:
        made, kind = draws[name](nature, state, settings), f"{nature.code}_{name}"
        blocks, ending = (*made.body, *made.ending), len(made.ending)
        return Document(
            kind, made.name, made.title, made.size, blocks, settings.practice, copy, ending=ending
        )

    return draw
