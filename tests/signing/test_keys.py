import base64
import errno
import os
import stat
import subprocess
import sys
import threading
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import keyring
import keyring.backends.chainer
import keyring.backends.null
import keyring.errors
import pytest

from concierge_desk.domain import canonical
from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.paths import DataFolder
from concierge_desk.signing import keyfile, keystore, wrapped
from concierge_desk.signing.keys import DeskKeys, create_keys, keep_keys, load_keys, way_of
from concierge_desk.signing.passphrase import PassphraseSource
from concierge_desk.signing.wrapped import DEFAULT_COST, ScryptCost

CHEAP = ScryptCost(n=4, r=1, p=1)
KEYS = DeskKeys(bytes(range(32)), bytes(range(100, 132)))
TYPED = PassphraseSource(prompt=lambda: "correct horse")


def never() -> str:
    raise AssertionError("nobody is to be asked")


UNASKED = PassphraseSource(prompt=never)


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "desk")


@pytest.fixture
def passphrase_file(tmp_path: Path) -> PassphraseSource:
    file = tmp_path / "passphrase"
    file.write_text("in a file\n")
    return PassphraseSource(file=file, prompt=never)


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(EnvironmentFailure) as failure:
        act()
    assert failure.value.exit_status == 4
    return failure.value.code


def keep(folder: DataFolder, way: str) -> None:
    source = UNASKED if way != "passphrase" else TYPED
    assert keep_keys(folder, KEYS, practice=way == "factice", passphrase=source, cost=CHEAP) == way


def file_of(folder: DataFolder, way: str) -> Path:
    return folder.practice_key if way == "factice" else folder.keys


def rewritten(file: Path, **changed: Any) -> None:
    """Write the file again with other fields and a right checksum."""
    fields = {**keyfile.read(file), **changed}
    file.unlink()
    version = fields.pop("v")
    keyfile.write_new(file, {name: value for name, value in fields.items() if value is not ...})
    assert version == 1


# ------------------------------------------------------------------ the keys themselves


def test_the_keys_are_shown_nowhere() -> None:
    shown = repr(KEYS) + str(KEYS)

    assert shown == "DeskKeys()" * 2


@pytest.mark.parametrize(("store_key", "seed"), [(b"", bytes(32)), (bytes(32), bytes(33))])
def test_a_key_of_another_length_is_none(store_key: bytes, seed: bytes) -> None:
    with pytest.raises(ValueError, match="32"):
        DeskKeys(store_key, seed)


def test_drawn_keys_differ() -> None:
    drawn = [DeskKeys.drawn() for _ in range(4)]

    assert len({key for keys in drawn for key in (keys.store_key, keys.seed)}) == 8


# ------------------------------------------------------------------ the ways, in their order


def test_a_practice_store_has_its_clear_file_and_asks_nobody(
    folder: DataFolder, keystore_backend: Any, passphrase_file: PassphraseSource
) -> None:
    made = create_keys(folder, practice=True, passphrase=passphrase_file)

    assert way_of(folder) == "factice"
    assert load_keys(folder) == made
    assert sorted(path.name for path in folder.root.iterdir()) == ["FACTICE.key"]
    assert not keystore_backend.entries


def test_the_passphrase_file_named_explicitly_comes_before_the_keystore(
    folder: DataFolder, keystore_backend: Any, passphrase_file: PassphraseSource
) -> None:
    made = create_keys(folder, practice=False, passphrase=passphrase_file, cost=CHEAP)

    assert way_of(folder) == "passphrase"
    assert not keystore_backend.entries
    assert load_keys(folder, passphrase=passphrase_file) == made
    assert load_keys(folder, passphrase=PassphraseSource(prompt=lambda: "in a file")) == made


def test_the_keystore_comes_before_a_prompt(folder: DataFolder, keystore_backend: Any) -> None:
    made = create_keys(folder, practice=False, passphrase=UNASKED)

    ((service, entry), secret), *others = keystore_backend.entries.items()
    assert (service, others) == ("concierge-desk", [])
    assert way_of(folder) == "keyring"
    assert keyfile.read(folder.keys) == {"way": "keyring", "id": entry, "v": 1}
    assert base64.b64decode(secret)[:64] == made.store_key + made.seed
    assert load_keys(folder, passphrase=UNASKED) == made


