"""The shop's own catalogue: dated prices, VAT, nature, barcodes; pure.

Source: docs/contract.md, "Amounts and dated rows"; docs/requirements.md, R-2.10; docs/requirements.md, R-6.05
(nature).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from concierge_desk.counter.context import Context
from concierge_desk.counter.service import Undone
from concierge_desk.domain.charge import OWN, REGIME_OWN, THOUSAND, Charge
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, Warned


@dataclass(frozen=True, slots=True)
class SellArticle:
    """Sell an article, by its code or its barcode."""

    article: str | None
    barcode: str | None
    quantity: int


@dataclass(frozen=True, slots=True)
class SetArticle:
    """Say what an article is from a day on."""

    article: str
    label: str
    cents: int
    vat_code: str
    nature: str
    barcodes: tuple[str, ...]
    valid_from: date | None
    new: bool = False


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """Facts of an article from a day on; `valid_from` is an ISO text."""

    article: str
    label: str
    cents: int
    vat_code: str
    nature: str
    valid_from: str


@dataclass(frozen=True, slots=True)
class Sale:
    """State that a sale is decided from: the article's rows, oldest first, and the rates of the day."""

    rows: Sequence[ArticleRow]
    rates: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """State that an article is set from: owners of its barcodes, codes of VAT, whether it is known."""

    owners: Mapping[str, str]
    rates: Mapping[str, int]
    known: bool = False


def sell(state: Sale, command: SellArticle, context: Context) -> tuple[Event, ...]:
    """Sell at the price and rate of the day.

    Raises:
        Refused: ``shop.article_needed``, ``shop.unknown``, ``shop.unpriced``, ``vat.unknown``.
    """
    asked = command.article or command.barcode
    if asked is None:
        raise Refused("shop.article_needed")
    if not state.rows:
        raise Refused("shop.unknown", article=asked)
    day = context.business_day.isoformat()
    row = next((row for row in reversed(state.rows) if row.valid_from <= day), None)
    if row is None:
        raise Refused("shop.unpriced", article=asked)
    charge = Charge(
        label=row.label,
        quantity_thousandths=command.quantity * THOUSAND,
        unit_cents=row.cents,
        cents=row.cents * command.quantity,
        fund=OWN,
        regime=REGIME_OWN,
        vat_code=row.vat_code,
        rate=_rate(state.rates, row.vat_code, day),
        nature=row.nature,
    )
    return (Event("shop.sold", {"article": row.article, "quantity": command.quantity}, charge=charge),)


def take_back(_state: None, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Take pieces of an article back: the same kind, negated."""
    pieces = undone.quantity_thousandths // THOUSAND
    return (Event("shop.sold", {"article": undone.posted.data["article"], "quantity": -pieces}),)


def set_article(state: Catalogue, command: SetArticle, context: Context) -> tuple[Event, ...]:
    """Write an article's row; older rows keep old tickets' prices.

    Raises:
        Refused: ``shop.known``, ``shop.barcode_taken``, ``vat.unknown``.
    """
    if command.new and state.known:
        raise Refused("shop.known", article=command.article)
    from stdnum import ean  # noqa: PLC0415  (articles are made seldom)

    _rate(state.rates, command.vat_code, context.business_day.isoformat())
    for barcode in command.barcodes:
        owner = state.owners.get(barcode)
        if owner not in (None, command.article):
            raise Refused("shop.barcode_taken", barcode=barcode, article=owner)
    odd = tuple(
        Warned("shop.barcode_key", {"barcode": barcode})
        for barcode in command.barcodes
        if barcode.isdigit() and len(barcode) in (8, 13) and not ean.is_valid(barcode)
    )
    return (article_event(command, context, odd),)


def article_event(command: SetArticle, context: Context, warnings: tuple[Warned, ...] = ()) -> Event:
    """Return ``shop.article_set``; without a day it holds from the operation's."""
    return Event(
        "shop.article_set",
        {
            "article": command.article,
            "label": command.label,
            "cents": command.cents,
            "vat_code": command.vat_code,
            "nature": command.nature,
            "barcodes": sorted(set(command.barcodes)),
            "valid_from": (command.valid_from or context.business_day).isoformat(),
        },
        warnings=warnings,
    )


def _rate(rates: Mapping[str, int], code: str, day: str) -> int:
    if code not in rates:
        raise Refused("vat.unknown", vat_code=code, day=day)
    return rates[code]
