"""What every word of the command line does is done in the window, by keys and by mouse; or it says why not."""

import ast
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

from concierge_desk.frame.window import MainWindow
from concierge_desk.jobs import price_sheets
from concierge_desk.media import ejection
from concierge_desk.signing import age
from docs.generate import command_line_words
from tests.counter.desks import Play
from tests.easily import easily_locked
from tests.sizes import few
from tests.ui.copies.keepers import at_copies
from tests.ui.evening.hands import Plugged
from tests.ui.ways.players import ByKeys, ByMouse, Player
from tests.ui.ways.words import SCENES, WITH_STICK, WORDS, Elsewhere, Gone, WordWay
from tests.ui.window.test_tariff import sheet, usual

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def lang() -> str:
    return "fr"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where documents are kept, and next year's prices were brought."""
    for name in ("documents", "téléchargements"):
        (tmp_path / name).mkdir()
    (tmp_path / "téléchargements" / "tarifs-2027.csv").write_text(sheet(usual), "utf-8")
    monkeypatch.setattr(price_sheets, "downloads_folder", lambda: tmp_path / "téléchargements")
    monkeypatch.setattr(
        QStandardPaths, "writableLocation", staticmethod(lambda _which: str(tmp_path / "documents"))
    )
    monkeypatch.setattr(age, "make_identity", easily_locked)
    return tmp_path


@pytest.fixture
def released(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Sticks that were released: the hardware that is not there lets go of each."""
    told: list[str] = []
    monkeypatch.setattr(ejection, "eject", lambda volume: told.append(volume.label))
    return told


def test_every_word_says_where_it_is() -> None:
    assert set(WORDS) == set(command_line_words())
    assert {way.scene for way in WORDS.values() if isinstance(way, WordWay)} == set(SCENES)


@pytest.mark.parametrize("word", [word for word, way in WORDS.items() if isinstance(way, Elsewhere)])
def test_what_is_played_elsewhere_is(word: str) -> None:
    way = WORDS[word]
    assert isinstance(way, Elsewhere)
    for file, test in (way.keys, way.mouse):
        tree = ast.parse((ROOT / file).read_text("utf-8"))
        assert test in {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}


@few(4, lambda of: of["scene"])
@pytest.mark.parametrize("hands", [ByKeys, ByMouse])
@pytest.mark.parametrize("scene", SCENES)
def test_every_word_is_done(
    play: Play,
    opened: Callable[[Play], MainWindow],
    plugged: Plugged,
    folder: Path,
    released: list[str],
    scene: str,
    hands: type[Player],
) -> None:
    SCENES[scene](play)
    if scene in WITH_STICK:
        (folder / "CLE").mkdir()
        plugged.sticks.append(folder / "CLE")
        with at_copies(play, plugged) as keeper:
            keeper.first_copy()
        released.clear()
    player = hands(opened(play))
    gone = Gone(player.window, play, folder, released)
    ways = {word: way for word, way in WORDS.items() if isinstance(way, WordWay) and way.scene == scene}
    assert [word for word, way in ways.items() if _is_done(way, gone)] == []
    failures, went = [], set()
    for word, way in ways.items():
        steps = way.mouse if way.mouse and hands is ByMouse else way.steps
        try:
            if steps not in went:
                player.home()
                player.go(steps)
            went.add(steps)
            assert _is_done(way, gone), player.seen()
        except (AssertionError, AttributeError, ValueError, KeyError) as failure:
            failures.append(f"{word}: {failure!r}")
    assert not failures, "\n" + "\n\n".join(failures)


def _is_done(way: WordWay, gone: Gone) -> bool:
    try:
        return way.effect(gone)
    except (AttributeError, KeyError):
        # The page was never opened, or nothing stands there yet.
        return False
