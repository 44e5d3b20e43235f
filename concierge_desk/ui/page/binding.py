"""Binding of a page: its presenter's picture is drawn, its keys are told, and the frame hears of what was done.

Source: decisions 0021, 0035.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer

from concierge_desk.ui.kit.screen_reader.announcement import announce, is_urgent
from concierge_desk.ui.presenter.host import PageHost
from concierge_desk.ui.presenter.picture import PagePresenter

BACK = "back"
"""Name of what Esc does, on every page."""

SECOND_MS = 1_000
SOON_MS = 100
"""What takes no longer is not shown as being done: buttons that go grey and come back at once only flicker."""


class PageBinding(QObject):
    """What binds a page's presenter to its view and to the frame of the window.

    Attributes:
        presenter: What the page shows and what its keys do.
        view: What is drawn: has ``show_state``, ``start`` and the signal ``pressed``.
    """

    def __init__(
        self,
        host: PageHost,
        view: Any,
        make: Callable[[Callable[[Any], None]], Any],
        heard: Callable[[Any], Iterable[tuple[Any, Callable[..., object]]]] = lambda _presenter: (),
    ) -> None:
        """Bind a page; it belongs to its view.

        Args:
            host: The frame of the window.
            view: What is drawn.
            make: Makes the presenter; gets what draws its pictures.
            heard: Returns each signal of the view beside ``pressed``, with what hears it.
        """
        super().__init__(view)
        self._host = host
        self.view = view
        self._serial = 0
        self._shown: str | None = None
        self._drawn: Any = None
        self._reads = False
        self._pressed: tuple[str, Any] | None = None
        self._at_work = QTimer(self, interval=SOON_MS, singleShot=True)
        self._at_work.timeout.connect(lambda: self._draw(self.presenter.state))
        self.presenter: PagePresenter[Any, Any] = make(self._changed)
        self._second = QTimer(self, interval=SECOND_MS)
        self._second.timeout.connect(self.presenter.tick)
        self._second.start()
        view.pressed.connect(self.press)
        for signal, hears in heard(self.presenter):
            signal.connect(hears)

    def look(self, *, begin: bool) -> None:
        """Read what the page shows, and give it the keyboard.

        Args:
            begin: Go on at once with what is owed there.
        """
        self.view.start()
        self._read(self.presenter.begin if begin else self.presenter.look)

    def refresh(self) -> None:
        """Read anew what another process may have changed."""
        self._read(self.presenter.refresh)

    def follow(self) -> None:
        """Read anew the figures that an act at the counter changes."""
        self._read(self.presenter.follow)

    def leave(self) -> None:
        """Let go of what is shown: another page is opened."""
        self._pressed = None
        self.presenter.leave()

    def press(self, name: str) -> bool:
        """Do what is asked for by its name; False where it is nothing that can be done here now.

        While the page only reads, which nobody sees, it is done once that is over.
        """
        if name == BACK:
            self._host.step_back()
            return True
        state = self.presenter.state
        if self._reads and state.busy:
            self._pressed = name, replace(state, busy=False)
            return True
        self._pressed = None
        return self.presenter.press(name)

    def press_key(self, key: str) -> bool:
        """Do what a key does on the page as it stands; False where it does nothing here."""
        action = self.presenter.actions.at(key)
        return action is not None and self.press(action.name)

    def stop(self) -> None:
        """Ask the desk for nothing any more: the window is closed."""
        self._pressed = None
        self.presenter.stop()
        self._second.stop()
        self._at_work.stop()

    def _read(self, read: Callable[[], None]) -> None:
        at_rest = not self.presenter.state.busy
        read()
        if at_rest:
            self._reads = self.presenter.state.busy

    def _changed(self, state: Any) -> None:
        if not state.busy:
            self._rest(state)
        if self._drawn is not None and state.busy and state == replace(self._drawn, busy=True):
            # The presenter takes no second act meanwhile, whatever the picture shows.
            if not self._drawn.busy and not self._at_work.isActive():
                self._at_work.start()
            return
        self._draw(state)

    def _rest(self, state: Any) -> None:
        """Do what was pressed while the page was reading, where it still shows what it was pressed upon."""
        self._reads = False
        if self._pressed is not None and self._pressed[1] == state:
            # First whatever was read is drawn.
            QTimer.singleShot(0, self, self._press_now)
        else:
            self._pressed = None

    def _press_now(self) -> None:
        """Do what was pressed, unless the page was left meanwhile or another key came first."""
        if self._pressed is not None:
            self.press(self._pressed[0])

    def _draw(self, state: Any) -> None:
        self._at_work.stop()
        self._drawn = state
        self.view.show_state(state)
        shown = getattr(state, "shown", None)
        if shown != self._shown:
            self._shown = shown
            self._host.show_paper(shown)
        told = state.told
        if told is not None and told.serial != self._serial:
            self._serial = told.serial
            announce(self.view, told.text, urgent=is_urgent(told.tone))
            if self.presenter.writes:
                self._host.acted()
