"""Whose a backup is: its signature, its key beside the desk at hand, and what a check without a key may say."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.exporting import backup_file, backup_manifest, container
from concierge_desk.jobs.copies.backup_key import key_at_hand
from concierge_desk.paths import DataFolder
from concierge_desk.signing import signer
from concierge_desk.signing.keys import load_keys
from concierge_desk.signing.signer import Signer
from concierge_desk.store import records
from tests.cli.helpers import Told, say
from tests.copies.medium import Saved, content, member, quick, refused
from tests.e2e.driver import Shop
from tests.e2e.older import OLDER, WITH_COPIES, Older

NOWHERE = "nulle-part"


def key_of(shop: Shop) -> str:
    """The fingerprint of a desk's own key."""
    return signer.fingerprint(Signer(load_keys(DataFolder(shop.data)).seed).public_key)


@pytest.fixture
def forged(saved: Saved, tmp_path: Path) -> Path:
    """A shop of the same name, key and days of its own, saved for whoever opens hers: nothing secret was needed."""
    other = Shop(tmp_path / "faux")
    other.init()
    manifest = backup_manifest.read(member(saved.path, backup_manifest.MANIFEST))
    locked = member(saved.path, backup_file.IDENTITY)
    with open_desk(Options(other.data), watch=False) as desk:

        def steal(rows: records.Connection) -> None:
            records.keep_secret(rows, "backup.recipient", manifest.recipient.encode())
            records.keep_secret(rows, "backup.identity", locked)

        desk.store.write(lambda unit: steal(unit.rows))
    told = quick(other, "backup", "--to", tmp_path / "FAUSSE", "--json")
    return Path(told["path"])


def faults(done: Told) -> list[str]:
    return [fault["code"] for fault in done.json["faults"]]


def rehearse(saved: Saved, data: Path, path: Path, *more: str) -> Told:
    return say("--data", data, "rehearse", path, "--passphrase-file", saved.sheet, "--json", *more)


# ------------------------------------------------------------------ her own


def test_her_own_backup_is_of_her_key(saved: Saved, tmp_path: Path) -> None:
    own = key_of(saved.shop)
    for done, known in (
        (say("--data", saved.shop.data, "verify", saved.path, "--json"), True),
        (say("--data", tmp_path / NOWHERE, "verify", saved.path, "--json"), None),
        (rehearse(saved, saved.shop.data, saved.path), True),
        (rehearse(saved, tmp_path / NOWHERE, saved.path, "--key", own.upper().replace("-", " ")), None),
    ):
        assert done.status == 0, done
        assert (done.json["key"], done.json["signed"], done.json["own"]) == (own, True, known)
    assert not (tmp_path / NOWHERE).exists()


def test_it_is_shown_wherever_a_copy_is_opened(saved: Saved, tmp_path: Path) -> None:
    own, opener = key_of(saved.shop), ("--passphrase-file", saved.sheet)
    bare = tmp_path / "nu"
    at_home = ("--data", saved.path, "--read-only", "--key-passphrase-file", saved.sheet, "day", "status")
    for done in (
        say("--data", saved.shop.data, "verify", saved.path),
        say("--data", saved.shop.data, "rehearse", saved.path, *opener),
        say("--data", saved.shop.data, "restore", saved.path, *opener, "--yes"),
        say(*at_home, env={"CONCIERGE_DESK_DATA": str(saved.shop.data)}),
    ):
        assert done.status == 0, done
        assert own in done.out + done.err
        assert "C’est la clé du comptoir qui est ici." in done.out + done.err, done
    done = say("--data", bare, "restore", saved.path, *opener)
    assert own in done.out
    # Nothing there to compare it with: paper is what is left.
    assert "fiche de secours" in done.out and "ne prouve rien" in done.out, done


def test_a_restore_compares_with_what_was_read_from_paper(saved: Saved, tmp_path: Path) -> None:
    bare, own = tmp_path / "nu", key_of(saved.shop)
    words = ("--data", bare, "restore", saved.path, "--passphrase-file", saved.sheet, "--key")
    wrong = signer.fingerprint("ab" * 32)
    refused(say(*words, wrong), "backup.other_key", 5, key=own)
    assert not list(bare.glob("*"))
    assert say(*words, own).status == 0


