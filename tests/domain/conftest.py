"""A PC that stands elsewhere than the shop: whatever reads the machine's own zone is found out."""

import time
from collections.abc import Iterator

import pytest

AWAY = "Pacific/Kiritimati"
"""Fourteen hours before UTC: another date than the shop's for most of the day."""


@pytest.fixture(autouse=True)
def _pc_stands_elsewhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(time, "tzset"):  # Windows keeps the zone it has
        yield
        return
    with monkeypatch.context() as away:
        away.setenv("TZ", AWAY)
        time.tzset()
        yield
    time.tzset()
