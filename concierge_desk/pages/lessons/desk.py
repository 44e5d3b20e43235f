"""The lessons of an open practice desk.

Source: decision 0067.
"""

from collections.abc import Mapping

from concierge_desk.counter.command.sources import context_of
from concierge_desk.counter.demo.lessons import Lesson
from concierge_desk.desk.chips import takes_acts
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.override import override
from concierge_desk.jobs import lessons as learnt
from concierge_desk.jobs.page_desk import PageDesk
from concierge_desk.pages.lessons.face import LessonRow, LessonsFace
from concierge_desk.store.connection import Connection
from concierge_desk.store.unit import View

_NOT_DRAWN = "…"


class LessonsDesk(PageDesk, LessonsFace):
    """The desk of the page of the lessons."""

    @override
    def lessons(self) -> tuple[LessonRow, ...]:
        return self._desk.store.read(self._rows)

    @override
    def begin(self, code: str) -> None:
        if not self._desk.store.read(self._takes_acts):
            raise Refused("lessons.no_day")
        learnt.begin(self._desk, code)

    @override
    def end(self) -> None:
        learnt.leave(self._desk.folder)

    def _takes_acts(self, rows: Connection) -> bool:
        return takes_acts(context_of(View(rows), self._desk.counter.sources, self._operator))

    def _rows(self, rows: Connection) -> tuple[LessonRow, ...]:
        folder = self._desk.folder
        under_way, finished = learnt.look(folder, rows), learnt.read(folder).finished
        return tuple(
            self._row(number, lesson, under_way, finished)
            for number, lesson in enumerate(learnt.lessons(), 1)
        )

    def _row(
        self, number: int, lesson: Lesson, under_way: learnt.LessonUnderWay | None, finished: tuple[str, ...]
    ) -> LessonRow:
        say, found = self.speech.say, under_way
        if found is not None and found.lesson.code != lesson.code:
            found = None
        drawn: Mapping[str, str] = _Undrawn() if found is None else found.drawn
        return LessonRow(
            lesson.code,
            number,
            say(lesson.title),
            say(lesson.aim),
            tuple(learnt.filled(step.text, drawn, self.lang) for step in lesson.steps),
            0 if found is None else found.done,
            found is not None,
            lesson.code in finished,
            say(found.wrong) if found is not None and found.wrong else "",
        )


class _Undrawn(dict[str, str]):
    """What a lesson will draw is not known before it begins."""

    def __missing__(self, _name: str) -> str:
        return _NOT_DRAWN
