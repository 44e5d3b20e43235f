"""Sheets of prices of an open desk.

Source: decision 0068.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from concierge_desk.counter.texts.short_dates import day_and_year
from concierge_desk.domain.money import format_amount
from concierge_desk.domain.override import override
from concierge_desk.domain.signs import MINUS
from concierge_desk.i18n import N_
from concierge_desk.jobs import price_sheets
from concierge_desk.jobs.page_desk import MachineDesk
from concierge_desk.pages.tariff.face import LookedAtSheet, Part, PriceLine, SheetFile, TariffFace

_HOLE = "tariff.hole"
_PARTS: Mapping[str, Part] = {"tariff.fall": "fall", "tariff.rise": "rise"}
_ORDER: tuple[Part, ...] = ("fall", "rise", "odd", "new", "change", "same")


class TariffDesk(MachineDesk, TariffFace):
    """The desk of the page of the tariffs."""

    @override
    def files(self) -> tuple[SheetFile, ...]:
        found = price_sheets.found_sheets(self._desk, self._operator, self._system)
        # What can be read stands first.
        return tuple(self._file(sheet) for sheet in sorted(found, key=lambda sheet: sheet.rows is None))

    @override
    def sheet(self, path: Path) -> LookedAtSheet:
        rows = price_sheets.read_price_sheet(path)
        found = price_sheets.preview_price_sheet(self._desk, rows, self._operator)
        lines = sorted((self._line(row) for row in found["rows"]), key=lambda line: _ORDER.index(line.part))
        holes = [one for one in found["findings"] if one["code"] == _HOLE]
        missing = dict.fromkeys(self.sentence(_HOLE, hole) for hole in holes)
        first = min(row["valid_from"] for row in found["rows"])
        return LookedAtSheet(path, tuple(lines), tuple(missing), self._day(first))

    @override
    def take_in(self, path: Path, *, confirmed: bool) -> int:
        rows = price_sheets.read_price_sheet(path)
        price_sheets.import_price_sheet(self._desk, rows, self._operator, confirmed=confirmed)
        return len(rows)

    def _file(self, found: price_sheets.FoundSheet) -> SheetFile:
        say = self.speech.say
        if found.shipped:
            name, place = say(N_("Prices that came with the program")), say(N_("with this version"))
        else:
            name = found.path.name
            place = say(N_("Stick {label}"), label=found.place) if found.place else say(N_("Downloads"))
        return SheetFile(found.path, name, place, found.rows)

    def _line(self, row: Mapping[str, Any]) -> PriceLine:
        weight = "" if row["max_g"] is None else f"{row['max_g']}\N{NO-BREAK SPACE}g"
        label = " · ".join(word for word in (row["label"], row["zone"], weight) if word)
        new = format_amount(row["new_cents"])
        old = row["old_cents"]
        return PriceLine(
            part=_part(row),
            label=label,
            day=self._day(row["valid_from"]),
            prices=new if old is None else f"{format_amount(old)} → {new}",
            change="" if row["change"] is None else _percent(row["change"]),
        )

    def _day(self, iso: str) -> str:
        return day_and_year(date.fromisoformat(iso), self.lang)


def _part(row: Mapping[str, Any]) -> Part:
    if row["known"]:
        return "same"
    for code, part in _PARTS.items():
        if code in row["findings"]:
            return part
    if any(code != _HOLE for code in row["findings"]):
        return "odd"
    return "new" if row["old_cents"] is None else "change"


def _percent(hundredths: int) -> str:
    whole, rest = divmod(abs(hundredths), 100)
    return f"{MINUS if hundredths < 0 else '+'}{whole},{rest:02d}\N{NO-BREAK SPACE}%"
