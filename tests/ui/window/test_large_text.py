"""A question among the settings at large text, on a real screen: the page is laid out anew, and the window lives."""

import json
import sys
import time
from pathlib import Path

import pytest

from tests.e2e.driver import Shop
from tests.ui.heard.conftest import read_screen
from tests.ui.heard.tree import Gone, Reader
from tests.ui.window.started import PATIENCE_S, TITLE

TYPING_MS = 160
DAY = {"op": "01970000-0000-7000-8000-000000000001", "do": "day.open", "float_cents": 8000}
WAY = ("F6", "F6", "Down", "slash")
"""To the second section below the first one, its second card, and the first act of that."""
FIRST, NEXT = "À partir de quel jour", "Jusqu’à quel jour"
"""Questions of that act."""


def until_typed(reader: Reader, field: str, text: str) -> None:
    """Wait until a text stands in the field of a question."""
    end, found = time.monotonic() + PATIENCE_S, ""
    while found != text:
        assert time.monotonic() < end, (field, found)
        try:
            found = reader.wait(field, "text").read()
        except Gone:
            continue


@pytest.mark.parametrize("scale", ["1.5", "2"])
def test_a_question_comes_up_takes_its_keys_and_the_window_lives(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, scale: str
) -> None:
    shop = Shop(tmp_path / "poste")
    shop.init()
    shop.record(json.dumps(DAY).encode())
    words = ("-m", "concierge_desk", "--data", shop.data, "--lang", "fr", "--scale", scale)
    with read_screen(tmp_path_factory.mktemp("sockets")) as (server, _bus, reader):
        program = server.run([sys.executable, *words])
        server.focus(server.wait_window(TITLE))
        # Its head says the hours once the desk is open.
        reader.wait("Mer. 25", "label")
        time.sleep(2)
        server.type("reglages\n", TYPING_MS)
        time.sleep(2)
        for key in WAY:
            server.key(key)
            time.sleep(0.7)
        until_typed(reader, FIRST, "")
        server.type("03/12/2026", TYPING_MS)
        until_typed(reader, FIRST, "03/12/2026")
        server.key("Return")
        until_typed(reader, NEXT, "")
        assert program.poll() is None
        program.terminate()
        program.wait(PATIENCE_S)
