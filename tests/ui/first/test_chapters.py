"""F1 in the window of a first start shows the chapter that fits, by key and by mouse, and what was typed stays."""

from PySide6.QtWidgets import QApplication, QLineEdit

from concierge_desk.ui.page.chapter_view import ChapterSheet
from tests.ui.first.hands import PLACE, FirstKeys, FirstMouse, Pc
from tests.ui.shell.geometry import cut


def sheet(keys: FirstKeys) -> ChapterSheet | None:
    """The chapter that is open."""
    found = [one for one in keys.first.findChildren(ChapterSheet) if one.is_open]
    return found[0] if found else None


def test_the_steps_are_told_and_nothing_that_was_typed_is_lost(pc: Pc) -> None:
    def scene(keys: FirstKeys) -> None:
        keys.type("2")
        keys.press("enter")
        keys.type(PLACE["desk.name"])
        keys.press("help")
        shown = sheet(keys)
        assert shown is not None and shown.accessibleName() == "Le premier jour, étape par étape"
        QApplication.processEvents()
        assert cut(shown) == []
        # Keys are the sheet's while it is open; Enter, which scanners send, does nothing there.
        keys.type("x")
        keys.press("enter")
        assert keys.step == "place" and sheet(keys) is shown
        keys.press("help")
        assert sheet(keys) is None and keys.step == "place"
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit) and field.text() == PLACE["desk.name"]

    assert pc.start(scene, lang="fr").status == 0
    assert not pc.data.exists()


def test_a_copy_has_its_own_by_mouse(pc: Pc) -> None:
    def scene(keys: FirstKeys) -> None:
        mouse = FirstMouse(keys)
        mouse.press("Reprendre un comptoir")
        mouse.press("Aide")
        shown = sheet(keys)
        assert shown is not None and shown.accessibleName() == "Remettre une copie"
        mouse.press_at(shown.back)
        assert sheet(keys) is None and keys.step == "copy"

    assert pc.start(scene, lang="fr").status == 0
