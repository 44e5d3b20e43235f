"""How large and how heavy: what La Poste refuses, and what costs more."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.domain.dated import BadRow
from concierge_desk.services.relay.model.postage.limits import Exceeded, Piece, oversize, read_limit_rows

TEXT = (Path(__file__).parents[3] / "resources" / "laposte-limits.csv").read_text(encoding="utf-8")
ROWS = read_limit_rows(TEXT)
HEADING = TEXT.splitlines()[0] + "\n"
DAY = date(2026, 11, 25)


def told(family: str, product: str, sides_cm: tuple[int, int, int] | None, weight_g: int | None) -> list[str]:
    """Write what is exceeded as ``what measure found/most``."""
    sides = None if sides_cm is None else (sides_cm[0] * 10, sides_cm[1] * 10, sides_cm[2] * 10)
    return [
        f"{exceeded.what} {exceeded.measure} {exceeded.found}/{exceeded.most}"
        for exceeded in oversize(ROWS, Piece(family, product, weight_g, sides), DAY)
    ]


@pytest.mark.parametrize(
    ("family", "product", "sides_cm", "weight_g", "expected"),
    [
        # A letter: 60 cm long, 3 cm thick, 100 cm in all, 2 kg.
        ("letter", "LV", (22, 11, 1), 20, []),
        ("letter", "LV", (60, 37, 3), 2000, []),
        ("letter", "LV", (61, 10, 1), 20, ["limit longest 610/600"]),
        ("letter", "LV", (10, 1, 61), 20, ["limit longest 610/600"]),  # in whatever order it was measured
        ("letter", "LV", (60, 38, 3), 20, ["limit sum 1010/1000"]),
        ("letter", "LV", (20, 4, 10), 20, ["limit thickness 40/30"]),
        ("letter", "LV", None, 2001, ["limit weight 2001/2000"]),
        ("letter", "LV", (70, 40, 4), 2001, ["limit longest 700/600", "limit sum 1140/1000", "limit thickness 40/30", "limit weight 2001/2000"]),
        ("registered", "LR1", (61, 10, 1), 20, ["limit longest 610/600"]),
        # A parcel: 100 cm long and 150 cm in all go by machine, 200 cm in all at most, 30 kg.
        ("parcel", "COL", (100, 30, 20), 30_000, []),
        ("parcel", "COL", (101, 10, 10), 500, ["surcharge longest 1010/1000"]),
        ("parcel", "COL", (60, 50, 41), 500, ["surcharge sum 1510/1500"]),
        ("parcel", "COL", (120, 40, 40), 500, ["surcharge longest 1200/1000", "surcharge sum 2000/1500"]),
        ("parcel", "COL", (90, 60, 51), 500, ["limit sum 2010/2000"]),  # refused: the surcharge is no matter
        ("parcel", "COL", None, 30_001, ["limit weight 30001/30000"]),
        # To a relay: 20 kg.
        ("parcel", "COL_RELAIS", None, 20_000, []),
        ("parcel", "COL_RELAIS", None, 20_001, ["limit weight 20001/20000"]),
        ("parcel", "COL_RELAIS", None, 30_001, ["limit weight 30001/20000"]),
        ("parcel", "COL_RELAIS", (101, 10, 10), 500, ["surcharge longest 1010/1000"]),
        ("parcel", "COL", None, 20_001, []),
        # Nothing measured, nothing said; and what is limited nowhere.
        ("letter", "LV", None, None, []),
        ("packaging", "EMB_XL", (300, 300, 300), 99_999, []),
    ],
)  # fmt: skip
def test_limits(
    family: str,
    product: str,
    sides_cm: tuple[int, int, int] | None,
    weight_g: int | None,
    expected: list[str],
) -> None:
    assert told(family, product, sides_cm, weight_g) == expected


def test_it_is_told_with_its_source() -> None:
    (exceeded,) = oversize(ROWS, Piece("parcel", "COL_RELAIS", 25_000), DAY)
    assert exceeded == Exceeded(
        "limit", "weight", 25_000, 20_000, "colissimo.entreprise.laposte.fr expédier : livraison en relais"
    )


@given(st.tuples(*[st.integers(1, 2500)] * 3), st.integers(1, 40_000))
def test_a_smaller_piece_never_exceeds_more(sides: tuple[int, int, int], weight_g: int) -> None:
    larger = oversize(ROWS, Piece("parcel", "COL", weight_g, sides), DAY)
    smaller = oversize(
        ROWS, Piece("parcel", "COL", max(1, weight_g - 1), (max(1, sides[0] - 1), *sides[1:])), DAY
    )
    assert {one.measure for one in smaller} <= {one.measure for one in larger}
    assert all(one.found > one.most for one in larger)
    assert len({one.measure for one in larger}) == len(larger)


def test_limits_are_dated() -> None:
    rows = read_limit_rows(
        HEADING
        + "letter,,600,,,,limit,2024-01-01,,s,V\n"
        + "letter,,500,,,,limit,2027-01-01,2027-12-31,s,V\n"
    )
    piece = Piece("letter", "LV", None, (550, 10, 10))
    assert oversize(rows, piece, date(2023, 12, 31)) == ()
    assert oversize(rows, piece, date(2026, 12, 31)) == ()
    assert [exceeded.most for exceeded in oversize(rows, piece, date(2027, 1, 1))] == [500]
    assert oversize(rows, piece, date(2028, 1, 1)) == ()


def test_every_row_says_where_it_was_read() -> None:
    assert all(row.source and row.confidence in {"V", "S", "I"} for row in ROWS)
    assert {row.family for row in ROWS} == {"letter", "registered", "parcel"}


@pytest.mark.parametrize(
    "line",
    [
        ",,600,,,,limit,2024-01-01,,s,V",
        "parcel,,,,,,limit,2024-01-01,,s,V",  # nothing is limited
        "parcel,,0,,,,limit,2024-01-01,,s,V",
        "parcel,,60 cm,,,,limit,2024-01-01,,s,V",
        "parcel,,600,,,,forbidden,2024-01-01,,s,V",
        "parcel,,600,,,,,2024-01-01,,s,V",
        "parcel,,600,,,,limit,2024-01-01,2023-01-01,s,V",
        "parcel,,600,,,,limit,2024-01-01,,,V",
        "parcel,,600,,,,limit,2024-01-01,,s,",
        "letter,,500,,,,limit,2024-01-01,,s,V",  # nothing could choose between the two
    ],
)
def test_a_wrong_row_is_told_with_its_line(line: str) -> None:
    with pytest.raises(BadRow, match=r"^line 3: "):
        read_limit_rows(HEADING + "letter,,600,,,,limit,2024-01-01,,s,V\n" + line + "\n")
