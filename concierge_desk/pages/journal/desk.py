"""The open desk as the page of the journal sees it: read a day at a time, never whole; nothing decided here.

Source: decision 0023.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from concierge_desk.counter.cards.offers import Option, Tone
from concierge_desk.counter.context import Settings
from concierge_desk.counter.core.verification_texts import VerificationText, Verified, verdict_of
from concierge_desk.counter.correction.reversal import reasons_for
from concierge_desk.counter.texts.entry_texts import (
    FATES,
    ActFilter,
    DescribedAct,
    acts_of,
    fate_of,
    paper_name,
    told,
)
from concierge_desk.counter.texts.short_dates import short_day, whole_day
from concierge_desk.counter.values.codelists import codes, label_of
from concierge_desk.desk import catalogue
from concierge_desk.desk.taking_back import refusal_to_take_back
from concierge_desk.domain.clock import instant_for, local_day
from concierge_desk.domain.errors import DeskError, EnvironmentFailure, IntegrityFailure, Refused
from concierge_desk.domain.journal import Posted
from concierge_desk.domain.money import format_amount
from concierge_desk.domain.operation import APPROVED_BY
from concierge_desk.domain.override import override
from concierge_desk.domain.typed_day import day_of
from concierge_desk.i18n import N_
from concierge_desk.jobs.dispute.in_window import Disputes
from concierge_desk.jobs.entry_texts import groups, paper_names, tellings
from concierge_desk.jobs.page_desk import PageDesk
from concierge_desk.jobs.typed_words import words_of
from concierge_desk.pages.journal.face import (
    ActPaper,
    ActRow,
    JournalFace,
    JournalPlace,
    Lists,
    OpenedAct,
    Page,
)
from concierge_desk.store import day as days
from concierge_desk.store import journal, ranges, records, till
from concierge_desk.store.connection import Connection
from concierge_desk.store.ranges import Range
from concierge_desk.store.unit import View, known_operation
from concierge_desk.ui.presenter.long_job import HowFar, Stopping

_MOST_READ = 5_000
"""Entries read for one page: what is looked for may be rare, and nobody waits longer than a moment."""
_BESIDE = 3
"""Other entries of an act that its row tells."""


class JournalDesk(PageDesk, JournalFace):
    """The desk of the journal's page."""

    @override
    def lists(self) -> Lists:
        return Lists(
            tuple(Option(self.speech.say(label), code) for code, label in groups().items()),
            tuple(Option(name, code) for code, name in self._desk.store.read(_names).items()),
        )

    @override
    def latest(self) -> JournalPlace:
        return self._desk.store.read(lambda rows: self._place(ranges.latest(rows)))

    @override
    def beside(self, place: JournalPlace, step: int) -> JournalPlace | None:
        beside = ranges.before if step < 0 else ranges.after
        return self._desk.store.read(
            lambda rows: self._found(beside(rows, ranges.holding(rows, place.first)))
        )

    @override
    def dated(self, text: str) -> tuple[date | None, JournalPlace | None]:
        def read(rows: Connection) -> tuple[date | None, JournalPlace | None]:
            day = day_of(text.strip(), self._today(rows))
            return day, None if day is None else self._found(ranges.on(rows, day.isoformat()))

        return self._desk.store.read(read)

    @override
    def page(self, place: JournalPlace, wanted: ActFilter, rest: int | None, most: int) -> Page:
        return self._desk.store.read(lambda rows: self._page(rows, (place, rest), wanted, most))

    @override
    def page_opened(
        self, place: JournalPlace, wanted: ActFilter, rest: int | None, most: int, first: int | None
    ) -> tuple[Page, OpenedAct | None]:
        def read(rows: Connection) -> tuple[Page, OpenedAct | None]:
            page = self._page(rows, (place, rest), wanted, most)
            chosen = first if first is not None or not page.rows else page.rows[0].first
            return page, None if chosen is None else self._opened(rows, page.place, chosen)

        return self._desk.store.read(read)

    @override
    def opened(self, place: JournalPlace, first: int) -> OpenedAct | None:
        return self._desk.store.read(lambda rows: self._opened(rows, place, first))

    @override
    def paper(self, document: str) -> Path:
        return self._port.paper(document)

    @override
    def dispute(self, place: JournalPlace) -> tuple[Path, ...]:
        here = self._desk.store.read(lambda rows: ranges.holding(rows, place.first))
        if here.day is None:
            raise Refused("day.none")
        return Disputes(self._desk, self._named_operator).about_day(here.day)

    @override
    def verify(self, step: HowFar, stopping: Stopping, *, thorough: bool) -> VerificationText:
        # What verifies files too is not loaded before somebody asks.
        from concierge_desk.jobs.verdict import VerifyRequest  # noqa: PLC0415
        from concierge_desk.jobs.verify import verify_desk  # noqa: PLC0415

        total = self._desk.store.read(journal.head).seq

        def read(entries: int) -> None:
            if stopping():
                raise EnvironmentFailure("verify.stopped")
            step(min(entries, total), total)

        read(0)
        found = verify_desk(self._desk, VerifyRequest(signatures=thorough, tables=thorough), read)
        return self._desk.store.read(
            lambda rows: verdict_of(
                Verified(
                    found.entries,
                    found.checked,
                    found.left_out,
                    tuple((fault["code"], fault["seq"]) for fault in found.faults),
                    _closing(rows),
                    found.compared,
                ),
                lambda seq: self._title(ranges.holding(rows, seq)),
                self.lang,
            )
        )

    def _today(self, rows: Connection) -> date:
        at = instant_for(self._desk.clock, journal.head(rows).at).at
        return local_day(at, Settings.of(View(rows).settings()).zone)

    def _found(self, found: Range | None) -> JournalPlace | None:
        return None if found is None else self._place(found)

    def _place(self, found: Range) -> JournalPlace:
        return JournalPlace(found.first, found.last, self._title(found), found.number or "")

    def _title(self, found: Range) -> str:
        if found.day is not None:
            return f"{whole_day(date.fromisoformat(found.day), self.lang)} {found.day[:4]}"
        if found.first == 1:
            return self.speech.say("before the first day")
        return self.speech.say("since the last closing")

    def _page(
        self, rows: Connection, where: tuple[JournalPlace, int | None], wanted: ActFilter, most: int
    ) -> Page:
        asked, rest = where
        # Closed since it was asked for, it goes on no longer.
        here = ranges.holding(rows, asked.first)
        place = self._place(here)
        last = rest if rest is not None else place.last or journal.head(rows).seq
        stop = max(place.first, last - _MOST_READ + 1)
        words = tellings()
        found: list[DescribedAct] = []
        below = place.first - 1
        for act in acts_of(_read(rows, place.first, last)):
            if wanted.takes(act, words):
                found.append(act)
            if len(found) == most or act.first <= stop:
                below = act.first - 1
                break
        return Page(place, self._rows(rows, found, here.day), below if below >= place.first else None)

    def _rows(self, rows: Connection, acts: Sequence[DescribedAct], day: str | None) -> tuple[ActRow, ...]:
        if not acts:
            return ()
        names = _names(rows)
        corrected = till.corrections_between(rows, acts[-1].first, acts[0].last)
        return tuple(self._row(act, names, day, self._fate(rows, act, corrected)) for act in acts)

    def _row(
        self, act: DescribedAct, names: Mapping[str, str], day: str | None, fate: tuple[str, Tone]
    ) -> ActRow:
        if not act.posted:
            return ActRow(act.first, "", self._unread(act))
        words = tellings()
        lead = act.lead(words)
        beside = [told(entry, words, self.lang) for entry in act.posted if entry is not lead]
        shown = beside if len(beside) <= _BESIDE else [*beside[:_BESIDE], "…"]
        at = lead.local
        # What was written between two days is not of the date that stands above.
        other = [] if at.date().isoformat() == day else [short_day(at.date(), self.lang)]
        return ActRow(
            act.first,
            at.strftime("%H:%M"),
            told(lead, words, self.lang),
            " · ".join(
                [*other, names.get(lead.by, lead.by), *self._granted(act, names), *dict.fromkeys(shown)]
            ),
            *fate,
            act.cents(words),
        )

    def _granted(self, act: DescribedAct, names: Mapping[str, str]) -> tuple[str, ...]:
        """Return who said yes to an act, in words, where that was needed."""
        lender = _lender(act)
        if lender is None:
            return ()
        return (self.speech.say("granted by {operator}", operator=names.get(lender, lender)),)

    def _fate(self, rows: Connection, act: DescribedAct, corrections: frozenset[int]) -> tuple[str, Tone]:
        """Return what became of an act, in words; `corrections` are the entries that were corrected since."""
        corrected = corrections.intersection(entry.seq for entry in act.posted)
        number = next((entry.data["ticket"] for entry in act.posted if entry.kind == "till.settled"), None)
        try:
            sold = till.sold_ticket(rows, number) if corrected and number is not None else None
        except IntegrityFailure:
            # A line of it cannot be read any more: how much was corrected is not known.
            return self.speech.say("Corrected since"), "warning"
        fate = fate_of(corrected, sold)
        return (self.speech.say(FATES[fate]), "warning") if fate else ("", "plain")

    def _opened(self, rows: Connection, place: JournalPlace, first: int) -> OpenedAct | None:
        last = place.last or journal.head(rows).seq
        # Nobody knows how long it is before it was read: its entries stand together.
        forwards = ((entry, journal.whole(entry)) for entry in journal.entries(rows, first, last))
        act = _first_act(forwards)
        if act is None:
            return None
        if not act.posted:
            why = self.speech.say("What cannot be read cannot be taken back.")
            return OpenedAct(first, "", self._unread(act), self._lines(rows, act), why_not=why)
        words, names = tellings(), paper_names()
        lead = act.lead(words)
        # What the whole was is printed by the key alone.
        entries = (lead, *(entry for entry in act.posted if entry is not lead))
        documents = dict.fromkeys(name for entry in entries for name in entry.data.get("documents", ()))
        return OpenedAct(
            first,
            lead.op,
            told(lead, words, self.lang),
            self._lines(rows, act),
            tuple(dict.fromkeys(told(entry, words, self.lang) for entry in entries[1:])),
            words_of(rows, act.posted, self.lang),
            tuple(ActPaper(name, paper_name(name, names, self.lang)) for name in documents),
            self._why_not(rows, lead.op),
            self._reasons(act),
        )

    def _lines(self, rows: Connection, act: DescribedAct) -> tuple[tuple[str, str], ...]:
        """Return label and value of what is known of an act."""

        def known() -> Iterator[tuple[str, str]]:
            if act.posted:
                lead = act.lead(tellings())
                if lead.happened is not None:
                    yield N_("On paper at"), lead.happened.strftime("%d/%m/%Y %H:%M")
                yield N_("When"), lead.local.strftime("%d/%m/%Y %H:%M:%S")
                names, lender = _names(rows), _lender(act)
                yield N_("By"), names.get(lead.by, lead.by)
                if lender is not None:
                    yield N_("Granted by"), names.get(lender, lender)
                cents = act.cents(tellings())
                if cents is not None:
                    yield N_("Amount"), format_amount(cents)
                fate, _tone = self._fate(rows, act, till.corrections_between(rows, act.first, act.last))
                if fate:
                    yield N_("Since then"), fate
            numbers = str(act.first) if act.first == act.last else f"{act.first}–{act.last}"
            yield N_("Entries of the journal"), numbers

        return tuple((self.speech.say(label), value) for label, value in known())

    def _reasons(self, act: DescribedAct) -> tuple[Option, ...]:
        """Return why an act may be taken back: the reasons of all acts, then those of its own kind."""
        own = reasons_for(catalogue.reversals(), act.posted)
        words = {"other": self.speech.say("In your own words")}
        general = [Option(label_of("correction", code, self.lang), code) for code in codes("correction")]
        return (
            *(replace(option, detail=words.get(option.value, "")) for option in general),
            *(
                Option(label_of("reversal", code, self.lang), code, self.speech.say(ask))
                for code, ask in own.items()
            ),
        )

    def _why_not(self, rows: Connection, op: str) -> str:
        """Return why an act cannot be taken back now: the command itself is asked, and writes nothing."""
        if known_operation(rows, op) is None:
            return self.speech.say("The program wrote this down by itself: there is nothing to take back.")
        try:
            refused: DeskError | None = refusal_to_take_back(self._desk, rows, op, self._operator)
        except (Refused, IntegrityFailure) as failure:
            refused = failure
        return "" if refused is None else self.sentence(refused.code, refused.params)

    def _unread(self, act: DescribedAct) -> str:
        if act.is_erased:
            return self.speech.say("Details erased after their time")
        return self.speech.say("This entry cannot be read any more: verify the journal")


