"""View between the counter's state and the screen: all of it, or what may be seen and heard over the counter.

Source: decisions 0034, 0047.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from concierge_desk.frame.layout import DeskView
from concierge_desk.i18n import N_
from concierge_desk.pages.counter.state import State
from concierge_desk.ui.kit.screen_reader.announcement import announce, is_heard
from concierge_desk.ui.kit.speech import say

if TYPE_CHECKING:
    from concierge_desk.pages.counter.veil import Veil

_SPELT_MS = 700
"""By then the next letter of a word would have come: what goes by it is heard."""


class VeiledView:
    """Shows the front's pictures and lets them be heard, with names and numbers or without.

    Attributes:
        view: What draws.
    """

    def __init__(self, view: DeskView) -> None:
        """Say what draws."""
        self.view = view
        self._state = self._seen = State()
        self._veil: Veil | None = None
        self._found = ""
        self._covered = False
        self._spelt = QTimer(view, singleShot=True, interval=_SPELT_MS)
        self._spelt.timeout.connect(lambda: announce(self.view, self._found))

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
        # What a name was found for is not spoken any more.
        self._spelt.stop()
        self.view.hide_names(hidden)
        announce(self.view, say(N_("Names hidden") if hidden else N_("Names shown")))
        self._draw()

    def cover(self, covered: bool) -> None:
        """Draw nothing while all is covered, and let nothing be heard; then what stands by that time."""
        self._covered = covered
        self._spelt.stop()
        if not covered:
            self._draw()
        # It counts seconds by itself, and says them.
        self.view.foot.show_state(State() if covered else self._seen)

    def show_state(self, state: State) -> None:
        """Draw a picture, or what may be seen of it."""
        self._state, before = state, self._seen
        if self._covered:
            return
        self._draw()
        if is_heard():
            self._tell(before)

    def _draw(self) -> None:
        self._seen = self._state if self._veil is None else self._veil.over(self._state)
        self.view.show_state(self._seen)

    def _tell(self, before: State) -> None:
        from concierge_desk.pages.counter.announcements import announced  # noqa: PLC0415  (few shops need it)

        told = announced(before, self._seen)
        if not (told.text or self._seen.offers):
            self._spelt.stop()
        if not told.text:
            return
        self._spelt.stop()
        if told.passing:
            self._found = told.text
            self._spelt.start()
        else:
            announce(self.view, told.text, urgent=told.urgent)
