"""Personal columns of the relay: what of people stands in its records, why, on which ground, how long.

Source: docs/requirements.md, R-4.02; decision 0086.
"""

from typing import Final

from concierge_desk.counter.personal_columns import CONSENT, CONTRACT, Personal
from concierge_desk.counter.privacy.core_columns import record
from concierge_desk.i18n import N_
from concierge_desk.services.relay.model.facts import custody, mandates, reminders

PERSONAL: Final = Personal(
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
