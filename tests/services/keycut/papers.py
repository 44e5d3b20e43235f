"""The papers of keys to copy for docs/documents."""

from pathlib import Path

from concierge_desk.domain.document import Document
from tests.entrusted import lived_papers

TRADE = lived_papers.Trade(
    code="keycut",
    partner=("SERRURIER", "Clés Minute du Neudorf"),
    kinds=(),
    prices=(
        {"kind": "CLE_PROTEGEE", "public": 6900, "member": 6210, "partner": 4900},
        {"kind": "CLE", "public": 790, "member": 710, "partner": 450},
    ),
    pieces=(
        {
            "kind": "CLE_PROTEGEE",
            "proof": True,
            "reserves": [{"reserve": "worn"}],
            "brand": "Bricard",
        },
        {"kind": "CLE"},
    ),
    part="EBAUCHE-5D",
    lead_days={"normal": 3},
)


def papers(folder: Path) -> dict[str, Document]:
    """Return them by what their pictures are called."""
    return lived_papers.papers(TRADE, folder)
