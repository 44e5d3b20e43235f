"""Every picture in every theme, at 100 % and 200 % text: nothing is cut, nothing lies over another."""

from typing import Any

import pytest

from tests.ui.shell.geometry import cut
from tests.ui.shell.pictures import DRILL, FOUND, PARCEL, PICTURES, PRESSING, STATUS, TYPED, StillFace

THEMES = ("light", "dark", "contrast")
SCALES = (1.0, 2.0)


@pytest.fixture
def face() -> StillFace:
    """In French, which says it in more letters."""
    return StillFace("fr")


def settle(qapp: Any) -> None:
    for _ in range(3):
        qapp.processEvents()


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("theme", THEMES)
def test_every_picture_fits_one_after_another(
    window: Any, qapp: Any, dress: Any, theme: Any, scale: Any
) -> None:
    dress(theme, scale)
    for name, picture in PICTURES.items():
        window.view.line.setText(TYPED.get(name, ""))
        window.view.show_state(picture)
        window.view.show_status(STATUS)
        settle(qapp)
        assert cut(window) == [], (name, theme, scale)
    assert (window.width(), window.height()) == (1280, 800), "the window never grows by what it says"


@pytest.mark.parametrize("scale", SCALES)
def test_every_page_and_overlay_fits(window: Any, qapp: Any, dress: Any, scale: Any) -> None:
    dress("light", scale)
    window.view.services["relay"].show_offers((PARCEL, PRESSING, DRILL))
    for code in ("relay", "shop", "day"):
        window.view.open(code)
        settle(qapp)
        assert cut(window) == [], code
    for overlay in (window.help, window.discreet):
        overlay.unfold()
        settle(qapp)
        assert cut(overlay) == []
        overlay.fold()


def test_the_rail_folds_and_the_visit_goes_under_the_card(window: Any, qapp: Any, dress: Any) -> None:
    window.view.show_state(FOUND)
    settle(qapp)
    assert not window.view.narrow
    at = window.view.visit.mapTo(window.view, window.view.visit.rect().topLeft())
    assert at.x() > window.view.counter.width()
    dress("light", 2.0)
    settle(qapp)
    assert window.view.narrow
    card = window.view.counter
    assert window.view.visit.parentWidget() is card.parentWidget()
    assert window.view.visit.y() >= card.geometry().bottom()
    dress("light", 1.0)
    settle(qapp)
    assert not window.view.narrow
    assert window.view.visit.parentWidget() is window.view


def test_what_is_scanned_long_is_broken_not_cut(window: Any, qapp: Any) -> None:
    from dataclasses import replace

    long = replace(PARCEL, title="X" * 118, detail="9" * 118, tag="jusqu’à " + "8" * 60)
    window.view.show_state(replace(FOUND, offers=(long, long)))
    settle(qapp)
    assert cut(window) == []
