"""An absence that is lived for pictures: handed over on a Wednesday, two days closed, a volunteer, her return."""

from pathlib import Path
from typing import Any

from concierge_desk.domain.document import Document
from tests.services.lived import LONG_NAME, Life, Shop

TAKES_OVER, RETURNS = "2026-11-26", "2026-12-07"
CLOSED = ("2026-12-03", "2026-12-04")
CLOSURE = "/".join(CLOSED)
COFFEE = {"do": "shop.sell", "article": "CAFE"}
VOLUNTEER = "o02"


def absence(folder: Path) -> dict[str, Document]:
    """Return the sheet as it is handed over, what falls into the closure, whom to call, and the sheet filled in."""
    life = Life(folder, "2026-11-24")
    with life.at("2026-11-24T08:02") as shop:
        _before(shop)
    with life.at("2026-11-25T08:02") as shop:
        shop.do("day.open", float_cents=8000)
        shop.do("visit.save", visit="v-1", acts=[COFFEE])
        shop.do("visit.park", visit="v-1")
        told = {
            "closure": shop.paper(f"closure:{CLOSURE}"),
            "calls-closure": shop.paper(f"calls:{CLOSURE}"),
            "handover": shop.paper(f"handover:{TAKES_OVER}"),
        }
        shop.do("calendar.close_on", day=CLOSED[0], until_day=CLOSED[1], reason="leave")
        shop.do("day.close", counted_cents=8000, parked="keep")
    for day in ("2026-11-26", "2026-11-27", "2026-11-28", "2026-12-01", "2026-12-02", "2026-12-05"):
        with life.at(f"{day}T09:02") as shop:
            _replaced(shop, day)
    with life.at(f"{RETURNS}T15:02") as shop:
        shop.do("day.open", float_cents=8000)
        return {**told, "handover-filled": shop.paper(f"handover:{TAKES_OVER}")}


def _before(shop: Shop) -> None:
    shop.do("day.open", float_cents=8000)
    shop.do("operator.set", operator=VOLUNTEER, name="Paul Ansel", roles=["volunteer"])
    shop.do(
        "partner.set",
        partner="ATELIER",
        name="Atelier des Hirondelles",
        regime="mandate",
        contact="Mme Roy, 03 88 00 00 00, le mardi",
    )
    shop.do("relay.stock_receive", product="LV_20", quantity=400)
    for n, last in enumerate(
        ("2026-11-28", "2026-12-02", "2026-12-03", "2026-12-04", "2026-12-06", "2026-12-09")
    ):
        named = {"addressee": {"name": LONG_NAME if n == 2 else f"M. Durand {n}"}}
        shop.do(
            "relay.receive",
            tracking=f"6A1560268010{n}",
            carrier="colissimo",
            shelf=f"A{n % 3 + 1}",
            label_deadline_day=last,
            **named,
        )
    taken: list[dict[str, Any]] = [
        {"do": "caution.take", "of": "L-2026-000001", "who": {"name": "M. Durand"}, "cents": 5000},
        COFFEE,
    ]
    shop.do("till.settle", acts=taken, payments=[{"means": "cheque", "cents": 5120, "bank": "CIC"}])
    shop.do("day.close", counted_cents=8000)


def _replaced(shop: Shop, day: str) -> None:
    by = {"by_operator": VOLUNTEER}
    shop.do("day.open", float_cents=8000, **by)
    stamps = {"do": "relay.sell", "product": "LV_20", "quantity": 3}
    sold = shop.do("till.settle", acts=[COFFEE, stamps], payments=[{"means": "card", "cents": 576}], **by)
    if day == "2026-11-27":
        shop.do(
            "relay.hand_over", tracking="6A15602680100", collector="addressee", id_document="id_card", **by
        )
        shop.do("till.refund", ticket=sold["ticket"], lines=[{"line": 1}], reason="changed_mind", **by)
    shop.do(
        "day.close",
        counted_cents=8000 - (50 if day == "2026-12-01" else 0),
        gap_reason="counting_error",
        parked="keep",
        **by,
    )
