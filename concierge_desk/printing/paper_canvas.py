"""The canvas of a paper: reportlab's own, which takes all texts of a page, or many boxes, at one go.

What is written is what reportlab writes, byte for byte. It asks how wide each text is, looks each letter of it up and
formats each number anew, though places and letters come again on every line: here each is made once.

Source: docs/contract.md, "Budgets"; https://opensource.adobe.com/dc-acrobat-sdk-docs/pdfstandards/PDF32000_2008.pdf
(7.4.3 the filter, 8.5 paths, 9.4 texts).
"""

import base64
import io
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, TypeAlias

from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import (
    PDFDocument,
    PDFStream,
    PDFStreamFilterBase85Encode,
    PDFZCompress,
    escapePDF,
)
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from concierge_desk.domain.override import override
from concierge_desk.paths import resource
from concierge_desk.printing.bands import Box, TextRun

Placed: TypeAlias = tuple[float, float, TextRun]
"""A text with its left end and its baseline, in points from the lower left corner of the page."""

_LEADING = 1.2
"""Of a size; reportlab tells it with every font."""


class PaperCanvas(Canvas):
    """A canvas that writes many texts, and many boxes, at one go."""

    def __init__(self, **made_as: Any) -> None:
        """Begin a file that nothing of is on a disk; the arguments are reportlab's."""
        super().__init__(None, **made_as)
        self._fonts: dict[str, _Letters] = {}

    def write(self, texts: Iterable[Placed]) -> None:
        """Write texts, each at its place."""
        code = ["BT 1 0 0 1 0 0 Tm"]
        looks: tuple[str, float, float] | None = None
        subset = ""
        for x, y, run in texts:
            if looks != (run.font, run.size, run.grey):
                looks = run.font, run.size, run.grey
                subset = ""
                code.append(f"{_number(run.grey)} g")
            code.append(f"1 0 0 1 {_number(x)} {_number(y)} Tm")
            for name, text in self._written(run):
                if name != subset:
                    subset = name
                    code.append(f"{name} {_number(run.size)} Tf {_number(run.size * _LEADING)} TL")
                code.append(f"({text}) Tj")
        self.addLiteral(" ".join([*code, "ET"]))

    def fill(self, boxes: Iterable[Box], grey: float) -> None:
        """Fill boxes at one go: left and bottom from the page's lower left corner, width, height.

        Not by the even-odd rule, which would leave the corners of a frame white.
        """
        path = [f"{' '.join(map(_number, box))} re" for box in boxes]
        self.addLiteral(f"{_number(grey)} g\n{' '.join(['n', *path]) if path else ''}\nf")

    def show(self, name: str, box: Box) -> None:
        """Show a picture of the resources in a box: left and bottom from the page's lower left corner, width, height."""
        # Loaded by the first picture: most papers have none.
        from reportlab.lib.utils import ImageReader  # noqa: PLC0415

        self.drawImage(ImageReader(io.BytesIO(resource(name))), *box)

    def end_page(self) -> None:
        """End the page; what is written next stands on the next one."""
        self.showPage()
        page = self._doc.Pages.pages[-1]
        page.Contents = PDFStream(content=page.stream, filters=[_BASE85, PDFZCompress])

    def _written(self, run: TextRun) -> Iterable[tuple[str, str]]:
        letters = self._fonts.get(run.font)
        if letters is None:
            letters = self._fonts[run.font] = _Letters(pdfmetrics.getFont(run.font), self._doc)
        return letters.written(run.text)


class _Letters(dict[int, str]):
    """Letters of a font, as the texts of one file name them: in subsets of 255, of which most need the first alone."""

    def __init__(self, font: TTFont, document: PDFDocument) -> None:
        """Begin with none: a letter has its place from its first text on."""
        super().__init__()
        self._font, self._document = font, document
        self._names: dict[int, str] = {}

    def written(self, text: str) -> Iterable[tuple[str, str]]:
        """Return a text piece by piece: the name of the subset that its letters are in, and what names them."""
        try:
            written = text.translate(self)
        except _Further:
            return [(self._name(subset), escapePDF(codes)) for subset, codes in self._split(text)]
        return ((self._names.get(0) or self._name(0), written),)

    def _name(self, subset: int) -> str:
        if subset not in self._names:
            self._names[subset] = self._font.getSubsetInternalName(subset, self._document)
        return self._names[subset]

    def _split(self, text: str) -> list[tuple[int, bytes]]:
        return self._font.splitString(text, self._document)

    def __missing__(self, point: int) -> str:
        ((subset, codes),) = self._split(chr(point))
        if subset:
            raise _Further
        name = self[point] = escapePDF(codes)
        return name


class _Further(Exception):
    """A letter is in a further subset."""


class _Base85(PDFStreamFilterBase85Encode):
    """The filter that pages go through last; the standard library's takes half the time for the same bytes."""

    @override
    def encode(self, text: bytes) -> str:
        return f"{base64.a85encode(text).decode()}~>"


_BASE85 = _Base85()


@lru_cache(maxsize=8192)
def _number(number: float) -> str:
    """Return a number as reportlab writes it."""
    return fp_str(number)
