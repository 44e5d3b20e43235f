"""From an empty folder to a closed first day, in the real windows: by keyboard, with every step skipped, by mouse."""

import json
from collections.abc import Callable

import pytest

from concierge_desk.desk.overview import day_status
from concierge_desk.frame.first_start.steps import kind
from concierge_desk.frame.rail import RailButton
from concierge_desk.pages.counter.favourites import Tile
from concierge_desk.pages.day.closing_view import ClosingPage
from tests.ui.first.hands import PLACE, FirstKeys, FirstMouse, Pc
from tests.ui.window.at_the_day import AtTheDay, pieces_of, state_of
from tests.ui.window.keyboard import WindowKeys
from tests.ui.window.mouse import Mouse

STEPS = ("kind", "place", "week", "people", "office", "keys", "scanner", "ready")
DAY = "2026-11-25"
FLOAT_CENTS = 10_000
PRICE_CENTS = 152
"""Of a stamp, on that day."""


def a_day(keys: WindowKeys) -> None:
    """See what comes next, open the day, sell a stamp, count, close."""
    assert keys.window.view.page == "first_steps"
    keys.press("home")
    hers = AtTheDay(keys)
    hers.open_day(FLOAT_CENTS)
    keys.favourite(0)
    keys.press("plus")
    paid = keys.state.paid
    assert paid is not None, keys.state.told
    hers.count(FLOAT_CENTS + paid.due_cents)
    assert state_of(keys.window).step in {"stick", "over"}, state_of(keys.window)


def a_day_by_mouse(keys: WindowKeys) -> None:
    """Open the day, sell a stamp, count, close."""
    mouse, window = Mouse(keys.window), keys.window
    assert window.view.page == "first_steps"
    by_name = {one.accessibleName().partition(" (")[0]: one for one in window.findChildren(RailButton)}
    mouse.press_at(by_name["Day"])
    mouse.press("Open the day")
    if not window.front._board.face.status().open:
        mouse.press("Open the day")
    mouse.press_at(by_name["Counter"])
    mouse.press_at(next(tile for tile in window.findChildren(Tile) if "LV_20" in f"{tile.accessibleName()} "))
    mouse.press("Cash, exact")
    mouse.press_at(by_name["Day"])
    mouse.press("Count and close")
    closing = window.findChild(ClosingPage)
    assert closing is not None
    for cents in pieces_of(PRICE_CENTS).items():
        face, number = cents
        if number:
            mouse.press_at(closing.rows._fields[face])
            mouse.press(str(number))
    for _ in range(2):
        mouse.press_at(closing._buttons["forward"])
    assert state_of(window).step in {"stick", "over"}, state_of(window)


def closed(pc: Pc, *, practice: bool) -> None:
    def look(desk: object) -> None:
        assert desk.identity.practice is practice  # type: ignore[attr-defined]
        number = day_status(desk, DAY)["number"]  # type: ignore[arg-type]
        # An exercise has been open for weeks.
        assert number == "Z-2026-0001" if not practice else number > "Z-2026-0010"

    pc.look(look, pc.practice if practice else pc.data)


def answer_by_keys(pc: Pc) -> Callable[[FirstKeys], None]:
    def scene(keys: FirstKeys) -> None:
        seen = [keys.step]
        keys.type("2")
        for answers in (
            (),
            tuple(PLACE.values()),
            ("8h-11h30", "15-18", "", "", "", "", "9:00–12:00"),
            ("Jeanne", "Sami"),
            ("Colmar Lattre", "680660"),
        ):
            keys.fill(*answers)
            assert keys.picture.problem is None, (keys.step, keys.picture.problem)
            seen.append(keys.step)
            assert "nothing is written yet" in keys.seen() and not pc.data.exists()
        pc.phrase = keys.drawn()
        for _ in range(2):
            keys.type(pc.phrase)
            keys.press("enter")
        seen.append(keys.step)
        keys.scan(f"~{keys.picture.around.trial.code}")
        assert "sends “~” first" in keys.seen() and keys.step == "scanner", "its Enter goes nowhere"
        keys.press("enter")
        seen.append(keys.step)
        assert tuple(seen) == STEPS
        assert "La Petite Loge, 68000 Colmar" in keys.seen()
        keys.tap("enter")
        keys.rest()
        assert keys.picture.made, keys.picture

    return scene


