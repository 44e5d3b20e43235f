"""Findings of a verification, and what is asked of it.

Source: docs/contract.md, "Verifying"; docs/requirements.md, "Verification".
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from concierge_desk.domain.anchors import Anchor
from concierge_desk.store.connection import Connection
from concierge_desk.store.schema import Schema
from concierge_desk.store.sound_entries import Row


@dataclass(frozen=True, slots=True)
class Fault:
    """Fault: something that is not as it was written.

    Attributes:
        code: ``gap moved prev payload digest hash aud column canonical order signature purge trigger
            tail anchor elsewhere lost key schema sealed operation``.
        seq: The entry, None for the journal or the store as a whole.
        detail: Names of columns, protections, objects or tables; the day of the restore that an entry was lost by.
    """

    code: str
    seq: int | None
    detail: str = ""


class EntryReader(Protocol):
    """Whoever reads on what entries say: of each other, or of what lies beside them."""

    def note(self, row: Row, /) -> None:
        """Take note of an entry that is as it was written; its payload may be gone."""

    def leave_out(self, row: Row, /) -> None:
        """Take note that an entry is not as it was written: nothing that it says counts."""


def _nobody_looks(_entries: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Request:
    """Request: the ranges and signatures to verify.

    Attributes:
        desk: Desk code of the chain.
        public_key: The desk's own: the first entry must name it.
        schemas: What the store's tables are made by; none where they are nobody's matter.
        check: Verifies a signature over a hash.
        signatures: Check all of them, and the canonical form of every payload.
        anchor: Looks for a cut tail.
        at_hand: Anchors that lie beside the store, on sticks, in exports and copies.
        step: Told now and then how many entries were read; what it raises ends the verifying.
        readers: Read on what the entries say; nobody does, by default.
        unsealed: Finds the tables that are not what their seals say, where that is read elsewhere.
    """

    desk: str
    check: Callable[[bytes, bytes], bool]
    public_key: str = ""
    schemas: Sequence[Schema] = ()
    signatures: bool = False
    anchor: Anchor | None = None
    at_hand: Sequence[Anchor] = ()
    step: Callable[[int], None] = _nobody_looks
    readers: Sequence[EntryReader] = ()
    unsealed: Callable[[Connection], Iterable[str]] | None = None


@dataclass(slots=True)
class Findings:
    """Findings of a verification.

    Attributes:
        entries: How many.
        checked: Signatures that were checked.
        left_out: Signatures that were not.
        head: Anchor of the last entry.
        faults: All of them, in order.
    """

    entries: int = 0
    checked: int = 0
    left_out: int = 0
    head: str = ""
    faults: list[Fault] = field(default_factory=list)
