"""Document -> ESC/POS, as a printer of rolls takes it: lines of text, codes it draws itself, a cut.

The layout is that of `printing.text`: what stands where is decided once.

Source: docs/contract.md, "Documents"; docs/requirements.md, R-1.13 (practice), R-1.21
(duplicates); decision 0025.
"""

import logging
import os
import shutil
from collections.abc import Callable
from functools import cache, singledispatch
from typing import Any

from concierge_desk.domain.document import (
    ROLLS,
    Barcode,
    Block,
    Display,
    Document,
    Heading,
    Pair,
    Paragraph,
)
from concierge_desk.printing.codepage import PAGE, encoded, writable
from concierge_desk.printing.layout import wrap
from concierge_desk.printing.text import WIDTHS, Passage, cleaner, passages

_DOTS = 12
"""Across a letter of the printer's own font, in which a line is as long as our text is wide."""

_BARS_HEIGHT = 112
"""Dots: 14 mm, as on the PDF."""
_BARS_WIDTHS = (3, 2)
"""Dots of a module, the coarsest first: two are a quarter of a millimetre."""
_BARS_MODULES, _BARS_AROUND = 11, 55
"""Modules of a letter of Code 128; of its start, check, stop and both quiet zones."""

_SQUARE_WIDTH = 5
"""Dots of a module: with its quiet zone, the largest code that a document may hold is not wider than a roll of 58 mm."""
_SQUARE_LEVEL_M = 1

_THEIRS = "ESCPOS_CAPABILITIES_PICKLE_DIR"
"""Names a folder that the library is to use."""

_LARGEST = 6
"""Times the size of a letter, for what is read from two metres."""

FILLING = bytes(3_200)
"""Goes ahead of a paper where the one before it broke off: a command that was cut off in its middle takes what comes next for its
rest, be it the mark of a duplicate. As long as the longest, a line that is drawn; a printer that waits for none passes NUL over.
"""


def to_escpos(document: Document) -> bytes:
    """Return a document of a roll as a printer takes it; the same bytes at any time.

    Raises:
        ValueError: For a document that is not on a roll.

    Source: docs/contract.md, "Documents"; docs/requirements.md, R-1.13, R-1.21.
    """
    if document.paper not in ROLLS.values():
        raise ValueError(f"not on a roll: {document.paper}")
    clean, limit = cleaner(document.language), WIDTHS[document.paper]
    paper = _Sent(dummy()(), limit)
    for passage in passages(document, limit, lambda text: writable(clean(text))):
        if passage.block is None:
            paper.lines(passage.lines, bold=True)
        else:
            _send(passage.block, passage, paper)
    return paper.ended()


class _Sent:
    """What is sent so far: every change of the letters is taken back where it ends."""

    def __init__(self, roll: Any, limit: int) -> None:
        self._roll = roll
        self.limit = limit
        roll.hw("INIT")
        roll.charcode(PAGE)

    def lines(self, lines: tuple[str, ...], *, bold: bool = False, tall: bool = False) -> None:
        """Write lines; taller ones are as wide as the others, so that amounts stay where they stand."""
        if tall:
            self._roll.set(custom_size=True, width=1, height=2)
        if bold:
            self._roll.set(bold=True)
        for line in lines:
            self._line(line.rstrip(), bold=bold, tall=tall)
        if bold:
            self._roll.set(bold=False)
        if tall:
            self._roll.set(custom_size=True, width=1, height=1)

    def display(self, text: str) -> None:
        """Write a few letters as large as the paper allows."""
        times = max(1, min(_LARGEST, self.limit // max(1, len(text))))
        self._roll.set(custom_size=True, width=times, height=times, align="center")
        for line in wrap(text, self.limit // times, len):
            self._line(line)
        self._roll.set(custom_size=True, width=1, height=1, align="left")

    def code(self, data: str) -> None:
        """Let the printer draw a code: bars where they are not too fine, else a square."""
        modules = _BARS_MODULES * len(data) + _BARS_AROUND
        room = self.limit * _DOTS
        width = next((width for width in _BARS_WIDTHS if width * modules <= room), None)
        if width is None:
            self._roll.set(align="center")
            self._roll.qr(data, ec=_SQUARE_LEVEL_M, size=_SQUARE_WIDTH, native=True)
        else:
            self._roll.bars(data, width)
        self._roll.ln()
        self._roll.set(align="left")

    def _line(self, line: str, *, bold: bool = False, tall: bool = False) -> None:
        sent = encoded(line)
        if sent is not None:
            self._roll.textln(sent)
            return
        # Few papers have such a line.
        from concierge_desk.printing.raster import drawn_line  # noqa: PLC0415

        self._roll.image(drawn_line(line, bold=bold, tall=tall), impl="bitImageRaster")

    def ended(self) -> bytes:
        """Cut the paper, and return all that is sent."""
        self._roll.cut()
        sent: bytes = self._roll.output
        return sent


@singledispatch
def _send(_block: Block, passage: Passage, paper: _Sent) -> None:
    """Send a block, as its lines say it."""
    paper.lines(passage.lines)


@_send.register
def _heading(_block: Heading, passage: Passage, paper: _Sent) -> None:
    paper.lines(passage.lines, bold=True)


@_send.register
def _sentence(block: Paragraph, passage: Passage, paper: _Sent) -> None:
    paper.lines(passage.lines, bold=block.emphasis, tall=block.size == "large")


@_send.register
def _pair(block: Pair, passage: Passage, paper: _Sent) -> None:
    paper.lines(passage.lines, bold=block.strong, tall=block.size == "large")


@_send.register
def _display(_block: Display, passage: Passage, paper: _Sent) -> None:
    paper.display(" ".join(line.strip() for line in passage.lines))


@_send.register
def _barcode(block: Barcode, _passage: Passage, paper: _Sent) -> None:
    paper.code(block.data)
    for number, caption in enumerate(block.captions):
        lines = wrap(writable(caption), paper.limit, len)
        paper.lines(tuple(line.center(paper.limit) for line in lines), bold=number == 0)


@cache
def dummy() -> Callable[[], Any]:
    """Return the library's printer that keeps what it is sent; what importing it leaves behind is taken away again."""
    root = logging.getLogger()
    before = list(root.handlers)
    from escpos import capabilities  # noqa: PLC0415  (half a second; the first paper needs it)
    from escpos.printer import Dummy  # noqa: PLC0415

    # It sets up logging for the whole program, and a folder of its own in that of the system's temporary files.
    # One that somebody named for it is theirs.
    for handler in [handler for handler in root.handlers if handler not in before]:
        root.removeHandler(handler)
    if _THEIRS not in os.environ:
        shutil.rmtree(capabilities.pickle_dir, ignore_errors=True)

    class Roll(Dummy):  # type: ignore[misc]
        """Keeps what it is sent."""

        def bars(self, data: str, width: int) -> None:
            # Its `barcode` prints a sentence for programmers where ours prints answers.
            escaped = data.replace("{", "{{")
            self._hw_barcode(f"{{B{escaped}", "CODE128", _BARS_HEIGHT, width, "OFF", function_type="B")

    return Roll
