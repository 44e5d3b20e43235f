"""Contents of a store or of a copy, in short: shown before anything is restored, and without a name.

Source: docs/contract.md, "Backup".
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contents:
    """Contents of a store.

    Attributes:
        desk: Desk code of the chain.
        practice: Whether everything in it is an exercise.
        epoch: Of the last entry.
        seq: Number of the last entry.
        anchor: Of the last entry.
        last_day: The last closed day, None before the first closing.
        last_number: Number of its closing.
        entries: How many.
        tickets: How many.
        days: How many closed days.
        schema: Names of the migrations it was brought to, such as ``core/m001_journal``.
    """

    desk: str
    practice: bool
    epoch: str
    seq: int
    anchor: str
    last_day: str | None
    last_number: str | None
    entries: int
    tickets: int
    days: int
    schema: tuple[str, ...]
