"""Parties of entries, tied to somebody beside the journal.

Source: decision 0085.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PartyLink:
    """Whose a thing is, kept beside the journal: the party that the entry drew, and the key in the people's tables.

    Attributes:
        ref: What the entry holds; drawn for it alone.
        person: Key that stands in no entry.
    """

    ref: str
    person: str
