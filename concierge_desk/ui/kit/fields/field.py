"""Field of a form: a value it does not take is told by frame, picture and sentence.

Source: docs/requirements.md, R-7.03.
"""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from concierge_desk.ui.kit.fields.written_line import WrittenLine
from concierge_desk.ui.kit.fonts import tabular, text_font
from concierge_desk.ui.kit.icons import Icon
from concierge_desk.ui.kit.theme import current, on_change


class InputField(WrittenLine):
    """A line to type in, which knows how to say that it does not take something."""

    def __init__(self, refusal: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._refusal = refusal
        self._tabular = False
        self._refused = False
        # Not an action of the line: its icon would stay small at 200 % text.
        self._mark = Icon("late", "bad")
        self._mark.setParent(self)
        self._mark.hide()
        on_change(self)

    def line_up_figures(self) -> None:
        """Give all figures the same width."""
        self._tabular = True
        self.fit()

    def show_refused(self, refused: bool) -> None:
        """Say that the text is not taken, or say it no more."""
        if refused == self._refused:
            return
        self._refused = refused
        self._mark.setVisible(refused)
        self.setToolTip(self._refusal if refused else "")
        self.setAccessibleDescription(self._refusal if refused else "")
        self.setProperty("refused", refused)
        # A style sheet looks at a property only when it is polished anew.
        self.style().unpolish(self)
        self.style().polish(self)
        self.fit()

    def is_refused(self) -> bool:
        """Tell whether it says so."""
        return self._refused

    def fit(self) -> None:
        """Take the font of the theme, and leave room for the picture."""
        font = text_font(current().text)
        self.setFont(tabular(font) if self._tabular else font)
        self.setTextMargins(0, 0, self._mark.width() if self._refused else 0, 0)
        self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        """Keep the picture at the right."""
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        side = self._mark.width()
        self._mark.move(self.width() - side - current().unit, (self.height() - side) // 2)