def test_a_passphrase_file_is_not_needed_to_open_what_the_keystore_keeps(
    folder: DataFolder, keystore_backend: Any, passphrase_file: PassphraseSource
) -> None:
    keep(folder, "keyring")

    assert load_keys(folder, passphrase=passphrase_file) == KEYS


def test_without_keystore_a_passphrase_is_asked_for(folder: DataFolder) -> None:
    made = create_keys(folder, practice=False, passphrase=TYPED, cost=CHEAP)

    assert way_of(folder) == "passphrase"
    assert load_keys(folder, passphrase=TYPED) == made
    fields = keyfile.read(folder.keys)
    assert sorted(fields) == ["box", "kdf", "n", "nonce", "p", "r", "salt", "v", "way"]


def test_without_any_way_no_store_is_made(folder: DataFolder) -> None:
    assert code_of(lambda: create_keys(folder, practice=False)) == "keys.none"
    assert not folder.root.exists()


def test_given_keys_are_kept_as_they_are(folder: DataFolder) -> None:
    keep(folder, "passphrase")

    assert load_keys(folder, passphrase=TYPED) == KEYS


@pytest.mark.parametrize("kept", ["keyring", "passphrase", "factice"])
@pytest.mark.parametrize("practice", [True, False])
def test_keys_are_never_overwritten(
    folder: DataFolder, keystore_backend: Any, kept: str, practice: bool
) -> None:
    if kept == "passphrase":
        keystore_backend.failing["set"] = keyring.errors.KeyringLocked()
    keep(folder, kept)
    keystore_backend.failing.clear()
    before = file_of(folder, kept).read_bytes()
    entries = dict(keystore_backend.entries)

    assert code_of(lambda: create_keys(folder, practice=practice, passphrase=UNASKED)) == "keys.exist"
    assert file_of(folder, kept).read_bytes() == before
    assert keystore_backend.entries == entries
    assert len(list(folder.root.iterdir())) == 1


def test_an_unreadable_passphrase_file_makes_no_store(folder: DataFolder, tmp_path: Path) -> None:
    source = PassphraseSource(file=tmp_path / "absent")

    assert code_of(lambda: create_keys(folder, practice=False, passphrase=source)) == "keys.passphrase_file"
    assert not folder.root.exists()


def test_an_empty_passphrase_makes_no_store(folder: DataFolder) -> None:
    source = PassphraseSource(prompt=lambda: "")

    assert code_of(lambda: create_keys(folder, practice=False, passphrase=source)) == "keys.passphrase_empty"
    assert not folder.root.exists()


# ------------------------------------------------------------------ the keystore


class Foreign(Exception):
    """What a library below `keyring` raises: no KeyringError."""


@pytest.fixture
def _foreign(monkeypatch: pytest.MonkeyPatch) -> None:
    module = types.ModuleType("secretstorage.exceptions")
    module.SecretStorageException = Foreign  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "secretstorage.exceptions", module)


FAILURES = [
    keyring.errors.NoKeyringError(),
    keyring.errors.KeyringLocked(),
    keyring.errors.InitError(),
    keyring.errors.PasswordSetError(),
    ConnectionResetError(),
    Foreign(),
]


@pytest.mark.usefixtures("_foreign")
@pytest.mark.parametrize("failure", FAILURES, ids=repr)
@pytest.mark.parametrize("act", ["set", "get"])
def test_a_keystore_that_fails_gives_way(
    folder: DataFolder, keystore_backend: Any, act: str, failure: Exception
) -> None:
    keystore_backend.failing[act] = failure

    made = create_keys(folder, practice=False, passphrase=TYPED, cost=CHEAP)

    assert way_of(folder) == "passphrase"
    assert load_keys(folder, passphrase=TYPED) == made
    assert not keystore_backend.entries


def test_a_keystore_that_does_not_keep_gives_way(folder: DataFolder, keystore_backend: Any) -> None:
    keystore_backend.forgetful = True

    create_keys(folder, practice=False, passphrase=TYPED, cost=CHEAP)

    assert way_of(folder) == "passphrase"