def _lender(act: DescribedAct) -> str | None:
    return next((entry.data[APPROVED_BY] for entry in act.posted if APPROVED_BY in entry.data), None)


def _read(rows: Connection, first: int, last: int) -> Iterator[tuple[Any, Posted | None]]:
    return ((entry, journal.whole(entry)) for entry in journal.backwards(rows, first, last))


def _first_act(forwards: Iterator[tuple[Any, Posted | None]]) -> DescribedAct | None:
    """Return the act that begins with the first of some entries."""
    head = next(forwards, None)
    if head is None:
        return None
    found = [head]
    if head[1] is not None:
        for entry, posted in forwards:
            if posted is None or posted.op != head[1].op:
                break
            found.append((entry, posted))
    return next(acts_of(reversed(found)))


def _names(rows: Connection) -> dict[str, str]:
    """Return the name of each operator by code; the code where it was erased."""
    shop = View(rows).settings()
    codes = (*shop["operators"], *shop.get("retired", ()))
    return {code: records.operator_name(rows, shop, code) for code in codes}


def _closing(rows: Connection) -> tuple[str, str] | None:
    """Return number and anchor of the last closing, as its paper bears them."""
    last = ranges.last_closed(rows)
    if last is None or last.number is None or last.last is None:
        return None
    return last.number, days.anchor_at(rows, last.last)
