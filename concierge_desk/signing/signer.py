"""Ed25519: signing with the desk's seed, checking with anyone's public key.

Source: docs/contract.md, "Link and signature", "Verifying", "Golden vector"; https://www.rfc-editor.org/rfc/rfc8032.
"""

import re
from functools import lru_cache
from typing import Any

from concierge_desk.domain.digests import sha256

SEED_BYTES = 32
SIGNATURE_BYTES = 64

_PUBLIC_KEY = re.compile(r"[0-9a-f]{64}")
_FINGERPRINT_DIGITS = 32


class Signer:
    """The desk's signing hand; neither its text nor its repr shows the seed.

    The library is loaded for the first signature: a window that waits holds none.
    """

    __slots__ = ("_made", "_seed")

    def __init__(self, seed: bytes) -> None:
        """Make the signing hand of a seed.

        Raises:
            ValueError: When the seed is not 32 bytes.
        """
        if len(seed) != SEED_BYTES:
            raise ValueError("a seed is 32 bytes")
        self._seed = seed
        self._made: Any = None

    def __repr__(self) -> str:
        return f"Signer({fingerprint(self.public_key)})"

    @property
    def public_key(self) -> str:
        """The public key, 64 lower-case hex digits."""
        return str(self._key.public_key().public_bytes_raw().hex())

    def sign(self, message: bytes) -> bytes:
        """Return the 64 bytes that sign a message: an entry's hash, an export's manifest."""
        return bytes(self._key.sign(message))

    def is_own(self, message: bytes, signature: bytes) -> bool:
        """Tell whether a signature is this key's own, as `verify` does.

        A key signs a message in one way only (RFC 8032), and signing costs a third of verifying.
        """
        return self.sign(message) == signature or verify(self.public_key, message, signature)

    @property
    def _key(self) -> Any:
        if self._made is None:
            from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415

            self._made = Ed25519PrivateKey.from_private_bytes(self._seed)
        return self._made


def verify(public_key: str, message: bytes, signature: bytes) -> bool:
    """Tell whether a signature is the key's own over the message.

    Whatever comes from a file may be passed as it is: a key or signature of the wrong shape or
    type is no signature, not a failure of the program.

    Args:
        public_key: 64 lower-case hex digits.
        message: What was signed.
        signature: 64 bytes.
    """
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415  (see `Signer`)

    try:
        if not _PUBLIC_KEY.fullmatch(public_key):
            return False
        _loaded(public_key).verify(signature, message)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


@lru_cache(maxsize=4)
def _loaded(public_key: str) -> Any:
    """Return a public key as the library takes it: a journal's are checked one after another."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415

    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))


def fingerprint(public_key: str) -> str:
    """Return the short name of a public key, to be printed and compared by eye.

    It is the first 32 hex digits of the SHA-256 of the 32 raw key bytes, in eight groups of four
    joined by hyphens, so that it needs no quotes on a command line: ``5647-5aa7-…``.

    Args:
        public_key: 64 lower-case hex digits.

    Raises:
        ValueError: When it is not a public key.

    Source: docs/requirements.md, "Keys of a desk".
    """
    if not _PUBLIC_KEY.fullmatch(public_key):
        raise ValueError("not a public key: 64 lower-case hex digits are needed")
    digits = sha256(bytes.fromhex(public_key)).hexdigest()[:_FINGERPRINT_DIGITS]
    return "-".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def same_fingerprint(public_key: str, typed: str) -> bool:
    """Tell whether a typed fingerprint is the key's, whatever its case, spaces and hyphens.

    Raises:
        ValueError: When `public_key` is not a public key.
    """
    return plain_fingerprint(typed) == plain_fingerprint(fingerprint(public_key))


def plain_fingerprint(typed: str) -> str:
    """Return a fingerprint without what people type between its digits, all of it small."""
    return re.sub(r"[\s-]", "", typed).lower()
