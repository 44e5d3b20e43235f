"""A backup made while another process records: one state of the whole store, with the figures of its anchor."""

import json
import subprocess
import time
from pathlib import Path
from typing import Any

from tests.copies.medium import Saved, copies, figures, whole
from tests.e2e.driver import (
    CLOCK,
    DAY,
    FULL,
    Shop,
    another_day,
    command,
    commands,
    environment,
    start,
    to_lines,
)

BACKUPS = 12 if FULL else 1
PAUSE_SECONDS = 0.02
NEXT = "2026-11-26"


class Recording:
    """A process that records one command after the other, until it is told to end."""

    def __init__(self, shop: Shop) -> None:
        words = ["--data", shop.data, "record", "-", "--json", "--clock", f"{NEXT}T08:00"]
        self._process = subprocess.Popen(
            command(*words),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(),
        )
        self.played: list[tuple[bytes, Any]] = []

    def play(self, line: bytes) -> None:
        """Record a command and wait for its answer."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(line)
        self._process.stdin.flush()
        self.played.append((line, json.loads(self._process.stdout.readline())))

    def end(self) -> None:
        """Let it end in peace; some parcels of the day before are still there and refused."""
        self._process.communicate(timeout=60)
        assert self._process.returncode in (0, 3)


def count(number: int) -> bytes:
    """A command that can be recorded as often as one likes."""
    return to_lines(
        [
            {
                "op": f"01970000-0000-7000-8000-{0x1000 + number:012x}",
                "do": "till.count",
                "counted_cents": number,
            }
        ]
    )


def test_it_has_the_figures_of_its_anchor(saved: Saved, tmp_path: Path) -> None:
    saved.shop.record(to_lines(commands()[-1:]))
    before = saved.shop.copy(tmp_path / "avant")
    lines = another_day(NEXT, 1).splitlines(keepends=True)[:-1]
    recording = Recording(saved.shop)
    recording.play(lines.pop(0))
    made, number = [], 0
    for _ in range(BACKUPS):
        running = start(["--data", saved.shop.data, "backup", "--to", saved.medium, "--json"])
        while running.poll() is None:
            number += 1
            recording.play(lines.pop(0) if lines and number % 3 == 0 else count(number))
            time.sleep(PAUSE_SECONDS)
        out, err = running.communicate()
        assert (running.returncode, err) == (0, b"")
        made.append(json.loads(out))
    recording.end()
    accepted = [(line, answer["entries"]) for line, answer in recording.played if answer["ok"]]
    assert len(copies(saved.medium)) == 1 + BACKUPS
    whole(saved.shop)

    last = max(seq for _line, entries in accepted for seq in entries)
    for at, saved_then in enumerate(made):
        epoch, place = saved_then["anchor"][0], int(saved_then["anchor"][1:].partition(":")[0])
        assert epoch == "A" and place < last, "nothing was recorded meanwhile"
        assert saved.shop.run("verify", "--anchor", saved_then["anchor"]).status == 0
        # The same commands alone, in a desk that was never saved meanwhile.
        alone = before.copy(tmp_path / f"seul-{at}")
        known = [line for line, entries in accepted if max(entries) <= place]
        alone.record(b"".join(known), "--clock", f"{NEXT}T08:00")
        restored, told = saved.restore(tmp_path / f"restaure-{at}", path=Path(saved_then["path"]))
        assert figures(restored, NEXT) == figures(alone, NEXT)
        assert figures(restored, DAY) | {"anchor": ""} == figures(saved.shop, DAY) | {"anchor": ""}
        assert whole(restored) == place + 1, told


def test_what_is_shown_first_is_what_the_source_says(saved: Saved, tmp_path: Path) -> None:
    saved.shop.record(to_lines(commands()[-1:]), "--clock", CLOCK)
    told = saved.backup()
    shop = Shop(tmp_path / "nu")
    done = shop.run("restore", told["path"], "--passphrase-file", saved.sheet)
    head = done.out.decode().splitlines()
    for word in ("AMP1-F", "Z-2026-0001", told["anchor"]):
        assert any(word in line for line in head[:2]), head
    assert whole(shop) == int(told["anchor"][1:].partition(":")[0]) + 1
    assert figures(shop, DAY) == figures(saved.shop, DAY)
