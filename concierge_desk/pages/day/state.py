"""State of the closing: one unmoving picture after another.

Source: decision 0021.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from concierge_desk.counter.day.evening_steps import Step
from concierge_desk.pages.day.face import DaySummary, Money
from concierge_desk.ui.presenter.sticks_face import Stick
from concierge_desk.ui.presenter.told import Message

FACES = (50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1)
"""Notes and coins in the order they are counted, in cents."""

COUNTING: frozenset[Step] = frozenset({"visits", "check", "there", "count"})
"""Steps before the drawer was counted."""


@dataclass(frozen=True, slots=True)
class EveningState:
    """Everything the closing shows.

    Attributes:
        sheet: The day as it stands.
        is_open: The closing is shown; else the day.
        typed: What stands in the field of each coin and note.
        recount: The count is being made again: the one that holds is set aside until then.
        keep: Visits that are not settled are kept for another day, else given up.
        choosing: The reason of the gap is being asked for.
        reason: The reason that was given, None before.
        sticks: What is plugged in.
        passphrase: It is being asked for.
        opening: What stands in the field of the float, before a day is opened.
        confirm: The date that must be confirmed before it is opened, None where nobody doubts it.
        terminals: What stands in the field of each card terminal's total, by payee.
        ticked: Codes of the cheques that are ticked.
        there: By the command of a count, the things that were seen.
        looked_for: What stands in the field in which the label of a thing is typed.
        differs: What differs of them was told: the next key goes on.
        done: Of how many steps of a copy that is under way; None while none is.
        told: The last sentence.
        busy: The desk is at work.
    """

    sheet: DaySummary = field(default_factory=DaySummary)
    is_open: bool = False
    typed: Mapping[int, str] = field(default_factory=dict)
    recount: bool = False
    keep: bool = True
    choosing: bool = False
    reason: str | None = None
    sticks: tuple[Stick, ...] = ()
    passphrase: bool = False
    opening: str = ""
    confirm: str | None = None
    terminals: Mapping[str, str] = field(default_factory=dict)
    ticked: frozenset[str] = frozenset()
    there: Mapping[str, frozenset[str]] = field(default_factory=dict)
    looked_for: str = ""
    differs: bool = False
    done: tuple[int, int] | None = None
    told: Message | None = None
    busy: bool = False

    @property
    def step(self) -> Step:
        """The step that stands."""
        return "count" if self.recount and self.sheet.step == "counted" else self.sheet.step

    @property
    def pieces(self) -> dict[int, int]:
        """Pieces that were typed, as numbers; a field that holds none is left out."""
        return {face: int(text) for face, text in self.typed.items() if text.isdecimal()}

    @property
    def is_only_looked_at(self) -> bool:
        """Whether a closing is shown for which nothing was typed, said or counted."""
        begun = (
            self.typed
            or self.recount
            or any(self.terminals.values())
            or self.ticked
            or any(self.there.values())
        )
        nothing = not (begun or self.busy or self.sheet.parked or self.sheet.checked)
        return self.is_open and self.step in COUNTING and nothing

    @property
    def typed_cents(self) -> int:
        """What was typed comes to, in cents: her own sum, told while she counts."""
        return sum(face * count for face, count in self.pieces.items())

    @property
    def money(self) -> Money:
        """The day's money as it may be seen: blind until the drawer was counted, and while it is counted again."""
        if self.is_open and self.step in {"visits", "check"} and self.sheet.to_check:
            # What the terminal should say is told once she said what it does.
            return Money()
        counting = self.step in COUNTING
        return self.sheet.blind if counting or self.sheet.money is None else self.sheet.money


def can_compare(state: EveningState) -> bool:
    """Say whether the day may be held against what somebody else counted, before it is closed; a late closing asks nothing."""
    steps = {"check", "there", "count", "counted"}
    return state.step in steps and bool(state.sheet.compares) and state.sheet.open and not state.sheet.late
