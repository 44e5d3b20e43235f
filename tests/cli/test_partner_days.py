"""A partner's file of several days: his entries in full, everybody else's by their digests, and the proof of it.

Source: docs/contract.md, "A partner's daily file".
"""

import csv
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.desk.partner_files import partner_export
from concierge_desk.exporting import container, datapackage
from concierge_desk.jobs.export import write_export
from concierge_desk.jobs.partner_days.days_file import DaysAsked, write_days
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_file
from tests.cli.helpers import say
from tests.counter.desks import COFFEE, Desks, Play, card
from tests.dice import dice_of
from tests.entrusted.workshop import NET, names, pay, ready, set_up, taken

MONTH = DaysAsked(NET, "2026-11-01", "2026-11-30")
CHANGES = 20


@pytest.fixture
def play(desks: Desks) -> Iterator[Play]:
    """Three days: nobody's, one of a coat that comes back treated, one with a dispute and sales of others."""
    with desks.desk() as play:
        play.open("2026-11-25T08:00", float_cents=8000)
        play.settle([COFFEE], card(120))
        play.close("2026-11-25T18:30", counted_cents=None)
        play.open("2026-11-26T08:00", confirmed_day="2026-11-26")
        set_up(play)
        order = taken(play, {"kind": "MANTEAU"}, {"kind": "MANTEAU"})
        ready(play, names(order))
        play.close("2026-11-26T18:30", counted_cents=None)
        play.open("2026-11-27T08:00", confirmed_day="2026-11-27")
        play.do("pressing.dispute", piece=names(order)[0], about=["stain"], note="une tache")
        pay(play, names(order), 2980)
        play.do("partner.settle", partner=NET, cents=745, until_day="2026-11-27")
        play.close("2026-11-27T18:30", counted_cents=None)
        yield play


@pytest.fixture
def file(play: Play, tmp_path: Path) -> Path:
    return write_days(play.desk, MONTH, tmp_path, None).path


def unpacked(file: Path) -> dict[str, bytes]:
    return dict(container.unpack(file.read_bytes()))


def rows(file: Path, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(unpacked(file)[name].decode("utf-8-sig")), delimiter=";"))


def run(folder: Path, *words: str) -> tuple[int, str]:
    """Run the script that lies in the file, as a stranger does: no program, no library."""
    (folder / "verifier.py").write_bytes(unpacked(next(folder.glob("*.zip")))["verifier.py"])
    words = (sys.executable, "-I", "-S", "verifier.py", *words)
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_his_are_in_full_and_other_peoples_by_their_digests(play: Play, file: Path) -> None:
    assert file.name == "partner-nettoyage-AMP1-F-2026-11-01-2026-11-30.zip"
    lines = [json.loads(line) for line in unpacked(file)["journal.ndjson"].splitlines()]
    assert {line["aud"] for line in lines if "payload" in line} == {NET}
    assert all("payload" in line for line in lines if line["aud"] == NET)
    kinds = [json.loads(line["payload"])["kind"] for line in lines if "payload" in line]
    assert kinds == [
        "pressing.rounds_set",
        "pressing.sent",
        "pressing.received_back",
        "partner.day_reported",
        "pressing.disputed",
        "partner.settled",
        "partner.day_reported",
    ]
    descriptor = json.loads(unpacked(file)[datapackage.DESCRIPTOR])
    assert [one["number"] for one in descriptor["days"]] == ["Z-2026-0001", "Z-2026-0002", "Z-2026-0003"]
    assert descriptor["day"] == "2026-11-01/2026-11-30" and descriptor["open"] is False


def test_what_came_and_went_and_what_is_due_for_it(file: Path) -> None:
    told = [(row["piece"][-2:], row["operation"], row["due"]) for row in rows(file, "pressing-pieces.csv")]
    assert told == [
        ("/1", "sent", ""),
        ("/2", "sent", ""),
        ("/1", "treated", "7,45"),
        ("/2", "treated", "7,45"),
        ("/1", "disputed", "-7,45"),
    ]


def test_it_is_checked_with_the_program_and_without_it(file: Path, tmp_path: Path) -> None:
    assert verify_file(file, VerifyRequest(signatures=True)).faults == []
    status, told = run(tmp_path)
    assert status == 0 and "Tout tient" in told, told
    assert told.count("Clôture Z-2026-000") == 3


