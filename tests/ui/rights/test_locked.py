"""The window locked while an act waits for its approval: whoever comes back goes on, of somebody else it is no act. R-3.07, R-4.10."""

from collections.abc import Callable

import pytest

from concierge_desk.counter.rights.table import CONCIERGE, RESPONSIBLE, VOLUNTEER
from concierge_desk.ui.kit.banner import Banner
from tests.counter.desks import Play, cash
from tests.counter.held.samples import LOAN, TAKE_CAUTION
from tests.counter.rights.four import FOUR
from tests.ui.rights.staff import BADGE, CODE, WRONG, comes
from tests.ui.rights.test_approval import code_typed, is_approved, sheet, told, waits
from tests.ui.ways.players import ByKeys
from tests.ui.ways.steps import Act, Scan, Write
from tests.ui.window.keyboard import WindowKeys
from tests.ui.window.lock.hands import code_field, state_of


@pytest.fixture
def waiting(staffed: Play, at: Callable[[str], WindowKeys]) -> WindowKeys:
    """A volunteer gives too much back, and half of the code of whoever is responsible was typed."""
    staffed.settle([TAKE_CAUTION], cash(5000))
    keys = at(VOLUNTEER)
    ByKeys(keys.window).go((Scan(LOAN), Act("Rendre une partie"), Write("30")))
    keys.press("plus")
    keys.type(CODE[:3])
    assert code_typed(keys.window) == CODE[:3]
    return keys


def lock(keys: WindowKeys) -> None:
    keys.press("pause")
    assert keys.window.lock.covers and state_of(keys.window).mode == "locked"


def test_whoever_comes_back_finds_the_question_and_an_empty_field(waiting: WindowKeys, staffed: Play) -> None:
    """R-3.07."""
    window, before, why = waiting.window, waiting.state, waits(waiting.window).why
    lock(waiting)
    # Half a code stays no longer than whoever typed it; the question does.
    assert code_typed(window) == "" and sheet(window).is_open
    comes(waiting, VOLUNTEER)
    assert waits(window).why == why and sheet(window).isVisible() and code_typed(window) == ""
    assert waiting.state.lines == before.lines and waiting.state.rest_cents == -3000
    # The keyboard is where the code is typed: no sign of it goes anywhere else.
    waiting.type(CODE[:3])
    assert code_typed(window) == CODE[:3] and window.view.line.text() == ""
    waiting.type(CODE[3:])
    waiting.press("enter")
    assert is_approved(staffed, "till.settled") and not waiting.state.lines and not sheet(window).is_open


@pytest.mark.parametrize(("role", "code"), [(CONCIERGE, None), (RESPONSIBLE, CODE)])
def test_somebody_else_finds_the_visit_and_no_question(
    waiting: WindowKeys, staffed: Play, role: str, code: str | None
) -> None:
    """R-3.07."""
    window, lines, settled = waiting.window, waiting.state.lines, len(_settled(staffed))
    lock(waiting)
    comes(waiting, role, code)
    assert window.approval.presenter is not None and window.approval.presenter.state is None
    assert not sheet(window).is_open and "plus de 20,00" in told(window)
    assert waiting.state.lines == lines and waiting.state.rest_cents == -3000
    assert len(_settled(staffed)) == settled
    # It is theirs to do now, and asks nobody.
    waiting.press("plus")
    entry = staffed.last("till.settled")
    assert entry.by == FOUR[role] and "approved_by" not in entry.data and not waiting.state.lines


def test_whoever_comes_back_is_told_of_no_code_that_was_wrong_before(waiting: WindowKeys) -> None:
    waiting.press("enter")
    assert "retapez-le" in waits(waiting.window).complaint
    lock(waiting)
    comes(waiting, VOLUNTEER)
    assert waits(waiting.window).complaint == ""
    assert not any(one.isVisible() for one in sheet(waiting.window).findChildren(Banner))
    # The next wrong one is told as ever.
    waiting.type(WRONG)
    waiting.press("enter")
    assert "retapez-le" in waits(waiting.window).complaint


def test_a_badge_at_the_lock_opens_it_and_approves_of_nothing(waiting: WindowKeys, staffed: Play) -> None:
    """Whose badge would approve of it comes to the counter by it: that is no word about the act."""
    settled = len(_settled(staffed))
    lock(waiting)
    waiting.scan(BADGE)
    assert not waiting.window.lock.covers and staffed.desk.at_counter.code == FOUR[RESPONSIBLE]
    assert not sheet(waiting.window).is_open and len(_settled(staffed)) == settled
    assert len(waiting.state.lines) == 1


def test_it_locks_by_itself_over_the_question(waiting: WindowKeys) -> None:
    """R-5.01."""
    window = waiting.window
    assert window.lock.idle._after_s > 0
    window.scanner.touched_at -= window.lock.idle._after_s
    window.lock.idle.look()
    waiting.rest()
    assert window.lock.covers and code_typed(window) == ""
    # What is typed goes to the lock alone.
    people = [one.code for one in state_of(window).people]
    waiting.press(f"f{people.index(FOUR[RESPONSIBLE]) + 1}")
    waiting.type(CODE[:2])
    assert not window.isAncestorOf(sheet(window)) and code_typed(window) == ""
    assert code_field(window).secret() == CODE[:2]


def _settled(play: Play) -> list[object]:
    return [entry for entry in play.posted() if entry.kind == "till.settled"]
