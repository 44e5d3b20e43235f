"""Check of a backup without what opens it: whole, signed by whom, and nothing of what it holds.

Source: docs/contract.md, "Verifying", "Backup"; decision 0055.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from concierge_desk.domain.errors import IntegrityFailure
from concierge_desk.jobs.copies.backup_key import OTHER_KEY, BackupKey, read_backup

_NO_BACKUP = frozenset({"backup.not_a_backup", "backup.is_export", "backup.empty"})


@dataclass(slots=True)
class CheckedBackup:
    """Result of a check.

    Attributes:
        key: Whose it is.
        faults: Code, entry, detail, as of a verification: what the file has wrong, and a key that is another one.
    """

    key: BackupKey
    faults: list[dict[str, Any]] = field(default_factory=list)


def check_backup(path: Path, at_hand: str | None, key: str | None) -> CheckedBackup | None:
    """Read a backup from its first byte to its last; None for any other file, and for a folder.

    What the copy holds is locked: a rehearsal verifies it.

    Args:
        path: The file.
        at_hand: Public key of the desk at hand; None where there is none.
        key: Fingerprint that somebody compares it with.

    Raises:
        EnvironmentFailure: ``file.missing``.
    """
    if os.path.isdir(path):  # noqa: PTH112  (a name too long for any file is told by whoever opens it)
        return None
    try:
        found = BackupKey.of(read_backup(path).manifest, at_hand)
    except IntegrityFailure as failure:
        if failure.code in _NO_BACKUP:
            return None
        fault = _fault(failure.code, str(failure.params.get("member") or ""))
        return CheckedBackup(BackupKey("", signed=False, own=None), [fault])
    checked = CheckedBackup(found)
    if found.own is False:
        checked.faults.append(other_key(found))
    if key is not None and not found.is_named(key):
        checked.faults.append(_fault("key", found.fingerprint) if found.signed else _fault("unsigned"))
    return checked


def other_key(key: BackupKey) -> dict[str, Any]:
    """Return the fault of a backup that is not of the desk at hand."""
    return _fault(OTHER_KEY, key.fingerprint)


def _fault(code: str, detail: str = "") -> dict[str, Any]:
    return {"code": code, "seq": None, "detail": detail}
