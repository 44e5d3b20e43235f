"""The journal's events, drafts, entries and link: what is hashed, byte for byte.

Source: docs/contract.md, "Payload", "Link and signature", "Golden vector"; decision 0002.
"""

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from operator import itemgetter
from types import NoneType
from typing import TYPE_CHECKING, Any, TypeAlias

from concierge_desk.domain import canonical
from concierge_desk.domain.canonical import Json
from concierge_desk.domain.charge import Charge
from concierge_desk.domain.clock import MILLISECOND, Instant, offset_text
from concierge_desk.domain.digests import sha256

if TYPE_CHECKING:
    from concierge_desk.domain.held.parties import PartyLink

Data: TypeAlias = Mapping[str, Any]
"""The ``data`` object of a payload, decoded: CJ-1 values only."""


def facts(of: object, *names: str) -> dict[str, Any]:
    """Return attributes of something by their names, as an entry or an answer tells them: days as ISO texts."""
    found = {name: getattr(of, name) for name in names}
    return {name: fact.isoformat() if isinstance(fact, date) else fact for name, fact in found.items()}


def all_facts(of: object) -> dict[str, Any]:
    """Return every attribute of a record by its name, as `facts` does: what lies in it is not copied."""
    return facts(of, *_names_of(type(of)))  # type: ignore[arg-type]


