"""The week played through the real command line: one ``record`` for each half-day, line by line, as at the counter."""

import json
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.driver import FULL, Shop, command, environment

WEEK = Path(__file__).parent / "week"
DAYS = tuple(sorted(path.stem for path in WEEK.glob("*.jsonl")))
AFTERNOON = "15:00"
MORNINGS = {"2026-12-21": AFTERNOON, "2026-12-28": AFTERNOON, "2027-01-02": "09:00"}
"""When the first session begins, where it is not at eight."""

_DRAWN = re.compile(rb"\{(custody|mandate) (\d{12})\}")
_ENTRY = re.compile(rb'"\{entry (\d{12})\}"')


@dataclass
class Played:
    """A desk at the end of the week, with all that it answered.

    Attributes:
        shop: The desk; look at it, leave it as it is.
        answers: By day, the answer of each line.
        mornings: By day, the lists before it was opened.
        statuses: By day, what `day status` says at the end.
        exports: By day, La Poste's file.
        verified: What `verify` says: of the ``desk``, and by day of each export.
        by_line: By line, its first answer.
    """

    shop: Shop
    answers: dict[str, list[Any]] = field(default_factory=dict)
    mornings: dict[str, Any] = field(default_factory=dict)
    statuses: dict[str, Any] = field(default_factory=dict)
    exports: dict[str, Path] = field(default_factory=dict)
    verified: dict[str, Any] = field(default_factory=dict)
    by_line: dict[str, Any] = field(default_factory=dict)

    @property
    def refs(self) -> dict[str, str]:
        """By code of a custody, the line it came in by."""
        return {
            answer["result"]["custody"]: ref
            for ref, answer in self.by_line.items()
            if (answer.get("result") or {}).get("deadline_day")
        }

    def filled(self, line: bytes) -> bytes:
        """A line with the codes that the desk drew before, in the place of where it drew them."""

        def drawn(found: re.Match[bytes]) -> bytes:
            return str(self.by_line[found[2].decode()]["result"][found[1].decode()]).encode()

        def entry(found: re.Match[bytes]) -> bytes:
            return str(self.by_line[found[1].decode()]["entries"][0]).encode()

        return _ENTRY.sub(entry, _DRAWN.sub(drawn, line))


class Recording:
    """A running ``record``: a line in, its answer out."""

    def __init__(self, shop: Shop, clock: str) -> None:
        words = ("--data", shop.data, "record", "-", "--json", "--clock", clock)
        self._running = subprocess.Popen(
            command(*words),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(),
        )
        self._refused = False

    def __enter__(self) -> "Recording":
        return self

    def __exit__(self, failed: object, *_more: object) -> None:
        """It ends with its input: with 3 where something was refused, else with 0, and nothing to complain of."""
        if failed is not None:
            self._running.kill()
        _, complaints = self._running.communicate(timeout=60)
        assert failed or (self._running.returncode, complaints) == (3 if self._refused else 0, b"")

    def say(self, line: bytes) -> Any:
        """Play a line; its answer is flushed before the next one is asked for."""
        assert self._running.stdin is not None
        assert self._running.stdout is not None
        self._running.stdin.write(line + b"\n")
        self._running.stdin.flush()
        told = self._running.stdout.readline()
        assert told.endswith(b"\n"), line
        answer = json.loads(told)
        self._refused |= not answer["ok"]
        return answer


def recorded(shop: Shop, clock: str, lines: bytes) -> list[Any]:
    """Play the lines of a day that hang on no answer of it, and return the answers.

    Line by line at full size; else in one piece, by a process that need not start anew for each day.
    """
    if FULL:
        with Recording(shop, clock) as recording:
            return [recording.say(line) for line in lines.splitlines()]
    done = shop.try_("record", "-", "--json", "--clock", clock, stdin=lines)
    answers = done.answers
    assert len(answers) == len(lines.splitlines())
    assert (done.status, done.err) == (0 if all(answer["ok"] for answer in answers) else 3, "")
    return answers


def lines_of(day: str) -> list[bytes]:
    """The lines of a day."""
    return (WEEK / f"{day}.jsonl").read_bytes().splitlines()


def halves(day: str) -> dict[str, list[bytes]]:
    """The lines of a day by the time at which they begin: the second session opens at three."""
    lines = lines_of(day)
    begins = (place for place, line in enumerate(lines) if b'"do": "session.open"' in line)
    break_ = next(begins, len(lines))
    found = {MORNINGS.get(day, "08:00"): lines[:break_]}
    return found | ({AFTERNOON: lines[break_:]} if lines[break_:] else {})


def play_day(played: Played, day: str) -> None:
    """Look at the morning's lists, then play the day."""
    played.mornings[day] = played.shop.run("day", "morning", "--day", day, "--json").json
    played.answers[day] = []
    for begins, lines in halves(day).items():
        with Recording(played.shop, f"{day}T{begins}") as recording:
            for line in lines:
                answer = recording.say(played.filled(line))
                played.answers[day].append(answer)
                if answer["ok"]:
                    played.by_line.setdefault(answer["op"][-12:], answer)


@pytest.fixture(scope="session")
def played_week(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """The desk at the end of the week."""
    folder = tmp_path_factory.mktemp("week")
    played = Played(Shop(folder / "poste"))
    played.shop.init(clock="2026-12-21T14:30")
    for day in DAYS:
        play_day(played, day)
    for day in DAYS:
        told = played.shop.run("export", "laposte", "--day", day, "--to", folder / "releves", "--json").json
        played.exports[day] = Path(told["path"])
    played.verified["desk"] = played.shop.verified()
    with ThreadPoolExecutor(2) as both:
        statuses = both.map(played.shop.status, DAYS)
        files = both.map(lambda day: played.shop.run("verify", played.exports[day], "--json").json, DAYS)
        played.statuses = dict(zip(DAYS, statuses, strict=True))
        played.verified |= dict(zip(DAYS, files, strict=True))
    return played
