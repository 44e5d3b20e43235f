"""Accessible parts of the window: what a screen reader finds of a widget that Qt would tell it otherwise.

A class of widgets says what they are by an attribute `heard_as`, one of the functions below; each widget is asked once,
when a screen reader first comes by it.

Source: decision 0047.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from PySide6.QtCore import QItemSelection, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAccessibleWidget,
    QStackedWidget,
    QWidget,
)

Role = QAccessible.Role

_PRESS = "Press"
"""Name of the action: Qt has the same for a button, on every system."""


class Pressable(QAccessibleWidget):
    """Something that is pressed and is no button of Qt's, such as a card."""

    def __init__(self, part: QWidget, role: Role, press: Callable[[], object]) -> None:
        """Say what a part is, and what a press of it does."""
        super().__init__(part, role)
        self._press = press

    def actionNames(self) -> list[str]:  # noqa: N802  (Qt's name)
        """A press, and what any widget can do."""
        return [_PRESS, *super().actionNames()] if self.widget().isEnabled() else []

    def doAction(self, name: str) -> None:  # noqa: N802  (Qt's name)
        """Press it, as a click does."""
        if name == _PRESS:
            self._press()
        else:
            super().doAction(name)


class OneOfSeveral(Pressable):
    """One of several buttons of which one is on: a page of the rail, an answer, a band of weight.

    Of a checkable button Qt says that it is a box to tick, and unticks it where it is pressed: nothing hears of that.
    """

    def __init__(self, button: QAbstractButton, role: Role) -> None:
        """Say what a button is: a tab, or an answer."""
        super().__init__(button, role, button.click)
        self._button = button

    def state(self) -> QAccessible.State:
        """On or off, in the word of its role."""
        state = super().state()
        on = self._button.isChecked()
        if self.role() is Role.PageTab:
            state.selectable, state.selected = True, on
        else:
            state.checkable, state.checked = True, on
        return state


class OpenPage(QAccessibleWidget):
    """Stack of pages of which one is open: the others are not there, nor is anything on them."""

    def __init__(self, stack: QStackedWidget) -> None:
        """Show one stack."""
        super().__init__(stack, Role.LayeredPane)
        self._stack = stack

    def childCount(self) -> int:  # noqa: N802  (Qt's name)
        """The one."""
        return int(self._stack.currentWidget() is not None)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # none beyond it
        """Return the page that is open."""
        page = self._stack.currentWidget()
        return QAccessible.queryAccessibleInterface(page) if index == 0 and page is not None else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: N802  (Qt's name)
        """Return the place of a page: of one that is not open there is none."""
        return 0 if child.object() is self._stack.currentWidget() else -1


def as_tab(button: QAbstractButton) -> QAccessibleInterface:
    """Be the tab of a page."""
    return OneOfSeveral(button, Role.PageTab)


def as_answer(button: QAbstractButton) -> QAccessibleInterface:
    """Be one answer of several."""
    return OneOfSeveral(button, Role.RadioButton)


def as_row(part: Any) -> QAccessibleInterface:
    """Be a row of a list: a press tells what its signal ``chosen`` tells."""
    return Pressable(part, Role.ListItem, part.chosen.emit)


def follow_selection(rows: QAbstractItemView) -> None:
    """Choose the row of a list that a screen reader selects: of a press of it Qt moves the selection alone.

    By the mouse Qt chooses first, then selects what lies there by then: rows that moved meanwhile are not chosen for it.
    """

    def follow(selected: QItemSelection, _before: QItemSelection) -> None:
        found = selected.indexes()
        by_mouse = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        if len(found) == 1 and found[0] != rows.currentIndex() and not by_mouse:
            rows.setCurrentIndex(found[0])

    rows.selectionModel().selectionChanged.connect(follow)


def as_button(part: Any) -> QAccessibleInterface:
    """Be a button: a press tells what its signal ``chosen`` tells."""
    return Pressable(part, Role.Button, part.chosen.emit)


def as_alert(part: QWidget) -> QAccessibleInterface:
    """Be a warning; no notification, which some read out by themselves: what is announced would be heard twice."""
    return QAccessibleWidget(part, Role.AlertMessage)


def as_dialog(part: QWidget) -> QAccessibleInterface:
    """Be what is open before everything else."""
    return QAccessibleWidget(part, Role.Dialog)


def as_open_page(stack: QStackedWidget) -> QAccessibleInterface:
    """Be the page that is open."""
    return OpenPage(stack)


@cache
def install() -> None:
    """Let a screen reader be told what widgets say of themselves; once, however many windows follow one another."""
    QAccessible.installFactory(_heard_as)


def _heard_as(_kind: str, thing: QObject) -> QAccessibleInterface | None:
    says = getattr(thing, "heard_as", None)
    found: QAccessibleInterface | None = None if says is None else says()
    return found
