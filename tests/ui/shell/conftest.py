"""A window on a desk where nothing happens: what is pressed is looked at, not played."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from shiboken6 import delete

from concierge_desk.pages import PAGES
from concierge_desk.ui.kit.preferences import Preferences, ThisPc
from tests.ui.shell.pictures import SERVICES, STATUS, StillDay, StillFace


class Clock:
    """The clock of the keys: it stands until it is moved."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Fed(list[Any]):
    """What reached the front."""

    def last(self) -> Any:
        return self[-1]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def face() -> StillFace:
    return StillFace("en")


@pytest.fixture
def window(qtbot: Any, dress: Callable[[str, float], None], face: StillFace, clock: Clock) -> Iterator[Any]:
    from concierge_desk.frame.pages import WindowDesk
    from concierge_desk.frame.window import MainWindow
    from concierge_desk.ui.kit import speech

    dress("light", 1.0)
    speech.use(face.lang)
    window = MainWindow(PAGES, monotonic=clock)
    desks = {"day": lambda: StillDay(face)}
    pages = [(page, desks.get(page.code, lambda: face)) for page in (*PAGES, *SERVICES) if page.parts]
    window.bind(WindowDesk(face, pages))
    window.preferring.be_on(ThisPc(Preferences(flashes=True)))
    window.resize(1280, 800)
    window.show()
    qtbot.waitExposed(window)
    window.view.show_status(STATUS)
    window.view.line.setFocus()
    window.tasks.wait_idle()
    yield window
    window.tasks.wait_idle()
    window.close()
    # Gone before the next one: a change of theme is told to every window there is.
    delete(window)


@pytest.fixture
def fed(window: Any, monkeypatch: pytest.MonkeyPatch) -> Fed:
    """Stand between the window and its front: what comes in is kept and goes no further."""
    fed = Fed()
    monkeypatch.setattr(window.front, "feed", fed.append)
    return fed
