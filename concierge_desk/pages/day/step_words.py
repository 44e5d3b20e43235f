"""Words of the steps of a closing, each step's in one place.

A file for a principal is a step of its own, under the name that its service gives it.

Source: decisions 0021, 0039.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from concierge_desk.counter.day.evening_steps import STEPS, Step
from concierge_desk.i18n import N_
from concierge_desk.pages.day.face import DaySummary
from concierge_desk.ui.kit.speech import say


@dataclass(frozen=True, slots=True)
class StepWords:
    """Words of a step, English sources.

    Attributes:
        name: In the bar.
        heading: Over what is shown for it.
        key: What the key does that goes on.
        to_do: What to do where nothing else is shown; empty where something is.
    """

    name: str
    heading: str
    key: str
    to_do: str = ""


STEP_WORDS: Mapping[Step, StepWords] = {
    "rest": StepWords("", N_("All done"), N_("Done")),
    "visits": StepWords(N_("Nobody left waiting"), N_("Visits that are not settled"), N_("Go on")),
    "check": StepWords(N_("Cards and cheques"), N_("Cards and cheques"), N_("Go on")),
    # Each count has words of its own.
    "there": StepWords("", N_("What ought to be here"), N_("Go on")),
    "count": StepWords(N_("Count the drawer"), N_("Count without looking at the total"), N_("Counted")),
    "counted": StepWords("", N_("The drawer"), N_("Close the day and write the report")),
    "report": StepWords(N_("The report"), N_("The report"), N_("Write the report")),
    "stick": StepWords(
        N_("The stick"),
        N_("The stick"),
        N_("Copy onto the stick"),
        N_("Plug the stick in: the copy begins by itself where the stick is known, else with F10."),
    ),
    "over": StepWords(
        "",
        N_("All done"),
        N_("Done"),
        N_("The day is closed, its report is written, and a copy of everything lies on the stick."),
    ),
}


def bar_of(sheet: DaySummary, step: Step) -> tuple[list[str], int]:
    """Return the names of the steps in the bar, in the language shown, and the place of the one that stands.

    Args:
        sheet: The day: which files it owes.
        step: The step that stands; past the last place where nothing is owed any more.
    """
    names = [name for known in STEPS for name in _names(sheet, known)]
    if step in {"rest", "over"}:
        return names, len(names)
    standing = STEP_WORDS["count" if step == "counted" else step].name
    name = _owed(sheet, step) or say(standing)
    # The last file is written while its step still stands.
    return names, names.index(name) if name in names else len(names) - 2


def _names(sheet: DaySummary, step: Step) -> tuple[str, ...]:
    """Return what a step is called in the bar: a count and a file each by its own name."""
    if step == "there":
        return tuple(one.name for one in sheet.counts)
    if step == "report" and sheet.owed:
        return sheet.owed
    # Where nothing was taken by card and no cheque is here, that step is none.
    return () if step == "check" and not sheet.to_check else (say(STEP_WORDS[step].name),)


def heading_of(sheet: DaySummary, step: Step) -> str:
    """Return what stands over a step, in the language shown."""
    if step == "count" and sheet.drawer:
        return say(N_("Count the drawer {drawer} without looking at the total"), drawer=sheet.drawer)
    if step == "there" and sheet.next_count is not None:
        return sheet.next_count.heading
    return _owed(sheet, step) or say(STEP_WORDS[step].heading)


def _owed(sheet: DaySummary, step: Step) -> str:
    """Return what the count or the file is called that a step is for; empty where it is for none."""
    if step == "there":
        return "" if sheet.next_count is None else sheet.next_count.name
    report = sheet.next_report if step == "report" else None
    return "" if report is None else report.label
