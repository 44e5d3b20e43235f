"""The papers of a trade for docs/documents: an order and its tag, a slip, letters, a partner's month."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from concierge_desk.domain.document import Document
from tests.services.lived import Life, Shop

TAKEN, BACK, LATER = "2026-11-24", "2026-12-01", "2027-11-25"
ROUNDS = [{"weekday": "tuesday", "half_day": "first"}, {"weekday": "friday", "half_day": "last"}]


@dataclass(frozen=True)
class Trade:
    """What a trade's papers are drawn of.

    Attributes:
        code: Of its service; ``D-…/1`` stays with the shop for a year, ``D-…/2`` goes away and comes back.
        partner: Code and name of the workshop.
        kinds: Rows of kinds that the shop sets.
        prices: Rows of prices that the shop sets.
        pieces: The two pieces of the order, with all that may be said of such.
        part: Code of a part that makes the second dearer.
        lead_days: By quality.
    """

    code: str
    partner: tuple[str, str]
    kinds: tuple[dict[str, Any], ...]
    prices: tuple[dict[str, Any], ...]
    pieces: tuple[dict[str, Any], dict[str, Any]]
    part: str
    lead_days: dict[str, int]


def papers(trade: Trade, folder: Path) -> dict[str, Document]:
    """Return them by what their pictures are called: a year is lived in a folder."""
    life = Life(folder, TAKEN)
    with life.at(f"{TAKEN}T08:02") as shop:
        shop.do("day.open", float_cents=8000)
        _set_up(trade, shop)
        drawn = _taken(trade, shop)
        slip = shop.do(f"{trade.code}.send", partner=trade.partner[0], pieces=["D-2026-000001/2"])["slip"]
        drawn["slip"] = shop.paper(f"{trade.code}_slip:{slip}")
        shop.do("day.close", counted_cents=8000)
    with life.at(f"{BACK}T15:05") as shop:
        shop.do("day.open", float_cents=8000)
        drawn |= _back(trade, shop)
        shop.do("day.close", counted_cents=8000)
    with life.at(f"{LATER}T15:05") as shop:
        shop.do("day.open", float_cents=8000, confirmed_day=LATER)
        drawn |= {name: shop.paper(f"{trade.code}_{name}:D-2026-000001") for name in ("reminder", "petition")}
    return {f"{trade.code}-{name}": paper for name, paper in drawn.items()}


def _set_up(trade: Trade, shop: Shop) -> None:
    code, name = trade.partner
    since = {"valid_from": "2026-01-01"}
    shop.do("partner.set", partner=code, name=name, regime="own")
    shop.do(f"{trade.code}.set_rounds", partner=code, rounds=ROUNDS, lead_days=trade.lead_days)
    if trade.kinds:
        shop.do(f"{trade.code}.set_kinds", rows=[{**row, **since} for row in trade.kinds])
    shop.do(f"{trade.code}.set_prices", rows=[{**row, **since} for row in trade.prices])


def _taken(trade: Trade, shop: Shop) -> dict[str, Document]:
    """All that may stand on an order, part of it paid ahead."""
    who: dict[str, Any] = {"name": "Mme Élise Kessler", "phone": "06 12 34 56 78"}
    pieces = list(trade.pieces)
    order = shop.do(f"{trade.code}.take_in", who=who, partner=trade.partner[0], pieces=pieces)
    ahead = {"do": "advance.take", "of": order["order"], "cents": 5000, "vat_code": "TVA_20"}
    shop.do("till.settle", acts=[ahead], payments=[{"means": "card", "cents": 5000}])
    return {
        "order": shop.paper(f"{trade.code}_order:{order['order']}"),
        "tag": shop.paper(f"{trade.code}_tag:{order['pieces'][0]['code']}"),
    }


def _back(trade: Trade, shop: Shop) -> dict[str, Document]:
    """The second piece comes back, and costs more than was said; somebody is there without a slip."""
    piece = "D-2026-000001/2"
    lines = [
        {"piece": piece, "cents": 1490},
        {"piece": piece, "line": "part", "code": trade.part, "cents": 350},
    ]
    shop.do(f"{trade.code}.quote", order="D-2026-000001", lines=lines)
    drawn = {"quote": shop.paper(f"{trade.code}_quote:D-2026-000001")}
    shop.do(f"{trade.code}.answer_quote", order="D-2026-000001", answer="accepted", by="phone")
    shop.do(f"{trade.code}.receive_back", partner=trade.partner[0], pieces=[{"piece": piece}])
    shop.do(f"{trade.code}.make_ready", pieces=[piece], place="A3")
    return {
        **drawn,
        "discharge": shop.paper(f"{trade.code}_discharge:D-2026-000001"),
        "statement": shop.paper(f"{trade.code}_statement:{trade.partner[0]}/2026-12"),
    }
