"""Every picture in every theme, at 100 % and 200 % text: nothing is cut, nothing lies over another."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QScrollArea
from shiboken6 import delete

from concierge_desk.counter.cards.offers import Ask, Option
from concierge_desk.frame.pages import WindowDesk
from concierge_desk.frame.window import MainWindow
from concierge_desk.pages import PAGES
from concierge_desk.pages.counter.inputs import Pressed
from concierge_desk.ui.kit import speech
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.step_bar import StepBar
from tests.sizes import few
from tests.ui.pages import open_view, view
from tests.ui.shell.geometry import cut, seen
from tests.ui.shell.pictures import (
    EMPTY,
    EVENINGS,
    FOUND,
    PAID,
    PAPERS,
    PARCEL,
    PICTURES,
    PROXIED,
    SEEN,
    SERVICES,
    STATUS,
    TYPED,
    WEIGHED,
    StillFace,
)

SOLD = replace(FOUND, offers=(), heading="")
"""A visit with lines, and nothing else to look at."""

THEMES = ("light", "dark", "contrast")
SCALES = (1.0, 2.0)


@pytest.fixture
def face() -> StillFace:
    """In French, which says it in more letters."""
    return StillFace("fr")


def in_sight(window: Any, part: Any) -> bool:
    """Whether a part of the counter is seen whole, without scrolling."""
    room = window.view._area.viewport()
    return room.rect().contains(QRect(part.mapTo(room, QPoint(0, 0)), part.size()))


def settle(qapp: Any) -> None:
    for _ in range(3):
        qapp.processEvents()


@few(3)
@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("theme", THEMES)
def test_every_picture_fits_one_after_another(
    window: Any, qapp: Any, dress: Any, theme: Any, scale: Any
) -> None:
    """R-7.03: at 200 % of the text too."""
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
    for code in ("relay", "shop"):
        window.pages.open(code)
        window.tasks.wait_idle()
        settle(qapp)
        assert cut(window) == [], code
    for code in ("journal", "copies", "paper_queue"):
        # What has no room scrolls: no page makes the window grow beyond the screen.
        open_view(window, code)
        settle(qapp)
        assert (window.width(), window.height()) == (1280, 800), code
    for name, state in PAPERS.items():
        view(window, "paper_queue").show_state(state)
        settle(qapp)
        assert cut(window) == [], name
        assert (window.width(), window.height()) == (1280, 800), name
    open_view(window, "day")
    for name, picture in EVENINGS.items():
        view(window, "day").show_state(picture)
        settle(qapp)
        assert cut(window) == [], name
        assert (window.width(), window.height()) == (1280, 800), name
    window.covers.offer_real_shop(True)
    covers = window.covers
    for overlay in (covers.help, covers.discreet, covers.preferences):
        overlay.unfold()
        settle(qapp)
        assert cut(overlay) == [], overlay.accessibleName()
        overlay.fold()
    covers.preferences.unfold()
    QTest.keyClick(covers.preferences, Qt.Key.Key_0)
    for code in (f"~{'9' * 118}", "6A15602676300"):
        window.scanner.learned.emit(code, code)
        settle(qapp)
        assert cut(covers.preferences) == [], code
    covers.preferences.fold()
    assert not covers.preferences.questions.prefix.isVisible(), "a question that stood is left with its sheet"


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
    long = replace(PARCEL, title="X" * 118, detail="9" * 118, tag="jusqu’à " + "8" * 60)
    window.view.show_state(replace(FOUND, offers=(long, long)))
    settle(qapp)
    assert cut(window) == []


def test_where_the_visit_scrolls_the_sum_and_its_button_stay_in_sight(
    window: Any, qapp: Any, dress: Any, fed: Any
) -> None:
    view = window.view
    strip = view._strip
    assert not strip.isVisibleTo(window)
    dress("light", 2.0)
    view.show_state(SOLD)
    settle(qapp)
    assert strip.accessibleName() == "À payer 18,15\N{NO-BREAK SPACE}€"
    assert view.rect().contains(QRect(strip.mapTo(view, QPoint(0, 0)), strip.size()))
    exact = strip.findChild(ActionButton)
    assert exact.keys() == ("+",)
    exact.click()
    assert fed == [Pressed("plus", "", 100.0)]
    assert not view.visit._buttons._exact.isVisibleTo(window), "one button, one place"
    view.show_state(SEEN)
    assert not strip.isVisibleTo(window), "first the question"
    assert view.visit._buttons._exact.isVisibleTo(window)
    view.show_state(EMPTY)
    assert not strip.isVisibleTo(window)
    view.show_state(SOLD)
    dress("light", 1.0)
    settle(qapp)
    assert not strip.isVisibleTo(window)
    assert view.visit._buttons._exact.isVisibleTo(window)


def test_where_room_is_short_the_visit_stands_above_what_is_sold_most(
    window: Any, qapp: Any, dress: Any
) -> None:
    view, tiles = window.view, window.view.counter.tiles
    dress("light", 2.0)
    view.show_state(EMPTY)
    settle(qapp)
    assert tiles.y() < view.visit.y(), "nobody is served: nothing to see of a visit"
    for picture in (SOLD, PAID):
        view.show_state(picture)
        settle(qapp)
        assert view.visit.y() < tiles.y()
    view.show_state(SOLD)
    settle(qapp)
    assert in_sight(window, view.visit._lines.view(2)), "what was added last"
    view.show_state(replace(SOLD, line=0))
    settle(qapp)
    assert in_sight(window, view.visit._lines.view(0)), "what minus takes away"


def test_the_lines_come_back_where_the_window_grows_wide_again(window: Any, qapp: Any, dress: Any) -> None:
    window.view.show_state(SOLD)
    for scale in (2.0, 1.0):
        dress("light", scale)
        settle(qapp)
        assert window.view.visit._lines.isVisibleTo(window)
        assert window.view.visit._lines.height() > 0
    assert window.view.visit._area.isVisibleTo(window)
    assert window.view.counter.tiles.parentWidget() is window.view.counter


def test_the_page_scrolls_by_keys_from_the_scan_line(window: Any, qapp: Any, dress: Any) -> None:
    dress("light", 2.0)
    window.view.show_state(EMPTY)
    settle(qapp)
    bar = window.view._area.verticalScrollBar()
    QTest.keyClick(window.view.line, Qt.Key.Key_PageDown)
    assert 0 < bar.value() < window.view._area.viewport().height()
    QTest.keyClick(window.view.line, Qt.Key.Key_PageUp)
    assert bar.value() == 0
    window.pages.open("relay")
    QTest.keyClick(window.view.line, Qt.Key.Key_PageDown)
    assert bar.value() == 0


def test_the_question_stands_once_and_says_which_of_how_many(window: Any, qapp: Any, dress: Any) -> None:
    asking = window.view.counter._asking
    window.view.show_state(PROXIED)
    settle(qapp)
    (steps,) = asking.findChildren(StepBar)
    assert steps.accessibleName().startswith("2/3 ")
    shown = [step._words.isVisibleTo(window) for step in steps._steps]
    assert shown == [True, False, True], "the heading says the one at hand"
    assert asking._act.text() == "Pour quelqu’un d’autre"
    dress("light", 2.0)
    settle(qapp)
    assert not [one for one in asking.findChildren(StepBar) if one.isVisibleTo(window)]
    assert asking._act.text() == "Pour quelqu’un d’autre · 2/3"
    window.resize(1280, 800)
    settle(qapp)
    window.view.show_state(replace(PROXIED, asking=replace(PROXIED.asking), told=None, undo=None))
    settle(qapp)
    assert all(in_sight(window, one) for one in asking._choices._choices)
    assert in_sight(window, asking._confirm), "and the button that confirms"
    window.view.show_state(SEEN)
    assert asking._act.text() == "Pièce vue, remettre", "one question is not counted"
    dress("light", 1.0)
    window.view.show_state(PROXIED)
    settle(qapp)
    assert [one for one in asking.findChildren(StepBar) if one.isVisibleTo(window)]


def test_the_price_of_a_weight_stays_in_sight_while_more_is_asked(window: Any, qapp: Any) -> None:
    asking = WEIGHED.asking
    number = Ask("tracking", "Scannez ou tapez son numéro", "text")
    act = replace(asking.act, asks=(*asking.act.asks, number))
    window.view.show_state(replace(WEIGHED, asking=replace(asking, act=act, answers=(240,))))
    settle(qapp)
    said = window.view.counter._asking._act.text()
    assert said == f"{act.label} · {asking.ask.options[0].detail}"


@pytest.mark.parametrize(
    ("proposal", "seen", "told"),
    [
        (None, True, "Tapez le numéro d’une ligne."),
        ("b", False, "Tapez un numéro, ou Entrée pour la ligne marquée."),
        ("b", True, "Tapez un numéro, ou / pour la ligne marquée."),
    ],
)
def test_a_line_is_spoken_of_as_marked_where_one_is(
    window: Any, qapp: Any, proposal: Any, seen: Any, told: Any
) -> None:
    ask = Ask("why", "Pourquoi ?", "choice", (Option("A", "a"), Option("B", "b")), proposal, seen=seen)
    act = replace(SEEN.asking.act, asks=(ask,))
    window.view.show_state(replace(SEEN, asking=replace(SEEN.asking, act=act, answers=())))
    settle(qapp)
    assert window.view.counter._asking._how.text() == told


def test_the_band_that_is_marked_comes_into_sight(window: Any, qapp: Any, dress: Any) -> None:
    dress("light", 2.0)
    window.resize(1280, 660)
    window.view.show_state(WEIGHED)
    settle(qapp)
    ladder = window.view.counter._asking.ladder
    assert not in_sight(window, ladder.bands[5])
    for grams, place in (("10000", 5), ("250", 0)):
        window.view.line.setText(grams)
        settle(qapp)
        assert in_sight(window, ladder.bands[place])


def test_the_page_that_is_open_is_seen_in_the_rail(window: Any, qapp: Any, dress: Any) -> None:
    """With many services its buttons scroll."""
    dress("light", 2.0)
    settle(qapp)
    rail = window.view.rail
    room = rail._area.viewport()
    assert rail._area.verticalScrollBar().maximum() > 0
    shown = [
        page.code for page in PAGES if page.code in rail._buttons and not rail._buttons[page.code].isHidden()
    ]
    for code in (*shown, shown[0]):
        open_view(window, code)
        settle(qapp)
        button = rail._buttons[code]
        assert room.rect().contains(QRect(button.mapTo(room, QPoint(0, 0)), button.size())), code


def test_the_field_that_is_typed_into_is_seen_whole(window: Any, qapp: Any, dress: Any) -> None:
    """Not its cursor alone: that is in the middle of it."""
    dress("light", 2.0)
    open_view(window, "day")
    closing = view(window, "day").closing
    gap = EVENINGS["gap"]
    reasons = tuple(Option(f"reason {number}", f"reason_{number}") for number in range(5))
    for choosing in (False, True):
        view(window, "day").show_state(
            replace(gap, choosing=choosing, sheet=replace(gap.sheet, reasons=reasons))
        )
        settle(qapp)
    field = qapp.focusWidget()
    assert isinstance(field, QLineEdit) and closing.isAncestorOf(field)
    (area,) = [one for one in closing.findChildren(QScrollArea) if one.isAncestorOf(field)]
    top = field.mapTo(area.viewport(), field.rect().topLeft()).y()
    assert top >= 0 and top + field.height() <= area.viewport().height()


@pytest.mark.parametrize("scale", SCALES)
def test_a_window_begins_as_wide_as_its_screen(qtbot: Any, dress: Any, scale: Any) -> None:
    """Whatever is still to be folded."""
    dress("light", scale)
    speech.use("fr")
    window = MainWindow(PAGES)
    window.resize(1280, 800)
    window.show()
    qtbot.waitExposed(window)
    assert (window.width(), window.height()) == (1280, 800)
    window.close()
    delete(window)


LIVE = {name: PICTURES[name] for name in ("found", "seen", "paying", "paid", "parted")} | {"sold": SOLD}


def placed(window: Any) -> list[tuple[str, tuple[int, ...]]]:
    """Every widget that is seen, and where."""
    return sorted(
        (type(one).__name__, (*one.mapTo(window, QPoint(0, 0)).toTuple(), *one.size().toTuple()))
        for one in seen(window)
    )


@few(2)
@pytest.mark.parametrize("name", LIVE)
def test_another_size_of_the_text_stands_as_if_the_window_had_begun_with_it(
    qtbot: Any, qapp: Any, dress: Any, face: StillFace, name: str
) -> None:
    """A visit is open, a card, a question: what is laid out anew while it is seen is what a new window shows."""

    def shown(*scales: float) -> list[tuple[str, tuple[int, ...]]]:
        dress("light", scales[0])
        window = MainWindow(PAGES, monotonic=lambda: 100.0)
        desk = [(page, lambda: face) for page in (*PAGES, *SERVICES) if page.parts]
        window.bind(WindowDesk(face, desk))
        window.resize(1280, 800)
        window.show()
        qtbot.waitExposed(window)
        window.view.show_status(STATUS)
        window.view.show_state(LIVE[name])
        for _ in range(5):
            settle(qapp)
        for scale in scales[1:]:
            dress("light", scale)
            window.resize(1280, 800)
            for _ in range(3):
                settle(qapp)
        window.view._area.verticalScrollBar().setValue(0)
        settle(qapp)
        found = placed(window)
        window.tasks.wait_idle()
        window.close()
        delete(window)
        return found

    speech.use("fr")
    small, large = shown(1.0), shown(2.0)
    assert shown(1.0, 2.0) == large
    assert shown(2.0, 1.0) == small
    assert shown(1.0, 2.0, 1.0) == small
