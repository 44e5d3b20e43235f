"""Seal of an entry: salt, canonical bytes, digest, link, signature.

Source: docs/contract.md, "Payload", "Link and signature"; decision 0002.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from concierge_desk.domain.journal import (
    PAYLOAD_VERSION,
    Entry,
    Head,
    chain_of,
    digest_of,
    link,
    payload_of,
)


class Unsealed(Protocol):
    """An entry before it is sealed."""

    @property
    def kind(self) -> str:
        """Kind of the event."""

    @property
    def aud(self) -> str:
        """Audience of the entry."""

    @property
    def data(self) -> Mapping[str, Any]:
        """Data of the event."""

    @property
    def day(self) -> str | None:
        """The open business day."""

    @property
    def op(self) -> str:
        """Operation it belongs to."""

    @property
    def by(self) -> str:
        """Operator's code."""

    @property
    def at(self) -> str:
        """Instant, UTC with milliseconds."""

    @property
    def tz(self) -> str:
        """Local offset."""


@dataclass(frozen=True, slots=True)
class Sealer:
    """Seals the entries of one desk.

    Attributes:
        desk: Desk code as in the chain.
        sign: Signs a 32-byte hash with the desk's key.
        salt: Draws 16 random bytes.
    """

    desk: str
    sign: Callable[[bytes], bytes]
    salt: Callable[[], bytes]

    def seal(self, draft: Unsealed, head: Head) -> Entry:
        """Return the entry that follows a head.

        Raises:
            NotCanonical: When the data hold what CJ-1 does not.
        """
        payload = payload_of(
            {
                "at": draft.at,
                "by": draft.by,
                "data": draft.data,
                "day": draft.day,
                "desk": self.desk,
                "epoch": head.epoch,
                "kind": draft.kind,
                "op": draft.op,
                "salt": self.salt().hex(),
                "tz": draft.tz,
                "v": PAYLOAD_VERSION,
            }
        )
        seq, digest = head.seq + 1, digest_of(payload)
        entry_hash = link(chain_of(self.desk, head.epoch), seq, head.hash, draft.aud, digest)
        return Entry(
            seq=seq,
            epoch=head.epoch,
            aud=draft.aud,
            kind=draft.kind,
            day=draft.day,
            payload=payload,
            digest=digest,
            prev_hash=head.hash,
            hash=entry_hash,
            sig=self.sign(entry_hash),
        )
