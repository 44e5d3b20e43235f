"""Words of an answer, as it is read beside the questions that come after it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from concierge_desk.counter.cards.offers import CLEARS, FURTHER, Ask, Kind
from concierge_desk.counter.texts.short_dates import day_and_year, short_day, short_hour
from concierge_desk.domain.money import format_amount
from concierge_desk.ui.kit.speech import lang, say


def counted(ask: Ask, places: Sequence[int]) -> str:
    """Return what is picked, each with how often; empty where nothing is."""
    counts = {place: places.count(place) for place in places}
    return ", ".join(
        f"{count} × {ask.options[place].label}" if count > 1 else ask.options[place].label
        for place, count in counts.items()
    )


_HIDDEN = "••••"


def answer_words(ask: Ask, value: Any) -> str:
    """Return an answer as it is read: an option by its label, money as money, a day as it is said."""
    chosen = [option.label for option in ask.options if ask.kind == "choice" and option.value == value]
    if chosen:
        return chosen[0]
    if value is None or (ask.clears and value == CLEARS):
        return say("All of them") if ask.kind == "ticks" else "—"
    if ask.secret:
        return _HIDDEN
    shown = _SHOWN.get(ask.kind)
    return str(value) if shown is None else shown(ask, value)


def _person(_ask: Ask, value: Any) -> str:
    """Return who was said: a name with its telephone number; a card by that it is one."""
    return " ".join(filter(None, (value.get("name"), value.get("phone")))) or say("The card")


def _picked(ask: Ask, values: Sequence[Any]) -> str:
    """Return what was picked: the first of it, and how many more."""
    label = next((option.label for option in ask.options if values and option.value == values[0]), "")
    return f"{label} + {len(values) - 1}" if len(values) > 1 else label


def _dated(value: str, *, whole: bool) -> str:
    """Return a day, or a moment of one, as it is said."""
    if whole:
        return day_and_year(date.fromisoformat(value), lang())
    at = datetime.fromisoformat(value)
    return f"{short_day(at.date(), lang())}, {short_hour(at.time(), lang())}"


_SHOWN: Mapping[Kind, Callable[[Ask, Any], str]] = {
    "who": _person,
    "ticks": lambda ask, value: f"{len(value)}/{len(ask.options)}",
    "picks": lambda ask, value: _picked(ask, [one for one in value if one != FURTHER]),
    "cents": lambda _ask, value: format_amount(value),
    "day": lambda _ask, value: _dated(value, whole=True),
    "moment": lambda _ask, value: _dated(value, whole=False),
    "grams": lambda _ask, value: f"{value} g",
}
"""How an answer of each kind is read, where it is not read as it was typed."""
