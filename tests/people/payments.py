"""Ways to pay what is due, or to give it back: by every means, by several, and wrongly."""

from typing import Any


def cash(cents: int) -> dict[str, Any]:
    return {"means": "cash", "given_cents": cents}


def card(cents: int) -> dict[str, Any]:
    return {"means": "card", "cents": cents}


def cheque(cents: int, n: int) -> dict[str, Any]:
    return {"means": "cheque", "cents": cents, "number": f"10{n:05d}", "bank": "Banque"}


def payments_of(due: int, way: int) -> list[dict[str, Any]]:
    """Return payments of an amount, of which below nothing is given back."""
    if due < 0:
        return _back(-due)[way % 6]
    if due == 0:
        return [[], [], [], [cash(100)]][way % 4]
    return _taken(due)[way % 12]


def _taken(due: int) -> list[list[dict[str, Any]]]:
    third, half = due // 3, due // 2
    parts = [item for item in (cheque(third, 1), card(third)) if item["cents"]]
    return [
        [cash(due)],
        [cash(due + 500)],
        [card(due)],
        [cheque(due, 2)],
        [cheque(due, 3)],
        [*([card(half)] if half else []), cash(due - half)],
        [*parts, cash(due - sum(item["cents"] for item in parts) + 30)],
        [cheque(due, 4)],
        [card(due)],
        [cash(due)],
        [card(due + 1)],
        [] if due == 1 else [card(due - 1)],
    ]


def _back(cents: int) -> list[list[dict[str, Any]]]:
    given = {"means": "cash", "cents": cents}
    return [[], [], [given], [given], [card(cents)], [{"means": "cash", "cents": cents + 1}]]
