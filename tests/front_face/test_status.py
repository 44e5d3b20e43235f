"""What the frame says all day: the day, the last good copy, who is there, who waits."""

import pytest

from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.ui.presenter.status import ChipText, LastTicket
from tests.counter.desks import COFFEE, Play, cash
from tests.front_face.asked import at_hand, only

NIGHT = "2026-11-25T18:04"


def test_before_the_day(play: Play, face: FrontFace) -> None:
    status = face.status()
    assert (status.day, status.open) == (ChipText("Day to be opened", "warning"), False)
    assert (status.shop, status.operator, status.practice) == (
        "Conciergerie Solidaire Ampère",
        "La concierge",
        True,
    )
    assert status.parked == 0


@pytest.mark.parametrize(
    ("at", "text"),
    [
        ("2026-11-26T07:50", "Thu 26\u00a0Nov · opens at 8:00"),
        ("2026-11-26T08:00", "Thu 26\u00a0Nov · closes at 11:30"),
        ("2026-11-26T11:29", "Thu 26\u00a0Nov · closes at 11:30"),
        ("2026-11-26T11:30", "Thu 26\u00a0Nov · opens at 15:00"),
        ("2026-11-26T15:01", "Thu 26\u00a0Nov · closes at 18:00"),
        ("2026-11-26T18:00", "Thu 26\u00a0Nov · closed since 18:00"),
        ("2026-11-27T03:59", "Thu 26\u00a0Nov · closed since 18:00"),
    ],
)
def test_an_open_day_says_what_comes_next(play: Play, face: FrontFace, at: str, text: str) -> None:
    play.open("2026-11-26T07:45")
    play.hands.set(at)
    assert (face.status().day, face.status().open) == (ChipText(text, "good"), True)


def test_a_day_without_hours(play: Play, face: FrontFace) -> None:
    play.open("2026-11-29T10:00")
    assert face.status().day == ChipText("Sun 29\u00a0Nov", "good")


def test_the_break(shop: Play, face: FrontFace) -> None:
    shop.do("session.close")
    assert face.status().day == ChipText("Wed 25\u00a0Nov · break", "warning")


@pytest.mark.parametrize(
    ("at", "text"),
    [
        ("2026-11-26T04:00", "Yesterday's day to be closed"),
        ("2026-11-27T08:00", "Day of Wed 25\u00a0Nov to be closed"),
    ],
)
def test_a_day_that_was_forgotten(shop: Play, face: FrontFace, at: str, text: str) -> None:
    shop.hands.set(at)
    assert (face.status().day, face.status().open) == (ChipText(text, "warning"), False)


@pytest.mark.parametrize(
    ("at", "text", "tone"),
    [
        ("2026-11-25T18:04", "USB stick: today 18:04", "good"),
        ("2026-11-26T08:00", "USB stick: yesterday 18:04", "good"),
        ("2026-11-27T23:59", "USB stick: 2 days ago", "good"),
        ("2026-11-28T00:00", "USB stick: 3 days ago", "warning"),
    ],
)
def test_the_age_of_the_last_good_copy(shop: Play, face: FrontFace, at: str, text: str, tone: str) -> None:
    assert face.status().backup == ChipText("USB stick: never", "bad")
    copied(shop, NIGHT, medium="stick")
    shop.hands.set(at)
    assert face.status().backup == ChipText(text, tone)


def test_when_a_copy_is_too_old_is_chosen(shop: Play, face: FrontFace) -> None:
    shop.close("2026-11-25T18:00", counted_cents=8000)
    copied(shop, NIGHT, medium="stick")
    shop.hands.set("2026-11-28T08:00")
    for days, tone in ((3, "good"), (2, "warning"), (1, "warning")):
        shop.do("settings.change", values={"backup.warn_days": days})
        assert face.status().backup == ChipText("USB stick: 3 days ago", tone)


@pytest.mark.parametrize(
    ("media", "chip"),
    [
        (("pc",), ChipText("Copy: on this PC only", "warning")),
        # Whatever was copied onto this PC since, the stick is as old as it is.
        (("stick", "pc"), ChipText("USB stick: yesterday 18:04", "good")),
        (("pc", "other"), ChipText("Copy: yesterday 18:04", "good")),
        # An earlier version did not write down where: neither a stick nor a promise.
        ((None,), ChipText("Copy: yesterday 18:04", "plain")),
    ],
)
def test_a_copy_on_this_pc_never_passes_for_a_stick(
    shop: Play, face: FrontFace, media: tuple[str | None, ...], chip: ChipText
) -> None:
    for medium in media:
        copied(shop, NIGHT, medium=medium)
    shop.hands.set("2026-11-26T08:00")
    assert face.status().backup == chip


