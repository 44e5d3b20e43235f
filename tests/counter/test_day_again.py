"""Closed too early, a clock that cannot be set, a float that is not what was left: the day opens, and both days tell it."""

from pathlib import Path
from typing import Any

import pytest

from concierge_desk.counter.texts.messages import render
from concierge_desk.counter.values.kinds import Flag, Unreadable
from concierge_desk.desk import catalogue
from concierge_desk.domain.errors import Refused
from concierge_desk.jobs.daily_file import export_of
from concierge_desk.jobs.export import ExportRequest, write_export, write_exports
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_file
from concierge_desk.store.rebuild import compare
from tests.counter.desks import COFFEE, LV_20, Play, card, cash
from tests.counter.test_battery import closings, numbers_without_gap
from tests.counter.test_sessions import sessions

LA_POSTE = export_of("laposte")


def again(play: Play, at: str = "2026-11-25T14:00", **fields: Any) -> Any:
    play.hands.set(at)
    return play.do("day.open", again=True, **fields)


@pytest.fixture
def closed(shop: Play) -> Play:
    """Closed at noon: one stamp sold, a break had, counted right."""
    shop.settle([LV_20], cash(152))
    shop.do("session.close")
    shop.do("session.open")
    shop.close("2026-11-25T12:00", counted_cents=8152)
    return shop


# The same date once more.


def test_closed_too_early(closed: Play) -> None:
    """She must not be locked out for an afternoon."""
    closed.hands.set("2026-11-25T14:00")
    refused = closed.refused("day.open")
    assert (refused.code, refused.params) == ("day.already_closed", {"day": "2026-11-25"})
    assert closed.code("day.open", again=False) == "day.already_closed"
    assert again(closed).result == {"day": "2026-11-25", "float_cents": 8152}
    # Sessions and counts are its own.
    assert (sessions(closed), closed.status()["sessions"]) == ([(1, True)], 1)
    assert closed.status()["cash"]["counted_cents"] is None
    closed.settle([COFFEE], cash(120))
    closed.do("session.close")
    closed.do("session.open")
    assert closed.code("session.open") == "session.already_open"
    answer = closed.close("2026-11-25T18:00", counted_cents=8272)
    assert (answer.result["number"], answer.result["day"]) == ("Z-2026-0002", "2026-11-25")
    assert answer.posted[-1].data["counts"]["sessions"] == 2
    numbers_without_gap(closed)
    closed.open("2026-11-26T08:00")
    assert not compare(closed.desk.folder.store, closed.desk.keys.store_key, catalogue.schemas()).differences


def test_a_third_time(closed: Play) -> None:
    for hour in (13, 14, 15):
        again(closed, f"2026-11-25T{hour}:00")
        closed.close(f"2026-11-25T{hour}:30", counted_cents=8152)
    assert [data["number"] for data in closings(closed)] == [f"Z-2026-000{n}" for n in (1, 2, 3, 4)]


@pytest.mark.parametrize("at", ["2026-11-26T08:00", "2026-11-26T00:00"])
def test_only_the_date_of_the_last_closing(closed: Play, at: str) -> None:
    """On a new date the word changes nothing; an older date is past."""
    assert again(closed, at).result["day"] == "2026-11-26"
    closed.close(at[:11] + "09:00", counted_cents=8152)
    closed.hands.set("2026-11-25T14:00")
    assert closed.code("day.open", again=True) == "clock.behind"
    assert closed.code("day.open", again=True, confirmed_day="2026-11-25") == "clock.behind"


def test_what_the_date_means(closed: Play) -> None:
    """The date alone is the last of its closings; a number is either."""
    again(closed)
    closed.settle([COFFEE, COFFEE], card(240))
    assert closed.status("2026-11-25")["state"] == "open"
    assert closed.status("Z-2026-0001")["lines"] == 1
    closed.close("2026-11-25T18:00", counted_cents=8152)
    assert [closed.status(day)["lines"] for day in ("2026-11-25", "Z-2026-0001", "Z-2026-0002")] == [2, 1, 2]
    assert {closed.status(day)["day"] for day in ("Z-2026-0001", "Z-2026-0002")} == {"2026-11-25"}
    assert closed.paper("z:Z-2026-0001") != closed.paper("z:Z-2026-0002")
    with pytest.raises(Refused) as caught:
        closed.status("Z-2026-0003")
    assert caught.value.code == "day.unknown"


