"""The whole journal: verifying it, and making the projections anew from it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.floors import bare_database, hash_payloads, insert_all
from bench.history import Life
from bench.report import Row
from bench.timing import Samples
from concierge_desk.desk import catalogue
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from concierge_desk.store.connection import Connection
from concierge_desk.store.locks import ExclusiveUse
from concierge_desk.store.rebuild import compare

LINEAR = 1.5
"""An entry costs the same in a long journal; caches and deeper trees get the rest.

Source: docs/contract.md, "Budgets".
"""


def measure_whole(lives: Sequence[Life], repeats: int, folder: Path) -> list[Row]:
    """Verify and rebuild each store in turn, the floors beside it."""
    entries = [life.head() for life in lives]
    names = ("verify", "books", "hashes", "rebuild", "rows")
    taken: list[dict[str, Samples]] = [{name: Samples() for name in names} for _ in lives]
    for _ in range(repeats):
        for life, samples in zip(lives, taken, strict=True):
            _verify(life, samples)
            _rebuild(life, samples, folder)
    rows = []
    for count, samples in zip(entries, taken, strict=True):
        figures = {name: samples[name].p50_ns for name in names}
        bare, whole = figures["verify"], figures["books"]
        rows.append(Row("full verify without the books, p50", repeats, count, bare, figures["hashes"], 2))
        rows.append(Row("full verify, p50", repeats, count, whole, figures["hashes"], 3))
        rows.append(
            Row("rebuild of all projections, p50", repeats, count, figures["rebuild"], figures["rows"], 8)
        )
    if len(lives) > 1:
        rows += [_growth(name, taken, entries) for name in ("verify", "books", "rebuild")]
    return rows


def _growth(name: str, taken: Sequence[dict[str, Samples]], entries: Sequence[int]) -> Row:
    least, most = taken[0][name].p50_ns / entries[0], taken[-1][name].p50_ns / entries[-1]
    return Row(
        f"growth of {name}, an entry", taken[-1][name].n, entries[-1], most, least, LINEAR, growth=True
    )


def _verify(life: Life, samples: dict[str, Samples]) -> None:
    for name, books in (("verify", False), ("books", True)):
        request = VerifyRequest(books=books)
        verdict = samples[name].take(lambda: verify_desk(life.desk, request))  # noqa: B023  (taken at once)
        if verdict.faults:
            raise RuntimeError(f"a history with faults: {verdict.faults[:3]}")
    samples["hashes"].take(lambda: life.desk.store.read(hash_payloads))


def _rebuild(life: Life, samples: dict[str, Samples], folder: Path) -> None:
    path, key, schemas = life.desk.folder.store, life.desk.keys.store_key, catalogue.schemas()
    with ExclusiveUse(life.desk.folder.locks, own=life.desk.shared):
        differences = samples["rebuild"].take(lambda: compare(path, key, schemas)).differences
    if differences:
        raise RuntimeError(f"a history with differences: {differences[:3]}")
    life.checkpoint()
    texts, rows = life.desk.store.read(_projections)
    bare = folder / "projections.db"
    with bare_database(bare) as connection:
        for text in texts:
            connection.execute(text)
        samples["rows"].take(lambda: insert_all(connection, rows))
    bare.unlink()


def _projections(connection: Connection) -> tuple[list[str], dict[str, list[tuple[Any, ...]]]]:
    """Return how the projections' tables and indexes are made, and all their rows."""
    tables = [table for schema in catalogue.schemas() for table in schema.projections]
    made = connection.execute(
        "SELECT tbl_name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL"
        " ORDER BY type DESC"
    ).fetchall()
    rows = {table: connection.execute(f'SELECT * FROM "{table}"').fetchall() for table in tables}  # noqa: S608
    return [sql for table, sql in made if table in tables], rows
