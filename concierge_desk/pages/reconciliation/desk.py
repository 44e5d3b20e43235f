"""Account of the bank at an open desk.

Source: decision 0082.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from concierge_desk.counter.bank.words import day_words, expected_words
from concierge_desk.counter.texts.paper_dates import payee_label
from concierge_desk.counter.texts.short_dates import day_and_year
from concierge_desk.desk import reconciliation
from concierge_desk.domain.accounting.reconciling import OpenDue, Proposal
from concierge_desk.domain.charge import OWN_PAYEE
from concierge_desk.domain.money import format_amount
from concierge_desk.domain.override import override
from concierge_desk.i18n import N_
from concierge_desk.jobs.bank import statements
from concierge_desk.jobs.page_desk import MachineDesk
from concierge_desk.pages.reconciliation.face import (
    BankFace,
    BankPicture,
    BankRow,
    FileRow,
    LookedAtStatement,
    Part,
)
from concierge_desk.store.day import day_state
from concierge_desk.store.reconciling.bank import BankDue, BankLine


class BankDesk(MachineDesk, BankFace):
    """The desk of the page of the bank."""

    @override
    def picture(self, account: str) -> BankPicture:
        code = account or OWN_PAYEE
        found = self._desk.store.read(lambda rows: reconciliation.reconcile(rows, code))
        drawer = self._desk.settings.drawer
        payees = self._desk.store.read(lambda rows: day_state(rows, drawer).payees)
        accounts = (OWN_PAYEE, *sorted(set(payees.values()) - {OWN_PAYEE}))
        name = payee_label(code, self.lang) if len(accounts) > 1 else ""
        return BankPicture(code, name, self._standing(found), accounts, tuple(self._rows(found)))

    @override
    def newest(self, account: str) -> LookedAtStatement | None:
        path = statements.newest_statement(self._system)
        return None if path is None else self.statement(path, account)

    @override
    def statement(self, path: Path, account: str) -> LookedAtStatement:
        found = statements.look_at(self._desk, path, account or OWN_PAYEE)
        told = found.statement
        rows = tuple(
            FileRow(day_words(line.day, self.lang), line.label or "", line.cents) for line in told.lines
        )
        return LookedAtStatement(path, self._span(told.from_day, told.until_day), rows, found.new)

    @override
    def take_in(self, path: Path, account: str) -> int:
        told = statements.read_statement(path)
        answer = self._play(statements.IMPORT, **statements.fields_of(told, account or OWN_PAYEE))
        return int(answer["new"])

    @override
    def accept(self, account: str, line: str) -> str:
        code = account or OWN_PAYEE
        found = self._desk.store.read(lambda rows: reconciliation.reconcile(rows, code))
        chosen = [one for one in found.proposed if one.line.line == line] if line else list(found.exact)
        kept = 0
        for one in chosen:
            kept += self._play(reconciliation.MATCH, **reconciliation.fields_of(one))["commission_cents"]
        if kept:
            return self.speech.say(
                N_("Matched. The bank kept {amount}, its commission."), amount=format_amount(kept)
            )
        return self.speech.count("One line is matched.", "{count} lines are matched.", len(chosen))

    @override
    def set_aside(self, line: str) -> None:
        self._play(reconciliation.MATCH, lines=[line])

    def _play(self, do: str, **fields: Any) -> dict[str, Any]:
        answer = self.play({"op": self.new_op(), "do": do, **fields})
        if answer.refused is not None:
            raise answer.refused
        return dict(answer.result or {})

    def _standing(self, found: reconciliation.Reconciliation) -> str:
        if found.span is None:
            return self.speech.say(N_("No statement was taken in yet."))
        return self.speech.say(N_("Statements taken in: {span}"), span=self._span(*found.span))

    def _span(self, first: str, last: str) -> str:
        begins, ends = (day_and_year(date.fromisoformat(day), self.lang) for day in (first, last))
        return self.speech.say(N_("{from_day} to {until_day}"), from_day=begins, until_day=ends)

    def _rows(self, found: reconciliation.Reconciliation) -> Iterator[BankRow]:
        kept = [one for one in found.proposed if one.commission_cents]
        for one in (*found.exact, *kept):
            yield self._proposed(one, found)
        yield from (self._line(line, "unknown", found) for line in found.unknown if line.cents > 0)
        yield from (self._due(due, "missing") for due in found.missing)
        yield from (self._due(due, "waiting") for due in found.waiting)
        yield from (self._line(line, "left", found) for line in found.unknown if line.cents <= 0)
        yield from (self._line(line, "matched", found) for line in found.matched)

    def _proposed(self, one: Proposal, found: reconciliation.Reconciliation) -> BankRow:
        line, kept = one.line, one.commission_cents
        paid = " + ".join(dict.fromkeys(day_words(due.day.isoformat(), self.lang) for due in one.of))
        when = self.speech.say(
            N_("{paid}, at the bank on {day}"), paid=paid, day=day_words(line.day.isoformat(), self.lang)
        )
        tag = self.speech.say(N_("commission {amount}"), amount=format_amount(kept)) if kept else ""
        part: Part = "kept" if kept else "exact"
        label = found.labels.get(line.line, "")
        return BankRow(line.line, part, self._words(one.of), when, label, line.cents, tag)

    def _line(self, line: BankLine, part: Part, found: reconciliation.Reconciliation) -> BankRow:
        when, label = day_words(line.day, self.lang), found.labels.get(line.line, "")
        if part != "matched":
            return BankRow(line.line, part, when, "", label, line.cents)
        of = found.with_them.get(line.matched_seq or 0, ())
        said = self._words(of) or self.speech.say(N_("Nothing of the desk's"))
        return BankRow(line.line, part, said, when, label, line.cents)

    def _due(self, due: BankDue, part: Part) -> BankRow:
        words = expected_words(due.ref, due.part, self.lang)
        return BankRow(due.name, part, words, day_words(due.day, self.lang), "", due.cents)

    def _words(self, of: Sequence[OpenDue | BankDue]) -> str:
        return " + ".join(expected_words(due.ref, due.part, self.lang) for due in of)
