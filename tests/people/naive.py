"""The model plays an act: the same question the desk is asked, in the same words.

Source: docs/contract.md, "Operation", "Money held and owed"; decisions 0084, 0085, 0086.
"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from concierge_desk.counter.command.operation import Answer
from tests.model.facts import No
from tests.people import tickets
from tests.people.books import Books
from tests.people.facts import Deed, Draft, Person, Ticket
from tests.people.hood import Hood, Learn
from tests.people.slate import Raw, Visit
from tests.people.tickets import Outcome


@dataclass
class Done:
    """What an operation wrote: a ticket, something without a line, a sheet, or nothing."""

    ticket: Ticket | None = None
    deeds: tuple[Deed, ...] = ()
    sheet: str | None = None
    day: str = ""
    reversal: bool = False
    reversed: bool = False


class Neighbours:
    """Everything the model knows, and how it answers."""

    def __init__(self) -> None:
        self.books = Books()
        self.done: dict[str, Done] = {}

    def play(self, raw: Raw) -> Outcome:
        """Say what becomes of an act.

        Raises:
            No: It is refused.
        """
        ways: Mapping[str, Callable[[Raw], Outcome]] = {
            "till.settle": self._settle,
            "till.refund": self._refund,
            "till.pay_in": self._pay_in,
            "journal.reverse": self._reverse,
            "caution.take": self._alone,
            "caution.return": self._alone,
            "visit.save": self._save,
            "visit.park": self._park,
            "visit.resume": self._park,
            "visit.abandon": self._abandon,
            "person.erase": self._erase,
            "day.close": self._close,
            "day.open": self._open,
        }
        if raw["do"] in ways:
            return ways[raw["do"]](raw)
        return self._kept(_ON_PEOPLE[raw["do"]](self.books.hood, raw), raw)

    def _kept(self, learn: Learn, raw: Raw) -> Outcome:
        def learnt(answer: Answer) -> None:
            assert answer.posted == () and answer.result is not None
            learn(answer.result)
            self.done[raw["op"]] = Done()

        return Outcome(learnt)

    # Money.

    def _ticket(self, outcome: Outcome, raw: Raw, *, reversal: bool) -> Outcome:
        def learn(answer: Answer) -> None:
            outcome.learn(answer)
            self.done[raw["op"]] = Done(self.books.tickets[-1], reversal=reversal)

        return Outcome(learn, outcome.may)

    def _settle(self, raw: Raw) -> Outcome:
        return self._ticket(tickets.settle(self.books, raw), raw, reversal=False)

    def _refund(self, raw: Raw) -> Outcome:
        return self._ticket(tickets.refund(self.books, raw), raw, reversal=True)

    def _alone(self, raw: Raw) -> Outcome:
        """A cheque of a caution comes into the safe, or leaves it: no ticket."""
        deeds = Visit(self.books, None).play([raw])
        if any(deed.fund for deed in deeds):
            raise No("till.charged_act")

        def learn(answer: Answer) -> None:
            for deed, entry in zip(deeds, answer.posted, strict=True):
                tickets.born(self.books, deed, entry.data)
            self.books.deeds += deeds
            self.done[raw["op"]] = Done(deeds=tuple(deeds))

        return Outcome(learn)

    def _pay_in(self, raw: Raw) -> Outcome:
        here = {code for code, cheque in self.books.cheques.items() if cheque.state == "here"}
        if not here:
            raise No("till.nothing_to_pay_in")

        def learn(answer: Answer) -> None:
            assert answer.result is not None and set(answer.result["cheques"]) == here
            sheet = answer.result["sheet"]
            for code in here:
                self.books.cheques[code].state, self.books.cheques[code].sheet = "paid_in", sheet
            self.done[raw["op"]] = Done(sheet=sheet, day=self.books.day)

        return Outcome(learn)

    # What never was.

    def _reverse(self, raw: Raw) -> Outcome:
        done = self.done.get(raw["op_of"])
        if done is None:
            raise No("journal.unknown_op")
        if done.reversal:
            raise No("journal.is_reversal")
        if done.ticket is not None:
            return self._ticket(tickets.whole_back(self.books, done.ticket), raw, reversal=True)
        if done.reversed:
            raise No("journal.reversed_already")
        if done.sheet is not None:
            return self._sheet_back(done, raw)
        if not done.deeds:
            raise No("journal.nothing_to_reverse")
        for deed in done.deeds:
            tickets.never_was(self.books, deed, done.deeds)

        def happen() -> None:
            for deed in done.deeds:
                tickets.strike(self.books, deed)

        return self._reversed(done, raw, happen)

    def _reversed(self, done: Done, raw: Raw, happen: Callable[[], None]) -> Outcome:
        def learn(_answer: Answer) -> None:
            happen()
            done.reversed = True
            self.done[raw["op"]] = Done(reversal=True)

        return Outcome(learn)

    def _sheet_back(self, done: Done, raw: Raw) -> Outcome:
        on_it = [cheque for cheque in self.books.cheques.values() if cheque.sheet == done.sheet]
        if done.day != self.books.day:
            raise No("till.sheet_stays")
        if any(cheque.state != "paid_in" for cheque in on_it):
            # The bank has given one of them back: it had them.
            raise No("till.sheet_stays")

        def happen() -> None:
            for cheque in on_it:
                cheque.state, cheque.sheet = "here", None

        return self._reversed(done, raw, happen)

    # Visits.

    def _draft(self, code: str) -> Draft:
        if code in self.books.settled:
            raise No("visit.settled")
        found = next((one for one in self.books.drafts if one.code == code), None)
        if found is None:
            raise No("visit.unknown")
        return found

    def _save(self, raw: Raw) -> Outcome:
        code = raw["visit"]
        if code in self.books.settled:
            raise No("visit.settled")

        def learn(_answer: Answer) -> None:
            known = next((one for one in self.books.drafts if one.code == code), None)
            who = raw.get("who", known.who if known else None)
            made = Draft(code, deepcopy(raw["acts"]), deepcopy(who), dict(raw["step"]))
            self.books.drafts = [one for one in self.books.drafts if one.code != code] + [made]
            self.done[raw["op"]] = Done()

        return Outcome(learn)

    def _park(self, raw: Raw) -> Outcome:
        draft = self._draft(raw["visit"])

        def learn(_answer: Answer) -> None:
            draft.parked = raw["do"] == "visit.park"

        return Outcome(learn)

    def _abandon(self, raw: Raw) -> Outcome:
        draft = self._draft(raw["visit"])
        return Outcome(lambda _answer: self.books.drafts.remove(draft))

    # Somebody is forgotten.

    def _erase(self, raw: Raw) -> Outcome:
        one = self.books.hood.by_card(raw["person"])
        if one is None:
            raise No("person.unknown")
        gone = self.books.hood.all_of(one)
        if self.still_open(gone) and not raw.get("confirmed"):
            raise No("person.still_open")

        def learn(_result: Mapping[str, Any]) -> None:
            self.books.hood.forget(gone, self.books.things, self.books.drafts)

        return self._kept(learn, raw)

    def still_open(self, gone: list[Person]) -> dict[str, int]:
        """What of somebody is open, by code: what is tied to him, and what bears his name alone."""
        bears = {one.name: self.books.hood.bears(gone, one.name) for one in gone}
        his = [
            thing
            for thing in self.books.things
            if not thing.never and (thing.owner in gone or bears.get(thing.name or ""))
        ]
        return {thing.code: left for thing in his if (left := self.books.left(thing))}

    # Days.

    def _close(self, _raw: Raw) -> Outcome:
        def learn(answer: Answer) -> None:
            (closing,) = [entry.data for entry in answer.posted if entry.kind == "day.closed"]
            _closes(self.books, closing)
            counted = [entry.data for entry in answer.posted if entry.kind == "people.counted"]
            today = {
                id(self.books.hood.stayed(one)) for one, day in self.books.hood.links if day == closing["day"]
            }
            assert [data["users"] for data in counted] == ([len(today)] if self.books.hood.people else [])
            for draft in self.books.drafts:
                draft.parked = True

        return Outcome(learn)

    def _open(self, raw: Raw) -> Outcome:
        def learn(_answer: Answer) -> None:
            self.books.day = raw["confirmed_day"]
            self.books.cash = raw.get("float_cents", self.books.cash)

        return Outcome(learn)


def _closes(books: Books, closing: Mapping[str, Any]) -> None:
    """What a closing says is held and owed is what each fund comes to, and what all things come to."""
    assert closing["cash"]["expected_cents"] == books.cash
    assert sum(row["cents"] for row in closing["funds"]) == sum(row["net_cents"] for row in closing["means"])
    held = closing.get("held")
    if held is None:
        assert not [thing for thing in books.things if books.left(thing)]
        return
    money = {
        sort: sum(books.left(thing) for thing in books.there(sort) if not books.in_safe(thing))
        for sort in ("caution", "advance", "debt")
    }
    safe = [thing for thing in books.there("caution") if books.in_safe(thing) and books.left(thing)]
    assert held["cautions"]["cents"] == money["caution"] == books.fund("CAUTION")
    assert held["advances"]["cents"] == money["advance"] == books.fund("ADVANCE")
    assert held["debts"]["cents"] == money["debt"] == -books.fund("ACCOUNT")
    assert held["cautions"]["cheques"] == len(safe)
    assert held["cautions"]["cheque_cents"] == sum(map(books.left, safe))
    for row in closing.get("balances", ()):
        assert row["closing_cents"] == books.fund(row["fund"])


_ON_PEOPLE: Mapping[str, Callable[[Hood, Raw], Learn]] = {
    "person.create": Hood.create,
    "person.correct": Hood.correct,
    "person.card": Hood.card,
    "person.merge": Hood.merge,
    "person.unmerge": Hood.unmerge,
    "household.create": Hood.begin_home,
    "household.join": Hood.join_home,
    "household.leave": Hood.leave_home,
    "household.split": Hood.split_home,
}
