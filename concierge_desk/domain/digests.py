"""Digests, by the code that Python brings itself, until there is much to reckon.

`hashlib` loads OpenSSL, 1.5 MiB that a window at rest would hold all day for the few digests of its start; on an entry it
is four times as fast as Python's own, so that whoever goes on reckoning gets it. Both give the same bytes.

Source: https://docs.python.org/3/library/hashlib.html; decision 0019. That Python's own stand under these names:
https://github.com/python/cpython/blob/3.11/Lib/random.py, which asks for one of them as is done here.
"""

from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import Any, Protocol, TypeAlias, cast


def _pythons_own(name: str) -> Any:
    """Return a digest of Python's own; of `hashlib`, where there is a Python that brings none."""
    for module in ("_sha2", "_sha256", "_blake2"):  # the first is Python 3.12's name for the second
        with suppress(ImportError, AttributeError):
            return getattr(import_module(module), name)
    return getattr(import_module("hashlib"), name)  # pragma: no cover


__all__ = ["Digest", "blake2b", "reckoner", "sha256"]

FEW = 256
"""Digests that are reckoned without OpenSSL: the start of a window needs fewer, and they take it a millisecond."""


class Digest(Protocol):
    """What a digest is asked for."""

    def digest(self) -> bytes:
        """Return the 32 bytes."""

    def hexdigest(self) -> str:
        """Return them as 64 lower-case hex digits."""


Reckons: TypeAlias = Callable[[bytes], Digest]

blake2b = _pythons_own("blake2b")
"""`hashlib.blake2b`, which is no other."""


class _Reckoned:
    """How many digests this process has reckoned, and by what it does."""

    def __init__(self) -> None:
        self.count = 0
        self.by = cast(Reckons, _pythons_own("sha256"))


_RECKONED = _Reckoned()


def reckoner(count: int) -> Reckons:
    """Return what reckons so many SHA-256 in a row."""
    if _RECKONED.count < FEW:
        _RECKONED.count += count
        if _RECKONED.count >= FEW:
            from hashlib import sha256  # noqa: PLC0415  (OpenSSL, as above)

            _RECKONED.by = sha256
    return _RECKONED.by


def sha256(data: bytes) -> Digest:
    """Reckon the SHA-256 of some bytes."""
    return reckoner(1)(data)
