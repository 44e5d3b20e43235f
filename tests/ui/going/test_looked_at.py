"""A copy is looked into from inside the window: every page, every key, and nothing is written anywhere."""

from concierge_desk.ui.shell.desk_view import COPIES, DAY, JOURNAL
from tests.ui.evening.hands import PASSPHRASE
from tests.ui.going.conftest import House
from tests.ui.going.scenes import play_scenes, texts_of
from tests.ui.window.keyboard import WindowKeys


def look_into(keys: WindowKeys) -> None:
    """Go to the copies, type the words, answer the question."""
    keys.window.pages.open(COPIES)
    keys.rest()
    keys.window.pages.copies.copies.press("right")
    keys.rest()
    keys.type(PASSPHRASE)
    keys.press("enter")
    keys.press("slash")


def test_the_copy_is_shown_and_left_by_a_key(house: House) -> None:
    before = house.posted()

    def looks(keys: WindowKeys) -> None:
        print(texts_of(keys.window))
        keys.favourite(0)
        print(keys.state.told)
        for page in (DAY, JOURNAL, "relay", "shop"):
            keys.window.pages.open(page)
            keys.rest()
            print(page, texts_of(keys.window))
        keys.window.grab().save("/tmp/copies-h/x.png")
        keys.tap("park")

    def back(keys: WindowKeys) -> None:
        assert keys.window.view.page == COPIES

    print(play_scenes(house.options, look_into, looks, back))
    assert house.posted() == before
    assert not (house.data / "copie-ouverte").exists()
