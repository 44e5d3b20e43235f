"""Two lives of one desk: different epochs where they know of each other, a word where they cannot."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from concierge_desk.exporting import backup_file
from tests.cli.helpers import say
from tests.copies.medium import PHRASE, Saved, member, refused, rows, whole
from tests.e2e.driver import FULL, Shop, commands, to_lines
from tests.signing.test_age import program, typed_to

ANCHORS = "ancres.ndjson"
ALONE = "restored elsewhere"


def test_two_restores_that_know_of_each_other(saved: Saved, tmp_path: Path) -> None:
    """The first has saved itself on the medium since: the second comes after it."""
    first, told = saved.restore(tmp_path / "un")
    assert (told["epoch"], told["alone"]) == ("B", True)
    assert saved.backup(first)["anchor"].startswith("B")
    printed_by_first = saved.backup(first)["anchor"]
    second, told = saved.restore(tmp_path / "deux")
    assert (told["epoch"], told["alone"]) == ("C", False)
    assert said_of(second, printed_by_first) == ["lost"]
    assert told["backup_head"] == saved.anchor
    assert saved.backup(second)["anchor"].startswith("C")
    # Nor does the first take the epoch of the second when it goes back.
    _first, told = saved.restore(first.data, "--yes")
    assert told["epoch"] == "D"
    for shop in (first, second):
        whole(shop)


def test_what_a_restore_left_out_is_told_once_of_each_medium(saved: Saved, tmp_path: Path) -> None:
    """A stick that knows of acts which nobody has any more: told with the day, and never red."""
    other = tmp_path / "AUTRE"
    elsewhere = replace(saved, path=other / saved.path.name)
    saved.shop.record(to_lines(commands()[-1:]))
    for stick in (saved, elsewhere):
        stick.medium.mkdir(exist_ok=True)
        assert stick.backup()["left_out"] is None
    shop, _told = saved.restore(saved.shop.data, "--yes", "--clock", "2026-11-26T08:00")
    for stick in (saved, elsewhere):
        told = [stick.backup(shop) for _ in range(2)]
        assert [one["left_out"] for one in told] == ["2026-11-26", None]
        assert [one["faults"] for one in told] == [0, 0]
    done = say("--data", shop.data, "backup", "--to", other, "--json")
    assert (done.status, done.err) == (0, "")
    whole(shop)


def test_the_present_store_counts_without_any_anchor(saved: Saved) -> None:
    for folder in (saved.medium, saved.shop.data):
        (folder / ANCHORS).unlink()
    shop, told = saved.restore(saved.shop.data, "--yes")
    assert (told["epoch"], told["alone"]) == ("B", False)
    again, told = saved.restore(shop.data, "--yes")
    assert (told["epoch"], told["alone"]) == ("C", False)
    assert len(list((again.data / "copies").glob("avant-restauration-*.db"))) >= 1
    whole(again)


def test_it_says_so_when_it_cannot_know(saved: Saved, tmp_path: Path) -> None:
    (saved.medium / ANCHORS).unlink()
    _shop, told = saved.restore(tmp_path / "un")
    assert (told["epoch"], told["alone"]) == ("B", True)
    (saved.medium / ANCHORS).unlink()
    done = Shop(tmp_path / "deux").run(
        "restore", saved.path, "--passphrase-file", saved.sheet, "--lang", "en"
    )
    assert ALONE in done.out.decode()


def test_two_bare_pcs_and_two_sticks(saved: Saved, tmp_path: Path) -> None:
    """Each stick holds the same backup and the anchor that was kept with it: neither knows of the other."""
    other = saved.copy(tmp_path / "autre")
    for stick, data in ((saved, tmp_path / "un"), (other, tmp_path / "deux")):
        _shop, told = stick.restore(data)
        assert (told["epoch"], told["alone"]) == ("B", True)


def test_what_is_older_than_the_backup_knows_of_nothing(saved: Saved, tmp_path: Path) -> None:
    """Anchors of backups before it, whatever their number, and a store that lies there from long ago."""
    old = saved.shop.copy(tmp_path / "ancien")
    newer = Path(saved.backup()["path"])
    for line in (anchor_line(saved, "A7"), anchor_line(saved, "A91")):
        with (saved.medium / ANCHORS).open("a", encoding="utf-8") as file:
            file.write(line)
    assert saved.restore(tmp_path / "nu", path=newer)[1]["alone"]
    (saved.medium / ANCHORS).unlink()
    assert saved.restore(old.data, "--yes", path=newer)[1]["alone"]


@pytest.mark.parametrize(
    ("anchor", "desk", "alone"),
    [("B3", None, False), ("A9999", None, False), ("B3", "AMP9", True), ("A9999", "AMP9", True)],
)
def test_an_anchor_that_is_younger_than_the_backup_tells(
    saved: Saved, tmp_path: Path, anchor: str, desk: str | None, alone: bool
) -> None:
    """One of a later epoch, whatever its number; one of the same with a later number; no other desk's."""
    (saved.medium / ANCHORS).write_text(anchor_line(saved, anchor, desk), "utf-8")
    assert saved.restore(tmp_path / "nu")[1]["alone"] is alone


def test_a_line_of_anchors_that_cannot_be_read_may_be_the_sister(saved: Saved) -> None:
    """Even where the present store tells of its own life."""
    with (saved.medium / ANCHORS).open("a", encoding="utf-8") as file:
        file.write('{"desk": "AMP1-F", "anchor": "B1')
    assert saved.restore(saved.shop.data, "--yes")[1]["alone"]


