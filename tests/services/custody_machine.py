"""Items at a real desk, whatever is done to them: the machine, and a clerk's notebook beside it.

The notebook knows of each stay where it stands, on which shelf, on which slip; it is kept by hand from
docs/trade.md, "Life of an item", knows nothing of the program, and says of each act whether it is allowed.
"""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from concierge_desk.counter.command.operation import Answer
from concierge_desk.services.relay import reports
from concierge_desk.services.relay.tables.incidents import open_incidents
from tests.counter.desks import Desks, Play
from tests.services.relay_desk import (
    AMBIGUOUS,
    CHRONOPOST,
    DPD,
    LETTER,
    PARCEL,
    REGISTERED,
    SEEN,
    rebuilt,
)

BROUGHT: tuple[tuple[str | None, str], ...] = (
    (PARCEL, "colissimo"),
    (LETTER, "letter"),
    (REGISTERED, "registered"),
    (CHRONOPOST, "chronopost"),
    (DPD, "dpd"),
    (AMBIGUOUS, "dpd"),
    (AMBIGUOUS, "colissimo"),
    (None, "letter"),
    (None, "mondial_relay"),
)
"""Few numbers, so that they come back."""

OWNER = {"dpd": "DPD", "mondial_relay": "MONDIAL_RELAY"}
HERE = ("held", "damaged", "refused", "misrouted", "not_found")
AWAY = "misdelivered"
"""Handed to the wrong person: not here, and not gone."""
BACK_BY_FINDING = ("not_found", AWAY)
ALLOWED = {
    "hand_over": ("held", "damaged"),
    "refuse": ("held", "damaged"),
    "move": ("held", "damaged", "refused", "misrouted"),
    "remind": ("held", "damaged"),
    "return": ("held", "damaged", "refused", "misrouted"),
    "damaged": ("held", "refused", "misrouted"),
    "misrouted": ("held", "damaged"),
    "not_found": ("held", "damaged", "refused", "misrouted"),
    "found": BACK_BY_FINDING,
    "lost": BACK_BY_FINDING,
}

pick = st.integers(0, 63)
"""Which one of what there is: 0 is the latest."""


@dataclass(frozen=True)
class Noted:
    """One stay in the notebook."""

    custody: str
    owner: str
    carrier: str
    tracking: str | None
    deadline: str
    presented: str | None
    shelf: str
    state: str = "held"
    missing_from: str | None = None
    slip: str | None = None
    matters: tuple[tuple[int, str, str], ...] = ()
    """What is to be settled: in which order it was said, what, on which day."""
    lost_on: str | None = None

    @property
    def here(self) -> bool:
        return self.state in HERE

    @property
    def open(self) -> bool:
        return self.here or self.state == AWAY

    def allows(self, act: str) -> bool:
        return self.state in ALLOWED[act] and not (self.here and self.slip)


@dataclass(frozen=True)
class Done:
    """An act that was accepted: its operation, its kind, and the stays as they were before it."""

    op: str
    act: str
    before: tuple[Noted, ...]
    custodies: tuple[str, ...]
    slip: str | None = None


