"""What is drawn by lot in a run: the same again by its seed, and the same in every process that shares its work."""

import os
import random

SEED = "CONCIERGE_DESK_SEED"
"""Variable that repeats a run; drawn anew where it is not given, and said at its beginning."""

# Processes that share the work of a run inherit it.
os.environ.setdefault(SEED, str(random.SystemRandom().randrange(2**32)))


def dice_of(module: str) -> random.Random:
    """Return the dice of a test module, which no other module's draws move.

    Args:
        module: Its ``__name__``.
    """
    return random.Random(f"{os.environ[SEED]} {module}")
