"""A backup that is looked at: lists and prints come out of it, nothing goes in, nothing stays behind."""

from pathlib import Path
from typing import Any

import pytest

from concierge_desk.paths import DataFolder
from concierge_desk.signing.keys import load_keys
from concierge_desk.store.connection import open_unguarded
from tests.cli.helpers import say
from tests.copies.medium import Saved, content, quick, refused, rows
from tests.e2e.driver import DAY, FULL, REAL_DAY, Ended, Shop, commands, environment, run, to_lines

WRITES: tuple[tuple[str | Path, ...], ...] = (
    ("record", REAL_DAY / "day.jsonl"),
    ("day", "open"),
    ("day", "close"),
    ("export", "laposte", "--day", DAY, "--to", "PLACE"),
    ("backup", "--to", "PLACE"),
)


class Looking:
    """The program over a backup, with a temporary folder of its own."""

    def __init__(self, saved: Saved, temporary: Path) -> None:
        self.saved = saved
        self.temporary = temporary
        temporary.mkdir()

    def try_(self, *words: str | Path, flag: bool = True) -> Ended:
        """Run a word; nothing of it stays in the temporary folder, and the medium is as it was."""
        before = content(self.saved.medium)
        opener = ("--read-only",) if flag else ()
        said = ["--data", self.saved.path, *opener, "--key-passphrase-file", self.saved.sheet, *words]
        done = run(*said, env=environment(TMPDIR=str(self.temporary)))
        assert "Traceback" not in done.err, done
        assert list(self.temporary.iterdir()) == [], done
        assert content(self.saved.medium) == before
        return done

    def run(self, *words: str | Path) -> Ended:
        """Run a word that succeeds; in plain words it says whose the copy is, beside its answer."""
        done = self.try_(*words)
        assert done.status == 0, done
        assert ("--json" in words) == (not done.err), done
        return done


@pytest.fixture
def closed(saved: Saved) -> Saved:
    """A backup of the closed day."""
    saved.shop.record(to_lines(commands()[-1:]))
    told = saved.backup()
    return Saved(saved.shop, Path(told["path"]), told["anchor"], saved.phrase, saved.sheet)


def test_it_is_looked_at(closed: Saved, tmp_path: Path) -> None:
    """R-1.50: read only, what is kept is shown, printed and verified."""
    looking = Looking(closed, tmp_path / "tmp")
    shop = closed.shop
    for words in (("day", "status", "--day", DAY), ("day", "morning"), ("look", "Muller")):
        mine = looking.run(*words, "--json").json
        assert mine == quick(shop, *words, "--json"), words
    assert [card["place"] for card in mine["cards"]] == ["A7"]
    assert looking.run("verify", "--signatures", "--json").json["anchor"] == closed.anchor
    paper = tmp_path / "z.txt"
    looking.run("print", "z:Z-2026-0001", "--as", "text", "--to", paper)
    assert "Z-2026-0001" in paper.read_text("utf-8")


def test_nothing_is_written_into_it(closed: Saved, tmp_path: Path) -> None:
    """R-1.50: whoever only looks can change nothing."""
    looking = Looking(closed, tmp_path / "tmp")
    place = tmp_path / "place"
    for words in WRITES if FULL else (WRITES[0], WRITES[4]):
        said = [place if word == "PLACE" else word for word in words]
        refused(looking.try_(*said), "copy.read_only", 3)
        assert not place.exists()


def test_nothing_takes_its_place(closed: Saved, tmp_path: Path) -> None:
    looking = Looking(closed, tmp_path / "tmp")
    for words in (
        ("restore", closed.path, "--passphrase-file", closed.sheet, "--yes"),
        ("init", "--site", "ampere", "--practice"),
    ):
        refused(looking.try_(*words), "copy.read_only", 3)


def test_a_rehearsal(closed: Saved, tmp_path: Path) -> None:
    """R-4.13: a restore is tried without touching anything."""
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    before = content(closed.medium)
    words = ("rehearse", closed.path, "--json", "--passphrase-file", closed.phrase)
    done = run(*words, env=environment(TMPDIR=str(temporary)))
    told = done.json
    assert (told["ok"], told["anchor"], told["day"], told["faults"]) == (True, closed.anchor, DAY, [])
    assert told["entries"] == int(closed.anchor[1:].partition(":")[0])
    assert list(temporary.iterdir()) == []
    assert content(closed.medium) == before


@pytest.mark.usefixtures("expected_log")
def test_a_rehearsal_finds_what_is_wrong_with_the_journal(closed: Saved, tmp_path: Path) -> None:
    """A store with a fault is saved all the same, and both say so."""
    told = backup_of_a_fault(closed)
    assert told["faults"] > 0
    done = Shop(tmp_path / "nu").try_("rehearse", told["path"], "--passphrase-file", closed.sheet, "--json")
    assert done.status == 5
    assert not done.json["ok"]
    assert 40 in [fault["seq"] for fault in done.json["faults"]]


@pytest.mark.usefixtures("expected_log")
def test_a_backup_says_that_the_journal_it_copied_has_faults(closed: Saved) -> None:
    words = ("--data", closed.shop.data, "backup", "--to", closed.medium)
    assert "défaut" not in say(*words).out
    change_entry(closed.shop, 40)
    done = say(*words)
    assert done.status == 5 and "est faite et relue" in done.out
    assert "Le journal copié a " in done.out and "verify --signatures" in done.out, done


@pytest.mark.usefixtures("expected_log")
def test_a_restore_tells_what_is_wrong_with_the_journal(closed: Saved, tmp_path: Path) -> None:
    """It is no reason to refuse her the desk; she knows it from the first minute."""
    told = backup_of_a_fault(closed)
    shop = Shop(tmp_path / "un")
    done = say("--data", shop.data, "restore", told["path"], "--passphrase-file", closed.sheet, "--json")
    assert (done.status, done.json["ok"]) == (5, True)
    restored = done.json
    assert len(restored["faults"]) == told["faults"] > 0
    verified = shop.try_("verify", "--json").json["faults"]
    assert [fault for fault in restored["faults"] if fault["code"] != "trigger"] == [
        fault for fault in verified if fault["code"] != "trigger"
    ]
    words = (told["path"], "--passphrase-file", closed.sheet, "--lang", "en")
    for word, data in (("restore", "deux"), ("rehearse", "trois")):
        said = say("--data", tmp_path / data, word, *words).out
        assert "not all as it was written, since before it was made:" in said
        assert "- the columns of entry 40 do not say what it holds" in said
    # And of a backup that holds, nothing.
    assert closed.restore(tmp_path / "quatre")[1]["faults"] == []


def backup_of_a_fault(closed: Saved) -> Any:
    """Change an entry, then make a backup inside this process, which logs the protections that were altered."""
    change_entry(closed.shop, 40)
    done = say("--data", closed.shop.data, "backup", "--to", closed.medium, "--json")
    # It lies there and was read back; what it holds is not what was written.
    assert (done.status, done.json["ok"]) == (5, True), done
    return done.json


def change_entry(shop: Shop, seq: int) -> None:
    """Change what an entry says, behind the program's back."""
    folder = DataFolder(shop.data)
    connection = open_unguarded(folder.store, load_keys(folder).store_key)
    try:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE journal SET day = '2026-11-24' WHERE seq = ?", (seq,))
    finally:
        connection.close()
    assert rows(shop, f"SELECT day FROM journal WHERE seq = {seq}") == [("2026-11-24",)]
