"""The window of a desk that several keep, one of them at the counter, the responsible with a code."""

from collections.abc import Callable

import pytest

from concierge_desk.counter.rights.table import RESPONSIBLE
from concierge_desk.frame.window import MainWindow
from tests.counter.desks import Play
from tests.counter.rights.four import FOUR, with_four
from tests.ui.rights.staff import BADGE, CODE, comes
from tests.ui.window.conftest import hers, opened, plugged, ready, server  # noqa: F401
from tests.ui.window.keyboard import WindowKeys
from tests.ui.window.mouse import Mouse


@pytest.fixture
def lang() -> str:
    return "fr"


@pytest.fixture
def staffed(ready: Play) -> Play:  # noqa: F811
    """An open day with one of each role; the responsible has a code and a badge."""
    with_four(ready)
    ready.do("operator.set_code", whom=FOUR[RESPONSIBLE], code=CODE, badge=BADGE)
    return ready


@pytest.fixture
def at(staffed: Play, opened: Callable[[Play], MainWindow]) -> Callable[[str], WindowKeys]:  # noqa: F811
    """Open the window, and let somebody of a role come to the counter at its lock."""

    def sit(role: str) -> WindowKeys:
        keys = WindowKeys(opened(staffed))
        comes(keys, role)
        return keys

    return sit


@pytest.fixture
def mouse_at(at: Callable[[str], WindowKeys]) -> Callable[[str], Mouse]:
    return lambda role: Mouse(at(role).window)
