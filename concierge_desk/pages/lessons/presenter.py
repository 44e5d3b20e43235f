"""Presenter of the lessons: one is begun or left, the practice shop is made anew.

Source: decision 0067.
"""

from collections.abc import Callable, Mapping

from concierge_desk.domain.override import override
from concierge_desk.i18n import N_
from concierge_desk.pages.lessons.actions import ACTIONS, LessonsAction
from concierge_desk.pages.lessons.face import LessonRow, LessonsFace
from concierge_desk.pages.lessons.state import LessonsState
from concierge_desk.ui.presenter.handover import Handover
from concierge_desk.ui.presenter.host import PageHost
from concierge_desk.ui.presenter.picture import PagePresenter, Presenter


class Lessons(PagePresenter[LessonsState, LessonsAction]):
    """Presenter of the lessons: what the page shows and what its keys do, without the window."""

    actions = ACTIONS

    def __init__(self, face: LessonsFace, host: PageHost, changed: Callable[[LessonsState], None]) -> None:
        """Bind the desk.

        Args:
            face: The desk.
            host: The frame of the window.
            changed: Draws the picture.
        """
        self._face, self._host = face, host
        self._picture: Presenter[LessonsFace, LessonsState] = Presenter(
            face, LessonsState(), host.run, changed
        )

    @override
    def look(self) -> None:
        self._picture.work(self._face.lessons, self._read)

    @override
    def leave(self) -> None:
        self._picture.show(renewing=False, told=None)

    @override
    def press(self, name: LessonsAction) -> bool:
        if not self.state.busy:
            self._does[name](self)
        return True

    @override
    def step_back(self) -> bool:
        if not self.state.renewing:
            return False
        self._picture.show(renewing=False, told=None)
        return True

    def choose(self, code: str) -> None:
        """Choose a lesson of the list."""
        if code != self.state.chosen:
            self._picture.show(chosen=code, renewing=False, told=None)

    def _read(self, lessons: tuple[LessonRow, ...]) -> None:
        chosen = self.state.chosen
        if chosen not in {row.code for row in lessons}:
            chosen = _next(lessons)
        self._picture.show(lessons=lessons, chosen=chosen)

    def _begin(self) -> None:
        row = self.state.row
        if row is None:
            return
        self._picture.show(renewing=False, told=None)

        def begun(_nothing: None) -> None:
            self._host.acted()
            # What is to be done is done at the counter; the band over it says what.
            self._host.open(HOME)

        self._picture.work(lambda: self._face.begin(row.code), begun)

    def _end(self) -> None:
        under_way = self.state.under_way
        if under_way is None:
            self._picture.remark(N_("No lesson is under way."), "plain")
            return

        def ended(lessons: tuple[LessonRow, ...]) -> None:
            self._read(lessons)
            self._picture.remark(N_("{lesson}: left. It can be begun anew."), "plain", lesson=under_way.title)
            self._host.acted()

        def end() -> tuple[LessonRow, ...]:
            self._face.end()
            return self._face.lessons()

        self._picture.work(end, ended)

    def _renew(self) -> None:
        if not self.state.renewing:
            self._picture.remark(
                N_(
                    "Everything in this practice shop is thrown away, and another one is made that has been open for three"
                    " weeks. Press the same key once more for that."
                ),
                "warning",
            )
            self._picture.show(renewing=True)
            return
        self._picture.show(renewing=False)
        if why_not := self._host.close_for(Handover("renew")):
            self._picture.remark(why_not, "warning")

    _does: Mapping[LessonsAction, Callable[["Lessons"], object]] = {
        "begin": _begin,
        "end": _end,
        "renew": _renew,
        "back": step_back,
    }


HOME = "counter"
"""Code of the page at which a lesson is done."""


def _next(lessons: tuple[LessonRow, ...]) -> str:
    """Return the lesson to go on with: the one that is under way, else the first that was not gone through."""
    for row in lessons:
        if row.is_under_way and not row.is_over:
            return row.code
    left = [row.code for row in lessons if not row.is_finished]
    return (left or [row.code for row in lessons] or [""])[0]
