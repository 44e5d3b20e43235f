"""What the parts bring to the export of everything: nothing a person wants is left out, nothing is named twice."""

import re

import pytest

from concierge_desk.cli.full_export import EVERYTHING
from concierge_desk.desk import catalogue
from concierge_desk.desk.core_tables import CORE_TABLES
from concierge_desk.exporting.table_texts import TableOut
from concierge_desk.exporting.tables import TableSpec, from_store, to_csv
from concierge_desk.jobs.full_export import all_tables
from concierge_desk.jobs.papers import papers_known
from tests.counter.desks import Play
from tests.sizes import few

IN_THE_JOURNAL_ONLY = {
    *("software", "setting", "clock_set_back", "clock_corrected", "integrity"),
    # The last numbers given: those of the tickets, closings and slips themselves.
    "number_series",
}
ENTRUSTED = ("pressing", "sewing", "cobbler", "keycut", "bikefix")
"""Natures of what is entrusted: their papers are the same."""
LENT = ("tools", "games", "appliances", "bikes", "keys")
"""Natures of what is lent: likewise."""
PASSING = {
    "account",
    "board",
    "book",
    "breach",
    "calls",
    "card",
    "cautions",
    "closure",
    "fallback",
    "handover",
    "held",
    "label",
    "looked",
    "notice",
    "pay",
    "poster",
    "privacy_notice",
    "register",
    "reminder",
    *(
        f"{nature}_{paper}"
        for nature in ENTRUSTED
        for paper in ("tag", "reminder", "discharge", "petition", "statement")
    ),
    *(f"{nature}_{paper}" for nature in LENT for paper in ("label", "reminder")),
}
"""Papers that hold for their day alone; what is paid for a month is an estimation of that day."""

FILLED_BY_A_MIGRATION = {"comptages": {"drawer"}}
"""Columns that came later, by their table: each row there was got a value."""

tables = pytest.mark.parametrize("table", all_tables(), ids=lambda table: table.spec.name)


def test_every_projection_stands_in_a_table_or_is_named_here() -> None:
    known = {name for schema in catalogue.schemas() for name in schema.projections}
    given = [name for table in all_tables() for name in table.projections]
    assert len(given) == len(set(given))
    assert known - set(given) == IN_THE_JOURNAL_ONLY
    assert set(given) <= known


def test_each_service_brings_the_tables_of_its_own_schema() -> None:
    for service, schema in zip(catalogue.services(), catalogue.schemas()[1:], strict=True):
        brought = {name for table in service.aside().everything for name in table.projections}
        assert brought == set(schema.projections), service.code
    assert {name for table in CORE_TABLES for name in table.projections} <= set(
        catalogue.schemas()[0].projections
    )


def test_no_two_tables_have_the_same_file() -> None:
    files = [table.spec.file for table in all_tables()]
    assert len(files) == len(set(files))


@tables
def test_a_table_is_described(table: TableOut) -> None:
    spec = table.spec
    assert isinstance(spec, TableSpec)
    assert re.fullmatch(r"[a-z][a-z-]*", spec.name) and spec.file == f"{spec.name}.csv"
    names = [field.name for field in spec.fields]
    assert len(names) == len(set(names))
    assert all(text[0].isupper() for text in (spec.title, spec.description))
    assert all(field.title and field.description for field in spec.fields)


@few(40)
@tables
def test_every_column_of_the_store_is_in_it(play: Play, table: TableOut) -> None:
    columns = {name for _, name, *_ in play.rows(f"PRAGMA table_info({table.projections[0]})")}
    assert len(columns) == len(table.spec.fields)


class Asked:
    """Notes what a table asks of the store, and answers nothing."""

    def __init__(self) -> None:
        self.query = ""

    def execute(self, query: str) -> list[tuple[object, ...]]:
        self.query = query
        return []


@few(40)
@tables
def test_a_column_that_may_be_empty_in_the_store_may_be_empty_in_it(play: Play, table: TableOut) -> None:
    asked = Asked()
    list(table.rows(asked))
    chosen = re.fullmatch(r"SELECT (.+?) FROM .+", asked.query, re.DOTALL)
    assert chosen is not None, asked.query
    columns = [text.split(" AS ")[0].strip() for text in chosen[1].split(",")]
    described = play.rows(f"PRAGMA table_info({table.projections[0]})")
    may_be_empty = {name for _, name, _, filled, _, key in described if not filled and not key}
    told = zip(columns, table.spec.fields, strict=True)
    required = {field.name for column, field in told if column in may_be_empty and field.required}
    assert required == FILLED_BY_A_MIGRATION.get(table.spec.name, set())


@few(40)
@tables
def test_its_rows_are_read_in_a_fixed_order_and_fit_their_columns(shop: Play, table: TableOut) -> None:
    read = lambda: shop.desk.store.read(lambda rows: list(table.rows(rows)))  # noqa: E731
    rows = read()
    assert rows == read()
    assert len(rows) == shop.rows(f"SELECT count(*) FROM {table.projections[0]}")[0][0]
    to_csv(table.spec, [from_store(table.spec, row) for row in rows])


def test_every_paper_is_in_it_but_those_that_pass() -> None:
    """And but the commissioning record: what was signed lies with those who signed it, and it is drawn from the journal."""
    without = {prefix for prefix, paper in papers_known().items() if paper.each is None}
    assert without == {*PASSING, "commissioning"}


def test_no_principals_word_is_the_one_for_everything() -> None:
    assert EVERYTHING not in {
        export.code for service in catalogue.services() for export in service.aside().exports
    }
