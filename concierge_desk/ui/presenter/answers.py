"""Typed answers to a question: never guessed, and told in one sentence where they cannot be read.

Source: docs/wording.md, "How sentences are worded"; decision 0019.
"""

import re
from datetime import date, datetime
from typing import Any

from concierge_desk.counter.cards.offers import CLEARS, FURTHER, Ask
from concierge_desk.counter.values.codes import read_code
from concierge_desk.domain.money import NotAnAmount, parse_amount
from concierge_desk.domain.override import override
from concierge_desk.domain.typed_day import day_of, moment_of
from concierge_desk.i18n import N_

PENDING = re.compile(r"\d{1,6}(?:[.,]\d{0,2})?")
"""A number that waits for what it belongs to: a quantity, a choice, an amount."""

MOST_PIECES = 10_000
"""More of one thing at once is a code that was typed for a number."""

_WHOLE = re.compile(r"\d{1,6}")
_PHONE = re.compile(r"\+?\d(?:[ .\-]?\d){5,15}$")


class Hidden(str):
    """What was typed and nobody is to see: no text that tells of a state shows it."""

    __slots__ = ()

    @override
    def __repr__(self) -> str:
        return "Hidden()"


class Unread(Exception):
    """The answer cannot be read; `sentence` is an English source that says what to type."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def is_pending(text: str) -> bool:
    """Say whether the scan line holds nothing, or nothing but a pending number."""
    return not text or PENDING.fullmatch(text) is not None


def amount_of(number: str) -> int:
    """Return the cents of a pending number of euros.

    Raises:
        Unread: When it is none.
    """
    try:
        return parse_amount(number.rstrip(".,"))
    except NotAnAmount as error:
        raise Unread(N_("Type the amount in euros, such as 20 or 12,50.")) from error


def cents_of(number: str) -> int:
    """Return the cents of a pending number of euros; 0 while it is none."""
    try:
        return amount_of(number)
    except Unread:
        return 0


def count_of(number: str) -> int | None:
    """Return a pending number of pieces; None where nothing was typed.

    Raises:
        Unread: When it is no whole number above zero.
    """
    if not number:
        return None
    if not _WHOLE.fullmatch(number) or not 1 <= int(number) <= MOST_PIECES:
        raise Unread(N_("Type a whole number, such as 3."))
    return int(number)


def answer_of(ask: Ask, text: str, today: date) -> Any:
    """Return the value of an answer; the proposal where nothing was typed, None where it is left out.

    Args:
        ask: The question.
        text: As typed.
        today: Dates without a year are the ones nearest to it.

    Raises:
        Unread: When it cannot be read, or something has to be said.
    """
    text = text.strip()
    if not text:
        if ask.proposal is None and not ask.optional:
            raise Unread(_NEEDED[ask.kind])
        return ask.proposal
    if ask.clears and text == CLEARS:
        return CLEARS
    return _READERS[ask.kind](ask, text, today)


def _choice(ask: Ask, text: str, _today: date) -> Any:
    place = int(text) if _WHOLE.fullmatch(text) else 0
    if not 1 <= place <= len(ask.options):
        raise Unread(_NEEDED["choice"])
    return ask.options[place - 1].value


def _text(ask: Ask, text: str, _today: date) -> str:
    return Hidden(text) if ask.secret else text


def _who(_ask: Ask, text: str, _today: date) -> dict[str, str]:
    """Return a card, or a name with the telephone number that was typed behind it."""
    try:
        code = read_code(text)
    except ValueError as error:
        raise Unread(_NEEDED["who"]) from error
    if code is not None:
        return {"card": code}
    name, phone = text, ""
    if (found := _PHONE.search(text)) is not None:
        name, phone = text[: found.start()], found.group().strip()
    told = {"name": name.strip(" ,;·"), "phone": phone}
    return {field: said for field, said in told.items() if said}


def _whole(ask: Ask, text: str, _today: date) -> int:
    if not _WHOLE.fullmatch(text) or int(text) < ask.least:
        raise Unread(_NEEDED[ask.kind])
    return int(text)


def _cents(_ask: Ask, text: str, _today: date) -> int:
    return amount_of(text)


def _day(_ask: Ask, text: str, today: date) -> str:
    day = day_of(text, today)
    if day is None:
        raise Unread(_NEEDED["day"])
    return day.isoformat()


def _moment(ask: Ask, text: str, today: date) -> str:
    day = today if ask.proposal is None else datetime.fromisoformat(ask.proposal).date()
    moment = moment_of(text, day, today)
    if moment is None:
        raise Unread(_NEEDED["moment"])
    return moment.isoformat(timespec="minutes")


def ticked(text: str, count: int) -> list[bool]:
    """Return which of so many lines are ticked, by the numbers of those that are not; one named twice is again.

    Raises:
        Unread: When there is no such line.
    """
    places = [
        int(number) if _WHOLE.fullmatch(number) else 0 for number in re.split(r"[\s,;.]+", text) if number
    ]
    if any(not 1 <= place <= count for place in places):
        raise Unread(_NEEDED["ticks"])
    return [places.count(place) % 2 == 0 for place in range(1, count + 1)]


def _ticks(ask: Ask, text: str, _today: date) -> list[Any]:
    on = ticked(text, len(ask.options))
    return [option.value for option, stays in zip(ask.options, on, strict=True) if stays]


FIGURES = 9
"""Up to so many lines each figure that is typed is a number; of more, numbers have a space between them."""


def _needed_of(ask: Ask) -> str:
    """Return what a list that several lines are picked from asks for: labels where it has some."""
    return _NEEDED["picks"] if ask.gathers else _LINES


_LINES = N_("Type the numbers of the lines that are meant, one after the other.")


def picked(ask: Ask, text: str) -> list[int]:
    """Return the places of the lines that are meant, each as often as its number is typed.

    Of those that are scanned each is meant once: pressed again it is not.

    Raises:
        Unread: When there is no such line.
    """
    count = len(ask.options)
    parts = [part for part in re.split(r"[\s,;.]+", text) if part]
    if not all(map(_WHOLE.fullmatch, parts)):
        raise Unread(_needed_of(ask))
    numbers = [int(part) for part in ("".join(parts) if count <= FIGURES else parts)]
    if any(not 1 <= number <= count for number in numbers):
        raise Unread(_needed_of(ask))
    places = [number - 1 for number in numbers]
    if not ask.gathers:
        return places
    return [place for place in dict.fromkeys(places) if places.count(place) % 2]


def _picks(ask: Ask, text: str, _today: date) -> list[Any]:
    places = picked(ask, text)
    values = [ask.options[place].value for place in places]
    if not [value for value in values if value != FURTHER]:
        raise Unread(_needed_of(ask))
    if ask.whole and len(set(places)) < len(ask.options):
        raise Unread(N_("Not all of them are ticked yet: scan the others too, or leave it with Esc."))
    return values


_READERS = {
    "choice": _choice,
    "text": _text,
    "who": _who,
    "grams": _whole,
    "count": _whole,
    "day": _day,
    "moment": _moment,
    "cents": _cents,
    "ticks": _ticks,
    "picks": _picks,
}

_NEEDED = {
    "choice": N_("Type the number of one of the lines."),
    "text": N_("Type it, then Enter."),
    "who": N_("Scan the card, or type the name; then Enter."),
    "grams": N_("Type the weight in grams, such as 250."),
    "count": N_("Type a whole number, such as 3."),
    "day": N_("Type the date, such as 24/11."),
    "moment": N_("Type the time, such as 10:40; of another day with its date, such as 24/11 10:40."),
    "cents": N_("Type the amount in euros, such as 20 or 12,50."),
    "ticks": N_("Type the numbers of the lines that are left out, with a space between them."),
    "picks": N_("Type the numbers of the lines that are meant, or scan the labels."),
}
