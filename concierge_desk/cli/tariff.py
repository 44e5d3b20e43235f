"""``tariff FILE``: what a sheet of new prices changes, as a small table; then taking it in."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from concierge_desk.cli.frame import Invocation, opened
from concierge_desk.domain.money import format_amount
from concierge_desk.domain.signs import MINUS
from concierge_desk.i18n import N_
from concierge_desk.jobs import price_sheets

_ODD = {
    "tariff.fall": N_("cheaper than before"),
    "tariff.rise": N_("dearer by more than 15 per cent"),
    "tariff.band_order": N_("cheaper than the lighter band"),
    "tariff.overlap": N_("two prices on one day"),
}
"""What may be odd about a row; what lacks one is told below."""
_HOLE = "tariff.hole"


def tell_sheet(frame: Invocation, path: Path, *, take_in: bool, confirmed: bool) -> None:
    """Tell what a sheet changes and, where it is asked for, take it in.

    Raises:
        Refused, EnvironmentFailure: As `price_sheets` does.
    """
    with opened(frame) as desk:
        rows = price_sheets.read_price_sheet(path)
        found = price_sheets.preview_price_sheet(desk, rows, frame.operator)
        told: dict[str, Any] = {"ok": True, "imported": take_in, **found}
        warnings: list[str] = []
        if take_in:
            answer = price_sheets.import_price_sheet(desk, rows, frame.operator, confirmed=confirmed)
            warnings = [frame.render(warned.code, warned.params) for warned in answer.warnings]
            told["warnings"] = [
                {"code": warned.code, "message": frame.render(warned.code, warned.params)}
                for warned in answer.warnings
            ]
    # Once they are taken in, the command's own warnings say what is missing.
    odd = (
        warnings
        if take_in
        else [frame.render(_HOLE, one) for one in found["findings"] if one["code"] == _HOLE]
    )
    frame.tell(
        told, lambda: "\n".join([*_table(found["rows"], frame), *odd, _end(len(rows), frame, take_in)])
    )


def _end(rows: int, frame: Invocation, take_in: bool) -> str:
    if take_in:
        return frame.say("{rows} prices are in the tariff, each from its day on.", rows=rows)
    return frame.say("{rows} prices looked at, nothing was written. To take them in: --import", rows=rows)


def _table(rows: Sequence[Mapping[str, Any]], frame: Invocation) -> list[str]:
    table = [_cells(row, frame) for row in rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()
        for cells in table
    ]


def _cells(row: Mapping[str, Any], frame: Invocation) -> tuple[str, ...]:
    """Return what, from when, the price before and the new one, the change, and what is odd about it."""
    weight = "" if row["max_g"] is None else f"{row['max_g']}\u00a0g"
    old = "—" if row["old_cents"] is None else format_amount(row["old_cents"])
    odd = [frame.say(_ODD[code]) for code in row["findings"] if code in _ODD]
    return (
        row["label"],
        row["zone"],
        weight,
        frame.say("from {day}", day=row["valid_from"]),
        f"{old} → {format_amount(row['new_cents'])}",
        "" if row["change"] is None else _percent(row["change"]),
        ", ".join(odd),
    )


def _percent(hundredths: int) -> str:
    whole, rest = divmod(abs(hundredths), 100)
    return f"{MINUS if hundredths < 0 else '+'}{whole},{rest:02d}\u00a0%"
