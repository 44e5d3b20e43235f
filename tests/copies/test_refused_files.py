"""Files that cannot be restored: each has its own sentence, and nothing is touched."""

import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from concierge_desk.domain.errors import Param
from concierge_desk.exporting import backup_file, backup_manifest, container
from concierge_desk.paths import DataFolder
from concierge_desk.signing.keys import load_keys
from concierge_desk.signing.signer import Signer
from tests.cli.helpers import say
from tests.copies.medium import Saved, content, member, refused
from tests.dice import dice_of
from tests.e2e.driver import DAY, FULL, Shop, command, environment, run
from tests.failures.posts import Post

DICE = dice_of(__name__)
OWN_PROCESS = 0.3
"""How often a refusal is asked of a process of its own, for every change."""
IDENTITY_OF_OTHERS = "AGE-SECRET-KEY-1ECY5A96G5NTLS6N4GY3DXK562ZQ5TU7483Y532GUS250AN9ES55Q2AF2F5\n"


def held(
    saved: Saved, path: Path, code: str, status: int, opener: Path | None = None, **params: Param
) -> None:
    """Restore a file over the desk and onto a bare PC: refused, and every byte is as it was."""
    bare = saved.shop.data.parent / "nu"
    medium = content(path.parent)
    for data in (saved.shop.data, bare) if FULL else (DICE.choice((saved.shop.data, bare)),):
        before = content(data)
        words = ("restore", path, "--passphrase-file", opener or saved.sheet, "--yes")
        own = FULL or DICE.random() < OWN_PROCESS
        refused(Shop(data).try_(*words) if own else say("--data", data, *words), code, status, **params)
        assert stores(content(data)) == stores(before), code
    assert content(path.parent) == medium


def stores(found: Mapping[str, bytes]) -> dict[str, bytes]:
    """All but the locks, which say nothing; of the index of a log, that it lies there."""
    index = {name: b"" for name in found if name == "concierge.db-shm"}
    return {name: data for name, data in found.items() if not name.startswith("verrous/")} | index


def changed(saved: Saved, data: bytes) -> Path:
    """The backup with other bytes, under the same name elsewhere."""
    place = saved.medium.parent / "AUTRE"
    place.mkdir(exist_ok=True)
    path = place / saved.path.name
    path.write_bytes(data)
    return path


def test_an_empty_file(saved: Saved) -> None:
    held(saved, changed(saved, b""), "backup.empty", 5)


def test_a_file_that_was_cut_short(saved: Saved) -> None:
    whole = saved.path.read_bytes()
    for length in [len(whole) - 1] + [DICE.randrange(100, len(whole)) for _ in range(20 if FULL else 1)]:
        held(saved, changed(saved, whole[:length]), "backup.truncated", 5)


def test_a_bit_that_changed(saved: Saved) -> None:
    whole = saved.path.read_bytes()
    for name in ("copie.db", "cles.age", "identite.age") if FULL else [DICE.choice(("copie.db", "cles.age"))]:
        part = member(saved.path, name)
        place = whole.index(part) + DICE.randrange(len(part))
        bent = whole[:place] + bytes([whole[place] ^ 1 << DICE.randrange(8)]) + whole[place + 1 :]
        held(saved, changed(saved, bent), "backup.damaged", 5, member=name)


def test_something_else(saved: Saved, played_shop: Shop, tmp_path: Path) -> None:
    held(saved, changed(saved, b"Bonjour\n" * 400), "backup.not_a_backup", 5)
    statement = tmp_path / "releve"
    told = played_shop.copy(tmp_path / "joue").run(
        *("export", "laposte", "--day", DAY, "--to", statement, "--json")
    )
    held(saved, Path(told.json["path"]), "backup.is_export", 5)


def test_a_file_that_is_not_there(saved: Saved) -> None:
    path = saved.medium / "autre.zip"
    held(saved, path, "file.missing", 4, file=str(path))


def test_another_passphrase(saved: Saved, tmp_path: Path) -> None:
    opener = tmp_path / "autre.txt"
    opener.write_text("ouvre-toi, Sésame à minuit\n", "utf-8")
    held(saved, saved.path, "backup.passphrase_wrong", 4, opener)


def test_the_sheet_of_another_desk(saved: Saved, tmp_path: Path) -> None:
    opener = tmp_path / "autre.txt"
    opener.write_text(IDENTITY_OF_OTHERS, "ascii")
    held(saved, saved.path, "backup.identity_foreign", 4, opener)


def test_a_backup_of_a_newer_version(saved: Saved) -> None:
    """The store has a migration that this version does not know, and so has its backup."""
    later = Post(saved.shop.data).copy(saved.medium.parent / "plus-tard").as_("migration")
    place = saved.medium.parent / "NEUVE"
    done = later.call("backup", "--to", place, "--json")
    assert done.status == 0, done
    held(saved, Path(done.json["path"]), "backup.newer", 5)


