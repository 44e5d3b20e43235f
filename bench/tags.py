"""A scan of a tag among many pieces that were entrusted, until its card is painted.

Floor: the piece looked up by the index of its tag, and the same page painted anew.
"""

import itertools
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial

from bench.history import Life
from bench.looks import SCAN, Looks
from bench.report import Row
from bench.screen import application
from concierge_desk.counter.values.codes import SECRET
from concierge_desk.store.connection import Connection
from concierge_desk.store.unit import Unit

PIECES = 100_000
_OPEN = 200
"""Those that are not gone: what lies in a shop of this size, and at its workshops."""
_AN_ORDER = 4
_DAY, _SLOT = "2026-01-05", "2026-01-09T08:00/11:30"
_PIECE = (
    "piece tag number n partner kind label work quality colour accessories reserves cents partner_cents state place"
    " begun paper_slot reckoned_slot due_slot taken_day ready_day ended_day last_seq"
)


def measure_tags(lives: Sequence[Life], rounds: int) -> list[Row]:
    """Scan tags of pieces that wait, among so many, at a window on each store."""
    rows: list[Row] = []
    for life in lives:
        tags = life.desk.store.write(lambda unit: fill(unit, PIECES))
        with closing(Looks(application(), life, None)) as looks:
            rows.append(_scans(looks, tags, rounds))
    return rows


def _scans(looks: Looks, tags: Sequence[str], rounds: int) -> Row:
    given = itertools.cycle(tags)

    def scan() -> Callable[[], None]:
        return partial(looks.scan, next(given))

    what = f"scan of a tag among {PIECES} pieces to card painted, p95"
    return looks.row(what, rounds, scan, partial(_of_tag, tags[0]), SCAN)


def fill(unit: Unit, count: int) -> tuple[str, ...]:
    """Keep so many pieces, four to an order, and return the tags of those that are not gone."""
    numbers = [f"D-2026-{n:06d}" for n in range(1, count // _AN_ORDER + 1)]
    orders = [
        (number, -n, _DAY, f"r-{n:012d}", None, "normal", 0, _SLOT) for n, number in enumerate(numbers, 1)
    ]
    marks = ", ".join("?" * len(orders[0]))
    unit.rows.executemany(f"INSERT INTO pressing_order VALUES({marks})", orders)
    tags = [SECRET.code("e") for _ in range(count)]
    pieces = [_piece(n, numbers, tag, is_open=count - n <= _OPEN) for n, tag in enumerate(tags)]
    columns, marks = ", ".join(_PIECE.split()), ", ".join("?" * len(_PIECE.split()))
    unit.rows.executemany(f"INSERT INTO pressing_piece({columns}) VALUES({marks})", pieces)
    return tuple(tags[-_OPEN:])


def _piece(n: int, numbers: Sequence[str], tag: str, *, is_open: bool) -> tuple[object, ...]:
    number, place = numbers[n // _AN_ORDER], n % _AN_ORDER + 1
    state, ended = ("ready", None) if is_open else ("collected", _DAY)
    return (
        *(f"{number}/{place}", tag, number, place, None, "MANTEAU", "Manteau", "clean", "normal", "navy"),
        *("", "", 1490, 745, state, "PRESSING", f"{_DAY}T08:05", _SLOT, _SLOT, _SLOT, _DAY, _DAY, ended, 0),
    )


def _of_tag(tag: str, rows: Connection) -> object:
    return rows.execute("SELECT * FROM pressing_piece WHERE tag = ?", (tag,)).fetchall()