def test_nothing_stays_in_the_keystore_when_the_file_cannot_be_written(
    folder: DataFolder, keystore_backend: Any
) -> None:
    folder.root.parent.mkdir(exist_ok=True)
    folder.root.write_text("a file where the folder should be")

    assert code_of(lambda: create_keys(folder, practice=False)) == "keys.write_failed"
    assert not keystore_backend.entries


def test_an_entry_that_cannot_be_taken_back_does_no_harm(folder: DataFolder, keystore_backend: Any) -> None:
    keystore_backend.failing["delete"] = keyring.errors.KeyringLocked()
    keystore.forget("whatever")
    keystore_backend.forgetful = True

    assert keystore.put("secret") is None


def alt_keyring() -> keyring.backend.KeyringBackend:
    class Plaintext(type(keyring.get_keyring())):  # type: ignore[misc]
        pass

    Plaintext.__module__ = "keyrings.alt.file"
    found: keyring.backend.KeyringBackend = Plaintext()
    return found


def test_keyrings_alt_and_null_are_never_used(folder: DataFolder, keystore_backend: Any) -> None:
    alt: Any = alt_keyring()
    for index, backend in enumerate((alt, keyring.backends.null.Keyring())):
        keyring.set_keyring(backend)
        other = DataFolder(folder.root / str(index))

        create_keys(other, practice=False, passphrase=TYPED, cost=CHEAP)

        assert way_of(other) == "passphrase"
    assert not alt.entries


def chained(*backends: keyring.backend.KeyringBackend) -> None:
    class Chain(keyring.backends.chainer.ChainerBackend):
        priority = 10  # type: ignore[assignment]
        backends: Any = ()

    Chain.backends = backends
    keyring.set_keyring(Chain())


def test_of_several_keystores_the_first_that_keeps_is_used(folder: DataFolder, keystore_backend: Any) -> None:
    alt: Any = alt_keyring()
    locked: Any = type(keystore_backend)()
    locked.failing = dict.fromkeys(("get", "set"), keyring.errors.KeyringLocked())
    chained(alt, locked, keystore_backend)

    keep(folder, "keyring")

    assert (len(alt.entries), len(locked.entries), len(keystore_backend.entries)) == (0, 0, 1)
    assert load_keys(folder) == KEYS
    keystore_backend.entries.clear()
    assert code_of(lambda: load_keys(folder)) == "keys.keystore_locked"
    locked.failing.clear()
    assert code_of(lambda: load_keys(folder)) == "keys.missing"


@pytest.mark.usefixtures("_foreign")
@pytest.mark.parametrize("failure", FAILURES, ids=repr)
def test_a_keystore_that_is_locked_is_told(
    folder: DataFolder, keystore_backend: Any, failure: Exception
) -> None:
    keep(folder, "keyring")
    keystore_backend.failing["get"] = failure

    assert code_of(lambda: load_keys(folder, passphrase=UNASKED)) == "keys.keystore_locked"


def test_a_session_without_keystore_is_told(folder: DataFolder, keystore_backend: Any) -> None:
    keep(folder, "keyring")
    keyring.set_keyring(keyring.backends.fail.Keyring())

    assert code_of(lambda: load_keys(folder, passphrase=UNASKED)) == "keys.keystore_absent"
    assert way_of(folder) == "keyring"


