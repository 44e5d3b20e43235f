"""Day that a paper is drawn as of, where no entry is its own.

Source: docs/contract.md, "Documents".
"""

from concierge_desk.counter.context import Settings
from concierge_desk.counter.rows import Rows
from concierge_desk.domain.clock import local_day
from concierge_desk.store import journal
from concierge_desk.store.day import open_date
from concierge_desk.store.settings import settings_at


def today(rows: Rows) -> str:
    """Return the open day, else that of the last entry in the shop's zone: a paper knows no clock but the journal."""
    opened, at = open_date(rows), journal.head(rows).at
    if opened is not None:
        return opened.isoformat()
    return "" if at is None else local_day(at, Settings.of(settings_at(rows)).zone).isoformat()
