"""SIGKILL at any moment, and two processes at once: nothing half-done, nothing lost, nothing twice."""

import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from concierge_desk.counter.values.codes import printed_code
from tests.dice import dice_of
from tests.e2e.driver import (
    CLOCK,
    DAY,
    ENTRIES,
    EXPECTED,
    FULL,
    LINES,
    REAL_DAY,
    Ended,
    Shop,
    commands,
    contains,
    run,
    start,
    to_lines,
)
from tests.sizes import few

pytestmark = few(8)


RUNS = 50 if FULL else 6
PLACES = 25 if FULL else 2
COUNTS = 1500 if FULL else 150
DICE = dice_of(__name__)


@few(2)
@pytest.mark.parametrize("round_", range(RUNS))
def test_record_killed_at_a_random_moment(new_shop: Shop, tmp_path: Path, round_: int) -> None:
    shop = new_shop.copy(tmp_path / "poste")
    # Half of the runs are killed by the clock, half between two answers.
    flushed, moment = [], ""
    process = start(["--data", shop.data, "record", REAL_DAY / "day.jsonl", "--clock", CLOCK, "--json"])
    assert process.stdout is not None
    if round_ % 2:
        seconds = DICE.uniform(0.2, 0.9)
        moment = f"after {seconds:.4f} s"
        time.sleep(seconds)
    else:
        wanted, pause = DICE.randrange(44), DICE.uniform(0, 0.01)
        moment = f"{pause:.5f} s after answer {wanted}"
        flushed = [process.stdout.readline() for _ in range(wanted)]
        time.sleep(pause)
    process.send_signal(signal.SIGKILL)
    flushed += [line for line in process.communicate()[0].splitlines(keepends=True) if line.endswith(b"\n")]

    again = shop.record(LINES, "--clock", CLOCK)
    lines = again.out.splitlines(keepends=True)
    assert lines[: len(flushed)] == flushed, moment
    entries = [seq for answer in again.answers for seq in answer["entries"]]
    assert entries == list(range(entries[0], ENTRIES + 1)), moment
    assert contains(shop.status(), EXPECTED), moment
    assert shop.verified()["entries"] == ENTRIES, moment


def test_record_killed_again_and_again_still_gets_there(new_shop: Shop, tmp_path: Path) -> None:
    shop = new_shop.copy(tmp_path / "poste")
    known: list[bytes] = []
    for _ in range(12 if FULL else 4):
        process = start(["--data", shop.data, "record", REAL_DAY / "day.jsonl", "--clock", CLOCK, "--json"])
        assert process.stdout is not None
        flushed = [process.stdout.readline() for _ in range(len(known) + DICE.randrange(6))]
        process.kill()
        flushed += [
            line for line in process.communicate()[0].splitlines(keepends=True) if line.endswith(b"\n")
        ]
        flushed = [line for line in flushed if line]
        length = min(len(known), len(flushed))
        assert flushed[:length] == known[:length]
        known = max(known, flushed, key=len)
    assert shop.record(LINES, "--clock", CLOCK).out.splitlines(keepends=True)[: len(known)] == known
    assert contains(shop.status(), EXPECTED)
    assert shop.verified()["entries"] == ENTRIES


@few(2)
@pytest.mark.parametrize("round_", range(RUNS))
def test_what_was_kept_on_paper_is_entered_whole_or_not_at_all(
    new_shop: Shop, tmp_path: Path, round_: int
) -> None:
    """Without an op of its own: what was entered before the kill answers as it did, the rest follows."""
    shop = new_shop.copy(tmp_path / "poste")
    told = commands(LINES)
    opened, entered = told[:3], told[3:-1]
    assert shop.record(to_lines(opened), "--clock", CLOCK).status == 0
    lines = to_lines(
        {
            **{name: value for name, value in raw.items() if name != "op"},
            "happened_at": f"{DAY}T10:{minute:02d}",
            "from_sheet": printed_code(f"h-{minute:012d}"),
        }
        for minute, raw in enumerate(entered)
    )
    sheet = tmp_path / "sheet.jsonl"
    sheet.write_bytes(lines)
    process = start(["--data", shop.data, "record", sheet, "--clock", f"{DAY}T14:05", "--json"])
    assert process.stdout is not None
    flushed = [process.stdout.readline() for _ in range(DICE.randrange(len(entered)))]
    time.sleep(DICE.uniform(0, 0.01))
    process.send_signal(signal.SIGKILL)
    flushed += [line for line in process.communicate()[0].splitlines(keepends=True) if line.endswith(b"\n")]
    again = shop.record(lines, "--clock", f"{DAY}T14:05")
    assert again.out.splitlines(keepends=True)[: len(flushed)] == flushed, round_
    assert all(answer["ok"] for answer in again.answers), again.answers
    assert shop.record(to_lines(told[-1:]), "--clock", f"{DAY}T19:00").status == 0
    assert contains(shop.status(), {**EXPECTED, "from_paper": len(entered)})
    assert shop.verified()["entries"] == ENTRIES


