"""Paper sheets as they are asked for by name: new codes for each, and beside its lines what is sold, free or here now.

Source: docs/contract.md, "What was kept on paper"; decision 0064.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from concierge_desk.counter.cards.at_counter import AtCounter
from concierge_desk.counter.cards.offers import Ask, Now, Offer
from concierge_desk.counter.command.happened import PREFIX
from concierge_desk.counter.context import Settings
from concierge_desk.counter.papers.fallback import MOST_PAGES, SHEETS, FallbackSheet, most_lines
from concierge_desk.counter.texts.paper_dates import NO_BREAK
from concierge_desk.counter.values.codes import SECRET
from concierge_desk.desk import catalogue
from concierge_desk.domain.clock import local_day
from concierge_desk.domain.errors import Refused
from concierge_desk.i18n import DEFAULT
from concierge_desk.store import day, journal
from concierge_desk.store.connection import Connection
from concierge_desk.store.unit import View

_NAME = re.compile(r"([a-z]+)(?:-([1-9]\d?))?")
_END = 4

_Listed: TypeAlias = Iterator[tuple[str, ...]]
"""Cells of each thing that is listed."""


def load_fallback(rows: Connection, place: str, draw: Callable[[str], str] = SECRET.code) -> FallbackSheet:
    """Return a sheet with new codes: no two are alike.

    Args:
        rows: The running transaction.
        place: Its name, and how many pages: ``sales``, ``sales-3``.
        draw: Draws codes of our own.

    Raises:
        Refused: ``print.unknown``.
    """
    found = _NAME.fullmatch(place)
    pages = int(found[2] or 1) if found else 0
    if found is None or found[1] not in SHEETS or pages > MOST_PAGES:
        raise Refused("print.unknown", document=f"fallback:{place}")
    now = _now(rows)
    things = tuple(_BESIDE[found[1]](rows, now))
    shown = things[: SHEETS[found[1]].most_listed // max(1, len(things[0]))] if things else ()
    listed = tuple(cell for cells in shown for cell in cells)
    codes = tuple(draw(PREFIX) for _ in range(most_lines(found[1], pages)))
    return FallbackSheet(found[1], now.today.isoformat(), pages, codes, listed, len(things) - len(shown))


def _now(rows: Connection) -> Now:
    """Return the open day, else that of the last entry: a desk may have no clock but its journal."""
    shop = Settings.of(View(rows).settings())
    opened, at = day.day_state(rows, shop.drawer).today, journal.head(rows).at
    if at is None:
        raise ValueError("a desk has a first entry")
    return Now(opened or local_day(at, shop.zone), DEFAULT, shop, catalogue.calendar(rows, shop))


def _parts() -> Iterator[AtCounter]:
    return iter(catalogue.counter_parts().values())


def _free(rows: Connection, _now: Now) -> _Listed:
    for part in _parts():
        for place in part.free_places(rows) if part.free_places is not None else ():
            yield (place,)


def _here(rows: Connection, now: Now) -> _Listed:
    """Yield what is here by its place, the end of its number and its last day: never for whom."""
    for part in _parts():
        for offer in part.shelf(rows, now) if part.shelf is not None else ():
            if not offer.away:
                yield (" · ".join(filter(None, (offer.place, _end(offer), _until(offer)))),)


def _end(offer: Offer) -> str:
    return f"…{offer.number[-_END:]}" if offer.number else offer.line


def _until(offer: Offer) -> str:
    return "" if offer.deadline_day is None else f"{offer.deadline_day[8:]}/{offer.deadline_day[5:7]}"


def _sold(rows: Connection, now: Now) -> Iterator[tuple[Offer, Ask | None]]:
    """Yield what is sold most, with the ladder of its bands where it goes by weight."""
    for part in _parts():
        for offer in part.favourites(rows, now) if part.favourites is not None else ():
            if not offer.acts[0].charged:
                # It has a key, and sells nothing.
                continue
            yield offer, next((ask for ask in offer.acts[0].asks if ask.kind == "grams"), None)


def _by_the_piece(rows: Connection, now: Now) -> _Listed:
    for offer, ladder in _sold(rows, now):
        if ladder is None:
            yield offer.title, _one_line(offer.detail.partition(" · ")[0])


def _by_weight(rows: Connection, now: Now) -> _Listed:
    for offer, ladder in _sold(rows, now):
        for band in ladder.options if ladder is not None else ():
            yield f"{offer.title}, {band.label}", _one_line(band.detail)


def _one_line(text: str) -> str:
    return text.replace(" ", NO_BREAK)


_BESIDE: Mapping[str, Callable[[Connection, Now], _Listed]] = {
    "arrivals": _free,
    "handover": _here,
    "sales": _by_the_piece,
    "deposits": _by_weight,
}
