"""Draw every paper of the program, in every width it is printed on, into docs/documents.

``python docs/documents.py [--to FOLDER]``: the core and each service live a practice day or two of their own
(`tests/counter/papers.py`, `tests/services/<code>/papers.py`) through the same commands as at the counter, with the longest
names and the largest amounts that a shop meets; then each paper is drawn as its PDF and photographed. The same program
makes the same pictures, and one more paper changes no other service's.
"""

import argparse
import io
import sys
import tempfile
from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

from concierge_desk.desk import catalogue
from concierge_desk.domain.document import ROLLS, Document
from concierge_desk.printing.render import render

FOLDER = Path(__file__).resolve().parent / "documents"
CORE = "tests.counter.papers"

_SCALES = {"a4": 1.3, "a5": 1.5}
_SCALE = 2.0
"""Pixels a point: small print stays readable, the folder small."""

_EDGE, _GAP = 4, 12

_GREYS = (0, 110, 225, 255)
"""Print, its edges, the mark of practice and the desk around a sheet, paper: two bits a point."""
_NEAREST = [min(range(len(_GREYS)), key=lambda at, grey=grey: abs(_GREYS[at] - grey)) for grey in range(256)]


def main() -> None:
    """Draw all papers into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=FOLDER)
    folder = parser.parse_args().to
    pictures = {name: photographed(document) for name, document in sheets(documents())}
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    for name, picture in pictures.items():
        (folder / name).write_bytes(picture)


def sheets(drawn: Mapping[str, Document]) -> Iterator[tuple[str, Document]]:
    """Yield each paper in each of its widths, by the name of its picture, such as ``ticket-80.png``."""
    for name, document in drawn.items():
        if document.paper in ROLLS.values():
            for width in ROLLS:
                yield f"{name}-{width}.png", document.on_roll(width)
        else:
            yield f"{name}-{document.paper}.png", document


def documents() -> dict[str, Document]:
    """Return every paper, by what the pictures call it.

    Raises:
        ValueError: When two parts call a picture the same.
    """
    drawn: dict[str, Document] = {}
    for part in (CORE, *[f"tests.services.{service.code}.papers" for service in catalogue.services()]):
        # A service without papers has no such module.
        if find_spec(part) is None:
            continue
        with tempfile.TemporaryDirectory() as folder:
            found = import_module(part).papers(Path(folder) / "poste")
        if twice := drawn.keys() & found.keys():
            raise ValueError(f"drawn twice: {sorted(twice)}")
        drawn |= found
    return drawn


def photographed(document: Document) -> bytes:
    """Return the pages of a paper under one another, as a PNG in four greys."""
    scale = _SCALES.get(document.paper, _SCALE)
    with pypdfium2.PdfDocument(render(document, "pdf")) as pdf:
        pages = [page.render(scale=scale).to_pil().convert("L") for page in pdf]
    pages = [ImageOps.expand(page, _EDGE, fill=200) for page in pages]
    height = sum(page.height for page in pages) + _GAP * (len(pages) - 1)
    sheet = Image.new("L", (max(page.width for page in pages), height), 200)
    top = 0
    for page in pages:
        sheet.paste(page, (0, top))
        top += page.height + _GAP
    drawn = Image.frombytes("P", sheet.size, sheet.point(_NEAREST).tobytes())
    drawn.putpalette([grey for grey in _GREYS for _ in "RGB"])
    file = io.BytesIO()
    drawn.save(file, "PNG", optimize=True)
    return file.getvalue()


if __name__ == "__main__":
    # A script sees its own folder alone.
    sys.path.insert(0, str(FOLDER.parents[1]))
    main()
