"""Check of new tariff rows, before they count: against each other and against what is known.

Source: docs/trade.md, "Rules of the tariff rows".
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeAlias

from concierge_desk.domain import dated
from concierge_desk.services.relay.model.postage.tariff import FULL, TariffRow

OVERLAP = "tariff.overlap"
"""Two prices for one band on one day: which to charge could not be known."""
HOLE = "tariff.hole"
"""A band without a price of its own where the bands beside it have one, or days between two rows."""
FALL = "tariff.fall"
"""Cheaper than the row it follows."""
RISE = "tariff.rise"
"""More than 15 % dearer than the row it follows."""
BAND_ORDER = "tariff.band_order"
"""A heavier band cheaper than a lighter one."""

_MOST_RISE = 115
_NEXT_DAY = timedelta(days=1)

_Band: TypeAlias = int | None
_Key: TypeAlias = tuple[str, str, _Band, date]


@dataclass(frozen=True, slots=True)
class Finding:
    """One odd thing.

    Attributes:
        code: What it is.
        product: Code of the product.
        zone: Zone of the tariff.
        max_g: The band; None for a flat price.
        day: First day on which it shows.
        params: ``old_cents`` and ``new_cents``: the price before, or of the lighter band, and the new one; of
            a hole ``old_cents`` alone: the price that stays in force, None where there is none.
    """

    code: str
    product: str
    zone: str
    max_g: int | None
    day: date
    params: Mapping[str, int | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The rows of one product in one zone, known and new, and which of them are new.

    Attributes:
        rows: From the oldest on; a new row has taken the place of a known one of its band and day.
        new: Keys of the new ones.
        corrected: What stood in the place of some of them.
    """

    rows: Sequence[TariffRow]
    new: frozenset[_Key]
    corrected: Mapping[_Key, TariffRow]

    def is_new(self, *rows: TariffRow) -> bool:
        """Say whether one of the rows is new: what was known already was judged when it came."""
        return any(_key(row) in self.new for row in rows)

    def bands(self) -> Iterator[list[TariffRow]]:
        """Yield the rows of each band, from the oldest on."""
        for band in sorted({row.max_g for row in self.rows}, key=_weight):
            yield [row for row in self.rows if row.max_g == band]

    def beginning(self, day: date) -> list[TariffRow]:
        """Return the rows that begin on a day, from the lightest band on."""
        return sorted((row for row in self.rows if row.valid_from == day), key=lambda row: _weight(row.max_g))

    def holding(self, day: date) -> dict[_Band, TariffRow]:
        """Return the row of each band that holds on a day."""
        held = ((rows[0].max_g, dated.latest(rows, day)) for rows in self.bands())
        return {band: row for band, row in held if row is not None}


def check(known: Iterable[TariffRow], new: Sequence[TariffRow]) -> tuple[Finding, ...]:
    """Return what is odd about new rows, sorted by product, zone, day and band.

    A new row of a band and first day that are known replaces what was known: a correction is no overlap.
    An older row without an end is ended by the one that follows it. Rows of ``partial`` coverage say of
    themselves that other bands are missing: these are no holes.
    """
    known = tuple(known)
    merged = {_key(row): row for row in known} | {_key(row): row for row in new}
    keys = frozenset(_key(row) for row in new)
    corrected = {_key(row): row for row in known if _key(row) in keys}
    found = list(_said_twice(new))
    for product, zone in {(row.product, row.zone) for row in new}:
        own = [row for row in merged.values() if (row.product, row.zone) == (product, zone)]
        sheet = _Sheet(sorted(own, key=lambda row: row.valid_from), keys, corrected)
        for part in (_overlaps, _gaps, _missing_bands, _leaps, _disorder):
            found.extend(part(sheet))
    return tuple(sorted(found, key=_place))


def followed(known: Iterable[TariffRow], row: TariffRow) -> TariffRow | None:
    """Return the row that a row follows: of its band, the last one that begins before it."""
    before = (old for old in known if _band(old) == _band(row) and old.valid_from < row.valid_from)
    return max(before, key=lambda old: old.valid_from, default=None)


def replaced(known: Iterable[TariffRow], row: TariffRow) -> TariffRow | None:
    """Return the row of the same band and first day whose place a new one takes."""
    return next((old for old in known if _key(old) == _key(row)), None)


