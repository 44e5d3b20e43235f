"""The shop's fields, and how raw values become its commands."""

from collections.abc import Mapping, Sequence
from typing import Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.values.fields import Field, Form
from concierge_desk.counter.values.kinds import Choice, Code, Day, Flag, Integer, Items, Text, cents
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.domain.vat import VatRow, rate_on
from concierge_desk.services.shop.model import SellArticle, SetArticle, article_event

_CODE = Code()
_BARCODE = Text(max_length=40, exempt=True)

SELL = Form(
    SellArticle,
    (
        Field("article", _CODE, required=False, doc="Code in the catalogue."),
        Field("barcode", _BARCODE, required=False, doc="Scanned, instead of the code."),
        Field(
            "quantity",
            Integer(1, 10_000, "pieces"),
            required=False,
            default=1,
            doc="How many; one by default.",
        ),
    ),
)

ARTICLE_SET = Form(
    SetArticle,
    (
        Field("article", _CODE, doc="Code in the catalogue."),
        Field("label", Text(max_length=60), doc="As the ticket prints it."),
        Field("cents", cents(), doc="Price, tax included."),
        Field("vat_code", _CODE, doc="Code of the dated rates, such as `TVA_20`."),
        Field("nature", Choice(("goods", "service")), doc="On site is a service, taken away is goods."),
        Field("barcodes", Items(_BARCODE), required=False, default=(), doc="All its barcodes."),
        Field("valid_from", Day(), required=False, doc="First day; today by default."),
        Field("new", Flag(), required=False, default=False, doc="Refuse a code that an article has already."),
    ),
)


def seed(site: Mapping[str, Any], context: Context, rates: Sequence[VatRow]) -> tuple[Event, ...]:
    """Return the catalogue's events of ``init``, from the site file's ``[[services.shop.articles]]``.

    Args:
        site: The shop's part of the site file.
        context: See `Context`.
        rates: The shipped VAT rates.

    Raises:
        Refused: ``site.invalid``, ``vat.unknown``, ``shop.barcode_taken`` or the refusal of the field
            that cannot be understood.
    """
    rows = site.get("articles", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Refused("site.invalid", field="services.shop.articles")
    articles = [ARTICLE_SET.parse(row) for row in rows]
    owners: dict[str, str] = {}
    today = context.business_day
    for article in articles:
        rate_on(rates, article.vat_code, max(article.valid_from or today, today))
        for barcode in article.barcodes:
            owner = owners.setdefault(barcode, article.article)
            if owner != article.article:
                raise Refused("shop.barcode_taken", barcode=barcode, article=owner)
    return tuple(article_event(article, context) for article in articles)
