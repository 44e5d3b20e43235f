"""The page of the statuses in the real window: La Poste's file is found, looked at, compared; what differs opens its card."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog

from concierge_desk.frame.window import MainWindow
from concierge_desk.jobs import price_sheets
from tests.counter.desks import Play
from tests.services.relay_desk import SEEN
from tests.ui.pages import presenter, view
from tests.ui.window.keyboard import WindowKeys

PAGE = "statuses"
HERE, GONE, NEVER = "6A15602683841", "8L41392128255", "8L01234567895"


def state(window: MainWindow) -> Any:
    return presenter(window, PAGE).state


def told(window: MainWindow) -> str:
    said = state(window).told
    return "" if said is None else str(said.text).replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def downloads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "Téléchargements"
    folder.mkdir()
    monkeypatch.setattr(price_sheets, "downloads_folder", lambda: folder)
    return folder


def items(play: Play) -> None:
    play.do("relay.receive", tracking=HERE, shelf="A4")
    play.do("relay.receive", tracking=GONE, shelf="A5")
    play.do("relay.hand_over", tracking=GONE, **SEEN)


def write(downloads: Path) -> Path:
    path = downloads / "suivi.csv"
    path.write_text(f"Numéro;Statut\n{HERE};LIVCFM\n{GONE};MLVARS\n{NEVER};DR1\nTotal;3\n", "utf-8")
    (downloads / "autre.csv").write_text("a;b\n1;2\n", "utf-8")
    return path


def look(keys: WindowKeys) -> None:
    """Go to the page by its word, and look at the first file."""
    keys.press("home")
    keys.press("escape")
    keys.type("statuses")
    keys.press("enter")
    keys.press("slash")
    assert keys.window.view.page == PAGE
    keys.press("enter")


def test_without_any_file_it_says_where_one_is_put(keys: WindowKeys, downloads: Path) -> None:
    look(keys)
    assert state(keys.window).files == () and view(keys.window, PAGE)._none.isVisible()
    assert "F6" in told(keys.window)
    keys.press("slash")
    assert "F6" in told(keys.window)
    keys.press("escape")
    assert keys.window.view.page == "counter"


def test_a_file_is_compared_by_keys_and_what_differs_opens_its_card(
    keys: WindowKeys, ready: Play, downloads: Path
) -> None:
    items(ready)
    write(downloads)
    look(keys)
    found = state(keys.window)
    assert [(file.name, file.rows) for file in found.files] == [("suivi.csv", 3)]
    assert [(line.label, line.detail) for line in found.preview] == [
        (HERE, "LIVCFM"),
        (GONE, "MLVARS"),
        (NEVER, "DR1"),
    ]
    before = ready.head()
    assert "Nothing was compared yet" in told(keys.window)
    keys.press("slash")
    assert [one.kind for one in ready.posted(before + 1)] == ["relay.compared"]
    # What they alone have here stands first: somebody may be sent for it.
    lines = state(keys.window).found.lines
    assert [line.ref for line in lines[:2]] == [GONE, HERE]
    assert lines[0].part == "They think that it is here, and it is not"
    assert "Agreeing: 1." in told(keys.window)
    keys.press("enter")
    assert keys.window.view.page == "counter"
    assert keys.window.front.state.offer.number == GONE
    # Whoever comes back goes on where she was.
    keys.window.pages.open(PAGE)
    keys.rest()
    assert state(keys.window).found is not None
    keys.press("escape")
    assert state(keys.window).found is None
    keys.press("f5")
    keys.press("escape")
    assert keys.window.view.page != PAGE or state(keys.window).preview is None


def test_by_the_mouse_alone_and_a_file_that_she_finds_herself(
    keys: WindowKeys, ready: Play, downloads: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    items(ready)
    elsewhere = tmp_path / "bureau"
    elsewhere.mkdir()
    path = write(elsewhere)
    keys.window.pages.open(PAGE)
    keys.rest()
    page: Any = view(keys.window, PAGE)

    def click(button: QAbstractButton) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        keys.rest()

    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(path), ""))
    click(page._buttons["pick"])
    aside = page._asides["chosen"]
    assert aside._compare.isVisible()
    click(aside._compare)
    assert {line.ref for line in state(keys.window).found.lines} >= {GONE, HERE}
    click(aside._card)
    assert keys.window.view.page == "counter" and keys.window.front.state.offer.number == GONE


def test_what_cannot_be_read_says_what_to_do(keys: WindowKeys, ready: Play, downloads: Path) -> None:
    path = downloads / "autre.csv"
    path.write_text("a;b\n1;2\n", "utf-8")
    keys.window.pages.open(PAGE)
    keys.rest()
    presenter(keys.window, PAGE).pick(path)
    keys.rest()
    assert "numéro" in told(keys.window) and state(keys.window).preview is None
    path.unlink()
    presenter(keys.window, PAGE).press("open")
    keys.rest()
    assert str(path) in told(keys.window)


def test_a_closed_day_compares_nothing(keys: WindowKeys, ready: Play, downloads: Path) -> None:
    write(downloads)
    ready.close(counted_cents=None)
    look(keys)
    before = ready.head()
    keys.press("slash")
    assert state(keys.window).found is None and ready.head() == before and told(keys.window)
