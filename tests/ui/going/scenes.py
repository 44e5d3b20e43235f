"""The program's windows, one after another, each with its scene: her hands at the real window, on a real store."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from concierge_desk.bootstrap.appearance import Look
from concierge_desk.bootstrap.window import run_window
from concierge_desk.desk.options import Options
from concierge_desk.domain.errors import DeskError
from concierge_desk.frame.handover_window import Meanwhile
from concierge_desk.frame.phrase_view import PhraseView
from concierge_desk.frame.window import MainWindow
from concierge_desk.pages.counter.presenter import Front
from tests.ui.window.keyboard import WindowKeys

TICK_MS = 20
LONGEST_S = 120.0

FAILED = (AssertionError, AttributeError, LookupError, RuntimeError, TypeError, OSError, DeskError)
"""What a scene may fail with: nothing of it may reach the loop of the window, which would tell her."""

Scene = Callable[[WindowKeys], object]


@dataclass
class Played:
    """What was seen on the way.

    Attributes:
        between: What the small windows said.
        asked: How often the words of the key were asked for.
        status: The program's.
    """

    between: list[str] = field(default_factory=list)
    asked: int = 0
    status: int | None = None


def texts_of(widget: QWidget) -> str:
    """Everything that is to be read on a widget now."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


class _Director(QObject):
    """Plays a scene at each window once it rests, and closes it where the scene does not."""

    def __init__(
        self,
        scenes: tuple[Scene, ...],
        played: Played,
        at_between: Callable[[Meanwhile], object],
        words: str,
    ) -> None:
        super().__init__()
        self._words = words
        self._scenes = list(scenes)
        self._played = played
        self._at_between = at_between
        self._end = time.monotonic() + LONGEST_S
        self.error: BaseException | None = None
        self.timer = QTimer(self)
        self.timer.timeout.connect(self._tick)
        self.timer.start(TICK_MS)

    def _tick(self) -> None:
        self.timer.stop()
        try:
            assert time.monotonic() < self._end, "no window comes to rest"
            self._look()
        except FAILED as error:
            self.error = self.error or error
            self._scenes.clear()
            for top in QApplication.topLevelWidgets():
                if isinstance(top, MainWindow):
                    top.going = None
                    top.close()
        self.timer.start(TICK_MS)

    def _look(self) -> None:
        for top in QApplication.topLevelWidgets():
            if not top.isVisible():
                continue
            if isinstance(top, Meanwhile) and self._is_new(top):
                self._played.between.append(texts_of(top))
                self._at_between(top)
            elif isinstance(top, MainWindow) and top.door.is_covered:
                self._answer(top.findChildren(PhraseView)[0])
            elif isinstance(top, MainWindow) and isinstance(top.front, Front) and self._is_new(top):
                hands = WindowKeys(top)
                top.activateWindow()
                hands.rest()
                if self._scenes:
                    self._scenes.pop(0)(hands)
                if top.going is None:
                    top.close()

    def _answer(self, asking: PhraseView) -> None:
        field = asking.findChildren(QLineEdit)[0]
        if asking.property("answered") or field.isReadOnly():
            return
        asking.setProperty("answered", True)
        self._played.asked += 1
        field.setText(self._words)
        field.returnPressed.emit()

    def _is_new(self, top: QWidget) -> bool:
        """Say whether a window was not looked at yet: by a mark on it, for the next one may lie where it lay."""
        new = not top.property("looked_at")
        if new:
            top.setProperty("looked_at", True)
            # Each has its time, however many came before it.
            self._end = time.monotonic() + LONGEST_S
        return new


def play_scenes(
    options: Options,
    *scenes: Scene,
    at_between: Callable[[Meanwhile], object] = lambda _window: None,
    run: Callable[[], int] | None = None,
    words: str = "",
) -> Played:
    """Run the program, one scene for each of its windows; a window whose scene leads nowhere is closed.

    Args:
        options: How the desk is opened.
        scenes: What is done at each window.
        at_between: Done at each small window between two of them.
        run: Runs it; the desk's window by default.
        words: What is typed where the words of the key are asked for.
    """
    played = Played()
    director = _Director(scenes, played, at_between, words)
    try:
        played.status = run_window(options, Look("fr")) if run is None else run()
    finally:
        director.timer.stop()
    if director.error is not None:
        raise director.error
    assert not director._scenes, "a window did not come"
    return played
