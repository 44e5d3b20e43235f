"""Erasing reaches everywhere: others' cards, pulses, answers of operations, copies from before, and the file itself."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.counter.mail.due import is_to_leave
from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.domain.copies.names import ERASURES
from concierge_desk.domain.erasures import read_erasures
from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.domain.journal import instant_text
from concierge_desk.jobs.copies.erasures import learn_erasures, note_erasures
from concierge_desk.jobs.privacy.access import gathered
from concierge_desk.signing.keys import load_keys
from concierge_desk.store.connection import open_unguarded
from concierge_desk.store.database import Store
from concierge_desk.store.held.erased_records import erase_personal
from concierge_desk.store.papers import pulses
from concierge_desk.store.papers.pulses import Pulse
from concierge_desk.store.privacy import monthly
from tests.counter.desks import Play
from tests.counter.privacy.test_erasing import faults, known, left_in


def luc(play: Play) -> str:
    return known(
        play, family="Martin", given="Luc", phones=["0688888888"], email="luc@example.fr", street="3 quai"
    )


def on_his_card(play: Play, other: str) -> None:
    """Type of Anna Kessler on the card of somebody else: she may come for him, and a note names her."""
    hers: dict[str, Any] = {"name": "Anna Kessler", "phone": "06.12.34.56.78"}
    play.do("person.allow", person=other, proxy=hers, mandate="paper", until_day="2027-01-31")
    play.do(
        "person.allow", person=other, proxy={"name": "Rosa Diaz"}, mandate="paper", until_day="2027-01-31"
    )
    play.do("person.note", person=other, text="Sa voisine Anna Kessler a les clefs", shows="always")
    play.do("person.note", person=other, text="Sonner deux fois", shows="always")


def test_what_was_typed_of_somebody_on_anothers_card_goes_too(shop: Play) -> None:
    person, other = known(shop), luc(shop)
    on_his_card(shop, other)
    sheet = shop.desk.store.read(lambda rows: gathered(rows, person))
    words = {value for one in sheet.kept for value in one.values}
    assert {"Anna Kessler", "06.12.34.56.78", "Sa voisine Anna Kessler a les clefs"} <= words
    assert not words & {"Rosa Diaz", "Sonner deux fois", other, "Martin"}
    shop.do("person.erase", person=person)
    assert shop.rows("SELECT name FROM people_proxy") == [("Rosa Diaz",)]
    assert shop.rows("SELECT text FROM people_note") == [("Sonner deux fois",)]
    note_erasures(shop.desk)
    noted = read_erasures((shop.desk.folder.root / ERASURES).read_bytes())
    assert {one.at for one in noted if one.ref[0] in "wn"} == {"2026-11-01"}
    assert faults(shop) == []


def test_what_was_typed_of_a_pulse_goes_too(shop: Play) -> None:
    person = known(shop)
    told = ("Anna Kessler a perdu un billet", "un jeton")
    shop.desk.store.write(lambda unit: pulses.connect(unit.rows))
    for note in told:
        pulse = Pulse("manual", "2026-11-25T08:00:00.000Z", "o01", why="other", note=note)
        shop.desk.store.write(lambda unit, pulse=pulse: pulses.order(unit.rows, pulse))
    shop.do("person.erase", person=person)
    assert [one.note for one in shop.desk.store.read(pulses.waiting)] == ["—", "un jeton"]


def test_no_answer_of_an_operation_says_the_key(shop: Play) -> None:
    """Create, correct, merge, a new card: each answered with a key or a card; nobody is told them again."""
    person, other = known(shop), luc(shop)
    shop.do("person.correct", person=person, called="Nana")
    shop.do("person.card", person=person, lost=True)
    cards = [card for (card,) in shop.rows("SELECT card FROM people_card WHERE person = ?", person)]
    shop.do("person.erase", person=person)
    answers = [told for (told,) in shop.rows("SELECT told FROM operation WHERE told IS NOT NULL")]
    assert not [told for told in answers for code in (person, *cards) if code in told]
    assert [told for told in answers if other in told], "another one's stay"
    assert all(isinstance(json.loads(told), dict) for told in answers)
    # Nor is it kept when the key went: what went in one instant would be one person's.
    assert shop.rows("SELECT at FROM erased WHERE ref = ?", person) == [("2026-11-01",)]
    assert faults(shop) == []


def put_back(play: Play, tmp_path: Path) -> Path:
    """Return a copy of the store as it is now."""
    play.desk.store.scrub()
    return Path(shutil.copy(play.desk.folder.store, tmp_path / "concierge.db"))


def erased_again(play: Play, copy: Path, asked: str) -> list[Any]:
    """Erase in a copy what was noted, and return what it holds then."""
    note_erasures(play.desk)
    connection = open_unguarded(copy, load_keys(play.desk.folder).store_key)
    connection.execute("BEGIN IMMEDIATE")
    erase_personal(connection, read_erasures((play.desk.folder.root / ERASURES).read_bytes()))
    connection.execute("COMMIT")
    found = connection.execute(asked).fetchall()
    connection.close()
    return found


def test_a_note_that_was_taken_away_stays_away(shop: Play, tmp_path: Path) -> None:
    person = known(shop)
    gone = shop.do("person.note", person=person, text="A perdu son travail", shows="always").result["note"]
    shop.do("person.note", person=person, text="Sonner deux fois", shows="always")
    copy = put_back(shop, tmp_path)
    shop.do("person.drop_note", note=gone)
    assert erased_again(shop, copy, "SELECT text FROM people_note") == [("Sonner deux fois",)]


def test_who_was_taken_apart_since_is_not_erased_in_a_copy(shop: Play, tmp_path: Path) -> None:
    """In the copy the one was merged into the other, who was erased later, alone."""
    one, other = known(shop), luc(shop)
    shop.do("person.merge", person=other, into=one)
    copy = put_back(shop, tmp_path)
    shop.do("person.unmerge", person=other)
    shop.do("person.erase", person=one)
    assert shop.rows("SELECT family FROM people_person") == [("Martin",)]
    asked = 'SELECT family, "into" FROM people_person'
    assert erased_again(shop, copy, asked) == [("Martin", None)]


def test_who_is_merged_goes_with_the_other(shop: Play) -> None:
    one, other = known(shop), luc(shop)
    shop.do("person.merge", person=other, into=one)
    shop.do("person.erase", person=one)
    assert shop.rows("SELECT family FROM people_person") == []


def test_the_own_list_is_learnt_from_when_the_desk_is_opened(shop: Play) -> None:
    """Whoever put an older file back by hand has the person there again, and the list that names the key."""
    person = known(shop)
    root = shop.desk.folder.root
    (root / ERASURES).write_text(
        json.dumps({"ref": person, "at": "2026-11-25T08:00:00.000Z"}) + "\n", "utf-8"
    )
    with open_desk(Options(root)) as desk:
        assert desk.store.read(
            lambda rows: rows.execute("SELECT count(*) FROM people_person").fetchone()
        ) == (0,)
        assert desk.store.read(monthly.is_to_scrub)


def test_a_stick_that_says_what_the_list_says_is_believed(shop: Play) -> None:
    """A copy was made by the desk whose list names the key, and whose store holds the person all the same."""
    person = known(shop)
    line = (json.dumps({"ref": person, "at": "2026-11-25T08:00:00.000Z"}) + "\n").encode()
    (shop.desk.folder.root / ERASURES).write_bytes(line)
    assert learn_erasures(shop.desk, line) == 1
    assert shop.rows("SELECT * FROM people_person") == []
    assert learn_erasures(shop.desk, line) == 0
    assert faults(shop) == []


def test_the_window_makes_the_file_anew_after_a_purge(shop: Play) -> None:
    """Nothing is to be noted of payloads, and the window hears of it by nothing else."""
    now = shop.hands.now(None)
    assert not shop.desk.store.read(lambda rows: is_to_leave(rows, now))
    shop.do("privacy.purge")
    assert shop.rows("SELECT * FROM erasure") == []
    assert shop.desk.store.read(lambda rows: is_to_leave(rows, now))
    note_erasures(shop.desk)
    assert not shop.desk.store.read(lambda rows: is_to_leave(rows, now))


def test_a_scrub_that_failed_is_tried_again_after_a_while(
    shop: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_store: Store) -> bool:
        raise EnvironmentFailure("store.disk_full")

    shop.do("privacy.purge")
    monkeypatch.setattr(Store, "scrub", failing)
    note_erasures(shop.desk)
    (last,) = shop.rows("SELECT pause_until FROM to_scrub")[0]
    shop.hands.move(minutes=5)
    soon = shop.hands.now(None)
    assert last > instant_text(soon)
    assert not shop.desk.store.read(lambda rows: is_to_leave(rows, soon))
    shop.hands.move(minutes=10)
    later = shop.hands.now(None)
    assert shop.desk.store.read(lambda rows: is_to_leave(rows, later))


def test_who_is_erased_while_the_file_is_made_anew_is_scrubbed_too(
    shop: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, other = known(shop), luc(shop)
    scrub = Store.scrub
    asked = 0

    def slowly(store: Store) -> bool:
        nonlocal asked
        asked += 1
        done = scrub(store)
        if asked == 1:
            shop.do("person.erase", person=person)
        return done

    monkeypatch.setattr(Store, "scrub", slowly)
    shop.do("person.erase", person=other)
    note_erasures(shop.desk)
    assert shop.desk.store.read(monthly.is_to_scrub)
    note_erasures(shop.desk)
    assert not shop.desk.store.read(monthly.is_to_scrub)
    assert left_in(shop.desk.folder.root, load_keys(shop.desk.folder).store_key) == []
