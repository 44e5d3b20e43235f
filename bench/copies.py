"""A backup: what it costs, and how long an act at the counter waits while one is made beside it."""

import secrets
from collections.abc import Sequence
from pathlib import Path
from threading import Thread

from bench.floors import copy_verified
from bench.history import Life
from bench.report import Row
from bench.timing import Samples
from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.jobs.copies.backup import Target, back_up
from concierge_desk.store.copies import UNWATCHED

BLOCKED_NS = 20_000_000
"""What an act may wait for a backup at the most.

Source: docs/contract.md, "Budgets".
"""
_PASSPHRASE = "phrase du banc"  # noqa: S105 (of a practice shop)
_ACTS = 10


def measure_copies(lives: Sequence[Life], repeats: int, folder: Path) -> list[Row]:
    """Back each store up, the floor beside it; then again while its open day goes on."""
    rows = []
    for number, life in enumerate(lives):
        medium = folder / f"medium{number}"
        medium.mkdir()
        entries = life.head()
        # The first one also chooses who may open them, which is done once in a desk's life.
        back_up(life.desk, Target(medium, "pc"), _PASSPHRASE, None, UNWATCHED)
        made, floor = Samples(), Samples()
        for _ in range(repeats):
            made.take(lambda: _back_up(life, medium))  # noqa: B023 (at once)
            floor.take(lambda: copy_verified(life.desk, medium, secrets.token_bytes(32)))  # noqa: B023 (at once)
        rows.append(Row("backup made and read back, p50", made.n, entries, made.p50_ns, floor.p50_ns, 1.3))
        rows.append(_beside(life, medium, repeats, entries))
    return rows


def _back_up(life: Life, medium: Path) -> None:
    made = back_up(life.desk, Target(medium, "pc"), None, None, UNWATCHED)
    if made.faults:
        raise RuntimeError(f"a history with faults: {made.faults}")


def _beside(life: Life, medium: Path, repeats: int, entries: int) -> Row:
    """Hold acts beside backups against the same alone, and what they may wait; the rarest hiccup is the disk's."""
    alone, beside = Samples(), Samples()
    for _ in range(repeats):
        made = Thread(target=_by_another, args=(life.desk.folder.root, medium))
        made.start()
        while made.is_alive():
            _act(life, beside)
        made.join()
        for _ in range(_ACTS):
            _act(life, alone)
    return Row(
        "act beside a backup, p99", beside.n, entries, beside.p99_ns, alone.p99_ns + BLOCKED_NS, budget=1
    )


def _by_another(root: Path, medium: Path) -> None:
    with open_desk(Options(root)) as desk:
        back_up(desk, Target(medium, "pc"), None, None, UNWATCHED)


def _act(life: Life, samples: Samples) -> None:
    """Take the time of an arrival; what arrived goes out again, so that the shelves stay as full as they are."""
    arrival = life.arrival()
    samples.take(lambda: life.play("relay.receive", **arrival))
    collected = {"tracking": arrival["tracking"], "collector": "addressee", "id_document": "id_card"}
    life.play("relay.hand_over", **collected)
    life.desk.store.rest()
