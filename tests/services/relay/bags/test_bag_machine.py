"""Whatever is announced and scanned: received = announced - missing + too many, and nobody is told before."""

import os
from collections.abc import Callable
from contextlib import ExitStack
from typing import ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from concierge_desk.services.relay.model.facts.bags import how_many
from tests.counter.desks import Desks, Play
from tests.services.relay.bags.test_bags import numbers
from tests.services.relay_desk import SEEN, rebuilt, take_back

EXAMPLES = {"ci": 12, "full": 400}
KNOWN = tuple(numbers(8))
pick = st.integers(0, 63)
some = st.lists(st.sampled_from(KNOWN), min_size=1, max_size=6, unique=True)


class Noted:
    """A bag in the clerk's notebook: what was announced, and what came, by the op of its arrival."""

    def __init__(self, announced: list[str] | int) -> None:
        self.announced = announced
        self.came: dict[str | None, str] = {}
        self.closed = False

    def figures(self) -> tuple[int, int, int, int]:
        came = list(self.came.values())
        if isinstance(self.announced, int):
            gap = self.announced - len(came)
            return self.announced, len(came), max(gap, 0), max(-gap, 0)
        matched = len(set(came) & set(self.announced))
        return len(self.announced), len(came), len(self.announced) - matched, len(came) - matched


class BagMachine(RuleBasedStateMachine):
    """Bags at a real desk."""

    desks: ClassVar[Callable[[], object]]

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.bags: dict[str, Noted] = {}
        self.here: dict[str, str] = {}
        self.last: dict[str, str] = {}

    @initialize()
    def open_the_shop(self) -> None:
        desks: Desks = self.desks  # type: ignore[assignment]
        self.play: Play = self.stack.enter_context(desks.desk())
        self.play.open(float_cents=8000)

    def teardown(self) -> None:
        try:
            if self.bags:
                rebuilt(self.play)
        finally:
            self.stack.close()

    @rule(listed=some)
    def announce_a_list(self, listed: list[str]) -> None:
        self._announce(Noted(listed), trackings=listed)

    @rule(count=st.integers(1, 5))
    def announce_a_count(self, count: int) -> None:
        self._announce(Noted(count), count=count)

    def _announce(self, noted: Noted, **fields: object) -> None:
        bag = self.play.do("relay.announce", carrier="colissimo", **fields).result["bag"]
        assert bag == f"A-2026-{len(self.bags) + 1:04d}"
        self.bags[bag] = noted

    @rule(place=pick, number=st.sampled_from(KNOWN))
    def scan(self, place: int, number: str) -> None:
        if not self.bags:
            return
        bag = sorted(self.bags)[place % len(self.bags)]
        answer = self.play.ask("relay.receive", tracking=number, shelf="A1", bag=bag)
        if number in self.here:
            assert answer.refused is not None
            assert answer.refused.code == "relay.already_held"
            return
        assert answer.refused is None
        self.bags[bag].came[answer.op] = number
        self.here[number] = bag
        self.last[number] = answer.op

    @rule(place=pick)
    def take_an_arrival_back(self, place: int) -> None:
        """Of a bag that is closed too: its slip stays, and an item that was never here is not."""
        arrivals = [
            (bag, op)
            for bag, noted in sorted(self.bags.items())
            for op, number in noted.came.items()
            # A number that was handed over may be here once more: then it is the last arrival that is.
            if self.here.get(number) == bag and op == self.last[number]
        ]
        if not arrivals:
            return
        bag, op = arrivals[place % len(arrivals)]
        take_back(self.play, op)
        del self.here[self.bags[bag].came.pop(op)]

    @rule(place=pick)
    def hand_over(self, place: int) -> None:
        """Whoever comes for it gets it, whatever becomes of the bag; its number may come again."""
        if not self.here:
            return
        number = sorted(self.here)[place % len(self.here)]
        self.play.do("relay.hand_over", tracking=number, **SEEN)
        del self.here[number]

    @rule(place=pick)
    def remind(self, place: int) -> None:
        if not self.here:
            return
        number = sorted(self.here)[place % len(self.here)]
        answer = self.play.ask("relay.remind", tracking=number)
        code = None if answer.refused is None else answer.refused.code
        assert code == (None if self.bags[self.here[number]].closed else "relay.bag_open")

    @rule(place=pick)
    def close(self, place: int) -> None:
        if not self.bags:
            return
        bag = sorted(self.bags)[place % len(self.bags)]
        noted = self.bags[bag]
        answer = self.play.ask("relay.close_bag", bag=bag)
        if noted.closed:
            assert answer.refused is not None
            assert answer.refused.code == "relay.bag_closed_already"
            return
        told = answer.result or {}
        announced, received = told["announced"], told["received"]
        missing, too_many = how_many(told["missing"]), how_many(told["too_many"])
        assert received == announced - missing + too_many
        assert (announced, received, missing, too_many) == noted.figures()
        assert bool(answer.warnings) == bool(missing or too_many)
        noted.closed = True

    @invariant()
    def what_is_open_is_known(self) -> None:
        if not hasattr(self, "play"):
            return
        rows = self.play.rows("SELECT bag FROM relay_bag WHERE closed_day IS NULL ORDER BY bag")
        assert [bag for (bag,) in rows] == sorted(bag for bag, noted in self.bags.items() if not noted.closed)


def test_bags_at_a_real_desk(desks: Desks) -> None:
    BagMachine.desks = desks  # type: ignore[assignment]
    run_state_machine_as_test(
        BagMachine,
        settings=settings(
            max_examples=EXAMPLES[os.environ.get("CONCIERGE_DESK_SIZE", "ci")],
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            report_multiple_bugs=False,
        ),
    )
