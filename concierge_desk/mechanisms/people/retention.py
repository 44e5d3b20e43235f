"""Retention of people's records: how long each is kept, and how it goes.

Source: docs/requirements.md, R-4.02; decision 0086.
"""

from typing import Final

from concierge_desk.counter.retention import Keeping, Retention
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.people.model.personal import NOTE, PERSON, PERSONAL, PROXY, SAID_YES, SETTLED
from concierge_desk.mechanisms.people.tables import periods

KEEPING: Final = Keeping(
    retention=(
        Retention(
            PERSON,
            N_("Last act for the person + 3 years"),
            3 * 365,
            periods.dormant_people,
            periods.drop_people,
        ),
        Retention(
            SETTLED,
            N_("The settlement + 5 years"),
            5 * 365,
            periods.settled_links,
            periods.drop_links,
        ),
        Retention(
            SAID_YES,
            N_("Consent taken back + 1 year"),
            365,
            periods.ended_consents,
            periods.drop_consents,
        ),
        Retention(PROXY, N_("End of the proxy + 1 year"), 365, periods.ended_proxies, periods.drop_proxies),
        Retention(NOTE, N_("Last day of the note"), 1, periods.ended_notes, periods.drop_notes),
    ),
    personal=PERSONAL,
)
