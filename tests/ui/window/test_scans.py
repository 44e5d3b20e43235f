"""A scan does no damage: from every page and over every dialog, with the keyboard wherever it can be."""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from concierge_desk.pages.counter.inputs import Scan
from tests.counter.desks import Play
from tests.e2e.driver import FULL
from tests.sizes import few
from tests.ui.window.keyboard import WindowKeys
from tests.ui.window.places import EVERYWHERE, OVERLAYS, buttons, focusable, texts

MOST_FIELDS = 40 if FULL else 10
"""Of those that can have the keyboard; at the small size they are spread over all there are."""
ENDS = ("\r", "\t", "\r\r")
"""How scanners end a code; the last as those do that send a line feed too."""


class Seen:
    """What came in at the front, and what was pressed."""

    def __init__(self, keys: WindowKeys, monkeypatch: pytest.MonkeyPatch) -> None:
        self.fed: list[Any] = []
        self.codes: list[str] = []
        self.pressed: list[str] = []
        feed = keys.window.front.feed
        monkeypatch.setattr(keys.window.front, "feed", lambda given: (self.fed.append(given), feed(given)))
        keys.window.scanner.scanned.connect(lambda code, _at: self.codes.append(code))
        self._known: set[int] = set()
        self._keys = keys

    def watch(self) -> None:
        """Watch every button, those of now included; forget what was."""
        for button in buttons(self._keys):
            if id(button) not in self._known:
                self._known.add(id(button))
                name = button.accessibleName() or button.text()
                button.pressed.connect(lambda name=name: self.pressed.append(name))
                button.clicked.connect(lambda _on=False, name=name: self.pressed.append(name))
        self.fed.clear()
        self.codes.clear()
        self.pressed.clear()


def numbers() -> Iterator[str]:
    """Codes that nobody knows, each another."""
    return (f"30176204{place:05d}" for place in itertools.count())


@few(8)
@pytest.mark.parametrize("place", EVERYWHERE)
def test_a_scan_does_no_damage(
    keys: WindowKeys, play: Play, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """A burst changes no text, presses nothing, closes nothing, and is one event; so is one with CR and LF."""
    EVERYWHERE[place](keys)
    seen, codes = Seen(keys, monkeypatch), numbers()
    head, lines, asked = play.head(), keys.state.lines, keys.state.asking
    tried, ends = 0, itertools.cycle(ENDS)
    # The last one too: it is often what was made last.
    many = len(list(focusable(keys)))
    for at in sorted({many * step // MOST_FIELDS for step in range(MOST_FIELDS)} | {many - 1}):
        # What is shown is drawn anew meanwhile: who can have the keyboard is asked each time.
        # A field could take them all in; of the others a few ends are enough.
        for end in ENDS if at == 0 else (next(ends),):
            current = list(focusable(keys))
            here = current[min(at, len(current) - 1)]
            here.setFocus()
            assert QApplication.focusWidget() is here
            seen.watch()
            before, shown, code = texts(keys), _covering(keys), next(codes)
            keys.scan(code, end=end)
            assert seen.codes == [code], here
            assert [one.code for one in seen.fed if isinstance(one, Scan)] == [code], here
            assert seen.pressed == [], here
            assert texts(keys) == before, here
            assert _covering(keys) == shown, here
            tried += 1
    assert tried >= (3 if place in OVERLAYS else 6)
    assert play.head() == head or place == "arriving"
    assert keys.state.lines == lines
    if asked is not None and place != "arriving":
        assert keys.state.asking is not None
        assert (keys.state.asking.act, keys.state.asking.answers) == (asked.act, asked.answers)


def _covering(keys: WindowKeys) -> list[QWidget]:
    """What lies over the window."""
    dialog = QApplication.activeModalWidget()
    return [
        *(one for one in keys.window.covers.made if one.is_open),
        *([dialog] if dialog is not None else []),
    ]
