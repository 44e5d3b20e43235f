"""The papers of shoe repair for docs/documents."""

from pathlib import Path

from concierge_desk.domain.document import Document
from tests.entrusted import lived_papers

TRADE = lived_papers.Trade(
    code="cobbler",
    partner=("CORDONNIER", "Cordonnerie de l'Esplanade"),
    kinds=({"kind": "BOTTES", "label_fr": "Paire de bottes cavalières", "bareme_cents": 30_000},),
    prices=(
        {"kind": "BOTTES", "work": "sole", "public": 6500, "member": 5850, "partner": 4200},
        {"kind": "CHAUSSURE", "work": "heel", "public": 1490, "member": 1340, "partner": 900},
    ),
    pieces=(
        {
            "kind": "BOTTES",
            "work": "sole",
            "colour": "brown",
            "fabric": "leather",
            "reserves": [{"reserve": "worn", "position": "heel"}],
            "brand": "Paraboot",
        },
        {"kind": "CHAUSSURE", "work": "heel", "colour": "black"},
    ),
    part="PATIN-38",
    lead_days={"normal": 3},
)


def papers(folder: Path) -> dict[str, Document]:
    """Return them by what their pictures are called."""
    return lived_papers.papers(TRADE, folder)
