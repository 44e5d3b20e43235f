"""A count of the drawer as it is given to a word: a total, a file of coins and notes, or none on purpose."""

import json
import re
from pathlib import Path
from typing import Any

from concierge_desk.desk.files import foreign_bytes
from concierge_desk.domain.errors import EnvironmentFailure

_MOST_COUNT_BYTES = 100_000
_CENTS = re.compile(r"-?[0-9]{1,15}", re.ASCII)


def count_fields(counted: str | None) -> dict[str, Any]:
    """Return the fields of a count: none at all, none on purpose, a total, or a file of coins and notes.

    Raises:
        EnvironmentFailure: ``file.missing``.
    """
    if counted is None:
        return {}
    if counted == "none":
        return {"counted_cents": None}
    if _CENTS.fullmatch(counted):
        return {"counted_cents": int(counted)}
    try:
        found = json.loads(foreign_bytes(Path(counted), _MOST_COUNT_BYTES))
    except (OSError, ValueError, RecursionError) as error:
        raise EnvironmentFailure("file.missing", file=counted) from error
    # Coins and notes by themselves, or the fields of ``till.count``.
    if isinstance(found, dict) and found.keys() & {"denominations", "counted_cents"}:
        return found
    return {"denominations": found}
