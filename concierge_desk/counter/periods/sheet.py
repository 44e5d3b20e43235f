"""Sheet of a month or a fiscal year: what its closings come to, and what goes on since, as tables for people. Pure.

Source: docs/contract.md, "Months and fiscal years", "Documents"; decision 0079.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from concierge_desk.counter.bank.words import expected_words
from concierge_desk.counter.deliveries.names import export_name
from concierge_desk.counter.texts.messages import say
from concierge_desk.counter.texts.paper_dates import day_text, fund_label, owner_label, rate_text
from concierge_desk.counter.texts.short_dates import said_month
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.accounting.balance import BALANCES
from concierge_desk.domain.accounting.period import SPANS, YEAR_CLOSED, Data
from concierge_desk.domain.accounting.remittance import BY_BANK
from concierge_desk.domain.charge import is_mandate, mandate_of
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_


@dataclass(frozen=True, slots=True)
class Remitted:
    """A remittance that stands."""

    slip: str
    day: str
    principal: str
    cents: int
    by: str


@dataclass(frozen=True, slots=True)
class PaidIn:
    """A paying-in sheet that stands."""

    sheet: str
    day: str
    cheques_cents: int
    cash_cents: int


@dataclass(frozen=True, slots=True)
class ReportOverdue:
    """A daily file that should have left by itself and is not there yet."""

    export: str
    number: str
    day: str


@dataclass(frozen=True, slots=True)
class NotArrived:
    """Something that was paid in and that the bank's statements should show by now, and do not."""

    ref: str
    part: str
    day: str
    cents: int


@dataclass(frozen=True, slots=True)
class PeriodSheet:
    """A month or a fiscal year.

    Attributes:
        span: ``month`` or ``year``.
        period: ``2026-11``, or the year that the fiscal year begins in.
        figures: Its figures, as a closing has them.
        numbers: Of its closings; empty before the first.
        goes_on: Days of it are closed that no closing of the period sums yet: it is not final.
        remitted: Remittances within it.
        paid_in: Paying-in sheets within it.
        unopened: ISO dates on which the shop was to be open and no business day was.
        undelivered: Daily files of it that have not arrived, as things stand.
        not_arrived: What was paid in within it and is on no statement of the bank, as things stand.
    """

    span: str
    period: str
    figures: Data
    numbers: tuple[str, ...] = ()
    goes_on: bool = False
    remitted: tuple[Remitted, ...] = ()
    paid_in: tuple[PaidIn, ...] = ()
    unopened: tuple[str, ...] = ()
    undelivered: tuple[ReportOverdue, ...] = ()
    not_arrived: tuple[NotArrived, ...] = ()

    @property
    def is_year(self) -> bool:
        """Whether it is a fiscal year."""
        return self.span == SPANS[YEAR_CLOSED]

    def title(self, lang: str) -> str:
        """Return what it is called, such as ``novembre 2026``."""
        if not self.is_year:
            return said_month(self.period, lang)
        days = self.figures["days"]
        years = dict.fromkeys((self.period, days[-1][:4])) if days else (self.period,)
        return say("Fiscal year {years}", lang, years="–".join(years))


