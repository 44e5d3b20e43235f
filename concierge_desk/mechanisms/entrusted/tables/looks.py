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
from concierge_desk.mechanisms.entrusted.model.figures import EntrustedStanding, PartnerAccount
from concierge_desk.mechanisms.entrusted.model.promise import Promised, Timetable
from concierge_desk.mechanisms.entrusted.nature import Nature
from concierge_desk.mechanisms.entrusted.tables.counter import orders_by_name
from concierge_desk.mechanisms.entrusted.tables.names import Tables
from concierge_desk.mechanisms.slips.tables import SlipTable
from concierge_desk.store.connection import Connection
from concierge_desk.store.partners import payments_to, settled
from concierge_desk.store.rows import column, one_record, records

_OPEN_CENTS = "CASE WHEN void IS NULL THEN cents - reduced_cents ELSE 0 END - paid_cents"


def piece_of(connection: Connection, tables: Tables, text: str) -> EntrustedPiece | None:
    """Return the piece of a number or a tag."""
    by = "tag" if text.startswith("e-") else "piece"
    return one_record(connection, EntrustedPiece, f"{tables.piece} WHERE {by} = ?", text)


def order_of(connection: Connection, tables: Tables, number: str) -> EntrustedOrder | None:
    """Return an order."""
    return one_record(connection, EntrustedOrder, tables.named("{N}_order WHERE number = ?"), number)


def pieces_of(connection: Connection, tables: Tables, number: str) -> tuple[EntrustedPiece, ...]:
    """Return the pieces of an order, in their order."""
    return records(connection, EntrustedPiece, f"{tables.piece} WHERE number = ? ORDER BY n", number)


def open_pieces(connection: Connection, tables: Tables) -> tuple[EntrustedPiece, ...]:
    """Return the pieces that have not ended, the oldest first."""
    marks = ", ".join("?" * len(_OPEN))
    sql = f"{tables.piece} WHERE ended_day IS NULL AND state IN ({marks}) ORDER BY number, n"
    return records(connection, EntrustedPiece, sql, *_OPEN)


_OPEN = (*facts.HERE, *facts.AWAY, facts.NOT_FOUND)
"""States of what has not ended; where none is asked for, SQLite looks through all years."""


def pieces_with(
    connection: Connection, tables: Tables, partner: str, *states: str
) -> tuple[EntrustedPiece, ...]:
    """Return the pieces of a partner in some states, the oldest first."""
    marks = ", ".join("?" for _ in states)
    sql = f"{tables.piece} WHERE ended_day IS NULL AND partner = ? AND state IN ({marks}) ORDER BY number, n"
    return records(connection, EntrustedPiece, sql, partner, *states)


def disputed(connection: Connection, tables: Tables) -> tuple[EntrustedPiece, ...]:
    """Return the pieces about which a dispute is open."""
    return records(connection, EntrustedPiece, f"{tables.piece} WHERE dispute = 'open' ORDER BY number, n")


def slips_of(tables: Tables) -> SlipTable:
    """Return the table of a nature's slips; what is on one goes back as its entry says."""
    return SlipTable(f"{tables.code}_slip", things=(), kept=("partner", "back_slot"))


def slip_of(connection: Connection, tables: Tables, slip: str) -> PartnerSlip | None:
    """Return a slip."""
    return one_record(connection, PartnerSlip, tables.named("{N}_slip WHERE number = ?"), slip)


def pieces_on(connection: Connection, tables: Tables, slip: str) -> tuple[EntrustedPiece, ...]:
    """Return the pieces that are on a slip, or left with it and are not back."""
    return records(connection, EntrustedPiece, f"{tables.piece} WHERE slip = ? ORDER BY number, n", slip)


def prepared_slips(connection: Connection, tables: Tables) -> tuple[PartnerSlip, ...]:
    """Return the slips that wait to be signed."""
    return records(connection, PartnerSlip, tables.named("{N}_slip WHERE state = 'prepared' ORDER BY seq"))


def due_to(connection: Connection, tables: Tables, piece: str) -> int:
    """Return what is due for a piece to its partner."""
    sql = tables.named("SELECT COALESCE(sum(cents), 0) FROM {N}_due WHERE piece = ?")
    return int(column(connection, sql, piece)[0])


def owed(connection: Connection, tables: Tables) -> Mapping[str, int]:
    """Return what is owed to each partner to whom something was ever due, by code: what he was paid taken off."""
    each = "SELECT sum(cents) FROM {N}_due WHERE {N}_due.partner = partner.partner"
    rows = connection.execute(
        tables.named(f"SELECT partner, ({each}) FROM partner ORDER BY partner")  # noqa: S608
    ).fetchall()
    return {
        partner: cents - settled(connection, partner, tables.code)
        for partner, cents in rows
        if cents is not None
    }


