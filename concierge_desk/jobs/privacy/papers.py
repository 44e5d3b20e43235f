"""Papers of personal data, drawn from the one table of core and services.

Source: docs/contract.md, "Documents"; decision 0086.
"""

from collections.abc import Callable

from concierge_desk.counter.papers import privacy
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service_parts import Paper
from concierge_desk.desk import catalogue
from concierge_desk.domain.errors import Refused
from concierge_desk.i18n import N_
from concierge_desk.store import journal
from concierge_desk.store.privacy import purging

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
        return privacy.PrivacySheet(columns, periods, at.date().isoformat(), purging.last_purge_day(rows))

    return load


PRIVACY_PAPERS = (
    Paper("register", _loader("register"), privacy.register, N_("Register of processing"), counted=False),
    Paper(
        "privacy_notice", _loader("privacy_notice"), privacy.notice, N_("Notice for the wall"), counted=False
    ),
    Paper("breach", _loader("breach"), privacy.breach, N_("Sheet for a lost stick or a leak"), counted=False),
)
