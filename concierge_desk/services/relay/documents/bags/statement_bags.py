"""Bags on La Poste's statement: those that were closed on the day, and the numbers that differ; pure.

Source: docs/contract.md, "Bags"; docs/requirements.md, R-5.01 (no name on lists).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from concierge_desk.domain.document import Block, Column, Gap, Heading, Paragraph
from concierge_desk.i18n import fr
from concierge_desk.services.relay.documents.lists import listed_rows
from concierge_desk.services.relay.documents.words import owner_name


def bags(rows: Sequence[Mapping[str, Any]]) -> list[Block]:
    """Return the bags of a day; nothing on a day without one."""
    if not rows:
        return []
    listed = listed_rows(
        rows,
        (Column(fr("Bag"), "left", 3), lambda row: row["bag"]),
        (Column(fr("Network"), "left", 3), lambda row: owner_name(row["carrier"])),
        (Column(fr("Announced"), "right", 2), lambda row: str(row["announced"])),
        (Column(fr("Received, scanned"), "right", 2), lambda row: str(row["received"])),
        (Column(fr("Missing"), "right", 2), lambda row: str(row["missing"])),
        (Column(fr("Too many"), "right", 2), lambda row: str(row["too_many"])),
    )
    return [Gap(), Heading(fr("Bags")), listed, *_numbers(rows)]


def _numbers(rows: Sequence[Mapping[str, Any]]) -> list[Block]:
    """Return the numbers that differ, where they were announced one by one."""
    found: list[Block] = []
    for row in rows:
        for name, words in (
            ("missing", fr("{bag}, missing: {numbers}")),
            ("too_many", fr("{bag}, too many: {numbers}")),
        ):
            if row[f"{name}_numbers"]:
                numbers = row[f"{name}_numbers"].replace(" ", ", ")
                found.append(Paragraph(words.format(bag=row["bag"], numbers=numbers), size="small"))
    return found
