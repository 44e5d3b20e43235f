"""Record of an accepted operation.

Source: docs/contract.md, "Operation"; decisions 0003, 0012.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


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
