"""The window when nobody touches it: covered, locked, opened again, and just as it was."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from concierge_desk.frame.window import MainWindow
from tests.counter.desks import Play
from tests.ui.window.conftest import PARCEL
from tests.ui.window.keyboard import WindowKeys

CODE = "4719"


def test_try(ready: Play, opened: Callable[[Play], MainWindow]) -> None:
    keys = WindowKeys(opened(ready))
    keys.scan(PARCEL)
    keys.type("abc")
    print(keys.state.offers)
    window = keys.window
    from time import perf_counter
    import time

    t = perf_counter()
    window.lock.cover()
    print("cover", perf_counter() - t)
    keys.rest()
    print(window.lock._lock.state)
    t = perf_counter()
    keys.press("escape")
    print("uncover", perf_counter() - t)
    print(window.lock._lock.state.mode, window.view.line.text(), window.view.line.hasFocus())
    assert not window.lock.covers
    ready.do("operator.set_code", whom="o01", code=CODE)
    window.lock.cover()
    keys.rest()
    print(window.lock._lock.state)
    keys.scan(PARCEL)
    print(window.lock._lock.state)
    keys.type(CODE)
    print(window.lock._cover._field.text())
    keys.press("enter")
    print(window.lock._lock.state)
    print(window.view.line.text(), window.view.line.hasFocus(), keys.state.offers[0].title)
    assert 0
