"""The keys of a backup: what opens them, what does not, and that other programs open them as well."""

import os
import select
import shutil
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pyrage
import pytest

from concierge_desk.desk import catalogue
from concierge_desk.domain.errors import EnvironmentFailure, Param
from concierge_desk.signing.age import (
    STRONG,
    BackupIdentity,
    identity_groups,
    make_identity,
    opened,
    recipient_of,
    seal,
    strongest,
    unlock,
    unseal,
    work_factor,
)
from tests.failures.disks import not_tried
from tests.signing import age_format

ROOT = Path(__file__).resolve().parents[2]
PHRASE = "ouvre-toi, Sésame à midi"
# Made once, for the tests only.
IDENTITY = "AGE-SECRET-KEY-1ECY5A96G5NTLS6N4GY3DXK562ZQ5TU7483Y532GUS250AN9ES55Q2AF2F5"
RECIPIENT = "age1lj4fwk0xcpm7vm5ev6twjv7rjucmcn5duuj38h57hkxqta5z6q9sprvfzt"
KEYS = b'{"signing":"00","store":"01"}\n'
QUICK = 10


@pytest.fixture(scope="module")
def made() -> tuple[BackupIdentity, str]:
    """A new identity behind a passphrase: locked once, for it takes a second or more."""
    return make_identity(PHRASE)


@pytest.fixture(scope="module")
def locked() -> bytes:
    """An identity that another program has locked, less hard to guess at and so sooner opened."""
    return age_format.lock(f"{IDENTITY}\n".encode(), PHRASE, QUICK)


def code_of(failure: pytest.ExceptionInfo[EnvironmentFailure]) -> tuple[str, dict[str, Param]]:
    return failure.value.code, dict(failure.value.params)


def changed(content: bytes, place: int, bit: int = 0) -> bytes:
    return content[:place] + bytes([content[place] ^ 1 << bit]) + content[place + 1 :]


# ------------------------------------------------------------------ made, and opened again


def test_what_is_made_opens_what_is_sealed_for_it(made: tuple[BackupIdentity, str]) -> None:
    backup, identity = made
    assert unlock(backup.locked, PHRASE) == identity
    assert recipient_of(identity) == backup.recipient
    assert unseal(identity, seal(backup.recipient, KEYS)) == KEYS
    assert unseal("\n".join(identity_groups(identity)), seal(backup.recipient, KEYS)) == KEYS


def test_it_is_hard_to_guess_at(made: tuple[BackupIdentity, str]) -> None:
    assert work_factor(made[0].locked) >= STRONG


def test_nothing_of_it_is_in_clear(made: tuple[BackupIdentity, str]) -> None:
    backup, identity = made
    assert identity.encode() not in backup.locked
    assert KEYS not in seal(backup.recipient, KEYS)
    # Sealed anew each time: two backups do not tell that they hold the same.
    assert seal(backup.recipient, KEYS) != seal(backup.recipient, KEYS)


def test_a_pc_that_was_busy_when_it_was_asked_is_asked_again() -> None:
    weak, weaker, strong = (age_format.lock(b"", PHRASE, factor) for factor in (9, 8, STRONG))
    asked = iter((weak, strong, weaker))
    assert strongest(asked) == strong
    assert next(asked) == weaker
    assert strongest((weaker, weak, weaker)) == weak


@pytest.mark.parametrize("passphrase", ["", " \t"])
def test_no_passphrase(locked: bytes, passphrase: str) -> None:
    for act in (lambda: make_identity(passphrase), lambda: unlock(locked, passphrase)):
        with pytest.raises(EnvironmentFailure) as failure:
            act()
        assert failure.value.code == "keys.passphrase_empty"


def test_a_passphrase_that_a_terminal_garbled(locked: bytes) -> None:
    for act in (lambda: make_identity("caf\udce9"), lambda: unlock(locked, "caf\udce9")):
        with pytest.raises(EnvironmentFailure) as failure:
            act()
        assert failure.value.code == "backup.passphrase_garbled"


