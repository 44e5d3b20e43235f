"""A sheet of prices as spreadsheets save it: read whatever they did to it, and told by its line where it cannot be."""

import csv
import io
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk import paths
from concierge_desk.domain.errors import Refused
from concierge_desk.services.relay.model.price_sheet import read_sheet

HEAD = "product;max_g;prix;valid_from"


def refused(text: str | bytes) -> tuple[str, dict[str, object]]:
    with pytest.raises(Refused) as caught:
        read_sheet(text if isinstance(text, bytes) else text.encode())
    return caught.value.code, dict(caught.value.params)


@pytest.mark.parametrize("name", ["laposte-tariffs.csv", "demo/tariffs.csv"])
def test_the_shipped_sheets_are_read_as_they_are(name: str) -> None:
    text = paths.resource_text(name)
    rows = read_sheet(text.encode())
    assert [row.line for row in rows] == list(range(2, len(text.splitlines()) + 1))
    assert all(isinstance(row.cells["cents"], int) for row in rows)


DAYS = st.dates(date(2026, 1, 1), date(2035, 12, 31))
PRICES = st.lists(
    st.tuples(st.sampled_from(("LV", "COL")), st.integers(1, 30_000), st.integers(0, 99_999), DAYS),
    min_size=1,
)


@given(
    prices=PRICES,
    separator=st.sampled_from(";,\t"),
    end=st.sampled_from(("\n", "\r\n")),
    coding=st.sampled_from(("utf-8", "utf-8-sig", "cp1252")),
    in_euros=st.booleans(),
    french_days=st.booleans(),
)
def test_whatever_a_spreadsheet_makes_of_it_says_the_same(
    prices: Sequence[tuple[str, int, int, date]],
    separator: str,
    end: str,
    coding: str,
    in_euros: bool,
    french_days: bool,
) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator=end)
    writer.writerow(["Product", "max_g", "prix" if in_euros else "cents", "valid_from", "source"])
    writer.writerow([])
    for product, grams, cents, day in prices:
        price = f"{cents // 100},{cents % 100:02d}" if in_euros else cents
        writer.writerow([product, grams, price, day.strftime("%d/%m/%Y") if french_days else day, "été"])
    rows = read_sheet(out.getvalue().encode(coding))
    assert [row.cells for row in rows] == [
        {"product": product, "max_g": grams, "cents": cents, "valid_from": day.isoformat(), "source": "été"}
        for product, grams, cents, day in prices
    ]
    assert [row.line for row in rows] == [place + 3 for place in range(len(prices))]


def test_a_flat_price_has_no_weight_and_a_row_may_end_early() -> None:
    (row,) = read_sheet(f"{HEAD};source;coverage\nSUIVI;;0,55;01/01/2027\n".encode())
    assert row.cells == {"product": "SUIVI", "max_g": "", "cents": 55, "valid_from": "2027-01-01"}


@pytest.mark.parametrize(
    ("line", "code", "params"),
    [
        ("LV;20;1,6x;01/01/2027", "tariff.sheet_price", {"value": "1,6x"}),
        ("LV;20 g;1,67;01/01/2027", "tariff.sheet_weight", {"value": "20 g"}),
        ("LV;0;1,67;01/01/2027", "tariff.sheet_weight", {"value": "0"}),
        ("LV;20;1,67;1er janvier", "tariff.sheet_day", {"value": "1er janvier"}),
        ("LV;20;1,67;31/02/2027", "tariff.sheet_day", {"value": "31/02/2027"}),
        ("LV;20;;01/01/2027", "tariff.sheet_empty", {"column": "cents"}),
        (";20;1,67;01/01/2027", "tariff.sheet_empty", {"column": "product"}),
        ("LV;20;1,67;", "tariff.sheet_empty", {"column": "valid_from"}),
        ("LV;20;1,67;01/01/2027;more", "tariff.sheet_cells", {"count": 5, "columns": 4}),
        ("LV;99999999;1,67;01/01/2027", "tariff.sheet_cell", {"column": "max_g", "value": 99999999}),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(line: str, code: str, params: dict[str, object]) -> None:
    assert refused(f"{HEAD}\nLV;20;1,67;01/01/2027\n\n{line}\n") == (code, {"line": 4, **params})


def test_cents_are_whole() -> None:
    told = refused("product,max_g,cents,valid_from\nLV,20,1.67,2027-01-01\n")
    assert told == ("tariff.sheet_price", {"line": 2, "value": "1.67"})


@pytest.mark.parametrize(
    ("text", "code", "params"),
    [
        ("", "tariff.sheet_nothing", {}),
        (f"{HEAD}\n\n", "tariff.sheet_nothing", {}),
        ("product;max_g;valid_from\n", "tariff.sheet_columns", {"column": "cents"}),
        ("produit;prix\n", "tariff.sheet_columns", {"column": "product"}),
        (f"{HEAD};remarque\n", "tariff.sheet_column", {"column": "remarque"}),
        (f"{HEAD};prix\n", "tariff.sheet_column", {"column": "prix"}),
        (b"PK\x03\x04\0\0", "tariff.sheet_unreadable", {}),
        (HEAD + "\n" + "x" * 2_000, "tariff.sheet_unreadable", {}),
        (HEAD + "\n" + "x" * 200_000, "tariff.sheet_unreadable", {}),
    ],
)
def test_what_is_no_sheet_is_told(text: str | bytes, code: str, params: dict[str, object]) -> None:
    assert refused(text) == (code, params)


def test_days_of_a_whole_year_are_read_both_ways() -> None:
    for days in range(366):
        day = date(2028, 1, 1) + timedelta(days)
        (row,) = read_sheet(f"{HEAD}\nLV;20;1,67;{day:%d/%m/%Y}\n".encode())
        assert row.cells["valid_from"] == day.isoformat()


def test_a_cell_that_a_reader_of_tables_gives_up_is_no_sheet() -> None:
    before = csv.field_size_limit(1000)
    try:
        assert refused(HEAD + "\n" + "x" * 2000) == ("tariff.sheet_unreadable", {})
    finally:
        csv.field_size_limit(before)
