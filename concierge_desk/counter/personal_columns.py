"""Personal columns: what stands of people outside the journal, why, on which ground, and after which period it goes.

The register, the notice on the wall, the purge, what somebody is handed out and what is erased follow from this table.

Source: docs/requirements.md, R-4.02; decision 0086.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from concierge_desk.i18n import N_

CONTRACT, DUTY, CONSENT, INTEREST = "contract", "legal_duty", "consent", "legitimate_interest"

BASES: Final[Mapping[str, str]] = {
    CONTRACT: N_("contract"),
    DUTY: N_("legal duty"),
    CONSENT: N_("consent"),
    INTEREST: N_("legitimate interest"),
}
"""Grounds on which something of people is kept: English source of what each is called.

Source: docs/requirements.md, R-4.02 (RGPD 6-1).
"""


CUSTOMERS, STAFF, PARTNERS = "customers", "staff", "partners"

WHOM: Final[Mapping[str, str]] = {
    CUSTOMERS: N_("People who come to the counter"),
    STAFF: N_("Those who keep the counter"),
    PARTNERS: N_("Partners"),
}
"""Whom something is about: English source of what they are called.

Source: docs/requirements.md, R-4.02 (RGPD 30-1-c).
"""


@dataclass(frozen=True, slots=True)
class PersonalColumn:
    """Column of the store in which something of people stands.

    Attributes:
        table: Of the store.
        column: Of the table.
        holds: English source of what stands there.
        purpose: English source of what it is for.
        basis: One of `BASES`.
        retention: Code of the `Retention` under which it goes.
        whom: One of `WHOM`.
        told: Returns what a row of it says to whom it is about, in French; what stands in the column by default.
    """

    table: str
    column: str
    holds: str
    purpose: str
    basis: str
    retention: str
    whom: str = CUSTOMERS
    told: Callable[[Mapping[str, Any]], str] | None = None

    @property
    def place(self) -> str:
        """Where it stands: ``table.column``."""
        return f"{self.table}.{self.column}"


@dataclass(frozen=True, slots=True)
class Personal:
    """What the core or a service keeps outside journal and projections, column by column.

    Attributes:
        columns: Those that may hold something of people; a column has a row for each period.
        codes: Those that hold codes, numbers and instants alone, as ``table.column``.
    """

    columns: tuple[PersonalColumn, ...] = ()
    codes: frozenset[str] = frozenset()
