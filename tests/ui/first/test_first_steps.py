"""First steps in a new shop, in the real window: each done by keys alone and by mouse alone, put off, kept over a restart."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from concierge_desk.domain.recovery import sheet_lines
from concierge_desk.frame.window import MainWindow
from concierge_desk.jobs import first_steps
from concierge_desk.jobs.copies import recovery
from concierge_desk.pages.preferences.devices_view import TRIAL as TRIAL_PAGE
from concierge_desk.paths import DataFolder, first_steps_file
from concierge_desk.ui.kit.tokens import THEMES
from concierge_desk.ui.page.answer_line import AnswerLine
from tests.printer.roll_printer import RollPrinter, roll_printer
from tests.ui.evening.hands import PASSPHRASE
from tests.ui.first.hands import PLACE, FirstKeys, Pc
from tests.ui.going.scenes import texts_of
from tests.ui.pages import presenter
from tests.ui.shell.geometry import cut
from tests.ui.window.at_the_day import AtTheDay
from tests.ui.window.conftest import Hers
from tests.ui.window.keyboard import WindowKeys, wait_quiet
from tests.ui.window.mouse import Mouse
from tests.ui.window.test_printer import chip_of
from tests.ui.window.trial import until_asked

PAGE = "first_steps"
SIZES = ((1280, 800), (1366, 768))
CODES = (
    "hours",
    "people",
    "relay.office",
    "day",
    "printer",
    "scanner",
    "relay.tariff",
    "relay.parcels",
    "relay.stock",
)
CODES += ("copy", "sheet", "icon")
PARCEL = "6A15602676300"
TRIAL, TYPED_ELSEWHERE = "AQWZ-1234567890", "QAZW)&é\"'(-è_çà"
"""The code on the screen, and what its keys write where the keyboard is another one."""


@pytest.fixture(autouse=True)
def _no_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each key come three seconds after the one before: nothing is pressed twice by mistake."""
    assert MainWindow.__init__.__kwdefaults__ is not None
    monkeypatch.setitem(MainWindow.__init__.__kwdefaults__, "monotonic", Hers())


@pytest.fixture
def printer() -> Iterator[RollPrinter]:
    with roll_printer() as lent:
        yield lent


