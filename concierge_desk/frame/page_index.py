"""Index of the pages that the window leads to: by code, by key, and by what is owed as it begins.

Source: decision 0035.
"""

from collections.abc import Sequence
from typing import Any

from concierge_desk.ui.actions import Action
from concierge_desk.ui.kit.keys import OWN_KEYS, cap
from concierge_desk.ui.page.page import Page
from concierge_desk.ui.presenter.status import Status


class PageIndex:
    """The pages there are: those of every window, then those of the desk that is open.

    Attributes:
        home: The one that the window is built round.
    """

    def __init__(self, pages: Sequence[Page]) -> None:
        """Begin with the pages of every window; it is built round the first one."""
        self.home = pages[0]
        self._pages = {page.code: page for page in pages}
        self._off: frozenset[str] = frozenset()

    @property
    def pages(self) -> tuple[Page, ...]:
        """Those there are, but for the home."""
        return tuple(page for page in self._led() if page.parts is not None)

    def get(self, code: str) -> Page | None:
        """Return a page; None where there is none of that code."""
        return None if code in self._off else self._pages.get(code)

    def keep_off(self, codes: frozenset[str]) -> bool:
        """Lead to some pages no more, until they are left out here again; say whether that is anything new."""
        before, self._off = self._off, codes
        return codes != before

    def _led(self) -> tuple[Page, ...]:
        return tuple(page for code, page in self._pages.items() if code not in self._off)

    def replace(self, pages: Sequence[Page]) -> tuple[list[Page], list[Page]]:
        """Lead to the home and to these pages alone; return those that are new, and those that are gone."""
        there = {self.home.code: self.home, **{page.code: page for page in pages}}
        new = [page for code, page in there.items() if code not in self._pages]
        gone = [page for code, page in self._pages.items() if code not in there]
        self._pages = there
        return new, gone

    def behind(self, key: str, *, at_home: bool) -> Page | None:
        """Return the first page that a key opens; None where it opens none from here.

        Args:
            key: Its name.
            at_home: The counter's page is open: from another one, a key that pages give their own meaning opens none.
        """
        if key in OWN_KEYS and not at_home:
            return None
        return next((page for page in self._led() if page.key == key and page.parts), None)

    @property
    def of_printers(self) -> str:
        """Code of the page that says what waits for the printers; empty where there is none."""
        return next((page.code for page in self.pages if page.of_printers), "")

    @property
    def of_deliveries(self) -> str:
        """Code of the page that says which reports left; empty where there is none."""
        return next((page.code for page in self.pages if page.of_deliveries), "")

    @property
    def of_chapters(self) -> str:
        """Code of the page that shows the chapters of the handbooks; empty where there is none."""
        return next((page.code for page in self.pages if page.of_chapters), "")

    @property
    def caps(self) -> dict[str, str]:
        """Cap of the key that opens a page, by its code: of several that have one key, the first."""
        first: dict[str, str] = {}
        for page in self._led():
            if page.key and page.parts:
                first.setdefault(page.key, page.code)
        return {code: cap(key) for key, code in first.items()}

    @property
    def keys(self) -> tuple[Action[Any], ...]:
        """Each key that opens a page, the first of several, and what is told of it under F1."""
        first: dict[str, Page] = {}
        for page in self._led():
            if page.key and page.tells:
                first.setdefault(page.key, page)
        return tuple(Action(page.code, page.key, page.tells) for page in first.values() if page.key)

    @property
    def under_help(self) -> tuple[tuple[str, str], ...]:
        """Each page that the sheet of F1 leads to: its code, and the English source of what the way is called."""
        return tuple((page.code, page.under_help) for page in self.pages if page.under_help)

    def owed(self, status: Status) -> str:
        """Return the code of the page that something is owed on as the window begins; empty where nothing is."""
        return next((page.code for page in self._led() if page.owed(status)), "")
