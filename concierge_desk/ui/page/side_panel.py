"""Side panel beside a list: rows, one under the other.

Source: decisions 0023, 0024.
"""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from concierge_desk.counter.cards.offers import Option
from concierge_desk.ui.kit.choice_list import ChoiceList
from concierge_desk.ui.kit.layouts import REST, ColumnLayout
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.page.action_button import PageButton, on_press


class SidePanel(QWidget):
    """One of the things beside the list: rows, one under the other.

    Attributes:
        pressed: A key, by its name.
    """

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.column = ColumnLayout(self, gap=1.5)
        self.listed = ColumnLayout(gap=1)

    def show_state(self, state: Any) -> None:
        """Draw the picture of the page, as far as it stands here."""
        raise NotImplementedError

    def start(self) -> None:
        """Give the keyboard to what is typed first, or bring into sight what is pressed, where anything is."""

    def forget(self) -> None:
        """Keep nothing of what was typed and is nobody else's to see."""

    def lay_out(self, *rows: QWidget | QLayout) -> None:
        """Put its rows, with the room that is left below them; what a button of them does is pressed by it."""
        self.column.put(*rows, REST)
        on_press(self.pressed, *(row for row in rows if isinstance(row, PageButton)))

    def put(self, part: QWidget) -> None:
        """Put one more row into the list of the aside, seen at once: the keyboard goes to nothing that is not."""
        self.listed.addWidget(part)
        part.show()

    def choices(
        self, options: Sequence[Option], chosen: Callable[[int], None], first: str = ""
    ) -> ChoiceList:
        """Return a list to choose from; what stands for all of them first, where there is such a thing."""
        labels = [*([say(first)] if first else []), *(option.label for option in options)]
        made = ChoiceList(labels, 0 if first else -1)
        made.chosen.connect(chosen)
        return made
