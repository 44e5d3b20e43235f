"""The practice shop beside a real one, and back, by keys in the real windows: one is never taken for the other."""

from pathlib import Path

import pytest

from concierge_desk.bootstrap import lived_practice, shop_beside
from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.paths import practice_home, real_home
from tests.cli.helpers import practised
from tests.ui.evening.hands import PASSPHRASE
from tests.ui.first.hands import FirstKeys, Pc
from tests.ui.first.struck import answer
from tests.ui.going.scenes import texts_of
from tests.ui.window.keyboard import FINGERS_MS, WindowKeys

PAGE = "first_steps"


@pytest.fixture
def real(pc: Pc) -> Pc:
    """A PC with a real shop and no exercise."""

    def makes(keys: FirstKeys) -> None:
        answer(keys)
        keys.tap("enter")
        keys.rest()

    pc.phrase = PASSPHRASE
    pc.start(makes, then=(lambda _keys: None,))
    return pc


def to_practice(keys: WindowKeys) -> None:
    assert not keys.window.view.band.isVisible()
    keys.press("help")
    keys.type("2")
    assert keys.window.view.page == PAGE
    keys.tap("f6")


def to_real(keys: WindowKeys) -> None:
    band = keys.window.view.band
    assert band.isVisible() and "To the real shop: F1, then 2" in band.text()
    assert PAGE not in keys.window.view.rail._buttons and not reminded(keys)
    keys.press("help")
    keys.strike("2", FINGERS_MS)


def reminded(keys: WindowKeys) -> bool:
    return any(one.service == PAGE for one in keys.window.front._board.face.status().today)


def back(keys: WindowKeys) -> None:
    assert not keys.window.view.band.isVisible() and reminded(keys)


def test_there_and_back_by_keys(real: Pc) -> None:
    before = real.look(lambda desk: desk.identity)
    played = real.start(then=(to_practice, to_real, back))
    assert played.status == 0 and played.asked == 2, "its words open the real one again"
    assert any("practice shop are being lived" in told for told in played.between)
    assert real.look(lambda desk: desk.identity) == before
    assert real.look(lambda desk: desk.identity.practice, real.practice)
    # The second time it is there.
    assert real.start(then=(to_practice, lambda _keys: None)).between == []


def test_a_practice_shop_that_cannot_be_made_leads_back(real: Pc, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object) -> None:
        raise EnvironmentFailure("file.cannot_write", file="x")

    monkeypatch.setattr(shop_beside, "make_lived", full)

    def told(keys: WindowKeys) -> None:
        assert "The practice shop was not opened" in texts_of(keys.window)
        keys.press("escape")
        assert keys.window.view.page == PAGE

    real.start(then=(to_practice, told))
    assert not real.practice.exists()


def test_leaving_it_half_lived_leads_back_without_a_word(real: Pc, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_given: object) -> None:
        raise EnvironmentFailure("backup.cancelled")

    monkeypatch.setattr(lived_practice, "live_in", stopped)

    def back_on_page(keys: WindowKeys) -> None:
        assert keys.window.view.page == PAGE and not keys.window.covers.is_open

    real.start(then=(to_practice, back_on_page))


def test_where_its_window_is_open_already_this_one_stays(real: Pc, monkeypatch: pytest.MonkeyPatch) -> None:
    practised(real.data)
    monkeypatch.setattr(shop_beside, "is_answered", lambda folder: folder.root == real.practice)

    def told(keys: WindowKeys) -> None:
        assert "open already, beside this one" in texts_of(keys.window)
        keys.press("escape")

    real.start(then=(to_practice, told))


def test_where_the_real_one_is_open_already_the_exercise_ends(
    real: Pc, monkeypatch: pytest.MonkeyPatch
) -> None:
    practised(real.data)
    monkeypatch.setattr(shop_beside, "is_answered", lambda folder: folder.root == real.data)
    assert real.start(then=(to_practice, to_real)).status == 0


@pytest.mark.parametrize("stands", ["inside", "in its place"])
def test_each_leads_to_the_other(tmp_path: Path, stands: str) -> None:
    home = tmp_path / "poste"
    practice = home / "exercice" if stands == "inside" else home
    practised(home if stands == "inside" else tmp_path)
    if stands != "inside":
        (tmp_path / "exercice").rename(practice)
    assert practice_home(real_home(practice)) == practice
