"""Stamps sold by the piece, items franked by weight, the stock of stamps.

Source: domain.md §1.2, §3, §9 rules 5 to 7; DESIGN §5 (mandate prices are the tariff's).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from concierge_desk.counter.service import Context
from concierge_desk.domain import tariff
from concierge_desk.domain.charge import REGIME_MANDATE, Charge, mandate_of
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, Posted, Warned
from concierge_desk.domain.tariff import TariffRow
from concierge_desk.services.relay.model.numbers import LAPOSTE, oddities, read_number

FUND = mandate_of(LAPOSTE)
OPTION = "option"
"""Family of what is added to an item: it is never handed over by itself."""


@dataclass(frozen=True, slots=True)
class Product:
    """What a product is: sold as a stamp or not, with a number or not."""

    product: str
    family: str
    stamp: bool
    tracked: bool


@dataclass(frozen=True, slots=True)
class Sell:
    """Sell stamps by the piece."""

    product: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Frank:
    """Frank one item by weight."""

    product: str
    zone: str | None
    weight_g: int
    tracking: str | None


@dataclass(frozen=True, slots=True)
class ReceiveStock:
    """La Poste brings stamps."""

    product: str
    quantity: int


@dataclass(frozen=True, slots=True)
class StampState:
    """What a sale needs: prices, products, the stock of this product, rates by code."""

    tariff: Sequence[TariffRow]
    products: Mapping[str, Product]
    stock: int
    rates: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class FrankState:
    """What a franking needs: prices, products, numbers that wait for the postman, rates by code."""

    tariff: Sequence[TariffRow]
    products: Mapping[str, Product]
    waiting: frozenset[str]
    rates: Mapping[str, int]


def sell(state: StampState, command: Sell, context: Context) -> tuple[Event, ...]:
    """Sell stamps at the price of the day; beyond the stock with a warning.

    Raises:
        Refused: ``tariff.unknown``.
    """
    _check_stamp(command.product, state.tariff, state.products)
    row = tariff.stamp(state.tariff, command.product, context.business_day)
    left = state.stock - _sold_before(command.product, context)
    warnings: tuple[Warned, ...] = ()
    if command.quantity > left:
        warnings = (Warned("relay.stock_short", {"product": command.product, "stock": left}),)
    return (
        Event(
            "relay.sold",
            {"product": command.product, "quantity": command.quantity},
            aud=LAPOSTE,
            charge=_charge(row, state.rates, command.quantity, f"Timbre {row.label}"),
            warnings=warnings,
        ),
    )


def frank(state: FrankState, command: Frank, context: Context) -> tuple[Event, ...]:
    """Frank one item: the band of its weight on the day; it then waits for the postman.

    An option, such as the advice of receipt, goes with its letter: it is paid for, but it is no piece.

    Raises:
        Refused: ``tariff.unknown``, ``tariff.over_limit``, ``relay.already_deposited``.
    """
    zone = command.zone or _only_zone(command.product, state.tariff)
    row = tariff.price(state.tariff, command.product, zone, command.weight_g, context.business_day)
    number, warnings = _number(command, state, context)
    return (
        Event(
            "relay.franked",
            {
                "product": command.product,
                "zone": zone,
                "weight_g": command.weight_g,
                "max_g": row.max_g,
                "tracking": number,
                "pieces": 0 if _is_option(command.product, state) else 1,
            },
            aud=LAPOSTE,
            charge=_charge(row, state.rates, 1, row.label),
            warnings=warnings,
        ),
    )


def receive_stock(state: StampState, command: ReceiveStock, _context: Context) -> tuple[Event, ...]:
    """Add stamps to the stock.

    Raises:
        Refused: ``tariff.unknown``.
    """
    _check_stamp(command.product, state.tariff, state.products)
    return (
        Event(
            "relay.stock_received", {"product": command.product, "quantity": command.quantity}, aud=LAPOSTE
        ),
    )


def stock_answer(posted: Sequence[Posted]) -> dict[str, Any]:
    """Return what was added."""
    return {name: posted[-1].data[name] for name in ("product", "quantity")}


def _check_stamp(code: str, rows: Sequence[TariffRow], products: Mapping[str, Product]) -> None:
    """Refuse what is not a stamp of the tariff, on whatever day: a slip of the finger or of the scanner."""
    for row in rows:
        name = row.product if row.max_g is None else f"{row.product}_{row.max_g}"
        product = products.get(row.product)
        if name == code and product is not None and product.stamp:
            return
    raise Refused("tariff.unknown", product=code, zone=None, weight_g=None)


def _sold_before(product: str, context: Context) -> int:
    return sum(
        event.data["quantity"]
        for event in context.earlier
        if event.kind == "relay.sold" and event.data["product"] == product
    )


def _only_zone(product: str, rows: Sequence[TariffRow]) -> str:
    zones = {row.zone for row in rows if row.product == product}
    if len(zones) != 1:
        raise Refused("tariff.unknown", product=product, zone=None, weight_g=None)
    return zones.pop()


def _number(command: Frank, state: FrankState, context: Context) -> tuple[str | None, tuple[Warned, ...]]:
    if command.tracking is None:
        product = state.products.get(command.product)
        missing = product is not None and product.tracked
        return None, (Warned("relay.tracking_missing", {}),) if missing else ()
    found = read_number(command.tracking)
    taken = {
        event.data["tracking"]
        for event in context.earlier
        if event.kind == "relay.franked" and event.data["pieces"]
    }
    if found.number in state.waiting | taken and not _is_option(command.product, state):
        raise Refused("relay.already_deposited", tracking=found.number)
    return found.number, oddities(found, None)


def _is_option(product: str, state: FrankState) -> bool:
    return product in state.products and state.products[product].family == OPTION


def _charge(row: TariffRow, rates: Mapping[str, int], quantity: int, label: str) -> Charge:
    details: dict[str, int | str | None] = {"max_g": row.max_g}
    return Charge(
        label=label if row.max_g is None else f"{label} {row.max_g}\u00a0g",
        quantity_thousandths=quantity * 1000,
        unit_cents=row.cents,
        cents=row.cents * quantity,
        fund=FUND,
        regime=REGIME_MANDATE,
        vat_code=row.vat_code,
        rate=rates[row.vat_code],
        nature="service",
        on_behalf="LA POSTE",
        details=details,
    )
