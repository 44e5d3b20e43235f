"""First steps in a new shop: which there are, which are done, and the small file of what was tried and left for later.

Source: decision 0073.
"""

import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from concierge_desk.counter.rows import Rows
from concierge_desk.counter.shop_steps import ShopStep, StepFacts
from concierge_desk.counter.texts.messages import say
from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Desk
from concierge_desk.desk.small_file import keep_small, read_small
from concierge_desk.desk.switches import pages_off
from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.i18n import N_
from concierge_desk.jobs import core_steps
from concierge_desk.paths import DataFolder, first_steps_file
from concierge_desk.ui.presenter.status import TodayList

LOG = logging.getLogger("concierge_desk.first_steps")

PAGE = "first_steps"
"""Code of the page that they stand on."""

_LABEL = N_("First steps")
_MOST_BYTES = 20_000
_NAMED = 2
"""How many of those that are left a line names."""


@dataclass(frozen=True, slots=True)
class KeptSteps:
    """What the file keeps.

    Attributes:
        begun: A window set the shop up, or put it back at this PC: what is left is reminded of.
        over: Everything was done once: nothing is reminded of any more.
        marks: What was tried or ticked off.
        later: Until the end of which day a step was put off, ISO, by its code.
    """

    begun: bool = False
    over: bool = False
    marks: frozenset[str] = frozenset()
    later: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_under_way(self) -> bool:
        """The shop is new, and something was left so far."""
        return self.begun and not self.over


@dataclass(frozen=True, slots=True)
class StepStand:
    """How a step stands.

    Attributes:
        step: Which.
        done: It was done, or ticked off.
        marked: A mark says so: it was ticked off, or tried here.
        later: It was put off for today.
        told: How it stands, in the language asked.
    """

    step: ShopStep
    done: bool
    marked: bool
    later: bool
    told: str


def begin(folder: DataFolder) -> None:
    """Remind of the steps from now on: the shop is new at this PC.

    Raises:
        EnvironmentFailure: Disk.
    """
    _keep(folder, replace(read(folder), begun=True))


def is_under_way(folder: DataFolder) -> bool:
    """Say whether the shop is new, and something was left so far."""
    return read(folder).is_under_way


def stands(folder: DataFolder, rows: Rows, today: date, lang: str) -> tuple[StepStand, ...]:
    """Return how each step stands, in their order; once all are done, the file says so."""
    return _stands(folder, read(folder), rows, today, lang)


def _stands(folder: DataFolder, kept: KeptSteps, rows: Rows, today: date, lang: str) -> tuple[StepStand, ...]:
    facts = StepFacts(rows, today, kept.marks, lang)
    found = tuple(_stand(step, facts, kept) for step in _steps(rows, today))
    if kept.is_under_way and all(one.done for one in found):
        with suppress(EnvironmentFailure):
            _keep(folder, replace(kept, over=True))
    return found


def reminder(folder: DataFolder, rows: Rows, today: date, lang: str) -> tuple[TodayList, ...]:
    """Return the line of the morning that reminds of what is left; nothing where nothing is, or all is put off."""
    kept = read(folder)
    if not kept.is_under_way:
        return ()
    left = [one.step for one in _stands(folder, kept, rows, today, lang) if not (one.done or one.later)]
    if not left:
        return ()
    named = " · ".join(say(step.title, lang) for step in left[:_NAMED])
    return (TodayList(PAGE, say(_LABEL, lang), len(left), named, "", "plain"),)


def put_off(folder: DataFolder, code: str, today: date) -> None:
    """Leave a step for another day.

    Raises:
        EnvironmentFailure: Disk.
    """
    kept = read(folder)
    _keep(folder, replace(kept, later={**kept.later, code: today.isoformat()}))


def mark(folder: DataFolder, code: str, *, done: bool = True) -> None:
    """Note what was tried or ticked off, or that it was not.

    Raises:
        EnvironmentFailure: Disk.
    """
    kept = read(folder)
    marks = kept.marks | {code} if done else kept.marks - {code}
    if marks != kept.marks:
        _keep(folder, replace(kept, marks=marks, over=kept.over and done))


def note(desk: Desk, what: str) -> None:
    """Note what was tried in a real shop, where it happens; nothing hangs on it, and no failure is told."""
    if desk.identity.practice:
        return
    try:
        mark(desk.folder, what)
    except EnvironmentFailure as failure:
        LOG.warning("not noted: %s", failure.code)


def read(folder: DataFolder) -> KeptSteps:
    """Return what is kept; a file that is missing or makes no sense holds nothing."""
    try:
        return _read(read_small(first_steps_file(folder), _MOST_BYTES))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return KeptSteps()


def _read(told: Mapping[str, Any]) -> KeptSteps:
    later = {str(code): str(day) for code, day in dict(told["later"]).items()}
    return KeptSteps(bool(told["begun"]), bool(told["over"]), frozenset(map(str, told["marks"])), later)


def _keep(folder: DataFolder, kept: KeptSteps) -> None:
    told = {
        "begun": kept.begun,
        "over": kept.over,
        "marks": sorted(kept.marks),
        "later": dict(kept.later),
    }
    keep_small(first_steps_file(folder), told)


def _steps(rows: Rows, today: date) -> tuple[ShopStep, ...]:
    """Return every step, in their order; of a service that is switched off and holds nothing, none."""
    off = pages_off(rows, today)
    brought = [
        step for service in catalogue.services() if service.code not in off for step in service.first_steps()
    ]
    return tuple(sorted((*core_steps.STEPS, *brought), key=lambda step: step.place))


def _stand(step: ShopStep, facts: StepFacts, kept: KeptSteps) -> StepStand:
    marked = step.code in facts.marks
    done = (step.ticked and marked) or step.is_done(facts)
    later = not done and kept.later.get(step.code, "") >= facts.today.isoformat()
    return StepStand(step, done, marked, later, step.told(facts))
