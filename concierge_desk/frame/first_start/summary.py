"""Summary of a first start, before anything is made: what the shop will be, and what waits. Pure.

Source: decision 0066.
"""

from collections.abc import Collection, Iterator

from concierge_desk.counter.day.opening import WEEKDAYS
from concierge_desk.frame.first_start.answers import Answers, Kind
from concierge_desk.frame.first_start.face import Surroundings
from concierge_desk.frame.first_start.site_form import (
    HALVES,
    MOST_PEOPLE,
    OFFICE,
    PEOPLE,
    PLACE,
    WEEK,
    code_for,
)
from concierge_desk.frame.first_start.state import SummaryLine
from concierge_desk.frame.first_start.step import FirstStep
from concierge_desk.i18n import N_
from concierge_desk.ui.kit.speech import count, say

_LATER = N_("later")
_EXERCISE = N_("An exercise opens: nothing that is done in it counts. F1 leads back here for the real shop.")
_NEEDS = N_("A real shop cannot be made yet. What is missing: {steps}. An exercise opens meanwhile.")
_LOCKED = N_("locked by your words")
_IN_KEYSTORE = N_("in the keystore of this session: the shop opens with it")


def new_lines(
    answers: Answers, around: Surroundings, kind: Kind, missing: tuple[FirstStep, ...], left: Collection[str]
) -> tuple[tuple[SummaryLine, ...], tuple[str, ...]]:
    """Return what is to be made: its lines, and what is said above them.

    Args:
        answers: What was answered.
        around: What the shop is set up among.
        kind: What would be made now.
        missing: What a real shop cannot do without.
        left: Codes of the steps that were left for later.
    """
    if kind == "real":
        return tuple(_lines(answers, around, left)), ()
    if answers.kind == "real":
        names = ", ".join(say(step.name) for step in missing)
        return (), (say(_NEEDS, steps=names),)
    return (), (say(_EXERCISE),)


def _lines(answers: Answers, around: Surroundings, left: Collection[str]) -> Iterator[SummaryLine]:
    name = answers.text("desk.name")
    yield SummaryLine(say("The shop"), f"{name}, {answers.text('desk.town')}", PLACE in left)
    yield SummaryLine(say("Code of the desk"), answers.text("desk.code").upper() or code_for(name))
    days = sum(any(answers.text(f"{day}.{half}") for half in HALVES) for day in WEEKDAYS)
    yield _line(N_("The hours"), count("{count} day a week", "{count} days a week", days), WEEK in left)
    names = [answers.text(f"operator.{place}") for place in range(1, MOST_PEOPLE + 1)]
    yield _line(N_("Who keeps the counter"), ", ".join(filter(None, names)), PEOPLE in left)
    if around.questions:
        given = [answers.text(f"{code}.{question.name}") for code, question in around.questions]
        told = " · ".join(filter(None, given))
        yield _line(N_("La Poste"), told, OFFICE in left or not told)
    yield SummaryLine(say("Keys of the shop"), say(_IN_KEYSTORE if around.keystore else _LOCKED))


def _line(label: str, value: str, waits: bool) -> SummaryLine:
    return SummaryLine(say(label), say(_LATER) if waits else value, waits)
