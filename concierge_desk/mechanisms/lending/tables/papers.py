"""States that the papers of things lent are drawn from, out of a nature's tables.

Source: docs/contract.md, "Documents"; decision 0094.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from concierge_desk.counter.papers.paper_states import entry_of, sessions_after, typed_words
from concierge_desk.domain.charge import CAUTION
from concierge_desk.domain.errors import Refused
from concierge_desk.mechanisms.lending.model.facts import OUT, LentObject, Loan
from concierge_desk.mechanisms.lending.model.fields import named_object
from concierge_desk.mechanisms.lending.model.papers import CautionHeld, ConditionSheet, LabelSheet, LoanSheet
from concierge_desk.mechanisms.lending.nature import LendingNature
from concierge_desk.mechanisms.lending.tables import looks
from concierge_desk.store import till
from concierge_desk.store.connection import Connection
from concierge_desk.store.day import anchor_at, open_date
from concierge_desk.store.held.things import cautions_of
from concierge_desk.store.settings import rates_on


@dataclass(frozen=True, slots=True)
class LoanPapers:
    """What each paper of a nature is drawn from."""

    nature: LendingNature

    def loan(self, rows: Connection, number: str) -> LoanSheet:
        """Return a loan, with what is held for it by now.

        Raises:
            Refused: ``print.unknown``, ``print.erased``.
        """
        # One that was taken back is drawn: its paper says that it is worth nothing any more.
        loan: Loan | None = looks.row_of(rows, self.nature.code, "loan", number)
        if loan is None:
            raise Refused("print.unknown", document=f"{self.nature.code}_loan:{number}")
        posted = entry_of(rows, loan.begun_seq, f"{self.nature.code}_loan")
        thing: LentObject = looks.row_of(rows, self.nature.code, "object", loan.object)
        first = date.fromisoformat(loan.lent_day)
        return LoanSheet(
            loan=loan,
            thing=thing,
            kind=looks.kinds_on(rows, self.nature, first).get(loan.kind),
            posted=posted,
            anchor=anchor_at(rows, loan.begun_seq),
            today=(open_date(rows) or first).isoformat(),
            typed=typed_words(rows, (thing.fnuci,)),
            cautions=_held(rows, number),
            rate=rates_on(rows, first).get(self.nature.vat_code),
        )

    def reminder(self, rows: Connection, number: str) -> LoanSheet:
        """Return a loan that is out, and when the door is open next.

        Raises:
            Refused: ``print.unknown`` where it is back, ``print.erased``.
        """
        sheet = self.loan(rows, number)
        if sheet.loan.state != OUT:
            raise Refused("print.unknown", document=f"{self.nature.code}_reminder:{number}")
        return replace(sheet, sessions=sessions_after(rows, date.fromisoformat(sheet.today)))

    def label(self, rows: Connection, name: str) -> LabelSheet:
        """Return an object; of a key its number alone.

        Raises:
            Refused: ``print.unknown``.
        """
        thing = looks.object_of(rows, self.nature.code, named_object(name))
        if thing is None:
            raise Refused("print.unknown", document=f"{self.nature.code}_label:{name}")
        return LabelSheet(thing, self.nature.authorised)

    def condition(self, rows: Connection, number: str) -> ConditionSheet:
        """Return how an object was as it left, and is as it came back.

        Raises:
            Refused: As `loan`.
        """
        sheet = self.loan(rows, number)
        return ConditionSheet(sheet, _parts(sheet.loan.condition), _parts(sheet.loan.back_condition))

    def loans(self, rows: Connection) -> Iterable[tuple[str, str]]:
        """Yield day and number of every loan."""
        return self._loans(rows)

    def conditions(self, rows: Connection) -> Iterable[tuple[str, str]]:
        """Yield day and number of every loan of which it was told how its object left or came back."""
        return self._loans(rows, " AND (condition IS NOT NULL OR back_condition IS NOT NULL)")

    def _loans(self, rows: Connection, told: str = "") -> Iterable[tuple[str, str]]:
        sql = (
            f"SELECT lent_day, loan FROM {self.nature.code}_loan WHERE state != 'undone'{told} ORDER BY loan"  # noqa: S608
        )
        return rows.execute(sql).fetchall()


def _held(rows: Connection, number: str) -> tuple[CautionHeld, ...]:
    """Return the cautions of a loan of which something is left, and how each was left."""
    return tuple(
        CautionHeld(one.left_cents, one.kept, () if one.ticket is None else _means(rows, one.ticket))
        for one in cautions_of(rows, number)
        if one.left_cents
    )


def _means(rows: Connection, ticket: str) -> tuple[str, ...]:
    """Return by which means the cautions of a ticket were paid, corrections among them."""
    sold, sums = till.sold_ticket(rows, ticket), Counter[str]()
    for payment in () if sold is None else sold.payments:
        for share in payment["split"]:
            if share["fund"] == CAUTION:
                sums[payment["means"]] += share["cents"]
    return tuple(means for means, cents in sums.items() if cents > 0)


def _parts(condition: str | None) -> dict[str, str]:
    parted = (told.rpartition(":") for told in (condition or "").split())
    return {part: how for part, _, how in parted}
