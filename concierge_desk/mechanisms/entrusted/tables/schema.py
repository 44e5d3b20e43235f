"""Schema of a nature: its tables, which all natures have alike, with its code before each name.

Source: decision 0093.
"""

from typing import Final

TABLES: Final = """
CREATE TABLE {N}_order(
    number TEXT PRIMARY KEY, seq INTEGER NOT NULL UNIQUE, day TEXT NOT NULL, party TEXT NOT NULL, partner TEXT,
    quality TEXT NOT NULL, member INTEGER NOT NULL, promised_slot TEXT) STRICT, WITHOUT ROWID;
CREATE INDEX {N}_order_party ON {N}_order(party);
CREATE TABLE {N}_piece(
    piece TEXT PRIMARY KEY, tag TEXT NOT NULL UNIQUE, number TEXT NOT NULL, n INTEGER NOT NULL, partner TEXT,
    kind TEXT NOT NULL, label TEXT NOT NULL, work TEXT NOT NULL, quality TEXT NOT NULL, colour TEXT, fabric TEXT,
    accessories TEXT NOT NULL, reserves TEXT NOT NULL, declared_cents INTEGER, age_years INTEGER, value_cents INTEGER,
    cents INTEGER NOT NULL, partner_cents INTEGER NOT NULL, paid_cents INTEGER NOT NULL DEFAULT 0,
    reduced_cents INTEGER NOT NULL DEFAULT 0, compensated_cents INTEGER NOT NULL DEFAULT 0, void TEXT,
    state TEXT NOT NULL, before TEXT, place TEXT NOT NULL, slip TEXT, on_slip INTEGER NOT NULL DEFAULT 0,
    round INTEGER NOT NULL DEFAULT 1, begun TEXT NOT NULL, paper_slot TEXT, reckoned_slot TEXT, due_slot TEXT,
    told_slot TEXT, back_slot TEXT, taken_day TEXT NOT NULL, sent_day TEXT, back_day TEXT, ready_day TEXT, collected_day TEXT,
    reminded_day TEXT, reminded_level INTEGER, quote TEXT, quote_cents INTEGER,
    quote_partner_cents INTEGER, quote_lines TEXT, dispute TEXT,
    withheld_cents INTEGER NOT NULL DEFAULT 0, brand TEXT, note TEXT, fnuci TEXT, ended_day TEXT,
    last_seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX {N}_piece_number ON {N}_piece(number, n);
CREATE INDEX {N}_piece_slip ON {N}_piece(slip) WHERE slip IS NOT NULL;
CREATE INDEX {N}_piece_here ON {N}_piece(state, due_slot) WHERE ended_day IS NULL;
CREATE INDEX {N}_piece_partner ON {N}_piece(partner, state) WHERE ended_day IS NULL;
CREATE INDEX {N}_piece_dispute ON {N}_piece(dispute) WHERE dispute = 'open';
CREATE TABLE {N}_slip(
    number TEXT PRIMARY KEY, seq INTEGER NOT NULL, day TEXT NOT NULL, state TEXT NOT NULL, partner TEXT NOT NULL,
    back_slot TEXT, pieces INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE INDEX {N}_slip_prepared ON {N}_slip(seq) WHERE state = 'prepared';
CREATE TABLE {N}_due(
    seq INTEGER NOT NULL, piece TEXT NOT NULL, partner TEXT NOT NULL, round INTEGER NOT NULL, day TEXT NOT NULL,
    why TEXT NOT NULL, cents INTEGER NOT NULL, PRIMARY KEY(seq, piece)) STRICT, WITHOUT ROWID;
CREATE INDEX {N}_due_partner ON {N}_due(partner, day);
CREATE INDEX {N}_due_piece ON {N}_due(piece);
CREATE TABLE {N}_kind(
    kind TEXT NOT NULL, valid_from TEXT NOT NULL, label TEXT NOT NULL, tags TEXT NOT NULL, bareme_cents INTEGER,
    works TEXT NOT NULL, PRIMARY KEY(kind, valid_from)) STRICT, WITHOUT ROWID;
CREATE TABLE {N}_price(
    kind TEXT NOT NULL, work TEXT NOT NULL, quality TEXT NOT NULL, partner TEXT NOT NULL, valid_from TEXT NOT NULL,
    public_cents INTEGER NOT NULL, member_cents INTEGER NOT NULL, partner_cents INTEGER NOT NULL,
    PRIMARY KEY(kind, work, quality, partner, valid_from)) STRICT, WITHOUT ROWID;
CREATE TABLE {N}_round(
    partner TEXT NOT NULL, valid_from TEXT NOT NULL, rounds TEXT NOT NULL, lead_days TEXT NOT NULL,
    PRIMARY KEY(partner, valid_from)) STRICT, WITHOUT ROWID;
"""
"""`ended_day` is when a piece was collected, lost, or never here; whatever else a column means says `model/facts.py`."""
