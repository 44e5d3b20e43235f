"""What another process recorded appears in the window by itself."""

from pathlib import Path

import pytest
from PySide6.QtCore import QDeadlineTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.frame.poll import POLL_MS
from concierge_desk.ui.kit.words import Words
from tests.counter.desks import Play
from tests.services.test_relay_mandates import FIRM
from tests.ui.evening.hands import PASSPHRASE, Plugged
from tests.ui.window.at_the_day import AtTheDay, state_of
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


def _typed() -> tuple[str, str]:
    """Return which field has the keyboard, and what stands in it."""
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit), field
    return field.accessibleName(), field.text()


def test_the_count_goes_on_where_she_types(keys: WindowKeys, play: Play) -> None:
    """A field that is skipped makes a gap of what lies in the drawer."""
    keys.press("day")
    keys.type("2")
    keys.press("enter")
    keys.type("1")
    _wait(keys)
    stands = _typed()
    assert stands == ("20\u00a0€", "1")
    _elsewhere(play, do="relay.hand_over", tracking=PARCEL, collector="addressee", id_document="id_card")
    _wait(keys)
    assert _typed() == stands
    keys.type("3")
    keys.press("enter")
    assert _typed() == ("10\u00a0€", "")
    assert state_of(keys.window).pieces == {5000: 2, 2000: 13}


@pytest.mark.usefixtures("easy_locks")
def test_the_first_words_of_the_copies_stay(
    keys: WindowKeys, play: Play, plugged: Plugged, tmp_path: Path
) -> None:
    hers = AtTheDay(keys)
    hers.count(8000)
    hers.press("day")
    keys.type("1")
    keys.press("enter")
    hers.press("day")
    assert state_of(keys.window).step == "stick"
    plugged.sticks.append(tmp_path)
    hers.press("day")
    assert state_of(keys.window).passphrase
    keys.type(PASSPHRASE)
    keys.press("enter")
    _wait(keys)
    stands = _typed()
    _elsewhere(play, do="relay.record_mandate", valid_until="2027-06-30", **FIRM)
    _wait(keys)
    assert _typed() == stands
    keys.type(PASSPHRASE)
    keys.press("enter")
    assert len(list(tmp_path.glob("concierge-desk/*.zip"))) == 1


def test_the_head_says_what_the_shop_was_called_elsewhere(keys: WindowKeys, play: Play) -> None:
    """Name and operator at the top, and the next paper, are those that another process wrote down."""
    _wait(keys)
    top = keys.window.view.top
    assert "Conciergerie Solidaire Ampère" in _texts_of(top)
    _elsewhere(play, do="site.change", name="Conciergerie du Port")
    _elsewhere(play, do="operator.set", operator="o01", name="Claire")
    _wait(keys)
    assert {"Conciergerie du Port", "Claire"} <= set(_texts_of(top))
    assert "Conciergerie Solidaire Ampère" not in _texts_of(top)


def _texts_of(part: QWidget) -> list[str]:
    return [one.text() for one in part.findChildren(Words)]
