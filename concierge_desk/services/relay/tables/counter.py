"""Rows that the window's cards read: one look each, by number or code; names only of what is here.

Source: docs/trade.md, "Secrecy of correspondence", rule 15; docs/contract.md, "Budgets"; decision 0019.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from concierge_desk.domain.journal import HAPPENED_AT, Posted
from concierge_desk.mechanisms.custody.model import DAMAGED, NOT_FOUND
from concierge_desk.mechanisms.slips.model import PREPARED
from concierge_desk.services.relay.model.catalogue import Pack, Product
from concierge_desk.services.relay.model.facts.custody import Custody
from concierge_desk.services.relay.model.facts.mandates import CompanyMandate
from concierge_desk.services.relay.model.operations import Switches
from concierge_desk.services.relay.model.postage.tariff import TariffRow
from concierge_desk.services.relay.model.states import CANCELLED, GOES_BACK, HELD, MISDELIVERED
from concierge_desk.services.relay.tables.incidents import STAYS
from concierge_desk.services.relay.tables.looks import STAY, par_on, pieces, switches
from concierge_desk.services.relay.tables.prices import packs, products, tariff_rows
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection
from concierge_desk.store.records import personal_text
from concierge_desk.store.rows import one_record, records

FOR_ADDRESSEES = (HELD, DAMAGED, NOT_FOUND)
"""What somebody may still come for."""


@dataclass(frozen=True, slots=True)
class KeptItem:
    """A stay as its card shows it; days are ISO texts.

    Attributes:
        person: The name on its label, empty where it has none or the name was erased; a list reads none.
    """

    stay: Custody
    arrived_day: str
    presented_day: str | None
    last_useful_slot: str | None
    person: str = ""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Item that waits for the postman, or left with him."""

    seq: int
    principal: str
    kind: str
    tracking: str
    deposited_day: str
    slip: str | None
    left_day: str | None


@dataclass(frozen=True, slots=True)
class SlipCard:
    """A slip as its card shows it."""

    number: str
    what: str
    state: str
    day: str


@dataclass(frozen=True, slots=True)
class Postbag:
    """Share of a principal's that waits for its postman: deposits, franked items, returns."""

    principal: str
    deposits: int
    returns: int


@dataclass(frozen=True, slots=True)
class Goods:
    """Things that can be sold and franked: the catalogue, every price, the stock, what is offered, what opens into what."""

    products: Mapping[str, Product]
    tariff: tuple[TariffRow, ...]
    stock: Mapping[str, int]
    par: Mapping[str, int]
    switches: Switches
    packs: Mapping[str, Pack] = field(default_factory=dict)


KEPT = f"arrived_day, presented_day, last_useful_slot, {STAY}"
"""Columns of what `kept` takes, after the name."""

_LISTED = f"SELECT '', {KEPT} FROM relay_custody"  # noqa: S608
# The name of what left is not read any more.
_NAME = "CASE WHEN closed_seq IS NULL THEN (SELECT text FROM personal WHERE ref = relay_custody.party) END"
_NAMED = f"SELECT {_NAME}, {KEPT} FROM relay_custody"  # noqa: S608


def kept(name: str | None, *columns: Any) -> KeptItem:
    """Return a stay of a name and the columns `KEPT`."""
    arrived, presented, slot, *columns_of_stay = columns
    return KeptItem(Custody(*columns_of_stay), arrived, presented, slot, name or "")


def stays_of(connection: Connection, number: str) -> tuple[KeptItem, ...]:
    """Return the stays of a number, the latest last; without those entered by mistake."""
    rows = connection.execute(
        f"{_NAMED} WHERE tracking = ? AND state <> ? ORDER BY received_seq", (number, CANCELLED)
    )
    return tuple(kept(*row) for row in rows)


def stay(connection: Connection, code: str) -> KeptItem | None:
    """Return a stay by the code of our label."""
    row: Any = connection.execute(f"{_NAMED} WHERE custody = ? AND state <> ?", (code, CANCELLED)).fetchone()
    return kept(*row) if row else None


def in_care(connection: Connection) -> tuple[KeptItem, ...]:
    """Return what is in the shop or with somebody else, by deadline."""
    rows = connection.execute(f"{_LISTED} WHERE closed_seq IS NULL ORDER BY deadline_day, received_seq")
    return tuple(kept(*row) for row in rows)


def hand_over_of(connection: Connection, custody: str) -> str:
    """Return the operation by which an item left; empty where its entry was dropped after its retention."""
    ((seq,),) = connection.execute("SELECT closed_seq FROM relay_custody WHERE custody = ?", (custody,))
    posted = journal.posted(connection, seq, seq)
    return posted[0].op if posted else ""


