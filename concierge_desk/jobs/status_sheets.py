"""Status files: what a principal says of its things, found, read, and compared with what stands here.

Source: docs/contract.md, "Their view and ours"; decision 0080.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from concierge_desk.counter.service_parts import SaidOtherwise, SheetRow
from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Desk
from concierge_desk.domain.errors import DeskError, Refused
from concierge_desk.jobs.price_sheets import table_bytes, tables_at_hand
from concierge_desk.media.system import System


@dataclass(frozen=True, slots=True)
class FoundStatuses:
    """A file that can be read as statuses.

    Attributes:
        path: Where it lies.
        place: The stick it lies on; empty for the downloads.
        rows: How many statuses it has.
    """

    path: Path
    place: str
    rows: int


@dataclass(frozen=True, slots=True)
class ComparedStatuses:
    """What came of a comparison.

    Attributes:
        agree: How many agree.
        unknown: How many have a status that is not known here.
        otherwise: What is said otherwise.
    """

    agree: int
    unknown: int
    otherwise: tuple[SaidOtherwise, ...]


def found_statuses(system: System | None = None) -> tuple[FoundStatuses, ...]:
    """Return the files with statuses on sticks and in the downloads."""
    found = []
    for place, path in tables_at_hand(system):
        try:
            found.append(FoundStatuses(path, place, len(read_statuses(path))))
        except DeskError:
            # A table of something else.
            continue
    return tuple(found)


def read_statuses(path: Path) -> tuple[SheetRow, ...]:
    """Return the rows of a file.

    Raises:
        EnvironmentFailure: ``file.missing``.
        Refused: ``relay.statuses_*``.
    """
    data = table_bytes(path)
    # Larger than any is meant, it is read as far as to say that it is none.
    return catalogue.status_sheet().read(b"\0" if data is None else data)


def compare_statuses(
    desk: Desk, rows: Sequence[SheetRow], operator: str | None, lang: str
) -> ComparedStatuses:
    """Compare rows with what stands here; that it was done is kept.

    Raises:
        Refused: What the command refuses.
    """
    sheet = catalogue.status_sheet()
    raw = {
        "op": desk.new_op(),
        "do": sheet.compare,
        **sheet.fields,
        "rows": [dict(row.cells) for row in rows],
    }
    answer = desk.counter.execute(raw, operator)
    if answer.refused is not None:
        raise Refused(answer.refused.code, **answer.refused.params)
    told = answer.result or {}
    return ComparedStatuses(told["agree"], told["unknown"], sheet.told(told, lang))
