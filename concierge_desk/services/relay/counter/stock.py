"""Cards of the relay's own stock: the drawer counted, brought, opened, gone; orders from the proposal until they came.

Source: docs/trade.md, "Daily statement of the relay" 3; decision 0078.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from concierge_desk.counter.cards.listed_options import listed_options
from concierge_desk.counter.cards.offers import MOST_OFFERS, Ask, Now, Offer, OfferedAct, Option
from concierge_desk.counter.cards.words import agreed, long_day, say
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.settings.values import in_force
from concierge_desk.counter.texts.speech import Speech
from concierge_desk.i18n import N_
from concierge_desk.services.relay.counter.items import SERVICE
from concierge_desk.services.relay.counter.sales import delivery, is_sold, place_of, sold_by_piece
from concierge_desk.services.relay.model.catalogue import product_name
from concierge_desk.services.relay.model.settings import LEAD_DAYS
from concierge_desk.services.relay.model.stock.figures import Order, RestockFigures
from concierge_desk.services.relay.model.stock.kinds import AWAITED, SPOILT
from concierge_desk.services.relay.model.stock.orders import needed
from concierge_desk.services.relay.tables import counter as tables
from concierge_desk.services.relay.tables import stock as stock_tables
from concierge_desk.services.relay.tables.counter import Goods

PAGE = "relay_stock"
"""Page on which the whole drawer is counted, a delivery checked in, an order changed."""

COUNT, DELIVERY, ORDER = "stock_count", "stock_delivery", "stock_order"
"""Cards that lead to it, each to the part of its name; an order is a part too, by its number."""

_MOST_NAMED = 3


def drawer(rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return the drawer of stamps: what is counted, brought by La Poste, opened, or gone."""
    goods, lang = tables.goods(rows, now.today), now.lang
    labels = _labels(goods)
    known = tuple(
        _product(code, goods, labels, lang)
        for code in sorted(goods.par.keys() | goods.stock.keys(), key=place_of)
        if is_sold(code, goods)
    )
    # What comes last would be cut off behind a full drawer.
    first = MOST_OFFERS - 1 - len(_WHOLE)
    whole = tuple(_leads(ref, title, label, lang) for ref, title, label in _WHOLE) if known else ()
    return (*known[:first], *whole, *_first_delivery(goods, now), *known[first:])


_WHOLE = (
    (COUNT, N_("The whole stock"), N_("Count it product by product")),
    (DELIVERY, N_("A delivery of several products"), N_("Check it in")),
)


def _leads(ref: str, title: str, label: str, lang: str) -> Offer:
    return Offer(SERVICE, ref, say(title, lang), (OfferedAct(say(label, lang), leads=f"{PAGE}:{ref}"),))


def _labels(goods: Goods) -> dict[str, str]:
    return {code: product.label for code, product in goods.products.items() if product.label}


def _first_delivery(goods: Goods, now: Now) -> tuple[Offer, ...]:
    """Return how something is delivered that was never in the drawer; nothing where everything was."""
    options = tuple(
        Option(name, code)
        for code, name in sold_by_piece(goods)
        if code not in goods.par and code not in goods.stock
    )
    if not options:
        return ()
    what = Ask("product", say("What was brought?", now.lang), "choice", options)
    act = delivery("", now.lang)
    first = OfferedAct(act.label, act.do, {}, (what, *act.asks))
    return (Offer(SERVICE, "stock", say("Something that was never in stock", now.lang), (first,)),)


def _product(code: str, goods: Goods, labels: Mapping[str, str], lang: str) -> Offer:
    name, left = product_name(code, labels), goods.stock.get(code, 0)

    def act(label: str, command: str, field: str, question: str) -> OfferedAct:
        asks = (Ask(field, say(question, lang), "count"),)
        return OfferedAct(say(label, lang), command, {"product": code}, asks)

    acts = [
        act(N_("Count"), "relay.stock_count", "counted", N_("How many are there?")),
        delivery(code, lang),
    ]
    if left > 0:
        acts.append(
            act(N_("Set aside as spoilt"), "relay.stock_spoil", "quantity", N_("How many are spoilt?"))
        )
        acts.append(_gone(code, lang))
    if left > 0 and code in goods.packs:
        acts.insert(0, act(N_("Open"), "relay.open_pack", "quantity", N_("How many are opened?")))
    return Offer(
        service=SERVICE,
        ref=f"stock:{code}",
        title=say("Stock: {name}", lang, name=name),
        acts=tuple(acts),
        detail=say("{count} in stock", lang, count=left),
    )


