"""States that the papers of things entrusted are drawn from, out of a nature's tables.

Source: docs/contract.md, "Documents"; decision 0093.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from concierge_desk.counter.context import Settings
from concierge_desk.counter.papers.paper_states import entry_of, sessions_after, typed_words
from concierge_desk.counter.partners.known import made_partner
from concierge_desk.counter.partners.partner import REGIME_OWN
from concierge_desk.counter.values.kinds import Unreadable
from concierge_desk.counter.values.months import Month
from concierge_desk.domain.accounting.period import month_days
from concierge_desk.domain.clock import local_day
from concierge_desk.domain.errors import Refused
from concierge_desk.mechanisms.entrusted.model.facts import GONE, WAITS, EntrustedOrder, EntrustedPiece
from concierge_desk.mechanisms.entrusted.model.papers import (
    DueLine,
    OrderLetter,
    OrderSheet,
    PartnerMonth,
    QuotedLine,
    QuotePaper,
    SlipPaper,
    TagSheet,
)
from concierge_desk.mechanisms.entrusted.model.stays import law_day, level_on
from concierge_desk.mechanisms.entrusted.nature import Nature
from concierge_desk.mechanisms.entrusted.tables import looks
from concierge_desk.store import journal
from concierge_desk.store.accounting.periods import moved_between
from concierge_desk.store.connection import Connection
from concierge_desk.store.day import anchor_at, open_date
from concierge_desk.store.held.things import advances_of
from concierge_desk.store.partners import settled
from concierge_desk.store.rows import column
from concierge_desk.store.settings import rates_on, settings_in_force


@dataclass(frozen=True, slots=True)
class PaperLoads:
    """What each paper of a nature is drawn from."""

    nature: Nature

    def order(self, rows: Connection, number: str) -> OrderSheet:
        """Return an order, with what was paid and is paid ahead by now.

        Raises:
            Refused: ``print.unknown``, ``print.erased``.
        """
        order = self._order(rows, number, "order")
        sheet = self._sheet(rows, order, looks.pieces_of(rows, self.nature.code, number))
        refs = {ref for piece in sheet.pieces for ref in (piece.brand, piece.fnuci) if ref is not None}
        return replace(sheet, typed=typed_words(rows, sorted(refs)))

    def tag(self, rows: Connection, code: str) -> TagSheet:
        """Return a piece by the code on its tag.

        Raises:
            Refused: ``print.unknown``.
        """
        piece = looks.piece_of(rows, self.nature.code, code)
        if piece is None or piece.tag != code:
            raise self._unknown("tag", code)
        return TagSheet(piece, len(looks.pieces_of(rows, self.nature.code, piece.number)))

    def slip(self, rows: Connection, number: str) -> SlipPaper:
        """Return a slip where it was signed, else where it was prepared.

        Raises:
            Refused: ``print.unknown``, ``print.erased``.
        """
        sheet = looks.slips_of(self.nature.code).sheet(rows, number, f"{self.nature.code}_slip:{number}")
        code = sheet.posted.data["partner"]
        partner = made_partner(rows, code)
        return SlipPaper(sheet, code if partner is None else partner.name)

    def reminder(self, rows: Connection, number: str) -> OrderLetter:
        """Return what of an order waits to be collected, and when the door is open next.

        Raises:
            Refused: ``print.unknown`` where nothing of it waits.
        """
        letter = self._letter(rows, number, "reminder", lambda piece: piece.state in WAITS)
        today = date.fromisoformat(letter.sheet.today)
        level = max(level_on(piece, today) for piece in letter.sheet.pieces)
        return replace(letter, level=level, sessions=sessions_after(rows, today))

    def discharge(self, rows: Connection, place: str) -> OrderLetter:
        """Return what of an order may be collected without its slip; with a day, what was on it, and which document was seen.

        Raises:
            Refused: ``print.unknown`` where nothing is, or was.
        """
        number, _, day = place.partition("/")
        if not day:
            return self._letter(rows, number, "discharge", lambda piece: piece.state in WAITS)
        letter = self._letter(rows, number, "discharge", lambda piece: piece.collected_day == day)
        last = max(piece.last_seq for piece in letter.sheet.pieces)
        # What was done since does not hide who came: only the document is not told any more.
        found = [entry for entry in journal.posted(rows, last, last) if "id_document" in entry.data]
        return replace(letter, document=found[0].data["id_document"] if found else None)

    def quote(self, rows: Connection, number: str) -> QuotePaper:
        """Return the prices that were told last for each piece of an order, line by line.

        Raises:
            Refused: ``print.unknown`` where none was.
        """
        letter = self._letter(rows, number, "quote", lambda piece: piece.quote_lines is not None)
        lines = [
            QuotedLine(piece, line, code, int(cents))
            for piece in letter.sheet.pieces
            for line, code, cents in (told.split(":") for told in (piece.quote_lines or "").split())
        ]
        return QuotePaper(letter.sheet, lines)

    def petition(self, rows: Connection, number: str) -> OrderLetter:
        """Return what of an order has been here for a year, as a judge is asked about it.

        Raises:
            Refused: ``print.unknown`` before that, or where nothing of it is left.
        """
        today = _today(rows)
        return self._letter(
            rows,
            number,
            "petition",
            lambda piece: piece.state not in GONE and law_day(piece.taken_day).isoformat() <= today,
        )

    def statement(self, rows: Connection, place: str) -> PartnerMonth:
        """Return a month of a partner: ``NETTOYAGE/2026-12``.

        Raises:
            Refused: ``print.unknown``.
        """
        code, _, text = place.partition("/")
        partner = made_partner(rows, code)
        try:
            month = Month().read(text)
        except Unreadable as error:
            raise self._unknown("statement", place) from error
        if partner is None:
            raise self._unknown("statement", place)
        days = tuple(day.isoformat() for day in month_days(month))
        service = self.nature.code
        found = (
            f"SELECT due.day, due.piece, label, work, due.round, why, due.cents FROM {service}_due AS due"  # noqa: S608
            f" JOIN {service}_piece AS piece ON piece.piece = due.piece WHERE due.partner = ? AND due.day BETWEEN ? AND ?"
            " ORDER BY due.day, due.seq, due.piece"
        )
        lines = tuple(DueLine(*row) for row in rows.execute(found, (code, *days)).fetchall())
        made, span = PartnerMonth(partner, month, _today(rows), lines), _entries(rows, days)
        if partner.regime != REGIME_OWN:
            return _with_fund(rows, made, span)
        before = f"SELECT COALESCE(sum(cents), 0) FROM {service}_due WHERE partner = ? AND day < ?"  # noqa: S608
        due = int(column(rows, before, code, days[0])[0])
        return replace(
            made,
            before_cents=due - settled(rows, code, service, (0, span[0] - 1)),
            remitted_cents=settled(rows, code, service, span),
        )

    def orders(self, rows: Connection) -> Iterable[tuple[str, str]]:
        """Yield day and number of every order."""
        return self._numbers(rows, "order")

    def slips(self, rows: Connection) -> Iterable[tuple[str, str]]:
        """Yield day and number of every slip."""
        return self._numbers(rows, "slip")

    def quotes(self, rows: Connection) -> Iterable[tuple[str, str]]:
        """Yield day and number of every order for which a price was told."""
        told = f"SELECT number FROM {self.nature.code}_piece WHERE quote_lines IS NOT NULL"  # noqa: S608
        return self._numbers(rows, f"order WHERE number IN ({told})")

    def _numbers(self, rows: Connection, which: str) -> Iterable[tuple[str, str]]:
        sql = f"SELECT day, number FROM {self.nature.code}_{which} ORDER BY number"  # noqa: S608
        return rows.execute(sql).fetchall()

    def _order(self, rows: Connection, number: str, paper: str) -> EntrustedOrder:
        order = looks.order_of(rows, self.nature.code, number)
        if order is None:
            raise self._unknown(paper, number)
        return order

    def _unknown(self, paper: str, place: str) -> Refused:
        return Refused("print.unknown", document=f"{self.nature.code}_{paper}:{place}")

    def _letter(self, rows: Connection, number: str, paper: str, about: Any) -> OrderLetter:
        order = self._order(rows, number, paper)
        pieces = [piece for piece in looks.pieces_of(rows, self.nature.code, number) if about(piece)]
        if not pieces:
            raise self._unknown(paper, number)
        return OrderLetter(self._sheet(rows, order, pieces))

    def _sheet(self, rows: Connection, order: EntrustedOrder, pieces: Sequence[EntrustedPiece]) -> OrderSheet:
        """Return an order without its owner's name: who is known is known above."""
        partner = None if order.partner is None else made_partner(rows, order.partner)
        own = partner is None or partner.regime == REGIME_OWN
        names = (name for piece in pieces for name in (piece.piece, piece.tag))
        things = (order.number, *names)
        return OrderSheet(
            order=order,
            posted=entry_of(rows, order.seq, f"{self.nature.code}_order:{order.number}"),
            anchor=anchor_at(rows, order.seq),
            pieces=tuple(pieces),
            today=_today(rows),
            partner=partner,
            advances=tuple(one for thing in things for one in advances_of(rows, thing) if one.left_cents),
            rate=rates_on(rows, date.fromisoformat(order.day)).get(self.nature.vat_code) if own else None,
        )


