"""A desk that is no exercise: its keys behind a passphrase, its backups behind another."""

from pathlib import Path

import pytest

from concierge_desk.exporting import backup_file
from concierge_desk.paths import DataFolder
from concierge_desk.signing import age
from concierge_desk.signing.keys import keep_keys, load_keys
from concierge_desk.signing.passphrase import PassphraseSource
from concierge_desk.signing.wrapped import ScryptCost
from tests.copies.medium import PHRASE, Saved, content, copies, member, refused
from tests.e2e.driver import FULL, Shop
from tests.easily import make_identity
from tests.real_site import REAL_SITE

OWN = "la clé du comptoir"


class RealDesk:
    """A desk whose words all name the passphrase of its keys."""

    def __init__(self, data: Path, phrase: Path) -> None:
        self.shop = Shop(data)
        self.phrase = phrase

    @property
    def words(self) -> tuple[str | Path, ...]:
        return ("--key-passphrase-file", self.phrase)


def quickly(desk: RealDesk) -> None:
    """Keep the keys of a desk so that they open sooner."""
    folder, source = DataFolder(desk.shop.data), PassphraseSource(file=desk.phrase)
    keys = load_keys(folder, passphrase=source)
    folder.keys.unlink()
    keep_keys(folder, keys, practice=False, passphrase=source, cost=ScryptCost(n=2**10))


@pytest.fixture
def real(tmp_path: Path) -> RealDesk:
    """A real desk, its keys less hard to guess at and so sooner opened."""
    phrase = tmp_path / "cle.txt"
    phrase.write_text(f"{OWN}\n", "utf-8")
    desk = RealDesk(tmp_path / "poste", phrase)
    desk.shop.run("init", "--site", REAL_SITE, *desk.words)
    quickly(desk)
    return desk


def test_saved_rehearsed_and_restored(real: RealDesk, tmp_path: Path) -> None:
    if not FULL:
        make_identity(real.shop.data, PHRASE, PassphraseSource(file=real.phrase))
    opener, medium = tmp_path / "sauvegarde.txt", tmp_path / "CLE"
    opener.write_text(f"{PHRASE}\n", "utf-8")
    told = real.shop.run("backup", "--to", medium, "--passphrase-file", opener, "--json", *real.words).json
    path = Path(told["path"])
    assert path.name.startswith("AMP1-2") and copies(medium) == [path.name]
    sheet = tmp_path / "identite.txt"
    sheet.write_text(age.unlock(member(path, backup_file.IDENTITY), PHRASE), "ascii")
    for text in (OWN, PHRASE):
        assert text.encode() not in path.read_bytes()

    bare = RealDesk(tmp_path / "nu", real.phrase)
    if FULL:
        # The passphrase of the keys is not that of the backups.
        wrong = bare.shop.try_("restore", path, "--passphrase-file", real.phrase, *real.words)
        refused(wrong, "backup.passphrase_wrong", 4)
    # A bare PC needs a passphrase for its new keys, before anything of the desk lies there.
    none = bare.shop.try_("restore", path, "--passphrase-file", sheet)
    assert none.status == 4, none
    assert not (bare.shop.data / "concierge.db").exists() and not list(bare.shop.data.glob("restauration*"))

    other = tmp_path / "autre.txt"
    other.write_text("une autre clé\n", "utf-8")
    bare.phrase = other
    done = bare.shop.run("restore", path, "--passphrase-file", sheet, "--json", *bare.words).json
    assert done["backup_head"] == told["anchor"] and done["epoch"] == "B"
    assert (bare.shop.data / "cles.json").exists() and not (bare.shop.data / "FACTICE.key").exists()
    quickly(bare)
    found = bare.shop.run("verify", "--signatures", "--json", *bare.words).json
    own = real.shop.run("verify", "--signatures", "--json", *real.words).json
    assert found["faults"] == [] and found["key"] == own["key"]
    assert bare.shop.try_("day", "status", *real.words).status == 4
    if FULL:
        over_the_present_store(real, path, sheet)


def over_the_present_store(real: RealDesk, path: Path, sheet: Path) -> None:
    """Its own keys stay, and are asked for."""
    before = content(real.shop.data)["cles.json"]
    over = real.shop.run("restore", path, "--passphrase-file", sheet, "--yes", "--json", *real.words).json
    assert over["kept"] is not None
    assert content(real.shop.data)["cles.json"] == before
    assert real.shop.run("verify", "--rebuild", "--json", *real.words).json["faults"] == []


def test_no_backup_of_an_exercise_comes_into_a_real_desk(real: RealDesk, kept_saved: Saved) -> None:
    """R-1.13: nothing of it gets into the totals of a real shop."""
    before = content(real.shop.data)["concierge.db"]
    words = ("restore", kept_saved.path, "--passphrase-file", kept_saved.sheet, "--yes", *real.words)
    refused(real.shop.try_(*words), "keys.practice_mixed", 4)
    assert content(real.shop.data)["concierge.db"] == before
