"""Loads of the acts about prices and stamps."""

from collections.abc import Sequence

from concierge_desk.counter.context import Context
from concierge_desk.services.relay.model.franking import Frank, FrankState
from concierge_desk.services.relay.model.given_prices import SetPrice
from concierge_desk.services.relay.model.stamps import SellStamps, StampState
from concierge_desk.services.relay.model.stock.moves import CountStock, SpoilStock
from concierge_desk.services.relay.model.stock.packs import OpenPack
from concierge_desk.services.relay.model.tariffs import ImportTariff, PreviewTariff, TariffState
from concierge_desk.services.relay.tables import shipped
from concierge_desk.services.relay.tables.looks import labels, pieces, switches, waiting_number
from concierge_desk.services.relay.tables.prices import names_of, products, tariff_rows
from concierge_desk.store.connection import Connection
from concierge_desk.store.settings import rates_on


def load_stamp(
    connection: Connection, command: SellStamps | SpoilStock | OpenPack, context: Context
) -> StampState:
    """Return what selling by the piece, or taking it out of the stock, needs."""
    return _stamps(connection, [command.product], context)


def load_count(connection: Connection, command: CountStock, context: Context) -> StampState:
    """Return what counting one product, or several, needs."""
    codes = [command.product] if command.product else [line.product for line in command.lines or ()]
    return _stamps(connection, codes, context)


def _stamps(connection: Connection, codes: Sequence[str], context: Context) -> StampState:
    names = [name for code in codes for name in names_of(code)]
    return StampState(
        tariff=tariff_rows(connection, names),
        products=products(connection, names),
        stock=pieces(connection, codes),
        rates=rates_on(connection, context.business_day),
        switches=switches(connection),
    )


def load_frank(connection: Connection, command: Frank, context: Context) -> FrankState:
    """Return what franking needs."""
    stamps = [item.product for item in command.stamps]
    names = [command.product, *command.options, *[name for code in stamps for name in names_of(code)]]
    return FrankState(
        tariff=tariff_rows(connection, names),
        products=products(connection, names),
        waiting=waiting_number(connection, command.tracking),
        rates=rates_on(connection, context.business_day),
        switches=switches(connection),
        zones=shipped.zones() if command.country else (),
        limits=shipped.limits(),
        stock=pieces(connection, stamps),
    )


def load_tariff(
    connection: Connection, _command: ImportTariff | PreviewTariff | SetPrice, context: Context
) -> TariffState:
    """Return what new prices are judged against: the prices of all years, the catalogue, the rates."""
    return TariffState(
        known=tariff_rows(connection),
        products=frozenset(products(connection)),
        rates=rates_on(connection, context.business_day),
        labels=labels(connection),
    )
