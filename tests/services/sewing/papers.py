"""The papers of sewing for docs/documents."""

from pathlib import Path

from concierge_desk.domain.document import Document
from tests.entrusted import lived_papers

TRADE = lived_papers.Trade(
    code="sewing",
    partner=("COUTURIERE", "Atelier des Deux-Rives"),
    kinds=(),
    prices=(
        {"kind": "MANTEAU", "work": "lining", "public": 7900, "member": 7110, "partner": 4800},
        {"kind": "PANTALON", "work": "hem", "public": 1400, "member": 1260, "partner": 800},
    ),
    pieces=(
        {
            "kind": "MANTEAU",
            "work": "lining",
            "colour": "blue",
            "fabric": "wool",
            "accessories": ["belt"],
            "reserves": [{"reserve": "tear", "position": "lining"}],
            "brand": "Weill",
        },
        {"kind": "PANTALON", "work": "hem", "colour": "black"},
    ),
    part="FERMETURE-18",
    lead_days={"normal": 3},
)


def papers(folder: Path) -> dict[str, Document]:
    """Return them by what their pictures are called."""
    return lived_papers.papers(TRADE, folder)
