"""The two keys of a desk, kept and found again together: the store's and the signature's.

Source: docs/contract.md, "Private key", "The store at rest"; docs/requirements.md, "Keys of a desk".
"""

import os
from dataclasses import dataclass, field
from typing import Final, Literal, Self, TypeAlias

from concierge_desk.domain.digests import sha256
from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.paths import DataFolder
from concierge_desk.signing import keyfile, wrapped
from concierge_desk.signing.keyfile import Fields
from concierge_desk.signing.passphrase import NO_PASSPHRASE, PassphraseSource
from concierge_desk.signing.wrapped import DEFAULT_COST, ScryptCost

Way: TypeAlias = Literal["keyring", "passphrase", "factice"]
"""Where the keys are: the system's keystore, a file locked by a passphrase, a clear practice file."""

KEY_BYTES = 32
_PRACTICE: Final = "factice"
_KEYSTORE: Final = "keyring"
_CHECK_BYTES = 8
_DOMAIN = b"concierge-desk/keys/1\0"


@dataclass(frozen=True, slots=True)
class DeskKeys:
    """The keys of a desk; their repr shows nothing.

    Attributes:
        store_key: Raw key of the encrypted database, 32 bytes.
        seed: Ed25519 seed of the journal's signatures, 32 bytes.
    """

    store_key: bytes = field(repr=False)
    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.store_key) != KEY_BYTES or len(self.seed) != KEY_BYTES:
            raise ValueError("a key is 32 bytes")

    @classmethod
    def drawn(cls) -> Self:
        """Return new keys from the system's generator."""
        return cls(os.urandom(KEY_BYTES), os.urandom(KEY_BYTES))


def create_keys(
    folder: DataFolder,
    *,
    practice: bool,
    passphrase: PassphraseSource = NO_PASSPHRASE,
    cost: ScryptCost = DEFAULT_COST,
) -> DeskKeys:
    """Draw the keys of a new store and keep them (see `keep_keys`).

    Raises:
        EnvironmentFailure: As `keep_keys`.
    """
    keys = DeskKeys.drawn()
    keep_keys(folder, keys, practice=practice, passphrase=passphrase, cost=cost)
    return keys


def keep_keys(
    folder: DataFolder,
    keys: DeskKeys,
    *,
    practice: bool,
    passphrase: PassphraseSource = NO_PASSPHRASE,
    cost: ScryptCost = DEFAULT_COST,
) -> Way:
    """Keep keys for a folder that has none yet, in the first way that can be gone.

    A practice store has its clear file. A real store: the passphrase file named explicitly; else the
    system's keystore; else a passphrase asked for; else it is not made.

    Returns:
        The way that was gone.

    Raises:
        EnvironmentFailure: ``keys.exist`` when the folder has keys, ``keys.none`` when no way is open,
            ``keys.passphrase_file``, ``keys.passphrase_empty``, ``keys.memory``, ``keys.write_failed``.
    """
    if os.path.lexists(folder.keys) or os.path.lexists(folder.practice_key):
        raise EnvironmentFailure("keys.exist")
    secret = _secret_of(keys)
    if practice:
        fields: Fields = {"way": _PRACTICE, "secret": keyfile.to_base64(secret)}
        keyfile.write_new(folder.practice_key, fields)
        return "factice"
    if passphrase.file is None and _kept_in_keystore(folder, secret):
        return "keyring"
    if passphrase.file is None and passphrase.prompt is None:
        raise EnvironmentFailure("keys.none")
    keyfile.write_new(folder.keys, wrapped.wrap(secret, passphrase.obtain(), cost))
    return "passphrase"


def load_keys(folder: DataFolder, *, passphrase: PassphraseSource = NO_PASSPHRASE) -> DeskKeys:
    """Return the keys of a folder.

    The caller holds a clear file against the first entry: only a practice chain may have one.

    Raises:
        EnvironmentFailure: ``keys.missing`` (no key file, or the keystore has no such entry),
            ``keys.damaged``, ``keys.unreadable``, ``keys.newer``, ``keys.wrong_passphrase``,
            ``keys.passphrase_needed``, ``keys.passphrase_file``, ``keys.passphrase_empty``,
            ``keys.memory``, ``keys.keystore_locked``, ``keys.keystore_absent``.
    """
    fields = _fields_of(folder)
    match _way_in(fields):
        case "factice":
            return _keys_of(keyfile.blob(fields, "secret"))
        case "keyring":
            return _keys_of(_from_keystore(keyfile.text(fields, "id")))
        case "passphrase":
            return _keys_of(wrapped.unwrap(fields, passphrase.obtain()))


def way_of(folder: DataFolder) -> Way:
    """Return where the keys of a folder are, without asking for them.

    Raises:
        EnvironmentFailure: ``keys.missing``, ``keys.damaged``, ``keys.unreadable``, ``keys.newer``.
    """
    return _way_in(_fields_of(folder))


def _fields_of(folder: DataFolder) -> Fields:
    if os.path.lexists(folder.keys):
        return keyfile.read(folder.keys)
    fields = keyfile.read(folder.practice_key)
    if _way_in(fields) != _PRACTICE:
        raise keyfile.damaged()
    return fields


def _way_in(fields: Fields) -> Way:
    match keyfile.text(fields, "way"):
        case "factice" | "keyring" | "passphrase" as way:
            return way
    raise keyfile.damaged()


def _from_keystore(entry: str) -> bytes:
    from concierge_desk.signing import keystore  # noqa: PLC0415 - slow to load, rarely needed

    return keyfile.from_base64(keystore.get(entry))


def _kept_in_keystore(folder: DataFolder, secret: bytes) -> bool:
    from concierge_desk.signing import keystore  # noqa: PLC0415 - slow to load, rarely needed

    entry = keystore.put(keyfile.to_base64(secret))
    if entry is None:
        return False
    try:
        keyfile.write_new(folder.keys, {"way": _KEYSTORE, "id": entry})
    except EnvironmentFailure:
        keystore.forget(entry)
        raise
    return True


def _secret_of(keys: DeskKeys) -> bytes:
    both = keys.store_key + keys.seed
    return both + _check(both)


def _keys_of(secret: bytes) -> DeskKeys:
    both, check = secret[: 2 * KEY_BYTES], secret[2 * KEY_BYTES :]
    if len(both) != 2 * KEY_BYTES or check != _check(both):
        raise keyfile.damaged()
    return DeskKeys(both[:KEY_BYTES], both[KEY_BYTES:])


def _check(both: bytes) -> bytes:
    return sha256(_DOMAIN + both).digest()[:_CHECK_BYTES]
