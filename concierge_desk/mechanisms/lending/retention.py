"""Retention of what is lent: whose a loan was, who may have a key, what was typed of an object, until three months after it ended.

Source: docs/requirements.md, R-4.02; decision 0086.
"""

from concierge_desk.counter.privacy.nature_keeping import NatureKeeping
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.lending.model.fields import RETENTION
from concierge_desk.mechanisms.lending.tables import periods

KEEPING = NatureKeeping(
    beside=RETENTION,
    tied="borrower",
    ends=N_("The loan has ended + 3 months"),
    # Three months, whichever.
    days=92,
    purpose=N_("To know who has what was lent, and to ask for it back."),
    typed=N_("Who has a thing, reserved it, waits for it or may have it; what was said of it."),
    card=N_("Who has a thing, by the card."),
    in_use=periods.IN_USE,
    over=periods.OVER,
)
