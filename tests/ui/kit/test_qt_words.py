"""Qt's own words: what a field's menu and a standard button say."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit
from shiboken6 import delete, isValid

from concierge_desk.ui.kit import speech
from concierge_desk.ui.kit.qt_words import speak


@pytest.fixture
def owner() -> Iterator[QObject]:
    owner = QObject()
    yield owner
    if isValid(owner):
        delete(owner)


def _said() -> list[str]:
    field = QLineEdit("x")
    menu = field.createStandardContextMenu()
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    said = [action.text() for action in menu.actions()] + [button.text() for button in box.buttons()]
    menu.deleteLater()
    return [one.replace("&", "").partition("\t")[0] for one in said if one]


def test_a_field_and_a_button_speak_french_while_the_window_is_there(
    qapp: QApplication, owner: QObject
) -> None:
    assert {"Copy", "Paste", "Cancel"} <= set(_said())
    speak(qapp, owner)
    assert {"Copier", "Coller", "Couper", "Annuler"} <= set(_said())
    delete(owner)
    assert {"Copy", "Paste", "Cancel"} <= set(_said())


def test_where_qt_has_no_words_it_stays_with_english(qapp: QApplication, owner: QObject) -> None:
    speech.use("xx")
    speak(qapp, owner)
    assert {"Copy", "Paste", "Cancel"} <= set(_said())
