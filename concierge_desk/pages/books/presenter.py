"""Presenter of the page of the handbooks: one chapter at a time, and its handbook on paper.

Source: decision 0071.
"""

from collections.abc import Callable

from concierge_desk.domain.override import override
from concierge_desk.pages.books.actions import ACTIONS, BooksAction
from concierge_desk.pages.books.face import BooksFace
from concierge_desk.pages.books.state import BooksState
from concierge_desk.ui.presenter.host import PageHost
from concierge_desk.ui.presenter.picture import PagePresenter, Presenter, TurnsTo
from concierge_desk.ui.presenter.request import PageRequest


class BooksPresenter(PagePresenter[BooksState, BooksAction], TurnsTo):
    """What the page of the handbooks shows, without the window."""

    actions = ACTIONS
    writes = False

    def __init__(self, face: BooksFace, host: PageHost, changed: Callable[[BooksState], None]) -> None:
        """Bind the desk.

        Args:
            face: The desk.
            host: The frame of the window.
            changed: Draws the picture.
        """
        self._host = host
        self._came_from = ""
        self._picture: Presenter[BooksFace, BooksState] = Presenter(face, BooksState(), host.run, changed)

    @override
    def look(self) -> None:
        if not self.state.books:
            self._picture.work(self._picture.face.books, lambda books: self._picture.show(books=books))

    @override
    def turn_to(self, part: str, came_from: str) -> None:
        self._came_from = came_from
        self._picture.show(chosen=part, serial=self.state.serial + 1)

    def choose(self, chapter: str) -> None:
        """Read a chapter."""
        if chapter != self.state.chosen:
            self._picture.show(chosen=chapter)

    @override
    def press(self, name: BooksAction) -> bool:
        if name != "paper" or self.state.book is None:
            return False
        self._host.ask(PageRequest(paper=f"book:{self.state.book.code}"))
        return True

    @override
    def step_back(self) -> bool:
        page, self._came_from = self._came_from, ""
        if page:
            self._host.open(page)
        return bool(page)
