"""The open desk as the counter looks things up in it: cards by a code or a word, lists, what only an entry changes.

Source: docs/contract.md, "One act, file by file"; decision 0019.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias, TypeVar

from concierge_desk.counter.cards.at_counter import AtCounter
from concierge_desk.counter.cards.favourites import with_room
from concierge_desk.counter.cards.offers import Now, Offer
from concierge_desk.counter.command.marks import CardMarks
from concierge_desk.counter.context import Settings
from concierge_desk.counter.rights.who_may import Staff, staff_of
from concierge_desk.counter.rows import Rows
from concierge_desk.desk import catalogue, counter_parts
from concierge_desk.desk.desk import Desk
from concierge_desk.desk.today import today_lists
from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.domain.clock import instant_for
from concierge_desk.domain.day import DayState, dates_apart, likely_day, vouched_day
from concierge_desk.domain.override import override
from concierge_desk.jobs.staff.approval_desk import ApprovalDesk
from concierge_desk.pages.counter.face import Face
from concierge_desk.store import day, journal, records
from concierge_desk.store.connection import Connection
from concierge_desk.store.unit import View
from concierge_desk.ui.presenter.status import TodayList

T = TypeVar("T")

Look: TypeAlias = Callable[[Iterable[AtCounter], Rows, str, Now], tuple[Offer, ...]]


@dataclass(frozen=True, slots=True)
class _Known:
    """What only an entry can change: read once for each head of the journal."""

    head: bytes
    settings: Settings
    calendar: OpeningCalendar
    state: DayState
    staff: Staff


class SearchDesk(Face):
    """Looks at an open desk.

    Attributes:
        keepers: Who keeps the counter.
    """

    def __init__(self, desk: Desk, lang: str) -> None:
        """Look at a desk, and show it in a language."""
        self._desk = desk
        self._lang = lang
        self._parts = counter_parts.parts()
        self._known: _Known | None = None
        self._vouched: tuple[bytes, date | None] | None = None
        self._today: tuple[bytes, date, tuple[TodayList, ...]] | None = None
        self.keepers = ApprovalDesk(
            lang, self._staff, self._read_staff, lambda: self._operator, self.recognises
        )

    @property
    @override
    def lang(self) -> str:
        return self._lang

    @override
    def looked(self, kind: str) -> None:
        """Note nothing: only a window does, see `NotedFace`."""

    @override
    def found(self, code: str) -> tuple[Offer, ...]:
        return self._cards(counter_parts.cards_of_code, code)

    @override
    def named(self, text: str) -> tuple[Offer, ...]:
        return self._cards(counter_parts.cards_of_word, text)

    @override
    def arrives(self, code: str) -> tuple[Offer, ...]:
        return self._cards(counter_parts.cards_of_bag, code)

    @override
    def running(self) -> tuple[Offer, ...]:
        return self.read(
            lambda rows, now: now.marked(counter_parts.cards_running(self._parts.values(), rows, now))
        )

    @override
    def favourites(self) -> tuple[Offer, ...]:
        kept = [part.favourites for part in self._parts.values() if part.favourites is not None]
        # Never by urgency: a key keeps its article.
        return self.read(lambda rows, now: now.marked(with_room(part(rows, now) for part in kept)))

    @override
    def today(self) -> date:
        return self.read(lambda _rows, now: now.today)

    @override
    def listed(self, text: str) -> str:
        from concierge_desk.jobs.number_lists import listed  # noqa: PLC0415  (hardly any list is typed)

        return listed(text)

    @override
    def recognises(self, code: str) -> bool:
        return any(
            service.recognise is not None and service.recognise(code) is not None
            for service in catalogue.services()
        )

    @override
    def read(self, job: Callable[[Rows, Now], T]) -> T:
        return self._desk.store.read(lambda rows: job(rows, self._now(rows)))

    @override
    def version(self) -> int:
        return self._desk.store.others()

    def _cards(self, look: Look, text: str) -> tuple[Offer, ...]:
        """Return the cards of a search, with what was typed about their things."""
        parts = self._parts.values()
        return self.read(lambda rows, now: now.marked(self._worded(rows, look(parts, rows, text, now))))

    def _worded(self, rows: Connection, offers: tuple[Offer, ...]) -> tuple[Offer, ...]:
        about = records.words_about(rows, [offer.ref for offer in offers])
        if not about:
            return offers
        # A start does without what tells them.
        from concierge_desk.jobs.typed_words import worded  # noqa: PLC0415

        return worded(rows, offers, about, self._lang)

    def _now(self, rows: Connection) -> Now:
        head = journal.head(rows)
        known = self._known
        if known is None or known.head != head.hash:
            told = View(rows).settings()
            shop = Settings.of(told)
            calendar, state = catalogue.calendar(rows, shop), day.day_state(rows, shop.drawer)
            known = self._known = _Known(head.hash, shop, calendar, state, staff_of(rows, told))
        zone, instant = known.settings.zone, instant_for(self._desk.clock, head.at)
        dates = dates_apart(instant, head.at, zone, lambda: self._vouched_day(rows, known))
        today = known.state.today or likely_day(instant, zone, dates)
        marks = CardMarks(
            self._desk.counter.commands, known.staff, self._operator, self._lang, self.keepers.why
        )
        return Now(
            today,
            self._lang,
            known.settings,
            known.calendar,
            dates,
            catalogue.reached(),
            marks.on,
            catalogue.whose,
        )

    @property
    def _operator(self) -> str:
        """Code of whoever is at the counter now."""
        return self._desk.present(None)

    def _staff(self) -> Staff:
        """Return who keeps the counter, as it was read last."""
        return Staff({}, {}) if self._known is None else self._known.staff

    def _read_staff(self) -> Staff:
        self.read(lambda _rows, _now: None)
        return self._staff()

    def _vouched_day(self, rows: Connection, known: _Known) -> date | None:
        """Return the last date that nobody has to doubt: read once for each head, while the clock is behind."""
        if self._vouched is None or self._vouched[0] != known.head:
            since = day.instants_since(rows, known.state)
            self._vouched = known.head, vouched_day(known.state, since, known.settings.zone)
        return self._vouched[1]

    def _today_lists(self, rows: Connection, now: Now) -> tuple[TodayList, ...]:
        """Return what is to be done today: read once for each head of the journal and each date."""
        head = journal.head(rows).hash
        if self._today is None or self._today[:2] != (head, now.today):
            self._today = head, now.today, today_lists(self._parts, rows, now)
        return self._today[2]
