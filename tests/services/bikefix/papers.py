"""The papers of bike repair for docs/documents."""

from pathlib import Path

from concierge_desk.domain.document import Document
from tests.entrusted import lived_papers

TRADE = lived_papers.Trade(
    code="bikefix",
    partner=("VELOCISTE", "Bretz'Selle, atelier vélo"),
    kinds=(),
    prices=({"kind": "VELO", "public": 4500, "member": 4050, "partner": 3000},),
    pieces=(
        {
            "kind": "VELO",
            "colour": "green",
            "accessories": ["lock"],
            "reserves": [{"reserve": "scratch", "position": "frame"}],
            "declared_cents": 65_000,
            "brand": "Peugeot, cadre mixte",
            "fnuci": "BC12345678",
        },
        {"kind": "VELO", "colour": "red", "brand": "Gitane"},
    ),
    part="PATINS-V",
    lead_days={"normal": 3},
)


def papers(folder: Path) -> dict[str, Document]:
    """Return them by what their pictures are called."""
    return lived_papers.papers(TRADE, folder)
