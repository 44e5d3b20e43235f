"""Proofs of who somebody is: what stands behind the wall of the keys, and what is claimed before it.

Source: docs/contract.md, "Operators and rights"; decision 0087.
"""

from dataclasses import dataclass
from typing import Protocol

from concierge_desk.counter.rows import Rows
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.override import override


class Proofs(Protocol):
    """What stands behind the wall of the keys: hashes of codes, and who has the recovery sheet."""

    def hashed(self, code: str) -> str:
        """Return what is kept of a code."""

    def matches(self, kept: str, code: str) -> bool:
        """Say whether a code is the one that is kept."""

    def is_recovery(self, rows: Rows, typed: str) -> bool:
        """Say whether somebody typed what stands on the recovery sheet of this desk."""


class NothingProved(Proofs):
    """Proofs of a desk that is only looked at: nothing is set there, and nothing is right."""

    @override
    def hashed(self, code: str) -> str:
        """Refuse it.

        Raises:
            Refused: ``copy.read_only``.
        """
        raise Refused("copy.read_only")

    @override
    def matches(self, kept: str, code: str) -> bool:
        return False

    @override
    def is_recovery(self, rows: Rows, typed: str) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class Claim:
    """Who somebody says they are.

    Attributes:
        operator: Code of the operator; None where the badge tells it.
        code: What was typed.
        badge: What was scanned.
    """

    operator: str | None
    code: str | None = None
    badge: str | None = None
