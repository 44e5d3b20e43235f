"""The papers of people for docs/documents: a card, with the longest name that anybody had."""

from pathlib import Path

from concierge_desk.domain.document import Document
from tests.services.lived import LONG_NAME, Life

DAY = "2026-11-25"
CARD = "p-4t9d2k7mx0q3"


def papers(folder: Path) -> dict[str, Document]:
    """Return them by what their pictures are called: somebody is kept in a folder."""
    with Life(folder, DAY).at(f"{DAY}T08:02") as shop:
        shop.do("person.create", card=CARD, family=LONG_NAME, given="Zoé")
        return {"card": shop.paper(f"card:{CARD}")}
