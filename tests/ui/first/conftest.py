"""A PC on which there is no shop yet: its folder, its sticks, its day."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from concierge_desk.bootstrap import first_start, lived_practice
from concierge_desk.desk import commission, desk
from concierge_desk.frame.first_start import presenter
from concierge_desk.media import volumes
from concierge_desk.signing import age
from tests.cli.helpers import end_log
from tests.easily import easily_locked
from tests.ui.evening.hands import Plugged
from tests.ui.first.hands import Pc
from tests.ui.going.conftest import plug


@pytest.fixture
def pc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, easy_locks: None) -> Iterator[Pc]:
    """A PC whose clock says nine on a Wednesday, and on which Enter is never pressed twice by mistake."""
    del qtbot, easy_locks
    pc = Pc(tmp_path / "poste", Plugged(), datetime(2026, 11, 25, 8, 0, tzinfo=UTC))
    for part in (commission, desk, first_start, lived_practice):
        monkeypatch.setattr(part, "system_clock", lambda: pc.now)
    monkeypatch.setattr(presenter, "SETTLED_SECONDS", 0.0)
    monkeypatch.setattr(age, "make_identity", easily_locked)
    monkeypatch.setenv("TZ", "Europe/Paris")
    found = volumes.removable_volumes
    monkeypatch.setattr(first_start, "removable_volumes", lambda _system=None: found(pc.plugged))
    plug(pc.plugged, monkeypatch)
    yield pc
    end_log()
