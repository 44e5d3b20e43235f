"""The desk behind the page of the handbooks: they lie with the program.

Source: decision 0071.
"""

from concierge_desk.counter.texts.handbook import Handbook, handbooks
from concierge_desk.domain.override import override
from concierge_desk.jobs.page_desk import PortDesk
from concierge_desk.pages.books.face import BooksFace


class BooksDesk(PortDesk, BooksFace):
    """The desk of the page of the handbooks."""

    @override
    def books(self) -> tuple[Handbook, ...]:
        return handbooks()
