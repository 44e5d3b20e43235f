"""What differs from run to run and from machine to machine, pinned: dice, version, compression, work of a lock.

Only names of libraries and the version of the program are touched, before anything of the program is
loaded, so that its modules may be moved and renamed. Time needs no pin: a practice desk made with ``--clock`` follows
its own journal.
"""

import os
import random
import re
import secrets
import sys
import zlib
from typing import Any

import pyrage

from tests.signing import age_format

VERSION = "0.0.0"
_CODE_LENGTH, _LETTERS = 12, 32
_OF_NAMES = (4, 8)
"""Random bytes in the name of a working file; no key has so few."""
_STORED_BYTES = 0xFFFF
_ANCHOR = re.compile(r"\b([A-Z]\d+):[0-9a-f]{16}\b")
_SHA256 = re.compile(r"\b[0-9a-f]{64}\b")


class Dice:
    """Dice that fall the same way each time, one for each way in which something is drawn.

    Codes, salts and keys are drawn in one order, names of working files in another: a thread beside the counter that
    names a file moves no code.
    """

    def __init__(self) -> None:
        self._dice = {name: random.Random() for name in ("bits", "bytes", "hex")}
        self.begin("")

    def begin(self, step: str) -> None:
        """Begin anew: what one step draws does not move what the next one draws."""
        for name, dice in self._dice.items():
            dice.seed(f"{step}/{name}")

    def randbits(self, k: int) -> int:
        """Take the place of `secrets.randbits`."""
        return self._dice["bits"].getrandbits(k)

    def randbelow(self, exclusive_upper_bound: int) -> int:
        """Take the place of `secrets.randbelow`."""
        return self._dice["bits"].randrange(exclusive_upper_bound)

    def token_bytes(self, nbytes: int | None = None) -> bytes:
        """Take the place of `secrets.token_bytes` and `os.urandom`; those of a code fall as if its letters were drawn one by one."""
        if nbytes in _OF_NAMES:
            return self._dice["hex"].randbytes(nbytes)
        if nbytes == _CODE_LENGTH:
            return bytes(self.randbelow(_LETTERS) for _ in range(nbytes))
        return self._dice["bytes"].randbytes(32 if nbytes is None else nbytes)

    def token_hex(self, nbytes: int | None = None) -> str:
        """Take the place of `secrets.token_hex`."""
        return self._dice["hex"].randbytes(32 if nbytes is None else nbytes).hex()


def stored(data: bytes, /, level: int = -1, wbits: int = zlib.MAX_WBITS) -> bytes:
    """Return a zlib stream that holds its data as it is: each build of zlib would press it into other bytes.

    Source: https://www.rfc-editor.org/rfc/rfc1950 (§2.2); https://www.rfc-editor.org/rfc/rfc1951 (§3.2.4).
    """
    if wbits != zlib.MAX_WBITS:
        raise ValueError("only what a PDF asks for is pinned")
    parts = [b"\x78\x01"]
    starts = range(0, len(data), _STORED_BYTES) or range(1)
    for start in starts:
        piece = data[start : start + _STORED_BYTES]
        size = len(piece)
        parts.append(bytes([start == starts[-1]]) + size.to_bytes(2, "little"))
        parts.append((size ^ 0xFFFF).to_bytes(2, "little") + piece)
    return b"".join((*parts, zlib.adler32(data).to_bytes(4)))


def pin() -> Dice:
    """Pin this process and return its dice.

    Raises:
        RuntimeError: Something of the program is loaded already, and may have taken what is pinned here.
    """
    early = [name for name in sys.modules if name.startswith("concierge_desk")]
    if early:
        raise RuntimeError(f"loaded before anything was pinned: {early}")
    dice = Dice()
    names: Any = secrets
    for name in ("randbits", "randbelow", "token_bytes", "token_hex"):
        setattr(names, name, getattr(dice, name))
    system: Any = os
    system.urandom = dice.token_bytes
    generator: Any = random.SystemRandom
    generator.getrandbits = lambda _self, k: dice.randbits(k)
    generator.randrange = lambda _self, below: dice.randbelow(below)
    compression: Any = zlib
    compression.compress = stored
    # What a passphrase locks is kept nowhere: it is drawn anew each time, and takes seconds to make and to open.
    locks: Any = pyrage.passphrase
    locks.encrypt = lambda content, phrase: age_format.lock(content, phrase, age_format.EASY)
    import concierge_desk

    concierge_desk.__version__ = VERSION
    return dice


def without_drawn(text: str) -> str:
    """Leave out what the library of the backups draws, where nothing can be pinned, and all that follows from it."""
    return _SHA256.sub("(SHA-256)", _ANCHOR.sub(r"\1:(anchor)", text))
