"""Killed before each operation on a file, and each operation failing: nothing lost, nothing half-made, all of it told.

At full size a thousand kills; for every change a few that are drawn.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from concierge_desk.bootstrap.appearance import Look
from concierge_desk.bootstrap.opening import open_face
from concierge_desk.bootstrap.second_start import WindowSeat
from concierge_desk.desk.options import Options
from concierge_desk.paths import DataFolder
from concierge_desk.signing.keys import load_keys
from tests.cli.helpers import say
from tests.copies.medium import HOUSE, Saved, rows
from tests.copies.operations import ERRORS, Traced, can_trace
from tests.dice import dice_of
from tests.e2e.driver import CLOCK, DAY, FULL, Ended, Shop, commands, to_lines
from tests.e2e.older import OLDER, Older
from tests.failures.posts import answers, half_made
from tests.not_tried import NOT_TRIED
from tests.store.stores import raw

pytestmark = pytest.mark.skipif(not can_trace(), reason=f"{NOT_TRIED}: strace may trace no process here")

DICE = dice_of(__name__)
KILLS, FAULTS = (125, 60) if FULL else (2, 1)
"""Of each word that is tried."""
MORNING = to_lines(commands()[:14])
LOGS = {"concierge.db-wal", "concierge.db-shm"}
UNEXPECTED = "inattendu"


@dataclass(frozen=True)
class Scene:
    """A desk, a word over it, and how it is seen that nothing was lost.

    Attributes:
        shop: The desk; the restored one, where there was none.
        words: The word, options and all.
        stdin: What it reads.
        folders: Where its files lie.
        after: Goes on from wherever it was left, and holds what it finds to what is known of it.
    """

    shop: Shop
    words: tuple[str | Path, ...]
    folders: tuple[Path, ...]
    after: Callable[[Ended], None]
    stdin: bytes = b""

    def traced(self, log: Path) -> Traced:
        return Traced(("--data", self.shop.data, *self.words), self.stdin, self.folders, log)


def whole(shop: Shop) -> int:
    done = say("--data", shop.data, "verify", "--signatures", "--rebuild", "--json")
    assert done.status == 0, done
    return int(done.json["entries"])


def said_again(shop: Shop, *words: str | Path, stdin: bytes = b"") -> Ended:
    """Run a word once more, inside this process; it succeeds."""
    told = say("--data", shop.data, *words, stdin=stdin)
    assert told.status == 0, told
    return Ended(told.status, told.out.encode(), told.err)


def recording(new: Shop, _saved: Saved) -> Scene:
    words = ("record", "-", "--json", "--clock", CLOCK)

    def after(done: Ended) -> None:
        flushed = [line for line in done.out.splitlines(keepends=True) if line.endswith(b"\n")]
        kept = answers(Ended(0, b"".join(flushed), ""))
        again = said_again(new, *words, stdin=MORNING)
        accepted = [line for line in flushed if b'"ok": true' in line]
        assert again.out.splitlines(keepends=True)[: len(accepted)] == accepted
        assert len(answers(again)) >= len(kept)
        numbers = [seq for answer in answers(again) for seq in answer["entries"]]
        assert numbers == list(range(numbers[0], whole(new) + 1))

    return Scene(new, words, (new.data,), after, MORNING)


def closing(new: Shop, saved: Saved) -> Scene:
    del new
    shop = saved.shop
    words = ("day", "close", "--gap-reason", "counting_error")

    def after(done: Ended) -> None:
        closed = rows(shop, "SELECT count(*) FROM journal WHERE kind = 'day.closed'") == [(1,)]
        assert closed or done.status != 0
        if not closed:
            said_again(shop, *words)
        assert len(rows(shop, "SELECT 1 FROM journal WHERE kind = 'day.closed'")) == 1
        whole(shop)

    return Scene(shop, words, (shop.data,), after)


def exporting(new: Shop, saved: Saved) -> Scene:
    del new
    shop, to = saved.shop, saved.medium.parent / "laposte"
    said_again(shop, "day", "close", "--gap-reason", "counting_error")
    words = ("export", "laposte", "--day", DAY, "--to", to, "--json")

    def after(_done: Ended) -> None:
        for path in to.glob("*.zip"):
            assert say("verify", path).status == 0
        said_again(shop, *words)
        assert half_made(to) == []
        assert len(rows(shop, "SELECT 1 FROM journal WHERE kind = 'export.made'")) == 1
        whole(shop)

    return Scene(shop, words, (shop.data, to), after)


def saving(new: Shop, saved: Saved) -> Scene:
    del new
    shop, medium = saved.shop, saved.medium
    older = saved.path.read_bytes()
    words = ("backup", "--to", medium, "--json")

    def after(_done: Ended) -> None:
        assert saved.path.read_bytes() == older
        made = {name for (name,) in rows(shop, "SELECT file FROM backup")}
        assert made <= {path.name for path in medium.iterdir()}
        said_again(shop, *words)
        for path in medium.glob("*.zip"):
            assert say("--data", shop.data, "verify", path).status == 0
        assert half_made(medium) == []
        whole(shop)

    return Scene(shop, words, (shop.data, medium), after)


def restoring(new: Shop, saved: Saved) -> Scene:
    del new
    shop = saved.shop
    said_again(shop, "day", "close", "--gap-reason", "counting_error")
    words = ("restore", saved.path, "--passphrase-file", saved.sheet, "--yes", "--json")
    held = rows(shop, "SELECT hash FROM journal ORDER BY seq")

    def after(_done: Ended) -> None:
        found = rows(shop, "SELECT hash FROM journal ORDER BY seq")
        assert found[: len(held)] == held or found[:-1] == held[: len(found) - 1]
        said_again(shop, *words)
        assert half_made(shop.data) == half_made(saved.medium) == []
        whole(shop)

    return Scene(shop, words, (shop.data, saved.medium), after)


def making(new: Shop, saved: Saved) -> Scene:
    del new
    shop = Shop(saved.medium.parent / "neuf")
    words = ("init", "--site", "ampere", "--practice", "--clock", CLOCK)

    def after(_done: Ended) -> None:
        if not (shop.data / "concierge.db").exists():
            said_again(shop, *words)
        said_again(shop, "record", "-", "--json", "--clock", CLOCK, stdin=MORNING)
        whole(shop)

    return Scene(shop, words, (shop.data,), after)


def bringing_up_to_date(new: Shop, saved: Saved) -> Scene:
    del new
    shop = Older(OLDER / "0.2.0").shop(saved.medium.parent / "ancien")
    words = ("day", "status")
    known = rows(shop, "SELECT hash FROM journal ORDER BY seq")

    def after(_done: Ended) -> None:
        said_again(shop, *words)
        assert rows(shop, "SELECT hash FROM journal ORDER BY seq")[: len(known)] == known
        whole(shop)

    return Scene(shop, words, (shop.data,), after)


def rebuilding(new: Shop, saved: Saved) -> Scene:
    del new
    shop, folder = saved.shop, DataFolder(saved.shop.data)
    with raw(folder.store, load_keys(folder).store_key) as on:
        on.execute("UPDATE drawer SET cents = cents + 1")

    def after(_done: Ended) -> None:
        done = say("--data", shop.data, "verify", "--rebuild")
        assert done.status in (0, 5)
        whole(shop)
        assert list((shop.data / "copies").glob("avant-refection-*.db")) != []

    return Scene(shop, ("verify", "--rebuild"), (shop.data,), after)


SCENES = {
    scene.__name__: scene
    for scene in (
        *(recording, closing, exporting, saving, restoring, making, bringing_up_to_date, rebuilding),
    )
}
KILLED = SCENES if FULL else DICE.sample(list(SCENES), 3)
FAILING = SCENES if FULL else DICE.sample(list(SCENES), 2)
Made = Callable[[], Scene]


@pytest.fixture
def made(
    request: pytest.FixtureRequest, new_shop: Shop, kept_saved: Saved, tmp_path: Path
) -> tuple[str, Callable[[], Scene]]:
    """A scene as often as it is asked for: always in the same place, so that its operations are the same."""
    place = tmp_path / "scene"

    def again() -> Scene:
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        saved = kept_saved.copy(place)
        return SCENES[request.param](new_shop.copy(place / "matin"), saved)

    return request.param, again


def tidy(scene: Scene) -> None:
    """Once a window was opened nothing half-made stays, which might hold a name."""
    data = scene.shop.data
    with ExitStack() as held, WindowSeat() as seat:
        open_face(Options(data), Look("fr"), held, seat, first=True)
    left = {path.name for path in data.iterdir()} - HOUSE - LOGS - {"rapports"}
    assert not left, left
    assert half_made(data) == []
    assert list((data / "copies").glob("sauvegarde-*")) == []


@pytest.mark.parametrize("made", KILLED, indirect=True)
def test_killed_before_an_operation(made: tuple[str, Made], tmp_path: Path) -> None:
    _name, scene_of = made
    log = tmp_path / "operations.log"
    done, operations = scene_of().traced(log).operations()
    assert done.status in (0, 5), done
    assert len(operations) > 20
    for _ in range(KILLS):
        operation = DICE.choice(operations)
        scene = scene_of()
        killed = scene.traced(log).killed_before(operation)
        assert killed.status in (0, 5, -9, 137), (str(operation), killed)
        scene.after(killed)
        tidy(scene)


@contextmanager
def case_named(case: object) -> Iterator[None]:
    """Say of which case it is told what does not hold."""
    try:
        yield
    except Exception as error:
        error.add_note(f"case: {case}")
        raise


@pytest.mark.parametrize("made", FAILING, indirect=True)
def test_an_operation_fails(made: tuple[str, Made], tmp_path: Path) -> None:
    """Once, or from then on; it is told as what it is, and with a disk that is well again everything is there."""
    name, scene_of = made
    log = tmp_path / "operations.log"
    _done, operations = scene_of().traced(log).operations()
    tried = 0
    while tried < FAULTS:
        operation, error, on = DICE.choice(operations), DICE.choice(ERRORS), DICE.random() < 0.5
        scene = scene_of()
        done = scene.traced(log).failing_at(operation, error, on=on)
        if done is None:
            continue
        tried += 1
        case = (name, str(operation), error, on, done)
        told = done.out.decode("utf-8", "replace") + done.err
        assert done.status in (0, 3, 4, 5), case
        assert UNEXPECTED not in told and "Traceback" not in told, case
        with case_named(case):
            scene.after(done)
            tidy(scene)
