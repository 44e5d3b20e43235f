"""Long work: how far it is, and a way to stop it.

Source: docs/contract.md, "Failures".
"""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from concierge_desk.i18n import N_
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.layouts import REST, ColumnLayout, RowLayout
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.words import Words

_CANCEL = N_("Stop")


class Progress(QWidget):
    """Bar of a long work: what is done, and how much of it.

    Attributes:
        cancelled: It was asked to stop; the work itself says when it has.
    """

    cancelled = Signal()

    def __init__(self, label: str, cancel: bool = True) -> None:
        super().__init__()
        self._words = Words(label, "text")
        self._share = Words("", "small", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(label)
        self._stop = ActionButton(say(_CANCEL), icon="cross")
        if not cancel:
            self._stop.hide()
        self._stop.clicked.connect(self._ask_to_stop)
        head = RowLayout().put(self._words, self._share, grows=self._words)
        column = ColumnLayout(gap=1).put(REST, head, self._bar, REST)
        RowLayout(self, gap=2).put(column, self._stop, grows=column)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  (Qt's name)
        """Be stoppable anew: what was stopped before is over."""
        super().showEvent(event)
        self._stop.setEnabled(True)

    def let_stop(self, can_stop: bool) -> None:
        """Offer to stop it, or not."""
        self._stop.setVisible(can_stop)

    def show_done(self, done: int, whole: int) -> None:
        """Show how much is done; a whole of 0 says that nobody knows."""
        self._bar.setRange(0, whole)
        self._bar.setValue(done)
        self._share.setText(f"{100 * done // whole}\N{NO-BREAK SPACE}%" if whole else "")

    def tell(self, label: str) -> None:
        """Say what is being done now."""
        self._words.setText(label)
        self._bar.setAccessibleName(label)

    def _ask_to_stop(self) -> None:
        # Asked once: the work stops where it can.
        self._stop.setEnabled(False)
        self.cancelled.emit()
