"""Garbage collection on the window's thread, between two events, and on no other.

Python looks for it in whichever thread happens to make an object. A cycle that holds a timer or a widget would so be
taken apart beside the store's work: Qt stops no timer from another thread, and the program dies some events later.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 500
"""How often it is asked for: seldom enough to cost nothing, often enough for a long work to fill no memory."""


@contextmanager
def collected_here(every_ms: int = EVERY_MS) -> Iterator[None]:
    """Collect on this thread, whose event loop turns meanwhile; afterwards it is as it was.

    Args:
        every_ms: How often to look.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    owner = QObject()
    timer = QTimer(owner)
    timer.timeout.connect(collect_what_is_due)
    timer.start(every_ms)
    try:
        yield
    finally:
        timer.stop()
        if was_enabled:
            gc.enable()


def collect_what_is_due() -> None:
    """Collect the oldest generation that Python's own thresholds call for."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > thresholds[generation]:
            gc.collect(generation)
            return
