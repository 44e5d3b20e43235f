"""News of a handover: what happened while no window was there, told once, over the desk as it is now.

Source: decision 0027.
"""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from concierge_desk.i18n import N_, translate
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.sheet_overlay import Leaf
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.presenter.handover import HandoverNews


class NewsView(Leaf):
    """Sentence by sentence, until Esc says that it was read."""

    def __init__(self, parent: QWidget, news: HandoverNews, lang: str) -> None:
        page = QWidget()
        super().__init__(parent, news.title, page, lang)
        self.back.setText(translate(N_("Esc: I have read it"), lang))
        self._column = QVBoxLayout(page)
        first, *rest = news.lines
        self._column.addWidget(Banner(first, news.tone))
        for line in rest:
            self._column.addWidget(Words(line, "text"))
        self._column.addStretch(1)
        theme.on_change(self)

    def fit(self) -> None:
        """Take the room of the theme."""
        super().fit()
        unit = theme.current().unit
        self._column.setContentsMargins(0, 0, unit, 0)
        self._column.setSpacing(unit * 3 // 2)
