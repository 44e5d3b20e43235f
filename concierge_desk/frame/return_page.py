"""The way back to a page from the card that it opened at the counter: Esc, once nothing else is to be stepped back from.

Source: decision 0028.
"""

from concierge_desk.pages.counter.inputs import Input, Pressed, Typed
from concierge_desk.pages.counter.state import State

_STAYS = frozenset({"slash", "enter", "escape", "up", "down", "right", "label", "paper", "undo"})
"""Keys that are meant for the card; whoever presses another one has gone on to something else."""


class WayBack:
    """Knows which page a card was opened from, until something else is begun at the counter."""

    def __init__(self) -> None:
        """Know of none."""
        self._page = ""

    def open(self, page: str) -> None:
        """A page opens a card at the counter."""
        self._page = page

    def lose(self) -> None:
        """Something else is begun."""
        self._page = ""

    def step(self, given: Input, state: State) -> str:
        """Hear what is given at the counter; return the page that it leads back to, empty where it leads nowhere.

        Args:
            given: What is typed or pressed.
            state: What the counter shows.
        """
        page = self._page
        if isinstance(given, Pressed):
            if given.key == "escape" and not state.busy and _at_rest(state):
                self.lose()
                return page
            if given.key not in _STAYS:
                self.lose()
        elif isinstance(given, Typed) and given.text and not given.text.isdecimal() and state.asking is None:
            # Somebody else is looked for.
            self.lose()
        return ""


def _at_rest(state: State) -> bool:
    """Say whether nothing but cards is to be stepped back from."""
    stands = (state.shown, state.asking, state.paying, state.missed, state.waiting, state.parts)
    return not any(stands)
