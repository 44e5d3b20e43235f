"""What a screen reader finds of the kit's parts, where Qt would tell it something else; the real bus is in `tests/ui/heard`."""

from typing import Any

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.choice_list import ChoiceList
from concierge_desk.ui.kit.fields.written_line import WrittenLine
from concierge_desk.ui.kit.overlay import Overlay
from concierge_desk.ui.kit.screen_reader.accessible import as_open_page, install
from concierge_desk.ui.kit.screen_reader.announcement import announce

Role = QAccessible.Role


@pytest.fixture(autouse=True)
def _installed(qapp: Any) -> None:
    install()


def known(part: QWidget) -> Any:
    return QAccessible.queryAccessibleInterface(part)


def test_an_answer_is_no_box_to_tick_and_is_chosen_by_a_press(qtbot: QtBot) -> None:
    choices = ChoiceList(["Carte", "Chèque"], 0)
    qtbot.addWidget(choices)
    chosen: list[int] = []
    choices.chosen.connect(chosen.append)
    first, second = (known(choices.widget(place) or choices) for place in (0, 1))
    assert (first.role(), first.state().checked, second.state().checked) == (Role.RadioButton, True, False)
    assert first.actionNames()[0] == "Press"
    for _twice in range(2):
        # Pressed again it stays what is chosen.
        second.doAction("Press")
        assert (choices.selected(), second.state().checked, first.state().checked) == (1, True, False)
    assert chosen == [1, 1]
    second.widget().setEnabled(False)
    assert second.actionNames() == []


def test_a_banner_is_a_warning_and_an_overlay_a_dialog(qtbot: QtBot) -> None:
    banner, under = Banner("Attention.", "warning"), QWidget()
    qtbot.addWidget(banner)
    qtbot.addWidget(under)
    assert (known(banner).role(), known(banner).text(QAccessible.Text.Name)) == (
        Role.AlertMessage,
        "Attention.",
    )
    assert known(Overlay(under, "Aide")).role() is Role.Dialog


class Stack(QStackedWidget):
    heard_as = as_open_page


def test_of_a_stack_the_open_page_alone_is_there(qtbot: QtBot) -> None:
    stack = Stack()
    qtbot.addWidget(stack)
    assert known(stack).childCount() == 0 and known(stack).child(0) is None
    pages = [QWidget(), QWidget()]
    for page in pages:
        stack.addWidget(page)
    stack.setCurrentIndex(1)
    assert known(stack).childCount() == 1
    assert known(stack).child(0).object() is pages[1] and known(stack).child(1) is None
    assert [known(stack).indexOfChild(known(page)) for page in pages] == [-1, 0]


def test_a_line_tells_what_somebody_writes_and_not_what_the_program_does(qtbot: QtBot) -> None:
    line, told = WrittenLine(), list[str]()
    qtbot.addWidget(line)
    line.written.connect(told.append)
    line.setText("à nous")
    line.clear()
    assert told == []
    qtbot.keyClicks(line, "ab")
    known(line).editableTextInterface().replaceText(0, 2, "dicté")
    assert told == ["a", "ab", "dicté"]


def test_nothing_is_announced_where_nothing_listens(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    part, sent = QWidget(), list[Any]()
    qtbot.addWidget(part)
    monkeypatch.setattr(QAccessible, "updateAccessibility", sent.append)
    announce(part, "Fait.")
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    announce(part, "")
    # Nor of what is not shown: it may be covered for somebody who is not to hear it.
    announce(part, "Mme Kessler.")
    assert sent == []
    part.show()
    sent.clear()
    announce(part, "Non.", urgent=True)
    announce(part, "Fait.")
    polite, assertive = (
        QAccessible.AnnouncementPoliteness.Polite,
        QAccessible.AnnouncementPoliteness.Assertive,
    )
    assert [(one.message(), one.politeness()) for one in sent] == [("Non.", assertive), ("Fait.", polite)]
