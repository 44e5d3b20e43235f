"""Key of a backup: its file read, whose signature it bears, and whether that is the desk's at hand.

Anybody can seal a backup for the recipient of another; only the desk's own key signs as the desk.

Source: docs/contract.md, "Backup"; decision 0055.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from concierge_desk.desk import catalogue
from concierge_desk.desk.options import Options
from concierge_desk.domain.errors import DeskError, IntegrityFailure
from concierge_desk.exporting import backup_file
from concierge_desk.exporting.backup_file import BackupFile
from concierge_desk.exporting.backup_manifest import Manifest
from concierge_desk.paths import DataFolder
from concierge_desk.signing import signer
from concierge_desk.signing.keys import load_keys
from concierge_desk.signing.signer import Signer
from concierge_desk.store.migrations import known_names

OTHER_KEY = "other_key"
"""Fault of a backup that is not of the desk at hand."""


@dataclass(frozen=True, slots=True)
class BackupKey:
    """Key of the desk that a backup is of.

    Attributes:
        fingerprint: Of it; empty where the backup does not name it and was not opened.
        signed: The backup bears its signature, and it holds.
        own: It is the key of the desk at hand; None where none is, or nothing can be compared.
    """

    fingerprint: str
    signed: bool
    own: bool | None

    @classmethod
    def of(cls, manifest: Manifest, at_hand: str | None, opened: str = "") -> "BackupKey":
        """Compare the key of a backup.

        Args:
            manifest: Of the backup, whose signature was checked.
            at_hand: Public key of the desk at hand.
            opened: Public key of the seed in the backup, where it was opened: older backups name none outside.
        """
        found = manifest.public_key or opened
        own = None if at_hand is None or not found else found == at_hand
        return cls(signer.fingerprint(found) if found else "", bool(manifest.public_key), own)

    def require(self, typed: str) -> None:
        """Make sure that it is the one whose fingerprint somebody read from paper.

        Raises:
            IntegrityFailure: ``backup.other_key``.
        """
        if not self.is_named(typed):
            raise IntegrityFailure("backup.other_key", key=self.fingerprint or "—")

    def is_named(self, typed: str) -> bool:
        """Say whether a fingerprint that was typed is its own."""
        return bool(self.fingerprint) and signer.plain_fingerprint(typed) == signer.plain_fingerprint(
            self.fingerprint
        )


def read_backup(path: Path) -> BackupFile:
    """Return a backup, read from its first byte to its last; its signature holds where it is of a version that signs.

    Raises:
        IntegrityFailure: ``backup.*``; EnvironmentFailure: ``file.missing``.
    """
    return backup_file.read(path, known_names(catalogue.schemas()), signer.verify)


def key_at_hand(options: Options) -> str | None:
    """Return the public key of the desk in a folder; None where there is none, or its key would have to be asked for."""
    unasked = replace(options.passphrase, prompt=None)
    with suppress(DeskError, OSError):
        return Signer(load_keys(DataFolder(options.data), passphrase=unasked).seed).public_key
    return None
