"""Erasures: the random refs of personal records that are gone, kept in ``effacements.ndjson`` beside copies.

An older copy still holds what was erased since: whoever restores it erases it again before anyone can look.
One erasure a line, as JSON: ``{"ref":"r-4t9d2k7mx0q3","at":"…"}``. A line that cannot be read may be a name
that would come back: it stops the restore.

Source: docs/contract.md, "Backup".
"""

import codecs
import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, time, timedelta, timezone

from concierge_desk.domain.errors import IntegrityFailure

FILE = "effacements.ndjson"
_LAST_ZONE = timezone(timedelta(hours=-12))
"""Where a date ends last."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """A personal record that was erased: its ref, and when."""

    ref: str
    at: str


def erasure_line(erasure: Erasure) -> str:
    """Return the line of an erasure, without its end."""
    return json.dumps(asdict(erasure), ensure_ascii=False, separators=(",", ":"))


def read_erasures(data: bytes) -> tuple[Erasure, ...]:
    """Return the erasures of a file; blank lines are left out.

    Raises:
        IntegrityFailure: ``erasures.unreadable`` with the ``line`` that is none.
    """
    # An editor of Windows begins a file with a mark of its own.
    lines = enumerate(data.removeprefix(codecs.BOM_UTF8).splitlines(), start=1)
    return tuple(_erasure(line, number) for number, line in lines if line.strip())


def erased_refs(data: bytes) -> frozenset[str]:
    """Return the refs of a file, as far as its lines can be read: for whoever only asks whether one is known."""
    found = set()
    for line in data.removeprefix(codecs.BOM_UTF8).splitlines():
        with suppress(IntegrityFailure):
            found.add(_erasure(line, 0).ref)
    return frozenset(found)


def last_at(erasures: Iterable[Erasure]) -> datetime | None:
    """Return the instant by which all of them were done, None without any.

    A hand writes a date, or a time without its zone: that counts to the end of its day, wherever it was.
    """
    return max((_by(datetime.fromisoformat(erasure.at)) for erasure in erasures), default=None)


def _by(at: datetime) -> datetime:
    return at if at.tzinfo is not None else datetime.combine(at, time.max, _LAST_ZONE)


def _erasure(line: bytes, number: int) -> Erasure:
    try:
        value = json.loads(line.decode())
        ref, at = value["ref"], value["at"]
        datetime.fromisoformat(at)
    except (ValueError, RecursionError, LookupError, TypeError) as error:
        raise IntegrityFailure("erasures.unreadable", line=number) from error
    if not isinstance(ref, str) or not ref:
        raise IntegrityFailure("erasures.unreadable", line=number)
    return Erasure(ref, at)
