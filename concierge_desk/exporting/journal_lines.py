"""``journal.ndjson``: a range of the journal as a reader of one audience gets it.

One line per entry and no header: in clear ``{seq, epoch, aud, payload, hash, sig}``, withheld
``{seq, epoch, aud, digest}``; keys in this order, no insignificant space, lower-case hex, a line feed
after every line. Withheld lines keep the chain whole: the reader can check that nothing of its own is missing.

Source: docs/contract.md, "Link and signature", "Audiences", "La Poste's daily file".
"""

import json
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

from concierge_desk.domain import canonical
from concierge_desk.domain.canonical import Json, NotCanonical
from concierge_desk.domain.errors import IntegrityFailure
from concierge_desk.domain.journal import Entry, chain_of, digest_of, link

MEMBER: Final = "journal.ndjson"
MAX_TEXT_BYTES: Final = 255
"""Of a desk, an epoch or an audience, as read from a file: the link holds no more than 65,535."""

FaultCode: TypeAlias = Literal["gap", "hash", "payload", "signature", "withheld", "not_yours"]
Verify: TypeAlias = Callable[[bytes, bytes], bool]
"""Says whether a signature (second) is the desk's over a hash (first)."""
Decode: TypeAlias = Callable[[bytes], Json]
"""Returns the value of canonical bytes; raises NotCanonical for others."""

_HASH_BYTES = 32
_SIG_BYTES = 64
_CLEAR_KEYS = ("seq", "epoch", "aud", "payload", "hash", "sig")
_WITHHELD_KEYS = ("seq", "epoch", "aud", "digest")


@dataclass(frozen=True, slots=True)
class CopiedEntry:
    """One line of a copy; `payload`, `hash` and `sig` are None together, when it is withheld."""

    seq: int
    epoch: str
    aud: str
    payload: bytes | None
    digest: bytes
    hash: bytes | None
    sig: bytes | None


@dataclass(frozen=True, slots=True)
class LinesStart:
    """Start of a range, as the descriptor beside it says.

    Attributes:
        desk: Code of the desk.
        from_seq: Sequence number of the first line.
        prev_hash: Hash of the entry before it; 32 zero bytes for seq 1.
    """

    desk: str
    from_seq: int
    prev_hash: bytes


@dataclass(frozen=True, slots=True)
class LineFault:
    """Fault of one line.

    Attributes:
        code: ``gap``: not the number that follows. ``hash``: the stored hash is not the computed one.
            ``payload``: not CJ-1, or not of this desk and epoch. ``signature``: not the desk's.
            ``withheld``: of the reader's own audience. ``not_yours``: in clear, of another audience.
        seq: Its sequence number.
    """

    code: FaultCode
    seq: int


def clear_line(entry: Entry) -> bytes:
    """Return the line of an entry whose payload the reader may see.

    Raises:
        ValueError: When the payload was purged.
    """
    if entry.payload is None:
        raise ValueError(f"entry {entry.seq} has no payload")
    return _line(
        CopiedEntry(entry.seq, entry.epoch, entry.aud, entry.payload, entry.digest, entry.hash, entry.sig)
    )


def withheld_line(entry: Entry) -> bytes:
    """Return the line of an entry of another audience: its digest alone."""
    return _line(CopiedEntry(entry.seq, entry.epoch, entry.aud, None, entry.digest, None, None))


def write_lines(entries: Sequence[Entry], audience: str) -> bytes:
    """Return the file of a range for one audience.

    Raises:
        ValueError: When the payload of an entry of that audience was purged.
    """
    return b"".join(clear_line(entry) if entry.aud == audience else withheld_line(entry) for entry in entries)


def parse_lines(data: bytes) -> list[CopiedEntry]:
    """Return the lines of a file, each of them exactly as `write_lines` writes it.

    Args:
        data: Any bytes.

    Raises:
        IntegrityFailure: ``file.damaged`` with ``member`` and ``line`` for the first line that is not.
    """
    *lines, rest = data.split(b"\n")
    found = [_parsed(line, number) for number, line in enumerate(lines, start=1)]
    if rest:
        raise IntegrityFailure("file.damaged", member=MEMBER, line=len(lines) + 1)
    return found


def start_of(descriptor: Mapping[str, Json]) -> LinesStart:
    """Return where the range begins, from ``desk``, ``from_seq`` and ``prev_hash`` of a descriptor.

    Raises:
        IntegrityFailure: ``file.damaged`` with ``member`` when one is missing or not of its form.
    """
    seq, desk = descriptor.get("from_seq"), descriptor.get("desk")
    try:
        prev_hash = _hex(descriptor.get("prev_hash"), _HASH_BYTES)
        if _is_seq(seq) and _is_name(desk, empty=False):
            return LinesStart(str(desk), int(str(seq)), prev_hash)
    except ValueError as error:
        raise IntegrityFailure("file.damaged", member="datapackage.json") from error
    raise IntegrityFailure("file.damaged", member="datapackage.json")


