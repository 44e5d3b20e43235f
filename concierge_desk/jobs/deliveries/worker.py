"""Worker of the deliveries: it takes what is due, one file after another, and writes down what came of each.

One process at a time works on a desk's; what an earlier one was at when it ended is settled first. Before the first
byte of a file leaves it is noted as leaving: what happens after that, nobody knows but the far side.

Source: docs/contract.md, "Deliveries"; decision 0075.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from concierge_desk.counter.deliveries.commands import has_file
from concierge_desk.delivery import channel as channels
from concierge_desk.delivery.channel import Channel, Consignment, Undelivered
from concierge_desk.desk.desk import Desk
from concierge_desk.domain.clock import instant_for
from concierge_desk.domain.errors import DeskError, EnvironmentFailure, IntegrityFailure, Param, Refused
from concierge_desk.domain.journal import Event, instant_of, instant_text
from concierge_desk.jobs.copies.erasures import note_erasures
from concierge_desk.jobs.daily_file import export_of
from concierge_desk.jobs.deliveries.back_off import next_try, passes
from concierge_desk.jobs.deliveries.channels import ChannelSettings, channel_of, settings_of
from concierge_desk.jobs.deliveries.letters import NO_LETTERS, Letters, LetterWork, SendNote, sent_by_mail
from concierge_desk.jobs.export import DrawnExport, claim_export, drawn_export
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection
from concierge_desk.store.leaving import deliveries, letters
from concierge_desk.store.leaving.deliveries import (
    MADE,
    SENDING,
    STOPPED,
    WAITING,
    ChannelRow,
    PendingDelivery,
)
from concierge_desk.store.locks import try_lock
from concierge_desk.store.unit import Unit

_LOCK = "envois.lock"

_OF_ONE: Final = frozenset({channels.NAME_TAKEN, channels.REJECTED, channels.NOT_WRITTEN})
"""What is the matter with one file; anything else that a channel says is the matter with all of its files."""


@dataclass(frozen=True, slots=True)
class DeliveredFile:
    """A file that arrived just now."""

    export: str
    number: str
    channel: str
    sha256: str
    again: bool


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file that did not arrive, and why; it waits, or stands still until somebody sees to it."""

    export: str
    number: str
    channel: str
    state: str
    code: str
    params: dict[str, Param] = field(default_factory=dict)
    due: str = ""


@dataclass(frozen=True, slots=True)
class DeliveryWork:
    """What came of a look at what is due.

    Attributes:
        busy: Another process is at it: nothing was done here.
        delivered: What arrived.
        held: What did not, as it stands now.
        letters: What came of letters to people.
    """

    busy: bool = False
    delivered: tuple[DeliveredFile, ...] = ()
    held: tuple[HeldFile, ...] = ()
    letters: LetterWork = NO_LETTERS

    def standing(self, state: str) -> tuple[HeldFile, ...]:
        """Return what stands in a state."""
        return tuple(one for one in self.held if one.state == state)


