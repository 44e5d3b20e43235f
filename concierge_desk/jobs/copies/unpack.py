"""A backup made a store again: opened, locked anew, brought to this version; not in its place yet.

Source: docs/contract.md, "Backup", "Restore"; decision 0017.
"""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Options, has_store
from concierge_desk.domain.contents import Contents
from concierge_desk.domain.errors import DeskError, EnvironmentFailure, IntegrityFailure
from concierge_desk.exporting import backup_file
from concierge_desk.exporting.backup_file import BackupFile
from concierge_desk.exporting.backup_manifest import MANIFEST
from concierge_desk.jobs.copies.evidence import Evidence
from concierge_desk.jobs.verify import request_for
from concierge_desk.paths import (
    HALF_RESTORED,
    DataFolder,
    half_made_stores,
    half_set_aside,
    half_written_keys,
)
from concierge_desk.signing.keys import DeskKeys, load_keys
from concierge_desk.signing.signer import Signer
from concierge_desk.store.copies import UNWATCHED, Locked, Watch, copy_under, leaving_no_log
from concierge_desk.store.database import read_store
from concierge_desk.store.findings import Fault
from concierge_desk.store.leaving.erasures import NOTHING_ERASED, KnownErasures, known
from concierge_desk.store.migrations import migrate


@dataclass(frozen=True, slots=True)
class HeldBackup:
    """Contents of a backup, before anything is touched.

    Attributes:
        file: The backup, read from its first byte to its last.
        present: What the store in the folder holds; None where there is none, or it cannot be read.
        named: Fingerprint of its key, as it was read from paper; None where nobody compares it.
    """

    file: BackupFile
    present: Contents | None
    named: str | None = None

    @property
    def contents(self) -> Contents:
        """Contents of the copy."""
        return self.file.manifest.contents


def opened_keys(file: BackupFile, opener: str) -> tuple[bytes, bytes]:
    """Return the key of the copy and the seed of its desk.

    Args:
        file: The backup.
        opener: Its passphrase, or the identity that was typed from the recovery sheet.

    Raises:
        EnvironmentFailure: ``backup.passphrase_wrong`` …; IntegrityFailure: what is wrong with the keys, a seed
            that is not the one which signed the backup among it.
    """
    from concierge_desk.signing import age  # noqa: PLC0415  (slow to load, only a restore needs it)

    try:
        age.recipient_of(opener)
        identity = opener
    except EnvironmentFailure as failure:
        if failure.code != "backup.identity_unreadable":
            raise
        identity = age.unlock(file.content(backup_file.IDENTITY), opener)
    copy_key, seed = backup_file.read_keys(age.unseal(identity, file.content(backup_file.KEYS)))
    if file.manifest.public_key not in ("", Signer(seed).public_key):
        raise IntegrityFailure("backup.damaged", member=backup_file.KEYS)
    return copy_key, seed


def made_store(
    folder: DataFolder, held: HeldBackup, copy_key: bytes, keys: DeskKeys, watch: Watch = UNWATCHED
) -> tuple[Path, tuple[Fault, ...]]:
    """Return the copy as a store under another key, at this version, not in its place yet; its faults.

    Args:
        folder: The desk's, beside whose store it is made.
        held: The backup.
        copy_key: Of the copy in it.
        keys: Those it is put under.
        watch: Who looks on.

    Raises:
        EnvironmentFailure: Disk full, failing; ``backup.cancelled``. IntegrityFailure: what the backup has wrong.
    """
    copy = Locked(folder.root / f"{HALF_RESTORED}.copie", copy_key)
    made = folder.root / f"{HALF_RESTORED}.db"
    held.file.extract(backup_file.COPY, copy.path)
    asked = request_for(held.contents.desk, Signer(keys.seed))
    copied = copy_under(copy, Locked(made, keys.store_key), asked, watch)
    if copied.contents != held.contents:
        # What was shown is not what lies there: somebody wrote the one or the other by hand.
        raise IntegrityFailure("backup.damaged", member=MANIFEST)
    migrate(made, keys.store_key, catalogue.schemas())
    return made, copied.faults


def at_hand(folder: DataFolder, held: HeldBackup, here: KnownErasures = NOTHING_ERASED) -> Evidence:
    """Return what lies at hand beside a desk and beside the backup.

    Args:
        folder: Of the desk.
        held: The backup.
        here: What the store of the desk knows to be erased, see `erased_here`.

    Raises:
        IntegrityFailure: ``erasures.unreadable``; EnvironmentFailure: ``file.missing``.
    """
    return Evidence.of((folder.root, held.file.path.parent), held.contents, held.present, here)


def erased_here(folder: DataFolder, options: Options) -> KnownErasures:
    """Return what the store of a folder knows to be erased: what it has not noted beside itself yet is in it alone.

    A store that cannot be read is what a restore is for.
    """
    with suppress(DeskError):
        if has_store(folder):
            keys = load_keys(folder, passphrase=options.passphrase)
            with leaving_no_log(folder.store, keys.store_key):
                return read_store(folder.store, keys.store_key, known)
    return NOTHING_ERASED


def clear(folder: DataFolder) -> None:
    """Take away what is half made, or was left so by a process that was killed."""
    for leftover in (*half_made_stores(folder), *half_set_aside(folder), *half_written_keys(folder)):
        with suppress(OSError):
            leftover.unlink()
