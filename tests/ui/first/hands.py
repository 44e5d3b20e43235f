"""Her hands at the window of a first start: its scene first, then those of the windows that open on the shop."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QScrollArea, QWidget

from concierge_desk.cli.frame import Invocation
from concierge_desk.cli.window import show
from concierge_desk.desk.desk import Desk, Options, open_desk
from concierge_desk.frame.first_start.state import FirstState
from concierge_desk.frame.first_start.views.phrase_step_view import PhraseStepView
from concierge_desk.frame.first_start.window import FirstWindow
from concierge_desk.signing.passphrase import NO_PASSPHRASE, PassphraseSource
from tests.ui.evening.hands import Plugged
from tests.ui.going.scenes import FAILED, LONGEST_S, TICK_MS, Played, Scene, play_scenes
from tests.ui.window.keyboard import WindowKeys

T = TypeVar("T")

PLACE = {
    "desk.name": "La Petite Loge",
    "desk.legal": "Association loi 1901",
    "desk.street": "3 rue des Lilas",
    "desk.town": "68000 Colmar",
    "desk.siret": "303 265 045 00003",
}


class FirstKeys(WindowKeys):
    """Keys at the window of a first start."""

    def __init__(self, window: FirstWindow) -> None:
        self.first = window
        self.now_ms = 100_000
        # The same keys, into another window.
        self.window = window  # type: ignore[assignment]

    @property
    def picture(self) -> FirstState:
        """What is shown."""
        return self.first.start.state

    @property
    def step(self) -> str:
        """Code of the step at hand."""
        return self.picture.step.code

    def rest(self) -> None:
        """Wait until nothing is held by the scanner, and nothing is at work."""
        # An exercise is lived meanwhile, for weeks.
        loop, end = QEventLoop(), time.monotonic() + 2 * LONGEST_S
        alarm = QTimer(interval=TICK_MS)
        alarm.start()
        while True:
            loop.processEvents()
            held = any(timer.isActive() for timer in self.first.scanner.findChildren(QTimer))
            if not held and self.first.tasks.idle and not self.picture.doing:
                loop.processEvents()
                return
            assert time.monotonic() < end, self.picture
            loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def fill(self, *texts: str) -> None:
        """Type one field after another, and go on."""
        self.type("\t".join(texts))
        self.press("enter")

    def drawn(self) -> str:
        """The words that are offered."""
        view = self.first.view.current
        assert isinstance(view, PhraseStepView)
        return view._chosen._offered.text()

    def seen(self) -> str:
        """Everything that is to be read."""
        return "\n".join(label.text() for label in self.first.findChildren(QLabel) if label.isVisible())


class FirstMouse:
    """A mouse over the window of a first start; what is typed is typed into what was pressed."""

    def __init__(self, keys: FirstKeys) -> None:
        self.keys = keys

    def press(self, words: str) -> None:
        """Press the one button that is seen and says so."""
        found = [
            one
            for one in self.keys.first.findChildren(QAbstractButton)
            if one.isVisible() and one.isEnabled() and words in one.accessibleName()
        ]
        assert len(found) == 1, (words, [one.accessibleName() for one in found])
        self.press_at(found[0])

    def write(self, name: str, text: str) -> None:
        """Press into a field by what it is spoken of as, and put a text there."""
        (line,) = (
            one
            for one in self.keys.first.findChildren(QLineEdit)
            if one.isVisible() and one.accessibleName() == name
        )
        self.press_at(line)
        assert line.hasFocus()
        line.insert(text)

    def press_at(self, part: QWidget) -> None:
        """Scroll a part into sight, and press it in its middle."""
        above = part.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(part, 0, 0)
            above = above.parentWidget()
        QApplication.processEvents()
        handle = self.keys.first.windowHandle()
        assert handle is not None
        at: QPoint = part.mapTo(self.keys.first, part.rect().center())
        QTest.mouseMove(handle, at)
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        self.keys.rest()


FirstScene = Callable[[FirstKeys], object]


@dataclass
class Pc:
    """A PC.

    Attributes:
        data: Where the real shop will lie.
        plugged: The sticks that are plugged in.
        now: What its clock says.
        phrase: Words that were chosen for the keys; empty where none were.
    """

    data: Path
    plugged: Plugged
    now: datetime
    phrase: str = field(default="", repr=False)

    @property
    def practice(self) -> Path:
        return self.data / "exercice"

    def start(self, *firsts: FirstScene, then: tuple[Scene, ...] = (), lang: str = "en") -> Played:
        """Start the program as an icon does, and play its windows: those of first starts, those of the shop."""
        frame = Invocation(data=self.data, lang=lang)
        director = _FirstDirector(firsts)

        def run() -> int:
            try:
                show(frame, frame.options, None, None)
            except SystemExit as ended:
                return int(ended.code or 0)
            raise AssertionError

        try:
            played = play_scenes(frame.options, *then, run=run, words=self.phrase)
        finally:
            director.timer.stop()
            if director.error is not None:
                raise director.error
        assert not director.scenes, "no first start was shown"
        return played

    def look(self, at: Callable[[Desk], T], data: Path | None = None) -> T:
        """Open the shop for a moment."""
        source = PassphraseSource(prompt=lambda: self.phrase) if self.phrase else NO_PASSPHRASE
        with open_desk(Options(data or self.data, passphrase=source)) as desk:
            return at(desk)


class _FirstDirector(QObject):
    """Plays a scene at each window of a first start once it rests, and closes it where the scene does not."""

    def __init__(self, scenes: tuple[FirstScene, ...]) -> None:
        super().__init__()
        self.scenes = list(scenes)
        self.error: BaseException | None = None
        self.timer = QTimer(self)
        self.timer.timeout.connect(self._tick)
        self.timer.start(TICK_MS)

    def _tick(self) -> None:
        self.timer.stop()
        for top in QApplication.topLevelWidgets():
            if isinstance(top, FirstWindow) and top.isVisible() and not top.property("looked_at"):
                top.setProperty("looked_at", True)
                self._play(top)
        self.timer.start(TICK_MS)

    def _play(self, top: FirstWindow) -> None:
        hands = FirstKeys(top)
        top.activateWindow()
        try:
            hands.rest()
            if self.scenes:
                self.scenes.pop(0)(hands)
        except FAILED as error:
            self.error = self.error or error
            self.scenes.clear()
        if top.isVisible():
            top.close()
