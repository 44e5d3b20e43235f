"""Until when an item waits: label first, then the notice, then the arrival; calendar days, never rolled.

Beside it stands the last useful session. When the hours change, that one moves; the deadline never does.

Source: docs/trade.md, "Holding periods", "Opening hours", rules 8 to 10 and 22.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from concierge_desk import paths
from concierge_desk.domain.errors import Refused
from concierge_desk.services.relay.model.postage.holding_periods import days_on, read_holding_rows
from tests.counter.desks import Desks, Play
from tests.services.relay_desk import DPD, LETTER, PARCEL, everything_agrees, receive, refusal, statement

HOLDING = read_holding_rows(paths.resource_text("holding.csv"))


def received(play: Play, **fields: Any) -> tuple[str, str, str | None]:
    result = play.do("relay.receive", **{"shelf": "A3", "tracking": "6A15602676300", **fields}).result
    return result["deadline_day"], result["deadline_source"], result["last_useful_slot"]


def test_the_label_stands_before_any_period(shop: Play) -> None:
    assert received(shop, label_deadline_day="2026-12-01", presented_day="2026-11-24") == (
        "2026-12-01", "label", "2026-12-01T15:00/18:00",
    )  # fmt: skip


def test_presented_24_november(shop: Play) -> None:
    """docs/contract.md, "Calendar and deadlines": 24 Nov + 15 = 9 Dec, a Wednesday: the door closes at 11:30."""
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
    from concierge_desk.desk.commission import site_text

    site = site_text("ampere") + '\n[[closures]]\nday = 2026-12-09\nreason = "inventory"\n'
    with desks.desk(site=site) as play:
        play.open()
        assert received(play, presented_day="2026-11-24") == (
            "2026-12-09",
            "presented",
            "2026-12-08T15:00/18:00",
        )


# The table of a clerk: what arrives on Wednesday 25 November, and until when it waits.

# fmt: off
TABLE: list[tuple[str, str, str | None, str | None, str, str, str]] = [
    # carrier         number             notice        label         kept until    by          last session
    ("registered",    "1A18945277312",   "2026-11-24", None,         "2026-12-09", "presented", "2026-12-09T08:00/11:30"),
    ("registered",    "1A18945277312",   "2026-11-12", None,         "2026-11-27", "presented", "2026-11-27T15:00/18:00"),
    ("registered",    "1A18945277312",   None,         None,         "2026-12-10", "arrival",   "2026-12-10T15:00/18:00"),
    ("registered",    "1A18945277312",   "2026-11-24", "2026-12-05", "2026-12-05", "label",     "2026-12-05T09:00/12:00"),
    ("letter",        "861011301731382", "2026-11-24", None,         "2026-12-09", "presented", "2026-12-09T08:00/11:30"),
    ("colissimo",     "6A15602676300",   "2026-11-24", None,         "2026-12-09", "presented", "2026-12-09T08:00/11:30"),
    ("colissimo",     "6A15602676300",   None,         "2026-12-27", "2026-12-27", "label",     "2026-12-24T15:00/18:00"),
    ("chronopost",    "XN081879383FR",   "2026-11-24", None,         "2026-12-08", "presented", "2026-12-08T15:00/18:00"),
    ("dpd",           "008182709980000020033350276C", "2026-11-24", None, "2026-12-02", "presented", "2026-12-02T08:00/11:30"),
    ("mondial_relay", "12345678",        "2026-11-24", None,         "2026-11-29", "presented", "2026-11-28T09:00/12:00"),
    ("mondial_relay", "12345678",        None,         None,         "2026-11-30", "arrival",   "2026-11-30T15:00/18:00"),
]
# fmt: on


@pytest.mark.parametrize(("carrier", "number", "notice", "label", "until", "by", "session"), TABLE)
def test_deadline_table(
    shop: Play,
    carrier: str,
    number: str,
    notice: str | None,
    label: str | None,
    until: str,
    by: str,
    session: str,
) -> None:
    """R-5.03: for each network, by the label, the notice or the arrival."""
    given = {"presented_day": notice, "label_deadline_day": label}
    fields = {name: day for name, day in given.items() if day is not None}
    assert received(shop, tracking=number, carrier=carrier, **fields) == (until, by, session)


@pytest.mark.parametrize(
    ("notice", "until", "session"),
    [
        ("2026-12-09", "2026-12-24", "2026-12-24T15:00/18:00"),  # Christmas Eve, a Thursday
        ("2026-12-10", "2026-12-25", "2026-12-24T15:00/18:00"),  # Christmas
        ("2026-12-11", "2026-12-26", "2026-12-24T15:00/18:00"),  # St Stephen's, here only
        ("2026-12-12", "2026-12-27", "2026-12-24T15:00/18:00"),  # Sunday
        ("2026-12-13", "2026-12-28", "2026-12-28T15:00/18:00"),  # Monday afternoon
        ("2026-12-17", "2027-01-01", "2026-12-31T15:00/18:00"),  # New Year's Day
    ],
)
def test_over_the_holidays(desks: Desks, notice: str, until: str, session: str) -> None:
    """The fifteen days go on counting; the door does not open on the holidays of Alsace."""
    with desks.desk(start="2026-12-17T08:00") as play:
        play.open("2026-12-17T08:00")
        assert received(play, presented_day=notice) == (until, "presented", session)


def test_good_friday(desks: Desks) -> None:
    """26 March 2027, closed here and open in the rest of France."""
    with desks.desk(start="2027-03-11T08:00") as play:
        play.open("2027-03-11T08:00")
        assert received(play, presented_day="2027-03-11") == (
            "2027-03-26",
            "presented",
            "2027-03-25T15:00/18:00",
        )


# The hours change: the session moves by an entry of its own, the deadline stays.


def slots(play: Play) -> list[tuple[str, str | None]]:
    return play.rows("SELECT deadline_day, last_useful_slot FROM relay_custody ORDER BY received_seq")


def moved(play: Play) -> list[tuple[str, list[str | None]]]:
    """Whose items moved, and to which sessions."""
    return [
        (entry.aud, [row["last_useful_slot"] for row in entry.data["rows"]])
        for entry in play.posted()
        if entry.kind == "relay.slots_moved"
    ]


def test_a_closure_moves_the_session_of_what_is_held(shop: Play, tmp_path: Path) -> None:
    receive(shop, PARCEL, presented_day="2026-11-24")  # Wednesday 9 December
    receive(shop, LETTER, label_deadline_day="2026-12-10")  # Thursday: not touched
    answer = shop.do("calendar.close_on", day="2026-12-09", reason="works")
    assert answer.result["moved"] == {"relay": 1}
    assert slots(shop) == [
        ("2026-12-09", "2026-12-08T15:00/18:00"),
        ("2026-12-10", "2026-12-10T15:00/18:00"),
    ]
    assert moved(shop) == [("LAPOSTE", ["2026-12-08T15:00/18:00"])]
    shop.do("calendar.reopen", day="2026-12-09")
    assert slots(shop)[0] == ("2026-12-09", "2026-12-09T08:00/11:30")
    shop.close(counted_cents=8000)
    assert [row["last_useful_slot"] for row in statement(shop)["held"]] == [
        "2026-12-09T08:00/11:30", "2026-12-10T15:00/18:00",
    ]  # fmt: skip
    everything_agrees(shop, tmp_path)


def test_a_week_that_is_closed_moves_what_ends_in_it(shop: Play, tmp_path: Path) -> None:
    receive(shop, PARCEL, label_deadline_day="2026-12-09")
    receive(shop, LETTER, label_deadline_day="2026-12-10")
    answer = shop.do("calendar.close_on", day="2026-12-07", until_day="2026-12-11", reason="leave")
    assert answer.result == {"day": "2026-12-07", "until_day": "2026-12-11", "moved": {"relay": 2}}
    assert {slot for _, slot in slots(shop)} == {"2026-12-05T09:00/12:00"}
    shop.do("calendar.reopen", day="2026-12-07", until_day="2026-12-09")
    assert slots(shop) == [
        ("2026-12-09", "2026-12-09T08:00/11:30"),
        ("2026-12-10", "2026-12-09T08:00/11:30"),
    ]
    shop.close(counted_cents=8000)
    everything_agrees(shop, tmp_path)


def test_a_new_grid_moves_the_sessions_of_every_network(shop: Play, tmp_path: Path) -> None:
    """Wednesdays are longer, Thursdays closed: each network is told of its own items only."""
    receive(shop, PARCEL, label_deadline_day="2026-12-09")
    receive(shop, LETTER, label_deadline_day="2026-12-10")
    receive(shop, DPD, label_deadline_day="2026-12-10")
    receive(shop, None, carrier="mondial_relay", label_deadline_day="2026-12-01")
    before = [deadline for deadline, _ in slots(shop)]
    answer = shop.do(
        "calendar.set_grid", valid_from="2026-12-02", tuesday=["08:00-11:30"], wednesday=["09:00-17:00"],
        saturday=["09:00-12:00"],
    )  # fmt: skip
    assert answer.result["moved"] == {"relay": 3}
    assert slots(shop) == list(
        zip(before, [
            "2026-12-09T09:00/17:00", "2026-12-09T09:00/17:00", "2026-12-09T09:00/17:00", "2026-12-01T15:00/18:00",
        ], strict=True)
    )  # fmt: skip
    assert moved(shop) == [
        ("DPD", ["2026-12-09T09:00/17:00"]),
        ("LAPOSTE", ["2026-12-09T09:00/17:00", "2026-12-09T09:00/17:00"]),
    ]
    shop.close(counted_cents=8000)
    everything_agrees(shop, tmp_path)


def test_a_shop_that_closes_for_good_has_no_session_left(shop: Play) -> None:
    """A grid without a session: the last door before the deadline is the last one there was."""
    receive(shop, PARCEL, label_deadline_day="2028-06-30")
    shop.do("calendar.set_grid", valid_from="2026-11-26")
    assert slots(shop) == [("2028-06-30", None)]


def test_what_has_left_is_not_moved(shop: Play) -> None:
    receive(shop, PARCEL, label_deadline_day="2026-12-09")
    shop.do("relay.hand_to_postman", what="returns", trackings=[PARCEL])
    assert shop.do("calendar.close_on", day="2026-12-09", reason="works").result["moved"] == {}
    assert moved(shop) == []
    assert slots(shop) == [("2026-12-09", "2026-12-09T08:00/11:30")]


def test_the_session_follows_the_hours_alone(shop: Play) -> None:
    """A change of the hours is taken back by changing them again: the same holds of what follows them."""
    receive(shop, PARCEL, label_deadline_day="2026-12-09")
    op = shop.do("calendar.close_on", day="2026-12-09", reason="works").op
    assert refusal(shop, op).code in ("relay.slots_follow", "calendar.reopen_instead")
    assert slots(shop) == [("2026-12-09", "2026-12-08T15:00/18:00")]


# What is odd about a date is told; what cannot be is refused.


@pytest.mark.parametrize(
    ("label", "odd"),
    [("2026-11-24", True), ("2026-11-25", False), ("2026-12-31", False), ("2029-12-09", True)],
)
def test_a_label_that_is_over_or_years_away(shop: Play, label: str, odd: bool) -> None:
    """A slip of the finger, most likely: compared with the label, and kept as it was typed."""
    answer = shop.do("relay.receive", tracking=PARCEL, shelf="A1", label_deadline_day=label)
    told = [(w.code, w.params) for w in answer.warnings]
    assert told == ([("relay.deadline_odd", {"deadline_day": label})] if odd else [])
    assert answer.result["deadline_day"] == label


def test_an_item_whose_notice_is_weeks_old(shop: Play) -> None:
    """Its period is over on arrival: it is said, and it is on the morning's list of returns."""
    assert shop.warned("relay.receive", tracking=PARCEL, shelf="A1", presented_day="2026-11-01") == [
        "relay.deadline_odd"
    ]


def test_the_label_is_not_before_the_notice(shop: Play) -> None:
    fields = {"tracking": PARCEL, "shelf": "A1", "presented_day": "2026-11-24"}
    assert (
        shop.code("relay.receive", **fields, label_deadline_day="2026-11-23")
        == "relay.deadline_before_notice"
    )
    receive(shop, PARCEL, presented_day="2026-11-24", label_deadline_day="2026-11-24")
