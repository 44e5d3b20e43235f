"""The face of a window notes who looks at names: each way one line, and none where somebody is served."""

import logging
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concierge_desk.counter.privacy import looks
from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.jobs.looks.noted import NamesLooked
from concierge_desk.mechanisms.people.page.presenter import PeoplePresenter
from concierge_desk.pages.counter.noted_face import NotedFace
from tests.counter.desks import COFFEE, Desks, Play, cash
from tests.front_face.asked import at_hand
from tests.services.relay.samples import SHOWN

NAMES = ("Kessler", "Martin", "Nguyễn", "O'Hara", "person_search", "o01 Kessler")


def lines(play: Play) -> list[tuple[Any, ...]]:
    """Return what is noted; what is on its way is waited for."""
    play.desk.store.write(lambda _unit: None)
    return play.rows("SELECT operator, kind FROM names_looked_at ORDER BY at, kind")


@pytest.fixture
def noted(shop: Play) -> Iterator[NotedFace]:
    lent = NotedFace(at_hand(shop), "fr")
    yield lent
    lent.close()


@pytest.fixture
def held(shop: Play) -> str:
    told = shop.do(
        "relay.receive", tracking="6A15602676300", shelf="A3", addressee={"name": "Mme Kessler Anna"}
    )
    shop.do("person.create", family="Martin", given="Zoé", phones=["06 12 34 56 78"], street="3 quai")
    return str(told.result["custody"])


def play_act(face: NotedFace, do: str, **fields: Any) -> Any:
    answer = face.play({"op": face.new_op(), "do": do, **fields})
    assert answer.refused is None, answer.refused
    return answer.result


def test_a_search_that_nothing_follows_is_one_line(shop: Play, noted: NotedFace, held: str) -> None:
    for text in ("ke", "kes", "kessler"):
        noted.searched(text)
    assert lines(shop) == []
    # Whoever pays in between is somebody else.
    play_act(noted, "till.settle", acts=[COFFEE], payments=[cash(200)])
    assert lines(shop) == []
    noted.searched("martin")
    assert lines(shop) == [("o01", looks.SEARCH)]


def test_whoever_is_served_leaves_no_line(shop: Play, noted: NotedFace, held: str) -> None:
    noted.searched("kessler")
    play_act(noted, "relay.hand_over", custody=held, **SHOWN)
    noted.searched("kessler")
    shop.hands.move(minutes=30)
    noted.status()
    noted.close()
    assert lines(shop) == []


def test_somebody_who_buys_is_served(shop: Play, noted: NotedFace, held: str) -> None:
    offer = next(offer for offer in noted.searched("martin") if offer.private)
    visit = play_act(noted, "visit.save", acts=[COFFEE], who={"card": offer.ref})["visit"]
    play_act(noted, "till.settle", visit=visit, payments=[cash(120)])
    noted.close()
    assert lines(shop) == []


def test_what_is_written_about_somebody_is_an_act(shop: Play, noted: NotedFace, held: str) -> None:
    offer = next(offer for offer in noted.searched("martin") if offer.private)
    play_act(noted, "person.note", person=offer.ref, text="Sonner deux fois", until_day="2027-05-01")
    noted.close()
    assert lines(shop) == []


def test_somebody_who_is_new_is_told_apart_and_kept(shop: Play, noted: NotedFace, held: str) -> None:
    """Who bears the name already was shown for that."""
    assert any(offer.private for offer in noted.searched("Martin Zoé"))
    play_act(noted, "person.create", family="Martin", given="Zoé", street="5 rue Neuve")
    noted.close()
    assert lines(shop) == []


def test_an_act_is_done_though_nothing_can_be_noted(
    shop: Play,
    noted: NotedFace,
    held: str,
    monkeypatch: pytest.MonkeyPatch,
    expected_log: list[logging.LogRecord],
) -> None:
    noted.searched("kessler")

    def failing(_self: NamesLooked, _kind: str) -> None:
        raise EnvironmentFailure("store.cannot_read")

    with monkeypatch.context() as broken:
        broken.setattr(NamesLooked, "_line", failing)
        play_act(noted, "relay.hand_over", custody=held, **SHOWN)
    assert [record.args for record in expected_log] == [("store.cannot_read",)]


