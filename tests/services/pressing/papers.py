"""The papers of dry cleaning for docs/documents."""

from pathlib import Path

from concierge_desk.domain.document import Document
from tests.entrusted import lived_papers

TRADE = lived_papers.Trade(
    code="pressing",
    partner=("NETTOYAGE", "Pressing du Centre"),
    kinds=({"kind": "ROBE", "label_fr": "Robe de mariée brodée", "bareme_cents": 90_000},),
    prices=({"kind": "ROBE", "public": 18_900, "member": 17_010, "partner": 9450},),
    pieces=(
        {
            "kind": "ROBE",
            "colour": "white",
            "fabric": "silk",
            "accessories": ["belt", "cover"],
            "reserves": [{"reserve": "stain", "position": "hem"}],
            "declared_cents": 120_000,
            "age_years": 1,
            "brand": "Atelier Cléo",
        },
        {"kind": "MANTEAU", "colour": "black"},
    ),
    part="BOUTON-12",
    lead_days={"normal": 3, "express": 1},
)


def papers(folder: Path) -> dict[str, Document]:
    """Return them by what their pictures are called."""
    return lived_papers.papers(TRADE, folder)
