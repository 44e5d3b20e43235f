"""The papers of tools on loan for docs/documents: a drill that is rented, all that may be said of it, a caution by card."""

from pathlib import Path

from concierge_desk.domain.document import Document
from tests.lending import lived_papers

LENT = lived_papers.Lent(
    code="tools",
    thing={
        "object": "PERC-1",
        "kind": "PERCEUSE",
        "label": "Perceuse à percussion sans fil, deux vitesses",
        "place": "O1",
        "tested_day": "2026-06-01",
        "owner": "partner",
    },
    loan={"checks": {"FORET": 5, "BATTERIE": 2}, "condition": "good", "age": "adult"},
    back={"checks": {"FORET": 4, "BATTERIE": 2}, "condition": "worn"},
    caution={},
)


def papers(folder: Path) -> dict[str, Document]:
    """Return them by what their pictures are called."""
    return lived_papers.papers(LENT, folder)
