"""Card and papers of personal data, made from the one table of the core and of every service.

Source: docs/contract.md, "Documents"; decision 0086.
"""

from collections.abc import Callable
from datetime import date, timedelta

from concierge_desk.counter.cards.offers import Now, Offer
from concierge_desk.counter.context import Settings
from concierge_desk.counter.core.privacy_cards import purge_offer
from concierge_desk.counter.papers import looked, privacy
from concierge_desk.counter.rights.grant import roles_in
from concierge_desk.counter.rights.table import SET_UP
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service_parts import Paper
from concierge_desk.desk import catalogue
from concierge_desk.domain.errors import Refused
from concierge_desk.i18n import N_
from concierge_desk.store import journal, records
from concierge_desk.store.privacy import monthly
from concierge_desk.store.schema import purgeable_kinds
from concierge_desk.store.settings import settings_in_force
from concierge_desk.store.staff.looked import lines_since


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


_KEPT_DAYS = 365
"""Twelve months, as looks are kept: one that is to go soon is told no more."""


def looked_now(rows: Rows) -> looked.LookedSheet:
    """Return who looked at names outside an act in the last twelve months, as of the last entry."""
    told = settings_in_force(rows)
    zone, at = Settings.of(told).zone, journal.head(rows).at
    today = date.min if at is None else at.astimezone(zone).date()
    since = today - timedelta(days=_KEPT_DAYS)
    found = looked.by_day(lines_since(rows, since), zone)
    return looked.LookedSheet(
        since.isoformat(),
        today.isoformat(),
        found,
        {code: records.operator_name(rows, told, code) for code in {one.operator for one in found}},
        roles_in(told),
    )


def _load_looked(rows: Rows, place: str) -> looked.LookedSheet:
    if place != NOW:
        raise Refused("print.unknown", document=f"looked:{place}")
    return looked_now(rows)


PRIVACY_PAPERS = (
    Paper("register", _loader("register"), privacy.register, N_("Register of processing"), counted=False),
    Paper(
        "privacy_notice", _loader("privacy_notice"), privacy.notice, N_("Notice for the wall"), counted=False
    ),
    Paper("breach", _loader("breach"), privacy.breach, N_("Sheet for a lost stick or a leak"), counted=False),
    # It tells of operators: whoever says who they are and what each may, sees what they did.
    Paper(
        "looked",
        _load_looked,
        looked.looked_paper,
        N_("Who looked at names"),
        counted=False,
        right=SET_UP,
    ),
)
