"""``export summary`` and ``print summary:…``: the files of a week or a month, made anew whenever they are asked for."""

import csv
import hashlib
import io
from pathlib import Path

import pytest

from tests.cli.helpers import say
from tests.exporting.test_workbook import cells


def test_a_week_and_its_month_are_written_and_no_entry_is(played: Path, tmp_path: Path) -> None:
    entries = say("--data", played, "verify", "--json").json["entries"]
    for period in ("2026-W48", "2026-11"):
        asked = (
            "--data",
            played,
            "export",
            "summary",
            "--period",
            period,
            "--to",
            tmp_path / "out",
            "--json",
        )
        first, again = say(*asked), say(*asked)
        assert (first.status, first.json) == (0, again.json)
        paths = [Path(file["path"]) for file in first.json["files"]]
        assert [path.name for path in paths] == [
            f"recapitulatif-AMP1-F-{period}.{end}" for end in ("xlsx", "csv")
        ]
        for path, file in zip(paths, first.json["files"], strict=True):
            assert hashlib.sha256(path.read_bytes()).hexdigest() == file["sha256"]
    assert say("--data", played, "verify", "--json").json["entries"] == entries


def test_it_says_what_the_day_says(played: Path, tmp_path: Path) -> None:
    say("--data", played, "export", "summary", "--period", "2026-11", "--to", tmp_path)
    status = say("--data", played, "day", "status", "--day", "2026-11-25", "--json").json
    charged = status["funds"]["MANDATE:LAPOSTE"]
    text = (tmp_path / "recapitulatif-AMP1-F-2026-11.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    sold = [row["amount"].replace(",", ".") for row in rows if row["section"] == "ventes"]
    assert round(sum(map(float, sold)) * 100) == charged
    assert sum(row["section"] == "garde" for row in rows) == status["custody"]["held"]
    book = cells((tmp_path / "recapitulatif-AMP1-F-2026-11.xlsx").read_bytes())
    assert ("n", f"{charged / 100:.2f}".rstrip("0")) in book.values()
    assert (
        say("--data", played, "print", "summary:2026-11", "--as", "text", "--to", tmp_path / "r.txt").status
        == 0
    )
    assert "Novembre 2026" in (tmp_path / "r.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("period", "code"), [("novembre", "relay.period_invalid"), ("2026-10", "relay.period_empty")]
)
def test_what_is_no_period_is_refused(played: Path, tmp_path: Path, period: str, code: str) -> None:
    done = say("--data", played, "export", "summary", "--period", period, "--to", tmp_path, "--json")
    assert (done.status, done.json["refused"]["code"]) == (3, code)


@pytest.mark.parametrize(
    "words",
    [
        ("summary", "--to", "x"),
        ("summary", "--period", "2026-11", "--day", "2026-11-25", "--to", "x"),
        ("laposte", "--period", "2026-11", "--day", "2026-11-25", "--to", "x"),
        ("everything", "--period", "2026-11", "--to", "x"),
    ],
)
def test_options_that_do_not_go_together(played: Path, words: tuple[str, ...]) -> None:
    assert say("--data", played, "export", *words).status == 2
