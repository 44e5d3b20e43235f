"""Items franked by weight: product, zone, options; they then wait for the postman.

Source: docs/trade.md, "Operations of the relay", "Postal tariffs", rules 5 to 7; docs/contract.md, "Ticket lines and
VAT".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from concierge_desk.counter.context import Context
from concierge_desk.counter.values.fields import group_of
from concierge_desk.counter.values.kinds import Integer, Items
from concierge_desk.domain.charge import Charge
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, Warned, facts
from concierge_desk.domain.signs import APOSTROPHE
from concierge_desk.services.relay.model.catalogue import OPTION, WEIGHED, Product
from concierge_desk.services.relay.model.facts.stamps import sold_product
from concierge_desk.services.relay.model.kinds import (
    CODE,
    MAX_SIDE_MM,
    MAX_WEIGHT_G,
    TRACKING,
    Country,
)
from concierge_desk.services.relay.model.numbers import LAPOSTE, oddities, read_number
from concierge_desk.services.relay.model.operations import FRANKING
from concierge_desk.services.relay.model.postage import tariff
from concierge_desk.services.relay.model.postage.destination import ZoneRow, needs_declaration, zone_of
from concierge_desk.services.relay.model.postage.limits import (
    LONGEST,
    SUM,
    SURCHARGE,
    THICKNESS,
    WEIGHT,
    Exceeded,
    LimitRow,
    Piece,
    oversize,
)
from concierge_desk.services.relay.model.postage.tariff import TariffRow
from concierge_desk.services.relay.model.stamps import Pieces, StampState, laposte_piece, older, stock_short
from concierge_desk.services.relay.model.weights import weight


@dataclass(frozen=True, slots=True)
class Stuck(Pieces):
    """Stamps out of the stock that are stuck on the item."""


@dataclass(frozen=True, slots=True)
class Frank:
    """Frank one item by weight."""

    product: Annotated[str, CODE, "Product of the tariff, such as `COL`."]
    zone: Annotated[str | None, CODE, "Zone of the tariff; may be left out where there is only one."]
    weight_g: Annotated[int, Integer(1, MAX_WEIGHT_G, "grams"), "Packed weight."]
    tracking: Annotated[str | None, TRACKING, "Then the item also waits for the postman by its number."]
    options: Annotated[
        tuple[str, ...],
        Items(CODE, most=5),
        "Products added to it, such as `AR`, in the price of the same line.",
    ] = ()
    country: Annotated[str | None, Country(), "Of the destination: gives the zone."] = None
    stamps: Annotated[
        tuple[Stuck, ...],
        Items(group_of(Stuck), most=20),
        "Stamps out of the stock that are stuck on it.",
    ] = ()
    size_mm: Annotated[
        tuple[int, ...],
        Items(Integer(1, MAX_SIDE_MM, "mm"), least=3, most=3),
        "Its three sides, where they were measured.",
    ] = ()


@dataclass(frozen=True, slots=True)
class FrankState(StampState):
    """State that a franking is decided from: that of a sale, of the product, its options and the stamps.

    Attributes:
        waiting: For whom the number asked waits for the postman.
        zones: Which country is in which zone.
        limits: Sizes and weights that the carrier takes.
    """

    waiting: frozenset[tuple[str, str]]
    zones: Sequence[ZoneRow]
    limits: Sequence[LimitRow]


def frank(state: FrankState, command: Frank, context: Context) -> tuple[Event, ...]:
    """Frank one item: the band of its weight on the day, and its options; it then waits for the postman.

    An option by itself, such as the advice of receipt, goes with its letter: it is paid for, but it is no piece.

    Raises:
        Refused: ``relay.operation_off``, ``relay.not_by_weight``, ``tariff.unknown``, ``tariff.over_limit``,
            ``relay.zone_differs``, ``relay.country_unknown``, ``relay.option_unfit``,
            ``relay.already_deposited``.

    Warns:
        ``relay.tracking_missing``, ``relay.customs_form``, ``relay.overstamped``,
        ``relay.too_long``, ``relay.too_large``, ``relay.too_thick``, ``relay.too_heavy``,
        ``relay.surcharge``, and as `oddities`, `older`, `stock_short`.
    """
    _check_weighed(command, state)
    day = context.business_day
    zone = _zone(command, state, context)
    rows = [tariff.price(state.tariff, command.product, zone, command.weight_g, day)]
    rows += [_option(code, command, state, context) for code in _options(command, state)]
    number, warnings = _number(command, state, context)
    worth = _worth(command, state, context)
    piece = not is_option(command.product, state.products)
    receipt = (f"deposit:{context.next_seq + len(context.earlier)}",) if piece and number else ()
    return (
        Event(
            "relay.franked",
            {
                **facts(command, "product", "country", "weight_g"),
                "zone": zone,
                "max_g": rows[0].max_g,
                "tracking": number,
                "pieces": 1 if piece else 0,
                "options": [row.product for row in rows[1:]],
                "stamps": [facts(item, "product", "quantity") for item in command.stamps],
            },
            aud=LAPOSTE,
            charge=_charge(rows, state.rates, worth),
            warnings=(
                *warnings,
                *_told(rows, command, state, context),
                *(warning for item in command.stamps for warning in stock_short(item, state.stock, context)),
                *_overstamped(rows, worth),
            ),
            documents=receipt,
            always_printed=receipt,
        ),
    )


def _check_weighed(command: Frank, state: FrankState) -> None:
    """Refuse what is not franked by weight, and what the shop does not offer, options included."""
    product = state.products.get(command.product)
    if product is not None and product.family not in WEIGHED:
        raise Refused("relay.not_by_weight", product=command.product)
    added = [state.products[code] for code in command.options if code in state.products]
    state.switches.require(FRANKING, *[option.switch for option in added if option.operation])


def is_option(product: str, products: Mapping[str, Product]) -> bool:
    """Say whether a product is only added to an item."""
    return product in products and products[product].family == OPTION


def _zone(command: Frank, state: FrankState, context: Context) -> str:
    product = state.products.get(command.product)
    if command.country is None or product is None or product.scheme is None:
        return command.zone or _only_zone(command.product, state.tariff)
    zone = zone_of(state.zones, product.scheme, command.country, context.business_day)
    if command.zone not in (None, zone):
        raise Refused("relay.zone_differs", country=command.country, zone=zone)
    return zone


def _only_zone(product: str, rows: Sequence[TariffRow]) -> str:
    zones = {row.zone for row in rows if row.product == product}
    if len(zones) != 1:
        raise Refused("tariff.unknown", product=product, zone=None, weight_g=None)
    return zones.pop()


def _options(command: Frank, state: FrankState) -> tuple[str, ...]:
    product = state.products.get(command.product)
    allowed = product.options if product else ()
    for code in command.options:
        if code not in allowed:
            raise Refused("relay.option_unfit", product=command.product, option=code)
    return tuple(dict.fromkeys(command.options))


def _option(code: str, command: Frank, state: FrankState, context: Context) -> TariffRow:
    zone = _only_zone(code, state.tariff)
    return tariff.price(state.tariff, code, zone, command.weight_g, context.business_day)


def _number(command: Frank, state: FrankState, context: Context) -> tuple[str | None, tuple[Warned, ...]]:
    if command.tracking is None:
        product = state.products.get(command.product)
        added = [state.products[code] for code in command.options if code in state.products]
        tracked = any(item.tracked for item in (product, *added) if item is not None)
        return None, (Warned("relay.tracking_missing", {}),) if tracked else ()
    found = read_number(command.tracking)
    taken = {
        event.data["tracking"]
        for event in context.earlier
        if event.kind == "relay.franked" and event.data["pieces"]
    }
    waits = (LAPOSTE, found.number) in state.waiting or found.number in taken
    if waits and not is_option(command.product, state.products):
        raise Refused("relay.already_deposited", tracking=found.number)
    return found.number, oddities(found, None)


def _worth(command: Frank, state: FrankState, context: Context) -> int | None:
    """Return what the stamps given are worth on the day; None without stamps.

    Source: docs/trade.md, rule 7.
    """
    if not command.stamps:
        return None
    worth = 0
    for item in command.stamps:
        sold_product(item.product, state.products, state.tariff)
        worth += tariff.stamp(state.tariff, item.product, context.business_day).cents * item.quantity
    return worth


def _told(
    rows: Sequence[TariffRow], command: Frank, state: FrankState, context: Context
) -> tuple[Warned, ...]:
    """Return what the paper of a destination, the measures and the age of a price give to say."""
    day = context.business_day
    product = state.products.get(command.product)
    found = [warning for row in rows for warning in older(row, day)]
    if command.country is not None and needs_declaration(state.zones, command.country, day):
        found.append(Warned("relay.customs_form", {"country": command.country}))
    if product is not None:
        sides = (command.size_mm[0], command.size_mm[1], command.size_mm[2]) if command.size_mm else None
        piece = Piece(product.family, product.product, command.weight_g, sides)
        found += [
            Warned(_told_of(over), {"most": over.most, "source": over.source})
            for over in oversize(state.limits, piece, day)
        ]
    return tuple(found)


def _told_of(over: Exceeded) -> str:
    return "relay.surcharge" if over.what == SURCHARGE else _BEYOND[over.measure]


_BEYOND = {
    LONGEST: "relay.too_long",
    SUM: "relay.too_large",
    THICKNESS: "relay.too_thick",
    WEIGHT: "relay.too_heavy",
}


def _overstamped(rows: Sequence[TariffRow], worth: int | None) -> tuple[Warned, ...]:
    surplus = (worth or 0) - sum(row.cents for row in rows)
    return (Warned("relay.overstamped", {"surplus_cents": surplus}),) if surplus > 0 else ()


def _charge(rows: Sequence[TariffRow], rates: Mapping[str, int], worth: int | None) -> Charge:
    cents = sum(row.cents for row in rows)
    label = " + ".join([_band_label(rows[0]), *[row.label for row in rows[1:]]])
    piece = laposte_piece(label, cents, rows[0], rates)
    if worth is None:
        return piece
    return replace(piece, details={**piece.details, "complement_cents": max(0, cents - worth)})


def _band_label(row: TariffRow) -> str:
    """Return what an item of a band is called: the product, and up to which weight its price holds."""
    return row.label if row.max_g is None else f"{row.label}, jusqu{APOSTROPHE}à {weight(row.max_g, 'fr')}"
