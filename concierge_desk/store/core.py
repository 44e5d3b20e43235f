"""The core's tables: journal, projections of desk, day and till, working state, personal records, secrets.

Source: docs/contract.md, "Four kinds of tables"; decision 0007.
"""

from concierge_desk.domain.accounting.period import MONTH_CLOSED, YEAR_CLOSED
from concierge_desk.domain.accounting.remittance import REMITTED
from concierge_desk.store import (
    accounts,
    backups,
    cheques,
    chosen,
    day,
    drawers,
    journal,
    partners,
    passages,
    records,
    seals,
    settings,
    till,
    visits,
)
from concierge_desk.store.accounting import periods, remittances
from concierge_desk.store.connection import Connection
from concierge_desk.store.held import parties, projection
from concierge_desk.store.leaving import deliveries, letters
from concierge_desk.store.papers import pulses, sheet_spool, spool
from concierge_desk.store.privacy import purging, scrubbing
from concierge_desk.store.reconciling import bank
from concierge_desk.store.schema import Migrations, Schema, no_projection, run_script

migrations = Migrations("core")

PROJECTIONS = """
CREATE TABLE software(seq INTEGER PRIMARY KEY, version TEXT NOT NULL) STRICT;
CREATE TABLE setting(seq INTEGER PRIMARY KEY, data TEXT NOT NULL) STRICT;
CREATE TABLE opening_slot(
    valid_from TEXT NOT NULL, weekday INTEGER NOT NULL, opens TEXT NOT NULL, closes TEXT NOT NULL,
    PRIMARY KEY(valid_from, weekday, opens)) STRICT, WITHOUT ROWID;
CREATE TABLE opening_grid(valid_from TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE closure(day TEXT PRIMARY KEY, reason TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE vat_rate(
    code TEXT NOT NULL, rate INTEGER NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT,
    PRIMARY KEY(code, valid_from)) STRICT, WITHOUT ROWID;
CREATE TABLE clock_set_back(
    seq INTEGER PRIMARY KEY, at TEXT NOT NULL, clock_at TEXT NOT NULL) STRICT;
CREATE TABLE business_day(
    day TEXT PRIMARY KEY, from_seq INTEGER NOT NULL, opened_seq INTEGER NOT NULL, float_cents INTEGER NOT NULL,
    closed_seq INTEGER, number TEXT, left_cents INTEGER) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX business_day_open ON business_day(closed_seq IS NULL) WHERE closed_seq IS NULL;
CREATE INDEX business_day_closed ON business_day(closed_seq);
CREATE UNIQUE INDEX business_day_number ON business_day(number);
CREATE TABLE drawer(code TEXT PRIMARY KEY, cents INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE drawer_count(
    seq INTEGER PRIMARY KEY, day TEXT NOT NULL, counted_cents INTEGER NOT NULL,
    expected_cents INTEGER NOT NULL) STRICT;
CREATE INDEX drawer_count_day ON drawer_count(day, seq);
CREATE TABLE number_series(
    series TEXT NOT NULL, year INTEGER NOT NULL, last INTEGER NOT NULL,
    PRIMARY KEY(series, year)) STRICT, WITHOUT ROWID;
CREATE TABLE ticket(
    number TEXT PRIMARY KEY, day TEXT NOT NULL, seq INTEGER NOT NULL UNIQUE, due_cents INTEGER NOT NULL)
    STRICT, WITHOUT ROWID;
CREATE TABLE ticket_line(
    ticket TEXT NOT NULL, n INTEGER NOT NULL, seq INTEGER NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL,
    quantity_thousandths INTEGER NOT NULL, cents INTEGER NOT NULL, fund TEXT NOT NULL, rate INTEGER NOT NULL,
    vat_cents INTEGER NOT NULL, PRIMARY KEY(ticket, n)) STRICT, WITHOUT ROWID;
CREATE TABLE payment(
    ticket TEXT NOT NULL REFERENCES ticket(number), n INTEGER NOT NULL, means TEXT NOT NULL,
    cents INTEGER NOT NULL, given_cents INTEGER NOT NULL, change_cents INTEGER NOT NULL,
    PRIMARY KEY(ticket, n)) STRICT, WITHOUT ROWID;
CREATE TABLE printed(document TEXT PRIMARY KEY, copies INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE export(
    day TEXT NOT NULL, code TEXT NOT NULL, seq INTEGER NOT NULL, sha256 TEXT NOT NULL, software TEXT NOT NULL,
    PRIMARY KEY(day, code)) STRICT, WITHOUT ROWID;
"""

