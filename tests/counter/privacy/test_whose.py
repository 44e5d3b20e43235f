"""Whose something is: one rule of names and phones, for what is shown, what is erased, and what was saved of a visit."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.counter.privacy.his import is_whose, without
from concierge_desk.counter.traces import Traces
from concierge_desk.domain.copies.names import ERASURES
from concierge_desk.domain.erasures import erased_refs, read_erasures
from concierge_desk.jobs.copies.erasures import note_erasures
from concierge_desk.signing.keys import load_keys
from concierge_desk.store.connection import open_unguarded
from concierge_desk.store.held.erased_records import erase_personal
from tests.counter.desks import COFFEE, Play, cash
from tests.counter.privacy.test_erasing import card_of, faults, known

PHONED = Traces(
    ("i-1",), names=("Jeanne Martin",), turned=("Martin Jeanne",), phones=("+33 (0)6 12 34 56 78",)
)
SILENT = Traces(("i-1",), names=("Jeanne Martin",), turned=("Martin Jeanne",))
HOMONYM = Traces(("i-1",), names=("Jeanne Martin",), phones=("0612345678",), alone=False)


@pytest.mark.parametrize(
    ("name", "phone", "phoned", "silent", "homonym"),
    [
        ("Jeanne Martin", "", True, True, False),
        ("Mme MARTIN Jeanne", "", True, True, False),
        ("Jeanne Martin", "0788888888", False, True, False),
        ("Jeanne Martin", "0033612345678", True, True, True),
        ("Luc Roux", "06.12.34.56.78", True, False, True),
        ("0612345678", "", True, False, True),
        ("Martin", "", False, False, False),
        ("", "", False, False, False),
    ],
)
def test_one_rule_of_names_and_phones(
    name: str, phone: str, phoned: bool, silent: bool, homonym: bool
) -> None:
    """The same for a record, for the owner of a visit, and for whom an act of it names."""
    said = {"name": name, "phone": phone}
    for traces, his in ((PHONED, phoned), (SILENT, silent), (HOMONYM, homonym)):
        assert traces.is_name(" · ".join(filter(None, (name, phone)))) is his
        assert is_whose(said, traces) is his
        act = {"do": "caution.take", "who": said}
        assert (without(act, traces) != act) is his


def test_names_of_three_words_are_found_in_both_orders() -> None:
    anna = Traces(("i-1",), names=("Anna Maria Kessler",), turned=("Kessler Anna Maria",))
    assert anna.tells("rendu par Kessler Anna Maria hier")
    assert anna.tells("rendu par Anna Maria Kessler hier")
    assert not anna.tells("rendu par Maria Kessler hier")


def test_a_sentence_is_hers_by_a_phone_however_it_is_written() -> None:
    for said in (
        "au +33 6 12 34 56 78",
        "au +33 (0)6.12.34.56.78",
        "le 3, au 06 12 34 56 78",
        "au 0033612345678",
    ):
        assert PHONED.tells(said), said
    # Figures of two numbers are none of them.
    assert not PHONED.tells("le 06, puis 12345678")


def test_who_bears_one_name_more_is_somebody_else(shop: Play) -> None:
    person = known(shop)
    known(shop, given="Anna Maria", phones=["0699999999"], email=None, street=None)
    shop.do("relay.receive", tracking="6A15602676300", shelf="A1", addressee={"name": "Anna Kessler"})
    shop.do("person.erase", person=person, confirmed=True)
    assert shop.rows("SELECT text FROM personal WHERE retention = 'relay.custody'") == []


def test_a_family_name_of_two_words_is_a_whole_one(shop: Play) -> None:
    person = str(shop.do("person.create", family="Mme Rosa Delmas").result["person"])
    shop.do("relay.receive", tracking="6A15602676300", shelf="A1", addressee={"name": "Rosa Delmas"})
    shop.do("person.erase", person=person, confirmed=True)
    assert shop.rows("SELECT text FROM personal WHERE retention = 'relay.custody'") == []


def taken(who: dict[str, Any], of: str) -> dict[str, Any]:
    return {"do": "caution.take", "of": of, "cents": 5000, "who": who}


def money_words(play: Play) -> set[str]:
    return {text for (text,) in play.rows("SELECT text FROM personal WHERE retention IN ('money', 'held')")}


def test_of_a_name_typed_with_a_phone_nothing_stays(shop: Play) -> None:
    """Neither the name nor the phone, which is no number of a cheque; a namesake's with another phone stays."""
    person = known(shop)
    hers = {"name": "Anna Kessler", "phone": "0612345678"}
    other = {"name": "Anna Kessler", "phone": "0788888888"}
    shop.settle([taken(hers, "L-2026-000001"), taken(other, "L-2026-000002")], cash(10000))
    assert shop.refused("person.erase", person=person).params["cents"] == 5000
    shop.do("person.erase", person=person, confirmed=True)
    assert money_words(shop) == {"Anna Kessler · 0788888888"}
    assert faults(shop) == []


def test_a_copy_that_is_put_back_keeps_the_number_of_her_cheque_and_not_her_name(
    shop: Play, tmp_path: Path
) -> None:
    person = known(shop)
    cheque = {"means": "cheque", "cents": 120, "number": "1000042", "issuer": "M. et Mme Anna Kessler"}
    shop.settle([COFFEE], cheque)
    root, key = shop.desk.folder.root, load_keys(shop.desk.folder).store_key
    shop.desk.store.scrub()
    old = Path(shutil.copy(root / "concierge.db", tmp_path / "concierge.db"))
    (ref,) = (ref for (ref,) in shop.rows("SELECT ref FROM cheque"))
    shop.do("person.erase", person=person)
    assert money_words(shop) == {"1000042"}
    note_erasures(shop.desk)
    lines = [json.loads(line) for line in (root / ERASURES).read_text("utf-8").splitlines()]
    assert {"ref": ref, "at": "2026-11-01", "keeps": "number"} in lines
    connection = open_unguarded(old, key)
    connection.execute("BEGIN IMMEDIATE")
    erase_personal(connection, read_erasures((root / ERASURES).read_bytes()))
    connection.execute("COMMIT")
    assert connection.execute("SELECT text FROM personal WHERE ref = ?", (ref,)).fetchall() == [("1000042",)]
    connection.close()
    # After five years the whole of it goes, and that is noted too.
    shop.do("till.pay_in")
    shop.close(counted_cents=None)
    shop.hands.set("2036-01-10T08:00")
    shop.do("privacy.purge", up_to_day="2036-01-10")
    note_erasures(shop.desk)
    whole = [
        one for one in read_erasures((root / ERASURES).read_bytes()) if one.ref == ref and one.keeps is None
    ]
    assert len(whole) == 1 and ref in erased_refs((root / ERASURES).read_bytes())


def test_of_a_visit_of_a_namesake_with_another_phone_all_stays(shop: Play) -> None:
    person = known(shop)
    mine = card_of(shop, person)
    other = {"name": "Anna Kessler", "phone": "0788888888"}
    shop.do("visit.save", visit="v-1", acts=[COFFEE], who=other, step={})
    shop.do("visit.park", visit="v-1")
    shop.do("visit.save", visit="v-2", acts=[COFFEE], who={"card": mine}, step={})
    shop.do("visit.park", visit="v-2")
    shop.do("person.erase", person=person)
    found = dict(shop.rows("SELECT visit, who FROM visit"))
    assert json.loads(found["v-1"]) == other and found["v-2"] in (None, "null")