def _entries(rows: Connection, days: tuple[str, ...]) -> tuple[int, int]:
    """Return the entries of some days, the first and the last; none where no day was opened in them."""
    head = journal.head(rows).seq
    first, after = rows.execute(
        "SELECT (SELECT min(from_seq) FROM business_day WHERE day >= ?),"
        " (SELECT min(from_seq) FROM business_day WHERE day > ?)",
        days,
    ).fetchone()
    return (head + 1 if first is None else first, head if after is None else after - 1)


def _with_fund(rows: Connection, made: PartnerMonth, span: tuple[int, int]) -> PartnerMonth:
    """Return a month with what was charged in somebody's name, given back, and paid over to him."""
    fund = made.partner.fund
    charged, refunded = rows.execute(
        "SELECT COALESCE(sum(max(cents, 0)), 0), COALESCE(sum(max(-cents, 0)), 0) FROM ticket_line"
        " WHERE fund = ? AND seq BETWEEN ? AND ?",
        (fund, *span),
    ).fetchone()
    moved = moved_between(rows, *span).get(fund)
    remitted = 0 if moved is None else moved.remitted_cents + moved.straight_cents
    return replace(made, charged_cents=charged, refunded_cents=refunded, remitted_cents=remitted)


def _today(rows: Connection) -> str:
    """Return the open day, else that of the last entry where the shop stands: a paper knows no clock but the journal."""
    opened, at = open_date(rows), journal.head(rows).at
    if opened is not None:
        return opened.isoformat()
    return "" if at is None else local_day(at, Settings.of(settings_in_force(rows)).zone).isoformat()