def test_the_same_days_give_the_same_bytes(play: Play, file: Path, tmp_path: Path) -> None:
    again = write_days(play.desk, MONTH, tmp_path / "again", None)
    assert again.path.read_bytes() == file.read_bytes()
    told = play.last("partner.days_exported").data
    assert (told["principal"], told["name"], told["sha256"]) == (NET, "Pressing du Centre", again.sha256)
    assert (again.closings, again.clear) == (("Z-2026-0001", "Z-2026-0002", "Z-2026-0003"), 7)


def test_whatever_is_changed_is_found_by_both(file: Path, tmp_path: Path) -> None:
    whole, dice = file.read_bytes(), dice_of("partner days")
    for n in range(CHANGES):
        place = dice.randrange(len(whole))
        folder = tmp_path / str(n)
        folder.mkdir()
        shutil.copy(file, folder / file.name)
        (folder / file.name).write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert verify_file(folder / file.name, VerifyRequest()).faults, place
        script = tmp_path / "verifier.py"
        script.write_bytes(unpacked(file)["verifier.py"])
        words = (sys.executable, "-I", "-S", str(script), file.name)
        assert subprocess.run(words, cwd=folder, capture_output=True, check=False).returncode == 1, place


def test_closings_that_are_none_are_found(play: Play, file: Path, tmp_path: Path) -> None:
    """Signed anew by the very desk, with a closing left out of the list."""
    members = unpacked(file)
    told: dict[str, Any] = json.loads(members[datapackage.DESCRIPTOR])
    told["days"] = told["days"][1:]
    manifest = (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()
    members |= {
        datapackage.DESCRIPTOR: manifest,
        datapackage.SIGNATURE: play.desk.signer.sign(manifest),
    }
    (tmp_path / "x").mkdir()
    forged = tmp_path / "x" / "x.zip"
    forged.write_bytes(container.pack(list(members.items())))
    assert "anchor" in {fault["code"] for fault in verify_file(forged, VerifyRequest()).faults}


def test_days_without_a_closing_or_without_him(play: Play, tmp_path: Path) -> None:
    def code(*asked: str) -> str:
        with pytest.raises(Exception) as refused:
            write_days(play.desk, DaysAsked(*asked), tmp_path, None)
        return str(refused.value.code)  # type: ignore[attr-defined]

    assert code(NET, "2026-12-01", "2026-12-31") == "export.no_days"
    assert code(NET, "2026-11-25", "2026-11-25") == "partner.no_statements"
    assert code("ATELIER", "2026-11-01", "2026-11-30") == "partner.unknown"


def test_a_day_alone_tells_its_pieces_too(play: Play, tmp_path: Path) -> None:
    export = partner_export("partner-nettoyage")
    assert export is not None
    daily = write_export(play.desk, export, "2026-11-26", tmp_path, None).path
    assert len(rows(daily, "pressing-pieces.csv")) == 4
    assert "verifier.py" not in unpacked(daily)
    assert verify_file(daily, VerifyRequest(signatures=True)).faults == []


WRONG = (
    (("laposte", "--days", "2026-11-01/2026-11-30"), "--days ne va qu’avec partner"),
    (("partner", "--principal", NET, "--days", "2026-11-30"), "--days prend deux jours"),
    (("partner", "--principal", NET, "--days", "2026-11-30/2026-11-01"), "--days prend deux jours"),
    (("partner", "--principal", NET, "--days", "2026-11-01/2026-11-30", "--day", "2026-11-25"), "sans --day"),
    (("partner", "--days", "2026-11-01/2026-11-30"), "--principal"),
)


@pytest.mark.parametrize(("words", "told"), WRONG)
def test_words_that_do_not_go_together(new: Path, tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    done = say("--data", new, "export", *words, "--to", tmp_path / "out")
    assert done.status == 2 and told in done.err


def test_by_its_word(play: Play, tmp_path: Path) -> None:
    data = play.desk.folder.root
    words = ("export", "partner", "--principal", "nettoyage", "--days", "2026-11-26/2026-11-27")
    done = say("--data", data, *words, "--to", tmp_path / "out", "--json")
    assert done.status == 0, done
    assert done.json["closings"] == ["Z-2026-0002", "Z-2026-0003"]
    assert verify_file(Path(done.json["path"]), VerifyRequest()).faults == []
