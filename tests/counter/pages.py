"""Papers as a customer gets them: printed by the desk, and their text read back out of the PDF."""

import re
import tempfile
from pathlib import Path

import pypdfium2

from concierge_desk.jobs.papers import PrintFormat, print_document
from tests.counter.desks import Play

SPACES = re.compile(r"\s+")


def printed(play: Play, document: str, roll_mm: int | None = None) -> bytes:
    """Print a paper as the desk does, and return the PDF."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        print_document(play.desk, document, PrintFormat("pdf", roll_mm), path, None)
        return path.read_bytes()


def words(data: bytes) -> str:
    """Return the text of a PDF, page after page, with single spaces."""
    with pypdfium2.PdfDocument(data) as pdf:
        pages = [pdf[place].get_textpage().get_text_range() for place in range(len(pdf))]
    return SPACES.sub(" ", " ".join(pages))


def width_mm(data: bytes) -> int:
    """Return how wide the first page is."""
    with pypdfium2.PdfDocument(data) as pdf:
        return round(pdf[0].get_size()[0] * 25.4 / 72)


def pages(data: bytes) -> int:
    """Return how many pages a PDF has."""
    with pypdfium2.PdfDocument(data) as pdf:
        return len(pdf)
