"""What lies in the folder of a restore: logs without a file, readers without our locks, stores half readable."""

import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from concierge_desk.paths import DataFolder
from concierge_desk.signing.keys import load_keys
from concierge_desk.store import connection
from tests.cli.helpers import say
from tests.copies.medium import PHRASE, Saved, content, open_on, refused, rows, whole
from tests.copies.test_goes_on import COFFEE
from tests.e2e.driver import FULL, Ended, Shop

DIES = """
import os, sys
from pathlib import Path
from concierge_desk.desk.desk import Options, open_desk
with open_desk(Options(Path(sys.argv[1]))) as desk:
    told = {"files": 1, "names": False, "sha256": "0" * 64}
    for _ in range(12):
        desk.store.write(lambda unit: desk.post(unit, "everything.exported", told, desk.operator(None)))
    os._exit(0)
"""
READS = """
import sys
from sqlcipher3 import dbapi2
reader = dbapi2.connect(sys.argv[1], isolation_level=None)
reader.execute(f"PRAGMA key = \\"x'{sys.argv[2]}'\\"")
reader.execute("BEGIN")
reader.execute("SELECT count(*) FROM journal").fetchone()
print("reads", flush=True)
sys.stdin.read()
"""


def log_of(shop: Shop) -> Path:
    return shop.data / "concierge.db-wal"


def dies_with_its_log(shop: Shop) -> None:
    """Twelve acts, then the power goes: they stand in the log."""
    subprocess.run([sys.executable, "-c", DIES, str(shop.data)], check=True)
    assert log_of(shop).stat().st_size


@contextmanager
def read_by_another_program(shop: Shop) -> Iterator[None]:
    """Somebody looks at the store with a tool of his own, which knows nothing of our locks."""
    folder = DataFolder(shop.data)
    words = [sys.executable, "-c", READS, str(folder.store), load_keys(folder).store_key.hex()]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline().split() == [b"reads"]
        yield
        reader.communicate()


def test_a_log_without_its_store(saved: Saved) -> None:
    """The file was lost and its log was not: no frame of it meets the new file."""
    dies_with_its_log(saved.shop)
    log = log_of(saved.shop).read_bytes()
    (saved.shop.data / "concierge.db").unlink()
    shop, told = saved.restore(saved.shop.data, "--yes")
    assert Path(f"{told['kept']}-wal").read_bytes() == log
    whole(shop)
    assert shop.try_("record", "-", "--json", stdin=COFFEE).json["ok"]


def test_a_store_that_another_program_reads(saved: Saved, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told, and the store is as it was, its log included."""
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.3)
    with read_by_another_program(saved.shop):
        dies_with_its_log(saved.shop)
        was = rows(saved.shop, "SELECT seq, hash FROM journal ORDER BY seq")
        words = ("restore", saved.path, "--passphrase-file", saved.sheet, "--yes")
        refused(replace(saved) if FULL else say("--data", saved.shop.data, *words), "store.locked", 4)
        assert rows(saved.shop, "SELECT seq, hash FROM journal ORDER BY seq") == was
    saved.restore(saved.shop.data, "--yes")
    whole(saved.shop)


@pytest.mark.skipif(sys.platform == "win32", reason="NOT TRIED: a file that cannot be made in its place")
def test_a_restore_that_fails_at_its_end_takes_no_act_away(saved: Saved) -> None:
    """The store has a bad page, and its last acts stand in the log: what fails after it was kept leaves both."""
    store = saved.shop.data / "concierge.db"
    data = bytearray(store.read_bytes())
    ((page,),) = rows(saved.shop, "SELECT rootpage FROM sqlite_master WHERE name = 'relay_tariff'")
    data[(page - 1) * 4096 : page * 4096] = random.randbytes(4096)
    store.write_bytes(data)
    dies_with_its_log(saved.shop)
    log = log_of(saved.shop).read_bytes()
    was = rows(saved.shop, "SELECT seq, hash FROM journal ORDER BY seq")
    # The anchor of the new epoch cannot be kept: something else has its name.
    anchors = saved.shop.data / "ancres.ndjson"
    kept = anchors.read_bytes()
    anchors.unlink()
    blocked = saved.shop.data / "ancres.ndjson.partiel"
    blocked.mkdir()
    (blocked / "x").touch()
    done = replace(saved)
    assert done.status == 4, done
    assert (store.read_bytes(), log_of(saved.shop).read_bytes()) == (bytes(data), log)
    assert rows(saved.shop, "SELECT seq, hash FROM journal ORDER BY seq") == was
    (blocked / "x").unlink()
    blocked.rmdir()
    anchors.write_bytes(kept)
    _shop, told = saved.restore(saved.shop.data, "--yes")
    assert Path(f"{told['kept']}-wal").read_bytes() == log
    whole(saved.shop)


def test_another_passphrase_is_told_when_it_is_typed(saved: Saved, tmp_path: Path) -> None:
    """Not on the day the backup is needed."""
    other = tmp_path / "autre.txt"
    other.write_text(f"{PHRASE} !\n", "utf-8")
    before = content(saved.medium)
    done = saved.shop.try_("backup", "--to", saved.medium, "--passphrase-file", other)
    refused(done, "backup.passphrase_wrong", 4)
    assert content(saved.medium) == before
    assert saved.shop.try_("backup", "--to", saved.medium, "--passphrase-file", saved.phrase).status == 0


def test_only_a_copy_that_reads_takes_the_place_of_another(saved: Saved) -> None:
    """An empty file of the same year, a later one of 2030: neither costs her the copy that opens."""
    year = int(saved.path.name[7:11])
    empty = saved.medium / f"AMP1-F-{year}-12-20T080000-A99.zip"
    later = saved.medium / "AMP1-F-2041-02-01T080000-A99.zip"
    for path in (empty, later):
        path.touch()
    open_on(saved.shop, f"{year + 3}-02-01")
    told = saved.shop.run(
        "backup", "--to", saved.medium, "--clock", f"{year + 3}-02-01T09:00:00", "--json"
    ).json
    assert told["removed"] == []
    assert saved.path.exists() and Path(told["path"]).exists() and later.exists()


def replace(saved: Saved) -> Ended:
    """Restore over the store that is there."""
    words = ("restore", saved.path, "--passphrase-file", saved.sheet, "--yes")
    return saved.shop.try_(*words)
