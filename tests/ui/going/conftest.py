"""A practice desk that was at work, its copy on a stick, and the program's windows over it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
from pytestqt.qtbot import QtBot

from concierge_desk.desk.desk import Desk, Options, open_desk
from concierge_desk.domain.journal import Posted
from concierge_desk.jobs.copies import sticks
from concierge_desk.signing import age
from concierge_desk.store import journal
from tests.cli.helpers import end_log, say
from tests.counter.desks import COFFEE, LV_20, WEDNESDAY, Desks, cash
from tests.easily import easily_locked
from tests.ui.copies.keepers import at_copies
from tests.ui.evening.hands import Plugged

T = TypeVar("T")

PARCEL, NAME = "6A15602676300", "Mme Kessler"
"""Lay at A1 when the copy was made, and lies there now."""


@dataclass
class House:
    """A desk that nobody has open, and the sticks that are plugged in.

    Attributes:
        options: How it is opened.
        copy: Its copy on the stick: one ticket was sold by then, two since.
        plugged: The sticks.
    """

    options: Options
    copy: Path
    plugged: Plugged

    @property
    def data(self) -> Path:
        return self.options.data

    def look(self, at: Callable[[Desk], T]) -> T:
        """Open the desk for a moment."""
        with open_desk(self.options) as desk:
            return at(desk)

    def posted(self) -> tuple[Posted, ...]:
        return self.look(
            lambda desk: desk.store.read(lambda rows: tuple(journal.posted(rows, 1, journal.head(rows).seq)))
        )

    def kinds(self) -> list[str]:
        return [entry.kind for entry in self.posted()]

    def verifies(self) -> bool:
        """Whether everything in it holds, signatures and tables too."""
        told = say("--data", self.data, "verify", "--signatures", "--rebuild", "--json")
        end_log()
        return told.status == 0


def plug(plugged: Plugged, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program find the sticks of a test, and no other."""
    init = sticks.Sticks.__init__

    def on_this_machine(self: Any, desk: Any, operator: str, _system: Any = None) -> None:
        init(self, desk, operator, plugged)

    monkeypatch.setattr(sticks.Sticks, "__init__", on_this_machine)


def houses(on: Path, sticks_at: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """Return a desk in a folder, with its copy on a stick in another."""
    monkeypatch.setattr(age, "make_identity", easily_locked)
    stick = sticks_at / "CLE"
    stick.mkdir()
    plugged = Plugged([stick])
    with Desks(on).desk() as play:
        play.open(float_cents=8000)
        play.do("relay.set_places", places=["A1"])
        parcel = {"tracking": PARCEL, "shelf": "A1", "addressee": {"name": NAME}}
        play.do("relay.receive", presented_day=WEDNESDAY, **parcel)
        play.settle([LV_20, COFFEE], cash(500))
        with at_copies(play, plugged) as hers:
            copy = hers.first_copy()
        for _ in range(2):
            play.settle([COFFEE], cash(200))
        options = Options(play.desk.folder.root)
    plug(plugged, monkeypatch)
    return House(options, copy, plugged)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> House:
    del qtbot
    return houses(tmp_path, tmp_path, monkeypatch)
