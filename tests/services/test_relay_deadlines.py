"""Until when an item waits: label first, then the notice, then the arrival; calendar days, never rolled."""

from datetime import date
from typing import Any

import pytest

from concierge_desk import paths
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.holding import days_on, read_holding_rows
from tests.counter.desks import Desks, Play

HOLDING = read_holding_rows(paths.resource_text("holding.csv"))


def received(play: Play, **fields: Any) -> tuple[str, str, str | None]:
    result = play.do("relay.receive", **{"shelf": "A3", "tracking": "6A15602676300", **fields}).result
    return result["deadline_day"], result["deadline_source"], result["last_useful_slot"]


def test_the_label_stands_before_any_period(shop: Play) -> None:
    assert received(shop, label_deadline_day="2026-12-01", presented_day="2026-11-24") == (
        "2026-12-01", "label", "2026-12-01T15:00/18:00",
    )  # fmt: skip


def test_presented_24_november(shop: Play) -> None:
    """DESIGN §5: 24 Nov + 15 = 9 Dec, a Wednesday: the door closes at 11:30."""
    assert received(shop, presented_day="2026-11-24") == ("2026-12-09", "presented", "2026-12-09T08:00/11:30")


def test_else_the_arrival(shop: Play) -> None:
    assert received(shop) == ("2026-12-10", "arrival", "2026-12-10T15:00/18:00")


def test_the_notice_is_not_of_tomorrow(shop: Play) -> None:
    received(shop, presented_day="2026-11-25")
    refused = shop.refused(
        "relay.receive", tracking="861011301731382", shelf="A1", presented_day="2026-11-26"
    )
    assert (refused.code, refused.params) == ("relay.presented_later", {"presented_day": "2026-11-26"})


@pytest.mark.parametrize(
    ("limit", "slot"),
    [
        ("2026-11-29", "2026-11-28T09:00/12:00"),  # Sunday -> Saturday noon
        ("2026-11-30", "2026-11-30T15:00/18:00"),  # Monday afternoon
        ("2026-12-02", "2026-12-02T08:00/11:30"),  # Wednesday morning
        ("2026-12-24", "2026-12-24T15:00/18:00"),
        ("2026-12-25", "2026-12-24T15:00/18:00"),  # Christmas
        ("2026-12-26", "2026-12-24T15:00/18:00"),  # a Saturday, and a holiday here only
        ("2026-12-27", "2026-12-24T15:00/18:00"),
        ("2026-12-28", "2026-12-28T15:00/18:00"),
        ("2027-01-01", "2026-12-31T15:00/18:00"),
        ("2027-03-26", "2027-03-25T15:00/18:00"),  # Good Friday
        ("2027-03-29", "2027-03-27T09:00/12:00"),  # Easter Monday
        ("2021-08-22", None),  # before there was a shop
    ],
)
def test_last_useful_slot(shop: Play, limit: str, slot: str | None) -> None:
    deadline, _, found = received(shop, label_deadline_day=limit)
    assert (deadline, found) == (limit, slot)


@pytest.mark.parametrize("limit", ["0001-01-01", "0026-12-09", "9999-12-31", "2206-12-09"])
def test_a_year_of_another_century_is_a_slip(shop: Play, limit: str) -> None:
    refused = shop.refused("relay.receive", tracking="6A15602676300", shelf="A3", label_deadline_day=limit)
    assert (refused.code, refused.params) == ("input.day", {"field": "label_deadline_day"})


CARRIERS = [
    # carrier, a number of it, days
    ("colissimo", "6A15602676300", 15),
    ("letter", "861011301731382", 15),
    ("registered", "1A18945277312", 15),
    ("s10", "RB123456785GB", 15),
    ("chronopost", "XN081879383FR", 14),
    ("dpd", "008182709980000020033350276C", 8),
    ("mondial_relay", "12345678", 5),
]


@pytest.mark.parametrize(("carrier", "number", "days"), CARRIERS)
def test_every_carrier(shop: Play, carrier: str, number: str, days: int) -> None:
    answer = shop.do(
        "relay.receive", tracking=number, shelf="A1", presented_day="2026-11-20", carrier=carrier
    )
    due = date(2026, 11, 20).toordinal() + days
    assert answer.result["deadline_day"] == date.fromordinal(due).isoformat()
    assert answer.result["carrier"] == carrier
    assert days_on(HOLDING, carrier, date(2026, 11, 20)) == days


def test_the_table_has_a_source_for_every_row() -> None:
    assert {row.carrier for row in HOLDING} == {carrier for carrier, _, _ in CARRIERS}
    assert all(row.source and row.confidence in ("V", "S", "I") for row in HOLDING)


def test_no_period_is_known_for_an_old_notice(shop: Play) -> None:
    """Before the first dated row nothing is guessed: the label's date still answers."""
    assert (
        shop.code("relay.receive", tracking="6A15602676300", shelf="A1", presented_day="2023-12-31")
        == "relay.holding_unknown"
    )
    assert received(shop, presented_day="2023-12-31", label_deadline_day="2026-12-01")[1] == "label"
    with pytest.raises(Refused):
        days_on(HOLDING, "colissimo", date(2023, 12, 31))


def test_the_entry_keeps_what_was_decided(shop: Play) -> None:
    data = (
        shop.do("relay.receive", tracking="6A15602676300", shelf="A3", presented_day="2026-11-24")
        .posted[0]
        .data
    )
    assert {name: data[name] for name in ("arrived_day", "presented_day", "deadline_day", "deadline_source")} == {
        "arrived_day": "2026-11-25", "presented_day": "2026-11-24", "deadline_day": "2026-12-09", "deadline_source": "presented",
    }  # fmt: skip


def test_an_exceptional_closure_moves_the_slot(desks: Desks) -> None:
    from concierge_desk.bootstrap.commissioning import site_text

    site = site_text("ampere") + '\n[[closures]]\nday = 2026-12-09\nreason = "inventory"\n'
    with desks.desk(site=site) as play:
        play.open()
        assert received(play, presented_day="2026-11-24") == (
            "2026-12-09",
            "presented",
            "2026-12-08T15:00/18:00",
        )
