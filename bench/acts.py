"""Acts at the counter: each is durable, chained, signed and projected before it is answered."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from bench.floors import BareRows, bare_database
from bench.history import COFFEE_CENTS, FLOAT_CENTS, LEAST_ACTS, Life, accepted
from bench.report import Row
from bench.timing import Samples

Act: TypeAlias = tuple[str, dict[str, Any]]
Taken: TypeAlias = Mapping[str, Samples]
"""What each command took."""

ACT, VISIT = "relay.receive", "till.settle"
FLAT = 2.0
"""An act costs the same whatever the history, but for this factor.

Source: docs/contract.md, "Budgets".
"""

_WARM_UP = 10


def measure_acts(lives: Sequence[Life], rounds: int, folder: Path) -> list[Row]:
    """Play rounds of acts on an open day of each store, a bare row beside each act."""
    entries = [life.head() for life in lives]
    for life in lives:
        life.live(LEAST_ACTS)
    with bare_database(folder / "rows.db") as connection:
        bare = BareRows(connection)
        _play(lives, bare, _WARM_UP)
        taken, floor = _play(lives, bare, rounds)
    rows: list[Row] = []
    for found, count in zip(taken, entries, strict=True):
        rows += _against_floor(found, floor, count)
    return [*rows, *_growth(taken, entries)]


def _play(lives: Sequence[Life], bare: BareRows, rounds: int) -> tuple[Sequence[Taken], Samples]:
    """Play each act on every store before the next one: what slows the machine down slows them all."""
    taken: list[defaultdict[str, Samples]] = [defaultdict(Samples) for _ in lives]
    floor = Samples()
    for _ in range(rounds):
        for acts in zip(*map(_round, lives), strict=True):
            for life, samples, (do, fields) in zip(lives, taken, acts, strict=True):
                command = life.command(do, **fields)
                accepted(samples[do].take(lambda: life.desk.counter.execute(command)))  # noqa: B023 (at once)
                life.desk.store.rest()
            floor.take(bare.insert)
            bare.rest()
    return taken, floor


def _round(life: Life) -> Iterator[Act]:
    """Yield one of each act; shelves and waiting items are in the end as they were before."""
    first, second = life.arrival(), life.arrival()
    collected = {"tracking": first["tracking"], "collector": "addressee", "id_document": "id_card"}
    coffee = {"article": "CAFE", "label": "Café", "cents": COFFEE_CENTS}
    yield ACT, first
    yield "relay.hand_over", collected
    yield ACT, second
    yield "relay.refuse", {"tracking": second["tracking"], "reason": "refused_by_addressee"}
    yield "relay.deposit", {"kind": "registered", "tracking": life.number()}
    yield "relay.stock_receive", {"product": "LV_20", "quantity": 3}
    yield VISIT, life.visit()
    yield "relay.hand_to_postman", {"what": "deposits"}
    yield "relay.hand_to_postman", {"what": "returns", "trackings": [second["tracking"]]}
    yield "till.move", {"direction": "in", "cents": 100, "reason": "float"}
    yield "till.count", {"counted_cents": FLOAT_CENTS}
    yield "shop.article_set", {**coffee, "vat_code": "TVA_10", "nature": "service"}


def _against_floor(taken: Taken, floor: Samples, entries: int) -> list[Row]:
    """Hold act and visit against the bare row: a median against its median, a tail against its tail.

    The disk's own hiccups fall on both alike; against a median they would be counted as ours.
    """
    act, visit = taken[ACT], taken[VISIT]
    return [
        Row("one act committed, p50", act.n, entries, act.p50_ns, floor.p50_ns, 6),
        Row("one act committed, p99", act.n, entries, act.p99_ns, floor.p99_ns, 12),
        Row("visit of three lines settled, p50", visit.n, entries, visit.p50_ns, floor.p50_ns, 15),
    ]


def _growth(taken: Sequence[Taken], entries: Sequence[int]) -> list[Row]:
    least, most = taken[0], taken[-1]
    return [
        Row(f"growth of {do}", most[do].n, entries[-1], most[do].p50_ns, least[do].p50_ns, FLAT, growth=True)
        for do in sorted(most)
        if len(taken) > 1
    ]