def test_the_desk_of_others_in_the_folder(saved: Saved, tmp_path: Path) -> None:
    other = Shop(tmp_path / "voisin")
    other.init()
    before = content(other.data)
    done = other.try_("restore", saved.path, "--passphrase-file", saved.sheet, "--yes")
    refused(done, "restore.other_desk", 3, desk="AMP1-F")
    assert stores(content(other.data)) == stores(before)


def test_it_asks_before_a_store_is_replaced(saved: Saved) -> None:
    before = stores(content(saved.shop.data))
    done = saved.shop.try_("restore", saved.path, "--passphrase-file", saved.sheet)
    refused(done, "restore.confirm", 3, folder=str(saved.shop.data))
    # What it holds was shown first.
    assert saved.anchor in done.out.decode()
    assert stores(content(saved.shop.data)) == before


def test_an_operator_nobody_knows(saved: Saved) -> None:
    before = content(saved.shop.data)
    words = ("restore", saved.path, "--passphrase-file", saved.sheet, "--yes", "--operator", "XX")
    refused(saved.shop.try_(*words), "operator.unknown", 3, operator="XX")
    assert stores(content(saved.shop.data)) == stores(before)


@pytest.mark.parametrize("word", ["rehearse", "look"])
def test_neither_is_it_looked_at(saved: Saved, word: str, tmp_path: Path) -> None:
    whole = saved.path.read_bytes()
    path = changed(saved, whole[: DICE.randrange(100, len(whole))])
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    words: tuple[str | Path, ...] = ("rehearse", path, "--passphrase-file", saved.sheet)
    if word == "look":
        words = ("--data", path, "--read-only", "day", "status", "--key-passphrase-file", saved.sheet)
    done = run(*words, env=environment(TMPDIR=str(temporary)))
    refused(done, "backup.truncated", 5)
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(not FULL, reason="it waits ten seconds for the other process to end")
def test_a_store_that_is_at_work_is_not_replaced(saved: Saved) -> None:
    """Another process has the desk open."""
    with subprocess.Popen(
        command("--data", saved.shop.data, "record", "-", "--json"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(),
    ) as open_one:
        assert open_one.stdin is not None and open_one.stdout is not None
        open_one.stdin.write(b"{}\n")
        open_one.stdin.flush()
        open_one.stdout.readline()
        before = stores(content(saved.shop.data))
        done = saved.shop.try_("restore", saved.path, "--passphrase-file", saved.sheet, "--yes")
        refused(done, "store.in_use", 4, pid=open_one.pid)
        assert stores(content(saved.shop.data)) == before
        open_one.communicate(timeout=60)


def test_a_zip_of_the_same_parts_that_others_made(saved: Saved) -> None:
    """The parts in another order are no backup of ours."""
    names = ("LISEZMOI.txt", "copie.db", "manifest.json", "cles.age", "identite.age")
    other = container.pack([(name, member(saved.path, name)) for name in names])
    held(saved, changed(saved, other), "backup.damaged", 5, member="manifest.json")


def forged(saved: Saved, folder: Path, signer: Signer, **lie: object) -> Path:
    """The parts as they are, and a manifest that says something else, signed by somebody."""
    parts = {name: member(saved.path, name) for name in backup_file.MEMBERS}
    told = backup_manifest.read(parts["manifest.json"])
    copy, path = folder / "copie.db", folder / "forge.zip"
    copy.write_bytes(parts["copie.db"])
    hand = backup_file.Signed(signer.public_key, signer.sign)
    origin = replace(told, contents=replace(told.contents, **lie))
    packed = backup_file.pack(origin, copy, parts["cles.age"], parts["identite.age"], hand)
    path.write_bytes(b"".join(packed.pieces()))
    return path


def not_restored(saved: Saved, path: Path, part: str) -> None:
    shop = Shop(path.parent / "nu")
    done = shop.try_("restore", path, "--passphrase-file", saved.sheet)
    refused(done, "backup.damaged", 5, member=part)
    assert not {path.name for path in shop.data.glob("*")} - {"verrous", "journaux"}


def test_a_manifest_that_was_written_anew_by_hand(saved: Saved, tmp_path: Path) -> None:
    """The parts are whole, the manifest speaks of another desk, and the key was stolen: the copy itself is asked."""
    own = Signer(load_keys(DataFolder(saved.shop.data)).seed)
    for lie in ({"desk": "ZZZ9"}, {"practice": False}, {"tickets": 0}):
        not_restored(saved, forged(saved, tmp_path, own, **lie), "manifest.json")


def test_a_backup_of_hers_that_somebody_else_signed(saved: Saved, tmp_path: Path) -> None:
    """The seed inside is not the key outside: whoever signed it never had it."""
    path = forged(saved, tmp_path, Signer(bytes(32)))
    assert say("verify", path, "--json").json["ok"]
    not_restored(saved, path, "cles.age")
    refused(say("rehearse", path, "--passphrase-file", saved.sheet), "backup.damaged", 5, member="cles.age")
