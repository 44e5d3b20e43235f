"""News for whoever is responsible, in words: on the page that she opens and closes the day on.

Source: docs/contract.md, "Operators and rights"; decision 0089.
"""

from collections.abc import Sequence

from concierge_desk.counter.context import Context
from concierge_desk.counter.rights.table import RESPONSIBLE
from concierge_desk.counter.texts.short_dates import short_day
from concierge_desk.domain.journal import Posted
from concierge_desk.domain.operation import APART
from concierge_desk.store import records
from concierge_desk.store.connection import Connection
from concierge_desk.store.settings import settings_in_force
from concierge_desk.store.staff import to_see
from concierge_desk.ui.presenter.figures import Figure


def for_her_to_see(rows: Connection, context: Context, lang: str) -> tuple[Figure, ...]:
    """Return what waits for whoever is at the counter: when, who, what; nothing for anybody who is not responsible."""
    responsible = [code for code, roles in context.roles.items() if RESPONSIBLE in roles]
    found = to_see.to_see(rows, responsible) if context.operator in responsible else ()
    return _told(rows, found, lang) if found else ()


def _told(rows: Connection, found: Sequence[Posted], lang: str) -> tuple[Figure, ...]:
    # On hardly any day (decision 0019).
    from concierge_desk.counter.texts.entry_texts import told  # noqa: PLC0415
    from concierge_desk.jobs.entry_texts import tellings  # noqa: PLC0415

    words, shop = tellings(), settings_in_force(rows)

    def when(entry: Posted) -> str:
        at = f"{short_day(entry.local.date(), lang)} {entry.local:%H:%M}"
        # Who typed wrong codes, nobody knows.
        return at if entry.kind in APART else f"{at} · {records.operator_name(rows, shop, entry.by)}"

    return tuple(Figure(when(entry), told(entry, words, lang)) for entry in found)
