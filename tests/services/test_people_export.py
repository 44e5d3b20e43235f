"""People in the export of everything: whose a thing is stands there with the names alone, and nothing else of them does."""

import csv
import io
from pathlib import Path

import pytest

from concierge_desk.jobs.full_export import export_everything, personal_tables
from concierge_desk.mechanisms.people.tables.schema import PERSONAL
from concierge_desk.signing.passphrase import PassphraseSource
from tests.counter.desks import COFFEE, Play, cash

ZOE, ALI = "p-4t9d2k7mx0q3", "p-4t9d2k7mx0q4"


@pytest.fixture
def kept(shop: Play) -> Play:
    zoe = shop.do(
        "person.create", card=ZOE, family="Kessler", given="Zoé", phones=["06 12 34 56 78"], qpv=True
    ).result["person"]
    ali = shop.do("person.create", card=ALI, family="Roux", given="=Ali").result["person"]
    shop.do("household.create", people=[zoe])
    shop.do("person.consent", person=zoe, consent="news", given=True)
    shop.do("person.note", person=zoe, text="Sonne deux fois.")
    shop.do("person.merge", person=ali, into=zoe)
    reach = {"person": zoe, "proxy": {"name": "Lou Petit"}, "until_day": "2027-01-01", "mandate": "paper"}
    shop.do("person.allow", **reach)
    shop.settle([COFFEE, {"do": "account.owe", "who": {"card": ZOE}}])
    shop.settle([{"do": "caution.take", "cents": 5000, "who": {"card": ZOE}}], cash(5000))
    shop.settle([{"do": "member.join", "person": zoe}], cash(1000))
    return shop


def read(folder: Path, name: str) -> list[dict[str, str]]:
    text = (folder / name).read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_whose_a_thing_is_stands_with_the_names(kept: Play, tmp_path: Path) -> None:
    folder = tmp_path / "tout"
    export_everything(kept.desk, folder, None, names=PassphraseSource())
    (zoe, ali) = read(folder, "personnes/fiches.csv")
    assert (zoe["family"], zoe["given"], ali["merged_into"]) == ("Kessler", "Zoé", zoe["person"])
    whose = {row["ref"]: row["person"] for row in read(folder, "personnes/liens.csv")}
    for table in ("ardoises", "cautions"):
        (row,) = read(folder, f"tables/{table}.csv")
        assert whose[row["ref"]] == zoe["person"], table
    (joined,) = read(folder, "tables/adhesions.csv")
    assert whose[joined["party"]] == zoe["person"]
    assert [row["phone"] for row in read(folder, "personnes/telephones.csv")] == ["06 12 34 56 78"]
    assert {row["card"] for row in read(folder, "personnes/cartes.csv")} == {ZOE, ALI}
    assert [row["name"] for row in read(folder, "personnes/procurations.csv")] == ["Lou Petit"]
    assert [row["text"] for row in read(folder, "personnes/fiches-notes.csv")] == ["Sonne deux fois."]
    assert [row["consent"] for row in read(folder, "personnes/consentements.csv")] == ["news"]
    assert len(read(folder, "personnes/foyers.csv")) == 1
    inventory = (folder / "LISEZMOI.txt").read_text("utf-8")
    assert "personnes/liens.csv" in inventory


def test_nobody_stands_in_it_without_the_names(kept: Play, tmp_path: Path) -> None:
    export_everything(kept.desk, tmp_path / "tout", None)
    assert not (tmp_path / "tout" / "personnes").exists()
    told = b"".join(path.read_bytes() for path in (tmp_path / "tout").rglob("*") if path.is_file())
    keys = [key.encode() for (key,) in kept.rows("SELECT person FROM people_person")]
    assert not [word for word in (b"Kessler", b"Sonne", ZOE.encode(), *keys) if word in told]


def test_no_table_of_people_is_forgotten() -> None:
    told = {name for table in personal_tables() for name in table.projections}
    # The words that somebody is found by are made of the others.
    assert told == {"party_link", *PERSONAL} - {"people_word"}
