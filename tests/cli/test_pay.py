"""`pay`: what La Poste should pay for the month of the real day, beside its statement, acts behind, as a table."""

import json
from pathlib import Path

import pytest

from tests.cli.helpers import record, say
from tests.e2e.driver import CLOCK
from tests.services.relay.pay.test_pay import ROWS

OP = "01970000-0000-7000-8000-0000000fffff"
THEIRS = "code;count;montant\nFIXED;;391,00\nSTAMPS;;3,28\nFRANKING;;4,84\nHANDED;3;0,45\nRETURNS;1;0,20\n"
ASKED = ("pay", "--principal", "laposte", "--month", "2026-11")


@pytest.fixture
def paid(played: Path) -> Path:
    asked = {"op": OP, "do": "relay.set_pay", "principal": "LAPOSTE", "rows": ROWS}
    assert record(played, json.dumps(asked).encode(), "--clock", CLOCK).status == 0
    return played


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    path = tmp_path / "releve.csv"
    path.write_text(THEIRS, "cp1252")
    return path


def entries(data: Path) -> int:
    return int(say("--data", data, "verify", "--json").json["entries"])


def test_the_worked_example_is_told(paid: Path) -> None:
    before = entries(paid)
    told = say("--data", paid, *ASKED, "--json").json
    assert (told["ht_cents"], told["vat_cents"], told["ttc_cents"]) == (40007, 8001, 48008)
    assert {line["code"]: (line["count"], line["base_cents"], line["cents"]) for line in told["lines"]} == {
        "FIXED": (None, None, 39100),
        "FRANKING": (9, 19951, 499),
        "STAMPS": (57, 10927, 328),
        "HANDED": (4, None, 60),
        "RETURNS": (1, None, 20),
    }
    assert told["statement"] is None and told["differences"] == [] and told["estimation"] is True
    assert entries(paid) == before


def test_their_statement_is_looked_at_then_noted(paid: Path, theirs: Path, tmp_path: Path) -> None:
    before = entries(paid)
    looked = say("--data", paid, *ASKED, "--statement", theirs, "--acts", "--json").json
    differ = [
        {"code": "FRANKING", "expected_cents": 499, "cents": 484},
        {"code": "HANDED", "expected_cents": 60, "cents": 45},
    ]
    assert (looked["differences"], looked["noted"], entries(paid)) == (differ, False, before)
    acts = {line["code"]: line["acts"] for line in looked["lines"]}
    assert [act["what"] for act in acts["HANDED"]] == [
        *("861011301731382", "RB123456785XX", "1A18945277312", "LU680211095FR")
    ]
    assert sum(act["cents"] for act in acts["STAMPS"]) == 10927
    table = tmp_path / "mois.csv"
    noted = say("--data", paid, *ASKED, "--statement", theirs, "--note", "--to", table)
    assert noted.status == 0 and entries(paid) == before + 1
    shown = noted.out.replace("\N{NO-BREAK SPACE}", " ")
    assert "FRANKING diffère : attendu 4,99 €, leur relevé 4,84 €" in shown
    assert "HT 400,07 €, TVA 80,01 €, TTC 480,08 €" in shown
    lines = table.read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("principal;month;code;") and len(lines) == 7
    assert lines[-1] == "LAPOSTE;2026-11;TOTAL;Somme;;;;;400,07;80,01;480,08;399,77"
    assert say("--data", paid, *ASKED, "--json").json["differences"] == differ


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        (("pay", "--principal", "NOBODY", "--month", "2026-11"), 3),
        (("pay", "--principal", "LAPOSTE", "--month", "2026-13"), 2),
        (("pay", "--principal", "LAPOSTE", "--month", "2026-11", "--note"), 2),
        (("pay", "--principal", "LAPOSTE", "--month", "2026-11", "--statement", "nowhere.csv"), 4),
    ],
)
def test_what_is_asked_wrongly(paid: Path, asked: tuple[str, ...], status: int) -> None:
    before = entries(paid)
    assert say("--data", paid, *asked).status == status
    assert entries(paid) == before


def test_a_statement_that_cannot_be_read_notes_nothing(paid: Path, tmp_path: Path) -> None:
    path, before = tmp_path / "faux.csv", entries(paid)
    path.write_text("code;montant\nX;beaucoup\n", "utf-8")
    refused = say("--data", paid, *ASKED, "--statement", path, "--note")
    assert refused.status == 3 and "beaucoup" in refused.err and entries(paid) == before


def test_on_paper(paid: Path, tmp_path: Path) -> None:
    paper = tmp_path / "etat.txt"
    assert say("--data", paid, "print", "pay:LAPOSTE/2026-11", "--as", "text", "--to", paper).status == 0
    text = paper.read_text("utf-8").replace("\N{NO-BREAK SPACE}", " ")
    assert "État attendu de la rémunération" in text and "Estimation" in text and "480,08" in text
    for place in ("LAPOSTE/2026", "NOBODY/2026-11", "LAPOSTE"):
        assert say("--data", paid, "print", f"pay:{place}", "--as", "text", "--to", paper).status == 3
