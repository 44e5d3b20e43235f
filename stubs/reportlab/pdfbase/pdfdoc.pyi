class PDFStreamFilterBase85Encode:
    def encode(self, text: bytes) -> str: ...

class PDFStreamFilterZCompress: ...

PDFZCompress: PDFStreamFilterZCompress

class PDFStream:
    def __init__(
        self,
        *,
        content: str | None,
        filters: list[PDFStreamFilterBase85Encode | PDFStreamFilterZCompress],
    ) -> None: ...

class PDFPage:
    stream: str | None
    Contents: PDFStream | None

class PDFPages:
    pages: list[PDFPage]

class PDFDocument:
    Pages: PDFPages

def escapePDF(s: bytes) -> str: ...
