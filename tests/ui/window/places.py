"""Everywhere in the window: each page, each question, each overlay, and how she gets there with the keyboard."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from tests.ui.window.conftest import PARCEL
from tests.ui.window.keyboard import WindowKeys

ARRIVING = "6A15602676317"


def ready(_keys: WindowKeys) -> None:
    """The counter as it opens."""


def named(keys: WindowKeys) -> None:
    keys.type("Kess")
    assert keys.state.offers


def found(keys: WindowKeys) -> None:
    keys.scan(PARCEL)
    assert keys.state.offer is not None


def line_chosen(keys: WindowKeys) -> None:
    visit(keys)
    keys.press("up")
    assert keys.state.line == 1


def visit(keys: WindowKeys) -> None:
    for _ in range(2):
        keys.favourite(0)
    assert len(keys.state.lines) == 2


def paying(keys: WindowKeys) -> None:
    visit(keys)
    keys.press("star")
    assert keys.state.paying is not None


def paid(keys: WindowKeys) -> None:
    visit(keys)
    keys.press("plus")
    assert keys.state.paid is not None


def documents(keys: WindowKeys) -> None:
    """Somebody else comes: his name, then which of his papers was seen."""
    name(keys)
    keys.type("M. Durand")
    keys.press("enter")
    assert keys.state.asking is not None and keys.state.asking.ask is not None and keys.state.asking.ask.seen


def name(keys: WindowKeys) -> None:
    found(keys)
    keys.press("right")
    keys.press("slash")
    assert keys.state.asking is not None and keys.state.asking.ask is not None
    assert keys.state.asking.ask.kind == "text"


def weight(keys: WindowKeys) -> None:
    place = next(at for at, one in enumerate(keys.state.favourites) if one.ref == "COL:FR")
    keys.favourite(place)
    assert keys.state.asking is not None


def bag(keys: WindowKeys) -> None:
    keys.press("arrivals")
    assert keys.state.mode == "arrivals"


def arriving(keys: WindowKeys) -> None:
    bag(keys)
    keys.scan(ARRIVING)
    assert keys.state.asking is not None


def missed(keys: WindowKeys) -> None:
    keys.scan("ZZ99999")
    assert keys.state.missed


def day(keys: WindowKeys) -> None:
    keys.press("day")
    assert keys.window.view.page == "day"


def _page(code: str) -> Callable[[WindowKeys], None]:
    def go(keys: WindowKeys) -> None:
        # There is no key for it: Tab to the rail, then the space bar.
        rail = keys.window.view.rail.findChildren(QAbstractButton)
        button = next(one for one in rail if one.accessibleName().startswith(_LABELS[code]))
        button.setFocus(Qt.FocusReason.TabFocusReason)
        keys.type(" ")
        assert keys.window.view.page == code

    return go


_LABELS = {"relay": "La Poste relay"}


def help_(keys: WindowKeys) -> None:
    visit(keys)
    keys.press("help")
    assert keys.window.covers.help.is_open


def discreet(keys: WindowKeys) -> None:
    visit(keys)
    keys.press("discreet")
    keys.press("discreet")
    assert keys.window.covers.discreet.is_open


def paper(keys: WindowKeys) -> None:
    visit(keys)
    found(keys)
    keys.press("f8")
    assert keys.window.covers.paper.is_open and keys.state.shown is not None


def preferences(keys: WindowKeys) -> None:
    help_(keys)
    keys.type("1")
    assert keys.window.covers.preferences.is_open and not keys.window.covers.help.is_open


def printers(keys: WindowKeys) -> None:
    preferences(keys)
    keys.press("f12")
    assert keys.window.covers.preferences.questions.printer.isVisible()


def printer_address(keys: WindowKeys) -> None:
    printers(keys)
    keys.type("1")
    assert keys.window.covers.preferences.questions.address.isVisible()


def crash(keys: WindowKeys) -> None:
    visit(keys)
    keys.window.mishaps.box().open()
    keys.rest()
    assert QApplication.activeModalWidget() is not None


def help_over_question(keys: WindowKeys) -> None:
    documents(keys)
    keys.press("help")


def crash_over_question(keys: WindowKeys) -> None:
    documents(keys)
    keys.window.mishaps.box().open()
    keys.rest()


def settings(keys: WindowKeys) -> None:
    keys.press("help")
    keys.type("3")
    assert keys.window.view.page == "settings"


def setting_asked(keys: WindowKeys) -> None:
    settings(keys)
    keys.press("slash")
    assert keys.window.pages.bound["settings"].presenter.state.asking is not None


PAGES: dict[str, Callable[[WindowKeys], None]] = {
    "ready": ready,
    "named": named,
    "found": found,
    "visit": visit,
    "line chosen": line_chosen,
    "paying": paying,
    "paid": paid,
    "name": name,
    "documents": documents,
    "weight": weight,
    "bag": bag,
    "arriving": arriving,
    "missed": missed,
    "day": day,
    "relay": _page("relay"),
    "settings": settings,
    "setting asked": setting_asked,
}
OVERLAYS: dict[str, Callable[[WindowKeys], None]] = {
    "help": help_,
    "discreet": discreet,
    "paper": paper,
    "preferences": preferences,
    "printers": printers,
    "printer's address": printer_address,
    "crash": crash,
    "help over a question": help_over_question,
    "crash over a question": crash_over_question,
}
EVERYWHERE = PAGES | OVERLAYS


def focusable(keys: WindowKeys) -> Iterator[QWidget]:
    """Every widget that the keyboard can be in now."""
    within = QApplication.activeModalWidget() or keys.window
    covered = [one for one in keys.window.covers.made if one.is_open]
    for widget in covered or within.findChildren(QWidget):
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            yield widget


def texts(keys: WindowKeys) -> list[str]:
    """What every field holds."""
    held = []
    for top in {keys.window, QApplication.activeModalWidget() or keys.window}:
        for field in top.findChildren(QWidget):
            if isinstance(field, QLineEdit):
                held.append(field.text())
            elif isinstance(field, QTextEdit | QPlainTextEdit):
                held.append(field.toPlainText())
    return held


def buttons(keys: WindowKeys) -> list[QAbstractButton]:
    """Every button there is, shown or not."""
    dialog = QApplication.activeModalWidget()
    return [
        *keys.window.findChildren(QAbstractButton),
        *(dialog.findChildren(QAbstractButton) if dialog is not None else ()),
    ]
