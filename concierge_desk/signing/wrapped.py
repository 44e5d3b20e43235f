"""A secret locked by a passphrase: scrypt makes the key, ChaCha20-Poly1305 the box.

The library is loaded where a secret is locked or opened: most desks have theirs from the system's keystore.

Source: docs/contract.md, "Private key"; https://www.rfc-editor.org/rfc/rfc7914;
https://www.rfc-editor.org/rfc/rfc8439.
"""

import os
from contextlib import suppress
from dataclasses import dataclass

from concierge_desk.domain import canonical
from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.signing import keyfile
from concierge_desk.signing.keyfile import Fields
from concierge_desk.signing.passphrase import passphrase_bytes, readings

WAY = "passphrase"
KDF = "scrypt"
SALT_BYTES = 16
NONCE_BYTES = 12
KEY_BYTES = 32
MAX_MEMORY_BYTES = 2**30


@dataclass(frozen=True, slots=True)
class ScryptCost:
    """Cost of guessing; the default takes 128 MiB and some tenths of a second."""

    n: int = 2**17
    r: int = 8
    p: int = 1


DEFAULT_COST = ScryptCost()


def wrap(secret: bytes, passphrase: str, cost: ScryptCost = DEFAULT_COST) -> Fields:
    """Return the fields of a key file from which only the passphrase gets the secret back.

    Raises:
        EnvironmentFailure: ``keys.passphrase_empty``; ``keys.memory`` when the machine has too little.
    """
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305  # noqa: PLC0415  (see above)

    salt, nonce = os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
    key = _key(passphrase, salt, cost)
    head: dict[str, canonical.Json] = {
        "way": WAY,
        "kdf": KDF,
        "n": cost.n,
        "r": cost.r,
        "p": cost.p,
        "salt": keyfile.to_base64(salt),
        "nonce": keyfile.to_base64(nonce),
    }
    box = ChaCha20Poly1305(key).encrypt(nonce, secret, canonical.encode(head))
    return {**head, "box": keyfile.to_base64(box)}


def unwrap(fields: Fields, passphrase: str) -> bytes:
    """Return the secret of a key file.

    Raises:
        EnvironmentFailure: ``keys.wrong_passphrase``; ``keys.damaged`` when a field is missing or makes
            no sense; ``keys.passphrase_empty``; ``keys.memory``.
    """
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305  # noqa: PLC0415

    salt, nonce, box = (keyfile.blob(fields, name) for name in ("salt", "nonce", "box"))
    cost = ScryptCost(*(keyfile.number(fields, name) for name in ("n", "r", "p")))
    if keyfile.text(fields, "kdf") != KDF or len(nonce) != NONCE_BYTES or not _sensible(cost):
        raise keyfile.damaged()
    head = {name: fields[name] for name in ("way", "kdf", "n", "r", "p", "salt", "nonce")}
    for reading in readings(passphrase):
        with suppress(InvalidTag):
            return ChaCha20Poly1305(_key(reading, salt, cost)).decrypt(nonce, box, canonical.encode(head))
    raise EnvironmentFailure("keys.wrong_passphrase")


def _key(passphrase: str, salt: bytes, cost: ScryptCost) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt  # noqa: PLC0415

    try:
        kdf = Scrypt(salt=salt, length=KEY_BYTES, n=cost.n, r=cost.r, p=cost.p)
        return kdf.derive(passphrase_bytes(passphrase))
    except MemoryError:
        raise EnvironmentFailure("keys.memory", mebibytes=128 * cost.n * cost.r // 2**20) from None


def _sensible(cost: ScryptCost) -> bool:
    """Tell whether a file's figures can be obeyed: they come before the passphrase is checked."""
    power_of_two = cost.n > 1 and cost.n & (cost.n - 1) == 0
    return power_of_two and cost.r > 0 and 0 < cost.p <= 16 and 128 * cost.n * cost.r <= MAX_MEMORY_BYTES
