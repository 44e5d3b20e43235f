"""The summaries in the real window: found by a word, gone through by the arrows, put on paper and into files; by keys, by mouse."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.frame.window import MainWindow
from concierge_desk.paths import reports_folder
from tests.counter.desks import LV_20, Play, cash
from tests.ui.pages import presenter, view
from tests.ui.window.conftest import (  # noqa: F401  (fixtures)
    hers,
    keys,
    opened,
    plugged,
    print_system,
    printing_system,
    ready,
)
from tests.ui.window.keyboard import WindowKeys
from tests.ui.window.mouse import Mouse

PAGE = "summaries"


@pytest.fixture
def lang() -> str:
    return "fr"


def lived(play: Play) -> None:
    """Two days of one week closed, the next of a week and a month later, still open."""
    play.settle([{**LV_20, "quantity": 3}], cash(1000))
    play.close("2026-11-25T18:00")
    play.open("2026-11-26T08:00", confirmed_day="2026-11-26")
    play.do("relay.note_visit", kind="visit", minutes=45)
    play.settle([{**LV_20, "quantity": 1}], cash(200))
    play.close("2026-11-26T18:00")
    play.open("2026-12-01T08:00", confirmed_day="2026-12-01")
    play.settle([{**LV_20, "quantity": 2}], cash(500))
    play.close("2026-12-01T18:00")
    play.open("2026-12-02T08:00", confirmed_day="2026-12-02")


def state(window: MainWindow) -> Any:
    return presenter(window, PAGE).state


def figures(window: MainWindow) -> dict[str, str]:
    return {figure.label: figure.value for part in state(window).parts for figure in part.figures}


def look(keys: WindowKeys, word: str = "récapitulatif") -> None:  # noqa: F811
    """Go to the page by one of its words."""
    keys.press("home")
    keys.press("escape")
    keys.type(word)
    keys.press("enter")
    if keys.window.view.page != PAGE:
        keys.press("slash")
    keys.rest()
    assert keys.window.view.page == PAGE


def written(play: Play) -> list[str]:
    folder = reports_folder(play.desk.folder.root, practice=True)
    return sorted(path.name for path in folder.glob("recapitulatif-*"))


@pytest.mark.parametrize("word", ["récapitulatif", "semaine", "mois"])
def test_by_keys_she_goes_through_weeks_and_months(
    keys: WindowKeys,  # noqa: F811
    ready: Play,  # noqa: F811
    word: str,
) -> None:
    lived(ready)
    keys.window.watching.ask()
    keys.rest()
    look(keys, word)
    assert [one.code for one in state(keys.window).periods] == ["2026-W49", "2026-W48", "2026-12", "2026-11"]
    assert state(keys.window).chosen == "2026-W49"
    assert figures(keys.window)["Encaissé"] == "3,04\u00a0€"
    keys.press("left")
    keys.rest()
    assert state(keys.window).chosen == "2026-W48"
    told = figures(keys.window)
    assert (told["Encaissé"], told["Envois reçus"]) == ("6,08\u00a0€", "1")
    assert told["Visites et formations du bureau"] == "1 (45 min)"
    # There is none before it: the arrow stays where it is, and never goes over to the months.
    keys.press("left")
    keys.rest()
    assert state(keys.window).chosen == "2026-W48"
    keys.press("right")
    keys.press("down")
    keys.press("down")
    keys.rest()
    assert state(keys.window).chosen == "2026-12"
    keys.press("left")
    keys.rest()
    assert state(keys.window).chosen == "2026-11"
    keys.press("escape")
    assert keys.window.view.page == "counter"


def test_the_key_of_its_paper_shows_it_and_that_of_its_files_writes_them(
    keys: WindowKeys,  # noqa: F811
    ready: Play,  # noqa: F811
) -> None:
    lived(ready)
    keys.window.watching.ask()
    keys.rest()
    look(keys)
    before = ready.head()
    keys.press("f8")
    keys.rest()
    desk = ready.desk.identity.desk
    assert written(ready) == [f"recapitulatif-{desk}-2026-W49.csv", f"recapitulatif-{desk}-2026-W49.xlsx"]
    assert "en classeur" in state(keys.window).told.text
    keys.press("f12")
    keys.rest()
    assert keys.window.covers.paper.is_open
    keys.press("escape")
    # It is no entry: it can be made again.
    assert ready.head() == before
    keys.press("f6")
    keys.rest()
    assert keys.window.view.page == "counter"
    assert keys.window.front.state.offers[0].title.startswith("Visite ou")


def test_by_the_mouse_alone(
    keys: WindowKeys,  # noqa: F811
    ready: Play,  # noqa: F811
    opened: Callable[[Play], MainWindow],  # noqa: F811
) -> None:
    lived(ready)
    keys.window.watching.ask()
    keys.rest()
    look(keys)
    mouse, page = Mouse(keys.window), view(keys.window, PAGE)
    mouse.press("Précédent", page)
    keys.rest()
    assert state(keys.window).chosen == "2026-W48"
    mouse.press("Classeur pour La Poste", page)
    keys.rest()
    assert len(written(ready)) == 2
    mouse.press("Suivant", page)
    keys.rest()
    assert state(keys.window).chosen == "2026-W49"


def test_a_shop_that_closed_no_day_is_told_so(keys: WindowKeys) -> None:  # noqa: F811
    look(keys)
    assert state(keys.window).periods == () and view(keys.window, PAGE)._none.isVisible()
    for key in ("left", "f12", "f8"):
        keys.press(key)
    assert "rien à récapituler" in state(keys.window).told.text


def test_a_folder_that_cannot_be_written_is_told(
    keys: WindowKeys,  # noqa: F811
    ready: Play,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    lived(ready)
    keys.window.watching.ask()
    keys.rest()
    (tmp_path / "ici").write_text("une chose", "utf-8")
    monkeypatch.setattr("concierge_desk.paths.reports_folder", lambda *_a, **_k: tmp_path / "ici")
    look(keys)
    keys.press("f8")
    keys.rest()
    assert state(keys.window).told.tone == "bad"
