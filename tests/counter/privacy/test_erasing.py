"""Erasing somebody: what is open is told, everything of the person goes, what is another one's stays."""

import json
import shutil
from pathlib import Path
from typing import Any

from concierge_desk.counter.privacy.his import is_whose
from concierge_desk.counter.traces import Traces
from concierge_desk.domain.copies.names import ERASURES
from concierge_desk.domain.erasures import Erasure, read_erasures
from concierge_desk.jobs.copies.erasures import note_erasures
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from concierge_desk.signing.keys import load_keys
from concierge_desk.store.connection import open_unguarded
from concierge_desk.store.held.erased_records import erase_personal
from concierge_desk.store.privacy import monthly
from tests.counter.desks import COFFEE, Play, card, cash
from tests.store.decrypted import pages_in_clear

WHOLE = VerifyRequest(signatures=True, books=True, tables=True)
TRACES = (
    "Kessler",
    "kessler",
    "KESSLER",
    "0612345678",
    "06 12 34 56 78",
    "Fuchsias",
    "fuchsias",
    "anna.k@example.fr",
)


def known(play: Play, **more: Any) -> str:
    told = {
        "family": "Kessler",
        "given": "Anna",
        "phones": ["06 12 34 56 78"],
        "email": "anna.k@example.fr",
        "street": "12 rue des Fuchsias",
        **more,
    }
    return str(play.do("person.create", **told).result["person"])


def card_of(play: Play, person: str) -> str:
    return str(play.rows("SELECT card FROM people_card WHERE person = ?", person)[0][0])


def live(play: Play) -> str:
    """Let somebody do what leaves a trace in every place; all of it is settled."""
    person = known(play)
    mine = card_of(play, person)
    play.do("person.note", person=person, text="Entend mal, parler fort", shows="always")
    play.do("person.consent", person=person, consent="receipts", given=True)
    play.do("relay.receive", tracking="6A15602676300", shelf="A1", addressee={"name": "Anna Kessler"})
    play.do("relay.hand_over", tracking="6A15602676300", collector="addressee", id_document="CNI")
    play.do("till.move", direction="in", cents=100, reason="rendu par Anna Kessler, 0612345678")
    cheque = {"means": "cheque", "cents": 120, "number": "1000042", "issuer": "Anna Kessler"}
    play.settle([COFFEE], cheque, who={"card": mine})
    for of in ("L-2026-000001", "L-2026-000002"):
        play.settle([{"do": "caution.take", "of": of, "cents": 5000, "who": {"card": mine}}], cash(5000))
        play.settle([{"do": "caution.return", "of": of}])
    play.settle([{"do": "member.join", "person": mine}], card(1000))
    play.do("visit.save", visit="v-1", acts=[COFFEE], who={"card": mine}, step={"typed": "Anna Kessler"})
    play.do("visit.park", visit="v-1")
    play.do(
        "visit.save", visit="v-2", acts=[COFFEE], who={"name": "M. Martin"}, step={"typed": "Anna Kessler"}
    )
    return person


def faults(play: Play) -> list[Any]:
    return verify_desk(play.desk, WHOLE).faults


def left_in(root: Path, key: bytes) -> list[str]:
    """Return the traces that are found in the store, its log, and every file beside it."""
    clear = pages_in_clear(root / "concierge.db", key)
    beside = b"".join(
        path.read_bytes() for path in root.rglob("*") if path.is_file() and path.name != "concierge.db"
    )
    return [trace for trace in TRACES if trace.encode() in clear or trace.encode() in beside]


def test_nothing_is_left_anywhere(shop: Play) -> None:
    """R-4.05: no name, phone or address in any page, free ones and the log too, nor a join between the acts."""
    person = live(shop)
    root, key = shop.desk.folder.root, load_keys(shop.desk.folder).store_key
    links = {ref for (ref,) in shop.rows("SELECT ref FROM party_link")}
    assert links
    before = shop.rows("SELECT * FROM ticket ORDER BY seq")
    head = shop.head()
    answer = shop.do("person.erase", person=person)
    assert answer.result["records"] > 8
    assert [warning.code for warning in answer.warnings] == ["privacy.copies_hold"]
    assert shop.head() == head, "no entry says who went"
    note_erasures(shop.desk)
    assert not shop.desk.store.read(monthly.is_to_scrub)
    assert left_in(root, key) == []
    assert shop.rows("SELECT * FROM party_link") == []
    # Refs that went at one instant would be one person's: of none of them it is kept when.
    assert {at for ref, at in shop.rows("SELECT ref, at FROM erased") if ref != person} == {""}
    assert shop.rows("SELECT * FROM ticket ORDER BY seq") == before
    assert faults(shop) == []
    assert shop.code("person.erase", person=person) == "person.unknown"


