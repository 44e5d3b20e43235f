"""Presenter of the first steps, without a window: what is heard, asked and forgotten."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.counter.shop_steps import IconStand
from concierge_desk.domain.errors import DeskError, EnvironmentFailure
from concierge_desk.pages.first_steps.face import (
    AskedGroup,
    DrawnSheet,
    FirstStepsFace,
    StepRow,
    StepsRead,
)
from concierge_desk.pages.first_steps.presenter import FirstSteps
from concierge_desk.pages.first_steps.state import FirstStepsState
from concierge_desk.ui.page.scan_trial import TrialBars
from concierge_desk.ui.presenter.handover import Going, OtherShop
from concierge_desk.ui.presenter.host import PageHost
from tests.ui.evening.hands import long_now
from tests.ui.front.desk import run_now

TRIAL, ELSEWHERE = "AQWZ-1234567890", "QAZW)&é\"'(-è_çà"
ROWS = (
    StepRow("day", "The first day", "", "", go="To the day", leads="day", ticked=False),
    StepRow("scanner", "The scanner", "", "", look="scanner"),
    StepRow("copy", "A first copy", "", "", go="To the copies", leads="copies", ticked=False),
    StepRow("sheet", "The sheet", "", "", look="sheet", go="Show it", ticked=False),
    StepRow("icon", "The icon", "", "", look="icon"),
)
SHEET = Path("fiche.pdf")


@dataclass
class StillDesk(FirstStepsFace):
    """A desk that does at once what it is asked, or fails."""

    rows: tuple[StepRow, ...] = ROWS
    icon: IconStand = field(default_factory=IconStand)
    locked: bool = True
    fails: DeskError | None = None
    did: list[Any] = field(default_factory=list)

    @property
    def lang(self) -> str:
        return "en"

    def sentence(self, code: str, _params: Mapping[str, Any]) -> str:
        return code

    def steps(self) -> StepsRead:
        return StepsRead(self.rows, self.icon, self.locked)

    def bars(self) -> TrialBars:
        return TrialBars(TRIAL, 10, 10)

    def put_off(self, code: str) -> None:
        self._do("later", code)
        self.rows = tuple(replace(row, later=row.later or row.code == code) for row in self.rows)

    def tick(self, code: str, *, done: bool) -> None:
        self._do("tick", code, done)
        self.rows = tuple(
            replace(row, done=done, by_hand=done) if row.code == code else row for row in self.rows
        )

    def show_sheet(self, words: str) -> DrawnSheet:
        self._do("sheet", words)
        return DrawnSheet(SHEET, (AskedGroup(1, 2), AskedGroup(4, 1)))

    def compare(self, typed: tuple[str, ...]) -> tuple[bool, ...]:
        self._do("compare", *typed)
        return tuple(text == "OK" for text in typed)

    def put_away(self, paper: Path) -> None:
        self._do("away", paper)

    def forget(self) -> None:
        self._do("forget")

    def make_icon(self, *, made: bool) -> None:
        self._do("icon", made)
        self.icon = replace(self.icon, made=made)

    def start_with_pc(self, *, starts: bool) -> None:
        self._do("starts", starts)
        self.icon = replace(self.icon, starts=starts)

    def _do(self, *what: Any) -> None:
        if self.fails is not None:
            raise self.fails
        self.did.append(what)


class Page:
    """The page, and what it asked of its frame."""

    def __init__(self, desk: StillDesk, long: Any = long_now) -> None:
        self.desk = desk
        self.asked: list[Any] = []
        self.hears: Callable[[str, str], object] | None = None
        self.seen: list[FirstStepsState] = []
        host = PageHost(
            run_now,
            long,
            ask=self.asked.append,
            learn=self._learn,
            ask_preference=self.asked.append,
            prefer=lambda *told: self.asked.append(told),
            close_for=self._close,
        )
        self.steps = FirstSteps(desk, host, self.seen.append)
        self.steps.look()

    @property
    def state(self) -> FirstStepsState:
        return self.steps.state

    @property
    def told(self) -> str:
        return "" if self.state.told is None else self.state.told.text

    def _learn(self, hears: Callable[[str, str], object] | None) -> None:
        self.hears = hears

    def _close(self, going: Going) -> str:
        self.asked.append(going)
        return "Not just now"


@pytest.fixture
def page() -> Page:
    return Page(StillDesk())


def test_it_begins_at_the_first_that_is_left(page: Page) -> None:
    assert page.state.chosen == "day" and page.hears is None


@pytest.mark.parametrize("order", [(TRIAL, ELSEWHERE), (ELSEWHERE, TRIAL)])
def test_the_scanner_is_heard_in_both_layouts(page: Page, order: tuple[str, str]) -> None:
    page.steps.choose("scanner")
    assert page.state.bars.code == TRIAL and page.hears is not None
    first, second = order
    page.hears(TRIAL, first)
    assert page.desk.did == [] and "scan once more" in page.state.verdict[0]
    page.hears(TRIAL, first)
    assert page.desk.did == [], "the same twice is one layout"
    page.hears(TRIAL, second)
    assert page.desk.did == [("tick", "scanner", True)]
    page.steps.choose("icon")
    assert page.hears is None


def test_another_label_says_nothing_of_the_layout(page: Page) -> None:
    page.steps.choose("scanner")
    assert page.hears is not None
    page.hears("3017620422003", "3017620422003")
    assert page.state.heard == frozenset() and "3017620422003" in page.state.verdict[0]


def test_what_the_scanner_sends_first_is_kept_for_this_pc(page: Page) -> None:
    page.steps.choose("scanner")
    assert page.hears is not None
    page.hears(f"~{TRIAL}", f"~{TRIAL}")
    assert page.asked == [("prefix", "~")] and page.state.heard == {"same"}


def test_without_a_copy_there_is_no_sheet(page: Page) -> None:
    page.desk.locked = False
    page.steps.look()
    page.steps.choose("sheet")
    page.steps.press("go")
    assert (page.state.chosen, page.state.question) == ("copy", "") and "first copy" in page.told


def opened(page: Page) -> None:
    page.steps.choose("sheet")
    page.steps.press("go")
    assert page.state.question == "words"
    page.steps.give_words("  ")
    assert page.desk.did == []
    page.steps.give_words("the words")


def test_two_groups_are_typed_back(page: Page) -> None:
    opened(page)
    assert (page.state.shown, page.state.question) == (str(SHEET), "groups")
    assert page.state.asked == (AskedGroup(1, 2), AskedGroup(4, 1))
    page.steps.put_away()
    page.steps.give_groups("OK", "no")
    assert "Line 4, group 1" in page.told and page.state.question == "groups"
    page.steps.give_groups("OK", "OK")
    assert page.state.question == "" and page.desk.did[-1] == ("forget",)


def test_no_picture_holds_what_was_typed(page: Page) -> None:
    opened(page)
    page.steps.put_away()
    page.steps.give_groups("SECR", "SECR")
    assert not [state for state in page.seen if "SECR" in repr(state) or "the words" in repr(state)]


@pytest.mark.parametrize("how", ["leave", "step_back", "choose"])
def test_whatever_else_is_done_forgets_the_sheet(page: Page, how: str) -> None:
    opened(page)
    {
        "leave": page.steps.leave,
        "step_back": page.steps.step_back,
        "choose": lambda: page.steps.choose("icon"),
    }[how]()
    assert (page.state.shown, page.state.question, page.state.asked) == (None, "", ())
    assert page.desk.did[-2:] == [("away", SHEET), ("forget",)]


def test_a_sheet_that_is_drawn_too_late_is_shown_to_nobody() -> None:
    waiting: list[Callable[[], None]] = []

    def later(job: Any, done: Any, failed: Any, progress: Any) -> Callable[[], None]:
        waiting.append(lambda: long_now(job, done, failed, progress) and None)
        return lambda: None

    page = Page(StillDesk(), later)
    opened(page)
    assert page.state.opening
    page.steps.press("later")
    assert page.desk.did == [], "one thing after another"
    page.steps.leave()
    waiting.pop()()
    assert page.state.shown is None and page.desk.did[-2:] == [("away", SHEET), ("forget",)]


def test_wrong_words_are_told(page: Page) -> None:
    page.desk.fails = EnvironmentFailure("backup.passphrase_wrong")
    opened(page)
    assert (page.told, page.state.question, page.state.opening) == ("backup.passphrase_wrong", "words", False)


def test_the_icon_and_the_start_are_made_and_undone(page: Page) -> None:
    page.steps.choose("icon")
    for turn, found in ((page.steps.turn_icon, "icon"), (page.steps.turn_start, "starts")):
        turn()
        turn()
        assert page.desk.did[-2:] == [(found, True), (found, False)]
    page.desk.fails = EnvironmentFailure("file.cannot_write")
    page.steps.press("go")
    assert page.told == "file.cannot_write" and not page.state.icon.made


def test_where_no_icon_is_known_nothing_is_made() -> None:
    page = Page(StillDesk(icon=IconStand(known=False)))
    page.steps.choose("icon")
    page.steps.press("go")
    page.steps.turn_start()
    assert page.desk.did == []


def test_what_was_done_by_itself_is_not_ticked_off(page: Page) -> None:
    page.steps.press("tick")
    assert page.desk.did == [] and "seen by what was done" in page.told


def test_put_off_the_next_one_is_chosen(page: Page) -> None:
    for code in ("scanner", "copy", "sheet", "icon"):
        page.steps.press("later")
        assert page.state.chosen == code
    page.steps.press("later")
    assert page.state.chosen == "day", "what was put off comes again"


def test_the_window_may_stay(page: Page) -> None:
    page.steps.press("practise")
    assert page.asked == [OtherShop(practice=True)] and page.told == "Not just now"
