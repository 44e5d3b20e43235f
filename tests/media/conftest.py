"""Sticks that the tests plug in."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.failures.disks import not_tried
from tests.media.sticks import Stick, stick


@pytest.fixture
def plugged_in(tmp_path: Path) -> Iterator[Callable[[str], Stick]]:
    """Plugs in a stick of a kind, until the test is over."""
    if sys.platform != "linux" or os.geteuid() != 0:
        not_tried("a stick is mounted for the test, which only root may, on Linux")
    with ExitStack() as mounted:
        yield lambda kind: mounted.enter_context(stick(kind, tmp_path))
