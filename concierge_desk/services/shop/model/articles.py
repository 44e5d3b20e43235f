"""The shop's own catalogue: dated prices, VAT, nature, barcodes; pure.

Source: docs/contract.md, "Amounts and dated rows"; docs/requirements.md, R-2.10; docs/requirements.md, R-6.05
(nature).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.partners.partner import Partner, for_partner, require_in_force
from concierge_desk.counter.service import Undone
from concierge_desk.counter.till.natures import DURABLE, GOODS, SERVICE
from concierge_desk.counter.values.fields import Otherwise, form_of
from concierge_desk.counter.values.journal_texts import AskedTwice, BarcodeText, Label, NewCode
from concierge_desk.counter.values.kinds import Choice, Code, Day, Flag, Integer, Items, cents
from concierge_desk.counter.values.partner_codes import PartnerCode
from concierge_desk.domain.accounting.vat_rates import VatRow, rate_of, rate_on
from concierge_desk.domain.charge import THOUSAND, own_piece
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, Warned, facts
from concierge_desk.services.shop.model.facts import ArticleRow

CODE = Code()
BARCODE = BarcodeText()
NEW_CODE = NewCode(CODE)
PRICE = cents()


@dataclass(frozen=True, slots=True)
class SellArticle:
    """Sell an article, by its code or its barcode."""

    article: Annotated[str | None, CODE, "Code in the catalogue."]
    barcode: Annotated[str | None, BARCODE, "Scanned, instead of the code."]
    quantity: Annotated[int, Integer(1, 10_000, "pieces"), "How many; one by default."] = 1


@dataclass(frozen=True, slots=True)
class SetArticle:
    """Say what an article is from a day on."""

    article: Annotated[str, NEW_CODE, "Code in the catalogue."]
    label: Annotated[str, Label(max_length=60), "As the ticket prints it."]
    cents: Annotated[int, PRICE, "Price, tax included."]
    vat_code: Annotated[str, CODE, "Code of the dated rates, such as `TVA_20`."]
    nature: Annotated[
        str,
        Choice((GOODS, DURABLE, SERVICE)),
        "On site is a service, taken away is goods; durable goods bear the legal guarantee.",
    ]
    barcodes: Annotated[tuple[str, ...], Items(BARCODE), "All its barcodes.", Otherwise(())]
    valid_from: Annotated[date | None, Day(), "First day; today by default."]
    new: Annotated[bool, Flag(), "Refuse a code that an article has already."] = False
    partner: Annotated[str | None, PartnerCode(), "Whose it is, where it is sold for a partner."] = None
    confirmed: AskedTwice = False


@dataclass(frozen=True, slots=True)
class SetFavourites:
    """Say which articles have a key, in the order of the keys."""

    articles: Annotated[
        tuple[str, ...],
        Items(CODE),
        "Their codes; none: every article has one, by its code, as long as there are keys.",
    ]


@dataclass(frozen=True, slots=True)
class KeyedArticles:
    """State that keys are given from: those that have one, and which of the named are known."""

    before: tuple[str, ...]
    known: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sale:
    """State that a sale is decided from: the article as it is, or will be at first; the rates of the day; whose it is."""

    row: ArticleRow | None
    rates: Mapping[str, int]
    partner: Partner | None = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """State that an article is set from: owners of its barcodes, codes of VAT, whether it is known; whose it is."""

    owners: Mapping[str, str]
    rates: Mapping[str, int]
    known: bool = False
    partner: Partner | None = None


def sell(state: Sale, command: SellArticle, context: Context) -> tuple[Event, ...]:
    """Sell at the price and rate of the day; what is a partner's for him, as his regime says.

    Raises:
        Refused: ``shop.article_needed``, ``shop.unknown``, ``shop.unpriced``, ``vat.unknown``, and as
            `require_in_force`.
    """
    asked, row, day = command.article or command.barcode, state.row, context.business_day.isoformat()
    if asked is None:
        raise Refused("shop.article_needed")
    if row is None:
        raise Refused("shop.unknown", article=asked)
    if row.valid_from > day:
        raise Refused("shop.unpriced", article=asked)
    rate = rate_of(state.rates, row.vat_code, context.business_day)
    piece, aud = own_piece(row.label, row.cents, row.vat_code, rate, row.nature), ""
    if row.partner is not None:
        owner = require_in_force(state.partner, row.partner, context.business_day)
        piece, aud = for_partner(piece, owner), owner.aud
    data = {"article": row.article, "quantity": command.quantity}
    return (Event("shop.sold", data, aud=aud, charge=piece.times(command.quantity)),)


def take_back(_state: None, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Take pieces of an article back: the same kind, negated."""
    pieces = undone.quantity_thousandths // THOUSAND
    return (undone.negated("article", quantity=-pieces),)


