"""Retention of the relay: what of people stands in its records, why, on which ground, how long, and how that goes.

Source: docs/requirements.md, R-4.02; decision 0086.
"""

from typing import Final

from concierge_desk.counter.personal_columns import CONSENT, CONTRACT, Personal
from concierge_desk.counter.privacy.core_columns import record
from concierge_desk.counter.retention import Keeping, Purging, Retention
from concierge_desk.i18n import N_
from concierge_desk.services.relay.model.facts import custody, mandates, reminders
from concierge_desk.services.relay.tables import purging, schema

_PERSONAL: Final = Personal(
    columns=(
        record(
            custody.RETENTION,
            N_("Name on the label of an item, and of whoever fetched it for somebody."),
            N_("To hand an item over to whom it is for, and to answer La Poste and the addressee."),
            CONTRACT,
        ),
        record(
            reminders.RETENTION,
            N_("E-mail address to be told of an item."),
            N_("To tell somebody that an item waits; for nothing else."),
            CONSENT,
        ),
        record(
            mandates.RETENTION,
            N_("Name of a company, and of whoever may fetch its items."),
            N_("To hand a company's items over to whom it named."),
            CONTRACT,
        ),
    ),
)

KEEPING: Final = Keeping(
    retention=(
        Retention(custody.RETENTION, N_("End of the custody + 1 year"), 365, purging.ended_stays),
        Retention(
            reminders.RETENTION,
            N_("The end of the custody, or as soon as it is not wanted any more"),
            1,
            purging.ended_addresses,
        ),
        Retention(
            mandates.RETENTION, N_("End of the company's mandate + 1 year"), 365, purging.ended_mandates
        ),
    ),
    personal=_PERSONAL,
    purging=Purging(custody.RETENTION, purging.due_entries(schema.SCHEMA.purgeable)),
)
