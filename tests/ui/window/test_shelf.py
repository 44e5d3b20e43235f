"""The page of the parcels in the real window, by keys and scans alone: the morning's list, the postman, an incident."""

from collections.abc import Callable

import pytest

from concierge_desk.frame.window import MainWindow
from concierge_desk.pages.shelf.state import ShelfState
from tests.conftest import SHOWN
from tests.counter.desks import Play
from tests.ui.pages import presenter
from tests.ui.shelf.hands import BACK, LOST, SOON, TODAY, fill
from tests.ui.window.keyboard import WindowKeys

BAG = tuple(f"6A156026764{number:02d}" for number in range(10))


class Counting(WindowKeys):
    """Hands whose actions are counted: a key, a scan."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.actions = 0

    def scan(self, code: str, *, end: str = "\r") -> None:
        self.actions += 1
        super().scan(code, end=end)

    def type(self, text: str) -> None:
        self.actions += len(text)
        super().type(text)

    def press(self, key: str) -> None:
        self.actions += 1
        super().press(key)

    @property
    def shelf(self) -> ShelfState:
        return presenter(self.window, "relay").state

    @property
    def page(self) -> str:
        return self.window.view.page

    @property
    def paper(self) -> bool:
        covers = self.window.covers
        return "paper" in covers.__dict__ and covers.paper.is_open

    def counted(self) -> int:
        actions, self.actions = self.actions, 0
        return actions


@pytest.fixture
def hers(play: Play, opened: Callable[[Play], MainWindow]) -> Counting:
    play.open()
    fill(play)
    play.do("relay.set_places", places=["A1", "A2", "A3"])
    return Counting(opened(play))


def choose(hers: Counting, place: str, part: str = "today") -> None:
    """Go down to a row; the walk to it is not an action of the task."""
    keys = [row.key for row in hers.shelf.rows]
    wanted = next(row.key for row in hers.shelf.rows if row.place == place and row.key.startswith(part))
    before = hers.actions
    for _ in range(keys.index(wanted) - keys.index(hers.shelf.at)):
        hers.press("down")
    hers.actions = before
    assert hers.shelf.at == wanted


BUDGETS = {
    "the postman's visit: returns, their slip, a bag of 10": 6 + 10 + 2,
    "remind somebody of a parcel, with the notice": 5,
    "note an incident of a parcel, back at the list": 6,
    "an inventory of 12 things, by scanning": 2 + 12,
}
"""Actions (a key, a scan), from ready to ready; whoever writes, signs or is told takes the time they take."""


def test_actions_at_the_shelf(
    hers: Counting, play: Play, record_property: Callable[[str, object], None]
) -> None:
    counted: dict[str, int] = {}
    hers.press("f5")
    assert hers.page == "relay" and hers.shelf.leaving == 1
    hers.press("f5")
    hers.press("slash")
    assert play.last("relay.handed_to_postman").data["what"] == "returns"
    hers.press("f12")
    assert hers.paper
    hers.press("escape")
    hers.press("arrivals")
    for number in BAG:
        hers.scan(number)
    hers.press("enter")
    hers.press("enter")
    assert [entry.kind for entry in play.posted()].count("relay.received") == 14 + len(BAG)
    counted["the postman's visit: returns, their slip, a bag of 10"] = hers.counted()

    hers.press("home")
    hers.press("f5")
    choose(hers, "B1")
    hers.counted()
    for key in ("enter", "slash", "f12"):
        hers.press(key)
    assert hers.paper and play.last("relay.reminded").data["tracking"] == SOON
    hers.press("escape")
    hers.press("escape")
    assert hers.page == "relay"
    counted["remind somebody of a parcel, with the notice"] = hers.counted()

    choose(hers, "A3", "c-")
    hers.press("star")
    assert hers.page == "counter"
    hers.press("slash")
    hers.type("1")
    hers.press("enter")
    hers.press("enter")
    hers.press("escape")
    told = play.last("relay.incident_noted").data
    assert (told["tracking"], told["incident"]) == (TODAY, "damaged") and hers.page == "relay"
    counted["note an incident of a parcel, back at the list"] = hers.counted()
    assert hers.shelf.incidents == 2

    hers.press("f6")
    for row in hers.shelf.rows[:12]:
        hers.scan(row.number)
    hers.press("f6")
    counted["an inventory of 12 things, by scanning"] = hers.counted()
    assert hers.shelf.outcome is not None and hers.shelf.outcome.seen == 12
    record_property(
        SHOWN, "\n".join(f"{task:<56} {counted[task]:>3} of {most}" for task, most in BUDGETS.items())
    )
    assert counted == BUDGETS


def test_esc_leads_from_a_card_back_to_the_page_that_opened_it(hers: Counting) -> None:
    hers.press("f5")
    choose(hers, "B4", "c-")
    at = hers.shelf.at
    hers.press("enter")
    assert hers.page == "counter" and hers.state.offer is not None and hers.state.offer.ref == at
    hers.press("right")
    hers.press("escape")
    assert (
        hers.page == "relay" and hers.shelf.at == at and hers.window.pages.bound["relay"].view.list.hasFocus()
    )
    hers.press("escape")
    assert hers.page == "counter" and not hers.state.offers


@pytest.mark.parametrize("other", ["scan", "name", "home", "arrivals"])
def test_whoever_went_on_to_something_else_stays_at_the_counter(hers: Counting, other: str) -> None:
    hers.press("f5")
    hers.press("enter")
    if other == "scan":
        hers.scan(TODAY)
    elif other == "name":
        hers.type("Kess")
    else:
        hers.press(other)
    for _ in range(3):
        hers.press("escape")
        assert hers.page == "counter"


def test_an_answer_to_a_question_keeps_the_way_back(hers: Counting) -> None:
    """A note with words, a step back from a question: she is still at the parcel she came for."""
    hers.press("f5")
    choose(hers, "A3", "c-")
    hers.press("star")
    hers.press("slash")
    hers.type("1")
    hers.press("enter")
    hers.type("coin enfonce")
    hers.press("escape")
    hers.press("escape")
    assert hers.page == "counter" and hers.state.asking is None
    hers.press("escape")
    assert hers.page == "relay"


def test_a_paper_over_the_page_leaves_it_where_it_was(hers: Counting) -> None:
    hers.press("f5")
    choose(hers, "B1")
    at = hers.shelf.at
    for key in ("f12", "f8"):
        hers.press(key)
        assert hers.paper and hers.page == "relay"
        hers.press("escape")
        assert not hers.paper and hers.page == "relay" and hers.shelf.at == at
        assert hers.window.pages.bound["relay"].view.list.hasFocus()


def test_what_is_found_again_is_noted_from_the_incidents(hers: Counting, play: Play) -> None:
    hers.press("f5")
    for _ in range(3):
        hers.press("right")
    assert hers.shelf.order == "incident" and [row.place for row in hers.shelf.rows] == ["C1"]
    hers.press("enter")
    hers.press("slash")
    told = play.last("relay.incident_noted").data
    assert (told["tracking"], told["incident"]) == (LOST, "found")
    hers.press("escape")
    assert hers.page == "relay" and hers.shelf.rows == ()
    assert hers.window.pages.bound["relay"].view.hasFocus()


def test_what_goes_back_is_given_with_its_slip_prepared_before(hers: Counting, play: Play) -> None:
    """The slip is prepared in the morning, shown from the page, and signed when the postman comes."""
    hers.press("f5")
    hers.press("f5")
    hers.press("right")
    hers.press("slash")
    slip = play.last("relay.slip_prepared").data["slip"]
    assert BACK in [item["tracking"] for item in play.last("relay.slip_prepared").data["items"]]
    hers.press("escape")
    assert hers.page == "relay" and hers.shelf.row is not None
    place = next(at for at, row in enumerate(hers.shelf.rows) if row.ref == slip)
    for _ in range(place - hers.shelf.rows.index(hers.shelf.row)):
        hers.press("down")
    hers.press("f12")
    assert hers.paper
    hers.press("escape")
    hers.press("enter")
    hers.press("slash")
    assert play.last("relay.handed_to_postman").data["slip"] == slip
