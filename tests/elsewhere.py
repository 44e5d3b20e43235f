"""Places on another disk than where a test's folders lie, which may be in memory (`dev.py test`)."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.not_tried import NOT_TRIED

LASTING = Path("/var/tmp")
"""Kept over a restart: never in memory."""
PLACES = (Path("/dev/shm"), LASTING, Path(__file__).parent)


def another_disk(than: Path) -> Path:
    """Return a folder that can be written to, on another disk than this one; the test is not tried where there is none."""
    device = than.stat().st_dev
    for place in PLACES:
        if place.is_dir() and os.access(place, os.W_OK) and place.stat().st_dev != device:
            return place
    pytest.skip(f"{NOT_TRIED}: needs a second file system")


@contextmanager
def on_real_disk() -> Iterator[Path]:
    """Lend an empty folder where writing takes what it takes at a desk."""
    there = LASTING if LASTING.is_dir() else None
    with TemporaryDirectory(prefix="concierge-desk-", dir=there, ignore_cleanup_errors=True) as folder:
        yield Path(folder)
