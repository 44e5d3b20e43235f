"""The open desk as the counter sees it: every question read, every act played, nothing decided here.

Source: docs/contract.md, "One act, file by file"; decision 0019.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from concierge_desk.counter.cards.offers import MOST_OFFERS, AtCounter, Now, Offer
from concierge_desk.counter.command.operation import Answer
from concierge_desk.counter.command.sources import context_of
from concierge_desk.counter.context import Settings
from concierge_desk.counter.day.standing import closed_on, is_under_way, may_open
from concierge_desk.counter.mail.due import is_to_leave
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.desk import catalogue, counter_parts
from concierge_desk.desk.chips import (
    asked_date,
    backup_chip,
    day_chip,
    doubt_chip,
    last_settled,
    last_ticket,
    takes_acts,
    undelivered_chip,
)
from concierge_desk.desk.desk import Desk
from concierge_desk.desk.options import has_store
from concierge_desk.desk.switches import pages_off
from concierge_desk.desk.taking_back import refusal_to_take_back
from concierge_desk.desk.today import today_lists
from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.domain.clock import instant_for
from concierge_desk.domain.day import DayState, dates_apart, likely_day, vouched_day
from concierge_desk.domain.errors import EnvironmentFailure, Param
from concierge_desk.domain.override import override
from concierge_desk.domain.ticket import MEANS
from concierge_desk.domain.visit import Visit, sorted_visits
from concierge_desk.jobs.dispute.in_window import Disputes
from concierge_desk.jobs.operators import Operators, lock_after_s
from concierge_desk.jobs.screen_papers import ShownPapers
from concierge_desk.pages.counter.face import Face, Means, SavedVisit
from concierge_desk.pages.counter.handwritten.desk import LinesDesk
from concierge_desk.pages.counter.saved_step import saved_visit
from concierge_desk.paths import DataFolder, first_steps_file, lessons_file, real_home
from concierge_desk.store import backups, day, journal, records, visits
from concierge_desk.store.connection import Connection
from concierge_desk.store.papers import pulses, sheet_spool, spool
from concierge_desk.store.preparation import preparation
from concierge_desk.store.settings import told_altered
from concierge_desk.store.unit import View
from concierge_desk.ui.presenter.port import Outcome
from concierge_desk.ui.presenter.prices import Priced
from concierge_desk.ui.presenter.status import Status, TodayList

if TYPE_CHECKING:
    from concierge_desk.desk.charges import Pricing

T = TypeVar("T")
LOG = logging.getLogger("concierge_desk.front")

_Look: TypeAlias = Callable[[Iterable[AtCounter], Rows, str, Now], tuple[Offer, ...]]
_INPUT = "input."
"""Begins the codes of what a field does not take."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What only an entry can change: read once for each head of the journal."""

    head: bytes
    settings: Settings
    calendar: OpeningCalendar
    state: DayState


class SearchDesk(Face):
    """Looks at an open desk."""

    def __init__(self, desk: Desk, lang: str) -> None:
        """Look at a desk, and show it in a language."""
        self._desk = desk
        self._lang = lang
        self._parts = counter_parts.parts()
        self._known: _Known | None = None
        self._vouched: tuple[bytes, date | None] | None = None
        self._today: tuple[bytes, date, tuple[TodayList, ...]] | None = None

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
        return self.read(lambda rows, now: counter_parts.cards_running(self._parts.values(), rows, now))

    @override
    def favourites(self) -> tuple[Offer, ...]:
        kept = [part.favourites for part in self._parts.values() if part.favourites is not None]
        # Never by urgency: a key keeps its article.
        offers = self.read(lambda rows, now: [offer for part in kept for offer in part(rows, now)])
        return tuple(offers[:MOST_OFFERS])

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

    def _cards(self, look: _Look, text: str) -> tuple[Offer, ...]:
        """Return the cards of a search, with what was typed about their things."""
        parts = self._parts.values()
        return self.read(lambda rows, now: self._worded(rows, look(parts, rows, text, now)))

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
            shop = Settings.of(View(rows).settings())
            calendar, state = catalogue.calendar(rows, shop), day.day_state(rows, shop.drawer)
            known = self._known = _Known(head.hash, shop, calendar, state)
        zone, instant = known.settings.zone, instant_for(self._desk.clock, head.at)
        dates = dates_apart(instant, head.at, zone, lambda: self._vouched_day(rows, known))
        today = known.state.today or likely_day(instant, zone, dates)
        return Now(today, self._lang, known.settings, known.calendar, dates, catalogue.reached())

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


