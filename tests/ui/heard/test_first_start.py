"""A first start as it is heard, step by step, and gone through by whoever sees and types nothing."""

import sys
import time
from pathlib import Path

import pytest

from concierge_desk.frame.first_start.presenter import FROM_COPY, NEW
from concierge_desk.frame.first_start.steps import keys
from concierge_desk.i18n import translate
from tests.e2e.driver import environment
from tests.ui.heard.conftest import Told, listened, read_screen
from tests.ui.heard.tree import shown_now, tells_what_is_shown

TYPING_MS, RESTED_S = 60, 0.6


def test_each_step_is_heard_and_tells_what_is_shown_there(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    kept = environment()
    more = {name: kept[name] for name in ("PYTHON_KEYRING_BACKEND", "LC_ALL")}
    data = tmp_path / "poste"
    with read_screen(tmp_path_factory.mktemp("sockets")) as (server, bus, reader):
        told = Told(reader)
        with listened(told, bus.address):
            server.run([sys.executable, "-m", "concierge_desk", "--data", data, "--lang", "fr"], more)
            left = []
            for step in NEW:
                heading, why = translate(step.heading, "fr"), translate(step.why, "fr")
                reader.wait(heading, "label")
                if step is not NEW[0]:
                    # What a window begins with is read of it, not announced.
                    assert (f"{heading}. {why}".replace("\N{NO-BREAK SPACE}", " "), False) in told.next()
                tells_what_is_shown(reader, left)
                left = [one for one, _above in shown_now(reader) if one.role in ("text", "radio button")]
                if step is not NEW[-1]:
                    reader.press("Plus tard")
            reader.press(translate("Put a shop back", "fr"))
            reader.wait(translate(FROM_COPY[0].heading, "fr"), "label")
            tells_what_is_shown(reader, left)
    assert not data.exists(), "nothing is written before the last step"


def test_words_that_are_hidden_are_told_to_nobody(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """R-4.10: each sign is told as a dot; once she shows them, they are read as any text."""
    kept = environment()
    more = {name: kept[name] for name in ("PYTHON_KEYRING_BACKEND", "LC_ALL")}
    words = "zqxjkw"
    with read_screen(tmp_path_factory.mktemp("sockets")) as (server, _bus, reader):
        server.run(
            [sys.executable, "-m", "concierge_desk", "--data", tmp_path / "poste", "--lang", "fr"], more
        )
        for step in NEW:
            reader.wait(translate(step.heading, "fr"), "label")
            if step is keys.STEP:
                break
            reader.press("Plus tard")
        server.focus(server.wait_window("Concierge Desk"))
        field = reader.wait(translate("The words that will open the shop", "fr"), "text")
        assert field.is_password()
        with reader.told() as told:
            field.focus()
            server.type(words, TYPING_MS)
            time.sleep(RESTED_S)
        texts = "".join(told)
        assert "•" in texts and not [sign for sign in words if f"'{sign}'" in texts]
        assert words not in texts and words not in reader.again(field).read()
        reader.press(translate("Show the words", "fr"))
        reader.wait(translate("Hide the words", "fr"))
        assert reader.again(field).read() == words
