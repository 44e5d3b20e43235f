"""Pages of a window as the tests look at them: what is drawn, and what its keys do."""

from typing import Any

from concierge_desk.frame.window import MainWindow
from concierge_desk.pages import PAGES

_PAGES = {page.code: page for page in PAGES}


def view(window: MainWindow, code: str) -> Any:
    """Return the widget of a page that every window leads to."""
    return window.view.view_of(_PAGES[code])


def presenter(window: MainWindow, code: str) -> Any:
    """Return what a page that was opened shows and does."""
    return window.pages.bound[code].presenter


def open_view(window: MainWindow, code: str) -> None:
    """Show the widget of a page, without the desk behind it."""
    window.view.open(_PAGES[code])
