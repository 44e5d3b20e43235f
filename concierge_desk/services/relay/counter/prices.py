"""Prices of La Poste's products that have none today: given at the counter, from the open day on.

Source: docs/trade.md, "Rules of the tariff rows"; decision 0048.
"""

from collections.abc import Mapping
from datetime import date

from concierge_desk.counter.cards.at_counter import MorningList
from concierge_desk.counter.cards.name_search import matcher
from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct, Option
from concierge_desk.counter.cards.words import say, vat_label
from concierge_desk.counter.rows import Rows
from concierge_desk.domain import dated
from concierge_desk.i18n import N_
from concierge_desk.services.relay.counter.items import SERVICE
from concierge_desk.services.relay.counter.sales import delivery
from concierge_desk.services.relay.model.catalogue import EXEMPT, USUAL, WEIGHED, Product, usual_vat
from concierge_desk.services.relay.tables import shipped
from concierge_desk.services.relay.tables.counter import Goods
from concierge_desk.services.relay.tables.prices import newest_prices
from concierge_desk.store.settings import rates_on

PAGE, DOOR = "tariff", "relay.tariff"
"""The page that sheets of prices are read on, and what its card is opened by."""

MISSING = "tariff_missing"
LISTS = {MISSING: MorningList(N_("New prices of La Poste"), beside=True)}

_DECEMBER = 12


def sheets(rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return the card that leads to where sheets of prices are read; due while those of next year are missing."""
    lang = now.lang
    newest = newest_prices(rows)
    missing = newest is not None and now.today >= date(newest.year, _DECEMBER, 1)
    year = now.today.year + (now.today.month == _DECEMBER)
    told = say("Those of {year} are not in the tariff yet.", lang, year=year) if missing else ""
    return (
        Offer(
            SERVICE,
            DOOR,
            say("New prices of La Poste", lang),
            (OfferedAct(say("Look for the sheet", lang), leads=PAGE),),
            detail=told,
            tag=say("to be taken in", lang) if missing else "",
            tone="warning" if missing else "plain",
            due=MISSING if missing else "",
        ),
    )


def unpriced(rows: Rows, goods: Goods, now: Now, word: str = "") -> tuple[Offer, ...]:
    """Return the card of each product that is offered and has no price today.

    Args:
        rows: The running transaction.
        goods: What can be sold, and every price.
        now: The day, the language.
        word: Those alone whose name or code goes by it.
    """
    goes_by = matcher(word)
    found = [
        product
        for product in sorted(goods.products.values(), key=lambda product: product.product)
        if goods.switches.on(product.switch) and not _has_price(product, goods, now)
        if not word or goes_by(f"{product.label} {product.product}")
    ]
    # Most words are of none: the rates are not read for them.
    rates = rates_on(rows, now.today) if found else {}
    return tuple(_card(product, rates, now) for product in found)


def _has_price(product: Product, goods: Goods, now: Now) -> bool:
    return (
        dated.latest((row for row in goods.tariff if row.product == product.product), now.today) is not None
    )


def _card(product: Product, rates: Mapping[str, int], now: Now) -> Offer:
    lang = now.lang
    price = OfferedAct(
        say("Give its price", lang),
        "tariff.set_price",
        {"product": product.product},
        _asks(product, rates, now),
    )
    pieces = (delivery(product.product, lang),) if product.stamp else ()
    return Offer(
        service=SERVICE,
        ref=f"price:{product.product}",
        title=product.label or product.product,
        acts=(price, *pieces),
        detail=product.product,
        tag=say("no price yet", lang),
        tone="warning",
    )


def _asks(product: Product, rates: Mapping[str, int], now: Now) -> tuple[Ask, ...]:
    lang = now.lang
    taxed = (
        Option(say("No VAT: post", lang), EXEMPT),
        Option(vat_label(USUAL, lang, rates.get(USUAL)), USUAL),
    )
    price = Ask("cents", say("Price, as La Poste's sheet has it?", lang), "cents")
    vat = Ask("vat_code", say("Which VAT?", lang), "choice", taxed, proposal=usual_vat(product))
    if product.family not in WEIGHED:
        return (price, vat)
    weight = Ask("max_g", say("Up to how many grams?", lang), "grams")
    zones = sorted({row.zone for row in shipped.zones() if row.scheme == product.scheme})
    options = tuple(Option(say("zone {zone}", lang, zone=zone), zone) for zone in zones)
    return (Ask("zone", say("To which zone?", lang), "choice", options), weight, price, vat)
