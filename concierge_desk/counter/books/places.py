"""Places of entries: what is named by number or hash is there, comes before, and is of the right kind.

Of every entry one byte is kept, its kind; of those since the last closing their hashes.

Source: docs/contract.md, "Corrections", "Link and signature"; decision 0053.
"""

from typing import Final

_CORRECTED: Final = 0x80
_MOST_KINDS: Final = 0x7E
_OTHER: Final = 0x7F
"""Of kinds that are not told apart."""

_BY_ANOTHER = {
    "session.opened": frozenset({"session.closed"}),
    "till.means_corrected": frozenset({"till.settled"}),
}
"""By kind of a correction, the kinds that it corrects; all others correct their own, or what their service wrote."""

_OFTEN = frozenset({"till.settled"})
"""Corrected as often as there is something left of it, as is every charged entry."""


class Places:
    """Every entry by its number."""

    def __init__(self) -> None:
        """Begin before the first entry."""
        self.codes: dict[bytes, int] = {}
        self.kinds = bytearray()
        self.hashes: list[bytes] = []
        self._names: dict[int, str] = {0: ""}
        self._charged: set[int] = set()

    def code_of(self, kind: bytes) -> int:
        """Return the byte that stands for a kind."""
        code = self.codes.setdefault(kind, min(len(self.codes) + 1, _OTHER))
        self._names.setdefault(code, kind.decode(errors="replace"))
        return code

    def charges(self, kind: bytes) -> None:
        """Take note that entries of a kind are charged."""
        self._charged.add(self.code_of(kind))

    def hash_at(self, seq: int) -> bytes | None:
        """Return the hash of an entry since the last closing; None where it is no such entry."""
        place = seq - (len(self.kinds) - len(self.hashes)) - 1
        return self.hashes[place] if 0 <= place < len(self.hashes) else None

    def kind_at(self, seq: object) -> str | None:
        """Return the kind of an entry that was read; None where there is none, empty where it was left out."""
        if type(seq) is not int or not 1 <= seq <= len(self.kinds):
            return None
        code = self.kinds[seq - 1] & ~_CORRECTED
        return self._names[code] if code != _OTHER else ""

    def names(self, seq: object, own: int, kinds: frozenset[str]) -> bool:
        """Say whether an entry names an earlier one of these kinds.

        Args:
            seq: The entry that is named.
            own: The entry that names it.
            kinds: Those that it may be.
        """
        kind = self.kind_at(seq)
        return kind is not None and seq != own and (kind == "" or kind in kinds)

    def corrects(self, seq: object, own: int, kind: str) -> bool:
        """Say whether an entry may correct another: earlier, of a kind that fits, and not corrected yet.

        Args:
            seq: The entry that is corrected.
            own: The entry that corrects it.
            kind: Its kind.
        """
        corrected = self.kind_at(seq)
        if corrected is None or not isinstance(seq, int) or seq == own:
            return False
        code, place = self.kinds[seq - 1], seq - 1
        again = bool(code & _CORRECTED)
        self.kinds[place] = code | _CORRECTED
        if corrected == "" or corrected in _OFTEN or code & ~_CORRECTED in self._charged:
            again = False
        return not again and fits(kind, corrected)


def fits(kind: str, corrected: str) -> bool:
    """Say whether an entry of a kind may correct one of another."""
    if corrected in ("", kind):
        return True
    if kind in _BY_ANOTHER:
        return corrected in _BY_ANOTHER[kind]
    # What is a state is taken back by the kind of its service that says which state comes back.
    service = kind.partition(".")[0]
    return service not in _CORE and corrected.startswith(f"{service}.")


_CORE = frozenset({"till", "day", "session", "visit", "clock", "store", "settings", "document", "backup"})
