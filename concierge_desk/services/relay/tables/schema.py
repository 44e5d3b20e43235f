"""The relay's migrations and its projections; which entry moves them says `tables.moves`."""

import re
from collections.abc import Mapping

from concierge_desk.domain.journal import Posted
from concierge_desk.services.relay.tables import incidents
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection
from concierge_desk.store.schema import Apply, Later, Migrations, Schema, run_script

migrations = Migrations("service.relay")

_TABLES = """
CREATE TABLE relay_setting(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE relay_principal(carrier TEXT PRIMARY KEY, principal TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE relay_par(product TEXT PRIMARY KEY, quantity INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE relay_tariff(
    product TEXT NOT NULL, label TEXT NOT NULL, zone TEXT NOT NULL, max_g INTEGER, cents INTEGER NOT NULL,
    vat_code TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT, source TEXT NOT NULL,
    confidence TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX relay_tariff_band ON relay_tariff(product, zone, COALESCE(max_g, 0), valid_from);
CREATE TABLE relay_holding(
    carrier TEXT NOT NULL, days INTEGER NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT,
    PRIMARY KEY(carrier, valid_from)) STRICT, WITHOUT ROWID;
CREATE TABLE relay_product(
    product TEXT PRIMARY KEY, family TEXT NOT NULL, stamp INTEGER NOT NULL, tracked INTEGER NOT NULL)
    STRICT, WITHOUT ROWID;
CREATE TABLE relay_stock(product TEXT PRIMARY KEY, quantity INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE relay_custody(
    custody TEXT PRIMARY KEY, principal TEXT NOT NULL, carrier TEXT NOT NULL, tracking TEXT, shelf TEXT NOT NULL,
    state TEXT NOT NULL, party TEXT, arrived_day TEXT NOT NULL, presented_day TEXT, deadline_day TEXT NOT NULL,
    last_useful_slot TEXT, received_seq INTEGER NOT NULL UNIQUE, closed_seq INTEGER, closed_day TEXT)
    STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX relay_custody_open ON relay_custody(principal, tracking)
    WHERE closed_seq IS NULL AND tracking IS NOT NULL;
CREATE INDEX relay_custody_number ON relay_custody(tracking, received_seq);
CREATE INDEX relay_custody_held ON relay_custody(deadline_day, received_seq) WHERE closed_seq IS NULL;
CREATE TABLE relay_outgoing(
    seq INTEGER PRIMARY KEY, principal TEXT NOT NULL, kind TEXT NOT NULL, pieces INTEGER NOT NULL, tracking TEXT,
    product TEXT, deposited_day TEXT NOT NULL, slip TEXT, left_day TEXT) STRICT;
CREATE INDEX relay_outgoing_waiting ON relay_outgoing(seq) WHERE slip IS NULL;
CREATE INDEX relay_outgoing_number ON relay_outgoing(tracking) WHERE slip IS NULL;
CREATE TABLE relay_slip(
    number TEXT PRIMARY KEY, seq INTEGER NOT NULL UNIQUE, day TEXT NOT NULL, what TEXT NOT NULL)
    STRICT, WITHOUT ROWID;
CREATE TABLE relay_perpetual(
    principal TEXT PRIMARY KEY, cents INTEGER NOT NULL, abs_cents INTEGER NOT NULL) STRICT, WITHOUT ROWID;
"""


_LIFE = """
ALTER TABLE relay_custody ADD COLUMN before TEXT;
ALTER TABLE relay_custody ADD COLUMN slip TEXT;
ALTER TABLE relay_custody ADD COLUMN signature INTEGER NOT NULL DEFAULT 0;
ALTER TABLE relay_custody ADD COLUMN reminded_day TEXT;
CREATE INDEX relay_custody_slip ON relay_custody(slip) WHERE slip IS NOT NULL;
DROP INDEX relay_outgoing_waiting;
DROP INDEX relay_outgoing_number;
CREATE INDEX relay_outgoing_waiting ON relay_outgoing(seq) WHERE left_day IS NULL;
CREATE INDEX relay_outgoing_number ON relay_outgoing(tracking, seq) WHERE tracking IS NOT NULL;
CREATE INDEX relay_outgoing_slip ON relay_outgoing(slip) WHERE slip IS NOT NULL;
ALTER TABLE relay_slip ADD COLUMN state TEXT NOT NULL DEFAULT 'signed';
ALTER TABLE relay_product ADD COLUMN label TEXT NOT NULL DEFAULT '';
ALTER TABLE relay_product ADD COLUMN scheme TEXT;
ALTER TABLE relay_product ADD COLUMN options TEXT NOT NULL DEFAULT '';
ALTER TABLE relay_product ADD COLUMN operation TEXT;
ALTER TABLE relay_tariff ADD COLUMN coverage TEXT NOT NULL DEFAULT 'full';
CREATE TABLE relay_switch(operation TEXT PRIMARY KEY, enabled INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE relay_mandate(
    mandate TEXT PRIMARY KEY, company TEXT NOT NULL, holder TEXT NOT NULL, valid_until TEXT NOT NULL,
    ended_day TEXT) STRICT, WITHOUT ROWID;
"""


