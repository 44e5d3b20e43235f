"""Presenter of the page about the program: what it is, and one text of a licence at a time.

Source: docs/contract.md, "The window".
"""

from collections.abc import Callable

from concierge_desk.domain.override import override
from concierge_desk.pages.about.actions import ACTIONS, AboutAction
from concierge_desk.pages.about.face import AboutFace
from concierge_desk.pages.about.state import AboutState
from concierge_desk.ui.presenter.figures import Figure
from concierge_desk.ui.presenter.host import PageHost
from concierge_desk.ui.presenter.picture import PagePresenter, Presenter


class AboutPresenter(PagePresenter[AboutState, AboutAction]):
    """What the page about the program shows, without the window."""

    actions = ACTIONS
    writes = False

    def __init__(self, face: AboutFace, host: PageHost, changed: Callable[[AboutState], None]) -> None:
        """Bind the desk.

        Args:
            face: The desk.
            host: The frame of the window.
            changed: Draws the picture.
        """
        self._picture: Presenter[AboutFace, AboutState] = Presenter(face, AboutState(), host.run, changed)

    @override
    def look(self) -> None:
        if not self.state.facts:
            self._picture.work(self._picture.face.facts, self._show)

    def choose(self, name: str) -> None:
        """Read a licence."""
        if name == self.state.chosen:
            return
        face = self._picture.face
        self._picture.work(
            lambda: face.licence(name), lambda text: self._picture.show(text=text), chosen=name
        )

    def _show(self, found: tuple[tuple[Figure, ...], tuple[str, ...]]) -> None:
        self._picture.show(facts=found[0], licences=found[1])
