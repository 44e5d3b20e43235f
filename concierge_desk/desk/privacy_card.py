"""The card of what is over its time, as the core and every service count it.

Source: decision 0086.
"""

from concierge_desk.counter.cards.offers import Now, Offer
from concierge_desk.counter.core.privacy_cards import purge_offer
from concierge_desk.counter.rows import Rows
from concierge_desk.desk import catalogue
from concierge_desk.store.schema import purgeable_kinds


def privacy_card(rows: Rows, now: Now) -> Offer:
    """Return the card: what is told under a period is what stands in the first column that goes by it."""
    from concierge_desk.counter.privacy.plan import plan_of  # noqa: PLC0415  (once a month)

    plan = plan_of(rows, catalogue.services(), catalogue.retentions(), now.today)
    told = {column.retention: column.holds for column in reversed(catalogue.personal().columns)}
    return purge_offer(plan.counts, purgeable_kinds(catalogue.schemas()), told, now)
