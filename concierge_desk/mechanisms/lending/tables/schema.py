"""Schema of a nature: its tables, which all natures have alike, with its code before each name.

Source: decision 0094.
"""

from typing import Final

TABLES: Final = """
CREATE TABLE {N}_object(
    object TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, label TEXT NOT NULL, place TEXT NOT NULL,
    quantity INTEGER NOT NULL, value_cents INTEGER, owner TEXT NOT NULL, party TEXT, barcode TEXT, fnuci TEXT,
    tested_day TEXT, registered_day TEXT NOT NULL, state TEXT NOT NULL, before TEXT, missing TEXT NOT NULL,
    kept_for TEXT, kept_until TEXT, ended_day TEXT, last_seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX {N}_object_barcode ON {N}_object(barcode) WHERE barcode IS NOT NULL AND state != 'undone';
CREATE INDEX {N}_object_kind ON {N}_object(kind);
CREATE INDEX {N}_object_state ON {N}_object(state) WHERE state NOT IN ('available', 'retired', 'undone');
CREATE TABLE {N}_loan(
    loan TEXT PRIMARY KEY, object TEXT NOT NULL, kind TEXT NOT NULL, party TEXT NOT NULL, quantity INTEGER NOT NULL,
    out INTEGER NOT NULL, lent_day TEXT NOT NULL, days INTEGER NOT NULL, paper_day TEXT NOT NULL, due_day TEXT NOT NULL,
    due_slot TEXT, told_slot TEXT, renewals INTEGER NOT NULL, cents INTEGER NOT NULL, paid_cents INTEGER NOT NULL DEFAULT 0,
    caution_cents INTEGER NOT NULL, checks TEXT NOT NULL, checks_back TEXT NOT NULL DEFAULT '', condition TEXT, back_dated INTEGER NOT NULL,
    counted INTEGER NOT NULL, state TEXT NOT NULL, ended_day TEXT, reminded_day TEXT, back_condition TEXT,
    begun_seq INTEGER NOT NULL, last_seq INTEGER NOT NULL, CHECK(out BETWEEN 0 AND quantity)) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX {N}_loan_active ON {N}_loan(object) WHERE state = 'out' AND counted = 0;
CREATE INDEX {N}_loan_out ON {N}_loan(due_day) WHERE state = 'out';
CREATE INDEX {N}_loan_back ON {N}_loan(ended_day) WHERE ended_day IS NOT NULL;
CREATE INDEX {N}_loan_object ON {N}_loan(object, lent_day);
CREATE INDEX {N}_loan_party ON {N}_loan(party);
CREATE TABLE {N}_reservation(
    party TEXT PRIMARY KEY, object TEXT, kind TEXT NOT NULL, from_day TEXT NOT NULL, to_day TEXT NOT NULL,
    quantity INTEGER NOT NULL, state TEXT NOT NULL, ended_day TEXT, last_seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX {N}_reservation_open ON {N}_reservation(kind, from_day) WHERE state = 'open';
CREATE TABLE {N}_waiting(
    party TEXT PRIMARY KEY, object TEXT, kind TEXT NOT NULL, seq INTEGER NOT NULL, state TEXT NOT NULL,
    ended_day TEXT, last_seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX {N}_waiting_open ON {N}_waiting(kind, seq) WHERE state = 'open';
CREATE TABLE {N}_authority(
    party TEXT PRIMARY KEY, object TEXT NOT NULL, until_day TEXT, state TEXT NOT NULL, ended_day TEXT,
    last_seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX {N}_authority_open ON {N}_authority(object) WHERE state = 'open';
CREATE TABLE {N}_kind(
    kind TEXT NOT NULL, valid_from TEXT NOT NULL, label TEXT NOT NULL, days INTEGER NOT NULL, most_days INTEGER NOT NULL,
    renewals INTEGER NOT NULL, day_cents INTEGER NOT NULL, caution_cents INTEGER NOT NULL, min_age INTEGER,
    test_months INTEGER, checks TEXT NOT NULL, notice TEXT NOT NULL, PRIMARY KEY(kind, valid_from)) STRICT, WITHOUT ROWID;
CREATE TABLE {N}_upkeep(
    seq INTEGER PRIMARY KEY, object TEXT NOT NULL, day TEXT NOT NULL, what TEXT NOT NULL, note TEXT) STRICT;
CREATE INDEX {N}_upkeep_object ON {N}_upkeep(object, seq);
"""
"""One active loan of a copy is the database's: no two rows that are out name one object which is not counted."""
