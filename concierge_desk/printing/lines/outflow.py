"""Outflow of a port: what it was handed leaves this PC bit by bit, and is waited for as long as it goes on leaving.

Only once all of it left is a question on its heels heard at once.

Source: https://man7.org/linux/man-pages/man2/TIOCOUTQ.2const.html.
"""

import time
from collections.abc import Callable

from concierge_desk.printing.lines import line

_LOOK_SECONDS = 0.02


def wait_for_outflow(held: Callable[[], int]) -> None:
    """Wait until a port holds nothing more.

    Args:
        held: Says how many bytes it holds.

    Raises:
        TimeoutError: For too long nothing more left it.
    """
    until = time.monotonic() + line.STALL_SECONDS
    before = left = held()
    while left:
        if left < before:
            before, until = left, time.monotonic() + line.STALL_SECONDS
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(_LOOK_SECONDS)
        left = held()
