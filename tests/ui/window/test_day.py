"""The real day played in the real window, by keyboard and scan bursts only."""

from collections.abc import Callable

from concierge_desk.bootstrap.looking import day_status
from concierge_desk.ui.shell.window import MainWindow
from tests.counter.desks import Play
from tests.e2e.driver import contains
from tests.ui.day.concierge import Concierge
from tests.ui.day.test_headless import COMMANDS, EXPECTED, FROM_THE_COMMAND_LINE
from tests.ui.window.keyboard import WindowKeys


def test_the_real_day_in_the_window(play: Play, opened: Callable[[Play], MainWindow]) -> None:
    """Sales, arrivals, hand-overs, refusal, deposits and slips, with the figures of `expected.json`."""
    window = opened(play)
    concierge = Concierge(WindowKeys(window))
    for command in COMMANDS:
        if command["do"] in FROM_THE_COMMAND_LINE:
            play.do(
                command["do"], **{name: value for name, value in command.items() if name not in ("op", "do")}
            )
        else:
            assert concierge.play(command), command["do"]
            assert window.view.line.text() == "", command
    told = day_status(play.desk, EXPECTED["day"])
    assert contains(told, EXPECTED)
