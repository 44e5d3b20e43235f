"""Random operators at one counter: roles, codes, switches, wrong codes, lent rights; none ever does what is not theirs, no visit is lost.

What each may do is written down here once more, by hand, and naively. R-3.07, R-4.10.
"""

import itertools
import os
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from concierge_desk.counter.command.operation import Answer
from concierge_desk.counter.rights.proofs import Proofs
from concierge_desk.counter.rows import Rows
from concierge_desk.domain.override import override
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from concierge_desk.store.visits import visits
from tests.counter.desks import COFFEE, Desks, Play, card
from tests.counter.rights.four import recorded

OPERATORS = ("o01", "o02", "o03")
CODES = ("4719", "9027", "6150")
ROLES = ("concierge", "volunteer", "responsible", "inspector")
WAITS = (0, 0, 5, 15, 60, 300)

EXAMPLES = {"ci": 20, "full": 600}
LIMIT = 2000
AMOUNTS = (1, 2000, 2001, 3000)

MAY = {
    "sell": {"concierge", "volunteer", "responsible"},
    "count": {"concierge", "volunteer", "responsible"},
    "set": {"responsible"},
    "price": {"concierge", "responsible"},
    "small": {"concierge", "volunteer", "responsible"},
    "large": {"concierge", "responsible"},
    "correct": {"concierge", "responsible"},
    "own code": {"concierge", "volunteer", "responsible", "inspector"},
}
"""Which roles may do what; what is one's own of the day a volunteer may correct as well."""


class Plain(Proofs):
    """Proofs that cost nothing."""

    def __init__(self) -> None:
        self._salts = itertools.count()

    @override
    def hashed(self, code: str) -> str:
        return f"plain {next(self._salts)} {code}"

    @override
    def matches(self, kept: str, code: str) -> bool:
        return kept.endswith(f" {code}")

    @override
    def is_recovery(self, rows: Rows, typed: str) -> bool:
        return typed == "the sheet"


@dataclass
class Person:
    """Somebody, as the naive model knows them."""

    roles: set[str]
    code: str | None = None
    proved: bool = False
    wrong: int = 0
    since: Any = None


@dataclass
class Books:
    people: dict[str, Person] = field(default_factory=dict)
    present: str | None = None
    done: list[tuple[str, str]] = field(default_factory=list)
    visits: dict[str, tuple[bool, int]] = field(default_factory=dict)
    """Whether each is set aside, and how many acts it holds."""


