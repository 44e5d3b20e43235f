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
from concierge_desk.jobs.copies.backup_key import OTHER_KEY, BackupKey
from concierge_desk.jobs.copies.inspection import Inspection, look_at
from concierge_desk.jobs.verdict import Verdict, VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from concierge_desk.store.copies import Watch


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """Result of a rehearsal: the copy as it is.

    Attributes:
        manifest: What it says of itself; what it holds is what that says.
        status: Figures of its last day; None where no day was ever opened.
        verdict: What verifying found, a key that is another one among it.
        key: Whose it is.
    """

    manifest: Manifest
    status: Mapping[str, Any] | None
    verdict: Verdict
    key: BackupKey


def rehearse(
    path: Path, options: Options, watch: Watch, at_hand: str | None, named: str | None = None
) -> Rehearsed:
    """Open a copy, verify every entry and every signature, make the tables anew, and keep nothing of it.

    Args:
        path: The backup.
        options: The passphrase is the backup's.
        watch: Told how far it is, out of a thousand; asked whether to stop.
        at_hand: Public key of the desk at hand: a copy of another key is a fault beside it.
        named: Fingerprint that the key has on paper; None where nobody compares it.

    Raises:
        EnvironmentFailure, IntegrityFailure: As `looked_at.look_at`; ``backup.cancelled``.
    """

    def copied(done: int, total: int) -> None:
        watch.progress(_WHOLE * done // max(total, 1) // 2, _WHOLE)

    with look_at(path, options, Watch(copied, watch.cancelled)) as copy:
        key, verdict = copy.key(at_hand), _verified(copy, watch, named)
        if key.own is False:
            verdict.add(OTHER_KEY, None, key.fingerprint)
        return Rehearsed(copy.manifest, _status(copy), verdict, key)


_WHOLE = 1000


def _verified(copy: Inspection, watch: Watch, named: str | None) -> Verdict:
    total = copy.manifest.contents.entries

    def read(entries: int) -> None:
        if watch.cancelled():
            raise EnvironmentFailure("backup.cancelled")
        watch.progress((_WHOLE + _WHOLE * min(entries, total) // max(total, 1)) // 2, _WHOLE)

    read(0)
    found = verify_desk(copy.desk, VerifyRequest(signatures=True, rebuild=True, key=named), read)
    # What stood in the copy before it was brought to this version counts, too.
    found.faults += [fault for fault in map(asdict, copy.faults) if fault not in found.faults]
    return found


def _status(copy: Inspection) -> Mapping[str, Any] | None:
    try:
        return day_status(copy.desk, None)
    except Refused:
        # No day was ever opened.
        return None