def test_what_is_another_ones_stays(shop: Play) -> None:
    person = live(shop)
    other = known(
        shop, family="Martin", given="Luc", phones=["0688888888"], email="luc@example.fr", street="3 quai"
    )
    shop.do("person.erase", person=person)
    (visit,) = shop.rows("SELECT who, step, acts FROM visit WHERE visit = 'v-2'")
    assert json.loads(visit[0]) == {"name": "M. Martin"}
    assert json.loads(visit[1]) == {"typed": "—"} and json.loads(visit[2]) == [COFFEE]
    (own,) = shop.rows("SELECT who, step, acts FROM visit WHERE visit = 'v-1'")
    assert own[0] in (None, "null") and json.loads(own[1]) == {} and json.loads(own[2]) == [COFFEE]
    # Of the cheque the name is gone, and the number by which the bank knows it stays.
    assert [text for (text,) in shop.rows("SELECT text FROM personal WHERE retention = 'money'")] == [
        "1000042"
    ]
    assert shop.rows("SELECT family FROM people_person") == [("Martin",)]
    assert shop.do("person.correct", person=other, called="Lulu").result["person"] == other


def test_a_homonym_keeps_what_bears_the_name_alone(shop: Play) -> None:
    """Two people of one name: what was typed without a phone may be either's, and stays."""
    person = live(shop)
    known(shop, phones=["0699999999"], email="autre@example.fr", street="9 rue Autre")
    shop.do("person.erase", person=person)
    kept = [text for (text,) in shop.rows("SELECT text FROM personal WHERE retention = 'relay.custody'")]
    assert "Anna Kessler" in kept
    # Nor does a sentence with her phone stay, whoever else bears the name.
    assert not [
        text for (text,) in shop.rows("SELECT text FROM personal WHERE kind = 'note'") if "0612345678" in text
    ]


def test_open_money_is_told_first_by_card_and_by_name(shop: Play) -> None:
    person = known(shop)
    mine = card_of(shop, person)
    taken = {"do": "caution.take", "of": "L-2026-000001", "cents": 5000, "who": {"card": mine}}
    shop.settle([taken], cash(5000))
    typed = {"do": "caution.take", "of": "L-2026-000002", "cents": 3000, "who": {"name": "Kessler Anna"}}
    shop.settle([typed], cash(3000))
    shop.do("relay.receive", tracking="6A15602676300", shelf="A1", addressee={"name": "Mme Anna Kessler"})
    refused = shop.refused("person.erase", person=person)
    assert (refused.code, refused.params["cents"]) == ("person.still_open", 8000)
    codes = [code for (code,) in shop.rows("SELECT code FROM caution ORDER BY seq")]
    assert refused.params["list"] == ", ".join((*codes, "relay × 1"))
    shop.do("person.erase", person=person, confirmed=True)
    # Things and money stay; the receipt still opens the caution.
    back = shop.settle([{"do": "caution.return", "of": codes[0]}])
    assert back.refused is None
    assert faults(shop) == []


def test_a_copy_that_is_put_back_forgets_again(shop: Play, tmp_path: Path) -> None:
    """An old copy holds all of it; what is noted erases it there before anybody looks."""
    person = live(shop)
    root, key = shop.desk.folder.root, load_keys(shop.desk.folder).store_key
    shop.desk.store.scrub()
    old = Path(shutil.copy(root / "concierge.db", tmp_path / "concierge.db"))
    assert left_in(tmp_path, key)
    shop.do("person.erase", person=person)
    note_erasures(shop.desk)
    noted = read_erasures((root / ERASURES).read_bytes())
    assert person in {one.ref for one in noted}
    connection = open_unguarded(old, key)
    connection.execute("BEGIN IMMEDIATE")
    erase_personal(connection, noted)
    connection.execute("DELETE FROM visit")
    connection.execute("COMMIT")
    names = connection.execute("SELECT family FROM people_person").fetchall()
    links = connection.execute("SELECT * FROM party_link").fetchall()
    words = connection.execute("SELECT text FROM personal").fetchall()
    connection.close()
    assert (names, links) == ([], [])
    assert not [text for (text,) in words if any(trace in text for trace in TRACES) and "1000042" not in text]
    assert isinstance(noted[0], Erasure)


def test_a_visit_is_whose_card_or_key_was_said() -> None:
    anna = Traces(("i-4t9d2k7mx0q3", "i-4t9d2k7mx0q4"), cards=("p-4t9d2k7mx0q3",))
    assert all(is_whose({"card": code}, anna) for code in (*anna.keys, *anna.cards))
    assert not is_whose({"card": "i-4t9d2k7mx0q5"}, anna) and not is_whose({"name": "Anna"}, anna)