def test_a_letter_that_keyboards_write_in_two_ways(locked: bytes) -> None:
    apart = unicodedata.normalize("NFD", PHRASE)
    assert apart != PHRASE
    assert unlock(locked, apart) == IDENTITY


# ------------------------------------------------------------------ what does not open


@pytest.mark.parametrize("passphrase", ["ouvre-toi, Sésame à minuit", f"{PHRASE} ", PHRASE.upper()])
def test_another_passphrase(locked: bytes, passphrase: str) -> None:
    with pytest.raises(EnvironmentFailure) as failure:
        unlock(locked, passphrase)
    assert code_of(failure) == ("backup.passphrase_wrong", {})


def test_every_bit_of_the_locked_identity(locked: bytes) -> None:
    """A changed salt or wrapped key cannot be told from a wrong passphrase; all else is damage."""
    salt = locked.index(b"scrypt ") + len(b"scrypt ")
    body = locked.index(b"\n", salt) + 1
    looks_like_a_passphrase = {*range(salt, salt + 22), *range(body - 3, body - 1), *range(body, body + 43)}
    for place in range(len(locked)):
        for bit in (0, 2, 7):
            with pytest.raises(EnvironmentFailure) as failure:
                unlock(changed(locked, place, bit), PHRASE)
            codes = {"backup.identity_damaged"}
            if place in looks_like_a_passphrase:
                codes.add("backup.passphrase_wrong")
            assert failure.value.code in codes, (place, bit)


def test_a_locked_identity_cut_short(locked: bytes) -> None:
    for length in range(len(locked)):
        with pytest.raises(EnvironmentFailure) as failure:
            unlock(locked[:length], PHRASE)
        assert code_of(failure) == ("backup.identity_damaged", {}), length


@pytest.mark.parametrize("factor", [b"0", b"010", b"23", b"63", b"99", b"255", b"-1", b"x"])
def test_a_work_factor_that_makes_no_sense(locked: bytes, factor: bytes) -> None:
    head, _, rest = locked.partition(b" 10\n")
    with pytest.raises(EnvironmentFailure) as failure:
        unlock(head + b" " + factor + b"\n" + rest, PHRASE)
    assert code_of(failure) == ("backup.identity_damaged", {})


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"age1lj4fwk0", IDENTITY[:-1].encode() + b"Q"])
def test_what_the_passphrase_opens_is_no_identity(content: bytes) -> None:
    with pytest.raises(EnvironmentFailure) as failure:
        unlock(age_format.lock(content, PHRASE, QUICK), PHRASE)
    assert code_of(failure) == ("backup.identity_damaged", {})


def test_an_identity_as_age_keygen_writes_it() -> None:
    content = f"# créée : 2026-11-25\n# public key: {RECIPIENT}\n{IDENTITY}\n".encode()
    assert unlock(age_format.lock(content, PHRASE, QUICK), PHRASE) == IDENTITY


def test_a_pc_that_is_much_slower_than_the_one_it_was_made_on(locked: bytes) -> None:
    """The library refuses what would take far longer than a second here: the text is its own."""
    with pytest.raises(EnvironmentFailure) as failure:
        opened(locked.replace(b" 10\n", b" 40\n"), PHRASE)
    assert code_of(failure) == ("backup.too_slow", {})


def test_keys_of_another_identity() -> None:
    other = pyrage.x25519.Identity.generate()
    with pytest.raises(EnvironmentFailure) as failure:
        unseal(str(other), seal(RECIPIENT, KEYS))
    assert code_of(failure) == ("backup.identity_foreign", {})


def test_every_bit_of_the_keys() -> None:
    """Where it says for whom, a change is not told from another recipient; all else is damage."""
    sealed = seal(RECIPIENT, KEYS)
    first = sealed.index(b"-> X25519 ")
    of_the_recipient = range(first + len("-> X25519"), first + len("-> X25519 ") + 2 * 43 + 1)
    for place in range(len(sealed)):
        for bit in range(8):
            with pytest.raises(EnvironmentFailure) as failure:
                unseal(IDENTITY, changed(sealed, place, bit))
            codes = {"backup.keys_damaged"}
            if place in of_the_recipient:
                codes.add("backup.identity_foreign")
            assert failure.value.code in codes, (place, bit)


