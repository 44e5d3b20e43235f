"""What a visitor sees in the first seconds of the program: how far the practice shop is, then the first lesson."""

import json
import re
import sys
import time
from pathlib import Path

import pytest

from concierge_desk.i18n import translate
from concierge_desk.paths import PRACTICE, DataFolder, lessons_file
from tests.e2e.driver import environment
from tests.ui.heard.conftest import read_screen, scan
from tests.ui.heard.tree import Gone, Reader

_BLANKS = re.compile(r"\s")
SOONEST_S = 20.0
"""From the command to the first card of the first lesson, where nothing else is at work; it takes some six."""


def _is_placed(reader: Reader, tracking: str) -> bool:
    """Whether the card of a parcel that arrives is shown: where it goes, and its number."""
    try:
        card = reader.found("A", "list item")
    except Gone:
        return False
    return card is not None and tracking in _BLANKS.sub("", card.name)


def test_the_first_card_of_the_first_lesson_is_there_soon(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    kept = environment()
    more = {name: kept[name] for name in ("PYTHON_KEYRING_BACKEND", "LC_ALL")}
    with read_screen(tmp_path_factory.mktemp("sockets")) as (server, _bus, reader):
        begun = time.monotonic()
        server.run([sys.executable, "-m", "concierge_desk.practice", "--to", tmp_path], more)
        # What takes its time says what it does, and how far it is.
        reader.wait(translate("Three weeks of a practice shop are being lived…", "fr"), "label")
        assert reader.wait("", "progress bar").is_showing
        reader.press("Leçons", "page tab")
        reader.press(translate("Begin this lesson", "fr"))
        reader.wait("Aujourd’hui", "label")
        [first, *_more] = json.loads(lessons_file(DataFolder(tmp_path / PRACTICE)).read_text("utf-8"))[
            "drawn"
        ].values()
        server.focus(server.wait_window("Concierge Desk"))
        server.key("F3")
        scan(server, first, lambda: _is_placed(reader, first))
        reader.wait("Pour qui", "label")
        took = time.monotonic() - begun
    assert took < SOONEST_S
