"""Four operators, one for each role; and a counter that plays an act and takes it away again."""

import itertools
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any, TypeVar

from concierge_desk.cli.record import play_lines
from concierge_desk.counter.command.operation import Answer, Counter
from concierge_desk.counter.rights.table import CONCIERGE, INSPECTOR, RESPONSIBLE, VOLUNTEER
from concierge_desk.desk.desk import Desk
from concierge_desk.store.connection import Connection
from concierge_desk.store.database import Store
from concierge_desk.store.unit import Unit
from tests.counter.desks import Play

T = TypeVar("T")

FOUR: Mapping[str, str] = {CONCIERGE: "o11", VOLUNTEER: "o12", RESPONSIBLE: "o13", INSPECTOR: "o14"}
"""Operator of each role, in the order of the table of rights."""


def with_four(play: Play) -> None:
    for place, (role, code) in enumerate(FOUR.items(), start=1):
        play.do("operator.set", whom=code, name=f"Personne {place}", roles=[role])


class _TakenAway(Exception):
    def __init__(self, answer: Any) -> None:
        super().__init__()
        self.answer = answer


class Tried:
    """A store in which nothing stays: what a job wrote is rolled back once it answered."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def takes_nothing(self) -> bool:
        return self._store.takes_nothing

    def read(self, job: Callable[[Connection], T]) -> T:
        return self._store.read(job)

    def write(self, job: Callable[[Unit], T]) -> T:
        def once(unit: Unit) -> T:
            raise _TakenAway(job(unit))

        try:
            return self._store.write(once)
        except _TakenAway as taken:
            answer: T = taken.answer
            return answer


def trying(play: Play) -> Desk:
    """Return the desk of a play with a counter that keeps nothing, and draws codes that nobody else draws."""
    drawn = itertools.count(900_000)
    sources = replace(play.counter.sources, draw=lambda prefix: f"{prefix}-{next(drawn):012d}")
    return replace(play.desk, counter=Counter(Tried(play.desk.store), play.counter.commands, sources))


def recorded(desk: Desk, raw: Mapping[str, Any]) -> Answer:
    """Play a command as a line of a file."""
    (answer,) = play_lines(desk, BytesIO(json.dumps(raw).encode() + b"\n"), None)
    return answer
