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
from concierge_desk.printing.codepage import USUAL, CodePage, Letters, encoded, page_of, writable
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


def to_escpos(document: Document, letters: Letters = "auto") -> bytes:
    """Return a document of a roll as a printer takes it; the same bytes at any time.

    Args:
        document: On a roll.
        letters: How its letters go out.

    Raises:
        ValueError: For a document that is not on a roll.

    Source: docs/contract.md, "Documents"; docs/requirements.md, R-1.13, R-1.21.
    """
    if document.paper not in ROLLS.values():
        raise ValueError(f"not on a roll: {document.paper}")
    clean, limit = cleaner(document.language), WIDTHS[document.paper]
    page = page_of(letters)
    paper = SentPaper(dummy()(), limit, page)
    for passage in passages(document, limit, lambda text: writable(clean(text), page or USUAL)):
        if passage.block is None:
            # What stands on each page is laid out as it is.
            paper.lines(tuple(writable(line, page or USUAL) for line in passage.lines), bold=True)
        else:
            _send(passage.block, passage, paper)
    return paper.ended()


class SentPaper:
    """What is sent so far: every change of the letters is taken back where it ends."""

    def __init__(self, roll: Any, limit: int, page: CodePage | None) -> None:
        self._roll = roll
        self._page = page
        self.limit = limit
        roll.hw("INIT")
        roll.charcode((page or USUAL).name)

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
            self._line(line, times=times)
        self._roll.set(custom_size=True, width=1, height=1, align="left")

    def code(self, data: str) -> None:
        """Let the printer draw a code: bars where they are not too fine, else a square."""
        modules = _BARS_MODULES * len(data) + _BARS_AROUND
        room = self.limit * _DOTS
        width = next((width for width in _BARS_WIDTHS if width * modules <= room), None)
        if width is None:
            self.square(data)
            return
        self._roll.bars(data, width)
        self._roll.line()
        self._roll.set(align="left")

    def square(self, data: str) -> None:
        """Let the printer draw a square code."""
        self._roll.set(align="center")
        self._roll.qr(data, ec=_SQUARE_LEVEL_M, size=_SQUARE_WIDTH, native=True)
        self._roll.line()
        self._roll.set(align="left")

    def turn_to(self, page: CodePage | None) -> None:
        """Write the next lines in another page; draw them where it is None."""
        self._page = page
        if page is not None:
            self._roll.charcode(page.name)

    def picture(self, picture: Any) -> None:
        """Print a picture, a dot of it a dot of the paper."""
        self._roll.image(picture, impl="bitImageRaster")

    def captions(self, captions: tuple[str, ...]) -> None:
        """Write what stands below a code, in the middle."""
        for number, caption in enumerate(captions):
            lines = wrap(writable(caption, self._page or USUAL), self.limit, len)
            self.lines(tuple(line.center(self.limit) for line in lines), bold=number == 0)

    def _line(self, line: str, *, bold: bool = False, tall: bool = False, times: int = 1) -> None:
        sent = None if self._page is None else encoded(line, self._page)
        if self._page is None and not line.strip():
            sent = ""
        if sent is not None:
            self._roll.line(sent.encode((self._page or USUAL).encoding))
            return
        # Few papers have such a line.
        from concierge_desk.printing.raster import drawn_line  # noqa: PLC0415

        drawn = drawn_line(line, bold=bold, tall=tall)
        if times > 1:
            drawn = drawn.resize((drawn.width * times, drawn.height * times))
        self._roll.image(drawn, impl="bitImageRaster")

    def ended(self) -> bytes:
        """Cut the paper, and return all that is sent."""
        self._roll.cut()
        sent: bytes = self._roll.output
        return sent


@singledispatch
def _send(_block: Block, passage: Passage, paper: SentPaper) -> None:
    """Send a block, as its lines say it."""
    paper.lines(passage.lines)


@_send.register
def _heading(_block: Heading, passage: Passage, paper: SentPaper) -> None:
    paper.lines(passage.lines, bold=True)


@_send.register
def _sentence(block: Paragraph, passage: Passage, paper: SentPaper) -> None:
    paper.lines(passage.lines, bold=block.emphasis, tall=block.size == "large")


@_send.register
def _pair(block: Pair, passage: Passage, paper: SentPaper) -> None:
    paper.lines(passage.lines, bold=block.strong, tall=block.size == "large")


@_send.register
def _display(_block: Display, passage: Passage, paper: SentPaper) -> None:
    paper.display(" ".join(line.strip() for line in passage.lines))


@_send.register
def _barcode(block: Barcode, _passage: Passage, paper: SentPaper) -> None:
    paper.code(block.data)
    paper.captions(block.captions)


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

        def line(self, letters: bytes = b"") -> None:
            # In the page that was turned to last: its `textln` asks of each letter which page has it, and takes
            # as long as all the rest of a paper.
            self._raw(letters + b"\n")

        def bars(self, data: str, width: int) -> None:
            # Its `barcode` prints a sentence for programmers where ours prints answers.
            escaped = data.replace("{", "{{")
            self._hw_barcode(f"{{B{escaped}", "CODE128", _BARS_HEIGHT, width, "OFF", function_type="B")

    return Roll
