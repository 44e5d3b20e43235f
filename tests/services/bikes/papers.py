"""The papers of bikes on loan for docs/documents: somebody under age, the condition part by part, a marked bike."""

from pathlib import Path

from concierge_desk.domain.document import Document
from tests.lending import lived_papers

PARTS = {
    "frame": "good",
    "wheels": "worn",
    "brakes": "good",
    "lights": "good",
    "saddle": "worn",
    "lock": "good",
}
LENT = lived_papers.Lent(
    code="bikes",
    thing={"object": "VELO-3", "kind": "VELO", "place": "V3", "fnuci": "AA111AA11A"},
    loan={"checks": {"ANTIVOL": 1}, "condition": PARTS, "age": "16_17", "guardian": True},
    back={"checks": {"ANTIVOL": 1}, "condition": {**PARTS, "lights": "damaged"}},
)


def papers(folder: Path) -> dict[str, Document]:
    """Return them by what their pictures are called."""
    return lived_papers.papers(LENT, folder)
