"""R-1.64: keys that are missing, wrong or out of reach: the desk stays shut, says why, and opens once they are back."""

import json
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from concierge_desk.paths import DataFolder
from concierge_desk.signing.keys import keep_keys, load_keys
from concierge_desk.signing.passphrase import PassphraseSource
from tests import easily
from tests.e2e.driver import CLOCK, ENTRIES, FULL, LINES, Shop
from tests.failures import keystores
from tests.failures.disks import bound_by_rights
from tests.failures.posts import Post
from tests.real_site import REAL_SITE
from tests.sizes import few

pytestmark = few(6)


NO_KEYSTORE = ("keyring.backends.fail.Keyring", "keyring.backends.null.Keyring", "nulle.part.Trousseau")
INIT = ("init", "--site", REAL_SITE)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Post:
    """A real desk as `init` makes it."""
    folder = tmp_path_factory.mktemp("real")
    phrase = folder / "phrase.txt"
    phrase.write_text("ouvre-toi, Sésame\n", "utf-8")
    post = Post(folder / "poste", more=("--key-passphrase-file", phrase))
    post.runs(*INIT)
    return post


@pytest.fixture(scope="module")
def _real(made: Post, tmp_path_factory: pytest.TempPathFactory) -> Post:
    post = made.copy(tmp_path_factory.mktemp("quick") / "poste")
    easily.lock_keys(post.data, Path(str(post.more[1])))
    return post


@pytest.fixture
def real(_real: Post, tmp_path: Path) -> Post:
    """A real desk, its keys behind a passphrase, which is given."""
    return _real.copy(tmp_path / "vrai")


def given(post: Post, phrase: Path | None) -> Post:
    """The same desk, another file of the passphrase named."""
    return replace(post, more=() if phrase is None else ("--key-passphrase-file", phrase))


# ------------------------------------------------------------------ the file of the key


@pytest.mark.parametrize("kind", ["practice", "real"])
def test_the_file_of_the_key(played: Post, real: Post, kind: str) -> None:
    post, name = (played, "FACTICE.key") if kind == "practice" else (real, "cles.json")
    key = post.data / name
    whole = key.read_bytes()
    before = post.store.read_bytes()
    cases = {
        "the file of the key is gone": (None,),
        "the file of the key was changed": (
            whole[:-9],
            bytes([*whole[:20], whole[20] ^ 1, *whole[21:]]),
            *((b"", b"bonjour\n", b"\0" * len(whole)) if FULL else ()),
        ),
    }
    for case, contents in cases.items():
        for content in contents:
            key.unlink(missing_ok=True)
            if content is not None:
                key.write_bytes(content)
            post.fails(case, "verify")
            assert post.store.read_bytes() == before
            assert (key.read_bytes() if key.exists() else None) == content
    key.write_bytes(whole)
    assert post.whole() > 0


def test_the_key_of_another_practice_desk(played: Post, new_shop: Shop, tmp_path: Path) -> None:
    other = Post(tmp_path / "autre")
    other.runs(*INIT, "--practice", "--clock", CLOCK)
    key = played.data / "FACTICE.key"
    own, before = key.read_bytes(), played.store.read_bytes()
    shutil.copy(other.data / "FACTICE.key", key)
    played.fails("the key is another desk's", "record", "-", stdin=LINES)
    assert played.store.read_bytes() == before
    key.write_bytes(own)
    assert played.whole() == ENTRIES


def test_the_key_of_another_real_desk(real: Post, tmp_path: Path) -> None:
    other = replace(real, data=tmp_path / "autre")
    other.runs(*INIT)
    key = real.data / "cles.json"
    own = key.read_bytes()
    shutil.copy(other.data / "cles.json", key)
    real.fails("the key is another desk's", "verify")
    key.write_bytes(own)
    assert real.whole() > 0


# ------------------------------------------------------------------ the passphrase


