"""Sales in the demo: pieces, franked items, the stock of stamps, the prices of a new year.

Source: docs/trade.md, "Operations of the relay", "Prices announced for 2027".
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from concierge_desk.counter.demo.demo import Acts, DemoAct, DemoSession, Wish
from concierge_desk.services.relay.demo.memory import Memory

_AHEAD = timedelta(days=14)
"""La Poste's sheet lies there two weeks before its prices hold."""
_STAMPS = {"LV_20": 400, "LI_20": 60, "LV_SUIVI_20": 60, "LV_100": 40, "SUIVI": 60}
_PACKAGING = {"PAP_20": 50, "EMB_S": 15, "EMB_M": 15, "EMB_PB": 15}
_LOW_PERCENT = 25
_COUNTRIES = ("DE", "BE", "PT", "IT", "MA", "US")


def delivery(memory: Memory, session: DemoSession) -> Acts:
    """Put away what La Poste brings, once little is left; count and spoil a little now and then."""
    is_first = not memory.is_set_up
    if is_first:
        memory.is_set_up = True
        yield DemoAct("relay.set_products", {"rows": [_SOUVENIR, _CARNET]})
        yield DemoAct("tariff.set_price", {"product": _SOUVENIR["product"], **_ITS_PRICE})
        yield DemoAct("relay.stock_receive", {"product": "SUIVI", "quantity": 6000}, taken_back="wrong_key")
        for product, par in _STAMPS.items():
            yield from _received(memory, product, par)
        # What the first delivery lacks.
        yield from _ordered(memory, {_CARNET["product"]: 40})
    else:
        yield from _restocked(memory)
    if memory.rota.comes("spoilt", 10, session.dice):
        yield DemoAct("relay.stock_spoil", {"product": "LV_20", "quantity": 2})
        memory.stock["LV_20"] -= 2
    if memory.rota.comes("counted", 6, session.dice):
        product = session.dice.choice(tuple(_STAMPS))
        pieces = max(memory.stock[product] - session.dice.choice((0, 0, 0, 1)), 0)
        yield DemoAct("relay.stock_count", {"product": product, "counted": pieces})
        memory.stock[product] = pieces


def _restocked(memory: Memory) -> Acts:
    """Put away what was ordered; order what is low, and sell the stamps of a carnet until it comes."""
    if memory.order is not None:
        answer = yield DemoAct("relay.stock_receive", {"order": memory.order})
        memory.order = None
        for row in answer.result["rows"]:
            memory.stock[row["product"]] = memory.stock.get(row["product"], 0) + row["received"]
    low = [product for product, par in _STAMPS.items() if memory.stock[product] * 100 < par * _LOW_PERCENT]
    if low:
        yield from _ordered(memory, {product: _STAMPS[product] for product in low})
    if "LV_20" in low and memory.stock[_CARNET["product"]] > 0:
        yield DemoAct("relay.open_pack", {"product": _CARNET["product"], "quantity": 1})
        memory.stock[_CARNET["product"]] -= 1
        memory.stock["LV_20"] += _CARNET["pack"]["pieces"]


def _ordered(memory: Memory, pieces: Mapping[str, int]) -> Acts:
    lines = [{"product": product, "quantity": count} for product, count in pieces.items()]
    memory.order = (yield DemoAct("relay.order_stock", {"lines": lines})).result["order"]


def prices(memory: Memory, session: DemoSession) -> Acts:
    """Look at a sheet of prices, take it into the tariff, and put away what has its price now."""
    due = [row for row in memory.sheet if date.fromisoformat(row["valid_from"]) <= session.day + _AHEAD]
    if due:
        memory.sheet = [row for row in memory.sheet if row not in due]
        rows = [
            {**row, "max_g": row["max_g"] and int(row["max_g"]), "cents": int(row["cents"])} for row in due
        ]
        yield DemoAct("tariff.preview", {"rows": rows})
        yield DemoAct("tariff.import", {"rows": rows})
        memory.announced += due
    # What is announced has no price yet.
    memory.announced = [row for row in memory.announced if row["valid_from"] > session.day.isoformat()]
    is_priced = not any(row["product"] == "EMB_M" for row in (*memory.sheet, *memory.announced))
    if memory.stock.get("EMB_M", 0) <= 0 and is_priced:
        for product, pieces in _PACKAGING.items():
            yield from _received(memory, product, pieces)


def wants(memory: Memory, session: DemoSession) -> tuple[Wish, ...]:
    """Return what one customer of the relay wants: stamps mostly, else something to send."""
    dice = session.dice
    ways = dice.choices(_WAYS, _WEIGHTS, k=dice.choice((1, 1, 1, 2)))
    return tuple(way(memory, dice) for way in dict.fromkeys(ways))


