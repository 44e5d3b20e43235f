"""Secrets that are typed: how they are read, and where nothing keeps them.

Source: docs/contract.md, "Operators and rights"; docs/requirements.md, R-4.10; decision 0087.
"""

import unicodedata
from typing import Final

from concierge_desk.counter.values.kinds import Unreadable

SIGN_IN, SIGN_OUT = "operator.sign_in", "operator.sign_out"
SET_CODE, RESET_CODE = "operator.set_code", "operator.reset_code"

OF_THE_PROCESS: Final = frozenset({SIGN_IN, SIGN_OUT})
"""Commands that are played anew each time: what was proved yesterday proves nothing now."""

UNKEPT: Final = {SET_CODE: ("code", "badge"), RESET_CODE: ("recovery",)}
"""Fields that nothing keeps, not even hashed as the content of an operation."""

LEAST_BADGE: Final = 8
"""Signs of a badge, at least."""

MOST_SIGNS: Final = 400
"""Of a badge, or of what stands on a recovery sheet."""


def read_unshown(raw: object, most: int = MOST_SIGNS) -> str:
    """Return a secret as it is compared.

    Raises:
        Unreadable: It is no text, an empty one, or too long.
    """
    if not isinstance(raw, str):
        raise Unreadable("input.text")
    text = " ".join(unicodedata.normalize("NFC", raw).split())
    if not text or not text.isprintable():
        raise Unreadable("input.empty" if not text else "input.text")
    if len(text) > most:
        raise Unreadable("input.too_long", most=most)
    return text
