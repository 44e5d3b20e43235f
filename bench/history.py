"""A shop that has lived: a practice desk with as many entries as asked, all of them by the counter's own commands.

What is played is what a relay lives: arrivals, hand-overs, deposits, visits of one and of three lines, the
postman, the count, the closing. Nothing is drawn by lot but salts, refs and ops, so that two runs are alike.
"""

import itertools
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from concierge_desk.counter.command.operation import Answer, Counter
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.values.codes import SECRET, check_character
from concierge_desk.desk.commission import commission, read_site_file
from concierge_desk.desk.desk import Desk, Options, open_desk
from concierge_desk.domain.clock import GivenClock
from concierge_desk.store import journal
from concierge_desk.store.connection import open_unguarded
from concierge_desk.store.unit import Unit

T = TypeVar("T")

Play: TypeAlias = Callable[..., Mapping[str, Any]]
"""Plays an act, by its name and fields, and returns its result."""

SITE = "ampere"
FIRST_DAY = date(2026, 1, 2)
"""The shipped tariffs hold from 2026 on, open-ended."""
FLOAT_CENTS = 8000
GIVEN_CENTS = 10_000
COFFEE_CENTS = 120
HELD = 60
"""Items on the shelves of a relay of this size, at any moment."""

_OPENS = time(8)
_SUNDAY = 6
_ORDINARY_ACTS, _SPREAD = 50, 51
LEAST_ACTS = 12
"""A whole round: a day with fewer might have nothing for the postman or the bank."""
_ROUND = (
    *("receive", "visit", "hand_over", "receive", "hand_over", "coffee"),
    *("receive", "hand_over", "deposit", "receive", "coffee", "hand_over"),
)


class Life:
    """A desk and the days it lives."""

    def __init__(self, desk: Desk) -> None:
        """Begin before the first day."""
        self.desk = desk
        self.day = FIRST_DAY - timedelta(days=1)
        self.held: deque[str] = deque()
        self._numbers = itertools.count(1)
        self._days = itertools.count()
        # It goes on from one day to the next: what comes in goes out, and the shelves stay as full as they are.
        self._acts = itertools.cycle(_ROUND)

    def head(self) -> int:
        """Return how many entries the journal has."""
        return self.desk.store.read(journal.head).seq

    def until(self, entries: int) -> None:
        """Live whole days until the journal has at least so many entries."""
        while self.head() < entries:
            self.live(_ORDINARY_ACTS + next(self._days) * 17 % _SPREAD)
            self.close()
            self.checkpoint()

    def checkpoint(self) -> None:
        """Move the whole write-ahead log into the file: a desk that was closed at night has none."""
        connection = open_unguarded(self.desk.folder.store, self.desk.keys.store_key)
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            connection.close()

    def live(self, acts: int) -> None:
        """Open the next business day and play its acts, all in one transaction; it is left to be closed."""
        self.day += timedelta(days=2 if (self.day + timedelta(days=1)).weekday() == _SUNDAY else 1)
        zone = self.desk.settings.zone
        clock = GivenClock(datetime.combine(self.day, _OPENS, zone).astimezone(UTC))
        sources = replace(self.desk.counter.sources, clock=clock)
        commands = self.desk.counter.commands
        self.desk.store.write(lambda unit: self._live(Counter(_Batch(unit), commands, sources), acts))

    def close(self) -> str:
        """Close the day as the counter does, in a transaction of its own; return the closing's number."""
        return str(self.play("day.close")["number"])

    def play(self, do: str, *, counter: Counter | None = None, **fields: Any) -> Mapping[str, Any]:
        """Play an act and return its result."""
        return accepted((counter or self.desk.counter).execute(self.command(do, **fields)))

    def command(self, do: str, **fields: Any) -> dict[str, Any]:
        """Return a command with an op of its own."""
        return {"op": SECRET.op(datetime.combine(self.day, _OPENS, UTC)), "do": do, **fields}

    def arrival(self) -> dict[str, Any]:
        """Return the fields of an arrival whose number was never here."""
        return {
            "tracking": self.number(),
            "shelf": f"A{len(self.held) % 9 + 1}",
            "addressee": {"name": "Mme Kessler"},
            "presented_day": self.day.isoformat(),
        }

    def number(self) -> str:
        """Return a tracking number of a letter that was never here; its key holds."""
        digits = f"87{next(self._numbers):012d}"
        return digits + check_character(digits)

    def visit(self) -> dict[str, Any]:
        """Return the fields of a visit of three lines: stamps, a parcel, a coffee."""
        return {
            "acts": [
                {"do": "relay.sell", "product": "LV_20", "quantity": 3},
                {
                    "do": "relay.frank",
                    "product": "COL",
                    "zone": "FR",
                    "weight_g": 1800,
                    "tracking": self.number(),
                },
                {"do": "shop.sell", "article": "CAFE"},
            ],
            "payments": [{"means": "cash", "given_cents": GIVEN_CENTS}],
        }

    def _live(self, counter: Counter, acts: int) -> None:
        play = partial(self.play, counter=counter)
        play("day.open", float_cents=FLOAT_CENTS)
        play("relay.stock_receive", product="LV_20", quantity=acts)
        kept = sum(self._act(play, act) for act in itertools.islice(self._acts, acts))
        play("relay.hand_to_postman", what="deposits")
        play("till.move", direction="out", cents=kept, reason="bank")
        play("till.count", counted_cents=FLOAT_CENTS)

    def _act(self, play: Play, act: str) -> int:
        """Play an act of the round; return the cash it leaves in the drawer."""
        if act == "visit":
            return int(play("till.settle", **self.visit())["due_cents"])
        if act == "coffee":
            paid = [{"means": "card", "cents": COFFEE_CENTS}]
            play("till.settle", acts=[{"do": "shop.sell", "article": "CAFE"}], payments=paid)
        elif act == "deposit":
            play("relay.deposit", kind="registered", tracking=self.number())
        elif act == "receive" or len(self.held) < HELD:
            arrival = self.arrival()
            play("relay.receive", **arrival)
            self.held.append(arrival["tracking"])
        else:
            tracking = self.held.popleft()
            play("relay.hand_over", tracking=tracking, collector="addressee", id_document="id_card")
        return 0


class _Batch:
    """A book whose jobs share one transaction that has begun: a day is on disk at once."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self.takes_nothing = False

    def read(self, job: Callable[[Rows], T]) -> T:
        """See `Book`."""
        return job(self._unit.rows)

    def write(self, job: Callable[[Unit], T]) -> T:
        """See `Book`."""
        return job(self._unit)


def accepted(answer: Answer) -> Mapping[str, Any]:
    """Return the result of an act that must be accepted.

    Raises:
        RuntimeError: When it was refused: then the history is not what it says.
    """
    if answer.refused is not None:
        raise RuntimeError(f"refused: {answer.refused.code} {dict(answer.refused.params)}")
    return answer.result or {}


@contextmanager
def shop(folder: Path) -> Iterator[Life]:
    """Commission a practice desk in an empty folder and lend it on the eve of its first day."""
    begins = datetime.combine(FIRST_DAY, time(7))
    commission(Options(folder, clock=begins), read_site_file(SITE), practice=True)
    with open_desk(Options(folder)) as desk:
        yield Life(desk)
