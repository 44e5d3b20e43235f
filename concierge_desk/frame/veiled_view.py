"""View between the counter's state and the screen: all of it, or what may be seen over the counter.

Source: decision 0034.
"""

from typing import TYPE_CHECKING

from concierge_desk.frame.layout import DeskView
from concierge_desk.pages.counter.state import State

if TYPE_CHECKING:
    from concierge_desk.pages.counter.veil import Veil


class VeiledView:
    """Shows the front's pictures, with names and numbers or without."""

    def __init__(self, view: DeskView) -> None:
        """Say what draws."""
        self._view = view
        self._state = State()
        self._veil: Veil | None = None

    @property
    def hides(self) -> bool:
        """Whether names and numbers are hidden."""
        return self._veil is not None

    def hide(self, hidden: bool) -> None:
        """Hide names and numbers, or show them again; everything goes on."""
        if hidden is self.hides:
            return
        if hidden:
            from concierge_desk.pages.counter.veil import Veil  # noqa: PLC0415  (no start waits for it)

            self._veil = Veil()
        else:
            self._veil = None
        self._view.hide_names(hidden)
        self.show_state(self._state)

    def show_state(self, state: State) -> None:
        """Draw a picture, or what may be seen of it."""
        self._state = state
        self._view.show_state(state if self._veil is None else self._veil.over(state))
