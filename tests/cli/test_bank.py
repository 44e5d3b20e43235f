"""`bank`: a statement is looked at, taken in, what is exact accepted; what is left is told, without the bank's words."""

from pathlib import Path

import pytest

from tests.cli.helpers import say

CSV = "Date;Libellé;Montant\n26/11/2026;VIR MME KESSLER;15,00\n26/11/2026;LOYER;-450,00\n"


@pytest.fixture
def releve(tmp_path: Path) -> Path:
    path = tmp_path / "releve.csv"
    path.write_text(CSV, "cp1252")
    return path


def entries(data: Path) -> int:
    return int(say("--data", data, "verify", "--json").json["entries"])


def test_it_is_looked_at_then_taken_in_once(played: Path, releve: Path) -> None:
    before = entries(played)
    looked = say("--data", played, "bank", releve, "--json").json
    assert looked["statement"] == {
        "from_day": "2026-11-26", "until_day": "2026-11-26", "lines": 2, "new": 2, "taken_in": False,
    }  # fmt: skip
    assert (looked["from_day"], entries(played)) == (None, before)
    taken = say("--data", played, "bank", releve, "--take-in", "--accept", "--json")
    assert (taken.json["statement"]["taken_in"], taken.json["accepted"]) == (True, 0)
    assert sorted(row["cents"] for row in taken.json["unknown"]) == [-45000, 1500]
    assert "KESSLER" not in taken.out
    again = say("--data", played, "bank", releve, "--take-in", "--json").json
    assert again["statement"]["new"] == 0 and entries(played) == before + 1


def test_it_is_told_in_words(played: Path, releve: Path) -> None:
    assert "Tout est rapproché" in say("--data", played, "bank").out
    out = say("--data", played, "bank", releve, "--take-in").out.replace("\N{NO-BREAK SPACE}", " ")
    assert "2 lignes nouvelles sur 2, reprises" in out
    assert "Arrivé, inconnu" in out and "15,00 €" in out and "KESSLER" not in out


def test_what_is_no_statement(played: Path, tmp_path: Path) -> None:
    assert say("--data", played, "bank", tmp_path / "nowhere.ofx").status == 4
    (tmp_path / "x.csv").write_text("Bonjour\n", "utf-8")
    assert say("--data", played, "bank", tmp_path / "x.csv").status == 3
    assert say("--data", played, "bank", "--take-in").status == 2
