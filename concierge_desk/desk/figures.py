"""The figures of a day in words, for a screen: what was done, and what is there; nothing of any money.

Source: decisions 0021, 0044.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import time
from typing import Any

from concierge_desk.counter.day.passages import passages_by_hour
from concierge_desk.counter.service_parts import Moved, Report
from concierge_desk.counter.texts.short_dates import short_hour
from concierge_desk.counter.texts.speech import Speech
from concierge_desk.desk import catalogue
from concierge_desk.domain.journal import Posted
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_, translate
from concierge_desk.ui.presenter.figures import BigFigure, Figure, Measured

_NOTHING = frozenset({"0", format_amount(0)})


def how_many(told: Mapping[str, Any], lang: str) -> Iterator[Figure]:
    """Yield what was done, and what is there."""
    if told["passages"] is not None:
        yield figure(translate(N_("People who came in"), lang), str(told["passages"]["day"]))
    yield figure(translate(N_("Tickets"), lang), str(told["tickets"]))
    for report in _reports():
        for label, value in report.lines(told, lang):
            yield figure(label, value)


def in_stock(told: Mapping[str, Any], lang: str) -> Iterator[Figure]:
    """Yield what is left of what services have in stock."""
    for report in _reports():
        for label, value in report.stock(told, lang):
            yield figure(label, value)


def moved_of(told: Mapping[str, Any]) -> Moved | None:
    """Return how many things of others came and went, whatever the service; None where no service takes any."""
    found = [moved for report in _reports() if (moved := report.moved(told)) is not None]
    if not found:
        return None
    return Moved(
        sum(one.came for one in found), sum(one.went for one in found), sum(one.here for one in found)
    )


def figure(label: str, value: str) -> Figure:
    """Return a figure, quiet where it says that there is nothing."""
    return Figure(label, value, quiet=value in _NOTHING)


def moved_figure(told: Mapping[str, Any], speech: Speech) -> BigFigure | None:
    """Return how many things of others came and went, and how many are here; None where no service takes any."""
    moved = moved_of(told)
    if moved is None:
        return None
    here = speech.count("{count} is here", "{count} are here", moved.here)
    return BigFigure(speech.say("Items in, items out"), f"{moved.came} · {moved.went}", (here,))


def hours_of(posted: Sequence[Posted], lang: str) -> Iterator[Measured]:
    """Yield how many people came in within each hour of a day's entries."""
    for hour, count in passages_by_hour(posted).items():
        yield Measured(short_hour(time(hour), lang), str(count), count)


def opening_words(posted: Sequence[Posted], speech: Speech) -> str:
    """Return when a day was opened; empty where its opening cannot be read."""
    opened = next((entry.local.time() for entry in posted if entry.kind == "day.opened"), None)
    return "" if opened is None else speech.say("opened at {hour}", hour=short_hour(opened, speech.lang))


def _reports() -> Iterator[Report]:
    for service in catalogue.services():
        report = service.aside().report
        if report is not None:
            yield report
