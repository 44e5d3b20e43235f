"""Answers about the key of a backup: whose it is, what was compared, and what a check has read.

Source: docs/contract.md, "Backup", "Verifying"; decision 0055.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from concierge_desk.cli.frame import Invocation
from concierge_desk.cli.sentences import fault_lines
from concierge_desk.counter.texts import copies
from concierge_desk.i18n import N_
from concierge_desk.jobs.copies.backup_check import CheckedBackup, other_key
from concierge_desk.jobs.copies.backup_key import BackupKey
from concierge_desk.store.findings import Fault


def key_told(key: BackupKey) -> dict[str, Any]:
    """Return what an answer in JSON says of the key of a backup."""
    return {"key": key.fingerprint, "signed": key.signed, "own": key.own}


def key_lines(key: BackupKey, frame: Invocation) -> list[str]:
    """Return what is said of the key of a backup; that it is another one is a fault, and told with the others."""
    return list(copies.key_lines(key.fingerprint, frame.lang, signed=key.signed, own=key.own))


def faults_told(found: Iterable[Fault]) -> list[dict[str, Any]]:
    """Return what an answer in JSON says of the faults of a backup's journal."""
    return [asdict(fault) for fault in found]


def faulty_lines(faults: Sequence[Mapping[str, Any]], frame: Invocation) -> list[str]:
    """Return what is told of a backup whose journal has faults."""
    return [frame.say(_FAULTY), *fault_lines(faults, frame)]


_FAULTY = N_("What the journal of this backup holds is not all as it was written, since before it was made:")


def shown_key_lines(key: BackupKey, frame: Invocation) -> list[str]:
    """Return what is said of the key of a copy that is shown, another one than the desk's included."""
    lines = key_lines(key, frame)
    return lines if key.own is not False else [*lines, *fault_lines([other_key(key)], frame)]


def checked_told(checked: CheckedBackup) -> dict[str, Any]:
    """Return what a check of a backup answers in JSON: no entry was read, no anchor and none of its signatures."""
    read: Mapping[str, Any] = {"entries": 0, "signatures_checked": 0, "signatures_left_out": 0, "anchor": ""}
    return {"ok": not checked.faults, **read, **key_told(checked.key), "faults": checked.faults}


def checked_lines(checked: CheckedBackup, frame: Invocation) -> str:
    """Return what a check of a backup has read, and nothing more."""
    if checked.faults and not checked.key.fingerprint and not any(map(_is_of_key, checked.faults)):
        # Nothing that it says of itself can be believed.
        lines = []
    else:
        lines = [
            frame.say("The file is whole: each of its parts is as its list says."),
            *key_lines(checked.key, frame),
            frame.say("What it holds is locked and was not read: concierge-desk rehearse FILE.zip opens it."),
        ]
    lines += fault_lines(checked.faults, frame)
    if checked.faults:
        lines.append(frame.say("Something does not hold: keep everything as it is and call for help."))
    return "\n".join(lines)


def _is_of_key(fault: Mapping[str, Any]) -> bool:
    return fault["code"] in {"unsigned", "key"}