_PLACES = "CREATE TABLE relay_place(position INTEGER PRIMARY KEY, place TEXT NOT NULL) STRICT"

_INCIDENTS = (
    "CREATE TABLE relay_incident("
    "custody TEXT NOT NULL, seq INTEGER NOT NULL, incident TEXT NOT NULL, day TEXT NOT NULL, settled_seq INTEGER,"
    " PRIMARY KEY(custody, seq)) STRICT, WITHOUT ROWID"
)

_PREPARED = "CREATE INDEX relay_slip_state ON relay_slip(state, number)"


_COMPLAINTS = """
CREATE TABLE relay_complaint(
    complaint TEXT PRIMARY KEY, seq INTEGER NOT NULL UNIQUE, principal TEXT NOT NULL, subject TEXT NOT NULL,
    tracking TEXT, noted_day TEXT NOT NULL, state TEXT NOT NULL, last_seq INTEGER NOT NULL, forwarded_day TEXT,
    forwarded_to TEXT, answer_by_day TEXT, answer_seq INTEGER, closed_day TEXT) STRICT, WITHOUT ROWID;
CREATE INDEX relay_complaint_open ON relay_complaint(seq) WHERE closed_day IS NULL;
CREATE INDEX relay_complaint_number ON relay_complaint(tracking, seq) WHERE closed_day IS NULL;
"""


_DATED = """
ALTER TABLE relay_par RENAME TO relay_par_of_the_site;
CREATE TABLE relay_par(
    product TEXT NOT NULL, quantity INTEGER, valid_from TEXT NOT NULL, seq INTEGER NOT NULL,
    PRIMARY KEY(product, valid_from)) STRICT, WITHOUT ROWID;
INSERT INTO relay_par SELECT product, quantity, '2000-01-01', (
    SELECT max(seq) FROM journal WHERE kind = 'relay.settings_set') FROM relay_par_of_the_site;
DROP TABLE relay_par_of_the_site;
ALTER TABLE relay_principal RENAME TO relay_principal_of_the_site;
CREATE TABLE relay_principal(
    carrier TEXT NOT NULL, principal TEXT, valid_from TEXT NOT NULL, seq INTEGER NOT NULL,
    PRIMARY KEY(carrier, valid_from)) STRICT, WITHOUT ROWID;
INSERT INTO relay_principal SELECT carrier, principal, '2000-01-01', (
    SELECT max(seq) FROM journal WHERE kind = 'relay.settings_set') FROM relay_principal_of_the_site;
DROP TABLE relay_principal_of_the_site;
ALTER TABLE relay_holding RENAME TO relay_holding_of_the_site;
CREATE TABLE relay_holding(
    carrier TEXT NOT NULL, days INTEGER NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT, seq INTEGER NOT NULL,
    PRIMARY KEY(carrier, valid_from)) STRICT, WITHOUT ROWID;
INSERT INTO relay_holding SELECT carrier, days, valid_from, valid_to, (
    SELECT max(seq) FROM journal WHERE kind = 'relay.holding_set') FROM relay_holding_of_the_site;
DROP TABLE relay_holding_of_the_site;
"""
"""Of the tables that were not dated, the desk was made with every row: there is one entry of each kind."""


