"""Fields: what is typed is taken exactly, or not at all."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from concierge_desk.domain.money import format_amount
from concierge_desk.domain.typed_day import day_of
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.choice_list import ChoiceList
from concierge_desk.ui.kit.fields.date_edit import DateEdit
from concierge_desk.ui.kit.fields.money_edit import MoneyEdit
from concierge_desk.ui.kit.fields.quantity_edit import QuantityEdit

NBSP = "\N{NO-BREAK SPACE}"
TODAY = date(2026, 11, 25)


@pytest.fixture
def money(qtbot: QtBot) -> MoneyEdit:
    field = MoneyEdit()
    qtbot.addWidget(field)
    return field


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("12", 1200),
        ("12,5", 1250),
        ("12.5", 1250),
        ("12,50", 1250),
        ("12.50 €", 1250),
        ("0,05", 5),
        ("1 234,50", 123_450),
        (f"1{NBSP}234,50{NBSP}€", 123_450),
        ("1.234", None),
        ("1,234", None),
        ("1.234,50", None),
        ("1,234.50", None),
        ("12,", None),
        (",5", None),
        ("-5", None),
        ("²", None),
        ("1e3", None),
        ("٣", None),
        ("", None),
        ("   ", None),
    ],
)
def test_an_amount_is_taken_as_it_is_typed_in_france(money: MoneyEdit, typed: str, cents: int | None) -> None:
    money.insert(typed)
    assert money.cents() == cents
    assert type(money.cents()) in (int, type(None))


@given(st.text(alphabet="0123456789,. -€\N{NO-BREAK SPACE}aé²", max_size=20))
def test_any_text_is_nothing_or_the_exact_cents(qapp: QApplication, typed: str) -> None:
    field = MoneyEdit()
    field.setText(typed)
    cents = field.cents()
    if cents is not None:
        plain = typed.replace(NBSP, "").replace(" ", "").rstrip("€").replace(",", ".")
        assert Decimal(cents) == Decimal(plain) * 100
    field.deleteLater()


@given(st.integers(0, 10**14 - 1))
def test_an_amount_that_is_shown_is_read_back(qapp: QApplication, cents: int) -> None:
    field = MoneyEdit(cents)
    assert field.cents() == cents
    assert field.text() == format_amount(cents)
    field.deleteLater()


def test_a_sign_is_taken_where_money_may_go_back(qtbot: QtBot) -> None:
    field = MoneyEdit(allow_negative=True)
    qtbot.addWidget(field)
    field.setText("-3,20")
    assert field.cents() == -320


def left(qtbot: QtBot, field: QLineEdit, typed: str) -> None:
    """Type into a field and go on to the next."""
    window = QWidget()
    column = QVBoxLayout(window)
    other = QLineEdit()
    column.addWidget(field)
    column.addWidget(other)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, typed)
    other.setFocus()
    qtbot.waitUntil(lambda: not field.hasFocus())
    field.setParent(None)


def mark_of(field: QLineEdit) -> QLabel:
    """The picture that says that a text is not taken."""
    return field.findChild(QLabel)


def test_an_amount_is_written_whole_when_the_field_is_left(money: MoneyEdit, qtbot: QtBot) -> None:
    left(qtbot, money, "1234.5")
    assert money.text() == f"1{NBSP}234,50{NBSP}€"
    assert not money.is_refused()


def test_what_is_no_amount_stays_and_is_said(money: MoneyEdit, qtbot: QtBot) -> None:
    left(qtbot, money, "1.234")
    assert money.text() == "1.234"
    assert money.is_refused()
    assert not mark_of(money).isHidden() and money.accessibleDescription() and money.toolTip()
    assert money.textMargins().right() == mark_of(money).width()
    money.setText("1,23")
    assert not money.is_refused()
    assert mark_of(money).isHidden() and not money.accessibleDescription()
    assert money.textMargins().right() == 0


def test_what_is_half_typed_is_not_complained_about(money: MoneyEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(money, "12,")
    assert not money.is_refused()


def test_an_empty_field_is_no_mistake(money: MoneyEdit, qtbot: QtBot) -> None:
    left(qtbot, money, "")
    assert not money.is_refused()


def test_each_change_is_told_in_cents(money: MoneyEdit, qtbot: QtBot) -> None:
    told = []
    money.changed.connect(told.append)
    qtbot.keyClicks(money, "1,2")
    assert told == [100, None, 120]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("24/11", date(2026, 11, 24)),
        ("24/11/26", date(2026, 11, 24)),
        ("24/11/2026", date(2026, 11, 24)),
        ("24.11.26", date(2026, 11, 24)),
        ("24-11", date(2026, 11, 24)),
        ("2026-11-24", date(2026, 11, 24)),
        ("1/1", date(2027, 1, 1)),
        ("29/2", None),
        ("29/2/28", date(2028, 2, 29)),
        ("31/4", None),
        ("0/11", None),
        ("24/13", None),
        ("24/11/126", None),
        ("24", None),
        ("20261124", None),
        ("2026-W48-2", None),
        ("", None),
        ("24/11/", None),
    ],
)
def test_a_day_is_taken_as_it_is_said(qtbot: QtBot, typed: str, day: date | None) -> None:
    field = DateEdit(TODAY)
    qtbot.addWidget(field)
    qtbot.keyClicks(field, typed)
    assert field.day() == day


def test_in_january_the_day_of_december_was_last_month() -> None:
    assert day_of("24/12", date(2027, 1, 5)) == date(2026, 12, 24)
    assert day_of("5/1", date(2026, 12, 28)) == date(2027, 1, 5)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_written_whole_is_read_back(day: date, today: date) -> None:
    for form in ("%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d"):
        assert day_of(day.strftime(form), today) == day


@given(st.text(max_size=12))
def test_no_text_upsets_the_date(typed: str) -> None:
    assert day_of(typed, TODAY) is None or isinstance(day_of(typed, TODAY), date)


def test_the_year_is_seen_when_the_date_is_left(qtbot: QtBot) -> None:
    field = DateEdit(TODAY)
    qtbot.addWidget(field)
    left(qtbot, field, "1/1")
    assert field.text() == "01/01/2027"
    field.set_day(None)
    assert field.text() == "" and field.day() is None


def test_what_is_no_date_stays_and_is_said(qtbot: QtBot) -> None:
    field = DateEdit(TODAY)
    qtbot.addWidget(field)
    told = []
    field.changed.connect(told.append)
    left(qtbot, field, "31/4")
    assert field.is_refused() and field.text() == "31/4"
    field.setText("30/4")
    assert not field.is_refused()
    assert told[-1] == date(2027, 4, 30)


@pytest.fixture
def quantity(qtbot: QtBot) -> QuantityEdit:
    edit = QuantityEdit(2, least=1, most=20)
    qtbot.addWidget(edit)
    return edit


def test_a_quantity_is_counted_by_buttons_and_arrows(quantity: QuantityEdit, qtbot: QtBot) -> None:
    told = []
    quantity.changed.connect(told.append)
    less, more = quantity.findChildren(ActionButton)
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    qtbot.keyClick(quantity, Qt.Key.Key_Up)
    qtbot.mouseClick(less, Qt.MouseButton.LeftButton)
    qtbot.keyClick(quantity, Qt.Key.Key_Down)
    qtbot.keyClick(quantity, Qt.Key.Key_Down)
    assert told == [3, 4, 3, 2, 1]
    assert not less.isEnabled() and more.isEnabled()


def test_a_quantity_is_typed_and_stays_within_reach(quantity: QuantityEdit, qtbot: QtBot) -> None:
    line = quantity.findChild(QLineEdit)
    line.clear()
    assert quantity.value() == 2
    qtbot.keyClicks(line, "12")
    assert quantity.value() == 12
    quantity.set_value(99)
    assert quantity.value() == 20 and line.text() == "20"
    assert not quantity.findChildren(ActionButton)[1].isEnabled()
    line.clear()
    line.editingFinished.emit()
    assert line.text() == "20"


def test_letters_are_no_quantity(quantity: QuantityEdit, qtbot: QtBot) -> None:
    line = quantity.findChild(QLineEdit)
    qtbot.keyClicks(line, "a-,")
    assert line.text() == "2"
    qtbot.keyClick(quantity, Qt.Key.Key_A)
    assert quantity.value() == 2


@pytest.fixture
def choices(qtbot: QtBot) -> ChoiceList:
    shown = ChoiceList(["Carte d’identité", ("Passeport", "avec photo"), "Permis"])
    qtbot.addWidget(shown)
    return shown


def test_a_choice_is_made_by_number_arrow_or_click(choices: ChoiceList, qtbot: QtBot) -> None:
    chosen = []
    choices.chosen.connect(chosen.append)
    assert choices.selected() == -1
    qtbot.keyClicks(choices, "2")
    qtbot.keyClick(choices, Qt.Key.Key_Down)
    qtbot.keyClick(choices, Qt.Key.Key_Down)
    qtbot.keyClick(choices, Qt.Key.Key_Up)
    buttons = [one for one in choices.children() if one.isWidgetType()]
    qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    assert chosen == [1, 2, 2, 1, 0]
    assert choices.selected() == 0
    assert [button.isChecked() for button in buttons] == [True, False, False]


def test_the_same_choice_clicked_again_stays_chosen(choices: ChoiceList, qtbot: QtBot) -> None:
    button = next(one for one in choices.children() if one.isWidgetType())
    for _time in range(2):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert choices.selected() == 0 and button.isChecked()


def test_a_number_that_is_not_there_chooses_nothing(choices: ChoiceList, qtbot: QtBot) -> None:
    chosen = []
    choices.chosen.connect(chosen.append)
    qtbot.keyClicks(choices, "490x")
    qtbot.keyClick(choices, Qt.Key.Key_Return)
    choices.select(7)
    assert chosen == [] and choices.selected() == -1


def test_a_choice_says_its_number_and_its_detail(choices: ChoiceList) -> None:
    names = [one.accessibleName() for one in choices.children() if one.isWidgetType()]
    assert names == ["1. Carte d’identité", "2. Passeport, avec photo", "3. Permis"]
