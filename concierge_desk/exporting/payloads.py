"""Payloads that are decoded once, however often they are read: by whoever makes a file of them, and by whoever checks it.

What was made is read again from its own bytes; the same bytes say the same.

Source: docs/contract.md, "La Poste's daily file", "Budgets".
"""

from functools import cache

from concierge_desk.domain import canonical
from concierge_desk.domain.canonical import NotCanonical
from concierge_desk.domain.journal import Posted, posted_as, posted_of


class Payloads:
    """What the payloads of a day say.

    Attributes:
        decode: Returns the value of canonical bytes, as `canonical.decode` does.
    """

    __slots__ = ("_posted", "decode")

    def __init__(self) -> None:
        """Begin with none."""
        self.decode = cache(canonical.decode)
        self._posted: dict[tuple[int, str, bytes], Posted] = {}

    def posted(self, seq: int, aud: str, payload: bytes) -> Posted:
        """Return what a payload says, as `posted_of` does: the form of the bytes is not judged.

        Raises:
            NotCanonical: As `posted_of`.
        """
        key = seq, aud, payload
        if key not in self._posted:
            try:
                self._posted[key] = posted_as(seq, aud, self.decode(payload))
            except NotCanonical:
                self._posted[key] = posted_of(seq, aud, payload)
        return self._posted[key]
