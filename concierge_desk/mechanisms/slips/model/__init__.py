"""A slip and its states; what may become of one waits in `slips` for an act."""

from dataclasses import dataclass

PREPARED = "prepared"
SIGNED = "signed"
CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class SlipRow:
    """A slip as the tables know it.

    Attributes:
        number: As printed.
        seq: Entry by which it was signed; prepared, before.
        state: Prepared, signed or cancelled.
        day: ISO date of that entry.
    """

    number: str
    seq: int
    state: str
    day: str