def _said_twice(new: Sequence[TariffRow]) -> Iterator[Finding]:
    """Find bands that one import prices twice from one day on, unless both rows say the same."""
    said: dict[_Key, set[tuple[int, str, date | None]]] = {}
    for row in new:
        said.setdefault(_key(row), set()).add((row.cents, row.vat_code, row.valid_to))
    for (product, zone, max_g, day), prices in said.items():
        if len(prices) > 1:
            yield Finding(OVERLAP, product, zone, max_g, day)


def _overlaps(sheet: _Sheet) -> Iterator[Finding]:
    """Find rows that begin before the stated end of an older one."""
    for rows in sheet.bands():
        for place, row in enumerate(rows):
            if any(
                older.valid_to is not None and older.valid_to >= row.valid_from and sheet.is_new(older, row)
                for older in rows[:place]
            ):
                yield _finding(OVERLAP, row)


def _gaps(sheet: _Sheet) -> Iterator[Finding]:
    """Find days without a price between the stated end of a row and the next one."""
    for rows in sheet.bands():
        for older, row in pairwise(rows):
            if older.valid_to is None or not _is_full(sheet, older, row):
                continue
            if row.valid_from - older.valid_to <= _NEXT_DAY:
                continue
            first = older.valid_to + _NEXT_DAY
            if dated.latest(rows, first) is None:
                yield Finding(HOLE, row.product, row.zone, row.max_g, first, {"old_cents": None})


def _missing_bands(sheet: _Sheet) -> Iterator[Finding]:
    """Find bands that get no row on a day on which others of the product do.

    Looked for is what had a price on the day before, and what begins on the next day of change: a sheet of
    years past must not lack what the one after it has.
    """
    days = sorted({row.valid_from for row in sheet.rows})
    for place, day in enumerate(days):
        rows = sheet.beginning(day)
        if not _is_full(sheet, *rows):
            continue
        next_rows = [row for later in days[place + 1 : place + 2] for row in sheet.beginning(later)]
        expected = {*sheet.holding(day - _NEXT_DAY), *(row.max_g for row in next_rows)}
        held = sheet.holding(day)
        for band in expected - {row.max_g for row in rows}:
            kept = held[band].cents if band in held else None
            yield Finding(HOLE, rows[0].product, rows[0].zone, band, day, {"old_cents": kept})


def _leaps(sheet: _Sheet) -> Iterator[Finding]:
    """Find prices that fall, or rise by more than 15 %, beside the row that they follow.

    A correction is measured by the row before, not by the one it corrects; where there is none, by that one.
    """
    for rows in sheet.bands():
        first = sheet.corrected.get(_key(rows[0]))
        for older, row in pairwise(rows if first is None else (first, *rows)):
            if not sheet.is_new(older, row):
                continue
            prices = {"old_cents": older.cents, "new_cents": row.cents}
            if row.cents < older.cents:
                yield _finding(FALL, row, prices)
            elif _MOST_RISE * older.cents < 100 * row.cents:
                yield _finding(RISE, row, prices)


def _disorder(sheet: _Sheet) -> Iterator[Finding]:
    """Find heavier bands that are cheaper than the next lighter one of the same day."""
    for day in sorted({row.valid_from for row in sheet.rows}):
        for lighter, row in pairwise(sheet.beginning(day)):
            if row.cents < lighter.cents and sheet.is_new(lighter, row):
                yield _finding(BAND_ORDER, row, {"old_cents": lighter.cents, "new_cents": row.cents})


def _is_full(sheet: _Sheet, *rows: TariffRow) -> bool:
    """Say whether one of the rows is new and claims that its product is whole."""
    return any(row.coverage == FULL and sheet.is_new(row) for row in rows)


def _finding(code: str, row: TariffRow, params: Mapping[str, int | None] | None = None) -> Finding:
    return Finding(code, row.product, row.zone, row.max_g, row.valid_from, params or {})


def _band(row: TariffRow) -> tuple[str, str, _Band]:
    return row.product, row.zone, row.max_g


def _key(row: TariffRow) -> _Key:
    return row.product, row.zone, row.max_g, row.valid_from


def _weight(band: _Band) -> tuple[bool, int]:
    """Order bands: a flat price takes whatever is heavier than them all."""
    return band is None, band or 0


def _place(finding: Finding) -> tuple[str, str, date, tuple[bool, int], str]:
    return finding.product, finding.zone, finding.day, _weight(finding.max_g), finding.code