@pytest.mark.parametrize("named", ["no.such.Backend", "keyring.NoSuchClass", "nodots"])
def test_a_wrongly_named_keystore_is_no_keystore(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", named)
    monkeypatch.setattr(keyring.core, "_keyring_backend", None)

    assert code_of(lambda: create_keys(folder, practice=False)) == "keys.none"


@pytest.mark.parametrize(
    "entry",
    [
        "",
        "not base64 é",
        base64.b64encode(bytes(72)).decode(),
        base64.b64encode(bytes(64)).decode(),
        base64.b64encode(bytes(20)).decode(),
    ],
)
def test_a_damaged_entry_of_the_keystore_is_told(
    folder: DataFolder, keystore_backend: Any, entry: str
) -> None:
    keep(folder, "keyring")
    for name in keystore_backend.entries:
        keystore_backend.entries[name] = entry

    assert code_of(lambda: load_keys(folder)) == "keys.damaged"


def test_every_bit_of_the_keystores_entry_counts(folder: DataFolder, keystore_backend: Any) -> None:
    keep(folder, "keyring")
    ((name, secret),) = keystore_backend.entries.items()
    raw = base64.b64decode(secret)
    for bit in range(len(raw) * 8):
        changed = bytearray(raw)
        changed[bit // 8] ^= 1 << bit % 8
        keystore_backend.entries[name] = base64.b64encode(changed).decode()

        assert code_of(lambda: load_keys(folder)) == "keys.damaged"


# ------------------------------------------------------------------ opening


def test_without_file_the_keys_are_missing(folder: DataFolder) -> None:
    assert code_of(lambda: load_keys(folder)) == "keys.missing"
    assert code_of(lambda: way_of(folder)) == "keys.missing"
    assert not folder.root.exists()


def test_a_real_stores_file_comes_before_a_practice_file_laid_beside_it(folder: DataFolder) -> None:
    keep(folder, "factice")
    stray = folder.practice_key.read_bytes()
    folder.practice_key.unlink()
    create_keys(folder, practice=False, passphrase=TYPED, cost=CHEAP)
    folder.practice_key.write_bytes(stray)

    assert way_of(folder) == "passphrase"
    assert load_keys(folder, passphrase=TYPED) != KEYS


def test_a_practice_file_is_nothing_but_clear(folder: DataFolder) -> None:
    keep(folder, "passphrase")
    folder.keys.rename(folder.practice_key)

    assert code_of(lambda: load_keys(folder, passphrase=TYPED)) == "keys.damaged"


def test_a_wrong_passphrase_is_told(folder: DataFolder) -> None:
    keep(folder, "passphrase")
    source = PassphraseSource(prompt=lambda: "Correct horse")

    assert code_of(lambda: load_keys(folder, passphrase=source)) == "keys.wrong_passphrase"


def test_a_passphrase_that_is_needed_is_told(folder: DataFolder) -> None:
    keep(folder, "passphrase")

    assert code_of(lambda: load_keys(folder)) == "keys.passphrase_needed"


def test_the_passphrase_may_be_composed_differently(folder: DataFolder) -> None:
    create_keys(
        folder, practice=False, passphrase=PassphraseSource(prompt=lambda: "\u00e9t\u00e9"), cost=CHEAP
    )

    assert load_keys(folder, passphrase=PassphraseSource(prompt=lambda: "e\u0301te\u0301"))


def test_the_default_cost_is_strong(folder: DataFolder) -> None:
    """R-4.10: scrypt is the brake."""
    assert ScryptCost(2**17, 8, 1) == DEFAULT_COST
    made = create_keys(folder, practice=False, passphrase=TYPED)

    fields = keyfile.read(folder.keys)
    assert (fields["kdf"], fields["n"], fields["r"], fields["p"]) == ("scrypt", 131072, 8, 1)
    assert load_keys(folder, passphrase=TYPED) == made


def test_a_machine_with_too_little_memory_is_told(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def derive(*args: object, **kwargs: object) -> object:
        raise MemoryError

    monkeypatch.setattr("cryptography.hazmat.primitives.kdf.scrypt.Scrypt", derive)
    with pytest.raises(EnvironmentFailure) as failure:
        create_keys(folder, practice=False, passphrase=TYPED)
    assert (failure.value.code, failure.value.params) == ("keys.memory", {"mebibytes": 128})


# ------------------------------------------------------------------ damage


@pytest.mark.parametrize("way", ["keyring", "passphrase", "factice"])
def test_no_single_changed_byte_passes(folder: DataFolder, keystore_backend: Any, way: str) -> None:
    if way == "passphrase":
        keyring.set_keyring(keyring.backends.fail.Keyring())
    keep(folder, way)
    file = file_of(folder, way)
    whole = file.read_bytes()
    codes = set()
    for position in range(len(whole)):
        for mask in (1, 2, 4, 8, 16, 32, 64, 128, 255):
            changed = bytearray(whole)
            changed[position] ^= mask
            file.write_bytes(changed)
            codes.add(code_of(lambda: load_keys(folder, passphrase=TYPED)))
            codes.add(code_of(lambda: way_of(folder)))

    assert codes == {"keys.damaged"}
    file.write_bytes(whole)
    assert load_keys(folder, passphrase=TYPED) == KEYS


@pytest.mark.parametrize("way", ["keyring", "passphrase", "factice"])
def test_no_truncated_file_passes(folder: DataFolder, keystore_backend: Any, way: str) -> None:
    if way == "passphrase":
        keyring.set_keyring(keyring.backends.fail.Keyring())
    keep(folder, way)
    file = file_of(folder, way)
    whole = file.read_bytes()
    for length in range(len(whole)):
        file.write_bytes(whole[:length])

        assert code_of(lambda: load_keys(folder, passphrase=TYPED)) == "keys.damaged"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b"[]",
        b"1",
        b"{}",
        b'{"v":1,"v":1}',
        b'{"way":1.5}',
        b"\xff\xfe{\0}\0",
        b"[" * 100_000,
        b"{" + b" " * 20_000 + b"}",
        b'{"v":' + b"9" * 5_000 + b"}",
        '{"é":1}'.encode(),
        b'{"way":"\\ud800"}',
        b'{"way":"keyring","id":"0","v":1}',
        b'{"checksum":null,"way":"keyring"}',
    ],
)
def test_what_is_no_key_file_is_told(folder: DataFolder, content: bytes) -> None:
    folder.root.mkdir(parents=True)
    folder.keys.write_bytes(content)

    assert code_of(lambda: load_keys(folder)) == "keys.damaged"


@pytest.mark.parametrize("name", ["way", "kdf", "n", "r", "p", "salt", "nonce", "box"])
@pytest.mark.parametrize("value", [..., None, 5, -1, 2**53, True, "", "x", "é", [], {}])
def test_a_field_that_makes_no_sense_is_told_even_under_a_right_checksum(
    folder: DataFolder, name: str, value: object
) -> None:
    keep(folder, "passphrase")
    rewritten(folder.keys, **{name: value})

    # A salt or a box of another length can only show in the tag.
    assert code_of(lambda: load_keys(folder, passphrase=TYPED)) in {"keys.damaged", "keys.wrong_passphrase"}


@pytest.mark.parametrize(
    ("n", "r", "p"), [(1, 1, 1), (6, 1, 1), (0, 1, 1), (2**21, 8, 1), (4, 0, 1), (4, 1, 0), (4, 1, 17)]
)
def test_figures_that_would_exhaust_the_machine_are_not_obeyed(
    folder: DataFolder, n: int, r: int, p: int
) -> None:
    keep(folder, "passphrase")
    rewritten(folder.keys, n=n, r=r, p=p)

    assert code_of(lambda: load_keys(folder, passphrase=TYPED)) == "keys.damaged"


def test_the_figures_belong_to_the_box(folder: DataFolder) -> None:
    keep(folder, "passphrase")
    fields = keyfile.read(folder.keys)
    stranger = {**fields, "way": "another"}

    assert len(wrapped.unwrap(fields, "correct horse")) == 72
    assert code_of(lambda: wrapped.unwrap(stranger, "correct horse")) == "keys.wrong_passphrase"


@pytest.mark.parametrize("value", [..., None, "nothing", 3])
def test_an_unknown_way_is_told(folder: DataFolder, value: object) -> None:
    keep(folder, "passphrase")
    rewritten(folder.keys, way=value)

    assert code_of(lambda: way_of(folder)) == "keys.damaged"


def test_a_file_of_a_later_version_is_not_called_damaged(folder: DataFolder) -> None:
    keep(folder, "factice")
    fields = {**keyfile.read(folder.practice_key), "v": 2}
    folder.practice_key.write_bytes(canonical.encode({**fields, "checksum": keyfile._checksum(fields)}))

    assert code_of(lambda: load_keys(folder)) == "keys.newer"


def test_a_newline_that_an_editor_added_loses_no_key(folder: DataFolder) -> None:
    keep(folder, "passphrase")
    folder.keys.write_bytes(folder.keys.read_bytes() + b"\r\n")

    assert load_keys(folder, passphrase=TYPED) == KEYS


def test_a_file_the_system_refuses_is_told(folder: DataFolder) -> None:
    folder.keys.mkdir(parents=True)

    assert code_of(lambda: load_keys(folder)) == "keys.unreadable"


# ------------------------------------------------------------------ writing


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize("way", ["keyring", "passphrase", "factice"])
def test_only_the_owner_reads_it(folder: DataFolder, keystore_backend: Any, way: str) -> None:
    if way == "passphrase":
        keyring.set_keyring(keyring.backends.fail.Keyring())
    before = os.umask(0)
    try:
        keep(folder, way)
    finally:
        os.umask(before)

    assert stat.S_IMODE(file_of(folder, way).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.root.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, ("store.disk_full", {})),
        (errno.EIO, ("keys.write_failed", {"errno": errno.EIO})),
    ],
)
def test_a_disk_that_does_not_take_it_is_left_as_it_was(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch, number: int, told: tuple[str, dict[str, int]]
) -> None:
    """A disk that is really full: tests/failures."""

    def fails(handle: int) -> None:
        raise OSError(number, "the disk")

    monkeypatch.setattr(os, "fsync", fails)

    with pytest.raises(EnvironmentFailure) as failure:
        create_keys(folder, practice=True)
    assert (failure.value.code, failure.value.params) == told
    assert not list(folder.root.iterdir())


