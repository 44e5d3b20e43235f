"""Everything that the desk holds, written out from the page of the copies: on the stick, else beside the reports."""

from pathlib import Path

import pytest

from concierge_desk.jobs import full_export
from tests.counter.desks import Play
from tests.ui.copies.keepers import at_copies
from tests.ui.evening.hands import Plugged

NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """No paper is drawn: what is in the folder is tried elsewhere."""
    monkeypatch.setattr(full_export, "papers_known", dict)


def test_it_lies_on_the_stick_without_a_name_and_again_beside_itself(play: Play, plugged: Plugged) -> None:
    (stick,) = plugged.sticks
    with at_copies(play, plugged) as hers:
        said = hers.press("everything").said.replace(NBSP, " ")
        made = stick / "tout-AMP1-F-2026-11-25"
        assert said.startswith(f"Tout est dans {made} (") and said.endswith("Aucun nom n’y figure.")
        assert (made / "LISEZMOI.txt").is_file() and not (made / "personnes").exists()
        assert play.last("everything.exported").data["names"] is False
        assert hers.state.done is None and hers.state.told is not None and hers.state.told.tone == "good"
        hers.press("everything")
        assert (stick / "tout-AMP1-F-2026-11-25-2" / "LISEZMOI.txt").is_file()


@pytest.mark.parametrize("sticks", [0, 2])
def test_without_one_stick_it_lies_beside_the_reports(
    play: Play, plugged: Plugged, tmp_path: Path, sticks: int
) -> None:
    plugged.sticks = [tmp_path / f"CLE{number}" for number in range(sticks)]
    for stick in plugged.sticks:
        stick.mkdir()
    with at_copies(play, plugged) as hers:
        hers.press("everything")
    lies = play.desk.folder.root / "rapports" / "tout-AMP1-F-2026-11-25" / "LISEZMOI.txt"
    assert lies.is_file()


def test_what_cannot_be_written_is_told_and_leaves_nothing(play: Play, plugged: Plugged) -> None:
    (stick,) = plugged.sticks
    stick.rmdir()
    stick.write_text("pas un dossier", "utf-8")
    before = play.head()
    with at_copies(play, plugged) as hers:
        hers.press("everything")
        assert hers.state.told is not None and hers.state.told.tone == "bad"
    assert play.head() == before
