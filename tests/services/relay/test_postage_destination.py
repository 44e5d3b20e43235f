"""Where an item goes: zones of letters and parcels, and the customs declaration."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.domain.countries import ALPHA_2
from concierge_desk.domain.dated import BadRow
from concierge_desk.domain.errors import Refused
from concierge_desk.services.relay.model.postage.destination import (
    needs_declaration,
    read_zone_rows,
    zone_of,
)
from concierge_desk.services.relay.model.postage.tariff import read_rows

RESOURCES = Path(__file__).parents[3] / "resources"
TEXT = (RESOURCES / "laposte-zones.csv").read_text(encoding="utf-8")
ROWS = read_zone_rows(TEXT)
HEADING = TEXT.splitlines()[0] + "\n"
DAY = date(2026, 11, 25)

UNION = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
OVERSEAS = "GP MQ GF RE YT PM BL MF NC PF WF TF"


@pytest.mark.parametrize(
    ("country", "letter", "parcel", "customs"),
    [
        # country, zone of a letter, zone of a parcel, goods are declared
        ("FR", "FR", "FR", False),
        ("MC", "FR", "FR", False),
        ("AD", "FR", "FR", True),  # priced as France, outside the customs territory
        # Overseas: letters as at home, parcels not, goods declared.
        ("GP", "FR", "OM1", True),
        ("MQ", "FR", "OM1", True),
        ("GF", "FR", "OM1", True),
        ("RE", "FR", "OM1", True),
        ("YT", "FR", "OM1", True),
        ("PM", "FR", "OM1", True),
        ("BL", "FR", "OM1", True),
        ("MF", "FR", "OM1", True),
        ("NC", "FR", "OM2", True),
        ("PF", "FR", "OM2", True),
        ("WF", "FR", "OM2", True),
        ("TF", "FR", "OM2", True),
        # The Union and Switzerland.
        ("DE", "INT", "A", False),
        ("IE", "INT", "A", False),
        ("HR", "INT", "A", False),
        ("CH", "INT", "A", True),
        ("LI", "INT", "A", True),
        ("SM", "INT", "A", True),
        ("VA", "INT", "A", True),
        # The United Kingdom apart.
        ("GB", "INT", "GB", True),
        ("JE", "INT", "GB", True),
        # Eastern Europe without Russia, Norway, the Maghreb.
        ("NO", "INT", "B", True),
        ("IS", "INT", "B", True),
        ("RS", "INT", "B", True),
        ("UA", "INT", "B", True),
        ("TR", "INT", "B", True),
        ("DZ", "INT", "B", True),
        ("MA", "INT", "B", True),
        ("TN", "INT", "B", True),
        # The rest of the world.
        ("RU", "INT", "C", True),
        ("US", "INT", "C", True),
        ("SN", "INT", "C", True),
        ("JP", "INT", "C", True),
        ("BR", "INT", "C", True),
    ],
)
def test_destinations(country: str, letter: str, parcel: str, customs: bool) -> None:
    assert zone_of(ROWS, "letter", country, DAY) == letter
    assert zone_of(ROWS, "parcel", country, DAY) == parcel
    assert needs_declaration(ROWS, country, DAY) is customs


def test_the_whole_union_goes_without_a_declaration() -> None:
    assert {country for country in ALPHA_2 if not needs_declaration(ROWS, country, DAY)} == {
        *UNION.split(),
        "MC",
    }
    assert {zone_of(ROWS, "parcel", country, DAY) for country in UNION.split() if country != "FR"} == {"A"}


def test_letters_know_two_zones() -> None:
    home = {country for country in ALPHA_2 if zone_of(ROWS, "letter", country, DAY) == "FR"}
    assert home == {"FR", "MC", "AD", *OVERSEAS.split()}
    assert {zone_of(ROWS, "letter", country, DAY) for country in ALPHA_2 - home} == {"INT"}


@given(st.sampled_from(sorted(ALPHA_2)), st.dates(date(2024, 1, 1), date(2099, 12, 31)))
def test_every_country_has_a_zone_on_every_day(country: str, day: date) -> None:
    assert zone_of(ROWS, "parcel", country, day) in {"FR", "OM1", "OM2", "A", "GB", "B", "C"}
    assert zone_of(ROWS, "letter", country, day) in {"FR", "INT"}
    assert needs_declaration(ROWS, country, day) in {True, False}


def test_no_price_is_invented_for_the_zones_that_have_none() -> None:
    tariff = read_rows((RESOURCES / "laposte-tariffs.csv").read_text(encoding="utf-8"))
    priced = {row.zone for row in tariff if row.product.startswith("COL")}
    zones = {row.zone for row in ROWS if row.scheme == "parcel"}
    assert priced <= zones
    assert zones - priced == {"OM1", "OM2", "GB"}


def test_every_row_says_where_it_was_read_and_how_sure_it_is() -> None:
    assert {row.confidence for row in ROWS} == {"V", "S", "I"}
    assert {row.scheme for row in ROWS} == {"letter", "parcel", "customs"}
    assert all(row.source for row in ROWS)


@pytest.mark.parametrize("country", ["", "FRA", "de", "*", "XK", "FR "])
def test_no_country_has_no_zone(country: str) -> None:
    with pytest.raises(Refused) as refused:
        zone_of(ROWS, "letter", country, DAY)
    assert refused.value.code == "relay.country_unknown"
    assert refused.value.params == {"country": country}


def test_before_the_first_row_nothing_is_known() -> None:
    with pytest.raises(Refused, match=r"relay\.country_unknown"):
        zone_of(ROWS, "parcel", "DE", date(2023, 12, 31))


def test_a_country_changes_its_zone_from_a_day_on() -> None:
    """As the United Kingdom did."""
    rows = read_zone_rows(
        HEADING
        + "parcel,GB,A,2020-01-01,2025-12-31,s,V\n"
        + "parcel,GB,GB,2026-01-01,,s,V\n"
        + "parcel,NO,B,2020-01-01,2020-12-31,s,V\n"
        + "parcel,*,C,2020-01-01,,s,V\n"
    )
    assert zone_of(rows, "parcel", "GB", date(2025, 12, 31)) == "A"
    assert zone_of(rows, "parcel", "GB", date(2026, 1, 1)) == "GB"
    # Whatever has no row of its own on the day belongs to the rest.
    assert zone_of(rows, "parcel", "NO", date(2020, 12, 31)) == "B"
    assert zone_of(rows, "parcel", "NO", date(2021, 1, 1)) == "C"
    with pytest.raises(Refused):
        zone_of(rows, "letter", "NO", DAY)


@pytest.mark.parametrize(
    "line",
    [
        ",NO,B,2024-01-01,,s,V",
        "parcel,,B,2024-01-01,,s,V",
        "parcel,UK,GB,2024-01-01,,s,V",  # the code is GB
        "parcel,no,B,2024-01-01,,s,V",
        "parcel,NO,,2024-01-01,,s,V",
        "parcel,NO,B,2024-13-01,,s,V",
        "parcel,NO,B,2024-01-01,2023-01-01,s,V",
        "parcel,NO,B,2024-01-01,,,V",
        "parcel,NO,B,2024-01-01,,s,",
        "parcel,NO,B,2024-01-01,,s",
        "parcel,CH,B,2024-01-01,,s,V",
    ],
)
def test_a_wrong_row_is_told_with_its_line(line: str) -> None:
    with pytest.raises(BadRow, match=r"^line 3: "):
        read_zone_rows(HEADING + "parcel,CH,A,2024-01-01,,s,V\n" + line + "\n")
