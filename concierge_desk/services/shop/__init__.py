"""Articles of the shop's own: coffee, photocopies, whatever it sells for itself."""

from concierge_desk.counter.service import Command, Service
from concierge_desk.i18n import N_
from concierge_desk.services.shop import form, model, tables
from concierge_desk.services.shop.messages import MESSAGES

COMMANDS = (
    Command(
        name="shop.sell",
        summary=N_("An article is sold."),
        form=form.SELL,
        load=tables.load_sale,
        decide=model.sell,
        charged=True,
        refusals=("shop.article_needed", "shop.unknown", "shop.unpriced", "vat.unknown"),
    ),
    Command(
        name="shop.article_set",
        summary=N_("An article gets its label, price, VAT and barcodes from a day on."),
        form=form.ARTICLE_SET,
        load=tables.load_article,
        decide=model.set_article,
        answer=model.article_answer,
        when="any",
        refusals=("shop.barcode_taken", "vat.unknown"),
        warnings=("shop.barcode_key",),
    ),
)

SERVICE = Service(
    code="shop",
    label=N_("Shop"),
    commands=COMMANDS,
    migrations=tables.SCHEMA,
    seed=form.seed,
    messages=MESSAGES,
)

__all__ = ["SERVICE"]