def _received(memory: Memory, product: str, pieces: int) -> Acts:
    yield DemoAct("relay.stock_receive", {"product": product, "quantity": pieces})
    memory.stock[product] = memory.stock.get(product, 0) + pieces


def _taken(memory: Memory, product: str, pieces: int) -> None:
    memory.stock[product] = memory.stock.get(product, 0) - pieces


def _sold(memory: Memory, product: str, pieces: int) -> Wish:
    _taken(memory, product, pieces)
    return Wish({"do": "relay.sell", "product": product, "quantity": pieces}, returnable=True)


def _franked(product: str, weight_g: int, **more: Any) -> Wish:
    return Wish({"do": "relay.frank", "product": product, "weight_g": weight_g, **more})


def _stamps(memory: Memory, dice: Random) -> Wish:
    product = dice.choice(("LV_20", "LV_20", "LV_20", "LI_20", "LV_SUIVI_20", "LV_100", "SUIVI"))
    return _sold(memory, product, dice.choice((1, 2, 4, 10) if product == "LV_20" else (1, 2, 3)))


def _packaging(memory: Memory, dice: Random) -> Wish:
    there = [product for product in _PACKAGING if memory.stock.get(product, 0) > 0]
    # Before it has its price it cannot be sold.
    return _sold(memory, dice.choice(there), dice.randint(1, 2)) if there else _stamps(memory, dice)


def _letter(memory: Memory, dice: Random) -> Wish:
    if memory.rota.comes("stuck", 5, dice):
        _taken(memory, "LV_20", 2)
        return _franked("LV", 60, stamps=[{"product": "LV_20", "quantity": 2}])
    return _franked("LV", dice.choice((80, 180, 320, 700, 1500)))


def _letter_abroad(_memory: Memory, dice: Random) -> Wish:
    return _franked("LI", dice.choice((20, 80, 200)), country=dice.choice(_COUNTRIES))


def _tracked_letter(memory: Memory, dice: Random) -> Wish:
    return _franked("LSP", dice.choice((20, 90)), tracking=memory.number("letter", dice))


def _red_letter(_memory: Memory, _dice: Random) -> Wish:
    return _franked("ELR", 10)


def _registered(memory: Memory, dice: Random) -> Wish:
    options = {"options": ["AR"]} if dice.randrange(3) else {}
    level = dice.choice(("LR1", "LR1", "LR2", "LR3"))
    return _franked(level, dice.choice((20, 45, 90)), tracking=memory.number("registered", dice), **options)


def _parcel(memory: Memory, dice: Random) -> Wish:
    measured = {"size_mm": [dice.randint(150, 900), 250, 120]} if dice.randrange(4) == 0 else {}
    weight_g = dice.choice((240, 480, 900, 1800, 4200, 8500))
    wanted = _franked("COL", weight_g, zone="FR", tracking=memory.number("colissimo", dice), **measured)
    # Somebody may change their mind: what was not collected yet, or was, is given back all the same.
    return Wish(wanted.act, returnable=True)


def _parcel_abroad(memory: Memory, dice: Random) -> Wish:
    number = memory.number("s10", dice)
    return _franked(
        "COL_INT", dice.choice((450, 1900)), country=dice.choice(("DE", "PT", "US")), tracking=number
    )


_WAYS: tuple[Callable[[Memory, Random], Wish], ...] = (
    *(_stamps, _packaging, _letter, _letter_abroad, _tracked_letter),
    *(_red_letter, _registered, _parcel, _parcel_abroad),
)
_WEIGHTS = (46, 7, 12, 5, 5, 3, 8, 11, 3)

_SOUVENIR: Mapping[str, Any] = {
    "product": "PAP_MONDE",
    "label": "Prêt-à-poster Monde",
    "family": "prepaid",
    "stamp": True,
    "tracked": False,
    "operation": "VENTE_PAP",
}
"""A product of the catalogue that La Poste's sheets have no price of."""
_CARNET: Mapping[str, Any] = {
    "product": "CARNET_LV_20",
    "label": "Carnet de 12 timbres verts",
    "family": "letter",
    "stamp": True,
    "tracked": False,
    "operation": "VENTE_TP",
    "pack": {"product": "LV_20", "pieces": 12},
}
"""What a post office hands out beside single stamps; it is opened, not sold."""
_ITS_PRICE = {"cents": 265, "vat_code": "EXO_POSTE"}