# The other words, killed at any step of their work.


def killed_at(step: int, *arguments: str | Path) -> Ended:
    return run(str(step), *arguments, entry="tests.e2e.killer:kill_at")


def places(*arguments: str | Path) -> list[int]:
    """Random steps of a word, which is run to its end once to count them."""
    done = killed_at(0, *arguments)
    assert done.status == 0, done
    steps = int(done.err.splitlines()[-1])
    # The end is where files get their names: it is hit more often than chance would.
    late = DICE.sample(range(steps * 3 // 4, steps + 1), PLACES // 2)
    rest = sorted(set(range(1, steps + 1)) - set(late))
    return sorted(late + DICE.sample(rest, PLACES - len(late)))


def test_init_killed(tmp_path: Path) -> None:
    words = ("init", "--site", "ampere", "--practice", "--clock", CLOCK)
    for step in places("--data", tmp_path / "whole", *words):
        data = tmp_path / f"poste-{step}"
        killed_at(step, "--data", data, *words)
        shop = Shop(data)
        made = (data / "concierge.db").exists()
        again = shop.try_(*words)
        assert again.status == (3 if made else 0), (step, again)
        assert not [*data.glob("*partiel*"), *data.glob(".cles-*")], step
        shop.record(LINES, "--clock", CLOCK)
        assert contains(shop.status(), EXPECTED), step
        assert shop.verified()["entries"] == ENTRIES, step


def test_export_killed(played_shop: Shop, tmp_path: Path) -> None:
    def word(shop: Shop, target: Path) -> tuple[str | Path, ...]:
        return ("--data", shop.data, "export", "laposte", "--day", DAY, "--to", target)

    first = played_shop.copy(tmp_path / "first")
    whole = first.run(*word(first, tmp_path / "out")[2:], "--json").json
    for step in places(*word(played_shop.copy(tmp_path / "whole"), tmp_path / "out-whole")):
        shop, target = played_shop.copy(tmp_path / f"poste-{step}"), tmp_path / f"out-{step}"
        killed_at(step, *word(shop, target))
        if list(target.glob("*.zip")):
            assert first.run("verify", next(target.glob("*.zip"))).status == 0, step
        again = shop.run(*word(shop, target)[2:], "--json").json
        assert again["sha256"] == whole["sha256"], step
        assert first.run("verify", again["path"]).status == 0, step
        assert shop.verified()["entries"] == ENTRIES + 1, step


@pytest.mark.parametrize("as_", ["pdf", "text"])
def test_print_killed(played_shop: Shop, tmp_path: Path, as_: str) -> None:
    def word(shop: Shop, target: Path) -> tuple[str | Path, ...]:
        return ("--data", shop.data, "print", "z:Z-2026-0001", "--as", as_, "--to", target)

    shop = played_shop.copy(tmp_path / "whole")
    for step in places(*word(shop, tmp_path / "z")):
        shop, target = played_shop.copy(tmp_path / f"poste-{step}"), tmp_path / f"z-{step}"
        killed_at(step, *word(shop, target))
        if target.exists():
            # The original: only then is the print journaled.
            assert target.read_bytes() == (tmp_path / "z").read_bytes(), step
        copy = shop.run(*word(shop, target)[2:], "--json").json["copy"]
        assert shop.verified()["entries"] == ENTRIES + 1 + copy, step


def test_rebuild_killed(played_shop: Shop, tmp_path: Path) -> None:
    def word(shop: Shop) -> tuple[str | Path, ...]:
        return ("--data", shop.data, "verify", "--rebuild")

    told = played_shop.status()
    for step in places(*word(played_shop.copy(tmp_path / "whole"))):
        shop = played_shop.copy(tmp_path / f"poste-{step}")
        killed_at(step, *word(shop))
        assert shop.status() == told, step
        assert shop.verified()["entries"] == ENTRIES, step
        assert len(shop.record(LINES).answers) == 44, step


def test_close_killed(new_shop: Shop, tmp_path: Path) -> None:
    """`day close` writes several entries: all of them or none."""
    before = new_shop.copy(tmp_path / "before")
    before.record(to_lines(commands()[:-1]), "--clock", CLOCK)

    def word(shop: Shop) -> tuple[str | Path, ...]:
        return ("--data", shop.data, "day", "close", "--gap-reason", "counting_error")

    for step in places(*word(before.copy(tmp_path / "whole"))):
        shop = before.copy(tmp_path / f"poste-{step}")
        killed_at(step, *word(shop))
        closed = shop.status()["state"] == "closed"
        assert shop.try_(*word(shop)[2:]).status == (3 if closed else 0), step
        assert contains(shop.status(), EXPECTED), step
        assert shop.verified()["entries"] == ENTRIES, step


# Two at once.


def both(*started: Callable[[], "subprocess.Popen[bytes]"]) -> list[Ended]:
    running = [begin() for begin in started]
    ended = []
    for process in running:
        out, err = process.communicate(timeout=120)
        ended.append(Ended(process.returncode, out, err.decode()))
    return ended


def recording(shop: Shop, path: Path) -> "subprocess.Popen[bytes]":
    return start(["--data", shop.data, "record", path, "--json"])


@pytest.mark.parametrize("round_", range(5 if FULL else 1))
def test_two_processes_record_two_files_at_once(new_shop: Shop, tmp_path: Path, round_: int) -> None:
    shop = new_shop.copy(tmp_path / "poste")
    known = commands()
    shop.record(to_lines(known[:3]), "--clock", CLOCK)
    custody = [raw for raw in known if raw["do"] in ("relay.receive", "relay.hand_over", "relay.refuse")]
    sales = [raw for raw in known if raw["do"] == "till.settle"]
    rest = [raw for raw in known[3:] if raw not in custody and raw not in sales]

    def counts(first: int) -> list[dict[str, object]]:
        return [
            {"op": f"01970000-0000-7000-8000-{first + n:012x}", "do": "till.count", "counted_cents": n}
            for n in range(COUNTS)
        ]

    files = []
    for name, first, part in (("custody", 0x1000, custody), ("sales", 0x2000, sales)):
        files.append(tmp_path / f"{name}.jsonl")
        files[-1].write_bytes(
            to_lines([item for pair in zip(counts(first), part, strict=False) for item in pair])
        )
        with files[-1].open("ab") as file:
            file.write(to_lines([*part, *counts(first)]))  # what was played already answers the same
    ended = both(*[lambda path=path: recording(shop, path) for path in files])  # type: ignore[misc]
    assert [(done.status, done.err) for done in ended] == [(0, ""), (0, "")]
    assert all(answer["ok"] for done in ended for answer in done.answers)
    mine, others = ([seq for answer in done.answers for seq in answer["entries"]] for done in ended)
    assert not set(mine) & set(others)
    shop.record(to_lines(rest))
    told = shop.status()
    assert contains(told, EXPECTED)
    assert shop.verified()["entries"] == ENTRIES + 2 * COUNTS
    tickets = [answer["ticket"] for answer in ended[1].answers if answer["ticket"]]
    assert sorted(set(tickets)) == [f"T-2026-{n:06d}" for n in range(1, 20)]


def test_the_same_file_twice_at_once(new_shop: Shop, tmp_path: Path) -> None:
    shop = new_shop.copy(tmp_path / "poste")
    shop.record(to_lines(commands()[:1]), "--clock", CLOCK)
    begin: Callable[[], subprocess.Popen[bytes]] = lambda: recording(shop, REAL_DAY / "day.jsonl")  # noqa: E731
    ended = both(begin, begin)
    assert [(done.status, done.err) for done in ended] == [(0, ""), (0, "")]
    assert ended[0].out == ended[1].out
    assert contains(shop.status(), EXPECTED)
    assert shop.verified()["entries"] == ENTRIES


def test_two_make_one_desk(tmp_path: Path) -> None:
    words = ["--data", tmp_path / "poste", "init", "--site", "ampere", "--practice", "--clock", CLOCK]
    ended = both(lambda: start(words), lambda: start(words))
    assert sorted(done.status for done in ended) == [0, 3]
    Shop(tmp_path / "poste").record(LINES, "--clock", CLOCK)
    assert Shop(tmp_path / "poste").verified()["entries"] == ENTRIES


def test_a_rebuild_beside_a_recording_waits_or_says_so(new_shop: Shop, tmp_path: Path) -> None:
    shop = new_shop.copy(tmp_path / "poste")
    shop.record(to_lines(commands()[:1]), "--clock", CLOCK)
    rebuild = ["--data", shop.data, "verify", "--rebuild"]
    ended = both(lambda: recording(shop, REAL_DAY / "day.jsonl"), lambda: start(rebuild))
    assert all(done.status == 0 for done in ended), ended
    assert contains(shop.status(), EXPECTED)
    assert shop.verified()["entries"] == ENTRIES
