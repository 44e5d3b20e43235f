"""The program as its page sees it: what it is, and the texts of its licences; no Qt, no store.

Every call may wait for the disk: it is made on the tasks' threads, never on the window's.

Source: docs/contract.md, "The window".
"""

from typing import Protocol

from concierge_desk.ui.presenter.figures import Figure
from concierge_desk.ui.presenter.picture import Speaks


class AboutFace(Speaks, Protocol):
    """Face of the desk to the page about the program: all that the page may ask of it."""

    def facts(self) -> tuple[tuple[Figure, ...], tuple[str, ...]]:
        """Return what the program and its desk are, in the language shown, and the names of the licences' texts."""

    def licence(self, name: str) -> str:
        """Return the text of a licence, by its name."""
