"""Sounds of success and failure; a flash where there is no sound, or none is wanted.

A sound is told to a program of the system and forgotten: nobody waits for it, and where nothing can play it the
window flashes instead and nothing else happens. The two sounds are made here, once, when the first is needed.
"""

import math
import shutil
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, TypeAlias

from PySide6.QtCore import QObject, QProcess, QTemporaryDir, Signal

Tone: TypeAlias = Literal["good", "bad"]

PLAYERS = ("pw-play", "aplay")

_RATE = 22_050
_LOUDEST = 12_000
_FADE_S = 0.008
_END_MS = 200
_NOTES: dict[Tone, tuple[tuple[int, float], ...]] = {
    "good": ((988, 0.06), (1319, 0.12)),
    "bad": ((233, 0.16), (0, 0.06), (185, 0.3)),
}
"""Hertz and seconds: two notes that rise, or two that are low and fall; zero is silence."""


class Sounds(QObject):
    """Tells the ear how it went.

    Attributes:
        flash: Tells the eye instead: ``good`` or ``bad``.
    """

    flash = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.flashes_only = False
        self._folder: QTemporaryDir | None = None
        self._players = [found for name in PLAYERS if (found := shutil.which(name)) is not None]
        self._process: QProcess | None = None
        self._tone: Tone = "good"

    def play(self, tone: Tone) -> None:
        """Tell how it went, and return at once.

        Args:
            tone: ``good`` for what was done, ``bad`` for what was not.
        """
        self._tone = tone
        file = None if self.flashes_only else self._file(tone)
        if file is None or not (_play_on_windows(file) or self._play_by_program(file)):
            self.flash.emit(tone)

    def close(self) -> None:
        """Break off what still sounds."""
        self._break_off()
        for process in self.findChildren(QProcess):
            process.waitForFinished(_END_MS)

    def _file(self, tone: Tone) -> Path | None:
        if self._folder is None:
            self._folder = QTemporaryDir()
        if not self._folder.isValid():
            return None
        file = Path(self._folder.filePath(f"{tone}.wav"))
        try:
            if not file.exists():
                write_wave(file, tone)
        except OSError:
            # A full disk has its own message: here the window flashes.
            return None
        return file

    def _play_by_program(self, file: Path) -> bool:
        self._break_off()
        if not self._players:
            return False
        process = QProcess(self)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._failed)
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        self._process = process
        process.start(self._players[0], [str(file)])
        return True

    def _break_off(self) -> None:
        # Nobody waits for its end here either: the next sound may come while this one goes.
        if self._process is not None:
            self._process.finished.disconnect(self._finished)
            self._process.errorOccurred.disconnect(self._failed)
            self._process.finished.connect(self._process.deleteLater)
            self._process.kill()
            self._process = None

    def _finished(self, status: int) -> None:
        if status:
            self._failed()
        elif self._process is not None:
            self._process.deleteLater()
            self._process = None

    def _failed(self) -> None:
        # No sound card, no daemon: it is not asked again, the next program is; this time the window flashes.
        if self._process is not None:
            self._process.deleteLater()
            self._process = None
            del self._players[:1]
            self.flash.emit(self._tone)


def write_wave(file: Path, tone: Tone) -> None:
    """Write a sound as a small wave file, whole or not at all.

    Raises:
        OSError: The disk does not take it.
    """
    import wave  # noqa: PLC0415  (a sound is made once)

    part = file.with_suffix(".part")
    with wave.open(str(part), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(_RATE)
        out.writeframes(b"".join(struct.pack("<h", sample) for sample in _samples(tone)))
    part.replace(file)


def _samples(tone: Tone) -> Iterator[int]:
    for hertz, seconds in _NOTES[tone]:
        count = int(seconds * _RATE)
        for place in range(count):
            edge = min(place, count - place) / (_FADE_S * _RATE)
            yield int(_LOUDEST * min(1.0, edge) * math.sin(2 * math.pi * hertz * place / _RATE))


if sys.platform == "win32":  # pragma: no cover: there is one on Windows only
    import winsound

    def _play_on_windows(file: Path) -> bool:
        try:
            winsound.PlaySound(str(file), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
        except RuntimeError:
            return False
        return True

else:

    def _play_on_windows(_file: Path) -> bool:
        return False
