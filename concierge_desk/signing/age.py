"""The keys of a backup in the age format: an identity behind a passphrase, and what is sealed for it.

Source: docs/contract.md, "Backup"; https://age-encryption.org/v1 (``scrypt`` and ``X25519`` recipients).
"""

import mmap
import re
from collections.abc import Iterable
from dataclasses import dataclass

import pyrage

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.domain.recovery import WrongLine, read_identity, sheet_lines
from concierge_desk.signing.passphrase import passphrase_bytes, readings

STRONG = 17
"""Work factor, a power of two, below which guessing is too easy: as `wrapped.ScryptCost`."""

_LARGEST = 22
"""Work factor beyond which no implementation of age goes by itself."""

_MAKING = 20
"""The most that a second of work comes to on the machines of our time: 1 GiB."""

_TRIES = 3
_MARGIN_BYTES = 32 * 2**20

_LOCKED = re.compile(rb"age-encryption\.org/v1\n-> scrypt [0-9A-Za-z+/]{22} ([1-9][0-9]?)\n")
_SEALED = b"\n-> X25519 "


@dataclass(frozen=True, slots=True)
class BackupIdentity:
    """Identity for which backups are made, and which opens them.

    Attributes:
        recipient: ``age1…``: whatever is sealed for it, only the identity opens.
        locked: ``identite.age``: the identity, behind the passphrase.
    """

    recipient: str
    locked: bytes


def make_identity(passphrase: str) -> tuple[BackupIdentity, str]:
    """Return a new identity behind a passphrase; and its text, once, for the recovery sheet.

    Raises:
        EnvironmentFailure: ``keys.passphrase_empty``, ``backup.passphrase_garbled``, ``backup.memory``.
    """
    typed = _typed(passphrase)
    _require_memory(_MAKING)
    identity = pyrage.x25519.Identity.generate()
    content = f"{identity}\n".encode("ascii")
    locked = strongest(pyrage.passphrase.encrypt(content, typed) for _ in range(_TRIES))
    return BackupIdentity(str(identity.to_public()), locked), str(identity)


def seal(recipient: str, content: bytes) -> bytes:
    """Return some content sealed for a recipient: ``cles.age``.

    Raises:
        EnvironmentFailure: ``backup.recipient_unreadable``.
    """
    try:
        return pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(recipient)])
    except pyrage.RecipientError:
        raise EnvironmentFailure("backup.recipient_unreadable") from None


def unlock(locked: bytes, passphrase: str) -> str:
    """Return the text of a locked identity.

    A file whose first lines were changed is not told from a wrong passphrase: nobody can.

    Raises:
        EnvironmentFailure: ``backup.passphrase_wrong``, ``backup.identity_damaged``, ``backup.too_slow``,
            ``backup.memory``, ``backup.passphrase_garbled``, ``keys.passphrase_empty``.
    """
    _typed(passphrase)
    factor = work_factor(locked)
    if not 0 < factor <= _LARGEST:
        raise EnvironmentFailure("backup.identity_damaged")
    _require_memory(factor)
    content = _opened_by(locked, passphrase)
    try:
        return str(_identity(content.decode("utf-8")))
    except (UnicodeDecodeError, EnvironmentFailure):
        raise EnvironmentFailure("backup.identity_damaged") from None


def unseal(identity: str, sealed: bytes) -> bytes:
    """Return what was sealed for the recipient of an identity.

    Args:
        identity: Its text, also as typed from the recovery sheet.
        sealed: ``cles.age``.

    Raises:
        EnvironmentFailure: ``backup.keys_damaged``, ``backup.identity_foreign``; as of `recipient_of`.
    """
    opener = _identity(identity)
    if _SEALED not in sealed:
        raise EnvironmentFailure("backup.keys_damaged")
    try:
        return pyrage.decrypt(sealed, [opener])
    except pyrage.DecryptError as failure:
        foreign = str(failure) == "No matching keys found"
        raise EnvironmentFailure("backup.identity_foreign" if foreign else "backup.keys_damaged") from None


def recipient_of(identity: str) -> str:
    """Return the recipient of an identity, also of one that was typed from the recovery sheet.

    Raises:
        EnvironmentFailure: ``backup.identity_unreadable``; ``backup.identity_line`` when its checks tell in
            which line of the sheet something was mistyped.
    """
    return str(_identity(identity).to_public())


def identity_groups(identity: str) -> tuple[str, ...]:
    """Return the lines of the recovery sheet: groups that a person can type, and a check at the end of each.

    Raises:
        EnvironmentFailure: As of `recipient_of`.
    """
    return sheet_lines(str(_identity(identity)))


def strongest(tries: Iterable[bytes]) -> bytes:
    """Return the first locked identity that is hard enough to guess at, else the hardest of them all.

    The library asks the clock how hard it may make it: a PC that was busy just then would settle for less.
    """
    best = b""
    for locked in tries:
        best = max(best, locked, key=work_factor)
        if work_factor(best) >= STRONG:
            break
    return best


def work_factor(locked: bytes) -> int:
    """Return how hard guessing at a locked identity is made, as a power of two; 0 for any other file."""
    found = _LOCKED.match(locked)
    return int(found[1]) if found else 0


def opened(locked: bytes, passphrase: str, tries: int = _TRIES) -> bytes:
    """Return what a passphrase opens, as it is.

    The library asks the clock what would take too long: a PC that was busy just then is asked again.

    Raises:
        EnvironmentFailure: ``backup.passphrase_wrong``, ``backup.identity_damaged``, ``backup.too_slow``.
    """
    try:
        return pyrage.passphrase.decrypt(locked, passphrase)
    except pyrage.DecryptError as refused:
        why = _why(str(refused))
        if why == "backup.too_slow" and tries > 1:
            return opened(locked, passphrase, tries - 1)
        raise EnvironmentFailure(why) from None


def _opened_by(locked: bytes, passphrase: str) -> bytes:
    """Return what a passphrase opens, as it was typed or as the seven words that it may be meant for."""
    first, *others = readings(passphrase)
    try:
        return opened(locked, _typed(first))
    except EnvironmentFailure as failure:
        if failure.code != "backup.passphrase_wrong" or not others:
            raise
    return opened(locked, others[0])


def _why(told: str) -> str:
    """Return the code of what the library says: its failures differ by their text only."""
    if told == "Decryption failed":
        return "backup.passphrase_wrong"
    return "backup.too_slow" if told.startswith("Excessive work") else "backup.identity_damaged"


def _typed(passphrase: str) -> str:
    try:
        return passphrase_bytes(passphrase).decode("utf-8")
    except UnicodeDecodeError:
        raise EnvironmentFailure("backup.passphrase_garbled") from None


def _identity(text: str) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(read_identity(text))
    except WrongLine as wrong:
        raise EnvironmentFailure("backup.identity_line", line=wrong.number) from None
    except (ValueError, pyrage.IdentityError):
        raise EnvironmentFailure("backup.identity_unreadable") from None


def _require_memory(factor: int) -> None:
    """Make sure that there is memory for a work factor: the library ends the whole program without it.

    Raises:
        EnvironmentFailure: ``backup.memory``.
    """
    needed = 1024 * 2**factor
    try:
        # Only asked for and given back: its pages are never touched.
        mmap.mmap(-1, needed + _MARGIN_BYTES).close()
    except (OSError, OverflowError):
        raise EnvironmentFailure("backup.memory", mebibytes=-(-needed // 2**20)) from None
