"""The handbooks as their page sees them; no Qt, no store.

Every call may wait for the disk: it is made on the tasks' threads, never on the window's.

Source: decision 0071.
"""

from typing import Protocol

from concierge_desk.counter.texts.handbook import Handbook
from concierge_desk.ui.presenter.picture import Speaks


class BooksFace(Speaks, Protocol):
    """Face of the desk to the page of the handbooks: all that the page may ask of it."""

    def books(self) -> tuple[Handbook, ...]:
        """Return the handbooks, in the order in which they are offered."""
