"""Check characters and codes of our own, through the well-kept library for them."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import SystemRandom

from concierge_desk.domain.tracking import normalise

CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
CODE_LENGTH = 12

_OWN = re.compile(rf"([A-Z])([0-9A-Z]{{{CODE_LENGTH}}})([0-9A-Z]?)")
_NAME = re.compile(r"(?!.-)(?=.* )[^\W\d_]+(?:[ '’.-]+[^\W\d_]+)*")
"""Words that nobody writes a code as: letters alone, a blank somewhere between them, no prefix and dash before them."""
_MISREAD = str.maketrans("ILO", "110")
"""Letters that Crockford's alphabet leaves out, for they are read as figures."""


def check_character(code: str) -> str:
    """Return the ISO 7064 MOD 37,36 check character over ``0-9A-Z``.

    Source: docs/trade.md, "Letter numbers"; docs/contract.md, "Own codes".
    """
    from stdnum.iso7064 import mod_37_36  # noqa: PLC0415  (it loads what asks registers by the network)

    return str(mod_37_36.calc_check_digit(code))


SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Draws:
    """Source of salts, ops and codes of our own.

    Attributes:
        bits: Returns a whole number of so many random bits.
        below: Returns a whole number from 0 to below this one.
        letters: Returns so many letters of a code; drawn one by one by default.
    """

    bits: Callable[[int], int]
    below: Callable[[int], int]
    letters: Callable[[int], str] | None = None

    def code(self, prefix: str) -> str:
        """Return a new random code of our own, such as ``c-4t9d2k7mx0q3``.

        Args:
            prefix: ``c`` custody, ``e`` piece entrusted, ``o`` object lent and so on.

        Source: docs/contract.md, "Own codes".
        """
        if self.letters is not None:
            return f"{prefix}-{self.letters(CODE_LENGTH)}"
        return f"{prefix}-" + "".join(CROCKFORD[self.below(len(CROCKFORD))] for _ in range(CODE_LENGTH))

    def salt(self) -> bytes:
        """Return the salt of an entry."""
        return self.bits(8 * SALT_BYTES).to_bytes(SALT_BYTES)

    def op(self, at: datetime) -> str:
        """Return a new operation id, a UUID of version 7.

        Source: https://www.rfc-editor.org/rfc/rfc9562#section-5.7 (48 bits of Unix milliseconds, then version,
        variant and 74 random bits).
        """
        milliseconds = int(at.timestamp()) * 1000 + at.microsecond // 1000
        low = self.bits(74)
        value = milliseconds << 80 | 0x7 << 76 | (low >> 62) << 64 | 0b10 << 62 | low & ((1 << 62) - 1)
        # Not by the library: it asks the system what machine this is, and stays in memory all day.
        digits = f"{value:032x}"
        return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


_OF_BYTE = CROCKFORD.encode() * (256 // len(CROCKFORD))
"""Letter of each value of a byte: eight for each of the letters, so that all are as likely."""


def _secret_letters(count: int) -> str:
    # At one go: asked for each letter, the system is asked twice as often as there are letters.
    return os.urandom(count).translate(_OF_BYTE).decode()


_SYSTEM = SystemRandom()

SECRET = Draws(_SYSTEM.getrandbits, _SYSTEM.randrange, _secret_letters)
"""The system's generator: nobody can guess what comes next. Only a demo draws otherwise, to live the same days again."""


def code_from(prefix: str, op: str) -> str:
    """Return a code of our own made of the lowest bits of an operation id, which are drawn by lot.

    For what is only printed: nothing is written that a code could be drawn with.

    Args:
        prefix: As `Draws.code`.
        op: A UUID of version 7.
    """
    bits = int(op.replace("-", ""), 16)
    letters = (CROCKFORD[bits >> 5 * place & 31] for place in range(CODE_LENGTH))
    return f"{prefix}-{''.join(letters)}"


def printed_code(code: str) -> str:
    """Return a code of our own as paper and barcodes bear it, with its check character: ``C-4T9D2K7MX0Q3U``.

    Source: docs/contract.md, "Own codes".
    """
    return code.upper() + check_character(code.replace("-", "").upper())


def read_code(text: str) -> str | None:
    """Return the code of our own that was typed or scanned, None for anything else.

    Any case, with or without its check character; a scanner in the wrong layout is read back first.

    Raises:
        ValueError: When the check character does not fit: it was misread.

    Source: docs/contract.md, "Own codes".
    """
    found = _OWN.fullmatch(normalise(text))
    # Denis Wendling has as many letters as a code, and so has M. Schweighardt.
    if found is None or _NAME.fullmatch(text.strip()):
        return None
    prefix, body, check = found.groups()
    body = body.translate(_MISREAD)
    if not set(body.lower()) <= set(CROCKFORD):
        return None
    if check and check != check_character(prefix + body):
        raise ValueError("the check character does not fit")
    return f"{prefix}-{body}".lower()


def scanned_code(text: str) -> str:
    """Return the code of our own that was scanned or typed; of anything else, misread too, the number as it is printed."""
    try:
        own = read_code(text)
    except ValueError:
        own = None
    return own or text.strip().upper()
