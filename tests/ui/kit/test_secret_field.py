"""A field for a secret: dots to everybody, and what was typed to whoever asks for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

import concierge_desk
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


def test_a_sign_goes_where_the_cursor_is_and_in_place_of_what_is_chosen(field: SecretField) -> None:
    QTest.keyClicks(field, "4718")
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    QTest.keyClick(field, Qt.Key.Key_Home)
    QTest.keyClicks(field, "x")
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClick(field, Qt.Key.Key_End)
    QTest.keyClick(field, Qt.Key.Key_Left)
    QTest.keyClicks(field, "yz")
    assert (field.secret(), field.text()) == ("x7yz1", "•••••")
    edited: list[str] = []
    field.edited.connect(lambda: edited.append(field.secret()))
    field.selectAll()
    QGuiApplication.clipboard().setText("98765")
    QTest.keyClick(field, Qt.Key.Key_V, CTRL)
    # As many dots as before, and other signs: it is told all the same.
    assert field.secret() == "98765" and edited == ["98765"]
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert (field.secret(), field.text()) == ("", "")


def test_what_is_dictated_between_the_dots_leaves_them_what_they_are(field: SecretField) -> None:
    QTest.keyClicks(field, "4719")
    QLineEdit.setText(field, "••83••")
    assert field.secret() == "478319"
    QLineEdit.setText(field, "•••")
    assert (field.secret(), field.text()) == ("478", "•••")


def test_whoever_has_to_see_it_sees_it(field: SecretField) -> None:
    QTest.keyClicks(field, "mots")
    field.show_signs(True)
    assert field.text() == "mots" and field.shows_signs()
    QTest.keyClick(field, Qt.Key.Key_Left)
    QTest.keyClicks(field, "k")
    assert field.secret() == field.text() == "motks"
    changes: list[str] = []
    field.textChanged.connect(changes.append)
    field.show_signs(False)
    QTest.keyClicks(field, "x")
    assert (field.secret(), changes) == ("motksx", ["•••••", "••••••"])


def test_a_field_that_lasts_keeps_it_until_it_is_cleared(qapp: QApplication) -> None:
    del qapp
    field = SecretField(lasts=True)
    field.show()
    QTest.keyClicks(field, "mots")
    field.hide()
    assert field.secret() == "mots"
    field.clear()
    assert (field.secret(), field.text()) == ("", "")


def test_no_line_of_qt_hides_a_secret() -> None:
    """R-4.10: it would tell each sign to whatever reads the screen. A name that is looked for is none."""
    package = Path(concierge_desk.__file__).parent
    hide = {
        str(file.relative_to(package))
        for file in package.rglob("*.py")
        if "EchoMode.Password" in file.read_text("utf-8")
    }
    assert hide == {
        "mechanisms/people/page/view.py",
        "ui/kit/fields/secret_field.py",
        "ui/page/answer_line.py",
    }
