"""Rows that the relay's papers read.

Source: docs/contract.md, "Documents".
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from concierge_desk.counter.absence.closure import closure_days
from concierge_desk.counter.context import Settings
from concierge_desk.counter.day.hours import opening_calendar
from concierge_desk.counter.papers.note import ERASED
from concierge_desk.counter.papers.paper_states import entry_of
from concierge_desk.counter.values import codelists
from concierge_desk.counter.values.kinds import Unreadable
from concierge_desk.counter.values.months import Month
from concierge_desk.domain.deadlines import open_and_closed
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Posted
from concierge_desk.domain.numbers import BAG, is_number
from concierge_desk.domain.tracking import ending
from concierge_desk.mechanisms.slips.model import SIGNED
from concierge_desk.mechanisms.slips.model.slips import SlipSheet
from concierge_desk.mechanisms.slips.tables import sheet_of
from concierge_desk.services.relay.model.bags.fullness import WARNED as SATURATION
from concierge_desk.services.relay.model.closing import DEPOSITED, FRANKED
from concierge_desk.services.relay.model.custody import require_no_open_bag, step
from concierge_desk.services.relay.model.facts.custody import Custody
from concierge_desk.services.relay.model.facts.leaving import LETTER
from concierge_desk.services.relay.model.identity import IdentifiedItem, demand_of
from concierge_desk.services.relay.model.numbers import LAPOSTE
from concierge_desk.services.relay.model.papers import (
    ComplaintPaper,
    Notice,
    Receipt,
    Saturation,
    Shelved,
    StatementDay,
    StockDay,
    WaitingBoard,
)
from concierge_desk.services.relay.model.pay.month import PayMonth
from concierge_desk.services.relay.model.reminders.calls import Call, CallList, by_slot, moved_by
from concierge_desk.services.relay.model.states import CANCELLED, HAND_OVER
from concierge_desk.services.relay.tables import complaints, shipped
from concierge_desk.services.relay.tables.bags import looks as bags
from concierge_desk.services.relay.tables.looks import STAY, labels
from concierge_desk.services.relay.tables.pay import month_of
from concierge_desk.services.relay.tables.slips import SLIPS
from concierge_desk.services.relay.tables.waiting import waiting
from concierge_desk.signing.signer import fingerprint
from concierge_desk.store import journal, records, settings
from concierge_desk.store.connection import Connection
from concierge_desk.store.day import anchor_at, day_range
from concierge_desk.store.till import correction_of

NOW = "now"
"""Place of what is drawn as things stand, and of no other day."""

_SEQ = re.compile(r"[1-9][0-9]{0,15}")


def load_receipt(rows: Connection, place: str) -> Receipt:
    """Return a deposit that has its receipt, by the number of its entry.

    Raises:
        Refused: ``print.unknown`` for any other entry: plain letters are counted, they get none.
    """
    seq = int(place) if _SEQ.fullmatch(place) else 0
    posted = next(iter(journal.posted(rows, seq, seq)), None)
    if posted is None or not _has_receipt(posted):
        raise Refused("print.unknown", document=f"deposit:{place}")
    return Receipt(posted, anchor_at(rows, seq), correction_of(rows, seq))


def load_label(rows: Connection, custody: str) -> Shelved:
    """Return an item by the code of our label, where it lies now.

    Raises:
        Refused: ``print.unknown``.
    """
    shelved, _ = _shelved(rows, custody, "label")
    return shelved


def load_notice(rows: Connection, custody: str) -> Notice:
    """Return an item that waits for whoever it is for, with the name on it.

    Raises:
        Refused: ``print.unknown``; what the state table says of an item that may not be handed over:
            nobody is asked to come for it.
    """
    shelved, party = _shelved(rows, custody, "notice")
    stay = shelved.stay
    step(stay, HAND_OVER)
    require_no_open_bag(stay)
    at = _now(rows)
    item = IdentifiedItem(stay.carrier, stay.tracking, bool(stay.signature))
    return Notice(
        shelved=shelved,
        addressee=None if party is None else records.personal_text(rows, party) or ERASED,
        demand=demand_of(
            shipped.identity_rules(), item, max(at.date(), date.fromisoformat(stay.deadline_day))
        ),
        at=at,
        calendar=opening_calendar(rows, _shop(rows)),
    )


def for_anybody(state: Notice) -> Notice:
    """Return a notice without the name on it."""
    return replace(state, addressee=None)


def load_reminder(rows: Connection, custody: str) -> Notice:
    """Return an item that waits, for a mail: without the name on it.

    Raises:
        Refused: As `load_notice`; ``print.unknown`` once its deadline is over: nobody is asked to come in vain.
    """
    state = for_anybody(load_notice(rows, custody))
    if state.shelved.stay.deadline_day < state.at.date().isoformat():
        raise Refused("print.unknown", document=f"reminder:{custody}")
    return state


def load_complaint(rows: Connection, number: str) -> ComplaintPaper:
    """Return a complaint by its number, with what was said and answered.

    Raises:
        Refused: ``print.unknown``, ``print.erased``.
    """
    known = complaints.complaint(rows, number)
    if known is None:
        raise Refused("print.unknown", document=f"complaint:{number}")
    posted = entry_of(rows, known.seq, f"complaint:{number}")
    regate = rows.execute("SELECT value FROM relay_setting WHERE name = 'regate'").fetchone()
    typed = {
        name: records.personal_text(rows, ref) or ERASED
        for name, ref in complaints.typed(rows, known).items()
        if ref is not None
    }
    return ComplaintPaper(known, posted, anchor_at(rows, known.seq), regate[0] if regate else "", typed)


def without_words(state: ComplaintPaper) -> ComplaintPaper:
    """Return a complaint for a file that holds no name: what was typed is withheld."""
    return replace(state, typed=dict.fromkeys(state.typed, ERASED))


def load_board(rows: Connection, place: str) -> WaitingBoard:
    """Return all that somebody may come for now, by the last characters of its number.

    Raises:
        Refused: ``print.unknown`` for any other day: what waited then is not kept.
    """
    if place != NOW:
        raise Refused("print.unknown", document=f"board:{place}")
    today = _now(rows).date().isoformat()
    shown = [item for item, _party in waiting(rows, today)]
    return WaitingBoard(tuple(sorted(shown, key=_on_board)), today)


def load_calls(rows: Connection, place: str) -> CallList:
    """Return for whom items wait, with the names on them, by the last session in which the door is open for each.

    Args:
        rows: The store.
        place: ``now``, or the days of a closure, such as ``2026-12-24/2027-01-02``: then those whom it moves.

    Raises:
        Refused: ``print.unknown`` for any other: what waited then is not kept.
    """
    now = _now(rows).date()
    if place == NOW:
        found = tuple(waiting(rows, now.isoformat()))
        return CallList(_named(rows, found), now.isoformat())
    closed = closure_days(place)
    if closed is None or closed[-1] < now:
        raise Refused("print.unknown", document=f"calls:{place}")
    hours = opening_calendar(rows, _shop(rows))
    touched = tuple(moved_by(waiting(rows, now.isoformat()), *open_and_closed(hours, closed)))
    return CallList(_named(rows, touched), now.isoformat(), (closed[0].isoformat(), closed[-1].isoformat()))


def _named(rows: Connection, found: Iterable[tuple[Shelved, str | None]]) -> tuple[Call, ...]:
    """Return whom to call: the one place at which a list of names is read."""
    return by_slot(
        Call(item, None if party is None else records.personal_text(rows, party) or ERASED)
        for item, party in found
    )


def _on_board(item: Shelved) -> tuple[str, str]:
    return codelists.label_of("carrier", item.stay.carrier, "fr"), ending(item.stay.shown).upper()


def load_slip(rows: Connection, number: str) -> SlipSheet:
    """Return a slip by its number: where it was signed, else where it was prepared; of a bag, where it was closed.

    Raises:
        Refused: ``print.unknown``, ``print.erased``.
    """
    document = f"slip:{number}"
    if is_number(BAG, number):
        return sheet_of(rows, document, bags.closing_entry(rows, number), SIGNED)
    return SLIPS.sheet(rows, number, document)


def load_saturation(rows: Connection, place: str) -> Saturation:
    """Return what a carrier was told of full shelves, by the number of its entry.

    Raises:
        Refused: ``print.unknown``.
    """
    seq = int(place) if _SEQ.fullmatch(place) else 0
    posted = next(iter(journal.posted(rows, seq, seq)), None)
    if posted is None or posted.kind != SATURATION:
        raise Refused("print.unknown", document=f"saturation:{place}")
    return Saturation(posted, anchor_at(rows, seq))


def saturations(rows: Connection) -> Iterator[tuple[str, str]]:
    """Yield day and place of every time a carrier was told that the shelves are full."""
    for day, seq in rows.execute("SELECT day, seq FROM relay_saturation ORDER BY seq").fetchall():
        yield day, str(seq)


def load_day(rows: Connection, day: str) -> StatementDay:
    """Return what La Poste's statement of a closed day is drawn from.

    Raises:
        Refused: ``day.unknown``, ``export.day_open``.
    """
    first, last = day_range(rows, day)
    if last is None:
        raise Refused("export.day_open", day=day)
    own = tuple(entry for entry in journal.posted(rows, first, last) if entry.aud == LAPOSTE)
    return StatementDay(own, anchor_at(rows, last), _key(rows))


def _key(rows: Connection) -> str:
    """Return the fingerprint of the key that the first entry names; “—” where that cannot be read any more."""
    public_key = settings.public_key(rows)
    return ERASED if public_key is None else fingerprint(public_key)


def load_stock(rows: Connection, day: str) -> StockDay:
    """Return what the stock sheet of a closed day is drawn from.

    Raises:
        Refused: ``day.unknown``, ``export.day_open``.
    """
    closed = load_day(rows, day)
    return StockDay(closed.posted, closed.anchor, closed.fingerprint, labels(rows))


def load_pay(rows: Connection, place: str) -> PayMonth:
    """Return a month of what a principal pays: ``LAPOSTE/2026-11``.

    Raises:
        Refused: ``print.unknown``, ``relay.principal_unknown``.
    """
    principal, _, text = place.partition("/")
    try:
        month = Month().read(text)
    except Unreadable as error:
        raise Refused("print.unknown", document=f"pay:{place}") from error
    return month_of(rows, principal, month, _now(rows).date())


def receipts(rows: Connection) -> Iterator[tuple[str, str]]:
    """Yield day and place of every deposit that has a receipt."""
    found = rows.execute(
        "SELECT seq FROM journal WHERE kind IN (?, ?) AND payload IS NOT NULL ORDER BY seq",
        (DEPOSITED, FRANKED),
    )
    for (seq,) in found:
        # One that cannot be read any more is told where it is drawn.
        posted = journal.whole_at(rows, seq)
        if posted is not None and _has_receipt(posted):
            yield posted.day or "", str(seq)


def slips(rows: Connection) -> Iterable[tuple[str, str]]:
    """Yield day and number of every slip."""
    return rows.execute(
        "SELECT day, number FROM relay_slip"
        " UNION ALL SELECT closed_day, bag FROM relay_bag WHERE closed_seq IS NOT NULL ORDER BY 2"
    )


def _has_receipt(posted: Posted) -> bool:
    """Say whether an entry took something in that gets a receipt; what takes one back gets none."""
    data = posted.data
    if "corrects" in data:
        return False
    if posted.kind == DEPOSITED:
        return bool(data["kind"] != LETTER)
    return posted.kind == FRANKED and bool(data["pieces"] and data["tracking"])


def _shelved(rows: Connection, custody: str, prefix: str) -> tuple[Shelved, str | None]:
    """Return an item and the ref of its name."""
    row: Any = rows.execute(
        f"SELECT last_useful_slot, party, {STAY} FROM relay_custody WHERE custody = ? AND state <> ?",  # noqa: S608
        (custody, CANCELLED),
    ).fetchone()
    if row is None:
        raise Refused("print.unknown", document=f"{prefix}:{custody}")
    slot, party, *stay = row
    return Shelved(Custody(*stay), slot), party


def _now(rows: Connection) -> datetime:
    """Return the local time of the last entry: a desk may have no clock but its journal."""
    at: Any = journal.head(rows).at
    return at.astimezone(_shop(rows).zone)  # type: ignore[no-any-return]


def _shop(rows: Connection) -> Settings:
    return Settings.of(settings.settings_in_force(rows))
