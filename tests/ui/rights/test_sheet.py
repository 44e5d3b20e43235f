"""The sheet that asks for an approval, alone: nothing is cut in any size, Tab stays on it, what is typed is hidden and spoken of."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from concierge_desk.frame.approval_view import ApprovalView
from concierge_desk.ui.kit import speech
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.fields.secret_field import SecretField
from concierge_desk.ui.presenter.approval import ApprovalState
from tests.ui.shell.geometry import cut

Key = Qt.Key
WHY = (
    "Sortir de l’argent, plus de 20,00 € : il faut la concierge (Amina) ou la responsable"
    " (Mme Marie-Antoinette de La Rochefoucauld-Doudeauville)."
)
STATE = ApprovalState(WHY, ("Amina", "Mme Marie-Antoinette de La Rochefoucauld-Doudeauville", "Farida"))
WRONG = replace(STATE, complaint="Ce n’est pas le bon code : le prochain essai est dans 300 s.", serial=1)


@pytest.fixture
def view(qtbot: QtBot, dress: Callable[..., None], request: pytest.FixtureRequest) -> ApprovalView:
    dress("light", getattr(request, "param", 1.0))
    speech.use("fr")
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    view = ApprovalView(window)
    view.show_state(STATE)
    return view


def field(view: ApprovalView) -> SecretField:
    return view.findChildren(SecretField)[0]


def labels(view: ApprovalView) -> list[str]:
    # A long name may be parted anywhere.
    return [one.label().replace("\u200b", "") for one in view.findChildren(ActionButton) if one.isVisible()]


@pytest.mark.parametrize("view", [1.0, 1.5, 2.0], indirect=True)
def test_nothing_is_cut(view: ApprovalView) -> None:
    for state in (STATE, WRONG, replace(WRONG, names=("Farida",), chosen=0)):
        view.done()
        view.show_state(state)
        QApplication.processEvents()
        assert not cut(view)


def test_what_is_typed_is_hidden_and_given_once(view: ApprovalView) -> None:
    heard: list[str] = []
    view.given.connect(heard.append)
    assert QApplication.focusWidget() is field(view)
    assert field(view).echoMode() is QLineEdit.EchoMode.Password
    assert field(view).accessibleName() == "Code\N{NO-BREAK SPACE}: Amina"
    QTest.keyClicks(field(view), "9027x")
    assert (field(view).secret(), field(view).text()) == ("9027x", "•••••")
    QTest.keyClick(field(view), Key.Key_Return)
    assert heard == ["9027x"] and field(view).text() == field(view).secret() == ""
    view.show_state(replace(STATE, busy=True))
    QTest.keyClicks(field(view), "more")
    QTest.keyClick(field(view), Key.Key_Return)
    assert heard == ["9027x"] and field(view).text() == field(view).secret() == ""


def test_another_one_is_a_key_or_a_press_away(view: ApprovalView) -> None:
    picked: list[int] = []
    view.picked.connect(picked.append)
    QTest.keyClick(field(view), Key.Key_Down)
    QTest.keyClick(field(view), Key.Key_Up)
    assert picked == [1, 2]
    view.show_state(replace(STATE, chosen=2))
    assert field(view).accessibleName() == "Code\N{NO-BREAK SPACE}: Farida"
    assert labels(view)[:2] == ["Amina", STATE.names[1]]
    amina = next(one for one in view.findChildren(ActionButton) if one.label() == "Amina")
    amina.click()
    assert picked == [1, 2, 0]


def test_tab_stays_on_it_and_escape_leaves_it(view: ApprovalView) -> None:
    left: list[bool] = []
    view.left.connect(lambda: left.append(True))
    seen = []
    for _ in range(6):
        seen.append(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)
    assert len(set(seen)) == 3 and all(view.isAncestorOf(one) for one in seen if one is not None)
    QTest.keyClicks(field(view), "902")
    QTest.keyClick(field(view), Key.Key_Escape)
    assert left == [True] and field(view).text() == field(view).secret() == "" and view.is_open
    view.done()
    assert not view.is_open
