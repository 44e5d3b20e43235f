"""Summary of a week or a month on paper, and what is held now by deadline: La Poste reads both, no name stands on them.

Source: docs/contract.md, "Documents", "Summary for La Poste"; decision 0081; docs/requirements.md, R-5.01.
"""

from collections.abc import Sequence
from datetime import date, datetime

from concierge_desk.counter.context import Settings
from concierge_desk.domain.document import (
    Block,
    Column,
    Document,
    Gap,
    Heading,
    Pair,
    Paragraph,
    Signature,
    Table,
)
from concierge_desk.domain.money import format_amount
from concierge_desk.domain.signs import MINUS
from concierge_desk.exporting.sheets import Grid, LabelledCell, Part
from concierge_desk.exporting.tables import Cell, FieldType
from concierge_desk.i18n import fr
from concierge_desk.services.relay.documents.words import is_no_proof, network_name
from concierge_desk.services.relay.model.numbers import LAPOSTE
from concierge_desk.services.relay.model.reporting.summary import HeldNow, Summary

_SHARES: dict[FieldType, int] = {"integer": 3, "money": 4, "date": 4, "local": 5}
_FIRST, _SHARE = 7, 5
"""Room of a text: what a row is about stands first, and is the longest."""


def summary(told: Summary, head: Sequence[Part], grids: Sequence[Grid], *, practice: bool) -> Document:
    """Draw a summary.

    Args:
        told: The summary.
        head: What heads it.
        grids: Its parts.
        practice: Everything is factice.
    """
    title = fr("Summary for La Poste")
    blocks: list[Block] = [Heading(title)]
    blocks += [
        Pair(part.label, _shown(part.value, part.type)) for part in head if isinstance(part, LabelledCell)
    ]
    for grid in grids:
        blocks += [Gap(), Heading(grid.heading), *_part(grid)]
    ending: list[Block] = [
        Gap(),
        Signature(fr("Signature of the concierge"), fr("Visa of La Poste")),
        Paragraph(is_no_proof(network_name(LAPOSTE))),
    ]
    return Document(
        "summary", told.period.code, title, "a4", (*blocks, *ending), practice, ending=len(ending)
    )


def held_list(state: HeldNow, listed: Grid, settings: Settings) -> Document:
    """Draw what is in the shop now, by deadline, as La Poste follows it up."""
    title = fr("Items held, by deadline")
    day = date.fromisoformat(state.day)
    late = sum(row["deadline_day"] < state.day for row in state.rows)
    blocks: list[Block] = [
        Heading(title),
        Pair(fr("Relay point"), f"{settings.name} ({settings.desk})"),
        Pair(fr("As of"), f"{day:%d/%m/%Y}", strong=True),
        Pair(fr("Items still here"), str(len(listed.rows))),
        Pair(fr("Past their last day"), str(late), strong=late > 0),
        Gap(),
        *_part(listed),
        Gap(),
        Paragraph(is_no_proof(network_name(LAPOSTE))),
    ]
    return Document("held", f"{day:%d/%m/%Y}", title, "a4", tuple(blocks), settings.practice)


def _part(grid: Grid) -> list[Block]:
    if not grid.rows:
        return [Paragraph(grid.none)]
    columns = tuple(
        Column(
            column.title,
            "right" if column.type in {"integer", "money"} else "left",
            _SHARES.get(column.type, _SHARE if place else _FIRST),
        )
        for place, column in enumerate(grid.columns)
    )
    types = [column.type for column in grid.columns]
    return [
        Table(
            columns,
            tuple(_row(row, types) for row in grid.rows),
            None if grid.total is None else _row(grid.total, types),
        )
    ]


def _row(row: Sequence[Cell], types: Sequence[FieldType]) -> tuple[str, ...]:
    return tuple(
        _shown(cell, "string" if isinstance(cell, str) else kind)
        for cell, kind in zip(row, types, strict=True)
    )


def _shown(cell: Cell, kind: FieldType) -> str:
    if cell is None:
        return ""
    if kind == "money" and isinstance(cell, int):
        return format_amount(cell)
    if isinstance(cell, int):
        return f"{MINUS}{-cell}" if cell < 0 else str(cell)
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y}"
    return str(cell)
