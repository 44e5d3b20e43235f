"""The page of a service: all that waits there, most urgent first; what is chosen opens at the counter.

Source: mock README (a rail with what waits); ux.md §3.3 (each morning's list).
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from concierge_desk.counter.offers import Offer
from concierge_desk.i18n import N_, translate
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.empty_state import EmptyState
from concierge_desk.ui.kit.item_list import Item, ItemList
from concierge_desk.ui.kit.words import Words


class ServicePage(QWidget):
    """A list of what waits.

    Attributes:
        opened: One of it was asked for: its `Offer.ref`.
    """

    opened = Signal(str)

    def __init__(self, code: str, label: str, lang: str, picture: str) -> None:
        super().__init__()
        self.code = code
        self._lang = lang
        self._heading = Words(label, "heading")
        self._count = Words("", "small", "muted")
        self._list = ItemList()
        self._list.setAccessibleName(label)
        self._empty = EmptyState(
            picture,
            translate(N_("Nothing waits here"), lang),
            translate(N_("What is taken in appears here, the most urgent first."), lang),
        )
        self._column = QVBoxLayout(self)
        for part in (self._heading, self._count):
            self._column.addWidget(part)
        self._column.addWidget(self._list, 1)
        self._column.addWidget(self._empty, 1)
        self._list.opened.connect(self._open)
        self._list.clicked.connect(lambda _index: self._open(self._list.item()))
        self.show_offers(())
        theme.on_change(self)

    @property
    def list(self) -> ItemList:
        """The list itself, for whoever gives it the keyboard."""
        return self._list

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Show what waits."""
        self._list.show_items(
            [Item(one.title, one.detail, one.tag, one.tone, one.place, ref=one.ref) for one in offers]
        )
        words = N_("{count} waits. The space bar or a click opens it at the counter.")
        if len(offers) != 1:
            words = N_("{count} wait. The space bar or a click opens one at the counter.")
        self._count.setText(translate(words, self._lang).format(count=len(offers)))
        for part, shown in (
            (self._list, bool(offers)),
            (self._count, bool(offers)),
            (self._empty, not offers),
        ):
            part.setVisible(shown)

    def fit(self) -> None:
        """Take the room of the theme."""
        gap = theme.current().unit * 5 // 2
        self._column.setContentsMargins(gap, gap - 2, gap, gap)
        self._column.setSpacing(theme.current().unit)

    def _open(self, item: Item | None) -> None:
        if item is not None:
            self.opened.emit(item.ref)
