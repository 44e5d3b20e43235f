from typing import IO

from reportlab.pdfbase.pdfdoc import PDFDocument

class TTFontFace:
    charToGlyph: dict[int, int]
    charWidths: dict[int, float]
    defaultWidth: float

class TTFont:
    face: TTFontFace
    def __init__(self, name: str, filename: str | IO[bytes], *, asciiReadable: int | None = ...) -> None: ...
    def splitString(self, text: str, doc: PDFDocument) -> list[tuple[int, bytes]]: ...
    def getSubsetInternalName(self, subset: int, doc: PDFDocument) -> str: ...