CORRECTIONS = """
CREATE TABLE correction(
    corrected INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(corrected, seq)) STRICT, WITHOUT ROWID;
CREATE TABLE session(
    day TEXT NOT NULL, n INTEGER NOT NULL, opened_seq INTEGER NOT NULL, closed_seq INTEGER,
    PRIMARY KEY(day, n)) STRICT, WITHOUT ROWID;
INSERT INTO session SELECT day, 1, opened_seq, closed_seq FROM business_day;
CREATE TABLE clock_corrected(seq INTEGER PRIMARY KEY, at TEXT NOT NULL) STRICT;
CREATE TABLE integrity(seq INTEGER PRIMARY KEY, what TEXT NOT NULL) STRICT;
INSERT INTO integrity SELECT seq, what FROM (
    SELECT seq, CASE WHEN json_valid(CAST(payload AS TEXT))
        THEN json_extract(CAST(payload AS TEXT), '$.data.what') END AS what
    FROM journal WHERE kind = 'integrity.failed') WHERE what IS NOT NULL;
ALTER TABLE business_day RENAME TO business_day_by_date;
DROP INDEX business_day_open;
DROP INDEX business_day_closed;
DROP INDEX business_day_number;
CREATE TABLE business_day(
    opened_seq INTEGER PRIMARY KEY, day TEXT NOT NULL, from_seq INTEGER NOT NULL, float_cents INTEGER NOT NULL,
    closed_seq INTEGER, number TEXT, left_cents INTEGER, fiscal_year TEXT) STRICT;
INSERT INTO business_day SELECT opened_seq, day, from_seq, float_cents, closed_seq, number, left_cents, (
    SELECT CASE WHEN json_valid(CAST(payload AS TEXT))
        THEN json_extract(CAST(payload AS TEXT), '$.data.fiscal_year') END
    FROM journal WHERE seq = closed_seq) FROM business_day_by_date;
DROP TABLE business_day_by_date;
CREATE UNIQUE INDEX business_day_open ON business_day(closed_seq IS NULL) WHERE closed_seq IS NULL;
CREATE INDEX business_day_date ON business_day(day, opened_seq);
CREATE INDEX business_day_closed ON business_day(closed_seq);
CREATE UNIQUE INDEX business_day_number ON business_day(number);
CREATE INDEX business_day_year ON business_day(fiscal_year, closed_seq);
ALTER TABLE ticket ADD COLUMN visit TEXT;
CREATE UNIQUE INDEX ticket_visit ON ticket(visit) WHERE visit IS NOT NULL;
CREATE INDEX ticket_line_seq ON ticket_line(seq);
ALTER TABLE operation ADD COLUMN told TEXT;
CREATE TABLE visit(
    visit TEXT PRIMARY KEY, parked INTEGER NOT NULL, acts TEXT NOT NULL, saved_at TEXT NOT NULL)
    STRICT, WITHOUT ROWID;
"""

NOTES = """
CREATE TABLE note(seq INTEGER PRIMARY KEY, visit TEXT NOT NULL) STRICT;
CREATE INDEX note_visit ON note(visit, seq);
"""

BACKUPS = """
CREATE TABLE backup(seq INTEGER PRIMARY KEY, at TEXT NOT NULL, anchor TEXT NOT NULL, file TEXT NOT NULL) STRICT;
"""

MEDIA = """
ALTER TABLE backup ADD COLUMN medium TEXT;
CREATE INDEX backup_at ON backup(at);
CREATE INDEX backup_away ON backup(seq) WHERE medium IS NOT 'pc';
"""

PREPARATION = "CREATE TABLE preparation(one INTEGER PRIMARY KEY CHECK(one = 1), data TEXT NOT NULL) STRICT"

PASSAGES = ("business_day", "session")
"""Tables that say how many people came in."""

RANGES = "CREATE INDEX business_day_from ON business_day(from_seq)"

WORDS = """
ALTER TABLE personal ADD COLUMN seq INTEGER;
ALTER TABLE personal ADD COLUMN about TEXT;
CREATE INDEX personal_about ON personal(about) WHERE about IS NOT NULL;
CREATE TABLE erased(ref TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""

STEPS = "ALTER TABLE visit ADD COLUMN step TEXT NOT NULL DEFAULT '{}'"

WORKING = """
CREATE TABLE operation(
    op TEXT PRIMARY KEY, first_seq INTEGER NOT NULL, last_seq INTEGER NOT NULL, mac BLOB NOT NULL)
    STRICT, WITHOUT ROWID;