class FrontFace(SearchDesk):
    """The desk of a window. It holds a connection for looking until it is closed.

    Attributes:
        papers: Draws them for the screen.
        lines: What is entered from paper sheets.
    """

    def __init__(
        self,
        desk: Desk,
        lang: str,
        operator: str | None = None,
        after: Callable[[Answer], None] = lambda _answer: None,
        seen: Callable[[], None] = lambda: None,
    ) -> None:
        """Look at an open desk.

        Args:
            desk: The open desk; it outlives the face.
            lang: Language of what is shown.
            operator: Code of whoever is at the counter; the first of the settings by default.
            after: Told each answer.
            seen: Called when a search found something.

        Raises:
            Refused: ``operator.unknown``.
        """
        desk.operator(operator)
        super().__init__(desk, lang)
        self._named_operator = operator
        self._after, self._seen = after, seen
        self.papers = ShownPapers(desk, operator)
        self.lines = LinesDesk(desk, lang, operator, self.play)
        self.operators = Operators(desk)
        self.disputes = Disputes(desk, operator)

    @cached_property
    def _pricing(self) -> "Pricing":
        # No start has a line to be priced, but one that a power cut left.
        from concierge_desk.desk.charges import Pricing  # noqa: PLC0415

        return Pricing(catalogue.commands(), catalogue.sentence, self._lang)

    @property
    def _operator(self) -> str:
        """Code of whoever is at the counter now."""
        return self._desk.present(self._named_operator)

    def close(self) -> None:
        """Take the shown papers away."""
        self.papers.forget()

    @override
    def _cards(self, look: _Look, text: str) -> tuple[Offer, ...]:
        if found := super()._cards(look, text):
            self._seen()
        return found

    @property
    @override
    def means(self) -> tuple[Means, ...]:
        return tuple(Means(code, label_of("means", code, self._lang)) for code in MEANS)

    @override
    def new_op(self) -> str:
        last = self._desk.store.read(journal.head).at
        return self._desk.draws.op(instant_for(self._desk.clock, last).at)

    @override
    def play(self, raw: Mapping[str, Any]) -> Answer:
        answer = self._desk.counter.execute(raw, self._operator)
        try:
            self._desk.store.rest()
            self._after(answer)
        except EnvironmentFailure as failure:
            # It is written: what comes after it is tried again with the next act, and makes no failure of it.
            LOG.warning("after an act: %s", failure.code)
        return answer

    @override
    def outcome(self, answers: Sequence[Answer]) -> Outcome:
        # A start does without what tells them.
        from concierge_desk.jobs.entry_texts import said_of, tellings  # noqa: PLC0415

        # Of no answers it is asked so that they are there.
        tellings()
        words = [said_of(answer, self._lang) for answer in answers]
        return Outcome(". ".join(filter(None, words)), self._why_kept(answers[-1]) if answers else "")

    def _why_kept(self, answer: Answer) -> str:
        """Return why one key does not take an act back, as whoever takes back says it; empty where it does.

        Source: decision 0023.
        """
        op = answer.op
        if answer.refused is not None or op is None:
            return ""
        why = self._desk.store.read(lambda rows: refusal_to_take_back(self._desk, rows, op, self._operator))
        return "" if why is None else self.sentence(why.code, why.params)

    @override
    def sentence(self, code: str, params: Mapping[str, Param]) -> str:
        # She answers questions: a field's name is for whoever writes commands.
        told = (
            {name: value for name, value in params.items() if name != "field"}
            if code.startswith(_INPUT)
            else params
        )
        return catalogue.sentence(code, told, self._lang)

    @override
    def priced(self, visit: str | None, acts: Sequence[Mapping[str, Any]]) -> Priced:
        from concierge_desk.counter.till.visits import visit_who  # noqa: PLC0415  (see `_pricing`)

        def price(rows: Connection) -> Priced:
            context = context_of(View(rows), self._desk.counter.sources, self._operator)
            context = replace(context, who=visit_who(rows, visit, None))
            note = None if visit is None else visits.last_note(rows, visit)
            return self._pricing.priced(rows, acts, context, note)

        return self._desk.store.read(price)

    @override
    def at_counter(self) -> SavedVisit | None:
        here, _ = sorted_visits(self._desk.store.read(visits.visits))
        return None if here is None else self._saved((here,))[0]

    @override
    def parked(self) -> tuple[SavedVisit, ...]:
        _, aside = sorted_visits(self._desk.store.read(visits.visits))
        return self._saved(aside)

    def _saved(self, kept: Sequence[Visit]) -> tuple[SavedVisit, ...]:
        zone = self.read(lambda _rows, now: now.settings.zone)
        return tuple(saved_visit(visit, zone, self._lang, self.found) for visit in kept)

    @override
    def ticket_of(self, visit: str) -> str | None:
        return self._desk.store.read(lambda rows: visits.ticket_of_visit(rows, visit))

    @override
    def status(self) -> Status:
        return self.read(self._status)

    @override
    def paper(self, document: str) -> Path:
        return self.papers.draw(document)

    def _status(self, rows: Connection, now: Now) -> Status:
        view = View(rows)
        context = context_of(view, self._desk.counter.sources, self._operator)
        _, aside = sorted_visits(visits.visits(rows))
        closed, doubt = closed_on(context.state, now.today), asked_date(context.state, now)
        return Status(
            shop=now.settings.name,
            operator=records.operator_name(rows, view.settings(), self._operator),
            day=day_chip(context, now),
            backup=backup_chip(backups.best_backup(rows), context, self._lang),
            open=takes_acts(context),
            to_close=context.state.today is not None and not takes_acts(context),
            practice=now.settings.practice,
            waiting={
                code: part.waiting(rows, now)
                for code, part in self._parts.items()
                if part.waiting is not None
            },
            parked=len(aside),
            closing=is_under_way(preparation(rows), opens=bool(doubt) or may_open(context.state, now.today)),
            closed="" if closed is None or doubt else closed.number,
            doubt=doubt,
            last=last_ticket(last_settled(rows), context, self._lang),
            sets_up=now.settings.practice,
            real_there=now.settings.practice and self._is_real_there,
            lesson=self._lesson(rows) if now.settings.practice else "",
            journal=doubt_chip(told_altered(rows), self._lang),
            delivers=is_to_leave(rows, context.at),
            undelivered=undelivered_chip(rows, context.at, self._lang),
            queued=spool.newest(rows) + pulses.newest(rows),
            spools=spool.has_begun(rows),
            sheets=sheet_spool.has_begun(rows),
            today=(*self._today_lists(rows, now), *self._first_steps(rows, now)),
            off=pages_off(rows, now.today),
            lock_after_s=lock_after_s(rows),
        )

    def _first_steps(self, rows: Connection, now: Now) -> tuple[TodayList, ...]:
        """Return the line that reminds of the first steps in a new shop; nothing in an exercise."""
        if now.settings.practice or not first_steps_file(self._desk.folder).exists():
            return ()
        # Most shops are not new any more.
        from concierge_desk.jobs import first_steps  # noqa: PLC0415

        return first_steps.reminder(self._desk.folder, rows, now.today, self._lang)

    @property
    def _is_real_there(self) -> bool:
        return has_store(DataFolder(real_home(self._desk.folder.root)))

    def _lesson(self, rows: Connection) -> str:
        if not lessons_file(self._desk.folder).exists():
            return ""
        # Only whoever practises learns.
        from concierge_desk.jobs import lessons  # noqa: PLC0415

        found = lessons.look(self._desk.folder, rows)
        return "" if found is None else lessons.sentence(found, self._lang)