class CustodyMachine(RuleBasedStateMachine):
    """A desk and its items."""

    desks: ClassVar[Desks]

    def __init__(self) -> None:
        super().__init__()
        self.lent = ExitStack()
        self.book: dict[str, Noted] = {}
        self.done: list[Done] = []
        self.touched: dict[str, int] = {}
        self.slips: dict[str, str] = {}
        self.sums: dict[str, int] = {}
        self.said: dict[str, int] = {}
        self.day = date(2026, 11, 25)

    @initialize()
    def begin(self) -> None:
        self.play: Play = self.lent.enter_context(self.desks.desk())
        self.play.open(float_cents=0)

    def teardown(self) -> None:
        try:
            if hasattr(self, "play"):
                self._close_day()
                rebuilt(self.play)
        finally:
            self.lent.close()

    # What arrives.

    @rule(item=st.sampled_from(BROUGHT), notice=st.integers(-20, 0), label=st.none() | st.integers(-3, 20))
    def receive(self, item: tuple[str | None, str], notice: int, label: int | None) -> None:
        tracking, carrier = item
        owner = OWNER.get(carrier, "LAPOSTE")
        fields: dict[str, Any] = {"shelf": f"A{len(self.book)}", "carrier": carrier}
        if tracking is not None:
            fields["tracking"] = tracking
        if notice < 0:
            fields["presented_day"] = (self.day + timedelta(days=notice)).isoformat()
        if label is not None:
            fields["label_deadline_day"] = (self.day + timedelta(days=label)).isoformat()
        answer = self.play.ask("relay.receive", **fields)
        here = [
            noted for noted in self.book.values()
            if noted.open and tracking is not None and (noted.owner, noted.tracking) == (owner, tracking)
        ]  # fmt: skip
        if here:
            # Never a second stay: it is here, or it is expected back.
            assert answer.refused is not None
            assert (answer.refused.code, answer.refused.params.get("shelf")) == (
                ("relay.already_held", here[0].shelf) if here[0].here else ("relay.misdelivered", None)
            )
            return
        if label is not None and label < notice < 0:
            assert answer.refused is not None
            assert answer.refused.code == "relay.deadline_before_notice"
            return
        assert answer.refused is None
        result = answer.result
        if label is not None:
            assert result["deadline_day"] == fields["label_deadline_day"]
        self.book[result["custody"]] = Noted(
            result["custody"], owner, carrier, tracking, result["deadline_day"], fields.get("presented_day"),
            fields["shelf"],
        )  # fmt: skip
        self._did(answer, "receive", (), (result["custody"],))

    # What happens to one of them.

    @precondition(lambda self: self.book)
    @rule(n=pick, shown=st.booleans(), by_number=st.booleans())
    def hand_over(self, n: int, shown: bool, by_number: bool) -> None:
        noted = self._one(n)
        papers = SEEN if shown else {"collector": "addressee"}
        enough = shown or noted.carrier == "letter"
        answer = self._act(noted, "hand_over", by_number, allowed=enough, do="relay.hand_over", **papers)
        if noted.allows("hand_over") and not enough:
            assert answer is None
        elif answer is not None:
            self._put(noted, "hand_over", answer, state="handed_over")

    @precondition(lambda self: self.book)
    @rule(n=pick, by_number=st.booleans())
    def refuse(self, n: int, by_number: bool) -> None:
        noted = self._one(n)
        answer = self._act(noted, "refuse", by_number, do="relay.refuse", reason="refused_by_addressee")
        if answer is not None:
            self._put(noted, "refuse", answer, state="refused")

    @precondition(lambda self: self.book)
    @rule(n=pick)
    def move(self, n: int) -> None:
        noted = self._one(n)
        shelf = f"{noted.shelf[:-1]}{n % 10}"
        answer = self._act(noted, "move", allowed=shelf != noted.shelf, do="relay.move", shelf=shelf)
        if answer is not None:
            self._put(noted, "move", answer, shelf=shelf)

    @precondition(lambda self: self.book)
    @rule(n=pick)
    def remind(self, n: int) -> None:
        noted = self._one(n)
        answer = self._act(noted, "remind", do="relay.remind")
        if answer is not None:
            self._put(noted, "remind", answer)

    @precondition(lambda self: self.book)
    @rule(n=pick, what=st.sampled_from(("damaged", "misrouted", "not_found", "found", "found", "lost")))
    def incident(self, n: int, what: str) -> None:
        noted = self._one(n)
        answer = self._act(noted, what, do="relay.report_incident", incident=what)
        if answer is None:
            return
        goes_back = what == "damaged" and noted.state in ("refused", "misrouted")
        changes: dict[str, Any] = {"state": noted.state if goes_back else what}
        if what == "not_found":
            changes["missing_from"] = noted.state
        if what == "found":
            changes["state"] = noted.missing_from
            changes["matters"] = tuple(one for one in noted.matters if one[1] not in BACK_BY_FINDING)
        elif what == "lost":
            changes["lost_on"] = self.day.isoformat()
        else:
            changes["matters"] = self._with_matter(noted, answer, what)
        self._put(noted, what, answer, **changes)

    def _with_matter(self, noted: Noted, answer: Answer, what: str) -> tuple[tuple[int, str, str], ...]:
        self.said[str(answer.op)] = len(self.said)
        return (*noted.matters, (self.said[str(answer.op)], what, self.day.isoformat()))

    # The postman.

    @rule(sign=st.booleans(), some=st.lists(pick, max_size=3))
    def slip(self, sign: bool, some: list[int]) -> None:
        """List what goes back, or give it at once; everything that is due, or some numbers."""
        here = [
            noted
            for noted in self.book.values()
            if noted.here and noted.tracking and noted.tracking != AMBIGUOUS
        ]
        fields: dict[str, Any] = {"what": "returns"}
        if some and here:
            chosen = list({here[n % len(here)].custody: here[n % len(here)] for n in some}.values())
            fields["trackings"] = [str(noted.tracking) for noted in chosen]
            allowed = (
                all(noted.allows("return") for noted in chosen)
                and len({noted.owner for noted in chosen}) == 1
            )
        else:
            chosen = [
                noted for noted in self.book.values() if noted.owner == "LAPOSTE" and self._is_due(noted)
            ]
            allowed = bool(chosen)
        answer = self.play.ask("relay.hand_to_postman" if sign else "relay.prepare_slip", **fields)
        assert (answer.refused is None) == allowed, answer.refused
        if answer.refused is not None:
            return
        number = answer.result["number"]
        listed = {item["custody"] for item in answer.posted[0].data["items"]}
        assert listed == {noted.custody for noted in chosen}
        self.slips[number] = "signed" if sign else "prepared"
        self._did(answer, "signed" if sign else "prepare", tuple(chosen), tuple(sorted(listed)), number)
        for noted in chosen:
            state = {"state": "returned", "missing_from": noted.state} if sign else {}
            self.book[noted.custody] = replace(noted, slip=number, **state)

    @precondition(lambda self: "prepared" in self.slips.values())
    @rule(n=pick)
    def sign(self, n: int) -> None:
        prepared = sorted(number for number, state in self.slips.items() if state == "prepared")
        number = prepared[n % len(prepared)]
        answer = self.play.do("relay.hand_to_postman", slip=number)
        taken = [noted for noted in self.book.values() if noted.slip == number]
        self.slips[number] = "signed"
        self._did(answer, "signed", tuple(taken), tuple(noted.custody for noted in taken), number)
        for noted in taken:
            self.book[noted.custody] = replace(noted, state="returned", missing_from=noted.state)

    @precondition(lambda self: "signed" in self.slips.values())
    @rule(n=pick)
    def taken_back(self, n: int) -> None:
        gone = sorted(
            (noted for noted in self.book.values() if noted.state == "returned"), key=lambda it: it.custody
        )
        if not gone:
            return
        noted = gone[n % len(gone)]
        answer = self.play.ask("relay.taken_back", custody=noted.custody)
        assert (answer.refused is None) == (not self._came_back(noted)), answer.refused
        if answer.refused is None:
            self._put(noted, "taken_back", answer, state=noted.missing_from, slip=None)

    # Taken back.

    @precondition(lambda self: self.done)
    @rule(n=pick)
    def reverse(self, n: int) -> None:
        """Take one of the last acts back: allowed where nothing else happened to the item since."""
        done = self.done[-1 - n % min(len(self.done), 6)]
        answer = self.play.ask("journal.reverse", op_of=done.op, reason="wrong_key")
        last = all(self.touched[custody] == self.done.index(done) for custody in done.custodies)
        if done.act in ("signed", "taken_back", "wrong_person") or any(
            self.book[custody].state == "cancelled" for custody in done.custodies
        ):
            assert answer.refused is not None
            return
        if last:
            came_back = done.act in ("hand_over", "lost") and self._came_back(self.book[done.custodies[0]])
            assert (answer.refused is None) == (not came_back), answer.refused
        if answer.refused is None:
            self._undo(done)

    @precondition(lambda self: any(done.act == "hand_over" for done in self.done))
    @rule(n=pick, reason_for=st.sampled_from(("a hand-over",) * 3 + ("anything else",)))
    def wrong_person(self, n: int, reason_for: str) -> None:
        """Take a hand-over back whose item is with somebody else; nothing else is taken back for that reason."""
        fitting = [done for done in self.done if (done.act == "hand_over") == (reason_for == "a hand-over")]
        done = fitting[-1 - n % min(len(fitting), 6)]
        answer = self.play.ask("journal.reverse", op_of=done.op, reason="wrong_person")
        if done.act != "hand_over":
            assert answer.refused is not None
            assert answer.refused.code == (
                "journal.is_reversal" if done.act == "wrong_person" else "journal.reason_unfit"
            )
            return
        (was,) = done.before
        noted = self.book[was.custody]
        last = self.touched[was.custody] == self.done.index(done)
        assert (answer.refused is None) == (last and not self._came_back(noted)), answer.refused
        if answer.refused is None:
            self.done.remove(done)
            self._renumber()
            self._put(
                noted,
                "wrong_person",
                answer,
                state=AWAY,
                missing_from=was.state,
                matters=self._with_matter(noted, answer, AWAY),
            )

    @precondition(lambda self: any(noted.allows("hand_over") for noted in self.book.values()))
    @rule(n=pick)
    def goes_wrong(self, n: int) -> None:
        """Hand something to the wrong person, and find out: chance alone seldom does both."""
        self.hand_over(self._place(n, lambda noted: noted.allows("hand_over")), shown=True, by_number=False)
        self.wrong_person(0, "a hand-over")

    @precondition(lambda self: any(noted.state == AWAY for noted in self.book.values()))
    @rule(n=pick, what=st.sampled_from(("found", "lost")))
    def comes_back_or_not(self, n: int, what: str) -> None:
        self.incident(self._place(n, lambda noted: noted.state == AWAY), what)

    def _undo(self, done: Done) -> None:
        self.done.remove(done)
        if done.act == "receive":
            (custody,) = done.custodies
            self.book[custody] = replace(self.book[custody], state="cancelled")
        elif done.act == "prepare":
            self.slips[str(done.slip)] = "cancelled"
            for noted in [noted for noted in self.book.values() if noted.slip == done.slip]:
                self.book[noted.custody] = replace(noted, slip=None)
        elif done.act == "move":
            (was,) = done.before
            self.book[was.custody] = replace(self.book[was.custody], shelf=was.shelf)
        elif done.act != "remind":
            (was,) = done.before
            now = self.book[was.custody]
            matters = {one for one in now.matters if one[0] != self.said.get(done.op)}
            if done.act == "found":
                matters |= {one for one in was.matters if one[1] in BACK_BY_FINDING}
            self.book[was.custody] = replace(
                now,
                state=was.state,
                missing_from=was.missing_from,
                matters=tuple(sorted(matters)),
                lost_on=was.lost_on,
            )
        # What was done before it is the last act of its item again.
        self._renumber()

    # The day ends.

    @rule(days=st.integers(1, 3))
    def next_day(self, days: int) -> None:
        self._close_day()
        self.day += timedelta(days=days)
        self.play.open(f"{self.day.isoformat()}T08:00", confirmed_day=self.day.isoformat())

    def _close_day(self) -> None:
        """In = out + held + with somebody else, for every network, over all closings: so over every range of days."""
        self.play.close(counted_cents=0)
        frozen = {
            entry.aud: entry.data for entry in self.play.posted()
            if entry.kind == "relay.day_reported" and entry.data["day"] == self.day.isoformat()
        }  # fmt: skip
        held: dict[str, list[str]] = {}
        away: dict[str, list[str]] = {}
        for noted in self.book.values():
            if noted.open:
                (held if noted.here else away).setdefault(noted.owner, []).append(noted.custody)
        assert {*held, *away} <= set(frozen)
        for owner, data in frozen.items():
            counts = data["custody"]
            change = counts["received"] - counts["handed_over"] - counts["returned"] - counts.get("lost", 0)
            self.sums[owner] = self.sums.get(owner, 0) + change
            assert sorted(row["custody"] for row in data["held"]) == sorted(held.get(owner, []))
            assert counts["held"] == len(data["held"])
            assert counts.get("misdelivered", 0) == len(away.get(owner, []))
            assert self.sums[owner] == counts["held"] + counts.get("misdelivered", 0)
            rows = [(row["custody"], row["state"], row["since_day"]) for row in data["incidents"]]
            assert sorted(rows) == self._matters_of(owner)
        own = [
            entry
            for entry in self.play.posted()
            if entry.aud == "LAPOSTE" and entry.day == self.day.isoformat()
        ]
        assert reports.check(own) == ()

    def _matters_of(self, owner: str) -> list[tuple[str, str, str]]:
        """All that is the matter now, each since its first day, and what was lost today."""
        own = [noted for noted in self.book.values() if noted.owner == owner]
        since: dict[tuple[str, str], str] = {}
        for noted in own:
            for _, what, day in noted.matters if noted.open else ():
                since.setdefault((noted.custody, what), day)
        today = self.day.isoformat()
        lost = [(noted.custody, "lost", today) for noted in own if noted.lost_on == today]
        return sorted([*((custody, what, day) for (custody, what), day in since.items()), *lost])

    # What is true after every step.

    @invariant()
    def the_tables_are_the_notebook(self) -> None:
        if not hasattr(self, "play"):
            return
        rows = self.play.rows(
            "SELECT custody, principal, tracking, shelf, state, slip, presented_day, deadline_day, closed_seq IS NULL"
            " FROM relay_custody"
        )
        assert len(rows) == len(self.book)
        opened = set()
        for custody, owner, tracking, shelf, state, slip, presented, deadline, is_open in rows:
            noted = self.book[custody]
            assert (shelf, state) == (noted.shelf, noted.state), custody
            assert not noted.here or slip == noted.slip
            # The evidence never changes.
            assert (presented, deadline) == (noted.presented, noted.deadline)
            assert bool(is_open) == noted.open
            if is_open and tracking is not None:
                assert (owner, tracking) not in opened
                opened.add((owner, tracking))

    @invariant()
    def what_is_to_be_settled_is_listed_since_its_day(self) -> None:
        if not hasattr(self, "play"):
            return
        listed = self.play.desk.store.read(open_incidents)
        known = {one.custody: one.matters[-1][1:] for one in self.book.values() if one.open and one.matters}
        assert listed == known
        for noted in self.book.values():
            # What is not at its place is always listed as that, since nothing else can be said of it.
            for what in BACK_BY_FINDING:
                assert (noted.state == what) == (listed.get(noted.custody, ("",))[0] == what)

    @invariant()
    def what_was_refused_is_here_or_on_a_signed_slip(self) -> None:
        if not hasattr(self, "play"):
            return
        refused: set[str] = set()
        for entry in self.play.posted():
            if entry.kind == "relay.refused":
                refused.add(entry.data["custody"])
            if entry.kind == "relay.reversed" and entry.data["of"] in ("relay.refused", "relay.received"):
                refused.discard(entry.data["custody"])
        signed = {
            item["custody"] for entry in self.play.posted() if entry.kind == "relay.handed_to_postman"
            for item in entry.data["items"]
        }  # fmt: skip
        for custody in refused:
            noted = self.book[custody]
            assert noted.here or (noted.state == "returned" and custody in signed) or noted.state == "lost"

    # How the steps work.

    def _one(self, n: int) -> Noted:
        noted = list(self.book.values())
        return noted[-1 - n % len(noted)]

    def _place(self, n: int, fits: Callable[[Noted], bool]) -> int:
        """By which number a rule picks one of those that fit."""
        places = [place for place, noted in enumerate(reversed(self.book.values())) if fits(noted)]
        return places[n % len(places)]

    def _act(
        self, noted: Noted, act: str, by_number: bool = False, *, allowed: bool = True, **fields: Any
    ) -> Answer | None:
        """Play an act on a stay; the notebook says whether it may be. Returns what was accepted."""
        name: dict[str, Any] = {"custody": noted.custody}
        if by_number and self._is_named_by_its_number(noted):
            name = {"tracking": noted.tracking}
        answer = self.play.ask(**name, **fields)
        may = noted.allows(act) and allowed
        assert (answer.refused is None) == may, (act, noted, answer.refused)
        if answer.refused is not None and noted.here and noted.slip and noted.state in ALLOWED[act]:
            assert answer.refused.code == "relay.on_slip"
        if answer.refused is not None and noted.state == AWAY:
            assert answer.refused.code == "relay.misdelivered"
        return answer if may else None

    def _is_named_by_its_number(self, noted: Noted) -> bool:
        """Whether the number alone means this very stay: the one that has not ended, else the latest."""
        same = [
            other for other in self.book.values()
            if other.tracking == noted.tracking and other.state != "cancelled"
        ]  # fmt: skip
        here = [other for other in same if other.open]
        return noted.tracking is not None and (here == [noted] or (not here and same[-1:] == [noted]))

    def _put(self, noted: Noted, act: str, answer: Answer, **changes: Any) -> None:
        self._did(answer, act, (noted,), (noted.custody,))
        self.book[noted.custody] = replace(noted, **changes)

    def _did(
        self,
        answer: Answer,
        act: str,
        before: tuple[Noted, ...],
        custodies: tuple[str, ...],
        slip: str | None = None,
    ) -> None:
        self.done.append(Done(answer.op, act, before, custodies, slip))
        for custody in custodies:
            self.touched[custody] = len(self.done) - 1

    def _renumber(self) -> None:
        for custody in self.touched:
            self.touched[custody] = max(
                (place for place, done in enumerate(self.done) if custody in done.custodies), default=-1
            )

    def _is_due(self, noted: Noted) -> bool:
        if not noted.allows("return") or noted.state == "not_found":
            return False
        return noted.state in ("refused", "misrouted") or noted.deadline < self.day.isoformat()

    def _came_back(self, noted: Noted) -> bool:
        return noted.tracking is not None and any(
            other.open
            and other.custody != noted.custody
            and (other.owner, other.tracking) == (noted.owner, noted.tracking)
            for other in self.book.values()
        )
