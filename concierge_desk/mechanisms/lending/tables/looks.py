"""Objects, loans, reservations, queues, kinds of a nature as its tables have them, and how it all stands."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import cache
from typing import Any, TypeVar

from concierge_desk import paths
from concierge_desk.counter.natures import latest_kinds
from concierge_desk.domain import dated
from concierge_desk.mechanisms.lending.model import facts
from concierge_desk.mechanisms.lending.model.facts import (
    Authority,
    LentKind,
    LentObject,
    Loan,
    Reservation,
    WaitingPlace,
)
from concierge_desk.mechanisms.lending.model.figures import KeysStanding, LendingStanding
from concierge_desk.mechanisms.lending.model.moved import RECORDS, TABLES
from concierge_desk.mechanisms.lending.model.taken import TakenDays
from concierge_desk.mechanisms.lending.nature import LendingNature
from concierge_desk.mechanisms.lending.tables.queries import NOT_GONE, OPEN, OUT, QUERIES, STANDS
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection
from concierge_desk.store.day import open_date
from concierge_desk.store.rows import column, records

_Of = TypeVar("_Of", LentObject, Loan, Reservation, WaitingPlace, Authority)


def rows_of(
    connection: Connection, code: str, record: type[_Of], where: str, *given: object
) -> tuple[_Of, ...]:
    """Return the rows of what something is, such as loans, by conditions and order."""
    return records(connection, record, f"{code}_{TABLES[record][0]} WHERE {where}", *given)


def _has(connection: Connection, code: str, where: str, *given: object) -> bool:
    return bool(column(connection, f"SELECT 1 FROM {code}_{where} LIMIT 1", *given))  # noqa: S608


def is_used(connection: Connection, code: str) -> bool:
    """Say whether anything was ever registered, or set up to be."""
    return bool(column(connection, QUERIES.used.replace("{N}", code)))


def object_of(connection: Connection, code: str, text: str) -> LentObject | None:
    """Return the object of a number, the code on a label, or a barcode."""
    for by in ("code",) if text[1:2] == "-" and text[:1].islower() else ("object", "barcode"):
        for found in rows_of(connection, code, LentObject, f"{by} = ? AND state != 'undone'", text):
            return found
    return None


def loan_of(connection: Connection, code: str, number: str) -> Loan | None:
    """Return a loan."""
    return next(iter(rows_of(connection, code, Loan, "loan = ? AND state != 'undone'", number)), None)


def loans_out(connection: Connection, code: str, thing: str | None = None) -> tuple[Loan, ...]:
    """Return the loans that are out: of all the first due before, of an object as they began."""
    if thing is None:
        return rows_of(connection, code, Loan, f"{OUT} ORDER BY due_day, loan")
    return rows_of(connection, code, Loan, f"object = ? AND {OUT} ORDER BY loan", thing)


def loans_with(connection: Connection, code: str, parties: Collection[str]) -> tuple[Loan, ...]:
    """Return the loans that some parties have out, the first due before; those of others are not read."""
    if not parties:
        # An empty list would be sought in the whole table.
        return ()
    where = f"party IN ({', '.join('?' for _ in parties)}) AND {OUT} ORDER BY due_day, loan"
    return rows_of(connection, code, Loan, where, *parties)


def last_ended(connection: Connection, code: str, thing: str) -> Loan | None:
    """Return the loan of an object that ended last, as it came back or was lost."""
    ended = "object = ? AND state IN ('back', 'lost') ORDER BY ended_day DESC, loan DESC LIMIT 1"
    return next(iter(rows_of(connection, code, Loan, ended, thing)), None)


def matter_day(connection: Connection, code: str, thing: LentObject) -> str:
    """Return since when something is the matter with an object: a count missed it, somebody noted it, or it came back so."""
    if thing.state == facts.NOT_FOUND:
        # Nothing is done with what is not here: the act that moved it last is the one that missed it.
        missed = journal.posted(connection, thing.last_seq, thing.last_seq)
        return missed[0].day or thing.registered_day if missed else thing.registered_day
    sql = f"SELECT max(day) FROM {code}_upkeep WHERE object = ? AND what = ?"  # noqa: S608
    (noted,) = column(connection, sql, thing.object, thing.state)
    last = last_ended(connection, code, thing.object)
    came = None if last is None else last.ended_day
    return max(filter(None, (noted, came)), default=thing.registered_day)


def plan_of(connection: Connection, nature: LendingNature, kind: str, today: str) -> TakenDays:
    """Return what is taken of a kind."""
    code = nature.code
    return TakenDays(
        rows_of(connection, code, LentObject, "kind = ? AND state != 'undone' ORDER BY object", kind),
        rows_of(connection, code, Loan, f"{OUT} AND kind = ? ORDER BY due_day, loan", kind),
        reservations(connection, code, kind),
        today,
        nature.gap_days,
    )


def reservations(connection: Connection, code: str, kind: str | None = None) -> tuple[Reservation, ...]:
    """Return the reservations that are open, of a kind and its copies or of all, the earliest first."""
    if kind is None:
        return rows_of(connection, code, Reservation, f"{OPEN} ORDER BY from_day, party")
    return rows_of(connection, code, Reservation, f"{OPEN} AND kind = ? ORDER BY from_day, party", kind)


def queue(connection: Connection, code: str, kind: str) -> tuple[WaitingPlace, ...]:
    """Return who waits for one of a kind, whichever or a certain one, the first before."""
    return rows_of(connection, code, WaitingPlace, f"{OPEN} AND kind = ? ORDER BY seq", kind)


def authorities(connection: Connection, code: str, thing: str) -> tuple[Authority, ...]:
    """Return who may have a key, ended ones left out."""
    return rows_of(connection, code, Authority, f"object = ? AND {OPEN} ORDER BY party", thing)


def objects(connection: Connection, code: str) -> tuple[LentObject, ...]:
    """Return the objects that are not gone, in the order of their numbers."""
    return rows_of(connection, code, LentObject, f"{NOT_GONE} ORDER BY object")


def row_of(connection: Connection, code: str, table: str, key: str) -> Any:
    """Return a row that an entry names; None for none."""
    record = RECORDS[table]
    return next(iter(rows_of(connection, code, record, f"{TABLES[record][1]} = ?", key)), None)


def kinds_on(connection: Connection, nature: LendingNature, day: date) -> Mapping[str, LentKind]:
    """Return the kinds of a day: those that the program ships, and those that the shop set."""
    own = records(connection, LentKind, f"{nature.code}_kind")
    return latest_kinds((*shipped_kinds(nature), *own), day.isoformat())


@cache
def shipped_kinds(nature: LendingNature) -> tuple[LentKind, ...]:
    """Return the kinds that the program ships: they hold since ever."""
    text = paths.resource_text(nature.kinds)
    return dated.shipped(text, LentKind, "notice", label="label_fr", notice="notice_fr")


def standing(connection: Connection, nature: LendingNature) -> LendingStanding | None:
    """Return how it stands; None in a shop that never had one of its objects."""
    code = nature.code
    if not _has(connection, code, "object"):
        return None
    counts = f"SELECT state, count(*) FROM {code}_object GROUP BY state"  # noqa: S608
    states, today = dict(connection.execute(counts).fetchall()), open_date(connection)
    out, late = connection.execute(
        f"SELECT count(*), COALESCE(sum(due_day < ?), 0) FROM {code}_loan WHERE {OUT}",  # noqa: S608
        ("" if today is None else today.isoformat(),),
    ).fetchone()
    reserved = column(connection, f"SELECT count(*) FROM {code}_reservation WHERE {OPEN}")[0]  # noqa: S608
    told = (int(out), int(late), int(reserved), states.get(facts.KEPT, 0))
    if not nature.authorised:
        return LendingStanding(*told)
    here = sum(states.get(state, 0) for state in facts.HERE)
    return KeysStanding(*told, here=here, missing=states.get(facts.NOT_FOUND, 0))


def is_relied_on(connection: Connection, code: str, row: Any) -> bool:
    """Say whether something stands on what was made: a loan or a place on an object, what is kept for a place."""
    if isinstance(row, LentObject):
        sought = (f"{name} WHERE object = ? AND {stands}" for name, stands in STANDS.items())
        return any(_has(connection, code, one, row.object) for one in sought)
    kept = "object WHERE state = 'kept' AND kept_for = ?"
    return isinstance(row, WaitingPlace) and _has(connection, code, kept, row.party)


def loans_by_name(connection: Connection, code: str) -> tuple[tuple[Loan, str], ...]:
    """Return the loans out for whom a name was typed, each with it."""
    sql = f"SELECT party, text FROM {code}_loan JOIN personal ON ref = party WHERE {OUT}"  # noqa: S608
    names = dict(connection.execute(sql).fetchall())
    return tuple((loan, names[loan.party]) for loan in loans_out(connection, code) if loan.party in names)


def awaited(connection: Connection, code: str) -> frozenset[tuple[str | None, str]]:
    """Return what somebody waits for: objects with their kinds, and kinds of which any copy will do, without one."""
    rows = connection.execute(f"SELECT DISTINCT object, kind FROM {code}_waiting WHERE {OPEN}")  # noqa: S608
    return frozenset((thing, kind) for thing, kind in rows)


def authorised(connection: Connection, code: str) -> frozenset[str]:
    """Return the objects that somebody may have."""
    return frozenset(column(connection, f"SELECT DISTINCT object FROM {code}_authority WHERE {OPEN}"))  # noqa: S608
