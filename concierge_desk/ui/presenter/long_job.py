"""Long job of a page: it tells how far it is, and is asked to stop; no Qt.

Source: decision 0021.
"""

from collections.abc import Callable
from typing import TypeAlias, TypeVar

T = TypeVar("T")

HowFar: TypeAlias = Callable[[int, int], None]
"""Told how far it is: done, and of how many."""

Stopping: TypeAlias = Callable[[], bool]
"""Asked often whether to stop."""

LongJob: TypeAlias = Callable[[HowFar, Stopping], T]
"""What it does, and returns."""
