"""Windows are tried without a screen, unless one is asked for."""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from concierge_desk.ui.kit.garbage import collect_what_is_due

HERE = Path(__file__).parent

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

Dress = Callable[[str, float], None]


@pytest.fixture(autouse=True)
def _garbage_stays_on_this_thread() -> Iterator[None]:
    """Let no thread beside the test's take widgets apart, as in the window itself (`ui/kit/garbage.py`)."""
    gc.disable()
    yield
    collect_what_is_due()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Leave nothing of a window to tests without one: the threads of a store would take it apart.

    What is left of a file that is over is the program itself, which no later garbage collection need look through.
    """
    if nextitem is None or nextitem.path != item.path:
        gc.collect()
        gc.freeze()
    if nextitem is None or not nextitem.path.is_relative_to(HERE):
        gc.enable()


@pytest.fixture(autouse=True)
def _spoken() -> Iterator[None]:
    """Let the next test begin in French, as the program does."""
    from concierge_desk.i18n import DEFAULT
    from concierge_desk.ui.kit import speech

    yield
    speech.use(DEFAULT)


@pytest.fixture
def dress(qapp: QApplication) -> Iterator[Dress]:
    """Give the program a theme and a text scale; afterwards it is as it was."""
    from concierge_desk.ui.kit.theme import apply_theme, current
    from concierge_desk.ui.kit.tokens import THEMES

    yield lambda name, scale=1.0: apply_theme(qapp, name, scale)
    # Styling everything anew takes longer than many a test: only where it was left otherwise.
    if not qapp.styleSheet() or current() != THEMES["light"].scaled(1.0):
        apply_theme(qapp, "light")
