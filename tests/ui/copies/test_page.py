"""The copies' page with real keys on a real desk: what they do, what Enter never does, what fits at 200 % text."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from shiboken6 import delete

from concierge_desk.ui.kit.button import ActionButton
from tests.counter.desks import COFFEE, Play, cash
from tests.ui.conftest import Dress
from tests.ui.copies.keepers import Keeper, at_copies
from tests.ui.evening.hands import PASSPHRASE, Plugged
from tests.ui.looks import LOOKS
from tests.ui.on_screen import OnScreen
from tests.ui.shell.geometry import cut

Key = Qt.Key


class Shown(OnScreen):
    """The page of the copies, bound to a keeper's."""

    def __init__(self, hers: Keeper, scale: float) -> None:
        from concierge_desk.pages.copies.view import CopiesPage

        page, copies = CopiesPage(), hers.copies
        bound = (
            (page.pressed, copies.press),
            (page.chosen, copies.choose),
            (page.worded, copies.give_words),
            (page.locked, copies.give_passphrase),
        )
        super().__init__(page, bound, scale)
        self.hers = hers
        copies._picture._changed = page.show_state
        page.show_state(hers.state)


@pytest.fixture
def shown(play: Play, plugged: Plugged, dress: Dress, qapp: QApplication) -> Iterator[Callable[..., Shown]]:
    made: list[Shown] = []
    with at_copies(play, plugged) as hers:

        def show(theme: str = "light", scale: float = 1.0) -> Shown:
            dress(theme, scale)
            made.append(Shown(hers, scale))
            qapp.processEvents()
            return made[-1]

        yield show
        for one in made:
            delete(one.area)


def made(play: Play) -> int:
    return [entry.kind for entry in play.posted()].count("backup.made")


def test_the_keyboard_makes_the_first_copy_and_checks_it(shown: Any, play: Play) -> None:
    page = shown()
    page.type("/")
    assert isinstance(page.focused, QLineEdit)
    page.type(PASSPHRASE).press(Key.Key_Return)
    page.type(PASSPHRASE).press(Key.Key_Return)
    assert made(play) == 1 and page.hers.state.chosen is not None
    page.press(Key.Key_F5).type(PASSPHRASE).press(Key.Key_Return)
    assert page.hers.state.looked.tone == "good"
    page.press(Key.Key_Escape, Key.Key_Right).type(PASSPHRASE).press(Key.Key_Enter)
    assert page.hers.state.aside == "going" and made(play) == 1


def test_enter_makes_no_copy_and_puts_none_back(shown: Any, play: Play) -> None:
    page = shown()
    page.press(Key.Key_Return, Key.Key_Enter)
    assert not page.hers.state.passphrase
    page.hers.first_copy()
    page.press(Key.Key_Return, Key.Key_Enter)
    assert page.hers.state.aside == "copy" and made(play) == 1
    page.press(Key.Key_F6, Key.Key_Return, Key.Key_Enter)
    assert page.hers.state.aside == "restore"
    page.type("/").type(PASSPHRASE).press(Key.Key_Return)
    page.press(Key.Key_Return, Key.Key_Enter)
    assert page.hers.state.aside == "going" and not page.hers.goings


def test_the_words_are_typed_and_the_question_answered_by_keys(shown: Any, play: Play) -> None:
    page = shown()
    path = page.hers.first_copy()
    page.press(Key.Key_F6).type("/")
    # A passphrase may hold a slash.
    page.type("a/b").press(Key.Key_Return)
    assert page.hers.state.aside == "words"
    page.focused.clear()
    page.type(PASSPHRASE).press(Key.Key_Return)
    assert page.hers.state.aside == "going"
    page.type("/")
    (going,) = page.hers.goings
    assert (going.errand, going.copy, going.opener.take()) == ("restore", path, PASSPHRASE)


def test_words_are_not_kept_in_the_field(shown: Any) -> None:
    page = shown()
    page.hers.first_copy()
    page.press(Key.Key_F5).type("sesame").press(Key.Key_Return)
    assert page.focused.text() == ""
    page.type(PASSPHRASE).press(Key.Key_Return)
    assert not any(field.text() for field in page.page.findChildren(QLineEdit))


def test_words_are_taken_by_the_mouse_too(shown: Any) -> None:
    page = shown()
    page.hers.press("copy")
    (take,) = [one for one in page.page.findChildren(ActionButton) if one.label() == "Continuer"]
    for _ in range(2):
        page.type(PASSPHRASE)
        take.click()
    assert len(page.hers.state.sheet.copies) == 1
    page.hers.press("sheet")
    page.type(PASSPHRASE)
    take.click()
    assert page.hers.state.shown is not None


def unplugged(hers: Keeper) -> None:
    hers.copies._picture.show(done=None)
    hers.face._sticks._system.sticks.clear()
    hers.copies.look()


PICTURES: dict[str, Callable[[Keeper], object]] = {
    "first": lambda hers: hers.press("copy"),
    "made": lambda hers: hers.first_copy(),
    "words": lambda hers: hers.press("check"),
    "wrong": lambda hers: hers.press("check").words("sésame"),
    "good": lambda hers: hers.press("check").words(),
    "preview": lambda hers: hers.press("restore"),
    "put back": lambda hers: hers.press("restore", "copy").words(),
    "at work": lambda hers: hers.busy().press("restore", "copy").words().press("copy"),
    "look": lambda hers: hers.press("look").words(),
    "sheet": lambda hers: hers.press("sheet"),
    "working": lambda hers: hers.copies._picture.show(doing="check", done=(300, 1000)),
    "none": unplugged,
}


@pytest.mark.parametrize(("theme", "scale"), LOOKS)
def test_every_picture_fits(shown: Any, play: Play, qapp: QApplication, theme: str, scale: float) -> None:
    page = shown(theme, scale)
    for name, picture in PICTURES.items():
        page.hers.press("back", "back", "back")
        picture(page.hers)
        if name == "made":
            play.settle([COFFEE], cash(200))
        for _ in range(5):
            qapp.processEvents()
        assert page.page.width() <= page.area.viewport().width(), name
        seen = page.focused.visibleRegion().boundingRect()
        assert seen.height() >= min(page.focused.height(), 40), (
            name,
            "what is typed goes where nobody looks",
        )
        assert cut(page.page) == [], (name, theme, scale)