@cache
def _names_of(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


DOMAIN = b"concierge-desk/journal/1\0"
ZERO_HASH = bytes(32)
PAYLOAD_VERSION = 1
CLOCK_SET_BACK = "clock.set_back"
HAPPENED_AT = "happened_at"
"""Field of an entry that was kept on paper first: the instant at which it happened; its own is when it was entered."""


@dataclass(frozen=True, slots=True)
class Warned:
    """Warning to the concierge; the act was accepted all the same."""

    code: str
    params: Mapping[str, str | int | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PersonalRecord:
    """A name or a typed sentence, kept beside the journal under a random ref.

    Attributes:
        ref: What the entry holds instead.
        kind: ``party``, ``note`` or ``operator``.
        text: The name or the sentence.
        retention: Code of the period after which it is erased.
    """

    ref: str
    kind: str
    text: str
    retention: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A paper that is to leave by mail.

    Attributes:
        document: Its name, such as ``ticket:T-2026-000001``.
        address: Ref of the personal record that holds the address.
        form: ``text``, where the paper is what the letter says, or ``pdf``, where it goes with it.
        copy: Which copy of the paper it is; 0 for the original.
    """

    document: str
    address: str
    form: str
    copy: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """What `decide` says has happened; the journal seals it into an entry.

    Attributes:
        kind: ``service.past_participle``.
        data: CJ-1 values without names or sentences.
        aud: Audience: a principal's code, or empty for the shop's own.
        charge: What it costs, for a charged act.
        warnings: Told with the answer and kept in the entry.
        documents: Papers that may be printed, such as ``slip:B-2026-0001``.
        always_printed: The documents whose rule is "always".
        personal: Records kept beside, in the same transaction.
        corrects: Sequence number of the entry this one corrects.
        about: Ref of the card of the thing it is about: there the words that were typed with it are read again.
        letter: What is to leave by mail because of it, after the commit.
        erases: Refs of personal records that it ends: they go in the same transaction.
        drops: Numbers of the entries of which it says that their payload is gone: it goes in the same transaction.
        links: Whose its parties are, kept beside, in the same transaction.
    """

    kind: str
    data: Data
    aud: str = ""
    charge: Charge | None = None
    warnings: tuple[Warned, ...] = ()
    documents: tuple[str, ...] = ()
    always_printed: tuple[str, ...] = ()
    personal: tuple[PersonalRecord, ...] = ()
    corrects: int | None = None
    about: str = ""
    letter: Letter | None = None
    erases: tuple[str, ...] = ()
    drops: tuple[int, ...] = ()
    links: "tuple[PartyLink, ...]" = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry before it is sealed: everything of its payload but salt, desk and epoch."""

    kind: str
    aud: str
    data: Data
    day: str | None
    op: str
    by: str
    at: str
    tz: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """What all entries of one operation share.

    Attributes:
        op: The operation's id.
        by: Code of whoever is at the counter.
        at: Their instant.
        zone: Time zone of the shop.
        day: The open business day, None without one.
        marks: What each of them says of when it happened, where that was before; see `HAPPENED_AT`.
    """

    op: str
    by: str
    at: datetime
    zone: tzinfo
    day: str | None
    marks: Mapping[str, str] = field(default_factory=dict)

    def draft(self, event: Event) -> Draft:
        """Return an event as the entry it becomes; the entry that opens a day belongs to it."""
        opened = event.data["day"] if event.kind == "day.opened" else None
        data = data_of(event)
        # A clock that fell behind did so when it was looked at.
        if event.kind != CLOCK_SET_BACK:
            data |= self.marks
        at, tz = _instant_texts(self.at, self.zone)
        return Draft(event.kind, event.aud, data, opened or self.day, self.op, self.by, at, tz)


@lru_cache(maxsize=16)
def _instant_texts(at: datetime, zone: tzinfo) -> tuple[str, str]:
    """Return an instant and its offset as payloads write them: all entries of an operation bear the same."""
    return instant_text(at), offset_text(at, zone)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal as it is stored; `payload` is None once purged or when withheld."""

    seq: int
    epoch: str
    aud: str
    kind: str
    day: str | None
    payload: bytes | None
    digest: bytes
    prev_hash: bytes
    hash: bytes
    sig: bytes


@dataclass(frozen=True, slots=True)
class Posted:
    """An entry whose payload was read: what `apply`, reports and documents work from.

    Attributes:
        at: Instant as the payload writes it, UTC with milliseconds.
        tz: Local offset of that instant, such as ``+01:00``.
        by: The operator's code.
    """

    seq: int
    epoch: str
    aud: str
    kind: str
    day: str | None
    op: str
    by: str
    at: str
    tz: str
    desk: str
    data: Data

    @property
    def instant(self) -> datetime:
        """The entry's instant, aware."""
        return instant_of(self.at)

    @property
    def local(self) -> datetime:
        """The same, as the clock of the shop showed it."""
        return self.instant.astimezone(_zone_of(self.tz))

    @property
    def happened(self) -> datetime | None:
        """When it happened, as the clock of the shop showed it, where it was kept on paper; None for when it was entered."""
        at = self.data.get(HAPPENED_AT)
        return (
            None if at is None else instant_of(at).astimezone(_zone_of(self.data.get("happened_tz", self.tz)))
        )


@lru_cache(maxsize=64)
def _zone_of(tz: str) -> timezone:
    sign = -1 if tz[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(tz[1:3]), minutes=int(tz[4:6])))


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry, as far as the next one needs it; `seq` 0 on an empty journal."""

    seq: int
    epoch: str
    hash: bytes
    at: datetime | None


def same_set_back(known: tuple[int, str, str] | None, instant: Instant, head: Head) -> bool:
    """Say whether a clock that is behind is still behind from a jump that was already written.

    It is when every entry since went on millisecond by millisecond, and the clock has not gone
    back any further than it stood then.

    Args:
        known: Place, instant and clock of the last ``clock.set_back``.
        instant: Of the command.
        head: The last entry.
    """
    if known is None or head.at is None:
        return False
    seq, at, clock_at = known
    if instant.clock_at < instant_of(clock_at):
        return False
    # A journal that was corrected meanwhile stands before that jump: this is another one.
    return timedelta(0) <= head.at - instant_of(at) <= (head.seq - seq) * MILLISECOND


def data_of(event: Event) -> dict[str, Any]:
    """Return the ``data`` object of an event's payload."""
    data = dict(event.data)
    if event.warnings:
        data["warnings"] = [{"code": item.code, "params": dict(item.params)} for item in event.warnings]
    if event.documents:
        data["documents"] = list(event.documents)
    if event.corrects is not None:
        data["corrects"] = event.corrects
    return data


def digest_of(payload: bytes) -> bytes:
    """Return the 32 bytes that stand for a payload, withheld or not."""
    return sha256(payload).digest()


def link(chain: str, seq: int, prev_hash: bytes, aud: str, digest: bytes) -> bytes:
    """Return the 32-byte hash of an entry.

    Args:
        chain: Desk and epoch, such as ``AMP1/A``.
        seq: Sequence number, from 1.
        prev_hash: Hash of the entry before; 32 zero bytes for the first.
        aud: Audience.
        digest: SHA-256 of the payload.

    Source: docs/contract.md, "Link and signature" (length-prefixed and domain-separated);
    docs/requirements.md, R-1.61.
    """
    parts = (DOMAIN, sized(chain), struct.pack(">Q", seq), prev_hash, sized(aud), digest)
    return sha256(b"".join(parts)).digest()


@lru_cache(maxsize=64)
def sized(text: str) -> bytes:
    """Return a text behind its length; chains and audiences are few, and each entry has one."""
    raw = text.encode()
    return struct.pack(">H", len(raw)) + raw


def chain_of(desk: str, epoch: str) -> str:
    """Return the chain's name, such as ``AMP1/A``."""
    return f"{desk}/{epoch}"


def anchor_of(epoch: str, seq: int, entry_hash: bytes) -> str:
    """Return the short witness of an entry, such as ``A43:36853f432427aa82``."""
    return f"{epoch}{seq}:{entry_hash.hex()[:16]}"


def instant_text(at: datetime) -> str:
    """Return an instant as the payload writes it: UTC with milliseconds and ``Z``."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def instant_of(text: str) -> datetime:
    """Return the aware instant of a payload's ``at``."""
    return datetime.fromisoformat(text)


def payload_of(envelope: Mapping[str, Json]) -> tuple[bytes, Any]:
    """Return the payload bytes of an envelope (``at by data day desk epoch kind op salt tz v``), and what is read of them.

    Raises:
        NotCanonical: When the data hold what CJ-1 does not.
    """
    return canonical.encoded(envelope)


def read_payload(entry: Entry) -> Posted | None:
    """Return the entry with its payload decoded; None when the payload was purged or withheld.

    The form of the bytes is not judged here: `canonical.decode` does that where it is verified.

    Raises:
        NotCanonical: As `posted_of`.
    """
    return None if entry.payload is None else posted_of(entry.seq, entry.aud, entry.payload)


def posted_of(seq: int, aud: str, payload: bytes) -> Posted:
    """Return what a payload says, of an entry with a number and an audience; see `read_payload`.

    Raises:
        NotCanonical: When the bytes are no payload of a known version.
    """
    try:
        value = _decoded(payload.decode())
    except (ValueError, RecursionError) as error:
        raise canonical.NotCanonical(str(error)) from error
    return posted_as(seq, aud, value)


def posted_as(seq: int, aud: str, value: Any) -> Posted:
    """Return what a decoded payload says, of an entry with a number and an audience.

    Raises:
        NotCanonical: When the value is no payload of a known version.
    """
    try:
        found = _fields_of(value)
    except (LookupError, TypeError) as error:
        raise canonical.NotCanonical(_NO_PAYLOAD) from error
    at, by, data, day, desk, epoch, kind, op, _salt, tz, version = found
    if version != PAYLOAD_VERSION or tuple(map(type, found)) not in _TYPES or len(value) != len(found):
        raise canonical.NotCanonical(_NO_PAYLOAD)
    return Posted(seq, epoch, aud, kind, day, op, by, at, tz, desk, data)


_NO_PAYLOAD = f"not a payload of version {PAYLOAD_VERSION}"
_fields_of = itemgetter("at", "by", "data", "day", "desk", "epoch", "kind", "op", "salt", "tz", "v")
_TYPES = tuple((str, str, dict, day, str, str, str, str, str, str, int) for day in (str, NoneType))
_DECODER = json.JSONDecoder()
_decode_start, _decode = _DECODER.raw_decode, _DECODER.decode


def _decoded(text: str) -> Any:
    """Return what a text in JSON says; what stands around it takes longest to look for, and is not there."""
    if text.startswith("{"):
        value, end = _decode_start(text)
        if end == len(text):
            return value
    return _decode(text)
