"""Pieces at a real desk, whatever is done to them: the machine, and a clerk's notebook beside it.

The notebook knows of each piece where it stands, what was paid, what its workshop is owed; it knows nothing of the program.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.counter.desks import Desks, Play, card
from tests.entrusted.workshop import NET, PRICES, set_up
from tests.services.relay_desk import rebuilt

KINDS = {"MANTEAU": (1490, 745), **{row["kind"]: (row["public"], row["partner"]) for row in PRICES}}
"""Price and workshop's price of each."""
HERE = ("taken_in", "back", "ready", "to_give_back")
pick = st.integers(0, 63)


@dataclass(frozen=True)
class Noted:
    """One piece in the notebook."""

    piece: str
    cents: int
    partner_cents: int
    state: str = "taken_in"
    before: str = ""
    round: int = 1
    paid: int = 0
    price_off: int = 0
    nothing: bool = False
    due: int = 0
    kept: int = 0
    disputed: bool = False
    compensated: int = 0
    line: tuple[str, int] | None = None

    @property
    def open(self) -> int:
        return (0 if self.nothing else self.cents - self.price_off) - self.paid


class EntrustedMachine(RuleBasedStateMachine):
    """A desk, a workshop, and pieces between both."""

    desks: ClassVar[Desks]

    def __init__(self) -> None:
        super().__init__()
        self.lent = ExitStack()
        self.book: dict[str, Noted] = {}
        self.orders = 0
        self.slips: list[str] = []
        self.prepared: tuple[str, str, tuple[str, ...]] | None = None
        self.away = Counter[str]()
        self.takings = Counter[str]()
        self.last: tuple[str, dict[str, Noted], Counter[str]] | None = None
        self.day = date(2026, 11, 25)

    @initialize()
    def begin(self) -> None:
        self.play: Play = self.lent.enter_context(self.desks.desk())
        self.play.open(float_cents=100_000)
        set_up(self.play)
        # Some are through with it already: what comes after a collection begins at once.
        self.take_in(kinds=["MANTEAU"] * 4)
        self.send(n=2, signs=True)
        self.receive(n=2, treated=True)
        self.make_ready(n=2)
        for n in range(3):
            self.pay(n=3 - n)
            self.collect(n=2 - n)

    def teardown(self) -> None:
        try:
            if hasattr(self, "play"):
                self.play.do("day.close", counted_cents=None)
                rebuilt(self.play)
        finally:
            self.lent.close()

    # What is done.

    @rule(kinds=st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=3))
    def take_in(self, kinds: list[str]) -> None:
        answer = self.play.do(
            "pressing.take_in", who={"name": "A"}, pieces=[{"kind": kind} for kind in kinds]
        )
        self.orders += 1
        assert answer.result["order"] == f"D-2026-{self.orders:06d}"
        for kind, told in zip(kinds, answer.result["pieces"], strict=True):
            cents, partner_cents = KINDS[kind]
            assert told["cents"] == cents
            self.book[told["piece"]] = Noted(told["piece"], cents, partner_cents)
        self.last = None

    @precondition(lambda self: self._in("taken_in") and self.prepared is None)
    @rule(n=pick, signs=st.booleans())
    def send(self, n: int, signs: bool) -> None:
        pieces = self._some("taken_in", n)
        do = "pressing.send" if signs else "pressing.prepare_slip"
        answer = self.play.do(do, partner=NET, pieces=pieces)
        self.slips.append(answer.result["slip"])
        assert self.slips[-1] == f"S-2026-{len(self.slips):04d}"
        if signs:
            self._leave(pieces)
        else:
            self.prepared = (self.slips[-1], str(answer.op), tuple(pieces))
        self.last = None

    @precondition(lambda self: self.prepared is not None)
    @rule(signs=st.booleans())
    def sign(self, signs: bool) -> None:
        assert self.prepared is not None
        slip, op, pieces = self.prepared
        if signs:
            self.play.do("pressing.send", slip=slip)
            self._leave(pieces)
        else:
            self.play.do("journal.reverse", op_of=op, reason="wrong_key")
        self.prepared, self.last = None, None

    def _leave(self, pieces: Sequence[str]) -> None:
        self.away["sent"] += len(pieces)
        for piece in pieces:
            self._put(piece, state="sent")

    @precondition(lambda self: self._in("sent", "missing"))
    @rule(n=pick, treated=st.booleans())
    def receive(self, n: int, treated: bool) -> None:
        pieces = self._some(("sent", "missing"), n)
        rows = [{"piece": piece, "outcome": "treated" if treated else "untreated"} for piece in pieces]

        def after(_answer: Any) -> None:
            self.away["back"] += len(pieces)
            for piece in pieces:
                self._come_back(piece, treated)

        fields = {"partner": NET, "pieces": rows, "complete": False}
        self._do("pressing.receive_back", fields, after)

    def _come_back(self, piece: str, treated: bool) -> None:
        noted = self.book[piece]
        price = noted.partner_cents if treated and noted.round == 1 else 0
        if noted.disputed or not treated:
            due, kept = 0, noted.kept + price
        else:
            due, kept = price + noted.kept, 0
        state = {"state": "back"} if treated else {"state": "to_give_back", "nothing": True}
        self._put(piece, **state, due=noted.due + due, kept=kept)

    @precondition(lambda self: self._in("sent"))
    @rule()
    def he_brought_nothing(self) -> None:
        late = [
            piece
            for (piece,) in self.play.rows(
                "SELECT piece FROM pressing_piece WHERE state = 'sent' AND back_slot <= ?",
                f"{self.day}T08:00",
            )
        ]
        answer = self.play.ask("pressing.receive_back", partner=NET, pieces=[])
        if not late:
            assert answer.refused is not None and answer.refused.code == "pressing.nothing_given"
            return
        assert answer.result["missing"] == late
        for piece in late:
            self._put(piece, state="missing", before="sent")
        self.last = None

    @precondition(lambda self: self._in("sent", "missing"))
    @rule(n=pick)
    def never_left(self, n: int) -> None:
        piece = self._one(("sent", "missing"), n)

        def after(_answer: Any) -> None:
            self.away["sent"] -= 1
            self._put(piece, state="taken_in", before="")

        self._do("pressing.taken_back", {"piece": piece}, after)

    @precondition(lambda self: self._in("back"))
    @rule(n=pick)
    def make_ready(self, n: int) -> None:
        pieces = self._some("back", n)
        self._do("pressing.make_ready", {"pieces": pieces}, lambda _answer: self._all(pieces, state="ready"))

    @precondition(lambda self: self._in("ready", "back", "collected"))
    @rule(n=pick)
    def redo(self, n: int) -> None:
        piece = self._one(("ready", "back", "collected"), n)
        again = self.book[piece].round + 1
        fields = {"piece": piece, "reason": "stain"}
        self._do("pressing.redo", fields, lambda _answer: self._put(piece, state="taken_in", round=again))

    @precondition(lambda self: self._in("taken_in", "back"))
    @rule(n=pick)
    def withdraw(self, n: int) -> None:
        pieces = self._some(("taken_in", "back"), n)
        fields = {"pieces": pieces, "by": "customer", "reason": "other"}
        after = {"state": "to_give_back", "nothing": True}
        self._do("pressing.withdraw", fields, lambda _answer: self._all(pieces, **after))

    @precondition(lambda self: self._in(*HERE, "not_found"))
    @rule(n=pick, lost=st.booleans())
    def incident(self, n: int, lost: bool) -> None:
        piece = self._one((*HERE, "not_found", "missing"), n)
        noted = self.book[piece]
        gone = noted.state in ("not_found", "missing")
        what = ("lost" if lost else "found") if gone else "not_found"
        after: dict[str, Any] = {
            "not_found": {"state": "not_found", "before": noted.state},
            "found": {"state": noted.before, "before": ""},
            "lost": {"state": "lost", "before": noted.state, "nothing": True},
        }[what]
        fields = {"piece": piece, "incident": what}
        self._do("pressing.report_incident", fields, lambda _answer: self._put(piece, **after))

    @precondition(lambda self: self.book)
    @rule(n=pick)
    def pay(self, n: int) -> None:
        noted = self._nth(list(self.book.values()), n)
        acts = [{"do": "pressing.pay", "piece": noted.piece}]
        if noted.open <= 0:
            refused = self.play.code("till.settle", acts=acts, payments=[])
            assert refused == "pressing.nothing_due"
            return
        answer = self.play.settle(acts, card(noted.open))
        self.takings[self.day.isoformat()] += noted.open
        self._put(noted.piece, paid=noted.paid + noted.open, line=(str(answer.ticket), noted.open))
        self.last = None

    @precondition(lambda self: any(noted.line for noted in self.book.values()))
    @rule(n=pick)
    def give_back(self, n: int) -> None:
        noted = self._nth([noted for noted in self.book.values() if noted.line], n)
        ticket, cents = noted.line or ("", 0)
        self.play.do("till.refund", ticket=ticket, lines=[{"line": 1}], reason="wrong_key")
        self.takings[self.day.isoformat()] -= cents
        off = max(0, cents - max(0, -noted.open)) if noted.state == "collected" else 0
        self._put(noted.piece, paid=noted.paid - cents, price_off=noted.price_off + off, line=None)
        self.last = None

    @precondition(lambda self: self._in("ready", "to_give_back"))
    @rule(n=pick)
    def collect(self, n: int) -> None:
        piece = self._one(("ready", "to_give_back"), n)
        fields = {"pieces": [piece], "proof": "slip"}
        if self.book[piece].open > 0:
            refused = self.play.refused("pressing.collect", **fields)
            assert (refused.code, refused.params["cents"]) == ("pressing.unpaid", self.book[piece].open)
            return

        def after(answer: Any) -> None:
            assert answer.result["refund_due_cents"] == max(0, -self.book[piece].open)
            self._put(piece, state="collected")

        self._do("pressing.collect", fields, after)

    @precondition(lambda self: self.book)
    @rule(n=pick, outcome=st.sampled_from(("none", "redo", "shop", "partner")))
    def dispute(self, n: int, outcome: str) -> None:
        noted = self._nth(list(self.book.values()), n)
        if not noted.disputed:
            kept = max(0, noted.due)
            after = {"disputed": True, "due": noted.due - kept, "kept": noted.kept + kept}
            fields: dict[str, Any] = {"piece": noted.piece, "about": ["stain"]}
            self._do("pressing.dispute", fields, lambda _answer: self._put(noted.piece, **after))
            return
        fields = {"piece": noted.piece, "outcome": outcome}
        after = {"disputed": False, "due": noted.due + noted.kept, "kept": 0}
        if outcome == "redo":
            after = {"disputed": False}
        if outcome in ("shop", "partner"):
            fields = {"piece": noted.piece, "outcome": "compensated", "cents": 300, "borne_by": outcome}
            after["due"] -= 300 if outcome == "partner" else 0
            after["compensated"] = noted.compensated + 300
        self._do("pressing.settle_dispute", fields, lambda _answer: self._put(noted.piece, **after))

    @precondition(lambda self: self.last is not None)
    @rule()
    def take_back(self) -> None:
        assert self.last is not None
        op, book, away = self.last
        self.play.do("journal.reverse", op_of=op, reason="wrong_key")
        self.book, self.away, self.last = book, away, None

    @rule(days=st.integers(1, 4))
    def go_on(self, days: int) -> None:
        self.play.do("day.close", counted_cents=None)
        self.day += timedelta(days=days)
        while self.day.weekday() not in (1, 2, 3) or (self.day.month == 12 and self.day.day >= 24):
            self.day += timedelta(days=1)
        if self.day.year > 2026:
            # Another year has series of its own.
            self.day = date(2026, 12, 23)
        self.play.open(f"{self.day}T08:00", confirmed_day=self.day.isoformat(), again=True)

    # What holds whatever is done.

    @invariant()
    def each_is_in_one_place(self) -> None:
        if not hasattr(self, "play"):
            return
        rows = self.play.rows("SELECT piece, state, on_slip FROM pressing_piece ORDER BY piece")
        on_slip = set(self.prepared[2]) if self.prepared else set()
        noted = [(one.piece, one.state, int(one.piece in on_slip)) for one in self.book.values()]
        assert rows == sorted(noted)

    @invariant()
    def nothing_leaves_unpaid(self) -> None:
        if hasattr(self, "play"):
            assert all(noted.open <= 0 for noted in self.book.values() if noted.state == "collected")
            sql = "SELECT piece, paid_cents, CASE WHEN void IS NULL THEN cents - reduced_cents ELSE 0 END - paid_cents"
            rows = self.play.rows(f"{sql} FROM pressing_piece ORDER BY piece")
            assert rows == sorted((one.piece, one.paid, one.open) for one in self.book.values())

    @invariant()
    def what_is_owed_is_what_came_back(self) -> None:
        if hasattr(self, "play"):
            rows = dict(self.play.rows("SELECT piece, sum(cents) FROM pressing_due GROUP BY piece"))
            assert all(rows.get(one.piece, 0) == one.due for one in self.book.values())
            kept = dict(self.play.rows("SELECT piece, withheld_cents FROM pressing_piece"))
            assert all(kept[one.piece] == one.kept for one in self.book.values())
            borne = dict(self.play.rows("SELECT piece, compensated_cents FROM pressing_piece"))
            assert all(borne[one.piece] == one.compensated for one in self.book.values())

    @invariant()
    def what_left_is_back_or_there_or_missing_or_lost(self) -> None:
        if not hasattr(self, "play"):
            return
        (sent,) = self.play.rows("SELECT COALESCE(sum(pieces), 0) FROM pressing_slip WHERE state = 'signed'")[
            0
        ]
        whys = Counter(dict(self.play.rows("SELECT why, count(*) FROM pressing_due GROUP BY why")))
        back = sum(whys[why] - whys[f"undone_{why}"] for why in ("treated", "untreated"))
        there = len(self._in("sent"))
        missing = len(self._in("missing"))
        lost = sum(one.state == "lost" and one.before == "missing" for one in self.book.values())
        assert (sent, back) == (self.away["sent"], self.away["back"])
        assert sent == back + there + missing + lost

    @invariant()
    def money_is_counted_on_its_day(self) -> None:
        if hasattr(self, "play"):
            own = Counter[str]()
            for entry in self.play.posted():
                if entry.kind == "pressing.paid":
                    own[str(entry.day)] += entry.data["line"]["cents"]
            assert +own == +self.takings and -own == -self.takings

    # The notebook.

    def _do(self, do: str, fields: dict[str, Any], after: Callable[[Any], None]) -> None:
        before, away = dict(self.book), Counter(self.away)
        answer = self.play.do(do, **fields)
        after(answer)
        self.last = (str(answer.op), before, away)

    def _put(self, piece: str, **changes: Any) -> None:
        self.book[piece] = replace(self.book[piece], **changes)

    def _all(self, pieces: Sequence[str], **changes: Any) -> None:
        for piece in pieces:
            self._put(piece, **changes)

    def _in(self, *states: str) -> list[str]:
        on_slip = self.prepared[2] if self.prepared else ()
        return [one.piece for one in self.book.values() if one.state in states and one.piece not in on_slip]

    def _one(self, states: str | tuple[str, ...], n: int) -> str:
        return str(self._nth(self._in(*([states] if isinstance(states, str) else states)), n))

    def _some(self, states: str | tuple[str, ...], n: int) -> list[str]:
        found = self._in(*([states] if isinstance(states, str) else states))
        return found[: 1 + n % len(found)]

    @staticmethod
    def _nth(found: Sequence[Any], n: int) -> Any:
        return found[-1 - n % len(found)]
