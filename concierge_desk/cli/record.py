"""``record``: JSON Lines in, one command, one transaction, one flushed answer a line.

Source: docs/contract.md, "Recording".
"""

import json
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from concierge_desk.cli.frame import Invocation
from concierge_desk.counter.command.answers import answer_object, json_line
from concierge_desk.counter.command.operation import Answer
from concierge_desk.desk.desk import Desk
from concierge_desk.domain.errors import EnvironmentFailure, Refused
from concierge_desk.jobs.copies.daily_copy import LocalCopies

MAX_DEPTH = 400
_BOM = b"\xef\xbb\xbf"


class _TwiceNamed(ValueError):
    """A key stands twice in one object."""


def play_lines(desk: Desk, source: IO[bytes], operator: str | None) -> Iterator[Answer]:
    """Play every line and yield its answer; what was yielded is kept.

    Args:
        desk: The open desk.
        source: The lines.
        operator: Code of whoever is at the counter.

    Raises:
        EnvironmentFailure: Disk, lock; the answers before it stand.
    """
    for line, raw in _commands(source):
        if raw is None:
            yield Answer(None, Refused("input.json", line=line))
        else:
            yield desk.counter.execute(raw, operator)
            desk.store.rest()


def record_lines(desk: Desk, frame: Invocation, source: IO[bytes], *, stop: bool) -> bool:
    """Play every line and flush each answer.

    Args:
        desk: The open desk.
        frame: Operator, language and form of the answers.
        source: The lines.
        stop: End at the first refusal.

    Returns:
        Whether every command was accepted.

    Raises:
        EnvironmentFailure: Disk, lock; the answers before it stand.
    """
    accepted = True
    with LocalCopies(desk) as copies:
        for answer in play_lines(desk, source, frame.operator):
            _tell(frame, answer)
            copies.after(answer)
            if answer.refused is not None:
                accepted = False
                if stop:
                    break
    return accepted


def open_source(name: str) -> IO[bytes]:
    """Return the lines' source: a file, or ``-`` for the standard input.

    Raises:
        EnvironmentFailure: ``file.missing``.
    """
    if name == "-":
        return BytesIO() if sys.stdin is None else sys.stdin.buffer
    try:
        return Path(name).open("rb")
    except OSError as error:
        raise EnvironmentFailure("file.missing", file=name) from error


def _commands(source: IO[bytes]) -> Iterator[tuple[int, dict[str, Any] | None]]:
    """Yield each line's number and command; None where it cannot be read. Empty lines are passed over."""
    for number, line in enumerate(source, start=1):
        text = line.removeprefix(_BOM) if number == 1 else line
        if text.strip():
            yield number, _read(text)


def _read(line: bytes) -> dict[str, Any] | None:
    try:
        value = json.loads(line.decode(), object_pairs_hook=_unique)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) and not _is_too_deep(value) else None


def _is_too_deep(value: object) -> bool:
    """Say whether a value is nested beyond what any command is; how deep a parser goes differs by its version."""
    layer = [value]
    for _ in range(MAX_DEPTH):
        layer = [item for outer in layer for item in _items(outer)]
        if not layer:
            return False
    return True


def _items(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _TwiceNamed
    return found


def _tell(frame: Invocation, answer: Answer) -> None:
    told = answer_object(answer, frame.render)
    if frame.json:
        frame.write(json_line(told))
    elif answer.refused is not None:
        frame.write(told["refused"]["message"])
    else:
        frame.write(_sentence(frame, answer, told))


def _sentence(frame: Invocation, answer: Answer, told: dict[str, Any]) -> str:
    entries = told["entries"]
    if not entries:
        return frame.say("Saved.")
    what = frame.say("Recorded (entry {first}).", first=entries[0])
    if len(entries) > 1:
        what = frame.say("Recorded (entries {first} to {last}).", first=entries[0], last=entries[-1])
    if answer.ticket is not None:
        what = frame.say("Ticket {ticket} recorded.", ticket=answer.ticket)
    return " ".join([what, *[warned["message"] for warned in told["warnings"]]])
