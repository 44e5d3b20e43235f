"""With the focus in any kind of field, over any dialog: a scan is one event and nothing else happens."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtCore import QDate, QEvent, QObject, QStringListModel, Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListView,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.scanner.conftest import Heard
from tests.ui.scanner.hands import EAN, scan, settle, strike, type_slowly, window_of


@dataclass
class Field:
    """A widget with the focus, what it holds, and what it did."""

    widget: QWidget
    holds: Callable[[], Any]
    did: list[str] = field(default_factory=list)

    def done(self, what: str) -> Callable[..., None]:
        return lambda *_: self.did.append(what)


def line_edit() -> Field:
    widget = QLineEdit("as it was")
    made = Field(widget, widget.text)
    widget.returnPressed.connect(made.done("return"))
    widget.textEdited.connect(made.done("edited"))
    return made


def plain_text() -> Field:
    widget = QPlainTextEdit("as it was")
    return Field(widget, widget.toPlainText)


def spin_box() -> Field:
    widget = QSpinBox(maximum=999_999_999)
    widget.setValue(7)
    return Field(widget, lambda: (widget.value(), widget.text()))


def date_edit() -> Field:
    widget = QDateEdit(QDate(2026, 11, 25))
    return Field(widget, lambda: (widget.date(), widget.text()))


def combo_box() -> Field:
    widget = QComboBox()
    widget.addItems(["0 none", "1 one", "3 three", "7 seven"])
    made = Field(widget, widget.currentIndex)
    widget.activated.connect(made.done("activated"))
    return made


def editable_combo() -> Field:
    widget = QComboBox(editable=True)
    widget.addItems(["3 three", "7 seven"])
    return Field(widget, lambda: (widget.currentText(), widget.count()))


def list_view() -> Field:
    widget = QListView()
    model = QStringListModel(["0 none", "3 three", "7 seven"], widget)
    widget.setModel(model)
    widget.setCurrentIndex(model.index(0))
    made = Field(widget, lambda: (widget.currentIndex().row(), model.stringList()))
    widget.activated.connect(made.done("activated"))
    return made


def push_button() -> Field:
    widget = QPushButton("&3 pay")
    made = Field(widget, widget.isDown)
    widget.clicked.connect(made.done("clicked"))
    widget.pressed.connect(made.done("pressed"))
    return made


def check_box() -> Field:
    widget = QCheckBox("&3 seen")
    return Field(widget, widget.isChecked)


def tabs() -> Field:
    widget = QTabWidget()
    for name in ("&3", "&7"):
        widget.addTab(QLineEdit(), name)
    widget.tabBar().setFocus()
    return Field(widget.tabBar(), widget.currentIndex)


FIELDS = {
    made.__name__: made
    for made in (
        line_edit,
        plain_text,
        spin_box,
        date_edit,
        combo_box,
        editable_combo,
        list_view,
        push_button,
        check_box,
        tabs,
    )
}


class Page(QWidget):
    """A page with a field that has the focus, a button and a second field behind it."""

    def __init__(self, made: Field) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        self.other = QLineEdit("other")
        self.button = QPushButton("Pay")
        self.button.setAutoDefault(True)
        self.button.clicked.connect(made.done("paid"))
        for widget in (
            made.widget if made.widget.parent() is None else made.widget.parentWidget(),
            self.other,
        ):
            layout.addWidget(widget)
        layout.addWidget(self.button)
        self.made = made


def shown(qtbot: QtBot, widget: QWidget, focus: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    widget.activateWindow()
    focus.setFocus()
    qtbot.waitUntil(focus.hasFocus)


@pytest.fixture(params=FIELDS)
def make(request: pytest.FixtureRequest) -> Callable[[], Field]:
    return FIELDS[request.param]


@pytest.fixture
def page(make: Callable[[], Field], qtbot: QtBot, heard: Heard) -> Page:
    made = make()
    page = Page(made)
    shown(qtbot, page, made.widget)
    return page


@pytest.mark.parametrize(
    ("code", "end"),
    [(EAN, "\r"), ("6A15602676300", "\t"), ("c-4t62098qzx", "\r"), ('&é"\'(-è_çà&é"', "\r")],
    ids=["digits", "tab", "own", "azerty"],
)
def test_a_scan_reaches_no_field(page: Page, heard: Heard, code: str, end: str) -> None:
    before = page.made.holds()
    scan(window_of(page), code, end)
    settle()
    assert page.made.holds() == before
    assert page.made.did == []
    assert page.other.text() == "other"
    assert page.made.widget.hasFocus()
    assert len(heard.codes) == 1


def test_scan_after_scan_is_one_event_each(page: Page, heard: Heard) -> None:
    before = page.made.holds()
    for number in range(5):
        scan(window_of(page), f"{number}{EAN}")
    settle()
    assert heard.codes == [f"{number}{EAN}" for number in range(5)]
    assert page.made.holds() == before
    assert page.made.did == []


def test_what_fingers_type_arrives_as_without_a_scanner(
    page: Page, make: Callable[[], Field], heard: Heard, qtbot: QtBot
) -> None:
    """The same keys with the scanner away do the same."""
    type_slowly(window_of(page), "37")
    heard.scanner.remove()
    twin = Page(make())
    shown(qtbot, twin, twin.made.widget)
    type_slowly(window_of(twin), "37")
    assert page.made.holds() == twin.made.holds()
    assert page.made.did == twin.made.did
    assert heard.codes == []


class Watched(QObject):
    """Counts what a dialog does."""

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(dialog)
        self.did: list[str] = []
        dialog.accepted.connect(lambda: self.did.append("accepted"))
        dialog.rejected.connect(lambda: self.did.append("rejected"))


def dialog_with_default(parent: QWidget) -> QDialog:
    dialog = QDialog(parent)
    layout = QVBoxLayout(dialog)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    box.accepted.connect(dialog.accept)
    box.rejected.connect(dialog.reject)
    box.button(QDialogButtonBox.StandardButton.Ok).setDefault(True)
    layout.addWidget(QLineEdit("in the dialog"))
    layout.addWidget(box)
    return dialog


def question(parent: QWidget) -> QDialog:
    yes_or_no = QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No
    dialog = QMessageBox(QMessageBox.Icon.Question, "?", "Give the money back?", yes_or_no, parent)
    dialog.setDefaultButton(QMessageBox.StandardButton.Yes)
    return dialog


@pytest.mark.parametrize("opened", [dialog_with_default, question], ids=["default", "question"])
@pytest.mark.parametrize("to", ["dialog", "behind"])
def test_a_scan_over_a_dialog_presses_nothing(
    qtbot: QtBot, heard: Heard, opened: Callable[[QWidget], QDialog], to: str
) -> None:
    made = line_edit()
    page = Page(made)
    shown(qtbot, page, made.widget)
    dialog = opened(page)
    watched = Watched(dialog)
    dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
    dialog.open()
    qtbot.waitExposed(dialog)
    fields = dialog.findChildren(QLineEdit)
    before = [f.text() for f in fields]
    scan(window_of(dialog if to == "dialog" else page))
    settle()
    assert dialog.isVisible()
    assert watched.did == []
    assert [f.text() for f in fields] == before
    assert (made.holds(), made.did) == ("as it was", [])
    assert heard.codes == [EAN]
    dialog.done(0)


def test_a_scan_is_heard_inside_the_loop_of_a_dialog(qtbot: QtBot, heard: Heard) -> None:
    made = line_edit()
    page = Page(made)
    shown(qtbot, page, made.widget)
    dialog = dialog_with_default(page)

    def within() -> None:
        scan(window_of(dialog))
        type_slowly(window_of(dialog), "ab")
        dialog.reject()

    QTimer.singleShot(50, within)
    assert dialog.exec() == QDialog.DialogCode.Rejected
    assert heard.codes == [EAN]
    assert dialog.findChild(QLineEdit).text() in {"ab", "in the dialogab"}


def test_digits_typed_behind_a_dialog_do_nothing(qtbot: QtBot, heard: Heard) -> None:
    made = line_edit()
    page = Page(made)
    shown(qtbot, page, made.widget)
    dialog = question(page)
    watched = Watched(dialog)
    dialog.open()
    qtbot.waitExposed(dialog)
    type_slowly(window_of(page), "12")
    type_slowly(window_of(dialog), "12")
    assert (made.holds(), made.did, watched.did) == ("as it was", [], [])
    assert heard.codes == []
    dialog.done(0)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_scan_over_an_open_list_chooses_nothing(qtbot: QtBot, heard: Heard) -> None:
    made = combo_box()
    page = Page(made)
    shown(qtbot, page, made.widget)
    made.widget.showPopup()
    popup = made.widget.view().window()
    qtbot.waitExposed(popup)
    scan(window_of(popup))
    settle()
    assert made.widget.view().isVisible()
    assert (made.holds(), made.did) == (0, [])
    assert heard.codes == [EAN]
    made.widget.hidePopup()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_scan_over_a_menu_chooses_nothing(qtbot: QtBot, heard: Heard) -> None:
    made = line_edit()
    page = Page(made)
    shown(qtbot, page, made.widget)
    menu = QMenu(page)
    chosen: list[str] = []
    for name in ("&3 three", "&7 seven"):
        menu.addAction(name, lambda n=name: chosen.append(n))
    menu.popup(page.mapToGlobal(page.rect().center()))
    qtbot.waitExposed(menu)
    scan(window_of(menu))
    settle()
    assert menu.isVisible()
    assert chosen == []
    assert heard.codes == [EAN]
    menu.close()


def test_no_widget_is_told_of_any_key_of_a_scan(qtbot: QtBot, qapp: QObject, heard: Heard) -> None:
    class Ears(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.keys: list[QEvent.Type] = []

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
            kinds = {QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride}
            if isinstance(watched, QWidget) and event.type() in kinds:
                self.keys.append(event.type())
            return False

    made = line_edit()
    page = Page(made)
    shown(qtbot, page, made.widget)
    ears = Ears()
    qapp.installEventFilter(ears)
    scan(window_of(page))
    scan(window_of(page), end="\t")
    settle()
    assert ears.keys == []
    strike(window_of(page), "7")
    settle()
    assert QEvent.Type.KeyPress in ears.keys and QEvent.Type.KeyRelease in ears.keys
    qapp.removeEventFilter(ears)