def with_whom(connection: Connection, custody: str) -> str:
    """Return what was said of whom an item is with; empty where nothing was, or it was erased."""
    row = connection.execute(
        "SELECT note FROM relay_incident WHERE custody = ? AND incident = ? AND settled_seq IS NULL",
        (custody, MISDELIVERED),
    ).fetchone()
    ref = row[0] if row else None
    return "" if ref is None else personal_text(connection, ref) or ""


def came_on_paper(connection: Connection, custodies: Sequence[str]) -> dict[str, Posted]:
    """Return the arrivals of those items that were kept on paper first, by item; none of what was entered as it came."""
    # A keystroke asks it of twenty, and hardly any of them did: their entries are not decoded.
    marks = ", ".join("?" * len(custodies))
    rows = connection.execute(
        "SELECT custody, received_seq FROM relay_custody JOIN journal ON seq = received_seq"  # noqa: S608
        f" WHERE custody IN ({marks}) AND instr(payload, ?)",
        (*custodies, f'"{HAPPENED_AT}":'.encode()),
    ).fetchall()
    found = {custody: posted for custody, seq in rows for posted in journal.posted(connection, seq, seq)}
    return {custody: posted for custody, posted in found.items() if posted.happened is not None}


def waiting(connection: Connection) -> int:
    """Return how many items somebody may still come for."""
    ((count,),) = connection.execute(
        "SELECT count(*) FROM relay_custody WHERE closed_seq IS NULL AND slip IS NULL AND state IN (?, ?, ?)",
        FOR_ADDRESSEES,
    )
    return int(count)


def outgoing(connection: Connection, number: str) -> Outgoing | None:
    """Return what was deposited or franked last under a number."""
    return one_record(
        connection, Outgoing, "relay_outgoing WHERE tracking = ? ORDER BY seq DESC LIMIT 1", number
    )


def slip(connection: Connection, number: str) -> SlipCard | None:
    """Return a slip by its number."""
    return one_record(connection, SlipCard, "relay_slip WHERE number = ?", number)


def prepared_slips(connection: Connection) -> tuple[SlipCard, ...]:
    """Return the slips that the postman has to sign."""
    return records(connection, SlipCard, "relay_slip WHERE state = ? ORDER BY number", PREPARED)


def postbags(connection: Connection, today: date) -> tuple[Postbag, ...]:
    """Return what waits for each principal's postman and stands on no slip yet."""
    deposits = dict(
        connection.execute(
            "SELECT principal, sum(pieces) FROM relay_outgoing WHERE left_day IS NULL AND slip IS NULL"
            " GROUP BY principal"
        ).fetchall()
    )
    returns = dict(
        connection.execute(
            "SELECT principal, count(*) FROM relay_custody WHERE closed_seq IS NULL AND slip IS NULL"
            " AND state NOT IN (?, ?) AND (state IN (?, ?) OR deadline_day < ?) GROUP BY principal",
            (NOT_FOUND, MISDELIVERED, *GOES_BACK, today.isoformat()),
        ).fetchall()
    )
    return tuple(
        Postbag(owner, deposits.get(owner, 0), returns.get(owner, 0))
        for owner in sorted(deposits.keys() | returns.keys())
    )


def mandates(connection: Connection, today: date) -> tuple[CompanyMandate, ...]:
    """Return the companies' mandates that hold, without a name."""
    rows = connection.execute(
        "SELECT mandate, valid_until, ended_day FROM relay_mandate WHERE ended_day IS NULL AND valid_until >= ?"
        " ORDER BY valid_until, mandate",
        (today.isoformat(),),
    )
    return tuple(CompanyMandate(*row) for row in rows)


def places(connection: Connection) -> tuple[str, ...]:
    """Return the places of the shelves in the order they are filled: the shop's list, else those used lately."""
    listed = connection.execute("SELECT place FROM relay_place ORDER BY position").fetchall()
    if not listed:
        return STAYS.places_used(connection)
    return tuple(place for (place,) in listed)


def crowd(connection: Connection) -> dict[str, int]:
    """Return how many items lie on each place."""
    return STAYS.crowd(connection)


def goods(connection: Connection, day: date) -> Goods:
    """Return what can be sold and franked on a day."""
    return Goods(
        products=products(connection),
        tariff=tariff_rows(connection),
        stock=pieces(connection),
        par=par_on(connection, day),
        switches=switches(connection),
        packs=packs(connection),
    )