# ------------------------------------------------------------------ somebody else's


def test_a_forged_one_is_told_where_her_desk_is_at_hand(saved: Saved, forged: Path) -> None:
    """R-4.12: her passphrase opens it, its entries and signatures hold: its key alone is another one."""
    data = saved.shop.data
    for done in (rehearse(saved, data, forged), say("--data", data, "verify", forged, "--json")):
        assert done.status == 5, done
        assert faults(done) == ["other_key"]
        assert (done.json["ok"], done.json["own"], done.json["signed"]) == (False, False, True)
    for done in (
        say("--data", data, "verify", forged),
        say("--data", data, "rehearse", forged, "--passphrase-file", saved.sheet),
    ):
        assert done.status == 5
        assert "n’est pas celle du comptoir qui est ici" in done.out, done


def test_a_forged_one_vouches_for_nothing_where_she_has_no_desk(
    saved: Saved, forged: Path, tmp_path: Path
) -> None:
    nowhere, own = tmp_path / NOWHERE, key_of(saved.shop)
    done = say("--data", nowhere, "verify", forged)
    assert done.status == 0
    assert own not in done.out and "ne prouve rien" in done.out
    # Her paper tells.
    assert faults(say("--data", nowhere, "verify", forged, "--key", own, "--json")) == ["key"]
    assert faults(rehearse(saved, nowhere, forged, "--key", own)) == ["key"]
    words = ("--data", nowhere, "restore", forged, "--passphrase-file", saved.sheet, "--key", own)
    done = say(*words)
    assert done.status == 5 and done.err.startswith("La clé de cette sauvegarde est ")
    assert not list(nowhere.glob("*"))


def test_a_forged_one_is_never_put_over_her_desk(saved: Saved, forged: Path) -> None:
    before = {name: data for name, data in content(saved.shop.data).items() if "verrous" not in name}
    done = say("--data", saved.shop.data, "restore", forged, "--passphrase-file", saved.sheet, "--yes")
    refused(done, "restore.other_desk", 3, desk="AMP1-F")
    assert "n’est pas celle du comptoir qui est ici" in done.out
    after = {name: data for name, data in content(saved.shop.data).items() if "verrous" not in name}
    assert after.keys() >= before.keys() and after["concierge.db"] == before["concierge.db"]


def test_older_copies_are_not_thinned_for_the_sake_of_a_forged_one(saved: Saved, forged: Path) -> None:
    """One that somebody laid on her stick keeps no place that one of hers had."""
    first = saved.medium / "AMP1-F-2024-03-05T080000-A3.zip"
    last = saved.medium / "AMP1-F-2024-03-05T180000-A9.zip"
    first.write_bytes(saved.path.read_bytes())
    last.write_bytes(forged.read_bytes())
    assert saved.backup()["removed"] == []
    last.write_bytes(saved.path.read_bytes())
    assert saved.backup()["removed"] == [first.name]


# ------------------------------------------------------------------ what was not read


def noise(saved: Saved, path: Path, key: Signer) -> Path:
    """A file whose copy is noise and whose manifest claims a great deal."""
    parts = {name: member(saved.path, name) for name in backup_file.MEMBERS}
    copy = path.with_suffix(".db")
    copy.write_bytes(b"\x5a" * 4096)
    told = backup_manifest.read(parts[backup_manifest.MANIFEST])
    told = replace(told, contents=replace(told.contents, entries=999_999, anchor="A251:deadbeefdeadbeef"))
    hand = backup_file.Signed(key.public_key, key.sign)
    packed = backup_file.pack(told, copy, parts[backup_file.KEYS], parts[backup_file.IDENTITY], hand)
    path.write_bytes(b"".join(packed.pieces()))
    return path