def test_a_list_of_visits_set_aside_is_no_look(shop: Play, noted: NotedFace, held: str) -> None:
    """The desk looks up anew whose they are."""
    noted.named("kessler")
    noted.parked()
    noted.close()
    assert lines(shop) == []


def test_after_ten_minutes_nobody_waits_for_an_act(shop: Play, noted: NotedFace, held: str) -> None:
    noted.searched("kessler")
    shop.hands.move(minutes=9)
    noted.status()
    assert lines(shop) == []
    shop.hands.move(minutes=2)
    noted.status()
    assert lines(shop) == [("o01", looks.SEARCH)]


def test_the_window_that_is_closed_notes_what_was_on_the_screen(
    shop: Play, noted: NotedFace, held: str
) -> None:
    noted.searched("kessler")
    noted.close()
    assert lines(shop) == [("o01", looks.SEARCH)]


def test_a_card_that_is_opened_in_a_list(shop: Play, noted: NotedFace, held: str) -> None:
    noted.from_list(held)
    noted.close()
    assert lines(shop) == [("o01", looks.CARD)]


def test_what_is_scanned_or_names_nobody_is_no_look(shop: Play, noted: NotedFace, held: str) -> None:
    assert noted.found("6A15602676300")
    noted.arrives("6A15602676300")
    noted.searched("café")
    noted.searched("zzz")
    noted.favourites()
    noted.close()
    assert lines(shop) == []


def test_the_page_of_the_people(shop: Play, noted: NotedFace, held: str) -> None:
    class Host:
        def run(self, job: Any, done: Any, _failed: Any) -> None:
            done(job())

    shown: list[Any] = []
    presenter = PeoplePresenter(noted, Host(), shown.append)  # type: ignore[arg-type]
    presenter.type("zzz")
    assert lines(shop) == []
    presenter.look()
    for text in ("m", "ma", "mar"):
        presenter.type(text)
    assert shown[-1].rows[0].name == "Zoé Martin"
    assert lines(shop) == [("o01", looks.PEOPLE)]


KILLED = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.pages.counter.noted_face import NotedFace

with open_desk(Options(Path(sys.argv[1]), clock=datetime.fromisoformat("2026-11-25T09:00"))) as desk:
    face = NotedFace(desk, "fr")
    face.searched("kessler")
    # Another name is looked at: the one before is noted, as soon as this one is shown.
    face.searched("martin")
    # As the window does after each picture.
    face.version()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_kill_loses_what_was_on_the_screen_and_no_more(shop: Play, held: str) -> None:
    words = [sys.executable, "-c", KILLED, shop.desk.folder.root]
    done = subprocess.run(words, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert lines(shop) == [("o01", looks.SEARCH)]
    assert shop.rows("SELECT at FROM names_looked_at")[0][0].startswith("2026-11-25T08:00:0")
    # The next window goes on.
    face = NotedFace(at_hand(shop), "fr")
    shop.hands.move(hours=2)
    face.searched("martin")
    face.close()
    assert lines(shop) == [("o01", looks.SEARCH)] * 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8, deadline=None)
@given(name=st.sampled_from(NAMES), more=st.text("abcdefghijklmnop", min_size=3, max_size=9))
def test_nothing_of_a_name_is_kept(desks: Desks, name: str, more: str) -> None:
    """R-4.14: whoever is looked for, no table has it that had not, and the journal is as it was."""
    family = f"{name} {more}"
    with desks.desk() as play:
        play.open()
        person = str(play.do("person.create", family=family).result["person"])
        before, head = _dumped(play), play.head()
        face = NotedFace(at_hand(play), "fr")
        assert any(offer.person for offer in face.searched(family))
        face.from_list(person)
        face.close()
        after = _dumped(play)
        assert play.head() == head
        new = {table: rows - before.get(table, set()) for table, rows in after.items()}
        changed = {table: rows for table, rows in new.items() if rows}
        assert set(changed) == {"names_looked_at"}
        for row in changed["names_looked_at"]:
            at, operator, kind = row
            assert (operator, kind) in {("o01", looks.SEARCH), ("o01", looks.CARD)}
            assert len(at) == len("2026-11-25T07:00:00.000Z") and more not in at


def _dumped(play: Play) -> dict[str, set[tuple[Any, ...]]]:
    play.desk.store.write(lambda _unit: None)
    tables = [name for (name,) in play.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {table: set(play.rows(f'SELECT * FROM "{table}"')) for table in tables}
