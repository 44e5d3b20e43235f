"""Names of backups: desk, instant, anchor's place, such as ``AMP1-2026-11-25T183000-A43.zip``.

Sorted by name is sorted by time, on any PC and any stick.

Source: docs/contract.md, "Backup".
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

ERASURES: Final = "effacements.ndjson"
"""Name of the list of erasures, beside copies and beside the store."""

_INSTANT = "%Y-%m-%dT%H%M%S"
_NAMED = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{6})-([A-Z]+\d+)\.zip")


@dataclass(frozen=True, slots=True)
class CopyName:
    """Facts in the name of a backup.

    Attributes:
        made_at: When it was made, UTC, in whole seconds.
        place: Epoch and number of the last entry it holds.
    """

    made_at: datetime
    place: str


def copy_name(desk: str, made_at: datetime, anchor: str) -> str:
    """Return the name of a backup.

    Args:
        desk: Code of the desk.
        made_at: When it was made.
        anchor: Of the last entry it holds.
    """
    return f"{desk}-{made_at.astimezone(UTC).strftime(_INSTANT)}-{anchor.partition(':')[0]}.zip"


def read_copy_name(name: str, desk: str) -> CopyName | None:
    """Return what the name of a backup of a desk tells; None for any other name."""
    found = _NAMED.fullmatch(name.removeprefix(f"{desk}-"))
    if found is None or not name.startswith(f"{desk}-"):
        return None
    try:
        return CopyName(datetime.strptime(found[1], _INSTANT).replace(tzinfo=UTC), found[2])
    except ValueError:
        # Figures that are no date.
        return None
