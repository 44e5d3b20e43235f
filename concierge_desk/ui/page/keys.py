"""What binds a presenter to its page: the picture is drawn, and the frame of the window hears of what was done.

Source: decision 0021.
"""

from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from concierge_desk.ui.presenter.told import Message

STICKS_MS = 1_000
"""So often it is looked for a stick where one is waited for."""


class PageKeys(QObject):
    """What the keys do on a page.

    Attributes:
        acted: Something was done that the frame of the window shows.
        escaped: Esc was pressed on the page: whoever opened it asks it to step back.
    """

    acted = Signal()
    escaped = Signal()

    def __init__(self, page: QObject) -> None:
        """Belong to a page."""
        super().__init__(page)
        self._serial = 0

    @property
    def busy(self) -> bool:
        """Whether the desk is at work for the page."""
        return False

    def look(self, *, begin: bool = False) -> None:
        """Read what the page shows, and give it the keyboard.

        Args:
            begin: Go on at once with what is owed there.
        """

    def press(self, name: str) -> bool:
        """Do what a key does that the page does not read itself; False where it does nothing here."""
        del name
        return False

    def step_back(self) -> bool:
        """Step back on the page; False where there is nothing to step back from."""
        return False

    def leave(self) -> None:
        """Another page is opened."""

    def put_away(self) -> None:
        """Take a paper of the page off the screen."""

    def stop(self) -> None:
        """The window is closed: keep what was typed, and ask the desk for nothing any more."""

    def _hear(self, told: Message | None) -> None:
        """Tell the window of a sentence that is new: something was done."""
        if told is not None and told.serial != self._serial:
            self._serial = told.serial
            self.acted.emit()


class ShowsPapers(Protocol):
    """A presenter whose picture may hold a paper."""

    @property
    def state(self) -> Any:
        """What is shown."""

    def press(self, name: str) -> None:
        """Do what a key of the page does."""

    def step_back(self) -> bool:
        """Step back; False where there is nothing to step back from."""

    def put_away(self) -> None:
        """Take the paper off the screen."""


class PaperKeys(PageKeys):
    """What they do on a page that reads its keys itself and shows papers.

    Attributes:
        papered: Another paper is to be shown, as a file; None where none is.
    """

    papered = Signal(object)

    def __init__(self, page: Any) -> None:
        """Belong to a page."""
        super().__init__(page)
        self._page = page
        self._shown: str | None = None
        page.pressed.connect(self._press)

    @property
    def _presenter(self) -> ShowsPapers:
        """What the page shows."""
        raise NotImplementedError

    @property
    def busy(self) -> bool:
        """See `PageKeys`."""
        busy: bool = self._presenter.state.busy
        return busy

    def step_back(self) -> bool:
        """See `PageKeys`."""
        return self._presenter.step_back()

    def leave(self) -> None:
        """Another page is opened: no paper stays behind it."""
        self.put_away()

    def put_away(self) -> None:
        """See `PageKeys`."""
        self._presenter.put_away()

    def _press(self, name: str) -> None:
        if name == "escape":
            self.escaped.emit()
        else:
            self._presenter.press(name)

    def _changed(self, state: Any) -> None:
        self._page.show_state(state)
        if state.shown != self._shown:
            self._shown = state.shown
            self.papered.emit(state.shown)
        self._hear(state.told)
