"""Desk that answers a scan, a word, a key: every service is asked, over one connection kept open.

Source: docs/contract.md, "One act, file by file", "Budgets".
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from concierge_desk.counter.cards.offers import MOST_OFFERS, AtCounter, Now, Offer, Search, by_urgency
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.settings import Settings
from concierge_desk.counter.values.instants import instant_for
from concierge_desk.desk import catalogue, core_cards
from concierge_desk.desk.desk import Desk
from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.domain.day import DayState, dates_apart, likely_day, vouched_day
from concierge_desk.store import day, journal
from concierge_desk.store.connection import Connection
from concierge_desk.store.unit import View

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Known:
    """What only an entry can change: read once for each head of the journal."""

    head: bytes
    settings: Settings
    calendar: OpeningCalendar
    state: DayState


class SearchDesk:
    """Looks at an open desk: see `pages.counter.face.Face`. It holds a connection until it is closed."""

    def __init__(self, desk: Desk, lang: str) -> None:
        """Look at a desk, and show it in a language.

        Raises:
            EnvironmentFailure: When the store cannot be read.
        """
        self._desk = desk
        self._lang = lang
        self._parts = _parts()
        self._known: _Known | None = None
        self._vouched: tuple[bytes, date | None] | None = None
        self._reader = desk.store.reader()

    def close(self) -> None:
        """Let go of the store."""
        self._reader.close()

    @property
    def lang(self) -> str:
        """See `Face`."""
        return self._lang

    def found(self, code: str) -> tuple[Offer, ...]:
        """See `Face`."""
        offers = self._asked([part.found for part in self._parts.values()], code)
        known = tuple(offer for offer in offers if not offer.unknown)
        return known or offers

    def named(self, text: str) -> tuple[Offer, ...]:
        """See `Face`."""
        return self._asked([part.named for part in self._parts.values()], text)

    def arrives(self, code: str) -> tuple[Offer, ...]:
        """See `Face`."""
        return self._asked([part.arrives for part in self._parts.values()], code)

    def favourites(self) -> tuple[Offer, ...]:
        """See `Face`."""
        kept = [part.favourites for part in self._parts.values() if part.favourites is not None]
        # Never by urgency: a key keeps its article.
        offers = self.read(lambda rows, now: [offer for part in kept for offer in part(rows, now)])
        return tuple(offers[:MOST_OFFERS])

    def today(self) -> date:
        """See `Face`."""
        return self.read(lambda _rows, now: now.today)

    def recognises(self, code: str) -> bool:
        """See `Face`."""
        return any(
            service.recognise is not None and service.recognise(code) is not None
            for service in catalogue.services()
        )

    def read(self, job: Callable[[Rows, Now], T]) -> T:
        """See `Port`."""
        return self._reader.read(lambda rows: job(rows, self._now(rows)))

    def version(self) -> int:
        """See `Face`."""
        return self._desk.store.others()

    def _asked(self, searches: Sequence[Search], text: str) -> tuple[Offer, ...]:
        if not text.strip():
            return ()
        offers = self.read(lambda rows, now: [offer for ask in searches for offer in ask(rows, text, now)])
        return by_urgency(tuple(offers))[:MOST_OFFERS]

    def _now(self, rows: Connection) -> Now:
        head = journal.head(rows)
        known = self._known
        if known is None or known.head != head.hash:
            shop = Settings.of(View(rows).settings())
            calendar, state = catalogue.calendar(rows, shop), day.day_state(rows, shop.drawer)
            known = self._known = _Known(head.hash, shop, calendar, state)
        zone, instant = known.settings.zone, instant_for(self._desk.clock, head.at)
        dates = dates_apart(instant, head.at, zone, lambda: self._vouched_day(rows, known))
        today = known.state.today or likely_day(instant, zone, dates)
        return Now(today, self._lang, known.settings, known.calendar, dates)

    def _vouched_day(self, rows: Connection, known: _Known) -> date | None:
        """Return the last date that nobody has to doubt: read once for each head, while the clock is behind."""
        if self._vouched is None or self._vouched[0] != known.head:
            since = day.instants_since(rows, known.state)
            self._vouched = known.head, vouched_day(known.state, since, known.settings.zone)
        return self._vouched[1]


def _parts() -> dict[str, AtCounter]:
    """Return the counter's parts by service: the core's own before, for a ticket's number is nothing else."""
    services = {
        service.code: service.at_counter for service in catalogue.services() if service.at_counter is not None
    }
    return {"till": core_cards.AT_COUNTER, **services}
