"""Fields of ``[desk]``: what a shop says of itself, checked alike in its site file and when it is changed. Pure.

Source: docs/contract.md, "Words"; decision 0065.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from stdnum.fr import siret, tva

from concierge_desk.counter.day.holidays import REGIONS
from concierge_desk.domain.document import ROLLS

NO_SIRET = "0" * 14
"""That of the shipped example: it passes its own check."""

_DAY_OF_YEAR = re.compile(r"[0-9]{2}-[0-9]{2}")
_ANY_YEAR = 2001
"""No leap year: what is a day in it is one in every year."""


class BadField(ValueError):
    """A field is not what it promises.

    Attributes:
        name: The field.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def checked(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields as settings hold them, in the order of `FIELDS`; what may be left out is, where it is.

    Raises:
        BadField: With the first that is wrong, missing, or of another shop than the SIRET.
    """
    found: dict[str, Any] = {}
    for name, read in FIELDS.items():
        if name in raw or name not in MAY_BE_LEFT_OUT:
            found[name] = read(name, raw.get(name))
    # The number ends with the company's own.
    if "vat_number" in found and not found["vat_number"].endswith(found["siret"][:9]):
        raise BadField("vat_number")
    return found


def shown_text(name: str, raw: object) -> str:
    """Return a text without what cannot be seen.

    Raises:
        BadField: When it is none, or empty.
    """
    if not isinstance(raw, str) or not raw.strip() or not raw.isprintable():
        raise BadField(name)
    return raw.strip()


def shown_texts(name: str, raw: object) -> list[str]:
    """Return lines of text; none where they were left out.

    Raises:
        BadField: When one of them is none.
    """
    lines = [] if raw is None else raw
    if not isinstance(lines, list) or not all(isinstance(one, str) and one.isprintable() for one in lines):
        raise BadField(name)
    return lines


def _siret(name: str, raw: object) -> str:
    number = siret.compact(shown_text(name, raw))
    if not siret.is_valid(number):
        raise BadField(name)
    return str(number)


def _timezone(name: str, raw: object) -> str:
    zone = shown_text(name, raw)
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:  # OSError: a region, such as "Europe"
        raise BadField(name) from error
    return zone


def _holidays(name: str, raw: object) -> str:
    region = shown_text(name, raw)
    if region not in REGIONS:
        raise BadField(name)
    return region


def _day_of_year(name: str, raw: object) -> str:
    day = shown_text(name, raw)
    try:
        date.fromisoformat(f"{_ANY_YEAR}-{day}" if _DAY_OF_YEAR.fullmatch(day) else "")
    except ValueError as error:
        raise BadField(name) from error
    return day


def _vat_number(name: str, raw: object) -> str:
    number = tva.compact(shown_text(name, raw))
    if not tva.is_valid(number):
        raise BadField(name)
    return f"FR{number}"


def _roll(name: str, raw: object) -> int:
    # True is an integer too.
    if type(raw) is not int or raw not in ROLLS:
        raise BadField(name)
    return raw


FIELDS: Mapping[str, Callable[[str, Any], Any]] = {
    "name": shown_text,
    "legal": shown_texts,
    "address": shown_texts,
    "siret": _siret,
    "rcs": shown_text,
    "vat_number": _vat_number,
    "timezone": _timezone,
    "holidays": _holidays,
    "fiscal_year_start": _day_of_year,
    "roll_mm": _roll,
}
"""By field, what reads it: all of ``[desk]`` but the code, which is for good, and the drawers."""

MAY_BE_LEFT_OUT = frozenset({"rcs", "vat_number", "roll_mm"})
