"""SIGKILL while a shop is being made: the next start asks anew or opens it, whole, and nothing half-made stays."""

import sys
from pathlib import Path

from tests.dice import dice_of
from tests.e2e.driver import FULL, Ended, call, environment
from tests.ui.evening.hands import PASSPHRASE
from tests.ui.first.hands import FirstKeys, Pc

DICE = dice_of(__name__)
ROOT = Path(__file__).parents[3]
RUNS = 20 if FULL else 2
MOST_SECONDS = 6.0


def struck(how: str | float, data: Path) -> Ended:
    said = [sys.executable, "-m", "tests.ui.first.struck", str(how), str(data)]
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
            left = {path.name for path in pc.data.iterdir()}
            assert not [name for name in left if "partiel" in name or name.startswith(".cles-")], moment
        else:
            pc.start(skip)
            assert asked == ["kind"], moment
