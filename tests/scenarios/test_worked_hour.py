"""The worked example of docs/day-on-paper.md, to the letter: what is typed there, and what comes of it."""

import json
import re
from pathlib import Path
from typing import Any

from concierge_desk.counter.command.happened import op_of_line
from concierge_desk.counter.values.codes import read_code
from tests.counter.desks import WEDNESDAY, Desks, Play, line_of
from tests.e2e.driver import contains
from tests.scenarios.test_on_paper import sound

PAGE = (Path(__file__).parents[2] / "docs" / "day-on-paper.md").read_text("utf-8")
BEFORE, LATER, (TOLD,) = (
    [json.loads(line) for line in block.splitlines()]
    for block in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
)
ROWS = re.findall(r"^\| \S+ \| (\d\d:\d\d) \|.*\| `(H-\w+)` \|$", PAGE, re.MULTILINE)


def played(play: Play, commands: list[dict[str, Any]], at: str) -> list[Any]:
    play.hands.set(f"{WEDNESDAY}T{at}")
    answers = [play.counter.execute(raw) for raw in commands]
    assert [answer.refused for answer in answers] == [None] * len(commands)
    return answers


def test_the_lines_are_those_of_the_sheets() -> None:
    typed = [(raw["happened_at"].removeprefix(f"{WEDNESDAY}T"), raw["from_sheet"]) for raw in LATER]
    assert typed == ROWS
    assert all(read_code(code) for _at, code in ROWS)


def test_the_hour(desks: Desks) -> None:
    """R-1.31: entered late, each entry says both times, and each line is entered once."""
    with desks.desk() as play:
        played(play, BEFORE, "08:00")
        answers = played(play, LATER, "14:05")
        ops = [op_of_line(code) for raw in LATER if (code := read_code(raw["from_sheet"]))]
        assert [answer.op for answer in answers] == ops
        assert contains(play.status(), TOLD)
        told = [entry for entry in play.posted() if entry.happened is not None]
        assert {entry.local.strftime("%H:%M") for entry in told} == {"14:05"}
        times = dict.fromkeys(entry.happened.strftime("%H:%M") for entry in told if entry.happened)
        assert list(times) == [at for at, _code in ROWS]
        again = played(play, LATER, "15:00")
        assert [line_of(one) for one in again] == [line_of(one) for one in answers]
        play.close(f"{WEDNESDAY}T19:00")
        assert play.last("day.closed").data["counts"]["from_paper"] == TOLD["from_paper"]
        assert "Actes saisis d’après le papier" in str(play.paper("z:Z-2026-0001")).replace("'", "’")
        assert "Sur papier à" in str(play.paper(f"bordereau:{WEDNESDAY}"))
        sound(play)
