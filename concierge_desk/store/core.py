"""The core's tables: journal, projections of desk, day and till, working state, personal records, secrets.

Source: docs/contract.md, "Four kinds of tables"; decision 0007.
"""

from collections.abc import Mapping

from concierge_desk.store import accounts, cheques, chosen, drawers, journal, partners, records, seals
from concierge_desk.store.backups import BACKUPS, MEDIA
from concierge_desk.store.connection import Connection
from concierge_desk.store.held import schema as held
from concierge_desk.store.leaving import deliveries, letters
from concierge_desk.store.papers import pulses, sheet_spool, spool
from concierge_desk.store.privacy import monthly
from concierge_desk.store.schema import Apply, Later, Migrations, Schema, run_script
from concierge_desk.store.staff import codes, looked

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

MONTHS = """
CREATE TABLE fund_moved(
    seq INTEGER NOT NULL, fund TEXT NOT NULL, remitted_cents INTEGER NOT NULL, straight_cents INTEGER NOT NULL,
    PRIMARY KEY(seq, fund)) STRICT, WITHOUT ROWID;
CREATE TABLE period_closed(
    seq INTEGER PRIMARY KEY, number TEXT NOT NULL, span TEXT NOT NULL, period TEXT NOT NULL, fiscal_year TEXT NOT NULL,
    day_from TEXT, day_to TEXT, days INTEGER NOT NULL, seq_from INTEGER NOT NULL, seq_to INTEGER NOT NULL,
    turnover_cents INTEGER NOT NULL, third_parties_cents INTEGER NOT NULL, perpetual_cents INTEGER NOT NULL,
    perpetual_abs_cents INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX period_closed_number ON period_closed(number);
CREATE INDEX period_closed_period ON period_closed(span, period, seq);
CREATE INDEX period_closed_to ON period_closed(span, seq_to);
CREATE INDEX paying_in_seq ON paying_in(seq);
"""

BANK = """
CREATE TABLE bank_line(
    line TEXT PRIMARY KEY, account TEXT NOT NULL, seq INTEGER NOT NULL, day TEXT NOT NULL, cents INTEGER NOT NULL,
    id TEXT, label TEXT, matched_seq INTEGER) STRICT, WITHOUT ROWID;
CREATE INDEX bank_line_account ON bank_line(account, day);
CREATE INDEX bank_line_open ON bank_line(account, matched_seq, day, line);
CREATE INDEX bank_line_seq ON bank_line(seq);
CREATE INDEX bank_line_matched ON bank_line(matched_seq);
CREATE TABLE bank_due(
    ref TEXT NOT NULL, part TEXT NOT NULL, account TEXT NOT NULL, seq INTEGER NOT NULL, day TEXT NOT NULL,
    cents INTEGER NOT NULL, matched_seq INTEGER, PRIMARY KEY(ref, part, account)) STRICT, WITHOUT ROWID;
CREATE INDEX bank_due_open ON bank_due(account, matched_seq, day, ref, part);
CREATE INDEX bank_due_seq ON bank_due(seq);
CREATE INDEX bank_due_matched ON bank_due(matched_seq);
"""

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
    run_script(connection, partners.REMITTANCES)


@migrations()
def m023_months(connection: Connection) -> None:
    """Make room for closed months and fiscal years, and for what moved the funds of principals so far."""
    run_script(connection, MONTHS)
    if _is_begun(connection):
        from concierge_desk.store.accounting import periods  # noqa: PLC0415  (once in the life of a store)

        periods.fill(connection)


@migrations()
def m024_bank(connection: Connection) -> None:
    """Make room for the lines of bank statements, and for what is expected on them: of what was paid in so far, too."""
    run_script(connection, BANK)
    if _is_begun(connection):
        from concierge_desk.store.reconciling import bank  # noqa: PLC0415  (once in the life of a store)

        bank.fill(connection)


@migrations()
def m025_receipts(connection: Connection) -> None:
    """Make room for letters to people, and for erasures that are to be noted."""
    run_script(connection, letters.TABLES)


@migrations()
def m026_held(connection: Connection) -> None:
    """Make room for cautions, advances and debts, and for whose they are: what came before is no thing, and nobody's."""
    run_script(connection, held.TABLES + held.LINKS)
    connection.execute("ALTER TABLE visit ADD COLUMN who TEXT")


@migrations()
def m027_privacy(connection: Connection) -> None:
    """Make room for when what was over its time was let go of: it never was before."""
    keeps = "ALTER TABLE erasure ADD COLUMN keeps TEXT"
    run_script(connection, f"{monthly.TABLES}{keeps};\n")


@migrations()
def m028_operator_tries(connection: Connection) -> None:
    """Make room for wrong codes of operators: nobody had a code before."""
    connection.execute(codes.TABLE)


@migrations()
def m029_names_looked_at(connection: Connection) -> None:
    """Make room for who looked at names outside an act: nobody noted it before."""
    connection.execute(looked.TABLE)


@migrations()
def m030_settlements(connection: Connection) -> None:
    """Make room for what partners were paid of what is owed to them on our own account: nothing was owed before."""
    run_script(connection, partners.SETTLEMENTS)


def _is_begun(connection: Connection) -> bool:
    """Say whether there is an entry: what a migration finds in none, it need not look for."""
    return connection.execute("SELECT 1 FROM journal LIMIT 1").fetchone() is not None


def _moves() -> Mapping[str, Apply]:
    from concierge_desk.store.projections.core import MOVES  # noqa: PLC0415  (see `Later`)

    return MOVES


CORE = Schema(
    migrations=migrations,
    apply=Later(_moves),
    projections=(
        *("software", "setting", "opening_slot", "opening_grid", "closure", "vat_rate"),
        *("clock_set_back", "clock_corrected", "integrity"),
        *("business_day", "session", "correction", "drawer", "drawer_count", "drawer_fund", "number_series"),
        *("ticket", "ticket_line", "payment", "note", "printed", "export", "backup"),
        *("account", "cheque", "paying_in", "remittance", "fund_moved", "period_closed"),
        *("bank_line", "bank_due"),
        *("partner", "partner_terms", "partner_settlement"),
        *chosen.PROJECTIONS,
        *deliveries.PROJECTIONS,
        *letters.PROJECTIONS,
        *("caution", "advance", "debt", "held_move", "purge"),
    ),
)
