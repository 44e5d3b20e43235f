"""Stamps and all that is sold by the piece: prepaid envelopes, packaging, stickers.

Source: docs/trade.md, "Operations of the relay", "Postal tariffs", rules 1, 5 and 7; docs/contract.md, "Ticket lines
and VAT".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from concierge_desk.counter.context import Context
from concierge_desk.domain.charge import REGIME_MANDATE, THOUSAND, Charge, mandate_of
from concierge_desk.domain.journal import Event, Warned, facts
from concierge_desk.services.relay.model.catalogue import PACKAGING, Product
from concierge_desk.services.relay.model.facts.stamps import pieces_of, sold_product, stamp_label
from concierge_desk.services.relay.model.kinds import HowMany, StampCode
from concierge_desk.services.relay.model.numbers import LAPOSTE
from concierge_desk.services.relay.model.operations import Switches
from concierge_desk.services.relay.model.postage import tariff
from concierge_desk.services.relay.model.postage.tariff import GIVEN, GIVEN_MARK, TariffRow

FUND = mandate_of(LAPOSTE)


@dataclass(frozen=True, slots=True)
class Pieces:
    """Pieces of something that is sold by the piece."""

    product: StampCode
    quantity: HowMany


@dataclass(frozen=True, slots=True)
class SellStamps(Pieces):
    """Sell by the piece."""


@dataclass(frozen=True, slots=True)
class StampState:
    """State that a sale is decided from.

    Attributes:
        tariff: Rows of the products, of all years.
        products: The catalogue, as far as it is asked for.
        stock: Pieces of what is sold by the piece.
        rates: VAT rates by code.
        switches: What the shop offers.
    """

    tariff: Sequence[TariffRow]
    products: Mapping[str, Product]
    stock: Mapping[str, int]
    rates: Mapping[str, int]
    switches: Switches


def sell(state: StampState, command: SellStamps, context: Context) -> tuple[Event, ...]:
    """Sell stamps at the price of the day; beyond the stock with a warning.

    Raises:
        Refused: ``relay.operation_off``, ``tariff.unknown``.

    Warns:
        As `older`, `stock_short`.
    """
    product = sold_product(command.product, state.products, state.tariff)
    state.switches.require(product.switch)
    row = tariff.stamp(state.tariff, command.product, context.business_day)
    nature = "goods" if product.family == PACKAGING else "service"
    piece = laposte_piece(stamp_label(row, product), row.cents, row, state.rates, nature=nature)
    return (
        Event(
            "relay.sold",
            facts(command, "product", "quantity"),
            aud=LAPOSTE,
            charge=piece.times(command.quantity),
            warnings=(*older(row, context.business_day), *stock_short(command, state.stock, context)),
        ),
    )


def laposte_piece(
    label: str, cents: int, row: TariffRow, rates: Mapping[str, int], *, nature: str = "service"
) -> Charge:
    """Return the line of one piece that is sold for La Poste.

    Args:
        label: As the ticket prints it.
        cents: Its price, tax included.
        row: The row of the tariff that gives its VAT and its band.
        rates: VAT rates by code.
        nature: ``goods`` or ``service``.
    """
    return Charge(
        label=f"{label}{GIVEN_MARK}" if row.source == GIVEN else label,
        quantity_thousandths=THOUSAND,
        unit_cents=cents,
        cents=cents,
        fund=FUND,
        regime=REGIME_MANDATE,
        vat_code=row.vat_code,
        rate=rates[row.vat_code],
        nature=nature,
        on_behalf="LA POSTE",
        details={"max_g": row.max_g},
    )


def stock_short(sold: Pieces, stock: Mapping[str, int], context: Context) -> tuple[Warned, ...]:
    """Tell that the stock does not hold so many pieces, less those that earlier acts of the same visit take.

    Warns:
        ``relay.stock_short``.
    """
    left = stock.get(sold.product, 0) - sum(pieces_of(event, sold.product) for event in context.earlier)
    short = Warned("relay.stock_short", {"product": sold.product, "stock": left})
    return (short,) if sold.quantity > left else ()


def older(row: TariffRow, day: date) -> tuple[Warned, ...]:
    """Tell that a price is of an earlier year: La Poste's change each 1 January.

    Source: docs/trade.md, "Rules of the tariff rows".

    Warns:
        ``tariff.of_last_year``.
    """
    if row.valid_to is None and row.valid_from.year < day.year:
        return (
            Warned("tariff.of_last_year", {"product": row.product, "valid_from": row.valid_from.isoformat()}),
        )
    return ()
