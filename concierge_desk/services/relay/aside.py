"""Parts of the relay away from the counter: papers, the day's part, La Poste's file, the demo.

Source: decision 0019 (a start loads what the counter needs).
"""

from collections.abc import Sequence

from concierge_desk.counter.context import Settings
from concierge_desk.counter.privacy.looks import CALLS
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service_parts import (
    Contact,
    Export,
    Marks,
    Paper,
    PayReckoning,
    PeriodReport,
    PriceSheet,
    Report,
    ServiceParts,
    StatusSheet,
)
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.document import Document
from concierge_desk.domain.journal import Posted
from concierge_desk.exporting.tables import FORMULA_RULE
from concierge_desk.i18n import N_, fr
from concierge_desk.services.relay import documents, reports
from concierge_desk.services.relay.demo import DEMO
from concierge_desk.services.relay.demo.lessons import LESSONS
from concierge_desk.services.relay.model import price_sheet
from concierge_desk.services.relay.model.compared import status_sheet
from concierge_desk.services.relay.model.facts.visits import DOOR as VISITS
from concierge_desk.services.relay.model.numbers import LAPOSTE
from concierge_desk.services.relay.model.papers import StatementDay, StockDay
from concierge_desk.services.relay.model.pay.month import PayMonth
from concierge_desk.services.relay.model.pay.sheet import read_statement
from concierge_desk.services.relay.model.reporting.summary import HeldNow, PeriodState
from concierge_desk.services.relay.reports import (
    columns,
    compared_words,
    day_figures,
    entry_texts,
    pay_file,
    summary_words,
)
from concierge_desk.services.relay.reports.statement import statement_of
from concierge_desk.services.relay.reports.summary import summary_of
from concierge_desk.services.relay.reports.workbook import kept, workbook
from concierge_desk.services.relay.tables import (
    complaints,
    export,
    loads,
    looks,
    papers,
    pay,
    shipped,
    stock_papers,
    summary,
)
from concierge_desk.services.relay.tables.checks import tariff_check
from concierge_desk.store.full_export import closings


def _contacts(rows: Rows) -> tuple[Contact, ...]:
    """Return the post office that the relay belongs to; its number is written by hand where nobody knows another."""
    office = looks.office(rows)["office"]
    return (Contact(office or label_of("principal", LAPOSTE, "fr"), fr("Post office")),)


def _bordereau(posted: Sequence[Posted], marks: Marks) -> Document:
    return documents.bordereau(statement_of(posted), marks)


def _draw_bordereau(day: StatementDay, settings: Settings, _copy: int) -> Document:
    return _bordereau(day.posted, Marks(settings.practice, day.anchor, day.fingerprint))


def _draw_stock(day: StockDay, settings: Settings, _copy: int) -> Document:
    return documents.stock_sheet(
        reports.report_of(day.posted), day.labels, Marks(settings.practice, day.anchor)
    )


def _draw_pay(month: PayMonth, settings: Settings, _copy: int) -> Document:
    return documents.pay_statement(month, practice=settings.practice)


def _draw_summary(state: PeriodState, settings: Settings, _copy: int) -> Document:
    told = summary_of(state)
    return documents.summary(told, *summary_words.grids(told), practice=settings.practice)


def _draw_held(state: HeldNow, settings: Settings, _copy: int) -> Document:
    return documents.held_list(state, kept(state.rows, state.day), settings)


