"""What happens at the till: sales, visits, refunds, wrong means, acts taken back, the drawer, two sessions."""

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

from tests.model.arithmetic import OWN, part
from tests.model.facts import No, Ticket
from tests.model.machine import DeskMachine, pick
from tests.model.naive_acts import charged
from tests.model.steps import CLOSED, LATE, OPEN, step
from tests.model.tables import ARTICLES, BANDS, LAPOSTE, MANDATE, NUMBERS, STAMPS
from tests.model.zed import MEANS

Act = Mapping[str, Any]

PIECES = st.sampled_from((1, 1, 1, 2, 3, 7))
ARTICLE = st.builds(
    lambda article, pieces: {"do": "shop.sell", "article": article, "quantity": pieces},
    st.sampled_from(tuple(ARTICLES)),
    PIECES,
)
STAMP = st.builds(
    lambda product, pieces: {"do": "relay.sell", "product": product, "quantity": pieces},
    st.sampled_from(tuple(STAMPS)),
    PIECES,
)
FRANKING = st.builds(
    lambda product, weight, number: {
        "do": "relay.frank",
        "product": product,
        "zone": "FR",
        "weight_g": weight,
        **({"tracking": number} if number else {}),
    },
    st.sampled_from([product for product, _ in BANDS]),
    st.sampled_from((1, 250, 251, 1800, 30_000)),
    st.sampled_from((None, None, *NUMBERS)),
)
WRONG = st.sampled_from(
    (
        {"do": "shop.sell", "article": "RIEN"},
        {"do": "relay.sell", "product": "LR1_20", "quantity": 1},
        {"do": "relay.frank", "product": "COL", "zone": "FR", "weight_g": 30_001},
        {"do": "relay.frank", "product": "COL", "zone": "INT", "weight_g": 100},
        {"do": "relay.receive", "tracking": "6A15602676300", "shelf": "A1"},
        {"do": "day.close"},
        {"do": "shop.give", "article": "CAFE"},
    )
)
RIGHTLY = st.one_of(ARTICLE, ARTICLE, STAMP, FRANKING)
ACTS = st.one_of(
    st.lists(RIGHTLY, min_size=1, max_size=4),
    st.lists(RIGHTLY, min_size=1, max_size=4),
    st.lists(st.one_of(ARTICLE, STAMP, WRONG), min_size=1, max_size=3),
)
RIGHT = ("cash", "change", "change", "card", "cheque", "two", "three", "two cash")
WAYS = st.sampled_from((*RIGHT, *RIGHT, *RIGHT, "nothing", "under", "over", "fields"))
BACK = st.sampled_from(("by itself", "by itself", "cash", "cash", "card", "cheque", "two", "under", "fields"))
WAITING = ("visit.park", "visit.park", "visit.resume", "visit.abandon")
UNDONE = (
    *(
        "till.settled",
        "till.settled",
        "till.moved",
        "till.paid_in",
        "till.remitted",
        "relay.received",
        "relay.handed_over",
        "relay.refused",
    ),
    *(
        "relay.deposited",
        "relay.stock_received",
        "session.closed",
        "till.counted",
        "day.passages_counted",
        "any",
        "any",
        "unknown",
    ),
)
LITTLE = st.integers(0, 40)


def cash(cents: int) -> Act:
    return {"means": "cash", "given_cents": cents}


def exact(means: str, cents: int) -> Act:
    return {"means": means, "cents": cents}


