"""Deliveries in the window: what is due leaves beside everything else, as soon as the window's status says so.

Source: decision 0075.
"""

from PySide6.QtCore import QObject, Signal

from concierge_desk.frame.pages import Deliver, WindowDesk
from concierge_desk.ui.kit.tasks import Tasks
from concierge_desk.ui.presenter.status import Status


class DeliveryBinding(QObject):
    """Binds what delivers to the status of the window.

    Attributes:
        worked: Something left, or did not: what is shown of it may be another.
    """

    worked = Signal()

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._deliver: Deliver | None = None
        self._at_work = self._stopped = False

    @property
    def rest(self) -> bool:
        """Whether nothing leaves just now."""
        return not self._at_work

    def bind(self, desk: WindowDesk) -> None:
        """Know what delivers of a desk that is open."""
        self._deliver = desk.deliveries

    def follow(self, status: Status) -> None:
        """Hear whether something is to leave now."""
        if status.delivers and self._deliver is not None and not (self._at_work or self._stopped):
            deliver = self._deliver
            self._at_work = True
            self._tasks.deliver(lambda work: deliver(lambda: work.stopping), self._done, self._failed)

    def stop(self) -> None:
        """Begin nothing any more; what leaves just now is ended with the window's other work."""
        self._stopped = True

    def _done(self, worked: bool) -> None:
        self._at_work = False
        if worked:
            self.worked.emit()

    def _failed(self, _failure: BaseException) -> None:
        # What keeps the store from writing is told by the next act; it is tried again with the next status.
        self._at_work = False