def test_by_keyboard_from_an_empty_folder_to_a_closed_first_day(pc: Pc) -> None:
    played = pc.start(answer_by_keys(pc), then=(a_day,))
    assert (played.status, played.asked) == (0, 0), "the words were typed just now"
    closed(pc, practice=False)
    settings = pc.look(lambda desk: desk.settings)
    assert (settings.desk, settings.name) == ("LPL1", "La Petite Loge")
    assert (settings.siret, settings.operators) == ("30326504500003", ("o01", "o02"))
    assert not pc.practice.exists()
    assert json.loads((pc.data / "preferences.json").read_text())["prefix"] == "~"
    # The next start asks for the words, and for nothing else.
    assert pc.start(then=(lambda _keys: None,)).asked == 1


def test_every_step_skipped_opens_an_exercise_and_its_first_day_is_closed(pc: Pc) -> None:
    def skip(keys: FirstKeys) -> None:
        for step in STEPS[:-1]:
            assert keys.step == step
            keys.press("park")
        assert keys.step == "ready" and "An exercise opens" in keys.seen()
        keys.tap("enter")
        keys.rest()

    def closes(keys: WindowKeys) -> None:
        """Somebody is still waiting, and cheques lie there: count what has to be in the drawer, and close."""
        hers = AtTheDay(keys)
        hers.press("day")
        # Visits that wait, cards and cheques to be checked, the safe and the keys to be counted: each is passed over.
        for _ in range(5):
            if state_of(keys.window).step != "count":
                hers.press("day")
        assert state_of(keys.window).step == "count", state_of(keys.window)
        cash = pc.look(lambda desk: day_status(desk, DAY)["cash"], pc.practice)
        for pieces in pieces_of(cash["expected_cents"]).values():
            keys.type(str(pieces))
            keys.press("enter")
        hers.press("day")
        assert state_of(keys.window).step in {"stick", "over"}, state_of(keys.window)

    pc.start(skip, then=(closes,))
    closed(pc, practice=True)
    assert not (pc.data / "concierge.db").exists(), "the place of the real one is free"


def test_by_the_mouse_alone(pc: Pc) -> None:
    def scene(keys: FirstKeys) -> None:
        mouse = FirstMouse(keys)
        mouse.press(kind.KINDS[1][1])
        mouse.press("Next step")
        labels = (
            "Name of the shop",
            "Legal name and form",
            "Number and street",
            "Postcode and town",
            "SIRET",
        )
        for label, text in zip(labels, PLACE.values(), strict=True):
            mouse.write(label, text)
        mouse.press("Next step")
        mouse.write("Monday, Morning", "8-12")
        mouse.press("Next step")
        mouse.write("First name, or how people call you", "Jeanne")
        mouse.press("Next step")
        mouse.press("Later")
        pc.phrase = keys.drawn()
        mouse.press("Take these words")
        mouse.write("The same words once more; then Enter", pc.phrase)
        mouse.press("Next step")
        mouse.press("Later")
        # Back to what was answered, and on again.
        mouse.press("2. The shop")
        assert keys.step == "place"
        mouse.press("7. Scanner")
        mouse.press("Later")
        assert keys.step == "ready"
        mouse.press("Open it now")
        assert keys.picture.made, keys.picture

    pc.start(scene, then=(a_day_by_mouse,))
    closed(pc, practice=False)
    assert pc.look(lambda desk: desk.settings.name) == "La Petite Loge"


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_leaving_it_writes_nothing(pc: Pc, lang: str) -> None:
    def leave(keys: FirstKeys) -> None:
        keys.type("2")
        keys.press("enter")
        keys.type(PLACE["desk.name"])

    assert pc.start(leave, lang=lang).status == 0
    assert not pc.data.exists()
