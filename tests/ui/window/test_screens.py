"""Every state of the window can be looked at in docs/screens, in every theme and at both text sizes."""

import importlib.util
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication

from concierge_desk.ui.kit.theme import THEMES
from tests.e2e.driver import FULL

DOCS = Path(__file__).resolve().parents[3] / "docs"
FOLDER = DOCS / "screens"
MOST_BYTES = 20_000_000
ASKED_FOR = {
    *("ready", "card", "question", "franking", "visit", "means", "paid", "missed", "arrivals", "parked"),
    *("help", "paper", "day", "discreet", "practice", "homonyms", "hidden"),
}


@pytest.fixture(scope="module")
def screens() -> Any:
    spec = importlib.util.spec_from_file_location("docs_screens", DOCS / "screens.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def test_every_state_has_its_picture_in_every_theme_and_size(screens: Any) -> None:
    assert set(screens.STATES) >= ASKED_FOR
    assert len(screens.names()) == len(screens.STATES) * len(THEMES) * 2
    assert {path.name for path in FOLDER.iterdir()} == screens.names(), "run: python docs/screens.py"


@pytest.mark.parametrize("state", ["card", "paper"] if FULL else ["paper"])
def test_the_pictures_are_always_the_same(
    screens: Any, qapp: QApplication, dress: Callable[..., None], state: str
) -> None:
    """What a clock, a cursor, a code drawn by chance could change."""
    first = dict(screens.pictures((state,)))
    assert set(first) == {name for name in screens.names() if name.startswith(f"{state}-")}
    assert dict(screens.pictures((state,))) == first


@pytest.mark.parametrize("state", ["ready", "card", "visit", "relay"] if FULL else ["visit"])
def test_a_picture_is_as_large_as_a_small_screen(
    screens: Any, qapp: QApplication, dress: Callable[..., None], state: str
) -> None:
    """At double size too: a window that asks for more room would lie behind the edge of the screen."""
    for name, picture in screens.pictures((state,)):
        assert Image.open(io.BytesIO(picture)).size == screens.SIZE, name


def test_the_folder_stays_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < MOST_BYTES
