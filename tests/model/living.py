"""A shop that lives day after day: sales, items, corrections, evenings that were forgotten, programs started anew.

Everything is played by the desk and by the model; the dice decide what, so that a seed lives the same life again.
"""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from tests.model.books import PARIS
from tests.model.played import Played
from tests.model.tables import ARTICLES
from tests.model.till_steps import comes_back

SHORT_NIGHTS = (date(2028, 3, 25), date(2028, 10, 28))
"""Evenings before a night of another length: the clock is set forward, and back."""

_ON_A_SHEET = 200
"""Cheques that one paying-in sheet takes."""
SCRIPT = ("day.open", "till.settle", "relay.receive", "relay.hand_over", "till.refund", "day.close")
"""What a measured day does, and nothing else."""


def business_days(first: date, count: int) -> list[date]:
    """Return days that are no Sunday, one after the other."""
    days = (first + timedelta(days=n) for n in range(count * 2))
    return [day for day in days if day.weekday() < 6][:count]


class Shop:
    """A desk, its model, and somebody who keeps the shop."""

    def __init__(self, played: Played, dice: Random) -> None:
        self.played = played
        self.dice = dice
        self.steps: list[dict[str, int]] = []
        self.forgotten = False
        self._labels = itertools.count(1)

    def live(self, days: list[date], measured: tuple[int, ...]) -> None:
        """Live these days; those measured have the same acts, whose work is counted."""
        for n, day in enumerate(days, start=1):
            self._morning(day)
            if n in measured:
                self.steps.append(self._measured_day(day))
                continue
            self._open(day)
            self._day()
            if n + 1 in measured:
                self._clear_shelves()
            self._evening(day, forgets=n + 1 not in measured and n < len(days))
            if n % 25 == 0:
                self.played.desk.close()
                self.played.desk.open()

    # The day's frame.

    def _at(self, day: date, at: time) -> None:
        self.played.desk.hands.at = datetime.combine(day, at, PARIS)

    def _morning(self, day: date) -> None:
        self._at(day, time(8))
        if self.forgotten:
            # Yesterday's evening is made up for, under its own date.
            assert self._act("day.close")
            self.forgotten = False

    def _open(self, day: date) -> None:
        if not self._act("day.open"):
            assert self._act("day.open", confirmed_day=day.isoformat())

    def _evening(self, day: date, *, forgets: bool) -> None:
        if day in SHORT_NIGHTS:
            self._short_night(day)
        elif forgets and self.dice.random() < 0.1:
            self.forgotten = True
        elif self.dice.random() < 0.1:
            assert self._act("day.close", counted_cents="none")
        else:
            off = self.dice.choice((0, 0, 0, -20, 35))
            assert self._act("day.close", counted_cents=max(self._drawer + off, 0), gap_reason="unexplained")

    def _short_night(self, day: date) -> None:
        """At 03:59 it is still this day, whatever the clocks did at two; from four o'clock it wants to be closed."""
        self._at(day + timedelta(days=1), time(3, 58))
        assert self._act("till.settle", **self._sale(1))
        self._at(day + timedelta(days=1), time(4))
        assert not self._act("till.settle", **self._sale(1))
        assert self._act("day.close", counted_cents=self._drawer)

    @property
    def _drawer(self) -> int:
        return max(0, self.played.books.drawer)

    def _act(self, do: str, **fields: Any) -> bool:
        return self.played.act(do, **fields)

    # What happens in a day.

    def _day(self) -> None:
        for hour in sorted(self.dice.sample(range(9, 19), self.dice.randint(3, 6))):
            self.played.desk.hands.move(minutes=self.dice.randint(1, 50))
            act = self.dice.choice((self._sells, self._sells, self._sells, self._keeps, self._gives_back))
            act()
            if hour == 12:
                self._act("session.close")
                self._act("session.open")
        self._corrects()
        self._brings_away()

    def _sale(self, lines: int) -> dict[str, Any]:
        """A sale that is paid: its acts, and by which means."""
        acts = [self._line() for _ in range(lines)]
        ways: dict[str, list[dict[str, Any]]] = {
            "cash": [{"means": "cash", "given_cents": 99_000}],
            "cheque": [{"means": "cheque", "cents": 5}, {"means": "cash", "given_cents": 99_000}],
            "card": [{"means": "card", "cents": 20}, {"means": "cash", "given_cents": 99_000}],
        }
        # The first line is never free: 20 cents by card, and cash for the rest.
        return {"acts": acts, "payments": ways[self.dice.choice(tuple(ways))]}

    def _line(self) -> dict[str, Any]:
        cheap = [article for article, (cents, _, _) in ARTICLES.items() if 100 < cents < 10_000]
        return self.dice.choice(
            (
                {"do": "shop.sell", "article": self.dice.choice(cheap), "quantity": self.dice.randint(1, 3)},
                {"do": "relay.sell", "product": "LV_20", "quantity": self.dice.randint(1, 9)},
                {"do": "relay.frank", "product": "COL", "zone": "FR", "weight_g": self.dice.randint(1, 9000)},
            )
        )

    def _sells(self) -> None:
        sale = self._sale(self.dice.randint(1, 4))
        if self.dice.random() < 0.3:
            assert self._act("visit.save", acts=sale["acts"])
            visit = list(self.played.books.visits)[-1]
            assert self._act("till.settle", visit=visit, payments=sale["payments"])
        else:
            assert self._act("till.settle", **sale)

    def _keeps(self) -> None:
        """An item comes, an older one is collected or refused."""
        books = self.played.books
        assert self._act("relay.receive", tracking=self._label(), carrier="registered", shelf="A1")
        if len(books.here()) > 2:
            oldest = books.here()[0].number
            do = self.dice.choice(("relay.hand_over", "relay.hand_over", "relay.refuse"))
            more = (
                {"collector": "addressee", "id_document": "id_card"}
                if do == "relay.hand_over"
                else {"reason": "other"}
            )
            self._act(do, tracking=oldest, **more)

    def _label(self) -> str:
        """Return a number that nobody had before."""
        return f"1A{next(self._labels):011d}"

    def _gives_back(self) -> None:
        """A line of some ticket of the last weeks comes back, whole or in part; or never was."""
        books = self.played.books
        sold = [ticket for ticket in books.tickets[-60:] if ticket.refunds is None]
        if not sold:
            return
        ticket = self.dice.choice(sold)
        n = self.dice.randrange(len(ticket.lines))
        lines = [{"line": n + 1, **({"quantity": 1} if self.dice.random() < 0.5 else {})}]
        due = comes_back(ticket, [n + 1], lines[0].get("quantity", 0))
        # By its own means, where there is only one; else they are said.
        means = self.dice.choice(("cash", "card", None)) if len(ticket.means()) == 1 else "cash"
        told = None if means is None else [{"means": means, "cents": due}]
        self._act("till.refund", ticket=ticket.number, lines=lines, payments=told, reason="returned")

    def _corrects(self) -> None:
        books = self.played.books
        if books.tickets and self.dice.random() < 0.4:
            ticket = self.dice.choice(books.tickets[-30:])
            moved = {
                "from": "cash",
                "to": self.dice.choice(("card", "cheque")),
                "cents": self.dice.randint(1, 400),
            }
            self._act("till.correct_means", ticket=ticket.number, reason="wrong_means", **moved)
        if books.ops and self.dice.random() < 0.3:
            op = self.dice.choice(list(books.ops)[-8:])
            self._act("journal.reverse", op_of=op, reason="wrong_key")

    def _brings_away(self) -> None:
        """The postman comes; what lies in the drawer beyond the float goes to the bank."""
        self._act("relay.deposit", kind="letter", count=self.dice.randint(1, 5))
        self._act("relay.hand_to_postman", what="deposits")
        self._act("relay.hand_to_postman", what="returns")
        if self._drawer > 20_000:
            assert self._act("till.move", direction="out", cents=self._drawer - 10_000, reason="bank")

    # A measured day.

    def _measured_day(self, day: date) -> dict[str, int]:
        """Play the script, and return how many steps of the store's machine each act took."""
        found: dict[str, int] = {}
        for do, fields in self._script(day):
            with self._counted(found, do):
                assert self._act(do, **(fields() if callable(fields) else fields))
        assert tuple(found) == SCRIPT
        return found

    def _clear_shelves(self) -> None:
        """What is held makes a closing longer: before a measured day everything leaves, cheques too."""
        for stay in self.played.books.here():
            if stay.state == "held":
                assert self._act(
                    "relay.hand_over", tracking=stay.number, collector="addressee", id_document="id_card"
                )
        assert not self.played.books.here()
        while codes := self.played.cheque_codes():
            assert self._act("till.pay_in", cheques=codes[:_ON_A_SHEET])

    def _script(self, day: date) -> Iterator[tuple[str, Any]]:
        books = self.played.books
        lines = [
            {"do": "shop.sell", "article": "CAFE"},
            {"do": "shop.sell", "article": "OURLET"},
            {"do": "relay.sell", "product": "LV_20", "quantity": 2},
        ]
        yield "day.open", {"confirmed_day": day.isoformat()}
        yield "till.settle", {"acts": lines, "payments": [{"means": "cash", "given_cents": 5000}]}
        label = self._label()
        yield "relay.receive", {"tracking": label, "carrier": "registered", "shelf": "A1"}
        yield "relay.hand_over", {"tracking": label, "collector": "addressee", "id_document": "id_card"}
        yield (
            "till.refund",
            lambda: {"ticket": books.tickets[-1].number, "lines": [{"line": 1}], "reason": "returned"},
        )
        yield "day.close", lambda: {"counted_cents": self._drawer}

    @contextmanager
    def _counted(self, found: dict[str, int], do: str) -> Iterator[None]:
        """Count the steps on the connection that writes; the clock has no part in it."""
        connection = self.played.desk.desk.store._connection
        steps = [0]

        def step() -> int:
            steps[0] += 1
            return 0

        connection.set_progress_handler(step, 1)
        try:
            yield
        finally:
            connection.set_progress_handler(None, 1)
        found[do] = steps[0]
