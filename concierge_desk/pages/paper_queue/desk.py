"""The papers of an open desk: read from the outbox and the journal, put back among those that wait.

Source: docs/contract.md, "Documents"; decision 0063.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from concierge_desk.counter.cards.listed_options import listed_options
from concierge_desk.counter.cards.offers import Option, Tone
from concierge_desk.counter.papers.giving_up import LIST
from concierge_desk.counter.rights.table import LOOK
from concierge_desk.counter.texts.entry_texts import paper_name
from concierge_desk.counter.texts.short_dates import short_day, short_hour
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.desk.desk import Desk
from concierge_desk.domain.charge import GIVEN_UP
from concierge_desk.domain.errors import IntegrityFailure, Refused
from concierge_desk.domain.journal import Posted
from concierge_desk.domain.override import override
from concierge_desk.i18n import N_
from concierge_desk.jobs.operators import entitled
from concierge_desk.jobs.page_desk import PageDesk
from concierge_desk.jobs.papers import copies, find, named, paper_of, papers_known
from concierge_desk.pages.paper_queue.face import PaperList, PaperRow, PapersFace, Stand
from concierge_desk.store import day as days
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection
from concierge_desk.store.papers import paper_queue, spool
from concierge_desk.store.papers.paper_queue import Firsts, OutboxRow
from concierge_desk.store.unit import Unit
from concierge_desk.ui.presenter.paper_host import Kind
from concierge_desk.ui.presenter.port import Port

MOST: Final = 60
"""Of each part of the list."""
_LOOKED_AT: Final = 300
"""Papers of the outbox that are looked at: those of the years before no printer takes are not."""
_PRINTED: Final = "document.printed"
_LAST_LETTERS: Final = 4
"""Of a code of ours: what tells one label from another."""


class PapersDesk(PageDesk, PapersFace):
    """The desk of the page of the papers."""

    def __init__(self, desk: Desk, port: Port, operator: str | None = None) -> None:
        """Look at the desk of a window: see `PageDesk`."""
        super().__init__(desk, port, operator)
        self._kinds: dict[str, Kind | None] = {}

    @property
    @override
    def reasons(self) -> Sequence[Option]:
        return listed_options(LIST, self.lang)

    @override
    def papers(self) -> PaperList:
        return self._desk.store.read(self._list)

    @override
    def again(self, document: str) -> int | None:
        paper, _place = named(document)
        entitled(self._desk, self._operator, LOOK)
        op = self._desk.new_op()

        def queue(unit: Unit) -> int | None:
            if not spool.waiting_places(unit.rows, document):
                unit.queue(document, op)
            return copies(unit.rows, document) if paper.counted else None

        return self._desk.store.write(queue)

    @override
    def show(self, document: str) -> Path:
        def printed(rows: Connection) -> int:
            return copies(rows, document)

        before = self._desk.store.read(printed)
        path = self._port.paper(document)
        if self._desk.store.read(printed) != before:
            # What leaves another way waits no more.
            self._desk.store.write(lambda unit: spool.mark_everywhere(unit.rows, document, spool.PRINTED))
        return path

    def _list(self, rows: Connection) -> PaperList:
        since = _since(rows)
        waiting = self._waiting(rows, since)
        out = [*self._out(rows, since), *self._uncounted(rows, since)]
        given_up = [*self._given_up(rows, since), *self._gone(rows, since)]
        return PaperList(
            (*waiting[:MOST], *_newest(out), *_newest(given_up)),
            sum(row.count for row in waiting if row.stand == "waiting"),
        )

    def _waiting(self, rows: Connection, since: int) -> list[PaperRow]:
        """Return what waits and what is under way; each paper once, however often it waits."""
        firsts, at_it = paper_queue.firsts(rows), paper_queue.under_way(rows)
        earliest = min((first for first in (firsts.roll, *firsts.sheets.values()) if first), default=None)
        found: dict[str, PaperRow] = {}
        for row in paper_queue.newest_in(rows, spool.WAITING, _LOOKED_AT):
            if row.queued_seq < since and (earliest is None or row.place < earliest):
                continue
            kind = self._kind(rows, row.document)
            stand: Stand = "waiting" if _is_printed(row, kind, firsts) else "idle"
            if row.document in at_it:
                stand = "under_way"
            if stand == "idle" and row.queued_seq < since:
                continue
            known = found.get(row.document)
            if known is not None:
                # Since when it waits is said by the first.
                hour = self._hour(rows, row.queued_seq)
                found[row.document] = replace(known, count=known.count + 1, hour=hour)
            else:
                found[row.document] = self._queued(rows, row, stand, kind)
        # Of a sheet that was asked for by its key alone nothing stands in the outbox.
        for document in sorted(at_it - found.keys()):
            name, kind = self._name(document), self._kind(rows, document)
            found[document] = PaperRow(f"a{document}", document, name, "under_way", kind, "", tone="warning")
        order = {"under_way": 0, "waiting": 1, "idle": 2}
        return sorted(found.values(), key=lambda row: order[row.stand])

    def _queued(self, rows: Connection, row: OutboxRow, stand: Stand, kind: Kind | None) -> PaperRow:
        hour = self._hour(rows, row.queued_seq)
        tone: Tone = "plain" if stand == "idle" else "warning"
        return PaperRow(f"w{row.place}", row.document, self._name(row.document), stand, kind, hour, tone=tone)

    def _out(self, rows: Connection, since: int) -> Iterable[tuple[int, PaperRow]]:
        for posted in paper_queue.told_since(rows, since, (_PRINTED,), MOST):
            document = posted.data["document"]
            cut_off = "cut_off" in posted.data
            yield (
                posted.seq,
                PaperRow(
                    f"e{posted.seq}",
                    document,
                    self._name(document),
                    "out",
                    self._kind(rows, document),
                    self._local(rows, posted),
                    " · ".join(self._printed_words(posted)),
                    "warning" if cut_off else "good",
                ),
            )

    def _printed_words(self, posted: Posted) -> list[str]:
        copy = posted.data["copy"]
        words = [self.speech.say("DUPLICATA n° {copy}", copy=copy) if copy else self.speech.say("original")]
        if "cut_off" in posted.data:
            words.append(self.speech.say("begun: the printer was cut off"))
        elif posted.data.get("by_queue"):
            words.append(self.speech.say("handed to a printer of sheets"))
        elif posted.data["as"] != "escpos":
            words.append(self.speech.say("on the screen or in a file"))
        return words

    def _uncounted(self, rows: Connection, since: int) -> Iterable[tuple[int, PaperRow]]:
        """Yield what came out of which no copies are counted: the journal says nothing of it."""
        for row in paper_queue.newest_in(rows, spool.PRINTED, _LOOKED_AT):
            if row.queued_seq < since:
                return
            if _is_counted(row.document):
                continue
            queued = self._queued(rows, row, "out", self._kind(rows, row.document))
            yield row.queued_seq, replace(queued, tone="good")

    def _given_up(self, rows: Connection, since: int) -> Iterable[tuple[int, PaperRow]]:
        for posted in paper_queue.told_since(rows, since, (GIVEN_UP,), MOST):
            document = posted.data["document"]
            why = label_of(LIST, posted.data["reason"], self.lang)
            kind, hour = self._kind(rows, document), self._local(rows, posted)
            yield (
                posted.seq,
                PaperRow(f"e{posted.seq}", document, self._name(document), "given_up", kind, hour, why),
            )

    def _gone(self, rows: Connection, since: int) -> Iterable[tuple[int, PaperRow]]:
        """Yield what cannot be drawn any more."""
        for row in paper_queue.newest_in(rows, spool.GONE, MOST):
            if row.queued_seq >= since:
                told = self.speech.say(_GONE)
                yield (
                    row.queued_seq,
                    replace(self._queued(rows, row, "given_up", None), told=told, tone="plain"),
                )

    def _kind(self, rows: Connection, document: str) -> Kind | None:
        """Return what a paper is printed on: it is laid out once for that."""
        if document not in self._kinds:
            self._kinds[document] = _kind(rows, document)
        return self._kinds[document]

    def _name(self, document: str) -> str:
        prefix, _, place = document.partition(":")
        known = papers_known()
        if prefix not in known:
            return document
        name = paper_name(document, {one.prefix: one.label for one in known.values()}, self.lang)
        return name if name.endswith(place) else f"{name} {self._place(place)}"

    def _place(self, place: str) -> str:
        """Return the number of a paper as people read it: a day, a number, the end of a code of ours."""
        if place.isdecimal():
            return f"n°\N{NO-BREAK SPACE}{place}"
        try:
            return short_day(date.fromisoformat(place), self.lang)
        except ValueError:
            return f"…{place[-_LAST_LETTERS:].upper()}"

    def _hour(self, rows: Connection, seq: int) -> str:
        posted = journal.whole_at(rows, seq)
        return "" if posted is None else self._local(rows, posted)

    def _local(self, rows: Connection, posted: Posted) -> str:
        """Return the hour of an entry, with its day where that is not the day of the last one."""
        at, last = posted.local, journal.head(rows).at
        hour = short_hour(at.time(), self.lang)
        same = last is not None and last.astimezone(at.tzinfo).date() == at.date()
        return hour if same else f"{short_day(at.date(), self.lang)}, {hour}"


_GONE = N_("what it says was erased: it cannot be printed any more")


def _since(rows: Connection) -> int:
    """Return the first entry of the open day, else of the last one."""
    try:
        return days.day_range(rows, days.latest_day(rows))[0]
    except Refused:
        return 1


def _newest(told: Iterable[tuple[int, PaperRow]]) -> tuple[PaperRow, ...]:
    return tuple(row for _seq, row in sorted(told, key=lambda one: -one[0])[:MOST])


def _kind(rows: Connection, document: str) -> Kind | None:
    try:
        paper, place = named(document)
        if document.partition(":")[0] == "label":
            return "label"
        return "roll" if paper.roll else _SIZES.get(paper_of(find(rows, paper, place), paper))
    except (Refused, IntegrityFailure):
        return None


_SIZES: dict[str, Kind] = {"a4": "a4", "a5": "a5", "a6": "a6"}


def _is_printed(row: OutboxRow, kind: Kind | None, firsts: Firsts) -> bool:
    """Say whether a printer prints a paper by itself."""
    by_roll = kind == "roll" or (kind == "label" and "label" not in firsts.sheets)
    first = firsts.roll if by_roll else firsts.sheets.get(kind or "")
    return first is not None and row.place >= first


def _is_counted(document: str) -> bool:
    try:
        return named(document)[0].counted
    except Refused:
        return False
