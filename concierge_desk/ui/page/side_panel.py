"""Side panel beside a list: rows, one under the other.

Source: decisions 0023, 0024.
"""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from concierge_desk.counter.cards.offers import Option
from concierge_desk.i18n import translate
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.choice_list import ChoiceList


class SidePanel(QWidget):
    """One of the things beside the list: rows, one under the other."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self.lang = lang
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.listed = QVBoxLayout()
        self.listed.setContentsMargins(0, 0, 0, 0)
        theme.on_change(self)

    def fit(self) -> None:
        """Take the room of the theme."""
        unit = theme.current().unit
        self.column.setSpacing(unit * 3 // 2)
        self.listed.setSpacing(unit)

    def start(self) -> None:
        """Give the keyboard to what is typed first, where anything is."""

    def say(self, source: str) -> str:
        """Return a sentence in the language of the page."""
        return translate(source, self.lang)

    def put(self, part: QWidget) -> None:
        """Put one more row into the list of the aside, seen at once: the keyboard goes to nothing that is not."""
        self.listed.addWidget(part)
        part.show()

    def choices(
        self, options: Sequence[Option], chosen: Callable[[int], None], first: str = ""
    ) -> ChoiceList:
        """Return a list to choose from; what stands for all of them first, where there is such a thing."""
        labels = [*([self.say(first)] if first else []), *(option.label for option in options)]
        made = ChoiceList(labels, 0 if first else -1)
        made.chosen.connect(chosen)
        return made
