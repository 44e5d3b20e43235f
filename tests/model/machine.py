"""The machine: hypothesis chooses what is done, step by step; a desk and its model do it.

What may be done is in the steps (`till_steps`, `relay_steps`, `day_steps`).
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tests.model.books import Books
from tests.model.killing import Killer
from tests.model.life import Life
from tests.model.played import Played
from tests.model.steps import CLOSED, LATE, MOODS, OPEN, Step, menu, steps_of

T = TypeVar("T")

MORNINGS = (
    "2026-11-25T08:00",
    "2026-12-31T08:00",  # the year turns in the night
    "2026-03-28T14:00",  # the night has a day of 23 hours behind it
    "2026-10-24T14:00",  # and this one a day of 25
    "2028-02-28T08:00",  # a leap day follows
    "2026-06-30T08:00",  # the other fiscal year begins
)

pick = st.integers(0, 63)
"""Which one of what there is: 0 is the latest."""


class DeskMachine(RuleBasedStateMachine):
    """A desk and the model of it, and what is done to both."""

    templates: ClassVar[Mapping[str, Path]]
    killer: ClassVar[Killer | None]
    steps: ClassVar[Mapping[str, Step]]
    menus: ClassVar[dict[tuple[str, str], list[str]]]

    def __init_subclass__(cls) -> None:
        """Collect the steps of all its parts."""
        cls.steps, cls.menus = steps_of(cls), {}

    def __init__(self) -> None:
        super().__init__()
        self.begun: Played | None = None
        self.mood = ""
        # How far the PC's clock stands from what time it really is.
        self.wrong_by = timedelta(0)

    @initialize(
        morning=st.sampled_from(MORNINGS),
        fiscal=st.sampled_from(("01-01", "07-01")),
        cents=pick,
        mood=st.sampled_from(tuple(MOODS)),
        drawer=st.booleans(),
    )
    def begin(self, morning: str, fiscal: str, cents: int, mood: str, drawer: bool) -> None:
        """Take a new desk, open its first day, and lay a few stamps in: not enough for everybody."""
        self.mood = mood
        self.begun = Played(self.templates[fiscal], fiscal, self.killer)
        self.desk.hands.set(morning)
        self.act("day.open", float_cents=cents * 100, confirmed_day=morning[:10])
        if drawer:
            self.played.connect_drawer(True)
        self.act("relay.stock_receive", product="LV_20", quantity=5 + cents % 5)

    @rule(data=st.data())
    def goes_on(self, data: st.DataObject) -> None:
        """Take one of the steps."""
        name = data.draw(st.sampled_from(self._menu()))
        getattr(self, name)(**data.draw(self.steps[name].arguments))

    def _menu(self) -> list[str]:
        hour = CLOSED
        if self.books.day is not None:
            self.books.tell_time(self.desk.hands.at)
            hour = LATE if self.books.stale else OPEN
        key = (self.mood, hour)
        if key not in self.menus:
            self.menus[key] = menu(self.steps, self.mood, hour)
        return self.menus[key]

    def teardown(self) -> None:
        """Compare the whole."""
        if self.begun is not None:
            self.begun.end()

    # What the steps work with.

    @property
    def played(self) -> Played:
        """The desk and its model, once there are any."""
        assert self.begun is not None
        return self.begun

    @property
    def desk(self) -> Life:
        """The desk."""
        return self.played.desk

    @property
    def books(self) -> Books:
        """The model."""
        return self.played.books

    def act(self, do: str, operator: str | None = None, **fields: Any) -> bool:
        """Play an act; return whether it was accepted."""
        return self.played.act(do, operator, **fields)

    def choose(self, items: Sequence[T], n: int) -> T | None:
        """Return one of some items, the latest for 0; None where there is none."""
        return items[-1 - n % len(items)] if items else None
