"""Sales at the counter: by the piece, franked by weight, and the what is delivered.

Every price shown is the one that the act would charge: found by the same rule, on the same day.

Source: docs/trade.md, "Operations of the relay", "Postal tariffs", rules 1 and 5 to 7.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from concierge_desk.counter.cards.name_search import matcher
from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct, Option
from concierge_desk.counter.cards.words import sale, say
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.money import format_amount
from concierge_desk.services.relay.counter.abroad import countries
from concierge_desk.services.relay.counter.items import SERVICE
from concierge_desk.services.relay.counter.words import number_ask
from concierge_desk.services.relay.model.catalogue import OPTION, WEIGHED, Product, product_name
from concierge_desk.services.relay.model.facts.stamps import sold_product, stamp_label
from concierge_desk.services.relay.model.operations import FRANKING
from concierge_desk.services.relay.model.postage import tariff
from concierge_desk.services.relay.model.postage.destination import zone_of
from concierge_desk.services.relay.model.postage.tariff import TariffRow, band_code
from concierge_desk.services.relay.model.weights import weight
from concierge_desk.services.relay.tables import shipped
from concierge_desk.services.relay.tables.counter import Goods

FIRST = ("LV", "LV_SUIVI", "LSP", "LI", "LI_SUIVI", "LR1", "LR2", "LR3", "COL", "COL_INT")
"""Products in the order they are shown: what is sold most comes first."""

OFTEN = ("LV", "LR1", "LR2", "COL", "LI", "LV_SUIVI", "LR3", "COL_INT")
"""Products that have a key for franking, in the order of their keys."""

MOST_FAVOURITES = 8
MOST_STAMPS = 4
"""Of the favourites: franking keeps its keys however many stamps are in the drawer."""


def stamps(goods: Goods, now: Now) -> Iterator[tuple[str, TariffRow]]:
    """Yield what is sold by the piece today: its code and price, in the order it is shown."""
    codes = {
        band_code(row.product, row.max_g)
        for row in goods.tariff
        if row.product in goods.products and goods.products[row.product].stamp
    }
    for code in sorted(codes, key=place_of):
        try:
            product = sold_product(code, goods.products, goods.tariff)
            row = tariff.stamp(goods.tariff, code, now.today)
        except Refused:
            continue
        if goods.switches.on(product.switch):
            yield code, row


def stamp(code: str, row: TariffRow, goods: Goods, now: Now) -> Offer:
    """Return the card of what is sold by the piece: a scan sells one, a number typed before it so many."""
    lang = now.lang
    left = goods.stock.get(code, 0 if code in goods.par else None)
    return Offer(
        service=SERVICE,
        ref=code,
        title=stamp_label(row, goods.products[row.product]),
        acts=(
            sale("relay.sell", lang, product=code, quantity=1),
            *_opening(code, left, goods, lang),
            delivery(code, lang),
        ),
        detail=f"{format_amount(row.cents)} · {code}",
        # What is in no drawer is counted nowhere.
        tag="" if left is None else say("{count} in stock", lang, count=left),
        tone="warning" if left is not None and left < 1 else "plain",
        at_once=True,
        repeats=True,
    )


def _opening(code: str, left: int | None, goods: Goods, lang: str) -> Iterator[OfferedAct]:
    """Yield how a carnet that is there is opened, where fewer single pieces are left than are in it."""
    for pack, inside in goods.packs.items():
        if inside.product == code and goods.stock.get(pack, 0) > 0 and (left or 0) < inside.pieces:
            labels = {pack: goods.products[pack].label} if pack in goods.products else {}
            name = product_name(pack, labels)
            label = say("Open: {name} ({pieces} pieces)", lang, name=name, pieces=inside.pieces)
            yield OfferedAct(label, "relay.open_pack", {"product": pack, "quantity": 1})
            return


def frankings(goods: Goods, now: Now) -> tuple[Offer, ...]:
    """Return the card of each product and zone that is franked by weight and has a price today."""
    if not goods.switches.on(FRANKING):
        return ()
    found = (
        _franking(product, zone, goods, now)
        for product in sorted(goods.products.values(), key=lambda product: place_of(product.product))
        if product.family in WEIGHED
        for zone in sorted({row.zone for row in goods.tariff if row.product == product.product})
    )
    return tuple(offer for offer in found if offer is not None)


def _franking(product: Product, zone: str, goods: Goods, now: Now) -> Offer | None:
    bands = _bands(product.product, zone, goods, now)
    if not bands:
        return None
    zones = {row.zone for row in goods.tariff if row.product == product.product}
    name = product_name(product.product, {product.product: product.label or bands[0].label})
    rule = ""
    if len(zones) > 1:
        rule = say("Type the country instead: it gives the zone.", now.lang)
        name = f"{name}, {say('zone {zone}', now.lang, zone=zone)}"
    known = {"product": product.product, "zone": zone}
    asks = _asks(product, bands, goods, now)
    price = format_amount(bands[0].cents)
    if len(bands) > 1:
        price = say("from {price}", now.lang, price=price)
    acts = [OfferedAct(say("Frank", now.lang), "relay.frank", known, asks, charged=True)]
    acts += _with_number(product, known, bands, goods, now)
    return Offer(
        service=SERVICE,
        ref=f"{product.product}:{zone}",
        title=name,
        acts=tuple(acts),
        detail=f"{price} · {product.product}",
        rule=rule,
    )


def _asks(product: Product, bands: list[TariffRow], goods: Goods, now: Now) -> tuple[Ask, ...]:
    added = tuple(
        Option(row.label, [row.product], format_amount(row.cents))
        for row in _options(product, goods, now)
        if not goods.products[row.product].tracked
    )
    options = (
        (Ask("options", say("What is added?", now.lang), "choice", added, optional=True),) if added else ()
    )
    tracked = product.tracked and product.family != OPTION
    return (_weight(bands, now), *((number_ask(now.lang),) if tracked else ()), *options)


def _with_number(
    product: Product, known: dict[str, Any], bands: list[TariffRow], goods: Goods, now: Now
) -> list[OfferedAct]:
    """Return an act for each option that gives the item a number: the number is asked for then."""
    return [
        OfferedAct(
            say("With {option}", now.lang, option=row.label),
            "relay.frank",
            {**known, "options": [row.product]},
            (_weight(bands, now), number_ask(now.lang)),
            charged=True,
        )
        for row in _options(product, goods, now)
        if goods.products[row.product].tracked
    ]


def _weight(bands: list[TariffRow], now: Now) -> Ask:
    ladder = tuple(
        Option(
            say("up to {weight}", now.lang, weight=weight(row.max_g, now.lang)),
            row.max_g,
            format_amount(row.cents),
        )
        for row in bands
        if row.max_g is not None
    )
    return Ask("weight_g", say("How many grams, packed?", now.lang), "grams", ladder)


def _options(product: Product, goods: Goods, now: Now) -> list[TariffRow]:
    """Return the price of each option that may be added today and that the shop offers."""
    found = []
    for code in product.options:
        option = goods.products.get(code)
        zones = {row.zone for row in goods.tariff if row.product == code}
        offered = option is not None and (not option.operation or goods.switches.on(option.switch))
        if offered and len(zones) == 1:
            found += _bands(code, zones.pop(), goods, now)[:1]
    return found


def _bands(product: str, zone: str, goods: Goods, now: Now) -> list[TariffRow]:
    """Return the bands of a product that have a price today, the lightest first."""
    known = [row for row in goods.tariff if row.product == product and row.zone == zone]
    limits = sorted({row.max_g for row in known if row.max_g is not None})
    if any(row.max_g is None for row in known):
        # Whatever is heavier than the last band.
        limits.append(max(limits, default=0) + 1)
    found = []
    for limit in limits:
        try:
            found.append(tariff.price(known, product, zone, limit, now.today))
        except Refused:
            continue
    return found


def favourites(goods: Goods, now: Now) -> tuple[Offer, ...]:
    """Return what has a key: stamps of the drawer first, then franking; always in the same order."""
    drawer = [
        stamp(code, row, goods, now)
        for code, row in stamps(goods, now)
        if code in goods.par or code in goods.stock
    ]
    by_product: dict[str, Offer] = {}
    for offer in frankings(goods, now):
        by_product.setdefault(offer.ref.partition(":")[0], offer)
    often = [by_product[product] for product in OFTEN if product in by_product]
    return (*drawer[:MOST_STAMPS], *often)[:MOST_FAVOURITES]


def abroad(goods: Goods, text: str, now: Now) -> tuple[Offer, ...]:
    """Return what may be franked to a country whose name is typed, in its zone."""
    found = []
    for country, name in countries(text, now.lang):
        for product in sorted(goods.products.values(), key=lambda product: place_of(product.product)):
            zone = _zone(product, country, now)
            offer = _franking(product, zone, goods, now) if zone is not None else None
            if offer is not None:
                found.append(_to(offer, country, name, product))
    return tuple(found) if goods.switches.on(FRANKING) else ()


def _zone(product: Product, country: str, now: Now) -> str | None:
    """Return the zone of a country for what is sent by weight, None for what goes nowhere."""
    if product.scheme is None or product.family not in WEIGHED or product.family == OPTION:
        return None
    try:
        return zone_of(shipped.zones(), product.scheme, country, now.today)
    except Refused:
        return None


def _to(offer: Offer, country: str, name: str, product: Product) -> Offer:
    acts = tuple(replace(act, fields={**act.fields, "country": country}) for act in offer.acts)
    title = f"{product.label or product.product}, {name}"
    return replace(offer, ref=f"{offer.ref}:{country}", title=title, acts=acts, rule="")


def named(goods: Goods, text: str, now: Now, *, countries_too: bool = True) -> tuple[Offer, ...]:
    """Return what is sold or franked under a word: its label, its code, or what stamps and franking are called.

    What is in the drawer comes before what would have to be fetched; the countries it begins last.
    """
    goes_by = matcher(text)
    sold = [
        stamp(code, row, goods, now)
        for code, row in stamps(goods, now)
        if goes_by(_called(code, row, goods.products[row.product]))
    ]
    franked = [
        offer
        for offer in frankings(goods, now)
        if goes_by(f"{offer.title} {offer.ref} affranchissement franking")
    ]
    sold.sort(key=lambda offer: offer.ref not in goods.stock and offer.ref not in goods.par)
    return (*sold, *franked, *(abroad(goods, text, now) if countries_too else ()))


def _called(code: str, row: TariffRow, product: Product) -> str:
    """Return the words that what is sold by the piece goes by; packaging is no stamp."""
    kind = "timbre stamp" if product.family in WEIGHED and product.family != OPTION else ""
    return f"{stamp_label(row, product)} {code} {kind}"


def delivery(code: str, lang: str) -> OfferedAct:
    """Return how it is said that La Poste brought pieces, the first ones too."""
    ask = Ask("quantity", say("How many were brought?", lang), "count")
    return OfferedAct(say("Delivery", lang), "relay.stock_receive", {"product": code}, (ask,))


def sold_by_piece(goods: Goods) -> list[tuple[str, str]]:
    """Return code and name of all that is sold by the piece, priced today or not."""
    labels = {code: product.label for code, product in goods.products.items() if product.label}
    priced = {band_code(row.product, row.max_g) for row in goods.tariff}
    never = set(goods.products) - {row.product for row in goods.tariff}
    codes = sorted((code for code in priced | never if is_sold(code, goods)), key=place_of)
    return [(code, product_name(code, labels)) for code in codes]


def is_sold(code: str, goods: Goods) -> bool:
    """Say whether something is sold by the piece under a code; a site file may name others."""
    try:
        sold_product(code, goods.products, goods.tariff)
    except Refused:
        return False
    return True


def place_of(code: str) -> tuple[int, str, int]:
    """Return what codes are sorted by: products as they are sold most, bands by weight."""
    product, _, band = code.rpartition("_")
    if not band.isdecimal():
        product, band = code, "0"
    return (FIRST.index(product) if product in FIRST else len(FIRST), product, int(band))
