"""Every paper of the program in every size it is made for, as an original and as a duplicate, with the sum of its bytes.

``python -m tests.papers.sums`` says which differ from what is kept; ``--keep`` writes them down: this is meant. ``--to FOLDER`` writes
the papers themselves, to be looked at.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from concierge_desk.domain.document import ROLLS, Document
from concierge_desk.printing.render import Form, render
from docs.documents import documents, sheets

SUMS = Path(__file__).with_name("sums.json")
HOW = "what is meant to differ is kept by: python -m tests.papers.sums --keep"

Sums = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Drawn:
    """A paper in one of its sizes.

    Attributes:
        name: As its picture is called, with its copy: ``ticket-80``, ``ticket-80 DUPLICATA n° 1``.
    """

    name: str
    document: Document

    @property
    def roll_mm(self) -> int | None:
        """Width of its roll; None for a sheet."""
        return next((width for width, paper in ROLLS.items() if paper == self.document.paper), None)

    @property
    def forms(self) -> tuple[Form, ...]:
        return ("pdf",) if self.roll_mm is None else ("pdf", "escpos")

    @property
    def sums(self) -> dict[str, str]:
        return {form: hashlib.sha256(render(self.document, form)).hexdigest() for form in self.forms}


def every_paper() -> Iterator[Drawn]:
    """Yield them: what is added to the program is among them by itself."""
    for picture, document in sheets(documents()):
        for copy in (0, 1):
            one = replace(document, copy=copy)
            name = " ".join(filter(None, (picture.removesuffix(".png"), one.duplicate_mark)))
            yield Drawn(name, one)


def known() -> Sums:
    kept: Sums = json.loads(SUMS.read_text("utf-8"))
    return kept


def keep(sums: Sums) -> None:
    SUMS.write_text(json.dumps(sums, indent=1, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")


def main() -> None:
    """Tell what differs, or keep it."""
    asked = argparse.ArgumentParser(prog="python -m tests.papers.sums", description=__doc__)
    asked.add_argument("--keep", action="store_true", help=f"write the sums into {SUMS.name}: this is meant")
    asked.add_argument("--to", type=Path, help="a folder for the papers themselves")
    given = asked.parse_args()
    drawn = list(every_paper())
    if given.to:
        given.to.mkdir(parents=True, exist_ok=True)
        for one in drawn:
            for form in one.forms:
                (given.to / f"{one.name}.{form}").write_bytes(render(one.document, form))
    sums = {one.name: one.sums for one in drawn}
    kept = known() if SUMS.exists() else {}
    if given.keep:
        keep(sums)
    differ = [name for name in sorted(sums.keys() | kept.keys()) if sums.get(name) != kept.get(name)]
    sys.stdout.write("".join(f"{name}\n" for name in differ) or "nothing differs\n")
    raise SystemExit(bool(differ) and not given.keep)


if __name__ == "__main__":
    main()
