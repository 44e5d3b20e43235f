"""A search of people, by the beginning of a name: the newest twenty, whoever was merged as who stayed.

Floor: the same letters looked up by the index of words, the twenty rows read by their keys.
"""

import itertools
from collections.abc import Callable, Sequence
from functools import partial

from bench.history import Life
from bench.report import Row
from bench.timing import Samples
from concierge_desk.mechanisms.people.tables import search
from concierge_desk.store import seals
from concierge_desk.store.connection import Connection
from concierge_desk.store.unit import Unit

PEOPLE = 5_000
SEARCH = 4.0
"""Source: docs/contract.md, "Budgets"."""

_FAMILIES = ("Martin", "Kessler", "Roux", "Diallo", "Nguyen", "Le Bihan", "Dupré", "Hofer", "Yilmaz", "Petit")
_TYPED = ("ma", "kess", "rou", "hofer", "diallo", "pet")
_BARE = (
    "SELECT * FROM people_person WHERE person IN (SELECT person FROM people_word"
    " WHERE word >= ? AND word < ? AND kind = 'name' ORDER BY n DESC LIMIT 20)"
)


def measure_people(lives: Sequence[Life], rounds: int) -> list[Row]:
    """Search among so many people on each store, the bare lookup beside it."""
    return [_searches(life, rounds) for life in lives]


def _searches(life: Life, rounds: int) -> Row:
    life.desk.store.write(lambda unit: fill(unit, PEOPLE))
    found, bare = Samples(), Samples()
    for text in itertools.islice(itertools.cycle(_TYPED), rounds):
        life.desk.store.read(partial(_taken, found, search.search, text))
        life.desk.store.read(partial(_taken, bare, _lookup, text))
    what = f"search among {PEOPLE} people, p95"
    return Row(what, rounds, life.head(), found.p95_ns, bare.p95_ns, SEARCH)


def _taken(samples: Samples, look: Callable[[Connection, str], object], text: str, rows: Connection) -> None:
    samples.take(lambda: look(rows, text))


def fill(unit: Unit, count: int) -> None:
    """Keep so many people, five to a name and a street."""
    people: list[seals.Row] = []
    words: list[seals.Row] = []
    for n in range(1, count + 1):
        key, family = f"i-{n:012d}", _FAMILIES[n % len(_FAMILIES)]
        given, phone = f"zoe{n % 997}", f"06{n:08d}"
        none = (None,) * 9
        people.append((key, n, family, given, *none, "2026-11-25", "2026-11-25"))
        told = [(word, "name") for word in {given, *family.casefold().split()}]
        told += [(phone, "phone"), (phone[-4:], "end"), ("rue", "street"), (f"{n % 60}", "street")]
        words += [(word, kind, n, key) for word, kind in told]
    seals.insert_all(unit.rows, "people_person", people)
    seals.insert_all(unit.rows, "people_word", words)


def _lookup(rows: Connection, text: str) -> object:
    word = text.partition(" ")[0]
    return rows.execute(_BARE, (word, f"{word}\U0010ffff")).fetchall()