def test_keys_cut_short() -> None:
    sealed = seal(RECIPIENT, KEYS)
    for length in range(len(sealed)):
        with pytest.raises(EnvironmentFailure) as failure:
            unseal(IDENTITY, sealed[:length])
        assert code_of(failure) == ("backup.keys_damaged", {}), length


def test_the_files_are_not_taken_for_one_another(locked: bytes) -> None:
    with pytest.raises(EnvironmentFailure) as failure:
        unseal(IDENTITY, locked)
    assert failure.value.code == "backup.keys_damaged"
    with pytest.raises(EnvironmentFailure) as failure:
        unlock(seal(RECIPIENT, KEYS), PHRASE)
    assert failure.value.code == "backup.identity_damaged"


@pytest.mark.parametrize("recipient", ["", "age1", RECIPIENT[:-1] + "q", IDENTITY])
def test_no_recipient(recipient: str) -> None:
    with pytest.raises(EnvironmentFailure) as failure:
        seal(recipient, KEYS)
    assert code_of(failure) == ("backup.recipient_unreadable", {})


def test_each_failure_has_a_sentence_of_its_own() -> None:
    codes = (
        *("passphrase_wrong", "passphrase_garbled", "identity_damaged", "identity_foreign"),
        *(
            "identity_unreadable",
            "identity_line",
            "keys_damaged",
            "recipient_unreadable",
            "memory",
            "too_slow",
        ),
    )
    said = catalogue.messages()
    assert len({said[f"backup.{code}"] for code in codes}) == len(codes)


# ------------------------------------------------------------------ typed from the recovery sheet


def test_it_is_known_however_it_is_typed() -> None:
    lines = identity_groups(IDENTITY)
    for typed in (IDENTITY, IDENTITY.lower(), "\n".join(lines), " ".join(lines).lower(), "-".join(lines)):
        assert recipient_of(typed) == RECIPIENT
        assert identity_groups(typed) == lines


def test_a_mistyped_line_is_named() -> None:
    lines = list(identity_groups(IDENTITY))
    lines[2] = lines[2].replace("7", "2")
    for act in (recipient_of, identity_groups, lambda typed: unseal(typed, seal(RECIPIENT, KEYS))):
        with pytest.raises(EnvironmentFailure) as failure:
            act("\n".join(lines))
        assert code_of(failure) == ("backup.identity_line", {"line": 3})


@pytest.mark.parametrize("typed", ["", PHRASE, RECIPIENT, IDENTITY[:-1], IDENTITY[:-1] + "Q"])
def test_what_is_no_identity(typed: str) -> None:
    for act in (recipient_of, identity_groups, lambda text: unseal(text, seal(RECIPIENT, KEYS))):
        with pytest.raises(EnvironmentFailure) as failure:
            act(typed)
        assert code_of(failure) == ("backup.identity_unreadable", {})


def test_a_failure_does_not_tell_the_secret() -> None:
    with pytest.raises(EnvironmentFailure) as failure:
        recipient_of(IDENTITY[:-1] + "Q")
    assert IDENTITY[20:40] not in repr(failure.value)
    assert failure.value.__suppress_context__


# ------------------------------------------------------------------ too little memory