class AtOneCounter(RuleBasedStateMachine):
    """One process, one open day."""

    desks: Desks

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.play: Play = self.stack.enter_context(self.desks.desk())
        self.play.open(float_cents=50_000)
        sources = replace(self.play.counter.sources, proofs=Plain())
        self.play.counter.sources = sources
        self.play.do("operator.set", whom="o02", name="Paul", roles=["volunteer"])
        self.play.do("operator.set", whom="o03", name="Inès", roles=["inspector"])
        first = Person({"concierge", "responsible"})
        self.books = Books({"o01": first, "o02": Person({"volunteer"}), "o03": Person({"inspector"})})

    def teardown(self) -> None:
        assert verify_desk(self.play.desk, VerifyRequest(signatures=True, tables=True)).faults == []
        self.stack.close()

    # What the naive model says.

    def _proves(self, code: str, person: Person) -> str:
        if person.code is None:
            return ""
        waits = WAITS[min(person.wrong, 6) - 1] if person.wrong else 0
        if person.since is not None and self.play.hands.at < person.since + timedelta(seconds=waits):
            return "operator.wait"
        if code == person.code:
            person.wrong, person.since = 0, None
            return ""
        person.wrong, person.since = person.wrong + 1, self.play.hands.at
        return "operator.wrong_code"

    def _actor(self, named: str | None) -> str:
        return named or self.books.present or "o01"

    def _said(self, right: str, named: str | None, approve: tuple[str, str] | None, did: str | None) -> str:
        """Return the refusal of an act; nothing where it is done."""
        if approve is not None:
            refused = self._proves(approve[1], self.books.people[approve[0]])
            if refused:
                return refused
        actor = self.books.people[self._actor(named)]
        if actor.code is not None and not actor.proved:
            return "operator.code_needed"
        holders = [self._actor(named)] if approve is None else [self._actor(named), approve[0]]
        return "" if any(self._able(one, right, did) for one in holders) else "operator.not_allowed"

    def _able(self, who: str, right: str, did: str | None) -> bool:
        roles = self.books.people[who].roles
        return bool(MAY[right] & roles) or (did == who and "volunteer" in roles)

    def _act(
        self,
        right: str,
        do: str,
        named: str | None,
        approve: tuple[str, str] | None,
        *,
        did: str | None = None,
        **fields: Any,
    ) -> Answer:
        raw = {"op": self.play.op(), "do": do, **fields}
        if named is not None:
            raw["by_operator"] = named
        if approve is not None:
            raw["approve"] = dict(zip(("operator", "code"), approve, strict=True))
        expected = self._said(right, named, approve, did)
        by = self._actor(named)
        answer = recorded(replace(self.play.desk, counter=self.play.counter), raw)
        assert ("" if answer.refused is None else answer.refused.code) == expected, (do, by, approve)
        if answer.refused is None:
            assert {entry.by for entry in answer.posted} <= {by}
            lent = {entry.data.get("approved_by") for entry in answer.posted}
            # What waits at the counter is no entry.
            assert lent <= ({None} if self._able(by, right, did) else {approve and approve[0]})
        return answer

    NAMED = st.sampled_from((None, None, *OPERATORS))
    APPROVED = st.none() | st.tuples(st.sampled_from(OPERATORS), st.sampled_from(CODES))

    @rule(named=NAMED, approve=APPROVED)
    def sell(self, named: str | None, approve: tuple[str, str] | None) -> None:
        self._act("sell", "till.settle", named, approve, acts=[COFFEE], payments=[card(120)])

    @rule(named=NAMED, approve=APPROVED)
    def count(self, named: str | None, approve: tuple[str, str] | None) -> None:
        self._act("count", "till.count", named, approve, counted_cents=0)

    @rule(named=NAMED, approve=APPROVED, days=st.integers(1, 60))
    def choose(self, named: str | None, approve: tuple[str, str] | None, days: int) -> None:
        self._act("set", "settings.change", named, approve, values={"till.cheque_days": days})

    @rule(named=NAMED, approve=APPROVED)
    def price(self, named: str | None, approve: tuple[str, str] | None) -> None:
        self._act("price", "shop.set_favourites", named, approve, articles=["CAFE"])

    @rule(named=NAMED, approve=APPROVED, cents=st.sampled_from(AMOUNTS))
    def take_out(self, named: str | None, approve: tuple[str, str] | None, cents: int) -> None:
        right = "small" if cents <= LIMIT else "large"
        self._act(right, "till.move", named, approve, direction="out", cents=cents, reason="bank")

    @rule(named=NAMED, approve=APPROVED)
    def come_in(self, named: str | None, approve: tuple[str, str] | None) -> None:
        answer = self._act("count", "day.count_passages", named, approve)
        if answer.refused is None:
            self.books.done.append((str(answer.op), answer.posted[0].by))

    @precondition(lambda self: self.books.done)
    @rule(named=NAMED, approve=APPROVED, place=st.integers(0, 100))
    def take_back(self, named: str | None, approve: tuple[str, str] | None, place: int) -> None:
        op, did = self.books.done[place % len(self.books.done)]
        answer = self._act(
            "correct", "journal.reverse", named, approve, did=did, op_of=op, reason="wrong_key"
        )
        if answer.refused is None:
            self.books.done.remove((op, did))

    @rule(named=NAMED, approve=APPROVED, acts=st.integers(1, 3), place=st.none() | st.integers(0, 100))
    def serve(self, named: str | None, approve: tuple[str, str] | None, acts: int, place: int | None) -> None:
        known = list(self.books.visits)
        again = {} if place is None or not known else {"visit": known[place % len(known)]}
        answer = self._act("sell", "visit.save", named, approve, acts=[COFFEE] * acts, **again)
        if answer.refused is None:
            self.books.visits[str(answer.result["visit"])] = (False, acts)

    @precondition(lambda self: self.books.visits)
    @rule(named=NAMED, place=st.integers(0, 100), does=st.sampled_from(("park", "resume", "abandon", "pay")))
    def go_on_with(self, named: str | None, place: int, does: str) -> None:
        visit = list(self.books.visits)[place % len(self.books.visits)]
        _parked, acts = self.books.visits[visit]
        if does == "pay":
            answer = self._act("sell", "till.settle", named, None, visit=visit, payments=[card(120 * acts)])
        else:
            answer = self._act("sell", f"visit.{does}", named, None, visit=visit)
        if answer.refused is not None:
            return
        if does in ("pay", "abandon"):
            del self.books.visits[visit]
        else:
            self.books.visits[visit] = (does == "park", acts)

    @rule(
        named=NAMED, whom=st.sampled_from(("o02", "o03")), roles=st.sets(st.sampled_from(ROLES), min_size=1)
    )
    def change_roles(self, named: str | None, whom: str, roles: set[str]) -> None:
        if roles != self.books.people[whom].roles:
            told = {"operator": whom, "name": f"Personne {whom}", "roles": sorted(roles)}
            if self._act("set", "operator.set", named, None, **told).refused is None:
                self.books.people[whom].roles = roles

    @rule(named=NAMED, whom=st.sampled_from(OPERATORS), code=st.sampled_from(CODES))
    def set_code(self, named: str | None, whom: str, code: str) -> None:
        right = "own code" if whom == self._actor(named) else "set"
        if self._act(right, "operator.set_code", named, None, operator=whom, code=code).refused is None:
            one = self.books.people[whom]
            one.code, one.proved, one.wrong, one.since = code, False, 0, None

    @rule(named=NAMED, whom=st.sampled_from(OPERATORS), sheet=st.booleans())
    def reset_code(self, named: str | None, whom: str, sheet: bool) -> None:
        one = self.books.people[whom]
        if one.code is None:
            return
        if sheet:
            raw = {
                "op": self.play.op(),
                "do": "operator.reset_code",
                "operator": whom,
                "recovery": "the sheet",
            }
            assert self.play.counter.execute(raw).refused is None
        elif self._act("set", "operator.reset_code", named, None, operator=whom).refused is not None:
            return
        one.code, one.proved, one.wrong, one.since = None, False, 0, None

    @rule(whom=st.sampled_from(OPERATORS), code=st.sampled_from(CODES))
    def sign_in(self, whom: str, code: str) -> None:
        one = self.books.people[whom]
        expected = self._proves(code, one)
        answer = self.play.ask("operator.sign_in", whom=whom, code=code)
        assert ("" if answer.refused is None else answer.refused.code) == expected
        if not expected:
            one.proved, self.books.present = True, whom

    @rule(whom=st.none() | st.sampled_from(OPERATORS))
    def sign_out(self, whom: str | None) -> None:
        self.play.do("operator.sign_out", **({} if whom is None else {"whom": whom}))
        for code in OPERATORS if whom is None else (whom,):
            self.books.people[code].proved = False
        if whom in (None, self.books.present):
            self.books.present = None

    @rule()
    def begin_another_process(self) -> None:
        self.play.counter.sources.presence.leave(None)
        self.sign_out(None)

    @rule(seconds=st.sampled_from((1, 5, 15, 60, 300)))
    def wait(self, seconds: int) -> None:
        self.play.hands.move(seconds=seconds)

    @invariant()
    def no_visit_is_lost(self) -> None:
        """Whoever comes, goes, is refused or forgotten."""
        waiting = self.play.desk.store.read(visits)
        assert {one.visit: (one.parked, len(one.acts)) for one in waiting} == self.books.visits

    @invariant()
    def nobody_is_told_of_too_soon(self) -> None:
        told = [entry.data for entry in self.play.posted() if entry.kind == "operator.code_failed"]
        assert all(data["tries"] % 5 == 0 for data in told)


def test_nobody_exceeds_a_right_and_no_visit_is_lost(desks: Desks) -> None:
    """R-3.07, R-4.10."""
    AtOneCounter.desks = desks
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        AtOneCounter,
        settings=settings(
            max_examples=EXAMPLES[os.environ.get("CONCIERGE_DESK_SIZE", "ci")],
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
