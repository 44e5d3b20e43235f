"""Erasures: the random refs of personal records that are gone, kept in ``effacements.ndjson`` beside copies.

An older copy still holds what was erased since: whoever restores it erases it again before anyone can look.
One erasure a line, as JSON: ``{"ref":"r-4t9d2k7mx0q3","at":"…"}``; of a cheque whose number stays ``keeps`` says so. A line that cannot be read may be a name
that would come back: it stops the restore; a backup goes on and tells it, for there is no better time for a copy.

Source: docs/contract.md, "Backup".
"""

import codecs
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, time, timedelta, timezone
from typing import Final

from concierge_desk.domain.errors import IntegrityFailure

_LAST_ZONE = timezone(timedelta(hours=-12))
"""Where a date ends last."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """A personal record that was erased.

    Attributes:
        ref: Of the record.
        at: When.
        keeps: What stays of it, see `NUMBER`; None where all of it went.
    """

    ref: str
    at: str
    keeps: str | None = None


NUMBER: Final = "number"
"""Of a cheque: whose it was is gone, and the number by which the bank knows it stays."""


def erasure_line(erasure: Erasure) -> str:
    """Return the line of an erasure, without its end."""
    told = {name: said for name, said in asdict(erasure).items() if said is not None}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def read_erasures(data: bytes) -> tuple[Erasure, ...]:
    """Return the erasures of a file; blank lines are left out.

    Raises:
        IntegrityFailure: ``erasures.unreadable`` with the ``line`` that is none.
    """
    found, unreadable = readable_erasures(data)
    if unreadable:
        raise IntegrityFailure("erasures.unreadable", line=unreadable[0])
    return found


def readable_erasures(data: bytes) -> tuple[tuple[Erasure, ...], tuple[int, ...]]:
    """Return the erasures of a file, and the numbers of the lines that hold none; blank lines are neither."""
    found: list[Erasure] = []
    unreadable: list[int] = []
    # An editor of Windows begins a file with a mark of its own.
    for number, line in enumerate(data.removeprefix(codecs.BOM_UTF8).splitlines(), start=1):
        if not line.strip():
            continue
        erasure = _erasure(line)
        if erasure is None:
            unreadable.append(number)
        else:
            found.append(erasure)
    return tuple(found), tuple(unreadable)


def erased_refs(data: bytes) -> frozenset[str]:
    """Return the refs of a file, as far as its lines can be read: for whoever only asks whether one is known."""
    return frozenset(erasure.ref for erasure in readable_erasures(data)[0])


def merged_list(data: bytes, more: Iterable[Erasure]) -> bytes:
    """Return a file with further erasures, its lines in the order of their refs: none says what went together.

    Lines that cannot be read stay first, as they are; blank ones go.
    """
    known, unreadable = readable_erasures(data)
    refs = {(erasure.ref, erasure.keeps) for erasure in known}
    fresh = {
        (one.ref, one.keeps): one for one in more if refs.isdisjoint({(one.ref, one.keeps), (one.ref, None)})
    }
    kept = data.removeprefix(codecs.BOM_UTF8).splitlines()
    lines = [kept[number - 1] for number in unreadable]
    lines += [
        erasure_line(erasure).encode()
        for erasure in sorted((*known, *fresh.values()), key=lambda one: (one.ref, one.keeps or "", one.at))
    ]
    return b"".join(line + b"\n" for line in lines)


def last_at(erasures: Iterable[Erasure]) -> datetime | None:
    """Return the instant by which all of them were done, None without any.

    A hand writes a date, or a time without its zone: that counts to the end of its day, wherever it was.
    """
    return max((_by(datetime.fromisoformat(erasure.at)) for erasure in erasures), default=None)


def _by(at: datetime) -> datetime:
    return at if at.tzinfo is not None else datetime.combine(at, time.max, _LAST_ZONE)


def _erasure(line: bytes) -> Erasure | None:
    try:
        value = json.loads(line.decode())
        ref, at = value["ref"], value["at"]
        # What stays of it is not known to this version: all of it goes.
        keeps = NUMBER if value.get("keeps") == NUMBER else None
        datetime.fromisoformat(at)
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError):
        return None
    return Erasure(ref, at, keeps) if isinstance(ref, str) and ref else None
