"""SIGKILL while a shop is being made or put back: the next start asks anew or opens it, whole, and nothing half-made stays."""

import sys
from pathlib import Path
from typing import Any

from concierge_desk.counter.context import Settings
from concierge_desk.desk.desk import Desk
from concierge_desk.desk.overview import day_status
from tests.cli.helpers import say
from tests.dice import dice_of
from tests.e2e.driver import FULL, Ended, call, environment
from tests.ui.evening.hands import PASSPHRASE
from tests.ui.first.hands import FirstKeys, Pc
from tests.ui.first.test_from_a_copy import lived

DICE = dice_of(__name__)
ROOT = Path(__file__).parents[3]
RUNS = 20 if FULL else 1
MOST_SECONDS, LONGER = 6.0, 1.5


def struck(how: str | float, data: Path, *sticks: Path) -> Ended:
    said = [sys.executable, "-m", "tests.ui.first.struck", str(how), str(data), *map(str, sticks)]
    more = {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    return call(said, env=environment(**more), cwd=ROOT)


def test_killed_while_it_is_made(pc: Pc, tmp_path: Path) -> None:
    whole = struck("whole", tmp_path / "whole")
    assert whole.status == 0, whole
    longest = min(float(whole.err.splitlines()[-1]), MOST_SECONDS)
    for run in range(RUNS):
        pc.data = tmp_path / str(run)
        moment = DICE.uniform(0, longest)
        assert struck(moment, pc.data).status in (0, -9)
        there = (pc.data / "concierge.db").exists()
        asked: list[str] = []

        def skip(keys: FirstKeys, asked: list[str] = asked) -> None:
            asked.append(keys.step)

        pc.phrase = PASSPHRASE
        if there:
            pc.start(then=(lambda _keys: None,))
            assert pc.look(lambda desk: desk.settings.name) == "La Petite Loge"
            assert half_made(pc.data) == [], moment
        else:
            pc.start(skip)
            assert asked == ["kind"], moment


def half_made(data: Path) -> list[str]:
    """What lies in a data folder that a process was still making."""
    begun = (".cles-", "restauration.")
    return [path.name for path in data.iterdir() if "partiel" in path.name or path.name.startswith(begun)]


def test_killed_while_a_copy_is_put_back(pc: Pc, tmp_path: Path) -> None:
    stick = lived(pc, tmp_path)
    before = pc.look(as_it_was)
    whole = struck("whole", tmp_path / "whole", stick)
    assert whole.status == 0, whole
    # It comes into its place at the very end: some are struck after that, as its window opens.
    longest = LONGER * min(float(whole.err.splitlines()[-1]), MOST_SECONDS)
    phrase = tmp_path / "phrase.txt"
    seen = set()
    for run in range(RUNS):
        bare = Pc(tmp_path / str(run), pc.plugged, pc.now, PASSPHRASE)
        moment = DICE.uniform(0, longest)
        assert struck(moment, bare.data, stick).status in (0, -9)
        there = (bare.data / "concierge.db").exists()
        seen.add(there)
        asked: list[str] = []

        def skip(keys: FirstKeys, asked: list[str] = asked) -> None:
            asked.append(keys.step)

        if not there:
            bare.start(skip)
            assert asked == ["kind"], moment
            # What was begun is nobody's shop: the same copy is put back into the same folder.
            again = struck("whole", bare.data, stick)
            assert again.status == 0, (moment, again)
        bare.start(then=(lambda _keys: None,))
        assert bare.look(as_it_was) == before, moment
        assert half_made(bare.data) == [], moment
        words = ("--data", bare.data, "--key-passphrase-file", phrase)
        assert say(*words, "verify", "--signatures", "--rebuild", "--json").status == 0, moment
    if FULL:
        assert seen == {True, False}


def as_it_was(desk: Desk) -> tuple[Settings, dict[str, Any]]:
    """What the shop is, and the figures of its day."""
    return desk.settings, day_status(desk, "2026-11-25")
