"""Pieces, orders, slips, prices, rounds of a nature as its tables have them, and how it all stands."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from concierge_desk import paths
from concierge_desk.counter.groups import grouped
from concierge_desk.counter.natures import latest_kinds
from concierge_desk.domain import dated
from concierge_desk.mechanisms.entrusted.model import facts
from concierge_desk.mechanisms.entrusted.model.facts import (
    BaremeRow,
    EntrustedOrder,
    EntrustedPiece,
    KindRow,
    PartnerSlip,
    PriceRow,
    RoundRow,
)
from concierge_desk.mechanisms.entrusted.model.figures import EntrustedStanding
from concierge_desk.mechanisms.entrusted.model.promise import Promised, Timetable
from concierge_desk.mechanisms.entrusted.nature import Nature
from concierge_desk.mechanisms.entrusted.tables.queries import NAMED
from concierge_desk.mechanisms.slips.tables import SlipTable
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection
from concierge_desk.store.partners import settled
from concierge_desk.store.rows import column, one_record, records

_OPEN_CENTS = "CASE WHEN void IS NULL THEN cents - reduced_cents ELSE 0 END - paid_cents"


def piece_of(connection: Connection, code: str, text: str) -> EntrustedPiece | None:
    """Return the piece of a number or a tag."""
    by = "tag" if text.startswith("e-") else "piece"
    return one_record(connection, EntrustedPiece, f"{code}_piece WHERE {by} = ?", text)


def order_of(connection: Connection, code: str, number: str) -> EntrustedOrder | None:
    """Return an order."""
    return one_record(connection, EntrustedOrder, f"{code}_order WHERE number = ?", number)


def pieces_of(connection: Connection, code: str, number: str) -> tuple[EntrustedPiece, ...]:
    """Return the pieces of an order, in their order."""
    return records(connection, EntrustedPiece, f"{code}_piece WHERE number = ? ORDER BY n", number)


def open_pieces(connection: Connection, code: str) -> tuple[EntrustedPiece, ...]:
    """Return the pieces that have not ended, the oldest first."""
    marks = ", ".join("?" * len(_OPEN))
    sql = f"{code}_piece WHERE ended_day IS NULL AND state IN ({marks}) ORDER BY number, n"
    return records(connection, EntrustedPiece, sql, *_OPEN)


_OPEN = (*facts.HERE, *facts.AWAY, facts.NOT_FOUND)
"""States of what has not ended; where none is asked for, SQLite looks through all years."""


def pieces_with(connection: Connection, code: str, partner: str, *states: str) -> tuple[EntrustedPiece, ...]:
    """Return the pieces of a partner in some states, the oldest first."""
    marks = ", ".join("?" for _ in states)
    sql = f"{code}_piece WHERE ended_day IS NULL AND partner = ? AND state IN ({marks}) ORDER BY number, n"
    return records(connection, EntrustedPiece, sql, partner, *states)


def disputed(connection: Connection, code: str) -> tuple[EntrustedPiece, ...]:
    """Return the pieces about which a dispute is open."""
    return records(connection, EntrustedPiece, f"{code}_piece WHERE dispute = 'open' ORDER BY number, n")


def slips_of(code: str) -> SlipTable:
    """Return the table of a nature's slips; what is on one goes back as its entry says."""
    return SlipTable(f"{code}_slip", things=(), kept=("partner", "back_slot"))


def slip_of(connection: Connection, code: str, slip: str) -> PartnerSlip | None:
    """Return a slip."""
    return one_record(connection, PartnerSlip, f"{code}_slip WHERE number = ?", slip)


def pieces_on(connection: Connection, code: str, slip: str) -> tuple[EntrustedPiece, ...]:
    """Return the pieces that are on a slip, or left with it and are not back."""
    return records(connection, EntrustedPiece, f"{code}_piece WHERE slip = ? ORDER BY number, n", slip)


def open_orders(connection: Connection, code: str, parties: Iterable[str]) -> tuple[str, ...]:
    """Return the orders of some parties of which something is not gone, the oldest first."""
    orders = f"{code}_piece JOIN {code}_order USING(number) WHERE ended_day IS NULL AND party = ?"
    sql = f"SELECT DISTINCT number FROM {orders}"  # noqa: S608
    return tuple(sorted({number for party in parties for number in column(connection, sql, party)}))


def orders_by_name(connection: Connection, code: str) -> tuple[tuple[str, str], ...]:
    """Return the orders of which something is not gone, each with the name that was typed for it."""
    sql = f"SELECT DISTINCT number, text {NAMED.replace('{N}', code)} ORDER BY number"
    return tuple(connection.execute(sql).fetchall())


def op_of(connection: Connection, seq: int) -> str:
    """Return the operation of an entry; empty where it was dropped after its retention."""
    posted = journal.posted(connection, seq, seq)
    return posted[0].op if posted else ""


