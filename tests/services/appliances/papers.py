"""The papers of appliances on loan for docs/documents: a caution by a cheque that lies in the safe."""

from pathlib import Path

from concierge_desk.domain.document import Document
from tests.lending import lived_papers

LENT = lived_papers.Lent(
    code="appliances",
    thing={
        "object": "COUDRE-1",
        "kind": "MACHINE_COUDRE",
        "place": "E4",
        "tested_day": "2026-06-01",
    },
    loan={"checks": {"PEDALE": 1, "CANETTE": 4}, "age": "adult"},
    back={"checks": {"PEDALE": 1, "CANETTE": 4}},
    caution={"cheque": {"bank": "Crédit Mutuel", "number": "1234567"}},
)


def papers(folder: Path) -> dict[str, Document]:
    """Return them by what their pictures are called."""
    return lived_papers.papers(LENT, folder)
