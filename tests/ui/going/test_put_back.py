"""A copy is put back from inside the window, by keys alone; whatever fails leaves the desk as it was."""

from tests.ui.evening.hands import PASSPHRASE
from tests.ui.going.conftest import House
from tests.ui.going.scenes import play_scenes
from tests.ui.window.keyboard import WindowKeys


def ask(keys: WindowKeys, words: str = PASSPHRASE) -> None:
    """Go to the copies, and as far as the question."""
    keys.window.pages.open("copies")
    keys.rest()
    keys.press("reason")
    keys.press("slash")
    keys.type(words)
    keys.press("enter")


def put_back(keys: WindowKeys) -> None:
    ask(keys)
    keys.press("slash")


def test_by_keys_alone_and_the_desk_goes_on(house: House) -> None:
    def after(keys: WindowKeys) -> None:
        keys.press("escape")
        keys.favourite(0)
        keys.press("plus")
        assert keys.state.paid is not None

    played = play_scenes(house.options, put_back, after)
    assert house.epoch() == "B"
