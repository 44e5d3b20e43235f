"""The window: how soon it can be used and what it holds in memory, beside a bare window of the same library.

Each is a process of its own. This one loads no Qt until they are done: what processes share counts half for each.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.history import Life
from bench.report import Row
from bench.timing import Samples

START, MEMORY = 2.0, 1.5
"""Source: docs/contract.md, "Budgets"."""

_ROOT = Path(__file__).parent.parent
_PATIENCE_S = 60


@dataclass(slots=True)
class _Starts:
    """What starts of one kind of window took."""

    painted: Samples = field(default_factory=Samples)
    memory: Samples = field(default_factory=Samples)


def measure_starts(lives: Sequence[Life], starts: int, folder: Path) -> list[Row]:
    """Start the program on each store, a bare window beside it."""
    rows: list[Row] = []
    for life in lives:
        bare, desk = _Starts(), _Starts()
        environment = _environment(folder)
        program = ("desk", str(life.desk.folder.root))
        # The first ones write down what Python compiled.
        for kept, words in (
            (_Starts(), ("bare",)),
            (_Starts(), program),
            *[(bare, ("bare",)), (desk, program)] * starts,
        ):
            _start(words, environment, kept)
        figures = (desk.painted.p50_ns, bare.painted.p50_ns)
        rows.append(Row("start to first usable paint, p50", starts, life.head(), *figures, START))
        if bare.memory.n:
            shares = (desk.memory.p50_ns, bare.memory.p50_ns)
            rows.append(Row("memory at rest, p50", starts, life.head(), *shares, MEMORY, unit="MiB"))
    return rows


def _environment(folder: Path) -> dict[str, str]:
    """Return where a process is started: it keeps what it compiled, as an installed program does."""
    found = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    compiled = {"PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    return found | compiled | {"QT_QPA_PLATFORM": "offscreen"}


def _start(words: Sequence[str], environment: dict[str, str], samples: _Starts) -> None:
    begun = time.monotonic_ns()
    done = subprocess.run(
        [sys.executable, "-m", "bench.painted", *words],
        cwd=_ROOT,
        env=environment,
        capture_output=True,
        check=True,
        timeout=_PATIENCE_S,
    )
    told = json.loads(done.stdout)
    samples.painted.taken_ns.append(told["painted_ns"] - begun)
    if told["pss"] is not None:
        samples.memory.taken_ns.append(told["pss"])
