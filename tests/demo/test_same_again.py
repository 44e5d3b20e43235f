"""The same seed lives the same days, to the last byte that leaves the shop; another one lives others."""

import random
from pathlib import Path

import pytest

from concierge_desk.counter.values.codes import SECRET, Draws
from concierge_desk.desk.commission import commission, read_site_file
from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.domain.errors import Refused
from concierge_desk.jobs.demo.demo import AFTER_DAYS, Left, play
from concierge_desk.jobs.demo.player import DESK, DemoPlayer
from tests.demo.conftest import Watched
from tests.dice import dice_of
from tests.sizes import FULL

pytestmark = pytest.mark.usefixtures("easy_locks")

DAYS = 4 if FULL else 2
SEED_DAYS = 12 if FULL else 6


def files(home: Path) -> dict[str, bytes]:
    """What left the shop: everything but the desk itself and its copies, whose keys are drawn anew."""
    found = {path.relative_to(home): path for path in home.rglob("*") if path.is_file()}
    apart = {DESK, "sauvegardes", "poste-restaure"}
    return {str(name): path.read_bytes() for name, path in found.items() if name.parts[0] not in apart}


def test_the_same_seed_twice(tmp_path: Path) -> None:
    first, again, other = (Watched(tmp_path / name, seed) for name, seed in (("a", 3), ("b", 3), ("c", 4)))
    lived = [play(living, DAYS) for living in (first, again, other)]
    assert first.played == again.played != other.played
    assert files(tmp_path / "a") == files(tmp_path / "b")
    assert lived[0].anchor == lived[1].anchor != lived[2].anchor
    assert lived[0].days == lived[1].days
    assert len(files(tmp_path / "a")) == len(lived[0].left) - 3 + DAYS
    assert all(found.faults == () for found in lived)


def test_any_seed_lives(tmp_path: Path) -> None:
    # The gate lives the same days each time; the full size draws others, and says which.
    seed = dice_of(__name__).randrange(2**32) if FULL else 20261125
    lived = play(DemoPlayer(tmp_path / "boutique", seed), SEED_DAYS)
    assert lived.faults == (), seed


def test_a_step_is_done_once_the_days_are_over(tmp_path: Path) -> None:
    seen: list[str] = []

    def look(living: DemoPlayer) -> list[Left]:
        with living.opened() as desk:
            seen.append(desk.settings.desk)
        with open_desk(Options(living.options.data)):
            seen.append("by another process")
        return [Left("copy", living.home / "copie.zip")]

    told: list[object] = []
    lived = play(DemoPlayer(tmp_path / "boutique", 1), 2, steps=(*AFTER_DAYS, look), after_day=told.append)
    assert seen == ["AMP1-F", "by another process"]
    assert lived.left[-1] == Left("copy", tmp_path / "boutique" / "copie.zip")
    assert told == [day for day, _ in lived.diary.closed]


def test_a_folder_that_has_a_desk_is_left_alone(tmp_path: Path) -> None:
    DemoPlayer(tmp_path / "boutique", 1)
    before = (tmp_path / "boutique" / DESK / "concierge.db").read_bytes()
    with pytest.raises(Refused, match=r"init\.exists"):
        DemoPlayer(tmp_path / "boutique", 1)
    assert (tmp_path / "boutique" / DESK / "concierge.db").read_bytes() == before


def test_no_real_desk_draws_what_can_be_drawn_again(tmp_path: Path) -> None:
    dice = random.Random(1)
    draws = Draws(dice.getrandbits, dice.randrange)
    with pytest.raises(ValueError, match="practice"):
        commission(Options(tmp_path / "real", draws=draws), read_site_file("ampere"), practice=False)
    assert not (tmp_path / "real").exists()
    for draw in (draws, SECRET):
        assert len(draw.salt()) == 16
        assert draw.code("c") != draw.code("c")
    assert (
        Draws(random.Random(5).getrandbits, dice.randrange).salt()
        == Draws(random.Random(5).getrandbits, dice.randrange).salt()
    )
