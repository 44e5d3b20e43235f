"""Record of an accepted operation, and what is written apart from any.

Source: docs/contract.md, "Operation"; decisions 0003, 0012, 0052.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

APPROVED_BY: Final = "approved_by"
"""Field of an entry that names whoever lent a right to its operation."""
APART: Final = frozenset(
    {
        "backup.made",
        "delivery.made",
        "dispute.exported",
        "partner.days_exported",
        "document.printed",
        "everything.exported",
        "export.made",
        "integrity.failed",
        "integrity.restored",
        "letter.given_up",
        "letter.sent",
        "operator.code_failed",
        "software.updated",
        "store.restored",
        "till.drawer_opened",
    }
)
"""Kinds that are written apart from what was asked at the counter: nothing is kept of their operation."""


@dataclass(frozen=True, slots=True)
class KnownOperation:
    """An accepted operation.

    Attributes:
        first_seq: Its first entry.
        last_seq: Its last entry; the one before the first when it wrote none.
        mac: Keyed MAC of its content.
        told: What it answered beside its entries: codes and counts, never a name.
    """

    first_seq: int
    last_seq: int
    mac: bytes
    told: Mapping[str, Any] = field(default_factory=dict)
