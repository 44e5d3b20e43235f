"""A rehearsal: a copy is opened as a restore would open it, read, verified, and forgotten.

Source: docs/contract.md, "Backup".
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from concierge_desk.desk.desk import Options
from concierge_desk.desk.overview import day_status
from concierge_desk.domain.errors import EnvironmentFailure, Refused
from concierge_desk.exporting.backup_manifest import Manifest
from concierge_desk.jobs.copies.inspection import Inspection, look_at
from concierge_desk.jobs.verify import VerifyRequest, verify_desk
from concierge_desk.store.copies import Watch


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """Result of a rehearsal: the copy as it is.

    Attributes:
        manifest: What it says of itself; what it holds is what that says.
        status: Figures of its last day; None where no day was ever opened.
        faults: Code and entry of what does not hold.
    """

    manifest: Manifest
    status: Mapping[str, Any] | None
    faults: tuple[tuple[str, int | None], ...]


def rehearse(path: Path, options: Options, watch: Watch) -> Rehearsed:
    """Open a copy, verify every entry and every signature, make the tables anew, and keep nothing of it.

    Args:
        path: The backup.
        options: The passphrase is the backup's.
        watch: Told how far it is, out of a thousand; asked whether to stop.

    Raises:
        EnvironmentFailure, IntegrityFailure: As `looked_at.look_at`; ``backup.cancelled``.
    """

    def copied(done: int, total: int) -> None:
        watch.progress(_WHOLE * done // max(total, 1) // 2, _WHOLE)

    with look_at(path, options, Watch(copied, watch.cancelled)) as copy:
        return Rehearsed(copy.manifest, _status(copy), _verified(copy, watch))


_WHOLE = 1000


def _verified(copy: Inspection, watch: Watch) -> tuple[tuple[str, int | None], ...]:
    total = copy.manifest.contents.entries

    def read(entries: int) -> None:
        if watch.cancelled():
            raise EnvironmentFailure("backup.cancelled")
        watch.progress((_WHOLE + _WHOLE * min(entries, total) // max(total, 1)) // 2, _WHOLE)

    read(0)
    found = verify_desk(copy.desk, VerifyRequest(signatures=True, rebuild=True), read)
    # What stood in the copy before it was brought to this version counts, too.
    faults = [*found.faults, *map(asdict, copy.faults)]
    return tuple(dict.fromkeys((fault["code"], fault["seq"]) for fault in faults))


def _status(copy: Inspection) -> Mapping[str, Any] | None:
    try:
        return day_status(copy.desk, None)
    except Refused:
        # No day was ever opened.
        return None
