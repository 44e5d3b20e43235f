"""Check characters and codes of our own, through the well-kept library for them."""

import secrets
import uuid
from datetime import datetime

from stdnum.iso7064 import mod_37_36

from concierge_desk.domain.numbers import own_code


def check_character(code: str) -> str:
    """Return the ISO 7064 MOD 37,36 check character over ``0-9A-Z``.

    Source: domain.md §2.3; DESIGN §3 (own codes).
    """
    return str(mod_37_36.calc_check_digit(code))


def draw_code(prefix: str) -> str:
    """Return a new random code of our own, such as ``c-4t9d2k7mx0q3``."""
    return own_code(prefix, secrets.randbelow)


def new_op(at: datetime) -> str:
    """Return a new operation id, a UUID of version 7.

    Source: RFC 9562 §5.7: 48 bits of Unix milliseconds, then version, variant and 74 random bits.
    """
    milliseconds = int(at.timestamp()) * 1000 + at.microsecond // 1000
    low = secrets.randbits(74)
    value = milliseconds << 80 | 0x7 << 76 | (low >> 62) << 64 | 0b10 << 62 | low & ((1 << 62) - 1)
    return str(uuid.UUID(int=value))
