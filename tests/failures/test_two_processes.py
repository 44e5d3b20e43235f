"""Two processes over one desk: a window that looks while commands are recorded, and locks that others hold."""

import json
import queue
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from concierge_desk.paths import DataFolder
from concierge_desk.signing.keys import load_keys
from tests.e2e.driver import CLOCK, ENTRIES, FULL, LINES, Ended, Shop, environment, to_lines
from tests.failures.posts import ROOT, Post, answers, check
from tests.store.stores import raw

SALES = 2000 if FULL else 100
WRITERS, SALES_EACH = (50, 10) if FULL else (6, 4)
ENTRIES_EACH = 2
"""Of a sale: what was sold, and its payment."""
ONE_BY_ONE = 300 if FULL else 30
SOON_SECONDS = 20
"""Nobody waits as long: half of it is the busy time-out, after which a writer is refused."""


def sale(n: int) -> dict[str, Any]:
    """One stamp, paid in turn by every means."""
    means = ("cash", "card", "cheque")[n % 3]
    paid = {"means": "cash", "given_cents": 200} if means == "cash" else {"means": means, "cents": 152}
    act = {"do": "relay.sell", "product": "LV_20", "quantity": 1}
    return {
        "op": f"01970000-0000-7000-8000-{0xA00000 + n:012x}",
        "do": "till.settle",
        "acts": [act],
        "payments": [paid],
    }


