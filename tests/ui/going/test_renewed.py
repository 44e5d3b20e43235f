"""The practice shop is made anew from inside the window, by keys alone; stopped on the way it stays as it was."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from concierge_desk.frame.handover_window import Meanwhile
from concierge_desk.paths import half_made_practice
from tests.ui.going.conftest import House
from tests.ui.going.scenes import play_scenes, texts_of
from tests.ui.window.keyboard import WindowKeys

PAGE = "lessons"


def renew(keys: WindowKeys) -> None:
    keys.window.pages.open(PAGE)
    keys.rest()
    keys.press("f8")
    keys.tap("f8")


def test_by_keys_alone_and_another_shop_is_there(house: House) -> None:
    before = house.look(lambda desk: desk.public_key)
    seen: list[str] = []

    def after(keys: WindowKeys) -> None:
        assert keys.window.view.page == PAGE
        keys.press("escape")
        seen.append(texts_of(keys.window))

    played = play_scenes(house.options, renew, after)
    assert played.status == 0
    assert "Trois semaines" in played.between[0]
    assert "visite en attente" in seen[0]
    assert house.look(lambda desk: desk.public_key) != before
    assert not half_made_practice(house.data).exists()
    assert house.verifies()


def test_stopped_on_the_way_it_stays_as_it_was(house: House) -> None:
    before = house.look(lambda desk: desk.public_key)

    def stop(window: Meanwhile) -> None:
        QTest.keyClick(window, Qt.Key.Key_Escape)

    def after(keys: WindowKeys) -> None:
        assert keys.window.view.page == PAGE

    played = play_scenes(house.options, renew, after, at_between=stop)
    assert played.status == 0
    assert house.look(lambda desk: desk.public_key) == before
    assert not half_made_practice(house.data).exists()
