"""A verification: what is asked for, and what was found.

Source: docs/contract.md, "Verifying".
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from concierge_desk.domain.errors import IntegrityFailure
from concierge_desk.signing import signer


@dataclass(frozen=True, slots=True)
class VerifyRequest:
    """Request of the command line to verify.

    Attributes:
        signatures: Check every signature.
        rebuild: Make the projections anew, and the store where they differ.
        tables: Compare the projections only; others go on using the store.
        anchor: As printed.
        key: Fingerprint to compare the public key with.
        books: Read what entries say of each other too.
    """

    signatures: bool = False
    rebuild: bool = False
    tables: bool = False
    anchor: str | None = None
    key: str | None = None
    books: bool = True


@dataclass(slots=True)
class Verdict:
    """Verdict of a verification.

    Attributes:
        entries: How many were read.
        checked: Signatures checked.
        left_out: Signatures left out.
        anchor: Of the last entry.
        fingerprint: Of the public key.
        faults: Code, entry, detail: all of them.
        compared: The tables were compared with what the journal makes.
        journal_only: Tables and papers lie beside the journal that was read, and were not.
        dispute: Of a dispute file: the number or the day it is about, whose, and what of it was read; None else.
        kept: The store as it was before it was made anew, None where it was not.
    """

    entries: int = 0
    checked: int = 0
    left_out: int = 0
    anchor: str = ""
    fingerprint: str = ""
    faults: list[dict[str, Any]] = field(default_factory=list)
    compared: bool = False
    journal_only: bool = False
    dispute: dict[str, Any] | None = None
    kept: Path | None = None

    def add(self, code: str, seq: int | None = None, detail: str = "") -> None:
        """Add a fault."""
        self.faults.append({"code": code, "seq": seq, "detail": detail})

    def add_failure(self, failure: IntegrityFailure) -> None:
        """Add why a file could not be read: its member is the detail, its line the entry."""
        line = failure.params.get("line")
        self.add(
            failure.code, line if isinstance(line, int) else None, str(failure.params.get("member") or "")
        )

    def take_key(self, public_key: str, expected: str | None) -> None:
        """Take the fingerprint of a key, and compare it with the one that was expected."""
        try:
            self.fingerprint = signer.fingerprint(public_key)
        except ValueError:
            self.add("key", None, "")
            return
        if expected is not None and not signer.same_fingerprint(public_key, expected):
            self.add("key", None, self.fingerprint)
