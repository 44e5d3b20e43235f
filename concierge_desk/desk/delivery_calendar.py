"""Calendar of the deliveries: of each closing of some days, where its daily files stand.

Source: docs/contract.md, "Deliveries"; decision 0075.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta, tzinfo
from typing import Any, Final

from concierge_desk.counter.day.status import DayFacts
from concierge_desk.counter.deliveries.commands import has_file
from concierge_desk.counter.deliveries.names import export_name
from concierge_desk.counter.texts.short_dates import said_moment
from concierge_desk.domain.journal import instant_of
from concierge_desk.i18n import N_, translate
from concierge_desk.store.connection import Connection
from concierge_desk.store.leaving import deliveries
from concierge_desk.store.leaving.deliveries import STOPPED, WAITING, ChannelRow, PendingDelivery
from concierge_desk.ui.presenter.figures import Figure

DELIVERED, ACKNOWLEDGED, OLDER = "delivered", "acknowledged", "older"
"""It is there; somebody there said so; it was closed before its files left by themselves, and nobody asked for it since."""

WORST: Final = (STOPPED, deliveries.SENDING, WAITING, OLDER, DELIVERED, ACKNOWLEDGED)
"""States, the one that matters most first."""

_WORDS: Final = {
    WAITING: N_("waits to leave"),
    deliveries.SENDING: N_("is leaving"),
    STOPPED: N_("needs you"),
    DELIVERED: N_("there, as sent"),
    ACKNOWLEDGED: N_("received, they say"),
    OLDER: N_("not sent"),
}


def state_words(state: str, lang: str) -> str:
    """Return where a file stands, in words."""
    return translate(_WORDS[state], lang)


@dataclass(frozen=True, slots=True)
class FileStanding:
    """Where the daily file of a closing stands.

    Attributes:
        export: Code of the file.
        number: Of the closing.
        day: ISO date of the closing.
        state: One of `WORST`.
        channel: By which it left, or is to leave.
        at: Instant at which it arrived; empty before.
        again: It was sent once more.
        why: Code of why it has not arrived; empty where nothing is the matter.
        params: What its sentence is filled with.
        due: Instant of the next try; empty for at once.
    """

    export: str
    number: str
    day: str
    state: str
    channel: str
    at: str = ""
    again: bool = False
    why: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    due: str = ""


def standings(rows: Connection, first: date, after: date) -> tuple[FileStanding, ...]:
    """Return where the files of the closings of some days stand, the latest day first.

    Args:
        rows: The store.
        first: The first of these days.
        after: The day after the last.
    """
    closings = rows.execute(
        "SELECT day, number FROM business_day WHERE day >= ? AND day < ? AND number IS NOT NULL"
        " ORDER BY day DESC, opened_seq DESC",
        (first.isoformat(), after.isoformat()),
    ).fetchall()
    known = deliveries.channels(rows)
    waiting = {(row.export, row.number): row for row in deliveries.pending(rows)}
    unseen = {row.export: {number for number, _seq in deliveries.unseen(rows, row)} for row in known}
    found = []
    for day, number in closings:
        for channel in known:
            if not has_file(rows, channel.export, number):
                continue
            row = waiting.get((channel.export, number))
            if row is None and number in unseen[channel.export]:
                row = PendingDelivery(channel.export, number)
            found.append(_standing(rows, channel, (day, number), row))
    return tuple(found)


def _standing(
    rows: Connection, channel: ChannelRow, closing: tuple[str, str], row: PendingDelivery | None
) -> FileStanding:
    (day, number), export = closing, channel.export
    made = deliveries.made(rows, export, number)
    if row is not None:
        told = json.loads(row.told)
        return FileStanding(
            export, number, day, row.state, channel.channel, why=row.why, params=told, due=row.due
        )
    if made is None:
        return FileStanding(export, number, day, OLDER, channel.channel)
    state = ACKNOWLEDGED if deliveries.is_acknowledged(rows, export, number) else DELIVERED
    return FileStanding(export, number, day, state, made.channel, made.at, made.again)


def left_by_themselves(rows: Connection, facts: DayFacts, zone: tzinfo, lang: str) -> tuple[Figure, ...]:
    """Return where the reports of a closed day stand, and since when they are there; nothing where none leaves by itself."""
    if not facts.closed:
        return ()
    first = date.fromisoformat(facts.day)
    return tuple(
        Figure(export_name(one.export, lang), _told_shortly(one, zone, lang))
        for one in reversed(standings(rows, first, first + timedelta(days=1)))
    )


def _told_shortly(one: FileStanding, zone: tzinfo, lang: str) -> str:
    words = state_words(one.state, lang)
    if not one.at:
        return words
    at = instant_of(one.at).astimezone(zone)
    return f"{words} · {said_moment(at, date.fromisoformat(one.day), lang)}"


def of_day(rows: Connection, day: str) -> tuple[dict[str, str], ...]:
    """Return where the files of a date stand, as `day status` tells it; empty where none leaves by itself."""
    first = date.fromisoformat(day)
    return tuple(
        {"export": one.export, "number": one.number, "state": one.state}
        for one in reversed(standings(rows, first, first + timedelta(days=1)))
    )