def back(way: str, due: int) -> list[Act] | None:
    """Return how money goes back: by the ticket's own means, or as told."""
    if way == "by itself":
        return None
    two = [cash(due // 2), exact("card", due - due // 2)]
    known: dict[str, list[Act]] = {
        "two": two,
        "under": [exact("card", due + 1)],
        "fields": [{"means": "card"}],
    }
    return known.get(way) or [exact(way, due)]


def payments(way: str, due: int) -> list[Act]:
    """Return payments of an amount, most of them right."""
    third = due // 3
    known: dict[str, list[Act]] = {
        "cash": [cash(due)],
        "change": [cash(due // 500 * 500 + 500)],
        "card": [exact("card", due)],
        "cheque": [exact("cheque", due)],
        "two": [exact("card", third), cash(due)],
        "three": [exact("cheque", third), exact("card", due - 2 * third), cash(due + 77)],
        "two cash": [cash(third), cash(due)],
        "nothing": [],
        "under": [exact("card", max(0, due - 1))],
        "over": [exact("card", due + 1)],
        "fields": [{"means": "card", "given_cents": due}],
    }
    return known[way]


class TillSteps(DeskMachine):
    """Steps at the till."""

    def _due(self, acts: Sequence[Act]) -> int:
        """What acts will come to; something, where they are refused."""
        self.books.tell_time(self.desk.hands.at)
        found: list[Any] = []
        try:
            for act in acts:
                found.append(charged(self.books, act, found))
        except No:
            return 1000
        return sum(item.cents for item in found)

    @step("till", 8, OPEN, acts=ACTS, way=WAYS)
    def sell(self, acts: list[Act], way: str) -> None:
        self.act("till.settle", acts=acts, payments=payments(way, self._due(acts)))

    def _sell_something(self, n: int) -> None:
        """Where there is nothing to correct yet."""
        acts = [
            {"do": "shop.sell", "article": "CAFE", "quantity": 1 + n % 7},
            {"do": "relay.sell", "product": "LV_20", "quantity": 1 + n % 5},
        ]
        due = self._due(acts)
        self.act("till.settle", acts=acts, payments=payments(RIGHT[n % len(RIGHT)], due))

    @step(
        "till", 3, OPEN,
        own=st.lists(ARTICLE, min_size=1, max_size=2), mandate=st.lists(STAMP, min_size=1, max_size=2), cents=LITTLE,
    )  # fmt: skip
    def sell_over_several_funds(self, own: list[Act], mandate: list[Act], cents: int) -> None:
        """By three means, cut at any cent."""
        acts = [mandate[0], *own, *mandate[1:]]
        due = self._due(acts)
        first = due * cents // 40
        second = (due - first) * (40 - cents) // 47
        ways = [exact("card", first), exact("cheque", second), cash(due - first - second)]
        self.act("till.settle", acts=acts, payments=ways)

    # Visits.

    def _visit(self, n: int) -> str:
        """Most often one that is there; now and then one that is settled, or that never was."""
        if n < 44 and self.books.visits:
            return self.choose(list(self.books.visits), n) or ""
        if n < 54 and self.books.settled_visits:
            return self.choose(list(self.books.settled_visits), n) or ""
        return f"v-nomme-{n % 3}"

    @step("visits", 3, OPEN, acts=st.one_of(st.just([]), ACTS, ACTS), n=pick, anew=st.booleans())
    def save(self, acts: list[Act], n: int, anew: bool) -> None:
        self.act("visit.save", visit=None if anew else self._visit(n), acts=acts)

    @step("visits", 4, OPEN, what=st.sampled_from(WAITING), n=pick)
    def visit_waits(self, what: str, n: int) -> None:
        """Somebody goes to the back of the queue, comes back, or leaves."""
        if self.books.visits or n % 4 == 3:
            self.act(what, visit=self._visit(n))

    @step("visits", 4, OPEN, n=pick, way=WAYS, acts=st.one_of(st.none(), st.none(), ACTS))
    def settle_visit(self, n: int, way: str, acts: list[Act] | None) -> None:
        if not self.books.visits and n % 4 != 3:
            return
        code = self._visit(n)
        saved = self.books.visits[code].acts if code in self.books.visits else []
        due = self._due(saved if acts is None else acts)
        self.act("till.settle", visit=code, acts=acts, payments=payments(way, due))

    # Corrections.

    @step(
        "corrections", 4, OPEN,
        n=pick, lines=st.lists(st.integers(1, 5), min_size=1, max_size=3), pieces=st.integers(0, 7), way=BACK,
    )  # fmt: skip
    def refund(self, n: int, lines: list[int], pieces: int, way: str) -> None:
        """Some lines of some ticket, some pieces of them, by some means: beyond the bound it is refused."""
        sold = [ticket for ticket in self.books.tickets if ticket.refunds is None or n % 16 == 1]
        ticket = self.choose(sold, n)
        if ticket is None:
            self._sell_something(n)
            return
        # A line that is not there, twice the same, or more than is left, only now and then.
        if n % 8:
            lines = list(dict.fromkeys(1 + line % len(ticket.lines) for line in lines))
            pieces = min(pieces, *[ticket.lines[n - 1].pieces - ticket.lines[n - 1].gone_back for n in lines])
        asked = [{"line": line, **({"quantity": pieces} if pieces > 0 else {})} for line in lines]
        self.act(
            "till.refund",
            ticket=ticket.number,
            lines=asked,
            payments=back(way, comes_back(ticket, lines, pieces)),
            reason="returned",
        )

    @step(
        "corrections", 2, OPEN,
        n=pick, way=st.sampled_from(("card", "cheque")), pieces=st.integers(1, 2), sold=ARTICLE,
    )  # fmt: skip
    def refund_piece_by_piece(self, n: int, way: str, pieces: int, sold: Act) -> None:
        """Parts add up to the line and to its tax, whatever the steps."""
        if n % 2:
            many = {**sold, "quantity": 3 + n % 5}
            self.act("till.settle", acts=[many, many], payments=[exact("card", self._due([many, many]))])
        lines = [
            (ticket.number, place, line)
            for ticket in self.books.tickets
            for place, line in enumerate(ticket.lines, start=1)
            if line.pieces - line.gone_back > 1
        ]
        found = self.choose(lines, n)
        if found is None:
            return
        number, place, line = found
        while line.gone_back < line.pieces:
            taken = min(pieces, line.pieces - line.gone_back)
            ways = [exact(way, part(line.cents, line.gone_back, taken, line.pieces))]
            asked = [{"line": place, "quantity": taken}]
            if not self.act("till.refund", ticket=number, lines=asked, payments=ways, reason="returned"):
                return

    @step(
        "corrections", 3, OPEN, n=pick, old=st.sampled_from(MEANS), new=st.sampled_from(MEANS), cents=LITTLE
    )
    def correct_means(self, n: int, old: str, new: str, cents: int) -> None:
        """Most often from a means that holds something: a part of it, all of it, or a cent too much."""
        ticket = self.choose(self.books.tickets, n)
        if ticket is None:
            self._sell_something(n)
            return
        held = {means: abs(sum(ticket.held(means).values())) for means in MEANS}
        if not held[old]:
            old = max(MEANS, key=lambda means: held[means])
        if new == old and n % 8:
            new = next(means for means in MEANS if means != old)
        whole = held[old]
        wanted = whole + 1 if cents == 40 else whole if cents > 25 else whole * cents // 26
        named = {"from": old, "to": new}
        self.act(
            "till.correct_means", ticket=ticket.number, cents=max(1, wanted), reason="wrong_means", **named
        )

    @step("corrections", 4, OPEN, n=pick, kind=st.sampled_from(UNDONE))
    def take_back(self, n: int, kind: str) -> None:
        """Some operation that was accepted, of some kind or any; or one that never was."""
        ops = self.books.ops
        of_kind = [op for op, done in ops.items() if any(entry.kind == kind for entry in done.entries)]
        op = self.choose(of_kind or list(ops), n % 16)
        if op is None or kind == "unknown":
            op = "01970000-0000-7000-8000-ffffffffffff"
        self.act("journal.reverse", op_of=op, reason="wrong_key")

    # The drawer and the sessions.

    @step(
        "till", 2, OPEN, LATE,
        direction=st.sampled_from(("in", "out")), cents=st.sampled_from((1, 500, 2000, 12_345)), all_=pick,
        fund=st.sampled_from((OWN, OWN, OWN, MANDATE)),
    )  # fmt: skip
    def move(self, direction: str, cents: int, all_: int, fund: str) -> None:
        """Some amount; now and then all that is there, or a cent more."""
        if all_ > 55 and direction == "out":
            cents = max(1, self.books.drawer + (all_ > 60))
        self.act("till.move", direction=direction, cents=cents, reason="bank", fund=fund)

    @step(
        "till", 2, OPEN, LATE,
        which=st.sampled_from(("all", "all", "some", "none", "gone")), cents=st.sampled_from((None, 0, 500, 12_345)),
        n=pick,
    )  # fmt: skip
    def pay_in(self, which: str, cents: int | None, n: int) -> None:
        """All cheques, some, none, or one that is not here; with cash, by coins or as a sum, or without."""
        codes = self.played.cheque_codes()
        chosen = {"all": None, "some": codes[n % 3 :: 2], "none": [], "gone": [*codes[:1], "x-" + "0" * 12]}[
            which
        ]
        money: dict[str, Any] = {"cents": cents}
        if n % 4 == 1 and cents:
            money = {"denominations": {"100": cents // 100}}
        elif n > 58:
            # What was put in and never was may leave less than nothing.
            money = {"cents": max(1, self.books.drawer + 1)}
        self.act("till.pay_in", cheques=chosen, **money)

    @step(
        "till", 2, OPEN, LATE,
        how=st.sampled_from(("all", "all", "part", "over", "nobody")), by=st.sampled_from((None, "cash", "bank")), n=pick,
    )  # fmt: skip
    def remit(self, how: str, by: str | None, n: int) -> None:
        """All that is owed to La Poste, a part, a cent too much, or somebody whom nobody knows; by the bank too."""
        owed = self.books.owed(MANDATE)
        cents = {"all": owed, "part": owed * (1 + n) // 64, "over": owed + 1, "nobody": 1}[how]
        whom = "NOBODY" if how == "nobody" else LAPOSTE
        until = self.books.today.isoformat() if n % 3 == 0 else None
        self.act("till.remit", principal=whom, cents=max(1, cents), by=by, until_day=until)

    @step("till", 1, OPEN, LATE, off=st.sampled_from((0, 0, -20, 5)), in_pieces=st.booleans())
    def count(self, off: int, in_pieces: bool) -> None:
        counted = max(0, self.books.drawer + off)
        if in_pieces:
            self.act("till.count", denominations={"100": counted // 100, "1": counted % 100})
        else:
            self.act("till.count", counted_cents=counted)

    @step("days", 2, OPEN, off=st.sampled_from((None, None, 0, -20)), again=st.booleans())
    def session(self, off: int | None, again: bool) -> None:
        """One half ends, or the other begins; now and then at the wrong moment."""
        is_open = self.books.day is None or self.books.day.session_open
        if is_open != (again and off == 0):
            counted = None if off is None else max(0, self.books.drawer + off)
            self.act("session.close", counted_cents=counted)
        else:
            self.act("session.open")

    @step("days", 2, OPEN, count=st.sampled_from((None, None, 1, 2, 99)))
    def somebody_comes_in(self, count: int | None) -> None:
        """One person, or a family; now and then while the counter is on its break."""
        self.act("day.count_passages", count=count)

    @step("days", 1, OPEN)
    def noon(self) -> None:
        """The shop closes for lunch."""
        self.act("session.close", counted_cents=max(0, self.books.drawer))
        self.act("session.open")

    @step("drawer", 1, connected=st.sampled_from((True, True, True, False)))
    def connect_drawer(self, connected: bool) -> None:
        """A drawer is hung on the printer, most often; what was ordered before opens it no more."""
        self.played.connect_drawer(connected)

    @step("drawer", 2, reason=st.sampled_from(("change", "count", "mistake")), at_once=st.booleans())
    def open_by_hand(self, reason: str, at_once: bool) -> None:
        """At any hour; refused as long as none hangs there."""
        self.act("till.open_drawer", reason=reason)
        if at_once:
            self.played.open_drawer()

    @step("drawer", 2)
    def printer_is_there(self) -> None:
        """It opens the drawer for all that was ordered; late, it does not."""
        self.played.open_drawer()

    @step("till", 1, OPEN, CLOSED, n=pick)
    def print_ticket(self, n: int) -> None:
        """The first print is the original, the next are duplicates; each is an entry."""
        ticket = self.choose(self.books.tickets, n)
        if ticket is not None:
            self.played.print_ticket(ticket.number)


def comes_back(ticket: Ticket, places: Sequence[int], pieces: int) -> int:
    """What pieces of some lines come to, as far as there are any left."""
    found = 0
    for line in [ticket.lines[n - 1] for n in places if n <= len(ticket.lines)]:
        left = line.pieces - line.gone_back
        if left > 0:
            taken = min(pieces, left) if pieces > 0 else left
            found += part(line.cents, line.gone_back, taken, line.pieces)
    return found
