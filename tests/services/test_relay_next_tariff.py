"""Next year's prices are reminded of from 1 December, every morning, until they are in the tariff."""

import pytest

from concierge_desk.desk import overview
from tests.counter.desks import Desks

LIST = "tariff_missing"

DAYS = [
    # the newest sheet began in 2026 -> is it reminded of?
    ("2026-11-30", False),
    ("2026-12-01", True),
    ("2026-12-31", True),
    ("2027-01-02", True),
    ("2027-06-01", True),
]


def reminded(play: object, day: str) -> bool:
    found = overview.morning(play.desk, day)  # type: ignore[attr-defined]
    lists = {one["list"]: one["items"] for one in (*found["lists"], *found.get("beside", ()))}
    return bool(lists.get(LIST))


@pytest.mark.parametrize(("day", "is_reminded"), DAYS)
def test_by_the_day(desks: Desks, day: str, is_reminded: bool) -> None:
    with desks.desk(start=f"{day}T08:00") as play:
        assert reminded(play, day) is is_reminded


def test_a_sheet_silences_it_and_a_price_given_at_the_counter_does_not(desks: Desks) -> None:
    with desks.desk(start="2026-12-02T08:00") as play:
        play.open("2026-12-02T09:00")
        play.do(
            "tariff.set_price",
            product="COL_OM",
            zone="OM1",
            max_g=500,
            cents=1200,
            vat_code="EXO_POSTE",
            valid_from="2027-01-02",
        )
        assert reminded(play, "2026-12-02")
        row = {"product": "LV", "zone": "FR", "max_g": 20, "cents": 158, "valid_from": "2027-01-02"}
        play.do("tariff.import", rows=[row], confirmed=True)
        assert not reminded(play, "2026-12-02")
        # The year after it begins anew.
        assert reminded(play, "2027-12-01")
