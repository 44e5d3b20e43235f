"""The list of each morning: what goes back today, whose last day it is, who is to be reminded.

Source: docs/trade.md, "Opening hours"; decision 0014.
"""

from datetime import date, timedelta
from typing import Any

import pytest

from concierge_desk.desk.overview import morning
from tests.counter.desks import Play
from tests.services.relay_desk import DPD, LETTER, OTHER, PARCEL, SEEN, incident, receive

RETURN, LAST, REMIND, LOOK = "return_today", "last_day", "remind", "look_for"


def _told(play: Play, day: str | None) -> list[dict[str, Any]]:
    told = morning(play.desk, day)
    return [*told["lists"], *told["beside"]]


def lists(play: Play, day: str | None = None) -> dict[str, list[str]]:
    """By list that has something: the labels of what stands on it."""
    told = _told(play, day)
    # Next year's prices are no thing on a shelf: tests/services/test_relay_next_tariff.py.
    return {
        row["list"]: [item["label"] for item in row["items"]]
        for row in told
        if row["items"] and row["list"] != "tariff_missing"
    }


# An item that waits until Wednesday 9 December, 11:30 at the latest; day of the morning -> list.
CASES: list[tuple[str, str | None]] = [
    ("2026-11-25", None),
    ("2026-12-04", None),
    ("2026-12-05", REMIND),  # four days before: time for a letter-box and a weekend
    ("2026-12-08", REMIND),
    ("2026-12-09", LAST),
    ("2026-12-10", RETURN),
    ("2027-01-15", RETURN),
]


@pytest.mark.parametrize(("day", "where"), CASES)
def test_the_mornings_of_an_item(shop: Play, day: str, where: str | None) -> None:
    """R-5.03: reminded of, its last day, then back to its network."""
    receive(shop, label_deadline_day="2026-12-09")
    assert lists(shop, day) == ({} if where is None else {where: ["Colissimo …6300"]})


@pytest.mark.parametrize(("days", "day"), [(1, "2026-12-08"), (6, "2026-12-03"), (14, "2026-11-25")])
def test_how_long_before_is_chosen(shop: Play, days: int, day: str) -> None:
    shop.do("settings.change", values={"relay.remind_days": days})
    receive(shop, label_deadline_day="2026-12-09")
    assert lists(shop, day) == {REMIND: ["Colissimo …6300"]}
    before = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    assert lists(shop, before) == {}


@pytest.mark.parametrize(
    ("day", "where"),
    [
        ("2026-11-23", None),
        ("2026-11-24", REMIND),
        ("2026-11-27", REMIND),
        ("2026-11-28", LAST),  # the door closes on Saturday at noon: that is the last day
        ("2026-11-29", LAST),
        ("2026-11-30", RETURN),
    ],
)
def test_a_deadline_on_sunday(shop: Play, day: str, where: str | None) -> None:
    receive(shop, label_deadline_day="2026-11-29")
    assert lists(shop, day) == ({} if where is None else {where: ["Colissimo …6300"]})


def test_a_deadline_without_a_session_before_it(shop: Play) -> None:
    """The deadline itself is the last day then."""
    receive(shop, label_deadline_day="2021-08-22")
    assert lists(shop, "2021-08-21") == {REMIND: ["Colissimo …6300"]}
    assert lists(shop, "2021-08-22") == {LAST: ["Colissimo …6300"]}


def test_who_was_reminded_is_reminded_once(shop: Play) -> None:
    receive(shop, label_deadline_day="2026-11-27")
    assert lists(shop) == {REMIND: ["Colissimo …6300"]}
    shop.do("relay.remind", tracking=PARCEL)
    assert lists(shop) == {}
    assert lists(shop, "2026-11-27") == {LAST: ["Colissimo …6300"]}


def test_each_list(shop: Play) -> None:
    """What is refused or misrouted goes back at once; what cannot be found is looked for, overdue or not."""
    receive(shop, PARCEL, label_deadline_day="2027-01-31")
    shop.do("relay.refuse", tracking=PARCEL, reason="damaged")
    receive(shop, OTHER, label_deadline_day="2027-01-31")
    incident(shop, "misrouted", OTHER)
    receive(shop, LETTER, label_deadline_day="2026-11-20")
    incident(shop, "not_found", LETTER)
    receive(shop, DPD, label_deadline_day="2026-11-20")
    assert lists(shop) == {
        RETURN: ["DPD …276C", "Colissimo …6300", "Colissimo …3841"],
        LOOK: ["Lettre suivie …1382"],
    }


def test_what_has_left_stands_on_no_list(shop: Play) -> None:
    receive(shop, label_deadline_day="2026-11-25")
    shop.do("relay.hand_over", tracking=PARCEL, **SEEN)
    assert lists(shop) == {}


def test_what_is_shown_of_an_item(shop: Play) -> None:
    """Place, deadline, the end of the number; never a name (docs/contract.md, "Papers seen in the shop")."""
    custody = receive(
        shop, None, carrier="letter", addressee={"name": "Mme Kessler"}, label_deadline_day="2026-11-25"
    )
    told = morning(shop.desk, None)
    (item,) = [item for row in told["lists"] for item in row["items"]]
    assert item == {
        "service": "relay", "ref": custody, "label": f"Lettre suivie …{custody[-4:]}", "place": "A3",
        "deadline_day": "2026-11-25", "slot": "2026-11-25T08:00/11:30", "note": None, "thing": custody,
    }  # fmt: skip
    assert "Kessler" not in str(told)


def test_a_closure_moves_the_morning(shop: Play) -> None:
    receive(shop, label_deadline_day="2026-12-09")
    shop.do("calendar.close_on", day="2026-12-09", reason="works")
    assert lists(shop, "2026-12-08") == {LAST: ["Colissimo …6300"]}


def test_what_is_on_a_prepared_slip_waits_for_its_signature(shop: Play) -> None:
    """The slip stands on the list, and its items on none; cancelled, they are back."""
    receive(shop, PARCEL, label_deadline_day="2026-11-20")
    receive(shop, DPD, label_deadline_day="2026-11-25")
    prepared = shop.do("relay.prepare_slip", what="returns").op
    assert lists(shop) == {"to_sign": ["B-2026-0001"], LAST: ["DPD …276C"]}
    shop.do("journal.reverse", op_of=prepared, reason="wrong_key")
    assert lists(shop) == {RETURN: ["Colissimo …6300"], LAST: ["DPD …276C"]}
    shop.do("relay.prepare_slip", what="returns")
    shop.do("relay.hand_to_postman", slip="B-2026-0002")
    assert lists(shop) == {LAST: ["DPD …276C"]}