_BAGS = """
CREATE TABLE relay_bag(
    bag TEXT PRIMARY KEY, principal TEXT NOT NULL, carrier TEXT NOT NULL, state TEXT NOT NULL,
    announced_day TEXT NOT NULL, announced INTEGER NOT NULL, listed INTEGER NOT NULL, closed_day TEXT,
    closed_seq INTEGER, last_seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX relay_bag_open ON relay_bag(last_seq) WHERE closed_day IS NULL;
CREATE TABLE relay_bag_number(
    bag TEXT NOT NULL, n INTEGER NOT NULL, tracking TEXT NOT NULL, PRIMARY KEY(bag, n)) STRICT, WITHOUT ROWID;
CREATE INDEX relay_bag_number_tracking ON relay_bag_number(tracking);
CREATE TABLE relay_capacity(place TEXT PRIMARY KEY, items INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE relay_cap(
    carrier TEXT NOT NULL, a_day INTEGER, held INTEGER, valid_from TEXT NOT NULL, seq INTEGER NOT NULL,
    PRIMARY KEY(carrier, valid_from)) STRICT, WITHOUT ROWID;
CREATE TABLE relay_evening(
    day TEXT NOT NULL, principal TEXT NOT NULL, held INTEGER NOT NULL, PRIMARY KEY(day, principal))
    STRICT, WITHOUT ROWID;
CREATE TABLE relay_saturation(seq INTEGER PRIMARY KEY, day TEXT NOT NULL, carrier TEXT NOT NULL) STRICT;
ALTER TABLE relay_custody ADD COLUMN bag TEXT;
ALTER TABLE relay_custody ADD COLUMN open_bag TEXT;
CREATE INDEX relay_custody_bag ON relay_custody(bag, received_seq) WHERE bag IS NOT NULL;
CREATE INDEX relay_custody_arrived ON relay_custody(arrived_day);
CREATE INDEX relay_custody_closed ON relay_custody(closed_day) WHERE closed_day IS NOT NULL;
"""

_PAY = """
CREATE TABLE relay_pay(
    principal TEXT NOT NULL, code TEXT NOT NULL, basis TEXT NOT NULL, of TEXT, cents INTEGER, per_mille INTEGER,
    base TEXT, valid_from TEXT NOT NULL, valid_to TEXT, source TEXT NOT NULL, seq INTEGER NOT NULL,
    PRIMARY KEY(principal, code, valid_from)) STRICT, WITHOUT ROWID;
CREATE TABLE relay_pay_statement(
    principal TEXT NOT NULL, month TEXT NOT NULL, code TEXT NOT NULL, count INTEGER, cents INTEGER NOT NULL,
    seq INTEGER NOT NULL, PRIMARY KEY(principal, month, code)) STRICT, WITHOUT ROWID;
"""

_STOCK = """
CREATE TABLE relay_order(
    number TEXT PRIMARY KEY, seq INTEGER NOT NULL UNIQUE, day TEXT NOT NULL, state TEXT NOT NULL,
    complete_seq INTEGER) STRICT, WITHOUT ROWID;
CREATE INDEX relay_order_awaited ON relay_order(number) WHERE state IN ('open', 'part');
CREATE TABLE relay_order_line(
    number TEXT NOT NULL, position INTEGER NOT NULL, product TEXT NOT NULL, ordered INTEGER NOT NULL,
    received INTEGER NOT NULL, PRIMARY KEY(number, product)) STRICT, WITHOUT ROWID;
CREATE TABLE relay_pack(pack TEXT PRIMARY KEY, product TEXT NOT NULL, pieces INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE relay_sold_day(
    day TEXT NOT NULL, product TEXT NOT NULL, pieces INTEGER NOT NULL, PRIMARY KEY(day, product))
    STRICT, WITHOUT ROWID;
CREATE TABLE relay_worth(product TEXT PRIMARY KEY, cents INTEGER NOT NULL) STRICT, WITHOUT ROWID;
"""

_VISITS = """
CREATE TABLE relay_visit(
    visit TEXT PRIMARY KEY, kind TEXT NOT NULL, day TEXT NOT NULL, minutes INTEGER, seq INTEGER NOT NULL)
    STRICT, WITHOUT ROWID;
CREATE INDEX relay_visit_day ON relay_visit(day, seq);
CREATE INDEX relay_complaint_closed ON relay_complaint(closed_day, seq) WHERE closed_day IS NOT NULL;
"""


@migrations()
def m001_tables(connection: Connection) -> None:
    """Make the relay's projections."""
    run_script(connection, _TABLES)


@migrations()
def m002_life(connection: Connection) -> None:
    """Tell the whole life of a custody, prepared slips, switches and companies' mandates."""
    run_script(connection, _LIFE)


@migrations()
def m003_places(connection: Connection) -> None:
    """List the places of the shelves."""
    run_script(connection, _PLACES)


@migrations()
def m004_incidents(connection: Connection) -> None:
    """List the incidents, with their days: m006 writes those of a desk that noted some before."""
    connection.execute(_INCIDENTS)


@migrations()
def m005_prepared(connection: Connection) -> None:
    """Find the slips that wait for a signature without looking through all that were signed."""
    run_script(connection, _PREPARED)


@migrations()
def m006_incident_notes(connection: Connection) -> None:
    """Find what was typed with an incident, such as whom an item went to by mistake."""
    connection.execute("ALTER TABLE relay_incident ADD COLUMN note TEXT")
    incidents.fill(connection)