@pytest.fixture
def identities(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What opens the copies, as soon as the sheet is drawn: it lies on the printed paper, and nowhere else."""
    found: list[str] = []
    drawn = recovery.recovery_sheet

    def draw(identity: str, *told: Any) -> Any:
        found.append(identity)
        return drawn(identity, *told)

    monkeypatch.setattr(recovery, "recovery_sheet", draw)
    return found


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folders of this user."""
    for name, folder in (
        ("XDG_DATA_HOME", "share"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_DESKTOP_DIR", "bureau"),
    ):
        monkeypatch.setenv(name, str(tmp_path / "home" / folder))
    return tmp_path / "home"


def sparing(pc: Pc) -> Callable[[FirstKeys], None]:
    """Answer what no shop can be without, and leave the rest for later."""

    def scene(keys: FirstKeys) -> None:
        keys.type("2")
        keys.fill()
        keys.fill(*PLACE.values())
        for step in ("week", "people", "office"):
            assert keys.step == step
            keys.press("park")
        pc.phrase = PASSPHRASE
        for _ in range(2):
            keys.type(PASSPHRASE)
            keys.press("enter")
        keys.press("park")
        assert keys.step == "ready"
        keys.tap("enter")
        keys.rest()

    return scene


class Steps:
    """Her hands at the page of the first steps."""

    def __init__(self, keys: WindowKeys) -> None:
        self.keys, self.window = keys, keys.window

    @property
    def state(self) -> Any:
        return presenter(self.window, PAGE).state

    @property
    def left(self) -> list[str]:
        return [row.code for row in self.state.rows if not row.done]

    @property
    def told(self) -> str:
        return "" if self.state.told is None else str(self.state.told.text)

    def until(self, what: Callable[[], bool]) -> None:
        """Turn until something is so that comes from outside."""
        for _ in range(1_500):
            if what():
                return
            QTest.qWait(20)
        raise AssertionError(texts_of(self.window))

    def printed(self, once_more: Callable[[], object]) -> None:
        """Wait for the trial page."""
        trial = self.window.covers.preferences.questions.trial
        until_asked(trial, self.until, once_more)
        assert "Line 1" in trial._words.text()

    def to(self, code: str) -> None:
        """Go to the page, and down or up to a step."""
        if self.window.view.page != PAGE:
            self.keys.press("help")
            self.keys.type("2")
        assert self.window.view.page == PAGE
        places = {row.code: place for place, row in enumerate(self.state.rows)}
        for _ in range(abs(by := places[code] - places[self.state.chosen])):
            self.keys.press("down" if by > 0 else "up")
        assert self.state.chosen == code

    def go(self, code: str) -> None:
        """Go to a step, and from there to where it is done."""
        self.to(code)
        self.keys.press("enter")

    def answer(self, *answers: str) -> None:
        """Begin the act of the card that is chosen, and answer what it asks."""
        self.keys.press("slash")
        for text in answers:
            self.keys.type(text)
            self.keys.press("enter")

    def group(self, identity: str, place: int) -> str:
        """Read a group that is asked for from the paper, as it may be typed."""
        asked = self.state.asked[place]
        return sheet_lines(identity)[asked.line - 1].split()[asked.place - 1].lower()


def settings_and_first_day(steps: Steps) -> None:
    keys = steps.keys
    assert tuple(row.code for row in steps.state.rows) == CODES
    assert steps.left == [code for code in CODES if code != "relay.tariff"], "prices came with the program"
    assert (steps.state.chosen, steps.window.view.page) == ("hours", PAGE), "it opened by itself"
    steps.go("hours")
    assert steps.window.view.page == "settings"
    steps.answer("25/11/2026", "8-12", *["8:00-11:30"] * 4, "9-12", "-")
    steps.go("people")
    steps.answer("Jeanne")
    steps.go("relay.office")
    steps.answer("Colmar Lattre", "680660")
    steps.to("day")
    assert steps.left[0] == "day"
    keys.press("slash")
    assert "seen by what was done" in steps.told
    steps.go("day")
    assert steps.window.view.page == "day"
    AtTheDay(keys).open_day(10_000)


def what_hangs_on_this_pc(steps: Steps, printer: RollPrinter) -> None:
    keys = steps.keys
    steps.go("printer")
    preferences = steps.window.covers.preferences
    assert preferences.is_open and preferences.questions.standing is preferences.questions.printer
    keys.type("1")
    keys.type(printer.typed)
    keys.press("enter")
    steps.until(lambda: chip_of(steps.window) == "Printer: ready")
    keys.press("f5")
    steps.printed(lambda: keys.type("3"))
    keys.type("11111")
    keys.press("escape")
    keys.press("escape")
    steps.to("scanner")
    keys.scan(TRIAL)
    assert steps.state.heard == {"same"} and "sign for sign" in steps.state.verdict[0]
    keys.scan(TYPED_ELSEWHERE)
    assert "scanner" not in steps.left, steps.state.verdict
    assert steps.window.view.page == PAGE, "its Enter goes nowhere"


def what_is_here(steps: Steps) -> None:
    keys = steps.keys
    steps.go("relay.parcels")
    assert keys.state.mode == "arrivals"
    AtTheDay(keys).play(
        {
            "do": "relay.receive",
            "tracking": PARCEL,
            "shelf": "A1",
            "addressee": {"name": "Mme Kessler"},
            "presented_day": "2026-11-25",
        }
    )
    steps.go("relay.stock")
    assert steps.window.view.is_home and keys.state.offers[0].acts[0].do == "relay.stock_count"
    keys.press("slash")
    keys.type("40")
    keys.press("enter")
    steps.to("relay.stock")
    assert steps.left == ["copy", "sheet", "icon"]


def a_copy_and_its_sheet(steps: Steps, identities: list[str]) -> None:
    keys = steps.keys
    steps.go("sheet")
    assert steps.state.chosen == "copy" and "first copy" in steps.told
    keys.press("enter")
    assert steps.window.view.page == "copies"
    keys.press("slash")
    for _ in range(2):
        keys.type(PASSPHRASE)
        keys.press("enter")
    steps.to("copy")
    assert "copy" in steps.left and "Is it good?" in steps.state.row.told
    keys.press("enter")
    keys.press("f5")
    keys.type(PASSPHRASE)
    keys.press("enter")
    assert presenter(steps.window, "copies").state.looked.tone == "good"
    steps.go("sheet")
    assert "copy" not in steps.left and steps.state.question == "words"
    type_words(steps, "d'autres mots que ceux-ci")
    assert steps.state.question == "words" and steps.told and steps.state.shown is None
    type_words(steps, PASSPHRASE)
    assert steps.state.shown is not None and Path(steps.state.shown).is_file() and steps.window.covers.is_open
    shown = Path(steps.state.shown)
    keys.press("escape")
    assert steps.state.shown is None and not shown.exists() and steps.state.question == "groups"
    (identity,) = identities
    for text in ("QQQQ", steps.group(identity, 1)):
        keys.type(text)
        keys.press("enter")
    assert "not what the sheet says" in steps.told and "sheet" in steps.left
    first = steps.window.pages.bound[PAGE].view._asides["sheet"]._groups[0]
    first.setFocus()
    first.selectAll()
    keys.type(steps.group(identity, 0))
    keys.press("enter")
    keys.press("enter")
    assert "Both are right" in steps.told and steps.left == ["icon"]


def type_words(steps: Steps, words: str) -> None:
    line = steps.window.pages.bound[PAGE].view._asides["sheet"]._words
    assert line.hasFocus()
    steps.keys.type(words)
    steps.keys.press("enter")


def an_icon(steps: Steps, home: Path) -> None:
    keys = steps.keys
    steps.to("icon")
    keys.type("2")
    keys.press("enter")
    entries = list(home.rglob("*.desktop"))
    assert {path.parent.name for path in entries} == {"applications", "bureau", "autostart"}
    assert all("Name=La Petite Loge" in path.read_text() for path in entries)
    assert steps.left == [] and steps.state.icon.made and steps.state.icon.starts
    keys.type("2")
    keys.type("1")
    assert not list(home.rglob("*.desktop")) and steps.left == ["icon"]
    keys.type("1")


def reminded(window: Any) -> list[str]:
    """What the list of the morning says of the steps."""
    return [one.places for one in window.front._board.face.status().today if one.service == PAGE]


def test_each_step_is_done_by_keys_alone(
    pc: Pc, printer: RollPrinter, identities: list[str], home: Path, tmp_path: Path
) -> None:
    (tmp_path / "CLE").mkdir()

    def scene(keys: WindowKeys) -> None:
        steps = Steps(keys)
        assert PAGE in keys.window.view.rail._buttons and reminded(keys.window)
        settings_and_first_day(steps)
        what_hangs_on_this_pc(steps, printer)
        what_is_here(steps)
        pc.plugged.sticks.append(tmp_path / "CLE")
        a_copy_and_its_sheet(steps, identities)
        an_icon(steps, home)
        assert not reminded(keys.window)

    def later(keys: WindowKeys) -> None:
        assert PAGE not in keys.window.view.rail._buttons and keys.window.view.is_home
        steps = Steps(keys)
        steps.to("icon")
        assert steps.left == [] and not reminded(keys.window)

    pc.start(sparing(pc), then=(scene,))
    assert first_steps.read(DataFolder(pc.data)).over
    pc.start(then=(later,))


def test_what_is_put_off_is_offered_again(pc: Pc) -> None:
    def puts_off(keys: WindowKeys) -> None:
        steps = Steps(keys)
        keys.press("f8")
        assert steps.state.chosen == "people" and "another day" in steps.told
        while steps.state.chosen in steps.left and not steps.state.row.later:
            keys.press("f8")
        assert all(row.done or row.later for row in steps.state.rows) and not reminded(keys.window)

    def next_day(keys: WindowKeys) -> None:
        (named,) = reminded(keys.window)
        assert named.startswith("The hours")
        steps = Steps(keys)
        steps.to("printer")
        keys.press("slash")
        assert "printer" not in steps.left
        keys.press("slash")
        assert "printer" in steps.left, "taken back"
        keys.press("slash")

    def kept(keys: WindowKeys) -> None:
        steps = Steps(keys)
        steps.to("printer")
        assert "printer" not in steps.left and steps.left[0] == "hours"

    pc.start(sparing(pc), then=(puts_off,))
    pc.now = pc.now + timedelta(days=1)
    pc.start(then=(next_day,))
    pc.start(then=(kept,))


def test_a_file_that_makes_no_sense_reminds_of_nothing(pc: Pc) -> None:
    pc.start(sparing(pc), then=(lambda _keys: None,))
    place = first_steps_file(DataFolder(pc.data))
    for told in ("{", "[]", json.dumps({"begun": True}), "x" * 30_000):
        place.write_text(told)

        def scene(keys: WindowKeys) -> None:
            assert not reminded(keys.window)
            steps = Steps(keys)
            steps.to("icon")
            assert "icon" in steps.left

        pc.start(then=(scene,))


class MouseSteps(Steps):
    """The same with a mouse; what is typed is put into the field that was pressed."""

    def __init__(self, keys: WindowKeys) -> None:
        super().__init__(keys)
        self.mouse = Mouse(self.window)

    def to(self, code: str) -> None:
        """Press the page in the rail, then the step in its list."""
        if self.window.view.page != PAGE:
            self.mouse.press_at(self.window.view.rail._buttons[PAGE])
        listed = self.page._list
        place = [row.code for row in self.state.rows].index(code)
        index = listed.model().index(place, 0)
        listed.scrollTo(index)
        self.mouse.press_at(listed.viewport(), listed.visualRect(index).center())
        assert self.state.chosen == code

    def go(self, code: str) -> None:
        """Press the step, and what leads to where it is done."""
        self.to(code)
        self.mouse.press(self.state.row.go)

    @property
    def page(self) -> Any:
        return self.window.pages.bound[PAGE].view

    def write(self, line: QLineEdit, text: str) -> None:
        """Press into a field, where it has not the keyboard yet, and put a text there."""
        for _ in range(3):
            # What is said of words moves the line below them a moment after they were typed.
            if not line.hasFocus():
                self.mouse.press_at(line)
        assert line.hasFocus()
        line.insert(text)
        wait_quiet(self.window)

    def answer(self, *answers: str) -> None:
        """Press the first act of the card that is shown, and answer what it asks."""
        settings = self.window.pages.bound["settings"]
        self.mouse.press(settings.presenter.state.offer.acts[0].label, settings.view)
        for text in answers:
            line = settings.view.findChild(AnswerLine)
            line.clear()
            self.write(line, text)
            optional = settings.presenter.state.asking.ask.optional
            self.mouse.press("Confirm, or leave out" if optional else "Confirm", settings.view)


def of_the_shop_by_mouse(steps: MouseSteps) -> None:
    mouse = steps.mouse
    steps.go("hours")
    steps.answer("25/11/2026", "8-12", *["8:00-11:30"] * 5, "-")
    steps.go("people")
    steps.answer("Jeanne")
    steps.go("relay.office")
    steps.answer("Colmar Lattre", "680660")
    steps.go("day")
    for _ in range(2):
        if not steps.window.front._board.face.status().open:
            mouse.press("Open the day")
    for code in ("relay.parcels", "relay.stock"):
        steps.to(code)
        mouse.press("It is done", steps.page)
        assert code not in steps.left


def of_the_pc_by_mouse(steps: MouseSteps, printer: RollPrinter, home: Path) -> None:
    mouse = steps.mouse
    steps.go("printer")
    preferences = steps.window.covers.preferences
    choice = preferences.questions.printer
    # What the system knows is listed once it was looked for.
    steps.until(choice._told.isVisible)
    mouse.press_at(choice.choices.widget(0))
    steps.write(preferences.questions.address._field, printer.typed)
    mouse.press("Keep it")
    steps.until(lambda: chip_of(steps.window) == "Printer: ready")
    mouse.press_at(preferences.devices.button(TRIAL_PAGE))
    trial = preferences.questions.trial
    steps.printed(lambda: mouse.press("Print it once more", trial))
    for _ in range(5):
        mouse.press("1. Yes", trial)
    mouse.press("Back", trial)
    mouse.press("Back", preferences)
    steps.to("scanner")
    steps.keys.scan(TRIAL)
    mouse.press("It is done", steps.page)
    steps.to("icon")
    mouse.press("Put an icon on the desktop")
    mouse.press("Start it with the PC")
    assert len(list(home.rglob("*.desktop"))) == 3


def of_the_copies_by_mouse(steps: MouseSteps, identities: list[str]) -> None:
    mouse = steps.mouse
    steps.go("copy")
    copies = steps.window.pages.bound["copies"].view
    mouse.press("Make a copy now", copies)
    chosen = copies._asides["words"]._chosen
    steps.write(chosen._words, PASSPHRASE)
    steps.write(chosen._again, PASSPHRASE)
    mouse.press("Go on", copies)
    # What it told moves the buttons below a moment later.
    for _ in range(3):
        if presenter(steps.window, "copies").state.aside == "copy":
            mouse.press("Is it good?", copies)
    steps.write(copies._asides["words"]._words, PASSPHRASE)
    mouse.press("Go on", copies)
    steps.go("sheet")
    aside = steps.page._asides["sheet"]
    steps.write(aside._words, PASSPHRASE)
    mouse.press("Go on", steps.page)
    mouse.press("Back", steps.window.covers.paper)
    for place, line in enumerate(aside._groups):
        steps.write(line, steps.group(identities[0], place))
    mouse.press("Go on", steps.page)


def test_each_step_is_done_by_the_mouse_alone(
    pc: Pc, printer: RollPrinter, identities: list[str], home: Path, tmp_path: Path
) -> None:
    (tmp_path / "CLE").mkdir()

    def scene(keys: WindowKeys) -> None:
        steps = MouseSteps(keys)
        of_the_shop_by_mouse(steps)
        of_the_pc_by_mouse(steps, printer, home)
        assert steps.left == ["copy", "sheet"]
        pc.plugged.sticks.append(tmp_path / "CLE")
        of_the_copies_by_mouse(steps, identities)
        assert steps.left == []

    pc.start(sparing(pc), then=(scene,))


def test_nothing_is_cut_in_any_theme_and_size(pc: Pc, dress: Callable[..., None]) -> None:
    def scene(keys: WindowKeys) -> None:
        steps = Steps(keys)
        for theme, scale in product(THEMES, (1.0, 2.0)):
            dress(theme, scale)
            for width, height in SIZES:
                steps.window.resize(width, height)
                for row in steps.state.rows:
                    presenter(steps.window, PAGE).choose(row.code)
                    wait_quiet(steps.window)
                    for _ in range(5):
                        # A long text is laid out once its height is known.
                        QApplication.processEvents()
                    assert cut(steps.window) == [], (theme, scale, width, row.code)

    pc.start(sparing(pc), then=(scene,), lang="fr")
