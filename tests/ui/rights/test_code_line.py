"""A code that is chosen on a card of the page Settings, in the window: dots to the eye and to whatever reads the screen. R-4.10."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from concierge_desk.counter.rights.table import RESPONSIBLE, VOLUNTEER
from concierge_desk.frame.window import MainWindow
from concierge_desk.ui.page.answer_line import AnswerLine
from tests.counter.desks import Play
from tests.counter.rights.four import FOUR
from tests.ui.pages import presenter
from tests.ui.rights.staff import CODE, comes
from tests.ui.ways.players import ByKeys
from tests.ui.ways.steps import Act, Card, Page, Section
from tests.ui.window.keyboard import WindowKeys
from tests.ui.window.lock.hands import told

NEW = "Zq7-x"
OF_VOLUNTEER = (
    Page("Réglages", word="réglages"),
    Section("Qui tient le guichet"),
    Card("Code : Personne 2"),
    Act("Choisir un code"),
)


@pytest.fixture
def asked(staffed: Play, opened: Callable[[Play], MainWindow]) -> WindowKeys:
    """Whoever is responsible came by their code, and chooses one for the volunteer."""
    keys = WindowKeys(opened(staffed))
    comes(keys, RESPONSIBLE, CODE)
    ByKeys(keys.window).go(OF_VOLUNTEER)
    assert asking(keys).ask.secret
    return keys


def asking(keys: WindowKeys) -> Any:
    return presenter(keys.window, "settings").state.asking


def line(keys: WindowKeys) -> AnswerLine:
    (found,) = keys.window.view.findChildren(AnswerLine)
    return found


def test_each_sign_is_a_dot(asked: WindowKeys, staffed: Play) -> None:
    """R-4.10."""
    changes: list[str] = []
    line(asked).textChanged.connect(changes.append)
    asked.type(NEW)
    assert changes == ["•" * count for count in range(1, len(NEW) + 1)]
    assert NEW not in told(asked.window) and line(asked).text() == "•" * len(NEW)
    asked.press("enter")
    # It stays no longer than until it is handed on.
    assert line(asked).text() == line(asked).hand_on() == ""
    asked.type(NEW)
    asked.press("enter")
    entry = staffed.last("operator.code_set")
    assert (entry.by, entry.data["operator"]) == (FOUR[RESPONSIBLE], FOUR[VOLUNTEER])
    asked.press("pause")
    comes(asked, VOLUNTEER, NEW)
    assert staffed.desk.at_counter.code == FOUR[VOLUNTEER]


def test_what_was_not_taken_is_not_added_to(asked: WindowKeys, staffed: Play) -> None:
    for weak in ("1234", "4321"):
        for _time in range(2):
            asked.type(weak)
            asked.press("enter")
        assert "quatre signes" in asking(asked).complaint
    for _time in range(2):
        asked.type(NEW)
        asked.press("enter")
    asked.press("pause")
    comes(asked, VOLUNTEER, NEW)
    assert staffed.desk.at_counter.code == FOUR[VOLUNTEER]


def test_half_of_it_does_not_stay_over_a_lock_and_the_question_does(asked: WindowKeys) -> None:
    asked.type(NEW[:3])
    before = asking(asked)
    asked.press("pause")
    assert asked.window.lock.covers
    comes(asked, RESPONSIBLE, CODE)
    assert asking(asked) == before and line(asked).text() == line(asked).hand_on() == ""


def test_a_letter_that_is_composed_is_one_of_it(asked: WindowKeys) -> None:
    composed = QInputMethodEvent()
    composed.setCommitString("é")
    QApplication.sendEvent(line(asked), composed)
    assert line(asked).text() == "•" and line(asked).hand_on() == "é"


def test_a_line_that_asks_for_words_again_shows_them(qapp: QApplication) -> None:
    del qapp
    field = AnswerLine()
    field.hide_signs(True)
    field.insert("4719")
    assert field.text() == "••••"
    field.hide_signs(False)
    assert field.text() == ""
    field.insert("Rosa")
    assert field.text() == field.hand_on() == "Rosa"