def _gone(code: str, lang: str) -> OfferedAct:
    """Return how pieces are told that are gone for another reason; what is declared has its paper."""
    reasons = tuple(one for one in listed_options("stock_reason", lang) if one.value != SPOILT)
    asks = (
        Ask("reason", say("What has become of them?", lang), "choice", reasons),
        Ask("quantity", say("How many are gone?", lang), "count"),
        Ask("noticed_day", say("When was it noticed?", lang), "day", optional=True),
    )
    return OfferedAct(say("Stolen, lost, out of date", lang), "relay.stock_spoil", {"product": code}, asks)


def orders(rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return the proposal, and the orders that something is still to come of."""
    goods = tables.goods(rows, now.today)
    labels = _labels(goods)
    awaited = tuple(_order(one, labels, now) for one in stock_tables.orders(rows))
    return (
        _proposal(stock_tables.demand(rows, now.today), goods, in_force(rows, LEAD_DAYS), now.lang),
        *awaited,
    )


def order(rows: Rows, number: str, now: Now) -> tuple[Offer, ...]:
    """Return the card of an order by its number; nothing for one that there is none of."""
    found = stock_tables.order(rows, number)
    return () if found is None else (_order(found, _labels(tables.goods(rows, now.today)), now),)


def _proposal(demand: RestockFigures, goods: Goods, lead_days: int, lang: str) -> Offer:
    named = sorted(demand.par.keys() | demand.stock.keys() | demand.sold.keys(), key=place_of)
    asked = [
        (code, pieces)
        for code in named
        if is_sold(code, goods) and (pieces := needed(code, demand, lead_days))
    ]
    leads = f"{PAGE}:{ORDER}"
    if not asked:
        other = OfferedAct(say("Order something all the same", lang), leads=leads)
        told = say("What should be there is there, or on its way.", lang)
        return Offer(SERVICE, ORDER, say("Order stamps", lang), (other,), told)
    act = OfferedAct(say("Order what is proposed", lang), "relay.order_stock")
    change = OfferedAct(say("Change it first", lang), leads=leads)
    return Offer(SERVICE, ORDER, say("Order stamps", lang), (act, change), _said(asked, _labels(goods), lang))


def _said(pieces: list[tuple[str, int]], labels: Mapping[str, str], lang: str) -> str:
    named = [f"{count}\u00a0×\u00a0{product_name(code, labels)}" for code, count in pieces[:_MOST_NAMED]]
    more = len(pieces) - len(named)
    if more:
        named.append(Speech(lang).count("one product more", "{count} products more", more))
    return ", ".join(named)


def _order(one: Order, labels: Mapping[str, str], now: Now) -> Offer:
    lang = now.lang
    paper = OfferedAct(say("Its paper", lang), paper=f"order:{one.number}")
    rest = [(line.product, line.awaited) for line in one.lines if line.awaited]
    return Offer(
        service=SERVICE,
        ref=one.number,
        title=say("Order {number}", lang, number=one.number),
        acts=(*_comes(one, lang), paper) if one.state in AWAITED else (paper,),
        detail=_said(rest, labels, lang) if one.state in AWAITED else "",
        tag=say(_STATES[one.state], lang),
        rule=say("Ordered on {day}", lang, day=long_day(date.fromisoformat(one.day), now.today, lang)),
        short=say("Order {number}", lang, number=one.number),
    )


_STATES = {
    "open": N_("nothing has come yet"),
    "part": N_("a part has come"),
    "closed": N_("closed"),
    "cancelled": N_("taken back"),
}


def _comes(one: Order, lang: str) -> Iterator[OfferedAct]:
    """Yield how a delivery is checked in."""
    yield OfferedAct(say("Check it in by scan", lang), leads=f"{PAGE}:{one.number}")
    yield OfferedAct(
        say("All came as ordered", lang),
        "relay.stock_receive",
        {"order": one.number},
        (agreed(N_("Was all of it counted?"), lang),),
    )
    yield OfferedAct(
        say("Nothing more will come", lang),
        "relay.stock_receive",
        {"order": one.number, "lines": [], "complete": True},
        (agreed(N_("Is the order to be closed?"), lang),),
    )
