"""The shop's papers for docs/documents: the ticket of what is sold under the legal guarantee."""

from pathlib import Path

from concierge_desk.domain.document import Document
from tests.services.lived import Life

DAY = "2026-11-25"
LAMP = {
    "article": "LAMPE",
    "label": "Lampe de bureau",
    "cents": 2490,
    "vat_code": "TVA_20",
    "nature": "durable",
}


def papers(folder: Path) -> dict[str, Document]:
    """Return them by what their pictures are called: a morning is lived in a folder."""
    with Life(folder, DAY).at(f"{DAY}T08:02") as shop:
        shop.do("day.open", float_cents=8000)
        shop.do("shop.article_set", **LAMP)
        card = [{"means": "card", "cents": LAMP["cents"]}]
        number = shop.do("till.settle", acts=[{"do": "shop.sell", "article": "LAMPE"}], payments=card)[
            "ticket"
        ]
        return {"ticket-guarantee": shop.paper(f"ticket:{number}")}
