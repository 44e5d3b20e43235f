import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.domain.dated import BadRow
from concierge_desk.domain.errors import Refused
from concierge_desk.services.relay.model.postage.tariff import TariffRow, band_code, price, read_rows, stamp

TEXT = (Path(__file__).parents[3] / "resources" / "laposte-tariffs.csv").read_text(encoding="utf-8")
ROWS = read_rows(TEXT)
HEADING = TEXT.splitlines()[0] + "\n"
DAY = date(2026, 11, 25)


def test_every_shipped_row_is_read() -> None:
    table = list(csv.DictReader(io.StringIO(TEXT)))
    assert len(ROWS) == len(table)
    assert ROWS[0] == TariffRow(
        product="LV",
        label="Lettre verte",
        zone="FR",
        max_g=20,
        cents=152,
        vat_code="EXO_POSTE",
        valid_from=date(2026, 1, 1),
        valid_to=None,
        source="laposte.fr tarifs courrier lettres timbres 2026",
        confidence="V",
        coverage="full",
    )


def test_a_row_is_whole_unless_it_says_otherwise() -> None:
    row = TariffRow("X", "x", "FR", 20, 1, "V", DAY, None, "s", "V")
    assert row.coverage == "full"


def test_the_years_of_which_only_some_bands_are_known_are_marked() -> None:
    marked = {(row.product, row.max_g, row.valid_from.year) for row in ROWS if row.coverage == "partial"}
    assert marked == {(product, 20, year) for product in ("LV", "LSP", "LR1") for year in (2024, 2025)}


@pytest.mark.parametrize(
    ("product", "max_g", "code"),
    [("LV", 20, "LV_20"), ("LV_SUIVI", 100, "LV_SUIVI_100"), ("SUIVI", None, "SUIVI")],
)
def test_a_band_is_called_as_its_stamp(product: str, max_g: int | None, code: str) -> None:
    assert band_code(product, max_g) == code


@pytest.mark.parametrize(
    ("product", "zone", "weight_g", "cents"),
    [
        ("LV", "FR", 1, 152),
        ("LV", "FR", 20, 152),
        ("LV", "FR", 21, 310),
        ("LV", "FR", 1599, 1114),
        ("LV", "FR", 2000, 1114),
        ("LR1", "FR", 50, 698),
        ("LR2", "FR", 1410, 1648),
        ("LI", "INT", 1128, 3170),
        ("LI", "INT", 945, 3170),
        ("COL", "FR", 250, 549),
        ("COL", "FR", 251, 759),
        ("COL", "FR", 1800, 1119),
        ("COL", "FR", 16543, 3959),
        ("COL", "FR", 28218, 3959),
        ("COL_INT", "B", 20000, 10949),
        ("AR", "FR", 1, 145),
        ("ELR", "FR", 99999, 160),
    ],
)
def test_prices_of_2026(product: str, zone: str, weight_g: int, cents: int) -> None:
    assert price(ROWS, product, zone, weight_g, DAY).cents == cents


@pytest.mark.parametrize(
    ("on", "cents"),
    [(date(2024, 1, 1), 129), (date(2024, 12, 31), 129), (date(2025, 1, 1), 139), (date(2026, 1, 1), 152)],
)
def test_the_price_is_that_of_the_day(on: date, cents: int) -> None:
    assert price(ROWS, "LV", "FR", 20, on).cents == cents


@pytest.mark.parametrize(
    ("product", "zone", "weight_g", "on"),
    [
        ("LV", "FR", 21, date(2025, 6, 1)),
        ("LV", "FR", 20, date(2023, 12, 31)),
        ("LV", "INT", 20, DAY),
        ("NOPE", "FR", 20, DAY),
        ("LR1", "FR", 30, date(2025, 6, 1)),
    ],
)
def test_an_unknown_price_is_refused(product: str, zone: str, weight_g: int, on: date) -> None:
    with pytest.raises(Refused) as refused:
        price(ROWS, product, zone, weight_g, on)
    assert refused.value.code == "tariff.unknown"
    assert refused.value.params == {"product": product, "zone": zone, "weight_g": weight_g}


@pytest.mark.parametrize(
    ("product", "zone", "weight_g", "max_g"),
    [("LV", "FR", 2001, 2000), ("COL", "FR", 30001, 30000), ("COL_INT", "A", 25000, 20000)],
)
def test_above_the_last_band_is_refused(product: str, zone: str, weight_g: int, max_g: int) -> None:
    with pytest.raises(Refused) as refused:
        price(ROWS, product, zone, weight_g, DAY)
    assert refused.value.code == "tariff.over_limit"
    assert refused.value.params == {"product": product, "max_g": max_g}


