"""`deliver`: what is due leaves, and is told, as JSON and in words; beside it what `day status` and `doctor` say."""

from pathlib import Path

import pytest

from concierge_desk.store.locks import try_lock
from tests.cli.helpers import Told, say
from tests.counter.desks import Desks, Play

FIRST, SECOND = "Z-2026-0001", "Z-2026-0002"


@pytest.fixture
def closed(desks: Desks, tmp_path: Path) -> tuple[Play, Path]:
    """The folder of a desk with two closings whose report leaves into another folder."""
    with desks.desk() as play:
        folder = tmp_path / "releves"
        folder.mkdir()
        play.do("delivery.set_channel", export="laposte", channel="folder", folder=str(folder))
        for day in ("2026-11-25", "2026-11-26"):
            play.open(f"{day}T08:00", float_cents=8000)
            play.close(f"{day}T18:30", counted_cents=8000)
        yield play, folder  # type: ignore[misc]


def at(play: Play, *words: str | Path) -> Told:
    return say("--data", play.desk.folder.root, *words)


def test_what_is_due_leaves_and_is_told(closed: tuple[Play, Path]) -> None:
    play, folder = closed
    assert at(play, "day", "status", "--json").json["deliveries"] == [
        {"export": "laposte", "number": SECOND, "state": "waiting"}
    ]
    told = at(play, "deliver", "--json")
    assert told.status == 0
    assert [(one["number"], one["channel"], one["again"]) for one in told.json["delivered"]] == [
        (FIRST, "folder", False),
        (SECOND, "folder", False),
    ]
    assert (told.json["ok"], told.json["busy"], told.json["waiting"], told.json["stopped"]) == (
        True,
        False,
        [],
        [],
    )
    assert len(list(folder.iterdir())) == 2
    assert at(play, "deliver").out == "Aucun relevé n’attend de partir.\n"
    assert "Relevé pour La Poste" in at(play, "day", "status").out
    assert at(play, "doctor", "--lang", "en").out.count("Reports that wait to leave: 0.") == 1


def test_what_needs_somebody_is_told_with_what_to_do(closed: tuple[Play, Path]) -> None:
    play, folder = closed
    (folder / "laposte-AMP1-F-2026-11-25.zip").write_bytes(b"un autre")
    told = at(play, "deliver", "--json")
    assert (told.status, told.json["ok"]) == (6, False)
    [one] = told.json["stopped"]
    assert (one["number"], one["code"]) == (FIRST, "delivery.name_taken")
    assert one["message"].startswith("Un autre fichier")
    # Told in words too: what is there, and what is not.
    said = at(play, "deliver", "--lang", "en")
    assert said.status == 6
    assert said.out.splitlines()[-1].startswith(f"{FIRST}, laposte: stopped · Another file lies there")
    doctor = at(play, "doctor", "--lang", "en")
    assert doctor.status == 6
    assert "Reports that did not leave: 1." in doctor.out and "The page Deliveries says why" in doctor.out


def test_an_outage_waits_and_is_tried_without_waiting(closed: tuple[Play, Path]) -> None:
    play, folder = closed
    folder.rmdir()
    told = at(play, "deliver", "--lang", "en")
    assert told.status == 0
    assert told.out.startswith(f"{FIRST}, laposte: waits · The far side does not answer")
    assert {one["code"] for one in at(play, "deliver", "--json").json["waiting"]} == {"delivery.unreachable"}
    folder.mkdir()
    assert at(play, "deliver", "--json").json["delivered"] == []
    assert len(at(play, "deliver", "--now", "--json").json["delivered"]) == 2


def test_two_do_not_deliver_at_once(closed: tuple[Play, Path]) -> None:
    play, _folder = closed
    lock = try_lock(play.desk.folder.locks / "envois.lock")
    assert lock is not None
    assert at(play, "deliver", "--json").json["busy"] is True
    assert at(play, "deliver", "--lang", "en").out == "Another process delivers just now.\n"
    lock.release()
    assert at(play, "deliver", "--lang", "en").out.splitlines() == [
        f"{FIRST}, laposte: delivered",
        f"{SECOND}, laposte: delivered",
    ]
    play.do("delivery.retry", export="laposte", number=FIRST)
    assert at(play, "deliver", "--lang", "en").out == f"{FIRST}, laposte: delivered again\n"
