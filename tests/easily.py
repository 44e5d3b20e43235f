"""Locks that are easily guessed at: the program takes half a second or more for each, and as long to open it.

Guessing is made hard enough elsewhere (tests/signing); some real desks and the full size have the program's own.
"""

from pathlib import Path

import pyrage
import pytest

from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.jobs.copies import recovery
from concierge_desk.paths import DataFolder
from concierge_desk.signing import age, wrapped
from concierge_desk.signing.keyfile import Fields
from concierge_desk.signing.keys import keep_keys, load_keys
from concierge_desk.signing.passphrase import NO_PASSPHRASE, PassphraseSource
from concierge_desk.signing.wrapped import ScryptCost
from tests.signing import age_format

EASY = ScryptCost(n=2**10)
"""Cost of guessing at the keys of a desk."""

_wrap = wrapped.wrap


def easily_locked(passphrase: str) -> tuple[age.BackupIdentity, str]:
    """Make an identity as the program does, but one that is easily guessed at."""
    identity = pyrage.x25519.Identity.generate()
    locked = age_format.lock(f"{identity}\n".encode("ascii"), passphrase, age_format.EASY)
    return age.BackupIdentity(str(identity.to_public()), locked), str(identity)


def easily_wrapped(secret: bytes, passphrase: str, _cost: ScryptCost = EASY) -> Fields:
    """Lock the keys of a desk as the program does, but so that they are easily guessed at."""
    return _wrap(secret, passphrase, EASY)


def lock_easily(patched: pytest.MonkeyPatch) -> None:
    """Let every lock that is made from now on be easily guessed at: of backups, and of the keys of a desk."""
    patched.setattr(age, "make_identity", easily_locked)
    patched.setattr(wrapped, "wrap", easily_wrapped)


def make_identity(data: Path, phrase: str, key: PassphraseSource = NO_PASSPHRASE) -> None:
    """Give a desk the identity of its backups before the first one does."""
    options = Options(data, passphrase=key)
    with pytest.MonkeyPatch.context() as patched, open_desk(options, watch=False) as desk:
        patched.setattr(age, "make_identity", easily_locked)
        recovery.recipient_of(desk, phrase)


def lock_keys(data: Path, phrase: Path) -> None:
    """Lock the keys of a desk anew, with the same passphrase."""
    folder, source = DataFolder(data), PassphraseSource(file=phrase)
    keys = load_keys(folder, passphrase=source)
    folder.keys.unlink()
    keep_keys(folder, keys, practice=False, passphrase=source, cost=EASY)
