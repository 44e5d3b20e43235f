"""Things that services keep, looked for in the evening: scanned, typed or ticked; what is not seen is told once.

Source: decisions 0021, 0096.
"""

from collections.abc import Callable
from typing import Any

from concierge_desk.counter.cards.closing_count import CountedThing, OwedCount
from concierge_desk.counter.cards.offers import Tone
from concierge_desk.i18n import N_
from concierge_desk.pages.day.face import DayFace
from concierge_desk.pages.day.state import EveningState
from concierge_desk.ui.presenter.picture import Presenter


class ThingsThere:
    """The step in which is looked for what ought to be here; leaving it out bars nothing."""

    def __init__(
        self,
        picture: Presenter[DayFace, EveningState],
        rested: Callable[[], None],
        keep: Callable[[Callable[[], None]], None],
        act: Callable[[dict[str, Any], Tone], None],
    ) -> None:
        """Bind the picture.

        Args:
            picture: The evening's.
            rested: Writes down what was said so far, beside whatever comes next.
            keep: (then) writes it down, and goes on.
            act: Plays a command, says what came of it in a tone, and goes on.
        """
        self._picture = picture
        self._rested = rested
        self._keep = keep
        self._act = act
        self._passed: frozenset[str] = frozenset()

    @property
    def _count(self) -> OwedCount | None:
        state = self._picture.state
        return state.sheet.next_count if state.is_open and state.step == "there" else None

    @property
    def told(self) -> list[dict[str, Any]]:
        """What is said so far, as a command takes it."""
        state = self._picture.state
        return [
            {
                "command": one.count.command,
                "seen": [thing.value for thing in one.things if thing.value in _seen(state, one)],
                "passed": one.passed or one.count.command in self._passed,
            }
            for one in state.sheet.counts
        ]

    def tick(self, value: str) -> None:
        """Say that a thing is here, or take that away."""
        count = self._count
        if count is not None:
            self._see(count, _seen(self._picture.state, count) ^ {value})

    def tick_all(self) -> None:
        """Say that all is here that ought to be."""
        count = self._count
        if count is not None:
            here = frozenset(one.value for one in count.things if not one.missed)
            self._see(count, _seen(self._picture.state, count) | here)

    def type(self, text: str) -> None:
        """Hold what stands in the field."""
        self._picture.show(looked_for=text)

    def enter(self) -> None:
        """Take what was typed for a scan."""
        text = self._picture.state.looked_for.strip()
        if text and not self.scan(text):
            self._picture.remark(N_("{code} is not on this list."), "warning", code=text)

    def scan(self, code: str) -> bool:
        """See the thing of a label; False where none of those that are looked for bears it."""
        count = self._count
        thing = None if count is None else _labelled(count.things, code)
        if count is None or thing is None:
            return False
        seen = _seen(self._picture.state, count)
        words = N_("{thing} is ticked already.") if thing.value in seen else N_("{thing} is here.")
        self._see(count, seen | {thing.value})
        self._picture.show(looked_for="")
        self._picture.remark(words, "good", thing=thing.label)
        return True

    def go_on(self) -> None:
        """Go on; what was not seen is told first, and the same key then goes on all the same."""
        count, state = self._count, self._picture.state
        if count is None:
            return
        seen = _seen(state, count)
        left = [one.label for one in count.things if one.value not in seen and not one.missed]
        if left and not seen:
            self._pass(count)
        elif left and not state.differs:
            self._picture.show(differs=True)
            words = N_("Not seen: {things}. Look once more; F10 goes on all the same.")
            self._picture.remark(words, "warning", things=", ".join(left))
        else:
            values = [one.value for one in count.things if one.value in seen]
            self._picture.show(differs=False)
            act = {"do": count.count.command, **count.count.act(values)}
            self._act(act, "warning" if left else "good")

    def forget(self) -> None:
        """Begin anew: the day is another one."""
        self._passed = frozenset()

    def _see(self, count: OwedCount, seen: frozenset[str]) -> None:
        there = {**self._picture.state.there, count.count.command: seen}
        self._picture.show(there=there, differs=False, told=None)
        self._rested()

    def _pass(self, count: OwedCount) -> None:
        words = N_("Not counted: {name}. The closing says so.")
        self._passed |= {count.count.command}
        self._keep(lambda: self._picture.remark(words, "plain", name=count.name))


def _seen(state: EveningState, count: OwedCount) -> frozenset[str]:
    return state.there.get(count.count.command, frozenset())


def _labelled(things: tuple[CountedThing, ...], code: str) -> CountedThing | None:
    """Return the thing whose label or number a code is, whatever its case."""
    asked = code.strip().casefold()
    return next(
        (one for one in things if asked in {text.casefold() for text in (one.value, *one.codes)}), None
    )
