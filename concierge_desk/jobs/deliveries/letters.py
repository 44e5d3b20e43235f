"""Letters to people as they leave: one after another, each once or marked; an address that served its purpose goes.

A letter is drawn as it leaves: what is over by then, such as an item that was fetched, is not written about any more.

Source: docs/contract.md, "Letters"; decision 0083.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, TypeAlias

from concierge_desk.counter.deliveries.commands import MAIL
from concierge_desk.counter.deliveries.fields import LETTERS
from concierge_desk.counter.mail.commands import NO_ACCOUNT, PDF
from concierge_desk.counter.mail.due import LASTS_HOURS
from concierge_desk.delivery import channel as channels
from concierge_desk.delivery.channel import Undelivered
from concierge_desk.delivery.note import ToResident, note
from concierge_desk.desk.desk import Desk
from concierge_desk.domain.clock import instant_for
from concierge_desk.domain.errors import DeskError, EnvironmentFailure, IntegrityFailure, Refused
from concierge_desk.domain.journal import instant_of, instant_text
from concierge_desk.jobs.copies.erasures import note_erasures
from concierge_desk.jobs.deliveries.back_off import next_try, passes
from concierge_desk.jobs.deliveries.channels import ChannelSettings, account_of, settings_of
from concierge_desk.jobs.papers import PrintFormat, drawn, find, named
from concierge_desk.printing.text import letter_text
from concierge_desk.store import journal, records
from concierge_desk.store.connection import Connection
from concierge_desk.store.leaving import deliveries, letters
from concierge_desk.store.leaving.deliveries import SENDING, STOPPED, WAITING
from concierge_desk.store.leaving.erasures import erase
from concierge_desk.store.leaving.letters import PendingLetter
from concierge_desk.store.unit import Unit

# ruff: noqa: PLC0415  (see `jobs/deliveries/channels.py`)

SendNote: TypeAlias = Callable[[Desk, ToResident, str, Callable[[], bool]], None]
"""Sends a letter of a desk to an address, asking whether to stop; raises as `delivery.mail.send`."""

_OF_ONE: Final = frozenset({channels.MAILBOX_FULL, channels.RECIPIENT, channels.REJECTED})
"""What is the matter with one address or letter: it does not leave, the others do."""


@dataclass(frozen=True, slots=True)
class LetterWork:
    """What came of a look at the letters.

    Attributes:
        sent: How many the server took.
        given_up: How many do not leave any more.
        waiting: How many wait, or stand still.
    """

    sent: int = 0
    given_up: int = 0
    waiting: int = 0


NO_LETTERS: Final = LetterWork()


def sent_by_mail(desk: Desk, sent: ToResident, to: str, stopping: Callable[[], bool]) -> None:
    """Send a letter by the account of the letters to people, or by the one that daily files leave by.

    Raises:
        Refused: ``letter.no_account``, ``delivery.no_details``.
        Undelivered: As `delivery.mail.send`.
    """
    settings = desk.store.read(_account)
    if settings is None:
        raise Refused(NO_ACCOUNT)
    from concierge_desk.delivery.mail import send

    send(note(sent, settings.details["from"], to), account_of(settings), stopping)


def _account(rows: Connection) -> ChannelSettings | None:
    by_mail = [row for row in deliveries.channels(rows) if row.channel == MAIL]
    own = sorted(by_mail, key=lambda row: row.export != LETTERS)
    return settings_of(rows, own[0]) if own else None


class Letters:
    """Letters of an open desk; `worker.Deliveries` has the lock while they leave."""

    def __init__(self, desk: Desk, send: SendNote) -> None:
        """Send what waits.

        Args:
            desk: The open desk; it outlives this.
            send: Sends one.
        """
        self._desk, self._send_note = desk, send

    def work_off(self, stopping: Callable[[], bool], *, at_once: bool) -> LetterWork:
        """Send what is due, and note what was erased.

        Args:
            stopping: Asked before each letter, and while one leaves: somebody wants to end.
            at_once: What waits for a later try or stands still too.

        Raises:
            EnvironmentFailure: The store, the disk.
        """
        if not self._desk.store.read(letters.is_any):
            return NO_LETTERS
        self._desk.store.write(_settle)
        if at_once:
            self._desk.store.write(lambda unit: letters.let_all_wait(unit.rows))
        sent = given_up = 0
        for queued in self._desk.store.read(letters.pending):
            if stopping():
                break
            # Another one of them may have met a server that does not answer.
            row = self._standing(queued)
            if row is None:
                continue
            came = self._treat(row, stopping)
            sent += came == letters.SENT
            given_up += came == letters.GIVEN_UP
        note_erasures(self._desk)
        return LetterWork(sent, given_up, len(self._desk.store.read(letters.pending)))

    def _now(self) -> datetime:
        return instant_for(self._desk.clock, self._desk.store.read(journal.head).at).at

    def _standing(self, row: PendingLetter) -> PendingLetter | None:
        return self._desk.store.read(lambda rows: letters.pending_by(rows, row.queued_seq))

    def _treat(self, row: PendingLetter, stopping: Callable[[], bool]) -> str:
        """Do with a letter what is to be done now, and return the kind of the entry that came of it; empty for none."""
        now = self._now()
        if row.form == PDF and instant_of(row.at) + timedelta(hours=LASTS_HOURS) < now:
            return self._give_up(row, "letter.too_long")
        if row.state != WAITING or (row.due and instant_of(row.due) > now):
            return ""
        if self._desk.store.read(lambda rows: _is_taken_back(rows, row)):
            self._desk.store.write(lambda unit: letters.drop(unit.rows, row))
            return ""
        return self._leave(row, stopping)

    def _leave(self, row: PendingLetter, stopping: Callable[[], bool]) -> str:
        address = self._desk.store.read(lambda rows: records.personal_text(rows, row.address))
        if address is None:
            return self._give_up(row, "letter.no_address")
        try:
            sent = self._drawn(row)
        except (Refused, IntegrityFailure) as over:
            return self._give_up(row, over.code)
        try:
            self._keep(replace(row, state=SENDING))
            self._send_note(self._desk, sent, address, stopping)
        except Undelivered as failure:
            if failure.code in _OF_ONE:
                return self._give_up(row, failure.code)
            self._failed(row, failure, doubtful=failure.begun)
            return ""
        except (Refused, EnvironmentFailure) as failure:
            self._failed(row, failure)
            return ""
        self._end(row, letters.SENT, {"copy": row.copy, "again": sent.again})
        return letters.SENT

    def _drawn(self, row: PendingLetter) -> ToResident:
        desk, (paper, place) = self._desk, named(row.document)
        found, epoch, head = desk.store.read(
            lambda rows: (find(rows, paper, place), _epoch(rows, row), journal.head(rows))
        )
        document = found.said(paper.draw(found.state, found.settings, row.copy))
        brings = row.form == PDF
        name = f"{row.document.replace(':', '-')}.pdf"
        return ToResident(
            desk=desk.identity.desk,
            number=f"{epoch}{row.queued_seq}",
            shop=desk.settings.name,
            subject=f"{document.title} {document.name}" if brings else document.title,
            at=self._now(),
            text="" if brings else letter_text(document),
            receipt=(name, drawn(paper, found, row.copy, PrintFormat("pdf"))) if brings else None,
            # What left from a store that was put back since is not in its journal.
            again=row.doubtful or epoch != head.epoch,
            practice=desk.identity.practice,
        )

    def _give_up(self, row: PendingLetter, why: str) -> str:
        self._end(row, letters.GIVEN_UP, {"why": why})
        return letters.GIVEN_UP

    def _end(self, row: PendingLetter, kind: str, told: dict[str, object]) -> None:
        def written(unit: Unit) -> None:
            data = {"document": row.document, "queued": row.queued_seq, "form": row.form, **told}
            self._desk.post(unit, kind, data)
            letters.drop(unit.rows, row)
            if row.form == PDF:
                # It was given for this receipt alone.
                erase(unit.rows, [row.address], instant_text(self._now()))

        self._desk.store.write(written)

    def _keep(self, row: PendingLetter) -> None:
        self._desk.store.write(lambda unit: letters.keep(unit.rows, row))

    def _failed(self, row: PendingLetter, failure: DeskError, *, doubtful: bool = False) -> None:
        """Let a letter wait, or stand still until the way is seen to; and the others, which would fare the same."""
        later = passes(failure)
        state, due = (WAITING, next_try(row.tries, self._now())) if later else (STOPPED, "")
        now = replace(
            row,
            state=state,
            tries=row.tries + 1,
            due=due,
            why=failure.code,
            told=json.dumps(dict(failure.params)),
            doubtful=row.doubtful or doubtful,
        )

        def written(unit: Unit) -> None:
            letters.keep(unit.rows, now)
            for other in letters.pending(unit.rows):
                if other.queued_seq != row.queued_seq and other.state == WAITING:
                    like = replace(other, state=state, due=max(other.due, due), why=now.why, told=now.told)
                    letters.keep(unit.rows, like)

        self._desk.store.write(written)


def _settle(unit: Unit) -> None:
    """Settle what a process that ended was at: nobody knows how much of it left."""
    for row in letters.pending(unit.rows):
        if row.state == SENDING:
            letters.keep(unit.rows, replace(row, state=WAITING, due="", doubtful=True))


def _is_taken_back(rows: Connection, row: PendingLetter) -> bool:
    """Say whether the act was taken back that a letter is of."""
    found = rows.execute("SELECT 1 FROM correction WHERE corrected = ?", (row.queued_seq,)).fetchone()
    return found is not None


def _epoch(rows: Connection, row: PendingLetter) -> str:
    entry = journal.entry(rows, row.queued_seq)
    return "" if entry is None else entry.epoch
