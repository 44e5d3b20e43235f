"""The site file: what the desk must know of the place, as the events of ``init``.

Source: docs/contract.md, "Words".
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from concierge_desk.counter.day.closures import closed_on
from concierge_desk.counter.day.opening import WEEKDAYS, grid_set, slots_of
from concierge_desk.counter.setup import desk_fields
from concierge_desk.counter.values.codelists import OPERATOR_RETENTION, Coded, code_of
from concierge_desk.domain import dated
from concierge_desk.domain.accounting.vat_rates import VatRow
from concierge_desk.domain.calendar import read_sessions
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, PersonalRecord

PRACTICE_SUFFIX = "-F"

_DESK = re.compile(r"[A-Z][A-Z0-9]{1,11}")
_OPERATOR = re.compile(r"[a-z][a-z0-9]{1,7}")


@dataclass(frozen=True, slots=True)
class Operator:
    """Somebody who keeps the counter: the code goes into the journal, the name beside it."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Site:
    """A site file that was understood.

    Attributes:
        desk: Its ``[desk]`` part, every field checked.
        operators: In the order of the file; the first is the default.
        grids: Opening hours: first day, then slots of weekday, opening and closing time.
        closures: Exceptional closures: day and reason.
        services: Each service's own part, by code; read by the service.
    """

    desk: Mapping[str, Any]
    operators: tuple[Operator, ...]
    grids: tuple[tuple[str, tuple[Mapping[str, Any], ...]], ...]
    closures: tuple[tuple[str, Coded], ...]
    services: Mapping[str, Mapping[str, Any]]

    def code(self, *, practice: bool) -> str:
        """Return the desk's code as in the chain."""
        return str(self.desk["code"]) + (PRACTICE_SUFFIX if practice else "")


