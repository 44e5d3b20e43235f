"""A desk that was at work, a stick, and copies that open at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from concierge_desk.signing import age
from tests.counter.desks import COFFEE, LV_20, Desks, Play, cash
from tests.easily import easily_locked
from tests.ui.evening.hands import Plugged


@pytest.fixture(autouse=True)
def _easily(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(age, "make_identity", easily_locked)


@pytest.fixture
def play(desks: Desks) -> Iterator[Play]:
    with desks.desk() as play:
        play.open(float_cents=8000)
        play.settle([LV_20, COFFEE], cash(500))
        yield play


@pytest.fixture
def plugged(tmp_path: Path) -> Plugged:
    stick = tmp_path / "CLE"
    stick.mkdir()
    return Plugged([stick])
