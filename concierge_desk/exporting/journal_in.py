"""``journal.ndjson`` of the export of everything, read again: line by line, as `journal_out` writes it.

Source: docs/contract.md, "Export of everything".
"""

import json
from collections.abc import Iterable, Iterator

from concierge_desk.domain.errors import IntegrityFailure
from concierge_desk.domain.journal import Entry
from concierge_desk.exporting.journal_out import json_line

MEMBER = "journal.ndjson"
BEGINS = b'{"seq":'
_PAYLOAD, _SEALS, _NOTHING = b',"payload":', b',"digest":"', b"null"
_HEX = ("digest", "prev_hash", "hash", "sig")
_UNREADABLE = "unreadable"


def read_lines(lines: Iterable[bytes]) -> Iterator[Entry]:
    """Yield the entries of a file, one a line; what could not be read when it was written has the bytes it had.

    Raises:
        IntegrityFailure: ``file.damaged`` with ``member`` and ``line`` for the first line that is none.
    """
    for number, line in enumerate(lines, 1):
        try:
            entry, readable = _entry(line)
        except (LookupError, RecursionError, TypeError, ValueError) as error:
            raise IntegrityFailure("file.damaged", member=MEMBER, line=number) from error
        # Written again and compared: a key that stands twice, another order, a space is damage.
        if json_line(entry, readable=readable) != line:
            raise IntegrityFailure("file.damaged", member=MEMBER, line=number)
        yield entry


def _entry(line: bytes) -> tuple[Entry, bool]:
    begins, ends = line.index(_PAYLOAD), line.rindex(_SEALS)
    told = json.loads(line[:begins] + b"}")
    seals = json.loads(b"{" + line[ends + 1 :])
    payload: bytes | None = line[begins + len(_PAYLOAD) : ends]
    readable = payload != _NOTHING
    if not readable:
        payload = bytes.fromhex(seals[_UNREADABLE]) if _UNREADABLE in seals else None
    if type(told["seq"]) is not int or not all(
        isinstance(told[name], str) for name in ("epoch", "aud", "kind")
    ):
        raise TypeError("not a number and texts")
    if not isinstance(told["day"], str | None):
        raise TypeError("not a day")
    digest, prev_hash, entry_hash, sig = (bytes.fromhex(seals[name]) for name in _HEX)
    entry = Entry(
        seq=told["seq"],
        epoch=told["epoch"],
        aud=told["aud"],
        kind=told["kind"],
        day=told["day"],
        payload=payload,
        digest=digest,
        prev_hash=prev_hash,
        hash=entry_hash,
        sig=sig,
    )
    return entry, readable
