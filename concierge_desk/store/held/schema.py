"""Tables of what is held or owed, and of whose it is.

Source: docs/contract.md, "Four kinds of tables", "Money held and owed"; decisions 0084, 0085.
"""

TABLES = """
CREATE TABLE caution(
    code TEXT PRIMARY KEY, of TEXT, party TEXT NOT NULL, kept TEXT NOT NULL, cents INTEGER NOT NULL,
    left_cents INTEGER NOT NULL, seq INTEGER NOT NULL, day TEXT NOT NULL, ticket TEXT, by_cheque INTEGER NOT NULL,
    bank TEXT, beside TEXT, state TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX caution_of ON caution(of) WHERE of IS NOT NULL;
CREATE INDEX caution_party ON caution(party);
CREATE INDEX caution_open ON caution(seq) WHERE state IN ('open', 'kept');
CREATE TABLE advance(
    code TEXT PRIMARY KEY, of TEXT, party TEXT NOT NULL, as_ TEXT NOT NULL, cents INTEGER NOT NULL,
    vat_cents INTEGER NOT NULL, left_cents INTEGER NOT NULL, vat_code TEXT NOT NULL, rate INTEGER NOT NULL,
    nature TEXT NOT NULL, seq INTEGER NOT NULL, day TEXT NOT NULL, ticket TEXT NOT NULL, state TEXT NOT NULL)
    STRICT, WITHOUT ROWID;
CREATE INDEX advance_of ON advance(of) WHERE of IS NOT NULL;
CREATE INDEX advance_party ON advance(party);
CREATE INDEX advance_open ON advance(seq) WHERE state = 'open';
CREATE TABLE debt(
    code TEXT PRIMARY KEY, party TEXT NOT NULL, cents INTEGER NOT NULL, left_cents INTEGER NOT NULL,
    seq INTEGER NOT NULL, day TEXT NOT NULL, ticket TEXT NOT NULL, state TEXT NOT NULL, cheque TEXT)
    STRICT, WITHOUT ROWID;
CREATE INDEX debt_cheque ON debt(cheque) WHERE cheque IS NOT NULL;
CREATE INDEX debt_party ON debt(party);
CREATE INDEX debt_ticket ON debt(ticket);
CREATE INDEX debt_open ON debt(seq) WHERE state = 'open';
CREATE TABLE held_move(
    seq INTEGER NOT NULL, thing TEXT NOT NULL, rate INTEGER NOT NULL, nature TEXT NOT NULL, kind TEXT NOT NULL,
    day TEXT NOT NULL, ticket TEXT, cents INTEGER NOT NULL, PRIMARY KEY(seq, thing, rate, nature))
    STRICT, WITHOUT ROWID;
CREATE INDEX held_move_thing ON held_move(thing, seq);
"""

LINKS = """
CREATE TABLE party_link(ref TEXT PRIMARY KEY, person TEXT NOT NULL, since TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX party_link_person ON party_link(person, since);
CREATE INDEX party_link_since ON party_link(since);
"""
