"""Movements of the core's tables: which entry makes which.

Source: docs/contract.md, "Four kinds of tables"; decision 0007.
"""

from collections.abc import Mapping
from typing import Final

from concierge_desk.domain.accounting.period import MONTH_CLOSED, YEAR_CLOSED
from concierge_desk.domain.accounting.remittance import REMITTED
from concierge_desk.store import backups, chosen, drawers, passages, visits
from concierge_desk.store import partners as partner_rows
from concierge_desk.store import settings as settings_rows
from concierge_desk.store import till as tickets
from concierge_desk.store.accounting import periods, remittances
from concierge_desk.store.held import projection
from concierge_desk.store.privacy import purging
from concierge_desk.store.projections import day, deliveries, letters, partners, settings, till
from concierge_desk.store.reconciling import bank
from concierge_desk.store.schema import Apply, no_projection

MOVES: Final[Mapping[str, Apply]] = {
    "desk.commissioned": settings.apply_software,
    "software.updated": settings.apply_software,
    settings_rows.SET: settings.apply_settings,
    "calendar.grid_set": settings.apply_grid,
    "calendar.closed_on": settings.apply_closure,
    "calendar.reopened_on": settings.apply_reopened,
    "vat.imported": settings.apply_vat,
    "settings.changed": chosen.apply_changed,
    "service.switched": chosen.apply_switched,
    "operator.code_set": no_projection,
    "operator.code_reset": no_projection,
    "operator.code_failed": no_projection,
    "clock.set_back": settings.apply_set_back,
    "clock.corrected": settings.apply_clock_corrected,
    "backup.made": backups.apply_backup,
    "store.restored": no_projection,
    "integrity.failed": settings.apply_integrity_failed,
    "integrity.restored": settings.apply_integrity_restored,
    "day.opened": day.apply_opened,
    "day.closed": day.apply_closed,
    MONTH_CLOSED: periods.apply_closed,
    YEAR_CLOSED: periods.apply_closed,
    "session.closed": day.apply_session_closed,
    "session.opened": day.apply_session_opened,
    "day.passages_counted": passages.apply_counted,
    "visit.abandoned": no_projection,
    "visit.noted": visits.apply_noted,
    "till.settled": till.apply_settled,
    "till.means_corrected": till.apply_paid,
    "till.moved": till.apply_moved,
    "till.paid_in": till.apply_paid_in,
    REMITTED: remittances.apply_remitted,
    **bank.APPLY,
    "till.counted": till.apply_counted,
    "till.safe_counted": no_projection,
    "till.drawer_opened": no_projection,
    "document.printed": tickets.apply_printed,
    "document.given_up": no_projection,
    "export.made": till.apply_export,
    "everything.exported": no_projection,
    "dispute.exported": no_projection,
    partner_rows.SET: partners.apply_set,
    partner_rows.RETIRED: partners.apply_retired,
    partner_rows.SETTLED: partners.apply_settled,
    partner_rows.REMOVED: partners.apply_removed,
    partner_rows.REPORTED: no_projection,
    partner_rows.EXPORTED: no_projection,
    drawers.SET: drawers.apply_set,
    **deliveries.APPLY,
    **letters.APPLY,
    **projection.APPLY,
    **purging.APPLY,
}
