"""Every command of the program is done in the window by keys alone; at full size once by mouse alone too, else one of each kind."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.desk import catalogue
from concierge_desk.frame.window import MainWindow
from concierge_desk.jobs import price_sheets
from concierge_desk.jobs.bank import statements
from tests.counter.desks import Play
from tests.e2e.driver import FULL
from tests.ui.ways.kinds import LENT, TRADES, one_of_each
from tests.ui.ways.players import ByKeys, ByMouse, Player
from tests.ui.ways.scenes import SCENES
from tests.ui.ways.table import WAYS
from tests.ui.ways.way import Way
from tests.ui.window.keyboard import wait_quiet
from tests.ui.window.test_tariff import sheet, usual

SERVICE = os.environ.get("CONCIERGE_DESK_WAYS_OF")
"""Code of the service whose commands alone are done; none for all of them."""
WHOLE = next(code for code, trade in TRADES.items() if trade.quote)
"""Of the trades with things entrusted: the first whose prices may be told later, so that it has every act of them."""
LENT_WHOLE = ("tools", "keys")
"""Of what is lent: the one that has every act of all, and the one that has three of its own."""
BEGIN = ("set_kinds", "take_in", "register")
"""What is done of each other nature: where it is set up, and what its page and its line in the rail lead to."""


def is_gone(command: str, hands: type[Player] = ByKeys) -> bool:
    """Tell whether the way to a command is gone: all of them at full size.

    At the small size every act of one of the trades is done by keys, and the first acts of each: they are one mechanism.
    So are the natures of what is lent. By the mouse one way of each kind is gone: what it presses, the keys press too.
    """
    service, _, act = command.partition(".")
    if SERVICE is not None:
        return service == SERVICE
    if hands is ByMouse and not FULL:
        return any(command in one_of_each(scene) for scene in SCENES)
    return FULL or service not in {*TRADES, *LENT} or service in {WHOLE, *LENT_WHOLE} or act in BEGIN


@pytest.fixture
def lang() -> str:
    return "fr"


@pytest.fixture(autouse=True)
def downloads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Next year's prices and a statement of the bank lie where files are brought."""
    (tmp_path / "tarifs-2027.csv").write_text(sheet(usual), "utf-8")
    (tmp_path / "releve.csv").write_text(
        "Date;Libellé;Montant\n26/11/2026;ESPECES;10,00\n26/11/2026;LOYER;-45,00\n", "utf-8"
    )
    for part in (price_sheets, statements):
        monkeypatch.setattr(part, "downloads_folder", lambda: tmp_path)


class Accepted:
    """Which commands were accepted, as the counter executes them; of a visit that is paid what it held, not before."""

    def __init__(self, play: Play) -> None:
        self.names: list[str] = []
        self._visits: dict[str, list[str]] = {}
        self._execute = play.counter.execute
        play.counter.execute = self._listen  # type: ignore[method-assign]

    def _listen(self, raw: Any, operator: str | None = None, **more: Any) -> Any:
        answer = self._execute(raw, operator, **more)
        if answer.refused is None:
            self.names.append(raw["do"])
            acts = [act["do"] for act in raw.get("acts", ())]
            if raw["do"] == "visit.save" and answer.result is not None:
                self._visits[answer.result["visit"]] = acts
            elif raw["do"] == "till.settle":
                self.names += acts or self._visits.get(raw.get("visit", ""), [])
        return answer


def test_every_command_has_a_way() -> None:
    assert set(WAYS) == set(catalogue.commands())
    assert {way.scene for way in WAYS.values() if isinstance(way, Way)} == set(SCENES)
    assert SERVICE is None or SERVICE in {command.partition(".")[0] for command in WAYS}


@pytest.mark.parametrize("natures", [TRADES, LENT])
def test_every_act_of_a_trade_is_done_and_some_of_each(natures: Mapping[str, object]) -> None:
    ways = {command for command, way in WAYS.items() if isinstance(way, Way)}
    of_trades = {command for command in ways if command.partition(".")[0] in natures}
    gone = [command.partition(".") for command in of_trades if SERVICE or is_gone(command)]
    assert {act for _, _, act in gone} == {command.partition(".")[2] for command in of_trades}
    assert {service for service, _, _ in gone} == set(natures)


@pytest.mark.parametrize("hands", [ByKeys, ByMouse])
@pytest.mark.parametrize("scene", SCENES)
def test_every_command_is_done(
    play: Play, opened: Callable[[Play], MainWindow], scene: str, hands: type[Player]
) -> None:
    SCENES[scene](play)
    accepted = Accepted(play)
    player = hands(opened(play))
    failures = []
    for command, way in WAYS.items():
        if not isinstance(way, Way) or way.scene != scene or not is_gone(command, hands):
            continue
        if way.before is not None:
            way.before(play)
            player.window.watching.look()
            player.window.watching.ask()
            wait_quiet(player.window)
        accepted.names.clear()
        try:
            player.home()
            player.go(way.steps if hands is ByKeys or not way.mouse else way.mouse)
            assert command in accepted.names, f"{accepted.names} · {player.seen()}"
        except (AssertionError, AttributeError, ValueError, KeyError) as failure:
            failures.append(f"{command}: {failure!r}")
    assert not failures, "\n" + "\n\n".join(failures)
