"""The core's lesson: the evening.

Source: decision 0067.
"""

from collections.abc import Generator
from random import Random

from concierge_desk.counter.demo.demo import DemoAct, DemoAnswer
from concierge_desk.counter.demo.lessons import Drawn, Lesson, LessonStep, counts
from concierge_desk.i18n import N_


def _nothing(_dice: Random) -> Generator[DemoAct, DemoAnswer, Drawn]:
    yield from ()
    return {}


LESSONS: tuple[Lesson, ...] = (
    Lesson(
        "closing",
        6,
        N_("Close the day"),
        N_("The drawer counted, the day closed, its papers made: nothing to add up by hand."),
        _nothing,
        (
            LessonStep(
                N_(
                    "Open the page of the day, and count what lies in the drawer: the figure you type is believed."
                ),
                lambda since, _drawn: counts(since, "till.counted") + counts(since, "day.closed") > 0,
            ),
            LessonStep(
                N_("Go on, step by step, until the day is closed: its Z tells what was taken, and for whom."),
                lambda since, _drawn: counts(since, "day.closed") > 0,
            ),
        ),
    ),
)
