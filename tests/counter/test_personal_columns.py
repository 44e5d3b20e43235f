"""What stands of people outside the journal: each column says why, on which ground, and for how long."""

from concierge_desk.counter.personal_columns import BASES
from concierge_desk.desk import catalogue
from concierge_desk.i18n import translate
from concierge_desk.services.relay import SERVICE
from tests.counter.desks import Play

_HOLDS_WORDS = frozenset({"TEXT", "BLOB", "ANY", ""})


def _places(shop: Play, kinds: frozenset[str] = _HOLDS_WORDS) -> set[str]:
    """Return the columns that may hold words, of every table that no entry makes."""
    made = {table for schema in catalogue.schemas() for table in schema.projections}
    tables = {name for (name,) in shop.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return {
        f"{table}.{row[1]}"
        for table in tables - made - {"journal", "purgeable_kind"}
        for row in shop.rows(f"PRAGMA table_info({table})")
        if row[2] in kinds
    }


def test_every_column_that_may_hold_words_is_told_of(shop: Play) -> None:
    """R-4.02: one that a migration adds without saying so fails here."""
    told = catalogue.personal()
    named = {column.place for column in told.columns}
    assert _places(shop) <= named | told.codes
    assert named | told.codes <= _places(shop, _HOLDS_WORDS | {"INTEGER"})
    assert not named & told.codes


def test_a_new_column_is_found(shop: Play) -> None:
    """R-4.02: as the one that somebody forgets."""
    from concierge_desk.signing.keys import load_keys
    from concierge_desk.store.connection import open_unguarded

    folder = shop.desk.folder
    connection = open_unguarded(folder.store, load_keys(folder).store_key)
    connection.execute("ALTER TABLE visit ADD COLUMN nickname TEXT")
    connection.close()
    told = catalogue.personal()
    named = {column.place for column in told.columns}
    assert _places(shop) - named - told.codes == {"visit.nickname"}


def test_every_column_has_purpose_ground_and_period() -> None:
    """R-4.02: and every period has what it is the period of."""
    periods = {period.code for period in catalogue.retentions()}
    columns = catalogue.personal().columns
    assert {column.retention for column in columns} == periods
    for column in columns:
        assert column.basis in BASES
        for source in (column.holds, column.purpose):
            assert source.endswith(".")
            assert translate(source, "fr") != source
    assert len({(column.place, column.retention) for column in columns}) == len(columns)


def test_a_service_brings_its_own() -> None:
    assert {column.retention for column in SERVICE.kept.personal.columns} == {
        period.code for period in SERVICE.kept.retention
    }
