"""What is drawn by lot in a run: the same again by its seed, and the same in every process that shares its work."""

import os
import random

from tests.sizes import FULL

SEED = "CONCIERGE_DESK_SEED"
"""Variable that repeats a run; said at its beginning."""

# The full size draws anew; a change is not held up by what a lucky draw finds elsewhere. Processes that share the
# work of a run inherit it.
os.environ.setdefault(SEED, str(random.SystemRandom().randrange(2**32) if FULL else 1911976990))


def dice_of(module: str) -> random.Random:
    """Return the dice of a test module, which no other module's draws move.

    Args:
        module: Its ``__name__``.
    """
    return random.Random(f"{os.environ[SEED]} {module}")