@migrations()
def m007_complaints(connection: Connection) -> None:
    """Make room for the life of complaints, and say which item what was typed so far is about."""
    run_script(connection, _COMPLAINTS)
    if _is_begun(connection):
        from concierge_desk.services.relay.tables import complaints  # noqa: PLC0415  (once in the life of a store)

        complaints.fill(connection)
        _say_about(connection)


@migrations()
def m008_dated(connection: Connection) -> None:
    """Say from which day on, and by which entry, stock should be there, items wait, a carrier's are whose."""
    run_script(connection, _DATED)


@migrations()
def m009_bags(connection: Connection) -> None:
    """Make room for bags, for what places hold and what carriers agreed to; find stays by the day they came or ended."""
    run_script(connection, _BAGS)
    if _is_begun(connection):
        from concierge_desk.services.relay.tables.bags import projection as bags  # noqa: PLC0415  (once in the life of a store)

        bags.fill(connection)


@migrations()
def m010_pay(connection: Connection) -> None:
    """Make room for what principals pay, and for what they say that they do."""
    run_script(connection, _PAY)


@migrations()
def m011_orders(connection: Connection) -> None:
    """Keep orders of stamps, what packs open into, what was sold on each day, what pieces were worth at its end."""
    run_script(connection, _STOCK)
    if _is_begun(connection):
        from concierge_desk.services.relay.tables import stock_moves  # noqa: PLC0415  (once in the life of a store)

        stock_moves.fill(connection)


@migrations()
def m013_visits(connection: Connection) -> None:
    """Make room for the post office's visits, and find the complaints that ended on a day."""
    run_script(connection, _VISITS)


_REMINDERS = """
ALTER TABLE relay_custody ADD COLUMN email TEXT;
ALTER TABLE relay_custody ADD COLUMN mailed_day TEXT;
ALTER TABLE relay_custody ADD COLUMN reminded_by TEXT;
"""


@migrations()
def m014_reminders(connection: Connection) -> None:
    """Make room for an address of an item, and for how somebody was reminded: nobody said so before."""
    run_script(connection, _REMINDERS)


def _is_begun(connection: Connection) -> bool:
    """Say whether there is an entry: what a migration finds in none, it need not look for."""
    return connection.execute("SELECT 1 FROM journal LIMIT 1").fetchone() is not None


_ABOUT_ITEMS = ("relay.incident_noted", "relay.handed_over", "relay.refused")


def _say_about(connection: Connection) -> None:
    """Say of each sentence which item or complaint it is about; `Event.about` says it of what comes."""
    kinds = (*_ABOUT_ITEMS, "relay.complaint_noted")
    found = connection.execute(
        "SELECT ref, seq FROM personal JOIN journal USING (seq)"
        " WHERE personal.kind = 'note' AND journal.kind IN (?, ?, ?, ?)",
        kinds,
    ).fetchall()
    numbers = dict(connection.execute("SELECT seq, complaint FROM relay_complaint").fetchall())
    for ref, seq in found:
        for posted in journal.readable(connection, seq, seq)[0]:
            about = posted.data.get("custody") or numbers[seq]
            connection.execute("UPDATE personal SET about = ? WHERE ref = ?", (about, ref))


# Custody is not fiscal: its payloads may go after retention. What was charged never does, nor what names no item.
_PURGEABLE = frozenset(
    {
        "relay.received",
        "relay.moved",
        "relay.reminded",
        "relay.email_noted",
        "relay.email_forgotten",
        "relay.incident_noted",
        "relay.slots_moved",
        "relay.handed_over",
        "relay.refused",
        "relay.reversed",
        "relay.deposited",
        "relay.complaint_noted",
        "relay.slip_prepared",
        "relay.handed_to_postman",
        "relay.taken_back",
        "relay.compared",
        "relay.announced",
        "relay.bag_closed",
    }
)


def _moves() -> Mapping[str, Apply]:
    from concierge_desk.services.relay.tables.moves import MOVES  # noqa: PLC0415  (see `Later`)

    return MOVES


def _dropped(connection: Connection, posted: Posted) -> None:
    from concierge_desk.services.relay.tables.purging import dropped  # noqa: PLC0415  (see `Later`)

    dropped(connection, posted)


SCHEMA = Schema(
    migrations=migrations,
    apply=Later(_moves),
    # Every table of the relay is made from the journal alone.
    projections=tuple(
        re.findall(
            r"CREATE TABLE (\w+)",
            _TABLES + _LIFE + _PLACES + _INCIDENTS + _COMPLAINTS + _BAGS + _PAY + _VISITS + _STOCK,
        )
    ),
    purgeable=_PURGEABLE,
    dropped=_dropped,
)
