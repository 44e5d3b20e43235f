"""What another process recorded appears in the window by itself."""

from PySide6.QtCore import QDeadlineTimer
from PySide6.QtTest import QTest

from concierge_desk.bootstrap.desk import Options, open_desk
from concierge_desk.ui.shell.watching import POLL_MS
from tests.counter.desks import Play
from tests.ui.window.conftest import PARCEL
from tests.ui.window.keyboard import WindowKeys
from tests.ui.window.places import found, visit


def _elsewhere(play: Play, **raw: object) -> None:
    with open_desk(Options(play.desk.folder.root)) as other:
        answer = other.counter.execute({"op": other.new_op(), **raw}, None)
        assert answer.refused is None, answer.refused


def _wait(keys: WindowKeys) -> None:
    """Wait for two looks: the first one may have begun before."""
    end = QDeadlineTimer(2 * POLL_MS + 500)
    while not end.hasExpired():
        QTest.qWait(50)
    keys.rest()


def test_a_card_that_was_done_with_elsewhere_goes(keys: WindowKeys, play: Play) -> None:
    visit(keys)
    found(keys)
    lines = keys.state.lines
    _wait(keys)
    assert keys.state.offers
    _elsewhere(play, do="relay.hand_over", tracking=PARCEL, collector="addressee", id_document="id_card")
    _wait(keys)
    assert keys.state.offer is None or not any(act.do == "relay.hand_over" for act in keys.state.offer.acts)
    assert keys.state.lines == lines
