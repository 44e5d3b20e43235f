"""Two backups of one desk at once: the second waits, or is told; neither takes what the other is making."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from concierge_desk.jobs.copies import backup
from tests.cli.helpers import say
from tests.copies.medium import Saved, content, copies, refused, rows, whole
from tests.copies.test_bad_media import goes_on, stopped
from tests.e2e.driver import command, environment

SECONDS = 60.0
WAITED_SECONDS = 0.5
"""Longer than a backup of this desk takes to begin, shorter than the second one waits."""


def has_opened(running: "subprocess.Popen[bytes]", data: Path) -> None:
    """Return once a process has the store open: its use of it is there."""
    until = time.monotonic() + SECONDS
    while not list((data / "verrous").glob(f"{running.pid}-*.lock")):
        assert running.poll() is None and time.monotonic() < until, "it never came there"
        time.sleep(0.01)


@pytest.mark.skipif(sys.platform != "linux", reason="a process is stopped and looked into as Linux does")
def test_the_second_is_told_or_waits(saved: Saved, monkeypatch: pytest.MonkeyPatch) -> None:
    before = content(saved.medium)
    words = ("--data", saved.shop.data, "backup", "--to", saved.medium)
    # The working copy is made, the file on the medium is about to be written.
    with stopped(1, *words) as running:
        working = content(saved.shop.data / "copies")
        assert any(name.startswith("sauvegarde-") for name in working)
        # One that does not wait for long is told.
        monkeypatch.setattr(backup, "PATIENCE_SECONDS", 0.1)
        refused(say(*words), "backup.running", 4)
        assert content(saved.shop.data / "copies") == working
        assert content(saved.medium) == before
        with subprocess.Popen(
            command(*words), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
        ) as second:
            has_opened(second, saved.shop.data)
            time.sleep(WAITED_SECONDS)
            assert second.poll() is None
            assert content(saved.shop.data / "copies") == working
            first = goes_on(running)
            _, told = second.communicate(timeout=SECONDS)
    assert (first.status, first.err) == (0, "")
    assert (second.returncode, told) == (0, b"")
    # Three were made, each is whole, each has its line.
    made = sorted(name for (name,) in rows(saved.shop, "SELECT file FROM backup"))
    assert len(made) == 3
    assert set(copies(saved.medium)) <= set(made)
    assert len(content(saved.medium)["ancres.ndjson"].splitlines()) == 3
    assert [name for name in content(saved.medium) if name.endswith(".partiel")] == []
    assert content(saved.shop.data / "copies") == {}
    whole(saved.shop)


def test_a_killed_one_keeps_nobody_waiting(saved: Saved, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lock goes with the process that had it."""
    with stopped(1, "--data", saved.shop.data, "backup", "--to", saved.medium) as running:
        running.kill()
        running.communicate()
    monkeypatch.setattr(backup, "PATIENCE_SECONDS", 0.1)
    saved.backup()
    assert content(saved.shop.data / "copies") == {}
