"""What somebody is handed out: everything that is kept, over every service, and nothing of another one."""

import json
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.desk import catalogue
from concierge_desk.domain.errors import Refused
from concierge_desk.jobs.privacy.access import gathered, hand_out
from concierge_desk.pdf_pages import opened_pdf
from tests.counter.desks import COFFEE, Play, cash
from tests.counter.privacy.test_erasing import TRACES, card_of, known, live


def kept(play: Play, person: str) -> dict[str, tuple[str, ...]]:
    sheet = play.desk.store.read(lambda rows: gathered(rows, person))
    found: dict[str, tuple[str, ...]] = {}
    for one in sheet.kept:
        found[one.place] = (*found.get(one.place, ()), *one.values)
    return found


def test_everything_is_handed_out(shop: Play, tmp_path: Path) -> None:
    """R-4.04: of a person with data in every place; the paper and the file say the same."""
    person = live(shop)
    found = kept(shop, person)
    assert found["people_person.family"] == ("Kessler",)
    assert found["people_person.given"] == ("Anna",)
    assert found["people_person.street"] == ("12 rue des Fuchsias",)
    assert found["people_contact.phone"] == ("06 12 34 56 78",)
    assert found["people_note.text"] == ("Entend mal, parler fort",)
    assert found["people_card.card"] == (card_of(shop, person),)
    assert {"Anna Kessler", "1000042 · Anna Kessler"} <= set(found["personal.text"])
    assert any("rendu par Anna Kessler" in text for text in found["personal.text"])
    assert found["visit.acts"] and "shop.sell" not in found["visit.acts"]
    assert found["visit.step"] == ("Anna Kessler",)
    made = hand_out(shop.desk, person, tmp_path)
    told = json.loads(made.json.read_text("utf-8"))
    acts = [act["told"] for act in told["acts"]]
    assert any(act.startswith("Adhésion") for act in acts) and len(acts) >= 5
    with opened_pdf(made.pdf.read_bytes()) as pages:
        paper = " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())
    for trace in ("Kessler", "06 12 34 56 78", "12 rue des Fuchsias", "Entend mal, parler fort"):
        assert trace in paper


def test_what_stands_as_a_code_is_told_with_its_day(shop: Play) -> None:
    person = live(shop)
    shop.do("person.correct", person=person, sex="f", qpv=True)
    card = card_of(shop, person)
    shop.do("person.card", person=person, lost=True)
    shop.do("person.consent", person=person, consent="news", given=True)
    shop.do("person.consent", person=person, consent="news", given=False)
    found = kept(shop, person)
    assert found["people_person.sex"] == ("Femme",)
    assert found["people_person.qpv"] == ("Quartier prioritaire\N{NO-BREAK SPACE}: oui",)
    assert found["people_consent.consent"] == (
        "Recevoir les nouvelles de la conciergerie\N{NO-BREAK SPACE}: oui, le 25/11/2026",
        "Recevoir les nouvelles de la conciergerie\N{NO-BREAK SPACE}: non, le 25/11/2026",
        "Recevoir les tickets par courriel\N{NO-BREAK SPACE}: oui, le 25/11/2026",
    )
    lost, new = sorted(found["people_card.card"], key=len, reverse=True)
    assert lost == f"{card} (perdue le 25/11/2026)"
    assert new.startswith("p-") and card not in new


def test_what_is_shown_is_what_goes(shop: Play) -> None:
    """One rule: whatever is handed out of words is gone after the erasing, and nothing else."""
    person = live(shop)
    other = known(
        shop, family="Martin", given="Luc", phones=["0688888888"], email="luc@example.fr", street="3 quai"
    )
    before = set(kept(shop, person)["personal.text"])
    all_words = {text for (text,) in shop.rows("SELECT text FROM personal")}
    shop.do("person.erase", person=person)
    after = {text for (text,) in shop.rows("SELECT text FROM personal")}
    assert all_words - after == before
    assert after - all_words == {"1000042"}
    assert not [
        trace for trace in TRACES for values in kept(shop, other).values() for one in values if trace in one
    ]


