"""``record``: JSON Lines in, one command, one transaction, one flushed answer a line.

Source: docs/contract.md, "Recording".
"""

import json
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, Any

import click

from concierge_desk.cli.frame import Invocation
from concierge_desk.counter.command.answers import answer_object, json_line
from concierge_desk.counter.command.operation import Answer
from concierge_desk.desk.desk import Desk
from concierge_desk.domain.errors import EnvironmentFailure, Refused
from concierge_desk.jobs.copies.daily_copy import LocalCopies
from concierge_desk.jobs.copies.erasures import note_erasures

MAX_DEPTH = 400
MAX_LINE_BYTES = 1_000_000
"""No command comes near it; what is longer is never held in memory."""
_MOST_TYPED_BYTES = 1_000
_SHOWN_BYTES = 20
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
    for read in _commands(source):
        if isinstance(read, Refused):
            yield Answer(None, read)
        else:
            yield desk.counter.execute(read, operator)
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
    note_erasures(desk)
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


def typed_line() -> str:
    """Return the first line of the standard input: what must not stand among the words of a command.

    Raises:
        click.BadParameter: It is no text in UTF-8, or none that anybody types.
    """
    line = open_source("-").readline(_MOST_TYPED_BYTES + 1)
    try:
        if len(line) <= _MOST_TYPED_BYTES:
            return line.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        pass
    raise click.BadParameter(ascii(line[:_SHOWN_BYTES]))


def _commands(source: IO[bytes]) -> Iterator[dict[str, Any] | Refused]:
    """Yield the command of each line, or why it is none, with its number. Empty lines are passed over."""
    for number, line in enumerate(_lines(source), start=1):
        if line is None:
            yield Refused("input.line_too_long", line=number)
            continue
        text = line.removeprefix(_BOM) if number == 1 else line
        if text.strip():
            found = _read(text)
            yield Refused("input.json", line=number) if found is None else found


def _lines(source: IO[bytes]) -> Iterator[bytes | None]:
    """Yield each line; None for one that is too long, which is passed over in pieces."""
    while line := source.readline(MAX_LINE_BYTES + 1):
        if len(line) <= MAX_LINE_BYTES:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = source.readline(MAX_LINE_BYTES)
        yield None


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
