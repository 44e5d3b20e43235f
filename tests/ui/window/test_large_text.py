"""A question among the settings at large text, on a real screen: the page is laid out anew, and the window lives."""

import json
import sys
import time
from pathlib import Path

import pytest

from tests.e2e.driver import Shop
from tests.ui.window.started import PATIENCE_S, TITLE
from tests.ui.xserver import x_server

TYPING_MS = 160
DAY = {"op": "01970000-0000-7000-8000-000000000001", "do": "day.open", "float_cents": 8000}
WAY = ("F6", "F6", "Down", "slash")
"""To the second section below the first one, its second card, and the first act of that."""


@pytest.mark.parametrize("scale", ["1.5", "2"])
def test_a_question_comes_up_and_the_window_lives(tmp_path: Path, scale: str) -> None:
    shop = Shop(tmp_path / "poste")
    shop.init()
    shop.record(json.dumps(DAY).encode())
    words = ("-m", "concierge_desk", "--data", shop.data, "--lang", "fr", "--scale", scale)
    with x_server() as server:
        program = server.run([sys.executable, *words])
        server.focus(server.wait_window(TITLE))
        time.sleep(3)
        server.type("reglages\n", TYPING_MS)
        time.sleep(2)
        for key in WAY:
            server.key(key)
            time.sleep(0.7)
        server.type("03/12/2026\n", TYPING_MS)
        time.sleep(1)
        assert program.poll() is None
        program.terminate()
        program.wait(PATIENCE_S)
