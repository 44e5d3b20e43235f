"""A key as it is drawn on a button: the keys are learnt by looking."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from concierge_desk.ui.kit.fonts import tabular, text_font
from concierge_desk.ui.kit.shapes import draw_box, painter_of
from concierge_desk.ui.kit.theme import current
from concierge_desk.ui.kit.words import Words

_LOOKS = {
    "plain": ("card", "muted", "edge"),
    "accent": ("on_accent", "accent", "on_accent"),
    "foot": ("", "on_foot", "foot_edge"),
    "off": ("off", "muted", "line"),
}


class KeyCap(Words):
    """The cap of one key.

    On an accent (``accent``) it is white, on the foot (``foot``) it is only an outline.
    """

    def __init__(self, text: str, ground: str = "plain") -> None:
        self._ground = ground
        super().__init__(text, "cap", _LOOKS[ground][1])
        self.setWordWrap(False)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def fit(self) -> None:
        """Take the room around the letters of the theme."""
        side = current().cap // 2
        self.setContentsMargins(side, 2, side, 3)
        super().fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  (Qt's name)
        """Fade with the button it lies on."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.EnabledChange:
            self.dye(self._look_now()[1])
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """About as wide as high where there is one sign on it."""
        hint = super().sizeHint()
        return hint.expandedTo(QSize(hint.height() - 2, 0))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """It is never smaller."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw the cap, thicker below as a key is."""
        tokens = current()
        with painter_of(self) as painter:
            fill, _ink, edge = self._look_now()
            fill, edge = getattr(tokens, fill) if fill else "", getattr(tokens, edge)
            if fill:
                draw_box(painter, self.rect(), edge, radius=5)
                draw_box(painter, self.rect().adjusted(1, 1, -1, -2), fill, radius=4)
            else:
                draw_box(painter, self.rect(), "", radius=5, edge=(edge, 1))
        super().paintEvent(event)

    def _look_now(self) -> tuple[str, str, str]:
        if self.isEnabled() or self._ground == "foot":
            return _LOOKS[self._ground]
        return _LOOKS["plain" if self._ground == "accent" else "off"]

    def _font(self, pixels: int, weight: QFont.Weight) -> QFont:
        # Keys stand below one another in lists of choices.
        return tabular(text_font(pixels, weight))