def test_of_another_one_nothing_is_shown(shop: Play) -> None:
    person = live(shop)
    shop.do(
        "visit.save",
        visit="v-3",
        acts=[COFFEE],
        who={"name": "Mme Durand"},
        step={"typed": "Luc Roux", "and": "Anna Kessler"},
    )
    words = [one for values in kept(shop, person).values() for one in values]
    assert "Anna Kessler" in words
    assert not [one for one in words if "Durand" in one or "Roux" in one or "Martin" in one]


def test_each_column_of_the_table_is_looked_at(shop: Play) -> None:
    """R-4.04: of each place of the table there is a way to what stands there of somebody."""
    person = live(shop)
    shown = set(kept(shop, person))
    of_people = {one.place for one in catalogue.personal().columns if one.table.startswith("people_")}
    empty = {
        *("people_person.called", "people_person.stair", "people_person.language"),
        *("people_person.birth_year", "people_person.sex", "people_person.qpv"),
        *("people_household.household", "people_proxy.name", "people_proxy.phone"),
    }
    assert of_people - shown == empty
    told: Any = shop.do(
        "person.correct",
        person=person,
        called="Nanou",
        stair="B",
        language="fr",
        birth_year=1950,
        sex="f",
        qpv=True,
    )
    shop.do("household.create", people=[person])
    assert told.refused is None
    assert of_people - set(kept(shop, person)) == {"people_proxy.name", "people_proxy.phone"}


def test_it_is_written_down_without_a_name(shop: Play) -> None:
    """R-4.14."""
    person = live(shop)
    shop.do("person.access", person=person)
    entry = shop.last("privacy.handed_out")
    assert entry.data.keys() == {"records"} and entry.data["records"] > 5


def sheet_of(play: Play, person: str) -> Any:
    return play.desk.store.read(lambda rows: gathered(rows, person))


def test_what_was_given_back_is_told_and_what_is_owed(shop: Play) -> None:
    """What went on with a thing of hers names the thing, and no more her: it is hers all the same."""
    person = known(shop)
    mine = card_of(shop, person)
    hers = {"do": "caution.take", "of": "L-2026-000001", "cents": 5000, "who": {"card": mine}}
    typed = {"do": "caution.take", "of": "L-2026-000002", "cents": 3000, "who": {"name": "Anna Kessler"}}
    others = {"do": "caution.take", "of": "L-2026-000003", "cents": 2000, "who": {"name": "Luc Roux"}}
    shop.settle([hers, typed, others], cash(10000))
    codes = [code for (code,) in shop.rows("SELECT code FROM caution ORDER BY of")]
    shop.settle([{"do": "caution.return", "of": codes[0]}])
    shop.do("relay.receive", tracking="6A15602676300", shelf="A1", addressee={"name": "Anna Kessler"})
    shop.do("relay.hand_over", tracking="6A15602676300", collector="addressee", id_document="CNI")
    sheet = sheet_of(shop, person)
    # Two taken, one given back, one that came and was fetched; not the one of Luc Roux.
    assert len(sheet.acts) == 5
    returned = shop.last("caution.returned")
    assert (returned.day, returned.local.strftime("%H:%M")) in {(act.day, act.hour) for act in sheet.acts}
    assert [(one.code, one.left_cents) for one in sheet.open] == [(codes[1], 3000)]
    assert sheet.told()["open"][0]["left_cents"] == 3000


def test_the_sheet_bears_the_name_of_whoever_has_one_alone(shop: Play) -> None:
    person = str(shop.do("person.create", family="Delmas", phones=["0612345678"]).result["person"])
    assert sheet_of(shop, person).name == "Delmas"


def test_nothing_is_handed_out_nor_erased_by_a_card_that_was_lost(shop: Play) -> None:
    person = known(shop)
    lost = card_of(shop, person)
    shop.do("person.card", person=person, lost=True)
    assert shop.code("person.access", person=lost) == "person.unknown"
    assert shop.code("person.erase", person=lost) == "person.unknown"
    with pytest.raises(Refused):
        sheet_of(shop, lost)
    assert sheet_of(shop, person).kept
