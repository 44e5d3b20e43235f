"""The calendar of what is lent in the real window: by keys alone, its acts at the counter, scans wherever she is; actions are counted."""

from collections.abc import Callable

import pytest

from concierge_desk.frame.window import MainWindow
from concierge_desk.pages.calendar.state import CalendarState
from concierge_desk.pages.shelf.state import ShelfState
from tests.conftest import SHOWN
from tests.counter.desks import Play
from tests.lending.test_loans import DRILL, member
from tests.ui.calendar.test_page import fill
from tests.ui.pages import presenter
from tests.ui.window.test_entrusted import Counted


@pytest.fixture
def lang() -> str:
    return "fr"


class Calendar(Counted):
    """Her hands, and what the calendar shows."""

    @property
    def page(self) -> str:
        return self.window.view.page

    @property
    def calendar(self) -> CalendarState:
        state = presenter(self.window, "tools").state
        assert isinstance(state, CalendarState)
        return state

    def open(self) -> None:
        self.window.view.rail._buttons["tools"].click()
        self.keys.rest()


@pytest.fixture
def hands(play: Play, opened: Callable[[Play], MainWindow]) -> Calendar:
    play.open(float_cents=8000)
    fill(play)
    made = Calendar(opened(play))
    made.open()
    return made


def test_a_free_day_is_reserved_from_the_calendar(
    hands: Calendar, play: Play, record_property: Callable[[str, object], None]
) -> None:
    """One key asks for whom, from the day that was chosen."""
    assert hands.calendar.at == "CHAISE" and hands.window.focusWidget() is not None
    hands.press("down")
    hands.press("page_down")
    for _ in range(4):
        hands.press("right")
    assert (hands.calendar.at, hands.calendar.day) == (DRILL, "2026-12-06")
    hands.press("right")
    hands.actions = 0
    hands.press("slash")
    assert hands.page == "counter" and hands.state.asking is not None and hands.state.asking.ask is not None
    assert hands.state.asking.ask.field == "who", "the day was taken from the calendar"
    walked = hands.actions
    whom = member(play, "Diallo")
    hands.scan(whom["card"])
    hands.type("11/12")
    hands.press("enter")
    entry = play.last("tools.reserved")
    assert (entry.data["from_day"], entry.data["to_day"]) == ("2026-12-07", "2026-12-11")
    record_property(SHOWN, f"to the question: {walked}")
    assert walked == 1
    hands.open()
    hands.press("page_down")
    row = hands.calendar.row
    assert row is not None and [span.how for span in row.spans if span.holds("2026-12-09")] == ["reserved"]


def test_a_loan_is_given_back_from_its_bar(hands: Calendar, play: Play) -> None:
    hands.press("down")
    hands.press("enter")
    assert hands.calendar.card is not None and hands.calendar.card.person == "Zoé Kessler"
    hands.press("slash")
    chosen = hands.state.chosen
    assert hands.page == "counter" and chosen is not None and chosen.do == "tools.return"
    assert hands.state.asking is None, "what is handed back is confirmed, not begun by itself"
    hands.press("escape")
    assert hands.page == "tools"


def test_a_scan_goes_to_the_counter_from_there(hands: Calendar, play: Play) -> None:
    code = str(play.rows("SELECT code FROM tools_object WHERE object = ?", "PERC-2")[0][0])
    hands.scan(code)
    assert hands.page == "counter"


def test_the_list_lies_behind_it_and_escape_leads_back_to_it(hands: Calendar) -> None:
    hands.press("f6")
    state = presenter(hands.window, "tools").state
    assert isinstance(state, ShelfState) and hands.page == "tools" and state.rows
    hands.press("escape")
    assert hands.calendar.known and hands.page == "tools"
    hands.press("escape")
    assert hands.page == "counter"
    hands.open()
    assert hands.calendar.day == "2026-11-25"


def test_hidden_names_are_hidden_there(hands: Calendar) -> None:
    hands.press("down")
    hands.press("discreet")
    hands.press("enter")
    view = hands.window.pages.bound["tools"].view.view(0)
    assert view.card is not None and view.card.person == "Nom caché"
    hands.press("discreet")
    assert hands.calendar.card is not None


def test_f1_tells_its_keys(hands: Calendar) -> None:
    names = {action.name for action in presenter(hands.window, "tools").actions}
    assert {"before", "after", "today", "open", "act"} <= names
    hands.press("f6")
    assert "count" in {action.name for action in presenter(hands.window, "tools").actions}
