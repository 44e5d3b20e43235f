"""Acts and rows as they are typed, and the small tickets of every day."""

from typing import Any

from tests.scenarios.story.writing import Day, Item, card, cash, cheque


def stamp(product: str, quantity: int = 1) -> dict[str, Any]:
    return {"do": "relay.sell", "product": product, "quantity": quantity}


def frank(product: str, weight_g: int, **more: Any) -> dict[str, Any]:
    return {"do": "relay.frank", "product": product, "weight_g": weight_g, **more}


def article(article: str, quantity: int = 1) -> dict[str, Any]:
    return {"do": "shop.sell", "article": article, "quantity": quantity}


def price(product: str, max_g: int | None, cents: int, first: str, **more: Any) -> dict[str, Any]:
    return {
        "product": product,
        "label": product,
        "zone": "FR",
        "max_g": max_g,
        "cents": cents,
        "vat_code": "EXO_POSTE",
        "valid_from": first,
        "source": "tarif relevé au bureau d'attache",
        "confidence": "S",
        "coverage": "partial",
        **more,
    }


def small_sales(day: Day, count: int) -> None:
    """Everyday tickets of 2026, paid as people pay."""
    baskets = (
        (304, [stamp("LV_20", 2)]),
        (608, [stamp("LV_20", 4)]),
        (1520, [stamp("LV_20", 10)]),
        (225, [stamp("LI_20")]),
        (550, [stamp("LI_20", 2), article("PHOTOCOPIE", 5)]),
        (424, [stamp("LV_20", 2), article("CAFE")]),
        (404, [stamp("LV_SUIVI_20", 2)]),
        (310, [stamp("LV_100")]),
        (100, [stamp("SUIVI", 2)]),
        (360, [article("CAFE", 3)]),
        (160, [article("PHOTOCOPIE", 8)]),
        (524, [frank("LV", 250)]),
        (741, [frank("LV", 251)]),
        (485, [frank("LI", 100, country="PT")]),
    )
    dice = day.week.dice
    for _ in range(count):
        due, acts = dice.choice(baskets)
        note = -(-due // 1000) * 1000
        day.sale(due, acts, dice.choice((cash(due), cash(note), cash(note + 1000), card(due), cheque(due))))


def noted(day: Day, ref: str) -> Item:
    """Something that is no item and is spoken of again."""
    return Item(ref, None, "", day.day, "")


def last(day: Day) -> str:
    """Where the last line stands."""
    return f"{day.day:%Y%m%d}{len(day.lines):04d}"
