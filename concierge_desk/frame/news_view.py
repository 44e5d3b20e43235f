"""News of a handover: what happened while no window was there, told once, over the desk as it is now.

Source: decision 0027.
"""

from PySide6.QtWidgets import QWidget

from concierge_desk.i18n import N_
from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.layouts import ColumnLayout
from concierge_desk.ui.kit.sheet_overlay import Leaf
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.presenter.handover import HandoverNews


class NewsView(Leaf):
    """Sentence by sentence, until Esc says that it was read."""

    def __init__(self, parent: QWidget, news: HandoverNews) -> None:
        page = QWidget()
        super().__init__(parent, news.title, page, back=N_("I have read it"))
        column = ColumnLayout(page, margin=(0, 0, 1, 0), gap=1.5)
        first, *rest = news.lines
        column.addWidget(Banner(first, news.tone))
        for line in rest:
            column.addWidget(Words(line, "text"))
        column.addStretch(1)