def set_article(state: Catalogue, command: SetArticle, context: Context) -> tuple[Event, ...]:
    """Write an article's row; older rows keep old tickets' prices.

    Raises:
        Refused: ``shop.known``, ``shop.barcode_taken``, ``vat.unknown``, and as `require_in_force`.

    Warns:
        ``shop.barcode_key``.
    """
    if command.new and state.known:
        raise Refused("shop.known", article=command.article)
    from stdnum import ean  # noqa: PLC0415  (articles are made seldom)

    rate_of(state.rates, command.vat_code, context.business_day)
    if command.partner is not None:
        require_in_force(state.partner, command.partner, context.business_day)
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


def set_favourites(state: KeyedArticles, command: SetFavourites, _context: Context) -> tuple[Event, ...]:
    """Give articles their keys, each one key.

    Raises:
        Refused: ``shop.unknown``.
    """
    for article in command.articles:
        if article not in state.known:
            raise Refused("shop.unknown", article=article)
    return (_favourites(tuple(dict.fromkeys(command.articles)), state.before),)


def _favourites(articles: tuple[str, ...], before: tuple[str, ...]) -> Event:
    return Event("shop.favourites_set", {"articles": list(articles), "before": list(before)})


def take_favourites_back(now: tuple[str, ...], undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Give back the keys as they were, as long as they are those that were chosen.

    Raises:
        Refused: ``shop.changed_since``.
    """
    chosen, before = (tuple(undone.posted.data[name]) for name in ("articles", "before"))
    if now != chosen:
        raise Refused("shop.changed_since")
    return (_favourites(before, chosen),)


def article_event(command: SetArticle, context: Context, warnings: tuple[Warned, ...] = ()) -> Event:
    """Return ``shop.article_set``, the command's own fields; without a day it holds from the operation's."""
    first = command.valid_from or context.business_day
    told = facts(command, "article", "label", "cents", "vat_code", "nature")
    told |= {"barcodes": sorted(set(command.barcodes)), "valid_from": first.isoformat()}
    if command.partner is not None:
        told["partner"] = command.partner
    return Event("shop.article_set", told, warnings=warnings)


def seed(site: Mapping[str, Any], context: Context, rates: Sequence[VatRow]) -> tuple[Event, ...]:
    """Return the catalogue's events of ``init``, from the site file's ``[[services.shop.articles]]``.

    Args:
        site: The shop's part of the site file.
        context: See `Context`.
        rates: The shipped VAT rates.

    Raises:
        Refused: ``site.invalid``, ``vat.unknown``, ``shop.barcode_taken``, ``partner.unknown`` or the refusal of
            the field that cannot be understood.
    """
    rows = site.get("articles", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Refused("site.invalid", field="services.shop.articles")
    form = form_of(SetArticle)
    articles = [form.parse(row) for row in rows]
    owners: dict[str, str] = {}
    today = context.business_day
    for article in articles:
        if article.partner is not None:
            # A shop that is just made has none: whoever is one is made first.
            raise Refused("partner.unknown", partner=article.partner)
        rate_on(rates, article.vat_code, max(article.valid_from or today, today))
        for barcode in article.barcodes:
            owner = owners.setdefault(barcode, article.article)
            if owner != article.article:
                raise Refused("shop.barcode_taken", barcode=barcode, article=owner)
    return tuple(article_event(article, context) for article in articles)
