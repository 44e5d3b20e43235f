"""What the set-up says: a sentence, a line of progress, the sentence it ends with."""

from __future__ import annotations

import re
import shutil
from typing import TextIO

BIG_MB = 5.0
"""From here on a download is told with its size: somebody waits for it."""

_IGNORED = re.compile(r"Ignoring [^:]+: markers ")
_NEXT = re.compile(r"(?:Collecting|Requirement already satisfied:) ([A-Za-z0-9._-]+)")
_SIZE = re.compile(r"\s+Downloading .*\(([\d.]+) MB\)")
_PUT_IN_PLACE = "Installing collected packages:"


class SetUpError(Exception):
    """The set-up cannot go on; the sentence says what to do."""


def say(sentence: str) -> None:
    """Write one line at once."""
    print(sentence, flush=True)


class Progress:
    """How far pip is, read from its own words: one line kept up to date, or a few lines where there is no terminal."""

    def __init__(self, total: int, stream: TextIO) -> None:
        self._total = total
        self._done = 0
        self._name = ""
        self._stream = stream
        self._live = stream.isatty()
        self._shown = 0
        self._quarters = 0

    def read(self, line: str) -> None:
        """Take one line of pip in."""
        if _IGNORED.match(line):
            self._total -= 1
        elif found := _NEXT.match(line):
            self._done = min(self._done + 1, self._total)
            self._name = found[1]
            self._show(f"  {self._done} sur {self._total} : {self._name}…")
        elif (found := _SIZE.match(line)) and float(found[1]) >= BIG_MB:
            self._show(
                f"  {self._done} sur {self._total} : {self._name} ({float(found[1]):.0f} Mo)…", worth=True
            )
        elif line.startswith(_PUT_IN_PLACE):
            self._show("  Tout est là ; mise en place…", worth=True)

    def close(self) -> None:
        """Leave the line, so that what is said next stands on its own."""
        if self._live and self._shown:
            self._stream.write("\r" + " " * self._shown + "\r")
            self._stream.flush()
            self._shown = 0

    def _show(self, text: str, *, worth: bool = False) -> None:
        if self._live:
            text = text[: shutil.get_terminal_size().columns - 1]
            self._stream.write("\r" + text.ljust(self._shown))
            self._shown = len(text)
            self._stream.flush()
            return
        quarters = self._done * 4 // self._total
        if worth or quarters > self._quarters:
            self._quarters = quarters
            self._stream.write(text + "\n")
            self._stream.flush()
