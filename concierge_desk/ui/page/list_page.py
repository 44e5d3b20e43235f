"""A page of a list and, beside it, what is chosen there; one below the other where there is no room.

Source: decisions 0023, 0024.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QWidget

from concierge_desk.ui.actions import Actions
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.flow import Flow
from concierge_desk.ui.kit.item_list import ItemList
from concierge_desk.ui.kit.keys import name_of
from concierge_desk.ui.kit.layouts import PAGE_MARGIN, ColumnLayout, RowLayout
from concierge_desk.ui.kit.panel import Panel, stand
from concierge_desk.ui.kit.widgets import FittedWidget, holder, in_sight
from concierge_desk.ui.page.action_button import PageButton, on_press
from concierge_desk.ui.page.side_panel import SidePanel
from concierge_desk.ui.page.told_banner import ToldBanner
from concierge_desk.ui.presenter.told import Message


class PageList(ItemList):
    """A list which leaves the keys of its page to the page."""

    def __init__(self, is_pages: Callable[[QKeyEvent], bool]) -> None:
        """Ask of each key whether it is the page's."""
        super().__init__()
        self._is_pages = is_pages

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Go up and down; the rest is the page's."""
        if self._is_pages(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class ListPage(FittedWidget):
    """The list and what stands beside it, below the buttons of the page.

    It reads its keys itself, wherever on it the keyboard is.

    Attributes:
        pressed: What is to be done, by its name.
        asides: What stands beside the list, by name: its kind, and those of its signals that are the page's too.
    """

    pressed = Signal(str)
    asides: Mapping[str, tuple[type[SidePanel], tuple[str, ...]]]

    def __init__(self, actions: Actions[Any], least: int) -> None:
        """Make a page.

        Args:
            actions: What can be done on the page.
            least: Least height of the list, in heights of the text: the page scrolls where there is no room.
        """
        super().__init__()
        self._actions = actions
        self._least = least
        self._list = PageList(lambda event: self._reads(name_of(event)))
        self._sheets = RowLayout(gap=2)
        self._head = Flow(across=1.5, down=1)
        self._column = ColumnLayout(self, margin=PAGE_MARGIN, gap=1.5)
        self._left, self._right = Panel(), Panel()
        self._asides: dict[str, SidePanel] = {}
        self._serial = 0
        theme.on_change(self)

    @cached_property
    def _told(self) -> ToldBanner:
        """What was told last, where the page lays it out."""
        return ToldBanner()

    def fit(self) -> None:
        """Keep room for some rows of the list."""
        self._list.setMinimumHeight(theme.current().text * self._least)
        stand(self._sheets, self.width())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Read the keys of the page."""
        key = name_of(event)
        action = self._actions.at(key)
        if key == "digit":
            self._typed(event.text())
        elif action is None:
            super().keyPressEvent(event)
        elif action.repeats or not event.isAutoRepeat():
            # A key that is held down is one press.
            self.pressed.emit(action.name)

    def _show_aside(self, shown: str, state: Any) -> None:
        """Show one of the things beside the list, made when it is first shown, and none of the others."""
        for name, aside in self._asides.items():
            if name != shown:
                aside.hide()
                aside.forget()
        if shown not in self._asides:
            self._asides[shown] = self._made(*self.asides[shown])
        self._asides[shown].show()
        self._asides[shown].show_state(state)

    def _tell(self, told: Message | None) -> None:
        """Show what was told last; what is new comes into sight."""
        self._told.show_told(told)
        serial = 0 if told is None else told.serial
        if serial != self._serial:
            self._serial = serial
            in_sight(self._told)

    def _made(self, kind: type[SidePanel], tells: Iterable[str]) -> SidePanel:
        aside = kind()
        self._right.column.addWidget(aside)
        for signal in ("pressed", *tells):
            getattr(aside, signal).connect(getattr(self, signal))
        return aside

    def _typed(self, digit: str) -> None:
        """Take a digit."""

    def _put_together(
        self, head: QLayout, buttons: Mapping[str, PageButton], between: Iterable[QWidget]
    ) -> None:
        """Lay out the heading, the buttons, what is told, and the two sheets."""
        self._head.put(*buttons.values())
        on_press(self.pressed, *buttons.values())
        self._column.put(holder(head), self._head, *between, self._sheets, grows=self._sheets)

    def _reads(self, key: str | None) -> bool:
        return key == "digit" or self._actions.at(key) is not None