def no_links(source: object, target: object) -> None:
    raise PermissionError(errno.EPERM, "no hard links here")


def test_a_disk_without_hard_links_is_written_too(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", no_links)
    keep(folder, "factice")

    assert load_keys(folder) == KEYS
    assert [path.name for path in folder.root.iterdir()] == ["FACTICE.key"]
    assert code_of(lambda: keyfile.write_new(folder.practice_key, {})) == "keys.exist"
    assert load_keys(folder) == KEYS


def test_of_many_who_write_at_once_one_wins_whole(folder: DataFolder) -> None:
    start = threading.Barrier(8)
    outcome: list[str] = []
    refused: list[str] = []

    def write(number: int) -> None:
        start.wait()
        try:
            keyfile.write_new(folder.keys, {"way": "keyring", "id": str(number)})
        except EnvironmentFailure as failure:
            refused.append(failure.code)
        else:
            outcome.append(str(number))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [keyfile.read(folder.keys)["id"]] == outcome
    assert refused == ["keys.exist"] * 7
    assert [path.name for path in folder.root.iterdir()] == ["cles.json"]


@pytest.mark.skipif(os.name == "nt", reason="Linux cuts the process where it stands")
@pytest.mark.parametrize("at", ["fsync", "link", "unlink"])
def test_a_process_killed_while_writing_leaves_a_whole_file_or_none(tmp_path: Path, at: str) -> None:
    code = (
        "import os, pathlib, signal\n"
        "from concierge_desk.paths import DataFolder\n"
        "from concierge_desk.signing.keys import create_keys\n"
        f"os.{at} = lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"create_keys(DataFolder(pathlib.Path({str(tmp_path)!r})), practice=True)\n"
    )
    root = Path(__file__).resolve().parents[2]

    done = subprocess.run([sys.executable, "-c", code], cwd=root, check=False)

    folder = DataFolder(tmp_path)
    assert done.returncode == -9
    if at == "unlink":
        assert load_keys(folder)
    else:
        assert code_of(lambda: load_keys(folder)) == "keys.missing"
        assert create_keys(folder, practice=True)


def test_keyring_is_not_loaded_where_it_is_not_needed(tmp_path: Path) -> None:
    code = (
        "import pathlib, sys\n"
        "from concierge_desk.paths import DataFolder\n"
        "from concierge_desk.signing.keys import create_keys, load_keys\n"
        f"folder = DataFolder(pathlib.Path({str(tmp_path)!r}))\n"
        "assert create_keys(folder, practice=True) == load_keys(folder)\n"
        "assert 'keyring' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).resolve().parents[2], check=True)
