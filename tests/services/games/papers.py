"""The papers of games on loan for docs/documents: a game for nothing, whose pieces are counted."""

from pathlib import Path

from concierge_desk.domain.document import Document
from tests.lending import lived_papers

LENT = lived_papers.Lent(
    code="games",
    thing={"object": "JEU-7", "kind": "CATANE", "place": "J1"},
    loan={"checks": {"TUILE": 19, "PION": 96, "CARTE": 120}},
    back={"checks": {"TUILE": 19, "PION": 95, "CARTE": 120}},
    kinds=(
        {
            "kind": "CATANE",
            "label_fr": "Les Colons de Catane",
            "days": 14,
            "checks": {"TUILE": 19, "PION": 96, "CARTE": 120},
        },
    ),
)


def papers(folder: Path) -> dict[str, Document]:
    """Return them by what their pictures are called."""
    return lived_papers.papers(LENT, folder)
