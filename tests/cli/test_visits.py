"""Visits from the command line: asked for at the closing, and still there after the process was killed."""

import json
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.cli.helpers import record, say
from tests.e2e.driver import command, environment, to_lines

CLOCK = ("--clock", "2026-11-25T08:00")
COFFEE = {"do": "shop.sell", "article": "CAFE"}


def op(n: int) -> str:
    return f"01970000-0000-7000-8000-{n:012x}"


OPEN = {"op": op(1), "do": "day.open", "float_cents": 8000}
SAVE = {"op": op(2), "do": "visit.save", "visit": "v-1", "acts": [COFFEE, COFFEE]}
SETTLE = {"op": op(3), "do": "till.settle", "visit": "v-1", "payments": [{"means": "card", "cents": 240}]}


def close(data: Path, *more: str) -> Any:
    return say("--data", data, "day", "close", "--counted", "8000", *more, "--json")


@pytest.fixture
def begun(new: Path) -> Path:
    """A desk whose day is open and whose one visit is not paid."""
    assert record(new, to_lines([OPEN, SAVE]), *CLOCK).status == 0
    return new


def test_the_closing_asks(begun: Path) -> None:
    done = close(begun)
    assert (done.status, done.json["refused"]["code"]) == (3, "day.visits_open")
    assert "1" in done.json["refused"]["message"]
    assert say("--data", begun, "day", "close", "--counted", "8000").status == 3
    assert say("--data", begun, "day", "status", "--json").json["state"] == "open"


@pytest.mark.parametrize(("word", "parked", "abandoned"), [("keep", 1, 0), ("abandon", 0, 1)])
def test_the_answer(begun: Path, word: str, parked: int, abandoned: int) -> None:
    done = close(begun, "--parked", word)
    assert done.status == 0
    told = say("--data", begun, "day", "status", "--json").json
    assert (told["state"], told["parked"], told["abandoned"]) == ("closed", parked, abandoned)
    assert say("--data", begun, "verify", "--signatures", "--rebuild").status == 0


@pytest.mark.parametrize("word", ["", "throw", "KEEP"])
def test_another_answer(begun: Path, word: str) -> None:
    assert close(begun, "--parked", word).status == 2


def test_without_visits_the_answer_changes_nothing(new: Path) -> None:
    assert record(new, to_lines([OPEN]), *CLOCK).status == 0
    assert close(new, "--parked", "abandon").status == 0
    assert say("--data", new, "day", "status", "--json").json["abandoned"] == 0


def test_killed_at_the_counter(new: Path) -> None:
    """SIGKILL right after the answer: what was answered is kept, and the visit is paid once."""
    process = subprocess.Popen(
        command("--data", new, "record", "-", "--json", *CLOCK),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
    )
    assert process.stdin is not None and process.stdout is not None
    answers = []
    for line in (OPEN, SAVE, {"op": op(4), "do": "visit.park", "visit": "v-1"}):
        process.stdin.write(to_lines([line]))
        process.stdin.flush()
        answers.append(process.stdout.readline())
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert [json.loads(answer)["result"] for answer in answers[1:]] == [
        {"visit": "v-1", "acts": 2, "note_needed": False},
        {"visit": "v-1", "parked": True},
    ]
    # The same lines again give the same answers, byte for byte; then the visit is paid by its draft.
    again = record(new, to_lines([OPEN, SAVE, {"op": op(4), "do": "visit.park", "visit": "v-1"}]))
    assert again.out.encode() == b"".join(answers)
    assert record(new, to_lines([SETTLE])).answers[0]["result"]["due_cents"] == 240
    assert record(new, to_lines([{**SETTLE, "op": op(5)}])).codes == ["visit.settled"]
    assert say("--data", new, "verify", "--signatures", "--rebuild").status == 0
