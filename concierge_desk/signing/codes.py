"""Codes of operators, hashed: Argon2id in its own text form.

Source: docs/requirements.md, R-4.10; decision 0087; https://www.rfc-editor.org/rfc/rfc9106.
"""

import os
from typing import Final

_MEMORY_KIB: Final = 19_456
_PASSES: Final = 2
"""As OWASP's sheet on the storage of passwords has it for Argon2id on one lane."""

_SALT_BYTES, _HASH_BYTES = 16, 32


def hashed(code: str) -> str:
    """Return what is kept of a code."""
    # Loaded with OpenSSL, and only where a code is given.
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # noqa: PLC0415

    kdf = Argon2id(
        salt=os.urandom(_SALT_BYTES),
        length=_HASH_BYTES,
        iterations=_PASSES,
        lanes=1,
        memory_cost=_MEMORY_KIB,
    )
    return kdf.derive_phc_encoded(code.encode("utf-8"))


def matches(kept: str, code: str) -> bool:
    """Say whether a code is the one that is kept."""
    from cryptography.exceptions import InvalidKey  # noqa: PLC0415
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # noqa: PLC0415

    try:
        Argon2id.verify_phc_encoded(code.encode("utf-8"), kept)
    except InvalidKey:
        return False
    return True
