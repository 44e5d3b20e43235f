"""Card and papers of personal data, made from the one table of the core and of every service.

Source: docs/contract.md, "Documents"; decision 0086.
"""

from collections.abc import Callable

from concierge_desk.counter.cards.offers import Now, Offer
from concierge_desk.counter.core.privacy_cards import purge_offer
from concierge_desk.counter.papers import privacy
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service_parts import Paper
from concierge_desk.desk import catalogue
from concierge_desk.domain.errors import Refused
from concierge_desk.i18n import N_
from concierge_desk.store import journal
from concierge_desk.store.privacy import monthly
from concierge_desk.store.schema import purgeable_kinds


def privacy_card(rows: Rows, now: Now) -> Offer:
    """Return the card: what is told under a period is what stands in the first column that goes by it."""
    from concierge_desk.counter.privacy.plan import plan_of  # noqa: PLC0415  (once a month)

    plan = plan_of(rows, catalogue.services(), catalogue.retentions(), now.today)
    told = {column.retention: column.holds for column in reversed(catalogue.personal().columns)}
    return purge_offer(plan.counts, purgeable_kinds(catalogue.schemas()), told, now)


NOW = "now"
"""Place of what is told as it stands: there is no other."""


def _loader(prefix: str) -> Callable[[Rows, str], privacy.PrivacySheet]:
    """Return what reads the table for a paper, as of the last entry: a desk may have no clock but its journal."""

    def load(rows: Rows, place: str) -> privacy.PrivacySheet:
        at = journal.head(rows).at
        if place != NOW or at is None:
            raise Refused("print.unknown", document=f"{prefix}:{place}")
        periods = {period.code: period.label for period in catalogue.retentions()}
        columns = catalogue.personal().columns
        return privacy.PrivacySheet(columns, periods, at.date().isoformat(), monthly.last_purge_day(rows))

    return load


PRIVACY_PAPERS = (
    Paper("register", _loader("register"), privacy.register, N_("Register of processing"), counted=False),
    Paper(
        "privacy_notice", _loader("privacy_notice"), privacy.notice, N_("Notice for the wall"), counted=False
    ),
    Paper("breach", _loader("breach"), privacy.breach, N_("Sheet for a lost stick or a leak"), counted=False),
)