@pytest.mark.parametrize("weight_g", [0, -1])
def test_a_weight_is_at_least_one_gram(weight_g: int) -> None:
    with pytest.raises(ValueError, match="gram"):
        price(ROWS, "LV", "FR", weight_g, DAY)


def test_a_missing_band_is_never_replaced_by_the_next_one_up() -> None:
    rows = read_rows(
        HEADING
        + "X,x,FR,20,100,V,2026-01-01,,s,V,full\n"
        + "X,x,FR,50,150,V,2025-01-01,2025-12-31,s,V,full\n"
        + "X,x,FR,100,200,V,2026-01-01,,s,V,full\n"
    )
    assert price(rows, "X", "FR", 51, DAY).cents == 200
    with pytest.raises(Refused, match=r"tariff\.unknown"):
        price(rows, "X", "FR", 50, DAY)


def test_the_row_that_began_last_wins() -> None:
    rows = read_rows(HEADING + "X,x,FR,20,100,V,2025-01-01,,s,V,full\nX,x,FR,20,110,V,2026-01-01,,s,V,full\n")
    assert price(rows, "X", "FR", 20, date(2025, 12, 31)).cents == 100
    assert price(rows, "X", "FR", 20, DAY).cents == 110


def test_a_flat_price_above_the_bands_has_no_limit() -> None:
    rows = read_rows(HEADING + "X,x,FR,20,100,V,2026-01-01,,s,V,full\nX,x,FR,,900,V,2026-01-01,,s,V,full\n")
    assert price(rows, "X", "FR", 20, DAY).cents == 100
    assert price(rows, "X", "FR", 21, DAY).cents == 900


@given(st.sampled_from(["LV", "LR1", "COL"]), st.integers(1, 2000))
def test_a_price_never_falls_with_weight(product: str, weight_g: int) -> None:
    found = price(ROWS, product, "FR", weight_g, DAY)
    assert found.max_g is not None
    assert found.max_g >= weight_g
    assert weight_g == 1 or price(ROWS, product, "FR", weight_g - 1, DAY).cents <= found.cents


@pytest.mark.parametrize(
    ("code", "zone", "cents"),
    [
        ("LV_20", "FR", 152),
        ("LI_20", "INT", 225),
        ("LV_SUIVI_100", "FR", 360),
        ("SUIVI", "FR", 50),
        ("AR_INT", "INT", 150),
    ],
)
def test_stamps(code: str, zone: str, cents: int) -> None:
    row = stamp(ROWS, code, DAY)
    assert (row.zone, row.cents) == (zone, cents)


@pytest.mark.parametrize(
    ("code", "on", "zone", "weight_g"),
    [
        ("LV_30", DAY, "FR", 30),
        ("LV_100", date(2025, 1, 1), "FR", 100),
        ("COL_INT_500", DAY, None, 500),
        ("LV", DAY, "FR", None),
        ("LV_SUIVI", DAY, "FR", None),
        ("NOPE_20", DAY, None, 20),
        ("LV_²", DAY, None, None),
        ("_20", DAY, None, 20),
        ("20", DAY, None, 20),
        ("", DAY, None, None),
        ("LV_" + "9" * 5000, DAY, None, None),
    ],
)
def test_a_stamp_that_is_not_known(code: str, on: date, zone: str | None, weight_g: int | None) -> None:
    with pytest.raises(Refused) as refused:
        stamp(ROWS, code, on)
    assert refused.value.code == "tariff.unknown"
    assert refused.value.params == {"product": code, "zone": zone, "weight_g": weight_g}


@pytest.mark.parametrize(
    "line",
    [
        ",x,FR,20,100,V,2026-01-01,,s,V,full",
        "X,x,FR,0,100,V,2026-01-01,,s,V,full",
        "X,x,FR,20,1.00,V,2026-01-01,,s,V,full",
        "X,x,FR,20,-1,V,2026-01-01,,s,V,full",
        "X,x,FR,20,100,V,2026-13-01,,s,V,full",
        "X,x,FR,20,100,V,2026-01-01,2025-12-31,s,V,full",
        "X,x,FR,20,100,V,2026-01-01,,s,V",
        "X,x,FR,20,100,V,2026-01-01,,s,V,",
        "X,x,FR,20,100,V,2026-01-01,,s,V,most",
        "A,a,FR,20,1,V,2026-01-01,,s,V,full",
    ],
)
def test_a_wrong_row_is_told_with_its_line(line: str) -> None:
    with pytest.raises(BadRow, match=r"^line 3: "):
        read_rows(HEADING + "A,a,FR,20,100,V,2026-01-01,,s,V,full\n" + line + "\n")