POOR = """
import resource, sys
from pathlib import Path
from concierge_desk.desk import catalogue
from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.signing.age import make_identity, unlock

quick, hard = (Path(name).read_bytes() for name in sys.argv[1:])
pages = int(Path("/proc/self/statm").read_text().split()[0])
most = pages * resource.getpagesize() + 64 * 2**20
resource.setrlimit(resource.RLIMIT_AS, (most, most))
for act in (lambda: unlock(quick, "mot"), lambda: unlock(hard, "mot"), lambda: make_identity("mot")):
    try:
        print(act())
    except EnvironmentFailure as failure:
        print(failure.code, failure.params["mebibytes"])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a process is bounded as Linux does")
def test_too_little_memory(tmp_path: Path) -> None:
    """Without being asked first, the library would end the whole program."""
    quick, hard = tmp_path / "quick", tmp_path / "hard"
    quick.write_bytes(age_format.lock(f"{IDENTITY}\n".encode(), "mot", QUICK))
    hard.write_bytes(quick.read_bytes().replace(b" 10\n", b" 18\n"))
    done = subprocess.run(
        [sys.executable, "-c", POOR, str(quick), str(hard)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [IDENTITY, "backup.memory 256", "backup.memory 1024"]


# ------------------------------------------------------------------ other programs


def test_the_library_alone_opens_the_keys(made: tuple[BackupIdentity, str]) -> None:
    backup, identity = made
    opener = pyrage.x25519.Identity.from_str(identity)
    assert pyrage.decrypt(seal(backup.recipient, KEYS), [opener]) == KEYS


def test_a_program_written_from_the_format_opens_the_identity(made: tuple[BackupIdentity, str]) -> None:
    backup, identity = made
    assert age_format.unlock(backup.locked, PHRASE) == f"{identity}\n".encode()


def program(name: str) -> str:
    """Return where another program is; told loudly where it is not."""
    found = shutil.which(name)
    if found is None:
        not_tried(f"without {name}, nothing says that `age -d` opens a backup (python3 dev.py system)")
    return str(found)


def test_age_opens_the_keys_with_the_identity_of_the_sheet(tmp_path: Path) -> None:
    age = program("age")
    sheet, sealed = tmp_path / "identite.txt", tmp_path / "cles.age"
    sheet.write_text(f"{IDENTITY}\n", "ascii")
    sealed.write_bytes(seal(RECIPIENT, KEYS))
    done = subprocess.run([age, "-d", "-i", str(sheet), str(sealed)], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, KEYS), done.stderr


def test_what_age_sealed_is_opened() -> None:
    done = subprocess.run([program("age"), "-r", RECIPIENT], input=KEYS, capture_output=True, check=True)
    assert unseal(IDENTITY, done.stdout) == KEYS


@pytest.mark.skipif(sys.platform != "linux", reason="age asks at a terminal, made here as Linux does")
def test_age_asks_for_the_passphrase_and_opens_both(tmp_path: Path) -> None:
    """``age -d -i identite.age cles.age``: the whole way, with nothing of ours."""
    age = program("age")
    locked, sealed, out = (tmp_path / name for name in ("identite.age", "cles.age", "cles.json"))
    # What age itself is given to open here need not be hard.
    locked.write_bytes(age_format.lock(f"{IDENTITY}\n".encode(), PHRASE, QUICK))
    sealed.write_bytes(seal(RECIPIENT, KEYS))
    words = ("-d", "-i", str(locked), "-o", str(out), str(sealed))
    assert typed_to((age, *words), PHRASE) == 0
    assert out.read_bytes() == KEYS


@pytest.mark.skipif(sys.platform != "linux", reason="age asks at a terminal, made here as Linux does")
def test_age_opens_the_locked_identity(made: tuple[BackupIdentity, str], tmp_path: Path) -> None:
    age = program("age")
    locked, out = tmp_path / "identite.age", tmp_path / "identite.txt"
    locked.write_bytes(made[0].locked)
    assert typed_to((age, "-d", "-o", str(out), str(locked)), PHRASE) == 0
    assert out.read_text("ascii") == f"{made[1]}\n"


def typed_to(words: tuple[str, ...], passphrase: str) -> int:
    """Start a program at a terminal of its own, type the passphrase when it asks, and return its status."""
    setsid = program("setsid")
    ours, theirs = os.openpty()
    try:
        running = subprocess.Popen(
            [setsid, "--wait", "--ctty", *words], stdin=theirs, stdout=theirs, stderr=theirs
        )
        os.close(theirs)
        seen = b""
        until = time.monotonic() + 20
        while b"passphrase" not in seen and time.monotonic() < until:
            if select.select([ours], [], [], 0.2)[0]:
                seen += os.read(ours, 4096)
        os.write(ours, passphrase.encode("utf-8") + b"\n")
        return running.wait(timeout=60)
    finally:
        os.close(ours)
