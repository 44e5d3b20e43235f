"""Channel that a file leaves by, and what keeps it from arriving.

Source: docs/contract.md, "Deliveries"; decision 0075.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from concierge_desk.domain.errors import EnvironmentFailure, Param

UNREACHABLE, POSTPONED, NOT_WRITTEN = "delivery.unreachable", "delivery.postponed", "delivery.not_written"
"""Outages, which pass: no line, not now, not as it was sent."""
KEY_CHANGED, DENIED, CERTIFICATE = "delivery.key_changed", "delivery.denied", "delivery.certificate"
NO_TLS, KEY_UNREADABLE, NOT_ALLOWED = (
    "delivery.no_tls",
    "delivery.key_unreadable",
    "delivery.not_allowed",
)
MAILBOX_FULL, RECIPIENT, REJECTED = (
    "delivery.mailbox_full",
    "delivery.recipient_unknown",
    "delivery.rejected",
)
FOLDER_MISSING, NAME_TAKEN = "delivery.folder_missing", "delivery.name_taken"

PASSING: Final = frozenset({UNREACHABLE, POSTPONED, NOT_WRITTEN})
"""What a later try may find gone; anything else waits until somebody has seen to it."""


class Undelivered(EnvironmentFailure):
    """A file did not arrive, as far as anybody here knows.

    Attributes:
        begun: The far side may have all of it all the same: its answer was never read.
    """

    def __init__(self, code: str, /, *, begun: bool = False, **params: Param) -> None:
        super().__init__(code, **params)
        self.begun = begun

    @property
    def passes(self) -> bool:
        """Whether it is an outage, which passes by itself."""
        return self.code in PASSING


@dataclass(frozen=True, slots=True)
class Consignment:
    """A file that leaves.

    Attributes:
        name: What it is called at the far side.
        data: Its bytes.
        sha256: Of them, in hex.
        desk: Code of the desk that it is of.
        number: Of the closing that it is of.
        day: ISO date of that closing.
        shop: Trading name.
        at: Instant at which it leaves.
        again: It may be there already.
        practice: Everything in it is an exercise.
        trial: It is none of a day's: nothing but a trial of the channel.
    """

    name: str
    data: bytes
    sha256: str
    desk: str
    number: str
    day: str
    shop: str
    at: datetime
    again: bool = False
    practice: bool = False
    trial: bool = False


class Channel(Protocol):
    """Way that files leave by."""

    @property
    def asks(self) -> bool:
        """Whether the far side can be asked what it has: then nothing arrives there twice."""

    def deliver(self, sent: Consignment, stopping: Callable[[], bool]) -> bool:
        """Bring a file to the far side; say False where the very same lay there already.

        Args:
            sent: The file.
            stopping: Asked again and again: somebody wants to end.

        Raises:
            Undelivered: It is not there, or nobody knows; ``begun`` where nobody does.
        """
