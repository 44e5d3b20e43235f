"""Custody of an item as the tables know it: one stay.

Source: docs/contract.md, "Custody and slips".
"""

from dataclasses import dataclass

from concierge_desk.domain.journal import facts

RETENTION = "relay.custody"
IDENTITY = ("custody", "tracking", "carrier", "shelf")
"""Facts that every entry says of the stay it is about."""


@dataclass(frozen=True, slots=True)
class Custody:
    """One stay as the tables know it; days are ISO texts.

    Attributes:
        state: One of `states`.
        before: The state it had before it could not be found, or left with the wrong person.
        slip: The prepared slip it is on, None when it is on none.
        signature: It is handed over against a signature.
        reminded_day: Day of the last reminder.
        closed_seq: The entry that ended it, None while it is open.
        open_bag: The bag that it came in, while that is still to be closed: nobody is told of it yet.
        email: Ref of the address at which somebody wants to be told of it; None for none.
        mailed_day: Day of the last mail about it.
        reminded_by: How the last reminder was given; None where nobody said.
    """

    custody: str
    principal: str
    carrier: str
    tracking: str | None
    shelf: str
    state: str
    deadline_day: str
    closed_day: str | None
    before: str | None = None
    slip: str | None = None
    signature: bool = False
    reminded_day: str | None = None
    closed_seq: int | None = None
    open_bag: str | None = None
    email: str | None = None
    mailed_day: str | None = None
    reminded_by: str | None = None

    @property
    def ends_with_it(self) -> tuple[str, ...]:
        """Refs of what is kept for as long as it is here, and no longer."""
        return () if self.email is None else (self.email,)

    @property
    def shown(self) -> str:
        """Name of the item in a sentence."""
        return self.tracking or self.custody

    @property
    def place(self) -> str:
        """Where it lies, or lay."""
        return self.shelf

    @property
    def called(self) -> dict[str, str]:
        """What a refusal calls it."""
        return {"tracking": self.shown}

    @property
    def card(self) -> str:
        """Ref of its card."""
        return self.custody

    @property
    def identity(self) -> dict[str, str | None]:
        """Facts of `IDENTITY`."""
        return facts(self, *IDENTITY)
