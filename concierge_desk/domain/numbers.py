"""Numbers printed on paper: tickets, closings, slips; gap-free, restarting with the business year.

Source: docs/contract.md, "Numbers", "Own codes".
"""

from collections.abc import Callable

TICKET = "T"
CLOSING = "Z"
SLIP = "B"
FIRST_EPOCH = "A"

CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
CODE_LENGTH = 12

_WIDTH = {TICKET: 6, CLOSING: 4, SLIP: 4}


def number_of(series: str, year: int, n: int, epoch: str) -> str:
    """Return a number as printed, such as ``T-2026-000001`` or, after a restore, ``T-2026-B-000124``."""
    after_restore = "" if epoch == FIRST_EPOCH else f"{epoch}-"
    return f"{series}-{year}-{after_restore}{n:0{_WIDTH[series]}d}"


def own_code(prefix: str, draw: Callable[[int], int]) -> str:
    """Return a code of our own, such as ``c-4t9d2k7mx0q3``.

    Args:
        prefix: ``c`` custody, ``e`` piece entrusted, ``o`` object lent and so on.
        draw: ``draw(n)`` gives a random integer below n.
    """
    return f"{prefix}-" + "".join(CROCKFORD[draw(len(CROCKFORD))] for _ in range(CODE_LENGTH))
