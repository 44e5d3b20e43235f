"""A new price list: looked at before it counts, imported as one entry; older tickets keep their price.

Source: docs/contract.md, "Four kinds of tables", "Amounts and dated rows"; docs/trade.md, "Rules of the tariff rows".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, TypeAlias

from concierge_desk.counter.context import Context
from concierge_desk.counter.values.fields import Group, form_of
from concierge_desk.counter.values.kinds import Flag, Items
from concierge_desk.domain import dated
from concierge_desk.domain.accounting.vat_rates import rate_of
from concierge_desk.domain.errors import Refused, Unconfirmed
from concierge_desk.domain.journal import Data, Event, Posted, Warned, facts
from concierge_desk.domain.money import half_away
from concierge_desk.domain.override import override
from concierge_desk.services.relay.model.postage import tariff_check
from concierge_desk.services.relay.model.postage.tariff import TariffRow, band_code
from concierge_desk.services.relay.model.postage.tariff_check import Finding

_UNUSUAL = (tariff_check.FALL, tariff_check.RISE, tariff_check.BAND_ORDER)
"""What is written only once somebody looked at the sheet again."""


@dataclass(frozen=True, slots=True)
class SheetLine(Group):
    """One price of a sheet, by the columns of the shipped file; an empty cell is left out."""

    @override
    def read(self, raw: object) -> TariffRow:
        cells = raw
        if isinstance(raw, dict):
            named = {_COLUMNS.get(name, name): cell for name, cell in raw.items()}
            # An empty limit says that there is none; any other empty cell says nothing.
            cells = {
                name: None if cell == "" else cell
                for name, cell in named.items()
                if cell != "" or name == "max_g"
            }
        row: TariffRow = Group(self.form).read(cells)
        return row


_COLUMNS = {"label_fr": "label"}
"""Columns of the shipped file that have another name here."""

_Sheet: TypeAlias = Annotated[
    tuple[TariffRow, ...],
    Items(SheetLine(form_of(TariffRow)), least=1),
    "The sheet; a row of a band and first day that are known takes its place.",
]


@dataclass(frozen=True, slots=True)
class ImportTariff:
    """Take new prices into the tariff; unusual ones only when they were confirmed."""

    rows: _Sheet
    confirmed: Annotated[bool, Flag(), "Unusual prices were compared with La Poste's sheet."] = False


@dataclass(frozen=True, slots=True)
class PreviewTariff:
    """See what new prices would change."""

    rows: _Sheet


@dataclass(frozen=True, slots=True)
class TariffState:
    """State that an import is judged against.

    Attributes:
        known: The rows of the tariff, of all years.
        products: Codes of the catalogue.
        rates: VAT rates of the day by code.
        labels: What each product is called.
    """

    known: Sequence[TariffRow]
    products: frozenset[str]
    rates: Mapping[str, int]
    labels: Mapping[str, str] = field(default_factory=dict)


def import_tariff(state: TariffState, command: ImportTariff, context: Context) -> tuple[Event, ...]:
    """Take new prices into the tariff, each from its day on.

    Raises:
        Refused: ``tariff.product_unknown``, ``tariff.incomplete``, ``tariff.period_reversed``,
            ``vat.unknown``; ``tariff.overlap``: the price to charge could not be known; ``tariff.unusual``
            unless it was confirmed.

    Warns:
        ``tariff.band_order``, ``tariff.fall``, ``tariff.rise``, ``tariff.hole``.
    """
    rows = _completed(state, command.rows)
    _check_rows(state, rows, context)
    found = tariff_check.check(state.known, rows)
    for finding in found:
        if finding.code == tariff_check.OVERLAP:
            raise Refused("tariff.overlap", **_where(finding))
    unusual = [finding for finding in found if finding.code in _UNUSUAL]
    if unusual and not command.confirmed:
        first = unusual[0]
        raise Unconfirmed(
            "tariff.unusual", count=len(unusual), **_where(first), new_cents=first.params["new_cents"]
        )
    warnings = (
        *(Warned(finding.code, {**_where(finding), **finding.params}) for finding in unusual),
        *(Warned(tariff_check.HOLE, hole) for hole in _holes(found)),
    )
    return (imported_event(rows, warnings),)


def imported_event(rows: Iterable[TariffRow], warnings: tuple[Warned, ...] = ()) -> Event:
    """Return ``tariff.imported`` with its rows; a row given twice in the same words counts once."""
    return Event(
        "tariff.imported",
        {"rows": [dated.row_data(row) for row in dict.fromkeys(rows)]},
        warnings=warnings,
    )


def imported_answer(posted: Sequence[Posted]) -> dict[str, Any]:
    """Return how many rows were taken in, of which products, and from when they count."""
    rows = posted[-1].data["rows"]
    return {
        "rows": len(rows),
        "products": sorted({row["product"] for row in rows}),
        "first_day": min(row["valid_from"] for row in rows),
    }


def check_preview(state: TariffState, command: PreviewTariff, context: Context) -> tuple[Event, ...]:
    """Refuse what cannot be looked at; a preview writes nothing.

    Raises:
        Refused: ``tariff.product_unknown``, ``tariff.incomplete``, ``tariff.period_reversed``,
            ``vat.unknown``.
    """
    _check_rows(state, _completed(state, command.rows), context)
    return ()


def preview_tariff(state: TariffState, command: PreviewTariff) -> Data:
    """Return what new prices would change, row by row, and everything that is odd about them.

    ``change`` is in hundredths of a percent of the price that the row follows, None where it follows none; ``known``
    says that this price is in the tariff already.
    """
    rows = _completed(state, command.rows)
    found = tariff_check.check(state.known, rows)
    return {
        "rows": [_previewed(row, state.known, rows, found) for row in dict.fromkeys(rows)],
        "findings": [{"code": finding.code, **_where(finding), **finding.params} for finding in found],
    }


def _previewed(
    row: TariffRow, known: Sequence[TariffRow], new: Sequence[TariffRow], found: Sequence[Finding]
) -> Data:
    place = (row.product, row.zone, row.max_g, row.valid_from)
    # Of rows that begin on one day the first one here is taken: a correction, and of two the later one.
    older = tariff_check.followed([*reversed(new), *known], row) or tariff_check.replaced(known, row)
    return {
        **facts(row, "product", "label", "zone", "max_g", "valid_from"),
        "old_cents": None if older is None else older.cents,
        "new_cents": row.cents,
        "change": None if older is None else _change(older.cents, row.cents),
        "known": _is_known(tariff_check.replaced(known, row), row),
        "findings": [
            finding.code
            for finding in found
            if (finding.product, finding.zone, finding.max_g, finding.day) == place
        ],
    }


def _is_known(kept: TariffRow | None, row: TariffRow) -> bool:
    return kept is not None and (kept.cents, kept.vat_code) == (row.cents, row.vat_code)


def _completed(state: TariffState, rows: Sequence[TariffRow]) -> tuple[TariffRow, ...]:
    """Return the rows with what a sheet need not repeat: label, rate, and the zone of what has only one."""
    return tuple(_completed_row(state, row) for row in rows)


def _completed_row(state: TariffState, row: TariffRow) -> TariffRow:
    if row.product not in state.products:
        raise Refused("tariff.product_unknown", product=row.product)
    own = sorted((old for old in state.known if old.product == row.product), key=lambda old: old.valid_from)
    zones = {old.zone for old in own}
    whole = replace(
        row,
        label=row.label or (own[-1].label if own else state.labels.get(row.product, "")),
        zone=row.zone or (zones.pop() if len(zones) == 1 else ""),
        vat_code=row.vat_code or (own[-1].vat_code if own else ""),
    )
    for name in ("label", "zone", "vat_code"):
        if not getattr(whole, name):
            raise Refused("tariff.incomplete", product=row.product, field=name)
    return whole


def _change(old_cents: int, new_cents: int) -> int | None:
    """Return a change of price in hundredths of a percent, half of one rounded away from zero."""
    if old_cents == 0:
        return None
    return half_away((new_cents - old_cents) * 10_000, old_cents)


def _check_rows(state: TariffState, rows: Sequence[TariffRow], context: Context) -> None:
    for row in rows:
        rate_of(state.rates, row.vat_code, context.business_day)
        if row.valid_to is not None and row.valid_to < row.valid_from:
            raise Refused(
                "tariff.period_reversed",
                band=band_code(row.product, row.max_g),
                zone=row.zone,
                day=row.valid_from.isoformat(),
            )


def _where(finding: Finding) -> dict[str, str]:
    """Name the band as its stamp is called, its zone and its day."""
    return {
        "band": band_code(finding.product, finding.max_g),
        "zone": finding.zone,
        "day": finding.day.isoformat(),
    }


def _holes(found: Iterable[Finding]) -> Iterable[dict[str, str | int | None]]:
    """Return the holes, once for each product and zone: how many bands keep a price, how many have none."""
    bands: dict[tuple[str, str], dict[int | None, Finding]] = {}
    for finding in found:
        if finding.code == tariff_check.HOLE:
            bands.setdefault((finding.product, finding.zone), {}).setdefault(finding.max_g, finding)
    for (product, zone), holes in bands.items():
        kept = sum(1 for hole in holes.values() if hole.params["old_cents"] is not None)
        yield {
            "product": product,
            "zone": zone,
            "day": min(hole.day for hole in holes.values()).isoformat(),
            "kept": kept,
            "unpriced": len(holes) - kept,
        }
