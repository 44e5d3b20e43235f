"""The tables: typed cells, exact amounts, no formula."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.domain.errors import IntegrityFailure
from concierge_desk.exporting import tables
from concierge_desk.exporting.tables import (
    FORMULA_RULE,
    Cell,
    FieldType,
    TableField,
    TableSpec,
    tells_the_same,
    to_csv,
)
from tests.exporting.csv_reader import from_csv

BOM = b"\xef\xbb\xbf"
TYPES: tuple[FieldType, ...] = ("string", "integer", "money", "date", "time", "datetime", "local", "boolean")
ALL = TableSpec(
    "all",
    "all.csv",
    "Tout",
    "Une colonne de chaque type.",
    tuple(TableField(f"a_{kind}", kind, kind, kind) for kind in TYPES),
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
NAIVE = datetime(2026, 11, 25, tzinfo=UTC).replace(tzinfo=None)
INSTANTS = st.datetimes(NAIVE.replace(year=2000), NAIVE.replace(year=2199), timezones=st.just(UTC))
ROWS = st.tuples(
    st.none() | TEXTS | st.text("'=+-@\t\r\n ;\"a", min_size=1, max_size=6),
    st.none() | st.integers(),
    st.none() | st.integers(),
    st.none() | st.dates(),
    st.none() | st.times().map(lambda at: at.replace(microsecond=0)),
    st.none() | INSTANTS.map(lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000)),
    st.none() | INSTANTS.map(lambda at: at.replace(microsecond=0, tzinfo=None)),
    st.none() | st.booleans(),
).filter(lambda row: any(cell is not None for cell in row))


def one(kind: FieldType, *, required: bool = False) -> TableSpec:
    return TableSpec("one", "one.csv", "Un", "Une colonne.", (TableField("x", kind, "x", "x", required),))


def text_of(kind: FieldType, cell: Cell) -> str:
    return to_csv(one(kind), [(cell,)]).removeprefix(BOM).decode().removeprefix("x\r\n").removesuffix("\r\n")


def damaged(spec: TableSpec, data: bytes) -> None:
    with pytest.raises(IntegrityFailure) as caught:
        from_csv(spec, data)
    assert (caught.value.code, caught.value.params) == ("file.damaged", {"member": spec.file})


@given(st.lists(ROWS, max_size=5))
def test_rows_come_back(rows: list[tuple[Cell, ...]]) -> None:
    assert from_csv(ALL, to_csv(ALL, rows)) == rows


@given(
    st.lists(
        st.text(
            st.characters(exclude_characters=";", exclude_categories=["Cs"])
            | st.sampled_from(' "\r\n\t\u00a0a'),
            max_size=6,
        ),
        min_size=1,
        max_size=5,
    )
)
def test_a_line_is_looked_at_as_its_cells_are(cells: list[str]) -> None:
    """Cells are quoted one by one where the whole line shows that one of them has to be."""
    assert bool(tables._QUOTED_WITHIN.search(";".join(cells))) == any(map(tables._QUOTED.search, cells))


def test_one_file_byte_for_byte() -> None:
    rows: list[tuple[Cell, ...]] = [
        (
            "6A15602676300",
            3,
            1119,
            date(2026, 11, 25),
            time(8, 4, 31),
            datetime(2026, 11, 25, 8, 4, 31, 120_000, timezone(timedelta(hours=1))),
            NAIVE.replace(hour=8, minute=4, second=31),
            True,
        ),
        ('dit "oui"; à 8 h', -1, -150, None, None, None, None, False),
    ]
    assert (
        to_csv(ALL, rows)
        == BOM
        + (
            "a_string;a_integer;a_money;a_date;a_time;a_datetime;a_local;a_boolean\r\n"
            "6A15602676300;3;11,19;2026-11-25;08:04:31;2026-11-25T07:04:31.120Z;2026-11-25 08:04:31;oui\r\n"
            '"dit ""oui""; à 8 h";-1;-1,50;;;;;non\r\n'
        ).encode()
    )


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        (0, "0,00"),
        (5, "0,05"),
        (-5, "-0,05"),
        (-50, "-0,50"),
        (-100, "-1,00"),
        (-150, "-1,50"),
        (1119, "11,19"),
        (123_456_789, "1234567,89"),
        (2**60 + 1, "11529215046068469,77"),
    ],
)
def test_money_is_exact(cents: int, text: str) -> None:
    assert text_of("money", cents) == text


@pytest.mark.parametrize("text", ["=1+1", "+33", "-1", "@SUM(A1)", "\tx", " =1", "\u00a0=1", "'=1", "''@x"])
def test_a_formula_gets_an_apostrophe(text: str) -> None:
    assert text_of("string", text).strip('"') == "'" + text


@pytest.mark.parametrize("text", ["\r=1", "\n1"])
def test_a_line_break_in_front_is_a_formula_too(text: str) -> None:
    assert text_of("string", text) == f'"\'{text}"'


@pytest.mark.parametrize(
    "text",
    ["6A15602676300", "00012345678905", "RR123456785FR", "A-3", "a=b", "'x", "l'été", "1 + 1", "c-4t9d"],
)
def test_other_texts_stay_exact(text: str) -> None:
    assert text_of("string", text) == text


def test_the_rule_is_told_in_french() -> None:
    assert "apostrophe" in FORMULA_RULE


WRONG: list[tuple[FieldType, Any]] = [
    ("string", ""),
    ("string", 1),
    ("string", "\ud800"),
    ("string", "x" * 131_072),
    ("integer", True),
    ("integer", "1"),
    ("integer", 1.0),
    ("money", True),
    ("money", 1.5),
    ("date", NAIVE),
    ("date", "2026-11-25"),
    ("time", time(8, 0, 0, 1)),
    ("time", time(8, tzinfo=UTC)),
    ("time", "08:00:00"),
    ("datetime", NAIVE),
    ("datetime", date(2026, 11, 25)),
    ("local", NAIVE.replace(tzinfo=UTC)),
    ("local", date(2026, 11, 25)),
    ("boolean", 1),
    ("boolean", "oui"),
]


@pytest.mark.parametrize(("kind", "cell"), WRONG)
def test_a_cell_is_of_its_type(kind: FieldType, cell: Any) -> None:
    with pytest.raises(ValueError, match=r"not a|surrogates not allowed"):
        to_csv(one(kind), [(cell,)])


@pytest.mark.parametrize("row", [(), ("a", 1), (None,) * 8])
def test_a_row_has_every_cell_and_is_not_empty(row: tuple[Cell, ...]) -> None:
    with pytest.raises(ValueError, match="row 1"):
        to_csv(ALL, [row])


def test_an_obligatory_cell_is_filled() -> None:
    spec = TableSpec(
        "t",
        "t.csv",
        "t",
        "t",
        (TableField("a", "string", "a", "a", required=True), TableField("b", "integer", "b", "b")),
    )
    with pytest.raises(ValueError, match="obligatory"):
        to_csv(spec, [(None, 1)])
    assert from_csv(spec, to_csv(spec, [("x", None)])) == [("x", None)]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("money", "1.50"),
        ("money", "1,5"),
        ("money", "01,50"),
        ("money", "-0,00"),
        ("money", "1 000,00"),
        ("integer", "1,0"),
        ("integer", "+1"),
        ("integer", "abc"),
        ("date", "25/11/2026"),
        ("date", "20261125"),
        ("time", "08:04"),
        ("datetime", "2026-11-25T08:04:31+01:00"),
        ("datetime", "0001-01-01T00:00:00.000+14:00"),
        ("datetime", "2026-11-25T08:04:31.120"),
        ("local", "2026-11-25T08:04:31"),
        ("boolean", "true"),
        ("boolean", "Oui"),
        ("string", "=1"),
        ("string", '"a"'),
        ("string", ' "a'),
        ("string", '"a" b'),
        ("string", "a;b"),
    ],
)
def test_what_we_do_not_write_is_damage(kind: FieldType, body: str) -> None:
    damaged(one(kind), BOM + b"x\r\n" + body.encode() + b"\r\n")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        BOM,
        b"x\r\na\r\n",
        BOM + b"x\na\n",
        BOM + b"y\r\na\r\n",
        BOM + b"x\r\n\r\n",
        BOM + b"x\r\na",
        b"\xff",
    ],
)
def test_another_form_is_damage(data: bytes) -> None:
    damaged(one("string"), data)


@given(st.binary(max_size=100))
def test_random_bytes_are_damage(data: bytes) -> None:
    damaged(ALL, BOM + data)


# What a file of another version tells.

STATE = TableField("state", "string", "s", "s")
SAID = TableField("state_fr", "string", "s", "s", worded=True)


def table_of(*fields: TableField) -> TableSpec:
    return TableSpec("t", "t.csv", "t", "t", fields)


def test_a_file_of_another_version_tells_the_same_in_what_both_know() -> None:
    """An older one ends sooner, a later one goes on, and each has its own words."""
    more = TableField("more", "integer", "m", "m")
    ours, rows = table_of(STATE, SAID), [("held", "À remettre"), ("lost", None)]
    for spec, theirs in (
        (table_of(STATE), [("held",), ("lost",)]),
        (table_of(STATE, SAID), [("held", "Ici"), ("lost", "Perdu")]),
        (table_of(STATE, SAID, more), [("held", "Ici", 1), ("lost", None, None)]),
    ):
        assert tells_the_same(ours, rows, to_csv(spec, theirs))


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"\xff", BOM + b'state\r\n"', BOM + b"state\r\nheld\r\n"),
        *(BOM + b"state\r\nheld\r\nheld\r\n", BOM + b"condition\r\nheld\r\nlost\r\n"),
        *(BOM + b"state\r\nheld\r\nlost\r\nlost\r\n", BOM + b"state;state_fr\r\nheld;a\r\nlost\r\n"),
        BOM + b"state;condition_fr\r\nheld;a\r\nlost;b\r\n",
    ],
)
def test_a_file_that_tells_something_else_does_not_pass_for_another_version(content: bytes) -> None:
    assert not tells_the_same(table_of(STATE, SAID), [("held", "À remettre"), ("lost", None)], content)
