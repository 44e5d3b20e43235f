"""The relay's migrations, its projections, and which entry moves them."""

import re
from collections.abc import Mapping

from concierge_desk.services.relay.tables import (
    complaints,
    incidents,
    pay_schema,
    projection,
    stock_moves,
    visits,
)
from concierge_desk.services.relay.tables.bags import projection as bags
from concierge_desk.services.relay.tables.purging import dropped
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection
from concierge_desk.store.schema import Apply, Migrations, Schema, no_projection, run_script

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
    complaints.fill(connection)
    _say_about(connection)


@migrations()
def m008_dated(connection: Connection) -> None:
    """Say from which day on, and by which entry, stock should be there, items wait, a carrier's are whose."""
    run_script(connection, _DATED)


@migrations()
def m009_bags(connection: Connection) -> None:
    """Make room for bags, for what places hold and what carriers agreed to; find stays by the day they came or ended."""
    run_script(connection, bags.TABLES)
    bags.fill(connection)


@migrations()
def m010_pay(connection: Connection) -> None:
    """Make room for what principals pay, and for what they say that they do."""
    run_script(connection, pay_schema.TABLES)


@migrations()
def m011_orders(connection: Connection) -> None:
    """Keep orders of stamps, what packs open into, what was sold on each day, what pieces were worth at its end."""
    run_script(connection, stock_moves.TABLES)
    stock_moves.fill(connection)


@migrations()
def m013_visits(connection: Connection) -> None:
    """Make room for the post office's visits, and find the complaints that ended on a day."""
    run_script(connection, visits.TABLE)


_REMINDERS = """
ALTER TABLE relay_custody ADD COLUMN email TEXT;
ALTER TABLE relay_custody ADD COLUMN mailed_day TEXT;
ALTER TABLE relay_custody ADD COLUMN reminded_by TEXT;
"""


@migrations()
def m014_reminders(connection: Connection) -> None:
    """Make room for an address of an item, and for how somebody was reminded: nobody said so before."""
    run_script(connection, _REMINDERS)


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


# Custody is not fiscal: its payloads may go after retention. What was charged never does.
_CUSTODY: Mapping[str, Apply] = {
    "relay.received": projection.received,
    "relay.moved": projection.moved,
    "relay.reminded": projection.reminded,
    "relay.email_noted": projection.email_noted,
    "relay.email_forgotten": projection.email_forgotten,
    "relay.incident_noted": projection.incident_noted,
    "relay.slots_moved": projection.slots_moved,
    "relay.handed_over": projection.handed_over,
    "relay.refused": projection.refused,
    "relay.reversed": projection.reversed_,
    "relay.deposited": projection.deposited,
    "relay.complaint_noted": complaints.noted,
    "relay.slip_prepared": projection.slip_prepared,
    "relay.handed_to_postman": projection.handed_to_postman,
    "relay.taken_back": projection.taken_back,
    "relay.compared": no_projection,
    "relay.announced": bags.announced,
    "relay.bag_closed": bags.closed,
}
_FOR_EVER: Mapping[str, Apply] = {
    # They hold no number of an item.
    "relay.complaint_forwarded": complaints.forwarded,
    "relay.complaint_answered": complaints.answered,
    "relay.complaint_closed": complaints.closed,
    "relay.visit_noted": visits.noted,
    "relay.settings_set": projection.settings_set,
    "relay.switched": projection.switched,
    "tariff.imported": projection.tariff_imported,
    "relay.holding_set": projection.holding_set,
    "relay.par_set": projection.par_set,
    "relay.principals_set": projection.principals_set,
    **pay_schema.APPLY,
    "relay.products_set": projection.products_set,
    "relay.places_set": projection.places_set,
    "relay.office_set": projection.office_set,
    "relay.mandate_recorded": projection.mandate_recorded,
    "relay.mandate_ended": projection.mandate_ended,
    "relay.franked": projection.franked,
    "relay.sold": stock_moves.left,
    "relay.stock_received": projection.stock_received,
    "relay.stock_spoiled": projection.stock_left,
    "relay.stock_counted": projection.stock_counted,
    "relay.stock_ordered": stock_moves.ordered,
    "relay.delivery_checked": stock_moves.delivery_checked,
    "relay.pack_opened": stock_moves.pack_opened,
    "relay.day_reported": projection.day_reported,
    "relay.capacities_set": bags.capacities_set,
    "relay.cap_set": bags.cap_set,
    "relay.saturation_warned": bags.saturation_warned,
}

SCHEMA = Schema(
    migrations=migrations,
    apply={**_CUSTODY, **_FOR_EVER},
    # Every table of the relay is made from the journal alone.
    projections=tuple(
        re.findall(
            r"CREATE TABLE (\w+)",
            _TABLES
            + _LIFE
            + _PLACES
            + _INCIDENTS
            + _COMPLAINTS
            + bags.TABLES
            + pay_schema.TABLES
            + visits.TABLE
            + stock_moves.TABLES,
        )
    ),
    purgeable=frozenset(_CUSTODY),
    dropped=dropped,
)
