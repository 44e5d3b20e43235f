"""Parts of a page that stand in a module of their own: nothing of it is loaded before one of them is made."""

from typing import Any

from concierge_desk.ui.page.page import PageParts


def test_what_is_loaded_later_is_loaded_when_it_is_made() -> None:
    loaded: list[str] = []

    def load() -> PageParts:
        loaded.append("module")
        make: Any = PageParts
        made: PageParts = make(lambda: "view", lambda parts: f"desk of {parts}", lambda *given: given)
        return made

    parts: Any = PageParts.later(load)
    assert loaded == []
    assert parts.view() == "view" and loaded == ["module"]
    assert parts.desk("port") == "desk of port"
    assert parts.bind("host", "view", "desk") == ("host", "view", "desk")
