"""State of the page of the lessons: one unmoving picture after another.

Source: decision 0067.
"""

from dataclasses import dataclass

from concierge_desk.pages.lessons.face import LessonRow
from concierge_desk.ui.presenter.told import Message


@dataclass(frozen=True, slots=True)
class LessonsState:
    """Everything the page of the lessons shows.

    Attributes:
        lessons: All of them, in their order.
        chosen: Code of the one that is chosen; empty before they were read.
        renewing: Whether the practice shop is to be made anew was asked.
        told: The last sentence.
        busy: The desk is at work.
    """

    lessons: tuple[LessonRow, ...] = ()
    chosen: str = ""
    renewing: bool = False
    told: Message | None = None
    busy: bool = False

    @property
    def row(self) -> LessonRow | None:
        """The lesson that is chosen."""
        return next((row for row in self.lessons if row.code == self.chosen), None)

    @property
    def under_way(self) -> LessonRow | None:
        """The lesson that is under way."""
        return next((row for row in self.lessons if row.is_under_way), None)