def test_verify_says_nothing_of_what_it_did_not_read(saved: Saved, tmp_path: Path) -> None:
    path = noise(saved, tmp_path / "bruit.zip", Signer(bytes(32)))
    done = say("--data", tmp_path / NOWHERE, "verify", path, "--signatures")
    assert done.status == 0
    assert "999999" not in done.out and "deadbeef" not in done.out and "Tout est en ordre" not in done.out
    assert "rehearse" in done.out and "n’a pas été lu" in done.out
    told = say("--data", tmp_path / NOWHERE, "verify", path, "--json").json
    assert told == {
        "ok": True,
        "entries": 0,
        "signatures_checked": 0,
        "signatures_left_out": 0,
        "anchor": "",
        "key": signer.fingerprint(Signer(bytes(32)).public_key),
        "signed": True,
        "own": None,
        "faults": [],
    }
    assert faults(say("--data", saved.shop.data, "verify", path, "--json")) == ["other_key"]
    assert rehearse(saved, tmp_path / NOWHERE, path).status == 5


def test_an_anchor_is_not_compared_with_what_is_locked(saved: Saved) -> None:
    done = say("--data", saved.shop.data, "verify", saved.path, "--anchor", saved.anchor)
    refused(done, "verify.locked", 3)


def test_a_damaged_one_says_no_key(saved: Saved, tmp_path: Path) -> None:
    data = bytearray(saved.path.read_bytes())
    data[-200] ^= 1
    path = tmp_path / "abime.zip"
    path.write_bytes(data)
    done = say("--data", saved.shop.data, "verify", path, "--json")
    assert (done.status, done.json["key"], done.json["signed"], done.json["own"]) == (5, "", False, None)
    told = say("--data", saved.shop.data, "verify", path)
    assert "signée" not in told.out.lower() and told.status == 5, told


# ------------------------------------------------------------------ older versions


@pytest.mark.parametrize("release", WITH_COPIES)
def test_one_of_an_older_version_opens_and_says_that_it_is_not_signed(release: str, tmp_path: Path) -> None:
    older = Older(OLDER / release)
    path, shop = older.copy(tmp_path), older.shop(tmp_path / "poste")
    done = say("--data", shop.data, "verify", path, "--json")
    assert (done.status, done.json["key"], done.json["signed"], done.json["own"]) == (0, "", False, None)
    assert faults(say("verify", path, "--key", key_of(shop), "--json")) == ["unsigned"]
    assert "n’est pas signée" in say("--data", shop.data, "verify", path).out
    done = say("--data", shop.data, "rehearse", path, *older.phrase, "--json")
    assert (done.json["key"], done.json["signed"], done.json["own"]) == (key_of(shop), False, True), done
    done = say("--data", tmp_path / "nu", "restore", path, *older.phrase)
    assert done.status == 0
    assert "n’est pas signée" in done.out and key_of(shop) in done.out


def test_what_is_stripped_of_its_signature_is_one_of_an_older_version(saved: Saved, tmp_path: Path) -> None:
    """It opens, for what is in it is hers; and nobody says that it is signed."""
    parts = {name: member(saved.path, name) for name in backup_file.MEMBERS}
    told = json.loads(parts[backup_manifest.MANIFEST])
    del told["public_key"]
    parts[backup_manifest.MANIFEST] = (
        json.dumps({**told, "format": 1}, ensure_ascii=False, indent=2) + "\n"
    ).encode()
    path = tmp_path / "nue.zip"
    path.write_bytes(container.pack([(name, parts[name]) for name in backup_file.MEMBERS[:-1]]))
    done = rehearse(saved, saved.shop.data, path)
    assert (done.status, done.json["signed"], done.json["own"]) == (0, False, True), done


# ------------------------------------------------------------------ the desk at hand


def test_nobody_is_asked_for_the_key_of_the_desk_at_hand(saved: Saved, tmp_path: Path) -> None:
    def asked() -> str:
        raise AssertionError("nobody was asked")

    from concierge_desk.signing.passphrase import PassphraseSource

    for data in (saved.shop.data, tmp_path / NOWHERE, saved.path, saved.medium):
        key_at_hand(Options(data, passphrase=PassphraseSource(prompt=asked)))
    assert key_at_hand(Options(tmp_path / NOWHERE)) is None
    assert not (tmp_path / NOWHERE).exists()
