"""What binds a presenter to its page: the picture is drawn, and the frame of the window hears of what was done.

Source: issue "Journée"; decision 0021.
"""

from PySide6.QtCore import QObject, Signal

from concierge_desk.ui.front.state import Told


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

    def step_back(self) -> bool:
        """Step back on the page; False where there is nothing to step back from."""
        return False

    def _hear(self, told: Told | None) -> None:
        """Tell the window of a sentence that is new: something was done."""
        serial = 0 if told is None else told.serial
        if serial != self._serial:
            self._serial = serial
            self.acted.emit()


class PaperKeys(PageKeys):
    """What they do on a page that shows papers.

    Attributes:
        papered: Another paper is to be shown, as a file; None where none is.
    """

    papered = Signal(object)

    def __init__(self, page: QObject) -> None:
        """Belong to a page."""
        super().__init__(page)
        self._shown: str | None = None

    def _hold(self, shown: str | None) -> None:
        """Show the paper that the picture has, where it is another one."""
        if shown != self._shown:
            self._shown = shown
            self.papered.emit(shown)
