"""``python -m bench`` from end to end, at sizes that say nothing of speed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sizes import FULL

ROOT = Path(__file__).resolve().parents[2]
TINY = ("--rounds", "1", "--repeats", "1", "--acts", "12")
WHOLE = (*TINY, "--demo-days", "3", "--starts", "1")
BARE = (*TINY, "--demo-days", "0", "--starts", "0")
BUDGETED = {
    "one act committed, p50",
    "one act committed, p99",
    "visit of three lines settled, p50",
    "warm ticket PDF, p50",
    "ticket for a printer of rolls drawn, p50",
    "settled visit to first letter at the printer, p50",
    "closing a day of 12 acts, p50",
    "La Poste export of that day, p50",
    "full verify without the books, p50",
    "full verify, p50",
    "rebuild of all projections, p50",
    "backup made and read back, p50",
    "act beside a backup, p99",
    "search among 5000 people, p95",
}
MEMORY = "memory at rest, p50"
PAGES = (
    *("the day opened", "a shelf opened", "the journal opened", "the journal read on"),
    *("the journal of the first day", "acts of an amount", "acts of a kind", "the copies opened"),
)
WINDOW = {
    MEMORY,
    "start to first usable paint, p50",
    "scan to card painted, p95",
    "keystroke to results painted, p95",
    "scan of a tag among 100000 pieces to card painted, p95",
    *("the calendar opened, p95", "the calendar turned a week, p95"),
    "scan to card painted, 2000 things lent, p95",
    *(f"{page}, p95" for page in PAGES),
}


def bench(folder: Path, *words: str | Path) -> "subprocess.CompletedProcess[str]":
    """Run it with its temporary folder below one of ours."""
    return subprocess.run(
        [sys.executable, "-m", "bench", *map(str, words)],
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(folder), "TEMP": str(folder), "TMP": str(folder), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


@pytest.mark.skipif(
    not FULL, reason="what one history takes is tried at every size; two, and the pages, at the full one"
)
def test_two_histories_are_measured_and_taken_away(tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    done = bench(tmp_path / "tmp", "--entries", "200,100", *WHOLE, "--to", tmp_path / "bench.json")
    told = json.loads((tmp_path / "bench.json").read_text("utf-8"))
    assert done.returncode == (0 if told["holds"] else 1), done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    assert len(done.stdout.splitlines()) == 1 + len(told["rows"])
    budgeted = [row for row in told["rows"] if not row["growth"]]
    growth = {row["what"] for row in told["rows"] if row["growth"]}
    # Where the system does not say what a process holds, nothing is told of it.
    windows = WINDOW if Path("/proc/self/smaps_rollup").exists() else WINDOW - {MEMORY}
    assert {row["what"] for row in budgeted} == BUDGETED | windows
    assert len(budgeted) == 2 * len(BUDGETED | windows)
    assert {row["unit"] for row in budgeted if row["what"] == MEMORY} <= {"MiB"}
    assert {row["unit"] for row in told["rows"] if row["what"] != MEMORY} == {"ms"}
    assert growth >= {
        *("growth of relay.receive", "growth of till.settle", "growth of day.close and Z"),
        *(
            "growth of the export",
            "growth of verify, an entry",
            "growth of books, an entry",
            "growth of rebuild, an entry",
        ),
        "growth of a demo day, an act",
        *(f"growth of {page}" for page in PAGES),
    }
    assert all(row["n"] >= 1 and row["entries"] >= 100 and row["ratio"] > 0 for row in told["rows"])
    assert list((tmp_path / "tmp").iterdir()) == []


def test_one_history_has_no_growth(tmp_path: Path) -> None:
    done = bench(tmp_path, "--entries", "100", *BARE, "--json")
    told = json.loads(done.stdout)
    assert {row["what"] for row in told["rows"]} == BUDGETED
    assert not any(row["growth"] for row in told["rows"])
    assert list(tmp_path.iterdir()) == []


def test_a_size_that_is_none_is_wrong_usage(tmp_path: Path) -> None:
    for size in ("many", "0", "100,-1", ""):
        assert bench(tmp_path, "--entries", size).returncode == 2
    assert bench(tmp_path, "--demo-days", "1").returncode == 2
    assert bench(tmp_path, "--starts", "-1").returncode == 2
