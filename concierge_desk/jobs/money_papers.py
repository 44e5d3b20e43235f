"""Papers of money: the sheet for the bank, the slip of what is paid over, the month and the fiscal year.

Source: docs/contract.md, "Documents", "Cheques", "Remittances", "Months and fiscal years".
"""

from collections.abc import Callable

from concierge_desk.counter.context import Settings
from concierge_desk.counter.papers import paying_in, period, remittance
from concierge_desk.counter.papers.tickets import Sealed
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service_parts import Paper
from concierge_desk.desk import catalogue
from concierge_desk.desk.period_sheets import period_sheet
from concierge_desk.domain.accounting.period import MONTH_CLOSED, SPANS, YEAR_CLOSED
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Posted, anchor_of
from concierge_desk.i18n import N_
from concierge_desk.store import cheques, full_export, journal, records, settings, till
from concierge_desk.store.accounting import periods, remittances


def sealed(rows: Rows, posted: tuple[Posted, ...], name: str) -> Sealed:
    """Return entries with what their paper can be checked by.

    Raises:
        Refused: ``print.erased`` where there is none that can be read.
    """
    entry = journal.entry(rows, posted[-1].seq) if posted else None
    if entry is None:
        raise Refused("print.erased", document=name)
    software = settings.software_at(rows, entry.seq) or ""
    return Sealed(posted, anchor_of(entry.epoch, entry.seq, entry.hash), software)


def warned_of(rows: Rows, first: int, last: int) -> tuple[str, ...]:
    """Return in French what entries warn of: what services write with a closing stands after its day and before its own."""
    entries, _lost = journal.readable(rows, first, last)
    found = [one for entry in entries for one in entry.data.get("warnings", ())]
    return tuple(catalogue.sentence(one["code"], one["params"], "fr") for one in found)


def _load_sheet(rows: Rows, number: str) -> paying_in.PayingInSheet:
    sheet, name = cheques.sheet_of(rows, number), f"paying_in:{number}"
    if sheet is None:
        raise Refused("print.unknown", document=name)
    found = sealed(rows, journal.posted(rows, sheet.seq, sheet.seq), name)
    refs = [item["ref"] for item in found.posted[-1].data["cheques"] if "ref" in item]
    beside = {ref: records.personal_text(rows, ref) for ref in refs}
    correction = till.correction_of(rows, sheet.seq)
    return paying_in.PayingInSheet(found, beside, sheet.taken_back_seq is not None, correction)


def _load_remittance(rows: Rows, number: str) -> remittance.RemittanceSlip:
    slip, name = remittances.remittance_of(rows, number), f"remittance:{number}"
    if slip is None:
        raise Refused("print.unknown", document=name)
    found = sealed(rows, journal.posted(rows, slip.seq, slip.seq), name)
    correction = till.correction_of(rows, slip.seq)
    return remittance.RemittanceSlip(found, slip.taken_back_seq is not None, correction)


def _load_period(kind: str) -> Callable[[Rows, str], period.PeriodPaper]:
    """Return what reads the closings of a month or a year; one that goes on has no paper yet."""

    def load(rows: Rows, place: str) -> period.PeriodPaper:
        name = f"{SPANS[kind]}:{place}"
        seqs = periods.closings_of(rows, kind, place)
        if not seqs:
            raise Refused("print.unknown", document=name)
        found = sealed(rows, journal.posted(rows, seqs[-1], seqs[-1]), name)
        told = period_sheet(rows, place, Settings.of(settings.settings_at(rows, seqs[-1])), final=True)
        return period.PeriodPaper(found, told)

    return load


MONEY_PAPERS = (
    Paper(
        "paying_in",
        _load_sheet,
        paying_in.paying_in,
        N_("Paying-in sheet"),
        each=full_export.sheets,
        unnamed=paying_in.unnamed,
    ),
    Paper(
        "remittance",
        _load_remittance,
        remittance.remittance,
        N_("Remittance slip"),
        each=full_export.remittances,
    ),
    Paper(
        "month",
        _load_period(MONTH_CLOSED),
        period.period,
        N_("Closing of the month"),
        each=full_export.months,
        counted=False,
    ),
    Paper(
        "year",
        _load_period(YEAR_CLOSED),
        period.period,
        N_("Closing of the fiscal year"),
        each=full_export.years,
        counted=False,
    ),
)
"""Each of them."""