CREATE TABLE outbox(
    id INTEGER PRIMARY KEY, op TEXT NOT NULL, document TEXT NOT NULL, queued_seq INTEGER NOT NULL,
    state TEXT NOT NULL) STRICT;
CREATE INDEX outbox_waiting ON outbox(state, id);
CREATE TABLE personal(
    ref TEXT PRIMARY KEY, kind TEXT NOT NULL, text TEXT NOT NULL, retention TEXT NOT NULL, since TEXT NOT NULL)
    STRICT, WITHOUT ROWID;
CREATE TABLE secret(name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
"""


@migrations()
def m001_journal(connection: Connection) -> None:
    """Make the journal and its protections: never altered by a later migration."""
    for text in journal.expected_texts().values():
        connection.execute(text)


@migrations()
def m002_tables(connection: Connection) -> None:
    """Make the projections, the working state, the personal records and the secrets."""
    run_script(connection, PROJECTIONS + WORKING)


@migrations()
def m003_corrections(connection: Connection) -> None:
    """Make room for corrections, visits, sessions and a clock that is set right; fill what the journal tells.

    An entry that cannot be read any more bars nobody from the counter: what it would tell stays empty.
    """
    run_script(connection, CORRECTIONS)


@migrations()
def m004_notes(connection: Connection) -> None:
    """Make room for the notes of services."""
    run_script(connection, NOTES)


@migrations()
def m005_backups(connection: Connection) -> None:
    """Make room for the backups that were made and read back."""
    run_script(connection, BACKUPS)


@migrations()
def m006_steps(connection: Connection) -> None:
    """Make room for where the talk with a customer stood."""
    connection.execute(STEPS)


@migrations()
def m007_preparation(connection: Connection) -> None:
    """Make room for a closing that is being prepared."""
    connection.execute(PREPARATION)


@migrations()
def m008_passages(connection: Connection) -> None:
    """Make room for the people who came in: nobody was counting before, and that is no zero."""
    for table in PASSAGES:
        connection.execute(f"ALTER TABLE {table} ADD COLUMN passages INTEGER")


@migrations()
def m009_ranges(connection: Connection) -> None:
    """Find the day of an entry without looking through all days."""
    connection.execute(RANGES)


@migrations()
def m010_spool(connection: Connection) -> None:
    """Make room for what the printer is at."""
    connection.execute(spool.TABLE)


@migrations()
def m011_media(connection: Connection) -> None:
    """Make room for the medium of each backup: of those made before nobody knows it."""
    run_script(connection, MEDIA)


@migrations()
def m012_accounts(connection: Connection) -> None:
    """Make the accounts of principals, from what was charged and what was paid over so far."""
    run_script(connection, accounts.TABLE)


@migrations()
def m013_words(connection: Connection) -> None:
    """Say of each name and sentence which entry it belongs to, and of those that are erased from now on when."""
    run_script(connection, WORDS)
    records.find_entries(connection)


@migrations()
def m014_seals(connection: Connection) -> None:
    """Make room for the seals over what no entry makes; they are put when all migrations are through."""
    connection.execute(seals.TABLE)
    # In the order of the journal they are compared with it: `store/checks/operation_check.py`.
    connection.execute("CREATE INDEX operation_entries ON operation(first_seq)")


@migrations()
def m015_sheets(connection: Connection) -> None:
    """Make room for the sheets that the queues of the system are at."""
    connection.execute(sheet_spool.TABLE)


@migrations()
def m016_drawer_pulse(connection: Connection) -> None:
    """Make room for the pulses that open a drawer."""
    connection.execute(pulses.TABLE)


@migrations()
def m017_cheques(connection: Connection) -> None:
    """Make room for cheques and the sheets they are paid in by: those that came before are amounts, and no things."""
    run_script(connection, cheques.TABLE)


@migrations()
def m018_partners(connection: Connection) -> None:
    """Make room for partners, whom services alone name without a row, and for which fund lies in which drawer."""
    run_script(connection, partners.TABLES + drawers.TABLES)


@migrations()
def m019_settings(connection: Connection) -> None:
    """Make room for what the shop chose, and for services that are switched off: nobody did either before."""
    run_script(connection, chosen.TABLES)


@migrations()
def m020_payees(connection: Connection) -> None:
    """Make room for whom a fund, a payment or a cheque is paid to, where it is not the site itself."""
    run_script(connection, drawers.PAYEES)


@migrations()
def m021_delivery(connection: Connection) -> None:
    """Make room for channels, and for what leaves by them: nothing left by itself before."""
    run_script(connection, deliveries.TABLES)


@migrations()
def m022_remittances(connection: Connection) -> None:
    """Make room for what is paid over on a slip: what was before is a movement of the drawer."""
    run_script(connection, remittances.TABLE)


@migrations()
def m023_months(connection: Connection) -> None:
    """Make room for closed months and fiscal years, and for what moved the funds of principals so far."""
    periods.make(connection)


@migrations()
def m024_bank(connection: Connection) -> None:
    """Make room for the lines of bank statements, and for what is expected on them: of what was paid in so far, too."""
    bank.make(connection)


@migrations()
def m025_receipts(connection: Connection) -> None:
    """Make room for letters to people, and for erasures that are to be noted."""
    run_script(connection, letters.TABLES)


@migrations()
def m026_held(connection: Connection) -> None:
    """Make room for cautions, advances and debts, and for whose they are: what came before is no thing, and nobody's."""
    run_script(connection, projection.TABLES + parties.TABLE)
    connection.execute("ALTER TABLE visit ADD COLUMN who TEXT")


@migrations()
def m027_privacy(connection: Connection) -> None:
    """Make room for when what was over its time was let go of: it never was before."""
    keeps = "ALTER TABLE erasure ADD COLUMN keeps TEXT"
    run_script(connection, f"{purging.TABLE};\n{scrubbing.TABLE};\n{keeps};\n")


CORE = Schema(
    migrations=migrations,
    apply={
        "desk.commissioned": settings.apply_software,
        "software.updated": settings.apply_software,
        settings.SET: settings.apply_settings,
        "calendar.grid_set": settings.apply_grid,
        "calendar.closed_on": settings.apply_closure,
        "calendar.reopened_on": settings.apply_reopened,
        "vat.imported": settings.apply_vat,
        "settings.changed": chosen.apply_changed,
        "service.switched": chosen.apply_switched,
        "clock.set_back": settings.apply_set_back,
        "clock.corrected": settings.apply_clock_corrected,
        "backup.made": backups.apply_backup,
        "store.restored": no_projection,
        "integrity.failed": settings.apply_integrity_failed,
        "integrity.restored": settings.apply_integrity_restored,
        "day.opened": day.apply_opened,
        "day.closed": day.apply_closed,
        MONTH_CLOSED: periods.apply_closed,
        YEAR_CLOSED: periods.apply_closed,
        "session.closed": day.apply_session_closed,
        "session.opened": day.apply_session_opened,
        "day.passages_counted": passages.apply_counted,
        "visit.abandoned": no_projection,
        "visit.noted": visits.apply_noted,
        "till.settled": till.apply_settled,
        "till.means_corrected": till.apply_paid,
        "till.moved": till.apply_moved,
        "till.paid_in": till.apply_paid_in,
        REMITTED: remittances.apply_remitted,
        **bank.APPLY,
        "till.counted": till.apply_counted,
        "till.drawer_opened": no_projection,
        "document.printed": till.apply_printed,
        "document.given_up": no_projection,
        "export.made": till.apply_export,
        "everything.exported": no_projection,
        "dispute.exported": no_projection,
        partners.SET: partners.apply_set,
        partners.RETIRED: partners.apply_retired,
        partners.REMOVED: partners.apply_removed,
        partners.REPORTED: no_projection,
        drawers.SET: drawers.apply_set,
        **deliveries.APPLY,
        **letters.APPLY,
        **projection.APPLY,
        **purging.APPLY,
    },
    projections=(
        *("software", "setting", "opening_slot", "opening_grid", "closure", "vat_rate"),
        *("clock_set_back", "clock_corrected", "integrity"),
        *("business_day", "session", "correction", "drawer", "drawer_count", "drawer_fund", "number_series"),
        *("ticket", "ticket_line", "payment", "note", "printed", "export", "backup"),
        *("account", "cheque", "paying_in", "remittance", "fund_moved", "period_closed"),
        *bank.PROJECTIONS,
        *("partner", "partner_terms"),
        *chosen.PROJECTIONS,
        *deliveries.PROJECTIONS,
        *letters.PROJECTIONS,
        *projection.PROJECTIONS,
        "purge",
    ),
)
