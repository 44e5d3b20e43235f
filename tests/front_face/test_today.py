"""Today's list: what the morning's lists hold, told without a name, and read again only when something changed."""

from collections.abc import Callable

import pytest

from concierge_desk.desk import overview
from concierge_desk.pages.counter.desk import FrontFace
from tests.counter.desks import Play
from tests.ui.shelf.hands import NAMES, TODAY, fill


@pytest.fixture
def shop(play: Play) -> Play:
    play.open()
    fill(play)
    return play


def test_it_is_what_the_morning_says(shop: Play, face: FrontFace) -> None:
    """As many things in as many lists, however either is asked."""
    shop.do("relay.complain", subject="not_received", tracking=None, note=None)
    morning = overview.morning(shop.desk, "2026-11-25")
    told = [*morning["lists"], *morning["beside"]]
    # What reads the lists takes all that stands in them for a thing that lies in the shop.
    assert not [one for one in morning["lists"] if one["list"].startswith("complaints")]
    expected = {one["label"]: len(one["items"]) for one in told if one["items"]}
    assert {one.label: one.count for one in face.status().today} == expected and len(expected) >= 3


def test_what_is_late_comes_first_and_no_name_stands_there(shop: Play, face: FrontFace) -> None:
    shown = face.status().today
    tones = [one.tone for one in shown]
    urgency = ["bad", "warning", "good", "plain"]
    assert tones == sorted(tones, key=urgency.index) and tones[0] == "bad"
    words = " ".join(f"{one.label} {one.places} {one.tag}" for one in shown)
    assert not [name for name in NAMES if name in words] and TODAY not in words
    assert all(one.service == "relay" and one.places for one in shown)


def test_what_is_done_leaves_it(shop: Play, face: FrontFace) -> None:
    before = {one.label: one for one in face.status().today}
    left = next(one for one in before.values() if one.label == "Last day to collect")
    tracking = "8L01234567895"
    shop.do("relay.hand_over", tracking=tracking, collector="addressee", id_document="id_card")
    after = {one.label: one.count for one in face.status().today}
    assert after.get(left.label, 0) == left.count - 1


def test_many_places_are_told_by_the_first_of_them(shop: Play, face: FrontFace) -> None:
    for number in range(8):
        shop.do("relay.receive", carrier="colissimo", shelf=f"E{number}", presented_day="2026-11-09")
    back = next(one for one in face.status().today if one.count > 4)
    assert back.places.endswith("…") and back.places.count("·") == 4


def test_an_unchanged_desk_is_not_read_again(
    shop: Play, face: FrontFace, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = face.status().today
    reads: list[int] = []

    def counted(read: Callable[..., object]) -> Callable[..., object]:
        return lambda *asked: reads.append(1) or read(*asked)

    monkeypatch.setattr("concierge_desk.desk.today.morning_offers", counted(lambda *_asked: ()))
    assert face.status().today == first and not reads
    shop.do("till.count", counted_cents=8000)
    face.status()
    assert reads
    before = len(reads)
    shop.hands.set("2026-11-26T08:10")
    face.status()
    assert len(reads) == before, "the open day is the same"