def anchor_line(saved: Saved, place: str, desk: str | None = None) -> str:
    """A line of anchors as it was kept on some medium."""
    kept = {"desk": desk or saved.path.name[:6], "anchor": f"{place}:{'0' * 16}"}
    return json.dumps({**kept, "at": "2026-11-25T18:00:00.000Z", "file": saved.path.name}) + "\n"


def test_two_restores_in_a_row_from_one_medium(saved: Saved, tmp_path: Path) -> None:
    """The first has not saved itself yet: the second comes after it all the same, or says that it cannot know."""
    _shop, first = saved.restore(tmp_path / "un")
    _shop, second = saved.restore(tmp_path / "deux")
    assert (first["epoch"], second["epoch"]) == ("B", "C")
    assert not second["alone"]


def test_an_anchor_that_was_lost_by_the_restore(saved: Saved, tmp_path: Path) -> None:
    """The old desk went on after the backup: what it printed then is lost, not falsified."""
    saved.shop.record(to_lines(commands()[-1:]))
    printed = "SELECT 'A' || seq || ':' || lower(substr(hex(hash), 1, 16)) FROM journal WHERE seq > 91"
    paper = [anchor for (anchor,) in rows(saved.shop, printed)]
    head = int(saved.anchor[1:].partition(":")[0])
    shop, told = saved.restore(tmp_path / "nu")
    for anchor in paper:
        beyond = int(anchor[1:].partition(":")[0]) > head
        assert said_of(shop, anchor) == (["lost"] if beyond else []), anchor
    read = say("--data", shop.data, "verify", "--anchor", paper[-1], "--lang", "en")
    assert read.status == 5
    assert "known from paper only" in read.out and "call for help" not in read.out
    # Lives on beyond the place of the old entry: still lost.
    shop.record(to_lines(commands()[-1:]))
    assert said_of(shop, paper[-1]) == ["lost"]
    # One that nobody ever printed is another matter, and so is the new life's own.
    forged = f"A{head}:{'0' * 16}"
    assert said_of(shop, forged) == ["anchor"]
    assert said_of(shop, told["anchor"]) == []


def test_an_anchor_of_the_other_life(saved: Saved, tmp_path: Path) -> None:
    """What a later restore printed elsewhere was never this desk's: not its own entry, changed."""
    first, _told = saved.restore(tmp_path / "un")
    saved.backup(first)
    _second, told = saved.restore(tmp_path / "deux")
    assert said_of(first, told["anchor"]) == ["elsewhere"]


def said_of(shop: Shop, anchor: str) -> list[str]:
    """What verify finds wrong with an anchor."""
    done = say("--data", shop.data, "verify", "--anchor", anchor, "--json")
    return [fault["code"] for fault in done.json["faults"]]


# ------------------------------------------------------------------ other programs


@pytest.mark.skipif(sys.platform != "linux", reason="age asks at a terminal, made here as Linux does")
def test_age_and_sqlcipher_open_it_as_the_readme_says(saved: Saved, tmp_path: Path) -> None:
    """``age -d -i identite.age cles.age``, then the key it shows: nothing of ours."""
    age, out = program("age"), tmp_path / "cles.json"
    for name in backup_file.MEMBERS:
        (tmp_path / name).write_bytes(member(saved.path, name))
    words = ("-d", "-i", str(tmp_path / "identite.age"), "-o", str(out), str(tmp_path / "cles.age"))
    assert typed_to((age, *words), PHRASE) == 0
    opens(tmp_path / "copie.db", out.read_bytes(), saved)
    # And with the sheet, when the passphrase is forgotten.
    sheet = subprocess.run(
        [age, "-d", "-i", str(saved.sheet), str(tmp_path / "cles.age")], capture_output=True, check=True
    )
    assert sheet.stdout == out.read_bytes()


def opens(copy: Path, keys: bytes, saved: Saved) -> None:
    key = json.loads(keys)["copy_key"]
    rows_of_copy = dbapi2.connect(f"file:{copy}?mode=ro", uri=True)
    try:
        rows_of_copy.execute(f"PRAGMA key = \"x'{key}'\"")
        asked = "SELECT seq, day, kind, CAST(payload AS TEXT) FROM journal ORDER BY seq"
        found = rows_of_copy.execute(asked).fetchall()
        assert len(found) == int(saved.anchor[1:].partition(":")[0])
        assert "desk" in found[0][3]
        assert rows_of_copy.execute("SELECT count(*) FROM personal").fetchone()[0] > 3
    finally:
        rows_of_copy.close()


@pytest.mark.skipif(not FULL, reason="what the program answers itself is tried elsewhere")
def test_a_wrong_passphrase_opens_nothing_with_age_either(saved: Saved, tmp_path: Path) -> None:
    age = program("age")
    locked = tmp_path / "identite.age"
    locked.write_bytes(member(saved.path, backup_file.IDENTITY))
    out = tmp_path / "out"
    assert typed_to((age, "-d", "-o", str(out), str(locked)), "autre chose") != 0
    assert not out.exists()
    opener = tmp_path / "autre.txt"
    opener.write_text("autre chose\n", "utf-8")
    done = Shop(tmp_path / "nu").try_("restore", saved.path, "--passphrase-file", opener)
    refused(done, "backup.passphrase_wrong", 4)
