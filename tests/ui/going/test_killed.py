"""SIGKILL at any moment between two desks: the next window opens one or the other, whole, and nothing half-made stays."""

import shutil
import sys
from pathlib import Path

import pytest

from concierge_desk.desk.options import Options
from tests.dice import dice_of
from tests.e2e.driver import FULL, Ended, call, environment
from tests.ui.going.conftest import House
from tests.ui.going.scenes import play_scenes
from tests.ui.window.keyboard import WindowKeys

DICE = dice_of(__name__)
ROOT = Path(__file__).parents[3]
RUNS = 30 if FULL else 1
MOST_SECONDS = 6.0


def struck(errand: str, how: str | float, house: House) -> Ended:
    said = [sys.executable, "-m", "tests.ui.going.struck", errand, str(how), str(house.data)]
    more = {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    return call([*said, str(house.plugged.sticks[0])], env=environment(**more), cwd=ROOT)


def another(house: House, place: Path) -> House:
    """The same desk once more, in another folder."""
    shutil.copytree(house.data, place / "poste", ignore=shutil.ignore_patterns("verrous"))
    shutil.copytree(house.copy.parents[1], place / "CLE")
    house.plugged.sticks[:] = [place / "CLE"]
    copy = next((place / "CLE").rglob("*.zip"))
    return House(Options(place / "poste"), copy, house.plugged)


@pytest.mark.parametrize("errand", ["restore", "look"])
def test_killed_between_two_desks(house: House, tmp_path: Path, errand: str) -> None:
    sound = another(house, tmp_path / "whole")
    whole = struck(errand, "whole", sound)
    assert whole.status == 0, whole
    longest = min(float(whole.err.splitlines()[-1]), MOST_SECONDS)
    before = house.posted()
    seen = set()
    for run in range(RUNS):
        mine = another(house, tmp_path / str(run))
        moment = DICE.uniform(0, longest)
        killed = struck(errand, moment, mine)
        assert killed.status in (0, -9), killed

        def served(keys: WindowKeys) -> None:
            # What was saved before stands there, or the copy does; either takes acts.
            keys.favourite(8)
            keys.press("plus")
            assert keys.state.paid is not None

        play_scenes(mine.options, served)
        posted = mine.posted()
        copied = int(mine.copy.name.rpartition("-A")[2].removesuffix(".zip"))
        restored = posted[len(before) - 1 :] if posted[: len(before)] == before else None
        if restored is None:
            assert errand == "restore" and posted[:copied] == before[:copied], moment
            assert (posted[copied].kind, posted[copied].epoch) == ("store.restored", "B"), moment
        seen.add(restored is None)
        assert posted[-1].kind == "till.settled"
        assert mine.verifies(), moment
        left = {path.name for path in mine.data.iterdir()}
        assert "copie-ouverte" not in left and not [name for name in left if name.startswith("restauration.")]
    if FULL and errand == "restore":
        assert seen == {True, False}