def account_of(connection: Connection, tables: Tables, partner: str, first: str, last: str) -> PartnerAccount:
    """Return what became due to a partner from a day to another, both ISO, what he was paid, and what was owed before."""
    due = connection.execute(
        tables.named("SELECT day, sum(cents) FROM {N}_due WHERE partner = ? AND day <= ? GROUP BY day"),
        (partner, last),
    ).fetchall()
    paid = [(one.day, one.cents) for one in payments_to(connection, partner, tables.code) if one.day <= last]
    before = sum(cents for day, cents in due if day < first) - sum(
        cents for day, cents in paid if day < first
    )
    now_due, now_paid = (sum(cents for day, cents in rows if day >= first) for rows in (due, paid))
    return PartnerAccount(before, now_due, now_paid)


def things_of(connection: Connection, tables: Tables, parties: frozenset[str]) -> tuple[str, ...]:
    """Return the orders of some parties."""
    found = tables.named("SELECT number FROM {N}_order WHERE party = ?")
    return tuple(number for party in sorted(parties) for number in column(connection, found, party))


def names_here(connection: Connection, tables: Tables) -> Iterable[str]:
    """Return the names that were noted for orders of which something is not gone."""
    return dict.fromkeys(name for _, name in orders_by_name(connection, tables))


def held(connection: Connection, tables: Tables) -> int:
    """Return how many pieces have to leave yet."""
    sql = f"SELECT count(*) FROM {tables.piece} WHERE ended_day IS NULL"  # noqa: S608
    return int(column(connection, sql)[0])


def holds(connection: Connection, tables: Tables, partner: str) -> bool:
    """Say whether a partner has pieces to work on, or works on them."""
    sql = f"SELECT 1 FROM {tables.piece} WHERE partner = ? AND ended_day IS NULL LIMIT 1"  # noqa: S608
    return bool(column(connection, sql, partner))


def is_code(connection: Connection, tables: Tables, code: str) -> bool:
    """Say whether a kind has a code, or a piece that is not gone lies on a place of this name."""
    sought = ("{N}_kind WHERE kind = ?", "{N}_piece WHERE ended_day IS NULL AND place = ?")
    return any(column(connection, tables.named(f"SELECT 1 FROM {one} LIMIT 1"), code) for one in sought)  # noqa: S608


def is_label(connection: Connection, tables: Tables, label: str) -> bool:
    """Say whether a kind is called so."""
    return bool(column(connection, tables.named("SELECT 1 FROM {N}_kind WHERE label = ? LIMIT 1"), label))


def standing(connection: Connection, nature: Nature) -> EntrustedStanding | None:
    """Return how it stands; None in a shop that never had one of its things."""
    tables = Tables(nature.code)
    if not column(connection, tables.named("SELECT max(seq) FROM {N}_order"))[0]:
        return None
    counts = dict(
        connection.execute(
            f"SELECT state, count(*) FROM {tables.piece} WHERE ended_day IS NULL GROUP BY state"  # noqa: S608
        ).fetchall()
    )
    to_pay = (
        f"SELECT COALESCE(sum(max(0, {_OPEN_CENTS})), 0) FROM {tables.piece}"  # noqa: S608
        " WHERE ended_day IS NULL"
    )
    return EntrustedStanding(
        here=sum(counts.get(state, 0) for state in facts.HERE),
        at_partner=counts.get(facts.SENT, 0),
        missing=counts.get(facts.MISSING, 0) + counts.get(facts.NOT_FOUND, 0),
        open_cents=int(column(connection, to_pay)[0]),
        owed={partner: cents for partner, cents in owed(connection, tables).items() if cents},
    )


def timetables(connection: Connection, tables: Tables) -> Mapping[str, Timetable]:
    """Return the rounds of every partner, ``""`` the shop's own work."""
    rows = records(connection, RoundRow, tables.named("{N}_round ORDER BY partner, valid_from"))
    by_partner = grouped(rows, lambda row: row.partner)
    return {partner: Timetable(own) for partner, own in by_partner.items()}


def promised(connection: Connection, tables: Tables) -> Promised:
    """Return what hangs on the hours."""
    return Promised(open_pieces(connection, tables), timetables(connection, tables))


def kinds_on(connection: Connection, nature: Nature, day: date) -> Mapping[str, KindRow]:
    """Return the kinds of a day: those that the program ships, and those that the shop set."""
    own = records(connection, KindRow, Tables(nature.code).named("{N}_kind"))
    return latest_kinds((*shipped_kinds(nature), *own), day.isoformat())


def prices_of(connection: Connection, nature: Nature, kinds: Iterable[str]) -> tuple[PriceRow, ...]:
    """Return the prices of some kinds: those that the program ships, and those that the shop set."""
    named = frozenset(kinds)
    sought = Tables(nature.code).named("{N}_price WHERE kind = ?")
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
