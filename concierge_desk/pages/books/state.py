"""State of the page of the handbooks: one unmoving picture after another.

Source: decision 0071.
"""

from dataclasses import dataclass

from concierge_desk.counter.texts.handbook import Chapter, Handbook
from concierge_desk.ui.presenter.told import Message


@dataclass(frozen=True, slots=True)
class BooksState:
    """Everything the page of the handbooks shows.

    Attributes:
        books: The handbooks; empty before they were read.
        chosen: Code of the chapter that is read; the first one where it is empty.
        serial: Another number where a chapter was asked for from elsewhere: it is brought into sight.
        told: The last sentence.
        busy: The desk is at work.
    """

    books: tuple[Handbook, ...] = ()
    chosen: str = ""
    serial: int = 0
    told: Message | None = None
    busy: bool = False

    @property
    def chapter(self) -> Chapter | None:
        """Return the chapter that is read; None before the handbooks were."""
        chapters = [chapter for book in self.books for chapter in book.chapters]
        return next((one for one in chapters if one.code == self.chosen), next(iter(chapters), None))

    @property
    def book(self) -> Handbook | None:
        """Return the handbook that it stands in."""
        return next((book for book in self.books if self.chapter in book.chapters), None)
