"""A copy that runs as a desk to look at: what becomes of it is forgotten.

Source: docs/contract.md, "Options and exit statuses"; decision 0017.
"""

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from concierge_desk.desk.desk import Desk, Options, open_store, running
from concierge_desk.exporting.backup_manifest import Manifest
from concierge_desk.jobs.copies.backup_key import BackupKey, read_backup
from concierge_desk.jobs.copies.recovery import typed_identity
from concierge_desk.jobs.copies.unpack import HeldBackup, at_hand, clear, erased_here, made_store, opened_keys
from concierge_desk.paths import DataFolder
from concierge_desk.signing.keys import KEY_BYTES, DeskKeys
from concierge_desk.signing.passphrase import PassphraseSource
from concierge_desk.store.copies import UNWATCHED, Watch, settle
from concierge_desk.store.findings import Fault
from concierge_desk.store.restore import erase_again


@dataclass(frozen=True, slots=True)
class Inspection:
    """A copy that runs as a desk to look at.

    Attributes:
        desk: The desk.
        faults: What verify found in the journal of the copy, before it was brought to this version.
        manifest: What the backup says of itself.
    """

    desk: Desk
    faults: tuple[Fault, ...]
    manifest: Manifest

    def key(self, at_hand: str | None) -> BackupKey:
        """Return whose the copy is, beside the public key of the desk at hand."""
        return BackupKey.of(self.manifest, at_hand, self.desk.public_key)


def opener_of(passphrase: PassphraseSource) -> str:
    """Return what opens a backup: the lines of a recovery sheet are several, of which a passphrase would be the first.

    Raises:
        EnvironmentFailure: ``keys.passphrase_*``.
    """
    named = passphrase.file
    return (named and typed_identity(named)) or passphrase.obtain()


@contextmanager
def look_at(
    path: Path, options: Options, watch: Watch = UNWATCHED, beside: Path | None = None
) -> Iterator[Inspection]:
    """Run a backup as a desk to look at: in a folder of its own, under a key that is drawn now and forgotten.

    Nothing is restored, and nothing that happens to it stays.

    Args:
        path: The backup.
        options: The passphrase is the backup's.
        watch: Who looks on while it is made.
        beside: The folder that its own folder lies in; the system's for what is temporary by default.

    Raises:
        EnvironmentFailure, IntegrityFailure: As `restore`; ``backup.cancelled``.
    """
    file = read_backup(path)
    copy_key, seed = opened_keys(file, opener_of(options.passphrase))
    with tempfile.TemporaryDirectory(
        prefix="concierge-desk-", dir=beside, ignore_cleanup_errors=True
    ) as place:
        folder = DataFolder(Path(place))
        keys = DeskKeys(secrets.token_bytes(KEY_BYTES), seed)
        held = HeldBackup(file, None)
        made, faults = made_store(folder, held, copy_key, keys, watch)
        _erase(made, keys, held, options)
        made.replace(folder.store)
        clear(folder)
        with running(folder, keys, options) as desk:
            yield Inspection(desk, faults, file.manifest)


def _erase(made: Path, keys: DeskKeys, held: HeldBackup, options: Options) -> None:
    """Erase in a copy that is only looked at what was erased since, as a restore does."""
    desk = DataFolder(options.data)
    told = at_hand(desk, held, erased_here(desk, options)).told
    if not told.erased:
        return
    store = open_store(made, keys, held.contents.desk, options.dice)
    try:
        store.write(lambda unit: erase_again(unit.rows, told))
    finally:
        store.close()
    settle(made, keys.store_key)
