"""La Poste relay: stamps, franking, deposits, items kept for collection, the postman's slip.

Source: seed document (affranchissement, expédition, distribution); domain.md §1 to §3.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from concierge_desk.counter.agenda import Agenda
from concierge_desk.counter.service import (
    Context,
    Export,
    Marks,
    Paper,
    Recalendar,
    Report,
    Retention,
    Service,
)
from concierge_desk.counter.settings import Settings
from concierge_desk.domain.document import Document
from concierge_desk.domain.journal import Data, Event, Posted
from concierge_desk.exporting.tables import FORMULA_RULE
from concierge_desk.i18n import N_
from concierge_desk.services.relay import documents, reports
from concierge_desk.services.relay.acts import COMMANDS, REVERSALS
from concierge_desk.services.relay.counter import AT_COUNTER
from concierge_desk.services.relay.demo import DEMO
from concierge_desk.services.relay.messages import MESSAGES
from concierge_desk.services.relay.model import closing, custody, mandates, slots
from concierge_desk.services.relay.model.numbers import LAPOSTE, own_code, read_number
from concierge_desk.services.relay.model.papers import ClosedDay, StockDay
from concierge_desk.services.relay.model.seed import seed
from concierge_desk.services.relay.reports import columns
from concierge_desk.services.relay.tables import everything, live, loads, papers, schema, shipped
from concierge_desk.store.everything import closings


def _seed(site: Mapping[str, Any], context: Context) -> tuple[Event, ...]:
    return seed(site, context, shipped.at_commissioning())


_OWN = {"c": "custody", "m": "mandate_code"}
"""By first letter of a code of ours, the field that takes it."""


def _recognise(code: str) -> Data | None:
    own = own_code(code)
    if own is not None:
        return {_OWN[own[0]]: own}
    found = read_number(code)
    if found.format is None:
        return None
    return {
        "tracking": found.number,
        "format": found.format,
        "carrier": found.carrier,
        "certain": found.certain,
    }


def _bordereau(posted: Sequence[Posted], marks: Marks) -> Document:
    return documents.bordereau(reports.report_of(posted), reports.operation_rows(posted), marks)


def _draw_bordereau(day: ClosedDay, settings: Settings, _copy: int) -> Document:
    return _bordereau(day.posted, Marks(settings.practice, day.anchor))


def _draw_stock(day: StockDay, settings: Settings, _copy: int) -> Document:
    return documents.stock_sheet(
        reports.report_of(day.posted), day.labels, Marks(settings.practice, day.anchor)
    )


SERVICE = Service(
    code="relay",
    label=N_("La Poste relay"),
    commands=COMMANDS,
    migrations=schema.SCHEMA,
    principals=(LAPOSTE, "DPD", "MONDIAL_RELAY"),
    seed=_seed,
    recognise=_recognise,
    recalendar=Recalendar(load=loads.load_held, moved=slots.moved, things=slots.things),
    agenda=Agenda(lists=slots.LISTS, load=loads.load_morning, due=slots.due),
    cards=live.cards,
    close=closing.close,
    reverse=REVERSALS,
    report=Report(part=reports.day_part, load=loads.load_now, lines=reports.day_lines),
    documents=(
        Paper("deposit", papers.load_receipt, documents.receipt, each=papers.receipts),
        Paper("label", papers.load_label, documents.label, counted=False),
        Paper("notice", papers.load_notice, documents.notice),
        Paper("slip", papers.load_slip, documents.slip, each=papers.slips),
        Paper("stock", papers.load_stock, _draw_stock, counted=False, each=closings),
        Paper("bordereau", papers.load_day, _draw_bordereau, counted=False, each=closings),
    ),
    messages=MESSAGES,
    exports=(
        Export(
            code="laposte",
            principal=LAPOSTE,
            title="Relevé journalier de la conciergerie pour La Poste",
            readme=columns.README.format(formula=FORMULA_RULE),
            tables=reports.export_tables,
            bordereau=_bordereau,
            check=reports.check,
        ),
    ),
    retention=(
        Retention(custody.RETENTION, N_("End of the custody + 1 year"), 365),
        Retention(mandates.RETENTION, N_("End of the company's mandate + 1 year"), 365),
    ),
    demo=DEMO,
    everything=everything.TABLES,
    at_counter=AT_COUNTER,
)

__all__ = ["SERVICE"]
