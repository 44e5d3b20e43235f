"""The open desk as the page of the day sees it: every figure read, every act played, nothing decided here.

Source: decision 0021.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from concierge_desk.counter.cards.closing_count import OwedCount
from concierge_desk.counter.cards.listed_options import listed_options
from concierge_desk.counter.cards.offers import Now
from concierge_desk.counter.command.operation import Answer
from concierge_desk.counter.command.sources import context_of
from concierge_desk.counter.context import Context
from concierge_desk.counter.core.bank_cards import cheque_options
from concierge_desk.counter.core.day_cards import dates_told
from concierge_desk.counter.day.evening_steps import EveningFacts, drawer_to_count, holding_count, step_of
from concierge_desk.counter.day.session import half_of
from concierge_desk.counter.day.standing import closed_on, is_under_way, may_open
from concierge_desk.counter.day.status import DayFacts, status
from concierge_desk.counter.texts.paper_dates import payee_label
from concierge_desk.counter.texts.short_dates import whole_day
from concierge_desk.counter.till.visits import pending
from concierge_desk.desk import catalogue, counter_parts
from concierge_desk.desk.card_payments import CardPayment, card_options, card_payments
from concierge_desk.desk.charges import Pricing
from concierge_desk.desk.date_doubt import dates_of
from concierge_desk.desk.delivery_calendar import left_by_themselves
from concierge_desk.desk.desk import Desk
from concierge_desk.desk.figures import hours_of, how_many, in_stock, moved_figure, opening_words
from concierge_desk.desk.money_figures import (
    MoneyFacts,
    blind_money,
    cash_figures,
    counted_money,
    money_facts,
    taken_by_means,
    taken_otherwise,
)
from concierge_desk.desk.overview import facts_in
from concierge_desk.desk.partner_files import exports_in, exports_of_closing
from concierge_desk.domain.charge import OWN_PAYEE, ordered
from concierge_desk.domain.clock import must_close
from concierge_desk.domain.day import DayState, TwoDates, likely_day
from concierge_desk.domain.money import format_amount
from concierge_desk.domain.numbers import CLOSING, number_of
from concierge_desk.domain.override import override
from concierge_desk.domain.preparation import Preparation
from concierge_desk.domain.visit import Visit
from concierge_desk.jobs.copies.stick_desk import StickDesk
from concierge_desk.media.system import System
from concierge_desk.pages.day.face import (
    Counted,
    DayFace,
    DaySummary,
    Money,
    Pending,
    ReportFile,
    Terminal,
    WrittenReport,
)
from concierge_desk.pages.day.operator_figures import operator_figures
from concierge_desk.pages.day.owed_counts import closing_counts
from concierge_desk.pages.day.to_see import for_her_to_see
from concierge_desk.paths import reports_at_hand
from concierge_desk.store import backups, partners, till, visits
from concierge_desk.store import day as days
from concierge_desk.store.connection import Connection
from concierge_desk.store.preparation import preparation
from concierge_desk.store.unit import View
from concierge_desk.ui.presenter.port import Port

_SHOWN_LINES = 3


class DayDesk(StickDesk, DayFace):
    """The desk of the day's page. It reads over the store's own connections."""

    def __init__(
        self,
        desk: Desk,
        face: Port,
        operator: str | None = None,
        system: System | None = None,
    ) -> None:
        """Look at the desk of a window.

        Args:
            desk: The open desk; it outlives this.
            face: The window's, which plays and says.
            operator: Code of whoever is at the counter; the first of the settings by default.
            system: The machine whose sticks are found; the one the program runs on by default.
        """
        super().__init__(desk, face, operator, system)
        self._pricing = Pricing(catalogue.commands(), catalogue.sentence, face.lang)

    @override
    def sheet(self) -> DaySummary:
        return self._desk.store.read(self._sheet)

    @override
    def report(self, report: ReportFile) -> WrittenReport:
        # What makes a file for a principal is not loaded before the evening.
        from concierge_desk.jobs.daily_file import export_of  # noqa: PLC0415
        from concierge_desk.jobs.export import write_export  # noqa: PLC0415
        from concierge_desk.jobs.verifier import write_verifier  # noqa: PLC0415

        folder = reports_at_hand(self._desk.folder.root, practice=self._desk.identity.practice)
        # Whoever is handed a file is handed, once, the page that checks it: it lies beside.
        write_verifier(folder)
        made = write_export(self._desk, export_of(report.code), report.closing, folder, self._operator)
        return WrittenReport(made.path, made.kept)

    def _sheet(self, rows: Connection) -> DaySummary:
        context = context_of(View(rows), self._desk.counter.sources, self._operator)
        state, shop = context.state, context.settings
        which = state.open or state.last
        late = state.today is not None and must_close(state.today, context.at, context.zone)
        dated = self._dated(dates_of(rows, context), context, late=late)
        if which is None:
            return dated
        kept, begun, reports = pending(visits.visits(rows)), preparation(rows), self._reports(rows, state)
        facts = facts_in(rows, which.day, shop.drawer)
        dated = self._checked(dated, facts, begun, partners.names(rows))
        dated = replace(dated, counts=() if late else self._counts(rows, facts, begun, context))
        evening = EveningFacts(
            state=state,
            late=late,
            visits=len(kept),
            parked=None if begun is None else begun.parked,
            reports=sum(not report.made for report in reports),
            saved=_saved(rows, state),
            to_check=bool(dated.cheques or dated.cards),
            checked=dated.checked,
            to_count=sum(not one.over for one in dated.counts),
        )
        count = holding_count(state)
        own = state.last.number if state.open is None and state.last else self._next_number(rows, context)
        return replace(
            # Nothing of the drawer leaves the desk before it was counted: a late closing may go without.
            self._figured(rows, dated, facts, blind=state.open is not None and count is None),
            day=which.day,
            title=whole_day(date.fromisoformat(which.day), self.lang),
            number=own,
            open=state.open is not None,
            late=late,
            half=half_of(state),
            step=step_of(evening),
            under_way=is_under_way(begun, opens=dated.to_open),
            pending=tuple(self._pending(rows, visit, context) for visit in kept),
            parked=evening.parked,
            pieces={} if begun is None else begun.pieces,
            counted=None if count is None else Counted(count.counted_cents, count.expected_cents),
            drawer=drawer_to_count(state, shop.drawer),
            reasons=listed_options("gap_reason", self.lang),
            reports=reports,
            owed=tuple(export.called(self.lang) for export in exports_in(rows)),
            saved=evening.saved,
            left_cents=None if state.last is None else max(state.last.left_cents, 0),
            to_see=for_her_to_see(rows, context, self.lang),
            compares=next((part.compares for part in counter_parts.parts().values() if part.compares), ""),
            earlier=tuple(number for number in days.closings_of(rows, which.day) if number != own),
        )

    def _checked(
        self, sheet: DaySummary, facts: DayFacts, begun: Preparation | None, names: Mapping[str, str]
    ) -> DaySummary:
        """Return an open day with its card payments and the cheques that are here, and what was said of them."""
        if facts.closed:
            return sheet
        cards, said = card_payments(facts.posted), begun or Preparation()
        payees = ordered(one.payee for one in cards)
        apart = [payee for payee in payees if payee != OWN_PAYEE]
        labels = {payee: payee_label(payee, self.lang, names) for payee in payees} if apart else {}
        return replace(
            sheet,
            cheques=cheque_options(facts.cheques, self.lang),
            cards=card_options(cards, self.lang, labels),
            checked=said.checked,
            terminals=tuple(_terminal(payee, labels.get(payee, ""), cards, said) for payee in payees),
            seen=said.seen,
        )

    def _counts(
        self, rows: Connection, facts: DayFacts, begun: Preparation | None, context: Context
    ) -> tuple[OwedCount, ...]:
        """Return what services have counted before the open day is closed."""
        if facts.closed:
            return ()
        shop = self._desk.settings
        now = Now(context.business_day, self.lang, shop, context.calendar)
        return closing_counts(rows, facts.posted, begun or Preparation(), now)

    def _figured(self, rows: Connection, sheet: DaySummary, facts: DayFacts, *, blind: bool) -> DaySummary:
        """Return the day with its figures: without those of its drawer where they may not be seen yet."""
        told = status(facts, catalogue.services())
        money = money_facts(rows, told, self.lang)
        return replace(
            sheet,
            opened=opening_words(facts.posted, self.speech),
            figures=(
                *how_many(told, self.lang),
                *left_by_themselves(rows, facts, self._desk.settings.zone, self.lang),
            ),
            stock=tuple(in_stock(told, self.lang)),
            moved=moved_figure(told, self.speech),
            hours=tuple(hours_of(facts.posted, self.lang)),
            blind=Money(
                blind_money(money, self.lang),
                tuple(taken_otherwise(told, self.lang)),
                operators=operator_figures(rows, told, self.speech, blind=True),
            ),
            money=None if blind else self._money(rows, money),
        )

    def _money(self, rows: Connection, facts: MoneyFacts) -> Money:
        return Money(
            counted_money(facts, self.lang),
            tuple(taken_by_means(facts.told, self.lang)),
            tuple(cash_figures(facts, self.lang)),
            operator_figures(rows, facts.told, self.speech),
        )

    def _dated(self, dates: TwoDates | None, context: Context, *, late: bool) -> DaySummary:
        """Return what the date alone says: whether a day is opened, opened again, or first asked about."""
        state = context.state
        today = state.today or likely_day(context.instant, context.zone, dates)
        doubted = dates if dates is not None and dates.apart else None
        # The acts of an open day go on under its date, unless it is that date that nobody can stand by.
        asks = doubted is not None and (late or state.open is None or doubted.ran_ahead)
        return DaySummary(
            practice=context.settings.practice,
            to_open=may_open(state, today) or (state.open is None and doubted is not None),
            reopens=doubted is None and closed_on(state, today) is not None,
            doubt=dates_told(doubted, self.lang) if doubted is not None and asks else "",
            sure=dates.journal.date().isoformat() if dates is not None and doubted is None else None,
        )

    @override
    def outcome(self, answer: Answer) -> str:
        # Only a closing needs what tells it.
        from concierge_desk.jobs.entry_texts import outcome_of  # noqa: PLC0415

        return outcome_of(answer.posted, self.lang)

    def _pending(self, rows: Connection, visit: Visit, context: Context) -> Pending:
        priced = self._pricing.priced(rows, visit.acts, context, None)
        labels = ", ".join(line.label for line in priced.lines[:_SHOWN_LINES])
        rest = " …" if len(priced.lines) > _SHOWN_LINES else ""
        return Pending(labels + rest, format_amount(priced.due_cents))

    def _reports(self, rows: Connection, state: DayState) -> tuple[ReportFile, ...]:
        """Return the files of the date that was closed last, of each of its closings, for each principal."""
        if state.open is not None or state.last is None:
            return ()
        return tuple(
            ReportFile(
                export.code,
                export.called(self.lang),
                till.export_made(rows, key, export.code) is not None,
                number,
            )
            for number, key in days.export_keys(rows, state.last.day)
            for export in exports_of_closing(rows, number)
        )

    def _next_number(self, rows: Connection, context: Context) -> str:
        year = context.business_day.year
        return number_of(CLOSING, year, till.next_number(rows, CLOSING, year), context.epoch)


def _saved(rows: Connection, state: DayState) -> bool:
    """Say whether a backup was made since the last closing: one on this PC goes where the PC goes, and is none."""
    return state.last is not None and backups.carried_since(rows, state.last.seq)


def _terminal(payee: str, label: str, cards: Sequence[CardPayment], said: Preparation) -> Terminal:
    """Return a card terminal, with what it was said to come to."""
    told = said.terminal_cents if payee == OWN_PAYEE else said.terminals.get(payee)
    expected = sum(one.cents for one in cards if one.payee == payee)
    # Told only once the terminal's was: nobody reads off the screen what it should be.
    return Terminal(payee, label, told, None if told is None else told - expected)
