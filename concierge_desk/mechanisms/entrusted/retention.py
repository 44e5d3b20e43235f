"""Retention of what is entrusted: whose it is, and what was typed of it, until a year after it was collected.

Source: docs/requirements.md, R-4.02; decision 0086.
"""

from concierge_desk.counter.privacy.nature_keeping import NatureKeeping
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.entrusted.model.order import RETENTION
from concierge_desk.mechanisms.entrusted.tables import periods

KEEPING = NatureKeeping(
    beside=RETENTION,
    tied="owner",
    ends=N_("The order is collected + 1 year"),
    days=365,
    purpose=N_("To give things back to whom they belong, and to answer for them."),
    typed=N_(
        "Whose a thing is that was entrusted, who fetched it; its brand, its number, what was said of it."
    ),
    card=N_("Whose order it is, by the card."),
    in_use=periods.IN_USE,
    over=periods.OVER,
)