def check_chain(
    lines: Sequence[CopiedEntry],
    start: LinesStart,
    audience: str,
    verify: Verify,
    decode: Decode = canonical.decode,
) -> tuple[list[LineFault], bytes]:
    """Recompute the chain of a range and list every fault.

    A wrong hash is told once: the next line is linked to the stored hash. What follows the last line in
    clear is held by the head alone, so compare it with the anchor.

    Args:
        lines: What `parse_lines` returned.
        start: What `start_of` returned.
        audience: The reader's, such as ``LAPOSTE``.
        verify: Checks one signature.
        decode: Decodes a payload that is canonical.

    Returns:
        The faults in the order of the lines, and the hash of the last line (`start.prev_hash` when
        there is none).
    """
    faults: list[LineFault] = []
    expected, head = start.from_seq, start.prev_hash
    signed = [(line.hash, line.sig) for line in lines if line.hash is not None and line.sig is not None]
    holds = iter(_hold(signed, verify))
    for line in lines:
        if line.seq != expected:
            faults.append(LineFault("gap", line.seq))
        expected = line.seq + 1
        computed = link(chain_of(start.desk, line.epoch), line.seq, head, line.aud, line.digest)
        codes = _codes(line, audience, computed)
        if line.payload is not None and not _fits(line.payload, start.desk, line.epoch, decode):
            codes.append("payload")
        if line.hash is not None and line.sig is not None and not next(holds):
            codes.append("signature")
        faults += [LineFault(code, line.seq) for code in codes]
        head = computed if line.hash is None else line.hash
    return faults, head


def _hold(signed: Sequence[tuple[bytes, bytes]], verify: Verify) -> list[bool]:
    """Say of each hash and signature whether they belong together.

    Half of them in a thread beside this one: whoever reckons a signature lets the interpreter go meanwhile, and a PC has
    a second processor.
    """
    half = len(signed) // 2
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="signatures") as beside:
        later = beside.submit(_hold_each, signed[half:], verify)
        return [*_hold_each(signed[:half], verify), *later.result()]


def _hold_each(signed: Sequence[tuple[bytes, bytes]], verify: Verify) -> list[bool]:
    return [verify(entry_hash, sig) for entry_hash, sig in signed]


def _codes(line: CopiedEntry, audience: str, computed: bytes) -> list[FaultCode]:
    """Return what is wrong with a line; number, payload and signature apart."""
    own = line.aud == audience
    if line.payload is None:
        return ["withheld"] if own else []
    codes: list[FaultCode] = []
    if not own:
        codes.append("not_yours")
    if line.hash != computed:
        codes.append("hash")
    return codes


def _fits(payload: bytes, desk: str, epoch: str, decode: Decode) -> bool:
    """Say whether a payload is CJ-1 and speaks of this desk and epoch."""
    try:
        value = decode(payload)
    except (NotCanonical, RecursionError):
        return False
    return (
        isinstance(value, Mapping)
        and value.get("desk") == desk
        and value.get("epoch") == epoch
        and isinstance(value.get("kind"), str)
    )


def _line(copied: CopiedEntry) -> bytes:
    if copied.payload is None or copied.hash is None or copied.sig is None:
        told = f'"digest":"{copied.digest.hex()}"'
    else:
        payload = _text_of(copied.payload.decode())
        told = f'"payload":{payload},"hash":"{copied.hash.hex()}","sig":"{copied.sig.hex()}"'
    # Piece by piece: a day has hundreds of lines, and each is made once to be written and once to be compared.
    begins = f'{{"seq":{copied.seq},"epoch":{_text_of(copied.epoch)},"aud":{_text_of(copied.aud)},'
    return f"{begins}{told}}}\n".encode()


_text_of = json.JSONEncoder(ensure_ascii=False).encode


def _parsed(line: bytes, number: int) -> CopiedEntry:
    try:
        copied = _copied(json.loads(line.decode()))
        # Written again and compared: a key that stands twice, another order, a space, an escape or
        # upper-case hex is damage.
        if _line(copied) == line + b"\n":
            return copied
    except (ValueError, RecursionError) as error:
        raise IntegrityFailure("file.damaged", member=MEMBER, line=number) from error
    raise IntegrityFailure("file.damaged", member=MEMBER, line=number)


def _copied(value: Any) -> CopiedEntry:
    """Return the entry of a decoded line.

    Raises:
        ValueError: When a key is missing or unknown, or a value is not of its form.
    """
    keys = tuple(value) if isinstance(value, dict) else ()
    if keys not in (_CLEAR_KEYS, _WITHHELD_KEYS):
        raise ValueError("not the keys of a line")
    seq, epoch, aud = value["seq"], value["epoch"], value["aud"]
    if not (_is_seq(seq) and _is_name(epoch, empty=False) and _is_name(aud, empty=True)):
        raise ValueError("not a number, an epoch or an audience")
    if keys == _WITHHELD_KEYS:
        return CopiedEntry(seq, epoch, aud, None, _hex(value["digest"], _HASH_BYTES), None, None)
    payload = _text(value["payload"]).encode()
    entry_hash, sig = _hex(value["hash"], _HASH_BYTES), _hex(value["sig"], _SIG_BYTES)
    return CopiedEntry(seq, epoch, aud, payload, digest_of(payload), entry_hash, sig)


def _is_seq(value: object) -> bool:
    return type(value) is int and 1 <= value <= canonical.MAX_INTEGER


def _is_name(value: object, *, empty: bool) -> bool:
    return isinstance(value, str) and (0 if empty else 1) <= len(value.encode()) <= MAX_TEXT_BYTES


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise ValueError("not a text")


def _hex(value: object, size: int) -> bytes:
    """Return the bytes of a lower-case hex text.

    Raises:
        ValueError: When it is not such a text, or of another length.
    """
    raw = bytes.fromhex(_text(value))
    if len(raw) != size or raw.hex() != value:
        raise ValueError("not lower-case hex of that length")
    return raw
