"""The lessons of a practice desk: which there are, where she stands, and the acts that come before one.

Source: decision 0067.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from concierge_desk.counter.core.lessons import LESSONS as CORE_LESSONS
from concierge_desk.counter.demo.lessons import Lesson
from concierge_desk.counter.texts.speech import Speech
from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Desk
from concierge_desk.desk.small_file import keep_small, read_small
from concierge_desk.i18n import translate
from concierge_desk.jobs.demo.acting import play_acts
from concierge_desk.paths import DataFolder, lessons_file
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection

_MOST_BYTES = 20_000
_SEED_BITS = 64
_MOST_ENTRIES = 500
"""Whoever does that much has left the lesson long ago."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where she stands in the lessons.

    Attributes:
        code: Of the lesson that is under way; empty where none is.
        since: Last entry before its first step.
        drawn: What it drew.
        finished: Codes of the lessons that were gone through.
    """

    code: str = ""
    since: int = 0
    drawn: Mapping[str, str] = field(default_factory=dict)
    finished: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LessonUnderWay:
    """The lesson that is under way.

    Attributes:
        lesson: Which.
        number: Its number among the lessons, 1 for the first.
        done: How many of its steps were done.
        drawn: What it drew.
        wrong: English source of what went wrong; empty while nothing did.
    """

    lesson: Lesson
    number: int
    done: int
    drawn: Mapping[str, str]
    wrong: str = ""

    @property
    def is_over(self) -> bool:
        """Every step was done, and nothing is left to be set right."""
        return self.done == len(self.lesson.steps) and not self.wrong


def lessons() -> tuple[Lesson, ...]:
    """Return every lesson, in the order in which they are learnt."""
    brought = [lesson for service in catalogue.services() for lesson in service.aside().lessons]
    return tuple(sorted((*CORE_LESSONS, *brought), key=lambda lesson: lesson.place))


def begin(desk: Desk, code: str) -> None:
    """Begin a lesson anew: what happens before it is played, and its steps are counted from here.

    Raises:
        EnvironmentFailure: Disk.
        LookupError: There is no such lesson.
    """
    lesson = next((lesson for lesson in lessons() if lesson.code == code), None)
    if lesson is None:
        raise LookupError(code)
    stand = read(desk.folder)
    drawn = play_acts(desk, lesson.begins(Random(secrets.randbits(_SEED_BITS))))  # noqa: S311  (plausible, not secret)
    _keep(desk.folder, Stand(code, desk.store.read(journal.head).seq, drawn, stand.finished))


def leave(folder: DataFolder) -> None:
    """Leave the lesson that is under way; what was done stays done.

    Raises:
        EnvironmentFailure: Disk.
    """
    _keep(folder, Stand(finished=read(folder).finished))


def look(folder: DataFolder, rows: Connection) -> LessonUnderWay | None:
    """Return how far the lesson is that is under way; None where none is, or it is no lesson any more."""
    stand = read(folder)
    known = lessons() if stand.code else ()
    number, lesson = next(((n, one) for n, one in enumerate(known, 1) if one.code == stand.code), (0, None))
    if lesson is None:
        return None
    last = min(journal.head(rows).seq, stand.since + _MOST_ENTRIES)
    since = tuple(journal.posted(rows, stand.since + 1, last))
    found = LessonUnderWay(
        lesson, number, lesson.done(since, stand.drawn), stand.drawn, lesson.wrong(since, stand.drawn)
    )
    if found.is_over and stand.code not in stand.finished:
        _keep(folder, Stand(stand.code, stand.since, stand.drawn, (*stand.finished, stand.code)))
    return found


def filled(text: str, drawn: Mapping[str, str], lang: str) -> str:
    """Return the sentence of a step in the language asked, with what its lesson drew."""
    return translate(text, lang).format_map(drawn)


def sentence(found: LessonUnderWay, lang: str) -> str:
    """Return what is to be done now, or what went wrong, in one line."""
    lesson, say = found.lesson, Speech(lang).say
    title = say(lesson.title)
    if found.wrong:
        return say(
            "Lesson {number}, {title}: {text}", number=found.number, title=title, text=say(found.wrong)
        )
    if found.is_over:
        return say(
            "Lesson {number}, {title}: done, well done. The next one stands on the page Lessons.",
            number=found.number,
            title=title,
        )
    text = filled(lesson.steps[found.done].text, found.drawn, lang)
    if len(lesson.steps) == 1:
        return say("Lesson {number}, {title}: {text}", number=found.number, title=title, text=text)
    return say(
        "Lesson {number}, {title}, {step} of {steps}: {text}",
        number=found.number,
        title=title,
        step=found.done + 1,
        steps=len(lesson.steps),
        text=text,
    )


def read(folder: DataFolder) -> Stand:
    """Return where she stands; a file that is missing or makes no sense holds what everybody begins with."""
    try:
        return _read(read_small(lessons_file(folder), _MOST_BYTES))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return Stand()


def _read(told: Mapping[str, Any]) -> Stand:
    code, since = str(told["code"]), int(told["since"])
    drawn = {str(name): str(value) for name, value in dict(told["drawn"]).items()}
    return Stand(code, since, drawn, tuple(map(str, told["finished"])))


def _keep(folder: DataFolder, stand: Stand) -> None:
    told = {
        "code": stand.code,
        "since": stand.since,
        "drawn": dict(stand.drawn),
        "finished": list(stand.finished),
    }
    keep_small(lessons_file(folder), told)
