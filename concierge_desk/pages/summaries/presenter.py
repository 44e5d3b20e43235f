"""Presenter of the summaries: one week or month at a time, its paper, its files.

Source: decision 0081.
"""

from collections.abc import Callable
from pathlib import Path

from concierge_desk.domain.override import override
from concierge_desk.i18n import N_
from concierge_desk.pages.summaries.actions import ACTIONS, SummaryAction
from concierge_desk.pages.summaries.face import SummariesFace, SummaryPart, SummaryPeriod
from concierge_desk.pages.summaries.state import SummariesState
from concierge_desk.ui.presenter.host import PageHost
from concierge_desk.ui.presenter.picture import PagePresenter, Presenter
from concierge_desk.ui.presenter.request import PageRequest


class Summaries(PagePresenter[SummariesState, SummaryAction]):
    """Presenter of the summaries: what the page shows and what its keys do, without the window."""

    actions = ACTIONS
    writes = False

    def __init__(
        self, face: SummariesFace, host: PageHost, changed: Callable[[SummariesState], None]
    ) -> None:
        """Bind the desk.

        Args:
            face: The desk.
            host: The frame of the window.
            changed: Draws the picture.
        """
        self._face, self._host = face, host
        self._picture: Presenter[SummariesFace, SummariesState] = Presenter(
            face, SummariesState(), host.run, changed
        )

    @override
    def look(self) -> None:
        self._picture.work(self._face.periods, self._found)

    @override
    def leave(self) -> None:
        self._picture.show(told=None)

    def choose(self, code: str) -> None:
        """Show another week or month."""
        if code != self.state.chosen:
            self._picture.show(told=None)
            self._read(code)

    @override
    def press(self, name: SummaryAction) -> bool:
        if name == "visit":
            self._host.ask(PageRequest(card=self._face.door))
            return True
        steps = {"before": -1, "after": 1}.get(name)
        if steps is not None:
            self.choose(self.state.beside(steps))
        elif self.state.period is None:
            self._picture.remark(N_("No day was closed yet: there is nothing to add up."), "plain")
        elif name == "paper":
            self._host.ask(PageRequest(paper=f"summary:{self.state.chosen}"))
        elif name == "files" and not self.state.busy:
            self._write(self.state.chosen)
        else:
            return False
        return True

    def _found(self, periods: tuple[SummaryPeriod, ...]) -> None:
        codes = [one.code for one in periods]
        chosen = self.state.chosen if self.state.chosen in codes else next(iter(codes), "")
        self._picture.show(periods=periods)
        if chosen:
            self._read(chosen)

    def _read(self, code: str) -> None:
        def shown(parts: tuple[SummaryPart, ...]) -> None:
            # Where she went on meanwhile, what she is at comes after it.
            if self.state.chosen == code:
                self._picture.show(parts=parts)

        self._picture.work(lambda: self._face.parts(code), shown, chosen=code)

    def _write(self, code: str) -> None:
        def written(path: Path) -> None:
            self._picture.remark(
                N_("The summary lies in {folder}, as a workbook and as a table: {file}."),
                "good",
                folder=path.parent,
                file=path.name,
            )

        self._picture.work(lambda: self._face.write(code), written)
