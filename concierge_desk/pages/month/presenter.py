"""Presenter of the page of the month: one period at a time, on paper and as a table.

Source: decision 0079.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from concierge_desk.counter.core.month_cards import CLOSE
from concierge_desk.domain.override import override
from concierge_desk.i18n import N_
from concierge_desk.pages.month.actions import ACTIONS, MonthAction
from concierge_desk.pages.month.face import KnownPeriods, MonthFace, ShownPeriod
from concierge_desk.pages.month.state import MonthState
from concierge_desk.ui.presenter.host import PageHost
from concierge_desk.ui.presenter.picture import PagePresenter, Presenter
from concierge_desk.ui.presenter.request import PageRequest


class MonthPresenter(PagePresenter[MonthState, MonthAction]):
    """What the page of the month shows and what its keys do, without the window."""

    actions = ACTIONS
    writes = False

    def __init__(self, face: MonthFace, host: PageHost, changed: Callable[[MonthState], None]) -> None:
        """Bind the desk.

        Args:
            face: The desk.
            host: The frame of the window.
            changed: Draws the picture.
        """
        self._face, self._host = face, host
        self._picture: Presenter[MonthFace, MonthState] = Presenter(face, MonthState(), host.run, changed)

    @override
    def look(self) -> None:
        self._picture.work(self._face.periods, self._found)

    refresh = look

    @override
    def leave(self) -> None:
        self._picture.show(told=None)

    @override
    def press(self, name: MonthAction) -> bool:
        if not self.state.busy:
            self._does[name](self)
        return True

    @override
    def step_back(self) -> bool:
        return False

    def _found(self, periods: KnownPeriods) -> None:
        self._picture.show(periods=periods)
        known, shown = periods.of(years=self.state.years), self.state.period
        if not known:
            self._picture.show(period=None)
            return
        kept = shown.period if shown is not None and shown.period in known else known[-1]
        self._read(kept)

    def _read(self, period: str) -> None:
        def show(shown: ShownPeriod) -> None:
            self._picture.show(period=shown)

        self._picture.work(lambda: self._face.shown(period), show)

    def _turn(self, by: int) -> None:
        state = self.state
        known = state.periods.of(years=state.years) if state.periods is not None else ()
        place = state.place + by
        if 0 <= place < len(known):
            self._picture.show(told=None)
            self._read(known[place])
        elif known:
            words = N_("Nothing was closed before this one.") if by < 0 else N_("This is the last one.")
            self._picture.remark(words, "plain")

    def _change_span(self) -> None:
        state = self.state
        if state.periods is None or not state.periods.of(years=not state.years):
            return
        self._picture.show(years=not state.years, told=None)
        self._found(state.periods)

    def _show_paper(self) -> None:
        shown = self.state.period
        if shown is None or not shown.paper:
            self._picture.remark(
                N_("It has its paper once it is closed: until then F5 writes it as a table."), "plain"
            )
            return
        self._host.ask(PageRequest(paper=shown.paper))

    def _show_cautions(self) -> None:
        shown = self.state.period
        self._host.ask(PageRequest(paper="cautions:now" if shown is None else shown.cautions))

    def _write(self) -> None:
        shown = self.state.period
        if shown is None:
            return

        def written(path: Path) -> None:
            told = self._picture.speech.say(N_("Written: {path}"), path=path)
            self._picture.tell(told)

        self._picture.work(lambda: self._face.write(shown.period), written)

    def _close(self) -> None:
        """Closing is an act like any other: the counter asks and plays it."""
        shown = self.state.period
        if shown is None or not shown.closable:
            self._picture.remark(
                N_(
                    "There is nothing to close here now: a month is closed between two days, once it is over."
                ),
                "plain",
            )
            return
        self._host.ask(PageRequest(card=CLOSE))

    _does: Mapping[MonthAction, Callable[["MonthPresenter"], object]] = {
        "before": lambda self: self._turn(-1),
        "after": lambda self: self._turn(1),
        "span": _change_span,
        "paper": _show_paper,
        "cautions": _show_cautions,
        "table": _write,
        "close": _close,
        "back": step_back,
    }
