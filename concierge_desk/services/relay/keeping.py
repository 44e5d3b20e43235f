"""How long the relay keeps what, and how that goes.

Source: docs/requirements.md, R-4.02; decision 0086.
"""

from typing import Final

from concierge_desk.counter.retention import Keeping, Purging, Retention
from concierge_desk.i18n import N_
from concierge_desk.services.relay.model.facts import custody, mandates, reminders
from concierge_desk.services.relay.model.personal import PERSONAL
from concierge_desk.services.relay.tables import purging, schema

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
    personal=PERSONAL,
    purging=Purging(custody.RETENTION, purging.due_entries(schema.SCHEMA.purgeable)),
)
