"""A new price list: refused, asked about twice, or taken in with what it lacks; and the look at it before."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.services.relay.model.postage.tariff import TariffRow, read_rows
from concierge_desk.services.relay.model.tariffs import (
    ImportTariff,
    PreviewTariff,
    TariffState,
    check_preview,
    import_tariff,
    imported_answer,
    imported_event,
    preview_tariff,
)
from docs.refusals import codes_by_command
from tests.counter.desks import context, posted_of

RESOURCES = Path(__file__).parents[2] / "resources"
SHIPPED = read_rows((RESOURCES / "laposte-tariffs.csv").read_text(encoding="utf-8"))
CATALOGUE = list(
    csv.DictReader((RESOURCES / "laposte-products.csv").read_text(encoding="utf-8").splitlines())
)
PRODUCTS = frozenset(row["product"] for row in CATALOGUE)
STATE = TariffState(SHIPPED, PRODUCTS, {"EXO_POSTE": 0, "TVA_20": 2000})


def row(product: str, max_g: int | None, cents: int, zone: str = "FR", **changes: Any) -> TariffRow:
    """A price of 2027, of a sheet of which only some bands are known."""
    made = TariffRow(
        product=product,
        label=product.title(),
        zone=zone,
        max_g=max_g,
        cents=cents,
        vat_code="EXO_POSTE",
        valid_from=date(2027, 1, 1),
        valid_to=None,
        source="press",
        confidence="S",
        coverage="partial",
    )
    return replace(made, **changes)


NEXT_YEAR = (
    row("LV", 20, 167),
    row("LV_SUIVI", 20, 217),
    row("LSP", 20, 367),
    row("ELR", None, 170),
    row("LR1", 20, 647),
    row("LI", 20, 245, "INT"),
)
"""What one source says of 2027 (docs/trade.md, "Prices announced for 2027"); not shipped."""


def taken(*rows: TariffRow, confirmed: bool = False) -> Event:
    (event,) = import_tariff(STATE, ImportTariff(rows, confirmed), context())
    return event


def refused(*rows: TariffRow, confirmed: bool = False) -> tuple[str, dict[str, Any]]:
    with pytest.raises(Refused) as caught:
        taken(*rows, confirmed=confirmed)
    assert caught.value.code in codes_by_command()["tariff.import"].refusals
    return caught.value.code, dict(caught.value.params)


def warned(event: Event) -> list[tuple[str, dict[str, Any]]]:
    assert {warning.code for warning in event.warnings} <= set(codes_by_command()["tariff.import"].warnings)
    return [(warning.code, dict(warning.params)) for warning in event.warnings]


# Taken in.


def test_an_import_is_one_entry_holding_its_rows() -> None:
    """docs/contract.md, "Four kinds of tables"."""
    event = taken(*NEXT_YEAR)
    assert (event.kind, event.aud, event.charge, event.warnings) == ("tariff.imported", "", None, ())
    assert event.data["rows"][3] == {
        "product": "ELR",
        "label": "Elr",
        "zone": "FR",
        "max_g": None,
        "cents": 170,
        "vat_code": "EXO_POSTE",
        "valid_from": "2027-01-01",
        "valid_to": None,
        "source": "press",
        "confidence": "S",
        "coverage": "partial",
    }
    assert [line["product"] for line in event.data["rows"]] == ["LV", "LV_SUIVI", "LSP", "ELR", "LR1", "LI"]


def test_the_answer() -> None:
    rows = (*NEXT_YEAR, row("LV", 100, 340, valid_from=date(2027, 2, 1), valid_to=date(2027, 12, 31)))
    event = taken(*rows)
    assert event.data["rows"][-1]["valid_to"] == "2027-12-31"
    assert imported_answer(posted_of([event])) == {
        "rows": 7,
        "products": ["ELR", "LI", "LR1", "LSP", "LV", "LV_SUIVI"],
        "first_day": "2027-01-01",
    }


def test_a_row_given_twice_counts_once() -> None:
    assert len(taken(*NEXT_YEAR, *NEXT_YEAR).data["rows"]) == len(NEXT_YEAR)


def test_the_shipped_sheet_could_be_imported() -> None:
    (event,) = import_tariff(replace(STATE, known=()), ImportTariff(SHIPPED, confirmed=False), context())
    assert event == imported_event(SHIPPED)
    assert len(event.data["rows"]) == len(SHIPPED)


# Refused.


@pytest.mark.parametrize(
    ("rows", "code", "params"),
    [
        ([row("LX", 20, 167)], "tariff.product_unknown", {"product": "LX"}),
        ([row("LV_20", 20, 167)], "tariff.product_unknown", {"product": "LV_20"}),
        ([row("LV", 20, 167, vat_code="TVA_21")], "vat.unknown", {"vat_code": "TVA_21", "day": "2026-11-25"}),
        (
            [row("LV", 20, 167, valid_to=date(2026, 12, 31))],
            "tariff.period_reversed",
            {"band": "LV_20", "zone": "FR", "day": "2027-01-01"},
        ),
        # Two prices for one band from one day on.
        (
            [row("LV", 20, 167), row("LV", 20, 166)],
            "tariff.overlap",
            {"band": "LV_20", "zone": "FR", "day": "2027-01-01"},
        ),
        # A row that reaches over the known one of 2026.
        (
            [row("COL_INT", 500, 1400, "A", valid_from=date(2025, 1, 1), valid_to=date(2026, 1, 1))],
            "tariff.overlap",
            {"band": "COL_INT_500", "zone": "A", "day": "2026-01-01"},
        ),
        (
            [row("ELR", None, 170), row("ELR", None, 171)],
            "tariff.overlap",
            {"band": "ELR", "zone": "FR", "day": "2027-01-01"},
        ),
    ],
)
@pytest.mark.parametrize("confirmed", [False, True])
def test_what_no_confirmation_helps(
    rows: list[TariffRow], code: str, params: dict[str, Any], confirmed: bool
) -> None:
    assert refused(*rows, confirmed=confirmed) == (code, params)


def test_a_period_of_one_day_is_a_period() -> None:
    assert taken(row("LV", 20, 167, valid_to=date(2027, 1, 1))).data["rows"][0]["valid_to"] == "2027-01-01"


UNUSUAL = [
    # a slip of the finger, and what the clerk is shown
    (row("LV", 20, 151), "tariff.fall", "LV_20", 152, 151),
    (row("LV", 20, 175), "tariff.rise", "LV_20", 152, 175),
    (row("LV", 20, 1670), "tariff.rise", "LV_20", 152, 1670),
    (row("SUIVI", None, 5), "tariff.fall", "SUIVI", 50, 5),
]


@pytest.mark.parametrize(("odd", "code", "band", "old", "new"), UNUSUAL)
def test_what_is_unusual_is_asked_about(odd: TariffRow, code: str, band: str, old: int, new: int) -> None:
    place = {"band": band, "zone": "FR", "day": "2027-01-01"}
    assert refused(odd) == ("tariff.unusual", {"count": 1, **place, "new_cents": new})
    assert warned(taken(odd, confirmed=True)) == [(code, {**place, "old_cents": old, "new_cents": new})]


def test_several_unusual_prices_are_counted_and_the_first_is_named() -> None:
    rows = [row("LV", 20, 100), row("LV", 100, 90), row("LV", 250, 999), row("LSP", 20, 999)]
    code, params = refused(*rows)
    assert code == "tariff.unusual"
    assert params == {"count": 5, "band": "LSP_20", "zone": "FR", "day": "2027-01-01", "new_cents": 999}
    assert [(code, said["band"]) for code, said in warned(taken(*rows, confirmed=True))] == [
        ("tariff.rise", "LSP_20"),
        ("tariff.fall", "LV_20"),
        ("tariff.band_order", "LV_100"),
        ("tariff.fall", "LV_100"),
        ("tariff.rise", "LV_250"),
    ]


def test_what_is_as_usual_needs_no_confirmation_and_takes_none_amiss() -> None:
    assert warned(taken(*NEXT_YEAR, confirmed=True)) == []


# Holes.


def test_a_hole_is_told_once_for_each_product_and_zone() -> None:
    whole = [replace(one, coverage="full") for one in NEXT_YEAR]
    day = {"day": "2027-01-01", "unpriced": 0}
    assert warned(taken(*whole)) == [
        ("tariff.hole", {"product": "LI", "zone": "INT", "kept": 5, **day}),
        ("tariff.hole", {"product": "LR1", "zone": "FR", "kept": 6, **day}),
        ("tariff.hole", {"product": "LSP", "zone": "FR", "kept": 5, **day}),
        ("tariff.hole", {"product": "LV", "zone": "FR", "kept": 5, **day}),
        ("tariff.hole", {"product": "LV_SUIVI", "zone": "FR", "kept": 5, **day}),
    ]


def test_bands_without_any_price_are_counted_apart() -> None:
    """Of 2025 the sheet of parcels is whole and ended: what a later one lacks has no price at all."""
    known = tuple(one for one in SHIPPED if one.valid_from.year < 2026)
    parcel = row("COL", 250, 549, valid_from=date(2026, 1, 1), coverage="full")
    rows = (parcel, replace(parcel, max_g=500, cents=759, valid_from=date(2026, 1, 2)))
    (event,) = import_tariff(replace(STATE, known=known), ImportTariff(rows, confirmed=False), context())
    # Once, from the first day on: on the second one the 250 g band keeps its price.
    assert warned(event) == [
        ("tariff.hole", {"product": "COL", "zone": "FR", "day": "2026-01-01", "kept": 1, "unpriced": 8})
    ]


# The look at it before.


def preview(*rows: TariffRow, state: TariffState = STATE) -> dict[str, Any]:
    command = PreviewTariff(rows)
    assert check_preview(state, command, context()) == ()
    return dict(preview_tariff(state, command))


def test_a_preview_is_a_table() -> None:
    seen = preview(*NEXT_YEAR, row("PAP", 20, 190))
    assert [
        (line["product"], line["zone"], line["max_g"], line["old_cents"], line["new_cents"], line["change"])
        for line in seen["rows"]
    ] == [
        ("LV", "FR", 20, 152, 167, 987),
        ("LV_SUIVI", "FR", 20, 202, 217, 743),
        ("LSP", "FR", 20, 347, 367, 576),
        ("ELR", "FR", None, 160, 170, 625),
        ("LR1", "FR", 20, 611, 647, 589),
        ("LI", "INT", 20, 225, 245, 889),
        ("PAP", "FR", 20, None, 190, None),
    ]
    assert seen["findings"] == []
    assert seen["rows"][0] == {
        "product": "LV",
        "label": "Lv",
        "zone": "FR",
        "max_g": 20,
        "known": False,
        "valid_from": "2027-01-01",
        "old_cents": 152,
        "new_cents": 167,
        "change": 987,
        "findings": [],
    }


def test_a_preview_says_what_is_odd_beside_its_row() -> None:
    seen = preview(
        row("LV", 20, 151, coverage="full"), row("LV", 100, 140), row("LV", 250, 540), row("LV", 250, 541)
    )
    assert [line["findings"] for line in seen["rows"]] == [
        ["tariff.fall"],
        ["tariff.band_order", "tariff.fall"],
        ["tariff.overlap"],
        ["tariff.overlap"],
    ]
    assert [(found["code"], found["band"]) for found in seen["findings"]] == [
        ("tariff.fall", "LV_20"),
        ("tariff.band_order", "LV_100"),
        ("tariff.fall", "LV_100"),
        ("tariff.overlap", "LV_250"),
        ("tariff.hole", "LV_500"),
        ("tariff.hole", "LV_1000"),
        ("tariff.hole", "LV_2000"),
    ]
    assert seen["findings"][0] == {
        "code": "tariff.fall",
        "band": "LV_20",
        "zone": "FR",
        "day": "2027-01-01",
        "old_cents": 152,
        "new_cents": 151,
    }
    assert seen["findings"][4] == {
        "code": "tariff.hole",
        "band": "LV_500",
        "zone": "FR",
        "day": "2027-01-01",
        "old_cents": 741,
    }


def test_a_preview_measures_by_the_row_that_is_followed() -> None:
    """A sheet of two years: the second follows the first; a correction follows what it corrects followed."""
    later = date(2028, 1, 1)
    seen = preview(
        row("LV", 20, 167),
        row("LV", 20, 180, valid_from=later),
        row("LV", 20, 155, valid_from=date(2026, 1, 1)),
    )
    assert [line["old_cents"] for line in seen["rows"]] == [152 + 3, 167, 139]


def test_a_preview_shows_a_repeated_row_once() -> None:
    assert len(preview(row("LV", 20, 167), row("LV", 20, 167))["rows"]) == 1


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        (152, 152, 0),
        (100, 115, 1500),
        (160, 161, 63),  # 62.5: half is rounded away from zero
        (160, 159, -63),
        (3, 2, -3333),
        (3, 1, -6667),
        (1, 1000, 9_990_000),
        (0, 5, None),
    ],
)
def test_changes_are_hundredths_of_a_percent(old: int, new: int, change: int | None) -> None:
    state = replace(STATE, known=(row("LV", 20, old, valid_from=date(2026, 1, 1)),))
    assert preview(row("LV", 20, new), state=state)["rows"][0]["change"] == change


@given(st.integers(1, 100_000), st.integers(0, 100_000))
def test_a_change_is_the_nearest_whole_number(old: int, new: int) -> None:
    state = replace(STATE, known=(row("LV", 20, old, valid_from=date(2026, 1, 1)),))
    change = preview(row("LV", 20, new), state=state)["rows"][0]["change"]
    assert 2 * abs(change * old - (new - old) * 10_000) <= old


@pytest.mark.parametrize(
    ("odd", "code"),
    [
        (row("LX", 20, 1), "tariff.product_unknown"),
        (row("LV", 20, 1, vat_code="TVA_21"), "vat.unknown"),
        (row("LV", 20, 1, valid_to=date(2026, 12, 31)), "tariff.period_reversed"),
    ],
)
def test_what_cannot_be_looked_at(odd: TariffRow, code: str) -> None:
    assert code in codes_by_command()["tariff.preview"].refusals
    with pytest.raises(Refused) as caught:
        check_preview(STATE, PreviewTariff((odd,)), context())
    assert caught.value.code == code


# The catalogue.


def test_every_priced_product_stands_in_the_catalogue() -> None:
    assert {one.product for one in SHIPPED} <= PRODUCTS
    assert len(PRODUCTS) == len(CATALOGUE)
    unpriced = PRODUCTS - {one.product for one in SHIPPED}
    assert unpriced == {
        "LRI2", "COL_RELAIS", "COL_OM", "PAP", "PAP_SUIVI", "EMB_S", "EMB_M", "EMB_L", "EMB_XL", "EMB_PB",
    }  # fmt: skip


def test_the_catalogue_and_the_tariff_call_a_product_alike() -> None:
    labels = {one["product"]: one["label_fr"] for one in CATALOGUE}
    assert {one.product: one.label for one in SHIPPED} == {
        one.product: labels[one.product] for one in SHIPPED
    }


@pytest.mark.parametrize("line", CATALOGUE, ids=[line["product"] for line in CATALOGUE])
def test_the_words_of_the_catalogue(line: dict[str, str]) -> None:
    families = {one["product"]: one["family"] for one in CATALOGUE}
    assert line["family"] in {"letter", "registered", "parcel", "option", "prepaid", "packaging"}
    assert line["scheme"] in {"letter", "parcel", ""}
    assert {line["stamp"], line["tracked"]} <= {"yes", "no"}
    assert line["operation"] in {"VENTE_TP", "VENTE_PAP", "VENTE_EMB", "VENTE_SUIVI", "AFFR"}
    assert {families[option] for option in line["options"].split()} <= {"option"}
    assert line["source"]
    # What is sold by the piece has an operation of its own; all else is franked by weight.
    assert (line["operation"] == "AFFR") == (line["stamp"] == "no")


@pytest.mark.parametrize(
    ("product", "options"),
    [
        ("LR1", "AR"),
        ("LR2", "AR"),
        ("LR3", "AR"),
        ("LRI1", "AR_INT"),
        ("LRI2", "AR_INT"),
        ("LV", "SUIVI"),
        ("LV_SUIVI", ""),
        ("LI", ""),
        ("COL", ""),
    ],
)
def test_what_may_be_added_to_what(product: str, options: str) -> None:
    (line,) = (one for one in CATALOGUE if one["product"] == product)
    assert line["options"] == options


def test_a_green_letter_with_the_sticker_costs_what_the_tracked_one_costs() -> None:
    """docs/trade.md, "Letters within France": + suivi is + 0.50."""
    price = {(one.product, one.max_g): one.cents for one in SHIPPED if one.valid_from.year == 2026}
    for product, max_g in price:
        if product == "LV":
            assert price["LV_SUIVI", max_g] == price["LV", max_g] + price["SUIVI", None]