def read_site(text: str) -> Site:
    """Return the site of a TOML text.

    Raises:
        Refused: ``site.unreadable``, ``site.too_large``, or ``site.invalid`` with the field.
    """
    try:
        return site_of(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise Refused("site.unreadable", detail=str(error)) from error
    except RecursionError as error:
        raise Refused("site.too_large") from error


def site_of(raw: Mapping[str, Any]) -> Site:
    """Return the site that a file describes, or whoever answered the questions of a first start.

    Args:
        raw: The tables of a site file.

    Raises:
        Refused: ``site.invalid`` with the field.
    """
    _only(raw, ("desk", "operators", "opening", "closures", "services"), "")
    services = raw.get("services", {})
    if not isinstance(services, dict) or not all(isinstance(part, dict) for part in services.values()):
        raise Refused("site.invalid", field="services")
    return Site(
        desk=_desk(_table(raw, "desk")),
        operators=_operators(_tables(raw, "operators")),
        grids=tuple(_grid(grid, place) for place, grid in enumerate(_tables(raw, "opening"))),
        closures=tuple(_closure(row, place) for place, row in enumerate(_tables(raw, "closures"))),
        services=services,
    )


def require_own_siret(site: Site) -> None:
    """Make sure that a shop which is no exercise has a number of its own.

    Raises:
        Refused: ``site.no_siret``.
    """
    if site.desk["siret"] == desk_fields.NO_SIRET:
        raise Refused("site.no_siret")


def core_events(
    site: Site, *, commissioned: Mapping[str, Any], rates: Sequence[VatRow], draw: Any
) -> list[Event]:
    """Return the core's events of ``init``: the desk first, then settings, hours and rates.

    Args:
        site: The site file.
        commissioned: Practice, software and clock, for the first entry.
        rates: The shipped VAT rates.
        draw: Draws the refs of the operators' names.
    """
    refs = {operator.code: draw("r") for operator in site.operators}
    names = tuple(
        PersonalRecord(refs[operator.code], "operator", operator.name, OPERATOR_RETENTION)
        for operator in site.operators
    )
    practice = bool(commissioned["practice"])
    settings = {
        **site.desk,
        "desk": site.code(practice=practice),
        "practice": practice,
        "clock_given": commissioned["clock"] == "given",
        "operators": [operator.code for operator in site.operators],
        "operator_refs": [refs[operator.code] for operator in site.operators],
    }
    del settings["code"]
    return [
        Event("desk.commissioned", {**commissioned, "siret": site.desk["siret"]}),
        Event("settings.set", settings, personal=names),
        *[grid_set(day, slots) for day, slots in site.grids],
        *[closed_on(day, reason, draw("n")) for day, reason in site.closures],
        Event("vat.imported", {"rows": [dated.row_data(row) for row in rates]}),
    ]


def _desk(raw: Mapping[str, Any]) -> dict[str, Any]:
    _only(raw, (*_FOR_GOOD, *desk_fields.FIELDS), "desk.")
    found: dict[str, Any] = {name: _text(raw, name, "desk.") for name in _FOR_GOOD}
    _match(_DESK, found["code"], "desk.code")
    try:
        return found | desk_fields.checked(raw)
    except desk_fields.BadField as error:
        raise Refused("site.invalid", field=f"desk.{error.name}") from error


_FOR_GOOD = ("code", "drawer")


def _operators(rows: Sequence[Mapping[str, Any]]) -> tuple[Operator, ...]:
    found = []
    for place, row in enumerate(rows):
        where = f"operators[{place}]."
        _only(row, ("code", "name"), where)
        found.append(Operator(_text(row, "code", where), _text(row, "name", where)))
        _match(_OPERATOR, found[-1].code, f"{where}code")
    if not found or len({operator.code for operator in found}) != len(found):
        raise Refused("site.invalid", field="operators")
    return tuple(found)


def _grid(raw: Mapping[str, Any], place: int) -> tuple[str, tuple[Mapping[str, Any], ...]]:
    where = f"opening[{place}]."
    _only(raw, ("valid_from", *WEEKDAYS), where)
    week = []
    for name in WEEKDAYS:
        try:
            week.append(read_sessions(_texts(raw, name, where)))
        except ValueError as error:
            raise Refused("site.invalid", field=f"{where}{name}") from error
    return _day(raw, "valid_from", where), slots_of(week)


def _closure(raw: Mapping[str, Any], place: int) -> tuple[str, Coded]:
    where = f"closures[{place}]."
    _only(raw, ("day", "reason"), where)
    reason = _text(raw, "reason", where)
    code = code_of("closure", reason)
    return _day(raw, "day", where), Coded("other", reason) if code is None else Coded(code, None)


def _only(raw: Mapping[str, Any], names: Sequence[str], where: str) -> None:
    for name in raw:
        if name not in names:
            raise Refused("site.invalid", field=f"{where}{name}")


def _table(raw: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = raw.get(name)
    if not isinstance(found, dict):
        raise Refused("site.invalid", field=name)
    return found


def _tables(raw: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = raw.get(name, [])
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise Refused("site.invalid", field=name)
    return found


def _text(raw: Mapping[str, Any], name: str, where: str) -> str:
    try:
        return desk_fields.shown_text(name, raw.get(name))
    except desk_fields.BadField as error:
        raise Refused("site.invalid", field=f"{where}{name}") from error


def _texts(raw: Mapping[str, Any], name: str, where: str) -> list[str]:
    try:
        return desk_fields.shown_texts(name, raw.get(name))
    except desk_fields.BadField as error:
        raise Refused("site.invalid", field=f"{where}{name}") from error


def _day(raw: Mapping[str, Any], name: str, where: str) -> str:
    found = raw.get(name)
    try:
        # A date with a time is a `date` too, but no day.
        return (found if type(found) is date else date.fromisoformat(_text(raw, name, where))).isoformat()
    except ValueError as error:
        raise Refused("site.invalid", field=f"{where}{name}") from error


def _match(pattern: re.Pattern[str], text: str, field: str) -> None:
    if not pattern.fullmatch(text):
        raise Refused("site.invalid", field=field)
