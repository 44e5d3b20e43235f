"""Retention of what is lent: whose a loan was, who may have a key, what was typed of an object, until three months after it ended.

Source: docs/requirements.md, R-4.02; decision 0086.
"""

from concierge_desk.counter.personal_columns import CONTRACT, Personal, PersonalColumn
from concierge_desk.counter.privacy.core_columns import record
from concierge_desk.counter.retention import Keeping, Retention
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.lending.model.fields import RETENTION
from concierge_desk.mechanisms.lending.tables import periods

_DAYS = 92
"""Three months, whichever."""
_WHOSE = N_("To know who has what was lent, and to ask for it back.")


def keeping_of(code: str) -> Keeping:
    """Return what a nature keeps for a time."""
    beside, tied = f"{code}.{RETENTION}", f"{code}.borrower"
    ended = N_("The loan has ended + 3 months")
    return Keeping(
        retention=(
            Retention(beside, ended, _DAYS, periods.ended(code, beside)),
            Retention(tied, ended, _DAYS, periods.ended_borrowers(code), periods.forget_borrowers),
        ),
        personal=Personal(
            columns=(
                record(
                    beside,
                    N_("Who has a thing, reserved it, waits for it or may have it; what was said of it."),
                    _WHOSE,
                    CONTRACT,
                ),
                PersonalColumn(
                    "party_link", "person", N_("Who has a thing, by the card."), _WHOSE, CONTRACT, tied
                ),
            ),
        ),
    )
