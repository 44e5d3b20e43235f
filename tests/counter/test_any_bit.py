"""Whatever bit of whatever entry falls over: the day closes, and the next one opens.

Source: docs/contract.md, "What the desk promises", promise 8.
"""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from concierge_desk.desk.desk import Options, open_desk
from tests.counter.desks import COFFEE, COPY, LV_20, Desks, Hands, Play, cash, local
from tests.counter.test_unreadable import spoil

FALLS = {"ci": 40, "full": 400}[os.environ.get("CONCIERGE_DESK_SIZE", "ci")]
TUESDAY = "2026-11-24"


@pytest.fixture(scope="module")
def lived(desks: Desks) -> tuple[Path, int]:
    """The folder of a desk with a closed day and an open one of every kind of act, and its last entry."""
    with desks.desk(start=f"{TUESDAY}T07:00") as play:
        play.open(f"{TUESDAY}T08:00", float_cents=5000)
        play.settle([COFFEE, LV_20], cash(1000))
        play.close(f"{TUESDAY}T18:00", counted_cents=None)
        play.open()
        sold = play.settle([COFFEE, LV_20, COPY], cash(1000))
        play.do("till.refund", ticket=sold.ticket, lines=[{"line": 1}], reason="returned")
        play.do("relay.receive", tracking="6A15602676300", shelf="A1")
        play.do("visit.save", acts=[COFFEE])
        play.do("till.count", counted_cents=9000)
        return play.desk.folder.root, play.head()


def _falls(bit: int) -> Callable[[bytes], bytes]:
    """Return what turns one bit of a payload round."""

    def change(payload: bytes) -> bytes:
        place, shift = bit // 8 % len(payload), bit % 8
        return payload[:place] + bytes([payload[place] ^ 1 << shift]) + payload[place + 1 :]

    return change


def test_the_day_closes_and_the_next_one_opens(lived: tuple[Path, int], tmp_path: Path) -> None:
    root, head = lived
    drawn = random.Random(7)
    for n in range(FALLS):
        seq, bit = drawn.randint(1, head), drawn.randrange(2**20)
        folder = tmp_path / str(n)
        shutil.copytree(root, folder)
        with open_desk(Options(folder), watch=False) as desk:
            play = Play(desk, Hands(local("2026-11-25T18:00")))
            spoil(play, seq, _falls(bit))
            # Its first ops are those of the day that was lived.
            close, reopen = (f"01980000-0000-7000-8000-{place:012d}" for place in (1, 2))
            play.do("day.close", op=close, counted_cents=None, parked="keep")
            play.hands.set("2026-11-26T08:00")
            play.do("day.open", op=reopen)
        shutil.rmtree(folder)
