"""The open desk as the counter sees it: every question read, every act played, nothing decided here.

Source: docs/contract.md, "One act, file by file"; decision 0019.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from concierge_desk.counter.cards.offers import Now, Offer
from concierge_desk.counter.command.operation import Answer
from concierge_desk.counter.command.sources import context_of
from concierge_desk.counter.command.take import drawn_op
from concierge_desk.counter.day.standing import closed_on, is_under_way, may_open
from concierge_desk.counter.mail.due import is_to_leave
from concierge_desk.counter.rights.grant import NOT_ALLOWED
from concierge_desk.counter.rights.unkept import SET_CODE
from concierge_desk.counter.texts.messages import say
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.desk import catalogue
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
from concierge_desk.desk.switches import pages_off, pages_unused
from concierge_desk.desk.taking_back import refusal_to_take_back
from concierge_desk.domain.clock import instant_for
from concierge_desk.domain.errors import EnvironmentFailure, Param, Refused
from concierge_desk.domain.operation import APPROVED_BY
from concierge_desk.domain.override import override
from concierge_desk.domain.ticket import MEANS
from concierge_desk.domain.visit import Visit, sorted_visits
from concierge_desk.i18n import N_
from concierge_desk.jobs.dispute.in_window import Disputes
from concierge_desk.jobs.operators import Operators, lock_after_s
from concierge_desk.jobs.partner_days.in_window import PartnerFiles
from concierge_desk.jobs.screen_papers import ShownPapers
from concierge_desk.pages.counter.face import Means, SavedVisit
from concierge_desk.pages.counter.handwritten.desk import LinesDesk
from concierge_desk.pages.counter.lookups.search_desk import Look, SearchDesk
from concierge_desk.pages.counter.saved_step import saved_visit
from concierge_desk.paths import DataFolder, first_steps_file, lessons_file, real_home
from concierge_desk.store import backups, journal, records, visits
from concierge_desk.store.connection import Connection
from concierge_desk.store.papers import pulses, sheet_spool, spool
from concierge_desk.store.preparation import preparation
from concierge_desk.store.settings import told_altered
from concierge_desk.store.staff import codes
from concierge_desk.store.unit import View
from concierge_desk.ui.presenter.port import Outcome
from concierge_desk.ui.presenter.prices import Priced
from concierge_desk.ui.presenter.status import Status, TodayList

if TYPE_CHECKING:
    from concierge_desk.desk.charges import Pricing

T = TypeVar("T")
LOG = logging.getLogger("concierge_desk.front")

_INPUT = "input."
"""Begins the codes of what a field does not take."""


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
        self.partner_files = PartnerFiles(desk, operator)

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
    def _cards(self, look: Look, text: str) -> tuple[Offer, ...]:
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
        return drawn_op(lambda: self._desk.draws.op(instant_for(self._desk.clock, last).at))

    @override
    def play(self, raw: Mapping[str, Any]) -> Answer:
        answer = self._desk.counter.execute(raw, self._operator)
        if answer.refused is None and raw.get("do") == SET_CODE and raw.get("operator") == self._operator:
            self._prove()
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
        words = ". ".join(filter(None, [said_of(answer, self._lang) for answer in answers]))
        return Outcome(self._with_approval(words, answers), self._why_kept(answers[-1]) if answers else "")

    def _prove(self) -> None:
        """Take whoever has just chosen their own code for who they are: it was typed a moment ago, twice."""
        operator = self._operator
        kept = self._desk.store.read(lambda rows: codes.hash_of(rows, codes.CODE, operator))
        self._desk.at_counter.enter(operator, kept)

    def _with_approval(self, words: str, answers: Sequence[Answer]) -> str:
        """Return what was done, and whose approval it had."""
        posted = [entry.data for answer in answers for entry in answer.posted]
        lent = {str(data[APPROVED_BY]) for data in posted if APPROVED_BY in data}
        if not lent:
            return words
        names = ", ".join(self._staff().names.get(code, code) for code in sorted(lent))
        return say(N_("{words}, approved of by {name}"), self._lang, words=words, name=names)

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
        if code == NOT_ALLOWED:
            return self.keepers.why(Refused(code, **params))
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
            leads = (part.then(act) for act in acts for part in self._parts.values())
            priced = self._pricing.priced(rows, acts, context, note)
            return replace(priced, leads=next(filter(None, leads), ""))

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
            unused=pages_unused(rows),
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
