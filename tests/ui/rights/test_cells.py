"""Role × command through the window: each way of it either does the act or says who may. R-3.07."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from concierge_desk.counter.rights.grant import reach_of
from concierge_desk.counter.rights.table import (
    CONCIERGE,
    INSPECTOR,
    LOOK,
    RESPONSIBLE,
    RIGHTS,
    VOLUNTEER,
    rights_named,
)
from concierge_desk.desk import catalogue
from concierge_desk.frame.window import MainWindow
from tests.counter.desks import Play
from tests.counter.rights.four import FOUR, with_four
from tests.sizes import FULL
from tests.ui.rights.staff import CODE, before_anybody_came, comes
from tests.ui.ways.kinds import one_of_each, ways_of
from tests.ui.ways.players import ByKeys, ByMouse, Player
from tests.ui.ways.scenes import SCENES
from tests.ui.ways.steps import Step
from tests.ui.ways.test_commands import Accepted, downloads  # noqa: F401
from tests.ui.ways.way import Way
from tests.ui.window.keyboard import wait_quiet

CASES = [
    (role, hands)
    for role in (CONCIERGE, VOLUNTEER, INSPECTOR)
    for hands in (ByKeys, ByMouse)
    if hands is ByKeys or (FULL and role != INSPECTOR)
]
"""At the small size by keys alone: what the mouse presses is played by the same presenters. Whoever only looks is refused
what most ways stand on: hands by keys do it for them each time, and begin anew where they were."""

SAYS_WHO = "il faut"


def _cells(scene: str) -> dict[str, Way]:
    """Return the ways of a scene that each role goes: at full size all of them, else one of each kind.

    That each command asks for its right is held for all of them without a window (`tests/counter/rights`), and that each
    way leads to its command where nobody is refused (`tests/ui/ways`).
    """
    return ways_of(scene) if FULL else one_of_each(scene)


class Told:
    """Hands that go on with the approval of the responsible, where the window asks for it, and stop where it only says who may.

    Attributes:
        said: What the window said of who may; empty where it said nothing.
        done: What was done until then.
        approved: It was approved of.
    """

    def __init__(self, hands: Player, accepted: Accepted) -> None:
        self.hands, self.window, self.accepted = hands, hands.window, accepted
        self.said, self.approved = "", False
        self.done: list[str] = []

    def go(self, way: tuple[Step, ...]) -> None:
        self.said, self.approved, self.done = "", False, []
        for step in way:
            self.hands.go((step,))
            if self._asks():
                if not self.said:
                    self.said, self.done, self.approved = self._asks(), list(self.accepted.names), True
                self.hands.keys.type(CODE)
                self.hands.keys.press("enter")
                assert not self._asks(), self._asks()
            elif said := self._says():
                self.said, self.done = said, list(self.accepted.names)
                return

    def _asks(self) -> str:
        approval = self.window.approval.presenter
        return "" if approval is None or approval.state is None else approval.state.why

    def _says(self) -> str:
        told = [getattr(self.hands.shown, "told", None), self.window.front.state.told]
        asking = getattr(self.hands.shown, "asking", None)
        said = [one.text for one in told if one is not None]
        said += [asking.complaint] if asking is not None else []
        said.append(str(getattr(getattr(self.hands.shown, "opened", None), "why_not", "")))
        return next((one for one in said if SAYS_WHO in one), "")


@pytest.mark.parametrize(("role", "hands"), CASES)
@pytest.mark.parametrize("scene", SCENES)
def test_every_cell(
    play: Play, opened: Callable[[Play], MainWindow], scene: str, role: str, hands: type[Player]
) -> None:
    """R-3.07."""
    SCENES[scene](play)
    with_four(play)
    play.do("operator.set_code", whom=FOUR[RESPONSIBLE], code=CODE)
    player = hands(opened(play))
    comes(player.keys, role)
    accepted = Accepted(play)
    told = Told(player, accepted)
    failures = []
    for command, way in _cells(scene).items():
        steps = way.steps if hands is ByKeys or not way.mouse else way.mouse
        if way.before is not None:
            with before_anybody_came(play):
                way.before(play)
        _look(player.window)
        accepted.names.clear()
        why: Any = None
        try:
            player.home()
            told.go(steps)
        except (AssertionError, AttributeError, ValueError, LookupError) as failure:
            why = failure
        found = (command in (told.done if told.said else accepted.names), bool(told.said))
        if found not in _expected(command, role) or (told.approved and command not in accepted.names):
            failures.append(f"{command}: {found} {told.said} {accepted.names} · {why!r} · {player.seen()}")
        if command not in accepted.names:
            # What comes after it stands on what it does.
            with before_anybody_came(play), suppress(AssertionError, AttributeError, IndexError, ValueError):
                _look(player.window)
                player.home()
                player.go(steps)
    assert not failures, "\n" + "\n\n".join(failures)


def _look(window: MainWindow) -> None:
    window.watching.look()
    window.watching.ask()
    wait_quiet(window)


def _expected(command: str, role: str) -> set[tuple[bool, bool]]:
    """Whether it is done and whether the window says who may: what hangs on a sum or on whose it was may go either way."""
    right = catalogue.commands()[command].right
    reaches = {reach_of(one, (role,)) for one in rights_named(right)}
    if isinstance(right, str) and reaches == {"all"}:
        return {(True, False)}
    if reaches == {None}:
        return {(False, True)}
    return {(True, False), (False, True)}


def test_whoever_only_looks_is_told_and_nothing_else() -> None:
    """No command that writes is left to whoever only looks, but for what proves who somebody is."""
    looks = {name for name, one in catalogue.commands().items() if LOOK in rights_named(one.right)}
    assert {name for name in looks if catalogue.commands()[name].writes} == {"operator.set_code"}
    assert RIGHTS[LOOK].reach.keys() >= {INSPECTOR}