class Deliveries:
    """Deliveries of an open desk."""

    def __init__(
        self,
        desk: Desk,
        made: Callable[[ChannelSettings], Channel] = channel_of,
        send: SendNote | None = None,
    ) -> None:
        """Deliver what waits.

        Args:
            desk: The open desk; it outlives this.
            made: Makes a channel of its settings.
            send: Sends a letter to somebody; by the account that is set, by default.
        """
        self._desk, self._made = desk, made
        self._letters = Letters(desk, send or sent_by_mail)

    def is_needed(self) -> bool:
        """Say whether any channel is set, or something of a letter is to be done: elsewhere nothing is looked for."""
        return self._desk.store.read(lambda rows: bool(deliveries.channels(rows)) or letters.is_any(rows))

    def work_off(self, stopping: Callable[[], bool], *, at_once: bool = False) -> DeliveryWork:
        """Deliver what is due.

        Args:
            stopping: Asked before each file, and while one leaves: somebody wants to end.
            at_once: What waits for a later try too.

        Raises:
            EnvironmentFailure: The store; what a channel does is told in the answer.
        """
        note_erasures(self._desk)
        if not self.is_needed():
            return DeliveryWork()
        try:
            lock = try_lock(self._desk.folder.locks / _LOCK)
        except OSError as error:
            raise EnvironmentFailure("store.locks_unusable", errno=error.errno) from error
        if lock is None:
            return DeliveryWork(busy=True)
        try:
            self._desk.store.write(_begin)
            done: list[DeliveredFile] = []
            tried: set[tuple[str, str]] = set()
            while not stopping() and (row := self._next(tried, at_once=at_once)) is not None:
                tried.add((row.export, row.number))
                found = self._deliver(row, stopping)
                if found is not None:
                    done.append(found)
            left = self._letters.work_off(stopping, at_once=at_once)
            return DeliveryWork(delivered=tuple(done), held=self._desk.store.read(held_files), letters=left)
        finally:
            lock.release()

    def _next(self, tried: set[tuple[str, str]], *, at_once: bool) -> PendingDelivery | None:
        now = instant_text(self._now())
        for row in self._desk.store.read(deliveries.pending):
            is_due = row.state == WAITING and (at_once or row.due <= now)
            if is_due and (row.export, row.number) not in tried:
                return row
        return None

    def _now(self) -> datetime:
        return instant_for(self._desk.clock, self._desk.store.read(journal.head).at).at

    def _deliver(self, row: PendingDelivery, stopping: Callable[[], bool]) -> DeliveredFile | None:
        """Deliver a file, and write down what came of it; None where it did not arrive."""
        told = self._desk.store.read(lambda rows: deliveries.channel_row(rows, row.export))
        if told is None:
            return None
        try:
            drawn = drawn_export(self._desk, export_of(row.export), row.number)
            name, _ = claim_export(self._desk, drawn)
            channel = self._made(self._desk.store.read(lambda rows: settings_of(rows, told)))
            sent = self._sent(row, drawn, name, channel)
            self._desk.store.write(lambda unit: _mark(unit, row, SENDING))
            channel.deliver(sent, stopping)
        except Undelivered as failure:
            self._failed(row, failure, doubtful=failure.begun)
            return None
        except (Refused, IntegrityFailure, EnvironmentFailure) as failure:
            self._failed(row, failure)
            return None
        return self._arrived(row, told, sent)

    def _sent(self, row: PendingDelivery, drawn: DrawnExport, name: str, channel: Channel) -> Consignment:
        desk = self._desk
        before, head = desk.store.read(
            lambda rows: (deliveries.made(rows, row.export, row.number), journal.head(rows))
        )
        # What was sent from a store that was put back since is not in its journal.
        doubtful = row.doubtful or drawn.epoch != head.epoch
        return Consignment(
            name=name,
            data=drawn.data,
            sha256=drawn.sha256,
            desk=desk.identity.desk,
            number=row.number,
            day=drawn.day,
            shop=desk.settings.name,
            at=self._now(),
            again=before is not None or (doubtful and not channel.asks),
            practice=desk.identity.practice,
        )

    def _arrived(self, row: PendingDelivery, told: ChannelRow, sent: Consignment) -> DeliveredFile:
        data = {
            "export": row.export,
            "number": row.number,
            "channel": told.channel,
            "sha256": sent.sha256,
            "again": sent.again,
        }
        event = Event(MADE, data, aud=export_of(row.export).principal)

        def written(unit: Unit) -> None:
            self._desk.post_event(unit, event)
            deliveries.drop(unit.rows, row.export, row.number)

        self._desk.store.write(written)
        return DeliveredFile(row.export, row.number, told.channel, sent.sha256, sent.again)

    def _failed(self, row: PendingDelivery, failure: DeskError, *, doubtful: bool = False) -> None:
        """Let a file wait, or stand still; and the others of its channel where they would fare the same."""
        later = passes(failure)
        now = replace(
            row,
            state=WAITING if later else STOPPED,
            tries=row.tries + 1,
            due=next_try(row.tries, self._now()) if later else "",
            why=failure.code,
            told=json.dumps(dict(failure.params)),
            doubtful=row.doubtful or doubtful,
        )

        def written(unit: Unit) -> None:
            deliveries.keep(unit.rows, now)
            if failure.code not in _OF_ONE and isinstance(failure, Undelivered):
                _fare_the_same(unit, now)

        self._desk.store.write(written)


def _begin(unit: Unit) -> None:
    """Settle what a process that ended was at, and look for what waits since."""
    rows = unit.rows
    for row in deliveries.pending(rows):
        if row.state == SENDING:
            deliveries.keep(rows, replace(row, state=WAITING, due="", doubtful=True))
    stopped = {
        row.export: row for row in deliveries.pending(rows) if row.state == STOPPED and _is_of_all(row.why)
    }
    known = {(row.export, row.number) for row in deliveries.pending(rows)}
    deliveries.look_for(rows, lambda export, number: has_file(rows, export, number))
    for row in deliveries.pending(rows):
        like = stopped.get(row.export)
        if like is not None and (row.export, row.number) not in known:
            deliveries.keep(rows, replace(row, state=STOPPED, why=like.why, told=like.told))


def _is_of_all(code: str) -> bool:
    return code.startswith("delivery.") and code not in _OF_ONE


def _fare_the_same(unit: Unit, like: PendingDelivery) -> None:
    """Let the others of a channel wait as long, or stand still as well: a server is not asked a second time for each."""
    for row in deliveries.pending(unit.rows):
        if row.export == like.export and row.number != like.number and row.state == WAITING:
            deliveries.keep(
                unit.rows,
                replace(row, state=like.state, due=max(row.due, like.due), why=like.why, told=like.told),
            )


def _mark(unit: Unit, row: PendingDelivery, state: str) -> None:
    deliveries.keep(unit.rows, replace(row, state=state))


def held_files(rows: Connection) -> tuple[HeldFile, ...]:
    """Return what has not arrived, by closing: what stands still, and what waits."""
    by_export = {row.export: row.channel for row in deliveries.channels(rows)}
    return tuple(
        HeldFile(
            row.export,
            row.number,
            by_export[row.export],
            row.state,
            row.why,
            json.loads(row.told),
            row.due,
        )
        for row in deliveries.pending(rows)
        if row.export in by_export
    )


def minutes_until(due: str, now: datetime) -> int:
    """Return the minutes to the next try, 0 where it is due."""
    return 0 if not due else max(0, -(-int((instant_of(due) - now).total_seconds()) // 60))
