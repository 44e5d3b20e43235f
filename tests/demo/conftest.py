"""A demo that was lived once, for all the tests that look at it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import pytest

from concierge_desk.counter.command.operation import Answer
from concierge_desk.counter.demo.demo import DemoAct, DemoAnswer
from concierge_desk.domain.journal import Posted
from concierge_desk.jobs.demo.acting import told_of
from concierge_desk.jobs.demo.player import DemoPlayer
from concierge_desk.store import journal
from tests.sizes import FULL

DAYS = 400 if FULL else 40
SEED = 7


class Watched(DemoPlayer):
    """Writes down each act and its answer."""

    def __init__(self, home: Path, seed: int) -> None:
        super().__init__(home, seed)
        self.played: list[tuple[DemoAct, DemoAnswer]] = []

    def _note(self, act: DemoAct, answer: Answer) -> None:
        super()._note(act, answer)
        self.played.append((act, told_of(answer)))


@dataclass
class Shop:
    """What was lived."""

    living: Watched
    days: list[date]

    @cached_property
    def posted(self) -> tuple[Posted, ...]:
        """The whole journal."""
        with self.living.opened() as desk:
            return desk.store.read(lambda rows: journal.posted(rows, 1))

    @cached_property
    def commands(self) -> set[str]:
        """Every command that was accepted, the charged ones of a ticket included."""
        found = set()
        for act, told in self.living.played:
            if told.refused is None:
                found |= {act.do, *(charged["do"] for charged in act.fields.get("acts", ()))}
        return found


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    living = Watched(tmp_path_factory.mktemp("demo") / "boutique", SEED)
    days = [living.live(last=n + 1 == DAYS) for n in range(DAYS)]
    return Shop(living, days)