ASIDE = ServiceParts(
    report=Report(
        part=day_figures.day_part,
        load=loads.load_now,
        lines=day_figures.day_lines,
        stock=day_figures.stock_lines,
        moved=day_figures.moved,
    ),
    documents=(
        Paper(
            "deposit",
            papers.load_receipt,
            documents.receipt,
            N_("Deposit receipt"),
            roll=True,
            each=papers.receipts,
        ),
        Paper(
            "complaint",
            papers.load_complaint,
            documents.complaint_receipt,
            N_("Receipt of a complaint"),
            roll=True,
            each=complaints.complaints,
            unnamed=papers.without_words,
        ),
        Paper(
            "complaint_sheet",
            papers.load_complaint,
            documents.complaint_sheet,
            N_("Sheet of a complaint"),
            counted=False,
            each=complaints.complaints,
            unnamed=papers.without_words,
        ),
        Paper(
            "label", papers.load_label, documents.label, N_("Label"), counted=False, roll=True, sticks=True
        ),
        Paper("notice", papers.load_notice, documents.notice, N_("Notice"), unnamed=papers.for_anybody),
        # Nothing is kept of it: neither that it was printed, nor what stood on it.
        Paper("board", papers.load_board, documents.board, N_("Board for the window"), counted=False),
        # With names, for her alone: nothing is kept of it either, but that somebody looked.
        Paper(
            "calls", papers.load_calls, documents.call_list, N_("Whom to call"), counted=False, names=CALLS
        ),
        # What a mail says; what became of it is an entry.
        Paper("reminder", papers.load_reminder, documents.reminder, N_("Reminder by mail"), counted=False),
        Paper("slip", papers.load_slip, documents.slip, N_("Slip"), each=papers.slips),
        Paper(
            "saturation",
            papers.load_saturation,
            documents.saturation,
            N_("Notice of full shelves"),
            each=papers.saturations,
        ),
        # An estimation: what is drawn later may know more.
        Paper("pay", papers.load_pay, _draw_pay, N_("Expected statement of what is paid"), counted=False),
        Paper(
            "order",
            stock_papers.load_order,
            documents.stock_order,
            N_("Order of stamps"),
            counted=False,
            each=stock_papers.orders,
        ),
        Paper(
            "stock_loss",
            stock_papers.load_loss,
            documents.stock_loss,
            N_("Declaration to La Poste"),
            counted=False,
            each=stock_papers.losses,
        ),
        Paper("stock", papers.load_stock, _draw_stock, N_("Stock sheet"), counted=False, each=closings),
        Paper(
            "bordereau",
            papers.load_day,
            _draw_bordereau,
            N_("La Poste's statement"),
            counted=False,
            each=closings,
        ),
        # Nothing is kept of it either.
        Paper("held", summary.load_held, _draw_held, N_("Items held, by deadline"), counted=False),
        Paper(
            "summary",
            summary.load_paper,
            _draw_summary,
            N_("Summary for La Poste"),
            counted=False,
            each=summary.paper_places,
        ),
    ),
    summary=PeriodReport(
        code="summary",
        file="recapitulatif",
        door=VISITS,
        periods=summary.periods,
        title=summary_words.period_title,
        load=summary.load_summary,
        lines=lambda state, lang: summary_words.lines(summary_of(state), lang),
        workbook=lambda state, practice: summary_words.workbook(summary_of(state), practice=practice),
        table=lambda state: summary_words.table(summary_of(state)),
    ),
    exports=(
        Export(
            code="laposte",
            principal=LAPOSTE,
            title="Relevé journalier de la conciergerie pour La Poste",
            label=N_("La Poste's report"),
            readme=columns.README.format(formula=FORMULA_RULE),
            tables=reports.export_tables,
            bordereau=_bordereau,
            workbook=workbook,
            check=reports.check,
        ),
    ),
    demo=DEMO,
    lessons=LESSONS,
    everything=export.TABLES,
    price_sheet=PriceSheet(price_sheet.read_sheet, "tariff.preview", "tariff.import", shipped.TARIFF),
    status_sheet=StatusSheet(
        status_sheet.read_sheet, "relay.compare", {"carrier": LAPOSTE}, compared_words.said_otherwise
    ),
    checks=tariff_check,
    contacts=_contacts,
    pay=PayReckoning(
        pay.month_of, pay_file.pay_told, pay_file.pay_csv, read_statement, "relay.note_statement"
    ),
    tellings=entry_texts.tellings({product.product: product.label for product in shipped.products()}),
)
