"""A disk that can only be read any more, as a system sets one that answers with errors: looked at, and copied away.

It is the one hour in which a copy is wanted most.
"""

import json
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from concierge_desk.bootstrap.appearance import Look
from concierge_desk.bootstrap.opening import open_face
from concierge_desk.bootstrap.second_start import WindowSeat
from concierge_desk.desk.desk import open_desk
from concierge_desk.desk.options import Options
from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.store.read_only_disk import is_read_only
from tests.e2e.driver import FULL, commands, to_lines
from tests.easily import make_identity
from tests.failures.disks import Disk, mount, read_only
from tests.failures.posts import Post, answers
from tests.sizes import few

pytestmark = few(4)


PHRASE = "une phrase assez longue"
LOOKING: tuple[tuple[str, ...], ...] = (
    ("day", "status"),
    ("day", "morning"),
    ("look", "Kessler"),
    ("verify",),
    ("verify", "--signatures"),
)


@pytest.fixture
def phrase(tmp_path: Path) -> Path:
    path = tmp_path / "phrase.txt"
    path.write_text(f"{PHRASE}\n", "utf-8")
    return path


@pytest.fixture
def copied(open_shop: Post, phrase: Path, tmp_path: Path) -> Post:
    """The desk of the real day before its closing, whose backups have their passphrase."""
    post = Post(open_shop.data).copy(tmp_path / "poste")
    (tmp_path / "ancienne").mkdir()
    if not FULL:
        make_identity(post.data, PHRASE)
    post.runs("backup", "--to", tmp_path / "ancienne", "--passphrase-file", phrase)
    return post


@contextmanager
def remounted(disk: Disk) -> Iterator[None]:
    """Let a disk only be read, all of it, as the system does."""
    mount("-o", "remount,ro", disk.folder)
    try:
        yield
    finally:
        mount("-o", "remount,rw", disk.folder)


def test_everything_is_looked_at_as_before(copied: Post) -> None:
    before = [copied.call(*words, "--json") for words in LOOKING]
    with read_only(copied.data):
        for words, known in zip(LOOKING, before, strict=True):
            done = copied.call(*words, "--json")
            assert (done.status, done.out, done.err) == (known.status, known.out, "")
        told = copied.call("day", "status", "--lang", "fr")
        assert told.status == 0
        assert told.err.count("\n") == 1
        assert "se copie sur une clé" in told.err


def test_a_copy_is_made_on_a_healthy_stick_and_opens(copied: Post, phrase: Path, tmp_path: Path) -> None:
    stick = tmp_path / "cle"
    stick.mkdir()
    entries = copied.call("verify", "--json").json["entries"]
    with read_only(copied.data):
        made = copied.call("backup", "--to", stick, "--json")
        assert (made.status, made.err) == (0, "")
        again = copied.call("backup", "--to", stick, "--lang", "fr")
        assert again.status == 0
        assert "journal" in again.out.decode()
    path = Path(made.json["path"])
    tried = copied.call("rehearse", path, "--passphrase-file", phrase, "--json")
    assert (tried.status, tried.json["entries"], tried.json["faults"]) == (0, entries, [])
    assert json.loads((stick / "ancres.ndjson").read_text("utf-8").splitlines()[-1])["anchor"]
    # Nothing of it was written down, so nothing of it is missing.
    assert copied.whole() == entries
    assert copied.runs("backup", "--to", stick)["faults"] == 0


def test_a_first_copy_needs_its_passphrase_kept(open_shop: Post, phrase: Path, tmp_path: Path) -> None:
    """The identity of the backups is kept in the store: without one there is none to be had now."""
    post = Post(open_shop.data).copy(tmp_path / "poste")
    with read_only(post.data):
        done = post.call("backup", "--to", tmp_path, "--passphrase-file", phrase, "--json")
    assert (done.status, done.json["refused"]["code"]) == (4, "store.disk_read_only")
    assert list(tmp_path.glob("*.zip")) == []


@pytest.mark.parametrize("index", ["there", "gone"])
def test_what_was_in_the_log_when_the_disk_went_is_there(
    index: str, small_disk: Callable[..., Disk], open_shop: Post, phrase: Path, tmp_path: Path
) -> None:
    """Twenty acts were acknowledged and none of them moved into the file yet: each is seen, and is in the copy."""
    disk = small_disk("ext4")
    post = Post(open_shop.data).copy(disk.folder / "poste")
    (tmp_path / "ancienne").mkdir()
    post.runs("backup", "--to", tmp_path / "ancienne", "--passphrase-file", phrase)
    process = post.start("record", "-", "--json")
    assert process.stdin is not None and process.stdout is not None
    told = []
    for n in range(20):
        op = f"01970000-0000-7000-8000-00000000c{n:03x}"
        act = {"op": op, "do": "till.count", "counted_cents": 8000 + n}
        process.stdin.write(to_lines([act]))
        told.append(json.loads(process.stdout.readline()))
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert all(answer["ok"] for answer in told), told
    assert (post.data / "concierge.db-wal").stat().st_size > 0
    if index == "gone":
        (post.data / "concierge.db-shm").unlink()
    last = told[-1]["entries"][-1]
    stick = tmp_path / "cle"
    stick.mkdir()
    with remounted(disk):
        assert is_read_only(post.data)
        assert post.call("verify", "--signatures", "--json").json["entries"] == last
        status = post.call("day", "status", "--json").json
        made = post.call("backup", "--to", stick, "--json")
        assert made.status == 0, made
        assert f"A{last}:" in made.json["anchor"]
    assert not is_read_only(post.data)
    assert post.call("day", "status", "--json").json == status
    assert post.whole() == last


def test_the_window_shows_everything_and_says_why_nothing_is_recorded(copied: Post) -> None:
    with ExitStack() as held, WindowSeat() as seat, read_only(copied.data):
        desk = open_face(Options(copied.data), Look("fr"), held, seat, first=True)
        assert desk.news is not None
        assert "se copie sur une clé" in desk.news.lines[0]
        assert desk.printer is None
        assert desk.face.status().day is not None
        for page, make in desk.pages:
            assert make() is not None, page.code
        with pytest.raises(EnvironmentFailure) as refused:
            desk.face.play({"op": desk.face.new_op(), "do": "till.count", "counted_cents": 1})
        assert refused.value.code == "store.disk_read_only"


def test_an_older_store_is_not_brought_to_this_version_there(copied: Post) -> None:
    later = copied.as_("migration")
    with read_only(copied.data):
        later.fails("the disk of the desk can only be read", "day", "status")
    assert copied.runs("day", "status")["state"]


def test_a_folder_whose_rights_forbid_writing_is_no_such_disk(copied: Post) -> None:
    """Somebody else may write there: it is told as ever, and nothing is read behind its locks."""
    copied.data.chmod(0o500)
    assert not is_read_only(copied.data)
    copied.data.chmod(0o700)
    assert not is_read_only(copied.data / "nowhere")


def test_it_goes_on_once_the_disk_is_well_again(copied: Post) -> None:
    with read_only(copied.data), open_desk(Options(copied.data)) as desk:
        assert desk.store.only_read
    done = copied.quick("record", "-", "--json", stdin=to_lines(commands()[-1:]))
    assert [answer["ok"] for answer in answers(done)] == [True]
