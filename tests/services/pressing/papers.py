"""The papers of dry cleaning for docs/documents: an order and its tag, a slip, letters, a partner's month."""

from pathlib import Path
from typing import Any

from concierge_desk.domain.document import Document
from tests.services.lived import Life, Shop

NET = "NETTOYAGE"
TAKEN, BACK, LATER = "2026-11-24", "2026-12-01", "2027-11-25"
ROUNDS = [{"weekday": "tuesday", "half_day": "first"}, {"weekday": "friday", "half_day": "last"}]
DRESS = {
    "kind": "ROBE",
    "colour": "white",
    "fabric": "silk",
    "accessories": ["belt", "cover"],
    "reserves": [{"reserve": "stain", "position": "hem"}],
    "declared_cents": 120_000,
    "age_years": 1,
    "brand": "Atelier Cléo",
}
COAT = {"kind": "MANTEAU", "colour": "black"}


def papers(folder: Path) -> dict[str, Document]:
    """Return them by what their pictures are called: a year is lived in a folder."""
    life = Life(folder, TAKEN)
    with life.at(f"{TAKEN}T08:02") as shop:
        shop.do("day.open", float_cents=8000)
        _set_up(shop)
        drawn = _taken(shop)
        slip = shop.do("pressing.send", partner=NET, pieces=["D-2026-000001/2"])["slip"]
        drawn["pressing-slip"] = shop.paper(f"pressing_slip:{slip}")
        shop.do("day.close", counted_cents=8000)
    with life.at(f"{BACK}T15:05") as shop:
        shop.do("day.open", float_cents=8000)
        drawn |= _back(shop)
        shop.do("day.close", counted_cents=8000)
    with life.at(f"{LATER}T15:05") as shop:
        shop.do("day.open", float_cents=8000, confirmed_day=LATER)
        drawn |= {
            f"pressing-{name}": shop.paper(f"pressing_{name}:D-2026-000001")
            for name in ("reminder", "petition")
        }
    return drawn


def _set_up(shop: Shop) -> None:
    dress = {"kind": "ROBE", "valid_from": "2026-01-01"}
    kind = {**dress, "label_fr": "Robe de mariée brodée", "bareme_cents": 90_000}
    shop.do("partner.set", partner=NET, name="Pressing du Centre", regime="own")
    shop.do("pressing.set_rounds", partner=NET, rounds=ROUNDS, lead_days={"normal": 3, "express": 1})
    shop.do("pressing.set_kinds", rows=[kind])
    shop.do("pressing.set_prices", rows=[{**dress, "public": 18_900, "member": 17_010, "partner": 9450}])


def _taken(shop: Shop) -> dict[str, Document]:
    """All that may stand on an order, part of it paid ahead."""
    who: dict[str, Any] = {"name": "Mme Élise Kessler", "phone": "06 12 34 56 78"}
    order = shop.do("pressing.take_in", who=who, pieces=[DRESS, COAT])
    ahead = {"do": "advance.take", "of": order["order"], "cents": 5000, "vat_code": "TVA_20"}
    shop.do("till.settle", acts=[ahead], payments=[{"means": "card", "cents": 5000}])
    return {
        "pressing-order": shop.paper(f"pressing_order:{order['order']}"),
        "pressing-tag": shop.paper(f"pressing_tag:{order['pieces'][0]['code']}"),
    }


def _back(shop: Shop) -> dict[str, Document]:
    """The coat comes back, and costs more than was said; somebody is there without a slip."""
    coat = "D-2026-000001/2"
    lines = [
        {"piece": coat, "cents": 1490},
        {"piece": coat, "line": "part", "code": "BOUTON-12", "cents": 350},
    ]
    shop.do("pressing.quote", order="D-2026-000001", lines=lines)
    drawn = {"pressing-quote": shop.paper("pressing_quote:D-2026-000001")}
    shop.do("pressing.answer_quote", order="D-2026-000001", answer="accepted", by="phone")
    shop.do("pressing.receive_back", partner=NET, pieces=[{"piece": coat}])
    shop.do("pressing.make_ready", pieces=[coat], place="A3")
    return {
        **drawn,
        "pressing-discharge": shop.paper("pressing_discharge:D-2026-000001"),
        "pressing-statement": shop.paper(f"pressing_statement:{NET}/2026-12"),
    }
