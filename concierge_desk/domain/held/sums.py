"""Sums of what is held or owed at a moment.

Source: docs/contract.md, "Money held and owed"; decision 0084.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class HeldSums:
    """What is held and owed at a moment: how many things, and what is left of them; cheques in the safe apart."""

    cautions: int = 0
    cautions_cents: int = 0
    cheques: int = 0
    cheques_cents: int = 0
    advances: int = 0
    advances_cents: int = 0
    debts: int = 0
    debts_cents: int = 0

    @property
    def is_nothing(self) -> bool:
        """Nothing is held and nothing is owed."""
        return not (self.cautions or self.cheques or self.advances or self.debts)

    @property
    def told(self) -> dict[str, dict[str, int]]:
        """The same, as a closing and the figures of a day tell it: what cautions come to is without the cheques."""
        return {
            "cautions": {
                "open": self.cautions,
                "cents": self.cautions_cents,
                "cheques": self.cheques,
                "cheque_cents": self.cheques_cents,
            },
            "advances": {"open": self.advances, "cents": self.advances_cents},
            "debts": {"open": self.debts, "cents": self.debts_cents},
        }


NOTHING_HELD: Final = HeldSums()