def test_each_closing_has_its_file(closed: Play, tmp_path: Path) -> None:
    first = write_export(closed.desk, LA_POSTE, "2026-11-25", tmp_path, None)
    again(closed)
    closed.settle([LV_20], cash(152))
    with pytest.raises(Refused) as caught:
        write_export(closed.desk, LA_POSTE, "2026-11-25", tmp_path, None)
    assert caught.value.code == "export.day_open"
    closed.close("2026-11-25T18:00", counted_cents=8304)
    second = write_export(closed.desk, LA_POSTE, "2026-11-25", tmp_path, None)
    assert first.path.name == "laposte-AMP1-F-2026-11-25.zip"
    assert second.path.name == "laposte-AMP1-F-2026-11-25-Z-2026-0002.zip"
    for written, day in ((first, "Z-2026-0001"), (second, "Z-2026-0002")):
        assert verify_file(written.path, VerifyRequest()).faults == []
        repeated = write_export(closed.desk, LA_POSTE, day, tmp_path, None)
        assert (repeated.sha256, repeated.path, repeated.again) == (written.sha256, written.path, True)
    assert first.sha256 != second.sha256
    made = [entry.data for entry in closed.posted() if entry.kind == "export.made"]
    assert [(data["day"], data.get("number")) for data in made] == [
        ("2026-11-25", None), ("2026-11-25", "Z-2026-0002"),
    ]  # fmt: skip


@pytest.mark.parametrize(("raw", "read"), [(True, True), (False, False)])
def test_a_flag(raw: bool, read: bool) -> None:
    assert Flag().read(raw) is read


@pytest.mark.parametrize("raw", [None, 0, 1, "true", "", [], {}])
def test_no_flag(raw: object) -> None:
    with pytest.raises(Unreadable) as caught:
        Flag().read(raw)
    assert caught.value.code == "input.flag"


# A clock that fell behind and cannot be set.


@pytest.fixture
def stopped(closed: Play) -> Play:
    """The next morning: the PC says 1970, and nobody can set it."""
    closed.hands.set("1970-01-01T00:01")
    return closed


def test_the_date_that_is_confirmed(stopped: Play) -> None:
    assert stopped.code("day.open") == "clock.behind"
    answer = stopped.do("day.open", confirmed_day="2026-11-26")
    assert [(entry.kind, entry.day) for entry in answer.posted] == [
        ("clock.set_back", None), ("day.opened", "2026-11-26"),
    ]  # fmt: skip
    assert answer.result["day"] == "2026-11-26"
    assert stopped.settle([COFFEE], card(120)).posted[-1].day == "2026-11-26"
    assert stopped.close(counted_cents=8152).result["late"] is False
    # The next day in the same way; the same date only by saying so.
    assert stopped.code("day.open", confirmed_day="2026-11-26") == "day.already_closed"
    assert stopped.do("day.open", confirmed_day="2026-11-27").result["day"] == "2026-11-27"
    stopped.close(counted_cents=8152)
    # The battery is changed.
    stopped.open("2026-11-28T09:00")
    numbers_without_gap(stopped)


def test_the_same_date_under_a_clock_that_stopped(closed: Play) -> None:
    """Closed too early, and then the PC lost its time: both words, and the afternoon is saved."""
    closed.hands.set("1970-01-01T00:01")
    assert closed.code("day.open", again=True) == "clock.behind"
    assert closed.code("day.open", confirmed_day="2026-11-25") == "day.already_closed"
    assert closed.do("day.open", again=True, confirmed_day="2026-11-25").result["day"] == "2026-11-25"


@pytest.mark.parametrize("day", ["2026-11-24", "2020-01-01"])
def test_not_before_the_last_entry(stopped: Play, day: str) -> None:
    assert stopped.code("day.open", confirmed_day=day) == "clock.behind"


def test_a_clock_that_goes_opens_its_own_date_only(closed: Play) -> None:
    closed.hands.set("2026-11-26T08:00")
    assert closed.do("day.open", confirmed_day="2026-11-27").result["day"] == "2026-11-26"


