"""Retention of what is entrusted: whose it is, and what was typed of it, until a year after it was collected.

Source: docs/requirements.md, R-4.02; decision 0086.
"""

from concierge_desk.counter.personal_columns import CONTRACT, Personal, PersonalColumn
from concierge_desk.counter.privacy.core_columns import record
from concierge_desk.counter.retention import Keeping, Retention
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.entrusted.model.order import RETENTION
from concierge_desk.mechanisms.entrusted.tables import periods

_DAYS = 365
_WHOSE = N_("To give things back to whom they belong, and to answer for them.")


def keeping_of(code: str) -> Keeping:
    """Return what a nature keeps for a time."""
    beside, tied = f"{code}.{RETENTION}", f"{code}.owner"
    return Keeping(
        retention=(
            Retention(
                beside, N_("The order is collected + 1 year"), _DAYS, periods.ended_orders(code, beside)
            ),
            Retention(
                tied,
                N_("The order is collected + 1 year"),
                _DAYS,
                periods.ended_owners(code),
                periods.forget_owners,
            ),
        ),
        personal=Personal(
            columns=(
                record(
                    beside,
                    N_(
                        "Whose a thing is that was entrusted, who fetched it; its brand, its number, what was said of it."
                    ),
                    _WHOSE,
                    CONTRACT,
                ),
                PersonalColumn(
                    "party_link",
                    "person",
                    N_("Whose order it is, by the card."),
                    _WHOSE,
                    CONTRACT,
                    tied,
                ),
            ),
        ),
    )
