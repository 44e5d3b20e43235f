"""The book: one pass over all entries, in order, that tells what others do not bear out.

It holds the open day and running totals; of every entry one byte, of every ticket its place. What was altered is told
by whoever verifies the chain: the book is told to leave it out, and tells nothing that follows from that.

Source: docs/contract.md, "The books"; docs/requirements.md, R-1.12; decision 0053.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeAlias

from concierge_desk.counter.books.cheques import Cheques
from concierge_desk.counter.books.closings import ClosedRange, Closings
from concierge_desk.counter.books.core_kinds import BOOKED
from concierge_desk.counter.books.days import Days
from concierge_desk.counter.books.numbers import Numbers
from concierge_desk.counter.books.periods import Periods, moved_within
from concierge_desk.counter.books.places import Places
from concierge_desk.counter.books.reading import (
    Data,
    Noted,
    Repeated,
    has_line,
    local_of,
    places_in,
    said_in,
    text_in,
    year_of,
)
from concierge_desk.counter.books.shares import OperatorShares
from concierge_desk.counter.books.tickets import Tickets
from concierge_desk.counter.context import Settings
from concierge_desk.counter.till.slates import SLATES, rates_in
from concierge_desk.counter.till.totals import is_from_paper
from concierge_desk.domain.accounting.period import MONTH_CLOSED, YEAR_CLOSED
from concierge_desk.domain.accounting.remittance import REMITTED
from concierge_desk.domain.anchors import read_anchor
from concierge_desk.domain.booked import BookedKinds
from concierge_desk.domain.charge import GIVEN_UP, MAILED, OPENED
from concierge_desk.domain.epochs import is_epoch, rank
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.held.things import MAY_BE_A_CHEQUE
from concierge_desk.domain.journal import anchor_of
from concierge_desk.domain.numbers import CLOSING, FIRST_EPOCH, MONTH, TICKET, YEAR
from concierge_desk.domain.ticket import PAID_IN_KIND
from concierge_desk.store.drawers import SET as DRAWERS
from concierge_desk.store.drawers import layout_of
from concierge_desk.store.sound_entries import Row

Wrong: TypeAlias = Callable[[int, str], None]
"""Told an entry, and what of it others do not bear out: names of its fields."""

CONTENT: Final = "content"
"""What of an entry does not hold that is chained and signed, and yet not what the counter writes."""

_SLATES = frozenset(kind.encode() for kind in SLATES)
_NOT_OURS = (AttributeError, ArithmeticError, LookupError, Refused, TypeError, ValueError)
_OPENED, _CLOSED, _RESTORED = b"day.opened", b"day.closed", b"store.restored"
_MONTH, _YEAR = MONTH_CLOSED.encode(), YEAR_CLOSED.encode()
_CLOSING: Final = b'"kind":"day.closed","op":"'
"""How the payload of a closing says what it is."""
_KEPT_ON_PAPER: Final = b'"happened_at":'
_BEGINS = frozenset({_RESTORED, b"integrity.failed"})
"""Kinds that may begin an epoch."""
_MOST_MISSING = 10_000

_Handler: TypeAlias = Callable[[Row], Sequence[str]]


class Books:
    """What entries say of each other, from the first on."""

    def __init__(
        self,
        wrong: Wrong,
        *,
        kinds: BookedKinds | None = None,
        charged: Iterable[str] = (),
    ) -> None:
        """Begin before the first entry.

        Args:
            wrong: Told what does not hold.
            kinds: What the services declare of theirs.
            charged: Kinds whose entries are charged.
        """
        self._wrong = wrong
        self._booked = {**BOOKED, **(kinds or {})}
        self._series = {booked.number.series for booked in self._booked.values() if booked.number is not None}
        self._places, self._numbers, self._days = Places(), Numbers(), Days()
        self._tickets, self._closings, self._repeated = Tickets(), Closings(), Repeated()
        self._cheques, self._periods, self._shares = Cheques(), Periods(), OperatorShares()
        self._posted: list[Noted] = []
        self._sold: dict[int, tuple[Data, list[str]]] = {}
        self._last_sold = self._from_paper = 0
        self._whole, self._stopped = True, False
        self._epoch, self._epoch_text = FIRST_EPOCH.encode(), FIRST_EPOCH
        self._handlers: dict[bytes, _Handler] = {
            **{kind.encode(): self._declared for kind in self._booked},
            **{kind.encode(): self._charged for kind in charged if kind not in MAY_BE_A_CHEQUE},
            **self._core(),
        }
        for kind in charged:
            self._places.charges(kind.encode())

    def _core(self) -> dict[bytes, _Handler]:
        added_up = ("day.passages_counted", "document.printed", MAILED, GIVEN_UP, "visit.abandoned")
        return {
            **{kind.encode(): self._counts for kind in added_up},
            b"till.settled": self._settled,
            b"till.means_corrected": self._means_corrected,
            b"till.moved": lambda row: self._days.moved(self._noted(row)),
            PAID_IN_KIND.encode(): self._paid_in,
            b"till.counted": lambda row: self._days.counted(said_in(row)),
            b"session.closed": lambda row: self._days.session_closed(said_in(row)),
            b"session.opened": lambda row: self._days.session_opened(self._noted(row)),
            OPENED.encode(): self._counts_declared,
            REMITTED.encode(): self._counts_declared,
            b"settings.set": self._set,
            DRAWERS.encode(): self._laid,
            b"clock.corrected": self._clock_corrected,
            b"backup.made": self._backed_up,
            _OPENED: self._opened,
            _CLOSED: self._closed,
            _MONTH: self._month_closed,
            _YEAR: self._year_closed,
            _RESTORED: self._restored,
        }

    def note(self, row: Row, /) -> None:
        """Take note of an entry that is as it was written; its payload may be gone."""
        seq, epoch, _aud, kind, day, payload, _digest, _prev, entry_hash, _sig = row
        places = self._places
        if seq != len(places.kinds) + 1 and not self._goes_on(seq):
            return
        places.kinds.append(places.codes.get(kind) or places.code_of(kind))
        places.hashes.append(entry_hash)
        wrong: Sequence[str] = ()
        if day != self._days.day or epoch != self._epoch:
            wrong = self._of_place(row)
        if payload is None:
            self._gone(kind)
        else:
            said = self._said(row, kind, payload)
            wrong = [*wrong, *said] if said else wrong
        if wrong:
            self._wrong(seq, ", ".join(dict.fromkeys(wrong)))

    def _of_place(self, row: Row) -> list[str]:
        """Return what of the day and the epoch of an entry does not hold."""
        wrong = []
        if row[4] != self._days.day and row[3] != _OPENED and not self._days.is_day(row[4]):
            wrong.append("day")
        if row[1] != self._epoch and not self._is_next_epoch(row[1], row[3]):
            wrong.append("epoch")
        return wrong

    def _said(self, row: Row, kind: bytes, payload: bytes) -> Sequence[str]:
        """Return what of an entry does not hold."""
        wrong: Sequence[str] = ()
        try:
            handler = self._handlers.get(kind)
            if handler is not None:
                wrong = handler(row)
            elif has_line(payload):
                wrong = self._charged(row)
            if b'"corrects":' in payload:
                wrong = [*wrong, *self._corrects(row)]
            if _KEPT_ON_PAPER in payload:
                self._from_paper += is_from_paper(said_in(row))
        except _NOT_OURS:
            self._not_ours(row)
            wrong = [CONTENT]
        return wrong

    def leave_out(self, row: Row, /) -> None:
        """Take note that an entry is not as it was written: nothing that it says counts."""
        if row[0] != len(self._places.kinds) + 1 and not self._goes_on(row[0]):
            return
        self._places.kinds.append(0)
        self._places.hashes.append(row[8])
        self._unknown(1)
        if row[3] in (_MONTH, _YEAR):
            self._periods.left_out(row[3])
        # One that was only given that name ends nothing: the next closing goes on from before it.
        if row[3] == _CLOSED and _CLOSING in (row[5] or _CLOSING):
            self._closing_left_out(row)

    def finish(self) -> None:
        """Tell what is left open at the end."""
        self._unsettled()

    def _goes_on(self, seq: int) -> bool:
        """Go on behind a gap; a number that is no number of this journal ends the reading."""
        missing = seq - len(self._places.kinds) - 1
        self._stopped = self._stopped or not 0 <= missing <= _MOST_MISSING
        if not self._stopped:
            self._places.kinds.extend(bytes(missing))
            self._places.hashes.extend([b""] * missing)
            self._unknown(missing)
        return not self._stopped

    def _unknown(self, entries: int) -> None:
        """Take note of entries that nobody can read: they may have been anything."""
        self._whole = False
        self._days.leave_out()
        self._tickets.leave_out()
        self._cheques.leave_out()
        for series in (TICKET, CLOSING, MONTH, YEAR, *self._series):
            self._numbers.leave_out(series, entries)

    def _gone(self, kind: bytes) -> None:
        """Take note of an entry whose payload was dropped: nothing of money is."""
        booked = self._booked.get(kind.decode(errors="replace"))
        if booked is not None and booked.number is not None:
            self._numbers.leave_out(booked.number.series)

    def _not_ours(self, row: Row) -> None:
        self._unknown(1)
        if row[3] == _CLOSED:
            self._closing_left_out(row)

    def _is_next_epoch(self, epoch: bytes, kind: bytes) -> bool:
        told = epoch.decode(errors="replace")
        holds = kind in _BEGINS and is_epoch(told) and rank(told) > rank(self._epoch_text)
        self._epoch, self._epoch_text = epoch, told
        return holds

    def _is_number(self, row: Row, series: str, told: str | None, *, repeats: bool = False) -> bool:
        return self._numbers.holds(series, year_of(row), self._epoch_text, told, repeats=repeats)

    def _corrects(self, row: Row) -> Sequence[str]:
        data = said_in(row)
        if "corrects" not in data:
            return ()
        self._shares.corrected(row)
        fits = self._places.corrects(data["corrects"], row[0], row[3].decode())
        return () if fits else ("corrects",)

    def _noted(self, row: Row) -> Data:
        """Return what an entry says that the day is added up from."""
        data = said_in(row)
        self._posted.append(Noted(row[0], row[3].decode(), data))
        return data

    def _counts(self, row: Row) -> Sequence[str]:
        self._noted(row)
        return ()

    def _charged(self, row: Row) -> Sequence[str]:
        charged = self._repeated.charged(row[0], row[5] or b"")
        if charged is None:
            return self._declared(row) if row[3].decode() in self._booked else ()
        self._tickets.waiting.append(charged)
        line = charged.line
        # One that comes once, or is written in its own way, is its own.
        sold = self._sold.get(line.known or -row[0])
        if sold is None:
            sold = self._sold[line.known or -row[0]] = (line.told, [])
        sold[1].append(charged.ticket)
        self._last_sold = row[0]
        if row[3] in _SLATES:
            data = said_in(row)
            self._posted.append(Noted(row[0], row[3].decode(), {"rates": rates_in(data)}))
        return ()

    def _settled(self, row: Row) -> Sequence[str]:
        plain = self._repeated.settled(row[5] or b"")
        if plain is None:
            data = said_in(row)
            ticket, wrong = data["ticket"], self._tickets.settled(data)
        else:
            ticket, wrong = plain.ticket, self._tickets.sold(plain)
            # Where all cash lies in one drawer, nobody asks which.
            data = {**(said_in(row) if self._days.lies else plain.told), "ticket": ticket}
        self._posted.append(Noted(row[0], "till.settled", data))
        self._shares.settled(row, data)
        wrong += [*self._days.paid(data), *self._cheques.paid(data)]
        year = year_of(row)
        if not self._numbers.holds(TICKET, year, self._epoch_text, ticket):
            wrong.append("ticket")
        self._tickets.keep(year, self._numbers.last(TICKET, year), row[0])
        return wrong

    def _means_corrected(self, row: Row) -> Sequence[str]:
        data = self._noted(row)
        return [*self._tickets.corrected(data), *self._days.paid(data), *self._cheques.paid(data)]

    def _paid_in(self, row: Row) -> Sequence[str]:
        data = self._noted(row)
        return [*self._declared(row), *self._cheques.paid_in(data)]

    def _counts_declared(self, row: Row) -> Sequence[str]:
        self._counts(row)
        return self._declared(row)

    def _set(self, row: Row) -> Sequence[str]:
        self._closings.settings = Settings.of(said_in(row))
        return ()

    def _laid(self, row: Row) -> Sequence[str]:
        days = self._days
        laid = layout_of(said_in(row)["lies"])
        days.lies, days.payees = laid.lies, laid.payees
        # Between two days alone.
        return [] if days.day is None or days.lost else ["day"]

    def _clock_corrected(self, row: Row) -> Sequence[str]:
        self._days.clock_corrected(row[0])
        return ()

    def _opened(self, row: Row) -> Sequence[str]:
        data = self._noted(row)
        wrong = [*self._days.opened(row[0], data, local_of(row)), *self._periods.opened(data["day"])]
        return wrong if data["day"].encode() == row[4] else [*wrong, "day"]

    def _closed(self, row: Row) -> Sequence[str]:
        data = said_in(row)
        self._unsettled()
        places = self._places
        head = places.hash_at(data["seq_to"]) if data["seq_to"] < row[0] else None
        first = len(places.kinds) - len(places.hashes) + 1
        found = ClosedRange(
            first,
            self._posted,
            self._sold.values(),
            self._last_sold,
            self._from_paper,
            self._whole,
            head,
            self._cheques.here(),
        )
        wrong = self._closings.closed(data, self._days, found)
        if not self._is_number(row, CLOSING, data["number"]):
            wrong.append("number")
        wrong += self._shares.differing(data) if self._whole else []
        self._closings.keep(data, row[8])
        self._periods.day_closed((row[0], row[8]), data, moved_within(self._posted), whole=self._whole)
        self._days.closed(data)
        self._next_range()
        return wrong

    def _month_closed(self, row: Row) -> Sequence[str]:
        data = said_in(row)
        wrong = self._periods.month_closed((row[0], row[8]), data)
        return wrong if self._is_number(row, MONTH, data["number"]) else [*wrong, "number"]

    def _year_closed(self, row: Row) -> Sequence[str]:
        data = said_in(row)
        wrong = self._periods.year_closed(data)
        return wrong if self._is_number(row, YEAR, data["number"]) else [*wrong, "number"]

    def _closing_left_out(self, row: Row) -> None:
        self._closings.keep(None, row[8])
        self._periods.day_left_out()
        self._days.closing_left_out()
        self._next_range()

    def _next_range(self) -> None:
        self._posted.clear()
        self._sold.clear()
        self._shares = OperatorShares()
        self._last_sold = self._from_paper = 0
        self._cheques.next_day()
        self._places.hashes.clear()
        self._whole = True

    def _unsettled(self) -> None:
        for seq in self._tickets.unsettled():
            self._wrong(seq, "ticket")

    def _restored(self, row: Row) -> Sequence[str]:
        told = read_anchor(said_in(row)["backup_head"])
        before = anchor_of(told.epoch, row[0] - 1, row[7])
        return () if before == said_in(row)["backup_head"] else ("backup_head",)

    def _backed_up(self, row: Row) -> Sequence[str]:
        told = read_anchor(said_in(row)["anchor"])
        known = self._places.hash_at(told.seq)
        holds = told.seq < row[0] and (known is None or known.hex().startswith(told.hex16) or not known)
        return () if holds else ("anchor",)

    def _declared(self, row: Row) -> Sequence[str]:
        kind, payload = row[3].decode(), row[5] or b""
        booked = self._booked[kind]
        wrong = [
            name
            for name, kinds in booked.places.items()
            for seq in places_in(payload, name)
            if not self._places.names(seq, row[0], kinds)
        ]
        given = booked.number
        # What takes an act back says its number again.
        if given is None or (b'"corrects":' in payload and "corrects" in said_in(row)):
            return wrong
        if not self._is_number(row, given.series, text_in(payload, given.name), repeats=given.repeats):
            wrong.append(given.name)
        return wrong