def prepared_slips(connection: Connection, code: str) -> tuple[PartnerSlip, ...]:
    """Return the slips that wait to be signed."""
    return records(connection, PartnerSlip, f"{code}_slip WHERE state = 'prepared' ORDER BY seq")


def due_to(connection: Connection, code: str, piece: str) -> int:
    """Return what is due for a piece to its partner."""
    sql = f"SELECT COALESCE(sum(cents), 0) FROM {code}_due WHERE piece = ?"  # noqa: S608
    return int(column(connection, sql, piece)[0])


def owed(connection: Connection, code: str) -> Mapping[str, int]:
    """Return what is owed to each partner to whom something was ever due, by code: what he was paid taken off."""
    each = f"SELECT sum(cents) FROM {code}_due AS due WHERE due.partner = partner.partner"  # noqa: S608
    rows = connection.execute(f"SELECT partner, ({each}) FROM partner ORDER BY partner").fetchall()  # noqa: S608
    return {
        partner: cents - settled(connection, partner, code) for partner, cents in rows if cents is not None
    }


def standing(connection: Connection, nature: Nature) -> EntrustedStanding | None:
    """Return how it stands; None in a shop that never had one of its things."""
    code = nature.code
    if not column(connection, f"SELECT max(seq) FROM {code}_order")[0]:  # noqa: S608
        return None
    counts = dict(
        connection.execute(
            f"SELECT state, count(*) FROM {code}_piece WHERE ended_day IS NULL GROUP BY state"  # noqa: S608
        ).fetchall()
    )
    to_pay = (
        f"SELECT COALESCE(sum(max(0, {_OPEN_CENTS})), 0) FROM {code}_piece"  # noqa: S608
        " WHERE ended_day IS NULL"
    )
    return EntrustedStanding(
        here=sum(counts.get(state, 0) for state in facts.HERE),
        at_partner=counts.get(facts.SENT, 0),
        missing=counts.get(facts.MISSING, 0) + counts.get(facts.NOT_FOUND, 0),
        open_cents=int(column(connection, to_pay)[0]),
        owed={partner: cents for partner, cents in owed(connection, code).items() if cents},
    )


def timetables(connection: Connection, code: str) -> Mapping[str, Timetable]:
    """Return the rounds of every partner, ``""`` the shop's own work."""
    rows = records(connection, RoundRow, f"{code}_round ORDER BY partner, valid_from")
    by_partner = grouped(rows, lambda row: row.partner)
    return {partner: Timetable(own) for partner, own in by_partner.items()}


def promised(connection: Connection, code: str) -> Promised:
    """Return what hangs on the hours."""
    return Promised(open_pieces(connection, code), timetables(connection, code))


def kinds_on(connection: Connection, nature: Nature, day: date) -> Mapping[str, KindRow]:
    """Return the kinds of a day: those that the program ships, and those that the shop set."""
    own = records(connection, KindRow, f"{nature.code}_kind")
    return latest_kinds((*shipped_kinds(nature), *own), day.isoformat())


def prices_of(connection: Connection, nature: Nature, kinds: Iterable[str]) -> tuple[PriceRow, ...]:
    """Return the prices of some kinds: those that the program ships, and those that the shop set."""
    named = frozenset(kinds)
    sought = f"{nature.code}_price WHERE kind = ?"
    own = [row for kind in sorted(named) for row in records(connection, PriceRow, sought, kind)]
    return (*(row for row in shipped_prices(nature) if row.kind in named), *own)


@cache
def shipped_kinds(nature: Nature) -> tuple[KindRow, ...]:
    """Return the kinds that the program ships: they hold since ever."""
    return dated.shipped(paths.resource_text(nature.kinds), KindRow, label="label_fr")


@cache
def shipped_prices(nature: Nature) -> tuple[PriceRow, ...]:
    """Return the prices that the program ships; nothing where each shop sets its own."""
    if not nature.prices:
        return ()
    columns = ("kind", "work", "quality", "public", "member", "partner", "valid_from")
    return tuple(
        PriceRow(
            kind=line.text("kind"),
            work=line.word("work", nature.works),
            quality=line.word("quality", nature.qualities),
            partner="",
            valid_from=line.day("valid_from").isoformat(),
            public_cents=line.whole("public"),
            member_cents=line.whole("member"),
            partner_cents=line.whole("partner"),
        )
        for line in dated.lines(paths.resource_text(nature.prices), columns)
    )


@cache
def shipped_bareme(nature: Nature) -> tuple[BaremeRow, ...]:
    """Return what is taken off a value by age; nothing where a trade has no list."""
    if not nature.bareme:
        return ()
    return dated.shipped(paths.resource_text(nature.bareme), BaremeRow)
