"""`tariff FILE`: next year's prices are looked at, then taken in; what is wrong is one sentence, with its line."""

from pathlib import Path

import pytest

from tests.cli.helpers import say

HEAD = "product;zone;max_g;prix;vat_code;valid_from;coverage"
SHEET = f"""{HEAD}
LV;FR;20;1,67;;01/01/2027;partial
SUIVI;;;0,55;;01/01/2027;
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "2027.csv"
    path.write_text(text, encoding="cp1252")
    return path


def entries(data: Path) -> int:
    return int(say("--data", data, "verify", "--json").json["entries"])


def test_a_look_writes_nothing_and_an_import_one_entry(new: Path, tmp_path: Path) -> None:
    sheet, before = written(tmp_path, SHEET), entries(new)
    looked = say("--data", new, "tariff", sheet)
    assert (looked.status, looked.err) == (0, "")
    assert looked.out.splitlines() == [
        "Lettre verte   FR  20\u00a0g  à partir du 01/01/2027  1,52\u00a0€ → 1,67\u00a0€  +9,87\u00a0%",
        "Sticker suivi  FR        à partir du 01/01/2027  0,50\u00a0€ → 0,55\u00a0€  +10,00\u00a0%",
        "2 prix regardés, rien n’est écrit. Pour les mettre au tarif\u00a0: --import",
    ]
    assert entries(new) == before
    taken = say("--data", new, "tariff", sheet, "--import")
    assert taken.out.splitlines()[-1] == "2 prix sont au tarif, chacun à partir de son jour."
    assert entries(new) == before + 1
    again = say("--data", new, "tariff", sheet, "--json").json
    assert [row["old_cents"] for row in again["rows"]] == [152, 50], (
        "a correction is measured by the row before"
    )
    assert again["imported"] is False and again["findings"] == []


def test_what_is_unusual_is_compared_first(new: Path, tmp_path: Path) -> None:
    sheet = written(tmp_path, f"{HEAD}\nLV;FR;20;1,40;;01/01/2027;\n")
    looked = say("--data", new, "tariff", sheet).out
    assert "1,52\u00a0€ → 1,40\u00a0€  −7,89\u00a0%  moins cher qu’avant" in looked
    assert "Lettre verte 100\u00a0g (France) n’a pas son propre prix à partir du 01/01/2027" in looked
    before = entries(new)
    refused = say("--data", new, "tariff", sheet, "--import")
    assert refused.status == 3 and refused.err.startswith(
        "Prix inhabituels\u00a0: 1, le premier étant Lettre verte 20\u00a0g (France)"
    )
    assert entries(new) == before
    told = say("--data", new, "tariff", sheet, "--import", "--confirmed", "--json").json
    assert [warning["code"] for warning in told["warnings"]] == ["tariff.fall", "tariff.hole"]
    assert entries(new) == before + 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("LV;FR;20;1,6x;;01/01/2027;", "Ligne 3\u00a0: «\u00a01,6x\u00a0» n’est pas un prix. Écrivez 167 dans cents, ou 1,67 dans prix."),
        ("ZZ;FR;20;1,67;;01/01/2027;", "Ligne 3\u00a0: ZZ n’est pas au catalogue. Comparez son code avec la liste des produits."),
        ("PAP;FR;20;1,67;;01/01/2027;", "Ligne 3\u00a0: Prêt-à-poster n’a pas encore de prix. Remplissez aussi la colonne vat_code."),
        ("LV;FR;20;1,67;NO;01/01/2027;", "Ligne 3\u00a0: aucun taux de TVA NO n’est connu au 25/11/2026. Corrigez la colonne vat_code."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_sentence_with_its_line(new: Path, tmp_path: Path, line: str, said: str) -> None:
    sheet = written(tmp_path, f"{HEAD}\nLV;FR;20;1,67;;01/01/2027;\n{line}\n")
    before = entries(new)
    done = say("--data", new, "tariff", sheet, "--import")
    assert (done.status, done.out, done.err) == (3, "", f"{said}\n")
    assert entries(new) == before


def test_a_file_that_is_not_there_or_no_sheet(new: Path, tmp_path: Path) -> None:
    assert say("--data", new, "tariff", tmp_path / "nowhere.csv").status == 4
    large = written(tmp_path, "x" * 1_000_001)
    assert say("--data", new, "tariff", large).err.startswith("Ce fichier n’est pas un tableau")
