"""The real day at the counter, by keyboard and scans only, without a window."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from concierge_desk.desk.overview import day_status
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.pages.counter.inputs import Favourite, Key, Pressed, Scan, Typed
from concierge_desk.pages.counter.presenter import Front
from concierge_desk.pages.counter.state import State
from concierge_desk.ui.presenter.answers import is_pending
from tests.conftest import SHOWN
from tests.counter.desks import Desks, Play
from tests.e2e.driver import contains
from tests.ui.day.concierge import Concierge
from tests.ui.front.desk import run_now


class Headless:
    """Her hands at the front itself."""

    def __init__(self, face: FrontFace) -> None:
        self.at = 100.0
        self.text = ""
        self.front = Front(face, run_now, lambda _state: None)
        self.front.start()
        self.actions = 0

    @property
    def state(self) -> State:
        return self.front.state

    def scan(self, code: str) -> None:
        self._next()
        self.front.feed(Scan(code, self._pending(), self.at, self.text))
        self.text = ""

    def type(self, text: str) -> None:
        self.actions += len(text)
        self.text += text
        self.front.feed(Typed(self.text))

    def press(self, key: Key) -> None:
        assert key not in ("plus", "star", "slash", "minus") or is_pending(self.text), (key, self.text)
        self._next()
        self.front.feed(Pressed(key, self.text, self.at))
        if key not in ("up", "down", "right"):
            self.text = ""

    def favourite(self, place: int) -> None:
        self._next()
        self.front.feed(Favourite(place, self._pending(), self.at))
        self.text = ""

    def _pending(self) -> str:
        return self.text if is_pending(self.text) else ""

    def _next(self) -> None:
        self.at += 3.0
        self.actions += 1


REAL_DAY = Path(__file__).parents[2] / "data" / "real-day"
COMMANDS = [json.loads(line) for line in (REAL_DAY / "day.jsonl").read_text(encoding="utf-8").splitlines()]
EXPECTED = json.loads((REAL_DAY / "expected.json").read_text(encoding="utf-8"))
BROUGHT = "8K00009775862"
AT_THE_DAYS_PAGE = {"day.open", "till.count", "day.close"}
"""What is no card of the counter: the day is opened, counted and closed on a page of its own."""


@pytest.fixture
def at_counter(desks: Desks) -> Iterator[Play]:
    with desks.desk() as play:
        yield play


def test_the_real_day_by_keys_and_scans(at_counter: Play) -> None:
    """Sales, arrivals, hand-overs, refusal, deposits and slips, with the figures of `expected.json`."""
    face = FrontFace(at_counter.desk, "fr")
    concierge = Concierge(Headless(face))
    for command in COMMANDS:
        if command["do"] in AT_THE_DAYS_PAGE:
            assert face.play(command).refused is None
        else:
            assert concierge.play(command), command["do"]
    face.close()
    told = day_status(at_counter.desk, EXPECTED["day"])
    assert contains(told, EXPECTED)


BUDGETS = {
    "sell 3 stamps, cash exact": 3,
    "hand a parcel over to the addressee": 2,
    "hand it over to a proxy with a name of 10 letters": 2 + 17,
    "take a bag of 10 in": 1 + 10 + 2,
    "take a prepaid return for the postman": 2,
    "give 3 of 10 stamps back, ticket scanned": 7,
    "find a parcel by the end of its number": 4,
}
"""Actions (a key, a tap, a scan), from ready to ready."""


def test_actions_at_the_counter(at_counter: Play, record_property: Callable[[str, object], None]) -> None:
    at_counter.open()
    at_counter.do("relay.stock_receive", product="LV_20", quantity=10)
    at_counter.do("relay.set_places", places=["A1", "A2", "A3"])
    hands = Headless(FrontFace(at_counter.desk, "fr"))
    counted: dict[str, int] = {}

    def count(task: str) -> None:
        assert hands.state.told is not None and hands.state.told.tone != "bad", hands.state.told
        counted[task] = hands.actions
        hands.actions = 0

    _bag(hands, count)
    hands.actions = 0
    hands.type("3")
    hands.favourite(0)
    hands.press("plus")
    count("sell 3 stamps, cash exact")
    hands.scan("6A15602676300")
    hands.press("slash")
    count("hand a parcel over to the addressee")
    hands.scan("6A15602676301")
    hands.press("right")
    hands.press("slash")
    hands.type("M. Kessler")
    hands.press("enter")
    hands.press("slash")
    hands.press("enter")
    hands.press("slash")
    count("hand it over to a proxy with a name of 10 letters")
    hands.scan(BROUGHT)
    assert hands.state.missed == ()
    hands.press("slash")
    assert hands.state.offers == ()
    count("take a prepaid return for the postman")
    _by_number_and_back(hands, count)
    record_property(
        SHOWN, "\n".join(f"{task:<52} {counted[task]:>3} of {most}" for task, most in BUDGETS.items())
    )
    assert all(counted[task] <= most for task, most in BUDGETS.items()), counted


def _by_number_and_back(hands: Headless, count: Callable[[str], None]) -> None:
    """A parcel by the end of its number; three stamps of ten come back."""
    hands.type("6302")
    assert hands.state.offer is not None and hands.state.offer.number.endswith("6302")
    count("find a parcel by the end of its number")
    hands.press("escape")
    hands.type("10")
    hands.favourite(0)
    hands.press("plus")
    assert hands.state.paid is not None
    hands.actions = 0
    hands.scan(hands.state.paid.ticket)
    hands.press("right")
    hands.press("right")
    hands.type("3")
    hands.press("slash")
    hands.type("1")
    hands.press("slash")
    assert hands.state.paid is not None and hands.state.paid.back_cents == 456
    count("give 3 of 10 stamps back, ticket scanned")


def _bag(hands: Headless, count: Callable[[str], None]) -> None:
    hands.press("arrivals")
    for number in range(10):
        hands.scan(f"6A156026763{number:02d}")
    hands.press("enter")
    hands.press("enter")
    count("take a bag of 10 in")
    hands.press("home")