class Onlooker:
    """A process that looks as the window does; see `tests.failures.onlooker`."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self.process = process
        self.seen: list[dict[str, Any]] = []
        self._lines: queue.Queue[bytes] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.wait_for(1)

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)

    def wait_for(self, entries: int) -> None:
        """Wait until it has seen so many entries."""
        while not self.seen or self.seen[-1]["glance"]["entries"] < entries:
            self.seen.append(json.loads(self._lines.get(timeout=SOON_SECONDS)))

    def end(self) -> None:
        """Let it look a last time and go."""
        assert self.process.stdin is not None and self.process.stderr is not None
        self.process.stdin.close()
        self._reader.join(SOON_SECONDS)
        assert (self.process.wait(SOON_SECONDS), self.process.stderr.read()) == (0, b"")
        while not self._lines.empty():
            self.seen.append(json.loads(self._lines.get()))


@contextmanager
def looking(data: Path) -> Iterator[Onlooker]:
    pipe = subprocess.PIPE
    words = [sys.executable, "-m", "tests.failures.onlooker", str(data)]
    env = environment(PYTHONPATH=str(ROOT))
    with subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=pipe, env=env, cwd=ROOT) as process:
        try:
            yield Onlooker(process)
        finally:
            process.kill()


def adds_up(seen: dict[str, Any]) -> None:
    """One state of the desk: no act is there by half."""
    glance, status = seen["glance"], seen["status"]
    assert glance["entries"] == glance["last"], seen
    assert glance["settled"] == glance["tickets"] == glance["numbered"], seen
    assert glance["due_cents"] == glance["lines_cents"] == glance["paid_cents"], seen
    assert sum(status["funds"].values()) == sum(status["means"].values()), seen
    cash = status["cash"]
    assert cash["expected_cents"] == cash["float_cents"] + status["means"].get("cash", 0), seen


def answer(process: "subprocess.Popen[bytes]", raw: dict[str, Any]) -> dict[str, Any]:
    """What a command that is recorded meanwhile is answered; it is never kept waiting."""
    assert process.stdin is not None and process.stdout is not None
    began = time.monotonic()
    process.stdin.write(to_lines([raw]))
    told: dict[str, Any] = json.loads(process.stdout.readline())
    assert time.monotonic() - began < SOON_SECONDS / 2
    return told


OPENING = to_lines(
    [
        {"op": "01970000-0000-7000-8000-000000a00001", "do": "day.open", "float_cents": 8000},
        {
            "op": "01970000-0000-7000-8000-000000a00002",
            "do": "relay.stock_receive",
            "product": "LV_20",
            "quantity": 9000,
        },
    ]
)


def test_many_that_record_at_once_are_all_served(new: Post) -> None:
    """Each waits for its turn: none is refused because others came later and asked more often."""
    new.quick("record", "-", "--json", "--clock", CLOCK, stdin=OPENING)
    before = new.whole()
    running = [new.start("record", "-", "--json") for _ in range(WRITERS)]
    feeding = []
    ends: dict[int, Ended] = {}

    def feed(place: int) -> None:
        lines = to_lines([sale(16 + place * SALES_EACH + n) for n in range(SALES_EACH)])
        out, err = running[place].communicate(lines, timeout=600)
        ends[place] = Post.ended(running[place], out, err)

    for place in range(WRITERS):
        feeding.append(threading.Thread(target=feed, args=(place,)))
        feeding[-1].start()
    for thread in feeding:
        thread.join()
    refused = [end for end in ends.values() if end.status]
    assert refused == []
    assert sum(len(answers(end)) for end in ends.values()) == WRITERS * SALES_EACH
    assert new.whole() == before + WRITERS * SALES_EACH * ENTRIES_EACH


def test_a_window_sees_every_act_whole_while_hundreds_are_recorded(new: Post) -> None:
    new.quick("record", "-", "--json", "--clock", CLOCK, stdin=OPENING)
    before = new.whole()
    with looking(new.data) as window:
        # One by one, each is on screen before the next.
        process = new.start("record", "-", "--json")
        for n in range(ONE_BY_ONE):
            told = answer(process, sale(n + 16))
            assert told["ok"], told
            window.wait_for(told["entries"][-1])
        out, err = process.communicate(timeout=60)
        assert (process.returncode, out, err) == (0, b"", b"")
        # As fast as they are written.
        lines = to_lines([sale(n + 16) for n in range(ONE_BY_ONE, ONE_BY_ONE + SALES)])
        done = new.call("record", "-", "--json", stdin=lines)
        assert (done.status, done.err, len(answers(done))) == (0, "", SALES)
        last = answers(done)[-1]["entries"][-1]
        window.wait_for(last)
        window.end()
    for seen in window.seen:
        adds_up(seen)
    counts = [seen["glance"]["entries"] for seen in window.seen]
    assert counts == sorted(counts)
    assert len(set(counts)) > ONE_BY_ONE
    # Nothing was refused, nothing waited for itself, and what the window saw last is what is there.
    assert new.whole() == counts[-1] == last > before
    assert window.seen[-1]["status"] == new.quick("day", "status", "--json").json


def test_a_paper_that_several_print_at_once_has_one_original(played: Post, tmp_path: Path) -> None:
    targets = [tmp_path / f"z-{n}.txt" for n in range(8 if FULL else 3)]
    words = ("print", "z:Z-2026-0001", "--as", "text", "--to")
    processes = [played.start(*words, target, "--json") for target in targets]
    ended = [played.ended(process, *process.communicate(timeout=60)) for process in processes]
    assert [(done.status, done.err) for done in ended] == [(0, "")] * len(targets)
    assert sorted(done.json["copy"] for done in ended) == list(range(len(targets)))
    for done, target in zip(ended, targets, strict=True):
        assert ("DUPLICATA" in target.read_text("utf-8")) is (done.json["copy"] > 0)
    assert played.whole() == ENTRIES + len(targets)


# Locks that others hold. The time-outs are the real ones, ten seconds: all wait at the same time.

WRITING = """
import sys
from pathlib import Path
from concierge_desk.paths import DataFolder
from concierge_desk.signing.keys import load_keys
from concierge_desk.store.connection import open_for_writing
folder = DataFolder(Path(sys.argv[1]))
connection = open_for_writing(folder.store, load_keys(folder).store_key)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
connection.execute("ROLLBACK")
connection.close()
"""
ALONE = """
import sys
from pathlib import Path
from concierge_desk.paths import DataFolder
from concierge_desk.store.locks import ExclusiveUse
with ExclusiveUse(DataFolder(Path(sys.argv[1])).locks):
    print("held", flush=True)
    sys.stdin.read()
