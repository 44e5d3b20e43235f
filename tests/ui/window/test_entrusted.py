"""Things entrusted in the real window: taken in, given to the workshop, handed over, by keys and scans; actions are counted."""

import os
from collections.abc import Callable
from typing import Any

import pytest

from concierge_desk.frame.window import MainWindow
from concierge_desk.pages.counter.state import State
from tests.conftest import SHOWN
from tests.counter.desks import Play
from tests.entrusted.workshop import set_up
from tests.ui.window.keyboard import WindowKeys

LOOK = os.environ.get("LOOK_AT")


@pytest.fixture
def lang() -> str:
    return "fr"


@pytest.fixture
def person(play: Play) -> str:
    play.open()
    set_up(play)
    answer = play.do("person.create", family="Kessler", given="Zoé", street="8 allée du Brouillon")
    return str(answer.result["person"])


class Counted:
    """Her hands at the window, each key and each scan counted."""

    def __init__(self, window: MainWindow) -> None:
        self.keys = WindowKeys(window)
        self.window = window
        self.actions = 0

    @property
    def state(self) -> State:
        return self.keys.state

    def scan(self, code: str) -> None:
        self.actions += 1
        self.keys.scan(code)

    def type(self, text: str) -> None:
        self.actions += len(text)
        self.keys.type(text)

    def press(self, name: str) -> None:
        self.actions += 1
        self.keys.press(name)

    def favourite(self, title: str) -> None:
        self.actions += 1
        (place,) = [at for at, offer in enumerate(self.state.favourites) if offer.title == title]
        self.keys.favourite(place)

    def look(self, name: str) -> None:
        if LOOK:
            size = self.window.size()
            self.window.grab().save(f"{LOOK}/{name}-{size.width()}.png")


def test_three_garments_from_the_card_and_by_name(
    play: Play,
    person: str,
    opened: Callable[[Play], MainWindow],
    record_property: Callable[[str, object], None],
) -> None:
    hands = Counted(opened(play))
    hands.scan(person)
    hands.look("person")
    hands.favourite("Pressing")
    hands.look("kinds")
    hands.type("1")
    hands.look("kinds-typed")
    hands.type("24")
    hands.press("enter")
    by_card = hands.actions
    assert hands.state.asking is None, hands.state.asking
    hands.look("taken")
    entry = play.last("pressing.taken_in")
    assert [piece["kind"] for piece in entry.data["pieces"]] == ["VESTE", "PANTALON", "MANTEAU", "PANTALON"]
    for _ in range(3):
        hands.press("escape")
    assert hands.state.whose_visit is None
    hands.actions = 0
    hands.type("kess")
    hands.look("named")
    hands.favourite("Pressing")
    hands.type("124")
    hands.press("enter")
    by_name = hands.actions
    assert play.last("pressing.taken_in").seq > entry.seq, hands.state.told
    record_property(SHOWN, f"by card {by_card} of 6, by name {by_name} of 9")
    assert (by_card, by_name) == (6, 9)
    link = "SELECT person FROM party_link JOIN pressing_order ON ref = party"
    assert play.rows(link) == [(person,), (person,)]


def test_things_go_round(play: Play, person: str, opened: Callable[[Play], MainWindow]) -> None:
    """Noted, sent by scans, received with one missing, found, paid and handed over, each by keys and scans."""
    hands = Counted(opened(play))
    entry = _noted(hands, play, person)
    tags = [piece["code"] for piece in entry["pieces"]]
    hands.scan(tags[0])
    assert hands.state.chosen is not None and hands.state.chosen.do == "pressing.send"
    hands.look("piece-taken")
    hands.scan(entry["order"])
    hands.look("order-taken")
    _sent(hands, play, tags)
    _received(hands, play, tags)
    _ready(hands, play, entry["order"], tags)
    _collected(hands, play, tags)


def _noted(hands: Counted, play: Play, person: str) -> Any:
    """Take a suit and a coat in, with a stain and a colour of the suit."""
    hands.scan(person)
    hands.favourite("Pressing")
    hands.type("125")
    hands.press("enter")
    hands.look("noted")
    hands.type("12")
    hands.press("enter")
    hands.look("reserves")
    hands.type("1")
    hands.press("enter")
    hands.look("where")
    hands.press("enter")
    hands.look("colour")
    hands.type("4")
    hands.press("enter")
    hands.look("second")
    hands.press("enter")
    entry = play.last("pressing.taken_in").data
    assert hands.state.asking is None
    assert [piece["colour"] for piece in entry["pieces"]] == ["navy", "navy", None]
    assert entry["pieces"][0]["reserves"] == [{"reserve": "stain", "position": None}]
    # The order stands with her other things now.
    assert [offer.ref for offer in hands.state.offers] == [person, entry["order"]]
    hands.look("shown-with-order")
    hands.press("escape")
    return entry


def _sent(hands: Counted, play: Play, tags: list[str]) -> None:
    hands.type("atelier")
    hands.press("enter")
    hands.look("workshop")
    hands.press("slash")
    hands.look("scan-out")
    hands.scan("e-zzzzzzzzzzzz")
    assert hands.state.asking is not None and "e-zzzzzzzzzzzz" in hands.state.asking.complaint
    hands.look("scan-wrong")
    for tag in (*tags, tags[0]):
        hands.scan(tag)
    hands.look("scanned-out")
    hands.press("enter")
    sent = play.last("pressing.sent").data
    assert [row["code"] for row in sent["pieces"]] == tags
    hands.scan(sent["slip"])
    hands.look("slip")


def _received(hands: Counted, play: Play, tags: list[str]) -> None:
    """Two come back on the day of the round, the third does not; it is found the day after."""
    play.close("2026-11-25T18:00", counted_cents=0)
    play.open("2026-12-01T08:00", confirmed_day="2026-12-01")
    hands.press("escape")
    hands.press("home")
    hands.look("morning")
    play.hands.set("2026-12-01T15:05")
    hands.scan(play.last("pressing.sent").data["slip"])
    hands.press("slash")
    for tag in tags[:2]:
        hands.scan(tag)
    hands.press("enter")
    assert hands.state.asking is not None and "Manteau" in hands.state.asking.note
    hands.look("left-named")
    hands.press("enter")
    assert len(play.last("pressing.received_back").data["missing"]) == 1
    hands.scan(tags[2])
    hands.look("missing")
    hands.press("slash")
    assert play.last("pressing.received_back").data["found_again"] != []


def _ready(hands: Counted, play: Play, order: str, tags: list[str]) -> None:
    for tag in tags:
        hands.scan(tag)
        assert hands.state.chosen is not None and hands.state.chosen.do == "pressing.make_ready"
        hands.press("slash")
        hands.press("enter")
    assert play.rows("SELECT DISTINCT state FROM pressing_piece") == [("ready",)]
    hands.scan(order)
    hands.look("order-ready")


def _collected(hands: Counted, play: Play, tags: list[str]) -> None:
    """A tag shows all that waits with it: it is paid, then handed over."""
    hands.scan(tags[0])
    hands.look("piece-ready")
    hands.press("slash")
    hands.look("to-pay")
    assert len(hands.state.lines) == 3
    hands.press("plus")
    hands.look("paid")
    assert hands.state.paid is not None
    assert hands.state.chosen is not None and hands.state.chosen.do == "pressing.collect"
    hands.press("slash")
    assert play.last("pressing.collected").data["proof"] == "slip"
    assert play.rows("SELECT DISTINCT state FROM pressing_piece") == [("collected",)]
    hands.scan(tags[0])
    hands.look("collected")