def copied(shop: Play, at: str, *, medium: str | None) -> None:
    """Write a backup down."""
    shop.hands.set(at)
    desk = at_hand(shop)
    told = {"anchor": "A8:0123456789abcdef", "file": "x.zip", "sha256": "0" * 64}
    told |= {} if medium is None else {"medium": medium}
    desk.store.write(lambda unit: desk.post(unit, "backup.made", told, "o01"))


def test_visits_set_aside_are_counted(shop: Play, face: FrontFace) -> None:
    first = str(shop.do("visit.save", acts=[COFFEE]).result["visit"])
    assert face.status().parked == 0
    shop.do("visit.park", visit=first)
    assert face.status().parked == 1


def test_things_that_wait_are_counted_by_service(shop: Play, face: FrontFace) -> None:
    before = face.status().waiting["relay"]
    shop.do("relay.receive", tracking="6A15602676300", shelf="A3")
    assert face.status().waiting["relay"] == before + 1
    assert "shop" not in face.status().waiting


def test_an_operator_whose_name_was_erased_goes_by_the_code(shop: Play, face: FrontFace) -> None:
    from concierge_desk.domain.erasures import Erasure
    from concierge_desk.store.held import erased_records

    gone = [
        Erasure(ref, "2027-01-01T08:00:00.000Z")
        for (ref,) in shop.rows("SELECT ref FROM personal WHERE kind = 'operator'")
    ]
    shop.desk.store.write(lambda unit: erased_records.erase_personal(unit.rows, gone))
    assert face.status().operator == "o01"


def test_the_last_ticket_is_that_of_the_open_day(shop: Play, face: FrontFace) -> None:
    assert face.status().last is None
    for at in ("2026-11-25T09:00", "2026-11-25T10:05"):
        shop.hands.set(at)
        shop.settle([COFFEE], cash(120))
    assert face.status().last == LastTicket("T-2026-000002", 120, "10:05")
    shop.close("2026-11-25T18:00")
    assert face.status().last is None
    shop.open("2026-11-26T07:45")
    assert face.status().last is None, "it was yesterday's"


def test_a_practice_shop_may_be_left_for_a_real_one(play: Play, face: FrontFace) -> None:
    assert face.status().sets_up and face.status() == face.status()


def test_a_day_that_is_closed_is_no_alarm(shop: Play, face: FrontFace) -> None:
    shop.close("2026-11-25T18:00", counted_cents=8000)
    status = face.status()
    assert (status.day, status.closed, status.open) == (
        ChipText("Day closed · Z-2026-0001", "plain"), "Z-2026-0001", False,
    )  # fmt: skip
    shop.hands.set("2026-11-26T07:50")
    status = face.status()
    assert (status.day, status.closed) == (ChipText("Day to be opened", "warning"), "")


@pytest.mark.parametrize(
    ("pc", "today"),
    [
        # The journal ran ahead, or the battery died.
        ("2026-11-26T08:00", "2026-11-26"),
        ("2015-01-01T00:01", "2036-01-01"),
    ],
)
def test_two_dates_are_asked_about_and_what_is_shown_goes_by_the_likely_one(
    shop: Play, face: FrontFace, pc: str, today: str
) -> None:
    shop.hands.set("2036-01-01T08:00")
    shop.close(counted_cents=None)
    shop.hands.set(pc)
    status = face.status()
    assert (status.day, status.closed) == (ChipText("Which day is it?", "warning"), "")
    assert status.doubt.endswith("the journal stops at Tue 1\u00a0Jan\u00a02036.")
    assert face.today().isoformat() == today
    shop.hands.set("2036-01-01T09:00")
    assert face.status().doubt == ""


def test_an_open_day_is_today_whatever_the_pc_says(shop: Play, face: FrontFace) -> None:
    shop.hands.set("2015-01-01T00:01")
    assert (face.today().isoformat(), face.status().doubt) == ("2026-11-25", "")
    assert only(face.named("clock")).acts == ()
