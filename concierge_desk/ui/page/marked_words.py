"""Words with marks in them: a key on its ground, what is typed and what stands on the screen in bold.

Source: decision 0071.
"""

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel

from concierge_desk.domain.blocks.sentence import Span, plain, spans
from concierge_desk.domain.signs import with_apostrophes
from concierge_desk.ui.kit.theme import current
from concierge_desk.ui.kit.words import Words

_GLUE = "\N{NO-BREAK SPACE}"


class MarkedWords(Words):
    """A text of the program's own with marks, wrapped at blanks; heard as it reads."""

    def __init__(self, marked: str, look: str = "text") -> None:
        """Show a text.

        Args:
            marked: With the marks of `domain.blocks.sentence`.
            look: Its size and weight.
        """
        self._marked = marked
        super().__init__("", look)
        # Nothing that anybody typed comes here.
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAccessibleName(with_apostrophes(plain(marked)))

    def fit(self) -> None:
        """Take font and colours of the theme."""
        super().fit()
        self.setText("".join(map(_written, spans(self._marked))))

    def setText(self, text: str) -> None:  # noqa: N802  (Qt's name)
        """Show what is written: nothing is put between the letters of its marks."""
        if text != self.text():
            QLabel.setText(self, text)

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """As Qt lays it out."""
        return QLabel.sizeHint(self)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """As Qt lays it out."""
        return QLabel.minimumSizeHint(self)

    def heightForWidth(self, width: int) -> int:  # noqa: N802  (Qt's name)
        """Return how high the text is when it is wrapped."""
        return QLabel.heightForWidth(self, width)


def _written(span: Span) -> str:
    text = escape(with_apostrophes(span.text))
    if span.look == "key":
        # A key is never parted, whatever stands on it.
        cap = text.replace(" ", _GLUE)
        style = f"background-color:{current().accent_soft};color:{current().on_accent_soft}"
        return f'<span style="{style}"><b>{cap}</b></span>'
    if span.look == "word":
        return f"<b>«{_GLUE}{text}{_GLUE}»</b>"
    return text if span.look == "plain" else f"<b>{text}</b>"
