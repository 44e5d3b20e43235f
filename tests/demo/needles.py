"""Names and sentences of the demo, in each form in which they may lie in a file."""

import csv
import io
import unicodedata
from pathlib import Path

from concierge_desk.paths import resource_text


def words() -> list[str]:
    """Every name, its last word too, and every sentence that somebody types."""
    names = [row["name"] for row in csv.DictReader(io.StringIO(resource_text("demo/people.csv")))]
    remarks = [row["remark"] for row in csv.DictReader(io.StringIO(resource_text("demo/remarks.csv")))]
    return [*names, *(name.split()[-1] for name in names), *remarks]


def forms(word: str) -> set[bytes]:
    """A word as it may lie in a file."""
    shapes = {word, word.upper(), word.casefold(), unicodedata.normalize("NFD", word)}
    shapes |= {word.encode("ascii", "backslashreplace").decode()}
    return {shape.encode(encoding) for shape in shapes for encoding in ("utf-8", "utf-16-le")} | {
        word.encode("latin-1", "replace")
    }


NEEDLES = sorted({form for word in words() for form in forms(word)})


def search(path: Path) -> list[bytes]:
    content = path.read_bytes()
    return [needle for needle in NEEDLES if needle in content]
