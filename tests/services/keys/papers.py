"""The papers of keys in custody for docs/documents: a number and no owner."""

from pathlib import Path

from concierge_desk.domain.document import Document
from tests.lending import lived_papers

LENT = lived_papers.Lent(
    code="keys",
    thing={
        "object": "CLE-12",
        "kind": "CLE",
        "place": "T12",
        "owner": "resident",
        "who": {"name": "Mme Weber"},
    },
    loan={"id_document": "id_card"},
    member=False,
)


def papers(folder: Path) -> dict[str, Document]:
    """Return them by what their pictures are called."""
    return lived_papers.papers(LENT, folder)
