"""The pages of what was written: loaded and made when they are first opened, as those of the day and the services.

Source: docs/contract.md, "Budgets"; decision 0019.
"""

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concierge_desk.pages.copies.view import CopiesPage
    from concierge_desk.pages.journal.view import JournalPage


class Sheets:
    """Makes them."""

    def __init__(self, lang: str) -> None:
        self._lang = lang

    @cached_property
    def journal(self) -> "JournalPage":
        """Who did what."""
        from concierge_desk.pages.journal.view import JournalPage  # noqa: PLC0415

        return JournalPage(self._lang)

    @cached_property
    def copies(self) -> "CopiesPage":
        """The copies, and the sticks they lie on."""
        from concierge_desk.pages.copies.view import CopiesPage  # noqa: PLC0415

        return CopiesPage(self._lang)
