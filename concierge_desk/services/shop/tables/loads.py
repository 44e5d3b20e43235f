"""Loads of the shop's acts."""

from concierge_desk.counter.context import Context
from concierge_desk.counter.partners.known import made_partner
from concierge_desk.counter.partners.partner import Partner
from concierge_desk.services.shop.model.articles import (
    Catalogue,
    KeyedArticles,
    Sale,
    SellArticle,
    SetArticle,
    SetFavourites,
)
from concierge_desk.services.shop.tables import article_on, favourites, owner_of
from concierge_desk.store.connection import Connection
from concierge_desk.store.settings import rates_on


def load_sale(connection: Connection, command: SellArticle, context: Context) -> Sale:
    """Return the article as it is on the day, and the rates of the day."""
    article = command.article or owner_of(connection, command.barcode)
    row = article_on(connection, article, context.business_day)
    return Sale(
        row, rates_on(connection, context.business_day), _owner(connection, row.partner if row else None)
    )


def load_article(connection: Connection, command: SetArticle, context: Context) -> Catalogue:
    """Return whose each of its barcodes is, the codes of VAT, and whether there is such an article."""
    owners = {barcode: owner for barcode in command.barcodes if (owner := owner_of(connection, barcode))}
    today = context.business_day
    return Catalogue(
        owners,
        rates_on(connection, today),
        article_on(connection, command.article, today) is not None,
        _owner(connection, command.partner),
    )


def _owner(connection: Connection, code: str | None) -> Partner | None:
    return None if code is None else made_partner(connection, code)


def load_favourites(connection: Connection, command: SetFavourites, context: Context) -> KeyedArticles:
    """Return which articles have a key, and which of those that are named are known."""
    known = (one for one in command.articles if article_on(connection, one, context.business_day) is not None)
    return KeyedArticles(favourites(connection), frozenset(known))