"""
LOOKING = """
import sys
from pathlib import Path
from concierge_desk.desk.desk import Options, open_desk
with open_desk(Options(data=Path(sys.argv[1]))):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def held(code: str, data: Path) -> Iterator[int]:
    """Have another process hold the desk; its number."""
    pipe = subprocess.PIPE
    env = environment(PYTHONPATH=str(ROOT))
    words = [sys.executable, "-c", code, str(data)]
    with subprocess.Popen(words, stdin=pipe, stdout=pipe, env=env, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"held"
        try:
            yield process.pid
        finally:
            process.communicate(timeout=60)


@dataclass(frozen=True)
class Waiting:
    """Who waits in vain: its case, what the other does, the word, how the program is changed, and the tables."""

    case: str
    other: str
    words: tuple[str, ...]
    changes: str = ""
    altered: bool = False


WAITING = {
    "a command": Waiting(
        "another process is writing, for longer than ten seconds",
        WRITING,
        ("day", "close", "--gap-reason", "counting_error"),
    ),
    "a look": Waiting("another process has the whole desk to itself", ALONE, ("day", "status")),
    "a set-up": Waiting(
        "another process has the whole desk to itself", ALONE, ("init", "--site", "ampere", "--practice")
    ),
    "a rebuild": Waiting(
        "the whole desk is wanted, and another process has it open",
        LOOKING,
        ("verify", "--rebuild"),
        # Where nothing is to be made anew, it only looks.
        altered=True,
    ),
    "an update": Waiting(
        "the whole desk is wanted, and another process has it open",
        LOOKING,
        ("day", "status"),
        changes="migration",
    ),
}
FORMS = {"in plain French": (), "as JSON": ("--json",)}


Started: TypeAlias = dict[tuple[str, str], tuple[Post, int, "subprocess.Popen[bytes]"]]


@dataclass(frozen=True)
class Waited:
    """What came of it: the desk, who held it, how the word ended."""

    post: Post
    pid: int
    done: Ended


@pytest.fixture(scope="module", autouse=True)
def _waiting(
    open_shop: Shop, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Started, ExitStack]]:
    """Every word of `WAITING` in every form, each over a desk of its own that another process holds.

    They begin to wait before the first test of this module, which goes on meanwhile.
    """
    folder = tmp_path_factory.mktemp("waiting")
    waiting = {}
    with ExitStack() as others:
        for n, (who, form) in enumerate(product(WAITING, FORMS)):
            asked = WAITING[who]
            post = Post(open_shop.data).copy(folder / f"poste-{n}")
            if asked.altered:
                with raw(post.store, load_keys(DataFolder(post.data)).store_key) as rows:
                    rows.execute("UPDATE drawer SET cents = cents + 1")
            pid = others.enter_context(held(asked.other, post.data))
            process = others.enter_context(post.as_(asked.changes).start(*asked.words, *FORMS[form]))
            others.callback(process.kill)
            assert process.stdin is not None
            process.stdin.close()
            process.stdin = None
            waiting[who, form] = (post, pid, process)
        yield waiting, others


@pytest.fixture(scope="module")
def waited(_waiting: tuple[Started, ExitStack]) -> dict[tuple[str, str], Waited]:
    """What came of those who waited; the others have left."""
    waiting, others = _waiting
    # Looking goes on while another writes.
    post, _, _ = waiting["a command", "as JSON"]
    assert post.call("day", "status").status == 0
    ended = {
        asked: Waited(post, pid, post.ended(process, *process.communicate(timeout=60)))
        for asked, (post, pid, process) in waiting.items()
    }
    others.close()
    return ended


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("who", WAITING)
def test_whoever_waits_in_vain_is_told_by_whom(
    waited: dict[tuple[str, str], Waited], who: str, form: str
) -> None:
    found = waited[who, form]
    params = {} if WAITING[who].other is WRITING else {"pid": found.pid}
    check(found.done, WAITING[who].case, as_json=form == "as JSON", **params)
    # Of the lines that were read, none was accepted.
    assert len(found.done.out.splitlines()) == (form == "as JSON")
    found.post.tidy()


def test_afterwards_nothing_is_written_and_the_same_is_accepted(
    waited: dict[tuple[str, str], Waited],
) -> None:
    for asked, found in waited.items():
        if WAITING[asked[0]].altered:
            assert found.post.call("verify", "--rebuild").status == 5
            shutil.rmtree(found.post.data / "copies")
        assert found.post.whole() == ENTRIES - 3, asked
        assert not (found.post.data / "copies").exists(), asked
        done = found.post.quick("record", "-", "--json", stdin=LINES)
        assert (done.status, found.post.whole()) == (0, ENTRIES), asked
