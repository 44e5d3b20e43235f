"""A field for a secret: dots to everybody, and what was typed to whoever asks for it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from concierge_desk.ui.kit.fields.secret_field import SecretField

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def field(qapp: QApplication) -> Iterator[SecretField]:
    del qapp
    field = SecretField()
    field.setMaxLength(12)
    field.show()
    yield field
    field.close()


def test_it_holds_dots_alone(field: SecretField) -> None:
    changes: list[str] = []
    field.textChanged.connect(changes.append)
    QTest.keyClicks(field, "Zq7-x")
    assert field.secret() == "Zq7-x" and field.text() == "•••••"
    # What is told of each change is a dot more.
    assert changes == ["•" * count for count in range(1, 6)]
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert (field.secret(), field.text()) == ("Zq7-", "••••")
    heard = QAccessible.queryAccessibleInterface(field)
    assert heard is not None and "Zq7" not in heard.text(QAccessible.Text.Value)
    assert field.echoMode() is QLineEdit.EchoMode.Password
    field.clear()
    assert (field.secret(), field.text()) == ("", "")
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert field.secret() == ""


def test_no_more_signs_than_it_takes(field: SecretField) -> None:
    QTest.keyClicks(field, "0123456789abcdef")
    assert field.secret() == "0123456789ab"


def test_what_is_pasted_dictated_or_composed_is_taken_and_nothing_is_copied(field: SecretField) -> None:
    QGuiApplication.clipboard().setText("47\n19")
    QTest.keyClick(field, Qt.Key.Key_V, CTRL)
    assert field.secret() == "47 19"
    composed = QInputMethodEvent()
    composed.setCommitString("é")
    QApplication.sendEvent(field, composed)
    assert field.secret() == "47 19é"
    for key in (Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_X, Qt.Key.Key_Z):
        QTest.keyClick(field, key, CTRL)
    assert QGuiApplication.clipboard().text() == "47\n19" and field.secret() == "47 19é"
    # As a screen reader writes.
    field.setText("8362")
    assert (field.secret(), field.text()) == ("8362", "••••")


def test_while_it_is_tried_nothing_is_added(field: SecretField) -> None:
    QTest.keyClicks(field, "47")
    field.setReadOnly(True)
    QTest.keyClicks(field, "19")
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert field.secret() == "47"


def test_enter_hands_it_on_as_in_any_line(field: SecretField) -> None:
    given: list[str] = []
    field.returnPressed.connect(lambda: given.append(field.secret()))
    QTest.keyClicks(field, "4719")
    QTest.keyClick(field, Qt.Key.Key_Return)
    field.setReadOnly(True)
    QTest.keyClick(field, Qt.Key.Key_Enter)
    assert given == ["4719"]


def test_what_is_half_typed_is_forgotten_with_the_field(field: SecretField) -> None:
    QTest.keyClicks(field, "47")
    field.hide()
    field.show()
    assert (field.secret(), field.text()) == ("", "")
