"""The question for the words of a key, and the panel where words are chosen: by keys alone, by the mouse alone, by ear."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from concierge_desk.counter.values.passphrases import strength_of
from concierge_desk.frame.phrase_view import PhraseView
from concierge_desk.ui.kit import speech
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.fields.secret_field import SecretField
from concierge_desk.ui.page.chosen_words import ChosenWords
from concierge_desk.ui.presenter.asked_phrase import AskedPhrase
from tests.ui.shell.geometry import cut

Key = Qt.Key
WORDS = "quatre mots que personne ne devine"


def button(of: QWidget, label: str) -> ActionButton:
    return next(one for one in of.findChildren(ActionButton) if one.label() == label)


def field(of: QWidget) -> SecretField:
    return of.findChildren(SecretField)[0]


@pytest.fixture
def asked(qtbot: QtBot, dress: Callable[..., None]) -> PhraseView:
    dress("light", 1.0)
    speech.use("en")
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    view = PhraseView(window)
    view.unfold()
    return view


@pytest.fixture
def given(asked: PhraseView) -> list[str]:
    """What was given so far."""
    heard: list[str] = []
    asked.given.connect(heard.append)
    return heard


def test_the_keyboard_is_in_the_field_and_what_is_typed_is_hidden(
    asked: PhraseView, given: list[str]
) -> None:
    assert QApplication.focusWidget() is field(asked)
    assert field(asked).accessibleName() == "The words that open this desk"
    QTest.keyClicks(field(asked), WORDS)
    assert field(asked).echoMode() is QLineEdit.EchoMode.Password
    # Not even whatever reads the screen is told of them.
    assert field(asked).text() == "•" * len(WORDS)
    QTest.keyClick(field(asked), Key.Key_Return)
    assert given == [WORDS]


def test_nothing_is_given_twice_and_nothing_is_typed_while_it_is_at_work(
    asked: PhraseView, given: list[str]
) -> None:
    QTest.keyClicks(field(asked), WORDS)
    QTest.keyClick(field(asked), Key.Key_Return)
    QTest.keyClicks(field(asked), "more")
    QTest.keyClick(field(asked), Key.Key_Return)
    assert given == [WORDS] and field(asked).secret() == WORDS
    assert QApplication.focusWidget() is field(asked)
    asked.refuse()
    # Whatever is typed now takes the place of the wrong ones.
    QTest.keyClicks(field(asked), "others")
    QTest.keyClick(field(asked), Key.Key_Return)
    assert given == [WORDS, "others"]
    asked.done()
    assert field(asked).secret() == field(asked).text() == "" and not asked.is_open


def test_nothing_but_blanks_is_not_tried(asked: PhraseView, given: list[str]) -> None:
    for typed in ("", "   "):
        field(asked).setText(typed)
        QTest.keyClick(field(asked), Key.Key_Return)
    assert given == []


def test_by_keys_alone(asked: PhraseView) -> None:
    """Tab leads round, and never behind it; Esc leaves, and keeps nothing."""
    seen = []
    for _ in range(5):
        seen.append(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)
    assert len(set(seen)) == 4 and seen[4] is seen[0] is field(asked)
    assert all(part is not None and asked.isAncestorOf(part) for part in seen)
    show = button(asked, "Show the words")
    show.setFocus()
    QTest.keyClick(show, Key.Key_Space)
    assert field(asked).echoMode() is QLineEdit.EchoMode.Normal and show.label() == "Hide the words"
    left = []
    asked.left.connect(lambda: left.append(True))
    QTest.keyClicks(field(asked), WORDS)
    QTest.keyClick(field(asked), Key.Key_Escape)
    assert left == [True] and field(asked).secret() == field(asked).text() == ""


def test_by_the_mouse_alone(asked: PhraseView, given: list[str]) -> None:
    field(asked).setText(WORDS)
    QTest.mouseClick(button(asked, "Show the words"), Qt.MouseButton.LeftButton)
    assert field(asked).echoMode() is QLineEdit.EchoMode.Normal and field(asked).text() == WORDS
    # A click beside everything leaves the keyboard in the field.
    QTest.mouseClick(asked, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is field(asked)
    QTest.mouseClick(button(asked, "Open the desk"), Qt.MouseButton.LeftButton)
    assert given == [WORDS]


@pytest.mark.parametrize("size", [(1280, 800), (1366, 768), (1024, 560)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_field_and_what_is_pressed_are_seen(
    asked: PhraseView, dress: Callable[..., None], size: tuple[int, int], scale: float
) -> None:
    dress("light", scale)
    asked.window().resize(*size)
    asked.refuse()
    QApplication.processEvents()
    whole = asked.rect()
    for part in (field(asked), *asked.findChildren(ActionButton)):
        if part.isVisible():
            top = part.mapTo(asked, part.rect().topLeft())
            assert whole.contains(part.rect().translated(top)), (size, scale, part)
    assert field(asked).visibleRegion().boundingRect().height() == field(asked).height()
    assert cut(asked.window()) == []


def test_the_words_are_shown_by_nothing() -> None:
    words = AskedPhrase()
    assert not words.is_known
    with pytest.raises(LookupError):
        words.take()
    words.give(WORDS)
    assert words.is_known and words.take() == words.take() == WORDS
    assert WORDS not in repr(words)
    words.forget()
    assert not words.is_known


# Chosen.


@pytest.fixture
def chosen(qtbot: QtBot, dress: Callable[..., None]) -> ChosenWords:
    dress("light", 1.0)
    speech.use("en")
    words = ChosenWords()
    qtbot.addWidget(words)
    words.resize(500, 500)
    words.show()
    words.start()
    return words


def drawn(of: ChosenWords) -> str:
    return of._offered.text()


def test_seven_words_are_offered_and_taken_from_the_paper(chosen: ChosenWords) -> None:
    locked: list[tuple[str, str]] = []
    chosen.locked.connect(lambda *both: locked.append(both))
    first = drawn(chosen)
    assert len(first.split()) == 7
    QTest.mouseClick(button(chosen, "Draw others"), Qt.MouseButton.LeftButton)
    assert drawn(chosen) != first
    QTest.mouseClick(button(chosen, "Take these words"), Qt.MouseButton.LeftButton)
    again = QApplication.focusWidget()
    assert isinstance(again, SecretField) and again.secret() == "", (
        "they are typed from what was written down"
    )
    QTest.keyClicks(again, drawn(chosen))
    assert {sign for part in chosen.findChildren(SecretField) for sign in part.text()} == {"•"}
    QTest.keyClick(again, Key.Key_Return)
    assert locked == [(drawn(chosen), drawn(chosen))]
    chosen.forget()
    assert (
        not any(part.text() or part.secret() for part in chosen.findChildren(SecretField))
        and drawn(chosen) == ""
    )


def test_what_is_weak_leads_no_further_and_says_why(chosen: ChosenWords) -> None:
    words = QApplication.focusWidget()
    assert isinstance(words, SecretField)
    for typed, said in (("a", "Too short"), ("motdepasse123456", "Too easy to guess")):
        words.setText(typed)
        QTest.keyClick(words, Key.Key_Return)
        assert QApplication.focusWidget() is words
        assert chosen._strength.text().startswith(said)
    words.clear()
    QTest.keyClicks(words, WORDS)
    QTest.qWait(400)
    strength = strength_of(WORDS)
    assert chosen._strength.text() == speech.say(strength.sentence, **strength.figures), "while she types"
    QTest.keyClick(words, Key.Key_Return)
    assert QApplication.focusWidget() is not words