@dataclass(frozen=True, slots=True)
class PeriodTable:
    """A table for people.

    Attributes:
        title: What it is about.
        columns: Their titles; all but the first `texts` hold amounts.
        rows: Their cells.
        total: What the rows add up to; empty where nobody asks.
        texts: How many of the first columns are words.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()
    texts: int = 1


@dataclass(frozen=True, slots=True)
class SheetWords:
    """Words of a sheet in a language; what partners are called, by code."""

    lang: str
    names: Mapping[str, str] = field(default_factory=dict)

    def say(self, source: str, **values: object) -> str:
        """Return a source sentence in the language."""
        return say(source, self.lang, **values)

    def name(self, principal: str) -> str:
        """Return what a principal is called."""
        return owner_label(mandate_of(principal), self.lang, self.names)


def tables(sheet: PeriodSheet, words: SheetWords) -> tuple[PeriodTable, ...]:
    """Return the tables of a sheet, those that hold something."""
    named = {row["principal"]: row["name"] for row in sheet.figures["principals"] if "name" in row}
    words = SheetWords(words.lang, {**named, **words.names})
    return tuple(table for table in _tables(sheet, words) if table.rows)


def _tables(sheet: PeriodSheet, words: SheetWords) -> Iterator[PeriodTable]:
    figures = sheet.figures
    yield _sales(figures, words)
    yield _means(figures, words)
    yield _principals(figures, words)
    yield _held(figures, words)
    yield _remitted(sheet.remitted, words)
    yield _paid_in(sheet.paid_in, words)
    yield _gaps(figures, words)
    yield _days(sheet, words)
    yield _undelivered(sheet.undelivered, words)
    yield _not_arrived(sheet.not_arrived, words)
    yield _totals(figures, words)


def _sales(figures: Data, words: SheetWords) -> PeriodTable:
    rows = figures["vat"]
    names = ("ht_cents", "vat_cents", "ttc_cents")
    columns = (N_("Rate"), N_("Excl. tax"), N_("Amount of VAT"), N_("Incl. tax"))
    return PeriodTable(
        words.say("Our own sales"),
        tuple(words.say(column) for column in columns),
        tuple((rate_text(row["rate"]), *_amounts(row, names)) for row in rows),
        (words.say("Total"), *_sums(rows, names)),
    )


def _means(figures: Data, words: SheetWords) -> PeriodTable:
    names = ("in_cents", "out_cents", "net_cents")
    rows = [row for row in figures["means"] if any(row[name] for name in names)]
    columns = (N_("Means"), N_("Received"), N_("Given back"), N_("Kept"))
    return PeriodTable(
        words.say("Payments"),
        tuple(words.say(column) for column in columns),
        tuple((label_of("means", row["means"], words.lang), *_amounts(row, names)) for row in rows),
        (words.say("Total"), *_sums(rows, names)),
    )


def _principals(figures: Data, words: SheetWords) -> PeriodTable:
    rows = figures["principals"]
    names = ["sales_cents", "returns_cents", "remitted_cents", "owed_cents"]
    columns = [N_("For whom"), N_("Charged"), N_("Refunded"), N_("Paid over"), N_("Still owed")]
    if any("straight_cents" in row for row in rows):
        names.insert(3, "straight_cents")
        columns.insert(4, N_("To its own account"))
    return PeriodTable(
        words.say("Money of principals"),
        tuple(words.say(column) for column in columns),
        tuple((words.name(row["principal"]), *_amounts(row, names)) for row in rows),
    )


def _held(figures: Data, words: SheetWords) -> PeriodTable:
    """Return what is held for customers and owed by them, from the first day to the last; principals stand by themselves."""
    names = ("opening_cents", "charged_cents", "moved_cents", "closing_cents")
    columns = ("", N_("Before"), N_("Charged"), N_("Moved"), N_("Then"))
    rows = [row for row in figures.get(BALANCES, ()) if not is_mandate(row["fund"])]
    return PeriodTable(
        words.say("Held and owed"),
        tuple(words.say(column) if column else "" for column in columns),
        tuple((fund_label(row["fund"], words.lang), *_amounts(row, names)) for row in rows),
    )


def _remitted(slips: Sequence[Remitted], words: SheetWords) -> PeriodTable:
    columns = (N_("Remittance no."), N_("Day"), N_("Paid over to"), N_("How"), N_("Amount"))
    ways = {True: N_("By the bank"), False: N_("Cash")}
    return PeriodTable(
        words.say("Remittances"),
        tuple(words.say(column) for column in columns),
        tuple(
            (
                one.slip,
                day_text(one.day),
                words.name(one.principal),
                words.say(ways[one.by == BY_BANK]),
                format_amount(one.cents),
            )
            for one in slips
        ),
        texts=4,
    )


def _paid_in(sheets: Sequence[PaidIn], words: SheetWords) -> PeriodTable:
    columns = (N_("Sheet"), N_("Day"), N_("Cheques"), N_("Cash"))
    total = tuple(
        format_amount(sum(cents))
        for cents in zip(*[(s.cheques_cents, s.cash_cents) for s in sheets], strict=True)
    )
    return PeriodTable(
        words.say("Paid in at the bank"),
        tuple(words.say(column) for column in columns),
        tuple(
            (one.sheet, day_text(one.day), format_amount(one.cheques_cents), format_amount(one.cash_cents))
            for one in sheets
        ),
        (words.say("Total"), "", *total) if sheets else (),
        texts=2,
    )


def _gaps(figures: Data, words: SheetWords) -> PeriodTable:
    columns = (N_("Closing"), N_("Day"), N_("Why"), N_("Gap"))
    gaps = [
        (
            row["number"],
            day_text(row["day"]),
            label_of("gap_reason", row["reason"], words.lang) if row["reason"] else "",
            format_amount(row["gap_cents"]),
        )
        for row in figures["gaps"]
    ]
    blind = [
        (row["number"], day_text(row["day"]), words.say("not counted"), "—") for row in figures["not_counted"]
    ]
    total = format_amount(sum(row["gap_cents"] for row in figures["gaps"]))
    return PeriodTable(
        words.say("Gaps of the drawer"),
        tuple(words.say(column) for column in columns),
        (*gaps, *blind),
        (words.say("Total"), "", "", total) if gaps else (),
        texts=3,
    )


def _days(sheet: PeriodSheet, words: SheetWords) -> PeriodTable:
    days, late = sheet.figures["days"], sheet.figures["counts"]["late"]
    rows = [(words.say("Business days closed"), str(len(days)))]
    if late:
        rows.append((words.say("of which closed late"), str(late)))
    rows.append((words.say("Opening days without a business day"), str(len(sheet.unopened))))
    if sheet.unopened:
        rows.append((", ".join(date.fromisoformat(day).strftime("%d/%m") for day in sheet.unopened), ""))
    return PeriodTable(words.say("Calendar"), (words.say("What"), words.say("How many")), tuple(rows))


def _undelivered(files: Sequence[ReportOverdue], words: SheetWords) -> PeriodTable:
    return PeriodTable(
        words.say("Reports not delivered, as things stand"),
        (words.say("Report"), words.say("Closing"), words.say("Day")),
        tuple((export_name(one.export, words.lang), one.number, day_text(one.day)) for one in files),
        texts=3,
    )


def _not_arrived(dues: Sequence[NotArrived], words: SheetWords) -> PeriodTable:
    return PeriodTable(
        words.say("Paid in, not at the bank, as things stand"),
        (words.say("What"), words.say("Day"), words.say("Amount")),
        tuple(
            (expected_words(one.ref, one.part, words.lang), day_text(one.day), format_amount(one.cents))
            for one in dues
        ),
        texts=2,
    )


def _totals(figures: Data, words: SheetWords) -> PeriodTable:
    columns = ("", N_("Period"), N_("Fiscal year"), N_("Perpetual"), N_("Perpetual, refunds added"))
    names = ("period_cents", "year_cents", "perpetual_cents", "perpetual_abs_cents")
    labels = {"turnover": N_("Our turnover"), "third_parties": N_("For principals")}
    return PeriodTable(
        words.say("Totals"),
        tuple(words.say(column) if column else "" for column in columns),
        tuple((words.say(labels[row["scope"]]), *_amounts(row, names)) for row in figures["totals"]),
    )


def _amounts(row: Data, names: Sequence[str]) -> tuple[str, ...]:
    return tuple(format_amount(row.get(name, 0)) for name in names)


def _sums(rows: Sequence[Data], names: Sequence[str]) -> tuple[str, ...]:
    return tuple(format_amount(sum(row[name] for row in rows)) for name in names)