def test_the_passphrase(real: Post, tmp_path: Path) -> None:
    before = real.store.read_bytes()
    wrong, empty, blank = (tmp_path / name for name in ("autre.txt", "vide.txt", "blanc.txt"))
    wrong.write_text("ferme-toi, Sésame\n", "utf-8")
    empty.touch()
    blank.write_text("  \nouvre-toi, Sésame\n", "utf-8")
    for phrase, case in (
        (wrong, "the passphrase is another"),
        (empty, "the file of the passphrase is empty"),
        (tmp_path / "nulle-part.txt", "the file of the passphrase is not there"),
        (None, "no passphrase is given"),
        *([(blank, "the file of the passphrase is empty")] if FULL else []),
        *([(tmp_path, "the file of the passphrase is not there")] if FULL else []),
    ):
        given(real, phrase).fails(case, "verify")
    assert real.store.read_bytes() == before
    assert real.whole() > 0


def test_a_file_of_the_passphrase_that_may_not_be_read(real: Post, tmp_path: Path) -> None:
    phrase = tmp_path / "phrase.txt"
    shutil.copy(str(real.more[1]), phrase)
    bound = given(real, phrase).as_(prefix=bound_by_rights())
    phrase.chmod(0)
    bound.fails("the file of the passphrase may not be read", "verify")
    phrase.chmod(0o600)
    bound.runs("verify")


def test_no_new_desk_without_a_passphrase(tmp_path: Path) -> None:
    """Nothing is left of a set-up that had no place for its key."""
    empty = tmp_path / "vide.txt"
    empty.touch()
    post = Post(tmp_path / "poste")
    for phrase, case in (
        (empty, "the file of the passphrase is empty"),
        (tmp_path / "nulle-part.txt", "the file of the passphrase is not there"),
        (None, "there is no place for the key of a new desk"),
    ):
        given(post, phrase).fails(case, *INIT)
        assert {path.name for path in post.data.iterdir()} <= {"verrous"}, case
    given(post, empty).fails("a real desk is given a clock", *INIT, "--clock", CLOCK)
    phrase = tmp_path / "phrase.txt"
    phrase.write_text("ouvre-toi, Sésame\n", "utf-8")
    given(post, phrase).runs(*INIT)
    assert given(post, phrase).whole() > 0


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a process is bounded as Linux does")
def test_too_little_memory(made: Post) -> None:
    made.as_("poor").fails("too little memory to unlock the key", "verify", mebibytes=128)
    made.runs("verify")


# ------------------------------------------------------------------ the keystore, of which the tests have a stand-in


@pytest.fixture
def kept(tmp_path: Path) -> Post:
    """A real desk whose keys are in the keystore of its system."""
    extra = {keystores.FILE: str(tmp_path / "trousseau.json")}
    post = Post(
        tmp_path / "poste", extra={**extra, "PYTHON_KEYRING_BACKEND": "tests.failures.keystores.Open"}
    )
    assert post.runs(*INIT)["keys"] == "keyring"
    post.runs("verify")
    return post


def under(post: Post, **extra: str) -> Post:
    """The same desk in another session."""
    return replace(post, extra={**post.extra, **extra})


def test_the_keystore(kept: Post, tmp_path: Path) -> None:
    before = kept.store.read_bytes()
    entries = Path(kept.extra[keystores.FILE])
    whole = entries.read_text("utf-8")
    (name,) = json.loads(whole)
    phrase = tmp_path / "phrase.txt"
    phrase.write_text("ouvre-toi, Sésame\n", "utf-8")
    locked = under(kept, PYTHON_KEYRING_BACKEND="tests.failures.keystores.Locked")
    locked.fails("the keystore is locked", "verify")
    # A passphrase opens nothing that it did not lock.
    given(locked, phrase).fails("the keystore is locked", "day", "open")
    for backend in NO_KEYSTORE if FULL else NO_KEYSTORE[:1]:
        under(kept, PYTHON_KEYRING_BACKEND=backend).fails("no keystore answers", "verify")
    entries.write_text("{}", "utf-8")
    kept.fails("the keystore has no such key", "verify")
    entries.write_text(json.dumps({name: json.loads(whole)[name][:-8]}), "utf-8")
    kept.fails("the keystore's key was changed", "verify")
    assert kept.store.read_bytes() == before
    entries.write_text(whole, "utf-8")
    kept.runs("verify", "--signatures", "--rebuild")


