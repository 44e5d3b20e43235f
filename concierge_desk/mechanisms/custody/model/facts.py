"""Facts of a stay that a service's own record of it has to tell.

Source: decision 0092.
"""

from collections.abc import Mapping
from typing import Protocol

from concierge_desk.domain.errors import Param


class StayFacts(Protocol):
    """One stay of one thing, as a service keeps it; days are ISO texts."""

    @property
    def state(self) -> str:
        """One of the service's state table."""

    @property
    def before(self) -> str | None:
        """The state it had before it could not be found."""

    @property
    def slip(self) -> str | None:
        """The prepared slip that it is on, or the one with which it has left; None without one."""

    @property
    def place(self) -> str:
        """Where it lies."""

    @property
    def principal(self) -> str:
        """Whose its entries are, empty for the shop's own."""

    @property
    def closed_seq(self) -> int | None:
        """The entry that ended it, None while it is open."""

    @property
    def closed_day(self) -> str | None:
        """The day on which it ended."""

    @property
    def called(self) -> Mapping[str, Param]:
        """What a refusal calls it: one parameter, which its entries say too."""

    @property
    def identity(self) -> Mapping[str, str | None]:
        """Facts that every entry says of it."""

    @property
    def card(self) -> str:
        """Ref of its card."""

    @property
    def ends_with_it(self) -> tuple[str, ...]:
        """Refs of what is kept for as long as it is here, and no longer."""