@pytest.mark.parametrize("wrong", ["2062-11-26", "2027-11-26", "2026-12-26"])
def test_a_slip_of_the_finger_locks_nobody_out(stopped: Play, wrong: str) -> None:
    """The confirmed date was wrong: that day keeps it, and the next one is asked for once."""
    stopped.do("day.open", confirmed_day=wrong)
    stopped.close(counted_cents=8152)
    # Still without a clock, the right date is as good.
    stopped.do("day.open", confirmed_day="2026-11-26")
    stopped.close(counted_cents=8152)
    stopped.hands.set("2026-11-27T08:00")
    stopped.do("day.open")
    stopped.close("2026-11-27T18:00", counted_cents=8152)
    stopped.open("2026-11-28T09:00")
    assert [data["day"] for data in closings(stopped)] == [
        "2026-11-25", wrong, "2026-11-26", "2026-11-27",
    ]  # fmt: skip
    numbers_without_gap(stopped)


def test_a_slip_of_the_finger_before_the_clock_was_set(stopped: Play) -> None:
    stopped.do("day.open", confirmed_day="2062-11-26")
    stopped.close(counted_cents=8152)
    stopped.hands.set("2026-11-27T08:00")
    refused = stopped.refused("day.open")
    assert (refused.code, refused.params) == ("clock.confirm", {"day": "2026-11-27"})
    assert stopped.code("day.open", confirmed_day="2062-11-26") == "clock.confirm"
    assert stopped.do("day.open", confirmed_day="2026-11-27").result["day"] == "2026-11-27"


# A float that is not what was left; a gap nobody explained.


@pytest.mark.parametrize(("given", "gap"), [(None, 0), (8152, 0), (8000, -152), (0, -8152), (9000, 848)])
def test_the_closing_says_how_the_float_lay(closed: Play, given: int | None, gap: int) -> None:
    """A miscount told at one closing shows at the next one again: nothing is adjusted (R-3.04)."""
    answer = closed.open("2026-11-26T08:00", **({} if given is None else {"float_cents": given}))
    assert answer.posted[0].data["left_cents"] == 8152
    cash_of = closed.close(counted_cents=None).posted[-1].data["cash"]
    assert (cash_of["opening_gap_cents"], cash_of["float_cents"]) == (gap, 8152 + gap)


def test_the_first_float_has_nothing_to_lie_off(shop: Play) -> None:
    assert shop.last("day.opened").data["left_cents"] is None
    assert shop.close(counted_cents=None).posted[-1].data["cash"]["opening_gap_cents"] == 0


LATE: list[tuple[dict[str, Any], int | None, str | None, list[str]]] = [
    # how a forgotten day is closed after a count of 79.00 € was made -> gap, reason, warnings
    ({}, -100, "unexplained", ["till.gap_unexplained"]),
    ({"gap_reason": "counting_error"}, -100, "counting_error", []),
    ({"counted_cents": None}, None, None, ["till.not_counted"]),
    ({"counted_cents": 8000}, 0, None, []),
    ({"counted_cents": 7950, "gap_reason": "unexplained"}, -50, "unexplained", []),
]


@pytest.mark.parametrize(("fields", "gap", "reason", "warnings"), LATE)
def test_a_forgotten_day_is_one_key(
    shop: Play, fields: dict[str, Any], gap: int | None, reason: str | None, warnings: list[str]
) -> None:
    shop.do("till.count", counted_cents=7900)
    # In time the reason is asked for.
    assert shop.code("day.close") == "day.gap_reason"
    answer = shop.close("2026-11-26T08:00", **fields)
    assert [warning.code for warning in answer.warnings] == warnings
    data = answer.posted[-1].data
    assert (data["cash"]["gap_cents"], data["gap_reason"], data["late"]) == (gap, reason, True)


def test_who_counts_now_can_say_why(shop: Play) -> None:
    """A count made with the late closing itself asks for its reason as ever."""
    shop.hands.set("2026-11-26T08:00")
    refused = shop.refused("day.close", counted_cents=7900)
    assert (refused.code, refused.params) == ("day.gap_reason", {"gap_cents": -100})


def test_what_was_sold_for_others_and_what_came_back(closed: Play) -> None:
    again(closed)
    closed.settle([{**LV_20, "quantity": 3}, COFFEE], card(576))
    closed.do("till.refund", ticket="T-2026-000002", lines=[{"line": 1, "quantity": 1}], reason="returned")
    (third,) = closed.close(counted_cents=None).posted[-1].data["third_parties"]
    assert third == {
        "principal": "LAPOSTE",
        "cents": 304,
        "lines": 2,
        "sales_cents": 456,
        "returns_cents": -152,
    }


