"""The open desk as the counter sees it: every question read, every act played, nothing decided here.

Source: docs/contract.md, "One act, file by file"; decision 0019.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from concierge_desk.counter.cards.offers import Now
from concierge_desk.counter.command.operation import Answer, context_of
from concierge_desk.counter.day.evening_steps import closed_on, is_under_way, may_open
from concierge_desk.counter.texts.messages import render
from concierge_desk.counter.till.totals import MEANS
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.counter.values.instants import instant_for
from concierge_desk.desk import catalogue
from concierge_desk.desk.charges import Pricing
from concierge_desk.desk.chips import asked_date, backup_chip, day_chip, last_ticket, takes_acts
from concierge_desk.desk.desk import Desk
from concierge_desk.domain.errors import EnvironmentFailure, Param
from concierge_desk.domain.journal import Posted
from concierge_desk.domain.visit import Visit
from concierge_desk.jobs.screen_papers import ShownPapers
from concierge_desk.pages.counter.face import Means, SavedVisit
from concierge_desk.pages.counter.search_desk import SearchDesk
from concierge_desk.store import backups, journal, records, spool, till, visits
from concierge_desk.store.connection import Connection
from concierge_desk.store.preparation import preparation
from concierge_desk.store.unit import View
from concierge_desk.ui.presenter.prices import Priced
from concierge_desk.ui.presenter.status import RealShop, Status

LOG = logging.getLogger("concierge_desk.front")


class FrontFace(SearchDesk):
    """The desk of a window: see `pages.counter.face.Face`. It holds a connection for looking until it is closed.

    Attributes:
        papers: Draws them for the screen.
    """

    def __init__(
        self,
        desk: Desk,
        lang: str,
        operator: str | None = None,
        after: Callable[[Answer], None] = lambda _answer: None,
    ) -> None:
        """Look at an open desk.

        Args:
            desk: The open desk; it outlives the face.
            lang: Language of what is shown.
            operator: Code of whoever is at the counter; the first of the settings by default.
            after: Told each answer.

        Raises:
            Refused: ``operator.unknown``.
            EnvironmentFailure: When the store cannot be read.
        """
        self._operator = desk.operator(operator)
        super().__init__(desk, lang)
        self._after = after
        self._pricing = Pricing(catalogue.commands(), catalogue.messages(), lang)
        self.papers = ShownPapers(desk, self._operator)

    def close(self) -> None:
        """Let go of the store and take the shown papers away."""
        super().close()
        self.papers.forget()

    @property
    def means(self) -> tuple[Means, ...]:
        """See `Face`."""
        return tuple(Means(code, label_of("means", code, self._lang)) for code in MEANS)

    def new_op(self) -> str:
        """See `Face`."""
        last = self._reader.read(journal.head).at
        return self._desk.draws.op(instant_for(self._desk.clock, last).at)

    def play(self, raw: Mapping[str, Any]) -> Answer:
        """See `Face`."""
        answer = self._desk.counter.execute(raw, self._operator)
        try:
            self._desk.store.rest()
            self._after(answer)
        except EnvironmentFailure as failure:
            # It is written: what comes after it is tried again with the next act, and makes no failure of it.
            LOG.warning("after an act: %s", failure.code)
        return answer

    def takes_back(self, answer: Answer) -> bool:
        """See `Face`."""
        ways = [catalogue.reversals().get(entry.kind) for entry in answer.posted]
        return bool(ways) and all(way is not None and way.possible and not way.charged for way in ways)

    def sentence(self, code: str, params: Mapping[str, Param]) -> str:
        """See `Face`."""
        return render(code, params, catalogue.messages(), self._lang)

    def priced(self, visit: str | None, acts: Sequence[Mapping[str, Any]]) -> Priced:
        """See `Face`."""

        def price(rows: Connection) -> Priced:
            context = context_of(View(rows), self._desk.counter.sources, self._operator)
            note = None if visit is None else visits.last_note(rows, visit)
            return self._pricing.priced(rows, acts, context, note)

        return self._reader.read(price)

    def at_counter(self) -> SavedVisit | None:
        """See `Face`."""
        here, _ = _sorted(self._reader.read(visits.visits))
        return None if here is None else _saved(here)

    def parked(self) -> tuple[SavedVisit, ...]:
        """See `Face`."""
        _, aside = _sorted(self._reader.read(visits.visits))
        return tuple(map(_saved, aside))

    def ticket_of(self, visit: str) -> str | None:
        """See `Face`."""
        return self._reader.read(lambda rows: visits.ticket_of_visit(rows, visit))

    def status(self) -> Status:
        """See `Face`."""
        return self.read(self._status)

    def paper(self, document: str) -> Path:
        """See `Face`."""
        return self.papers.draw(document)

    def _status(self, rows: Connection, now: Now) -> Status:
        view = View(rows)
        context = context_of(view, self._desk.counter.sources, self._operator)
        _, aside = _sorted(visits.visits(rows))
        closed, doubt = closed_on(context.state, now.today), asked_date(context.state, now)
        opens = bool(doubt) or may_open(context.state, now.today)
        return Status(
            shop=now.settings.name,
            operator=_name_of(rows, view.settings(), self._operator),
            day=day_chip(context, now),
            backup=backup_chip(backups.last_backup(rows), context, self._lang),
            open=takes_acts(context),
            to_close=context.state.today is not None and not takes_acts(context),
            practice=now.settings.practice,
            waiting={
                code: part.waiting(rows, now)
                for code, part in self._parts.items()
                if part.waiting is not None
            },
            parked=len(aside),
            closing=is_under_way(preparation(rows), opens=opens),
            closed="" if closed is None or doubt else closed.number,
            doubt=doubt,
            last=last_ticket(_last_settled(rows), context, self._lang),
            real_shop=self._way_to_real_shop if now.settings.practice else None,
            queued=spool.newest(rows),
            spools=spool.has_begun(rows),
        )

    def _way_to_real_shop(self) -> RealShop:
        # Seldom asked, and what quotes its lines is not loaded for it before.
        from concierge_desk.desk.real_shop import way_to_real_shop  # noqa: PLC0415

        return way_to_real_shop(self._desk.folder, self._lang)


def _last_settled(rows: Connection) -> Posted | None:
    seq = till.last_ticket(rows)
    return None if seq is None else next(iter(journal.posted(rows, seq, seq)), None)


def _sorted(kept: Sequence[Visit]) -> tuple[Visit | None, tuple[Visit, ...]]:
    """Return the visit at the counter and those set aside: of several at the counter the one saved last is there."""
    here = next((visit for visit in reversed(kept) if not visit.parked), None)
    return here, tuple(visit for visit in kept if visit is not here and not visit.is_empty)


def _saved(visit: Visit) -> SavedVisit:
    return SavedVisit(visit.visit, visit.acts, visit.step, visit.saved_at)


def _name_of(rows: Connection, shop: Mapping[str, Any], operator: str) -> str:
    """Return an operator's name; the code where it was erased."""
    refs = dict(zip(shop["operators"], shop.get("operator_refs", ()), strict=False))
    name = records.personal_text(rows, refs[operator]) if operator in refs else None
    return name or operator