def test_a_keystore_that_the_users_own_settings_name(kept: Post, tmp_path: Path) -> None:
    settings = tmp_path / "config" / "python_keyring"
    settings.mkdir(parents=True)
    session = under(kept, PYTHON_KEYRING_BACKEND="", XDG_CONFIG_HOME=str(settings.parent))
    for backend, case in (("Locked", "the keystore is locked"), ("Open", None)):
        text = f"[backend]\ndefault-keyring=tests.failures.keystores.{backend}\n"
        (settings / "keyringrc.cfg").write_text(text, "utf-8")
        if case is None:
            session.runs("verify")
        else:
            session.fails(case, "verify")


def test_a_new_desk_beside_a_locked_keystore(tmp_path: Path) -> None:
    """The next way is taken: a passphrase; without one, none is made."""
    extra = {keystores.FILE: str(tmp_path / "x"), "PYTHON_KEYRING_BACKEND": "tests.failures.keystores.Locked"}
    post = Post(tmp_path / "poste", extra=extra)
    post.fails("there is no place for the key of a new desk", *INIT)
    phrase = tmp_path / "phrase.txt"
    phrase.write_text("ouvre-toi, Sésame\n", "utf-8")
    assert given(post, phrase).runs(*INIT)["keys"] == "passphrase"
    assert given(post, phrase).whole() > 0


# ------------------------------------------------------------------ practice and real


def test_a_real_desk_with_its_key_in_clear(real: Post) -> None:
    folder = DataFolder(real.data)
    keys = load_keys(folder, passphrase=PassphraseSource(file=Path(str(real.more[1]))))
    own = folder.keys.read_bytes()
    folder.keys.unlink()
    keep_keys(folder, keys, practice=True)
    real.fails("a real desk has its key in clear", "verify")
    folder.practice_key.unlink()
    folder.keys.write_bytes(own)
    assert real.whole() > 0


def test_a_practice_desk_with_its_key_behind_a_passphrase(played: Post, tmp_path: Path) -> None:
    phrase = tmp_path / "phrase.txt"
    phrase.write_text("ouvre-toi, Sésame\n", "utf-8")
    folder = DataFolder(played.data)
    keys, own = load_keys(folder), folder.practice_key.read_bytes()
    folder.practice_key.unlink()
    keep_keys(folder, keys, practice=False, passphrase=PassphraseSource(file=phrase))
    given(played, phrase).fails("a practice desk has its key behind a passphrase", "day", "status")
    folder.keys.unlink()
    folder.practice_key.write_bytes(own)
    assert played.whole() == ENTRIES


def test_the_key_of_a_real_desk_laid_beside_a_practice_desks(played: Post, real: Post) -> None:
    """The real one comes first: it is asked for, and does not open what is not its own."""
    shutil.copy(real.data / "cles.json", played.data)
    played.fails("no passphrase is given", "day", "status")
    given(played, Path(str(real.more[1]))).fails("the key is another desk's", "day", "status")
    (played.data / "cles.json").unlink()
    assert played.whole() == ENTRIES


def test_a_set_up_that_was_cut_off_is_not_finished_as_the_other_kind(real: Post) -> None:
    whole = real.store.read_bytes()
    real.store.unlink()
    case = "a real desk and a practice desk are made in one folder"
    real.fails(case, *INIT, "--practice")
    assert not real.store.exists()
    real.store.write_bytes(whole)
    assert real.whole() > 0


def test_an_older_file_is_told_by_the_keystore_alone(kept: Post) -> None:
    """Nothing in the desk's folder knows better, and no stick is in: the anchor lies with the keys."""
    kept.runs("day", "open")
    older = kept.store.read_bytes()
    kept.runs("day", "close", "--counted", "none")
    anchor = kept.runs("verify")["anchor"]
    noted = json.loads(Path(kept.extra[keystores.FILE]).read_text("utf-8"))
    assert anchor in noted.values()
    kept.runs("day", "open", "--again")
    kept.store.write_bytes(older)
    (kept.data / "ancres.ndjson").unlink()
    shutil.rmtree(kept.data / "copies")
    said = kept.call("day", "status")
    assert (said.status, "`verify` dit quoi" in said.err) == (0, True), said
    # The day is closed once more, and the witness of the other one stays where it is.
    assert kept.call("day", "close", "--counted", "none").status == 0
    done = kept.call("verify", "--json")
    assert (done.status, [fault["code"] for fault in done.json["faults"]]) == (5, ["anchor"]), done
    assert json.loads(Path(kept.extra[keystores.FILE]).read_text("utf-8")) == noted
