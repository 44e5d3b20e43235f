"""Things lent at a real desk, whatever is done to them: the machine, and a clerk who reckons by hand beside it."""

from collections import Counter
from contextlib import ExitStack
from datetime import date, timedelta
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.counter.desks import Desks, Play, card, cash
from tests.lending.promises import IN_USE, Promises, each_day, rolled
from tests.lending.test_loans import CHECKS, member
from tests.services.relay_desk import rebuilt

DRILLS = ("PERC-1", "PERC-2")
CHAIRS, MANY = "CHAISE", 6
KINDS = {**dict.fromkeys(DRILLS, "PERCEUSE"), CHAIRS: "CHAISE"}
TABLES = ("object", "loan", "reservation", "waiting", "upkeep")
BEGINS = date(2026, 12, 15)
pick = st.integers(0, 63)


class LendingMachine(RuleBasedStateMachine):
    """A desk with two drills and six chairs, and three members, over Christmas."""

    desks: ClassVar[Desks]

    def __init__(self) -> None:
        super().__init__()
        self.lent = ExitStack()
        self.day = BEGINS
        self.done: list[tuple[str, Any]] = []

    @initialize()
    def begin(self) -> None:
        self.play: Play = self.lent.enter_context(self.desks.desk(start=f"{BEGINS}T08:00"))
        self.play.open(f"{BEGINS}T08:00", float_cents=100_000)
        for name in DRILLS:
            self.play.do("tools.register", object=name, kind="PERCEUSE", place="O1", tested_day="2026-06-01")
        self.play.do("tools.register", object=CHAIRS, kind="CHAISE", place="O2", quantity=MANY)
        self.people = [member(self.play, name) for name in ("Kessler", "Roux", "Weber")]

    def teardown(self) -> None:
        try:
            if hasattr(self, "play"):
                self.play.do("day.close", counted_cents=None)
                rebuilt(self.play)
        finally:
            self.lent.close()

    # What is done.

    @rule(n=pick, whom=pick, days=st.integers(0, 9), back=st.integers(0, 2))
    def lend(self, n: int, whom: int, days: int, back: int) -> None:
        first = self.day - timedelta(days=back)
        told = {"days": days, "checks": CHECKS, "age": "adult", "lent_day": first.isoformat()}
        self._lend(DRILLS[n % 2], whom, first, rolled(first + timedelta(days=days)), 1, told)

    @rule(whom=pick, quantity=st.integers(1, 4), days=st.integers(0, 5))
    def lend_chairs(self, whom: int, quantity: int, days: int) -> None:
        due = rolled(self.day + timedelta(days=days))
        self._lend(CHAIRS, whom, self.day, due, quantity, {"due_day": due.isoformat(), "quantity": quantity})

    def _lend(self, name: str, whom: int, first: date, due: date, count: int, told: dict[str, Any]) -> None:
        """Lend; it is taken by somebody else where the clerk says so, and only there."""
        ((state, kept_for),) = self.play.rows(
            "SELECT state, kept_for FROM tools_object WHERE object = ?", name
        )
        his = self._parties(whom)
        here = self._many(name) - self._out(name)
        if here and state in ("available", "kept"):
            free = self._promises(name, but=his).may_have(name, first, due, min(count, here))
        code = self._try("lend", object=name, who=self._who(whom), confirm_late=True, **told)
        if state == "out" or state not in ("available", "kept"):
            assert code in ("tools.already_yours", "tools.out_already", "tools.not_available")
        elif not free:
            assert code == "tools.days_taken"
        elif state == "kept" and kept_for not in his:
            assert code == "tools.kept_for_other"
        elif count > here:
            assert code == "tools.quantity_short"
        else:
            assert code in ("", "tools.too_many")

    @rule(n=pick, short=st.booleans(), damaged=st.booleans())
    def give_back(self, n: int, short: bool, damaged: bool) -> None:
        name = DRILLS[n % 2]
        checks = {**CHECKS, "FORET": CHECKS["FORET"] - short}
        how = {"condition": "damaged"} if damaged else {}
        code = self._try("return", object=name, checks=checks, **how)
        assert code == ("" if not code else "tools.already_back")

    @rule(n=pick, quantity=st.integers(1, 3))
    def give_chairs_back(self, n: int, quantity: int) -> None:
        rows = "SELECT loan, out FROM tools_loan WHERE object = ? AND state = 'out' ORDER BY loan"
        out = self.play.rows(rows, CHAIRS)
        if out:
            loan, there = out[n % len(out)]
            code = self._try("return", loan=loan, quantity=quantity)
            assert code == ("tools.more_than_lent" if quantity > there else "")

    @rule(n=pick, here=st.booleans())
    def lose_chairs(self, n: int, here: bool) -> None:
        """Somebody loses what he has, or those are lost that could not be found here: the others stay."""
        rows = "SELECT loan, out FROM tools_loan WHERE object = ? AND state = 'out' ORDER BY loan"
        out = self.play.rows(rows, CHAIRS)
        many, outside = self._many(CHAIRS), self._out(CHAIRS)
        if here:
            code = self._try("report_incident", object=CHAIRS, incident="not_found")
            if code:
                return
            left = outside
            code = self._try("report_incident", object=CHAIRS, incident="lost")
        elif out:
            loan, there = out[n % len(out)]
            left = many - there
            code = self._try("report_incident", object=CHAIRS, loan=loan, incident="lost")
        else:
            return
        assert code == ""
        ((quantity, state),) = self.play.rows(
            "SELECT quantity, state FROM tools_object WHERE object = ?", CHAIRS
        )
        assert (quantity, state == "lost") == ((left, False) if left else (many, True))

    @rule(n=pick, days=st.integers(1, 9))
    def renew(self, n: int, days: int) -> None:
        name = DRILLS[n % 2]
        loan = self.play.rows(
            "SELECT due_day, renewals, loan, party FROM tools_loan WHERE object = ? AND state = 'out'", name
        )
        if not loan:
            assert self._try("renew", object=name, days=days) == "tools.already_back"
            return
        due_day, renewals, number, party = loan[0]
        begin = max(date.fromisoformat(due_day), self.day)
        mine = next(his for whom in range(len(self.people)) if party in (his := self._parties(whom)))
        promises = self._promises(name, but=mine, without=number)
        free = promises.may_have(name, begin, rolled(begin + timedelta(days=days)))
        code = self._try("renew", object=name, days=days)
        assert code == ("tools.no_more_renewals" if renewals == 2 else "" if free else "tools.days_taken")

    @rule(
        n=pick,
        whom=pick,
        first=st.integers(0, 12),
        length=st.integers(0, 4),
        what=st.sampled_from("ok"),
        count=st.integers(1, 2),
    )
    def reserve(self, n: int, whom: int, first: int, length: int, what: str, count: int) -> None:
        name = (*DRILLS, CHAIRS)[n % 3]
        begin = rolled(self.day + timedelta(days=first))
        end = rolled(begin + timedelta(days=length))
        days = {"from_day": begin.isoformat(), "to_day": (begin + timedelta(days=length)).isoformat()}
        promises = self._promises(name)
        if what == "k":
            code = self._try("reserve", kind=KINDS[name], who=self._who(whom), quantity=count, **days)
            free = promises.may_have_any(begin, end, count)
        else:
            code = self._try("reserve", object=name, who=self._who(whom), quantity=count, **days)
            free = promises.may_have(name, begin, end, count)
        assert code in (("",) if free else ("tools.days_taken", "tools.quantity_short"))

    @rule(n=pick)
    def unreserve(self, n: int) -> None:
        rows = self.play.rows(
            "SELECT object, kind, from_day FROM tools_reservation WHERE state = 'open' ORDER BY party"
        )
        if rows:
            name, kind, day = rows[n % len(rows)]
            what = {"kind": kind} if name is None else {"object": name}
            assert self._try("unreserve", **what, from_day=day) in ("", "tools.which_one")

    @rule(n=pick, whom=pick, kind=st.booleans(), do=st.sampled_from(["wait", "wait", "stop_waiting"]))
    def wait(self, n: int, whom: int, kind: bool, do: str) -> None:
        what = {"kind": "PERCEUSE"} if kind else {"object": DRILLS[n % 2]}
        self._try(do, **what, who=self._who(whom))

    @rule(n=pick, do=st.sampled_from(["call", "release"]))
    def keep(self, n: int, do: str) -> None:
        self._try(do, object=DRILLS[n % 2])

    @rule(n=pick, incident=st.sampled_from(["damaged", "not_found", "found", "lost"]))
    def report(self, n: int, incident: str) -> None:
        self._try("report_incident", object=DRILLS[n % 2], incident=incident)

    @rule(n=pick, what=st.sampled_from(["repaired", "repaired", "set_aside", "put_back", "retired"]))
    def maintain(self, n: int, what: str) -> None:
        self._try("maintain", object=DRILLS[n % 2], what=what)

    @rule(n=pick, how=st.sampled_from(["cash", "card", "cheque"]))
    def pay_and_leave_a_caution(self, n: int, how: str) -> None:
        rows = self.play.rows(
            "SELECT loan, cents - paid_cents, caution_cents FROM tools_loan WHERE state = 'out' AND caution_cents > 0"
            " AND loan NOT IN (SELECT of FROM caution WHERE of IS NOT NULL AND state != 'undone') ORDER BY loan"
        )
        if not rows:
            return
        loan, cents, caution = rows[n % len(rows)]
        acts = [{"do": "tools.pay", "loan": loan}] if cents > 0 else []
        due = max(0, cents)
        if how == "cheque":
            self.play.do("caution.take", of=loan, cents=caution, cheque={"bank": "LBP"})
        else:
            acts.append({"do": "caution.take", "of": loan, "cents": caution})
            due += caution
        if acts:
            self.play.settle(acts, cash(due) if how == "cash" else card(due))
        self.done.clear()

    @rule(n=pick, keep=st.booleans())
    def end_a_caution(self, n: int, keep: bool) -> None:
        rows = self.play.rows(
            "SELECT code, kept, left_cents FROM caution WHERE state IN ('open', 'kept') ORDER BY code"
        )
        if not rows:
            return
        code, kept, cents = rows[n % len(rows)]
        if kept == "cheque":
            self.play.do("caution.return", of=code)
        elif keep:
            self.play.settle([{"do": "caution.keep", "of": code, "cents": cents, "reason": "damage"}])
        else:
            self.play.settle([{"do": "caution.return", "of": code}])
        self.done.clear()

    @rule(many=st.integers(1, 4))
    def undo(self, many: int) -> None:
        """What was done last is as it was before it, to the column; and so is what was done before that."""
        for _ in range(many):
            if not self.done:
                return
            op, before = self.done.pop()
            self.play.do("journal.reverse", op_of=op, reason="wrong_key")
            assert self._rows() == before

    @precondition(lambda self: len(self.done) > 1)
    @rule(n=pick)
    def undo_an_older_one(self, n: int) -> None:
        """It is changed since, or nothing of what came after it concerned it."""
        op, _before = self.done[n % (len(self.done) - 1)]
        rows = self._rows()
        refused = self.play.ask("journal.reverse", op_of=op, reason="wrong_key").refused
        if refused is not None:
            assert refused.code in ("tools.changed_since", "tools.days_taken")
            assert self._rows() == rows
        else:
            self.done.clear()

    @rule()
    def sleep(self) -> None:
        self.play.do("day.close", counted_cents=None)
        self.day = rolled(self.day + timedelta(days=1))
        self.play.open(f"{self.day}T09:30", confirmed_day=self.day.isoformat(), again=True)
        self.done.clear()

    # What holds whatever is done.

    @invariant()
    def each_copy_is_with_one(self) -> None:
        if not hasattr(self, "play"):
            return
        out = Counter(name for (name,) in self.play.rows("SELECT object FROM tools_loan WHERE state = 'out'"))
        assert all(out[name] <= 1 for name in DRILLS)
        states = dict(self.play.rows("SELECT object, state FROM tools_object"))
        assert all((out[name] == 1) == (states[name] == "out") for name in DRILLS)
        many = self._many(CHAIRS)
        assert self._out(CHAIRS) <= many
        assert (states[CHAIRS] == "out") == (self._out(CHAIRS) == many)
        rows = self.play.rows("SELECT quantity, out, state FROM tools_loan WHERE state != 'undone'")
        assert all(0 < left <= lent if state == "out" else left == 0 for lent, left, state in rows)

    @invariant()
    def nothing_is_kept_for_nobody(self) -> None:
        """Each place in the queue has one thing at most, and whatever is kept is somebody's who waits."""
        if hasattr(self, "play"):
            kept = self.play.rows("SELECT kept_for FROM tools_object WHERE kept_for IS NOT NULL")
            waits = self.play.rows("SELECT party FROM tools_waiting WHERE state = 'open'")
            assert len(set(kept)) == len(kept)
            assert set(kept) <= set(waits)
            assert len(kept) == self.play.rows("SELECT count(*) FROM tools_object WHERE state = 'kept'")[0][0]

    @invariant()
    def cautions_are_their_fund(self) -> None:
        if hasattr(self, "play"):
            (held,) = self.play.rows("SELECT COALESCE(sum(left_cents), 0) FROM caution WHERE state = 'open'")[
                0
            ]
            (fund,) = self.play.rows(
                "SELECT COALESCE(sum(cents), 0) FROM ticket_line WHERE fund = 'CAUTION'"
            )[0]
            assert held == fund

    # The clerk.

    def _try(self, do: str, **fields: Any) -> str:
        """Play an act that may be refused: what was before it comes back with it. Return why it is."""
        before = self._rows()
        answer = self.play.ask(f"tools.{do}", **fields)
        if answer.refused is not None:
            assert self._rows() == before
            return answer.refused.code
        self.done.append((str(answer.op), before))
        return ""

    def _rows(self) -> dict[str, list[tuple[Any, ...]]]:
        known = {table: " WHERE state != 'undone'" for table in TABLES if table != "upkeep"}
        return {
            name: self.play.rows(f"SELECT * FROM tools_{name}{known.get(name, '')} ORDER BY 1")
            for name in TABLES
        }

    def _who(self, n: int) -> dict[str, str]:
        return self.people[n % len(self.people)]

    def _parties(self, n: int) -> frozenset[str]:
        sql = "SELECT ref FROM party_link WHERE person = ?"
        return frozenset(ref for (ref,) in self.play.rows(sql, self._who(n)["card"]))

    def _many(self, name: str) -> int:
        return int(self.play.rows("SELECT quantity FROM tools_object WHERE object = ?", name)[0][0])

    def _out(self, name: str) -> int:
        sql = "SELECT COALESCE(sum(out), 0) FROM tools_loan WHERE object = ? AND state = 'out'"
        return int(self.play.rows(sql, name)[0][0])

    def _promises(self, name: str, but: frozenset[str] = frozenset(), without: str = "") -> Promises:
        """Return what is promised of a thing's kind, by the loans and reservations that there are."""
        kind = KINDS[name]
        copies = {
            copy: self._many(copy)
            for copy, state in self.play.rows("SELECT object, state FROM tools_object WHERE kind = ?", kind)
            if state in IN_USE
        }
        taken, wanted = Counter[tuple[str, date]](), Counter[date]()
        for copy, loan, lent, due, out in self.play.rows(
            "SELECT object, loan, lent_day, due_day, out FROM tools_loan WHERE state = 'out' AND kind = ?",
            kind,
        ):
            last = max(date.fromisoformat(due), self.day)
            if loan != without:
                taken.update({(copy, day): out for day in each_day(date.fromisoformat(lent), last)})
        for copy, party, first, to, many in self.play.rows(
            "SELECT object, party, from_day, to_day, quantity FROM tools_reservation"
            " WHERE state = 'open' AND kind = ?",
            kind,
        ):
            if party not in but:
                days = list(each_day(date.fromisoformat(first), date.fromisoformat(to)))
                if copy is None:
                    wanted.update(dict.fromkeys(days, many))
                else:
                    taken.update({(copy, day): many for day in days})
        return Promises(copies, taken, wanted)
