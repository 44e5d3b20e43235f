"""What is chosen at this PC: by one key each, so at once, kept; and what the scanner sends first."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from concierge_desk.bootstrap.preferences_file import PreferencesFile
from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.pages.preferences.devices_view import LANGUAGE
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.choice_list import ChoiceList
from concierge_desk.ui.kit.preferences import Preferences, ThisPc
from concierge_desk.ui.kit.toast import Toast
from tests.counter.desks import Play
from tests.ui.window.conftest import PARCEL, Hers
from tests.ui.window.keyboard import SCANNER_MS, WindowKeys
from tests.ui.window.places import preferences
from tests.ui.window.process import shown
from tests.ui.xserver import XServer


class Keeper:
    """Keeps what the window gives it."""

    def __init__(self) -> None:
        self.kept: list[dict[str, Any]] = []
        self.full = False

    def __call__(self, changes: dict[str, Any]) -> None:
        if self.full:
            raise EnvironmentFailure("file.cannot_write", file="preferences.json")
        self.kept.append(changes)


@pytest.fixture
def keeper(keys: WindowKeys) -> Keeper:
    keeper = Keeper()
    keys.window.preferring.be_on(ThisPc(Preferences(flashes=True), keeper))
    return keeper


def _field(keys: WindowKeys) -> QLineEdit:
    (field,) = keys.window.covers.preferences.questions.prefix.findChildren(QLineEdit)
    return field


def _marked(keys: WindowKeys) -> list[int]:
    return [one.selected() for one in keys.window.covers.preferences.findChildren(ChoiceList)]


def test_one_key_each_and_it_is_so_at_once(keys: WindowKeys, keeper: Keeper) -> None:
    preferences(keys)
    assert _marked(keys) == [0, 0, 1]
    size, ink = keys.window.size(), theme.current().ink
    for typed, marked in (("2", [1, 0, 1]), ("7", [1, 3, 1]), ("9", [1, 3, 1]), ("8", [1, 3, 0])):
        keys.type(typed)
        assert _marked(keys) == marked, typed
    assert theme.current().text == 34 and theme.current().ink != ink
    assert not keys.window.sounds.flashes_only
    assert keys.window.size() == size, "however large the text, the window stays on its screen"
    assert keeper.kept == [{"theme": "dark"}, {"scale": 2.0}, {"flashes": False}], (
        "what is so already is not kept again"
    )
    keys.press("escape")
    assert not keys.window.covers.is_open and keys.window.view.line.hasFocus()
    assert len(keys.state.lines) == 2, "the visit is as it was"


def test_the_options_of_a_list_stand_beside_each_other_where_there_is_room(
    keys: WindowKeys, dress: Callable[..., None]
) -> None:
    preferences(keys)
    (colours, *_others) = keys.window.covers.preferences.findChildren(ChoiceList)
    for scale, lines in ((None, 1), (2.0, 2), (1.0, 1)):
        if scale is not None:
            dress("light", scale)
        keys.rest()
        assert len({colours.widget(place).y() for place in range(colours.count())}) == lines, scale


def test_the_language_is_chosen_for_the_next_start(keys: WindowKeys, keeper: Keeper) -> None:
    preferences(keys)
    devices = keys.window.covers.preferences.devices
    assert devices.words(LANGUAGE) == "English"
    keys.press("park")
    # What is read now stays as it is: half a window in another language is worse.
    assert keeper.kept == [{"lang": "fr"}]
    assert devices.words(LANGUAGE) == "Français, once the window is opened again"
    devices.button(LANGUAGE).click()
    keys.rest()
    assert keeper.kept[1:] == [{"lang": "en"}] and devices.words(LANGUAGE) == "English"


def test_what_the_disk_does_not_take_holds_for_now_and_is_told(keys: WindowKeys, keeper: Keeper) -> None:
    preferences(keys)
    keeper.full = True
    keys.type("3")
    (told,) = [one for one in keys.window.covers.preferences.findChildren(Banner) if one.isVisible()]
    assert told.text().startswith("This holds until the window is closed")
    assert _marked(keys)[0] == 2
    keeper.full = False
    keys.type("1")
    assert not told.isVisible() and keeper.kept == [{"theme": "light"}]


def test_the_prefix_is_learned_from_a_scan(keys: WindowKeys, keeper: Keeper) -> None:
    preferences(keys)
    keys.type("0")
    field = _field(keys)
    assert field.hasFocus() and field.text() == ""
    before = keys.state
    keys.scan(f"~{PARCEL}")
    assert field.text() == "~" and keys.state == before
    keys.type("\r")
    assert keeper.kept == [{"prefix": "~"}] and not field.isVisible()
    keys.press("escape")
    keys.scan(f"~{PARCEL}")
    assert keys.state.offer is not None, "from now on that is a scan"
    assert keys.window.view.line.text() == ""


def test_the_prefix_is_typed_mended_and_left(keys: WindowKeys, keeper: Keeper, hers: Hers) -> None:
    preferences(keys)
    keys.type("0")
    keys.scan(f"A{PARCEL}")
    assert _field(keys).text() == "", "a letter may be the code's own"
    keys.type("A")
    shown = keys.window.covers.preferences.questions.prefix.accessibleDescription()
    assert PARCEL in shown
    keys.press("escape")
    assert keeper.kept == [] and keys.window.covers.preferences.is_open
    keys.type("0A\r")
    assert keeper.kept == [{"prefix": "A"}]
    keys.type("0")
    assert _field(keys).text() == "A"
    _field(keys).clear()
    keys.type("\r")
    assert keeper.kept[-1] == {"prefix": ""}


def test_enter_of_a_short_scan_answers_nothing(keys: WindowKeys, keeper: Keeper, hers: Hers) -> None:
    """What is too short for a scan is typed: she sees it, and her own Enter takes it or not."""
    preferences(keys)
    keys.type("0")
    hers.step = 0.003
    keys.strike("~A3\r", SCANNER_MS)
    keys.rest()
    assert keeper.kept == [] and _field(keys).text() == "~A3"
    hers.step = 3.0
    keys.type("\r")
    assert keeper.kept == [{"prefix": "~A3"}]


def test_after_the_question_scans_are_the_counters_again(keys: WindowKeys, keeper: Keeper) -> None:
    preferences(keys)
    keys.type("0")
    keys.press("escape")
    keys.press("escape")
    assert not keys.window.covers.is_open
    keys.scan(PARCEL)
    assert keys.state.offer is not None


def test_a_file_that_cannot_be_read_is_told_over_the_counter(
    keys: WindowKeys, qapp: QApplication, dress: Callable[..., None]
) -> None:
    window = keys.window
    window.preferring.tell_unread(window.view)
    assert not window.findChildren(Toast)
    window.preferring.be_on(ThisPc(unread=True))
    window.preferring.tell_unread(window.view)
    (toast,) = window.findChildren(Toast)
    assert toast.isVisible() and toast.text().startswith("The preferences of this PC cannot be read")
    assert window.view.line.hasFocus()


def test_the_next_start_is_as_it_was_chosen(server: XServer, ready: Play) -> None:
    file = ready.desk.folder.preferences
    with shown(server, ready) as window:
        window.key("F1")
        window.type("1")
        window.type("2")
        window.until(lambda: PreferencesFile(file).kept.theme == "dark")
        window.key("Escape")
        window.key("shift+F1")
        window.until_lines(1)
    with shown(server, ready) as window:
        window.key("F1")
        window.type("1")
        window.type("9")
        window.until(lambda: PreferencesFile(file).kept.flashes)
    assert PreferencesFile(file).kept == Preferences("dark", flashes=True)
    # Nothing of it is the shop's.
    assert not [one for one in ready.posted() if "dark" in str(one.data)]