def test_acts_of_the_first_closing_are_another_days(closed: Play) -> None:
    """The date is the same, the day is not: its sessions stay closed, and no cash is asked of the drawer."""
    first = next(entry.op for entry in closed.posted() if entry.kind == "session.closed")
    again(closed)
    assert closed.code("journal.reverse", op_of=first, reason="wrong_key") == "session.stays_closed"
    closed.do("session.close")
    assert closed.code("journal.reverse", op_of=first, reason="wrong_key") == "session.stays_closed"
    assert sessions(closed) == [(1, False)]


def test_a_movement_of_the_first_closing(shop: Play) -> None:
    op = shop.do("till.move", direction="in", cents=500, reason="float").op
    shop.close("2026-11-25T12:00", counted_cents=8500)
    again(shop)
    shop.do("till.move", direction="out", cents=8400, reason="bank")
    # Its count has said what lay there: what should lie there now may be less than nothing.
    shop.do("journal.reverse", op_of=op, reason="wrong_key")
    assert shop.status()["cash"]["expected_cents"] == -400
    second = shop.do("till.move", direction="in", cents=500, reason="float").op
    shop.do("till.move", direction="out", cents=1, reason="bank")
    assert shop.code("journal.reverse", op_of=second, reason="wrong_key") == "till.short"


# The files of a date with two closings.


def test_the_date_gives_every_file_and_a_number_its_own(closed: Play, tmp_path: Path) -> None:
    first = write_export(closed.desk, LA_POSTE, "2026-11-25", tmp_path, None)
    again(closed)
    for wanted in (ExportRequest("2026-11-25"), ExportRequest(None, "Z-2026-0002")):
        with pytest.raises(Refused):
            write_exports(closed.desk, LA_POSTE, wanted, tmp_path, None)
    # The first closing is a whole one, whatever goes on after it.
    ((number, early),) = write_exports(
        closed.desk, LA_POSTE, ExportRequest("2026-11-25", "Z-2026-0001"), tmp_path, None
    )
    assert (number, early.sha256) == ("Z-2026-0001", first.sha256)
    closed.close("2026-11-25T18:00", counted_cents=8152)
    both = write_exports(closed.desk, LA_POSTE, ExportRequest("2026-11-25"), tmp_path, None)
    assert [number for number, _ in both] == ["Z-2026-0001", "Z-2026-0002"]
    assert (both[0][1].sha256, both[0][1].again) == (first.sha256, True)
    ((number, second),) = write_exports(closed.desk, LA_POSTE, ExportRequest("Z-2026-0002"), tmp_path, None)
    assert (number, second.sha256) == ("Z-2026-0002", both[1][1].sha256)
    assert closed.status("2026-11-25")["closings"] == ["Z-2026-0001", "Z-2026-0002"]
    assert closed.status("Z-2026-0001")["closings"] == ["Z-2026-0001", "Z-2026-0002"]


@pytest.mark.parametrize(
    ("wanted", "unknown"),
    [
        (("2026-11-24", None), "2026-11-24"),
        (("2026-11-25", "Z-2026-0009"), "Z-2026-0009"),
        (("2026-11-26", "Z-2026-0001"), "Z-2026-0001"),
        ((None, "2026-11-24"), "2026-11-24"),
    ],
)
def test_a_closing_that_is_none_of_the_date(
    closed: Play, tmp_path: Path, wanted: tuple[str | None, str | None], unknown: str
) -> None:
    with pytest.raises(Refused) as caught:
        write_exports(closed.desk, LA_POSTE, ExportRequest(*wanted), tmp_path, None)
    assert (caught.value.code, caught.value.params) == ("day.unknown", {"day": unknown})
    assert list(tmp_path.iterdir()) == []


def test_what_is_refused_after_a_closing_says_that_the_day_is_closed(closed: Play) -> None:
    refused = closed.refused("relay.receive", tracking="6A15602676300", shelf="A1")
    assert (refused.code, refused.params) == ("day.not_open", {"day": "2026-11-25", "number": "Z-2026-0001"})
    said = render(refused.code, refused.params, catalogue.messages(), "fr")
    assert "Z-2026-0001" in said and "rouvrez-la" in said
    # Another morning it is simply not open yet.
    closed.hands.set("2026-11-26T08:00")
    refused = closed.refused("relay.receive", tracking="6A15602676300", shelf="A1")
    assert (refused.code, refused.params) == ("day.not_open", {})
    assert (
        render(refused.code, refused.params, catalogue.messages(), "en")
        == catalogue.messages()["day.not_open"]
    )
